"""The numbers of a sentence as typed figures: value, unit, what is counted, of what period, level or change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.ingest.figures.areas import area_of
from assistant.ingest.figures.measured import DURATION, OF_MORE, measures_of
from assistant.ingest.figures.measures import counted
from assistant.ingest.figures.moves import ends_of_range, find_changes
from assistant.ingest.figures.numbers import Number, find_numbers
from assistant.ingest.figures.spoken_periods import period_of, spoken_periods
from assistant.ingest.values import Unit
from assistant.records import Document, Figure, Span

_BASE = r"[\d,]+(?:\s+(?:of\s+(?:the\s+)?)?(?!(?:against|in|and|or|to|at|on|was|were|than)\b)[a-z]+)?"
_PER = re.compile(
    rf"^\s+(?:[A-Za-z][\w\u2019'-]*\s+){{0,4}}?((?:per|for every)\s+(?:{_BASE}|head|capita"
    r"|household|thousand\s+[a-z]+))\b",
    re.I,
)
_PER_BEFORE = re.compile(
    rf"\b((?:per|for every)\s+(?:{_BASE}|head|capita|household))\b[^.;\d]{{0,60}}"
    r"\b(?:was|is|were|are|of|at|to|from|by)\s+$",
    re.I,
)
_MONEY = re.compile(r"[£$€](?=\s?\d)")
_RATES = re.compile(r"\b(?:per|for every)\s+[\d,]+(?:\s+(?:of\s+(?:the\s+)?)?[a-z]+)?\b")


def sentence_figures(document: Document, place: Span) -> list[Figure]:
    """Return the figures of one sentence of a document.

    Numbers that are dates, times, or name something ("Min. No. 13", "page 56", "section 4.1") are no figures.  Figures
    of one movement ("by 7.3% or 190 fewer crimes from 2,610 to 2,420 offences") share the measure that is told once.
    """
    flat, places = _folded(document, place)
    periods = spoken_periods(flat)
    found = find_numbers(flat, periods)
    if not found:
        return []
    solid = [at for letter, at in zip(flat, places, strict=True) if not letter.isspace()]
    place = Span(solid[0], solid[-1] + 1)  # without the header of the page that it may begin on
    bare = _RATES.sub(lambda m: " " * len(m[0]), _blank(flat, periods))
    for one in found:
        if not one.counts and bare[one.end :].lstrip(" -").startswith(one.unit):
            bare = _blank(bare, [Span(one.end, bare.index(one.unit, one.end) + len(one.unit))])
    changes = find_changes(flat, found)
    measures = measures_of(bare, found, changes)
    said = period_of(flat, found, [change != 0 for change in changes], periods)
    units = [
        _sign(document, flat, one) if unit == Unit.COUNT else unit for one, unit in zip(found, _units(flat, found), strict=True)
    ]
    for at in range(len(found) - 1):
        if ends_of_range(found[at], found[at + 1]) and units[at] == Unit.COUNT:
            units[at] = units[at + 1]
    skipped = frozenset(long.lower() for _, long in document.acronyms)
    return [
        Figure(
            -abs(one.value) if change < 0 else one.value, unit, measure, area_of(flat, one, skipped), period,
            one.qualifier, change != 0, Span(places[one.start], places[one.end - 1] + 1), place,
        )
        for one, change, measure, period, unit in zip(found, changes, measures, said, units, strict=True)
    ]  # fmt: skip


def _folded(document: Document, place: Span) -> tuple[str, list[int]]:
    """Return a sentence with its white space and the running headers in it folded, and the place of each character."""
    text = place.of(document.text)
    text = _blank(text, [
        Span(max(0, span.start - place.start), min(len(text), span.end - place.start))
        for span in document.furniture if span.overlaps(place)
    ])  # fmt: skip
    kept = [at for at, letter in enumerate(text) if not letter.isspace() or at and not text[at - 1].isspace()]
    return "".join(" " if text[at].isspace() else text[at] for at in kept), [place.start + at for at in kept]


def _blank(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def _sign(document: Document, flat: str, one: Number) -> str:
    """Return the currency of millions that count nothing, where all the sums of the sentence, or of the record, are in one."""
    if not re.search(r"(?:m|b|tr)illion$", flat[one.start : one.end], re.I) or counted(flat[one.end :]):
        return str(Unit.COUNT)
    held = Counter(_MONEY.findall(flat)) or Counter(_MONEY.findall(document.text))
    return (
        held.most_common(1)[0][0]
        if len(held) == 1 and held.total() > 1 or len(held) == 1 and _MONEY.search(flat)
        else str(Unit.COUNT)
    )


def _units(flat: str, found: Sequence[Number]) -> list[str]:
    """Return the unit of each number; of a range, the low end has that of the high one."""
    units = [_unit(flat, one) for one in found]
    for at in range(len(found) - 1):
        part = OF_MORE.match(flat[found[at].end :]) and found[at + 1].start - found[at].end < 20  # "767 of the 1,080 metres"
        part = (
            part or re.fullmatch(r"\s+or\s+", flat[found[at].end : found[at + 1].begins]) and units[at + 1] != found[at + 1].unit
        )
        if (ends_of_range(found[at], found[at + 1]) or part) and found[at].counts:
            units[at] = units[at + 1]
    return units


def _unit(flat: str, one: Number) -> str:
    """Return the unit of a number: its sign, the time it measures ("years"), what a rate is counted on, or a count."""
    after = flat[one.end :]
    if not one.counts:
        return one.unit
    if time := DURATION.match(after):
        return time[1].lower()
    if rate := _PER.match(after) or _PER_BEFORE.search(flat[: one.begins]):
        return " ".join(rate[1].split())
    return one.unit
