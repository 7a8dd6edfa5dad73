"""The rows and columns of a matched sheet that an operation needs, and how its figures are worded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.matching import Match
from assistant.answering.figures.picked import weightless
from assistant.answering.figures.results import Unanswerable, Unprinted, entry_of, with_unit, without_unit
from assistant.answering.figures.spans import speaks_of
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.periods import read_periods
from assistant.ingest.figures.sheet import Column, Entry, Form, Row
from assistant.language import content_terms, terms

_YEARLY = re.compile(r"\b(?:previous|last|prior|preceding) (?:year|quarter|month|period)\b|\byear[- ]on[- ]year\b", re.I)
_UNSIGNED = re.compile(
    r"\bdifference\b|\bgap\b|\bby how (?:much|many)\b"
    r"|\bhow (?:much|many) (?:more|less|fewer|higher|lower)\b|\b\w+(?:ease|ine|all|op) by\b",
    re.I,
)


class Chosen:
    """One question over one sheet: what of the sheet it speaks of.

    Args:
        match: The sheet, rows and columns.
        raises: Says of a measure whether more of it is worse, None where it cannot tell.
    """

    def __init__(self, match: Match, raises: Callable[[str], bool | None]) -> None:
        self.match, self.asked, self.sheet = match, match.asked, match.sheet
        self._raises = raises

    def _unsigned(self) -> bool:
        """Return whether a difference is asked for, which has no direction, not a change, which has one."""
        return bool(_UNSIGNED.search(self.question)) and not re.search(r"\bfrom\b.*\bto\b", self.question, re.I)

    def _asks_when(self) -> bool:
        """Return whether one row is asked about over its periods ("In which year was X highest?")."""
        return bool(
            re.search(
                r"\b(?:which|what) (?:\w+ )?(?:years?|months?|quarters?|periods?)\b"
                r"|\bhow many (?:of the )?(?:years|months|quarters)\b|^\s*when\b",
                self.question,
                re.I,
            )
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
        if not sums or not (self.asked.total or self._all_of_it()):
            raise Unanswerable("the question names no row of the table")
        return (sums[-1],)

    def _all_of_it(self) -> bool:
        """Return whether a question speaks of what the whole table is of, and of nothing else ("How many fires were there?")."""
        asked = [t for t in self.asked.terms if not weightless(t, self.match.columns)]
        told = self.sheet.caption_terms | {t for c in self.match.columns for t in c.terms}
        return bool(asked) and self.asked.operation is Operation.LOOK_UP and all(t in told for t in asked)

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
            inside = [c for c in held if c.period and speaks_of(period, c.period)]
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
            if told and not speaks_of(period, told):
                raise Unprinted(f"the rate is printed for {told.words}, not for {period.words} ({self.sheet.measure})")
        return column

    def _pair(self) -> tuple[Column, Column]:
        """Return the columns that a change runs between, the earlier first."""
        dated = [c for c in self.match.columns if c.period and not c.whole]
        wanted = [c for c in self._levels() if c.period] if self.asked.periods else dated
        if len(wanted) == 1 and len(dated) == 2:
            wanted = dated
        elif len(wanted) == 1:
            wanted += [c for c in dated if _follows(c, wanted[0])][:1]
        elif (
            len(dated) > 2
            and not self.asked.periods
            and any(c.form is not Form.TEXT and _YEARLY.search(c.heading) for c in self.sheet.columns)
        ):
            latest = max(dated, key=lambda c: c.period.last if c.period else date.min)
            wanted = [latest, *[c for c in dated if _follows(c, latest)][:1]]
        if len(wanted) != 2:
            raise Unanswerable("the two periods of the change cannot be told")
        first, last = sorted(wanted, key=lambda c: c.period.first if c.period else date.min)
        if first.period and last.period and first.period.equals(last.period):
            raise Unanswerable("the two figures are of one period: nothing changed between them")
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
        """Return a figure with its unit, what its column calls it, and its period."""
        period, name = self._period(entry.column), self._column_name(entry.column)
        stated = f"{self._figure(entry)} ({name})" if name else self._figure(entry)
        return f"{stated} in {period}" if period else stated

    def _column_name(self, column: Column) -> str:
        """Return what a heading says beside its period and unit; "" where caption or unit say it already."""
        if len([c for c in self.sheet.columns if c.form is not Form.TEXT]) < 2:
            return ""
        _, rest = read_periods(without_unit(column.heading, column.unit))
        name = re.sub(r"\s*\([^()\w]*(?:000s?|[mk])?\)\s*$", "", " ".join(rest.split()), flags=re.I).strip(" -–,:()")
        said = set(terms(f"{self.sheet.measure} {column.unit if column.form is Form.RATE else ''}"))
        name = " ".join(word.lower() if word[1:].islower() else word for word in name.split())  # no name of anything
        return name if any(t not in said for t in content_terms(name)) or column.role else ""

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


def _follows(earlier: Column, later: Column) -> bool:
    """Return whether a column is of the stretch of time right before that of another."""
    if not earlier.period or not later.period or earlier.terms != later.terms or earlier.unit != later.unit:
        return False
    return earlier.period.last + timedelta(days=1) == later.period.first
