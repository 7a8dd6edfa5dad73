"""Dates and periods as committee records print them.

A *period* is a pair of inclusive dates: a day, a month, a calendar year, a municipal year (April to March, "2021-22"), or
a part of one ("Q3 2021-22", "the first half of 2019"), months to an end ("the year ending March 2020"), days of one year.
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
_MUNICIPAL = re.compile(r"(?:\b|(?<=FY))((?:19|20)\d{2})\s*[-/–]\s*((?:20)?\d{2})\b(?!\s*[-/–]\s*\d)")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_ONE_YEAR = r"(?P<year>(?:19|20)\d{2})(?:\s*[-/–]\s*(?P<next>(?:20)?\d{2})(?!\d))?"
_WHICH = r"(?P<nth>1st|2nd|3rd|4th|first|second|third|fourth|final|last)"
_OF_YEAR = rf"[\s,]+(?:\(?(?:of|in|for)\s+)?(?:the\s+)?(?:(?:financial\s+|municipal\s+|calendar\s+)?year\s+)?\(?{_ONE_YEAR}\b"
_QUARTER = re.compile(rf"\b(?:Q(?:uarter\s*)?(?P<number>[1-4])|{_WHICH}\s+quarter){_OF_YEAR}", _FLAGS)
_QUARTER_LAST = re.compile(rf"\b{_ONE_YEAR}[\s,]*\(?(?:Q|quarter\s*)(?P<number>[1-4])\b", _FLAGS)
_HALF = re.compile(rf"\b(?:H(?P<number>[12])|{_WHICH}\s+(?:half|six\s+months)){_OF_YEAR}", _FLAGS)
_NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "final": 0, "last": 0}
_LENGTHS = {"year": 12, "quarter": 3, "three months": 3, "six months": 6, "nine months": 9, "twelve months": 12}
_LENGTHS |= {f"{length} months": length for length in (3, 6, 9, 12)}
_ENDING = re.compile(
    rf"\b(?P<length>{'|'.join(_LENGTHS)})\s+(?:ending|ended|to|up\s+to)\s+(?:on\s+)?(?:the\s+)?(?:end\s+of\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d{{2}})\b",
    _FLAGS,
)
_DAYS = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\s*(?:[-–]|to|and|until)\s*(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b",
    _FLAGS,
)
MUNICIPAL_YEAR_FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period in a text: where it stands, its first and last day, and its grain."""

    span: Span
    first: date
    last: date
    grain: str  # "day", "days", "month", "months", "quarter", "half", "year" or "municipal year"

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
    found: list[Dated] = []
    for dated in (*_stretches(text), *find_days(text)):
        _add(found, dated)
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


def _stretches(text: str) -> Iterator[Dated]:
    """Yield parts of years, months to an end, and days of two months of one year."""
    for pattern, months, grain in ((_QUARTER, 3, "quarter"), (_QUARTER_LAST, 3, "quarter"), (_HALF, 6, "half")):
        for m in pattern.finditer(text):
            if (part := _part(m, months, grain)) is not None:
                yield part
    for m in _ENDING.finditer(text):
        month, year = _NAMES[m["month"].lower().rstrip(".")], int(m["year"])
        opens = month - _LENGTHS[" ".join(m["length"].lower().split())]  # months from January of the year, minus one
        last = calendar.monthrange(year, month)[1]
        if m["day"] is None or int(m["day"]) == last:
            yield Dated(Span(*m.span()), date(year + opens // 12, opens % 12 + 1, 1), date(year, month, last), "months")
    for m in _DAYS.finditer(text):
        try:
            first = date(int(m[5]), _NAMES[m[2].lower()], int(m[1]))
            until = date(int(m[5]), _NAMES[m[4].lower()], int(m[3]))
        except ValueError:
            continue
        if first < until:
            yield Dated(Span(*m.span()), first, until, "days")


def _part(m: re.Match[str], months: int, grain: str) -> Dated | None:
    """Return a quarter or half of the year named: of April to March where two years are printed, else of January on."""
    first, following = int(m["year"]), m["next"]
    if following and int(following) % 100 != (first + 1) % 100:
        return None
    number = m.groupdict().get("nth")
    at = int(m["number"]) if m["number"] else _NTH[(number or "").lower()] or 12 // months
    if at > 12 // months:
        return None
    opens = (MUNICIPAL_YEAR_FIRST_MONTH - 1 if following else 0) + (at - 1) * months
    closes = opens + months - 1
    last = calendar.monthrange(first + closes // 12, closes % 12 + 1)[1]
    start, end = date(first + opens // 12, opens % 12 + 1, 1), date(first + closes // 12, closes % 12 + 1, last)
    return Dated(Span(*m.span()), start, end, grain)


def _add(found: list[Dated], new: Dated) -> None:
    if not any(old.span.overlaps(new.span) for old in found):
        found.append(new)
