"""What is done with figures once the table, rows and columns are chosen; arithmetic in decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answering.figures.asked import Asked, Operation
from assistant.answering.figures.matching import Match
from assistant.ingest.figures.oddities import implied, rounded
from assistant.ingest.figures.periods import Period
from assistant.ingest.figures.sheet import Column, Entry, Form, Row, Sheet


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence to be said, without the measure and the full stop; the entries it states, and whether all rows were
    looked at for it; the bare answer ("382", "Sevenoaks").
    """

    text: str
    entries: tuple[Entry, ...]
    over_all: bool = False
    lead: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came out: sentences, how a computed value was reached (None where nothing was), or why nothing did.

    ``exact`` says that the very cell asked for was found, and holds no figure.
    """

    told: tuple[Told, ...] = ()
    computation: str | None = None
    unmet: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Series:
    """The figures to be compared, one a row: what is ranked, and the entries that stand behind each."""

    row: Row
    value: Decimal
    entries: tuple[Entry, ...]


class _Unanswerable(Exception):
    """The table does not hold what the operation needs; the message says what."""


class _Unprinted(_Unanswerable):
    """The very cell asked for holds no figure."""


def compute(match: Match, raises: Callable[[str], bool | None]) -> Result:
    """Answer a question from the sheet it matches.

    Args:
        match: The sheet, rows and columns.
        raises: Says of a measure whether more of it is worse ("worst" asks for the highest), None where it cannot tell.
    """
    worker = _Worker(match, raises)
    try:
        return worker.run()
    except _Unprinted as error:
        return Result(unmet=str(error), exact=True)
    except _Unanswerable as error:
        return Result(unmet=str(error))


def entry_of(sheet: Sheet, row: Row, column: Column) -> Entry | None:
    """Return the figure of a cell, mispointed counts read as what they stand for; None where there is no figure."""
    printed = sheet.table.rows[row.index][column.index].text
    if (value := implied(sheet, row, column)) is not None:
        return Entry(row, column, printed, value)
    held = sheet.values.get((row.index, column.index))
    return Entry(row, column, printed, held.value) if held and held.upper is None else None


class _Worker:
    """One question over one sheet."""

    def __init__(self, match: Match, raises: Callable[[str], bool | None]) -> None:
        self.match, self.asked, self.sheet = match, match.asked, match.sheet
        self._raises = raises

    def run(self) -> Result:
        asked, rows = self.asked, self.match.rows
        if asked.unread:
            raise _Unanswerable("the question asks for more than is done here")
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
            raise _Unanswerable("more than one row fits")
        if operation in (Operation.CHANGE, Operation.WHETHER) or asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            told = [self._changed(row) for row in rows]
            return Result(tuple(told), self._in_words(told))
        return self._look_up(rows)

    # Rows and columns

    def _asks_when(self) -> bool:
        """Return whether one row is asked about over its periods ("In which year was X highest?")."""
        return bool(re.search(r"\b(?:which|what) (?:\w+ )?(?:years?|months?|quarters?|periods?)\b|^\s*when\b", self.question, re.I))

    @property
    def question(self) -> str:
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
            raise _Unanswerable("the question names no row of the table")
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
            raise _Unanswerable(f"not for {self.asked.periods[0].words}")
        return unique

    def _rate(self) -> Column:
        rates = self._columns(Form.RATE)
        if len(rates) != 1:
            raise _Unanswerable("no rate is printed")
        latest = max((c.period for c in self._columns(Form.LEVEL) if c.period), key=lambda p: p.last, default=None)
        column = rates[0]
        for period in self.asked.periods:
            told = column.period or latest
            if told and not (told.equals(period) or period.grain in ("year", "municipal year") and period.holds(told)):
                raise _Unanswerable(f"the rate is not printed for {period.words}")
        return column

    def _pair(self) -> tuple[Column, Column]:
        """Return the columns that a change runs between, the earlier first."""
        dated = [c for c in self.match.columns if c.period]
        wanted = [c for c in self._levels() if c.period] if self.asked.periods else dated
        if len(wanted) == 1 and len(dated) == 2:
            wanted = dated
        if len(wanted) != 2:
            raise _Unanswerable("the two periods of the change cannot be told")
        first, last = sorted(wanted, key=lambda c: c.period.first if c.period else date.min)
        return first, last

    def _need(self, row: Row, column: Column) -> Entry:
        entry = entry_of(self.sheet, row, column)
        if entry is None:
            printed = self.sheet.table.rows[row.index][column.index].text or "nothing"
            raise _Unprinted(f"the record prints {printed} for {row.label}, {self._period(column) or column.heading} ({self.sheet.measure})")
        return entry

    def _single_level(self) -> Column:
        levels = self._levels()
        if len(levels) > 1 and all(c.period for c in levels) and not self.asked.periods:
            return max(levels, key=lambda c: c.period.last if c.period else date.min)
        if len(levels) != 1:
            raise _Unanswerable("more than one column fits")
        return levels[0]

    # Operations

    def _look_up(self, rows: Sequence[Row]) -> Result:
        if self.asked.form is Form.RATE and self._columns(Form.RATE):
            columns = [self._rate()]
        else:
            columns = self._levels()
        dated = all(column.period for column in columns)
        if len(columns) > 1 and not dated:
            raise _Unanswerable("more than one column fits")
        told = []
        for row in rows:
            entries = [self._need(row, column) for column in columns]
            stated = ", ".join(self._dated(entry) for entry in entries)
            told.append(Told(f"{row.label}: {stated}", tuple(entries), short=self._figure(entries[0])))
        return Result(tuple(told))

    def _changed(self, row: Row) -> Told:
        first, last = self._pair()
        before, after = self._need(row, first), self._need(row, last)
        assert before.value is not None and after.value is not None
        change = after.value - before.value
        entries = [before, after, *self._printed_change(row, first, last)]
        if _sign_of(before.printed) != _sign_of(after.printed):
            raise _Unanswerable("the two figures are not in one unit")
        way = "up" if change > 0 else "down" if change < 0 else "unchanged"
        by = f" {self._amount(abs(change), before)}" if change else ""
        percent = self._percent(row, before, after)
        lead = self._verdict(change)
        text = (
            f"{row.label}: {self._figure(before)} in {self._period(first)}, {self._figure(after)} in {self._period(last)}, "
            f"{way}{by}{f' ({percent})' if percent and change else ''}"
        )
        short = lead.strip(" .") or (self._percent_short(row, before, after) if self.asked.percent else self._amount(change, before))
        return Told(text, tuple(entries), lead=lead, short=short)

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

    def _series(self, rows: Sequence[Row]) -> list[_Series]:
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
                    found.append(_Series(row, value, (before, after, *printed)))
                else:
                    found.append(_Series(row, change, (before, after, *self._printed_change(row, first, last))))
            return found
        column = self._rate() if form is Form.RATE and self._columns(Form.RATE) else self._single_level()
        for row in rows:
            entry = entry_of(self.sheet, row, column)
            if entry and entry.value is not None:
                found.append(_Series(row, entry.value, (entry,)))
        return found

    def _high(self) -> bool:
        if self.asked.highest is not None:
            return self.asked.highest
        worse = self._raises(self.sheet.measure)
        if worse is None:
            raise _Unanswerable("the record does not say whether more of it is better or worse")
        return worse != bool(self.asked.good)

    def _extreme(self, rows: Sequence[Row]) -> Result:
        series = self._series(rows)
        if len(series) < 2:
            raise _Unanswerable("there are not two figures to compare")
        moved = self.asked.form in (Form.CHANGE, Form.PERCENT_CHANGE)
        high = self._high()
        if moved and self.asked.rising is not None:
            series = [s for s in series if (s.value > 0) == self.asked.rising and s.value]
        if not series:
            raise _Unanswerable("none of the rows moved that way")
        ordered = sorted(series, key=lambda s: abs(s.value) if moved else s.value, reverse=high)
        cut = ordered[self.asked.place - 1].value if self.asked.place <= len(ordered) else None
        if cut is None:
            raise _Unanswerable("there are not so many rows")
        if self.asked.top > 1:
            chosen = ordered[: self.asked.top]
        else:
            chosen = [s for s in ordered if abs(s.value) == abs(cut) and (moved or s.value == cut)]
        told = tuple(self._ranked(s, high, len(chosen)) for s in chosen)
        what = "rate" if self.asked.form is Form.RATE else "figure"
        if moved:
            what = "rise" if self.asked.rising else "change" if self.asked.rising is None else "fall"
        return Result(told, f"{'highest' if high else 'lowest'} {what} of {len(rows)} rows compared")

    def _ranked(self, one: _Series, high: bool, count: int) -> Told:
        if self.asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
            told = self._changed(one.row)
            return Told(told.text, told.entries, True, short=one.row.label)
        entry = one.entries[0]
        period = self._period(entry.column)
        return Told(f"{one.row.label}: {self._dated(entry)}", one.entries, True, short=self._named(one.row, entry))

    def _named(self, row: Row, entry: Entry) -> str:
        """Return what an extreme is asked for: the row, or only the figure ("What was the highest number of ...")."""
        if re.match(r"\s*(?:what|how)\b(?!\s+(?:area|district|country|year|team|name)s?\b).*\b(?:number|amount|total|figure|rate|many|much|percentage|value)\b", self.question, re.I):
            return self._figure(entry)
        return row.label

    def _over_periods(self, row: Row) -> Result:
        """Answer in which period a row was highest, lowest, or beyond a bound."""
        columns = [c for c in (self._levels() if len(self.asked.periods) > 1 else self.match.columns) if c.period]
        entries = [e for c in columns if (e := entry_of(self.sheet, row, c)) and e.value is not None]
        if len(entries) < 2:
            raise _Unanswerable("there are not two periods to compare")
        if (bound := self.asked.bound) is not None:
            chosen = [e for e in entries if e.value is not None and _meets(e.value, bound)]
        elif self.asked.moved:
            raise _Unanswerable("a rise between which periods cannot be told")
        else:
            high = self.asked.highest if self.asked.highest is not None else bool(self.asked.rising)
            best = (max if high else min)(e.value for e in entries if e.value is not None)
            chosen = [e for e in entries if e.value == best]
        if not chosen:
            raise _Unanswerable("no period fits")
        told = tuple(Told(f"{row.label}: {self._dated(e)}", (e,), short=self._period(e.column)) for e in chosen)
        return Result(told, f"{len(chosen)} of {len(entries)} periods")

    def _which(self, rows: Sequence[Row]) -> Result:
        bound, rising = self.asked.bound, self.asked.rising
        if bound is not None and rising is None and self.asked.form is Form.CHANGE:
            raise _Unanswerable("the bound is of no column")
        series = self._series(rows)
        if bound is not None and bound.percent and any(s.entries[-1].column.unit != "%" for s in series):
            raise _Unanswerable("the bound is a percentage, the figures are not")
        if bound is not None:
            kept = [s for s in series if _meets(abs(s.value) if rising is not None else s.value, bound)]
            kept = [s for s in kept if rising is None or self.asked.form is Form.LEVEL or (s.value > 0) == rising]
        elif rising is not None:
            kept = [s for s in series if s.value and (s.value > 0) == rising]
        else:
            raise _Unanswerable("nothing to choose the rows by")
        computation = f"{len(kept)} of {len(series)} rows compared"
        if not kept:
            raise _Unanswerable("none of the rows fits")
        if self.asked.operation is Operation.COUNT or len(kept) > 12:
            names = ", ".join(s.row.label for s in kept)
            lead = f"{len(kept)} of the {len(series)}: {names}"
            counted = str(len(kept)) if self.asked.operation is Operation.COUNT else names
            return Result((Told(lead, tuple(e for s in kept for e in s.entries), True, short=counted),), computation)
        return Result(tuple(self._ranked(s, True, len(kept)) for s in kept), computation)

    def _rank(self, row: Row) -> Result:
        series = sorted(self._series(self._rivals()), key=lambda s: s.value, reverse=True)
        own = next((s for s in series if s.row is row), None)
        if own is None:
            raise _Unanswerable(f"{row.label} is not among the rows compared")
        place = 1 + sum(s.value > own.value for s in series)
        entry = own.entries[-1]
        text = f"{row.label}: {self._dated(entry)}, number {place} of {len(series)} from the highest"
        return Result((Told(text, own.entries, True, short=str(place)),), f"number {place} of {len(series)} rows compared: {place - 1} have a higher figure")

    def _compare(self, rows: Sequence[Row]) -> Result:
        series = self._series(rows)
        if len(series) < 2:
            raise _Unanswerable("there are not two figures to compare")
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
            a, b = one.entries[0], other.entries[0]
            period = self._period(a.column)
            when = f" in {period}" if period else ""
            text = f"{one.row.label} had {self._figure(a)}{when}, {other.row.label} {self._figure(b)}: {self._amount(gap, a)} more"
            short = one.row.label if _picks(self.question) else self._amount(gap, a)
            return Result((Told(text, (a, b), short=short),), f"{self._plainly(a)} − {self._plainly(b)} = {self._amount(gap, a)}")
        return Result(tuple(told))

    def _sum(self, rows: Sequence[Row]) -> Result:
        column = self._single_level()
        if column.unit == "%" or column.form is Form.RATE:
            raise _Unanswerable("percentages and rates do not add up")
        entries = [self._need(row, column) for row in rows]
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        period = self._period(column)
        parts = " and ".join(f"{e.row.label} ({self._figure(e)})" for e in entries)
        text = f"{parts} together: {self._amount(total, entries[0])}{f' in {period}' if period else ''}"
        short = self._amount(total, entries[0])
        return Result((Told(text, tuple(entries), short=short),), f"{' + '.join(map(self._plainly, entries))} = {rounded(total, 2)}")

    def _average(self, rows: Sequence[Row]) -> Result:
        column = self._single_level()
        entries = [e for row in rows if (e := entry_of(self.sheet, row, column)) and e.value is not None]
        if len(entries) < 2:
            raise _Unanswerable("there are not two figures to average")
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        mean = rounded(total / len(entries), 1)
        period = self._period(column)
        text = f"The average of the {len(entries)} rows is {mean}{f' in {period}' if period else ''}"
        return Result((Told(text, tuple(entries), True, short=rounded(total / len(entries), 2)),), f"{rounded(total, 2)} ÷ {len(entries)} rows = {mean}")

    def _average_over_periods(self, row: Row) -> Result:
        columns = [c for c in self._levels() if c.period]
        if len(self.asked.periods) == 2 and len(columns) == 2 and re.search(r"\bfrom\b|\bto\b|[-–]", self.question):
            first, last = (c.period for c in sorted(columns, key=lambda c: c.period.first if c.period else date.min))
            dated = [c for c in self._columns(Form.LEVEL) if c.period and c.terms == columns[0].terms]
            columns = [c for c in dated if c.period and first and last and first.first <= c.period.first <= last.first]
        entries = [self._need(row, column) for column in columns]
        if len(entries) < 2:
            raise _Unanswerable("there are not two periods to average")
        total = sum((e.value for e in entries if e.value is not None), Decimal(0))
        mean = with_unit(rounded(total / len(entries), 2), entries[0].column.unit or ("%" if "%" in entries[0].printed else ""))
        stated = ", ".join(self._dated(entry) for entry in entries)
        text = f"{row.label}: {stated}, {mean} on average"
        return Result((Told(text, tuple(entries), short=mean),), f"{rounded(total, 2)} ÷ {len(entries)} periods = {mean}")

    def _share(self) -> Result:
        rows = list(self.match.rows)
        if not self.asked.periods and len([c for c in self.match.columns if c.period]) > 1:
            raise _Unanswerable("no period is named")
        column = self._single_level()
        if column.unit == "%" and rows:
            return self._look_up(rows)
        whole = next((row for row in rows if row.sums or self._is_total(row)), None)
        parts = [row for row in rows if row is not whole]
        part = parts[0] if len(parts) == 1 else None
        if whole is None and part is not None:
            whole = next((row for row in reversed(self.sheet.rows) if row.sums), None)
        if whole is None or part is None or whole is part:
            raise _Unanswerable("part and whole cannot be told")
        a, b = self._need(part, column), self._need(whole, column)
        assert a.value is not None and b.value is not None
        if not b.value or a.value > b.value:
            raise _Unanswerable("part and whole cannot be told")
        percent = f"{rounded(a.value / b.value * 100, 1)}%"
        period = self._period(column)
        text = f"{part.label}: {self._figure(a)} of {self._figure(b)} ({whole.label}){f' in {period}' if period else ''}, {percent}"
        return Result((Told(text, (a, b), short=f"{rounded(a.value / b.value * 100, 2)}%"),), f"{self._plainly(a)} ÷ {self._plainly(b)} = {percent}")

    def _is_total(self, row: Row) -> bool:
        return "total" in row.label.lower()

    # Words

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
            return column.heading if _months_apart(column) else column.period.words
        if column.form is Form.RATE:
            dated = [c for c in self._columns(Form.LEVEL) if c.period]
            return self._period(max(dated, key=lambda c: c.period.last if c.period else date.min)) if dated else ""
        held = self.sheet.periods
        return held[0].words if len(held) == 1 else ""


def _picks(question: str) -> bool:
    """Return whether a comparison asks which of the rows, not by how much."""
    return bool(re.search(r"\b(?:which|who|or)\b", question, re.I)) and not re.search(r"\bhow (?:many|much)\b|\bdifference\b", question, re.I)


def with_unit(printed: str, unit: str) -> str:
    """Return a figure with its unit: "30.2 per 1,000 popn.", "16.6%", "£588"."""
    if not unit or unit in printed:
        return printed
    if unit in ("£", "€", "$"):
        return f"-{unit}{printed[1:]}" if printed.startswith("-") else f"{unit}{printed}"
    if unit == "%":
        return f"{printed}%"
    if unit in ("£m", "£k", "£bn"):
        return f"£{printed}{unit[1:]}"
    if unit.startswith("£"):
        return f"{printed} ({unit})"
    return f"{printed} {unit[0].lower()}{unit[1:]}"


def _sign_of(printed: str) -> str:
    return "".join(sign for sign in "£€$%" if sign in printed)


def _months_apart(column: Column) -> bool:
    """Return whether the months of a column's period are printed apart from its year ("2023-24 (Apr-Sep)")."""
    return column.period is not None and column.period.grain == "months" and column.period.words[:1].isdigit()


def _meets(value: Decimal, bound: object) -> bool:
    from assistant.answering.figures.asked import Bound

    assert isinstance(bound, Bound)
    if value == bound.value:
        return bound.inclusive
    return (value > bound.value) == bound.above
