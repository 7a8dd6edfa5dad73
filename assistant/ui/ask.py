"""The part of the page where one asks: the conversation, the question box, and first questions to try."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, BadRequest
from assistant.records import Role
from assistant.ui.conversation import Conversation, cleared, converse, followed_up, said, stopped
from assistant.ui.desk import Desk
from assistant.ui.frame import AT_ONCE, QUIETLY, Frame
from assistant.ui.keeping import judged, saved
from assistant.ui.markup import element, safe
from assistant.ui.narrowing import form_html, in_force_html, read_narrowing
from assistant.ui.standing import updating
from assistant.ui.wires import fed, feed, wire

if TYPE_CHECKING:
    from gradio import HTML, Button, Column, Request, State, Textbox

_ASKING = 4  # questions answered at once; the others wait their turn
_Mine = Callable[[Conversation, "Request"], Conversation]  # gives a visitor's own conversation, a new one for another's
_GIVEN = "(question, said, narrowed) => window.crGiven(question)"
_LOG = '<div role="log" aria-live="off" aria-label="Conversation" class="cr-log" id="cr-log"></div>'
_STATUS = '<p role="status" class="cr-spoken" id="cr-status"></p>'
_SAVE = (
    '<div class="cr-save"><button type="button" class="cr-tool" data-new="yes">New conversation</button>'
    '<span class="cr-tool-label" aria-hidden="true">Save:</span>'
    '<button type="button" class="cr-tool" data-save="docx"><span class="cr-spoken">Save the conversation as </span>Word'
    "</button>"
    '<button type="button" class="cr-tool" data-save="md"><span class="cr-spoken">Save the conversation as </span>Markdown'
    "</button></div>"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of the page that listeners change."""

    standing: "HTML"
    column: "Column"
    first: "HTML"
    choices: "HTML"
    box: "Textbox"
    send: "Button"
    stop: "Button"


def ask_tab(frame: Frame) -> None:
    """Lay out the conversation and hook what can be done with it."""
    import gradio as gr

    desks = {role: Desk(frame.assistant, role) for role in Role}

    def desk(request: gr.Request) -> Desk:
        return desks[frame.role(request)]

    def mine(talk: Conversation, request: gr.Request) -> Conversation:
        visitor = frame.visitor(request)
        return talk.of(visitor.name, visitor.role)

    parts = _laid_out(desks[Role.PUBLIC])
    talk, chosen = gr.State(Conversation()), wire("narrow")
    _hook_asking(parts, talk, chosen, desk, mine)
    _hook_keeping(frame, talk, chosen, mine)
    _hook_opening(frame, parts, chosen, desk)


def _laid_out(desk: Desk) -> _Parts:
    import gradio as gr

    opening = desk.opening()
    standing = gr.HTML(opening.told, elem_id="cr-standing")
    gr.HTML(updating(), js_on_load=None, elem_id="cr-updating-part")
    with gr.Column(visible=opening.ready, elem_id="cr-desk") as column:
        gr.HTML(_LOG + _STATUS, js_on_load=None, elem_id="cr-conversation")
        first = gr.HTML(_first(opening.questions), js_on_load=None, elem_id="cr-first")
        with gr.Column(elem_id="cr-form"):
            gr.HTML(in_force_html(), js_on_load=None, elem_id="cr-narrowed")
            with gr.Row(equal_height=False):
                box = gr.Textbox(
                    label="Your question", placeholder="What was decided …?", lines=1, max_lines=6, scale=6,
                    elem_id="cr-question",
                )  # fmt: skip
                send = gr.Button("Ask", variant="primary", scale=0, min_width=96, elem_id="cr-send")
                stop = gr.Button("Stop", scale=0, min_width=96, elem_id="cr-stop")
            choices = gr.HTML(form_html(opening.choices), js_on_load=None, elem_id="cr-choosing")
            gr.HTML(_SAVE, js_on_load=None, elem_id="cr-saving")
    return _Parts(standing, column, first, choices, box, send, stop)


def _first(questions: tuple[str, ...]) -> str:
    if not questions:
        return ""
    buttons = "".join(element("button", safe(q), "cr-ask cr-suggestion", type="button", data_question=q) for q in questions)
    return element("h2", "Questions to begin with", "cr-label") + buttons


def _hook_asking(parts: _Parts, talk: "State", chosen: "HTML", desk: Callable[["Request"], Desk], mine: _Mine) -> None:
    """Hook the box, the buttons Ask, Stop and New conversation, and the questions offered after an answer."""
    import gradio as gr

    told, after, anew = feed(), feed(), feed()

    def reply(question: str, before: Conversation, narrowing: str, request: gr.Request) -> Iterator[list[Any]]:
        try:
            for step in converse(desk(request), question, mine(before, request), read_narrowing(narrowing)):
                yield [fed(step.changed), step.now, ""]
        except BadRequest as error:  # of the narrowing; the question stays in the box
            yield [fed(in_force_html(problem=str(error)) + said(str(error))), before, question]

    def offer(now: Conversation, request: gr.Request) -> str:
        return fed(followed_up(desk(request), mine(now, request)))

    def halt(before: Conversation, request: gr.Request) -> list[Any]:
        step = stopped(mine(before, request))
        return [fed(step.changed), step.now]

    def begin(form: str) -> list[Any]:
        return [fed(cleared(_narrowed(form))), Conversation()]

    answering = {**QUIETLY, "concurrency_limit": _ASKING, "concurrency_id": "asking"}
    asked = gr.on(
        [parts.box.submit, parts.send.click], reply, [parts.box, talk, chosen], [told, talk, parts.box], js=_GIVEN, **answering
    )
    asked.then(offer, talk, after, **AT_ONCE)
    parts.stop.click(halt, talk, [anew, talk], cancels=[asked], **QUIETLY)
    wire("new").submit(begin, chosen, [anew, talk], cancels=[asked], **QUIETLY)


def _narrowed(form: str) -> str:
    """Return what the form narrows the records to, in words; "" for all, and where it is wrong, which is told already."""
    try:
        return read_narrowing(form).told
    except BadRequest:
        return ""


def _hook_keeping(frame: Frame, talk: "State", chosen: "HTML", mine: _Mine) -> None:
    """Hook what is done beside asking: narrowing the records, judging an answer, saving the conversation."""
    import gradio as gr

    def narrow(form: str) -> str:
        try:
            told = read_narrowing(form).told
        except BadRequest as error:
            return fed(in_force_html(problem=str(error)) + said(str(error)))
        words = f"Answers now look in: {told}" if told else "Answers look in all records"
        return fed(in_force_html(told) + said(words))

    def judge(verdict: str, now: Conversation, request: gr.Request) -> str:
        try:
            return fed(judged(frame.assistant, verdict, mine(now, request), frame.visitor(request)))
        except AssistantError as error:
            return fed(said(f"That could not be kept: {error}"))

    def save(ending: str, now: Conversation, request: gr.Request) -> str:
        try:
            made = saved(frame.assistant, ending, mine(now, request), frame.role(request))
        except AssistantError as error:
            return fed(said(f"The conversation could not be saved: {error}"))
        address = frame.download(request, made.name, made.media_type, made.content)
        return element("template", "", data_download=address, data_name=made.name) + said(f"Saved as {made.name}")

    several = {**AT_ONCE, "trigger_mode": "multiple"}
    verdict, ending = wire("verdict"), wire("save")
    chosen.submit(narrow, chosen, feed(), trigger_mode="always_last", **AT_ONCE)
    verdict.submit(judge, [verdict, talk], feed(), **several)
    ending.submit(save, [ending, talk], feed(), **several)


def _hook_opening(frame: Frame, parts: _Parts, chosen: "HTML", desk: Callable[["Request"], Desk]) -> None:
    """Fill the page for the role of the one who opens it."""
    import gradio as gr

    def look(request: gr.Request) -> list[Any]:
        now = desk(request).opening()
        return [now.told, gr.update(visible=now.ready), _first(now.questions), form_html(now.choices)]

    def anew(form: str, request: gr.Request) -> list[Any]:
        """What changes when records came or went; a choice that is in force is left as it is."""
        found = look(request)
        return [*found[:-1], gr.skip() if _narrowed(form) else found[-1]]

    everything = [parts.standing, parts.column, parts.first, parts.choices]
    wire("changed").submit(anew, chosen, everything, **AT_ONCE)
    frame.page.load(look, None, everything, **AT_ONCE)


