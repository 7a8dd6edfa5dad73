"""Periods asked for against periods held: which figure is one of the period meant, and which is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.answering.figures.asked import Asked
from assistant.ingest.figures.periods import Period
from assistant.ingest.figures.sheet import Sheet

_YEARS = ("year", "municipal year")
_CLOSING = re.compile(r"\b(?:end(?:ed|ing)|as (?:of|at)|at)\s+(?:the )?(?:\d|[a-z]{3,9}\.?\s+\d)", re.I)
_NTHS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(rf"\b(?:Q(?:uarter\s*)?(?P<digit>[1-4])|(?P<nth>{'|'.join(_NTHS)})\s+quarter)\b", re.I)
_PAIR = re.compile(r"((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)")


def speaks_of(asked: Period, held: Period) -> bool:
    """Return whether a period asked for is the one held: that of the same days, or for a year the day that closes it.

    A part of a year is not the year: a half-year's figure does not answer for it, nor a quarter's.
    """
    if asked.equals(held):
        return True
    if asked.grain == "year" and is_twelve_months(held) and held.grain != "municipal year":
        return held.last.year == asked.last.year  # "2022" for the year ended 31 March 2022
    if asked.grain == "month" and held.grain == "day":
        return asked.last == held.last  # "March 2022" for a count taken on 31 March 2022
    return asked.grain in _YEARS and asked.holds(held) and held.grain == "day"


def is_twelve_months(period: Period) -> bool:
    """Return whether a period is a whole year, beginning on whatever day."""
    return 350 <= _days(period) <= 375


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1


def spread(asked: Asked, sheet: Sheet) -> Asked:
    """Return a question with "2018-2019" as the two years where that is how the table prints them."""
    if not sheet.periods:
        return asked
    asked = _with_quarters(asked, sheet)
    periods: list[Period] = []
    for period in asked.periods:
        pair = _PAIR.fullmatch(period.words.strip())
        years = [Period(y, date(int(y), 1, 1), date(int(y), 12, 31), "year") for y in pair.groups()] if pair else []
        known = any(period.equals(held) for held in sheet.periods)
        if years and not known and all(any(speaks_of(y, held) for held in sheet.periods) for y in years):
            periods += years
        elif period.grain == "day" and not known and _CLOSING.search(asked.question):
            periods.append(_year_of(period, sheet))
        else:
            periods.append(period)
    return replace(asked, periods=tuple(periods))


def _with_quarters(asked: Asked, sheet: Sheet) -> Asked:
    """Return a question with the quarters it names without their year ("in Q3") as the latest that the table prints."""
    held: dict[str, list[Period]] = {}
    for column in sheet.columns:
        if column.period and column.period.grain == "quarter" and (mark := _QUARTER.search(column.period.words)):
            held.setdefault(_number(mark), []).append(column.period)
    said = [_number(mark) for mark in _QUARTER.finditer(asked.question)]
    if not said or any(number not in held for number in said):
        return asked
    dated = [p for p in asked.periods if p.grain == "quarter"]
    latest = (max(held[number], key=lambda period: period.last) for number in dict.fromkeys(said))
    quarters = tuple(dated or latest)
    others = tuple(p for p in asked.periods if not any(p.holds(q) for q in quarters))
    terms = tuple(t for t in asked.terms if not re.fullmatch(r"q[1-4]|quarter\w*|[1-4]", t))
    return replace(asked, periods=(*quarters, *others), terms=terms)


def _number(mark: re.Match[str]) -> str:
    return mark["digit"] or str(_NTHS.index(mark["nth"].lower()) + 1)


def _year_of(period: Period, sheet: Sheet) -> Period:
    """Return the year that closes on a day ("the year ended 31 December 2018") where the table prints only years."""
    years = [held for held in sheet.periods if held.grain == "year" and held.holds(period)]
    return years[0] if len(years) == 1 else period
