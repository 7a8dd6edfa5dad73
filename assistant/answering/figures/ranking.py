"""Rows and periods picked by their figures: the highest and lowest, those beyond a bound, ranks, comparisons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.figures.asked import Bound, Operation
from assistant.answering.figures.changes import Changes
from assistant.answering.figures.layout import scale_of
from assistant.answering.figures.results import Result, Series, Told, Unanswerable, entry_of
from assistant.answering.figures.signs import CHANGED
from assistant.answering.figures.spans import is_twelve_months
from assistant.ingest.figures.sheet import Column, Entry, Form, Row

_COUNTS = re.compile(r"\bhow many (?:of the )?(?:\w+ )?(?:years|months|quarters|periods)\b", re.I)
_MOST_ORDERED = 30
_FACTORS = {"": Decimal(1), "thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9)}


class Ranking(Changes):
    """Adds what compares the figures of rows with each other."""

    def _high(self) -> bool:
        if self.asked.highest is not None:
            return self.asked.highest
        worse = self._raises(self.sheet.measure)
        if worse is None:
            raise Unanswerable("the record does not say whether more of it is better or worse")
        return worse != bool(self.asked.good)

    def _extreme(self, rows: Sequence[Row]) -> Result:
        series = self._series(rows)
        if len(series) < 2:
            raise Unanswerable("there are not two figures to compare")
        moved = self.asked.form in (Form.CHANGE, Form.PERCENT_CHANGE)
        high = self._high()
        if moved and self.asked.rising is not None:
            series = [s for s in series if (s.value > 0) == self.asked.rising and s.value]
        if not series:
            raise Unanswerable("none of the rows moved that way")
        ordered = sorted(series, key=lambda s: abs(s.value) if moved else s.value, reverse=high)
        cut = ordered[self.asked.place - 1].value if self.asked.place <= len(ordered) else None
        if cut is None:
            raise Unanswerable("there are not so many rows")
        if self.asked.top > 1:
            chosen = ordered[: self.asked.top]
        else:
            chosen = [s for s in ordered if abs(s.value) == abs(cut) and (moved or s.value == cut)]
        if len(chosen) == 2 and self.asked.top == 2 and not moved and CHANGED.search(self.question):
            return self._compare([s.row for s in chosen])
        told = tuple(self._ranked(s, high, len(chosen)) for s in chosen)
        what = "rate" if self.asked.form is Form.RATE else "figure"
        if moved:
            what = "rise" if self.asked.rising else "change" if self.asked.rising is None else "fall"
        return Result(told, f"{'highest' if high else 'lowest'} {what} of {len(rows)} rows compared")

    def _ranked(self, one: Series, high: bool, count: int) -> Told:
        if self.asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            told = self._changed(one.row)
            return Told(told.text, told.entries, True, short=one.row.label)
        entry = one.entries[0]
        return Told(f"{one.row.label}: {self._dated(entry)}", one.entries, True, short=self._named(one.row, entry))

    def _named(self, row: Row, entry: Entry) -> str:
        """Return what an extreme is asked for: the row, or only the figure ("What was the highest number of ...")."""
        if re.match(
            r"\s*(?:what|how)\b(?!\s+(?:area|district|country|year|team|name)s?\b).*\b(?:number|amount|total"
            r"|figure|rate|many|much|percentage|value)\b",
            self.question,
            re.I,
        ):
            return self._figure(entry)
        return row.label

    def _over_periods(self, row: Row) -> Result:
        """Answer in which period a row was highest, lowest, or beyond a bound."""
        columns = [c for c in (self._levels() if len(self.asked.periods) > 1 else self.match.columns) if c.period]
        entries = [e for c in columns if (e := entry_of(self.sheet, row, c)) and e.value is not None]
        if len(entries) < 2:
            raise Unanswerable("there are not two periods to compare")
        if (bound := self.asked.bound) is not None:
            chosen = [e for e in entries if e.value is not None and self._meets(e, e.value, bound)]
        elif self.asked.moved:
            raise Unanswerable("a rise between which periods cannot be told")
        else:
            high = self.asked.highest if self.asked.highest is not None else bool(self.asked.rising)
            best = (max if high else min)(e.value for e in entries if e.value is not None)
            chosen = [e for e in entries if e.value == best]
        if not chosen:
            raise Unanswerable("no period fits")
        if _COUNTS.search(self.question):
            text = f"{row.label}: {', '.join(self._dated(e) for e in chosen)}; {len(chosen)} of {len(entries)} periods"
            return Result((Told(text, tuple(chosen), short=str(len(chosen))),), f"{len(chosen)} of {len(entries)} periods")
        told = tuple(Told(f"{row.label}: {self._dated(e)}", (e,), short=self._when(e.column)) for e in chosen)
        return Result(told, f"{len(chosen)} of {len(entries)} periods")

    def _which(self, rows: Sequence[Row]) -> Result:
        bound, rising = self.asked.bound, self.asked.rising
        if bound is not None and rising is None and self.asked.form is Form.CHANGE:
            raise Unanswerable("the bound is of no column")
        series = self._series(rows)
        if bound is not None and bound.percent and any(s.entries[-1].column.unit != "%" for s in series):
            raise Unanswerable("the bound is a percentage, the figures are not")
        if bound is not None:
            kept = [s for s in series if self._meets(s.entries[-1], abs(s.value) if rising is not None else s.value, bound)]
            kept = [s for s in kept if rising is None or self.asked.form is Form.LEVEL or (s.value > 0) == rising]
        elif rising is not None:
            kept = [s for s in series if s.value and (s.value > 0) == rising]
        else:
            raise Unanswerable("nothing to choose the rows by")
        computation = f"{len(kept)} of {len(series)} rows compared"
        if not kept:
            raise Unanswerable("none of the rows fits")
        if self.asked.operation is Operation.COUNT or len(kept) > 12:
            names = ", ".join(s.row.label for s in kept)
            lead = f"{len(kept)} of the {len(series)}: {names}"
            counted = str(len(kept)) if self.asked.operation is Operation.COUNT else names
            return Result((Told(lead, tuple(e for s in kept for e in s.entries), True, short=counted),), computation)
        return Result(tuple(self._ranked(s, True, len(kept)) for s in kept), computation)

    def _when(self, column: Column) -> str:
        """Return a period as asked for: its year where a year is asked for and a day is printed."""
        if (
            column.period
            and (column.period.grain == "day" or is_twelve_months(column.period))
            and column.period.grain != "municipal year"
            and re.search(r"\byears?\b", self.question, re.I)
        ):
            return str(column.period.last.year)
        return self._period(column)

    def _meets(self, entry: Entry, value: Decimal, bound: Bound) -> bool:
        """Return whether a figure is beyond a bound, a bound in millions held against figures in millions."""
        scale = scale_of(self.sheet, entry.column, entry.row.label)
        return _meets(value * _FACTORS[scale] if bound.scaled else value, bound)

    def _rank(self, row: Row) -> Result:
        series = sorted(self._series(self._rivals()), key=lambda s: s.value, reverse=True)
        own = next((s for s in series if s.row is row), None)
        if own is None:
            raise Unanswerable(f"{row.label} is not among the rows compared")
        place = 1 + sum(s.value > own.value for s in series)
        entry = own.entries[-1]
        text = f"{row.label}: {self._dated(entry)}, number {place} of {len(series)} from the highest"
        return Result(
            (Told(text, own.entries, True, short=str(place)),),
            f"number {place} of {len(series)} rows compared: {place - 1} have a higher figure",
        )

    def _order(self) -> Result:
        """Return all rows in order of their figures."""
        series = sorted(self._series(self._rivals()), key=lambda s: s.value, reverse=self.asked.highest is not False)
        if not 2 <= len(series) <= _MOST_ORDERED:
            raise Unanswerable("there are not two figures to compare, or too many")
        told = tuple(Told(f"{s.row.label}: {self._dated(s.entries[-1])}", s.entries, True, short=s.row.label) for s in series)
        return Result(told, f"{len(series)} rows in order")

    def _compare(self, rows: Sequence[Row]) -> Result:
        series = self._series(rows)
        if len(series) < 2:
            raise Unanswerable("there are not two figures to compare")
        ordered = sorted(series, key=lambda s: s.value, reverse=True)
        told = []
        for s in ordered:
            entry = s.entries[0]
            if self.asked.form in (Form.CHANGE, Form.PERCENT_CHANGE) and len(s.entries) > 1:
                told.append(self._changed(s.row))
                continue
            told.append(Told(f"{s.row.label}: {self._dated(entry)}", s.entries))
        if len(ordered) == 2 and len(ordered[0].entries) == 1:
            (one, other), gap = ordered, ordered[0].value - ordered[1].value
            if {"%" in e.printed for s in ordered for e in s.entries} == {True, False}:
                raise Unanswerable("the two figures are not in one unit")
            a, b = one.entries[0], other.entries[0]
            period = self._period(a.column)
            when = f" in {period}" if period else ""
            text = (
                f"{one.row.label} had {self._figure(a)}{when}, {other.row.label} {self._figure(b)}: {self._amount(gap, a)} more"
            )
            short = one.row.label if _picks(self.question) else self._amount(gap, a)
            return Result((Told(text, (a, b), short=short),), f"{self._plainly(a)} − {self._plainly(b)} = {self._amount(gap, a)}")
        return Result(tuple(told))


def _picks(question: str) -> bool:
    """Return whether a comparison asks which of the rows, not by how much."""
    return bool(re.search(r"\b(?:which|who|or)\b", question, re.I)) and not re.search(
        r"\bhow (?:many|much)\b|\bdifference\b", question, re.I
    )


def _meets(value: Decimal, bound: Bound) -> bool:
    if value == bound.value:
        return bound.inclusive
    return (value > bound.value) == bound.above
