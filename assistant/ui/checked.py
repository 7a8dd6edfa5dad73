"""What was checked of an answer, and what was not: a badge that says so in a line and opens to the checks behind it.

The badge has neither a tick nor the colour of success: a sentence that says what a record says can still be beside the question.
"""

from __future__ import annotations

from collections.abc import Sequence

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
_MEANING = (
    ("Checked", "whether each sentence says what the words beside it in the record say."),
    ("Not checked", "whether the record is right, whether another says more or something later, and whether this is all there "
     "is to your question. Open the source before you rely on it."),
)  # fmt: skip
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
    mark = element("span", "!", "cr-mark-of", aria_hidden="true") if unbacked else ""
    told = f"{unbacked} of {counted(total, 'sentence')} not found in the words cited" if unbacked else _whole(total)
    summary = element("summary", mark + safe(told), "cr-badge" + (" cr-badge-doubt" if unbacked else ""))
    listed = "".join(element("li", _claim(claim)) for claim in answer.claims)
    meaning = element("ul", "".join(_told(*told) for told in (*_MEANING, *_sureness(answer))), "cr-meaning")
    inner = meaning + element("ol", listed, "cr-checked") + element("p", safe(_made(answer)), "cr-aside")
    return element("details", summary + inner, "cr-checks", id=f"{key}-checks")


def _whole(total: int) -> str:
    return f"{'Each' if total > 1 else 'The'} sentence was checked against the words it cites"


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


def _told(name: str, what: str) -> str:
    return element("li", f"{element('strong', safe(name))}: {safe(what)}")


def _sureness(answer: Answer) -> Sequence[tuple[str, str]]:
    """Return how sure the assistant is that the sentences answer the question, nothing where that was not weighed."""
    if answer.confidence is None:
        return ()
    sure = next(words for least, words in _SURE if answer.confidence >= least or not least)
    return (("Estimated", f"whether this is what you asked for; the assistant is {sure}."),)


def _made(answer: Answer) -> str:
    """Return how an answer was made and how long it took, as sentences."""
    said = [f"How it was answered: {_HOW.get(answer.answerer, f'in the words of the language model {answer.answerer}')}."]
    spent = dict(answer.timings).get("total_ms")
    if spent is not None:
        told = "less than a tenth of a second" if spent < 100 else f"{spent / 1000:.1f} seconds"
        said.append(f"Time taken: {told}.")
    return " ".join(said)
