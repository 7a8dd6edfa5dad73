"""How far an answer can be trusted: a badge that counts the sentences that were checked, with the checks behind it."""

from __future__ import annotations

from assistant.records import Answer, Check, Claim
from assistant.ui.markup import counted, element, folded, safe

_NAMES = {
    "quotation": "Word for word", "figures": "Figures", "dates": "Dates and periods", "names": "Names", "roles": "Titles",
    "direction": "Not turned into its opposite", "decision": "Decisions", "negation": "What is denied",
    "modality": "Possible or certain", "content": "What it is about", "citation": "Citation", "judge": "Second model",
}  # fmt: skip
_HOW = {
    "extractive": "sentences of the records as they stand; no language model was used",
    "figures": "figures read from the records and worked out by the program; no language model was used",
}
_SURE = ((0.75, "sure"), (0.5, "fairly sure"), (0.0, "not very sure, so look at the sources"))


def badge_html(answer: Answer, key: str) -> str:
    """Return the badge of an answer, which opens to the checks of each sentence and how the answer was made.

    Args:
        answer: An answered question.
        key: What no other answer on the page has.
    """
    if not answer.claims:
        return ""
    total, unbacked = len(answer.claims), sum(not claim.grounded for claim in answer.claims)
    if unbacked:
        told = f"{unbacked} of {counted(total, 'sentence')} could not be backed"
    else:
        sources = "its source" if total == 1 else "their sources"
        told = f"{total} of {counted(total, 'sentence')} checked against {sources}"
    mark = element("span", "!" if unbacked else "✓", "cr-mark-of", aria_hidden="true")
    summary = element("summary", mark + safe(told), "cr-badge" + (" cr-badge-doubt" if unbacked else ""))
    listed = "".join(element("li", _claim(claim)) for claim in answer.claims)
    inner = element("ol", listed, "cr-checked") + element("p", safe(_made(answer)), "cr-aside")
    return element("details", summary + inner, "cr-checks", id=f"{key}-checks")


def _claim(claim: Claim) -> str:
    checks = claim.checks or (Check("citation", bool(claim.citations), "names where it stands" if claim.citations else ""),)
    rows = "".join(_check(check) for check in checks)
    return element("p", safe(folded(claim.text))) + element("ul", rows)


def _check(check: Check) -> str:
    verdict = "passed" if check.passed else "failed"
    name = element("strong", safe(_NAMES.get(check.name, check.name.capitalize())))
    plain = "its words are in the source" if check.name == "content" and check.passed else folded(check.detail)
    plain = plain.replace("the evidence", "the source").replace("the claim", "the sentence")
    detail = f": {plain}" if plain else ""
    return element("li", f"{element('span', verdict, f'cr-{verdict}')} {name}{safe(detail)}")


def _made(answer: Answer) -> str:
    """Return how an answer was made, how sure the assistant is and how long it took, as sentences."""
    said = [f"How it was answered: {_HOW.get(answer.answerer, f'in the words of the language model {answer.answerer}')}."]
    if answer.confidence is not None:
        sure = next(words for least, words in _SURE if answer.confidence >= least or not least)
        said.append("Checked means that the sentence says what its source says.")
        said.append(f"That it answers the question, the assistant is {sure}.")
    spent = dict(answer.timings).get("total_ms")
    if spent is not None:
        said.append(f"Time taken: {spent / 1000:.1f} seconds.")
    return " ".join(said)
