"""Tables that the text marks by characters: Markdown pipes and tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.tabular.build import assemble
from assistant.ingest.tabular.header import Heading
from assistant.ingest.tabular.lines import Line
from assistant.ingest.tabular.words import Atom, atom_of
from assistant.records import Cell, Span, Table

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|`|~~)(?P<words>[^*`~\s](?:[^*`~]*[^*`~\s])?)(?P=mark)")
_BORDER = re.compile(r"[+|][-=+|:\s]*[-=+|]")


def find_marked(lines: Sequence[Line], taken: list[bool]) -> Iterator[Table]:
    """Yield the tables of pipes and tabs and mark their lines as taken."""
    at = floor = 0
    while at < len(lines):
        mark = "|" if _piped(lines[at]) else "\t" if "\t" in lines[at].text.strip() else ""
        stop = at
        while mark and stop < len(lines) and _goes_on(lines, stop, mark):
            stop += 1
        table = _table(lines, at, stop, mark, floor) if stop - at >= 2 else None
        if table is not None:
            taken[at:stop] = [True] * (stop - at)
            floor = stop
            yield table
        at = max(stop, at + 1)


def _piped(line: Line) -> bool:
    """Return whether the line can be a row between pipes."""
    return line.text.count("|") >= 2 or (_BORDER.fullmatch(line.text.strip()) is not None)


def _goes_on(lines: Sequence[Line], at: int, mark: str) -> bool:
    """Return whether the line at ``at`` belongs to the marked table above it."""
    line = lines[at]
    return _piped(line) if mark == "|" else "\t" in line.text.strip()


def _table(lines: Sequence[Line], at: int, stop: int, mark: str, floor: int) -> Table | None:
    """Build the table of the marked lines; None where they make no grid of at least two by two."""
    drawn = [index for index in range(at, stop) if mark == "|" and _drawn(lines[index])]
    rows = [_split(lines[index], mark) for index in range(at, stop) if index not in drawn]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return None
    if mark == "|" and not drawn and (len({len(row) for row in rows}) > 1 or len(rows) < 3):
        return None
    if mark == "\t" and width < 3 and any(len(row[0].text) > 80 for row in rows):
        return None
    grid = [(*row, *(Cell("", None),) * (width - len(row))) for row in rows]
    heading = Heading((grid[0],), at) if _heads(grid) else None
    return assemble(lines, grid[1:] if heading else grid, heading, at, floor)


def plain_words(raw: str) -> tuple[int, str]:
    """Return the words of a cell without blanks and emphasis marks around them, and where in the cell they begin."""
    words = raw.strip()
    left = len(raw) - len(raw.lstrip())
    if marked := _EMPHASIS.fullmatch(words):
        return left + marked.start("words"), marked["words"]
    return left, words


def _drawn(line: Line) -> bool:
    """Return whether the line is a rule and holds no cells."""
    text = line.text.strip()
    return _RULE.fullmatch(text) is not None or _BORDER.fullmatch(text) is not None


def _heads(grid: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row heads the others: it names columns and holds no values but years."""
    kinds = [atom_of(cell.text) for cell in grid[0] if cell.text]
    return bool(kinds) and not any(kind and kind is not Atom.PERIOD for kind in kinds)


def _split(line: Line, mark: str) -> tuple[Cell, ...]:
    """Cut one line at its marks; a pipe after a backslash is text."""
    start, end = line.start, line.end
    text = line.text
    if mark == "|":
        stripped = text.strip()
        start += text.index(stripped) + stripped.startswith("|")
        end -= len(text) - text.rindex(stripped) - len(stripped)
        end -= stripped.endswith("|") and not stripped.endswith("\\|")
        text = line.text[start - line.start : end - line.start]
        pieces = re.split(r"(?<!\\)\|", text)
    else:
        pieces = text.split("\t")
    cells, at = [], start
    for piece in pieces:
        offset, inner = plain_words(piece)
        left = at + offset
        cells.append(Cell(" ".join(inner.split()), Span(left, left + len(inner)) if inner else None))
        at += len(piece) + 1
    return tuple(cells)
