"""The labels over the names of those who were there: PRESENT, Apologies, In attendance, In the Chair, and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.ingest.attendance_names import CAPITAL, PARTICLE, TITLE
from assistant.ingest.lines import Line

_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "absent",
        re.compile(
            r"^(?:(?:(?:ELECTED|COUNCIL|COMMITTEE|BOARD)\s+)?(?:MEMBERS?|COUNCILLORS?|CLLRS?|TRUSTEES|DIRECTORS|COMMISSIONERS|OTHERS?"
            r"|THOSE)\s+)?(?:ABSENT|APOLOGIES|NOT PRESENT|(?:ON )?LEAVE OF ABSENCE|ON LEAVE|EXCUSED|ABSENNOL|YMDDIHEURIADAU"
            r"|AS LÁTHAIR|LEITHSCÉALT?A?)\b(?:\s+(?:for (?:absence|non-?attendance|inability to attend)"
            r"|received|from))*",
            re.I,
        ),
    ),
    (
        "also",
        re.compile(
            r"^(?:ALSO\s+(?:PRESENT|IN ATTENDANCE|ATTENDING)|CABINET MEMBERS?|GUESTS?|OBSERVERS?|VISITORS?"
            r"|MEMBERS? OF THE PUBLIC|(?:PUBLIC|PRESS|MEDIA)\b(?=\s*:)|PUBLIC GALLERY"
            r"|HEFYD YN BRESENNOL|IN ATTENDANCE BY INVITATION|EXTERNAL|PARTNERS?"
            r"|CO-?OPTED)\b[^:]{0,70}",
            re.I,
        ),
    ),
    (
        "officers",
        re.compile(
            r"^(?:[\w’' ]{0,40}\b)?(?:OFFICERS?|OFFICIALS?|STAFF|IN ATTENDANCE|ATTENDING(?=\s*:)|SWYDDOGION|OIFIGIGH"
            r"|FEIDHMEANNAIGH)\b(?:\s+(?:PRESENT"
            r"|IN ATTENDANCE|ATTENDING))?",
            re.I,
        ),
    ),
    (
        "present",
        re.compile(
            r"^(?:[\w ]{0,30}\b)?PRESENT\b(?:\s+IN THE CHAIR)?|^(?:COUNCILLORS|MEMBERS|ATTENDEES"
            r"|ATTENDANCE)(?:\s+IN ATTENDANCE)?\s*(?=:|$)|^IN THE CHAIR\b"
            r"|^(?:SEDERUNT|(?:YN )?BRESENNOL|PRESENNOL|(?:BAILL )?I LÁTHAIR)\b(?=\s*(?:[:/–-]|$))"
            r"|^(?:ELECTED|COUNCIL|COMMITTEE|BOARD) MEMBERS\s*(?=:|$)",
            re.I,
        ),
    ),
)
_APOLOGIES = re.compile(r"^(?:an\s+)?apolog(?:y|ies)\b[^:]{0,60}?\b(?:from|behalf\s+of)\s+(?=[A-Z])", re.I)
_COLUMN_LABEL = re.compile(
    r"((?:also\s+)?in\s+attendance|also\s+present|(?:councillors\s+|members\s+)?present|apologies"
    r"|absent|members\s+of\s+the\s+public|officers|observers)"
    r"\s*(?::|$)\s*",
    re.I,
)
_CHAIR = (
    r"(?:(?:the|an|acting|vice|deputy|is)[\s-]+)*(?:chair(?:man|woman|person)?|conven[eo]r|cathaoirleach|leas-?chathaoirleach|cadeirydd"
    r"|presiding(?:\s+officer)?|mayor|provost)(?:\s+of\s+the\s+meeting)?"
)
_SERVANT = re.compile(r"\b(?:clerk|clerc|secretary|rfo)\b", re.I)
_POST = re.compile(
    rf"^(?P<post>(?:[^\W\d_]+\s*/\s*)?(?:in the chair|{_CHAIR}|(?:(?:town|parish|city|acting|deputy|committee)\s+)?"
    rf"(?:clerk|secretary)(?:\s*(?:/|&|and)\s*rfo)?)(?:\s*/\s*[^\W\d_]+)?)\s*:\s*(?=\S)",
    re.I,
)
_PRESIDING = re.compile(r"[\s,]+(?:presided|presiding|(?:was\s+)?in\s+the\s+chair|took\s+the\s+chair)\b.{0,40}$", re.I)
_PRESIDED = re.compile(
    rf"^(?:(?:The\s+|An\s+)?(?:[\w’'-]+\s+){{0,3}}[\w’'-]+,\s+)?"
    rf"(?P<name>{TITLE}(?:\s+(?:[{CAPITAL}][\w.’'-]*|{PARTICLE})){{1,5}}?),?\s+"
    rf"(?:presided|presiding|(?:was\s+)?in\s+the\s+[Cc]hair|took\s+the\s+[Cc]hair|chaired\s+the\s+meeting)\b[^:;]{{0,60}}$"
)
_OTHER_TONGUE = re.compile(r"^[^\W\d_][\w’' ]{1,30}?\s*/\s*(?=\S)")
_BEFORE_TITLE = re.compile(
    rf"^(?:(?:(?:elected|council|committee|board)\s+)?members(?:\s+(?:present|absent))?|staff|officers"
    rf"|apologies|absent|leave of absence|present|in attendance|also (?:present|in attendance)"
    rf"|visitors|guests|observers)\s+(?=(?-i:{TITLE})\s+\S)",
    re.I,
)
_WITHIN = re.compile(
    r"(?<=[.;])\s+(?=(?:[^\W\d_]+\s*/\s*)?(?:(?:members?|councillors?|officers?|officials?|staff|also)\s+)?(?:apologies|absent|present"
    r"|in attendance|attending|officers?|officials?|staff|observers?|guests?|visitors?|press|media|public|members of the public"
    r"|clerk|chair\w*|vice-chair\w*)\b[^:.;,]{0,40}:)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Label:
    """The group that a line opens ("" where it only closes the one before), what it holds of names, and the post it tells."""

    group: str
    rest: Line | None = None
    post: str = ""
    within: bool = False  # whether it stands behind another label


def label_of(line: Line) -> Label | None:
    """Return the label that a line begins with, None where it begins with none; of two labels in a row the second counts."""
    label = _first(line)
    inner = _first(label.rest) if label and label.rest else None
    if label is None or inner is None:
        return label
    return replace(inner, group=label.group if label.group == "absent" else inner.group, within=True)


def _first(line: Line) -> Label | None:
    """Return the label that a line begins with; of two languages' labels either counts."""
    post = _POST.match(line.text)
    if post:
        group = "officers" if _SERVANT.search(post["post"]) else "present"
        rest = _PRESIDING.sub("", line.text[post.end() :]).strip(" :–—-")
        return Label(group, replace(line, text=rest) if rest else None, _as_said(post["post"]))
    found = _grouped(line)
    other = _OTHER_TONGUE.match(line.text)
    return found or (_grouped(replace(line, text=line.text[other.end() :])) if other else None)


def _as_said(post: str) -> str:
    words = " ".join(post.split())
    return words.capitalize() if words.isupper() else words


def presider(text: str) -> str:
    """Return the name of whom a line says alone that he or she presided ("Councillor A Pike in the Chair"), "" without."""
    told = _PRESIDED.match(text)
    return told["name"] if told else ""


def apart(line: Line) -> list[Line]:
    """Return a line as several where a sentence on it ends and another label follows ("... Roe. Also present: ...")."""
    return [replace(line, text=part) for part in _WITHIN.split(line.text)] or [line]


def _grouped(line: Line) -> Label | None:
    text = line.text
    told = _APOLOGIES.match(text)
    if told:
        return Label("absent", replace(line, text=text[told.end() :]))
    beside = _BEFORE_TITLE.match(text)
    if beside:
        text = f"{beside[0].strip()}: {text[beside.end() :]}"
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
        chair = re.search(r"\bin the chair\b", match.group(), re.I)
        return Label(group, replace(line, text=rest) if rest else None, _as_said(chair[0]).lower() if chair else "")
    return None


def column_heads(text: str) -> list[str]:
    """Return the groups of labels that stand side by side on one line, nothing where there is but one."""
    labels = _COLUMN_LABEL.findall(text)
    if len(labels) < 2 or _COLUMN_LABEL.sub("", text).strip():
        return []
    return [next((group for group, pattern in _GROUPS if pattern.match(f"{label}:")), "also") for label in labels]
