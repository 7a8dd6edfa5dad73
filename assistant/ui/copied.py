"""An answer as it is put on the clipboard: its sentences with [n], and the list of its sources."""

from __future__ import annotations

from assistant.records import Answer, Citation, Claim
from assistant.ui.leads import leads
from assistant.ui.markup import element, folded, safe
from assistant.ui.sources import place


def copied_html(answer: Answer, exempt: bool = False) -> str:
    """Return what "Copy" takes, as a template that is not shown: paragraphs and list entries, each one line of plain text.

    Args:
        answer: An answered question.
        exempt: Whether it holds exempt matter, which the copy then says first.
    """
    label = element("p", element("strong", "EXEMPT – NOT FOR PUBLICATION")) if exempt else ""
    asked = element("p", element("strong", safe(folded(answer.taken_as or answer.question))))
    claims = [_sentence(*told) for told in zip(answer.claims, leads(answer), strict=True)] or [folded(answer.text)]
    told = "".join(element("p", safe(sentence)) for sentence in claims)
    noted = "".join(element("p", safe(note)) for note in _asides(answer))
    sources = "".join(element("p", safe(_source(citation))) for citation in answer.citations)
    listed = element("p", "Sources:") + sources if sources else ""
    return element("template", label + asked + told + noted + listed, "cr-copied")


def _sentence(claim: Claim, lead: str) -> str:
    marks = "".join(f"[{number}]" for number in claim.citations)
    doubt = "" if claim.grounded else " (not supported by the records)"
    return f"{folded(f'{lead} {claim.text}')} {marks}".rstrip() + doubt


def _asides(answer: Answer) -> list[str]:
    computed = [f"Computed: {answer.computation}"] if answer.computation else []
    return [folded(aside) for aside in (*computed, *(f"Note: {note}" for note in answer.notes))]


def _source(citation: Citation) -> str:
    told = ", ".join(part for part in (citation.title or citation.document, place(citation)) if part)
    return f"[{citation.id}] {folded(told)} ({citation.document})"
