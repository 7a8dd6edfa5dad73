"""The sentences that open the minutes of several meetings kept in one file: "Minutes of the meeting held on 6 May 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dates import find_days
from assistant.ingest.candidates import Heading
from assistant.ingest.lines import Line
from assistant.ingest.wrapping import is_numbered

_OPENS = re.compile(r"^(?:(?:draft|public|confirmed|unconfirmed|approved|signed)\s+)*minutes?\s+of\b", re.I)
_CONFIRMS = re.compile(r"\b(?:were|was|be|been|are|is|attached|circulated|as\s+a\s+(?:true|correct))\b", re.I)
_ATTENDS = re.compile(
    r"^(?:(?:councillors|members|officers|also|those)\s+)*(?:present|sederunt|in\s+attendance|attendance|attending|apologies"
    r"|absent|in\s+the\s+chair)\b",
    re.I,
)
_WRAPPED = 3  # lines that such a sentence may take
_SOON = 8  # printed lines within which it is told who was there


def find_openings(printed: Sequence[Line]) -> list[Heading]:
    """Return the opening sentence of each meeting, none where the record tells of one meeting alone."""
    found = [heading for at in range(len(printed)) if (heading := _opening(printed, at)) is not None]
    return found if len({heading.meeting_date for heading in found}) > 1 else []


def _opening(printed: Sequence[Line], at: int) -> Heading | None:
    line, last = printed[at], at
    if not _OPENS.match(line.text) or is_numbered(line):
        return None
    words = line.text
    while not find_days(words) and last + 1 < min(at + _WRAPPED, len(printed)):
        last += 1
        words = f"{words} {printed[last].text}"
    days = find_days(words)
    below = printed[last + 1 : last + 1 + _SOON]
    if not days or _CONFIRMS.search(words) or not any(_ATTENDS.match(other.text) for other in below):
        return None
    told = words[: days[0].span.end]
    return Heading(line.index, printed[last].index, "", told, meeting_date=days[0].first, is_meeting=True)
