"""One row over columns that stand abreast: places or groups that a table sets side by side for the same period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.combine import Combining
from assistant.answering.figures.named import parted_by
from assistant.answering.figures.results import Result, Told, Unanswerable, entry_of
from assistant.ingest.figures.around import is_partial
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.periods import read_periods
from assistant.ingest.figures.sheet import Column, Entry, Form, Row
from assistant.language import terms

_HOW_MUCH = re.compile(r"\bhow (?:many|much)\b|\bdifference\b|\bgap\b", re.I)


class Abreast(Combining):
    """Adds comparisons of columns, and rows of one name told apart by their dates."""

    def _abreast(self) -> Result | None:
        """Return one row's figures in columns of one period set against each other; None where that is not asked."""
        rows, asked = [row for row in self.match.rows if not row.sums] or list(self.match.rows), self.asked
        compared = asked.operation in (Operation.EXTREME, Operation.WHICH, Operation.COMPARE, Operation.CHANGE)
        if len(rows) != 1 or self.match.loose or not compared or asked.moved or asked.bound or asked.place != 1:
            return None
        columns = self._side_by_side()
        entries = [e for c in columns if (e := entry_of(self.sheet, rows[0], c)) and e.value is not None]
        if len(entries) < 2 or len({e.column.unit for e in entries}) > 1 or len(entries) < len(columns):
            return None
        high = asked.highest if asked.highest is not None else asked.rising is not False
        ordered = sorted(entries, key=lambda e: e.value or Decimal(0), reverse=high)
        gap = abs((ordered[0].value or Decimal(0)) - (ordered[1].value or Decimal(0)))
        stated = ", ".join(f"{self._group(e.column)} {self._figure(e)}" for e in ordered)
        period = self._period(ordered[0].column)
        apart = f", {self._amount(gap, ordered[0])} apart" if len(ordered) == 2 else ""
        text = f"{rows[0].label}{f' in {period}' if period else ''}: {stated}{apart}"
        counted = bool(_HOW_MUCH.search(self.question))
        short = self._amount(gap, ordered[0]) if counted else self._group(ordered[0].column)
        small, big = sorted(ordered[:2], key=lambda e: e.value or Decimal(0))
        difference = f"{self._plainly(big)} − {self._plainly(small)} = {rounded(gap, 2)}"
        worked = difference if len(ordered) == 2 else f"{len(ordered)} columns compared"
        return Result((Told(text, tuple(ordered), short=short),), worked)

    def _side_by_side(self) -> list[Column]:
        """Return the columns of the period asked about, else the latest, that differ in the group they are of."""
        held = [c for c in self.match.columns if c.form is Form.LEVEL and c.period and self._group(c)]
        wanted = [p for p in self.asked.periods if any(c.period and c.period.equals(p) for c in held)]
        if len(wanted) > 1 or not held:
            return []
        last = wanted[0] if wanted else max((c.period for c in held if c.period), key=lambda p: p.last)
        abreast = [c for c in held if c.period and c.period.equals(last)]
        named = [c for c in abreast if set(terms(self._group(c))) <= set(terms(self.question))]
        asked = named if len(named) > 1 else abreast
        return asked if len({self._group(c) for c in asked}) == len(asked) > 1 and not any(c.role for c in asked) else []

    def _group(self, column: Column) -> str:
        """Return what a column is of beside its period ("South")."""
        heading = self.match.layout.groups.get(column.index, "") if self.match.layout else ""
        return " ".join(read_periods(heading or column.heading)[1].split()).strip(" -–,:()")

    def _of_one_name(self, rows: Sequence[Row]) -> Result | None:
        """Return the figures of rows that bear one name, each with the date that tells it apart, and their sum."""
        by = parted_by(self.sheet, rows) if len({row.label for row in rows}) == 1 else None
        if (
            by is None
            or is_partial(self.sheet.document, self.sheet.table)
            or self.asked.operation not in (Operation.SUM, Operation.LOOK_UP)
        ):
            return None
        column = self._single_level()
        if column.unit == "%" or column.form is Form.RATE:
            raise Unanswerable("percentages and rates do not add up")
        entries = [self._need(row, column) for row in rows]
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        stated = ", ".join(f"{self._figure(e)} ({self._cell(e, by)})" for e in entries)
        sum_of = self._amount(total, entries[0])
        told = Told(f"{rows[0].label}: {stated}, {sum_of} together", tuple(entries), short=sum_of)
        return Result((told,), f"{' + '.join(map(self._plainly, entries))} = {sum_of}")

    def _cell(self, entry: Entry, column: Column) -> str:
        return self.sheet.table.rows[entry.row.index][column.index].text
