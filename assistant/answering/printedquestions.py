"""A member's question as the minutes print it, asked again: the reply that is printed below it."""

from __future__ import annotations

import re

from assistant.answering.selection import of_kind, spoken
from assistant.answering.sight import Sight, Told, said_in, share, unit_at
from assistant.answering.units import puts_question, without_reply_mark
from assistant.language import content_terms
from assistant.records import Document, Span

_REPLY = re.compile(
    r"^\W*(?:(?:written|oral|supplementary)\s+)?(?:reply|response|answer)\b[^\n:?]{0,80}:"
    r"|^[^\n.?]{3,80}\b(?:replied|responded|answered)\b",
    re.I,
)
_PLACED = frozenset(content_terms("council committee councillor member question"))
_ENOUGH = 0.85  # share, by rarity, of what is asked that the printed question must say
_TERMS = 2  # content words that a question must have for another to be known as the same
_SENTENCES = 2


def told_of_questions(sight: Sight) -> Told | None:
    """Return the beginning of the reply to a printed question that asks the same; None where none is printed."""
    analysis = sight.found.analysis
    wanted = [term for term in analysis.terms if term not in _PLACED]
    if len(wanted) < _TERMS or puts_question(sight.question):
        return None  # such a notice is weighed against whole replies, sentence by sentence
    best: tuple[float, Document, list[Span]] | None = None
    for name, index in dict.fromkeys((hit.document, hit.item_index) for hit in sight.found.hits):
        whole = sight.document(name)
        item = whole.items[index]
        spans = said_in(whole, item)
        for at, span in enumerate(spans[:-1]):
            words = span.of(whole.text).strip()
            if not words.endswith("?") or not _REPLY.match(spans[at + 1].of(whole.text)):
                continue
            value = share(sight.found.rarity, wanted, spoken(analysis, f"{item.heading} {words}"))
            if value >= _ENOUGH and (best is None or value > best[0]):
                best = (value, whole, _reply(whole, spans[at + 1 :]))
    if best is None:
        return None
    places = [without_reply_mark(span, span.of(best[1].text))[0] for span in best[2]]
    units = [unit_at(best[1], place) for place in places]
    return Told(tuple(units)) if any(of_kind(analysis, unit.text) for unit in units) else None


def _reply(whole: Document, following: list[Span]) -> list[Span]:
    """Return the first sentences of a reply, up to the next question."""
    held = following[:1]
    for span in following[1:_SENTENCES]:
        if span.of(whole.text).strip().endswith("?") or re.match(r"\W*question\b", span.of(whole.text), re.I):
            break
        held.append(span)
    return held
