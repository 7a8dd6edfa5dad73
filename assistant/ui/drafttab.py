"""The part of the page where drafts are made: a letter in; a draft with footnotes to edit, check and download out."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from collections.abc import Iterator
from typing import Any

from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft
from assistant.errors import AssistantError
from assistant.records import Role
from assistant.service import LONGEST_QUESTION
from assistant.ui.draftdesk import DraftDesk
from assistant.ui.draftrender import (
    draft_html,
    edited_html,
    edited_summary_html,
    file_html,
    problem_html,
    progress_html,
    review_html,
    summary_html,
)
from assistant.ui.frame import AT_ONCE, QUIETLY, Frame

_DRAFTING = 2  # drafts made at once; the others wait their turn
_KINDS = (
    ("Reply: to a member or resident, with greeting and closing", "reply"),
    ("Briefing: a note for officers and members", "briefing"),
    ("Press line: for the public, three sentences a question at most", "press"),
)
_OPEN = ("The public: no exempt matter is looked at", "public")
_CLOSED = ("Members and officers: may hold exempt matter, and is then labelled EXEMPT", "exempt")
_TOLD = '<div role="status">${value}</div>'
_INTRODUCTION = (
    '<h2 class="cr-tab-title">Draft</h2><p class="cr-standing">Put in a question or a whole letter. Every sentence of the draft '
    "has a footnote to the record it comes from.</p>"
)
_COPY = '<button type="button" class="cr-act cr-copy-draft">Copy</button><span role="status" class="cr-copied"></span>'
_TO_DRAFT = "() => { document.querySelector('#cr-draft-told')?.scrollIntoView({ block: 'start' }); }"
_FETCH = "() => { document.querySelector('#cr-draft-file')?.click(); }"


def draft_tab(frame: Frame) -> None:
    """Lay out the letter, the draft of an answer, and its text to edit."""
    import gradio as gr

    desk = DraftDesk(frame.assistant)
    with gr.Column(elem_id="cr-draft-desk"):
        gr.HTML(_INTRODUCTION)
        letter = gr.Textbox(
            label="Question or letter", lines=5, max_lines=16, elem_id="cr-letter",
            placeholder="Dear Councillor, could you tell me …",
        )  # fmt: skip
        kind = gr.Radio(list(_KINDS), value="reply", label="Kind of draft", elem_id="cr-kind", elem_classes="cr-choices")
        audience = gr.Radio(
            [_OPEN], value="public", label="Who may read it", visible=False, elem_id="cr-audience", elem_classes="cr-choices"
        )
        make = gr.Button("Draft", variant="primary", elem_id="cr-make-draft")
        told = gr.HTML("", html_template=_TOLD, js_on_load=None, elem_id="cr-draft-told")
        shown = gr.HTML("", js_on_load=None, elem_id="cr-draft-shown")
        kept: gr.State = gr.State(None)
        with gr.Column(visible=False, elem_id="cr-draft-edit") as edit:
            text = gr.Textbox(
                label="The draft, to edit (Markdown; [^1] marks a footnote)", lines=14, max_lines=26, autoscroll=False,
                elem_id="cr-draft-text",
            )  # fmt: skip
            with gr.Row(elem_id="cr-draft-acts"):
                again = gr.Button("Check again", scale=0, min_width=120)
                word = gr.Button("Download Word", scale=0, min_width=140)
                plain = gr.Button("Download Markdown", scale=0, min_width=160)
                gr.HTML(_COPY)
            made = gr.HTML("", html_template=_TOLD, js_on_load=None, elem_id="cr-draft-made")
            checked = gr.HTML("", html_template=_TOLD, js_on_load=None, elem_id="cr-draft-checked")

    def draft(asked: str, template: str, readers: str, request: gr.Request) -> Iterator[list[Any]]:
        for step in _steps(desk, asked, template, readers == "exempt", frame.role(request)):
            whole = step.get("draft")
            gone = gr.update(visible=whole is not None), to_markdown(whole) if whole else ""
            yield [step["told"], step["shown"], whole, *gone, "", ""]

    def check(words: str, draft: Draft | None, request: gr.Request) -> list[Any]:
        try:
            review = desk.review(words, draft, frame.role(request))
        except AssistantError as error:
            return [gr.skip(), gr.skip(), problem_html(str(error))]
        if draft and desk.untouched(words, draft) and review.supported:
            return [summary_html(draft), draft_html(draft), review_html(review)]
        return [edited_summary_html(review), edited_html(words, review), review_html(review)]

    def save(as_word: bool) -> Any:
        def saved(words: str, draft: Draft | None, request: gr.Request) -> str:
            try:
                file = desk.file(words, draft, as_word, frame.role(request))
            except AssistantError as error:
                return problem_html(str(error))
            return file_html(file.name, frame.download(request, file.name, file.media_type, file.content), file.marked)

        return saved

    def look(request: gr.Request) -> Any:
        open_only = frame.role(request) is Role.PUBLIC
        return gr.update(choices=[_OPEN] if open_only else [_OPEN, _CLOSED], value="public", visible=not open_only)

    outcome = [told, shown, kept, edit, text, made, checked]
    drafting = {**QUIETLY, "concurrency_limit": _DRAFTING, "concurrency_id": "drafting"}
    make.click(draft, [letter, kind, audience], outcome, **drafting).then(None, js=_TO_DRAFT, **QUIETLY)
    again.click(check, [text, kept], [told, shown, checked], **drafting)
    for button, as_word in ((word, True), (plain, False)):
        button.click(save(as_word), [text, kept], made, **drafting).then(None, js=_FETCH, **QUIETLY)
    frame.page.load(look, None, audience, **AT_ONCE)


def _steps(desk: DraftDesk, asked: str, template: str, exempt: bool, role: Role) -> Iterator[dict[str, Any]]:
    """Yield what the page shows while a draft grows, and at last with the whole draft."""
    if not asked.strip():
        yield {"told": problem_html("There is nothing to answer yet. Put a question or a letter into the box."), "shown": ""}
        return
    if len(asked) > LONGEST_QUESTION:
        told = f"This letter has {len(asked):,} characters; up to {LONGEST_QUESTION:,} can be read. Leave out what asks nothing."
        yield {"told": problem_html(told), "shown": ""}
        return
    yield {"told": progress_html(0, 0), "shown": ""}
    draft = None
    try:
        for draft, questions in desk.drafting(asked, template, exempt, role):
            yield {"told": progress_html(len(draft.sections), questions), "shown": draft_html(draft)}
    except AssistantError as error:
        yield {"told": problem_html(str(error)), "shown": ""}
        return
    if draft:
        yield {"told": summary_html(draft), "shown": draft_html(draft), "draft": draft}
