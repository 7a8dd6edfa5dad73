"""The numbers of a sentence as typed figures: value, unit, what is counted, of what period, level or change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dates import Dated, find_periods
from assistant.ingest.values import Unit, Value, parse_value
from assistant.records import Document, Figure, Span

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_LEAD = (
    r"(?:(?:at least|at most|no (?:more|fewer|less) than|more than|less than|fewer than|just (?:over|under)|in "
    r"excess of|up to|"
    r"approximately|approx\.?|around|about|some|over|under|nearly|almost|circa|c\.|an estimated|estimated at|below"
    r"|above)\s+)?"
)
_SCALE = r"(?:\s?(?:k|m|mn|bn)\b|\s(?:hundred|thousand|million|billion)\b)?"
_UNIT = r"(?:\s?%(?:\s?points?)?|\s(?:per ?cent|percentage points?)\b|p\b)?"
_RATE = r"(?:\s(?:\w+\s){0,3}?per\s(?:[\d,]+\s\w+|head|household|thousand))?"
_FIGURE = re.compile(
    rf"(?<![\w.,/:-])(?P<words>{_LEAD}[£$€]?\s?{_DIGITS}{_SCALE}{_UNIT})(?!\d|[\w]|[-/.,:]\d|(?:st|nd|rd|th)\b)", re.I
)
# What a number after these words names or orders, and does not count.
_NAMED = re.compile(
    r"(?:\bper\s+|\b(?:min(?:ute)?s?|nos?|numbers?|items?|pages?|pp?|sections?|paras?|paragraphs?|appendix"
    r"|appendices|annex|table|figure|"
    r"chapter|part|phase|stage|version|operation|junction|route|room|unit|class|article|regulation|schedule|rule"
    r"|clause|act|form|"
    r"year|zone|level|grade|tel|ext|ref|grid|box|floor|plot|lot|clauses|q|agenda)\.?\s*(?:no\.?|nos\.?|number)?\s*"
    r"|[#§(])$",
    re.I,
)
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m|p\.m|hours|hrs|noon)\b|\b\d{1,2}:\d{2}\b", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b"
_DAY = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|^\s?[-\u2013]\s?\d{{1,2}}\s+{_MONTH}", re.I)
_DURATION = re.compile(r"^[\s-]+(years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b", re.I)
_PER = re.compile(
    (
        r"^\s+(?:[A-Za-z][\w\u2019'-]*\s+){0,4}?(per\s+(?:[\d,]+\s+(?:of\s+(?:the\s+)?)?[a-z]+|head|capita"
        r"|household|thousand\s+[a-z]+))\b"
    ),
    re.I,
)
_EARLIER = re.compile(
    r"^[^.;]{0,60}?\b((?:in |during )?the (?:previous|preceding|prior) year|(?:the )?(?:same period )?(?:last|the "
    r"previous) year|(?:the )?same period this year|a year (?:before|earlier))\b",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:[([]?\d+(?:\.\d+)*[.)\]]?)(?=\s)")
_MORE = re.compile(r"^\s*(?:more|additional|extra|higher)\b", re.I)
_FEWER = re.compile(r"^\s*(?:fewer|less|lower)\b", re.I)
_UP = re.compile(r"\b(?:rise|rises|rose|risen|rising|increas\w*|grew|grow\w*|up|higher|gain\w*)\b", re.I)
_DOWN = re.compile(r"\b(?:falls?|fell|fallen|falling|decreas\w*|drop\w*|reduc\w*|declin\w*|down|lower|cut)\b", re.I)
_CHANGE_OF = re.compile(
    r"\b(?:increase|decrease|rise|fall|drop|reduction|decline|growth|change)\s+of\s+$|\bby\s+(?:some |over |about "
    r"|around )?$",
    re.I,
)
_FROM_TO = re.compile(r"\b(?:from|to)\s+(?:some |over |about |around )?[£$€]?$", re.I)
_NOUNS = re.compile(
    r"^\s*(?:of\s+(?:the\s+)?)?((?:(?!\b(?:and|or|per|which|who|that|were|was|had|have|has|in|on|at|by|from|to|with"
    r"|for|during|compared|between|is|are|as|be|been|would|will)\b)[A-Za-z][\w’'-]*\s*){1,6})"
)
_PLACE = re.compile(r"\b(?:in|for|across|at|within|of)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+(?:and|of|&|the)?\s*[A-Z][\w’'-]+)*)")
_MONTH_WORD = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number found: its words' place in the sentence, and its value."""

    start: int
    end: int
    value: Value


def sentence_figures(document: Document, place: Span) -> list[Figure]:
    """Return the figures of one sentence of a document.

    Numbers that are dates, times, or name something ("Min. No. 13", "page 56", "section 4.1") are no figures.  Figures
    of one movement ("by 7.3% or 190 fewer crimes from 2,610 to 2,420 offences") share the measure that is told once.
    """
    text = place.of(document.text)
    flat = re.sub(r"\s", " ", text)
    found = _numbers(flat)
    periods = find_periods(flat)
    measures = [_measure(flat, one) for one in found]
    for at in range(len(found) - 2, -1, -1):  # "from 2,610 to 2,420 offences"
        if re.fullmatch(r"\s*(?:to|and|or)\s+", flat[found[at].end : found[at + 1].start]):
            measures[at] = measures[at + 1]
    figures = []
    for at, one in enumerate(found):
        measure = measures[at] or _nearest(measures, at, found, flat)
        change, value = _change(flat, one)
        figures.append(
            Figure(
                float(value),
                _unit(flat, one),
                measure,
                _area(flat, one),
                _period(flat, one, periods),
                one.value.qualifier,
                change,
                Span(place.start + one.start, place.start + one.end),
                place,
            )  # fmt: skip
        )
    return figures


def _numbers(flat: str) -> list[_Found]:
    """Return the numbers of a sentence that count something."""
    taken = [Span(p.span.start, p.span.end) for p in find_periods(flat)] + [Span(*m.span()) for m in _TIME.finditer(flat)]
    if lead := _NUMBERED.match(flat):
        taken.append(Span(0, lead.end()))
    found = []
    for match in _FIGURE.finditer(flat):
        start, end = match.span("words")
        if any(span.overlaps(Span(start, end)) for span in taken) or _NAMED.search(flat[:start]) or _DAY.match(flat[end:]):
            continue
        value = parse_value(match["words"])
        if value is not None and not _reference(flat, start, end, value):
            digits = re.search(r"[£$€]\s?\d|\d", match["words"])
            found.append(_Found(start + (digits.start() if digits else 0), end, value))
    return found


def _reference(flat: str, start: int, end: int, value: Value) -> bool:
    """Return whether a number stands in brackets or as a day or ordinal without counting anything."""
    alone = flat[start - 1 : start] in "([" and flat[end : end + 1] in ")]" if start else False
    return alone and value.unit is Unit.COUNT and "," not in flat[start:end]


def _measure(flat: str, one: _Found) -> str:
    """Return the words that the number counts: those after it, or before it where a rate or sum of money is told."""
    rest = _MORE.sub("", _FEWER.sub("", flat[one.end :]))
    rest = re.sub(r"^\s*[-–]\s+", " ", rest)  # "17 – Refuge"
    match = _NOUNS.match(rest)
    words = match[1].strip() if match else ""
    if one.value.unit is not Unit.COUNT:
        return words if re.match(r"\s*of\b", rest) else _before(flat, one) or words
    return words or _before(flat, one)


def _before(flat: str, one: _Found) -> str:
    """Return the subject of the clause before a number, its last words of matter."""
    clause = re.split(r"[,;:.()]\s|\b(?:and|but|which|while|whilst|with)\b", flat[: one.start])[-1]
    words = re.findall(r"[A-Za-z][\w’'-]*", clause)
    return " ".join(words[:8])


def _nearest(measures: Sequence[str], at: int, found: Sequence[_Found], flat: str) -> str:
    """Return the measure of the nearest other figure, for one that only says how far it moved."""
    held = [(abs(other - at), measure) for other, measure in enumerate(measures) if measure]
    return min(held)[1] if held else ""


def _change(flat: str, one: _Found) -> tuple[bool, float]:
    """Return whether the number is a change, and its value, negative for a fall."""
    value, before, after = float(one.value.value), flat[: one.start], flat[one.end :]
    lead = re.sub(r"(?:some|over|about|around|approximately|nearly|almost)\s+$", "", before, flags=re.I)
    if _FEWER.match(after):
        return True, -abs(value)
    if _MORE.match(after):
        return True, value
    if _CHANGE_OF.search(lead):
        moved = [(m.start(), -1) for m in _DOWN.finditer(lead)] + [(m.start(), 1) for m in _UP.finditer(lead)]
        return True, value * (max(moved)[1] if moved else 1)
    if one.value.unit is Unit.PERCENT and (
        m := re.match(r"\s*(?:\w+\s)?(rise|increase|growth|fall|drop|reduction|decrease|decline)\b", after, re.I)
    ):
        return True, -value if _DOWN.fullmatch(m[1]) else value
    return False, value


def _unit(flat: str, one: _Found) -> str:
    """Return the unit of a number: its sign, the time it measures ("years"), what a rate is counted on, or a count."""
    after = flat[one.end :]
    if one.value.unit is Unit.COUNT and (time := _DURATION.match(after)):
        return time[1].lower()
    if one.value.unit is Unit.COUNT and (rate := _PER.match(after)):
        return " ".join(rate[1].split())
    return str(one.value.unit)


def _area(flat: str, one: _Found) -> str:
    """Return the place named nearest after, else before, the number."""
    places = [(m.start(1), m[1]) for m in _PLACE.finditer(flat) if not _MONTH_WORD.match(m[1])]
    after = [name for start, name in places if start >= one.end]
    before = [name for start, name in places if start < one.start]
    return after[0] if after else before[-1] if before else ""


def _period(flat: str, one: _Found, periods: Sequence[Dated]) -> str:
    """Return the words of the period nearest after the number in its clause, else nearest before it."""
    if earlier := _EARLIER.match(flat[one.end :]):
        told = [p for p in periods if p.span.start >= one.end and p.span.end <= one.end + earlier.start(1)]
        return earlier[1] if not told else told[0].span.of(flat)
    held = list(periods)
    after = [p for p in held if p.span.start >= one.end and ";" not in flat[one.end : p.span.start]]
    before = [p for p in held if p.span.end <= one.start]
    chosen = after[0] if after else before[-1] if before else None
    return chosen.span.of(flat) if chosen else ""
