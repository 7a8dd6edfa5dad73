"""Citations: made from places in documents, numbered once each, told behind the sentences they carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.language import content_terms
from assistant.records import Citation, Claim, Document, Hit, Span

# Words that stand for something said before; a noun after "the" does where nothing defines it further.
_LEANING = re.compile(
    r"(?:He|She|It|They|This|These|Those|His|Her|Their|Its|Such)\b"
    r"|The\s+(?:scheme|project|programme|proposals?|report|application|motion|matter|plan|policy|service|works?|review|strategy"
    r"|grant|event|survey|site|budget)\s+(?!of\b|for\b|on\b|to\b|in\b)"
)


def cite(whole: Document, span: Span) -> Citation:
    """Return the citation of a place in a document: the item that holds it, its page, its words; numbered when used."""
    item = next((item for item in whole.items if item.span.start <= span.start < item.span.end), None)
    day = item.meeting_date if item else None
    number, heading = (item.number, item.heading) if item else ("", "")
    page = whole.page_of(span.start)
    return Citation(0, whole.name, whole.title, whole.kind, day, number, heading, page, span, span.of(whole.text), whole.body)


def number(citations: list[Citation], new: Citation) -> int:
    """Return the number of a citation among those given, adding it where its place is new."""
    for known in citations:
        if (known.document, known.span) == (new.document, new.span):
            return known.id
    citations.append(replace(new, id=len(citations) + 1))
    return len(citations)


def tell(claims: Sequence[Claim], listed: bool, labels: Sequence[str] = ()) -> str:
    """Return the claims as the text of an answer, each followed by its citation marks; one a line where they are a list.

    A label (the meeting and item of a claim) stands before it: it repeats the citation and is no part of the claim.
    """
    mark, joint = ("• ", "\n") if listed else ("", " ")
    before = [f"{label}: " if label else "" for label in labels] or [""] * len(claims)
    told = zip(before, claims, strict=True)
    return joint.join(f"{mark}{label}{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for label, claim in told)


def label_of(citation: Citation) -> str:
    """Return the meeting and item of a citation: "26 July 2017, item 10"."""
    day = f"{citation.meeting_date.day} {citation.meeting_date:%B %Y}" if citation.meeting_date else citation.title
    return f"{day}, item {citation.item}" if citation.item else day


def heading_of(citation: Citation, text: str) -> str:
    """Return the heading of the item cited where a sentence leans on it ("It was …", "The scheme …"), "" elsewhere.

    What the heading says already is not said again.
    """
    leaning = _LEANING.match(text)
    if not leaning or not citation.heading:
        return ""
    told = set(content_terms(text))
    return citation.heading if set(content_terms(citation.heading)) - told else ""


def offer(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """Return passages as the nearest items to offer beside an abstention."""
    return tuple(
        Citation(at, h.document, h.title, h.kind, h.meeting_date, h.item, h.heading, h.page, h.span, h.text, h.body)
        for at, h in enumerate(hits, 1)
    )
