"""Who was there: the names under PRESENT, ABSENT, officers and also present, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.lines import Line
from assistant.records import Attendance

_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "absent",
        re.compile(
            r"^(?:ABSENT|APOLOGIES|NOT PRESENT)\b(?:\s+(?:for (?:absence|non-?attendance|inability to attend)"
            r"|received|from))*",
            re.I,
        ),
    ),
    (
        "also",
        re.compile(
            r"^(?:ALSO\s+(?:PRESENT|IN ATTENDANCE|ATTENDING)|CABINET MEMBERS?|GUESTS?|OBSERVERS?|VISITORS?"
            r"|MEMBERS? OF THE PUBLIC|PUBLIC\b(?=\s*:)|IN ATTENDANCE BY INVITATION|EXTERNAL|PARTNERS?"
            r"|CO-?OPTED)\b[^:]{0,70}",
            re.I,
        ),
    ),
    (
        "officers",
        re.compile(
            r"^(?:[\w’' ]{0,40}\b)?(?:OFFICERS?|OFFICIALS?|STAFF|IN ATTENDANCE)\b(?:\s+(?:PRESENT"
            r"|IN ATTENDANCE|ATTENDING))?",
            re.I,
        ),
    ),
    (
        "present",
        re.compile(
            r"^(?:[\w ]{0,30}\b)?PRESENT\b(?:\s+IN THE CHAIR)?|^(?:COUNCILLORS|MEMBERS|ATTENDEES"
            r"|ATTENDANCE)(?:\s+IN ATTENDANCE)?\s*(?=:|$)|^IN THE CHAIR\b",
            re.I,
        ),
    ),
)
_TITLE = (
    r"(?:(?:(?:County|District|Borough|City|Town|Parish|Unitary|Ward)\s+)?(?:Councillors?|Cllrs?\.?)"
    r"|Councillors?|Cllrs?\.?|Clr\.?|The\s+(?:Mayor|Lord|Right|Deputy)|Alderman|Ald\.|Mr|Mrs|Ms|Miss"
    r"|Mx|Dr|Prof|Sir|Lord|Lady|Dame|Rev|Insp|Inspector|Sgt|Sergeant|Chief|Supt|Superintendent|PC|PCSO"
    r"|Det)\b\.?"
)
_STARTS = re.compile(rf"^{_TITLE}")
_ROLE = re.compile(r"^[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3}\s*(?:\([A-Z]{2,3}\)\s*)?[–—-]\s")
_SPLIT = re.compile(rf"[,;]\s*(?:and\s+)?(?={_TITLE}\s)|\s+and\s+(?={_TITLE}\s)|;\s*|(?<=\)),\s+(?:and\s+)?(?=[A-Z])")
_ANOTHER = re.compile(  # two names side by side, with nothing between but a gap; "Councillor Mrs" is one
    r"(?<=[a-z)])(?<!Councillor)(?<!Cllr)(?<!Clr)(?<!Alderman)(?<!The)(?<!County)(?<!District)(?<!Borough)(?<!City)"
    r"(?<!Town)(?<!Parish)(?<!Ward)\s+(?=(?:Mr|Mrs|Ms|Miss|Dr|Cllr"
    r"|Councillor)\.?\s+[A-Z])"
)
_MEMBERSHIP = re.compile(
    r"^(?:[\w ]{0,30}\b)?(?:councillors|members(?:hip)?)\b(?!\s+(?:present|in\s+attendance|attending))", re.I
)
_FOR_WHOM = re.compile(r",?\s+(?:(?:for|of|with)\s+(?:whom|which)|who|whose)\b[^,;.]*")
_UNFINISHED = re.compile(r"(?:[,&–-]|\b(?:and|of|for|the|to))$")
_BULLET = re.compile(r"^[•·▪●○◦\uf0b7\uf0a7*]\s*|^[–-]\s+")
_COLUMN_LABEL = re.compile(
    r"((?:also\s+)?in\s+attendance|also\s+present|(?:councillors\s+|members\s+)?present|apologies"
    r"|absent|members\s+of\s+the\s+public|officers|observers)"
    r"\s*(?::|$)\s*",
    re.I,
)
_COLUMN_NAME = re.compile(
    r"[A-Z][\w’'-]*\.?\s+(?:[A-Z]\.?\s+)*[A-Z][\w’'-]+(?:\s*[(\[][^)\]]*[)\]])*(?:\s+(?:CHAIR\w*|CLERK"
    r"|RFO|VICE\W?CHAIR\w*)\b)?"
)
_PLAIN_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s*){1,5}(?:\([^)]*\)\s*)?")
_APOLOGIES = re.compile(r"^(?:an\s+)?apolog(?:y|ies)\b[^:]{0,60}?\b(?:from|behalf\s+of)\s+(?=[A-Z])", re.I)
_SAYS = re.compile(
    r"\b(?:was|were|had|has|have|been|is|are|be|will|would|that|which|there|advised|reported|noted"
    r"|agreed|resolved|welcomed|thanked"
    r"|opened|commenced|presided|joined|informed|expressed|stated|asked|said|congratulated|took\s+the\s+chair)\b"
)
_SHARED = re.compile(r"^(?:Councillors|Cllrs\.?|Aldermen)\s+")  # one title for all the names after it
_BEFORE_SHARED = re.compile(
    r"\s*[;,]\s*(?:and\s+)?(?=(?:Councillors|Cllrs|Aldermen)\b)|\s+and\s+(?=(?:Councillors|Cllrs)\b)|;\s*"
)
_UNNAMED = re.compile(
    r"[,;]?\s*(?:and\s+)?\b(?:no|an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+(?:other\s+)?"
    r"(?:members?\s+of\s+(?:the\s+)?(?:public|press)|residents?|parishioners?|observers?|electors?)\b(?:\s+present)?",
    re.I,
)
_APOLOGISED = re.compile(
    r"^(?:to\s+(?:receive|accept|note)\s+)?(?:the\s+following\s+)?apolog(?:y|ies)\b(?:\s+(?:for|of)\s+(?:absence"
    r"|non-?attendance))?"
    r"[^A-Za-z]*(?:(?:[^:.]{0,80}?\b(?:from|behalf\s+of|by)\b|received|accepted)\s*:?\s*)*",
    re.I,
)
_SENTENCE_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bCllr)(?<!\bCllrs)(?<!\bClr)(?<!\bProf)(?<!\bRev)\.(?=\s|$)"
)
_FULL_NAME = re.compile(rf"(?:{_TITLE}\s+)+[A-Z][^\d:;]*|[A-Z][\w’'-]*\.?(?:\s+[A-Z][\w.’'-]*){{1,4}}(?:\s*\([^)]*\))?")
_LONGEST_NAME = 120  # characters; what is longer is a sentence
_MAX_LINES = 120


def find_attendance(lines: Sequence[Line], membership: bool = True) -> Attendance:
    """Return the attendance printed before the first item (or in a section headed so): four lists of names.

    Args:
        lines: The printed lines above the first item.
        membership: Whether a list headed "Members" or "Councillors" alone says who was there; an agenda's does not.
    """
    groups: dict[str, list[str]] = {"present": [], "absent": [], "officers": [], "also": []}
    wrapped_label = False
    current, pending = "", list[Line]()
    columns: list[str] = []
    for line in (replace(line, text=_BULLET.sub("", line.text)) for line in lines[:_MAX_LINES]):
        if wrapped_label and line.caps and line.text.endswith(":"):
            wrapped_label = False
            continue
        label = _label(line)
        if label and not membership and _MEMBERSHIP.match(line.text):
            label = ("", None)
        heads = _column_heads(line.text)
        wrapped_label = label is not None and line.caps and ":" not in line.text
        if label is None and not heads:
            beside = _COLUMN_NAME.match(line.text) if columns else None
            if beside and _prose(line.text):  # a name in one column, a sentence in the other
                pending.append(replace(line, text=beside[0]))
            elif _prose(line.text) or (line.caps and len(line.text.split()) > 3 and not _STARTS.match(line.text)):
                groups = _closed(groups, columns, current, pending)
                current, pending, columns = "", [], []
            elif current or columns:
                pending.append(line)
            continue
        groups = _closed(groups, columns, current, pending)
        current, rest = label if label and not heads else ("", None)
        columns, pending = heads, [rest] if rest else []
    groups = _closed(groups, columns, current, pending)
    if not groups["present"]:
        return Attendance()  # a report that names its officer or its partners is no list of who was there
    return Attendance(*(tuple(dict.fromkeys(groups[key])) for key in ("present", "absent", "officers", "also")))


def _closed(groups: dict[str, list[str]], columns: Sequence[str], current: str, pending: Sequence[Line]) -> dict[str, list[str]]:
    """Return the groups with the names on the lines that stood under a label, or under several side by side."""
    found = list(_in_columns(pending, columns)) if columns else [(current, name) for name in _names(pending) if current]
    return {key: [*held, *(name for group, name in found if group == key)] for key, held in groups.items()}


def _label(line: Line) -> tuple[str, Line | None] | None:
    """Return the group that a line opens and what it holds of names, None if it opens none."""
    text = line.text
    told = _APOLOGIES.match(text)
    if told:
        return "absent", replace(line, text=text[told.end() :])
    for group, pattern in _GROUPS:
        match = pattern.match(text)
        if not match:
            continue
        if group == "officers" and re.search(r"\b(?:members|councillors)\b", match.group(), re.I):
            group = "present"
        after = text[match.end() :]
        rest = (
            re.sub(r"^[^:]{0,60}:|^\s*[-–—]+", "", after, count=1).lstrip(" :-–—").rstrip(" :")
            if ":" in after[:61]
            else after.strip(" :-–—")
        )
        if ":" not in after[:61] and not (match.group().isupper() or line.tabular) and after.strip(" -–—"):
            continue
        return group, replace(line, text=rest) if rest else None
    return None


def _column_heads(text: str) -> list[str]:
    """Return the groups of labels that stand side by side on one line, nothing where there is but one."""
    labels = _COLUMN_LABEL.findall(text)
    if len(labels) < 2 or _COLUMN_LABEL.sub("", text).strip():
        return []
    return [next((group for group, pattern in _GROUPS if pattern.match(f"{label}:")), "also") for label in labels]


def _in_columns(lines: Sequence[Line], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield group and name from lines that print a name for each column, or one column after the other."""
    rows = [(line, _COLUMN_NAME.findall(line.text) if not _STARTS.match(line.text) else [line.text]) for line in lines]
    side_by_side = any(len(names) > 1 for _, names in rows)
    at = 0
    for place, (line, names) in enumerate(rows):
        if not side_by_side and place and line.index - rows[place - 1][0].index > 1:
            at = min(at + 1, len(columns) - 1)
        for column, name in enumerate(names):
            yield columns[min(column if side_by_side else at, len(columns) - 1)], name.strip(" .,;")


def _prose(text: str) -> bool:
    """Return whether a line is part of a sentence rather than of a list of names."""
    return len(text.split()) > 7 and bool(_SAYS.search(text))


def _names(lines: Sequence[Line]) -> list[str]:
    """Return the names on the lines of one group, wrapped lines joined and names in a row parted."""
    entries: list[str] = []
    titled = sum(bool(_STARTS.match(line.text)) for line in lines)
    roled = sum(bool(_ROLE.match(line.text)) for line in lines)
    for line in lines:
        starts = _STARTS.match(line.text) or _ROLE.match(line.text) or (not titled and not roled)
        rowed = bool(entries) and not titled and entries[-1].count(",") > 1 and len(entries[-1]) > 60
        unfinished = entries and (rowed or _UNFINISHED.search(entries[-1]) or entries[-1].count("(") > entries[-1].count(")"))
        if entries and (unfinished or not starts or line.text[:1].islower() or line.text[:1] == "("):
            entries[-1] = f"{entries[-1]}{'' if re.search(r'[A-Za-z]-$', entries[-1]) else ' '}{line.text}"
        else:
            entries.append(line.text)
    names = [re.sub(r"^and\s+", "", name).strip(" .,;") for entry in entries for name in _parts(entry)]
    return [name for name in names if re.search(r"[A-Za-z]{2}", name) and len(name) <= _LONGEST_NAME and not _SAYS.search(name)]


def find_apologies(words: str) -> tuple[str, ...]:
    """Return the names of those who sent apologies, told in an item of its own: "Apologies were received from ..."."""
    told = _APOLOGISED.sub("", " ".join(words.split()), count=1)
    told = re.sub(r"^[^.]{0,80}?\b(?:received|sent|accepted|given)\s+(?:from|by|for)\s*:?\s*", "", told)
    first = _FOR_WHOM.sub("", _SENTENCE_ENDS.split(told, maxsplit=1)[0])
    names = (name.strip(" .,;") for name in _parts(first))
    return tuple(dict.fromkeys(name for name in names if _FULL_NAME.fullmatch(name) and not _SAYS.search(name)))


def _parts(entry: str) -> list[str]:
    segments = [part for part in _BEFORE_SHARED.split(_UNNAMED.sub("", entry).strip(" .")) if part]
    if not any(_SHARED.match(segment) for segment in segments):
        return _own_titles(_UNNAMED.sub("", entry))
    return [name for segment in segments for name in (_shared(segment) if _SHARED.match(segment) else _own_titles(segment))]


def _shared(entry: str) -> list[str]:
    """Return the names after a title they share, each with the title: "Councillors A, Mrs B" are two councillors."""
    lead, _, rest = entry.partition(" ")
    title = "Alderman" if lead == "Aldermen" else lead.rstrip(".").removesuffix("s")
    names = re.split(r",\s*(?:and\s+)?(?![^(]*\))|\s+and\s+(?![^(]*\))", rest.strip(" ."))
    return [name if re.match(r"(?:\w+\s+)?(?:Councillor|Cllr|Alderman)\b", name) else f"{title} {name}" for name in names if name]


def _own_titles(entry: str) -> list[str]:
    pieces = re.split(r",\s*(?:and\s+)?(?![^(]*\))|\s+and\s+", entry.strip(" ."))
    if len(pieces) > 2 and not re.search(rf"\(\s*{_TITLE}", entry) and all(_PLAIN_NAME.fullmatch(piece) for piece in pieces):
        return pieces
    return [name for piece in _SPLIT.split(entry) for name in (_ANOTHER.split(piece) if _STARTS.match(piece) else [piece])]
