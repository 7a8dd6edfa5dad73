"""Who was there: the names under PRESENT, ABSENT, officers and also present, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.attendance_labels import Label, apart, column_heads, label_of, presider
from assistant.ingest.attendance_names import FOR_WHOM, SAYS, STARTS, TITLE, is_listed, is_name, names_on, parts_of, same_person
from assistant.ingest.attendance_status import Roll, status_of
from assistant.ingest.attendance_table import find_roll
from assistant.ingest.lines import Line
from assistant.records import Attendance, Table

_MEMBERSHIP = re.compile(
    r"^(?:[\w ]{0,30}\b)?(?:councillors|members(?:hip)?)\b(?!\s+(?:present|in\s+attendance|attending))", re.I
)
_BULLET = re.compile(r"^[•·▪●○◦\uf0b7\uf0a7*]\s*|^[–-]\s+")
_COLUMN_NAME = re.compile(
    r"[A-Z][\w’'-]*\.?\s+(?:[A-Z]\.?\s+)*[A-Z][\w’'-]+(?:\s*[(\[][^)\]]*[)\]])*(?:\s+(?:CHAIR\w*|CLERK"
    r"|RFO|VICE\W?CHAIR\w*)\b)?"
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
_FULL_NAME = re.compile(rf"(?:{TITLE}\s+)+[A-Z][^\d:;]*|[A-Z][\w’'-]*\.?(?:\s+[A-Z][\w.’'-]*){{1,4}}(?:\s*\([^)]*\))?")
_NUMBER = re.compile(r"^\W*[A-Za-z]{0,5}[./]?\d[\d./-]*[A-Za-z]?\W*$")
_BEARS_CHAIR = re.compile(r"\((?:[^)]*,\s*)?(?:in the )?chair\w*\b|\bin the chair\b", re.I)
_MAX_LINES = 120


def find_attendance(lines: Sequence[Line], membership: bool = True, tables: Sequence[Table] = (), text: str = "") -> Attendance:
    """Return the attendance printed before the first item (or in a section headed so): four lists of names.

    A name is as printed; where a label beside it says that its bearer was in the chair or holds a post, the label follows in
    brackets.  Of a table each row with a status of its own is read.

    Args:
        lines: The printed lines above the first item.
        membership: Whether a list headed "Members" or "Councillors" alone says who was there; an agenda's does not.
        tables: The record's tables; one among the lines may be of who was there.
        text: The stored text that the lines' spans count.
    """
    lines = lines[:_MAX_LINES]
    roll = find_roll(lines, tables, text) if membership else Roll()
    held = list[tuple[str, str, str]]()
    wrapped_label = False
    opened, pending = Label(""), list[Line]()
    columns: list[str] = []
    for line in _single([line for line in lines if line.index not in roll.lines]):
        if wrapped_label and line.caps and line.text.endswith(":"):
            wrapped_label = False
            continue
        label = label_of(line)
        if label and not membership and (label.post or _MEMBERSHIP.match(line.text)):
            label = Label("")
        if label and label.group == "officers" and label.post and opened.group == "present" and not pending:
            label = replace(label, group="present", post="")  # the clerk calls the roll
        heads = column_heads(line.text)
        wrapped_label = label is not None and line.caps and ":" not in line.text
        if label is None and not heads:
            beside = _COLUMN_NAME.match(line.text) if columns else None
            if name := presider(line.text):
                held.append(("present", name, "presided"))
            elif beside and _prose(line.text):  # a name in one column, a sentence in the other
                pending.append(replace(line, text=beside[0]))
            elif _ends_list(line, opened):
                held += _closed(columns, opened, pending)
                opened, pending, columns = Label(""), [], []
            elif opened.group or columns:
                pending.append(line)
            continue
        held += _closed(columns, opened, pending)
        opened = label if label and not heads else Label("")
        columns, pending = heads, [opened.rest] if opened.rest else []
    held += _closed(columns, opened, pending)
    told = [name for _, name in roll.rows]
    beside_roll = (
        one for one in held if one[0] not in ("present", "absent") or not any(same_person(one[1], name) for name in told)
    )
    return _attendance([*((group, name, "") for group, name in roll.rows), *beside_roll])


def _single(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield from apart(replace(line, text=_BULLET.sub("", line.text)))


def _ends_list(line: Line, opened: Label) -> bool:
    """Return whether a line without a label is no part of the list above it: a sentence, a heading, an item's number."""
    heading = line.caps and len(line.text.split()) > 3 and not STARTS.match(line.text)
    listed = STARTS.match(line.text) or line.text.startswith("(") or (not opened.rest and is_name(line.text))
    beyond = bool(opened.post) and not opened.within and opened.post.lower() != "in the chair" and not listed
    return _prose(line.text) or heading or beyond or bool(_NUMBER.match(line.text))


def _closed(columns: Sequence[str], opened: Label, pending: Sequence[Line]) -> list[tuple[str, str, str]]:
    """Return group, name and post of the names on the lines that stood under a label, or under several side by side."""
    if columns:
        return [(group, name, "") for group, name in _in_columns(pending, columns)]
    if not opened.group:
        return []
    names = names_on(pending)
    if opened.group in ("present", "absent"):
        names = [one for name in names for one in _members(name)]
    return [(_own_group(name, opened.group), name, "" if at else opened.post) for at, name in enumerate(names)]


def _own_group(name: str, group: str) -> str:
    """Return the group of a name in a list, which a bracket behind it may contradict: "Councillor A Pike (apologies)"."""
    told = re.search(r"\(([^()]*)\)$", name)
    return "absent" if group == "present" and told and status_of(told[1]) == "absent" else group


def _members(entry: str) -> list[str]:
    """Return an entry of a list of members where it may be one, both where it names two without titles, else nothing."""
    if is_listed(entry):
        return [entry]
    two = entry.split(" and ")
    return two if len(two) == 2 and all(map(is_name, two)) else []


def _attendance(held: Sequence[tuple[str, str, str]]) -> Attendance:
    """Return the four lists; a report that names its officer, its partners or its chairman is no list of who was there."""
    if not any(group == "present" and post in ("", "in the chair", "presided") for group, _, post in held) and not (
        any(group == "present" for group, _, _ in held) and any(group == "absent" for group, _, _ in held)
    ):
        return Attendance()
    posted = {name for group, name, post in held if post and group == "present"}
    away = {_bare(name) for group, name, _ in held if group == "absent"}
    groups: dict[str, list[str]] = {key: [] for key in ("present", "absent", "officers", "also")}
    for group, name, post in sorted(held, key=lambda one: not one[2]):
        again = not post and group == "present" and (name in posted or _bare(name) in posted or name in map(_bare, posted))
        if not again and not (post and _bare(name) in away):
            groups[group].append(f"{name} ({post})" if post and not _BEARS_CHAIR.search(name) else name)
    return Attendance(*(tuple(dict.fromkeys(groups[key])) for key in groups))


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name)


def _in_columns(lines: Sequence[Line], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield group and name from lines that print a name for each column, or one column after the other."""
    rows = [(line, _COLUMN_NAME.findall(line.text) if not STARTS.match(line.text) else [line.text]) for line in lines]
    side_by_side = any(len(names) > 1 for _, names in rows)
    at = 0
    for place, (line, names) in enumerate(rows):
        if not side_by_side and place and line.index - rows[place - 1][0].index > 1:
            at = min(at + 1, len(columns) - 1)
        for column, name in enumerate(names):
            yield columns[min(column if side_by_side else at, len(columns) - 1)], name.strip(" .,;")


def _prose(text: str) -> bool:
    """Return whether a line is part of a sentence rather than of a list of names."""
    return len(text.split()) > 7 and bool(SAYS.search(text))


def find_apologies(words: str) -> tuple[str, ...]:
    """Return the names of those who sent apologies, told in an item of its own: "Apologies were received from ..."."""
    told = _APOLOGISED.sub("", " ".join(words.split()), count=1)
    told = re.sub(r"^[^.]{0,80}?\b(?:received|sent|accepted|given)\s+(?:from|by|for)\s*:?\s*", "", told)
    first = FOR_WHOM.sub("", _SENTENCE_ENDS.split(told, maxsplit=1)[0])
    names = (name.strip(" .,;") for name in parts_of(first))
    return tuple(dict.fromkeys(name for name in names if _FULL_NAME.fullmatch(name) and not SAYS.search(name)))
