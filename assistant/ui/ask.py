"""The part of the page where one asks: the conversation, the question box, and first questions to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from assistant.records import Role
from assistant.ui.desk import SUGGESTIONS, Desk, Opening
from assistant.ui.frame import QUIETLY, Frame
from assistant.ui.render import pending_html, turn_html

_ASKING = 4  # questions answered at once; the others wait their turn
_TO_QUESTION = "() => { document.querySelector('#cr-question textarea')?.focus(); }"
_TO_ANSWER = "() => { document.querySelector('.cr-turn:last-child')?.scrollIntoView({ block: 'start' }); }"
# Gradio's own chat component reads a message's markup out as its label; this is the plain live region.
_LOG = '<div role="log" aria-live="polite" aria-label="Conversation" class="cr-log">${value}</div>'


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far: the turns as HTML, and the questions that were answered, oldest first."""

    turns: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The turns as one piece of HTML."""
        return "".join(self.turns)


def converse(desk: Desk, question: str, before: Conversation) -> Iterator[Conversation]:
    """Yield the conversation with the question at once, then with the reply to it.

    Args:
        desk: Replies.
        question: As typed; a blank one changes nothing.
        before: The conversation so far; a follow-up leans on its questions.
    """
    if not question.strip():
        yield before
        return
    yield Conversation((*before.turns, turn_html(question, pending_html())), before.asked)
    reply, answered = desk.reply(question, before.asked, key=f"turn{len(before.turns) + 1}")
    asked = (*before.asked, question) if answered else before.asked
    yield Conversation((*before.turns, turn_html(question, reply)), asked)


def ask_tab(frame: Frame) -> None:
    """Lay out the conversation."""
    import gradio as gr

    desk = Desk(frame.assistant, Role.PUBLIC)
    opening = desk.opening()
    standing = gr.HTML(opening.told, elem_id="cr-standing")
    with gr.Column(visible=opening.ready, elem_id="cr-desk") as column:
        said = gr.State(Conversation())
        log = gr.HTML("", html_template=_LOG, js_on_load=None, elem_id="cr-conversation")
        with gr.Column(elem_id="cr-first", visible=bool(opening.questions)) as first:
            gr.HTML('<h2 class="cr-label">Questions to begin with</h2>')
            buttons = [gr.Button(question, visible=bool(question), elem_classes="cr-suggestion") for question in _slots(opening)]
        with gr.Column(elem_id="cr-form"):
            with gr.Row(equal_height=False):
                box = gr.Textbox(
                    label="Your question", placeholder="What was decided …?", lines=1, max_lines=6, scale=6,
                    elem_id="cr-question",
                )  # fmt: skip
                send = gr.Button("Ask", variant="primary", scale=0, min_width=96, elem_id="cr-send")
            fresh = gr.Button("New conversation", elem_id="cr-new", size="sm", visible=False)

    def reply(question: str, before: Conversation) -> Iterator[list[Any]]:
        for now in converse(desk, question, before):
            under_way = bool(now.turns)
            yield [now.html, now, "", gr.update(visible=not under_way), gr.update(visible=under_way)]

    def anew() -> list[Any]:
        return ["", Conversation(), "", gr.update(visible=True), gr.update(visible=False)]

    def look() -> list[Any]:
        now = desk.opening()
        shown = [gr.update(value=question or "", visible=bool(question)) for question in _slots(now)]
        return [now.told, gr.update(visible=now.ready), gr.update(visible=bool(now.questions)), *shown]

    changed = [log, said, box, first, fresh]
    answering = {**QUIETLY, "concurrency_limit": _ASKING, "concurrency_id": "asking"}
    gr.on([box.submit, send.click], reply, [box, said], changed, **answering).then(None, js=_TO_ANSWER, **QUIETLY)
    for button in buttons:
        taken = button.click(reply, [button, said], changed, **answering)
        taken.then(None, js=_TO_QUESTION, **QUIETLY).then(None, js=_TO_ANSWER, **QUIETLY)
    fresh.click(anew, None, changed, **QUIETLY).then(None, js=_TO_QUESTION, **QUIETLY)
    frame.page.load(look, None, [standing, column, first, *buttons], **QUIETLY)


def _slots(opening: Opening) -> list[str]:
    """Return a question for each button there is, "" where there are fewer questions."""
    return [question or "" for question, _ in zip_longest(opening.questions, range(SUGGESTIONS))]
