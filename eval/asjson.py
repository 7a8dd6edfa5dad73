"""A run, its cases and what changed between two runs, as JSON values for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

from eval.compare import Comparison
from eval.failures import expected_words, objects
from eval.report import Run
from eval.runlog import CaseRow, Header
from eval.summary import Group

Change = Literal["broken", "fixed", "answered differently"]
_ORDER: tuple[Change, ...] = ("broken", "fixed", "answered differently")
_CITED = ("id", "document", "item", "heading", "page", "quote")


def run_json(run: Run) -> dict[str, Any]:
    """Return a run: what it was of, its figures by group, and every case."""
    return {
        "name": run.name,
        **asdict(run.header),
        "leaks": sum(row.scores["leaks"].value or 0 for row in run.rows),
        "groups": [_group_json(group) for group in run.groups],
        "cases": [case_json(row) for row in run.rows],
    }


def case_json(row: CaseRow) -> dict[str, Any]:
    """Return one case: what was asked and expected, what came, and whether and why it did not pass."""
    raw = row.raw or {}
    return {
        "suite": row.suite, "id": row.case.id, "kind": row.case.kind, "question": row.case.question,
        "history": list(row.case.history), "role": str(row.case.role), "passed": row.passed, "outcome": str(row.outcome),
        "error": row.error, "asked": row.asked, "status": str(row.status or ""), "text": str(raw.get("text", "")),
        "expected": expected_words(row), "why": row.scores["passed"].reason, "seconds": row.seconds,
        "evidence": [one.model_dump(include={"document", "item", "quote"}) for one in row.case.expect.evidence],
        "citations": [{key: one.get(key) for key in _CITED} for one in objects(raw.get("citations"))],
    }  # fmt: skip


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "name": group.name, "cases": group.n, "outcomes": {str(kind): n for kind, n in group.outcomes.items()},
        "estimates": {name: asdict(one) for name, one in group.estimates.items()},
        "unscored": dict(group.unscored), "seconds": {f"p{percent}": taken for percent, taken in group.seconds.items()},
    }  # fmt: skip


def comparison_json(
    comparison: Comparison, one: tuple[Header, Sequence[CaseRow]], other: tuple[Header, Sequence[CaseRow]]
) -> dict[str, Any]:
    """Return a comparison with the cases that came out otherwise, regressions first."""
    before = {row.key: row for row in one[1]}
    pairs = [(before[row.key], row) for row in other[1] if row.key in before]
    changed = [(change, old, new) for old, new in pairs if (change := change_of(old, new))]
    return {
        **asdict(comparison),
        "groups": [{**asdict(group), "verdict": group.verdict} for group in comparison.groups],
        "cases": [
            {"change": change, "before": case_json(old), "after": case_json(new)}
            for change, old, new in sorted(changed, key=lambda case: _ORDER.index(case[0]))
        ],
    }


def change_of(old: CaseRow, new: CaseRow) -> Change | None:
    """Return what became of a case from one run to the other, None where it came out the same."""
    if old.passed != new.passed:
        return "broken" if old.passed else "fixed"
    return None if _told(old) == _told(new) else "answered differently"


def _told(row: CaseRow) -> tuple[str, Any, Any]:
    raw: Mapping[str, Any] = row.raw or {}
    return row.outcome, raw.get("status"), raw.get("text")
