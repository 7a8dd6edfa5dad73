"""Did the case pass: the one yes or no that a person would give, and the reasons for a no."""

from __future__ import annotations

from assistant.records import Status
from eval.context import Context, Score
from eval.metrics.answers import answer_correct, leaked
from eval.metrics.citations import evidence_cited
from eval.wording import fold


def case_passed(context: Context) -> Score:
    """1 when there is nothing to hold against the reply, else 0 with the reasons."""
    reasons = shortcomings(context)
    return Score(float(not reasons), "; ".join(reasons))


def shortcomings(context: Context) -> list[str]:
    """Return what is wrong with the outcome, in words; nothing wrong: an empty list.

    A failed attempt; an unexpected status; a missing part; gold evidence that no citation covers; a leak.  A case
    that was only searched passes when every need is among the results.
    """
    attempt, expect = context.attempt, context.case.expect
    if attempt.failed:
        return [f"{attempt.outcome}: {attempt.error}"]
    reasons = [f"leaked: {text!r}" for text in leaked(context)]
    if attempt.search_error:
        reasons.append(f"search failed: {attempt.search_error}")
    if not attempt.asked:
        return reasons + _not_found(context)
    if context.reply.status not in expect.status:
        wanted = " or ".join(expect.status)
        return [*reasons, f"status is {context.reply.status}, expected {wanted}: {fold(context.reply.text)[:160]!r}"]
    if context.reply.status is not Status.ANSWERED:
        return reasons
    if expect.answer:
        correct = answer_correct(context)
        reasons += [correct.reason] if correct.value != 1 else []
    if expect.evidence and evidence_cited(context).value != 1:
        reasons.append("gold evidence not cited: " + _listed(context))
    return reasons


def _not_found(context: Context) -> list[str]:
    """Return the complaint about a search that missed gold evidence."""
    from eval.metrics.ranking import first_ranks

    return ["gold evidence not among the results: " + _listed(context)] if 0 in first_ranks(context) else []


def _listed(context: Context) -> str:
    """Return the gold quotes, shortened, each with its document."""
    return " | ".join(
        f"{evidence.document + ': ' if evidence.document else ''}{fold(evidence.quote)[:100]!r}"
        for evidence in context.case.expect.evidence
    )
