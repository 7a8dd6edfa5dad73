"""The tab where officers measure how good the answers are: run suites, read the report, compare two runs."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.
from collections.abc import Mapping
from typing import Any

from assistant.ui.evaluatedesk import EvaluateDesk
from assistant.ui.evaluatehtml import upload_html
from assistant.ui.frame import AT_ONCE, Frame
from assistant.ui.manage import live, part, title

_TO_REPORT = "() => { const h = document.querySelector('#cr-m-report h3'); h?.focus(); h?.scrollIntoView({ block: 'start' }); }"


def evaluate_tab(frame: Frame) -> None:
    """Lay out the tab; what can be run is told to officers only, when they open the page."""
    import gradio as gr

    desk = EvaluateDesk(frame.assistant)
    timer, last = gr.Timer(1, active=False), gr.State(("", ""))
    title("Measure the answers", first=True)
    parts = {"choices": part("choices"), "told": live("told"), "run": part("run")}
    title("Runs and their reports")
    parts |= {"runs": part("runs"), "report": part("report")}
    title("Questions of your own")
    upload = gr.HTML(upload_html(), js_on_load="crSuite(element, trigger)")

    def shown(found: Mapping[str, str]) -> dict[Any, Any]:
        ticking = gr.update(active=True) if desk.harness.busy else gr.skip()  # Gradio takes no empty answer
        return {**{parts[name]: value for name, value in found.items()}, timer: ticking}

    def opened(request: gr.Request) -> dict[Any, Any]:
        return shown(desk.opened(frame.visitor(request)))

    def act(request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        return shown(desk.act(frame.visitor(request), event._data or {}))

    def tick(before: tuple[str, str], request: gr.Request) -> dict[Any, Any]:
        visitor = frame.visitor(request)
        over = not desk.harness.busy  # asked first: what ends meanwhile is told by the next tick
        found = desk.progress(visitor)
        now = (found.get("told", ""), found.get("run", ""))
        if over:
            return {**shown({**found, **desk.finished(visitor)}), timer: gr.update(active=False), last: now}
        changed = {name: value for (name, value), old in zip(found.items(), before, strict=False) if value != old}
        return {**shown(changed), last: now}

    every = [*parts.values(), timer]
    for acting in (upload, parts["choices"], parts["run"]):
        acting.click(act, None, every, **AT_ONCE)
    parts["runs"].click(act, None, every, **AT_ONCE).then(None, js=_TO_REPORT, **AT_ONCE)
    timer.tick(tick, last, [*every, last], **AT_ONCE)
    frame.page.load(opened, None, every, **AT_ONCE)
