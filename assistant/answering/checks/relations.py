"""Comparisons told of a table: "A outperforms B on X", "A has the highest X", proved or denied by its cells.

Rows are found by their labels and columns by their headings; a comparison holds when it does in every column that the claim
names, or in every column of figures when it names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.cells import FIRST_GRID, Cell, Label
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import FUNCTION_WORDS, stem

_OVER: Final = frozenset(
    "outperform outperforms outperformed outperforming surpass surpasses "
    "surpassed exceed exceeds exceeded beat beats better higher "
    "greater larger superior".split()
)
_UNDER: Final = frozenset("worse lower smaller underperform underperforms underperformed inferior".split())
_TOP: Final = frozenset("best highest largest greatest strongest".split())
_BOTTOM: Final = frozenset("worst lowest smallest fewest weakest".split())
_LOW_IS_GOOD: Final = re.compile(
    r"↓|\berr|\bloss|\bperplex|\bppl\b|\btime\b|\blatency|\bwer\b|\bcer\b|\bter\b|\bdistance|\brmse|\bmae\b|\bcost", re.I
)
_DEGREES: Final = re.compile(
    r"\b(?:signific\w+|slight\w*|marginal\w*|only|much|far|consider\w+|"
    r"substantial\w*|clear\w*|consistent\w*|always|large\w*|nearly|almost)\b",
    re.I,
)
_DENIED: Final = frozenset({"not", "never", "no", "neither", "nor", "without", "cannot", "fails", "failed"})
_EXCEPT: Final = re.compile(r"\b(?:except|excluding|apart from|other than|all but)\b", re.I)
_NEAR: Final = 4
_GOOD: Final = frozenset("outperform outperforms outperformed outperforming surpass surpasses surpassed beat beats better worse best "  # noqa: E501
                         "worst superior inferior underperform underperforms underperformed "
                         "strongest weakest".split())  # fmt: skip
# What is said of any table: these words carry no matter once the comparison itself is proved.
TABLE_TALK: Final = frozenset(
    stem(word)
    for word in (
        "model models method methods system systems approach approaches score scores performance result results achieve achieves "
        "achieved obtain obtains obtained show shows shown see table compared comparison terms points point perform performs "
        "performed yield yields gives dataset datasets setting settings value values respectively significantly clearly overall "
        "metric metrics task tasks measure rate rates number figure recorded area district reach reaches observe find found note "
        "outperform better best higher highest lower lowest worse worst more less most least improvement improve improves"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """One comparison of a claim: its word, whether more is claimed, the row looked at, and the one measured by (None: all)."""

    at: int
    more: bool
    denied: bool
    row: Label
    other: Label | None


def relation_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return comparisons of the claim that every column it speaks of denies."""
    return [
        f"the table denies “{claim.text.tokens[told.at].word}” of “{' '.join(told.row)}”"
        for told in _claimed(claim, evidence)
        if _holds(told, claim, evidence) is False
    ]


def proved(claim: Reading, evidence: Reading) -> bool:
    """Return whether the claim makes a comparison, and its table bears out each one."""
    held = [_holds(told, claim, evidence) for told in _claimed(claim, evidence)]
    # By how much is more than the cells tell.
    return bool(held) and all(held) and not _DEGREES.search(claim.text.text)


def _rows(claim: Reading, evidence: Reading) -> list[tuple[int, Label]]:
    """Return where the claim names rows of grids, in order; a label counts when all its words stand together."""
    found: dict[int, Label] = {}
    for label in sorted({cell.row for cell in evidence.cells if cell.head or cell.year}, key=len, reverse=True):
        if not label or all(word in FUNCTION_WORDS for word in label):
            continue
        for at in claim.text.by_stem.get(label[0], []):
            run = range(at, at + len(label))
            inside = run[-1] < len(claim.text.tokens) and not any(index in found for index in run)
            if inside and all(claim.text.tokens[i].stem == word for i, word in zip(run, label, strict=True)):
                found.update(dict.fromkeys(run, label))
    starts = [(at, label) for at, label in sorted(found.items()) if found.get(at - 1) is not label]
    return starts


def _claimed(claim: Reading, evidence: Reading) -> Iterator[_Claimed]:
    rows = _rows(claim, evidence)
    taken = {index for at, label in rows for index in range(at, at + len(label))}
    for index, token in enumerate(claim.text.tokens):
        if index in taken or not rows:
            continue
        word = token.lower
        here = [(at, label) for at, label in rows if claim.text.tokens[at].sentence == token.sentence]
        before = [label for at, label in here if at < index]
        after = [label for at, label in here if at > index]
        denied = any(other.lower in _DENIED for other in claim.text.tokens[max(0, index - _NEAR) : index])
        if word in _TOP | _BOTTOM and len({label for _, label in here}) == 1 and _near(claim, here[0], index):
            yield _Claimed(index, (word in _TOP), denied, here[0][1], None)
        elif word in _OVER | _UNDER and before and after and before[-1] != after[0]:
            yield _Claimed(index, (word in _OVER), denied, before[-1], after[0])


def _near(claim: Reading, named: tuple[int, Label], index: int) -> bool:
    """Return whether a row is named in the clause of a superlative, and this is not what another is measured by."""
    first, last = sorted((named[0], index))
    tokens = claim.text.tokens
    between = {token.lower for token in tokens[first:last]}
    gap = claim.text.text[tokens[first].end : tokens[last].start]
    return not set(gap) & set(",;:") and not between & {"than", "that", "which"} and "our" not in claim.text.words - set(named[1])


def _holds(told: _Claimed, claim: Reading, evidence: Reading) -> bool | None:
    """Return whether the comparison holds; None where the table does not tell."""
    named = _named(claim, evidence)
    if not named and not _readable(told, evidence):
        return None
    verdicts = [_in_column(told, claim, column) for column in _columns(claim, evidence)]
    known = [verdict for verdict in verdicts if verdict is not None]
    if not known or (any(known) and not all(known)):
        return None
    return known[0] != told.denied


def _readable(told: _Claimed, evidence: Reading) -> bool:
    """Return whether every cell of the rows compared is a figure."""
    for number, grid in enumerate(evidence.grids, FIRST_GRID):
        for row in (told.row, told.other):
            held = sum(cell.table == number and cell.row == row for cell in evidence.cells)
            if held and held != len(grid.body[0]) - 1:
                return False
    return True


def _in_column(told: _Claimed, claim: Reading, cells: Sequence[Cell]) -> bool | None:
    mine = [cell.figure.value for cell in cells if cell.row == told.row]
    others = [cell.figure.value for cell in cells if cell.row != told.row and (told.other is None or cell.row == told.other)]
    if len(mine) != 1 and told.other is None or not mine or not others or (told.other is not None and len(others) != len(mine)):
        return None
    good = claim.text.tokens[told.at].lower in _GOOD
    flipped = good and bool(_LOW_IS_GOOD.search(" ".join(cells[0].head)))
    more = told.more != flipped
    if told.other is None:
        return mine[0] >= max(others) if more else mine[0] <= min(others)
    # A cell may hold two figures ("71.1/79.5").
    return all(a > b if more else a < b for a, b in zip(mine, others, strict=True))


def _columns(claim: Reading, evidence: Reading) -> list[list[Cell]]:
    """Return the columns of figures the claim speaks of: those whose headings it names, else all."""
    by: dict[tuple[int, int], list[Cell]] = {}
    for cell in evidence.cells:
        if cell.head or cell.year:
            by.setdefault((cell.table, cell.column), []).append(cell)
    named = _named(claim, evidence)
    if named and _EXCEPT.search(claim.text.text):
        return [cells for key, cells in by.items() if key not in named]
    return [cells for key, cells in by.items() if not named or key in named]


def _named(claim: Reading, evidence: Reading) -> set[tuple[int, int]]:
    """Return the columns whose heading the claim repeats best: most of the words that tell it from the others, or its year."""
    heads = {(cell.table, cell.column): (cell.head, cell.year) for cell in evidence.cells if cell.head or cell.year}
    if not heads:
        return set()
    shared = frozenset.intersection(*(head for head, _ in heads.values()))
    years = {year for moment in claim.moments for year in moment.years}
    scores = {key: len((head - shared) & claim.text.stems) + (year in years) for key, (head, year) in heads.items()}
    top = max(scores.values())
    return {key for key, score in scores.items() if score == top} if top else set()
