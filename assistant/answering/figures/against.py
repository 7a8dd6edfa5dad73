"""Figures held against what was planned for them: variances, over- and underspends, targets met or missed.

Whether more is better is the reader's to say: both figures and what lies between them are told, with the status that the
record prints, and no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.figures.abreast import Abreast
from assistant.answering.figures.asked import Operation
from assistant.answering.figures.planned import ABOVE, BELOW, STATUS, asks_against, holds_both, status_asked
from assistant.answering.figures.results import Result, Series, Told, Unanswerable, entry_of, without_unit
from assistant.answering.figures.signs import WHETHER
from assistant.answering.figures.spans import speaks_of
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Column, Entry, Form, Role, Row


@dataclass(frozen=True, slots=True)
class Sides:
    """The columns of what was planned and of what came of it, that of what is printed between them, and its sign.

    ``sign`` is 1 where the record prints more than planned as positive, -1 where as negative.
    """

    planned: Column | None
    came: Column | None
    apart: Column | None
    sign: int


class Against(Abreast):
    """Adds what holds figures against their plan."""

    def _against(self) -> Result | None:
        """Return what lies between figures and their plans; None where that is not asked, or the table does not hold it."""
        if status := status_asked(self.sheet, self.question):
            return self._of_status(*status)
        if not asks_against(self.question) or not holds_both(self.sheet):
            return None
        sides, rows = self._sides(), self.match.rows
        above = True if ABOVE.search(self.question) else False if BELOW.search(self.question) else None
        if self.asked.operation is Operation.EXTREME and len(rows) != 1:
            return self._furthest(sides, self._rivals(), above)
        if self.asked.operation in (Operation.WHICH, Operation.COUNT) or (
            not rows and re.match(r"\s*which\b", self.question, re.I)
        ):
            return self._beyond(sides, self._rivals(), above)
        if not rows:
            rows = self._whole()
        if len(rows) != 1 or self.match.loose and len(rows) > 1:
            raise Unanswerable("more than one row fits")
        series = self._between(sides, rows[0])
        if series is None:
            raise Unanswerable("the figure or its plan is not printed")
        told = self._told(sides, series, False)
        lead = "" if above is None or not WHETHER.search(self.question) else "Yes. " if (series.value > 0) == above else "No. "
        return Result((replace(told, lead=lead if series.value else "No. " if lead else ""),), self._worked(series))

    def _of_status(self, column: Column, status: str) -> Result:
        """Return the rows that the record gives a status."""
        cells = self.sheet.table.rows
        rows = [r for r in self.sheet.rows if column.index < len(cells[r.index]) and cells[r.index][column.index].text == status]
        if self.asked.operation is Operation.COUNT or re.match(r"\s*how many\b", self.question, re.I):
            names = "; ".join(row.label for row in rows)
            return Result(
                (Told(f"{len(rows)} ({column.heading}: {status}): {names}", (), True, short=str(len(rows))),), f"{len(rows)} rows"
            )
        told = tuple(Told(f"{row.label}: {column.heading} {status}", (), False, short=row.label, rows=(row,)) for row in rows)
        return Result(told, f"{len(rows)} of {len(self.sheet.rows)} rows")

    def _sides(self) -> Sides:
        held = [c for c in self.sheet.columns if c.form in (Form.LEVEL, Form.RATE, Form.CHANGE)]
        if self.asked.periods:
            held = [c for c in held if c.period is None or any(speaks_of(p, c.period) for p in self.asked.periods)]
        aparts = [c for c in reversed(held) if c.role is Role.APART]
        planned = [c for c in held if c.role is Role.PLANNED]
        came = [c for c in held if c.role is Role.ACTUAL] or [c for c in held if c.role is Role.EXPECTED]
        pairs = [(p, c) for p in planned for c in came if p.period is None or c.period is None or p.period.equals(c.period)]
        if not pairs:
            if not aparts:
                raise Unanswerable("figures and plans of one period are not printed")
            return Sides(None, None, aparts[0], 1)
        if not aparts:
            return Sides(*pairs[-1], None, 1)
        fits = [
            (self._agree(p, c, apart, sign), at, Sides(p, c, apart, sign))
            for apart in reversed(aparts) for at, (p, c) in enumerate(pairs) for sign in (1, -1)
        ]  # fmt: skip
        return max(fits, key=lambda fit: fit[:2])[2]

    def _agree(self, planned: Column, came: Column, apart: Column, sign: int) -> tuple[int, Decimal]:
        """Return in how many rows a variance is what lies between two columns, to the unit, and how far off all are (as -x)."""
        rows = [[entry_of(self.sheet, row, c) for c in (planned, came, apart)] for row in self.sheet.rows]
        values = [[e.value for e in cells if e and e.value is not None] for cells in rows]
        gaps = [abs((v[1] - v[0]) * sign - v[2]) for v in values if len(v) == 3]
        return sum(gap <= 1 for gap in gaps), -sum(gaps, Decimal(0))

    def _between(self, sides: Sides, row: Row) -> Series | None:
        came, planned, apart = (entry_of(self.sheet, row, c) if c else None for c in (sides.came, sides.planned, sides.apart))
        entries = tuple(e for e in (came, planned, apart) if e and e.value is not None)
        if apart and apart.value is not None:
            return Series(row, apart.value * sides.sign, entries)
        if came and planned and came.value is not None and planned.value is not None:
            return Series(row, came.value - planned.value, entries)
        return None

    def _furthest(self, sides: Sides, rows: Sequence[Row], above: bool | None) -> Result:
        series = [s for row in rows if (s := self._between(sides, row))]
        kept = [s for s in series if above is None or s.value and (s.value > 0) == above]
        if len(series) < 2 or not kept:
            raise Unanswerable("none of the rows fits")
        high = self.asked.highest is not False
        ordered = sorted(kept, key=lambda s: abs(s.value), reverse=high)
        cut = ordered[min(max(self.asked.place, self.asked.top), len(ordered)) - 1].value
        chosen = ordered[: self.asked.top] if self.asked.top > 1 else [s for s in ordered if abs(s.value) == abs(cut)]
        return Result(tuple(self._told(sides, s, True) for s in chosen), f"the furthest apart of {len(series)} rows compared")

    def _beyond(self, sides: Sides, rows: Sequence[Row], above: bool | None) -> Result:
        if above is None:
            raise Unanswerable("the record does not say whether more of it is better or worse")
        series = [s for row in rows if (s := self._between(sides, row))]
        kept = [s for s in series if s.value and (s.value > 0) == above]
        if not kept:
            raise Unanswerable("none of the rows fits")
        return Result(tuple(self._told(sides, s, True) for s in kept), f"{len(kept)} of {len(series)} rows compared")

    def _told(self, sides: Sides, one: Series, over_all: bool) -> Told:
        sides_told = [f"{self._called(e.column)} {self._figure(e)}" for e in one.entries]
        gap = self._amount(abs(one.value), one.entries[0])
        way = "above" if one.value > 0 else "below" if one.value < 0 else ""
        printed = any(e.column is sides.apart for e in one.entries)
        between = "" if printed else f", {gap} apart"
        if way and sides.planned and sides.came:
            between = f", {'' if printed else f'{gap} '}{way} plan" if sides.planned.role is Role.PLANNED else between
        if "target" in (sides.planned.heading.lower() if sides.planned else ""):
            between = between.replace(" plan", " the target")
        elif "budget" in (sides.planned.heading.lower() if sides.planned else ""):
            between = between.replace(" plan", " budget")
        text = f"{one.row.label}: {', '.join(sides_told)}{between}{self._status(one.row)}"
        plain = [told for told, e in zip(sides_told, one.entries, strict=True) if e.column is not sides.apart]
        brief = f"{one.row.label}: {', '.join(plain)}{between}" if len(plain) == 2 and printed else ""
        return Told(text, one.entries, over_all, short=one.row.label if over_all else gap, brief=brief)

    def _called(self, column: Column) -> str:
        heading = without_unit(column.heading, column.unit)
        return " ".join(word.lower() if word[1:].islower() else word for word in heading.split())

    def _status(self, row: Row) -> str:
        """Return the status that the record prints for a row, in its own words."""
        cells = self.sheet.table.rows[row.index]
        held = [c for c in self.sheet.columns if c.form is Form.TEXT and STATUS.search(c.heading) and c.index < len(cells)]
        return f" ({held[-1].heading}: {cells[held[-1].index].text})" if held and cells[held[-1].index].text else ""

    def _worked(self, one: Series) -> str | None:
        came, planned = (one.entries + (None, None))[:2]
        if not isinstance(came, Entry) or not isinstance(planned, Entry) or planned.column.role is not Role.PLANNED:
            return None
        gap = (came.value or Decimal(0)) - (planned.value or Decimal(0))
        return f"{self._plainly(came)} − {self._plainly(planned)} = {rounded(gap, 2)}"
