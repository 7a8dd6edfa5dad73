"""Figures that a claim works out: sums, differences, shares and counts of what the evidence lists.

A figure that stands nowhere in the evidence is proved when the claim says how it comes about ("more than", "in total",
"the remaining") and two figures of one unit in one sentence, row or column, or all figures of a list, give it exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from assistant.answering.checks.cells import period_key, period_year
from assistant.answering.checks.comparing import difference, sign
from assistant.answering.checks.numbers import Figure
from assistant.answering.checks.reading import Reading

_DIFFERS: Final = re.compile(
    r"\b(?:more|fewer|less|higher|lower|better|worse|above|below|over|under|short|ahead|behind|differen\w+|gap|rose|risen|rise|rises|"
    r"rising|grew|grown|growth|increas\w*|fell|fallen|fall|falls|drop\w*|decreas\w*|declin\w*|reduc\w*|improv\w*|gain\w*|loss|lost|"
    r"up|down|remain\w*|rest|other|not|neither|dearer|cheaper|longer|shorter|outnumber\w*|outperform\w*|extra|added|cut|margin|exceed\w*)\b",
    re.I,
)
_SUMS: Final = re.compile(
    r"\b(?:total\w*|together|combined|altogether|in all|sum|all|came to|overall|planned|both|between them)\b", re.I
)
_LEFT: Final = re.compile(r"\b(?:leav(?:es|ing)|remain\w*)\b", re.I)
_MAY_COUNT: Final = (3, 12)  # two of anything are found everywhere
_CLOSE: Final = 1e-6
_T = TypeVar("_T")


def worked_out(figure: Figure, claim: Reading, evidence: Reading) -> bool:
    """Return whether a figure of the claim that the evidence does not print is the result of what it prints."""
    if figure.unit in {"per", "ordinal"}:
        return False
    if not figure.spelt and figure.unit == "" and not _LEFT.search(claim.text.text) and _counted(figure, evidence):
        return True
    text = claim.text.text
    first, until = claim.text.spans[claim.text.tokens[claim.anchor(figure).first].sentence]
    sentence = text[first:until]
    value, unit = abs(figure.value), "%" if figure.unit == "pp" else figure.unit
    for pool in _pools(claim, evidence):
        # Per cent of what: of many figures some two will differ by any share, so only two are tried.
        fitting = [other for other in pool if (other.unit != "%" if figure.unit == "%" else _fits(other, unit))]
        fitting = [] if figure.unit == "%" and len(fitting) != 2 else fitting
        values = [abs(other.value) for other in pool if _fits(other, unit)]
        if _DIFFERS.search(sentence) and any(
            _differ(figure, a, b) and _agrees(claim, evidence, figure, a, b) for a, b in _pairs(fitting)
        ):
            return True
        if _SUMS.search(sentence) and len(values) > 1:
            if _is(sum(values), figure, value) or any(_is(a + b, figure, value) for a, b in _pairs(values)):
                return True
    return False


def _fits(other: Figure, unit: str) -> bool:
    return other.unit == unit or other.unit in {"", "%"} and unit in {"", "%"} and not other.soft


def _is(result: float, figure: Figure, value: float) -> bool:
    """Return whether a result is the figure, to the places that the claim prints."""
    places = len(figure.spelt.partition(".")[2])
    return value > 0 and abs(result - value) <= _CLOSE * max(1.0, value) + (0.5 * 10.0**-places * 0.02 if places else 0.0)


def _differ(figure: Figure, one: Figure, other: Figure) -> bool:
    """Return whether a figure is the difference of two others; one in per cent, of how many per cent they differ."""
    value, (low, high) = abs(figure.value), sorted((abs(one.value), abs(other.value)))
    if figure.unit != "%":
        return _is(high - low, figure, value)
    half = 0.5 * 10.0 ** -len(figure.spelt.partition(".")[2]) + _CLOSE
    return any(base > 0 and value > 0 and abs((high - low) / base * 100 - value) <= half for base in (low, high))


def _agrees(claim: Reading, evidence: Reading, figure: Figure, one: Figure, other: Figure) -> bool:
    """Return whether the difference goes the way that the claim tells, as far as the evidence shows."""
    told = {period_year(moment) for moment in claim.moments}
    years = {cell.year for cell in evidence.cells if cell.figure is one or cell.figure is other}
    if len(told & {cell.year for cell in evidence.cells} - {None}) > 1 and len(years) > 1 and not years <= told:
        return False
    keys = {key for moment in claim.moments if (key := period_key(moment))}
    heads = [cell.head for cell in evidence.cells if cell.figure is one or cell.figure is other]
    if len(keys & {key for cell in evidence.cells for key in cell.head}) > 1 and not all(head & keys for head in heads):
        return False
    way, change = sign(claim, claim.anchor(figure).first), difference(claim, evidence, one, other)
    return not way or change is None or (change > 0) == (way > 0)


def _pairs(values: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    for number, one in enumerate(values):
        for other in values[:number]:
            yield one, other


def _pools(claim: Reading, evidence: Reading) -> Iterator[list[Figure]]:
    """Yield figures that may be reckoned with one another: of one sentence, row or column; rows are named in the claim."""
    by: dict[tuple[str, int, object], list[Figure]] = {}
    named = {row for row in {cell.row for cell in evidence.cells} if 2 * len(claim.text.stems & set(row)) >= len(set(row)) > 0}
    for cell in evidence.cells:
        if cell.row in named:
            by.setdefault(("row", cell.table, cell.row), []).append(cell.figure)
        if cell.row in named or not named:
            by.setdefault(("column", cell.table, cell.column), []).append(cell.figure)
    yield from by.values()
    yield from _sentences(evidence).values()


def _sentences(evidence: Reading) -> dict[int, list[Figure]]:
    by: dict[int, list[Figure]] = {}
    for figure in evidence.figures:
        if not evidence.tabled(figure) and figure.unit not in {"per", "ordinal"} and not figure.soft:
            by.setdefault(evidence.text.tokens[evidence.anchor(figure).first].sentence, []).append(figure)
    return by


def _counted(figure: Figure, evidence: Reading) -> bool:
    """Return whether a small number in words counts the rows of a table, the names or the figures of a list."""
    if not _MAY_COUNT[0] <= figure.value <= _MAY_COUNT[1]:
        return False
    return any(count == figure.value for count in _counts(evidence))


def _counts(evidence: Reading) -> Iterable[int]:
    for grid in evidence.grids:
        yield len(grid.body)
    yield from _listed(evidence)
    for figures in _sentences(evidence).values():
        yield from (sum(figure.unit == unit for figure in figures) for unit in {figure.unit for figure in figures})


def _listed(evidence: Reading) -> Iterator[int]:
    """Yield how many names stand in each run joined by commas and "and"."""
    tokens, run = evidence.text.tokens, 1
    for one, other in zip(evidence.names, evidence.names[1:], strict=False):
        between = [tokens[index].lower for index in range(one.last + 1, other.first)]
        joined = tokens[one.last].sentence == tokens[other.first].sentence and all(
            word in {"and", "cllr", "cllrs"} for word in between
        )
        if not joined and run > 1:
            yield run
        run = run + 1 if joined else 1
    if run > 1:
        yield run
