"""What the page asks of the assistant, in the role of its reader: the state on opening, replies, and what to ask next."""

from __future__ import annotations

import html
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answering.councils import Councils
from assistant.answering.drafts.compose import exempt_at
from assistant.errors import AssistantError, BadRequest
from assistant.library import DocumentSummary
from assistant.records import Answer, Role, Status
from assistant.retrieval.scope import Scope
from assistant.service import LONGEST_ASKED, Assistant
from assistant.ui.markup import day_name
from assistant.ui.narrowing import Choices, Narrowing, choices_of
from assistant.ui.pacing import paced
from assistant.ui.render import Setting
from assistant.ui.suggestions import Loaded, suggest

SUGGESTIONS = 4
_NEWEST = 8  # records of each kind that suggestions are drawn from
_BUSY = 2  # answers under way at which no next questions are looked for: those who wait come first
_NAMED = 6  # committees that a hint names


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader finds on opening the page.

    Attributes:
        told: A line of HTML.
        questions: First questions.
        ready: Whether questions can be asked.
        choices: What the records can be narrowed to.
    """

    told: str
    questions: tuple[str, ...] = ()
    ready: bool = True
    choices: Choices = Choices()


class Desk:
    """One role's side of the assistant.

    Args:
        assistant: Answers.
        role: What the reader may see.
    """

    def __init__(self, assistant: Assistant, role: Role) -> None:
        self.role = role
        self._assistant = assistant
        self._suggested = lru_cache(maxsize=1)(self._suggest)
        self._under_way = 0
        self._lock = threading.Lock()

    def opening(self) -> Opening:
        """Return what is loaded and what to ask first, or how to load records, or why they cannot be opened."""
        try:
            loaded = self._loaded()
            if not loaded:
                return Opening(self._empty(), ready=False)
            return Opening(_standing(loaded), self._suggested(loaded), choices=choices_of(loaded, self._councils()))
        except AssistantError as error:
            return Opening(_notice("The records cannot be opened", html.escape(str(error))), ready=False)

    def replies(self, question: str, history: Sequence[str], narrowing: Narrowing) -> Iterator[str | Answer]:
        """Yield all of a chat model's words so far, now and then, and at last the verified answer; without a model only that.

        Args:
            question: What is asked now.
            history: Earlier questions of the conversation, oldest first.
            narrowing: What the records are narrowed to.

        Raises:
            AssistantError: The question cannot be answered, or is too long.
        """
        if len(question) > LONGEST_ASKED:
            raise BadRequest(f"A question can have {LONGEST_ASKED:,} characters here; shorten it.")
        with self._counted():
            yield from paced(self._assistant.stream(question, history, self.role, self._scope(narrowing)))

    def setting(self, answer: Answer, narrowing: Narrowing) -> Setting:
        """Return what surrounds an answer: what was looked in, how to ask otherwise, and whether it holds exempt matter."""
        cited = answer.citations if self.role is not Role.PUBLIC else ()
        exempt = any(exempt_at(self._assistant.recall(place.document), place.span) for place in cited)
        hints = self._hints(narrowing) if answer.status is Status.ABSTAINED else ()
        return Setting(narrowing.told, hints, exempt, self._councils())

    def next_questions(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        """Return questions to ask after an answer, each answered by what the role may see; none while others wait.

        Args:
            answer: The last one.
            asked: What was asked already.
        """
        if not answer.citations or self._under_way >= _BUSY:
            return []
        from assistant.answering.nextquestions import next_questions

        try:
            record, items = self._assistant.show(answer.citations[0].document, self.role)
            offered = next_questions(answer, record, items, self._answered)
        except AssistantError:
            return []  # the record was taken away meanwhile
        before = {_folded(question) for question in asked}
        return [question for question in offered if _folded(question) not in before]

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def _loaded(self) -> tuple[DocumentSummary, ...]:
        return tuple(self._assistant.summaries(self.role))

    def _councils(self) -> Councils:
        return self._assistant.councils(self.role)

    def _scope(self, narrowing: Narrowing) -> Scope:
        return narrowing.scope(self.role, self._loaded() if narrowing.bodies else (), self._councils())

    def _suggest(self, loaded: tuple[DocumentSummary, ...]) -> tuple[str, ...]:
        by_kind = defaultdict(list)
        for summary in sorted(loaded, key=_last_day, reverse=True):
            by_kind[summary.kind].append(summary.name)
        names = [name for kind in by_kind.values() for name in kind[:_NEWEST]]
        records = [Loaded(*self._assistant.show(name, self.role)) for name in names]
        councils = self._councils()
        whose = {name: councils.whole(name) for name in names}
        return tuple(suggest(records, SUGGESTIONS, self._answered, whose))

    def _answered(self, question: str) -> bool:
        return self._assistant.answerable(question, self.role)

    def _hints(self, narrowing: Narrowing) -> tuple[str, ...]:
        """Return how else to ask, from what is loaded for this role and nothing else."""
        choices, hints = choices_of(self._loaded(), self._councils()), []
        if narrowing.told:
            hints.append(f"You looked in: {narrowing.told}. Clear that to look in all records.")
        if choices.bodies:
            more = len(choices.bodies) - _NAMED
            named = "; ".join(one.told for one in choices.bodies[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
            hints.append(f"The records are of: {named}.")
        if choices.first and choices.last:
            hints.append(f"Their meetings are from {day_name(choices.first)} to {day_name(choices.last)}.")
        hints.append("Ask about one matter at a time, in words that the record would use, with the year where you know it.")
        return tuple(hints)

    def _empty(self) -> str:
        command = f"assistant --data {html.escape(str(self._assistant.library.folder))} ingest FOLDER-OR-FILES"
        told = (
            f"Load some from a terminal on this computer, then open this page again:<br><code>{command}</code><br>"
            "It takes PDF, Word, web page, Markdown and plain text files."
        )
        return _notice("No records are loaded yet", told)


def _folded(question: str) -> str:
    return " ".join(question.lower().split())


def _last_day(summary: DocumentSummary) -> date:
    return max(summary.meeting_dates, default=date.min)


def _standing(loaded: Sequence[DocumentSummary]) -> str:
    days = [day for summary in loaded for day in summary.meeting_dates]
    count = f"{len(loaded)} record{'s' * (len(loaded) > 1)} loaded"
    if len(set(days)) > 1:
        count += f", of meetings from {day_name(min(days))} to {day_name(max(days))}"
    elif days:
        count += f", of the meeting of {day_name(days[0])}"
    return f'<p class="cr-standing">{count}. Every sentence of an answer names the item and page it comes from.</p>'


def _notice(heading: str, told: str) -> str:
    return f'<div class="cr-notice"><h2>{heading}</h2><p>{told}</p></div>'
