"""Columns by their headings: a figure that a claim gives as the target must not stand in the column of actual figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks import tables
from assistant.answering.checks.cells import Cell, period_key
from assistant.answering.checks.lexicon import MEASURES
from assistant.answering.checks.numbers import Figure, same_value
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import FUNCTION_WORDS

# "above target", "against the plan": measured against the column, not read from it.
_AGAINST: Final = frozenset(
    "above below under over against than with to from missing missed meet meeting met exceed exceeded exceeding beat versus "
    "vs towards within outside near compared".split()
)
_LINKS: Final = frozenset(
    "of was is were are be been at stood stands as being the a an its for in figure number total rate value".split()
)
_WITHIN: Final = frozenset({"in", "for", "at", "during", "the"})
_REACH: Final = 8


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word or period of the claim, at a token, that stands over some columns and not over others."""

    at: int
    key: str


def heading_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return figures of the claim that stand under other headings than those the claim gives them."""
    cells = [cell for cell in evidence.cells if cell.head]
    asked = [(claim.anchor(figure).first, figure) for figure in claim.figures if figure.unit not in {"per", "ordinal"}]
    found = {at: (figure, _held(figure, cells, claim)) for at, figure in asked}
    prose = {abs(other.value) for other in evidence.figures if not evidence.tabled(other)}
    found = {at: (figure, held) for at, (figure, held) in found.items() if held and abs(figure.value) not in prose}
    owned: dict[int, list[_Mark]] = {}
    for mark in _marks(claim, cells, evidence):
        for at in _owners(mark, claim, [at for at, _ in asked]):
            owned.setdefault(at, []).append(mark)
    faults = []
    for at, (figure, held) in found.items():
        marks = [mark for mark in owned.get(at, []) if _known(mark.key, held, cells)]
        if marks and not any(mark.key in cell.head for mark in marks for cell in held):
            faults.append(f"{figure.printed.strip()} does not stand under “{claim.text.tokens[marks[0].at].word}” in the table")
    return faults


def _held(figure: Figure, cells: Sequence[Cell], claim: Reading) -> list[Cell]:
    equal = [cell for cell in cells if same_value(figure, cell.figure)]
    named = {label for _, label in tables.mentions(claim.text, [cell.row for cell in cells])}
    return [cell for cell in equal if cell.row in named] or equal


def _known(key: str, held: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Return whether the key stands over a column of the tables that hold the figure."""
    numbers = {cell.table for cell in held}
    return any(cell.table in numbers and key in cell.head for cell in cells)


def _marks(claim: Reading, cells: Sequence[Cell], evidence: Reading) -> Iterator[_Mark]:
    """Yield the claim's words and periods that head some columns of a table, those that name a row left out."""
    columns: dict[tuple[int, int], frozenset[str]] = {(cell.table, cell.column): cell.head for cell in cells}
    shared = {number: frozenset.intersection(*(h for (t, _), h in columns.items() if t == number)) for number, _ in columns}
    keys = {key for (number, _), head in columns.items() for key in head - shared[number]}
    rows = {index for at, label in tables.mentions(claim.text, [c.row for c in cells]) for index in range(at, at + len(label))}
    dated: set[int] = set()
    for moment in claim.moments:
        anchor = claim.anchor(moment)
        dated |= set(range(anchor.first, anchor.last + 1))
        if (key := period_key(moment)) in keys and key:
            yield _Mark(anchor.first, key)
    for index, token in enumerate(claim.text.tokens):
        if index not in rows | dated and token.stem in keys:
            yield _Mark(index, token.stem)


def _owners(mark: _Mark, claim: Reading, figures: Sequence[int]) -> list[int]:
    """Return the figures (token indices) that a mark can belong to: the one it leads to, the one before it, the only one."""
    tokens = claim.text.tokens
    after = next((at for at in figures if at > mark.at), None)
    before = next((at for at in reversed(figures) if at < mark.at), None)
    if after is not None and _leads(claim, mark.at, after):
        return [after]
    period = mark.key.startswith(("quarter ", "month "))
    between = tokens[before + 1 : mark.at] if before is not None else []
    if before is not None and all(t.word in "%£$€" or period and (t.lower in _WITHIN or t.stem in MEASURES) for t in between):
        return [before]
    lead = next(
        (tokens[at].lower for at in range(mark.at - 1, max(-1, mark.at - 4), -1) if tokens[at].lower not in {"the", "its", "a"}),
        "",
    )
    alone = len(figures) == 1 and tokens[figures[0]].sentence == tokens[mark.at].sentence
    return [] if not alone or lead in _AGAINST else [figures[0]]


def _leads(claim: Reading, at: int, figure: int) -> bool:
    """Return whether only link words, periods and the row's own name stand between a mark and a figure."""
    tokens = claim.text.tokens
    if figure - at > _REACH or any(c in ",;" for c in claim.text.text[tokens[at].end : tokens[figure].start]):
        return False
    dated = {index for m in claim.moments for index in range(claim.anchor(m).first, claim.anchor(m).last + 1)}
    between = [i for i in range(at + 1, figure) if i not in dated]
    words = [tokens[i].lower for i in between]
    verb = next((i for i, word in enumerate(words) if word in {"was", "is", "were", "are", "stood", "of", "at"}), None)
    if verb is None:
        return all(word in _LINKS or word in "%£$€" for word in words)
    return all(
        word in _LINKS or word in "%£$€" or word not in FUNCTION_WORDS and i < len(words) - 1 for i, word in enumerate(words)
    )
