"""What a table's layout says beyond its cells: groups of columns, sections of rows, and the scale of its figures.

A heading printed once over several columns holds for the empty cells to its right; a row of words without figures heads
the rows below it, up to the next such row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.figures.sheet import Column, Form, Row, Sheet
from assistant.language import content_terms, fold

SCALES = (
    ("thousand", re.compile(r"(?<![\d,.])[’'`]?0{3}s?\b|\bthousands?\b|(?<=[£$€])\s?k\b", re.I)),
    ("million", re.compile(r"\bmillions?\b|(?<=[£$€])\s?m(?:n|illion)?\b|[’'`]million|\(m\)|\bmm\b", re.I)),
    ("billion", re.compile(r"\bbillions?\b|(?<=[£$€])\s?bn\b", re.I)),
)
_NOTE = re.compile(r"\(\w{1,2}\)|(?<=[a-z)])\d$")
_TOTAL = re.compile(r"(?:grand |full[- ]year |year[- ]to[- ]date )?totals?|overall|full[- ]year|all year", re.I)
_CHANGE = re.compile(r"\bchange|\bvariance\b|\bmovement\b|\bincrease|\bdecrease", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table read as laid out.

    Attributes:
        sheet: The table, its columns completed by the headings of their groups.
        rows: Rows that hold something beside their label.
        sections: For each row (by index) the labels of the rows that head it, the nearest last.
        groups: For each column (by index) the words of its heading and its group.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    sections: dict[int, tuple[str, ...]]
    groups: dict[int, str]


def lay_out(sheet: Sheet) -> Layout:
    """Return a table as laid out."""
    groups = _groups(sheet)
    columns = tuple(_completed(column, groups[column.index]) for column in sheet.columns)
    columns = _summed(_dated(columns), sheet)
    headings = {row.index for row in sheet.rows if _is_heading(sheet, row)}
    sections: dict[int, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    fresh = False
    for row in sheet.rows:
        if row.index in headings:
            above = (*above, row.label)[-2:] if fresh else (row.label,)
            fresh = True
            continue
        sections[row.index] = above if not row.parent else (*above, row.parent)
        fresh = False
    rows = tuple(row for row in sheet.rows if row.index not in headings)
    return Layout(replace(sheet, columns=columns, rows=rows), rows, sections, groups)


def bare(label: str) -> str:
    """Return a label without marks of notes ("Americas (1)", "Other benefits2")."""
    return _NOTE.sub("", label).strip(" :.")


def scale_of(sheet: Sheet, column: Column, words: str = "") -> str:
    """Return the scale that a table prints for the figures of a column: thousand, million, billion, or "" for none.

    Args:
        sheet: The table.
        column: The column.
        words: Other words that may say it, such as the row's label; they come first.
    """
    headings = " ".join(cell.text for row in sheet.table.header for cell in row)
    for text in (words, column.heading, headings, sheet.label_heading, sheet.caption):
        for scale, pattern in SCALES:
            if pattern.search(text):
                return scale
    return ""


def _is_heading(sheet: Sheet, row: Row) -> bool:
    cells = sheet.table.rows[row.index]
    return bool(row.label) and not any(cells[c.index].text for c in sheet.columns if c.index < len(cells)) and len(sheet.rows) > 1


def _groups(sheet: Sheet) -> dict[int, str]:
    """Return the heading of each column with those of its group, by the column's index."""
    held: dict[int, list[str]] = {column.index: [] for column in sheet.columns}
    header = sheet.table.header
    for level, cells in enumerate(header):
        above = ""
        for column in sheet.columns:
            text = fold(cells[column.index].text) if column.index < len(cells) else ""
            above = text or above
            below = any(c.index == column.index for c in sheet.columns) and any(
                row[column.index].text for row in header[level + 1 :] if column.index < len(row)
            )
            if text or below:
                held[column.index].append(above if not text else text)
    return {index: " ".join(dict.fromkeys(words)) for index, words in held.items()}


def _completed(column: Column, group: str) -> Column:
    if group == column.heading or not group:
        return column
    periods, rest = read_periods(group)
    form = column.form
    if form is Form.LEVEL and column.period is None and _CHANGE.search(group):
        form = Form.PERCENT_CHANGE if "%" in column.heading or re.search(r"percent", column.heading, re.I) else Form.CHANGE
    period = column.period
    if period is None and len(periods) == 1 and form in (Form.LEVEL, Form.RATE):
        period = periods[0]
    elif period is None and form is Form.LEVEL:
        own = read_periods(column.heading)[0]
        period = own[0] if len(own) == 1 else None
    return replace(column, form=form, period=period, terms=column.terms | frozenset(content_terms(rest)))


def _dated(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give columns of bare years the day that one of them prints ("Year ended 31 March 2019 | 2018")."""
    closing = [c.period for c in columns if c.period and (c.period.grain == "day" or _is_closed_year(c.period))]
    days = {(period.last.month, period.last.day) for period in closing}
    years = [c for c in columns if c.period and c.period.grain == "year"]
    if len(days) != 1 or not years:
        return tuple(columns)
    whole = all(period.first != period.last for period in closing)
    month, day = days.pop()
    return tuple(_on(c, month, day, whole) if c.period and c.period.grain == "year" else c for c in columns)


def _summed(columns: Sequence[Column], sheet: Sheet) -> tuple[Column, ...]:
    """Give a column of totals the stretch of time that the columns it sums up make together."""
    parts = sorted((c.period for c in columns if c.period and c.form is Form.LEVEL), key=lambda p: p.first)
    joined = all(a.last + timedelta(days=1) == b.first for a, b in zip(parts, parts[1:], strict=False))
    if len(parts) < 2 or not joined:
        return tuple(columns)
    first, last = parts[0], parts[-1]
    named = [p for p in read_periods(sheet.caption)[0] if (p.first, p.last) == (first.first, last.last)]
    whole = (
        named[0] if named else _from_to(first, last)
    )
    return tuple(
        replace(c, period=c.period or whole, whole=True)
        if c.form is Form.LEVEL and _TOTAL.fullmatch(read_periods(c.heading)[1].strip()) and c.period in (None, whole)
        else c
        for c in columns
    )


def _from_to(first: Period, last: Period) -> Period:
    return Period(f"{first.words} to {last.words}", first.first, last.last, "")


def _on(column: Column, month: int, day: int, whole: bool) -> Column:
    assert column.period is not None
    try:
        told = column.period.last.replace(month=month, day=day)
    except ValueError:  # 29 February of another year
        told = column.period.last.replace(month=month, day=day - 1)
    first = (
        told.replace(year=told.year - 1, day=min(told.day, 28)) + timedelta(days=1 + told.day - min(told.day, 28))
        if whole
        else told
    )
    return replace(column, period=Period(column.period.words, first, told, "months" if whole else "day"))


def _is_closed_year(period: Period) -> bool:
    """Return whether a period is twelve months that end on a day of their own ("year ended 31 March 2022")."""
    return period.grain == "months" and 350 <= (period.last - period.first).days <= 375
