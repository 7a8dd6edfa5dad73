"""A run's rows to its table: each metric over each group, with its interval, and what was not scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.records import Status
from eval.abstention import Spoken, area_under_risk, f1_rows, precision_rows, recall_rows, risk_coverage
from eval.errors import EmptyMean
from eval.metrics import METRICS
from eval.reply import Outcome
from eval.runlog import CaseRow
from eval.statistics import SEED, Estimate, Row, estimate, percentile

ALL = "all"
PERCENTILES = (50, 90, 95, 99)
_ABSTENTION: Mapping[str, Callable[[Sequence[Spoken]], list[Row]]] = {
    "abstention_precision": precision_rows,
    "abstention_recall": recall_rows,
    "abstention_f1": f1_rows,
}
LOWER_IS_BETTER = frozenset(metric.name for metric in METRICS if not metric.higher_is_better) | {"risk"}


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one kind of case, or of all: estimates by metric, and for the rest why they are not scored."""

    name: str
    n: int
    outcomes: Mapping[Outcome, int]
    estimates: Mapping[str, Estimate]
    unscored: Mapping[str, str]
    seconds: Mapping[int, float]
    curve: Sequence[tuple[float, float]]


def summarise(rows: Sequence[CaseRow], seed: int = SEED) -> list[Group]:
    """Return the group of all rows and then one for each kind, by name.

    Raises:
        EmptyMean: there are no rows.
    """
    if not rows:
        raise EmptyMean("a summary of no rows")
    kinds = sorted({row.case.kind for row in rows})
    groups = [_group(ALL, rows, seed)]
    return groups + [_group(kind, [row for row in rows if row.case.kind == kind], seed) for kind in kinds]


def _group(name: str, rows: Sequence[CaseRow], seed: int) -> Group:
    estimates: dict[str, Estimate] = {}
    unscored: dict[str, str] = {}
    spoken = [spoken_of(row) for row in rows if row.asked]
    parts = {metric.name: mean_rows(rows, metric.name) for metric in METRICS}
    parts |= {metric: take(spoken) for metric, take in _ABSTENTION.items()}
    for metric, held in parts.items():
        try:
            estimates[metric] = estimate(held, seed)
        except EmptyMean:
            unscored[metric] = why_unscored(rows, metric)
    curve = risk_coverage(spoken)
    if curve:
        area = area_under_risk(curve)
        estimates["risk"] = Estimate(area, area, area, len(spoken), sum(one.failed for one in spoken))
    return Group(
        name,
        len(rows),
        {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome},
        estimates,
        unscored,
        {percent: percentile([row.seconds for row in rows], percent) for percent in PERCENTILES},
        curve,
    )


def mean_rows(rows: Sequence[CaseRow], metric: str) -> list[Row]:
    """Return the rows of a metric's mean: those that have a value, failed ones included."""
    return [
        Row(score.value, 1.0, row.cluster, score.failed)
        for row in rows
        if (score := row.scores.get(metric)) is not None and score.value is not None
    ]


def why_unscored(rows: Sequence[CaseRow], metric: str) -> str:
    """Return the commonest reason why a metric has no value here."""
    reasons = [row.scores[metric].reason for row in rows if metric in row.scores]
    if not reasons:
        return "it never kept quiet" if metric == "abstention_precision" else "quiet was never right, nor kept"
    return max(sorted(set(reasons)), key=reasons.count)


def spoken_of(row: CaseRow) -> Spoken:
    """Return a row as abstention sees it."""
    status = row.status
    quiet_wanted = Status.ANSWERED not in row.case.expect.status
    confidence = (row.raw or {}).get("confidence")
    return Spoken(
        quiet=status in (Status.ABSTAINED, Status.RESTRICTED),
        quiet_wanted=quiet_wanted,
        right=row.passed,
        cluster=row.cluster,
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        failed=row.failed,
    )
