"""Which of two figures is compared with which: the sign of a difference that a claim tells in words.

"436 more in 2024 than in the year before" takes the figure of 2024 less the one before: the words left of "than" say which
figure is looked at, those right of it which it is measured by; without them the later period is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.cells import period_year
from assistant.answering.checks.numbers import Figure
from assistant.answering.checks.reading import Reading

_UP: Final = frozenset(
    "more higher greater larger bigger above over rose risen rise rises rising grew grown growth increase increased increases "
    "increasing up ahead exceed exceeded exceeds exceeding dearer longer extra outnumbered outperform outperforms outperformed "
    "outperforming added gain gained gains gaining better improve improved "
    "improves improvement improving surpass surpasses".split()
)
_DOWN: Final = frozenset(
    "fewer less lower smaller below under fell fallen fall falls falling drop dropped drops decrease decreased decreases decline "
    "declined declines reduced reduction down behind short cheaper shorter loses lost cut worse worsened underperforms".split()
)
_THAN: Final = frozenset("than below above over under exceeded exceeds outnumbered outperform outperforms outperformed "
                         "outperforming surpass surpasses against compared".split())  # fmt: skip
_BASE: Final = re.compile(
    r"\b(?:compared (?:with|to)|against|than|from|versus|up on|down on|benchmark|target|budget)\b[^,;]*$", re.I
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What tells one figure of the evidence from another: words, a year, and whether it is printed as what is compared with."""

    stems: frozenset[str]
    named: frozenset[str]
    year: int | None
    base: bool


def sign(claim: Reading, at: int) -> int:
    """Return 1 or -1 for what the word nearest to a token says (more, fewer), 0 where none is near."""
    tokens = claim.text.tokens
    near = [
        (abs(index - at), 1 if token.lower in _UP else -1)
        for index, token in enumerate(tokens)
        if token.lower in _UP | _DOWN and token.sentence == tokens[at].sentence
    ]
    return min(near)[1] if near else 0


def difference(claim: Reading, evidence: Reading, one: Figure, other: Figure) -> float | None:
    """Return the figure looked at less the one it is measured by; None where neither words nor periods tell which is which."""
    first, second = _place(evidence, one), _place(evidence, other)
    mine, theirs = first.stems - second.stems, second.stems - first.stems
    if first.named - second.named and second.named - first.named:
        mine, theirs = first.named - second.named, second.named - first.named
    words = [token.stem for token in claim.text.tokens]
    cut = next((i for i, token in enumerate(claim.text.tokens) if token.lower in _THAN), None)
    change = abs(one.value) - abs(other.value)
    if cut is not None:
        left, right = set(words[:cut]), set(words[cut + 1 :])
        forward = len(mine & left) + len(theirs & right)
        backward = len(theirs & left) + len(mine & right)
        if forward != backward:
            return change if forward > backward else -change
    if first.year and second.year and first.year != second.year:
        return change if first.year > second.year else -change
    if (later := _later(evidence, one, other)) is not None:
        return change if later else -change
    if first.base != second.base:
        return change if second.base else -change
    return None


def _later(evidence: Reading, one: Figure, other: Figure) -> bool | None:
    """Return whether the first of two cells of one row stands under a later quarter or month; None for others."""
    cells = {id(cell.figure): cell for cell in evidence.cells}
    first, second = cells.get(id(one)), cells.get(id(other))
    if first is None or second is None or (first.table, first.row) != (second.table, second.row):
        return None
    keys = [next((key for key in cell.head if key.startswith(("quarter ", "month "))), None) for cell in (first, second)]
    return first.column > second.column if None not in keys else None


def _place(evidence: Reading, figure: Figure) -> _Place:
    cell = next((cell for cell in evidence.cells if cell.figure is figure), None)
    if cell is not None:
        base = bool(cell.head & {"target", "budget", "benchmark", "plan"})
        return _Place(frozenset(cell.row) | cell.head, frozenset(), cell.year, base)
    piece = evidence.pieces.of[evidence.anchor(figure).first]
    named = frozenset().union(*evidence.pieces.named.get(piece, []))
    years = {
        year for moment in evidence.moments
        if evidence.pieces.of[evidence.anchor(moment).first] == piece and (year := period_year(moment))
    }  # fmt: skip
    start = evidence.text.spans[evidence.text.tokens[evidence.anchor(figure).first].sentence][0]
    base = bool(_BASE.search(evidence.text.text[max(start, figure.start - 60) : figure.start]))
    return _Place(frozenset(evidence.pieces.stems[piece]), named, max(years) if len(years) == 1 else None, base)
