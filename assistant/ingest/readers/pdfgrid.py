"""From drawn grids to tables: one table over several pages, its header, what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.readers.draft import spread
from assistant.ingest.tabular.header import cell_of, find_caption
from assistant.ingest.tabular.lines import Line, is_numbered
from assistant.ingest.tabular.words import Atom, atom_of
from assistant.records import Cell, Span, Table

_SAME_EDGE = 4.0  # points: columns of one table over two pages stand under one another
_FULL_LINE = 40  # letters: a caption's line that goes on below is no shorter
_NUMBER = re.compile(r"\(?(?:\d+(?:[./-]\d+)*|[a-z])[.)]?")
_MOST_HEADING = 6  # words of one heading


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn grid with its text: the page, the x of its columns' left edges, the cells of its rows."""

    page: int
    edges: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    covered: tuple[tuple[bool, ...], ...]

    @property
    def span(self) -> Span:
        """From the first to the last character of its cells."""
        spans = [cell.span for row in self.rows for cell in row if cell.span]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def grid_tables(grids: Sequence[Grid], lines: Sequence[Line]) -> tuple[Table, ...]:
    """Return the tables of the grids, which come in the order of the text, whose lines are given."""
    tables: list[Table] = []
    for group in _over_pages(grids, lines):
        table = _table(group, lines, tables[-1].span.end if tables else 0)
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _over_pages(grids: Sequence[Grid], lines: Sequence[Line]) -> list[list[Grid]]:
    """Group the grids that are one table: alike in their columns, on pages that follow, nothing between them."""
    groups: list[list[Grid]] = []
    for grid in grids:
        last = groups[-1][-1] if groups else None
        if last is not None and _goes_on(last, grid, lines):
            groups[-1].append(grid)
        else:
            groups.append([grid])
    return groups


def _goes_on(last: Grid, grid: Grid, lines: Sequence[Line]) -> bool:
    alike = len(last.edges) == len(grid.edges) and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(last.edges, grid.edges, strict=True)
    )
    if not alike or grid.page - last.page > 1:
        return False
    return not any(last.span.end <= line.start and line.end <= grid.span.start and not line.blank for line in lines)


def _table(group: Sequence[Grid], lines: Sequence[Line], floor: int) -> Table | None:
    """Return the table of the grids, its first row the header where it names columns, a header that is repeated once."""
    rows = list(group[0].rows)
    for grid in group[1:]:
        again = [cell.text for cell in grid.rows[0]] == [cell.text for cell in rows[0]]
        rows += grid.rows[again:]
    heads = _heading_rows(rows)
    rows = [spread(row, group[0].covered[at]) if at < heads - 1 else row for at, row in enumerate(rows)]
    kept = [at for at in range(len(rows[0])) if any(row[at].text for row in rows)]
    rows = [tuple(row[at] for at in kept) for row in rows]
    if len(rows) == heads or len(kept) < 2 or len(rows) < 2:
        return None
    span = Span(group[0].span.start, group[-1].span.end)
    top = next(at for at in range(len(lines) - 1, -1, -1) if lines[at].start <= span.start)
    low = next((at for at in range(top, -1, -1) if lines[at].start < floor), -1) + 1
    caption = _caption(lines, top, low)
    table = Table(caption.text, span, tuple(rows[:heads]), tuple(rows[heads:]), group[0].page)
    return replace(table, span=Span(caption.span.start, span.end)) if caption.span else table


def _caption(lines: Sequence[Line], top: int, low: int) -> Cell:
    """Return the caption above line ``top``: a line further up belongs to it only where it fills its line."""
    first = find_caption(lines, top, low)[1]
    held = [at for at in range(first, top) if not lines[at].blank]
    above = next((at for at in range(first - 1, low - 1, -1) if not lines[at].blank), None)
    while len(held) > 1 and any(len(lines[at].folded) < _FULL_LINE for at in held[:-1]):
        above = held.pop(0)
    # The heading of an item is not the table's own; its number may stand on a line before it.
    numbered = held and (is_numbered(lines[held[0]]) or (above is not None and _NUMBER.fullmatch(lines[above].folded)))
    return cell_of([word for at in held for word in lines[at].words]) if held and not numbered else Cell("", None)


def _heading_rows(rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many rows name the columns: short words and no figures but years, above rows that hold more."""
    count = 0
    named_columns: set[int] = set()
    for row in rows[:4]:
        said = [cell.text for cell in row if cell.text]
        kinds = [atom_of(word) for text in said for word in text.split()[:1]]
        plain = all(len(text.split()) <= _MOST_HEADING - 2 * (text[-1] in ".;,") for text in said)
        named = count > 0 or any(map(str.isalpha, "".join(said)))
        if not plain or not named or any(kind not in (None, Atom.PERIOD) for kind in kinds):
            # Headings over several columns, then those of each: together they name all.
            return count if count > 1 and len(named_columns) >= len(row) - 1 and len(said) > 1 else 0
        count += 1
        named_columns |= {at for at, cell in enumerate(row) if cell.text}
        if len(said) >= len(row) - 1:
            return count
    return 0
