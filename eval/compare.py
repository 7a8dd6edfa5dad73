"""Two runs, case by case: what changed, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from eval.errors import EmptyMean, RunError
from eval.metrics import METRICS
from eval.runlog import CaseRow, Header
from eval.statistics import Estimate, mcnemar, paired_difference
from eval.summary import ALL, LOWER_IS_BETTER

LEVEL = 0.05
_SAME = ("entailment", "corpus", "suites", "search_depth", "asks")


@dataclass(frozen=True, slots=True)
class Change:
    """One metric over one group: both means over the same cases, B - A with its interval, and the p-value."""

    metric: str
    before: float
    after: float
    difference: Estimate
    p: float

    @property
    def verdict(self) -> str:
        """The word for it: noise, better or worse."""
        if self.p >= LEVEL:
            return "noise"
        return "worse" if (self.difference.value < 0) != (self.metric in LOWER_IS_BETTER) else "better"


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One kind, or all: the cases fixed and broken, McNemar's p-value, and the changes of every metric."""

    name: str
    n: int
    passed_before: int
    passed_after: int
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    p: float
    changes: tuple[Change, ...]

    @property
    def verdict(self) -> str:
        """Whether the flips are more than chance, and which way."""
        if self.p >= LEVEL:
            return "noise"
        return "better" if len(self.fixed) > len(self.broken) else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared: what is not the same about them, cases that only one has, and the groups."""

    differing: tuple[str, ...]
    only_one: int
    groups: tuple[GroupChange, ...]


Run = tuple[Header, Sequence[CaseRow]]


def compare(one: Run, other: Run) -> Comparison:
    """Compare run B (``other``) with run A (``one``) over the cases that both have.

    Raises:
        RunError: they have no case in common.
    """
    before = {row.key: row for row in one[1]}
    after = {row.key: row for row in other[1]}
    both = [key for key in before if key in after]
    if not both:
        raise RunError("the two runs have no case in common; run both on the same suites")
    differing = tuple(name for name in _SAME if asdict(one[0])[name] != asdict(other[0])[name])
    kinds = sorted({before[key].case.kind for key in both})
    pairs = [(before[key], after[key]) for key in both]
    groups = [_group(ALL, pairs)] + [_group(kind, [pair for pair in pairs if pair[0].case.kind == kind]) for kind in kinds]
    return Comparison(differing, len(before) + len(after) - 2 * len(both), tuple(groups))


def _group(name: str, pairs: Sequence[tuple[CaseRow, CaseRow]]) -> GroupChange:
    fixed = tuple(after.case.id for before, after in pairs if after.passed and not before.passed)
    broken = tuple(after.case.id for before, after in pairs if before.passed and not after.passed)
    changes = [change for metric in METRICS if (change := _change(metric.name, pairs)) is not None]
    return GroupChange(
        name=name,
        n=len(pairs),
        passed_before=sum(before.passed for before, _ in pairs),
        passed_after=sum(after.passed for _, after in pairs),
        fixed=fixed,
        broken=broken,
        p=mcnemar(len(fixed), len(broken)),
        changes=tuple(changes),
    )


def _change(metric: str, pairs: Sequence[tuple[CaseRow, CaseRow]]) -> Change | None:
    """Return a metric's change over the cases that both runs scored, None when there are none."""
    scored = [
        (old.value, new.value, before.cluster)
        for before, after in pairs
        if (old := before.scores.get(metric)) and (new := after.scores.get(metric))
        if old.value is not None and new.value is not None
    ]
    try:
        difference, p = paired_difference(scored)
    except EmptyMean:
        return None
    before_mean = sum(old for old, _, _ in scored) / len(scored)
    return Change(metric, before_mean, sum(new for _, new, _ in scored) / len(scored), difference, p)


def told(comparison: Comparison, every_metric: bool = False) -> str:
    """Return the comparison in plain text: a block a group, the flips named, the metrics that moved."""
    lines = [f"warning: the runs differ in {name}" for name in comparison.differing]
    if comparison.only_one:
        lines.append(f"warning: {comparison.only_one} cases are in one run only and are left out")
    for group in comparison.groups:
        lines.append(
            f"{group.name}: {group.passed_before} -> {group.passed_after} of {group.n} passed; "
            f"{len(group.fixed)} fixed, {len(group.broken)} broken, McNemar p = {group.p:.3f}: {group.verdict}"
        )
        if group.name != ALL:
            flips = {"fixed": group.fixed, "broken": group.broken}
            lines += [f"  {name}: {', '.join(cases)}" for name, cases in flips.items() if cases]
        for change in group.changes:
            if every_metric or change.verdict != "noise":
                gap = change.difference
                lines.append(
                    f"  {change.metric:24s} {change.before:.3f} -> {change.after:.3f}  {gap.value:+.3f} "
                    f"[{gap.low:+.3f}, {gap.high:+.3f}]  n={gap.n}  p={change.p:.3f}  {change.verdict}"
                )
    return "\n".join(lines)
