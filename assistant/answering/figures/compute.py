"""What is done with figures once the table, rows and columns are chosen; arithmetic in decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.matching import Match
from assistant.answering.figures.ranking import Ranking
from assistant.answering.figures.results import Result, Told, Unanswerable, Unprinted, entry_of, with_unit
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Form, Row


def compute(match: Match, raises: Callable[[str], bool | None]) -> Result:
    """Answer a question from the sheet it matches.

    Args:
        match: The sheet, rows and columns.
        raises: Says of a measure whether more of it is worse ("worst" asks for the highest), None where it cannot tell.
    """
    worker = _Worker(match, raises)
    try:
        return worker.run()
    except Unprinted as error:
        return Result(unmet=str(error), exact=True)
    except Unanswerable as error:
        return Result(unmet=str(error))


class _Worker(Ranking):
    """Adds look-ups, sums, averages and shares, and chooses what is done."""

    def run(self) -> Result:
        asked, rows = self.asked, self.match.rows
        if asked.unread:
            raise Unanswerable("the question asks for more than is done here")
        named = [row for row in rows if not row.sums]
        operation = asked.operation
        if len(rows) == 1 and self._asks_when() and (asked.highest is not None or asked.bound or asked.rising is not None):
            return self._over_periods(rows[0])
        if operation is Operation.EXTREME and len(named) < 2:
            return self._extreme(self._rivals())
        if operation is Operation.EXTREME:
            return self._compare(named)
        if operation in (Operation.WHICH, Operation.COUNT) and len(named) < 2:
            return self._which(self._rivals())
        if operation is Operation.RANK and len(rows) == 1:
            return self._rank(rows[0])
        if operation is Operation.AVERAGE:
            return self._average_over_periods(rows[0]) if len(rows) == 1 else self._average(named or self._rivals())
        if operation is Operation.SHARE:
            return self._share()
        if operation is Operation.SUM and len(named) > 1:
            return self._sum(named)
        compared = asked.rising is not None or asked.form is Form.CHANGE or operation is Operation.CHANGE
        if len(rows) >= 2 and compared and len(asked.periods) < 2:
            self.asked = asked if asked.moved or asked.percent or asked.form is Form.RATE else replace(asked, form=Form.LEVEL)
            return self._compare(list(rows))
        if not rows:
            rows = self._whole()
        if self.match.loose and len(rows) > 1 and operation is not Operation.LOOK_UP:
            raise Unanswerable("more than one row fits")
        if operation in (Operation.CHANGE, Operation.WHETHER) or asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            told = [self._changed(row) for row in rows]
            return Result(tuple(told), self._in_words(told))
        return self._look_up(rows)

    def _look_up(self, rows: Sequence[Row]) -> Result:
        if self.asked.form is Form.RATE and self._columns(Form.RATE):
            columns = [self._rate()]
        else:
            columns = self._levels()
        dated = all(column.period for column in columns)
        if len(columns) > 1 and not dated:
            raise Unanswerable("more than one column fits")
        told = []
        for row in rows:
            entries = [self._need(row, column) for column in columns]
            stated = ", ".join(self._dated(entry) for entry in entries)
            told.append(Told(f"{row.label}: {stated}", tuple(entries), short=self._figure(entries[0])))
        return Result(tuple(told))

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

    def _average_over_periods(self, row: Row) -> Result:
        columns = [c for c in self._levels() if c.period]
        if len(self.asked.periods) == 2 and len(columns) == 2 and re.search(r"\bfrom\b|\bto\b|[-–]", self.question):
            first, last = (c.period for c in sorted(columns, key=lambda c: c.period.first if c.period else date.min))
            dated = [c for c in self._columns(Form.LEVEL) if c.period and c.terms == columns[0].terms]
            columns = [c for c in dated if c.period and first and last and first.first <= c.period.first <= last.first]
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
        if column.unit == "%" and rows:
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

    def _is_total(self, row: Row) -> bool:
        return "total" in row.label.lower()
