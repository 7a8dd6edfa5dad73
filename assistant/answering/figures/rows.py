"""Questions that pick rows by their cells: counted, looked up, next to each other, or put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.figures.asked import Asked, Bound, Operation, light_terms
from assistant.answering.figures.grid import Condition, Field, Grid, stems
from assistant.answering.figures.results import Result, Told
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Row
from assistant.language import content_terms, terms

_COUNT = re.compile(r"\bhow many\b|\b(?:number|amount|total) of\b|\bhow often\b", re.I)
_AFTER = re.compile(r"\bafter\b|\bnext\b|\bfollow(?:s|ing|ed)\b|\bbelow\b", re.I)
_BEFORE = re.compile(r"\bbefore\b|\bprevious\b|\bpreced\w+\b|\babove\b|\bprior\b", re.I)
_FIRST = re.compile(r"\bfirst\b(?! place)|\bearliest\b|\btop of the (?:list|table)\b", re.I)
_LAST = re.compile(r"\blast\b|\blatest\b|\bmost recent\b|\bfinal\b", re.I)
_COMMON = re.compile(r"\bmost (?:often|common|frequent\w*|times)\b|\bthe most\b", re.I)
_REFUSED = re.compile(
    r"\bnot\b|n[’']t\b|\bexcept\w*|\bother than\b|\bbesides\b|\beither\b|\bneither\b|\bconsecutive\w*"
    r"|\bstraight\b|\bin a row\b|\bdifferent\b|\bunique\b"
    r"|\bsame\b|\bever\b|\bor\b|\bratio\b|\bpercent\w*|\bhow long\b|\bpassed\b|\bonly\b", re.I
)  # fmt: skip
_PLAIN = stems(
    "list listed table chart shown there won win wins lost play played have has had was were is are did does do times time "
    "name named many much all each every appear appeared one ones which who when where what"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question over a table's cells, and the signs by which it is judged."""

    kind: str
    result: Result
    conditions: tuple[Condition, ...]
    left: tuple[str, ...]
    target: float  # share of the target's heading that is said; 0 where the row's label is taken
    rows: int


class RowReader:
    """Reads one question over one table, cell by cell.

    Args:
        grid: The table.
        asked: The question, read.
        weigh: Gives how rare a term is.
    """

    def __init__(self, grid: Grid, asked: Asked) -> None:
        self._grid, self._asked = grid, asked
        self._spoken = terms(asked.question)
        self._said = frozenset(self._spoken)
        headed = grid.headed(self._said)
        self._headed = [(field, share) for field, share in headed if share >= 0.5]
        heads = frozenset(t for field, _ in self._headed for t in field.terms)
        self._taken = heads | (light_terms() - _years(self._spoken)) | _PLAIN
        self._conditions = grid.mentions(self._spoken, self._taken)

    def read(self) -> Reading | None:
        """Return the answer of the first way to read the question that comes to one; None where none does."""
        if _REFUSED.search(self._asked.question):
            return None
        ways: tuple[Callable[[], Reading | None], ...] = (
            self._neighbour,
            self._apart,
            self._extreme,
            self._common,
            self._counted,
            self._edge,
            self._looked_up,
        )
        return next((found for way in ways if (found := way())), None)

    def _target(self, besides: Sequence[Field] = (), numeric: bool | None = None) -> tuple[Field, float] | None:
        """Return the column that is asked for: that whose heading is said soonest, or most of."""
        fit = [(f, s) for f, s in self._headed if f not in besides and (numeric is None or f.numeric == numeric)]
        if not fit:
            return None
        return min(fit, key=lambda pair: (-pair[1], min(self._spoken.index(t) for t in pair[0].terms if t in self._said)))

    def _left(self, used: Sequence[Field]) -> tuple[str, ...]:
        """Return the content terms that neither conditions nor headings nor the caption explain."""
        told = {t for c in self._conditions for t in c.said} | {t for f in used for t in f.terms} | self._grid.sheet.caption_terms
        wanted = [t for t in content_terms(self._asked.question) if t not in light_terms() and t not in _PLAIN]
        return tuple(dict.fromkeys(t for t in wanted if t not in told))

    def _reading(
        self, kind: str, told: Told, target: tuple[Field, float] | None, used: Sequence[Field], computation: str | None = None
    ) -> Reading:
        fields = [*used, *([target[0]] if target else [])]
        return Reading(
            kind,
            Result((told,), computation),
            tuple(self._conditions),
            self._left(fields),
            target[1] if target else 0.0,
            len(told.rows),
        )

    def _neighbour(self) -> Reading | None:
        """Read "the one after X": the row next to that of a cell."""
        step = 1 if _AFTER.search(self._asked.question) else -1 if _BEFORE.search(self._asked.question) else 0
        if not step or len(self._conditions) != 1 or _COUNT.search(self._asked.question):
            return None
        rows = self._grid.fitting(self._conditions)
        if len(rows) != 1 or not self._conditions[0].whole:
            return None
        at = self._grid.rows.index(rows[0]) + step
        if not 0 <= at < len(self._grid.rows):
            return None
        row = self._grid.rows[at]
        target = self._target() or (self._conditions[0].field, 0.0)
        word = "after" if step > 0 else "before"
        short = self._grid.text(row, target[0].index)
        by = self._conditions[0].field.index
        text = f"{self._grid.text(row, by)} comes {word} {self._grid.text(rows[0], by)}"
        if target[0] is not self._conditions[0].field:
            text = f"{text}: {short}"
        return self._reading("neighbour", Told(text, (), short=short, rows=(rows[0], row)), target, ()) if short else None

    def _apart(self) -> Reading | None:
        """Read a difference or sum of one column over the rows of two cells."""
        asked = self._asked
        pair = [c for c in self._conditions if c.whole]
        if (
            len(pair) != 2
            or len(self._conditions) != 2
            or asked.operation not in (Operation.CHANGE, Operation.SUM, Operation.LOOK_UP)
        ):
            return None
        if asked.operation is Operation.LOOK_UP or not (target := self._target([c.field for c in pair], True)):
            return None
        rows = [row for c in pair for row in self._grid.fitting([c])]
        values = [self._grid.number(row, target[0].index) for row in rows]
        if len(rows) != 2 or values[0] is None or values[1] is None:
            return None
        adds = asked.operation is Operation.SUM
        result = values[0] + values[1] if adds else abs(values[0] - values[1])
        stated = " and ".join(f"{self._name(row)}: {self._grid.text(row, target[0].index)}" for row in rows)
        big, small = max(values[0], values[1]), min(values[0], values[1])
        computation = f"{rounded(big, 3)} {'+' if adds else '−'} {rounded(small, 3)} = {rounded(result, 3)}"
        text = f"{stated}, {rounded(result, 3)} {'together' if adds else 'apart'}"
        return self._reading("apart", Told(text, (), short=rounded(result, 3), rows=tuple(rows)), target, (), computation)

    def _extreme(self) -> Reading | None:
        """Read "which X has the most Y" among the rows that fit."""
        asked = self._asked
        if asked.operation is not Operation.EXTREME or asked.highest is None or asked.place != 1 or asked.top != 1:
            return None
        by = self._target((), True)
        if by is None or _COUNT.search(asked.question):
            return None
        target = self._target((by[0],)) or (self._grid.label, 0.0)
        conditions = [c for c in self._conditions if c.field is not target[0]]
        rows = [row for row in self._grid.fitting(conditions) if self._grid.number(row, by[0].index) is not None]
        if len(rows) < 2:
            return None
        values = [self._grid.number(row, by[0].index) or Decimal(0) for row in rows]
        best = (max if asked.highest else min)(values)
        chosen = [row for row, value in zip(rows, values, strict=True) if value == best]
        if len(chosen) != 1:
            return None
        row = chosen[0]
        short = self._grid.text(row, target[0].index)
        text = f"{short}: {self._grid.text(row, by[0].index)} ({by[0].heading})"
        told = Told(text, (), True, short=short, rows=(row,))
        which = "highest" if asked.highest else "lowest"
        return self._reading("extreme", told, target, (by[0],), f"{which} figure of {len(rows)} rows compared") if short else None

    def _common(self) -> Reading | None:
        """Read "which X appears most": the value that most rows have."""
        if not _COMMON.search(self._asked.question) or self._target((), True):
            return None
        target = self._target((), False)
        if (
            target is None
            or target[0] is self._grid.label
            and len({self._name(r) for r in self._grid.rows}) == len(self._grid.rows)
        ):
            return None
        rows = self._grid.fitting([c for c in self._conditions if c.field is not target[0]])
        counts = Counter(text for row in rows if (text := self._grid.text(row, target[0].index))).most_common(2)
        if not counts or counts[0][1] < 2 or len(counts) > 1 and counts[1][1] == counts[0][1]:
            return None
        value, count = counts[0]
        held = tuple(row for row in rows if self._grid.text(row, target[0].index) == value)
        told = Told(f"{value}: {count} of {len(rows)} rows", (), True, short=value, rows=held)
        return self._reading("common", told, target, (), f"{count} of {len(rows)} rows compared")

    def _counted(self) -> Reading | None:
        """Read "how many X are Y": the rows that fit are counted, unless a column of numbers is asked for."""
        asked = self._asked
        if not _COUNT.search(asked.question) or asked.operation not in (Operation.LOOK_UP, Operation.COUNT, Operation.SUM):
            return None
        bound_by = self._target((), True)
        if asked.bound is None and bound_by is not None or _AFTER.search(asked.question) or _BEFORE.search(asked.question):
            return None
        if asked.bound is not None and bound_by is None or asked.bound is None and not self._conditions:
            return None
        if asked.periods and not any(t in c.said for c in self._conditions for t in _years(self._spoken)):
            return None
        rows = self._grid.fitting(self._conditions)
        if asked.bound is not None and bound_by is not None:
            rows = [
                row for row in rows if (n := self._grid.number(row, bound_by[0].index)) is not None and _meets(n, asked.bound)
            ]
        if not rows:
            return None
        names = ", ".join(dict.fromkeys(self._name(row) for row in rows[:12]))
        told = Told(f"{len(rows)} of {len(self._grid.rows)}: {names}", (), True, short=str(len(rows)), rows=tuple(rows[:12]))
        computation = f"{len(rows)} of {len(self._grid.rows)} rows fit"
        return self._reading("counted", told, bound_by, [c.field for c in self._conditions], computation)

    def _edge(self) -> Reading | None:
        """Read "the first X" and "the last X" of the rows that fit."""
        first, last = bool(_FIRST.search(self._asked.question)), bool(_LAST.search(self._asked.question))
        if first == last or _COUNT.search(self._asked.question) or self._asked.bound:
            return None
        rows = self._grid.fitting(self._conditions)
        target = self._target([c.field for c in self._conditions]) or (self._grid.label, 0.0)
        if len(rows) < 2 or target[0] in [c.field for c in self._conditions]:
            return None
        row = rows[0] if first else rows[-1]
        short = self._grid.text(row, target[0].index)
        name = self._name(row)
        text = f"{'first' if first else 'last'} of {len(rows)}: {name}" + (
            f", {short}" if target[0] is not self._grid.label else ""
        )
        told = Told(text, (), True, short=short, rows=(row,))
        return (
            self._reading("edge", told, target, [c.field for c in self._conditions], f"{len(rows)} rows fit") if short else None
        )

    def _looked_up(self) -> Reading | None:
        """Read "what X has the one whose Y is Z": the cell of the one row that fits."""
        asked = self._asked
        if asked.operation is not Operation.LOOK_UP or not self._conditions:
            return None
        counted = bool(_COUNT.search(asked.question))
        target = self._target([c.field for c in self._conditions], True if counted else None)
        rows = self._grid.fitting(self._conditions)
        if target is None or len(rows) != 1 or asked.bound or _AFTER.search(asked.question) or _BEFORE.search(asked.question):
            return None
        short = self._grid.text(rows[0], target[0].index)
        told = Told(f"{self._name(rows[0])}: {short} ({target[0].heading})", (), short=short, rows=(rows[0],))
        return self._reading("looked up", told, target, [c.field for c in self._conditions]) if short else None

    def _name(self, row: Row) -> str:
        return row.label or self._grid.text(row, self._grid.label.index)


def _years(spoken: Sequence[str]) -> frozenset[str]:
    return frozenset(t for t in spoken if re.fullmatch(r"(?:1[5-9]|20)\d\d", t))


def _meets(value: Decimal, bound: Bound) -> bool:
    return bound.inclusive if value == bound.value else (value > bound.value) == bound.above
