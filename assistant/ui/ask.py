"""The part of the page where one asks: the conversation, the question box, and first questions to try."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from assistant.ui.desk import SUGGESTIONS, Desk, Opening
from assistant.ui.render import question_html

_ASKING = 4  # questions answered at once; the others wait their turn
_TO_QUESTION = "() => { document.querySelector('#cr-question textarea')?.focus(); }"


class Turn(NamedTuple):
    """What the conversation holds after an event, as Gradio takes it: messages, questions answered, and the box."""

    messages: list[dict[str, Any]]
    asked: tuple[str, ...]
    box: str


def converse(desk: Desk, question: str, messages: list[dict[str, Any]], asked: tuple[str, ...]) -> Iterator[Turn]:
    """Yield the conversation with the question at once, then with the reply to it.

    Args:
        desk: Replies.
        question: As typed; a blank one changes nothing.
        messages: The conversation so far.
        asked: Its questions that were answered, oldest first; what a follow-up leans on.
    """
    if not question.strip():
        yield Turn(messages, asked, "")
        return
    messages = [*messages, {"role": "user", "content": question_html(question)}]
    yield Turn(messages, asked, "")
    reply, answered = desk.reply(question, asked, f"t{len(messages)}")
    yield Turn([*messages, {"role": "assistant", "content": reply}], (*asked, question) if answered else asked, "")


def ask_tab(desk: Desk) -> None:
    """Lay out the conversation inside the Blocks at hand."""
    import gradio as gr

    opening = desk.opening()
    standing = gr.HTML(opening.told, elem_id="cr-standing")
    with gr.Column(visible=opening.ready, elem_id="cr-desk") as column:
        asked = gr.State(())
        chat = gr.Chatbot(
            label="Conversation", elem_id="cr-chat", show_label=False, container=False, height=None, layout="panel",
            sanitize_html=True, allow_tags=False, latex_delimiters=[], line_breaks=False, buttons=[], feedback_options=None,
            group_consecutive_messages=False, autoscroll=True, visible=False,
        )  # fmt: skip
        with gr.Column(elem_id="cr-first", visible=bool(opening.questions)) as first:
            gr.HTML('<p class="cr-label" id="cr-first-label">Questions to begin with</p>', padding=False)
            buttons = [
                gr.Button(question or "", visible=question is not None, elem_classes="cr-suggestion")
                for question in _slots(opening)
            ]
        with gr.Row(elem_id="cr-form", equal_height=False):
            box = gr.Textbox(
                label="Your question", placeholder="What was decided about …?", lines=1, max_lines=6, autofocus=True,
                scale=6, elem_id="cr-question",
            )  # fmt: skip
            send = gr.Button("Ask", variant="primary", scale=0, min_width=96, elem_id="cr-send")
        fresh = gr.Button("New conversation", elem_id="cr-new", size="sm", visible=False)

    def reply(question: str, messages: list[dict[str, Any]], earlier: tuple[str, ...]) -> Iterator[list[Any]]:
        for turn in converse(desk, question, messages, tuple(earlier)):
            under_way = bool(turn.messages)
            yield [
                gr.update(value=turn.messages, visible=under_way), turn.asked, turn.box,
                gr.update(visible=not under_way), gr.update(visible=under_way),
            ]  # fmt: skip

    def anew() -> list[Any]:
        return [gr.update(value=[], visible=False), (), "", gr.update(visible=True), gr.update(visible=False)]

    def look() -> list[Any]:
        now = desk.opening()
        shown = [gr.update(value=question or "", visible=question is not None) for question in _slots(now)]
        return [now.told, gr.update(visible=now.ready), gr.update(visible=bool(now.questions)), *shown]

    changed = [chat, asked, box, first, fresh]
    quietly: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answering = {**quietly, "concurrency_limit": _ASKING, "concurrency_id": "asking"}
    gr.on([box.submit, send.click], reply, [box, chat, asked], changed, **answering)
    for button in buttons:
        button.click(reply, [button, chat, asked], changed, **answering).then(None, js=_TO_QUESTION, **quietly)
    fresh.click(anew, None, changed, **quietly).then(None, js=_TO_QUESTION, **quietly)
    gr.on([gr.context.Context.root_block.load], look, None, [standing, column, first, *buttons], **quietly)


def _slots(opening: Opening) -> list[str | None]:
    """Return a question or None for each button there is."""
    return [question for question, _ in zip_longest(opening.questions, range(SUGGESTIONS))]
