"""Ranks and parts told of figures: the highest of a list, so many of so many, a rise or fall along a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answering.checks import tables
from assistant.answering.checks.numbers import same_value
from assistant.answering.checks.reading import Reading

_TOP: Final = frozenset("highest largest greatest biggest".split())
_BOTTOM: Final = frozenset("lowest smallest fewest".split())
_UP: Final = re.compile(r"\b(?:rose|risen|rising|grew|grown|increased|increasing|climbed|up)\s+to\s*[£$€]?\s*$", re.I)
_DOWN: Final = re.compile(r"\b(?:fell|fallen|falling|dropped|decreased|decreasing|declined|down|reduced)\s+to\s*[£$€]?\s*$", re.I)
_PART: Final = re.compile(r"\s*of\s+(?:the\s+|its\s+|their\s+|all\s+|\w+'s?\s+){0,2}", re.I)


def rank_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return ranks, parts and steps along a row that the figures deny."""
    return [*_ranked(claim, evidence), *_parts(claim), *_steps(claim, evidence)]


def _ranked(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield "the highest" of a figure that others of its list, in one sentence and unit, exceed."""
    words = [token for token in claim.text.tokens if token.lower in _TOP | _BOTTOM]
    figures = [figure for figure in claim.figures if not figure.soft and figure.unit not in {"per", "ordinal"}]
    asked = [f for f in figures if any(same_value(f, o) and o.unit == f.unit for o in evidence.figures)]
    if len(words) != 1 or len(asked) != 1:
        return
    for other in evidence.figures:
        if not same_value(asked[0], other) or other.unit != asked[0].unit or evidence.tabled(other):
            continue
        sentence = evidence.text.tokens[evidence.anchor(other).first].sentence
        rivals = [
            figure.value for figure in evidence.figures
            if figure.unit == other.unit and evidence.text.tokens[evidence.anchor(figure).first].sentence == sentence
        ]  # fmt: skip
        best = max(rivals) if words[0].lower in _TOP else min(rivals)
        held = {
            piece
            for figure in evidence.figures
            if figure.unit == other.unit
            for piece in [evidence.pieces.of[evidence.anchor(figure).first]]
        }
        mine = evidence.pieces.of[evidence.anchor(other).first]
        said = [value for values in claim.pieces.named.values() for value in values]
        listed = {piece for piece in held for name in said if name <= evidence.pieces.stems[piece]}
        if len(rivals) > 2 and len(listed) == 1 and mine not in listed:
            yield f"{asked[0].printed.strip()} does not stand with the name that the claim gives it"
        if len(rivals) > 2 and other.value != best:
            yield f"{asked[0].printed.strip()} is not the {words[0].word} of its list"


def _parts(claim: Reading) -> Iterator[str]:
    """Yield "87 of 58"."""
    for one, other in zip(claim.figures, claim.figures[1:], strict=False):
        plain = one.unit == other.unit == "" and not one.soft and not other.soft
        if plain and _PART.fullmatch(claim.text.text[one.end : other.start]) and one.value > other.value:
            yield f"{one.printed.strip()} is no part of {other.printed.strip()}"


def _steps(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield "rose to 21" where the row that the claim names stood higher the year before."""
    named = {label for _, label in tables.mentions(claim.text, [cell.row for cell in evidence.cells])}
    for figure in claim.figures:
        before = claim.text.text[: figure.start]
        way = 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0
        held = [c for c in evidence.cells if c.row in named and c.year is not None and same_value(figure, c.figure)]
        if not way or len(held) != 1 or re.search(r"\bfrom\b", claim.text.text):
            continue
        cell = held[0]
        year = cell.year or 0
        row = [c for c in evidence.cells if (c.table, c.row) == (cell.table, cell.row) and c.year is not None]
        earlier = [c for c in row if (c.year or 0) < year]
        if earlier and all((cell.figure.value - other.figure.value) * way < 0 for other in earlier):
            yield f"{figure.printed.strip()} is not in the direction the claim gives"
