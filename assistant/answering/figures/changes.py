"""How a row moved between two periods, by the figures and by what the record prints of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.chosen import Chosen
from assistant.answering.figures.results import Series, Told, Unanswerable, entry_of, with_unit
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Column, Entry, Form, Row


class Changes(Chosen):
    """Adds the changes of rows to what a question speaks of."""

    def _changed(self, row: Row) -> Told:
        first, last = self._pair()
        before, after = self._need(row, first), self._need(row, last)
        assert before.value is not None and after.value is not None
        change = after.value - before.value
        entries = [before, after, *self._printed_change(row, first, last)]
        if _sign_of(before.printed) != _sign_of(after.printed):
            raise Unanswerable("the two figures are not in one unit")
        way = "up" if change > 0 else "down" if change < 0 else "unchanged"
        by = f" {self._amount(abs(change), before)}" if change else ""
        percent = self._percent(row, before, after)
        lead = self._verdict(change)
        group = self._group_of(first, last)
        text = (
            f"{row.label}{f' ({group})' if group else ''}: {self._figure(before)} in {self._period(first)}, "
            f"{self._figure(after)} in {self._period(last)}, "
            f"{way}{by}{f' ({percent})' if percent and change else ''}"
        )
        short = lead.strip(" .") or (
            self._percent_short(row, before, after)
            if self.asked.percent
            else self._amount(abs(change) if self._unsigned() else change, before)
        )
        return Told(text, tuple(entries), lead=lead, short=short)

    def _group_of(self, first: Column, last: Column) -> str:
        """Return what two columns are of where others stand beside them for the same period ("North"), else ""."""
        dated = [c for c in self._columns(Form.LEVEL) if c.period and last.period and c.period.equals(last.period)]
        name = self._column_name(last)
        return name if len(dated) > 1 and name == self._column_name(first) else ""

    def _verdict(self, change: Decimal) -> str:
        if self.asked.operation is not Operation.WHETHER or self.asked.rising is None:
            return ""
        return "Yes. " if (change > 0) == self.asked.rising and change else "No. "

    def _printed_change(self, row: Row, first: Column, last: Column) -> list[Entry]:
        """Return the printed changes of a row where they are between the periods asked."""
        if {first, last} != {c for c in self._columns(Form.LEVEL) if c.period}:
            return []
        held = [entry_of(self.sheet, row, c) for c in (*self._columns(Form.CHANGE), *self._columns(Form.PERCENT_CHANGE))]
        return [entry for entry in held if entry]

    def _percent(self, row: Row, before: Entry, after: Entry) -> str:
        """Return the percentage change as printed where the record prints it, else computed."""
        printed = [e for e in self._printed_change(row, before.column, after.column) if e.column.form is Form.PERCENT_CHANGE]
        if printed:
            return f"{printed[0].printed.lstrip('-–−+').rstrip('%').strip()}%"
        assert before.value is not None and after.value is not None
        if not before.value or before.column.unit == "%":
            return ""
        return f"{rounded(abs((after.value - before.value) / before.value * 100), 1)}%"

    def _percent_short(self, row: Row, before: Entry, after: Entry) -> str:
        """Return the percentage change with its sign, to two places where it is computed."""
        printed = [e for e in self._printed_change(row, before.column, after.column) if e.column.form is Form.PERCENT_CHANGE]
        if printed:
            return with_unit(printed[0].printed, "%")
        assert before.value is not None and after.value is not None
        return f"{rounded((after.value - before.value) / before.value * 100, 2)}%" if before.value else ""

    def _series(self, rows: Sequence[Row]) -> list[Series]:
        """Return what is ranked: changes where a rise or fall is asked, else rates or plain figures."""
        form = self.asked.form
        found = []
        if form in (Form.CHANGE, Form.PERCENT_CHANGE):
            first, last = self._pair()
            for row in rows:
                before, after = entry_of(self.sheet, row, first), entry_of(self.sheet, row, last)
                if not before or not after or before.value is None or after.value is None:
                    continue
                change = after.value - before.value
                if form is Form.PERCENT_CHANGE:
                    printed = [e for e in self._printed_change(row, first, last) if e.column.form is form]
                    if not printed and not before.value:
                        continue
                    value = printed[0].value if printed else change / before.value * 100
                    assert value is not None
                    found.append(Series(row, value, (before, after, *printed)))
                else:
                    found.append(Series(row, change, (before, after, *self._printed_change(row, first, last))))
            return found
        column = self._rate() if form is Form.RATE and self._columns(Form.RATE) else self._single_level()
        for row in rows:
            entry = entry_of(self.sheet, row, column)
            if entry and entry.value is not None:
                found.append(Series(row, entry.value, (entry,)))
        return found

    def _in_words(self, told: Sequence[Told]) -> str | None:
        sums = []
        for one in told:
            before, after = one.entries[0], one.entries[1]
            if before.value is None or after.value is None:
                continue
            change = after.value - before.value
            words = f"{self._plainly(after)} − {self._plainly(before)} = {rounded(change, 2)}"
            if before.value and before.column.unit != "%":
                words += f"; {rounded(change, 2)} ÷ {self._plainly(before)} = {rounded(change / before.value * 100, 1)}%"
                printed = [e for e in one.entries if e.column.form is Form.PERCENT_CHANGE]
                words += f" (printed: {with_unit(printed[0].printed, '%')})" if printed else ""
            sums.append(words)
        return "; ".join(sums) or None


def _sign_of(printed: str) -> str:
    return "".join(sign for sign in "£€$%" if sign in printed)
