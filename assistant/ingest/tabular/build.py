"""From a run of rows to a table: whether it is one, its text columns, header and caption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.ingest.tabular.header import Heading, cell_of, find_caption, find_heading
from assistant.ingest.tabular.lines import Line
from assistant.ingest.tabular.numeric import Run
from assistant.ingest.tabular.rows import Row, years_only
from assistant.ingest.tabular.stacked import stacked_heading
from assistant.ingest.tabular.words import Atom, Word
from assistant.records import Cell, Span, Table

_TYPED = frozenset({Atom.MONEY, Atom.PERCENT, Atom.DECIMAL})


def numeric_table(lines: Sequence[Line], run: Run, floor: int, splits: Mapping[str, tuple[int, ...]]) -> Table | None:
    """Build the table of a run; None where it is none.

    Args:
        lines: the lines of the text.
        run: the rows.
        floor: header and caption are read no higher than this line.
        splits: how headers of other tables part, words of each heading by the words of the header.

    Returns:
        The table, without its page.
    """
    rows = _numbered_labels(_without_years(run.rows))
    columns = len(rows[0].values)
    body = [row for row in rows if any(row.values)]
    money = all(word.atom is Atom.MONEY for row in body for word in row.values if word)
    loose = columns == 1 and not money and (len(rows) - len(body)) * 2 > len(body)
    if not body or loose or not _labels_stand(body):
        return None
    start = min(word.start for word in (*rows[0].label, *filter(None, rows[0].values)))
    top = next(index for index in range(rows[0].line, -1, -1) if lines[index].start <= start)
    cells = _text_columns(rows)
    suffixed = any(row.suffix for row in rows)
    texts = max(len(columns) for columns in cells)
    grid = [
        (*_pad(columns, texts), *(_value(word) for word in row.values), *((cell_of(row.suffix),) if suffixed else ()))
        for columns, row in zip(cells, rows, strict=True)
    ]
    heading = stacked_heading(lines, top, floor, grid) or find_heading(lines, top, floor, len(grid[0]))
    if heading is None and (heading := _known_heading(lines, top, floor, splits)):
        grid = [_pad(row, len(heading.rows[0])) for row in grid]
        heading = heading if len(grid[0]) == len(heading.rows[0]) else None
    if not _accepted(body, columns, heading if heading and heading.rows else None):
        return None
    if heading and heading.rows and (second := _second_header(rows[0], len(grid[0]))):
        heading, grid = replace(heading, rows=(*heading.rows, second)), grid[1:]
    return assemble(lines, grid, heading, top, floor)


def assemble(lines: Sequence[Line], grid: Sequence[tuple[Cell, ...]], heading: Heading | None, top: int, floor: int) -> Table:
    """Put rows, header and the caption above them together and span them."""
    caption, first = find_caption(lines, heading.first if heading else top, floor)
    cells = [caption, *(cell for row in (heading.rows if heading else ()) for cell in row)]
    cells += [cell for row in grid for cell in row]
    spans = [cell.span for cell in cells if cell.span]
    span = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Table(caption.text, span, heading.rows if heading else (), tuple(grid))


def header_split(table: Table) -> dict[str, tuple[int, ...]]:
    """Return how many words each heading of a one-row header has, by the header's words."""
    if len(table.header) != 1 or not all(cell.text for cell in table.header[0]):
        return {}
    texts = [cell.text for cell in table.header[0]]
    return {" ".join(texts): tuple(len(text.split()) for text in texts)}


def _second_header(row: Row, width: int) -> tuple[Cell, ...] | None:
    """Return the first row as a row of headings where it has no values but one word over every column of them."""
    if any(row.values) or not all(word.gap > 1 for word in row.label[1:]) or len(row.label) != width - 1:
        return None
    return (Cell("", None), *(cell_of([word]) for word in row.label))


def _known_heading(lines: Sequence[Line], top: int, floor: int, splits: Mapping[str, tuple[int, ...]]) -> Heading | None:
    """Part the line above the rows as another table parts the same words."""
    above = next((index for index in range(top - 1, max(floor, top - 4) - 1, -1) if not lines[index].blank), None)
    if above is None or (widths := splits.get(lines[above].folded)) is None or sum(widths) != len(lines[above].words):
        return None
    cells, at = list[Cell](), 0
    for width in widths:
        cells.append(cell_of(lines[above].words[at : at + width]))
        at += width
    return Heading((tuple(cells),), above)


def _without_years(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Drop a first row that holds nothing but years where the others do not: it is the header."""
    return rows[1:] if len(rows) > 1 and years_only(rows[0]) else rows


def _numbered_labels(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Take "Phase 1", "Phase 2" ... for labels where one word is counted up before the values."""
    full = [row for row in rows if any(row.values)]
    if len(full) < 2 or len(full[0].values) < 2 or len({tuple(word.text for word in row.label) for row in full}) > 1:
        return rows
    counted = [row.values[0].text for row in full if row.values[0]]
    first = int(counted[0]) if counted and counted[0].isdigit() else 0
    if not full[0].label or counted != [str(first + at) for at in range(len(full))]:
        return rows
    return tuple(replace(row, label=(*row.label, *filter(None, row.values[:1])), values=row.values[1:]) for row in rows)


def _labels_stand(rows: Sequence[Row]) -> bool:
    """Return whether most labels begin as labels do: not in the middle of a sentence."""
    stray = sum(bool(row.label) and row.label[0].text[0].islower() for row in rows)
    return stray * 3 <= len(rows)


def _accepted(rows: Sequence[Row], columns: int, heading: Heading | None) -> bool:
    """Return whether the rows are a table: the fewer columns, the more rows and signs it takes."""
    atoms = Counter(word.atom for row in rows for word in row.values if word)
    values = sum(count for atom, count in atoms.items() if atom is not Atom.NULL)
    if not values or atoms[Atom.DATE] + atoms[Atom.NULL] == sum(atoms.values()):
        return False
    if columns == 2 and any(
        all((word := row.values[at]) is not None and word.atom is Atom.NULL for row in rows) for at in (0, 1)
    ):
        return False  # "Refuge - 17": a dash that parts, not an empty cell
    typed = sum(atoms[atom] for atom in _TYPED) + _grouped(rows)
    if columns >= 2:
        if len(rows) >= 3 or (len(rows) == 2 and typed == values):
            return True
        # One row alone is a table only under a header that names its labels too.
        named = heading is not None and (len(rows) == 2 or bool(heading.rows[0][0].text))
        return named and (len(rows) == 2 or typed * 2 >= values)
    if all(row.label[0].atom is Atom.NULL for row in rows if row.label):
        return False  # a list with dashes
    if heading is None:
        return len(rows) >= 3 and typed * 3 >= values * 2
    if heading.rows[0][-1].text.lower().rstrip(".s") in ("page", "page no", "item"):
        return False
    return len(rows) >= 3 and (typed * 2 >= values or not _counting(rows))


def _grouped(rows: Sequence[Row]) -> int:
    """Return how many plain numbers are written with thousands separators."""
    return sum(word is not None and word.atom is Atom.NUMBER and "," in word.text for r in rows for word in r.values)


def _counting(rows: Sequence[Row]) -> bool:
    """Return whether single values only ever rise, as page and item numbers do."""
    numbers = [int("".join(filter(str.isdigit, row.values[0].text)) or 0) for row in rows if row.values[0]]
    return all(a <= b for a, b in zip(numbers, numbers[1:], strict=False))


def _text_columns(rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """Part the labels into text columns where dates lead them or wide gaps part nearly all of them alike."""
    led = [row.label[0] if len(row.label) > 1 and row.label[0].atom is Atom.DATE else None for row in rows]
    valued = [any(row.values) for row in rows]
    leading = sum(word is not None for word in led) * 2 >= sum(valued)
    labels = [row.label[1:] if leading and lead else row.label for row, lead in zip(rows, led, strict=True)]
    chunked = [chunks_of(label) for label in labels]
    width = Counter(len(chunks) for chunks, full in zip(chunked, valued, strict=True) if full).most_common(1)
    parted = width[0][0] > 1 and width[0][1] * 5 >= sum(valued) * 4
    parts = [
        tuple(cell_of(chunk) for chunk in chunks) if parted and len(chunks) == width[0][0] else (cell_of(label),)
        for chunks, label in zip(chunked, labels, strict=True)
    ]
    if not leading:
        return parts
    return [(cell_of((lead,)) if lead else Cell("", None), *part) for lead, part in zip(led, parts, strict=True)]


def chunks_of(words: Sequence[Word]) -> list[list[Word]]:
    """Part words at gaps of two or more columns."""
    out: list[list[Word]] = []
    for at, word in enumerate(words):
        if at and word.gap < 2:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _pad(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Fill a row of text cells up to the width with empty ones."""
    return (*cells, *(Cell("", None),) * (width - len(cells)))


def _value(word: Word | None) -> Cell:
    """Make the cell of one value."""
    return cell_of((word,)) if word else Cell("", None)
