"""The way of a question as a LangChain Runnable: made whole, searched, answered, verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.citing import cite, label_of, number, offer, tell
from assistant.answering.comparison import compare
from assistant.answering.everytime import every_time
from assistant.answering.extractive import Choice, choose, nearest, sure_enough
from assistant.answering.figures import FigureAnswerer, compose_figures, offers
from assistant.answering.followup import make_whole
from assistant.answering.grounding import verify
from assistant.answering.units import Unit
from assistant.records import Access, Answer, Citation, Claim, Document, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

_HITS = 12
_MORE_SURELY = 0.25  # by how much likelier exempt matter must be to answer for a public answer to be held back


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
        ("grounding_ms", _verified),
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


def _answer(draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer) -> _Draft:
    """Answer from figures where tables hold what is asked, else in the records' sentences, else not at all."""
    assert draft.found is not None
    scope, analysis = draft.question.scope, draft.found.analysis
    if analysis.asks == "every-time":
        lead, units = every_time(draft.found, searcher, scope, document)
        if units:
            return replace(draft, answer=_compose(draft, units, document, lead))
    figured = figures.answer(draft.found, scope.accesses)
    if figured and figured.statements:
        return replace(draft, answer=compose_figures(figured, draft.question.text))
    choice = compare(draft.whole, analysis, searcher, scope, document, _HITS) or choose(draft.found, document)
    answers = sure_enough(choice) and not (figured and choice.units[0].row is not None)
    if _kept_back(draft, searcher, document, figures, choice.chance if answers else -_MORE_SURELY):
        answer = _declined(draft, Status.RESTRICTED, "this is considered in an exempt item, which your role does not open")
    elif answers:
        answer = _compose(draft, choice.units, document)
    elif figured:
        text = f"{figured.unmet[0].upper()}{figured.unmet[1:]}."
        declined = _declined(draft, Status.ABSTAINED, figured.unmet)
        answer = replace(declined, text=text, nearest=offers(figured), answerer="figures")
    else:
        reason = choice.unmet or "the nearest passages do not clearly answer it"
        answer = _declined(draft, Status.ABSTAINED, f"the records do not say: {reason}")
    return replace(draft, answer=replace(answer, confidence=choice.chance))


def _kept_back(
    draft: _Draft, searcher: Searcher, document: Callable[[str], Document], figures: FigureAnswerer, chance: float
) -> bool:
    """Return whether exempt matter would have answered, and more surely than what may be said (``chance``).

    Only that it would, never what it says, leaves this function.
    """
    scope = draft.question.scope
    if Access.EXEMPT in scope.accesses:
        return False
    wider = replace(scope, accesses=(Access.PUBLIC, Access.EXEMPT))
    found = searcher.search(draft.whole, wider, _HITS)
    figured = figures.answer(found, wider.accesses)
    if figured and figured.statements:
        items = [(told.document, told.item) for told in figured.statements]
        return any(whole.items[item].access is Access.EXEMPT for whole, item in items if item is not None)
    choice = choose(found, document)
    return sure_enough(choice) and choice.units[0].hit.access is Access.EXEMPT and choice.chance > chance + _MORE_SURELY


def _compose(draft: _Draft, units: Sequence[Unit], document: Callable[[str], Document], lead: str = "") -> Answer:
    """Return the answer that says the chosen units, each with the citations of its words and of what it rests on.

    ``lead`` stands above them and is said of the answer itself (how many there are), so it carries no citation.
    """
    citations: list[Citation] = []
    claims: list[Claim] = []
    for unit in units:
        whole = document(unit.hit.document)
        numbers = [number(citations, cite(whole, span)) for span in (unit.span, *unit.support)]
        claims.append(Claim(unit.text, tuple(numbers)))
    listed = bool(lead) or (len(claims) > 1 and all(unit.listed or unit.row is not None for unit in units))
    labels = [label_of(citations[claim.citations[0] - 1]) for claim in claims] if lead else ()
    text = "\n".join(part for part in (lead, tell(claims, listed, labels)) if part)
    return Answer(draft.question.text, Status.ANSWERED, text, tuple(claims), tuple(citations))


def _declined(draft: _Draft, status: Status, reason: str) -> Answer:
    assert draft.found is not None
    if status is Status.RESTRICTED:
        text = "This matter is exempt from publication and is not open to your role."
        return Answer(draft.question.text, status, text, reason=reason)
    text = f"The records that are open to you do not answer this. Looked for: {draft.whole}"
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
    backed = tuple(claim for claim in claims if claim.grounded)
    if len(backed) == len(claims):
        return replace(draft, answer=replace(answer, claims=backed))
    if not backed:
        return replace(draft, answer=_declined(draft, Status.ABSTAINED, "what was found does not stand up to its sources"))
    note = f"{len(claims) - len(backed)} of {len(claims)} sentences left out: their sources do not back them"
    text = tell(backed, listed="\n" in answer.text)
    return replace(draft, answer=replace(answer, text=text, claims=backed, notes=(*answer.notes, note)))


def _finished(draft: _Draft) -> Answer:
    assert draft.answer is not None
    taken = draft.whole if draft.whole != draft.question.text else None
    total = round(sum(milliseconds for _, milliseconds in draft.timings), 2)
    return replace(draft.answer, taken_as=taken, timings=(*draft.timings, ("total_ms", total)))
