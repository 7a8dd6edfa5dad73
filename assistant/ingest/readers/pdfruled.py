"""Tables that a PDF page draws with rulings: pdfplumber says which letters stand in which cell.

pypdf joins what stands on one baseline, so its text does not tell where a cell ends.  Only pages on which a grid is
drawn are read a second time, letter by letter; both readers go through a page in the order it was written, so each letter
is led back to its place in the stored text.  What a cell says is always its span of the stored text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.ingest.readers.pdfgrid import Grid, grid_tables
from assistant.ingest.tabular.lines import lines_of
from assistant.records import Cell, Page, Span, Table

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

_PAINTS = frozenset((b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"))
_FEWEST_RULES = 4  # painted shapes, the fewest that make a grid of two by two
_THIN = 3.0  # points: a filled shape no thicker is a line, a thicker one shades what lies on it
_PAGE = 0.9  # of width and height: a frame round the whole page
# Underlined words end in a host of tiny edges that would pull the rulings between them together.
_SETTINGS = {"edge_min_length_prefilter": 3, "snap_tolerance": 2}
_GLYPHS = {"\u2019": "'", "\u2018": "'", "\u00a0": ""}


class Rulings:
    """Counts the shapes that a page paints (pypdf's ``visitor_operand_before``): a page with few has no grid."""

    def __init__(self) -> None:
        self._open = 0
        self._painted = 0

    def __call__(self, operator: bytes, operands: object, matrix: object, place: object) -> None:
        """Take one operator of the page."""
        if operator == b"re" or operator == b"l":
            self._open += 1
        elif operator == b"n":
            self._open = 0
        elif self._open and operator in _PAINTS:
            self._painted += self._open
            self._open = 0

    @property
    def gridded(self) -> bool:
        """Whether the page paints enough for a table."""
        return self._painted >= _FEWEST_RULES


def ruled_tables(data: bytes, text: str, pages: tuple[Page, ...], gridded: Sequence[int]) -> tuple[Table, ...]:
    """Return the tables that the pages draw.

    Args:
        data: The bytes of the PDF, which opens without a password.
        text: The stored text.
        pages: Its pages.
        gridded: The numbers of the pages to look at, from 1, rising.

    Returns:
        The tables in order; one that goes on over the page is a single table.  Empty rows and columns are left out.
    """
    import pdfplumber

    grids: list[Grid] = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        for number in gridded:
            grids += _grids(pdf.pages[number - 1], pages[number - 1], text)
            pdf.pages[number - 1].close()
    if not grids:
        return ()
    return grid_tables(grids, lines_of(text, pages, None))


def without(text: str, tables: Sequence[Table], start: int = 0) -> str:
    """Return the text (which stands at ``start``) with the tables blanked out, line ends kept."""
    for table in tables:
        low, high = max(table.span.start - start, 0), max(min(table.span.end - start, len(text)), 0)
        if low < high:
            blank = "".join(character if character == "\n" else " " for character in text[low:high])
            text = text[:low] + blank + text[high:]
    return text


def _grids(plumbed: PlumberPage, page: Page, text: str) -> Iterator[Grid]:
    """Yield the grids of one page from top to bottom, those whose cells' letters stand together in the text."""
    found = plumbed.filter(lambda shape: _rules(shape, plumbed.width, plumbed.height)).find_tables(_SETTINGS)
    if not found:
        return
    offsets = _offsets(plumbed.chars, page.span.of(text), page.span.start)
    grids = []
    for drawn in found:
        edges = sorted({round(cell[0], 1) for row in drawn.rows for cell in row.cells if cell})
        inside = _inside(plumbed.chars, drawn.bbox)
        rows = [tuple(_cell(box, plumbed.chars, inside, offsets, text) for box in row.cells) for row in drawn.rows]
        grid = _filled(page.number, edges, rows, [[box is None for box in row.cells] for row in drawn.rows])
        if grid is not None and _apart(grid):
            grids.append(grid)
    yield from sorted(grids, key=lambda grid: grid.span)


def _rules(shape: Mapping[str, Any], width: float, height: float) -> bool:
    """Return whether a thing on a page can rule a table: letters stay, shading and frames round the page go."""
    if shape["object_type"] not in ("rect", "curve"):
        return True
    if min(shape["width"], shape["height"]) <= _THIN:
        return True
    framed = shape["width"] > _PAGE * width and shape["height"] > _PAGE * height
    return shape["object_type"] == "rect" and bool(shape["stroke"]) and not framed


def _offsets(chars: Sequence[Mapping[str, Any]], text: str, start: int) -> list[int | None]:
    """Return the place of each letter in the stored text, None where the two readers differ."""
    ours = [(_GLYPHS.get(character, character), start + at) for at, character in enumerate(text) if not character.isspace()]
    theirs = [
        (_GLYPHS.get(letter, letter), at)
        for at, char in enumerate(chars)
        for letter in char["text"]
        if not letter.isspace() and letter != "\u00a0"
    ]
    ours = [pair for pair in ours if pair[0]]
    offsets: list[int | None] = [None] * len(chars)
    words, others = "".join(letter for letter, _ in ours), "".join(letter for letter, _ in theirs)
    blocks = (
        [(0, 0, len(words))] if words == others else SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    )
    for a, b, size in blocks:
        for step in range(size):
            offsets[theirs[b + step][1]] = ours[a + step][1]
    return offsets


def _inside(chars: Sequence[Mapping[str, Any]], box: Sequence[float]) -> list[int]:
    """Return the indexes of the letters whose middle lies in the box (left, top, right, bottom)."""
    left, top, right, bottom = box
    return [
        at
        for at, char in enumerate(chars)
        if left <= (char["x0"] + char["x1"]) / 2 < right and top <= (char["top"] + char["bottom"]) / 2 < bottom
    ]


def _cell(
    box: Sequence[float] | None,
    chars: Sequence[Mapping[str, Any]],
    inside: Sequence[int],
    offsets: Sequence[int | None],
    text: str,
) -> Cell:
    """Return what stands in a box; what a merged cell covers is empty."""
    if box is None:
        return Cell("", None)
    left, top, right, bottom = box
    held = [
        place
        for at in inside
        if left <= (chars[at]["x0"] + chars[at]["x1"]) / 2 < right
        and top <= (chars[at]["top"] + chars[at]["bottom"]) / 2 < bottom
        and (place := offsets[at]) is not None
    ]
    if not held:
        return Cell("", None)
    span = Span(min(held), max(held) + 1)
    return Cell(" ".join(span.of(text).split()), span)


def _filled(
    page: int, edges: Sequence[float], rows: Sequence[tuple[Cell, ...]], covered: Sequence[Sequence[bool]]
) -> Grid | None:
    """Return the grid without its empty rows; None where it is a frame, or all but empty."""
    over = tuple(tuple(held) for held, row in zip(covered, rows, strict=True) if any(cell.text for cell in row))
    filled = [row for row in rows if any(cell.text for cell in row)]
    width = max((len(row) for row in filled), default=0)
    if width < 2 or len(edges) != width or not any(sum(bool(cell.text) for cell in row) > 1 for row in filled):
        return None
    return Grid(page, tuple(edges), tuple((*row, *(Cell("", None),) * (width - len(row))) for row in filled), over)


def _apart(grid: Grid) -> bool:
    """Return whether no two cells' spans overlap: otherwise the text is not written cell by cell."""
    spans = sorted(cell.span for row in grid.rows for cell in row if cell.span)
    return all(before.end <= after.start for before, after in pairwise(spans))
