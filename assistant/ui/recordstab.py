"""The part of the page that shows what is loaded: the list, a record's page, the timeline of a topic, and actions.

What it shows is told by the page's address alone ("/?record=minutes.pdf", "/?show=timeline&topic=lido"), so that each view
can be linked, reloaded and gone back to.  Links and forms hold such addresses; the script sends them here in place of
loading the page anew.
"""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.errors import AssistantError
from assistant.records import Role
from assistant.retrieval.scope import open_to
from assistant.service import Assistant
from assistant.ui.frame import AT_ONCE, Frame
from assistant.ui.recordactions import READING, actions_head_html, actions_html, record_actions_html
from assistant.ui.recordlist import list_html
from assistant.ui.recordpage import page_html
from assistant.ui.recordparts import Asked, head, link, problem, view_address
from assistant.ui.recordtopic import topic_html

_VIEWS = (("records", "All records"), ("timeline", "Timeline of a topic"), ("actions", "Actions"))
_SHOWN = "(below) => { document.dispatchEvent(new CustomEvent('cr-records-shown', { detail: below })); }"
_READY = """
element.addEventListener("cr-records-go", (event) => trigger("submit", event.detail));
element.dataset.ready = "yes";
"""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: the view itself, and what stands below it and may take longer to make."""

    main: str
    below: str = ""


def views(assistant: Assistant, address: str, role: Role) -> Iterator[View]:
    """Yield what an address asks for, as far as the role may see it: at once, and again when all of it is there."""
    asked = Asked.read(address)
    try:
        for view in _made(assistant, asked, role):
            yield View(_around(asked, view.main), _framed(view.below))
    except AssistantError as error:
        yield View(_around(asked, head("Records") + problem(str(error))))


def _made(assistant: Assistant, asked: Asked, role: Role) -> Iterator[View]:
    traced = assistant.action_register.ready(open_to(role))
    if asked["record"]:
        main = page_html(assistant, asked, role)
        if not traced:
            yield View(main, READING)
        yield View(main, record_actions_html(assistant, asked["record"], role))
    elif asked["show"] == "actions":
        if not traced:
            yield View(actions_head_html(assistant, asked, role), READING)
        yield View(*actions_html(assistant, asked, role))
    elif asked["show"] == "timeline":
        yield View(topic_html(assistant, asked, role))
    else:
        yield View(list_html(assistant, asked, role))


def _around(asked: Asked, main: str) -> str:
    """Return a view below the links to all views."""
    here = "" if asked["record"] else asked["show"] or "records"
    listed = "".join(
        f'<li class="cr-here">{link(view_address(show), words, current=True)}</li>' if show == here
        else f"<li>{link(view_address(show), words)}</li>"
        for show, words in _VIEWS
    )  # fmt: skip
    return _framed(f'<nav class="cr-recnav" aria-label="Views of the records"><ul>{listed}</ul></nav>{main}')


def _framed(inner: str) -> str:
    return f'<div class="cr-records">{inner}</div>' if inner else ""


def records_tab(frame: Frame) -> None:
    """Lay out the views of the records."""
    import gradio as gr

    main = gr.HTML("", elem_id="cr-records", js_on_load=_READY)
    below = gr.HTML("", elem_id="cr-records-below", js_on_load=None)

    def show(address: str, whole: bool, request: gr.Request) -> list[str]:
        made = views(frame.assistant, address, frame.role(request))
        view = list(made)[-1] if whole else next(made)
        return [view.main, view.below]

    def go(event: gr.EventData, request: gr.Request) -> list[str]:
        given = getattr(event, "address", "")
        return show(given if isinstance(given, str) else "", getattr(event, "whole", None) is True, request)

    def load(request: gr.Request) -> list[str]:
        given = {name: value for name, value in request.query_params.items() if not name.startswith("__")}
        return show("/?" + urlencode(given), False, request)

    views_made = {"outputs": [main, below], "trigger_mode": "multiple", **AT_ONCE}  # the script asks for one at a time
    for event in (main.submit(go, None, **views_made), frame.page.load(load, None, **views_made)):
        event.then(None, below, js=_SHOWN, **AT_ONCE)

