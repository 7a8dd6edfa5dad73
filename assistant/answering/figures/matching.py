"""Which table, rows and columns a question is about: matched against what the tables print, never against a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.asked import Asked, Operation, light_terms, read_question
from assistant.answering.figures.layout import Layout, bare, lay_out
from assistant.answering.figures.matched import Link, Match
from assistant.answering.figures.named import JOINTS, RowNames, label_terms, widened
from assistant.answering.figures.picked import of_other_kind, pick_columns, weightless
from assistant.answering.figures.planned import against_terms, asks_against, holds_both, status_asked
from assistant.answering.figures.spans import speaks_of, spread
from assistant.ingest.figures.periods import Period
from assistant.ingest.figures.sheet import Form, Row, Sheet
from assistant.language import terms
from assistant.retrieval.analysis import Analysis

__all__ = ["Link", "Match", "Matcher", "widened"]

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

_ALL_ROWS = frozenset({Operation.EXTREME, Operation.WHICH, Operation.COUNT, Operation.AVERAGE, Operation.SUM})
_OF_WHOLE = _ALL_ROWS - {Operation.SUM} | {Operation.SHARE, Operation.RANK}
_MOST_PARTIAL = 4
_CLEAR = 0.2  # the unit in which leads in meaning are counted; what a lead is worth is fitted


class Matcher(RowNames):
    """Matches one question against sheets."""

    def __init__(self, analysis: Analysis, rarity: Mapping[str, float], encode: Encoder | None = None) -> None:
        super().__init__(analysis)
        self._rarity = rarity
        self._encode = encode

    def match(self, sheet: Sheet, entities: frozenset[str]) -> Match:
        """Return how the question fits a sheet.

        Args:
            sheet: The table.
            entities: Terms of all row labels in sight: a place among them is not met by a title that mentions it.
        """
        layout = lay_out(sheet)
        sheet = layout.sheet
        labels = [row.label for row in sheet.rows] + [column.heading for column in sheet.columns if column.form is Form.LEVEL]
        asked = spread(read_question(self._analysis.question, labels), sheet)
        around = self._widen(sheet.around_terms) - entities
        base = self._widen(sheet.caption_terms) | around
        columns = tuple(pick_columns(sheet, asked, self._said, self._widen))
        beside = base | self._widen(term for column in columns for term in column.terms) | self._told_beside(sheet, asked)
        rows, loose, link = self._rows(layout, asked, base, beside)
        told = beside | self._widen(term for row in rows for term in row.terms)
        told |= self._widen(term for row in rows for word in layout.sections[row.index] for term in terms(word))
        if loose and link.near < 1 and len(rows) == 1:
            told |= {term for term in asked.terms if term not in self._analysis.names}  # its meaning stands for its words
        missing = tuple(term for term in asked.terms if term not in told and not weightless(term, columns))
        return Match(asked, sheet, rows, columns, missing, self._stray(sheet, entities), _absent(sheet, asked), loose,
                     sum(term in self._widen(sheet.caption_terms) for term in asked.terms),
                     any(self._widen(column.terms) & self._said for column in columns)
                     or _of_plans(sheet, asked), layout, link,
                     not rows and of_other_kind(sheet, asked.question))  # fmt: skip

    def _told_beside(self, sheet: Sheet, asked: Asked) -> frozenset[str]:
        """Return what a table says otherwise than by its rows and plain figures: rates, variances, the whole it sums up to."""
        held = {t for c in sheet.columns if c.form is asked.form is not Form.LEVEL for t in c.terms}
        if asks_against(asked.question) and holds_both(sheet):
            held |= against_terms(asked.question)
        if status := status_asked(sheet, asked.question):
            held |= frozenset(terms(status[1]))
        if asked.operation in _OF_WHOLE:
            held |= {t for row in sheet.rows if row.sums for t in row.terms}
        return self._widen(held)

    def _rows(
        self, layout: Layout, asked: Asked, base: frozenset[str], beside: frozenset[str]
    ) -> tuple[tuple[Row, ...], bool, Link]:
        """Return the rows that a question speaks of, whether by a part of their label, and how they were found."""
        sheet = layout.sheet
        rows = self.named_rows(layout, asked)
        if rows:
            better = self._best_row(layout, asked, beside) if len(rows) == 1 else None
            if (
                better
                and better[0] is not rows[0]
                and self._covers(layout, better[0], asked) > self._covers(layout, rows[0], asked)
            ):
                return (better[0],), True, better[1]
            return rows, False, Link()
        if not self._needs_row(asked, sheet, base):
            return (), False, Link()
        rows, loose, link = self._partial_rows(sheet, asked, base)
        if not rows and (best := self._best_row(layout, asked, beside)):
            return (best[0],), True, best[1]
        return rows, loose, link

    def _covers(self, layout: Layout, row: Row, asked: Asked) -> float:
        """Return how much of the question's matter a row says with the labels that head it."""
        own = self._widen(row.terms)
        heads = self._widen(term for label in layout.sections[row.index] for term in terms(label))
        return sum(self._weight(t) for t in asked.terms if t in own) + 0.8 * sum(
            self._weight(t) for t in asked.terms if t in heads - own
        )

    def _best_row(self, layout: Layout, asked: Asked, beside: frozenset[str]) -> tuple[Row, Link] | None:
        """Return the row that says most of what columns and caption leave open, with the least beside; None in doubt."""
        scored = []
        for row in layout.rows:
            own = label_terms(bare(row.label))
            if not own or not (covered := self._covers(layout, row, asked)):
                continue
            unsaid = len([t for t in own if t not in self._said]) / len(own)
            light = len([t for t in own if t in self._said and t in light_terms()])
            scored.append((covered + 0.25 * light - 0.6 * unsaid, -unsaid, row))
        if not scored:
            return None
        scored.sort(key=lambda s: (-s[0], -s[1]))
        (first, unsaid, row), *rest = scored
        ahead = first - rest[0][0] if rest else 1.0
        open_names = set(self._analysis.names) & set(asked.terms) - beside
        if (
            ahead <= 0
            or not (self._widen(row.terms) & set(asked.terms))
            or any(
                self._covers(layout, other, asked)
                for _, _, other in rest
                if other is not row and open_names & other.terms - row.terms
            )
        ):
            return None
        return row, Link(1.0, min(ahead, 1.0), -unsaid)

    @property
    def names(self) -> tuple[str, ...]:
        """Terms of the names in the question, those of its periods left out."""
        held = set(read_question(self._analysis.question).terms)
        return tuple(name for name in self._analysis.names if name in held)

    def as_asked(self, found: Sequence[str]) -> str:
        """Return the words of the question that gave some terms."""
        words = self._analysis.question.replace("?", " ").split()
        return " ".join(dict.fromkeys(_bare(word) for word in words if set(terms(word)) & set(found)))

    def heavy(self, found: Iterable[str]) -> float:
        """Return how much of the question's matter some of its terms are, from 0 to 1."""
        weights = {term: self._weight(term) for term in self._analysis.terms}
        return sum(self._weight(term) for term in found) / (sum(weights.values()) or 1.0)

    def _weight(self, term: str) -> float:
        return self._rarity.get(term, max(self._rarity.values(), default=1.0))

    def _widen(self, found: Iterable[str]) -> frozenset[str]:
        return frozenset(widened(found, self._analysis.equals))

    def _needs_row(self, asked: Asked, sheet: Sheet, base: frozenset[str]) -> bool:
        picks = asks_against(asked.question) and re.match(r"\s*which\b", asked.question, re.I)
        if status_asked(sheet, asked.question) or picks and holds_both(sheet):
            return False
        return asked.operation not in _ALL_ROWS or bool([t for t in asked.terms if t not in base])

    def _partial_rows(self, sheet: Sheet, asked: Asked, base: frozenset[str]) -> tuple[tuple[Row, ...], bool, Link]:
        """Return rows that share a word with the question beyond the caption's, or stand alone near it in meaning."""
        none: tuple[tuple[Row, ...], bool, Link] = ((), False, Link())
        open_terms = [term for term in asked.terms if term not in base]
        if not open_terms:
            return none
        sharing = [row for row in sheet.rows if self._widen(row.terms) & set(open_terms)]
        left = [t for t in open_terms if sharing and not any(t in self._widen(row.terms) for row in sharing)]
        if sharing and not left:
            best = max(len(self._widen(row.terms) & set(open_terms)) for row in sharing)
            sharing = [row for row in sharing if len(self._widen(row.terms) & set(open_terms)) == best]
            tops = [row for row in sharing if not row.parent] or sharing
            if 1 < len(tops) <= _MOST_PARTIAL:
                return tuple(tops), True, Link(1.0, 0.0, 0.5)
            near = self._near(tops, asked)
            return (tuple(tops), True, Link(near, 1.0, 0.5)) if near else none
        if set(left or open_terms) & set(self._analysis.names):
            only_names = bool(sharing) and set(left) <= set(self._analysis.names)
            return (tuple(sharing), True, Link(1.0, 0.0, 0.5)) if only_names and len(sharing) <= _MOST_PARTIAL else none
        if asked.operation in _ALL_ROWS or not (found := self._by_phrase(list(sheet.rows), asked, base)):
            return none
        return (found[0],), True, found[1]

    def _near(self, rows: Sequence[Row], asked: Asked) -> float:
        """Return how near in meaning the question is to the one row, 0 where there is not one."""
        if len(rows) != 1 or self._encode is None:
            return 0.0
        return min(0.99, float(self._encode(asked.phrase) @ self._encode(rows[0].label)))

    def _by_phrase(self, rows: Sequence[Row], asked: Asked, base: frozenset[str]) -> tuple[Row, Link] | None:
        """Return the row whose label means most nearly what the open words of the question mean."""
        wanted = _without(asked.phrase, base | set(self._analysis.names))
        if self._encode is None or not wanted or not rows:
            return None
        vector = self._encode(wanted)
        scored = sorted(
            ((float(vector @ self._encode(_without(row.label, base) or row.label)), row) for row in rows),
            key=lambda s: -s[0],
        )
        (first, row), *rest = scored
        return row, Link(min(0.99, first), min(1.0, (first - rest[0][0]) / _CLEAR) if rest else 1.0, 1.0)

    def _stray(self, sheet: Sheet, entities: frozenset[str]) -> int:
        caption = {t for t in terms(sheet.measure) if t not in JOINTS}
        return len({t for t in caption if t not in self._said and t not in entities and t not in light_terms()})


def _of_plans(sheet: Sheet, asked: Asked) -> bool:
    """Return whether a question holds figures against their plan, or asks by status, and the table tells."""
    return asks_against(asked.question) and holds_both(sheet) or bool(status_asked(sheet, asked.question))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.strip(".,;:()"))


def _without(label: str, shared: Iterable[str]) -> str:
    """Return a label without the words that some terms come from."""
    held = set(shared)
    return " ".join(word for word in label.split() if not held & set(terms(word))).strip(" -–()")


def _absent(sheet: Sheet, asked: Asked) -> tuple[Period, ...]:
    held = sheet.periods
    if not held:
        return asked.periods
    return tuple(p for p in asked.periods if not any(speaks_of(p, h) for h in held))
