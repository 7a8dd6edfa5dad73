"""Which committee a record is of: named in its title, on a line of its own, or where it says to whom it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.dates import find_days
from assistant.ingest.lines import Line
from assistant.language import fold

_TOP = 40  # printed lines in which a record says what it is
BODY_WORD = (
    r"(?:Committee|Council|Panel|Board|Cabinet|Forum|Assembly|Commission|Authority|Executive"
    r"|Partnership|District)"
)
_MEETING_OF = re.compile(
    r"\bmeeting\s+of\s+(?:the\s+)?(.{3,120}?)(?=\s+(?:was\s+)?held\b|\s+on\s|\s+at\s|,|\s[-–—]+\s|\.|$)", re.I
)
_MEETING_OF_BODY = re.compile(
    rf"\bmeeting\s+of\s+(?:the\s+)?(.{{3,120}}?{BODY_WORD})(?=\s+(?:was\s+)?held\b|\s+on\s|\s+at\s|,|"
    rf"\s[-–—]+\s|\.|$)",
    re.I,
)
_MINUTES_OF = re.compile(
    rf"\bminutes\s+of\s+(?:the\s+)?(?:annual\s+|ordinary\s+|extraordinary\s+)?(.{{3,90}}?{BODY_WORD})"
    rf"\s+(?:\w+\s+){{0,2}}meeting\b",
    re.I,
)
_MINUTES_TITLE = re.compile(
    rf"\bminutes\s+(?:of|[-–—])\s+(?:the\s+)?(.{{3,90}}?{BODY_WORD})(?=\s*(?:,|[-–—|]|\(|held\b|on\b"
    rf"|$))",
    re.I,
)
REPORT_TO = re.compile(r"^(?:Report\s+to|To|Committee|Meeting)\s*:\s*(.{3,100})$", re.I)


def find_body(title: str, lines: Sequence[Line]) -> str:
    """Return the committee whose record it is, "" where the record does not say."""
    top = [line for line in lines if not line.blank][:_TOP]
    joined = fold(" ".join(line.text for line in top[:15]))
    for text in (title, joined):
        match = (
            _MEETING_OF_BODY.search(text) or _MEETING_OF.search(text) or _MINUTES_OF.search(text) or _MINUTES_TITLE.search(text)
        )
        if match and re.search(BODY_WORD, match[1], re.I):
            return _in_full(_named(match[1]), top[:15])
    leading = re.match(rf"^(.{{3,90}}?{BODY_WORD})\s+[-–—]\s", title)
    if leading and _titled(leading[1]):
        return _named(leading[1])
    for line in top:
        told = REPORT_TO.match(line.text)
        if told and re.search(BODY_WORD, told[1], re.I):
            return _named(_without_day(told[1]))
    named = list(_body_lines(top[:15]))
    if named:
        # Under the name of the council stands that of its committee.
        return next((name for name in named if not name.endswith(("Council", "COUNCIL"))), named[0])
    match = re.search(rf"\bThe\s+((?:[A-Z&(][\w&()]*\s+|and\s+|of\s+|the\s+){{1,9}}{BODY_WORD})\b", joined)
    return _named(match[1]) if match else ""


def _body_lines(top: Sequence[Line]) -> Iterator[str]:
    """Yield the names of bodies that stand on lines of their own, or before a date and a place."""
    ends = re.compile(rf"\b{BODY_WORD}$", re.I)
    for at, line in enumerate(top):
        day = next(iter(find_days(line.text)), None)
        name = _without_day(line.text)
        if (
            not ends.search(name)
            or len(name) > 90
            or re.search(r"[.:;]\s|\b(?:report|by|to)\b", name, re.I)
            or not (line.caps or line.bold or day or _titled(name))
        ):
            continue
        above = top[at - 1] if at else None
        wrapped = above is not None and (above.caps or above.bold) and (len(name.split()) == 1 or _runs_on(above, line))
        yield _named(f"{above.text} {name}" if wrapped and above is not None else name)


def _without_day(text: str) -> str:
    """Return what stands before the day in a line such as "Harbour Board, Tuesday 5 March 2024"."""
    day = next(iter(find_days(text)), None)
    before = re.sub(r"[\s,–—(-]*(?:\bon\s+)?(?:[A-Z][a-z]+day,?\s*)?$", "", text[: day.span.start]) if day else ""
    return before or text


def _in_full(name: str, top: Sequence[Line]) -> str:
    """Return the whole name of a body told by its sort alone: "the Parish Council" under the name of the parish."""
    if not re.fullmatch(r"(?:(?:Parish|Town|City|County|District|Borough|Community)\s+)?(?:Council|Committee|Board)", name, re.I):
        return name
    longer = (other for other in _body_lines(top) if other.lower().endswith(f" {name.lower()}"))
    return next(longer, name)


def _runs_on(above: Line, line: Line) -> bool:
    """Return whether a name in capitals goes on from the line above, which names nothing by itself."""
    named = re.search(rf"\b{BODY_WORD}\b|\bminutes\b|\bagenda\b|\breport\b|\d|[.:,]$", above.text, re.I)
    return above.caps and line.caps and line.index == above.index + 1 and not named


def _titled(name: str) -> bool:
    """Return whether every word of a name but the small ones has a capital."""
    return all(word[:1].isupper() or word in ("and", "of", "the", "for", "&", "in") for word in re.findall(r"[\w&]+", name))


def _named(text: str) -> str:
    """Return a name as it is written in a sentence: without a day or what is said of its minutes, capitals only where due."""
    parts = re.split(r"\s+[-–—|]\s+|,\s*(?:[A-Z][a-z]+day)?\s*", text) if find_days(text) else [text]
    held = [part for part in parts if not find_days(part) and re.search(rf"\b{BODY_WORD}\b", part, re.I)]
    name = re.sub(r"^(?:minutes\s+of\s+)?(?:the\s+)?", "", max(held, key=len, default=text).strip(" .,:;*"), flags=re.I)
    shouted = re.compile(r"\b(?:[A-Z’']{4,}|AND|OF|THE|FOR|IN|ON|BY)\b")
    calm = name.title() if name.isupper() else shouted.sub(lambda m: m[0].title(), name)
    return re.sub(r"\b(And|Of|The|For|In|On|By)\b", lambda m: m[1].lower(), calm) if calm != name else name
