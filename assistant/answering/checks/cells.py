"""Figures in the cells of tables, with the row, the period and the heading they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.dates import Moment
from assistant.answering.checks.grids import Grid, Square
from assistant.answering.checks.numbers import Figure
from assistant.answering.checks.text import FUNCTION_WORDS, Text, stem

_UNIT: Final = re.compile(r"%|\bper\b(?=\s+(?:[\d,]+|head|capita))|\bpp\b|£|\b(?:no|number)\b(?=\.?\s+change)", re.I)
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
FIRST_GRID: Final = 1000  # tables with known columns are numbered from here, apart from the others

Label = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table: its row's label, the year and the unit of its column (None or "" when not known).

    ``head`` holds the keys of what stands over it: stems, and periods such as "quarter 2"; empty where not known.
    """

    figure: Figure
    row: Label
    year: int | None
    unit: str
    changes: bool
    column: int = 0
    table: int = 0
    head: frozenset[str] = frozenset()


def period_key(moment: Moment) -> str | None:
    """Return the key of a quarter or a month that a heading or a claim names; None for other moments."""
    if moment.quarter is not None:
        return f"quarter {moment.quarter}"
    return f"month {moment.month}" if moment.month is not None and moment.day is None else None


def period_year(moment: Moment) -> int | None:
    """Return the one year that a moment stands for: the first of 2019-20."""
    return moment.year if moment.until else max(moment.years, default=None)


def head_keys(grid: Grid, column: int, moments: Sequence[Moment]) -> frozenset[str]:
    """Return the keys of what stands over a column, years left out."""
    found: set[str] = set()
    for square in grid.over(column):
        inside = _inside(square, moments)
        words = _WORD.finditer(square.text)
        free = [
            w[0] for w in words if not any(m.start < square.start + w.end() and square.start + w.start() < m.end for m in inside)
        ]
        found |= {"↓"} & set(square.text)
        found |= {stem(word.lower()) for word in free if word.lower() not in FUNCTION_WORDS}
        found |= {key for moment in inside if (key := period_key(moment)) and (moment.quarter or not moment.year)}
    return frozenset(found)


def gridded(grids: Sequence[Grid], found: Sequence[Figure], taken: Sequence[Moment]) -> list[Cell]:
    """Return the cells of the grids of a text that hold a figure."""
    by_start = sorted(found, key=lambda figure: figure.start)
    read: list[Cell] = []
    for number, grid in enumerate(grids, FIRST_GRID):
        columns = range(len(grid.body[0]))
        heads = [head_keys(grid, column, taken) for column in columns]
        years = [_year(grid.over(column), taken) for column in columns]
        tops = [" ".join(square.text for square in grid.over(column)) for column in columns]
        labels = _labels(grid)
        for row, label in zip(grid.body, labels, strict=True):
            for column, square in enumerate(row):
                if not square.figure:
                    continue
                for figure in (f for f in by_start if f.start < square.end and square.start < f.end):
                    unit = match[0].lower() if (match := _UNIT.search(tops[column])) else ""
                    changes = "change" in tops[column].lower()
                    read.append(Cell(figure, label, years[column], unit, changes, column, number, heads[column]))
    return read


def _labels(grid: Grid) -> list[Label]:
    """Return the stems that name each row; what stands in brackets ("(days)") only where rows differ by nothing else."""
    texts = [[square.text for square in grid.label(row)] for row in grid.body]
    bare = [_stems([_BRACKETS.sub("", text) for text in row]) for row in texts]
    return bare if all(bare) and len(set(bare)) == len(bare) else [_stems(row) for row in texts]


def _stems(texts: Sequence[str]) -> Label:
    return tuple(token.stem for text in texts for token in Text([text]).tokens if token.word[0].isalpha())


def _inside(square: Square, moments: Sequence[Moment]) -> list[Moment]:
    return [moment for moment in moments if square.start <= moment.start < square.end]


def _year(over: Sequence[Square], moments: Sequence[Moment]) -> int | None:
    years = {year for square in over for moment in _inside(square, moments) if (year := period_year(moment))}
    return next(iter(years)) if len(years) == 1 else None
