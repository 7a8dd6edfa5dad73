"""The Evaluate tab's forms and lists as HTML: what can be run, the run under way, the runs that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from assistant.ui.evaluatewords import system_about, system_name
from assistant.ui.harnessrun import Run
from assistant.ui.managehtml import counted, day_words

SUITE_BYTES = 2 * 2**20  # of a suite that is uploaded


def upload_html() -> str:
    """Return the field that a suite of one's own is uploaded with."""
    return (
        f'<div class="cr-m-drop" data-max="{SUITE_BYTES}"><label><span class="cr-m-drop-title">Add a suite of your own</span>'
        '<input type="file" accept=".yaml,.yml" aria-describedby="cr-m-suite-hint"></label><p id="cr-m-suite-hint" '
        'class="cr-m-hint">A YAML file of questions with what is expected; docs/evaluation.md says how one is written.</p></div>'
    )


def choices_html(choices: Mapping[str, Any]) -> str:
    """Return the form in which suites and systems are chosen, those that cannot be run with the reason."""
    suites: Sequence[Mapping[str, Any]] = choices["suites"]
    ready = [one for one in suites if not one["problem"]]
    rows = "".join(_suite_row(one) for one in ready)
    if not ready:
        rows = '<li class="cr-m-hint">No suite is about the records that are loaded here. Add one of your own below.</li>'
    systems = "".join(_system_row(one) for one in choices["systems"])
    button = '<button type="submit" class="cr-m-act cr-m-main">Run</button>' if ready else ""
    return (
        '<form data-do="run" class="cr-m-panel"><fieldset><legend>Questions to ask (suites)</legend>'
        f'<ul class="cr-m-rows">{rows}</ul></fieldset>{_unfit(suites)}'
        f'<fieldset><legend>Who is to answer them</legend><ul class="cr-m-rows">{systems}</ul></fieldset>'
        f'<p class="cr-m-deeds">{button}</p></form>'
    )


def _suite_row(one: Mapping[str, Any]) -> str:
    about = f'{counted(one["cases"], "case")}{": " if one["description"] else ""}{escape(one["description"])}'
    name = escape(one["name"])
    return (
        f'<li><label class="cr-m-tick"><input type="checkbox" name="suite" value="{name}"><span><strong>{name}</strong>'
        f'<span class="cr-m-why">{about}</span></span></label></li>'
    )


def _unfit(suites: Sequence[Mapping[str, Any]]) -> str:
    unfit = [one for one in suites if one["problem"]]
    rows = "".join(
        f'<li><strong>{escape(one["name"])}</strong><span class="cr-m-why">{escape(one["problem"])}</span></li>' for one in unfit
    )
    told = f"{counted(len(unfit), 'suite')} cannot be run over this library"
    return f'<details class="cr-m-fold"><summary>{told}</summary><ul class="cr-m-rows">{rows}</ul></details>' if unfit else ""


def _system_row(one: Mapping[str, Any]) -> str:
    missing = ", ".join(one["missing"])
    about = f"not installed: needs {missing}" if missing else system_about(one["name"])
    why = f'<span class="cr-m-why">{escape(about)}</span>' if about else ""
    state = " disabled" if missing else " checked" if one["name"] == "assistant" else ""
    name = escape(one["name"])
    return (
        f'<li><label class="cr-m-tick"><input type="checkbox" name="system" value="{name}"{state}><span>'
        f"<strong>{escape(system_name(one['name']))}</strong>{why}</span></label></li>"
    )


def run_status(run: Run | None) -> str:
    """Return in a line how far the run is, or how it ended."""
    if run is None:
        return ""
    if run.state == "running":
        asked = f": {run.done} of {counted(run.total, 'case')}, {run.passed} passed" if run.total else ""
        crashed = f", {run.failed} broke off" if run.failed else ""
        told = _asking(run.told)
        return f"The run goes on, {escape(told)}{asked}{crashed}."
    return f"The run {_ended(run)}"


def _asking(told: str) -> str:
    """Return what a run does now, the system that is asked by its plain name."""
    system = told.removeprefix("asking ")
    return told if system == told else f"{'This assistant' if system == 'assistant' else f'“{system_name(system)}”'} is asked"


def run_html(run: Run | None) -> str:
    """Return the bar of the run under way, and what stops it."""
    if run is None or run.state != "running":
        return ""
    done = f' value="{run.done}" max="{run.total}"' if run.total else ""
    return (
        f'<div class="cr-m-panel cr-m-running"><progress aria-label="Cases asked"{done}></progress>'
        '<button type="button" class="cr-m-act" data-do="cancel">Cancel</button></div>'
    )


def _ended(run: Run) -> str:
    """Return how a run ended, in words that follow "the run"; a run that failed has no figures, not bad ones."""
    return {
        "done": "is done.",
        "cancelled": "was cancelled; it has no figures.",
        "failed": f"failed and has no figures: {escape(run.told)}",
        "interrupted": "was interrupted, since the server ended; it has no figures.",
        "running": "goes on.",
    }[run.state]


def runs_html(runs: Sequence[Run]) -> str:
    """Return the runs that are kept, those finished to be shown and compared."""
    if not runs:
        return '<p class="cr-m-hint">There are no runs yet. Choose questions and who is to answer them above.</p>'
    done = [run for run in runs if run.state == "done"]
    compare = _compare_form(done) if len(done) > 1 else ""
    return f'{compare}<ul class="cr-m-rows cr-m-records">{"".join(map(_run_row, runs[:50]))}</ul>'


def _run_row(run: Run) -> str:
    name, when = escape(run.name), escape(started(run))
    about = f"{escape(', '.join(run.suites))} · {escape(', '.join(map(system_name, run.systems)))}"
    state = "" if run.state == "done" else f'<span class="cr-m-why">The run {_ended(run)}</span>'
    spoken = f'<span class="cr-spoken"> of {when}</span>'
    button = (
        f'<button type="button" class="cr-m-act" data-do="show" data-run="{name}">Show the report{spoken}</button>'
        if run.state == "done"
        else ""
    )
    title = f'<span class="cr-m-name">{when}</span>'
    return f'<li><div class="cr-m-about">{title}<span class="cr-m-why">{about}</span>{state}</div>{button}</li>'


def started(run: Run) -> str:
    """Return when a run was begun, as people say it."""
    when = datetime.fromisoformat(run.started)
    return f"{day_words(when)}, {when:%H:%M:%S}"


def _compare_form(done: Sequence[Run]) -> str:
    def select(label: str, name: str, chosen: Run) -> str:
        options = "".join(
            f'<option value="{escape(run.name)}"{" selected" if run is chosen else ""}>'
            f"{escape(started(run))} ({escape(', '.join(run.suites))})</option>"
            for run in done
        )
        return f'<label>{label}<select name="{name}">{options}</select></label>'

    return (
        f'<form data-do="compare" class="cr-m-seek">{select("From", "before", done[1])}{select("To", "after", done[0])}'
        '<button type="submit" class="cr-m-act">Compare</button></form>'
    )
