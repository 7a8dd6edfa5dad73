"""A text as read once for all checks: its figures, moments, names, table cells and words that have opposites."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.checks import names, tables
from assistant.answering.checks.cells import Cell, gridded
from assistant.answering.checks.dates import Moment, moments
from assistant.answering.checks.grids import Grid, grids
from assistant.answering.checks.lexicon import MODIFIERS, poles
from assistant.answering.checks.numbers import Figure, figures
from assistant.answering.checks.places import Anchor
from assistant.answering.checks.text import Text

if TYPE_CHECKING:
    from assistant.answering.checks.segments import Pieces


class Reading:
    """What one claim, or the evidence of one claim, says; each part is read when first asked for."""

    def __init__(self, parts: Sequence[str]) -> None:
        """Read the parts as one text whose sentences never cross from part to part."""
        self.text = Text(parts)

    @cached_property
    def moments(self) -> list[Moment]:
        """Dates, periods and times, in order."""
        return moments(self.text.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Figures outside dates and times, in order."""
        return figures(self.text.text, self.moments)

    @cached_property
    def grids(self) -> list[Grid]:
        """Tables whose columns can be told apart, in order."""
        return grids(self.text.text)

    @cached_property
    def cells(self) -> list[Cell]:
        """Figures that stand in tables."""
        known = gridded(self.grids, self.figures, self.moments)
        placed = {cell.figure.start for cell in known}
        return known + tables.cells(self.text, [f for f in self.figures if f.start not in placed], self.moments)

    @cached_property
    def _tabled(self) -> frozenset[int]:
        return frozenset(cell.figure.start for cell in self.cells)

    @cached_property
    def _gridded(self) -> list[tuple[int, int]]:
        rows = [row for grid in self.grids for row in (*grid.head, *grid.body)]
        return [(row[0].start, row[-1].end) for row in rows]

    def in_grid(self, start: int) -> bool:
        """Return whether a character stands in a table whose columns can be told apart."""
        return any(first <= start < end for first, end in self._gridded)

    def tabled(self, figure: Figure) -> bool:
        """Return whether the figure stands in a table."""
        return figure.start in self._tabled

    @cached_property
    def _row_heads(self) -> frozenset[int]:
        return frozenset(self.text.at(cell.figure.start) for cell in self.cells)

    def heads_row(self, anchor: Anchor) -> bool:
        """Return whether the anchor stands right before the figures of a table row."""
        return anchor.last + 1 in self._row_heads

    @cached_property
    def names(self) -> list[Anchor]:
        """Names, in order."""
        return names.anchors(self.text)

    @cached_property
    def turns(self) -> list[Anchor]:
        """Words with opposites, one anchor for each axis they lie on."""
        found = []
        dated = {self.anchor(moment).first for moment in self.moments}
        for index, token in enumerate(self.text.tokens):
            for axis, pole in poles(token.lower) if index not in dated else ():
                found.append(Anchor(axis, pole, index, index, token.word))
        return found

    @cached_property
    def pieces(self) -> Pieces:
        """The pieces that its sentences are made of, one for each thing of a list."""
        from assistant.answering.checks.segments import Pieces

        return Pieces(self)

    @cached_property
    def modified(self) -> list[Anchor]:
        """Words that a modifier changes, with their modifier: ("chair", "vice")."""
        tokens = self.text.tokens
        return [
            Anchor(tokens[index + 1].stem, token.lower, index + 1, index + 1, f"{token.word}-{tokens[index + 1].word}")
            for index, token in enumerate(tokens[:-1])
            if token.lower in MODIFIERS and tokens[index + 1].sentence == token.sentence and tokens[index + 1].content
        ]

    def anchor(self, mark: Figure | Moment) -> Anchor:
        """Return the tokens that a figure or a moment covers."""
        first, last = self.text.at(mark.start), self.text.at(max(mark.start, mark.end - 1))
        return Anchor("mark", mark.printed, first, last, mark.printed.strip())
