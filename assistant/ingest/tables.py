"""Tables in the text of a record that marks none: runs of rows, their header and their caption.

A table is told by its rows, lines of one signature; what stands above them is then read as header and caption.  When in
doubt a stretch stays prose: a figure from a line that was no table is worse than a table missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.tabular.aligned import find_aligned
from assistant.ingest.tabular.build import header_split, numeric_table
from assistant.ingest.tabular.lines import Line, lines_of
from assistant.ingest.tabular.marked import find_marked
from assistant.ingest.tabular.numeric import find_runs
from assistant.ingest.tabular.words import atom_of
from assistant.records import Page, Span, Table

_CONTINUED = re.compile(r"\(?\b(?:continued|cont(?:\W?d)?)\b\.?\)?", re.IGNORECASE)
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|\W", re.IGNORECASE)


def find_tables(text: str, pages: tuple[Page, ...] = (), within: Span | None = None) -> tuple[Table, ...]:
    """Find the tables of a text.

    Args:
        text: the stored text of a record; every span counts its characters.
        pages: the printed pages, where there are any: they give the tables' page numbers and tell furniture.
        within: look in this part of the text only.

    Returns:
        The tables in the order of the text, no two overlapping.  A table's span runs from the first character of its
        caption (or header, or row) to the end of its last row.  The text of a cell is its span with white space
        folded; an empty cell has no span.  Every row is as wide as the header.
    """
    lines = lines_of(text, pages, within)
    taken = [False] * len(lines)
    tables = [table for table in find_marked(lines, taken) if not is_layout(table)]
    tables += find_aligned(lines, taken)
    tables += _numeric_tables(lines, taken)
    found = _apart(sorted((_paged(table, pages) for table in tables), key=lambda table: table.span))
    return tuple(_joined(found, lines)) if pages else tuple(found)


def _apart(tables: Sequence[Table]) -> list[Table]:
    """Leave out a table that overlaps the one before it: two readings of the same lines."""
    out: list[Table] = []
    for table in tables:
        if not out or out[-1].span.end <= table.span.start:
            out.append(table)
    return out


def is_layout(table: Table) -> bool:
    """Return whether a table that a format marks only places text: a list beside its numbers, or two lists side by side.

    A list has marks alone ("2.", "b)", a bullet) before its texts.  Two lists have no header, no figures, and
    the second is far the shorter.
    """
    rows = (*table.header, *table.rows)
    if any(len(row) != 2 for row in rows):
        return False
    firsts, seconds = [row[0].text for row in rows], [row[1].text for row in rows]
    if any(firsts) and all(not text or _LIST_MARK.fullmatch(text) for text in firsts):
        return True
    figures = any(atom_of(text) for text in seconds if text)
    return not table.header and not figures and sum(map(bool, seconds)) * 2 < len(rows)


def _joined(tables: Sequence[Table], lines: Sequence[Line]) -> list[Table]:
    """Join the tables that go on over a page: the header is printed again, and nothing else stands between."""
    out: list[Table] = []
    for table in tables:
        if out and _goes_on(out[-1], table, lines):
            first = out.pop()
            table = replace(first, span=Span(first.span.start, table.span.end), rows=first.rows + table.rows)
        out.append(table)
    return out


def _goes_on(first: Table, second: Table, lines: Sequence[Line]) -> bool:
    heads = [[[cell.text for cell in row] for row in table.header] for table in (first, second)]
    again = _CONTINUED.sub("", second.caption).strip(" -\u2013:")
    if first.page == second.page or not heads[0] or heads[0] != heads[1] or again not in ("", first.caption):
        return False
    return not any(first.span.end <= line.start and line.end <= second.span.start and not line.blank for line in lines)


def _numeric_tables(lines: Sequence[Line], taken: list[bool]) -> list[Table]:
    """Read the runs of rows twice: a header that one table shows how to split is known for the others of its words."""
    runs = find_runs(lines, taken)
    splits: dict[str, tuple[int, ...]] = {}
    for _ in range(2):
        found, floor = list[Table](), 0
        for run in runs:
            top = next((index for index in range(run.first - 1, floor - 1, -1) if taken[index]), floor - 1) + 1
            table = numeric_table(lines, run, top, splits)
            if table is not None:
                found.append(table)
                splits |= header_split(table)
                floor = run.last + 1
    return found


def _paged(table: Table, pages: tuple[Page, ...]) -> Table:
    """Add the page that holds the table's first row."""
    start = next((cell.span.start for row in table.rows for cell in row if cell.span), table.span.start)
    number = next((page.number for page in reversed(pages) if page.span.start <= start), None)
    return replace(table, page=number)
