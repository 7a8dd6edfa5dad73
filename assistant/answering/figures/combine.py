"""Figures put together: sums, averages, shares and ratios, over rows or over periods, and operations in two steps."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.answering.figures.ranking import Ranking
from assistant.answering.figures.results import Result, Told, Unanswerable, entry_of, with_unit
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Column, Entry, Form, Row
from assistant.language import terms

_RUN = re.compile(r"\bfrom\b|\bto\b|\d\s?[-–]\s?(?:\d|Q)", re.I)


class Combining(Ranking):
    """Adds what puts figures together."""

    @abstractmethod
    def _look_up(self, rows: Sequence[Row]) -> Result:
        """Say the figures of rows as they are."""

    def _sum(self, rows: Sequence[Row]) -> Result:
        column = self._single_level()
        if column.unit == "%" or column.form is Form.RATE:
            raise Unanswerable("percentages and rates do not add up")
        entries = [self._need(row, column) for row in rows]
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        period = self._period(column)
        parts = " and ".join(f"{e.row.label} ({self._figure(e)})" for e in entries)
        text = f"{parts} together: {self._amount(total, entries[0])}{f' in {period}' if period else ''}"
        short = self._amount(total, entries[0])
        return Result(
            (Told(text, tuple(entries), short=short),),
            f"{' + '.join(map(self._plainly, entries))} = {rounded(total, 2)}",
        )

    def _average(self, rows: Sequence[Row]) -> Result:
        column = self._single_level()
        entries = [e for row in rows if (e := entry_of(self.sheet, row, column)) and e.value is not None]
        if len(entries) < 2:
            raise Unanswerable("there are not two figures to average")
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        mean = rounded(total / len(entries), 1)
        period = self._period(column)
        text = f"The average of the {len(entries)} rows is {mean}{f' in {period}' if period else ''}"
        return Result(
            (Told(text, tuple(entries), True, short=rounded(total / len(entries), 2)),),
            f"{rounded(total, 2)} ÷ {len(entries)} rows = {mean}",
        )

    def _run_of_periods(self) -> list[Column]:
        """Return the columns of the periods asked, with those between them where a run of periods is named."""
        columns = [c for c in self._levels() if c.period]
        if len(self.asked.periods) == 2 and len(columns) == 2 and _RUN.search(self.question):
            first, last = (c.period for c in sorted(columns, key=lambda c: c.period.first if c.period else date.min))
            held = [c for c in self._columns(Form.LEVEL) if c.period and not c.whole and c.unit == columns[0].unit]
            alike = [c for c in held if c.terms == columns[0].terms]
            dated = held if len({c.period for c in held}) == len(held) else alike
            dated = dated if len({c.period for c in dated}) == len(dated) else columns
            columns = [c for c in dated if c.period and first and last and first.first <= c.period.first <= last.first]
        return columns

    def _sum_over_periods(self, row: Row) -> Result:
        entries = [self._need(row, column) for column in self._run_of_periods()]
        if len(entries) < 2 or any("%" in e.printed or e.column.unit == "%" for e in entries):
            raise Unanswerable("there are not two figures to add up")
        total = self._amount(sum((e.value for e in entries if e.value is not None), Decimal(0)), entries[0])
        stated = ", ".join(self._dated(entry) for entry in entries)
        return Result(
            (Told(f"{row.label}: {stated}, {total} together", tuple(entries), short=total),),
            f"{' + '.join(map(self._plainly, entries))} = {total}",
        )

    def _ratio(self) -> Result:
        """Divide one figure by another, in the order in which the question names them."""
        rows = list(self.match.rows)
        if len(rows) != 2:
            raise Unanswerable("the two figures of the ratio cannot be told")
        if not self.asked.periods and len([c for c in self.match.columns if c.period]) > 1:
            raise Unanswerable("no period is named")
        column = self._single_level()
        a, b = (self._need(row, column) for row in rows)
        assert a.value is not None and b.value is not None
        if not b.value or _units(a) != _units(b):
            raise Unanswerable("the two figures are not in one unit")
        percent = self.asked.percent
        short = f"{rounded(a.value / b.value * 100, 2)}%" if percent else rounded(a.value / b.value, 2)
        period = self._period(column)
        when = f" in {period}" if period else ""
        text = f"{rows[0].label}: {self._figure(a)}, {rows[1].label}: {self._figure(b)}{when}, a ratio of {short}"
        return Result((Told(text, (a, b), short=short),), f"{self._plainly(a)} ÷ {self._plainly(b)} = {short}")

    def _difference_of_averages(self, rows: Sequence[Row]) -> Result:
        """Take the averages of two rows over the same periods, and the one from the other."""
        columns = self._run_of_periods() if self.asked.periods else [c for c in self.match.columns if c.period]
        if len(rows) != 2 or len(columns) < 2:
            raise Unanswerable("the two averages cannot be told")
        entries = [[self._need(row, column) for column in columns] for row in rows]
        means = [sum((e.value for e in each if e.value is not None), Decimal(0)) / len(columns) for each in entries]
        gap = self._amount(means[0] - means[1], entries[0][0])
        said = "; ".join(f"{r.label}: {rounded(m, 2)} on average" for r, m in zip(rows, means, strict=True))
        computation = f"{rounded(means[0], 2)} − {rounded(means[1], 2)} = {gap}"
        return Result(
            (Told(f"{said}, a difference of {gap}", tuple(e for each in entries for e in each), short=gap),), computation
        )

    def _change_of_average(self, row: Row) -> Result:
        """Take the change of a two-period average: each period's with the one before it."""
        dated = sorted((c for c in self.match.columns if c.period), key=lambda c: c.period.first if c.period else date.min)
        wanted = sorted((c for c in self._levels() if c.period), key=lambda c: c.period.first if c.period else date.min)
        places = [dated.index(c) for c in wanted if c in dated]
        if len(places) != 2 or min(places) < 1:
            raise Unanswerable("the periods before those of the change are not printed")
        entries = [self._need(row, c) for c in dated]
        values = [e.value or Decimal(0) for e in entries]
        means = [(values[at] + values[at - 1]) / 2 for at in places]
        gap = self._amount(means[1] - means[0], entries[0])
        used = tuple(entries[at] for at in sorted({at - step for at in places for step in (0, 1)}))
        stated = ", ".join(self._dated(entry) for entry in used)
        computation = f"{rounded(means[1], 2)} − {rounded(means[0], 2)} = {gap}"
        return Result((Told(f"{row.label}: {stated}; the two-period average changed by {gap}", used, short=gap),), computation)

    def _average_over_periods(self, row: Row) -> Result:
        columns = self._run_of_periods()
        entries = [self._need(row, column) for column in columns]
        if len(entries) < 2:
            raise Unanswerable("there are not two periods to average")
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        mean = with_unit(rounded(total / len(entries), 2), entries[0].column.unit or ("%" if "%" in entries[0].printed else ""))
        stated = ", ".join(self._dated(entry) for entry in entries)
        text = f"{row.label}: {stated}, {mean} on average"
        return Result((Told(text, tuple(entries), short=mean),), f"{rounded(total, 2)} ÷ {len(entries)} periods = {mean}")

    def _share(self) -> Result:
        rows = list(self.match.rows)
        if not self.asked.periods and len([c for c in self.match.columns if c.period]) > 1:
            raise Unanswerable("no period is named")
        column = self._single_level()
        if rows and (column.unit == "%" or len(rows) == 1 and "%" in self._need(rows[0], column).printed):
            return self._look_up(rows)
        whole = next((row for row in rows if row.sums or self._is_total(row)), None)
        parts = [row for row in rows if row is not whole]
        part = parts[0] if len(parts) == 1 else None
        if whole is None and part is not None:
            whole = next((row for row in reversed(self.sheet.rows) if row.sums), None)
        if whole is None or part is None or whole is part:
            raise Unanswerable("part and whole cannot be told")
        a, b = self._need(part, column), self._need(whole, column)
        assert a.value is not None and b.value is not None
        if not b.value or a.value > b.value:
            raise Unanswerable("part and whole cannot be told")
        percent = f"{rounded(a.value / b.value * 100, 1)}%"
        period = self._period(column)
        when = f" in {period}" if period else ""
        text = f"{part.label}: {self._figure(a)} of {self._figure(b)} ({whole.label}){when}, {percent}"
        return Result(
            (Told(text, (a, b), short=f"{rounded(a.value / b.value * 100, 2)}%"),),
            f"{self._plainly(a)} ÷ {self._plainly(b)} = {percent}",
        )

    def _between_columns(self, row: Row) -> Result | None:
        """Return what lies between the two columns that a question names ("the original and revised budget")."""
        columns = list(self.match.columns)
        if len(columns) != 2 or not self.match.named_columns or any(c.period for c in columns) or self.asked.moved:
            return None
        if columns[0].unit != columns[1].unit or not all(c.terms & self._said for c in columns):
            return None
        a, b = (self._need(row, column) for column in columns)
        gap = self._amount(abs((b.value or Decimal(0)) - (a.value or Decimal(0))), a)
        sides = ", ".join(f"{e.column.heading.lower()} {self._figure(e)}" for e in (a, b))
        text = f"{row.label}: {sides}, {gap} apart"
        worked = f"{self._plainly(b)} − {self._plainly(a)} = {rounded((b.value or Decimal(0)) - (a.value or Decimal(0)), 2)}"
        return Result((Told(text, (a, b), short=gap),), worked)

    @property
    def _said(self) -> frozenset[str]:
        return frozenset(terms(self.question))

    def _is_total(self, row: Row) -> bool:
        return "total" in row.label.lower()


def _units(entry: Entry) -> tuple[str, bool]:
    return entry.column.unit, "%" in entry.printed
