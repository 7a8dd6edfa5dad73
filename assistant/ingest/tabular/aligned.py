"""Tables set in columns by white space: chunks parted by wide gaps, standing under one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.tabular.build import assemble, chunks_of
from assistant.ingest.tabular.header import Heading, cell_of, find_heading
from assistant.ingest.tabular.lines import Line
from assistant.ingest.tabular.words import Atom, Word
from assistant.records import Cell, Table

_FEWEST_ROWS = 3
_MOST_ASKEW = 2  # lines of a header that may stand askew
_SHARE_ALIGNED = 0.7  # of a column's cells that begin, or end, in one place
_MOST_CELL = 60  # characters; longer chunks are prose with wide blanks in it


@dataclass(slots=True)
class _Column:
    """A column while it grows: the character columns it takes and its cells by line."""

    low: int
    high: int
    cells: dict[int, list[Word]]


def find_aligned(lines: Sequence[Line], taken: list[bool]) -> Iterator[Table]:
    """Yield the tables whose cells stand under one another and mark their lines as taken."""
    at = floor = tries = 0
    while at < len(lines):
        if taken[at] or len(_chunks(lines[at])) < 2:
            at += 1
            continue
        columns, stop = _grow(lines, taken, at)
        table = _table(lines, columns, at, floor)
        if table is not None and tries and not (table.header and table.header[0][0].text):
            table = None
        if table is not None:
            taken[at:stop] = [True] * (stop - at)
            floor = stop
            yield table
        # A header that stands askew of its columns spoils the rows: these are tried again without it.
        tries = 0 if table is not None or tries == _MOST_ASKEW else tries + 1
        at = at + 1 if tries else stop


def _chunks(line: Line) -> list[list[Word]]:
    """Part a line at its wide gaps; a line with a long chunk has none."""
    chunks = chunks_of(line.words)
    return chunks if all(chunk[-1].end - chunk[0].start <= _MOST_CELL for chunk in chunks) else []


def _grow(lines: Sequence[Line], taken: Sequence[bool], at: int) -> tuple[list[_Column], int]:
    """Add lines below ``at`` while their chunks fall into the columns; return these and the line after the last."""
    columns: list[_Column] = []
    index, stop = at, at + 1
    while index < len(lines) and not taken[index]:
        if lines[index].blank:
            index += 1
            continue
        if index > stop + 1 and lines[index].page == lines[stop - 1].page:  # two blank lines, and no page between
            break
        chunks = _chunks(lines[index])
        if len(chunks) < 2 or not _add(columns, chunks, lines[index], index):
            break
        index = stop = index + 1
    return columns, stop


def _add(columns: list[_Column], chunks: Sequence[list[Word]], line: Line, index: int) -> bool:
    """Put the chunks of a line into the columns that they stand in; False (and nothing done) where one bridges two."""
    places = [(chunk[0].start - line.start, chunk[-1].end - line.start) for chunk in chunks]
    homes: list[_Column | None] = []
    for low, high in places:
        over = [column for column in columns if low < column.high and column.low < high]
        if len(over) > 1 or (over and over[0] in homes):
            return False
        homes.append(over[0] if over else None)
    for home, chunk, (low, high) in zip(homes, chunks, places, strict=True):
        if home is None:
            home = _Column(low, high, {})
            columns.append(home)
        home.low, home.high = min(home.low, low), max(home.high, high)
        home.cells[index] = chunk
    return True


def _table(lines: Sequence[Line], columns: list[_Column], at: int, floor: int) -> Table | None:
    """Build the table of the columns; None where they are too few, too empty or not aligned."""
    columns.sort(key=lambda column: column.low)
    rows = sorted({index for column in columns for index in column.cells})
    kinds = [_valued(column, rows) for column in columns]
    if len(rows) < _FEWEST_ROWS or len(columns) < (2 if any(kinds) else 3) or kinds[0] and not any(kinds[1:]):
        return None
    if any(len(column.cells) * 2 < len(rows) or not _stands(column, lines) for column in columns):
        return None
    grid = [tuple(_cell(column, index) for column in columns) for index in rows]
    heads = _header_rows(grid, columns, rows, any(kinds))
    if len(rows) - heads < 2:
        return None
    heading = Heading(tuple(grid[:heads]), at) if heads else find_heading(lines, at, floor, len(columns))
    return assemble(lines, grid[heads:], heading, at, floor)


def _stands(column: _Column, lines: Sequence[Line]) -> bool:
    """Return whether most cells of a column begin or end under one another."""
    lefts = Counter(chunk[0].start - lines[index].start for index, chunk in column.cells.items())
    rights = Counter(chunk[-1].end - lines[index].start for index, chunk in column.cells.items())
    # A closing bracket or a footnote mark may hang over by one.
    most = max(ends[at] + ends[at + 1] for ends in (lefts, rights) for at in list(ends))
    return most >= _SHARE_ALIGNED * len(column.cells)


def _valued(column: _Column, rows: Sequence[int]) -> bool:
    """Return whether most cells of a column are values."""
    values = sum(len(chunk) == 1 and chunk[0].atom is not None for chunk in column.cells.values())
    return values * 2 > len(column.cells)


def _header_rows(grid: Sequence[tuple[Cell, ...]], columns: Sequence[_Column], rows: Sequence[int], valued: bool) -> int:
    """Return how many rows from the top name the columns: those without values, years apart."""
    if not valued:
        return 1
    for count, index in enumerate(rows[:4]):
        words = [column.cells[index][0] for column in columns[1:] if index in column.cells]
        if any(word.atom and word.atom is not Atom.PERIOD for word in words):
            return count
    return 1


def _cell(column: _Column, index: int) -> Cell:
    """Make the cell of one column on one line."""
    return cell_of(column.cells.get(index, ()))
