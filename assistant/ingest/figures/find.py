"""Every figure of a record as a typed value: numeric table cells, and the numbers of its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.ingest.figures.sentences import sentence_figures
from assistant.ingest.figures.sheet import Form, Sheet, implied, sheets_of
from assistant.language import sentences
from assistant.records import Document, Figure, Span


def find_figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures of a document in order of place.

    Figures that are dates, minute, item, page or section numbers are left out.  A cell is the figure of its column's
    measure and period for its row; a number in a sentence is that of the words beside it.
    """
    tables = [table.span for table in document.tables]
    found = [figure for sheet in sheets_of(document) for figure in _of_sheet(sheet)]
    for place in _stretches(document, tables):
        for sentence in sentences(document.text, place):
            found += sentence_figures(document, sentence)
    return tuple(sorted(found, key=lambda figure: figure.span))


def _stretches(document: Document, tables: list[Span]) -> Iterator[Span]:
    """Yield the parts of the items between their tables, headings left out."""
    for whole in [item.span for item in document.items] or [Span(0, len(document.text))]:
        at = whole.start
        for table in sorted(t for t in tables if whole.overlaps(t)):
            if table.start > at:
                yield Span(at, table.start)
            at = max(at, table.end)
        if at < whole.end:
            yield Span(at, whole.end)


def _of_sheet(sheet: Sheet) -> Iterator[Figure]:
    for row in sheet.rows:
        for column in sheet.columns:
            cell = sheet.table.rows[row.index][column.index]
            value = sheet.values.get((row.index, column.index))
            if value is None or cell.span is None or column.form is Form.TEXT:
                continue
            amount = implied(sheet, row, column) or value.value
            change = column.form in (Form.CHANGE, Form.PERCENT_CHANGE)
            plain = column.period is not None and column.form is Form.LEVEL
            measure = sheet.measure if plain else f"{sheet.measure} – {column.heading}" if sheet.measure else column.heading
            periods = [column.period] if column.period else [row.period] if row.period else sheet.periods
            words = " to ".join(period.words for period in periods if period)
            label = f"{row.parent} – {row.label}" if row.parent else row.label
            yield Figure(
                float(amount), column.unit or str(value.unit), measure, label, words, value.qualifier, change,
                cell.span, sheet.row_span(row),
            )  # fmt: skip
