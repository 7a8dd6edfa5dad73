"""Claims that real answers make over a library, with the quotes they cite: what corruption tests of the verifier start from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from assistant.language import content_terms, sentences
from assistant.records import Answer, Document, Role
from assistant.service import Assistant

_WORDS = 10  # content words of a sentence that a question about it is made of


def answered_claims(assistant: Assistant, role: Role = Role.OFFICER, every: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    """Return (claim, quotes) of the answers to questions on every item, sentence and table row, each once, in order.

    Args:
        assistant: Over the records to ask about.
        role: Who asks.
        every: Ask the first of every so many questions.
    """
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    asked = (question for summary in assistant.summaries() for question in _questions(assistant.document(summary.name)))
    for question in islice(asked, 0, None, every):
        found |= dict.fromkeys(_claims(assistant.ask(question, role=role)))
    return list(found)


def _claims(answer: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    quotes = {citation.id: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        yield claim.text, tuple(quotes[number] for number in claim.citations)


def _questions(document: Document) -> Iterator[str]:
    for item in document.items:
        if item.heading:
            yield f"What was decided about {item.heading}?"
    for passage in document.passages:
        for span in sentences(document.text, passage.span):
            words = [word for word in span.of(document.text).split() if content_terms(word)]
            if len(words) > 3:
                yield f"What was said about {' '.join(words[:_WORDS])}?"
    for table in document.tables:
        heads = [" ".join(row[column].text for row in table.header) for column in range(len(table.rows[0]) if table.rows else 0)]
        for row in table.rows:
            yield from (f"What was the {head} for {row[0].text} ({table.caption})?" for head in heads[1:] if head.strip())
