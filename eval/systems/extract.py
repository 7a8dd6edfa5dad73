"""The plainest answer that retrieval alone can give: the best three sentences of the best chunks, each cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.wording import fold, words

_SENTENCE = re.compile(r"[^\s].*?(?:[.!?](?=\s)|\n\s*\n|\Z)", re.DOTALL)
_CHUNKS = 5
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Chunk:
    """A retrieved stretch of a record, where it starts in it (None: unknown), and its score."""

    document: str
    text: str
    start: int | None = None
    score: float | None = None


def best_sentences(question: str, chunks: Sequence[Chunk]) -> Mapping[str, Any]:
    """Return an ask result of the sentences that share most words with the question, in the order of the chunks.

    Each sentence is a claim with one citation of its own words.  Nothing retrieved: an abstention.
    """
    asked = set(words(question))
    found: list[tuple[float, int, Chunk, int, str]] = []
    seen: set[tuple[str, str]] = set()
    for rank, chunk in enumerate(chunks[:_CHUNKS]):
        for match in _SENTENCE.finditer(chunk.text):
            quote = match[0].strip()
            key = (chunk.document, fold(quote))
            if quote and key not in seen:
                seen.add(key)
                shared = sum(len(word) > 3 for word in asked & set(words(quote)))
                found.append((-shared, rank, chunk, match.start(), quote))
    best = sorted(found, key=lambda one: one[:2])[:_SENTENCES]
    if not best:
        return {"status": "abstained", "text": "Nothing was found.", "claims": [], "citations": []}
    quotes = [fold(quote) for *_, quote in best]
    return {
        "status": "answered",
        "text": " ".join(f"{quote} [{number}]" for number, quote in enumerate(quotes, 1)),
        "claims": [{"text": quote, "citations": [number]} for number, quote in enumerate(quotes, 1)],
        "citations": [_citation(number, chunk, at, quote) for number, (*_, chunk, at, quote) in enumerate(best, 1)],
        "confidence": chunks[0].score,
    }


def _citation(number: int, chunk: Chunk, at: int, quote: str) -> Mapping[str, Any]:
    """Return the citation of a sentence of a chunk."""
    span = {} if chunk.start is None else {"start": chunk.start + at, "end": chunk.start + at + len(quote)}
    return {"id": number, "document": chunk.document, "quote": quote, **span}
