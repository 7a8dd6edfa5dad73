"""A period put in the place of an earlier one: the same months of another year, the quarter before, a month without its year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence

from assistant.answering.followup.phrases import MONTH
from assistant.dates import Dated, find_periods

_UNIT = r"(?P<unit{n}>year|quarter|month)"
_BACK = r"(?:before|earlier|previously|previous|prior|preceding|last)"
_ON = r"(?:after|later|following|next|subsequent)"
_SAME = r"(?:the\s+)?same\s+(?:months?|period|quarter|time|day|year)s?(?:\s+(?:in|of))?\s+"
_SHIFT = re.compile(
    rf"^(?:in|for|during|at|over)?\s*(?:{_SAME})?(?:in\s+|of\s+)?(?:"
    rf"(?:the|a|one)\s+{_UNIT.format(n=1)}\s+(?:(?P<back1>{_BACK})|(?P<on1>{_ON}))(?:\s+that)?"
    rf"|(?:the\s+)?(?:(?P<back2>{_BACK})|(?P<on2>{_ON}))\s+{_UNIT.format(n=2)})$",
    re.I,
)
_YEARS = re.compile(r"\b((?:19|20)\d{2})(\s*[-/–]\s*)?((?:20)?\d{2}(?!\d))?")
_BARE_MONTH = re.compile(rf"^{MONTH}(?:\s*(?:[-–]|to)\s*{MONTH})?$", re.I)
_BARE_QUARTER = re.compile(r"^(?:Q|quarter\s*)([1-4])$|^(?:the\s+)?(first|second|third|fourth|last)\s+quarter$", re.I)
_QUARTER = re.compile(r"\b(Q|quarter\s*)([1-4])\b", re.I)
_LONG = {"year", "municipal year"}


def other_period(earlier: str, new: str) -> str | None:
    """Return the earlier question with its period changed as the new words say; None where they name no period.

    Args:
        earlier: A whole question.
        new: What replaces: "the year before", "in 2018", "October", "Q2".
    """
    held = find_periods(earlier)
    shift = _SHIFT.match(new.strip())
    if shift:
        unit = (shift["unit1"] or shift["unit2"]).lower()
        by = -1 if shift["back1"] or shift["back2"] else 1
        if not held:
            return f"{earlier.rstrip(' ?')} in {re.sub(r'^(?:in|for|during|at|over) ', '', new.strip())}?"
        return _swapped(earlier, held, lambda text: _shifted(text, held[-1], unit, by))
    plain = re.sub(r"^(?:in|for|during|on|at|by)\s+", "", new.strip(), flags=re.I)
    if _BARE_MONTH.match(plain) or _BARE_QUARTER.match(plain):
        if not held:
            return f"{earlier.rstrip(' ?')} in {plain}?"
        year = _YEARS.search(earlier[held[-1].span.start : held[-1].span.end])
        return _swapped(earlier, held, lambda _: f"{plain} {year.group() if year else held[-1].last.year}")
    return _named_period(earlier, held, new.strip(), plain)


def _named_period(earlier: str, held: Sequence[Dated], new: str, plain: str) -> str | None:
    other = find_periods(plain)
    if not other or len(plain) > other[-1].span.end - other[0].span.start + 4:
        return None
    if not held:
        return f"{earlier.rstrip(' ?')} {new if new != plain else f'in {plain}'}?"
    if other[0].grain in _LONG and held[-1].grain not in _LONG | {"day"}:
        return _swapped(earlier, held, lambda text: _year_put(text, plain))  # "And in 2018?" keeps the months
    return _swapped(earlier, held, lambda _: plain)


def _swapped(earlier: str, held: Sequence[Dated], change: Callable[[str], str]) -> str:
    start, end = held[0].span.start, held[-1].span.end
    return f"{earlier[:start]}{change(earlier[start:end])}{earlier[end:]}"


def _year_put(text: str, year: str) -> str:
    places = list(_YEARS.finditer(text))
    return f"{text[: places[-1].start()]}{year}{text[places[-1].end() :]}" if places else f"{text} {year}"


def _shifted(text: str, period: Dated, unit: str, by: int) -> str:
    """Return the words of a period moved by one unit; a unit finer than the period itself moves nothing."""
    if unit == "quarter" and (quarter := _QUARTER.search(text)):
        number = int(quarter[2]) + by
        moved = f"{text[: quarter.start(2)]}{(number - 1) % 4 + 1}{text[quarter.end(2) :]}"
        return moved if 1 <= number <= 4 else _years_moved(moved, by)
    if unit == "month" and period.grain in ("month", "day"):
        month = period.first.month + by
        year = period.first.year + (month - 1) // 12
        return f"{calendar.month_name[(month - 1) % 12 + 1]} {year}"
    return _years_moved(text, by) if unit == "year" else f"the {unit} {'before' if by < 0 else 'after'} {text}"


def _years_moved(text: str, by: int) -> str:
    def move(match: re.Match[str]) -> str:
        second = match[3]
        if not second or not match[2]:
            return f"{int(match[1]) + by}{match.group()[len(match[1]) :]}"
        return f"{int(match[1]) + by}{match[2]}{(int(second) + by) % (100 if len(second) == 2 else 10000):0{len(second)}d}"

    return _YEARS.sub(move, text)
