"""The way of a question as a LangChain Runnable: made whole, searched, answered, verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.extractive import Choice, choose, nearest, sure_enough
from assistant.answering.figures import FigureAnswerer, FigureChoice, compose_figures, offers
from assistant.answering.followup import make_whole
from assistant.answering.grounding import verify
from assistant.answering.units import Unit
from assistant.records import Access, Answer, Citation, Claim, Document, Hit, Span, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

_HITS = 12


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
        ("retrieval_ms", lambda draft: replace(draft, found=searcher.search(draft.whole, draft.question.scope, _HITS))),
        ("answer_ms", lambda draft: _answer(draft, searcher, document, figures)),
        ("grounding_ms", lambda draft: _verified(draft)),
    )
    chain: Runnable[Question, _Draft] = RunnableLambda(lambda question: _Draft(question))
    for name, step in steps:
        chain = chain | RunnableLambda(_timed(name, step), name=name.removesuffix("_ms"))
    return chain | RunnableLambda(_finished)


def _timed(name: str, step: Callable[[_Draft], _Draft]) -> Callable[[_Draft], _Draft]:
    def run(draft: _Draft) -> _Draft:
        began = time.perf_counter()
        done = step(draft)
        return replace(done, timings=(*done.timings, (name, round((time.perf_counter() - began) * 1000, 2))))

    return run


def _understand(draft: _Draft) -> _Draft:
    return replace(draft, whole=make_whole(draft.question.text, draft.question.history))


def _answer(
    draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer
) -> _Draft:
    """Answer from figures where tables hold what is asked, else in the records' sentences, else not at all."""
    assert draft.found is not None
    figured = figures.answer(draft.found, draft.question.scope.accesses)
    if figured and figured.statements:
        return replace(draft, answer=compose_figures(figured, draft.question.text))
    choice = choose(draft.found, document)
    if sure_enough(choice) and not (figured and choice.units[0].row is not None):
        return replace(draft, answer=replace(_compose(draft, choice, document), confidence=choice.chance))
    if _kept_back(draft, searcher, document):
        reason = "this is considered in an exempt item, which your role does not open"
        return replace(draft, answer=_declined(draft, Status.RESTRICTED, reason))
    if figured:
        return replace(draft, answer=_without_figure(draft, figured))
    reason = choice.unmet or "the nearest passages do not clearly answer it"
    declined = _declined(draft, Status.ABSTAINED, f"the records do not say: {reason}")
    return replace(draft, answer=replace(declined, confidence=choice.chance))


def _without_figure(draft: _Draft, figured: FigureChoice) -> Answer:
    """Return the abstention that says for what other place or period the figure is given."""
    text = f"{figured.unmet[0].upper()}{figured.unmet[1:]}."
    return replace(_declined(draft, Status.ABSTAINED, figured.unmet), text=text, nearest=offers(figured), answerer="figures")


def _kept_back(draft: _Draft, searcher: Searcher, document: Callable[[str], Document]) -> bool:
    """Return whether exempt matter would have answered: only that it would, never what it says, leaves this function."""
    scope = draft.question.scope
    if Access.EXEMPT in scope.accesses:
        return False
    wider = replace(scope, accesses=(Access.PUBLIC, Access.EXEMPT))
    choice = choose(searcher.search(draft.whole, wider, _HITS), document)
    return sure_enough(choice) and choice.units[0].hit.access is Access.EXEMPT


def _compose(draft: _Draft, choice: Choice, document: Callable[[str], Document]) -> Answer:
    """Return the answer that says the chosen units, each with the citations of its words and of what it rests on."""
    citations: list[Citation] = []
    claims: list[Claim] = []
    for unit in choice.units:
        whole = document(unit.hit.document)
        numbers = tuple(_number(citations, citation_of(unit, span, whole)) for span in (unit.span, *unit.support))
        claims.append(Claim(unit.text, numbers))
    listed = len(claims) > 1 and all(unit.listed or unit.row is not None for unit in choice.units)
    joint = "\n" if listed else " "
    told = joint.join(f"{'• ' * listed}{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in claims)
    return Answer(draft.question.text, Status.ANSWERED, told, tuple(claims), tuple(citations))


def citation_of(unit: Unit, span: Span, whole: Document) -> Citation:
    """Return the citation of a place in a document; its number is set when it is used."""
    hit = unit.hit
    at = next((item for item in whole.items if item.span.contains(span)), whole.items[hit.item_index])
    day, page = at.meeting_date, whole.page_of(span.start)
    return Citation(0, whole.name, whole.title, whole.kind, day, at.number, at.heading, page, span, span.of(whole.text))


def _number(citations: list[Citation], new: Citation) -> int:
    for known in citations:
        if (known.document, known.span) == (new.document, new.span):
            return known.id
    citations.append(replace(new, id=len(citations) + 1))
    return len(citations)


def _declined(draft: _Draft, status: Status, reason: str) -> Answer:
    assert draft.found is not None
    offered = tuple(_offer(at, hit) for at, hit in enumerate(nearest(draft.found), 1)) if status is Status.ABSTAINED else ()
    terms = " ".join(dict.fromkeys(word for word in draft.whole.split()))
    text = (
        f"The records that are open to you do not answer this. Looked for: {terms}"
        if status is Status.ABSTAINED
        else "This matter is exempt from publication and is not open to your role."
    )
    return Answer(draft.question.text, status, text, reason=reason, nearest=offered)


def _offer(number: int, hit: Hit) -> Citation:
    return Citation(
        number, hit.document, hit.title, hit.kind, hit.meeting_date, hit.item, hit.heading, hit.page, hit.span, hit.text
    )


def _verified(draft: _Draft) -> _Draft:
    """Check every claim against the quotes it cites; one that fails is left out, and the reader is told so."""
    answer = draft.answer
    assert answer is not None
    quotes = {citation.id: citation.quote for citation in answer.citations}
    # A figure computed over a whole table stands in no quote: what was computed, in decimals, is evidence beside them.
    computed = [answer.computation] if answer.computation and answer.answerer == "figures" else []
    claims = tuple(
        replace(claim, checks=verify(claim.text, [*(quotes[n] for n in claim.citations), *computed]).checks)
        for claim in answer.claims
    )
    return replace(draft, answer=replace(answer, claims=claims))


def _finished(draft: _Draft) -> Answer:
    assert draft.answer is not None
    taken = draft.whole if draft.whole != draft.question.text else None
    total = round(sum(milliseconds for _, milliseconds in draft.timings), 2)
    return replace(draft.answer, taken_as=taken, timings=(*draft.timings, ("total_ms", total)))
