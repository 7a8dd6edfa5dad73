"""Periods of questions and of table headings, months named apart from their years put together."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import Dated, find_periods
from assistant.records import Span

_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): at for at, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NAME = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_BARE_MONTHS = re.compile(rf"\b{_NAME}\s*(?:[-–/]|to|and|until)\s*{_NAME}", re.I)
_SHORT_YEAR = re.compile(
    rf"\b({_NAME})\s*[’']?(\d{{2}})\b(?![.,/:]?\d)(?!,?\s+(?:19|20)\d\d\b)(?!\s*(?:[-–]|to)?\s*{_NAME})", re.I
)
_BEFORE = re.compile(
    r"\b(?:a|the|one) (?:year|12 months) (?:before|earlier|ago)\b|\b(?:previous|prior|preceding|last) year\b"
    r"|\byear before\b",
    re.I,
)
_COARSE = ("year", "municipal year")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days as printed: words, first and last day, and grain (as in ``assistant.dates``)."""

    words: str
    first: date
    last: date
    grain: str

    def equals(self, other: Period) -> bool:
        """Return whether both cover the same days."""
        return (self.first, self.last) == (other.first, other.last)

    def holds(self, other: Period) -> bool:
        """Return whether the other lies in this one."""
        return self.first <= other.first and other.last <= self.last


def read_periods(text: str) -> tuple[tuple[Period, ...], str]:
    """Return the periods of a text in order, and the text with their words blanked out.

    Months that stand apart from their years ("in 2019 than in 2018 (April-August)", "between April-August 2018 and
    2019") are put together with each of them; "a year before" is the first period, a year earlier.
    """
    widened = _SHORT_YEAR.sub(lambda m: f"{m[1]} 20{m[3]}", text)
    dated = find_periods(widened)
    rest = _blank(widened, [one.span for one in dated])
    bare = next(iter(_BARE_MONTHS.finditer(rest)), None)
    spans = [one.span for one in dated] + ([Span(*bare.span())] if bare else [])
    months = _months_of(dated, bare)
    found = [_period(widened, one, months) for one in dated]
    rest = _blank(widened, spans)
    earlier = _BEFORE.search(rest)
    if earlier and len(found) == 1:
        found.append(shifted(found[0], -1, earlier[0]))
        rest = _blank(rest, [Span(*earlier.span())])
    return tuple(found), rest


def shifted(period: Period, years: int, words: str) -> Period:
    """Return the period a number of years later (earlier where negative)."""
    first, last = (_moved(day, years) for day in (period.first, period.last))
    return replace(period, words=words, first=first, last=last)


def _moved(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _months_of(dated: Sequence[Dated], bare: re.Match[str] | None) -> tuple[int, int] | None:
    """Return the first and last month that hold for every year named, None where there are none."""
    if bare:
        return _MONTHS[bare[1].lower()], _MONTHS[bare[2].lower()]
    ranges = {(one.first.month, one.last.month) for one in dated if one.grain in ("months", "month", "quarter", "half")}
    return ranges.pop() if len(ranges) == 1 else None


def _period(text: str, one: Dated, months: tuple[int, int] | None) -> Period:
    words = one.span.of(text)
    if months is None or one.grain not in _COARSE:
        return Period(words, one.first, one.last, one.grain)
    first, last = months
    opens = one.first.month
    year = one.first.year + (first < opens)
    until = year + (last < first)
    end = date(until, last, calendar.monthrange(until, last)[1])
    return Period(words, date(year, first, 1), end, "months")


def _blank(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text
