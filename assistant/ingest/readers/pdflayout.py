"""Where the words of a PDF page stand, so that a table whose text comes one cell a line is read by its rows.

Many programs write each cell of a table as a text of its own; the text layer then has a line for every cell, and only
the places on the page tell which stand side by side.  The stored text stays as pypdf extracts it: the tables are found
in a copy laid out by place, and their spans are led back to the stored text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.readers.plain import tile
from assistant.ingest.tables import find_tables
from assistant.records import Cell, Page, Span, Table

_SAME_LINE = 0.35  # of the letters' size: how far two baselines of one row may be apart
_LETTER = 0.4  # of the letters' size: the width of a narrow letter, so that words never reach into the next column
_GAP = 3  # blanks between two cells at least, so that they are told apart


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a page's text: its characters, where its baseline begins (points from below left), its size."""

    text: str
    x: float
    y: float
    size: float


class Collector:
    """Takes down the pieces of one page as pypdf extracts them (its ``visitor_text``)."""

    def __init__(self) -> None:
        self.pieces: list[Placed] = []

    def __call__(self, text: str, matrix: Sequence[float], place: Sequence[float], font: object, size: float) -> None:
        """Take one piece: its place is the text matrix seen through the page's."""
        if text:
            a, b, c, d, e, f = (float(number) for number in matrix)
            x, y = float(place[4]), float(place[5])
            tall = abs(float(size or 0) * float(place[3]) * d) or 10.0
            self.pieces.append(Placed(text, x * a + y * c + e, x * b + y * d + f, tall))


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page in the stored text: first offset, and the place of each line's first word, if known."""

    start: int
    text: str
    places: tuple[Placed | None, ...]

    def blanked(self, text: str) -> PageLines:
        """Return the page with parts of its text blanked out, lines and offsets kept."""
        kept = zip(text.split("\n"), self.places, strict=True)
        return PageLines(self.start, text, tuple(place if line.strip() else None for line, place in kept))


def page_lines(text: str, start: int, pieces: Sequence[Placed]) -> PageLines:
    """Return the places of a page's lines; none are known where the pieces do not make up the text."""
    lines = text.split("\n")
    if "".join(piece.text for piece in pieces).replace("\r\n", "\n") != text:
        return PageLines(start, text, (None,) * len(lines))
    places: list[Placed | None] = [None] * len(lines)
    at = 0
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            at += number > 0
            if part.strip() and places[at] is None and number == _first_words(piece.text):
                places[at] = piece
    return PageLines(start, text, tuple(places))


def _first_words(text: str) -> int:
    """Return on which line of a piece its first word stands: only that line's place is the piece's."""
    return next((number for number, part in enumerate(text.split("\n")) if part.strip()), 0)


def placed_tables(pages: Sequence[PageLines], tiled: tuple[Page, ...]) -> tuple[Table, ...] | None:
    """Return the tables of a document by the places of its words; None where no two lines stand side by side.

    Args:
        pages: The pages' lines and their places.
        tiled: The pages as stored.
    """
    laid, back, starts, merged = list[str](), list[int](), list[tuple[int, int]](), False
    length = 0
    for number, page in enumerate(pages, 1):
        starts.append((number, length))
        for row in _rows(page):
            merged = merged or len(row) > 1
            text, offsets = _laid_out(page, row)
            laid.append(text)
            back += [*offsets, offsets[-1] + 1 if offsets else page.start]
            length += len(text) + 1
    if not merged:
        return None
    whole = "\n".join(laid)
    found = find_tables(whole, tile(starts, len(whole)))
    return tuple(_led_back(table, back, tiled) for table in found)


def _rows(page: PageLines) -> list[list[tuple[int, str, Placed | None]]]:
    """Group the lines of a page that follow each other on one baseline from left to right."""
    rows: list[list[tuple[int, str, Placed | None]]] = []
    at = page.start
    for line, place in zip(page.text.split("\n"), page.places, strict=True):
        last = rows[-1][-1][2] if rows else None
        beside = place is not None and last is not None and abs(place.y - last.y) <= _SAME_LINE * last.size and place.x > last.x
        if beside:
            rows[-1].append((at, line, place))
        else:
            rows.append([(at, line, place)])
        at += len(line) + 1
    return rows


def _laid_out(page: PageLines, row: Sequence[tuple[int, str, Placed | None]]) -> tuple[str, list[int]]:
    """Return the words of a row with blanks between the cells, and the stored offset of each character."""
    if len(row) == 1:
        at, line, _ = row[0]
        return line, list(range(at, at + len(line)))
    text, back = "", list[int]()
    for at, line, place in row:
        begin = len(line) - len(line.lstrip())
        words = line.strip()
        column = int(place.x / (_LETTER * place.size)) if place else 0
        blanks = max(column - len(text), _GAP if text else 0)
        back += [at + begin] * blanks + list(range(at + begin, at + begin + len(words)))
        text += " " * blanks + words
    return text, back


def _led_back(table: Table, back: Sequence[int], pages: tuple[Page, ...]) -> Table:
    def span(laid: Span) -> Span:
        return Span(back[laid.start], back[laid.end - 1] + 1)

    def cells(row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(replace(cell, span=span(cell.span)) if cell.span else cell for cell in row)

    held = replace(table, span=span(table.span), header=tuple(map(cells, table.header)), rows=tuple(map(cells, table.rows)))
    first = next((cell.span.start for row in held.rows for cell in row if cell.span), held.span.start)
    return replace(held, page=next((page.number for page in reversed(pages) if page.span.start <= first), None))
