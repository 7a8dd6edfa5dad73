"""Money in tables that count in thousands or millions: "£000" in a caption or a heading holds for the cells under it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.answering.checks.numbers import Figure, same_value
from assistant.answering.checks.reading import Reading

_THOUSANDS: Final = re.compile(r"£\s?'?0{3}(?:'?s)?\b|£\s?'?k\b|£ ?thousands?\b|\bin thousands\b|\bthousands of pounds\b", re.I)
_MILLIONS: Final = re.compile(r"£\s?'?m\b|£ ?millions?\b|\bin millions\b|\bmillions of pounds\b", re.I)
_CAPTION: Final = 200  # characters before a table in which its caption stands


def in_table_units(claim: Reading, evidence: Reading) -> Reading:
    """Return the claim with its sums of money in the unit of the evidence's table, where that counts in thousands or millions.

    A sum that the evidence prints as it is stays as it is.
    """
    scale = _scale(evidence)
    if scale == 1.0:
        return claim
    found = [_scaled(figure, scale, evidence) for figure in claim.figures]
    claim.__dict__["figures"] = found
    return claim


def _scaled(figure: Figure, scale: float, evidence: Reading) -> Figure:
    if figure.unit != "£" or any(same_value(figure, other) and other.unit == "£" for other in evidence.figures):
        return figure
    value = figure.value / scale
    if abs(figure.value) < scale and not any(abs(value) == abs(cell.figure.value) for cell in evidence.cells):
        return figure
    return replace(figure, value=round(value, 6), unit="", spelt=f"{abs(value):g}")


def _scale(evidence: Reading) -> float:
    """Return how many pounds one unit of the cells is: 1000, 1000000, or 1 where no caption or heading tells."""
    if not evidence.grids:
        return 1.0
    first = min(row[0].start for grid in evidence.grids for row in (*grid.head, *grid.body))
    heads = " ".join(square.text for grid in evidence.grids for row in grid.head for square in row)
    told = evidence.text.text[max(0, first - _CAPTION) : first] + " " + heads
    return 1e3 if _THOUSANDS.search(told) else 1e6 if _MILLIONS.search(told) else 1.0
