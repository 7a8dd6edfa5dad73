"""Claim metrics as RAGChecker defines them.

Source: Ru et al., "RAGChecker: A Fine-grained Framework for Diagnosing Retrieval-Augmented Generation", NeurIPS 2024
Datasets and Benchmarks (arXiv:2408.08067), section 3.3, and its program (amazon-science/RAGChecker,
``computation.py``).  A chunk is *relevant* when some claim of the reference follows from it.  One difference: where the
program writes 0 for 0/0, the metric here is not scored; and an answer over no chunks at all is unfaithful throughout.

For every answer: ``1 - precision = noise_relevant + noise_irrelevant + hallucination`` and
``faithfulness + hallucination + self_knowledge = 1``.
"""

from __future__ import annotations

from eval.context import ClaimChecks, Context, Score, share, unscored

_SILENT = "the answer makes no claim"


def precision(context: Context) -> Score:
    """Share of the answer's claims that follow from the reference answer."""
    return share(context.checks.right, _SILENT)


def recall(context: Context) -> Score:
    """Share of the reference's claims that follow from the answer."""
    return share(context.checks.told, "the reference makes no claim")


def f1(context: Context) -> Score:
    """Harmonic mean of precision and recall; 0 when both are."""
    one, other = precision(context).value, recall(context).value
    if one is None or other is None:
        return unscored(_SILENT)
    return Score(2 * one * other / (one + other) if one + other else 0.0)


def claim_recall(context: Context) -> Score:
    """Share of the reference's claims that follow from some retrieved chunk."""
    return share([any(row) for row in context.checks.held], "the reference makes no claim")


def context_precision(context: Context) -> Score:
    """Share of the retrieved chunks that are relevant."""
    return share(_relevant(context.checks), "nothing was retrieved")


def context_utilisation(context: Context) -> Score:
    """Share of the reference's claims that are in the answer, among those that some chunk holds."""
    checks = context.checks
    used = [told for told, row in zip(checks.told, checks.held, strict=True) if any(row)]
    return share(used, "no chunk holds a claim of the reference")


def noise_relevant(context: Context) -> Score:
    """Share of the answer's claims that are wrong and follow from a relevant chunk."""
    checks = context.checks
    relevant = _relevant(checks)
    return share([not right and _from(row, relevant) for right, row in _claims(checks)], _SILENT)


def noise_irrelevant(context: Context) -> Score:
    """Share of the answer's claims that are wrong and follow from an irrelevant chunk, and from no relevant one."""
    checks = context.checks
    relevant = _relevant(checks)
    return share([not right and any(row) and not _from(row, relevant) for right, row in _claims(checks)], _SILENT)


def hallucination(context: Context) -> Score:
    """Share of the answer's claims that are wrong and follow from no chunk."""
    return share([not right and not any(row) for right, row in _claims(context.checks)], _SILENT)


def self_knowledge(context: Context) -> Score:
    """Share of the answer's claims that are right and follow from no chunk."""
    return share([right and not any(row) for right, row in _claims(context.checks)], _SILENT)


def faithfulness(context: Context) -> Score:
    """Share of the answer's claims that follow from some chunk."""
    return share([any(row) for row in context.checks.backed], _SILENT)


def _claims(checks: ClaimChecks) -> zip[tuple[bool, tuple[bool, ...]]]:
    """Return each claim of the answer: is it right, and which chunks it follows from."""
    return zip(checks.right, checks.backed, strict=True)


def _relevant(checks: ClaimChecks) -> list[bool]:
    """Return for each chunk whether some claim of the reference follows from it."""
    return [any(row[chunk] for row in checks.held) for chunk in range(checks.chunks)]


def _from(row: tuple[bool, ...], chosen: list[bool]) -> bool:
    """Return whether a claim follows from one of the chosen chunks."""
    return any(backed and wanted for backed, wanted in zip(row, chosen, strict=True))
