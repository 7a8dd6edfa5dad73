"""Tables whose columns can be told apart: cells between bars, tabs or wide gaps, or one word over each figure.

A grid knows what stands over each of its cells, so that a target is not taken for the actual figure beside it, nor a
figure for that of a period whose own cell is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(r"[^\n]+")
_SEPARATOR: Final = re.compile(r"\s*:?-{2,}:?\s*")
_NUMBER: Final = r"[-+(<>~=]{0,2}\s?[£$€]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+"
_VALUE: Final = re.compile(
    rf"\(?(?:{_NUMBER})(?:\s?(?:%|pp|k|m|bn|million))?\)?(?:\s*[/±]\s*(?:{_NUMBER})%?)?[*†]{{0,3}}(?:\s*\(.*\))?", re.I
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?\d{2,4})?")
_VOID: Final = re.compile(r"n\s?/\s?a|n\.a\.?|-+|\.\.+|not (?:available|applicable|recorded|collected)|tbc|", re.I)
_WIDE: Final = re.compile(r" {2,}")
_FLAT: Final = re.compile(rf"(?P<label>[^\d\n]*[^\W\d_][^\d\n]*?)(?P<cells>(?:\s(?:{_NUMBER}%?|n/?a|-)(?=\s|$))+)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Square:
    """One cell as printed: its words and where they stand in the folded text."""

    start: int
    end: int
    text: str

    @property
    def figure(self) -> bool:
        """Whether it holds a figure and nothing else; a year is none."""
        return bool(_VALUE.fullmatch(self.text)) and not _YEAR.fullmatch(self.text)

    @property
    def void(self) -> bool:
        """Whether it says that there is no figure."""
        return bool(_VOID.fullmatch(self.text))


Row = tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of headings and the rows of figures of one table."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]

    def over(self, column: int) -> tuple[Square, ...]:
        """Return what stands over a column, top first, repeated words once."""
        width = len(self.body[0])
        found: dict[str, Square] = {}
        for row in self.head:
            if len(row) == width and row[column].text:
                found.setdefault(row[column].text, row[column])
        return tuple(found.values())

    def label(self, row: Row) -> tuple[Square, ...]:
        """Return the cells of a row that name it: the text before its first figure."""
        named: list[Square] = []
        for square in row:
            if square.figure and named:
                break
            if not square.void and not square.figure:
                named.append(square)
        return tuple(named)


def grids(text: str) -> list[Grid]:
    """Return the tables of a folded text in order."""
    found: list[Grid] = []
    block: list[tuple[int, Row]] = []
    last = 0
    for match in _LINE.finditer(text):
        row = _split(text, match.start(), match.end())
        # Rows cited one by one stand in paragraphs of their own.
        near = match.start() - last <= 1 or bool(block) and len(row) == len(block[-1][1])
        if block and (len(row) < 2 or not near):
            found += _grid(block)
            block = []
        if len(row) > 1:
            block.append((match.start(), row))
        last = match.end()
    return [*found, *_grid(block), *_flat(text)]


def _split(text: str, start: int, end: int) -> Row:
    line = text[start:end]
    marks = "|" if "|" in line else "\t" if "\t" in line.strip() else None
    pattern = re.compile(re.escape(marks)) if marks else _WIDE
    bare = line.rstrip()
    first = 1 if bare.lstrip().startswith("|") and bare.endswith("|") and len(bare.strip()) > 1 else 0
    pieces, at = [], 0
    if not marks:
        at = len(line) - len(line.lstrip())
    for cut in [*((m.start(), m.end()) for m in pattern.finditer(bare, at)), (len(bare), len(bare))]:
        piece = line[at : cut[0]]
        lead = len(piece) - len(piece.lstrip())
        pieces.append(Square(start + at + lead, start + at + len(piece.rstrip()), piece.strip()))
        at = cut[1]
    return tuple(pieces[first : len(pieces) - first] if first else pieces)


def _grid(block: Sequence[tuple[int, Row]]) -> Iterator[Grid]:
    rows = [row for _, row in block]
    ruled = next((i for i, row in enumerate(rows) if all(_SEPARATOR.fullmatch(s.text) for s in row)), None)
    rows = [row for row in rows if not all(_SEPARATOR.fullmatch(s.text) for s in row)]
    top = next((i for i, row in enumerate(rows) if any(square.figure for square in row[1:])), len(rows))
    top = max(top, ruled or 0)
    body = tuple(row for row in rows[top:] if any(square.figure or square.void for square in row[1:]))
    if body:
        width = max(len(row) for row in body)
        yield Grid(tuple(rows[:top]), tuple(row for row in body if len(row) == width))


def _flat(text: str) -> Iterator[Grid]:
    """Yield tables without marks between the cells whose header has one word for the labels and one for each column."""
    lines = [match for match in _LINE.finditer(text) if "|" not in match[0] and "\t" not in match[0]]
    at = 0
    while at < len(lines):
        head = _words(lines[at])
        until = at + 1
        rows = []
        while until < len(lines) and (row := _FLAT.fullmatch(lines[until][0])) and not _WIDE.search(lines[until][0].strip()):
            cells = list(re.finditer(r"\S+", row["cells"]))
            if len(cells) != len(head) - 1 or len(cells) < 2:
                break
            base = lines[until].start()
            label = Square(base, base + row.end("label"), row["label"].strip())
            shift = base + row.start("cells")
            rows.append((label, *(Square(shift + cell.start(), shift + cell.end(), cell[0]) for cell in cells)))
            until += 1
        if rows and not any(square.figure for square in head):
            yield Grid((head,), tuple(rows))
            at = until
        else:
            at += 1


def _words(line: re.Match[str]) -> Row:
    return tuple(Square(line.start() + word.start(), line.start() + word.end(), word[0]) for word in re.finditer(r"\S+", line[0]))
