"""A table of a record as typed figures: what each column and row stands for, and the value of each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from assistant.ingest.figures.around import lead_in_of, line_above
from assistant.ingest.figures.columns import Column, Form, Role, is_numeric, label_columns, read_column, role_of, settled
from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.values import Value, parse_value, without_emphasis
from assistant.language import content_terms, fold
from assistant.records import Document, Item, Span, Table

__all__ = ["Column", "Entry", "Form", "Role", "Row", "Sheet", "implied", "read_sheet", "role_of", "sheets_of"]

_TOTAL = re.compile(r"\b(?:grand |sub-?)?totals?\b|\ball (?:areas|districts|wards|categories)\b|\boverall\b", re.I)
_AVERAGE = re.compile(
    r"^(?:\S+\s+){0,2}(?:average|mean|median)s?$|^(?:average|mean|median)\s+(?:of|across|per|for)\b", re.I
)  # "Average waiting time" is a measure of its own
_SUB = re.compile(r"^\s*[-–•·*]\s+")
_MISPOINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_LARGE = 1000
_TOP = 400  # characters in which a record says whose it is
_REACH = 1000  # characters around a table in which its caption is looked for


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, that of the row it is a part of ("" if none), and whether it sums or averages others.

    ``code`` is its reference where the table prints one beside the label ("CP01").
    """

    index: int
    label: str
    parent: str
    terms: frozenset[str]
    sums: bool
    period: Period | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with a figure: as printed, and what is computed with (None where it cannot be read)."""

    row: Row
    column: Column
    printed: str
    value: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table in its document and item, read once; see ``read_sheet``."""

    document: Document
    table: Table
    item: Item | None
    lead_in: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    values: dict[tuple[int, int], Value | None]
    label_heading: str
    caption: str

    @cached_property
    def measure(self) -> str:
        """The caption without its periods: what the table is about."""
        caption = self.caption or (self.item.heading if self.item else "") or ""
        _, rest = read_periods(caption)
        rest = re.sub(r"\s+(?:and|to|[-–])?\s*(?=$)|\(\s*\)", " ", rest)
        rest = re.sub(r"(?:\s*(?:\band\b|\bto\b|\bfor\b|\bin\b|[-–,:&]))+\s*$", "", " ".join(rest.split()))
        return re.sub(r"\s*[-–,:]\s*(?=[-–,:])", " ", rest).strip(" -–,:")

    @cached_property
    def caption_terms(self) -> frozenset[str]:
        """Terms of caption, item heading and the heading over the labels."""
        heading = self.item.heading if self.item else ""
        lead_in = "" if self.caption else self.lead_in
        return frozenset(content_terms(f"{self.caption} {heading} {self.label_heading} {lead_in}"))

    @cached_property
    def around_terms(self) -> frozenset[str]:
        """Terms of what stands around: the words before the table, the document's title, body, file name and first lines."""
        named = re.sub(r"[-_.]+", " ", self.document.name)
        return frozenset(
            content_terms(f"{self.lead_in} {self.document.title} {self.document.body} {named} {self.document.text[:_TOP]}")
        )

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period that a column, a row or, where these have none, the caption gives, each once, earliest first."""
        held = [one.period for one in self.columns if one.period] + [row.period for row in self.rows if row.period]
        held = held or list(read_periods(self.caption)[0])
        unique = {(period.first, period.last): period for period in reversed(held)}
        return tuple(unique[key] for key in sorted(unique))

    def entry(self, row: Row, column: Column) -> Entry | None:
        """Return the figure of a cell, None where it is empty or no number."""
        printed = without_emphasis(self.table.rows[row.index][column.index].text)
        value = self.values.get((row.index, column.index))
        return Entry(row, column, printed, value.value, "") if value else None

    def row_span(self, row: Row) -> Span:
        """Return the place of a row in the document."""
        spans = [cell.span for cell in self.table.rows[row.index] if cell.span]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @cached_property
    def heading_span(self) -> Span | None:
        """The place of caption and headings."""
        first = min((self.row_span(row).start for row in self.rows), default=self.table.span.end)
        if first > self.table.span.start:
            return Span(self.table.span.start, first)
        above = [cell.span for row in self.table.header for cell in row if cell.span]  # of a table cut where rows are closed
        return Span(min(above).start, max(span.end for span in above)) if above else None

    @cached_property
    def title_span(self) -> Span | None:
        """The place of the words that name the measure, where these do not stand right above the headings."""
        words = self.caption or (self.item.heading if self.item else "")
        text = self.document.text
        if not words or self.heading_span and words in fold(self.heading_span.of(text)):
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        start = max(0, self.table.span.start - _REACH) if self.caption else self.item.span.start if self.item else 0
        found = list(pattern.finditer(text, start, self.table.span.end + _REACH if self.caption else start + _REACH))
        return Span(*found[-1].span()) if found else None

    @cached_property
    def body_span(self) -> Span:
        """The place of all rows."""
        spans = [self.row_span(row) for row in self.rows]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def read_sheet(document: Document, table: Table) -> Sheet | None:
    """Return a table as typed figures; None where it has no figures or nothing that names its rows."""
    width = max((len(row) for row in (*table.header, *table.rows)), default=0)
    values = {(r, c): parse_value(cell.text) for r, row in enumerate(table.rows) for c, cell in enumerate(row)}
    headings = [without_emphasis(fold(" ".join(row[c].text for row in table.header if c < len(row)))) for c in range(width)]
    numeric = [is_numeric(table, values, c) for c in range(width)]
    label, code = label_columns(table, numeric)
    if label is None or not any(numeric):
        return None
    item = next((item for item in document.items if item.span.contains(table.span)), None)
    caption = table.caption or line_above(document, table) or ("" if item and item.heading else document.title)
    held = [c for c in range(width) if c != label]
    cells = [[v for r in range(len(table.rows)) if (v := values.get((r, c)))] for c in held]
    columns = [read_column(c, headings[c], numeric[c] and c != code, own, caption) for c, own in zip(held, cells, strict=True)]
    columns = settled(columns, cells, caption)
    rows = _rows(table, label, code)
    lead_in = lead_in_of(document, table, item)
    sheet = Sheet(document, table, item, lead_in, tuple(columns), rows, values, headings[label], caption)
    return replace(sheet, rows=_with_sums(sheet)) if rows else None


def _rows(table: Table, label: int, code: int | None) -> tuple[Row, ...]:
    rows: list[Row] = []
    parent = ""
    for index, cells in enumerate(table.rows):
        printed = without_emphasis(cells[label].text)
        mark = without_emphasis(cells[code].text) if code is not None and code < len(cells) else ""
        if not any(cell.span for cell in cells):
            continue
        bare = _SUB.sub("", printed)
        if bare == printed:
            parent = printed
        periods, rest = read_periods(printed)
        terms = frozenset(content_terms(rest)) or frozenset(content_terms(bare))
        sums = bool(_TOTAL.search(bare) or _AVERAGE.search(bare))
        period = periods[0] if len(periods) == 1 else None
        rows.append(Row(index, bare, parent if bare != printed else "", terms, sums, period, mark))
    return tuple(rows)


def _with_sums(sheet: Sheet) -> tuple[Row, ...]:
    """Mark the first or last row where its counts are the sum of all others, such as a county below its districts."""
    tops = [row for row in sheet.rows if not row.parent]
    levels = [column for column in sheet.columns if column.form is Form.LEVEL]
    edges = [tops[0], tops[-1]] if len(tops) > 3 else []
    marked = {row.index for row in edges if not row.sums and _adds_up(sheet, row, tops, levels)}
    return tuple(replace(row, sums=row.sums or row.index in marked) for row in sheet.rows)


def _adds_up(sheet: Sheet, row: Row, tops: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Return whether a row is the sum of the others: to the unit in one column at least, nearly so in the rest."""
    exact = False
    for column in columns:
        own = _amount(sheet, row, column)
        parts = [amount for other in tops if other is not row and (amount := _amount(sheet, other, column)) is not None]
        if own is None or len(parts) < len(tops) - 1:
            continue
        gap = abs(own - sum(parts))
        if gap * 50 > abs(own):
            return False
        exact = exact or gap <= 1
    return exact


def _amount(sheet: Sheet, row: Row, column: Column) -> Decimal | None:
    if (value := implied(sheet, row, column)) is not None:
        return value
    held = sheet.values.get((row.index, column.index))
    return held.value if held else None


def implied(sheet: Sheet, row: Row, column: Column) -> Decimal | None:
    """Return the count that a mispointed figure stands for, None where it is none: "5.687" among four-digit counts.

    The column must be one of whole numbers, some of them of thousands.
    """
    printed = sheet.table.rows[row.index][column.index].text
    if column.form is not Form.LEVEL or not _MISPOINTED.fullmatch(printed) or not _of_counts(sheet, column):
        return None
    return Decimal(printed.replace(".", ""))


def _of_counts(sheet: Sheet, column: Column) -> bool:
    """Return whether most other figures of a column are whole numbers, some of them of a thousand or more."""
    cells = [sheet.table.rows[row.index][column.index].text for row in sheet.rows]
    plain = [cell for cell in cells if re.fullmatch(r"-?\d[\d,]*", cell)]
    large = [cell for cell in plain if abs(int(cell.replace(",", ""))) >= _LARGE]
    return len(large) >= 2 and len(plain) * 3 >= len([c for c in cells if c]) * 2


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """Return the tables of a document that hold figures.

    A row that sums up the others of one table stands for the whole in the others too: shares and rates do not sum.
    """
    sheets = [sheet for table in document.tables if (sheet := read_sheet(document, table))]
    wholes = {row.label for sheet in sheets for row in sheet.rows if row.sums}
    return tuple(
        replace(sheet, rows=tuple(replace(row, sums=row.sums or row.label in wholes) for row in sheet.rows)) for sheet in sheets
    )
