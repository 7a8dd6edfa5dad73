"""Which period each number of a sentence is of: the one that its clause names, two where a movement runs between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dates import find_periods
from assistant.ingest.figures.numbers import Number
from assistant.records import Span

_COUNT = r"(?:\d{1,2}(?:\s?[-–]\s?\d{1,2}| (?:or|to) \d{1,2})?|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|few)"
_SPOKEN = re.compile(
    rf"\b(?:the\s+)?(?:last|past|previous|preceding|prior|first|next)\s+(?:{_COUNT}\s+)?"
    r"(?:financial\s+|municipal\s+)?(?:years?|months?|quarters?|weeks?)\b"
    r"|\b(?:the\s+)?same\s+(?:period|months?|quarter|time)(?:\s+(?:of\s+)?(?:(?:the\s+)?(?:last|previous|preceding)|this)\s+year)?"
    r"|\b(?:a|the)\s+year\s+(?:before|earlier|ago)\b|\bthis\s+(?:year|quarter|month)\b|\blast\s+year\b",
    re.I,
)
_LINK = re.compile(r"\s*(?:[-–]|to|until|up to|and|-\s?end of|to the end of)\s*", re.I)
_STOP = re.compile(r";|\.\s|,?\s\b(?:which|who|whom|whose|where|although|before|while|whilst|whereas)\b|\band that\b", re.I)
_AGAINST = re.compile(
    r"\b(?:than|compared (?:with|to)|against|(?:up|down) (?:from|on))\s+(?:(?:that|those)\s+)?"
    r"(?:(?:in|for|at|of|on)\s+)?(?:the\s+)?$",
    re.I,
)
_AFTER_THAT = re.compile(r"\b(?:on|from|with|to|over)\s+(?:the\s+)?$", re.I)
_EARLIER = re.compile(
    r"^(?:the )?(?:previous|preceding|prior|last) (?:\w+ )?year$|\byear (?:before|earlier|ago)$|^(?:the )?same (?:period|month)",
    re.I,
)


def spoken_periods(flat: str) -> list[Span]:
    """Return the places of the periods of a sentence, dated ("Q3 2021-22") or told ("in the last 12 months").

    Two dates joined ("April 2018 to March 2019", "between May and July 2019") are one, unless numbers move "from" and "to"
    with them.
    """
    dated = [period.span for period in find_periods(flat)]
    whole: list[Span] = []
    for span in dated:
        if whole and (link := _LINK.fullmatch(flat[whole[-1].end : span.start])) and _runs(flat, whole[-1], link[0]):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    for match in _SPOKEN.finditer(flat):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in whole):
            continue
        follows = (
            [p for p in whole if re.fullmatch(r"\s+(?:(?:of|in)\s+)?", flat[span.end : p.start])] if "same" in match[0] else []
        )
        whole = [p for p in whole if p not in follows] + [Span(span.start, follows[0].end) if follows else span]
    return sorted(whole)


def _runs(flat: str, first: Span, link: str) -> bool:
    """Return whether two dates and what joins them tell one stretch of time, not two times compared."""
    if "and" not in link.lower():
        return True
    between = re.search(r"\bbetween\s+(?:the\s+)?$", flat[: first.start], re.I)
    return bool(between) and not re.search(r"\bfrom\s+[£$€]?\d", flat[: first.start])


def period_of(flat: str, found: Sequence[Number], changes: Sequence[bool], periods: Sequence[Span]) -> list[str]:
    """Return the words of the period of each number, "" where its clause names none."""
    told = []
    for at, one in enumerate(found):
        told.append(_nearest(flat, one, found[at + 1] if at + 1 < len(found) else None, _of_level(flat, periods, changes[at])))
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        pair = re.search(r"\bfrom\s+(?:the\s+low\s+of\s+)?$", flat[: first.begins], re.I)
        if not pair or changes[at] or not re.search(r"\bto\s+$", flat[: second.begins], re.I):
            continue
        inside = [p for p in periods if first.end <= p.start and p.end <= second.start]
        after = [p for p in periods if p.start >= second.end]
        joined = len(after) > 1 and re.search(r"\b(?:between|from)\s+(?:the\s+)?$", flat[second.end : after[0].start], re.I)
        if joined and re.fullmatch(r"\s*(?:and|to)\s+(?:the\s+)?", flat[after[0].end : after[1].start]):
            told[at], told[at + 1] = after[0].of(flat), after[1].of(flat)
        elif not inside:
            told[at] = ""  # only the later of two levels is of the period told
    return [" ".join(words.split()) for words in told]


def _of_level(flat: str, periods: Sequence[Span], change: bool) -> list[Span]:
    """Return the periods without, for a change, those that it is measured against ("on the previous year")."""
    if not change:
        return list(periods)
    against = re.compile(r"\b(?:on|than|over|from|to|with|in) (?:the )?$")
    return [p for p in periods if not (_EARLIER.search(p.of(flat)) and against.search(flat[: p.start]))]


def _aside(flat: str, period: Span, one: Number) -> bool:
    """Return whether a period is told of something else: in brackets, or as what it came after ("since the cuts of")."""
    opens = flat.rfind("(", 0, period.start)
    closes = flat.find(")", period.end)
    enclosed = opens >= 0 and closes >= 0 and ")" not in flat[opens : period.start] and not opens < one.start < closes
    said = re.findall(r"[A-Za-z]+", flat[opens + 1 : period.start]) if enclosed else []
    if re.search(r",\s+\w+ed\s+(?:since|in|on)\s+$", flat[: period.start]) and flat[period.end : period.end + 1] == ",":
        return True
    return len(said) > 3 or bool(re.search(r"\bsince\s+(?:\w+\s+){1,4}$", flat[: period.start]))


def _nearest(flat: str, one: Number, following: Number | None, periods: Sequence[Span]) -> str:
    """Return the period told right after a number, before the next number has its own, else the nearest before it."""
    periods = [p for p in periods if not _aside(flat, p, one)]
    after = [p for p in periods if p.start >= one.end and not _STOP.search(flat[one.end : p.start])]
    gap = flat[one.end : after[0].start] if after else ""
    if (
        _AGAINST.search(gap)
        or _AFTER_THAT.search(gap)
        and any(p.end <= one.start and not _STOP.search(flat[p.end : one.start]) for p in periods)
    ):
        after = []
    before = [p for p in periods if p.end <= one.start and not re.search(r";|\.\s", flat[p.end : one.start])]
    if after and following is not None and after[0].start >= following.end:
        compared = re.search(r"\b(?:compared|against|from|up|down)\b", flat[one.end : following.start])
        after = [] if before or compared else after
    chosen = after[0] if after else before[-1] if before else None
    return chosen.of(flat) if chosen else ""
