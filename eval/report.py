"""Runs to one HTML file that needs nothing else: figures side by side, plots, and each case that did not pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from eval import plots
from eval.failures import case_html
from eval.reply import Outcome
from eval.runlog import CaseRow, Header
from eval.summary import ALL, PERCENTILES, Group, summarise

HEADLINE = (
    "passed", "answer_correct", "figure_exact", "evidence_cited", "citation_correct", "alce_recall", "alce_precision",
    "rag_precision", "rag_recall", "rag_faithfulness", "rag_hallucination", "abstention_f1", "leak_free", "recall_at_5",
    "reciprocal_rank", "ndcg_at_10",
)  # fmt: skip
_STYLE = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #8886;padding:.25rem .6rem;text-align:left;
vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}small{opacity:.75}
mark{background:#ffe58a;color:#000;padding:0 .1em}details{border:1px solid #8886;border-radius:4px;padding:.4rem .8rem;
margin:.4rem 0}summary{cursor:pointer}blockquote{border-left:3px solid #8886;margin:.4rem 0;padding-left:.8rem;
white-space:pre-wrap;overflow-wrap:anywhere}.bad{color:#b3261e}.legend span{margin-right:1.2rem}
.legend i{display:inline-block;width:.8rem;height:.8rem;margin-right:.3rem}svg{max-width:100%;height:auto}
svg text{font:12px system-ui,sans-serif;fill:currentColor}.grid,.frame{stroke:#8886;fill:none}
.whisker{stroke:currentColor;stroke-width:1.5}dt{font-weight:600}dd{margin:0 0 .3rem 1rem}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A run and its figures, under the name it has in the report."""

    name: str
    header: Header
    rows: Sequence[CaseRow]
    groups: Sequence[Group]


def run_of(header: Header, rows: Sequence[CaseRow], name: str = "") -> Run:
    """Return a run with its figures worked out."""
    return Run(name or header.system, header, rows, summarise(rows, header.seed))


def write_report(path: Path, runs: Sequence[Run]) -> None:
    """Write the report of one run or several."""
    path.write_text(report_html(_named_apart(runs)), encoding="utf-8", errors="replace")


def report_html(runs: Sequence[Run]) -> str:
    """Return the report as one HTML page without any outside reference."""
    overall = {run.name: run.groups[0] for run in runs}
    shown = [metric for metric in HEADLINE if any(metric in group.estimates for group in overall.values())]
    curves = {name: group.curve for name, group in overall.items() if group.curve}
    body = [
        "<h1>Grounding report</h1>",
        _headers(runs),
        "<h2>Figures</h2><p>Value, 95% interval (bootstrap over documents), number of cases scored. A crash, a hang or "
        "rubbish stays in every number it belongs to; what is not scored is left out and explained.</p>",
        plots.bars({name: group.estimates for name, group in overall.items()}, shown),
        _figures(overall),
        "<h2>By kind of question</h2>",
        _kinds(runs),
        "<h2>Risk and coverage</h2>",
        plots.lines(curves, "share of questions answered", "share of those wrong") if curves else "<p>Nothing answered.</p>",
        "<h2>Time to answer</h2>",
        _times(overall),
        *(_failures(run) for run in runs),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Grounding report</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def markdown_table(runs: Sequence[Run]) -> str:
    """Return the headline figures as a Markdown table, a column a system."""
    overall = [run.groups[0] for run in runs]
    shown = [metric for metric in HEADLINE if any(metric in group.estimates for group in overall)]
    lines = ["| metric | " + " | ".join(run.name for run in runs) + " |", "| --- |" + " ---: |" * len(runs)]
    for metric in shown:
        held = [group.estimates.get(metric) for group in overall]
        lines.append(f"| {metric} | " + " | ".join(f"{one.value:.3f}" if one else "not scored" for one in held) + " |")
    return "\n".join(lines)


def _named_apart(runs: Sequence[Run]) -> list[Run]:
    """Give runs of one system names that tell them apart."""
    names = [run.name for run in runs]
    return [
        Run(f"{run.name} ({place})", run.header, run.rows, run.groups) if names.count(run.name) > 1 else run
        for place, run in enumerate(runs, 1)
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    top = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join(f"<tr><th>{row[0]}</th>{''.join(f'<td class=n>{cell}</td>' for cell in row[1:])}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _headers(runs: Sequence[Run]) -> str:
    """Return what was run, with the digests."""
    rows = []
    for run in runs:
        head = run.header
        suites = ", ".join(f"{escape(name)} {digest[:12]}" for name, digest in head.suites.items())
        digests = f"corpus {head.corpus[:12]}, settings {escape(head.settings[:12])}, code {head.code[:12]}"
        outcomes = ", ".join(f"{count} {kind}" for kind, count in run.groups[0].outcomes.items() if count)
        leaks = sum(row.scores["leaks"].value or 0 for row in run.rows)
        outcomes += f", {leaks:.0f} leaks"
        model = escape(head.model or "none")
        rows.append([escape(run.name), str(len(run.rows)), outcomes, model, escape(head.entailment), digests, suites])
    return _table(["system", "cases", "outcomes", "model", "entailment", "digests", "suites"], rows)


def _figures(overall: Mapping[str, Group]) -> str:
    names = dict.fromkeys(metric for group in overall.values() for metric in (*group.estimates, *group.unscored))
    rows = []
    for metric in names:
        cells = []
        for group in overall.values():
            found = group.estimates.get(metric)
            failed = f', <span class="bad">{found.failed} failed</span>' if found and found.failed else ""
            cells.append(
                f"{found.value:.3f} <small>[{found.low:.3f}, {found.high:.3f}] n={found.n}{failed}</small>"
                if found
                else f"<small>not scored: {escape(group.unscored.get(metric, 'nothing was answered'))}</small>"
            )
        rows.append([escape(metric), *cells])
    return _table(["metric", *map(escape, overall)], rows)


def _kinds(runs: Sequence[Run]) -> str:
    kinds = sorted({group.name for run in runs for group in run.groups} - {ALL})
    by_run = [{group.name: group for group in run.groups} for run in runs]

    def cell(group: Group | None) -> str:
        if group is None:
            return "<small>not asked</small>"
        found = group.estimates["passed"]
        return f"{found.value:.3f} <small>[{found.low:.3f}, {found.high:.3f}] n={group.n}</small>"

    rows = [[escape(kind), *(cell(groups.get(kind)) for groups in by_run)] for kind in kinds]
    return _table(["passed", *(escape(run.name) for run in runs)], rows)


def _times(overall: Mapping[str, Group]) -> str:
    rows = [
        [f"p{percent}", *(f"{group.seconds[percent] * 1000:,.1f} ms" for group in overall.values())] for percent in PERCENTILES
    ]
    return _table(["percentile", *map(escape, overall)], rows)


def _failures(run: Run) -> str:
    """Return every case of a run that did not pass, failed attempts first."""
    failed = [row for row in run.rows if not row.passed]
    order = {Outcome.CRASH: 0, Outcome.HANG: 1, Outcome.RUBBISH: 2, Outcome.REPLIED: 3}
    listed = "".join(case_html(row) for row in sorted(failed, key=lambda row: order[row.outcome]))
    return f"<h2>{escape(run.name)}: {len(failed)} of {len(run.rows)} cases did not pass</h2>{listed}"
