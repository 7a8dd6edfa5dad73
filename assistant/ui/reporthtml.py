"""A run's report and the comparison of two runs as HTML, made from what the harness tells as JSON.  All text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.ui.evaluatewords import MEASURES, MEDIAN, SLOWEST, kind_name, system_name
from assistant.ui.managehtml import counted

_LISTED = 200  # cases shown one by one
_BROKEN = {"crash": "crashed", "hang": "gave no answer in time", "rubbish": "came to nothing that can be read"}
_CHANGES = {"broken": "Broken", "fixed": "Fixed", "answered differently": "Answered differently, with the same verdict"}
_VERDICTS = {
    "noise": "which is no more than chance does", "better": "which is better by more than chance",
    "worse": "which is worse by more than chance",
}  # fmt: skip
Value = Mapping[str, Any]


def report_html(title: str, runs: Sequence[Value]) -> str:
    """Return the report of a run, its systems side by side.

    Args:
        title: When it was run, over which suites.
        runs: A value a system; see ``python -m eval report --json``.
    """
    summaries = "".join(f"<p>{_summary(run)}</p>" for run in runs)
    failures = "".join(_failures(run) for run in runs)
    return (
        f'<h3 class="cr-m-sub" tabindex="-1">Report: {escape(title)}</h3>{summaries}{_figures(runs)}{_kinds(runs)}{failures}'
        '<p class="cr-m-hint">A case is one question with what is expected of its answer. Beside each share stands of how many '
        "cases it is, and in brackets between what bounds the share of all such questions probably lies (95% confidence "
        "interval): with few cases it says little. A case on which a system crashed counts as not passed and is listed with its "
        "reason.</p>"
    )


def _summary(run: Value) -> str:
    whole = run["groups"][0]
    passed = sum(case["passed"] for case in run["cases"])
    broken = [f"{number} {_BROKEN[kind]}" for kind, number in whole["outcomes"].items() if number and kind in _BROKEN]
    trouble = f'; <span class="cr-m-bad">{escape(", ".join(broken))}</span>' if broken else ""
    leaks = f'; <span class="cr-m-bad">{counted(int(run["leaks"]), "leak")}</span>' if run["leaks"] else ""
    model = f", with {escape(run['model'])}" if run["model"] else ""
    told = f"{passed} of {counted(whole['cases'], 'case')} passed{trouble}{leaks}"
    return f"<strong>{escape(system_name(run['name']))}</strong>{model}: {told}"


def _figures(runs: Sequence[Value]) -> str:
    wholes = [run["groups"][0] for run in runs]
    shown = [name for name in MEASURES if any(name in whole["estimates"] for whole in wholes)]
    rows = [(MEASURES[name], [_estimate(whole["estimates"].get(name)) for whole in wholes]) for name in shown]
    for percent in ("p50", "p95"):
        rows.append((MEDIAN if percent == "p50" else SLOWEST, [f"{whole['seconds'][percent]:.2f}" for whole in wholes]))
    return _table("Figures", runs, rows)


def _kinds(runs: Sequence[Value]) -> str:
    held = [{group["name"]: group for group in run["groups"][1:]} for run in runs]
    kinds = sorted({kind for groups in held for kind in groups})

    def cell(group: Value | None) -> str:
        return _estimate(group["estimates"].get("passed")) if group else "not asked"

    rows = [(kind_name(kind), [cell(groups.get(kind)) for groups in held]) for kind in kinds]
    return _table("Passed, by kind of question", runs, rows)


def _estimate(found: Value | None) -> str:
    if found is None:
        return "not scored"
    return f"{found['value']:.0%} <small>of {found['n']} ({found['low']:.0%} to {found['high']:.0%})</small>"


def _table(caption: str, runs: Sequence[Value], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{escape(system_name(run["name"]))}</th>' for run in runs)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for name, cells in rows
    )
    return (
        f'<div class="cr-m-scroll" role="region" tabindex="0" aria-label="{caption}"><table class="cr-m-table"><caption>{caption}'
        f'</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _failures(run: Value) -> str:
    failed = sorted((case for case in run["cases"] if not case["passed"]), key=lambda case: case["outcome"] == "replied")
    if not failed:
        return f'<p class="cr-m-good">{escape(system_name(run["name"]))}: every case passed.</p>'
    listed = "".join(f"<li>{_case(case)}</li>" for case in failed[:_LISTED])
    more = f'<p class="cr-m-hint">And {len(failed) - _LISTED:,} more.</p>' if len(failed) > _LISTED else ""
    title = f"{escape(system_name(run['name']))}: {counted(len(failed), 'case')} did not pass"
    return f'<h4 class="cr-m-sub">{title}</h4><ul class="cr-m-rows">{listed}</ul>{more}'


def _case(case: Value) -> str:
    broke = case["outcome"] != "replied"
    why = f"{_BROKEN.get(case['outcome'], case['outcome'])}: {case['error']}" if broke else case["why"]
    history = "".join(_fact("Asked before", one) for one in case["history"])
    gold = "".join(_fact("Evidence wanted", f"{_place(one)}“{one['quote']}”") for one in case["evidence"])
    cited = "".join(_fact("Cited", f"{_place(one)}“{one['quote']}”") for one in case["citations"])
    told = _fact("Expected", case["expected"]) + _fact("Answered", case["text"] or "nothing")
    return (
        f'<span class="cr-m-name">{escape(case["question"])}</span><span class="cr-m-why">{escape(case["suite"])}, '
        f'{escape(case["id"])}, {escape(kind_name(case["kind"]))}</span><span class="cr-m-fault">{escape(why)}</span>'
        f'<details class="cr-m-fold"><summary>What was expected and answered</summary><dl class="cr-m-facts">{history}'
        f'{_fact("As", case["role"])}{told}{gold}{cited}</dl></details>'
    )


def _place(one: Value) -> str:
    parts = (one["document"], one["item"] and f"item {one['item']}", one.get("page") and f"page {one['page']}")
    return "".join(f"{part}, " for part in parts if part)


def _fact(name: str, told: str) -> str:
    return f"<dt>{name}</dt><dd>{escape(told)}</dd>"


def comparison_html(title: str, found: Value) -> str:
    """Return what changed from one run to another, regressions first.

    Args:
        title: Of which runs.
        found: See ``python -m eval compare --json``.
    """
    whole = found["groups"][0]
    flips = f"{len(whole['fixed'])} fixed, {len(whole['broken'])} broken, {_VERDICTS[whole['verdict']]}."
    if not whole["fixed"] and not whole["broken"]:
        flips = "No case was fixed, none broken."
    warned = "".join(f'<p class="cr-m-bad">The runs differ in {escape(name)}, so take care.</p>' for name in found["differing"])
    if found["only_one"]:
        warned += f'<p class="cr-m-bad">{counted(found["only_one"], "case")} only one run has; they are left out.</p>'
    parts = "".join(_changed(name, [one for one in found["cases"] if one["change"] == name]) for name in _CHANGES)
    return (
        f'<h3 class="cr-m-sub" tabindex="-1">Compared: {escape(title)}</h3>{warned}<p>Passed before: {whole["passed_before"]} of '
        f'{whole["n"]}; now: {whole["passed_after"]}. {flips}</p>'
        f'{parts or "<p>Every case was answered in the same words.</p>"}'
    )


def _changed(name: str, cases: Sequence[Value]) -> str:
    if not cases:
        return ""
    mark = {"broken": "cr-m-bad", "fixed": "cr-m-good"}.get(name, "cr-m-hint")
    rows = "".join(f"<li>{_pair(one['before'], one['after'])}</li>" for one in cases[:_LISTED])
    heading = f'<h4 class="cr-m-sub"><span class="{mark}">{_CHANGES[name]}</span> ({len(cases)})</h4>'
    return f'{heading}<ul class="cr-m-rows">{rows}</ul>'


def _pair(before: Value, after: Value) -> str:
    facts = _fact("Before", before["text"] or _outcome(before)) + _fact("Now", after["text"] or _outcome(after))
    why = after["why"] or before["why"]
    told = f'<span class="cr-m-why">{escape(why)}</span>' if why else ""
    return (
        f'<span class="cr-m-name">{escape(after["question"])}</span><span class="cr-m-why">{escape(after["suite"])}, '
        f'{escape(after["id"])}, {escape(kind_name(after["kind"]))}</span>{told}<details class="cr-m-fold">'
        f'<summary>The two answers</summary><dl class="cr-m-facts">{_fact("Expected", after["expected"])}{facts}</dl></details>'
    )


def _outcome(case: Value) -> str:
    return f"{_BROKEN.get(case['outcome'], 'nothing')}: {case['error']}" if case["error"] else "nothing"
