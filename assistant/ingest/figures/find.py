"""Every figure of a record as a typed value: numeric table cells, and the numbers of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.figures.columns import counted_in
from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.figures.sentences import sentence_figures
from assistant.ingest.figures.sheet import Column, Form, Row, Sheet, implied, sheets_of
from assistant.ingest.values import Unit, Value
from assistant.language import sentences
from assistant.records import Document, Figure, Span

# Most sentences hold no number, and looking closer costs far more than this.
_MAY_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fif|twent|fort|dozen|hundred|thousand|half)", re.I
)
_PER = re.compile(r"\b(?:per|for every)\s+(?:[\d,]+|thousand|head|capita)(?:\s+(?:of\s+(?:the\s+)?)?[a-z]+\.?)?", re.I)
_RATE = re.compile(r"\brates?\b|\bper\s+(?:[\d,]+|thousand|head|capita)", re.I)


def find_figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures of a document in order of place.

    Figures that are dates, minute, item, page or section numbers are left out.  A cell is the figure of its column's
    measure and period for its row; a number in a sentence is that of the words beside it.
    """
    tables = [table.span for table in document.tables]
    found = [figure for sheet in sheets_of(document) for figure in _of_sheet(sheet)]
    for place in _stretches(document, tables):
        for sentence in sentences(document.text, place):
            if _MAY_COUNT.search(document.text, sentence.start, sentence.end):
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


def _unit(sheet: Sheet, column: Column, value: Value) -> str:
    """Return the unit of a column that names none: for a rate what the caption says it is counted on, else the value's."""
    if column.form is not Form.RATE and not _RATE.search(column.heading) or value.unit not in (Unit.COUNT, Unit.RATE):
        return str(value.unit)
    told = _PER.search(column.heading) or _PER.search(sheet.caption)
    return " ".join(told[0].split()) if told else str(Unit.RATE)


def _named(column: Column) -> str:
    """Return what a heading says of its column beside the period, "" where it says nothing more."""
    if column.period is None:
        return column.heading
    rest = " ".join(read_periods(column.heading)[1].split()).strip(" -–,:")
    return rest if column.terms else ""


def _periods(sheet: Sheet, column: Column, row: Row) -> Sequence[Period]:
    """Return the period of a cell, or the two that a change lies between: of its column, its row, the caption, if any."""
    if own := column.period or row.period:
        return [own]
    told = read_periods(sheet.caption)[0]
    if column.form in (Form.CHANGE, Form.PERCENT_CHANGE):
        held = [one.period for one in sheet.columns if one.period and one.form is Form.LEVEL]
        levels = {(period.first, period.last): period for period in held}
        return [levels[key] for key in sorted(levels)] if len(levels) == 2 else told[:2] if len(told) == 2 else ()
    return told if len(told) == 1 else ()


def _of_sheet(sheet: Sheet) -> Iterator[Figure]:
    for row in sheet.rows:
        for column in sheet.columns:
            cell = sheet.table.rows[row.index][column.index]
            value = sheet.values.get((row.index, column.index))
            if value is None or cell.span is None or column.form is Form.TEXT:
                continue
            amount = implied(sheet, row, column) or value.value
            change = column.form in (Form.CHANGE, Form.PERCENT_CHANGE)
            measure = " – ".join(filter(None, (sheet.measure, _named(column)))) or column.heading
            words = " to ".join(period.words for period in _periods(sheet, column, row))
            label = f"{row.parent} – {row.label}" if row.parent else row.label
            unit = column.unit or _unit(sheet, column, value)
            if unit == str(Unit.COUNT) and not change:
                unit = counted_in(row.label) or counted_in(column.heading) or counted_in(sheet.caption) or unit
            yield Figure(
                float(amount), unit, measure, label, words, value.qualifier, change,
                cell.span, sheet.row_span(row),
            )  # fmt: skip
