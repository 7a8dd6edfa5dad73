"""The metrics: pure functions from one typed context to a score, and the catalogue of them.

A metric is looked up here by name.  ``failed`` is the value that a row gets whose system crashed, hung or returned
rubbish; the values keep RAGChecker's identities (nothing right, nothing backed: precision 0, hallucination 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from eval.context import Context, Score, unscored
from eval.metrics import alce, answers, citations, ragchecker, ranking
from eval.metrics.verdict import case_passed
from eval.suite import Case

Applies = Callable[[Case], str]
"""Why a metric has nothing to say about a case, "" when it has."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A named metric: its function, the cases it is for, its value for a failed row, and which way is better."""

    name: str
    function: Callable[[Context], Score]
    applies: Applies
    failed: float = 0.0
    higher_is_better: bool = True
    about: Literal["answer", "search", "either"] = "answer"

    def __call__(self, context: Context) -> Score:
        """Return the score: the function's, the failed value for a failed row, or the reason for none."""
        attempt = context.attempt
        error = f"{attempt.outcome}: {attempt.error}" if attempt.failed else ""
        tried = attempt.asked
        if self.about == "search":
            tried, error = attempt.searched, attempt.search_error
        elif self.about == "either":
            tried = attempt.asked or attempt.searched
        why_not = self.applies(context.case) or ("" if tried else f"the system was not asked for {_ASKED[self.about]}")
        if why_not:
            return unscored(why_not)
        return Score(self.failed, error, failed=True) if error else self.function(context)


_ASKED = {"answer": "an answer", "search": "a search", "either": "anything"}


def _always(case: Case) -> str:
    return ""


def _parts(case: Case) -> str:
    return "" if case.expect.answer else "the case names no answer parts"


def _numbers(case: Case) -> str:
    return "" if any(part.number is not None for part in case.expect.answer) else "no number is expected"


def _evidence(case: Case) -> str:
    return "" if case.answerable and case.expect.evidence else "the case names no evidence"


def _plain_search(case: Case) -> str:
    if case.history or case.role != "public" or case.documents:
        return "a search takes the question alone, without history, role or chosen records"
    return _evidence(case)


def _never(case: Case) -> str:
    return "" if case.expect.never else "the case names no text that must not appear"


def _answerable(case: Case) -> str:
    return "" if case.answerable else "no answer is expected"


def _referenced(case: Case) -> str:
    expect = case.expect
    given = expect.reference or expect.claims or expect.evidence
    return _answerable(case) or ("" if given else "the case has neither reference nor evidence")


METRICS: tuple[Metric, ...] = (
    Metric("passed", case_passed, _always, about="either"),
    Metric("status_right", answers.status_right, _always),
    Metric("answer_correct", answers.answer_correct, _parts),
    Metric("figure_exact", answers.figure_exact, _numbers),
    Metric("evidence_cited", citations.evidence_cited, _evidence),
    Metric("citation_correct", citations.citation_correct, _answerable),
    Metric("citation_exact", citations.citation_exact, _answerable),
    Metric("citation_in_item", citations.citation_in_item, _answerable),
    Metric("citation_supports", citations.citation_supports, _answerable),
    Metric("alce_recall", alce.alce_recall, _answerable),
    Metric("alce_precision", alce.alce_precision, _answerable),
    Metric("rag_precision", ragchecker.precision, _referenced),
    Metric("rag_recall", ragchecker.recall, _referenced),
    Metric("rag_f1", ragchecker.f1, _referenced),
    Metric("rag_claim_recall", ragchecker.claim_recall, _referenced),
    Metric("rag_context_precision", ragchecker.context_precision, _referenced),
    Metric("rag_context_utilisation", ragchecker.context_utilisation, _referenced),
    Metric("rag_noise_relevant", ragchecker.noise_relevant, _referenced, higher_is_better=False),
    Metric("rag_noise_irrelevant", ragchecker.noise_irrelevant, _referenced, higher_is_better=False),
    Metric("rag_hallucination", ragchecker.hallucination, _referenced, failed=1.0, higher_is_better=False),
    Metric("rag_self_knowledge", ragchecker.self_knowledge, _referenced, higher_is_better=False),
    Metric("rag_faithfulness", ragchecker.faithfulness, _referenced),
    Metric("recall_at_1", ranking.recall_at(1), _plain_search, about="search"),
    Metric("recall_at_5", ranking.recall_at(5), _plain_search, about="search"),
    Metric("recall_at_10", ranking.recall_at(10), _plain_search, about="search"),
    Metric("reciprocal_rank", ranking.reciprocal_rank, _plain_search, about="search"),
    Metric("ndcg_at_10", ranking.ndcg_at_10, _plain_search, about="search"),
    Metric("leaks", answers.leaks, _never, higher_is_better=False, about="either"),
    Metric("leak_free", answers.leak_free, _never, about="either"),
)
"""Every per-case metric, in the order of the reports."""

BY_NAME = {metric.name: metric for metric in METRICS}


def score_all(context: Context) -> dict[str, Score]:
    """Return the score of every metric; a metric that cannot be worked out is not scored and says why."""
    scores = {}
    for metric in METRICS:
        try:
            scores[metric.name] = metric(context)
        except Exception as error:  # a judge that fails must not take the run with it
            scores[metric.name] = unscored(f"metric error: {type(error).__name__}: {error}")
    return scores
