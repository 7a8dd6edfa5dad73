"""Which table, rows and columns a question is about: matched against what the tables print, never against a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.asked import Asked, Operation, read_question
from assistant.ingest.figures.periods import Period
from assistant.ingest.figures.sheet import Column, Form, Row, Sheet
from assistant.language import terms
from assistant.retrieval.analysis import Analysis

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

# Set on some fifty pairs of words (docs/figures.md), not fitted: how near in meaning a label must be, and by how much
# nearer than the next.
NEAR, AHEAD = 0.62, 0.06
_JOINTS = frozenset("the and a an of in for to at on by or as was were is are".split())
_ALL_ROWS = frozenset({Operation.EXTREME, Operation.WHICH, Operation.COUNT, Operation.AVERAGE, Operation.SUM})
_MOST_PARTIAL = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A sheet with the rows that the question names (none: all of them) and what of the question it leaves open.

    Attributes:
        asked: The question as read with this sheet's labels in mind.
        sheet: The table.
        rows: Rows named, in order of naming.
        columns: Columns that the question's words choose among those of its form and periods.
        missing: Terms of the question that the sheet says nothing of.
        stray: How many words of its caption the question does not say: of two sheets that fit, the plainer is meant.
        absent: Periods asked for that the sheet does not cover.
        loose: Whether rows were matched by a part of their label or by meaning.
        own: How many terms of the question the caption and headings say.
        named_columns: Whether the question says words of the headings of the columns chosen.
    """

    asked: Asked
    sheet: Sheet
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    missing: tuple[str, ...]
    stray: int
    absent: tuple[Period, ...]
    loose: bool = False
    own: int = 0
    named_columns: bool = False


class Matcher:
    """Matches one question against sheets."""

    def __init__(self, analysis: Analysis, rarity: Mapping[str, float], encode: Encoder | None = None) -> None:
        self._analysis = analysis
        self._rarity = rarity
        self._encode = encode
        self._spoken = terms(analysis.question)
        self._said = frozenset(widened(self._spoken, analysis.equals))

    def match(self, sheet: Sheet, entities: frozenset[str]) -> Match:
        """Return how the question fits a sheet.

        Args:
            sheet: The table.
            entities: Terms of all row labels in sight: a place among them is not met by a title that mentions it.
        """
        labels = [row.label for row in sheet.rows] + [column.heading for column in sheet.columns if column.form is Form.LEVEL]
        asked = read_question(self._analysis.question, labels)
        rows, loose = self._named_rows(sheet, asked), False
        around = self._widen(sheet.around_terms) - entities
        base = self._widen(sheet.caption_terms) | around
        if not rows and self._needs_row(asked, sheet, base):
            rows, loose = self._partial_rows(sheet, asked, base)
        columns = self._columns(sheet, asked)  # of plain figures
        told = base | self._widen(term for row in rows for term in row.terms)
        told |= self._widen(term for row in rows for term in terms(row.parent))
        told |= self._widen(term for column in columns for term in column.terms)
        if loose and self._by_meaning(rows, asked, base):
            told |= {term for term in asked.terms if term not in self._analysis.names}  # its meaning stands for its words
        missing = tuple(term for term in asked.terms if term not in told)
        return Match(asked, sheet, rows, columns, missing, self._stray(sheet, entities), _absent(sheet, asked), loose,
                     sum(term in self._widen(sheet.caption_terms) for term in asked.terms),
                     any(self._widen(column.terms) & self._said for column in columns))  # fmt: skip

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
        return asked.operation not in _ALL_ROWS or bool([t for t in asked.terms if t not in base])

    def _named_rows(self, sheet: Sheet, asked: Asked) -> tuple[Row, ...]:
        """Return the rows whose whole label the question says, word for word where any is said so."""
        if (dated := self._dated_rows(sheet, asked)) is not None:
            return dated
        full = [row for row in sheet.rows if (words := _label_terms(row.label)) and words <= self._said and _tells(row)]
        verbatim = [row for row in full if self._place(row) is not None]
        held = verbatim or full
        parents = {row.parent for row in held if row.parent}
        held = [row for row in held if row.label not in parents or row.parent]
        held = [row for row in held if not any(_label_terms(row.label) < _label_terms(o.label) for o in held)]
        told = [row for label in dict.fromkeys(_label_terms(row.label) for row in held) for row in self._one_of(label, held)]
        return tuple(sorted(told, key=lambda row: (self._place(row) or 0, row.index)))

    def _dated_rows(self, sheet: Sheet, asked: Asked) -> tuple[Row, ...] | None:
        """Return the rows of the periods asked for where the rows are periods; None where they are not."""
        dated = [row for row in sheet.rows if row.period]
        if not asked.periods or len(dated) * 2 < len(sheet.rows) or any(column.period for column in sheet.columns):
            return None
        return tuple(row for period in asked.periods for row in dated if row.period and row.period.equals(period))

    def _one_of(self, label: frozenset[str], rows: Sequence[Row]) -> list[Row]:
        """Return the one row of a label: the group before its part, or the part whose group is named; none in doubt."""
        same = [row for row in rows if _label_terms(row.label) == label]
        tops = [row for row in same if not row.parent] or [row for row in same if _label_terms(row.parent) <= self._said]
        return tops if len(tops) == 1 else same if len(same) == 1 else []

    def _place(self, row: Row) -> int | None:
        label = terms(row.label)
        for at in range(len(self._spoken) - len(label) + 1):
            if self._spoken[at : at + len(label)] == label:
                return at
        return None

    def _partial_rows(self, sheet: Sheet, asked: Asked, base: frozenset[str]) -> tuple[tuple[Row, ...], bool]:
        """Return rows that share a word with the question beyond the caption's, or stand alone near it in meaning."""
        open_terms = [term for term in asked.terms if term not in base]
        if not open_terms:
            return (), False
        sharing = [row for row in sheet.rows if self._widen(row.terms) & set(open_terms)]
        left = [t for t in open_terms if sharing and not any(t in self._widen(row.terms) for row in sharing)]
        if sharing and not left:
            best = max(len(self._widen(row.terms) & set(open_terms)) for row in sharing)
            sharing = [row for row in sharing if len(self._widen(row.terms) & set(open_terms)) == best]
            tops = [row for row in sharing if not row.parent] or sharing
            return (tuple(tops), True) if 1 < len(tops) <= _MOST_PARTIAL or self._near(tops, asked) else ((), False)
        if set(left or open_terms) & set(self._analysis.names):
            only_names = bool(sharing) and set(left) <= set(self._analysis.names)
            return (tuple(sharing), True) if only_names and len(sharing) <= _MOST_PARTIAL else ((), False)
        chosen = None if asked.operation in _ALL_ROWS else self._by_phrase(list(sheet.rows), asked, base)
        return ((chosen,), True) if chosen else ((), False)

    def _near(self, rows: Sequence[Row], asked: Asked) -> bool:
        if len(rows) != 1 or self._encode is None:
            return False
        return float(self._encode(asked.phrase) @ self._encode(rows[0].label)) >= NEAR

    def _by_meaning(self, rows: Sequence[Row], asked: Asked, base: frozenset[str]) -> bool:
        return len(rows) == 1

    def _by_phrase(self, rows: Sequence[Row], asked: Asked, base: frozenset[str]) -> Row | None:
        """Return the row whose label means what the open words of the question mean, None where none clearly does."""
        wanted = _without(asked.phrase, base | set(self._analysis.names))
        if self._encode is None or not wanted:
            return None
        vector = self._encode(wanted)
        scored = sorted(
            ((float(vector @ self._encode(_without(row.label, base) or row.label)), row) for row in rows),
            key=lambda s: -s[0],
        )
        (first, row), *rest = scored
        return row if first >= NEAR and all(first - other >= AHEAD for other, _ in rest[:1]) else None

    def _columns(self, sheet: Sheet, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of plain figures whose heading the question says best; all where it says none."""
        levels = [column for column in sheet.columns if column.form is Form.LEVEL]
        dated = [c for c in levels if c.period and any(_speaks_of(p, c.period) for p in asked.periods)]
        levels = dated or levels
        said = [self._widen(column.terms) & self._said for column in levels]
        scores = [(len(words - sheet.caption_terms), len(words)) for words in said]
        best = max(scores, default=(0, 0))
        return tuple(c for c, score in zip(levels, scores, strict=True) if score == best) if any(best) else tuple(levels)

    def _stray(self, sheet: Sheet, entities: frozenset[str]) -> int:
        from assistant.answering.figures.asked import light_terms

        caption = {t for t in terms(sheet.measure) if t not in _JOINTS}
        return len({t for t in caption if t not in self._said and t not in entities and t not in light_terms()})


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.strip(".,;:()"))


def widened(found: Iterable[str], equals: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return terms with those that they stand for: an acronym's long form and the other way about."""
    held = set(found)
    for letters, words in equals.items():
        if letters in held:
            held.update(words)
        elif all(word in held for word in words):
            held.add(letters)
    return held


def _label_terms(label: str) -> frozenset[str]:
    return frozenset(term for term in terms(label) if term not in _JOINTS)


def _tells(row: Row) -> bool:
    """Return whether a label has a word of matter, not only one such as "Total"."""
    from assistant.answering.figures.asked import light_terms

    return any(term not in light_terms() and not term.isdigit() for term in row.terms) or row.period is not None and False


def _without(label: str, shared: Iterable[str]) -> str:
    """Return a label without the words that some terms come from."""
    held = set(shared)
    return " ".join(word for word in label.split() if not held & set(terms(word))).strip(" -–()")


def _absent(sheet: Sheet, asked: Asked) -> tuple[Period, ...]:
    held = sheet.periods
    if not held:
        return asked.periods
    return tuple(p for p in asked.periods if not any(_speaks_of(p, h) for h in held))


def _speaks_of(asked: Period, held: Period) -> bool:
    """Return whether a period asked for is the one held, or a year that holds it."""
    return asked.equals(held) or asked.grain in ("year", "municipal year") and asked.holds(held)
