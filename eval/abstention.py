"""Abstention: does the system keep quiet when it should, speak when it should, and know how sure it is.

"Positive" is keeping quiet (status abstained or restricted).  A failed row did not abstain: it counts against recall
where quiet was right, and as an answer that was wrong in the risk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.errors import EmptyMean
from eval.statistics import Row


@dataclass(frozen=True, slots=True)
class Spoken:
    """One case as abstention sees it."""

    quiet: bool
    quiet_wanted: bool
    right: bool
    cluster: str
    confidence: float | None = None
    failed: bool = False


def precision_rows(cases: Sequence[Spoken]) -> list[Row]:
    """Rows of abstention precision: of the times it kept quiet, how often that was right."""
    return [Row(case.quiet_wanted, 1.0, case.cluster, case.failed) for case in cases if case.quiet]


def recall_rows(cases: Sequence[Spoken]) -> list[Row]:
    """Rows of abstention recall: of the times quiet was right, how often it kept quiet."""
    return [Row(case.quiet, 1.0, case.cluster, case.failed) for case in cases if case.quiet_wanted]


def f1_rows(cases: Sequence[Spoken]) -> list[Row]:
    """Rows of abstention F1: twice the hits over twice the hits, the false silences and the missed ones."""
    return [
        Row(2.0 * (case.quiet and case.quiet_wanted), float(case.quiet + case.quiet_wanted), case.cluster, case.failed)
        for case in cases
        if case.quiet or case.quiet_wanted
    ]


def risk_coverage(cases: Sequence[Spoken]) -> list[tuple[float, float]]:
    """Return the risk-coverage curve: (share answered, share of those wrong) as less sure answers are let in.

    Source: El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 2010.  Answers of one
    confidence come in together; answers without one come last.  A failed row counts as a wrong answer that is let in
    first, so that failing never looks like caution.  A system that answers nothing has no curve.
    """
    answered = [case for case in cases if not case.quiet]

    def sureness(case: Spoken) -> float:
        if case.failed:
            return float("inf")
        return case.confidence if case.confidence is not None else float("-inf")

    curve: list[tuple[float, float]] = []
    wrong = 0
    ranked = sorted(answered, key=sureness, reverse=True)
    for index, case in enumerate(ranked):
        wrong += not case.right
        if index + 1 == len(ranked) or sureness(ranked[index + 1]) != sureness(case):
            curve.append(((index + 1) / len(cases), wrong / (index + 1)))
    return curve


def area_under_risk(curve: Sequence[tuple[float, float]]) -> float:
    """Return the mean risk over the coverage that the system reaches (AURC as a step function).

    Raises:
        EmptyMean: the system answered nothing.
    """
    if not curve:
        raise EmptyMean("nothing was answered, so there is no risk to average")
    area, reached = 0.0, 0.0
    for coverage, risk in curve:
        area += (coverage - reached) * risk
        reached = coverage
    return area / reached
