"""The conversation: what was asked and answered, and what changes on the page with each step.

The page keeps the turns that it has; what is sent is the one turn that changes, so that a long conversation costs no more
than a short one.  See ``assistant/ui/js/ask.js`` for how a piece of HTML finds its place: by its id, else at the end.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.errors import AssistantError
from assistant.records import Answer, Role, Status
from assistant.retrieval.scope import open_to
from assistant.service import LONGEST_ASKED
from assistant.ui.desk import Desk
from assistant.ui.markup import counted, element, safe, shortened
from assistant.ui.narrowing import Narrowing
from assistant.ui.render import answer_html, pending_html, problem_html, turn_html, words_html

_LEANT_ON = 20  # earlier questions that a follow-up can lean on
_KEPT = 100  # turns that can be exported and judged
_READ_OUT = 320  # characters of an answer that are read out when it is there
_MARKS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question: who asked it over which records, and its answer, None where there is none (yet)."""

    key: str
    question: str
    role: Role
    narrowing: Narrowing = Narrowing()
    history: tuple[str, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far, oldest first; ``key`` tells it from all others, ``count`` counts turns no longer kept too.

    ``owner`` is who began it: name and role.
    """

    key: str = ""
    turns: tuple[Turn, ...] = ()
    count: int = 0
    owner: tuple[str, str] = ("", str(Role.PUBLIC))

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions that were answered, which a follow-up can lean on."""
        return tuple(turn.question for turn in self.turns if turn.answer)[-_LEANT_ON:]

    def open_to(self, role: Role) -> list[Turn]:
        """Return the answered turns that a role may see: those asked by a role that opens no more than its own."""
        return [turn for turn in self.turns if turn.answer and set(open_to(turn.role)) <= set(open_to(role))]

    def turn(self, key: str, role: Role) -> Turn | None:
        """Return an answered turn by its key, None where there is none that the role may see."""
        return next((turn for turn in self.open_to(role) if turn.key == key), None)

    def begun(self, question: str, role: Role, narrowing: Narrowing) -> Conversation:
        """Return the conversation with a question that waits for its answer."""
        key, count = self.key or f"c{secrets.token_hex(8)}", self.count + 1
        turn = Turn(f"{key}-{count}", question, role, narrowing, self.asked)
        return Conversation(key, (*self.turns, turn)[-_KEPT:], count, self.owner)

    def of(self, name: str, role: Role) -> Conversation:
        """Return the conversation where a visitor of that name and role began it, else a new one of theirs."""
        owner = (name, str(role))
        return self if self.owner == owner else Conversation(owner=owner)

    def answered(self, answer: Answer) -> Conversation:
        """Return the conversation with the answer to its last question."""
        return replace(self, turns=(*self.turns[:-1], replace(self.turns[-1], answer=answer)))


@dataclass(frozen=True, slots=True)
class Step:
    """What changes on the page, as HTML, and the conversation as it then stands."""

    changed: str
    now: Conversation


def said(words: str) -> str:
    """Return what is to be read out to those who do not see the page."""
    return element("template", "", data_say=words)


def cleared(narrowed: str = "") -> str:
    """Return what empties the page of its turns; what the records are narrowed to stays, and is said with it.

    Args:
        narrowed: What they are narrowed to, in words ("only Ponds Committee").
    """
    told = f"New conversation. Still {narrowed}." if narrowed else "New conversation"
    return element("template", "", data_clear="yes") + said(told)


def converse(desk: Desk, question: str, before: Conversation, narrowing: Narrowing | None = None) -> Iterator[Step]:
    """Yield the question at once, a chat model's words as they come, and at last the verified answer or what went wrong.

    Args:
        desk: Replies.
        question: As typed; a blank one changes nothing.
        before: The conversation so far; a follow-up leans on its questions.
        narrowing: What the records are narrowed to.
    """
    if not question.strip():
        yield Step("", before)
        return
    question = question[: LONGEST_ASKED + 1]  # of one that is refused for its length no more is told
    now = before.begun(question, desk.role, narrowing or Narrowing())
    turn = now.turns[-1]

    def shown(reply: str, words: str = "", busy: bool = False) -> str:
        return turn_html(question, reply, turn.key, busy) + (said(words) if words else "")

    yield Step(shown(pending_html(), "Looking through the records", busy=True), now)
    try:
        for words in desk.replies(question, turn.history, turn.narrowing):
            if isinstance(words, Answer):
                reply = answer_html(words, turn.key, desk.setting(words, turn.narrowing))
                yield Step(shown(reply, _read_out(words)), now.answered(words))
            else:
                yield Step(shown(words_html(words), busy=True), now)
    except AssistantError as error:
        yield Step(shown(problem_html(str(error)), f"This question could not be answered. {error}"), now)


def stopped(before: Conversation) -> Step:
    """Return what stands in place of an answer that the reader did not wait for."""
    if not before.turns or before.turns[-1].answer:
        return Step("", before)
    turn = before.turns[-1]
    told = element("p", "Stopped. What had come so far was not checked and is not kept.", "cr-aside")
    reply = turn_html(turn.question, element("div", told, "cr-answer cr-stopped"), turn.key)
    return Step(reply + said("Stopped"), before)


def followed_up(desk: Desk, now: Conversation) -> str:
    """Return up to three questions to ask next under the last answer, "" where there are none."""
    turn = now.turns[-1] if now.turns else None
    if turn is None or turn.answer is None or turn.answer.status is not Status.ANSWERED or turn.role is not desk.role:
        return ""
    questions = desk.next_questions(turn.answer, now.asked)
    if not questions:
        return ""
    buttons = "".join(element("button", safe(q), "cr-ask", type="button", data_question=q) for q in questions)
    label = element("h3", "Ask next", "cr-label")
    return element("div", label + buttons, "cr-next", id=f"{turn.key}-next")


def _read_out(answer: Answer) -> str:
    count = f", {counted(len(answer.claims), 'sentence')}" if answer.claims else ""
    return f"Answer ready{count}. {shortened(_MARKS.sub('', answer.text).replace('• ', ''), _READ_OUT)}"
