"""The way of a question as a LangChain Runnable: made whole, searched, answered, verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.askedclass import of_another_class
from assistant.answering.citing import cite, heading_of, label_of, number, offer, tell
from assistant.answering.comparison import compare
from assistant.answering.constraints import off_the_matter, unheard_of
from assistant.answering.decisions import with_outcome
from assistant.answering.definitions import asks_what_is_a
from assistant.answering.everytime import every_time
from assistant.answering.extractive import Choice, choose, log_odds, nearest, sure_enough
from assistant.answering.figures import FigureAnswerer, FigureChoice, compose_figures, offers
from assistant.answering.followup import make_whole
from assistant.answering.grounding import verify
from assistant.answering.kinds import told_by_kind
from assistant.answering.lists import falls_short
from assistant.answering.matters import asks_latest, matter_of, openly
from assistant.answering.openness import openly_private
from assistant.answering.overview import asks_whole_meeting
from assistant.answering.rowcover import row_covers
from assistant.answering.selection import limit
from assistant.answering.sight import Sight
from assistant.answering.staying import Place, item_at, leads_elsewhere, likely, may_stay, only_item, place_of
from assistant.answering.units import Unit
from assistant.dates import find_periods
from assistant.records import Access, Answer, Citation, Claim, Document, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher
from assistant.retrieval.spelling import rewritten

_HITS = 12
_REMEMBERED = 256  # questions of conversations whose answers' places are kept
_FURTHER = 48  # passages whose records are looked through for the points of a course in time


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, after what, and what the asker may see."""

    text: str
    history: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A question on its way through the chain, with what each step has added and how long it took."""

    question: Question
    whole: str = ""
    matter: str = ""
    found: Found | None = None
    choice: Choice | None = None
    answer: Answer | None = None
    timings: tuple[tuple[str, float], ...] = ()


def build_chain(searcher: Searcher, document: Callable[[str], Document]) -> Runnable[Question, Answer]:
    """Return the chain from a question to its answer.

    Args:
        searcher: Finds passages.
        document: Gives a document by name.
    """
    figures = FigureAnswerer(document, searcher.meaning)
    steps: Sequence[tuple[str, Callable[[_Draft], _Draft]]] = (
        ("analysis_ms", _understand),
        ("retrieval_ms", lambda draft: replace(draft, found=_search(draft, searcher, draft.question.scope))),
        ("answer_ms", lambda draft: _staying(draft, before(draft.question), searcher, document, figures)),
        ("grounding_ms", _verified),
    )
    chain: Runnable[Question, _Draft] = RunnableLambda(lambda question: _Draft(question))
    for name, step in steps:
        chain = chain | RunnableLambda(_timed(name, step), name=name.removesuffix("_ms"))
    answering = chain | RunnableLambda(_finished)

    @lru_cache(maxsize=_REMEMBERED)
    def answered_at(question: Question) -> Place | None:
        return place_of(answering.invoke(question)) or before(question)

    def before(question: Question) -> Place | None:
        if not question.history or not may_stay(question.text):
            return None
        return answered_at(replace(question, text=question.history[-1], history=question.history[:-1]))

    return answering


def _timed(name: str, step: Callable[[_Draft], _Draft]) -> Callable[[_Draft], _Draft]:
    def run(draft: _Draft) -> _Draft:
        began = time.perf_counter()
        done = step(draft)
        return replace(done, timings=(*done.timings, (name, round((time.perf_counter() - began) * 1000, 2))))

    return run


def _understand(draft: _Draft) -> _Draft:
    whole = make_whole(draft.question.text, draft.question.history)
    meeting = asks_whole_meeting(whole, bool(find_periods(whole)))
    return replace(draft, whole=whole, matter="" if meeting else matter_of(whole))


def _search(draft: _Draft, searcher: Searcher, scope: Scope) -> Found:
    return searcher.search(draft.matter or draft.whole, scope, _HITS)


def _figured(draft: _Draft, found: Found, scope: Scope, searcher: Searcher, figures: FigureAnswerer) -> FigureChoice | None:
    """Return what tables say to a question; None where it asks for whatever is said of a matter, or what a thing is."""
    if openly(draft.whole) or asks_what_is_a(draft.whole):
        return None
    told = figures.answer(found, scope.accesses, lambda words: searcher.search(words, scope, _FURTHER))
    listed = told and found.analysis.asks == "list" and falls_short(draft.whole, [one.text for one in told.statements])
    return None if listed else told


def _staying(
    draft: _Draft, place: Place | None, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer
) -> _Draft:
    """Answer a follow-up in the item of the answer before where that says as much of it as any, else from all records."""
    assert draft.found is not None
    scope = replace(draft.question.scope, documents=(place.document,)) if place else draft.question.scope
    hits = searcher.search(draft.whole, scope, _FURTHER).hits if place else ()
    index = item_at(document(place.document), place) if place and hits else None
    hits = tuple(hit for hit in hits if hit.item_index == index)
    if place is None or index is None or not hits or leads_elsewhere(draft.found, document(place.document), index):
        return _answer(draft, searcher, document, figures)
    there = only_item(document(place.document), index)
    narrow = replace(draft, question=replace(draft.question, scope=scope), found=replace(draft.found, hits=hits[:_HITS]))
    stayed = _answer(narrow, searcher, lambda name: there if name == place.document else document(name), figures)
    if stayed.answer is None or stayed.answer.status is not Status.ANSWERED:
        stayed = _answer(draft, searcher, document, figures)
        choice = choose(narrow.found or draft.found, document)
        if stayed.answer and stayed.answer.status is Status.ABSTAINED and likely(draft.found, draft.question.text, choice):
            answer = _compose(draft, choice.units[:1], document)
            return replace(stayed, answer=replace(answer, confidence=choice.chance))
    return replace(stayed, question=draft.question, found=draft.found)


def _answer(draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer) -> _Draft:
    """Answer from what was found, or say that it is of another kind of place than the one asked for."""
    answered = _told(draft, searcher, document, figures)
    assert answered.answer is not None
    other = of_another_class(draft.whole, answered.answer) if answered.answer.status is Status.ANSWERED else ""
    if not other:
        return answered
    declined = _declined(draft, Status.ABSTAINED, f"the records do not say: {other.rstrip('.')}", other)
    return replace(draft, answer=replace(declined, confidence=answered.answer.confidence))


def _told(draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer) -> _Draft:
    """Answer from figures where tables hold what is asked, else in the records' sentences, else not at all."""
    assert draft.found is not None
    scope, analysis = draft.question.scope, draft.found.analysis
    if analysis.asks == "every-time":
        lead, units = every_time(draft.found, searcher, scope, document)
        if units:
            return replace(draft, answer=_compose(draft, units, document, lead))
    told = told_by_kind(draft.found, searcher, scope, document)
    if told is not None:
        answer = _compose(draft, told.units, document, told.lead, told.labelled)
        return replace(draft, answer=replace(answer, confidence=1.0))
    figured = _figured(draft, draft.found, scope, searcher, figures)
    if figured and figured.statements:
        return replace(draft, answer=compose_figures(figured, draft.question.text))
    choice = compare(draft.whole, analysis, searcher, scope, document, _HITS)
    choice = choice or choose(draft.found, document, bool(draft.matter), asks_latest(draft.whole))
    answers = sure_enough(choice) and not (figured and (choice.units[0].row is not None or _refused(figured, choice.units[0])))
    answers = answers and (choice.units[0].row is None or row_covers(draft.found, choice.units[0]))
    sight = Sight(draft.found, searcher, scope, document)
    answers = answers and not off_the_matter(sight, choice.units[0])
    kept = False  # whatever may be said of a matter answers an open question, however much more is closed
    if figured or answers and not draft.matter:
        kept = _kept_back(draft, searcher, document, figures, choice.chance if answers else 0.0)
    if answers and not kept:
        answer = _compose(draft, with_outcome(draft.whole, choice.units, document), document)
    elif figured and not kept:
        text = f"{figured.unmet[0].upper()}{figured.unmet[1:]}."
        declined = _declined(draft, Status.ABSTAINED, figured.unmet)
        answer = replace(declined, text=text, nearest=offers(figured), answerer="figures")
    elif openly_private(sight):
        answer = _declined(draft, Status.RESTRICTED, "the open records say that part of this matter was taken in private")
    else:
        named = unheard_of(sight)
        reason = named.rstrip(".") or choice.unmet or "the nearest passages do not clearly answer it"
        answer = _declined(draft, Status.ABSTAINED, f"the records do not say: {reason}", named)
    return replace(draft, answer=replace(answer, confidence=choice.chance))


def _refused(figured: FigureChoice, unit: Unit) -> bool:
    """Return whether a unit is the very sentence that was found to be of another period or place than the one asked."""
    return any(
        told.document.name == unit.hit.document and any(place.overlaps(unit.span) for place in told.places)
        for told in figured.nearest
    )


def _kept_back(
    draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer, chance: float
) -> bool:
    """Return whether an exempt item would have answered, and more surely than what may be said (``chance``).

    Then nothing is said, as where nothing is found: only this, never what the item says, may leave this module.
    """
    scope = draft.question.scope
    if Access.EXEMPT in scope.accesses or not searcher.holds(Access.EXEMPT):
        return False
    wider = replace(scope, accesses=(Access.PUBLIC, Access.EXEMPT))
    found = _search(draft, searcher, wider)
    figured = _figured(draft, found, wider, searcher, figures)
    if figured and figured.statements:
        items = [told.document.items[told.item] for told in figured.statements if told.item is not None]
        return any(item.access is Access.EXEMPT for item in items)
    choice = choose(found, document)
    surer = sure_enough(choice) and log_odds(choice.chance) > log_odds(chance) + limit("exempt_surer")
    return surer and choice.units[0].hit.access is Access.EXEMPT


def _compose(
    draft: _Draft, units: Sequence[Unit], document: Callable[[str], Document], lead: str = "", labelled: bool | None = None
) -> Answer:
    """Return the answer that says the chosen units, each with the citations of its words and of what it rests on.

    ``lead`` stands above them and is said of the answer itself (how many there are), so it carries no citation; each unit is
    told with its meeting and item where ``labelled``, by default where there is a lead.
    """
    labelled = bool(lead) if labelled is None else labelled
    citations: list[Citation] = []
    claims: list[Claim] = []
    for unit in units:
        whole = document(unit.hit.document)
        numbers = [number(citations, cite(whole, span)) for span in (unit.span, *unit.support)]
        claims.append(Claim(unit.text, tuple(numbers)))
    listed = bool(lead) and labelled or len(claims) > 1 and (labelled or all(u.listed or u.row is not None for u in units))
    first = [citations[claim.citations[0] - 1] for claim in claims]
    if labelled:
        labels = [label_of(citation) for citation in first]
    else:  # a sentence after the first leans on the one before it
        labels = [heading_of(first[0], claims[0].text), *[""] * (len(claims) - 1)] if claims else []
    text = ("\n" if listed else " ").join(part for part in (lead, tell(claims, listed, labels)) if part)
    return Answer(draft.question.text, Status.ANSWERED, text, tuple(claims), tuple(citations))


def _declined(draft: _Draft, status: Status, reason: str, named: str = "") -> Answer:
    assert draft.found is not None
    if status is Status.RESTRICTED:
        text = "The records that are open to you do not answer this. Part of the matter is exempt from publication."
        return Answer(draft.question.text, status, text, reason=reason)
    said = ("The records that are open to you do not answer this.", named, f"Looked for: {draft.whole}")
    text = " ".join(part for part in said if part)
    return Answer(draft.question.text, status, text, reason=reason, nearest=offer(nearest(draft.found)))


def _verified(draft: _Draft) -> _Draft:
    """Check every claim against the quotes it cites; one that fails is left out, and the reader is told so."""
    answer = draft.answer
    assert answer is not None
    quotes = {citation.id: citation.quote for citation in answer.citations}
    # A figure computed over a whole table stands in no quote: what was computed, in decimals, is evidence beside them.
    computed = [answer.computation] if answer.computation and answer.answerer == "figures" else []
    claims = [
        replace(claim, checks=verify(claim.text, [*(quotes[n] for n in claim.citations), *computed]).checks)
        for claim in answer.claims
    ]
    backed = tuple(claim for claim in claims if claim.grounded and _wordy(claim.text))
    if len(backed) == len(claims) and (answer.status is not Status.ANSWERED or _wordy(answer.text)):
        return replace(draft, answer=replace(answer, claims=backed))
    if not backed:
        return replace(draft, answer=_declined(draft, Status.ABSTAINED, "what was found does not stand up to its sources"))
    note = f"{len(claims) - len(backed)} of {len(claims)} sentences left out: their sources do not back them"
    text = tell(backed, listed="\n" in answer.text)
    return replace(draft, answer=replace(answer, text=text, claims=backed, notes=(*answer.notes, note)))


def _wordy(text: str) -> bool:
    """Return whether a text says anything: an answer without a letter or digit is none."""
    return any(char.isalnum() for char in text)


def _finished(draft: _Draft) -> Answer:
    assert draft.answer is not None
    whole = rewritten(draft.whole, draft.found.analysis.meant if draft.found else ())
    taken = whole if whole != draft.question.text else None
    total = round(sum(milliseconds for _, milliseconds in draft.timings), 2)
    return replace(draft.answer, taken_as=taken, timings=(*draft.timings, ("total_ms", total)))
