"""What the page asks of the assistant, in the role of its reader: the state on opening, and replies as HTML."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.errors import AssistantError
from assistant.library import DocumentSummary
from assistant.records import Role, Status
from assistant.retrieval.scope import open_to
from assistant.service import Assistant
from assistant.ui.render import answer_html, day_name, problem_html
from assistant.ui.suggestions import Loaded, suggest

SUGGESTIONS = 4
_NEWEST = 8  # records of each kind that suggestions are drawn from


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader finds on opening the page: a line of HTML, first questions, and whether questions can be asked."""

    told: str
    questions: tuple[str, ...] = ()
    ready: bool = True


class Desk:
    """One role's side of the assistant.

    Args:
        assistant: Answers.
        role: What the reader may see.
    """

    def __init__(self, assistant: Assistant, role: Role) -> None:
        self._assistant = assistant
        self._role = role
        self._suggested = lru_cache(maxsize=1)(self._suggest)

    def opening(self) -> Opening:
        """Return what is loaded and what to ask first, or how to load records, or why they cannot be opened."""
        try:
            accesses = open_to(self._role)
            loaded = tuple(summary for summary in self._assistant.summaries() if summary.access in accesses)
            if not loaded:
                return Opening(self._empty(), ready=False)
            return Opening(_standing(loaded), self._suggested(loaded))
        except AssistantError as error:
            return Opening(_notice("The records cannot be opened", html.escape(str(error))), ready=False)

    def reply(self, question: str, asked: Sequence[str], key: str) -> tuple[str, bool]:
        """Return the answer as HTML and True, or what went wrong and False.

        Args:
            question: What is asked now.
            asked: Earlier questions of the conversation, oldest first.
            key: What no other reply on the page has; see ``assistant.ui.render.answer_html``.
        """
        try:
            return answer_html(self._assistant.ask(question, asked, self._role), key), True
        except AssistantError as error:
            return problem_html(str(error)), False

    def _suggest(self, loaded: tuple[DocumentSummary, ...]) -> tuple[str, ...]:
        by_kind = defaultdict(list)
        for summary in sorted(loaded, key=_last_day, reverse=True):
            by_kind[summary.kind].append(summary.name)
        names = [name for kind in by_kind.values() for name in kind[:_NEWEST]]
        records = [Loaded(*self._assistant.show(name, self._role)) for name in names]
        return tuple(suggest(records, SUGGESTIONS, self._answered))

    def _answered(self, question: str) -> bool:
        return self._assistant.ask(question, role=self._role).status is Status.ANSWERED

    def _empty(self) -> str:
        command = f"assistant --data {html.escape(str(self._assistant.library.folder))} ingest FOLDER-OR-FILES"
        told = (
            f"Load some from a terminal on this computer, then open this page again:<br><code>{command}</code><br>"
            "It takes PDF, Word, web page, Markdown and plain text files."
        )
        return _notice("No records are loaded yet", told)


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
