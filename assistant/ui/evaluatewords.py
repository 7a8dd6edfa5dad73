"""Plain names for what the harness measures with and by, the term of the trade in brackets for those who look it up."""

from __future__ import annotations

_SYSTEMS = {
    "assistant": ("This assistant", "as it answers on the Ask tab"),
    "bm25": ("Search by words", "to compare with: quotes the passages that share most words with the question (BM25)"),
    "langchain-minilm": ("Search by meaning", "to compare with: quotes the passages nearest in meaning (LangChain with MiniLM)"),
    "rrf": ("Both searches together", "to compare with: quotes what stands high in both lists (reciprocal rank fusion, RRF)"),
}
_KINDS = {
    "near-miss": "not answered by the records, though it seems so", "unanswerable": "not answered by the records",
    "followup": "leaning on the question before", "table": "from a table", "compute": "to be worked out",
    "injection": "with an order hidden in it", "list": "asking for all of something", "data-quality": "about faulty figures",
    "who-when-why": "who, when or why", "exempt-public": "exempt matter, asked by the public",
    "exempt-member": "exempt matter, asked by a member", "exempt-officer": "exempt matter, asked by an officer",
}  # fmt: skip
MEASURES = {
    "passed": "Passed: all that was expected, nothing that must not be said",
    "status_right": "Answered where it should, silent where it should",
    "answer_correct": "Said what a right answer holds",
    "figure_exact": "Figures exactly right",
    "evidence_cited": "Cited the place where the answer stands",
    "citation_correct": "Citations that lead to such a place (precision)",
    "alce_recall": "Sentences backed by what they cite (recall)",
    "leak_free": "Gave nothing exempt away",
    "abstention_f1": "Silent when it should be, and only then (F1)",
    "recall_at_10": "The right place is among the first ten found (recall at 10)",
}
MEDIAN, SLOWEST = "Seconds to an answer: half took at most (median)", "Seconds to an answer: 95 of 100 took at most"


def system_name(name: str) -> str:
    """Return what a system is called on the page; one that is not known keeps its name."""
    return _SYSTEMS.get(name, (name, ""))[0]


def system_about(name: str) -> str:
    """Return what a system does, in a line, "" where that is not known."""
    return _SYSTEMS.get(name, (name, ""))[1]


def kind_name(kind: str) -> str:
    """Return what a kind of question is called on the page."""
    return _KINDS.get(kind, kind.replace("-", " ").replace("_", " "))
