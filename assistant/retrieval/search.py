"""Question to ranked passages: words and meanings find candidates, fitted weights rank them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from assistant.crossref import ItemKey
from assistant.language import content_terms
from assistant.library import DocumentSummary, Library
from assistant.records import Access, Hit
from assistant.retrieval.analysis import Analysis, analyse
from assistant.retrieval.encoder import known_words
from assistant.retrieval.features import NAMES, Scores, features
from assistant.retrieval.indexes import Indexes
from assistant.retrieval.scope import Scope
from assistant.retrieval.spelling import inflected, mend, misread, respell, rewritten, same_word
from assistant.retrieval.words import edits

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


_LOOKED_AT = 12  # passages looked at for how words are printed and whether they stand side by side
_MOST_EDITS = 2
_SHOUTED = 2  # words; a longer question all in capitals is shouted
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")


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
        ranked = _as_printed(question, sorted(scored, key=lambda hit: (-hit.score, hit.document, hit.span)))
        return Found(analysis, tuple(ranked[:limit]), rarity, scope.accesses)

    def _spelt(self, analysis: Analysis, scope: Scope) -> Analysis:
        """Return the analysis with each word that no record in sight holds taken as the nearest that one does."""
        misread_words = self._misread(analysis, scope)
        if misread_words:
            analysis = analyse(rewritten(analysis.question, misread_words), self.acronyms(scope))
        right = spelt_right(analysis.question)
        meant = self.respelt(analysis.terms, scope, right)  # "Westgate" is a name, not a west and a gate
        meant = {term: forms for term, forms in meant.items() if len(forms) == 1 or term not in analysis.names}
        meant |= {term: (form,) for term, form in self._mended(analysis, meant, right, scope).items()}
        if not meant:
            return replace(analysis, meant=misread_words)
        written = self._as_written(analysis.question, meant, scope)
        if written:
            analysis = analyse(rewritten(analysis.question, written), self.acronyms(scope))
        return replace(
            analysis, terms=tuple(dict.fromkeys(new for term in analysis.terms for new in meant.get(term, (term,)))),
            names=tuple(dict.fromkeys(new for name in analysis.names for new in meant.get(name, (name,)))),
            meant=(*misread_words, *written),
        )  # fmt: skip

    def _misread(self, analysis: Analysis, scope: Scope) -> tuple[tuple[str, str], ...]:
        """Return the words that neither English nor a record has, each with the function word that it is a slip for."""
        unknown = {term for term, count in self._indexes.words.frequencies(analysis.terms, scope.accesses).items() if not count}
        words = [word for word in re.findall(r"\b[a-z]+\b", analysis.question) if unknown.intersection(content_terms(word))]
        right = spelt_right(" ".join(words)) if words else frozenset()
        return tuple((word, stop) for word in words if not right.issuperset(content_terms(word)) and (stop := misread(word)))

    def _mended(
        self, analysis: Analysis, meant: Mapping[str, Sequence[str]], right: Collection[str], scope: Scope
    ) -> dict[str, str]:
        """Return what further words that no record holds are slips for; see ``assistant.retrieval.spelling.mend``."""
        counts = self._indexes.words.frequencies(analysis.terms, scope.accesses)
        unknown = {term for term, count in counts.items() if not count and term.isalpha() and term not in {*meant, *right}}
        if not unknown:
            return {}
        return mend(
            analysis.question, unknown, lambda word, most: self._near(word, most, scope),
            lambda wanted, beside: any(_holds(hit.text, wanted, beside) for hit in self.holding(wanted, scope, _LOOKED_AT)),
        )  # fmt: skip

    def _near(self, word: str, most: int, scope: Scope) -> list[str]:
        """Return the terms of words in the records that lie within some edits of a word, the nearest first.

        Letters doubled in one of them and not in the other count as one edit together.
        """
        offered = self._indexes.words.near(word, max(most, min(_MOST_EDITS, len(word) // 4)), scope.accesses)
        nearest = {term: printed for term in offered if (printed := self._printed(word, term, scope))}
        apart = {term: min(edits(word, other), 1 + edits(_single(word), _single(other))) for term, other in nearest.items()}
        return sorted((term for term, count in apart.items() if count <= most), key=lambda term: apart[term])

    def _printed(self, word: str, term: str, scope: Scope) -> str:
        """Return the word of a term, as some passages print it, that is nearest a word; "" where none is found."""
        texts = (hit.text for hit in self.holding([term], scope, _LOOKED_AT))
        words = {other for text in texts for other in _WORD.findall(text) if content_terms(other)[:1] == (term,)}
        plain = sorted(re.sub(r"[^a-z]", "", other.lower()) for other in words)
        return min(plain, key=lambda other: edits(word, other), default="")

    def _as_written(self, question: str, meant: Mapping[str, Sequence[str]], scope: Scope) -> tuple[tuple[str, str], ...]:
        """Return the misspelt words of a question, each with the one that it is taken as, as a record writes that."""
        found: dict[str, str] = {}
        for word in re.findall(r"[A-Za-z]+", question):
            term = next(iter(content_terms(word)), "")
            forms = meant.get(term, ())
            slip = len(forms) == 1 and not inflected(term, forms[0])
            printed = self._printed(word.lower(), forms[0], scope) if slip else ""
            if printed and edits(word.lower(), printed) <= _MOST_EDITS and not same_word(word.lower(), printed):
                found[word] = printed
        return tuple(found.items())

    def respelt(self, wanted: Sequence[str], scope: Scope, right: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
        """Return what each term that no record in sight holds is taken as; see ``assistant.retrieval.spelling.respell``."""
        words, accesses = self._indexes.words, scope.accesses
        return respell(
            wanted, lambda terms: words.frequencies(terms, accesses), lambda term: words.nearest(term, accesses), right
        )

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


def spelt_right(question: str) -> frozenset[str]:
    """Return the terms of the words of a question that are spelt right; see ``assistant.retrieval.encoder.known_words``."""
    known = known_words()
    return frozenset(term for word in re.findall(r"[A-Za-z]+", question) if word.lower() in known for term in content_terms(word))


def _as_printed(question: str, ranked: Sequence[Hit]) -> Sequence[Hit]:
    """Return passages with those first that print a name in capitals ("PREVENT") as asked, where others mean the word."""
    if question.isupper() and len(question.split()) > _SHOUTED:
        return ranked
    for name in re.findall(r"\b[A-Z]{3,}\b", question):
        word = re.compile(rf"\b{name.lower()}(?:s|ed|ing)?\b")
        if any(word.search(hit.text) for hit in ranked):
            ranked = sorted(ranked, key=lambda hit: not re.search(rf"\b{name}\b", f"{hit.text} {hit.heading}"))
    return ranked


def _single(word: str) -> str:
    """Return a word with its doubled letters single."""
    return re.sub(r"(.)\1", r"\1", word)


def _holds(text: str, wanted: Sequence[str], beside: bool) -> bool:
    """Return whether a text holds two terms, and where ``beside``, one right after the other."""
    held = content_terms(text)
    pairs = list(zip(held, held[1:], strict=False))
    return tuple(wanted) in pairs if beside else set(wanted) <= set(held)


@lru_cache(maxsize=1)
def load_weights() -> Sequence[float]:
    """Return the fitted weight of each feature; ``eval/fit_ranking.py`` fits them, the data card is docs/ranking.md."""
    held = json.loads(resources.files("assistant.retrieval").joinpath("weights.json").read_text("utf-8"))
    return [float(held["weights"][name]) for name in NAMES]
