"""The same figure in two places with two values: compared over sheets of one measure, row and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.answering.figures.results import entry_of
from assistant.ingest.figures.oddities import Oddity
from assistant.ingest.figures.sheet import Entry, Form, Sheet
from assistant.language import content_terms

_Key = tuple[frozenset[str], str, frozenset[str], object, object, str]


def disagreements(sheets: Iterable[Sheet]) -> list[tuple[str, Sheet, Oddity]]:
    """Return figures that two tables print with different values for one measure, row, sort of column and period.

    A target is compared with targets and an actual figure with actual ones: what a heading says beside its period.
    """
    seen: dict[_Key, tuple[Sheet, Entry]] = {}
    found = []
    for sheet in sheets:
        for key, entry in _keyed(sheet):
            first = seen.setdefault(key, (sheet, entry))
            if first[1].value != entry.value and first[0] is not sheet:
                told = (
                    f"{entry.row.label}, {entry.column.heading}: printed {entry.printed} here, "
                    f"{first[1].printed} in {first[0].document.name}"
                )
                cells = ((entry.row.index, entry.column.index),)
                found.append((sheet.document.name, sheet, Oddity("disagreement", told, cells)))
    return found


def _keyed(sheet: Sheet) -> Iterator[tuple[_Key, Entry]]:
    measure = frozenset(content_terms(sheet.measure))
    for row in sheet.rows:
        for column in sheet.columns:
            entry = entry_of(sheet, row, column)
            if entry and column.period and column.form is Form.LEVEL and measure:
                label = f"{row.parent} {row.label}".casefold()
                yield (measure, label, column.terms, column.period.first, column.period.last, column.unit), entry
