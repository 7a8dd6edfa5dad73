"""Tables in the text of a record that marks none: runs of rows, their header and their caption.

A table is told by its rows, lines of one signature; what stands above them is then read as header and caption.  When in
doubt a stretch stays prose: a figure from a line that was no table is worse than a table missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.tabular.aligned import find_aligned
from assistant.ingest.tabular.build import header_split, numeric_table
from assistant.ingest.tabular.lines import Line, lines_of
from assistant.ingest.tabular.marked import find_marked
from assistant.ingest.tabular.numeric import find_runs
from assistant.records import Page, Span, Table


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
    tables = list(find_marked(lines, taken))
    tables += find_aligned(lines, taken)
    tables += _numeric_tables(lines, taken)
    return tuple(sorted((_paged(table, pages) for table in tables), key=lambda table: table.span))


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
