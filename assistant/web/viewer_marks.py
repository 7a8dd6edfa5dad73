"""The boxes that mark words on a printed page: one for each run of characters on a line, never over other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Span
from assistant.web.viewer_align import Alignment, align, fold_characters

_GAP = 1.5  # heights of the letters: a wider gap parts two runs, so that no box lies over an empty column
_AIR = 0.18  # of the letters' height that a box is larger than they are
_SAME_LINE = 0.5  # of the lower height that two characters of one line share


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page as shown, each edge a share of the page's width or height from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom)
        )

    def holds(self, other: Box) -> bool:
        """Return whether the middle of another box lies in this one."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def touches(self, other: Box) -> bool:
        """Return whether the two share a point."""
        return (
            self.left <= other.right and other.left <= self.right and self.top <= other.bottom and other.top <= self.bottom
        )

    @property
    def width(self) -> float:
        """Share of the page's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Share of the page's height."""
        return self.bottom - self.top


_PAGE = Box(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as the drawing program reads it.

    Attributes:
        text: Its characters in their order there.
        boxes: Around the ink of each character, None for one that is not drawn (blanks between words).
        lines: Around each character as high as its line, None like ``boxes``.
        shape: Width of the page as shown by its height.
    """

    text: str
    boxes: tuple[Box | None, ...]
    lines: tuple[Box | None, ...]
    shape: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed page with what the library holds as its text."""

    printed: Printed
    alignment: Alignment

    @classmethod
    def of(cls, printed: Printed, stored: str) -> Leaf:
        """Compare a page with the stored text of it."""
        return cls(printed, align(stored, printed.text))

    def marks(self, span: Span) -> tuple[Box, ...] | None:
        """Return the boxes that mark a span of the page's stored text, in its order.

        None where a word of it cannot be placed with certainty, lies outside what is shown of the page, or where no boxes
        can be drawn that cover these words and no others.
        """
        places = self.alignment.places(span)
        if places is None:
            return None
        inked = [(self.printed.boxes[place], self.printed.lines[place]) for place in places]
        drawn = [(box, line) for box, line in inked if box is not None and line is not None and box.touches(_PAGE)]
        if len(drawn) < len(inked):
            return None
        runs = _runs(drawn, self.printed.shape)
        tight = [_aired(run.ink, _AIR, self.printed.shape) for run in runs]
        for marks in ([run.line.around(run.ink) for run in runs], tight, [run.ink for run in runs]):
            if self._exact(marks, set(places)):
                return tuple(marks)
        return None

    def _exact(self, marks: Sequence[Box], places: set[int]) -> bool:
        """Return whether the marks cover the characters at these places and no other that says anything."""
        held = {place for place in self._said() if _covered(self.printed.boxes[place], marks)}
        return held == places

    def _said(self) -> set[int]:
        return set(self.alignment.theirs.places)

    def words_under(self, marks: Sequence[Box]) -> str:
        """Return the characters of the page whose middle lies in a box, in the order of the drawing program's text."""
        return "".join(c for c, box in zip(self.printed.text, self.printed.boxes, strict=True) if _covered(box, marks))


def same_words(one: str, other: str) -> bool:
    """Return whether two texts hold the same characters, blanks and the forms of letters, quotes and dashes aside."""
    first, second = fold_characters(one).text, fold_characters(other).text
    return first == second or sorted(first) == sorted(second)  # columns may come in another order


def _covered(box: Box | None, marks: Sequence[Box]) -> bool:
    return box is not None and any(mark.holds(box) for mark in marks)


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that follow each other on a line: the box of their ink, and the box as high as the line."""

    ink: Box
    line: Box


def _runs(drawn: Sequence[tuple[Box, Box]], shape: float) -> list[_Run]:
    """Join characters that follow each other on a line, be it written across, up or down."""
    runs: list[_Run] = []
    last: Box | None = None
    for ink, line in drawn:
        if last is not None and (_beside(last, line, shape) or _below(last, line, runs[-1].line, shape)):
            runs[-1] = _Run(runs[-1].ink.around(ink), runs[-1].line.around(line))
        else:
            runs.append(_Run(ink, line))
        last = line
    return runs


def _beside(last: Box, box: Box, shape: float) -> bool:
    """Return whether a character goes on the line of the last one, to the left where the page stands on its head."""
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    tall = max(last.height, box.height)
    apart = max(box.left - last.right, last.left - box.right) * shape
    return shared >= _SAME_LINE * min(last.height, box.height) and apart <= _GAP * tall


def _below(last: Box, box: Box, run: Box, shape: float) -> bool:
    """Return whether a character goes on turned writing: above or below the last one, in a run no wider than one of them."""
    wide = max(last.width, box.width)
    shared = min(last.right, box.right) - max(last.left, box.left)
    apart = max(box.top - last.bottom, last.top - box.bottom)
    in_column = shared >= _SAME_LINE * min(last.width, box.width) and run.around(box).width <= 1.2 * wide
    return in_column and apart <= _GAP * wide * shape / 3


def _aired(box: Box, air: float, shape: float) -> Box:
    """Return a box with some air around; it may reach over the page's edge, as the words may."""
    down = air * min(box.height, box.width * shape)
    across = down / shape / 2
    return Box(box.left - across, box.top - down, box.right + across, box.bottom + down)
