"""From a question and the documents found for it to an answer out of their tables, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.asked import Operation, read_question
from assistant.answering.figures.candidates import Candidates, find_candidates
from assistant.answering.figures.matching import Matcher
from assistant.answering.figures.said import answer_said
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.figures.sure import fitted
from assistant.answering.figures.trend import tell_trend
from assistant.answering.figures.trendasked import read_course
from assistant.answering.figures.worded import WordReader
from assistant.answering.figures.wording import declined, elsewhere, offered, word
from assistant.ingest.figures.sheet import Sheet, sheets_of
from assistant.records import Access, Document
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

__all__ = ["FigureAnswerer", "FigureChoice", "Statement", "answer_figures", "choose_figures"]

_PASSED = frozenset({"why", "definition", "decision", "cross-reference", "every-time"})
_DOCUMENTS, _VECTORS = 64, 4096  # documents whose tables, and labels whose vectors, are held in memory
_NAME = 2  # terms that a label which is no more than a name has at most
_ONLY_EXTREMES = frozenset({"who", "when"})


class FigureAnswerer:
    """Answers questions from the tables of the documents found; reads each document's tables once.

    Args:
        document: Gives a document by name.
        encode: Turns words into a unit vector, shape (dimension,); without it labels are matched by words alone.
    """

    def __init__(self, document: Callable[[str], Document], encode: Encoder | None = None) -> None:
        self._document = document
        self._encode = lru_cache(maxsize=_VECTORS)(encode) if encode else None
        self._sheets: dict[tuple[str, str], tuple[Sheet, ...]] = {}

    def answer(
        self, found: Found, accesses: Sequence[Access] = (Access.PUBLIC,), further: Callable[[str], Found] | None = None
    ) -> FigureChoice | None:
        """Return the answer that the tables of the documents found give, else their sentences; None where neither does.

        Args:
            found: The passages found for the question.
            accesses: Access labels that the asker may see: tables of other items are not looked at.
            further: Searches for more passages: a course in time may lie in more records than were found for one answer.
        """
        if worded := self._of_words(found, accesses):
            return worded
        choice = self._of_tables(found, accesses, further)
        if choice and choice.statements or not _asks_for_figures(found.analysis):
            return choice
        said = answer_said(found, self._document, accesses)
        return said if said and (said.statements or choice is None) else choice

    def _of_words(self, found: Found, accesses: Sequence[Access]) -> FigureChoice | None:
        """Return the rows of tables of words that a question picks, where it asks for no figure of them."""
        if found.analysis.asks in ("why", "definition", "every-time") or read_course(found.analysis):
            return None
        documents = [self._document(name) for name in dict.fromkeys(hit.document for hit in found.hits)]
        return WordReader(found.analysis, found.rarity).read(documents, accesses)

    def _of_tables(self, found: Found, accesses: Sequence[Access], further: Callable[[str], Found] | None) -> FigureChoice | None:
        sheets = self._seen(found, accesses)
        if (course := read_course(found.analysis)) is None:
            return choose_figures(found.analysis, found.rarity, sheets, self._encode)
        wide = further(course.analysis.question) if further else found
        documents = [self._document(name) for name in dict.fromkeys(hit.document for hit in (*found.hits, *wide.hits))]
        more = self._seen(replace(found, hits=(*found.hits, *wide.hits)), accesses)
        over_time = partial(tell_trend, found.analysis, found.rarity, more, documents, accesses, self._encode)
        choice = over_time() or choose_figures(found.analysis, found.rarity, sheets, self._encode)
        return choice if choice and choice.statements else over_time(of_one_table=True) or choice

    def _seen(self, found: Found, accesses: Sequence[Access]) -> list[Sheet]:
        names = dict.fromkeys(hit.document for hit in found.hits)
        held = [sheet for name in names for sheet in self._of(self._document(name))]
        return [s for s in held if (s.item.access if s.item else s.document.access) in accesses]

    def _of(self, document: Document) -> tuple[Sheet, ...]:
        key = (document.name, document.sha256)
        if key not in self._sheets:
            if len(self._sheets) >= _DOCUMENTS:
                self._sheets.pop(next(iter(self._sheets)))
            self._sheets[key] = sheets_of(document)
        return self._sheets[key]


def answer_figures(
    found: Found,
    document: Callable[[str], Document],
    encode: Encoder | None = None,
    accesses: Sequence[Access] = (Access.PUBLIC,),
) -> FigureChoice | None:
    """Return what ``FigureAnswerer.answer`` gives for one question."""
    return FigureAnswerer(document, encode).answer(found, accesses)


def choose_figures(
    analysis: Analysis,
    rarity: Mapping[str, float],
    sheets: Sequence[Sheet],
    encode: Encoder | None = None,
    known: bool = False,
) -> FigureChoice | None:
    """Return what some sheets answer to a question; None where they have nothing to do with it.

    Args:
        analysis: The question understood.
        rarity: How rare each of its terms is in the records.
        sheets: The tables looked at.
        encode: Turns words into a unit vector.
        known: Whether the table is known to be meant; else it was found by a search, and must fit better.
    """
    model = fitted()
    least = model.known if known else model.found
    found = candidates(analysis, rarity, sheets, encode, known)
    if found is None:
        return None
    best = next((way for way in found.ways if way.chance >= least and way.result.told), None)
    if best:
        return word(best.match, best.result, best.chance)
    exact = next((w for w in found.ways if w.result.exact and any(w.match is m for m in found.fitting)), None)
    if exact:
        return FigureChoice(unmet=exact.result.unmet, nearest=offered(exact.match))
    if found.fitting and all(match.absent for match in found.fitting):
        return declined(found.fitting[0])
    return None if found.fitting else elsewhere(found.matches, Matcher(analysis, rarity, encode))


def candidates(
    analysis: Analysis,
    rarity: Mapping[str, float],
    sheets: Sequence[Sheet],
    encode: Encoder | None = None,
    known: bool = False,
    least: float | None = None,
) -> Candidates | None:
    """Return every way in which some sheets may answer a question; None where it is none for figures.

    ``least`` is the least chance with which a table speaks of what is asked, by default the fitted one.
    """
    if not sheets or not (known or _asks_for_figures(analysis)):
        return None
    model = fitted()
    least = (model.known if known else model.found) if least is None else least
    matcher = Matcher(analysis, rarity, encode)
    entities = frozenset(term for sheet in sheets for row in sheet.rows if len(row.terms) <= _NAME for term in row.terms)
    matches = [matcher.match(sheet, entities) for sheet in sheets]
    return find_candidates(matcher, matches, encode, model, known, least)


def _asks_for_figures(analysis: Analysis) -> bool:
    """Return whether a question can be one for figures: not why, who did, what was decided."""
    operation = read_question(analysis.question).operation
    if analysis.asks in _PASSED or analysis.asks == "how" and operation is Operation.LOOK_UP:
        return False
    return analysis.asks not in _ONLY_EXTREMES or operation is Operation.EXTREME
