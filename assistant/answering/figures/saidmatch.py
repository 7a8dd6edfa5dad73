"""Which figures of the records' sentences a question is about, and of what period and place they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.figures.asked import Asked, Operation, light_terms, read_question
from assistant.answering.figures.named import widened
from assistant.answering.units import opening, without_furniture
from assistant.dates import find_periods
from assistant.ingest.figures.measures import counted
from assistant.ingest.figures.periods import Period, read_periods
from assistant.language import content_terms, fold
from assistant.records import Access, Document, Figure
from assistant.retrieval.analysis import Analysis

_HOW_MANY = re.compile(
    r"\b(?:how many(?: more| fewer)?|(?:what|which) (?:number|percentage|proportion|share|per ?cent) of)\b", re.I
)
_MONEY = re.compile(r"\bcosts?\b|\bpa(?:y|id)\b|\bspen[dt]\b|\bfunding\b|\bgrant\b|\bfine\b|\bfee\b|\bprice\b|\bbudget\b|£", re.I)
_PERCENT = re.compile(r"%|\bper ?cent|\bpercentage\b|\bproportion\b|\bshare of\b", re.I)
_EARLIER = re.compile(r"\b(?:from|than|against|compared (?:with|to))\s+(?:(?:the|a)\s+)?(?:(?:low|high)\s+of\s+)?$", re.I)
_SIGNS = ("£", "€", "$")
_TIMES = frozenset("second seconds minute minutes hour hours day days week weeks month months year years".split())


@dataclass(frozen=True)
class Said:
    """A figure of a sentence, with the words around it as terms."""

    document: Document
    item: int | None
    figure: Figure

    @cached_property
    def text(self) -> str:
        """The sentence, white space folded."""
        return fold(without_furniture(self.document, self.figure.context)[1])

    @cached_property
    def measure(self) -> frozenset[str]:
        """Terms of what it measures."""
        return frozenset(content_terms(self.figure.measure))

    @cached_property
    def sentence(self) -> frozenset[str]:
        """Terms of its sentence."""
        return frozenset(content_terms(self.text))

    @cached_property
    def above(self) -> frozenset[str]:
        """Terms of the heading that holds it, and of what says whose the record is: title, first lines, file name."""
        heading = self.document.items[self.item].heading if self.item is not None else ""
        whole = self.document
        name = re.sub(r"[-_.]+", " ", whole.name)
        return frozenset(content_terms(f"{heading} {whole.title} {whole.body} {name} {opening(whole)}"))

    @cached_property
    def period(self) -> Period | None:
        """The period it is of: that between first and last where its words name two."""
        held = read_periods(self.figure.period)[0] if find_periods(self.figure.period) else ()
        if len(held) > 1:
            return Period(self.figure.period, min(p.first for p in held), max(p.last for p in held), "months")
        return held[0] if held else None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a figure fits a question.

    Attributes:
        said: The figure.
        missing: Terms asked for that neither its sentence nor what stands above it says.
        strange: Names asked for that its sentence does not say, and that its record does not say for it.
        weight: How much of the question's matter its own sentence says, from 0 to 1.
        own: How much of it its measure says.
        stray: How many terms of its measure the question does not say.
    """

    said: Said
    missing: tuple[str, ...]
    strange: tuple[str, ...]
    weight: float
    own: float
    stray: int


class Question:
    """A question as a request for the figures of sentences.

    Args:
        analysis: The question understood.
        rarity: How rare each of its terms is in the records.
    """

    def __init__(self, analysis: Analysis, rarity: Mapping[str, float]) -> None:
        self.asked: Asked = read_question(analysis.question)
        self.words = analysis.question
        self._equals = analysis.equals
        self._rarity = rarity
        self._counts = lru_cache(maxsize=None)(self._of_unit)  # every figure of a record is held against the same words
        self.names = tuple(name for name in analysis.names if name in self.asked.terms)
        many = _HOW_MANY.search(analysis.question)
        nouns = content_terms(counted(analysis.question[many.end() :])) if many else []
        self.counted = tuple(term for term in nouns if term not in light_terms())

    def fits(self, said: Said) -> Fit | None:
        """Return how a figure fits, None where it is of another kind or measures something else."""
        if not self.of_kind(said.figure) or not self.asked.terms:
            return None
        measure, sentence = widened(said.measure, self._equals), widened(said.sentence, self._equals)
        if self.counted and self.counted[-1] not in measure:
            return None
        total = self._heavy(self.asked.terms)
        above = widened(said.above, self._equals)
        elsewhere = not set(content_terms(said.figure.area)) <= widened(self.asked.terms, self._equals)
        placed = set() if elsewhere else {name for name in self.names if name in above}
        held = sentence | above
        own = self._heavy(term for term in self.asked.terms if term in measure) / total
        if not own:
            return None
        known = set(self.asked.terms) | widened(self.asked.terms, self._equals)
        return Fit(
            said,
            tuple(term for term in self.asked.terms if term not in held),
            tuple(name for name in self.names if name not in sentence | placed),
            self._heavy(term for term in self.asked.terms if term in sentence | placed) / total,
            own,
            len([term for term in said.measure if term not in known and term not in light_terms()]),
        )

    def of_kind(self, figure: Figure) -> bool:
        """Return whether a figure is of the kind that is asked for: money, share, length of time, rate or count."""
        return self._counts(figure.unit, figure.change)

    def _of_unit(self, unit: str, change: bool) -> bool:
        moves = self.asked.operation in (Operation.CHANGE, Operation.WHETHER)
        if _PERCENT.search(self.words):
            return unit == "%" or moves and not change
        if re.search(r"\bhow long\b", self.words, re.I):
            return unit in _TIMES
        if re.search(r"\bhow old\b|\bwhat age", self.words, re.I):
            return unit == "years of age"
        if re.search(r"\bper\s+(?:[\d,]+|head|capita|thousand)\b", self.words, re.I):
            return unit.startswith(("per", "for every"))
        if _HOW_MANY.search(self.words):
            named = set(content_terms(unit)) & set(content_terms(self.words))
            return unit == "count" or bool(named)
        if _MONEY.search(self.words):
            return unit.startswith(_SIGNS)
        return True

    @property
    def amount(self) -> bool:
        """Whether the question says in words which kind of amount it asks for."""
        kinds = (_HOW_MANY, _PERCENT, _MONEY, re.compile(r"\bhow (?:long|old)\b|\bper\s+(?:[\d,]+|head|capita)", re.I))
        return any(kind.search(self.words) for kind in kinds)

    def heavy(self, terms: Sequence[str]) -> float:
        """Return how much of the question's matter some terms are, from 0 to 1."""
        return self._heavy(terms) / (self._heavy(self.asked.terms) or 1.0)

    def _heavy(self, terms: Sequence[str] | Iterator[str]) -> float:
        most = max(self._rarity.values(), default=1.0)
        return sum(self._rarity.get(term, most) for term in terms)

    def placed(self, terms: Sequence[str]) -> bool:
        """Return whether terms are one place that the question asks an amount for ("how many … in Ashby")."""
        told = re.search(rf"\b(?:in|for|at|across)\s+(?:the\s+)?{re.escape(self.as_asked(terms))}\b", self.words)
        return bool(told) and bool(_HOW_MANY.search(self.words) or _PERCENT.search(self.words) or _MONEY.search(self.words))

    def as_asked(self, terms: Sequence[str]) -> str:
        """Return the words of the question that gave some terms."""
        words = self.words.replace("?", " ").split()
        named = [word for word in words if set(content_terms(word)) & set(terms)]
        return " ".join(dict.fromkeys(re.sub(r"[’']s?$", "", word.strip(".,;:()")) for word in named))


def said_figures(document: Document, accesses: Sequence[Access]) -> Iterator[Said]:
    """Yield the figures of a record's sentences in items that may be seen."""
    tables = [table.span for table in document.tables]
    for figure in document.figures:
        if any(table.overlaps(figure.context) for table in tables):
            continue
        item = next((at for at, item in enumerate(document.items) if item.span.contains(figure.span)), None)
        access = document.items[item].access if item is not None else document.access
        if access in accesses:
            yield Said(document, item, figure)


def speaks_of(asked: Period, held: Period) -> bool:
    """Return whether a period asked for is the one held."""
    return asked.equals(held)


def apart(asked: Period, held: Period) -> bool:
    """Return whether two periods share no day."""
    return asked.last < held.first or held.last < asked.first


def in_order(one: Said, other: Said) -> tuple[Said, Said] | None:
    """Return two levels of a sentence or more, the earlier first; None where neither dates nor words tell which it is."""
    if one.period and other.period:
        return (one, other) if one.period.first < other.period.first else (other, one)
    before = [said.document.text[said.figure.context.start : said.figure.span.start] for said in (one, other)]
    told = [bool(_EARLIER.search(words)) for words in before]
    if told[0] == told[1] or one.figure.context != other.figure.context:
        return None
    return (one, other) if told[0] else (other, one)
