"""Dates and periods as committee records print them.

A *period* is a pair of inclusive dates: a day, a month, a calendar year or a municipal year (April to March, "2021-22").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.records import Span

_NAMES = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_NAMES |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\.?"
_FLAGS = re.IGNORECASE

_DAY_MONTH_YEAR = re.compile(rf"\b(\d{{1,2}})\s*(?:st|nd|rd|th)?\*{{0,2}}\s*(?:of\s+)?\*{{0,2}}{_MONTH},?\s+(\d{{4}})\b", _FLAGS)
_MONTH_DAY_YEAR = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", _FLAGS)
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS_YEAR = re.compile(rf"\b{_MONTH}\s*(?:[-–/]|to|and|until)\s*{_MONTH},?\s+(\d{{4}}|\d{{2}})\b(?![/.,]\d)", _FLAGS)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s+(\d{{4}})\b", _FLAGS)
_MUNICIPAL = re.compile(r"\b((?:19|20)\d{2})\s*[-/–]\s*((?:20)?\d{2})\b(?!\s*[-/–]\s*\d)")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
MUNICIPAL_YEAR_FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period in a text: where it stands, its first and last day, and its grain."""

    span: Span
    first: date
    last: date
    grain: str  # "day", "month", "months", "year" or "municipal year"

    def holds(self, day: date) -> bool:
        """Return whether the day falls in the period."""
        return self.first <= day <= self.last


def find_days(text: str) -> list[Dated]:
    """Return the full dates of a text in order of place; impossible ones ("31 June") are passed over."""
    found: dict[int, Dated] = {}
    for match, parts in _candidate_days(text):
        try:
            day = date(*parts)
        except ValueError:
            continue
        found.setdefault(match.start(), Dated(Span(*match.span()), day, day, "day"))
    return [found[start] for start in sorted(found)]


def _candidate_days(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int]]]:
    for m in _DAY_MONTH_YEAR.finditer(text):
        yield m, (int(m[3]), _NAMES[m[2].lower()], int(m[1]))
    for m in _MONTH_DAY_YEAR.finditer(text):
        yield m, (int(m[3]), _NAMES[m[1].lower()], int(m[2]))
    for m in _ISO_DATE.finditer(text):
        yield m, (int(m[1]), int(m[2]), int(m[3]))
    for m in _NUMERIC_DATE.finditer(text):
        yield m, (int(m[3]) + (2000 if len(m[3]) == 2 else 0), int(m[2]), int(m[1]))


@lru_cache(maxsize=16384)
def find_periods(text: str) -> tuple[Dated, ...]:
    """Return every date and period of a text, the most precise reading of each place, in order."""
    found = find_days(text)
    for m in _MONTHS_YEAR.finditer(text):
        year, first_month, last_month = int(m[3]), _NAMES[m[1].lower()], _NAMES[m[2].lower()]
        year += 2000 if year < 100 else 0
        start = date(year - (first_month > last_month), first_month, 1)
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        _add(found, Dated(Span(*m.span()), start, end, "months"))
    for m in _MUNICIPAL.finditer(text):
        first = int(m[1])
        if int(m[2]) % 100 == (first + 1) % 100:
            start, end = date(first, MUNICIPAL_YEAR_FIRST_MONTH, 1), date(first + 1, MUNICIPAL_YEAR_FIRST_MONTH - 1, 31)
            _add(found, Dated(Span(*m.span()), start, end, "municipal year"))
    for m in _MONTH_YEAR.finditer(text):
        year, month = int(m[2]), _NAMES[m[1].lower()]
        last = calendar.monthrange(year, month)[1]
        _add(found, Dated(Span(*m.span()), date(year, month, 1), date(year, month, last), "month"))
    for m in _YEAR.finditer(text):
        year = int(m[1])
        _add(found, Dated(Span(*m.span()), date(year, 1, 1), date(year, 12, 31), "year"))
    return tuple(sorted(found, key=lambda dated: dated.span))


def _add(found: list[Dated], new: Dated) -> None:
    if not any(old.span.overlaps(new.span) for old in found):
        found.append(new)
