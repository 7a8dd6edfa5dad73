"""Who was there: the names under PRESENT, ABSENT, officers and also present, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.lines import Line
from assistant.records import Attendance

_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("absent", re.compile(r"^(?:ABSENT|APOLOGIES|Absent|Apologies|NOT PRESENT)\b(?:\s+(?:for absence|received|FOR ABSENCE|FROM|from))*", re.I)),
    ("also", re.compile(r"^(?:ALSO\s+(?:PRESENT|IN ATTENDANCE)|CABINET MEMBERS?|GUESTS?|OBSERVERS?|VISITORS?|MEMBERS? OF THE PUBLIC|IN ATTENDANCE BY INVITATION|EXTERNAL|PARTNERS?|CO-?OPTED)\b[^:]{0,70}", re.I)),
    ("officers", re.compile(r"^(?:[\w’' ]{0,40}\b)?(?:OFFICERS?|OFFICIALS?|STAFF|IN ATTENDANCE)\b(?:\s+(?:PRESENT|IN ATTENDANCE))?", re.I)),
    ("present", re.compile(r"^(?:[\w ]{0,30}\b)?PRESENT\b|^(?:COUNCILLORS|MEMBERS|ATTENDEES|ATTENDANCE)(?:\s+IN ATTENDANCE)?\s*(?=:|$)|^IN THE CHAIR\b", re.I)),
)
_TITLE = r"(?:Councillors?|Cllrs?\.?|The\s+(?:Mayor|Lord|Right|Deputy)|Alderman|Ald\.|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lord|Lady|Dame|Rev|Insp|Inspector|Sgt|Sergeant|Chief|Supt|Superintendent|PC|Det)\b\.?"
_STARTS = re.compile(rf"^{_TITLE}")
_ROLE = re.compile(r"^[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3}\s*(?:\([A-Z]{2,3}\)\s*)?[–—-]\s")
_SPLIT = re.compile(rf"[,;]\s*(?:and\s+)?(?={_TITLE}\s)|\s+and\s+(?={_TITLE}\s)|;\s*|(?<=\)),\s+(?:and\s+)?(?=[A-Z])")
_UNFINISHED = re.compile(r"(?:[,&–-]|\b(?:and|of|for|the|to))$")
_MAX_LINES = 120


def find_attendance(lines: Sequence[Line]) -> Attendance:
    """Return the attendance printed before the first item (or in a section headed so): four lists of names."""
    groups: dict[str, list[str]] = {"present": [], "absent": [], "officers": [], "also": []}
    current, pending = "", list[Line]()
    wrapped_label = False
    for line in lines[:_MAX_LINES]:
        if wrapped_label and line.caps and line.text.endswith(":"):
            wrapped_label = False
            continue
        label = _label(line)
        wrapped_label = label is not None and line.caps and ":" not in line.text
        if label is None:
            if current:
                pending.append(line)
            continue
        if current:
            groups[current].extend(_names(pending))
        current, rest = label
        pending = [rest] if rest else []
    if current:
        groups[current].extend(_names(pending))
    if not groups["present"]:
        return Attendance()  # a report that names its officer or its partners is no list of who was there
    return Attendance(*(tuple(groups[key]) for key in ("present", "absent", "officers", "also")))


def _label(line: Line) -> tuple[str, Line | None] | None:
    """Return the group that a line opens and what it holds of names, None if it opens none."""
    text = line.text
    for group, pattern in _GROUPS:
        match = pattern.match(text)
        if not match:
            continue
        if group == "officers" and re.search(r"\b(?:members|councillors)\b", match.group(), re.I):
            group = "present"
        after = text[match.end() :]
        rest = re.sub(r"^[^:]{0,60}:|^\s*[-–—]+", "", after, count=1).strip(" :-–—") if ":" in after[:61] else after.strip(" :-–—")
        if ":" not in after[:61] and not match.group().isupper() and after.strip(" -–—"):
            continue
        return group, replace(line, text=rest) if rest else None
    return None


def _names(lines: Sequence[Line]) -> list[str]:
    """Return the names on the lines of one group, wrapped lines joined and names in a row parted."""
    entries: list[str] = []
    titled = sum(bool(_STARTS.match(line.text)) for line in lines)
    roled = sum(bool(_ROLE.match(line.text)) for line in lines)
    for line in lines:
        starts = _STARTS.match(line.text) or _ROLE.match(line.text) or (not titled and not roled)
        unfinished = entries and (_UNFINISHED.search(entries[-1]) or entries[-1].count("(") > entries[-1].count(")"))
        if entries and (unfinished or not starts or line.text[:1].islower()):
            entries[-1] = f"{entries[-1]} {line.text}"
        else:
            entries.append(line.text)
    names = [name.strip(" .,;") for entry in entries for name in _parts(entry)]
    return [name for name in names if re.search(r"[A-Za-z]{2}", name)]


def _parts(entry: str) -> list[str]:
    if re.match(r"^(?:Councillors|Cllrs\.?)\s", entry):
        lead, _, rest = entry.partition(" ")
        return [f"{lead.rstrip('.').removesuffix('s')} {name}" for name in re.split(r",\s*(?![^(]*\))|\s+and\s+", rest) if name]
    return _SPLIT.split(entry)
