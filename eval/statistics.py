"""Intervals and tests: a seeded bootstrap clustered by document, McNemar's test, a paired bootstrap.

Cases over one document are not independent, so whole documents are drawn (Cameron, Gelbach and Miller, "Bootstrap-based
improvements for inference with clustered errors", 2008).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.errors import EmptyMean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 1000
FEWEST_CLUSTERS = 5
"""With fewer documents than this their resamples are nearly alike and look like certainty: cases are drawn instead."""
SEED = 20240501


@dataclass(frozen=True, slots=True)
class Estimate:
    """A ratio of sums with its 95% interval, over ``n`` rows of which ``failed`` crashed, hung or returned rubbish."""

    value: float
    low: float
    high: float
    n: int
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One case's part in a ratio: what it adds above and below the line, and the cluster it is drawn with.

    A plain mean has ``over`` = the score and ``under`` = 1.
    """

    over: float
    under: float
    cluster: str
    failed: bool = False


def estimate(rows: Sequence[Row], seed: int = SEED, draws: int = DRAWS) -> Estimate:
    """Return the ratio of sums with its percentile bootstrap interval.

    Raises:
        EmptyMean: there is nothing below the line.
    """
    under = math.fsum(row.under for row in rows)
    if not under:
        raise EmptyMean("a mean over no scored case; look at the reasons why none was scored")
    low, high = _interval(_drawn(rows, seed, draws))
    value = math.fsum(row.over for row in rows) / under
    return Estimate(value, low, high, len(rows), sum(row.failed for row in rows))


def paired_difference(pairs: Sequence[tuple[float, float, str]], seed: int = SEED, draws: int = DRAWS) -> tuple[Estimate, float]:
    """Return the mean of B - A over paired scores, and the two-sided bootstrap p-value of no difference.

    Args:
        pairs: for each case the score of A, the score of B, and the cluster.
        seed: of the draws.
        draws: how many resamples.

    Raises:
        EmptyMean: there are no pairs.
    """
    rows = [Row(after - before, 1.0, cluster) for before, after, cluster in pairs]
    found = estimate(rows, seed, draws)
    drawn = _drawn(rows, seed, draws)
    below, above = int((drawn <= 0).sum()), int((drawn >= 0).sum())
    return found, min(1.0, 2 * (min(below, above) + 1) / (len(drawn) + 1))


def mcnemar(fixed: int, broken: int) -> float:
    """Return the exact two-sided p-value that ``fixed`` against ``broken`` flips are chance (McNemar, 1947)."""
    flips = fixed + broken
    if not flips:
        return 1.0
    tail: float = sum(math.comb(flips, count) for count in range(min(fixed, broken) + 1)) / 2**flips
    return min(1.0, 2 * tail)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile: the smallest value that ``percent`` of the values do not exceed.

    Raises:
        EmptyMean: there are no values.
    """
    if not values:
        raise EmptyMean("a percentile of nothing")
    return sorted(values)[max(0, math.ceil(percent / 100 * len(values)) - 1)]


def _drawn(rows: Sequence[Row], seed: int, draws: int) -> NDArray[np.float64]:
    """Return the ratio in each resample of whole clusters; resamples with nothing below the line are left out."""
    import numpy as np

    clusters = [row.cluster for row in rows]
    if len(set(clusters)) < FEWEST_CLUSTERS:
        clusters = [str(index) for index in range(len(rows))]
    names = sorted(set(clusters))
    place = {name: index for index, name in enumerate(names)}
    sums = np.zeros((2, len(names)))
    for row, cluster in zip(rows, clusters, strict=True):
        sums[:, place[cluster]] += (row.over, row.under)
    chosen = np.random.default_rng(seed).integers(0, len(names), (draws, len(names)))
    over, under = sums[0][chosen].sum(axis=1), sums[1][chosen].sum(axis=1)
    return np.asarray(over[under > 0] / under[under > 0], dtype=np.float64)


def _interval(drawn: NDArray[np.float64]) -> tuple[float, float]:
    """Return the 2.5 and 97.5 percentiles of the resampled ratios."""
    import numpy as np

    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
