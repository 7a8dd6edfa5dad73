"""Question to ranked passages: words and meanings find candidates, fitted weights rank them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from assistant.crossref import ItemKey
from assistant.library import DocumentSummary, Library
from assistant.records import Access, Hit
from assistant.retrieval.analysis import Analysis, analyse
from assistant.retrieval.features import NAMES, Scores, features
from assistant.retrieval.indexes import Indexes
from assistant.retrieval.scope import Scope
from assistant.retrieval.spelling import respell

if TYPE_CHECKING:
    from assistant.retrieval.embedding import Array

_BY_WORDS, _BY_CONTEXT, _BY_MEANING = 80, 20, 60  # candidates from each side, set by hand
_MEANINGS_KNOWN = 300  # nearest passages whose similarity is known, so that those found by words alone have theirs


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the question understood, the passages best first, how rare each term is, what may be seen."""

    analysis: Analysis
    hits: tuple[Hit, ...]
    rarity: Mapping[str, float]
    accesses: tuple[Access, ...] = (Access.PUBLIC,)


class Searcher:
    """Searches one library through its indexes."""

    def __init__(self, library: Library, indexes: Indexes) -> None:
        self._library = library
        self._indexes = indexes

    def search(self, question: str, scope: Scope, limit: int) -> Found:
        """Return the passages that speak to a question, best first.

        Only passages that share a word with the question or lie near it in meaning are handed on, never one with nothing
        for it.  Equal scores are in order of document and place, so that a search gives the same twice.
        """
        analysis = self._spelt(analyse(question, self.acronyms(scope)), scope)
        rarity = self.rarity(analysis, scope)
        hits, scores = self.candidates(analysis, scope)
        weights = load_weights()
        rows = features(analysis, hits, scores, rarity)
        scored = [
            replace(hit, score=sum(w * x for w, x in zip(weights, row, strict=True)), meaning=said.meaning)
            for hit, row, said in zip(hits, rows, scores, strict=True)
        ]
        ranked = sorted(scored, key=lambda hit: (-hit.score, hit.document, hit.span))
        return Found(analysis, tuple(ranked[:limit]), rarity, scope.accesses)

    def _spelt(self, analysis: Analysis, scope: Scope) -> Analysis:
        """Return the analysis with each word that no record in sight holds taken as the nearest that one does."""
        meant = self.respelt(analysis.terms, scope)  # "Westgate" is a name, not a west and a gate
        meant = {term: forms for term, forms in meant.items() if len(forms) == 1 or term not in analysis.names}
        if not meant:
            return analysis
        return replace(
            analysis, terms=tuple(dict.fromkeys(new for term in analysis.terms for new in meant.get(term, (term,)))),
            names=tuple(dict.fromkeys(new for name in analysis.names for new in meant.get(name, (name,)))),
        )  # fmt: skip

    def respelt(self, wanted: Sequence[str], scope: Scope) -> dict[str, tuple[str, ...]]:
        """Return what each term that no record in sight holds is taken as; see ``assistant.retrieval.spelling.respell``."""
        words, accesses = self._indexes.words, scope.accesses
        return respell(wanted, lambda terms: words.frequencies(terms, accesses), lambda term: words.nearest(term, accesses))

    def candidates(self, analysis: Analysis, scope: Scope) -> tuple[list[Hit], list[Scores]]:
        """Return the passages that either index finds, with what the indexes say of each."""
        by_words = dict(self._indexes.words.search(analysis.weighted, scope, _BY_WORDS))
        by_context = dict(self._indexes.words.search(analysis.weighted, scope, _BY_CONTEXT, "context"))
        if not by_words and not by_context:
            return [], []  # something is always nearest in meaning: without one word in common it is no evidence
        vector = self._indexes.embedder.question(analysis.question)
        nearest = self._indexes.vectors.search(vector, scope, _MEANINGS_KNOWN)
        by_meaning = dict(nearest)
        keys = sorted({*by_words, *by_context, *(key for key, _ in nearest[:_BY_MEANING])})
        hits = self._library.hits(dict.fromkeys(keys, 0.0))
        scores = [
            Scores(by_words.get(hit.passage, 0.0), by_context.get(hit.passage, 0.0), by_meaning.get(hit.passage, 0.0))
            for hit in hits
        ]
        return hits, scores

    def meaning(self, text: str) -> Array:
        """Return the vector of a few words, shape (dimension,), length 1."""
        return self._indexes.embedder.question(text)

    def near(self, text: str, scope: Scope, limit: int) -> list[Hit]:
        """Return the passages nearest a text in meaning; something is always nearest, so it is nothing but an offer."""
        return self._library.hits(dict(self._indexes.vectors.search(self.meaning(text), scope, limit)))

    def holding(self, wanted: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
        """Return the passages that hold any of the terms in their words, those with the most of them first."""
        found = self._indexes.words.search(dict.fromkeys(wanted, 1.0), scope, limit)
        return self._library.hits(dict(found))

    def records(self, scope: Scope) -> list[DocumentSummary]:
        """Return the records in sight, by name; a record narrowed by date counts by any of its meetings."""
        held = [one for one in self._library.summaries() if one.access in scope.accesses]
        return [
            one for one in held
            if (not scope.documents or one.name in scope.documents)
            and (not scope.bodies or one.body in scope.bodies)
            and (not scope.kinds or one.kind in scope.kinds)
            and (not (scope.first or scope.last) or any(
                (scope.first is None or scope.first <= day) and (scope.last is None or day <= scope.last)
                for day in one.meeting_dates))
        ]  # fmt: skip

    def item_keys(self, scope: Scope) -> list[ItemKey]:
        """Return the numbered items in sight, for cross-references to lead to."""
        return self._library.item_keys(scope.accesses)

    def frequencies(self, wanted: Sequence[str], scope: Scope) -> dict[str, int]:
        """Return in how many passages that the scope's access labels open each term stands."""
        return self._indexes.words.frequencies(wanted, scope.accesses)

    def holds(self, access: Access) -> bool:
        """Return whether any passage bears an access label."""
        return self._indexes.words.size((access,)) > 0

    def acronyms(self, scope: Scope) -> Sequence[tuple[str, str]]:
        """Return the acronyms that the records in sight define."""
        return self._library.acronyms(scope.accesses)

    def rarity(self, analysis: Analysis, scope: Scope) -> dict[str, float]:
        """Return the inverse document frequency of every term of a question (BM25's) among what the role may see."""
        total = self._indexes.words.size(scope.accesses)
        frequencies = self._indexes.words.frequencies([*analysis.weighted, *analysis.names], scope.accesses)
        return {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}


@lru_cache(maxsize=1)
def load_weights() -> Sequence[float]:
    """Return the fitted weight of each feature; ``eval/fit_ranking.py`` fits them, the data card is docs/ranking.md."""
    held = json.loads(resources.files("assistant.retrieval").joinpath("weights.json").read_text("utf-8"))
    return [float(held["weights"][name]) for name in NAMES]
