"""Nothing told in words: "no", "none" and "not" that follow from a 0 in the record, or from a part of a counted whole."""

from __future__ import annotations

from assistant.answering.checks import alignment, arithmetic, tables
from assistant.answering.checks.cells import Cell, period_key
from assistant.answering.checks.numbers import same_value
from assistant.answering.checks.reading import Reading


def licensed(claim: Reading, evidence: Reading) -> bool:
    """Return whether the claim's denials are what the figures of the evidence come to."""
    return _complement(claim, evidence) or _naught(claim, evidence)


def added(claim: Reading, evidence: Reading) -> list[str]:
    """Return denials put in where the evidence has its words side by side, but for those that figures license."""
    return alignment.put_in(claim.text, evidence.text) if not licensed(claim, evidence) else []


def _complement(claim: Reading, evidence: Reading) -> bool:
    """Return whether the claim tells of the rest of a whole: a figure that is the difference of two of the evidence."""
    return any(
        not figure.soft
        and figure.unit == ""
        and float(figure.value).is_integer()
        and not any(same_value(figure, other) for other in evidence.figures)
        and arithmetic.worked_out(figure, claim, evidence)
        for figure in claim.figures
    )


def _naught(claim: Reading, evidence: Reading) -> bool:
    """Return whether the row and the periods that the claim names hold 0, or the piece of a list that it names does."""
    words = {token.lower for token in claim.text.tokens}
    if not words & {"no", "none", "nil", "zero", "nothing"}:
        return False
    named = {label for _, label in tables.mentions(claim.text, [cell.row for cell in evidence.cells])}
    years = {year for moment in claim.moments for year in moment.years}
    rows = [cell for cell in evidence.cells if cell.row in named and _asked(cell, years, claim)]
    if rows:
        return all(cell.figure.value == 0 for cell in rows)
    pieces = evidence.pieces
    zeros = {pieces.of[evidence.anchor(f).first] for f in evidence.figures if f.value == 0 and not f.soft or f.spelt == "0"}
    mine = [claim.pieces.of[i] for i, token in enumerate(claim.text.tokens) if token.lower in {"no", "none", "nil"}]
    marks = {moment for piece in mine for moment in claim.pieces.moments.get(piece, ())}
    stems = {token.stem for token in claim.text.tokens if token.content}
    return any(marks & pieces.moments.get(piece, set()) and stems & pieces.stems[piece] for piece in zeros)


def _asked(cell: Cell, years: set[int], claim: Reading) -> bool:
    keys = {key for moment in claim.moments if (key := period_key(moment))}
    return (cell.year is None or not years or cell.year in years) and (not keys or not cell.head or bool(keys & cell.head))
