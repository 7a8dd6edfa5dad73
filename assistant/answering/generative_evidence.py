"""The numbered evidence that a model is given: passages, whole items, and what the figures engine reads from tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.answering.units import Unit
from assistant.records import Answer, Citation, Document, Hit, Span

_LONGEST: Final = 3000  # characters of one piece of evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """One numbered piece.

    Attributes:
        text: What the model reads.
        citations: The places it stands for; their quotes are what a claim is checked against.
        hit: The passage it is, None for what a table gave.
    """

    text: str
    citations: tuple[Citation, ...]
    hit: Hit | None = None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of it beside its words, as (name, value)."""
        first = self.citations[0]
        day = first.meeting_date
        return (
            ("record", first.title or first.document), ("file", first.document), ("kind", str(first.kind)),
            ("meeting", f"{day.day} {day:%B %Y}" if day else ""), ("item", first.item), ("heading", first.heading),
        )  # fmt: skip

    @property
    def backing(self) -> tuple[str, ...]:
        """The texts that a claim citing it is checked against."""
        first = self.citations[0]
        day = f"Meeting of {first.meeting_date.day} {first.meeting_date:%B %Y}." if first.meeting_date else ""
        quotes = tuple(citation.quote for citation in self.citations)
        told = () if self.text in quotes else (self.text,)
        return (*told, *quotes, " ".join(part for part in (f"{first.title}.", day, f"{first.heading}.") if part))


class Pool:
    """The evidence of one answer, numbered from 1 as it comes in."""

    def __init__(self, document: Callable[[str], Document], characters: int) -> None:
        self._document = document
        self._left = characters
        self.held: list[Evidence] = []

    def add(self, evidence: Evidence) -> int | None:
        """Take evidence in and return its number, None when it does not fit any more; what is known keeps its number."""
        for number, known in enumerate(self.held, 1):
            if known.citations == evidence.citations:
                return number
        if len(evidence.text) > self._left:
            return None
        self._left -= len(evidence.text)
        self.held.append(evidence)
        return len(self.held)

    def add_hits(self, hits: Sequence[Hit]) -> list[int]:
        """Take passages in and return the numbers of those that fit."""
        added = [self.add(Evidence(hit.text, (self.cite(hit, hit.span),), hit)) for hit in hits]
        return [number for number in added if number is not None]

    def add_answer(self, answer: Answer) -> list[int]:
        """Take in what the figures engine says, each statement with the rows and headings it was read from."""
        cited = {citation.id: replace(citation, id=0) for citation in answer.citations}
        added = []
        for claim in answer.claims:
            computed = f" ({answer.computation})" if answer.computation else ""
            added.append(self.add(Evidence(f"{claim.text}{computed}", tuple(cited[n] for n in claim.citations))))
        return [number for number in added if number is not None]

    def add_item(self, document: Document, index: int) -> int | None:
        """Take in a whole item, its end left out when it is long."""
        item = document.items[index]
        span = Span(item.span.start, min(item.span.end, item.span.start + _LONGEST))
        citation = Citation(
            0, document.name, document.title, document.kind, item.meeting_date, item.number, item.heading,
            document.page_of(span.start), span, span.of(document.text), document.body,
        )  # fmt: skip
        return self.add(Evidence(citation.quote, (citation,)))

    def cite(self, hit: Hit, span: Span) -> Citation:
        """Return the citation of a place in a passage."""
        whole = self._document(hit.document)
        return Citation(
            0, whole.name, whole.title, whole.kind, hit.meeting_date, hit.item, hit.heading, whole.page_of(span.start), span,
            span.of(whole.text), whole.body,
        )  # fmt: skip


def unit_of(evidence: Evidence, claim: str) -> Unit | None:
    """Return a claim as a unit of the passage it cites, for the checks of the question's names and periods."""
    return Unit(evidence.hit, evidence.hit.span, claim) if evidence.hit else None
