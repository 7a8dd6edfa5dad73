"""The rows and columns of a matched sheet that an operation needs, and how its figures are worded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from assistant.answering.figures.matching import Match
from assistant.answering.figures.results import Unanswerable, Unprinted, entry_of, with_unit
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Column, Entry, Form, Row


class Chosen:
    """One question over one sheet: what of the sheet it speaks of.

    Args:
        match: The sheet, rows and columns.
        raises: Says of a measure whether more of it is worse, None where it cannot tell.
    """

    def __init__(self, match: Match, raises: Callable[[str], bool | None]) -> None:
        self.match, self.asked, self.sheet = match, match.asked, match.sheet
        self._raises = raises

    def _asks_when(self) -> bool:
        """Return whether one row is asked about over its periods ("In which year was X highest?")."""
        return bool(
            re.search(r"\b(?:which|what) (?:\w+ )?(?:years?|months?|quarters?|periods?)\b|^\s*when\b", self.question, re.I)
        )

    @property
    def question(self) -> str:
        """The question as asked."""
        return self.asked.question

    def _rivals(self) -> list[Row]:
        """Return the rows that are compared: parts of what is named, else those that neither sum up nor are parts."""
        parents = {row.label for row in self.match.rows}
        parts = [row for row in self.sheet.rows if row.parent and row.parent in parents]
        return parts or [row for row in self.sheet.rows if row.label and not row.sums and not row.parent]

    def _whole(self) -> tuple[Row, ...]:
        """Return the row that sums up all others, where the question asks for all of it."""
        sums = [row for row in self.sheet.rows if row.sums]
        if not sums or not self.asked.total:
            raise Unanswerable("the question names no row of the table")
        return (sums[-1],)

    def _columns(self, form: Form) -> list[Column]:
        return [column for column in self.sheet.columns if column.form is form]

    def _levels(self) -> list[Column]:
        """Return the columns of plain figures for the periods asked, in their order; for none named, all of them."""
        held = list(self.match.columns)
        if not self.asked.periods:
            return held
        if not any(column.period for column in held):
            return held
        found: list[Column] = []
        for period in self.asked.periods:
            equal = [c for c in held if c.period and c.period.equals(period)]
            inside = [c for c in held if c.period and period.grain in ("year", "municipal year") and period.holds(c.period)]
            found += equal or (inside if len(inside) == 1 else [])
        unique = list(dict.fromkeys(found))
        if not unique:
            raise Unanswerable(f"not for {self.asked.periods[0].words}")
        return unique

    def _rate(self) -> Column:
        rates = self._columns(Form.RATE)
        if len(rates) != 1:
            raise Unanswerable("no rate is printed")
        latest = max((c.period for c in self._columns(Form.LEVEL) if c.period), key=lambda p: p.last, default=None)
        column = rates[0]
        for period in self.asked.periods:
            told = column.period or latest
            if told and not (told.equals(period) or period.grain in ("year", "municipal year") and period.holds(told)):
                raise Unanswerable(f"the rate is not printed for {period.words}")
        return column

    def _pair(self) -> tuple[Column, Column]:
        """Return the columns that a change runs between, the earlier first."""
        dated = [c for c in self.match.columns if c.period]
        wanted = [c for c in self._levels() if c.period] if self.asked.periods else dated
        if len(wanted) == 1 and len(dated) == 2:
            wanted = dated
        if len(wanted) != 2:
            raise Unanswerable("the two periods of the change cannot be told")
        first, last = sorted(wanted, key=lambda c: c.period.first if c.period else date.min)
        return first, last

    def _need(self, row: Row, column: Column) -> Entry:
        entry = entry_of(self.sheet, row, column)
        if entry is None:
            printed = self.sheet.table.rows[row.index][column.index].text or "nothing"
            raise Unprinted(
                f"the record prints {printed} for {row.label}, {self._period(column) or column.heading} ({self.sheet.measure})"
            )
        return entry

    def _single_level(self) -> Column:
        levels = self._levels()
        if len(levels) > 1 and all(c.period for c in levels) and not self.asked.periods:
            return max(levels, key=lambda c: c.period.last if c.period else date.min)
        if len(levels) != 1:
            raise Unanswerable("more than one column fits")
        return levels[0]

    def _plainly(self, entry: Entry) -> str:
        assert entry.value is not None
        return rounded(entry.value, 3)

    def _figure(self, entry: Entry) -> str:
        return with_unit(entry.printed, entry.column.unit)

    def _dated(self, entry: Entry) -> str:
        """Return a figure with its unit and period."""
        period = self._period(entry.column)
        return f"{self._figure(entry)} in {period}" if period else self._figure(entry)

    def _amount(self, value: Decimal, like: Entry) -> str:
        unit = "percentage points" if like.column.unit == "%" or "%" in like.printed else like.column.unit
        return with_unit(rounded(value, 2), unit)

    def _period(self, column: Column) -> str:
        """Return the period of a column as printed; rates stand beside the latest period."""
        if column.period:
            return column.period.words
        if column.form is Form.RATE:
            dated = [c for c in self._columns(Form.LEVEL) if c.period]
            return self._period(max(dated, key=lambda c: c.period.last if c.period else date.min)) if dated else ""
        held = self.sheet.periods
        return held[0].words if len(held) == 1 else ""
