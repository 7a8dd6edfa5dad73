"""The tab where officers look after the library: add, remove, check, and read what people said of answers."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from collections.abc import Mapping
from typing import Any

from assistant.ui.caretaker import Caretaker
from assistant.ui.frame import AT_ONCE, Frame
from assistant.ui.managedesk import ManageDesk, Parts
from assistant.ui.managehtml import drop_html

WIRED = "crWire(element, trigger)"
_LIVE = '<p role="status" class="cr-m-hint cr-m-said">${value}</p>'
_SEEK = (
    '<form data-do="find" class="cr-m-seek" role="search"><label>Find a record<input name="words" type="search" '
    'autocomplete="off" maxlength="200"></label><button type="submit" class="cr-m-act">Find</button></form>'
)
_CHECK = '<button type="button" class="cr-m-act" data-do="check">Check the indexes</button>'


def manage_tab(frame: Frame) -> None:
    """Lay out the tab; what is loaded is told to officers only, when they open the page."""
    import gradio as gr

    desk = ManageDesk(Caretaker(frame.assistant))
    timer, last = gr.Timer(1, active=False), gr.State(("", ""))
    title("Add records", first=True)
    drop = gr.HTML(drop_html(frame.assistant.settings.max_bytes), js_on_load="crUpload(element, trigger)", elem_id="cr-m-drop")
    parts = {"waiting": part("waiting"), "said": live("said"), "job": part("job")}
    title("Records")
    seek = gr.HTML(_SEEK, js_on_load=WIRED)
    parts["records"] = part("records")
    title("How the library stands")
    parts["standing"] = part("standing")
    checker = gr.HTML(_CHECK, js_on_load=WIRED)
    parts["check"] = part("check")
    title("What people said of answers")
    parts |= {"feedback": part("feedback"), "made": live("made")}

    def shown(found: Mapping[str, str]) -> dict[Any, Any]:
        ticking = gr.update(active=True) if desk.caretaker.busy else gr.skip()  # Gradio takes no empty answer
        return {**{parts[name]: value for name, value in found.items()}, timer: ticking}

    def opened(request: gr.Request) -> dict[Any, Any]:
        return shown(desk.opened(frame.visitor(request)))

    def act(request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        def download(name: str, media_type: str, content: bytes) -> str:
            return frame.download(request, name, media_type, content)

        return shown(desk.act(frame.visitor(request), event._data or {}, download))

    def tick(before: tuple[str, str], request: gr.Request) -> dict[Any, Any]:
        visitor = frame.visitor(request)
        over = not desk.caretaker.busy  # asked first: what ends meanwhile is told by the next tick
        found: Parts = desk.progress(visitor)
        now = (found.get("said", ""), found.get("job", ""))
        if over:
            return {**shown({**found, **desk.finished(visitor)}), timer: gr.update(active=False), last: now}
        changed = {name: value for (name, value), old in zip(found.items(), before, strict=False) if value != old}
        return {**shown(changed), last: now}

    every = [*parts.values(), timer]
    for acting in (drop, seek, checker, *parts.values()):
        acting.click(act, None, every, **AT_ONCE)
    timer.tick(tick, last, [*every, last], **AT_ONCE)
    frame.page.load(opened, None, every, **AT_ONCE)


def title(words: str, first: bool = False) -> None:
    """Lay out the heading of a part of the tab."""
    import gradio as gr

    more = " cr-m-first" if first else ""
    gr.HTML(f'<h2 class="cr-m-title{more}">{words}</h2>', js_on_load=None)


def part(name: str) -> Any:
    """Lay out a part of the tab whose buttons and forms tell the server what is to be done."""
    import gradio as gr

    return gr.HTML("", js_on_load=WIRED, elem_id=f"cr-m-{name}")


def live(name: str) -> Any:
    """Lay out a line that is read out when it changes."""
    import gradio as gr

    return gr.HTML("", html_template=_LIVE, js_on_load=None, elem_id=f"cr-m-{name}")
