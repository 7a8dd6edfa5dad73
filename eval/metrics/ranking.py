"""Retrieval: is the gold evidence among the results, and how high.

A *need* is one piece of gold evidence, or a set of alternatives of which one is enough (``evidence_any``).  A result is
relevant when it covers a need that no earlier result has covered, so repeating a passage earns nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from eval.context import Context, Score
from eval.gold import covers


def recall_at(depth: int) -> Callable[[Context], Score]:
    """Return the metric: share of the needs covered by the first ``depth`` results.

    Source: Manning, Raghavan and Schuetze, "Introduction to Information Retrieval" (2008), section 8.4.
    """

    def recall(context: Context) -> Score:
        ranks = first_ranks(context)
        return Score(sum(0 < rank <= depth for rank in ranks) / len(ranks))

    return recall


def reciprocal_rank(context: Context) -> Score:
    """One over the rank of the first relevant result, 0 when there is none.

    Source: Voorhees, "The TREC-8 Question Answering Track Report" (1999).
    """
    ranks = [rank for rank in first_ranks(context) if rank]
    return Score(1 / min(ranks) if ranks else 0.0)


def ndcg_at_10(context: Context) -> Score:
    """Normalised discounted cumulative gain of the first ten results, gain 1 for a relevant result, discount log2.

    Source: Jarvelin and Kekalainen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002.  The ideal list has
    the relevant results first and one further result for each need that none covers.
    """
    ranks = first_ranks(context)
    relevant = {rank for rank in ranks if rank}
    gained = sum(_discount(rank) for rank in relevant if rank <= 10)
    wanted = len(relevant) + sum(rank == 0 for rank in ranks)
    return Score(gained / sum(_discount(rank) for rank in range(1, min(wanted, 10) + 1)))


def first_ranks(context: Context) -> list[int]:
    """Return for each need the 1-based rank of the first result that covers it, 0 where none does."""
    found = context.attempt.found or ()
    return [
        next((rank for rank, one in enumerate(found, 1) if any(covers(one.document, one.text, gold) for gold in need)), 0)
        for need in context.case.expect.needs
    ]


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
