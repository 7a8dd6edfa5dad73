"""Answers in a model's words, under verification: nothing it says stands that the records do not support.

The model sees numbered evidence only.  Each of its sentences is verified; unsupported ones are asked for once more, then
left out or marked.  Whatever goes wrong, the answer without the model is given, with a note that says what went wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.answering.chain import Question
from assistant.answering.extractive import unmet
from assistant.answering.generative_evidence import Evidence, Pool, unit_of
from assistant.answering.generative_reading import Told, narrowed, read
from assistant.answering.generative_rounds import Talk
from assistant.answering.judge import Judge
from assistant.answering.model import Budget
from assistant.answering.prompts import question_message, repair_message
from assistant.answering.tools import Toolbox
from assistant.errors import ModelError
from assistant.records import Answer, Citation, Claim, Document, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool

_HITS: Final = 8


@dataclass(frozen=True, slots=True)
class Records:
    """What the answerer asks of the rest.

    Attributes:
        answer: Answers without a model.
        search: Finds passages: question, scope, how many.
        document: Gives a document by name.
    """

    answer: Callable[[Question], Answer]
    search: Callable[[str, Scope, int], Found]
    document: Callable[[str], Document]


class GenerativeAnswerer:
    """Answers questions with a chat model.

    Args:
        model: LangChain's chat model.
        name: What it is called in answers and notes.
        records: Evidence, and answers without it.
        budget: What one answer may cost.
        tools: Whether it may look things up.
        judge: A second model that judges the first's claims, None for none.
        key: What must not be told in errors.
    """

    def __init__(
        self, model: BaseChatModel, name: str, records: Records, budget: Budget | None = None, tools: bool = True,
        judge: Judge | None = None, key: str = "",
    ) -> None:  # fmt: skip
        self._model = model
        self._name = name
        self._records = records
        self._budget = budget or Budget()
        self._with_tools = tools
        self._judge = judge
        self._key = key

    def stream(self, question: Question, mark: bool = False) -> Iterator[str | Answer]:
        """Yield the model's words as they come, unverified, and at last the verified answer.

        Args:
            question: What is asked.
            mark: Whether unsupported sentences stay, marked as such, in place of being left out.
        """
        base = self._records.answer(question)
        if base.status is Status.RESTRICTED:
            yield base
            return
        began = time.perf_counter()
        try:
            answer = yield from self._told(question, base, mark)
        except ModelError as error:
            answer = self._without(base, f"could not be used: {error}")
        spent = round((time.perf_counter() - began) * 1000, 2)
        timings = {**dict(answer.timings), "model_ms": spent}
        timings["total_ms"] = round(dict(base.timings).get("total_ms", 0.0) + spent, 2)
        yield replace(answer, timings=tuple(timings.items()))

    def _told(self, question: Question, base: Answer, mark: bool) -> Generator[str, None, Answer]:
        """Yield the model's words and return the answer made of them."""
        whole = base.taken_as or question.text
        found = self._records.search(whole, question.scope, _HITS)
        pool = Pool(self._records.document, self._budget.characters)
        if base.answerer == "figures" and base.claims:
            pool.add_answer(base)
        pool.add_hits(found.hits)
        if not pool.held:
            return base
        talk = Talk(self._model, self._tools(pool, question), self._budget, self._key)
        text = yield from talk.say(question_message(whole, pool.held))
        told = self._judged(read(text, pool.held), pool.held)
        invented = told.invented
        if told.failed and any(claim.citations for claim in told.claims):
            told = self._repaired(talk, told, pool.held)
        invented = tuple(dict.fromkeys((*invented, *told.invented)))
        return self._composed(question, base, found, told, pool.held, invented, mark)

    def _tools(self, pool: Pool, question: Question) -> Sequence[BaseTool]:
        if not self._with_tools:
            return ()
        scope = question.scope
        box = Toolbox(
            pool, scope, lambda query: self._records.search(query, scope, _HITS),
            lambda asked: self._records.answer(Question(asked, scope=scope)), self._records.document,
        )  # fmt: skip
        return box.tools()

    def _repaired(self, talk: Talk, told: Told, held: Sequence[Evidence]) -> Told:
        """Ask once more; what was said first stands when the second try fails or is no better."""
        try:
            words = list(talk.say(repair_message(told.failed)))
        except ModelError:
            return told
        again = self._judged(read("".join(words), held), held)
        good = len(again.claims) - len(again.failed)
        return again if good and (good >= len(told.claims) - len(told.failed) or not again.failed) else told

    def _judged(self, told: Told, held: Sequence[Evidence]) -> Told:
        """Return what was told with the judge's checks, where there is a judge."""
        if self._judge is None:
            return told
        return replace(told, claims=tuple(self._judge.judged(claim, held) for claim in told.claims))

    def _composed(
        self, question: Question, base: Answer, found: Found, told: Told, held: Sequence[Evidence],
        invented: Sequence[int], mark: bool,
    ) -> Answer:  # fmt: skip
        """Return the answer of what stands, or the one without the model where nothing does."""
        good = [claim for claim in told.claims if claim.grounded]
        lost = len(told.claims) - len(good)
        notes = [self._invention(invented)] if invented else []
        if told.not_found:
            return self._without(base, "found no answer in the evidence", notes) if base.claims else base
        if not good:
            refused = "refuses to answer" if told.refused else "said nothing that the records support"
            return self._without(base, refused, notes)
        unfit = self._unfit(found, good, held)
        if unfit:
            return self._without(base, f"answered for something else ({unfit})", notes)
        if lost:
            told_of = f"{lost} sentence{'s' * (lost > 1)} of {self._name} {'marked' if mark else 'left out'}"
            notes.append(f"{told_of}: not supported by the records")
        return self._answer(question, base, list(told.claims) if mark else good, held, told.listed, notes)

    def _unfit(self, found: Found, claims: Sequence[Claim], held: Sequence[Evidence]) -> str:
        """Return the constraint of the question that no claim's evidence meets, "" where one meets all or none is told."""
        reasons = []
        for claim in claims:
            for unit in (unit_of(held[number - 1], claim.text) for number in claim.citations):
                reason = unmet(found, unit, self._records.document) if unit else ""
                if not reason:
                    return ""
                reasons.append(reason)
        return reasons[0] if reasons else ""

    def _answer(
        self, question: Question, base: Answer, claims: Sequence[Claim], held: Sequence[Evidence], listed: bool,
        notes: Sequence[str],
    ) -> Answer:  # fmt: skip
        """Return the answer of these claims, their citations numbered anew and as narrow as each claim allows."""
        citations: list[Citation] = []
        told: list[Claim] = []
        for claim in claims:
            known = [held[number - 1] for number in claim.citations if 1 <= number <= len(held)]
            alone = len(known) == 1 and claim.grounded
            places = [place for one in known for place in (narrowed(claim.text, one) if alone else one.citations)]
            told.append(replace(claim, citations=tuple(dict.fromkeys(_number(citations, place) for place in places))))
        numbers = {(c.document, c.span): c.id for c in citations}
        cited = {c.id: (c.document, c.span) for c in base.citations}
        figures = tuple(
            replace(figure, citation=numbers[cited[figure.citation]])
            for figure in base.figures
            if cited.get(figure.citation) in numbers
        )
        return Answer(
            question.text, Status.ANSWERED, _text(told, listed), tuple(told), tuple(citations), figures,
            computation=base.computation if figures else None, notes=(*base.notes, *notes), taken_as=base.taken_as,
            answerer=self._name, timings=base.timings,
        )  # fmt: skip

    def _without(self, base: Answer, why: str, notes: Sequence[str] = ()) -> Answer:
        told = f"the language model {self._name} {why}; this is the answer without it"
        return replace(base, notes=(*base.notes, *notes, told))

    def _invention(self, numbers: Sequence[int]) -> str:
        told = ", ".join(f"[{number}]" for number in numbers)
        return f"error of the language model {self._name}: it cited {told}, which no evidence has"


def _text(claims: Sequence[Claim], listed: bool) -> str:
    bullet = "• " if listed and len(claims) > 1 else ""
    parts = [f"{bullet}{claim.text} {''.join(f'[{n}]' for n in claim.citations)}".rstrip() for claim in claims]
    return ("\n" if bullet else " ").join(parts)


def _number(citations: list[Citation], new: Citation) -> int:
    for known in citations:
        if (known.document, known.span) == (new.document, new.span):
            return known.id
    citations.append(replace(new, id=len(citations) + 1))
    return len(citations)
