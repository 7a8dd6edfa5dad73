"""What officers do on the Evaluate tab: each deed in, the parts of the page that change out, as HTML by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BadRequest
from assistant.service import Assistant
from assistant.ui.evaluatehtml import SUITE_BYTES, choices_html, run_html, run_status, runs_html, started
from assistant.ui.harness import Harness
from assistant.ui.managedesk import REFUSED, Parts, text, texts
from assistant.ui.reporthtml import comparison_html, report_html
from assistant.web.gate import Visitor


class EvaluateDesk:
    """The Evaluate tab's side of the harness."""

    def __init__(self, assistant: Assistant) -> None:
        self.harness = Harness(assistant.library.folder)
        self._assistant = assistant
        self._known: tuple[object, dict[str, Any]] | None = None  # what can be run, and of which records and suites that holds

    def opened(self, visitor: Visitor) -> Parts:
        """Return every part as an officer finds it, nothing to others."""
        if not visitor.officer:
            return {}
        try:
            choices = choices_html(self._choices())
        except AssistantError as error:
            choices = f'<p><span class="cr-m-bad">Nothing can be run.</span> {escape(str(error))}</p>'
        return {"choices": choices, **self.progress(visitor), "runs": runs_html(self.harness.runs())}

    def progress(self, visitor: Visitor) -> Parts:
        """Return how the run goes, nothing to others than officers."""
        run = self.harness.run
        return {"told": run_status(run), "run": run_html(run)} if visitor.officer else {}

    def finished(self, visitor: Visitor) -> Parts:
        """Return what else is different once a run has ended: its report, where it has one, and the list."""
        run = self.harness.run
        if not visitor.officer or run is None:
            return {}
        report = self._show(run.name) if run.state == "done" else {}
        return {"runs": runs_html(self.harness.runs()), **report}

    def act(self, visitor: Visitor, told: Mapping[str, Any]) -> Parts:
        """Do what a button or form asks for, and return the parts that are different then; see ``ManageDesk.act``."""
        if not visitor.officer:
            return {"told": REFUSED}
        deeds: dict[str, Callable[[], Parts]] = {
            "run": lambda: self._run(visitor, texts(told, "suite"), texts(told, "system")),
            "cancel": lambda: self._cancel(visitor),
            "keep": lambda: self._keep(text(told, "name"), text(told, "text")),
            "show": lambda: self._show(text(told, "run")),
            "compare": lambda: self._compare(text(told, "before"), text(told, "after")),
        }
        deed = deeds.get(text(told, "do"))
        try:
            return deed() if deed else {}
        except AssistantError as error:
            return {"told": escape(str(error))}

    def _choices(self) -> dict[str, Any]:
        """Return what can be run; found out anew only when the records or the suites have changed."""
        suites = sorted((file.name, file.stat().st_mtime_ns) for file in self.harness.suites.glob("*.yaml"))
        now = (suites, sorted(stamp.sha256 for stamp in self._assistant.library.stamps().values()))
        if self._known is None or self._known[0] != now:
            self._known = now, self.harness.choices()
        return self._known[1]

    def _run(self, visitor: Visitor, suites: list[str], systems: list[str]) -> Parts:
        choices = self._choices()
        ready = {one["name"]: Path(one["path"]) for one in choices["suites"] if not one["problem"]}
        named = [one["name"] for one in choices["systems"] if not one["missing"]]
        self.harness.start(
            {name: ready[name] for name in suites if name in ready}, [name for name in systems if name in named]
        )
        return {**self.progress(visitor), "report": ""}

    def _cancel(self, visitor: Visitor) -> Parts:
        self.harness.cancel()
        return {**self.progress(visitor), "runs": runs_html(self.harness.runs())}

    def _keep(self, name: str, content: str) -> Parts:
        if not content or len(content.encode("utf-8", "replace")) > SUITE_BYTES:
            raise BadRequest(f"{name} is empty or larger than {SUITE_BYTES // 2**20} MiB; choose another file")
        listed = self.harness.keep_suite(name, content)
        told = listed["problem"] or "It can be run."
        return {"choices": choices_html(self._choices()), "told": escape(f"The suite {listed['name']} is kept. {told}")}

    def _show(self, name: str) -> Parts:
        runs = self.harness.report(name)
        run = next(one for one in self.harness.runs() if one.name == name)
        return {"report": report_html(f"{', '.join(run.suites)}, {started(run)}", runs)}

    def _compare(self, before: str, after: str) -> Parts:
        found = self.harness.compare(before, after)
        when = {run.name: started(run) for run in self.harness.runs()}
        return {"report": comparison_html(f"{when[before]} with {when[after]}", found)}
