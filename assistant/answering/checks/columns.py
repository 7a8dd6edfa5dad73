"""Columns of a table: a percentage is no count, and "down 12" is a fall of 12 between the two values the claim gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answering.checks import tables
from assistant.answering.checks.cells import Cell
from assistant.answering.checks.numbers import Figure, same_value
from assistant.answering.checks.reading import Reading

_PERCENT: Final = re.compile(r"%|\bpercentage|\bproportion|\bshare\b", re.I)
_WAYS: Final = frozenset({"direction", "trend"})
_NO_CHANGE: Final = re.compile(r"\b(?:to|from|at|in)\s*$", re.I)
_REACH: Final = 2  # tokens between "down" or "a fall of" and its figure


def column_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return figures of the claim that the table holds in a column of another kind, or changes that its values deny."""
    return [*_unit_faults(claim, evidence), *_change_faults(claim, evidence)]


def _unit_faults(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield percentages that the table gives as counts, and bare figures that it gives as percentages."""
    percent = {cell.table for cell in evidence.cells if cell.unit == "%"}
    stated = bool(_PERCENT.search(claim.text.text))
    for figure in claim.figures:
        equal = [cell for cell in evidence.cells if same_value(figure, cell.figure)]
        if not equal or any(same_value(figure, other) and not evidence.tabled(other) for other in evidence.figures):
            continue
        counts = all(cell.table in percent and cell.unit != "%" and (cell.year is not None or cell.unit == "no") for cell in equal)  # noqa: E501
        if figure.unit == "%" and counts:
            yield f"{figure.printed.strip()} is a count in the table, not a percentage"
        elif figure.unit == "" and not stated and all(cell.unit == "%" for cell in equal):
            yield f"{figure.printed.strip()} is a percentage in the table"
        elif figure.unit == "%" and all(cell.unit == "per" for cell in equal):
            yield f"{figure.printed.strip()} is a rate per head of population in the table, not a percentage"


def _change_faults(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield changes ("down 12") that are not the difference of the two values the claim gives, or go the other way."""
    pair = _pair(claim, evidence)
    if pair is None:
        return
    change = pair[1].figure.value - pair[0].figure.value
    for figure in claim.figures:
        way = _way(claim, figure)
        if way is None or figure.unit:
            continue
        if abs(abs(change) - abs(figure.value)) > 1e-6 * max(1.0, abs(change)):
            yield f"{figure.printed.strip()} is not the change from {pair[0].figure.printed} to {pair[1].figure.printed}"
        elif change and (change > 0) != way:
            yield f"from {pair[0].figure.printed} to {pair[1].figure.printed} is not in the direction the claim gives"


def _pair(claim: Reading, evidence: Reading) -> tuple[Cell, Cell] | None:
    """Return the two cells of one row, the earlier year first, that the claim states; None where it states others too."""
    named = {label for _, label in tables.mentions(claim.text, [cell.row for cell in evidence.cells])}
    stated: dict[int, list[Cell]] = {}
    for cell in evidence.cells:
        if cell.year is not None and cell.row in named and _states(claim.figures, cell):
            stated.setdefault(cell.year, []).append(cell)
    if len(stated) != 2 or any(len(cells) != 1 for cells in stated.values()):
        return None
    (first,), (last,) = (stated[year] for year in sorted(stated))
    return (first, last) if (first.row, first.table) == (last.row, last.table) else None


def _states(figures: Sequence[Figure], cell: Cell) -> bool:
    return any(same_value(figure, cell.figure) for figure in figures)


def _way(claim: Reading, figure: Figure) -> bool | None:
    """Return whether the word right before a figure says that something rose, None where none says either."""
    if _NO_CHANGE.search(claim.text.text[: figure.start]):
        return None
    at = claim.anchor(figure).first
    near = [turn for turn in claim.turns if turn.kind in _WAYS and 0 < at - turn.first <= _REACH]
    return near[-1].value == 0 if near else None
