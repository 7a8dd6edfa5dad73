"""Tables of words as a question sees them: decisions, actions, appeals, and the statuses beside figures.

Tables of one record under the same headings, one for each service, are one table here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.ingest.figures.columns import is_numeric, label_columns
from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.values import parse_value, without_emphasis
from assistant.language import content_terms, fold, terms
from assistant.records import Access, Document, Item, Span, Table

_TOP = 400  # characters in which a record says whose it is
_DENIES = frozenset(terms("no not none never without un"))
_EMPTY = re.compile(r"n/?a|not (?:available|applicable|known)", re.I)
_FEW = 4  # content terms of a cell that is a status or a name, not a sentence
_REFERENCE = 5  # characters from which a reference names its row better than its label does


@dataclass(frozen=True)
class WordRow:
    """A row: its table, its item in the document (None for none), and its cells as printed."""

    table: Table
    item: int | None
    index: int
    cells: tuple[str, ...]

    @cached_property
    def said(self) -> tuple[frozenset[str], ...]:
        """The content terms of each cell."""
        return tuple(frozenset(content_terms(cell)) for cell in self.cells)

    @cached_property
    def place(self) -> Span:
        """Where it stands."""
        spans = [cell.span for cell in self.table.rows[self.index] if cell.span]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def holds(self, column: int, wanted: Iterable[str], denied: bool) -> bool:
        """Return whether a cell is what is said of it: a status or name that says the words, or a sentence that begins so.

        Args:
            column: Its column.
            wanted: The terms.
            denied: Whether the question denies; a cell that does ("Not started") says nothing to one that does not.
        """
        cell = terms(self.cells[column])
        content = content_terms(self.cells[column])
        if not content or bool(_DENIES & set(cell)) != denied:
            return False
        held = content if len(content) <= _FEW else content[:1]
        return all(term in held for term in wanted)

    def differs(self, column: int, wanted: Iterable[str]) -> bool:
        """Return whether a cell says something, and not these terms."""
        return bool(self.said[column]) and not _EMPTY.fullmatch(self.cells[column]) and not self.said[column] & set(wanted)


@dataclass(frozen=True)
class WordTable:
    """Tables of one document under the same headings; ``partial`` where rows of one are kept from the asker."""

    document: Document
    headings: tuple[str, ...]
    rows: tuple[WordRow, ...]
    label: int
    code: int | None
    numeric: frozenset[int]
    partial: bool = False

    @cached_property
    def heading_terms(self) -> tuple[frozenset[str], ...]:
        """The content terms of each heading."""
        return tuple(frozenset(content_terms(heading)) for heading in self.headings)

    @cached_property
    def kind_terms(self) -> frozenset[str]:
        """Terms of what the rows are: the headings over their names, captions, and headings of the items."""
        named = {t for column in (self.label, self.code) if column is not None for t in self.heading_terms[column]}
        items = [self.document.items[row.item].heading for row in self.rows if row.item is not None]
        captions = [row.table.caption for row in self.rows]
        return frozenset(named | set(content_terms(" ".join(dict.fromkeys([*items, *captions])))))

    @cached_property
    def around_terms(self) -> frozenset[str]:
        """Terms of the document's title, body, file name and first lines."""
        one = self.document
        named = re.sub(r"[-_.]+", " ", one.name)
        return frozenset(content_terms(f"{one.title} {one.body} {one.kind.value} {named} {self._top}"))

    @property
    def _top(self) -> str:
        return self.document.text[: min([_TOP, *(table.span.start for table in self.document.tables)])]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Periods of the headings, earliest first; where these have none, those of captions, title and meeting."""
        held = [p for heading in self.headings for p in read_periods(heading)[0]]
        said = " ".join([*(row.table.caption for row in self.rows[:1]), self.document.title, self._top])
        held = held or list(read_periods(said)[0])
        held += [Period(str(day), day, day, "day") for day in self.document.meeting_dates]
        return tuple(sorted(held, key=lambda period: period.last))

    @property
    def latest(self) -> date:
        """The last day that it speaks of."""
        return self.periods[-1].last if self.periods else date.min

    def named(self, row: WordRow) -> tuple[int, ...]:
        """Return the columns that name a row: its reference, where that is one, then its label."""
        code = row.cells[self.code] if self.code is not None else ""
        return (self.code, self.label) if self.code is not None and len(code) >= _REFERENCE else (self.label,)


def word_tables(documents: Sequence[Document], accesses: Sequence[Access]) -> list[WordTable]:
    """Return the tables with headings of some documents, those in items that the asker may not see left out."""
    found: list[WordTable] = []
    for document in documents:
        groups: dict[tuple[str, ...], list[WordRow]] = {}
        closed: list[Table] = []
        for table in document.tables:
            at = next((i for i, item in enumerate(document.items) if item.span.contains(table.span)), None)
            if not table.header:
                continue
            if _access(document, None if at is None else document.items[at]) not in accesses:
                closed.append(table)
                continue
            headings = tuple(fold(" ".join(row[c].text for row in table.header if c < len(row))) for c in range(_width(table)))
            groups.setdefault(headings, []).extend(_rows(table, at))
        for headings, rows in groups.items():
            partial = any(row.table.header == table.header for row in rows for table in closed)
            found += [replace(one, partial=partial)] if (one := _table(document, headings, rows)) else []
    return found


def _access(document: Document, item: Item | None) -> Access:
    return item.access if item else document.access


def _width(table: Table) -> int:
    return max(len(row) for row in (*table.header, *table.rows))


def _rows(table: Table, item: int | None) -> list[WordRow]:
    width = _width(table)
    return [
        WordRow(table, item, at, tuple(without_emphasis(cell.text) for cell in row) + ("",) * (width - len(row)))
        for at, row in enumerate(table.rows) if any(cell.span for cell in row)
    ]  # fmt: skip


def _table(document: Document, headings: tuple[str, ...], rows: Sequence[WordRow]) -> WordTable | None:
    if len(headings) < 2 or not rows or sum(map(bool, headings)) < 2:
        return None
    first = rows[0].table
    values = {(r, c): parse_value(cell.text) for r, row in enumerate(first.rows) for c, cell in enumerate(row)}
    numeric = [is_numeric(first, values, c) for c in range(len(headings))]
    label, code = label_columns(first, numeric)
    if label is None:
        return None
    held = frozenset(c for c, figures in enumerate(numeric) if figures)
    return WordTable(document, headings, tuple(rows), label, code, held)
