"""What an item decided: RESOLVED and recommendation lists as separate resolutions, and decisions told in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.lines import Line
from assistant.ingest.outcomes import VOTES, tells_decision
from assistant.language import fold, sentences
from assistant.records import Resolution, Span

_LEAD = re.compile(
    r"^[“\"]?(?i:it\s+was\s+(?:then\s+)?|accordingly,?\s+it\s+was\s+|and\s+|(?:the"
    r"\s+)?(?:(?:sub-)?committee|council|cabinet|board|panel|members)\s+)?(?:(?:unanimously|further)"
    r"\s+)?"
    r"(RESOLVED|RECOMMENDED|RECOMMENDATIONS?|AGREED|ORDERED|DECIDED|DECISIONS?|Resolved|Recommended"
    r"|Recommendations?|Decisions?|Resolutions?)"
    rf"(?i:{VOTES}{{0,3}}?)\s*(?:(?P<mark>[:.–—-]+)|(?P<that>(?=,?\s+(?:that"
    r"|THAT|That|to)\b))|$)\s*(?P<rest>.*)$"
)
_ENTRY = re.compile(r"^(?:[(\[]?(\d{1,2}|[a-z]|[ivx]{1,4})[.)\]]{1,2}\s*|[•·*–-]\s+)(?=\S)(.*)$")
_MEETING_ENDS = re.compile(
    r"^(?:The|This)\s+meeting\s+(?:was\s+)?(?:then\s+)?(?:closed|concluded|ended|finished|adjourned"
    r"|terminated|rose)\b",
    re.I,
)
_UNWRAPPED = 200  # characters of a line in records that hold a paragraph on one line
_THAT = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s*That\b")
_DECIDED = re.compile(r"\bthat\s+(?:\S+\s+){1,12}?be\s+(?:\w+ly\s+)?\w+(?:ed|en|d)\b(?!\s+(?:that|to)\s*\W*$)", re.I)
_ANNOUNCED = re.compile(r"^(?:On\s+the\s+proposal|Proposed|Moved)\b.{0,200}\b(?:resolved|agreed)\s*[:–—-]+\s*$", re.I)
_OPENS_LIST = re.compile(r"\b(?:resolved|agreed|decided)\b[^.;]{0,80}?(?:\s(?:that|to))?\s*[:–—-]+\W*$", re.I)


def find_resolutions(text: str, lines: Sequence[Line], span: Span, minutes: bool = True) -> tuple[Resolution, ...]:
    """Return the resolutions of one item, in order.

    ``lines`` are the printed lines of the item below its heading.  A list under a lead-in gives one resolution an
    entry, a lead-in with its sentence gives one, numbered paragraphs that all begin "That" give one each, a sentence
    such as "Members resolved to note ..." gives itself; ``minutes`` is whether the record tells of its own meeting.
    """
    found: list[Resolution] = []
    at = 0
    while at < len(lines):
        lead = _LEAD.match(lines[at].text)
        if lead and (lead["mark"] or lead["that"] is not None or len(lines[at].text.split()) <= 2):
            entries, at = _listed(text, lines, at, lead)
            found.extend(entries)
        elif _ANNOUNCED.match(lines[at].text) and at + 1 < len(lines):
            entries, at = _below(text, lines, at)
            found.extend(entries)
        elif _OPENS_LIST.search(lines[at].text):
            entries, at = _entries(text, lines, at + 1)
            found.extend(entries)
        elif _THAT.match(lines[at].text):
            entries, at = _entries(text, lines, at)
            found.extend(entries)
        else:
            at += 1
    for sentence in sentences(text, span):
        known = any(sentence.overlaps(resolution.span) for resolution in found)
        if not known and tells_decision(fold(sentence.of(text)), minutes):
            found.append(Resolution("", sentence))
    return tuple(sorted(found, key=lambda resolution: resolution.span))


def _listed(text: str, lines: Sequence[Line], at: int, lead: re.Match[str]) -> tuple[list[Resolution], int]:
    if lead["rest"] and not _ENTRY.match(lead["rest"]):
        start = lines[at].span.start
        last = _paragraph_end(lines, at)
        entries, after = _entries(text, lines, last + 1)
        words = " ".join(line.text for line in lines[at : last + 1])
        if entries and re.search(r"(?:\bthat|\bto|[:–—-])\s*$", words, re.I) and not _DECIDED.search(words):
            return entries, after
        return [Resolution("", _trim(text, start, lines[last].span.end)), *entries], after
    if lead["rest"]:
        mark = text.find(lead["rest"].split()[0], lines[at].span.start + len(lead[1]), lines[at].span.end)
        return _entries(text, lines, at, offset=max(mark, lines[at].span.start))
    return _below(text, lines, at)


def _below(text: str, lines: Sequence[Line], at: int) -> tuple[list[Resolution], int]:
    """Return what a line announces that ends before the resolution: the list or the paragraph below it."""
    entries, after = _entries(text, lines, at + 1)
    if entries or at + 1 >= len(lines):
        return entries, after
    last = _paragraph_end(lines, at + 1)
    return [Resolution("", _trim(text, lines[at + 1].span.start, lines[last].span.end))], last + 1


def _entries(text: str, lines: Sequence[Line], at: int, offset: int | None = None) -> tuple[list[Resolution], int]:
    """Return the entries of the list that begins on a line, and the place after it."""
    entries: list[Resolution] = []
    expected = None
    while at < len(lines):
        start = lines[at].span.start if offset is None else offset
        first = fold_entry(text, start, lines[at])
        if first is None or (expected is not None and first[0].isdigit() and first[0] != expected):
            break
        last = _entry_end(lines, at)
        entries.append(Resolution(first[0], _trim(text, first[1], lines[last].span.end)))
        expected = str(int(first[0]) + 1) if first[0].isdigit() else None
        at, offset = last + 1, None
    return entries, at


def fold_entry(text: str, start: int, line: Line) -> tuple[str, int] | None:
    """Return an entry's number as printed ("" for a bullet) and where its words begin, None if the line opens none."""
    raw = text[start : line.span.end]
    stripped = raw.lstrip(" \t*_\xa0")
    entry = _ENTRY.match(stripped.replace("\xa0", " "))
    if entry is None:
        return None
    return entry[1] or "", start + len(raw) - len(stripped) + entry.start(2)


def _entry_end(lines: Sequence[Line], at: int) -> int:
    """Return the last line of a list entry: up to the next entry, or the end of its paragraph."""
    while at + 1 < len(lines):
        below = lines[at + 1]
        if _ENTRY.match(below.text) or _LEAD.match(below.text):
            return at
        if _closes(lines, at):
            return at
        apart = below.index - lines[at].index > 1
        if apart and (re.search(r"[.;:]$", lines[at].text) or below.text[:1].isupper() and len(lines[at].text) < 60):
            return at
        at += 1
    return at


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    while at + 1 < len(lines) and lines[at + 1].index - lines[at].index == 1 and not _ENTRY.match(lines[at + 1].text):
        if _closes(lines, at):
            return at
        at += 1
    while at + 1 < len(lines) and lines[at + 1].text[:1].islower() and not re.search(r"[.:]$", lines[at].text):
        at += 1
    return at


def _closes(lines: Sequence[Line], at: int) -> bool:
    """Return whether a paragraph ends with a line though no gap follows it, as in texts drawn from PDFs."""
    line, below = lines[at], lines[at + 1]
    if _MEETING_ENDS.match(below.text):
        return True
    width = max(len(near.text) for near in lines[max(0, at - 8) : at + 8])
    short = len(line.text) < 0.75 * width or width > _UNWRAPPED
    return short and bool(re.search(r"[.;]$", line.text)) and below.text[:1].isupper()


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
