"""What is odd about printed figures: a separator in the wrong place, a change or a total that does not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.ingest.figures.sheet import Column, Form, Row, Sheet, implied


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd about a cell: its kind, what to tell the reader, the cells it touches (row and column indices)."""

    kind: str
    told: str
    cells: tuple[tuple[int, int], ...]


def find_oddities(sheet: Sheet) -> tuple[Oddity, ...]:
    """Return what is odd about the figures of a sheet, in the order of its rows."""
    found = [*_separators(sheet), *_changes(sheet), *_totals(sheet)]
    return tuple(sorted(found, key=lambda oddity: oddity.cells[0]))


def _separators(sheet: Sheet) -> Iterator[Oddity]:
    for row in sheet.rows:
        for column in sheet.columns:
            printed = sheet.table.rows[row.index][column.index].text
            if (value := implied(sheet, row, column)) is not None:
                backing = _backed(sheet, row, column, value)
                told = (
                    f"{row.label}, {column.heading}: printed {printed} in a column of whole numbers; read as {value:,}{backing}"
                )
                yield Oddity("separator", told, ((row.index, column.index),))
            elif re.fullmatch(r"[£$€]?\d+,\d{1,2}|[£$€]?\d{1,3}(?:,\d{1,2}){2,}", printed):
                told = f"{row.label}, {column.heading}: printed {printed}, with a comma where no thousands end"
                yield Oddity("separator", told, ((row.index, column.index),))


def _backed(sheet: Sheet, row: Row, column: Column, value: Decimal) -> str:
    """Return what the row's printed percentage change says for the reading, "" where there is none to say anything."""
    for first, last, change in _triples(sheet, Form.PERCENT_CHANGE):
        printed = sheet.values.get((row.index, change.index))
        before, after = (value if c is column else _plain(sheet, row, c) for c in (first, last))
        if printed and before and after is not None:
            computed = (after - before) / before * 100
            agrees = abs(computed - printed.value) <= Decimal("0.1")
            said = f"{sheet.table.rows[row.index][change.index].text}%"
            return f", which agrees with the printed change of {said}" if agrees else f", though the printed change is {said}"
    return ""


def _plain(sheet: Sheet, row: Row, column: Column) -> Decimal | None:
    if (value := implied(sheet, row, column)) is not None:
        return value
    held = sheet.values.get((row.index, column.index))
    return held.value if held else None


def _triples(sheet: Sheet, form: Form) -> list[tuple[Column, Column, Column]]:
    """Return (before, after, change) columns: the only two periods of plain figures and each column of change."""
    levels = sorted(
        (c for c in sheet.columns if c.form is Form.LEVEL and c.period), key=lambda c: c.period.first if c.period else 0
    )
    if len(levels) != 2:
        return []
    return [(levels[0], levels[1], column) for column in sheet.columns if column.form is form]


def _changes(sheet: Sheet) -> Iterator[Oddity]:
    """Yield printed changes that do not follow from the counts beside them."""
    for row in sheet.rows:
        for form in (Form.CHANGE, Form.PERCENT_CHANGE):
            for first, last, change in _triples(sheet, form):
                before, after = _plain(sheet, row, first), _plain(sheet, row, last)
                printed = sheet.values.get((row.index, change.index))
                if before is None or after is None or printed is None or (form is Form.PERCENT_CHANGE and not before):
                    continue
                computed = after - before if form is Form.CHANGE else (after - before) / before * 100
                shown = sheet.table.rows[row.index][change.index].text
                slack = _slack(shown) + (Decimal("0.05") if form is Form.PERCENT_CHANGE else 0)
                if abs(computed - printed.value) > slack:
                    unit = "%" if form is Form.PERCENT_CHANGE else ""
                    told = (
                        f"{row.label}: the record prints a change of {shown}{unit if '%' not in shown else ''}, "
                        f"its figures give {rounded(computed, 1 if unit else 0)}{unit}"
                    )
                    yield Oddity("change", told, ((row.index, change.index), (row.index, first.index), (row.index, last.index)))


def _slack(printed: str) -> Decimal:
    """Return half of the last place that a figure prints."""
    places = len(printed.rstrip("%) ").partition(".")[2])
    return Decimal("0.5").scaleb(-places) if places else Decimal("0.5")


def _totals(sheet: Sheet) -> Iterator[Oddity]:
    """Yield totals that are not the sum of their rows, and heads of groups that are not that of their parts."""
    for row in sheet.rows:
        parts = [r for r in sheet.rows if r.parent == row.label] if not row.parent else []
        others = [r for r in sheet.rows if not r.parent and r is not row and not r.sums]
        for column in (c for c in sheet.columns if c.form in (Form.LEVEL, Form.CHANGE) and c.unit != "%"):
            if row.sums and len(others) > 1 and not parts:
                yield from _sum_off(sheet, row, column, others, near=True)
            elif parts and _mostly_adds(sheet, row, column, parts):
                yield from _sum_off(sheet, row, column, parts, near=True)


def _mostly_adds(sheet: Sheet, row: Row, column: Column, parts: Sequence[Row]) -> bool:
    """Return whether the parts are the whole: in another column they add up exactly."""
    return any(_gap(sheet, row, c, parts) == 0 for c in sheet.columns if c.form is Form.LEVEL and c is not column)


def _gap(sheet: Sheet, row: Row, column: Column, parts: Sequence[Row]) -> Decimal | None:
    own = _plain(sheet, row, column)
    values = [_plain(sheet, part, column) for part in parts]
    if own is None or any(value is None for value in values):
        return None
    return own - sum((value for value in values if value is not None), Decimal(0))


def _sum_off(sheet: Sheet, row: Row, column: Column, parts: Sequence[Row], near: bool) -> Iterator[Oddity]:
    gap, own = _gap(sheet, row, column, parts), _plain(sheet, row, column)
    if gap is None or own is None or not gap or (near and abs(gap) * 10 > abs(own)):
        return
    printed = sheet.table.rows[row.index][column.index].text
    told = f"{row.label}, {column.heading}: printed {printed}, its {len(parts)} rows add up to {rounded(own - gap, 1)}"
    yield Oddity("total", told, ((row.index, column.index), *((part.index, column.index) for part in parts)))


def rounded(value: Decimal, places: int) -> str:
    """Return a number with thousands commas, rounded half away from zero to so many places, no zeros at the end."""
    shown = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown
