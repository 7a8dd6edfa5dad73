"""Whole lists: what announces them and their entries, in order and complete, though passages cut them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.selection import limit, spoken
from assistant.answering.units import ENTRY_MARK, LEAD_IN, Unit
from assistant.language import fold, sentences
from assistant.records import Document, Hit, Item, Span
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

_COUNTS = "two three four five six seven eight nine ten".split()
_ITEMS = 5  # items whose lists are looked at
_NAME_LINE = 60  # characters of a line that may be an entry of a list of names


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in an item: the words that announce it and its entries, as spans of the document."""

    lead_in: Span
    entries: tuple[Span, ...]


def find_listings(text: str, item: Item) -> Iterator[Listing]:
    """Yield the lists of an item: what ends with a colon, then entries with marks, semicolons or a line each."""
    held = list(sentences(text, item.span))
    for at, lead in enumerate(held):
        if LEAD_IN.search(lead.of(text)):
            entries = _entries(text, held[at + 1 :])
            if len(entries) > 1:
                yield Listing(lead, tuple(entries))


def _entries(text: str, following: Sequence[Span]) -> list[Span]:
    """Return the entries right after a lead-in: marked ones, else up to the one that ends in a full stop, else lines."""
    marked: list[Span] = []
    for span in following:
        words = span.of(text)
        if not ENTRY_MARK.match(fold(words)):
            break
        marked.append(span)
    if len(marked) > 1:
        return marked
    parted: list[Span] = []
    for span in following:
        words = fold(span.of(text))
        if LEAD_IN.search(words):
            break
        parted.append(span)
        if not words.endswith(";"):
            break
    if len(parted) > 1:
        return parted
    return _lines(text, following)


def _lines(text: str, following: Sequence[Span]) -> list[Span]:
    """Return the short lines, each a name, that begin what follows."""
    if not following:
        return []
    found: list[Span] = []
    offset = following[0].start
    for raw in text[offset : offset + 4000].split("\n"):
        line = raw.strip()
        if line:
            if len(line) > _NAME_LINE or line.endswith((".", ":")) or not line[0].isupper():
                break
            start = offset + raw.index(line)
            found.append(Span(start, start + len(line)))
        offset += len(raw) + 1
    return found


def best_listing(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the units of the list that the question asks for, its lead-in first; none where no list speaks of it."""
    best: tuple[float, Hit, Document, Listing] | None = None
    for hit in _one_an_item(found.hits):
        whole = document(hit.document)
        for listing in find_listings(whole.text, whole.items[hit.item_index]):
            value = _value(found.analysis, found.rarity, whole, hit, listing)
            if value is not None and (best is None or value > best[0]):
                best = (value, hit, whole, listing)
    if best is None:
        return []
    _, hit, whole, listing = best
    return list_units(hit, whole, listing)


def list_units(hit: Hit, whole: Document, listing: Listing) -> list[Unit]:
    """Return the units of a list, its lead-in first."""
    lead = fold(listing.lead_in.of(whole.text))
    return [
        Unit(hit, span, ENTRY_MARK.sub("", fold(span.of(whole.text))), lead, listed=True, position=at)
        for at, span in enumerate((listing.lead_in, *listing.entries))
    ]


def _one_an_item(hits: Sequence[Hit]) -> list[Hit]:
    seen: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        seen.setdefault((hit.document, hit.item_index), hit)
    return list(seen.values())[:_ITEMS]


def _value(analysis: Analysis, rarity: Mapping[str, float], whole: Document, hit: Hit, listing: Listing) -> float | None:
    """Return how well a list fits the question, None where it does not speak of it."""
    lead = spoken(analysis, _announced(listing.lead_in.of(whole.text)))
    around = lead | spoken(analysis, f"{hit.heading} {hit.context}")
    inside = set().union(*(spoken(analysis, span.of(whole.text)) for span in listing.entries))
    total = sum(rarity.get(term, 0.0) for term in analysis.terms) or 1.0

    def share(held: set[str]) -> float:
        return sum(rarity.get(term, 0.0) for term in analysis.terms if term in held) / total

    count = _asked_count(analysis.question)
    if share(around | inside) < limit("list_share") or share(lead) < limit("list_lead_share"):
        return None
    return share(lead) + 0.5 * share(around | inside) + 0.3 * (count == len(listing.entries))


def _announced(lead: str) -> str:
    """Return a lead-in with the name of what it announces, where that is a phrase ("subject to:": conditions)."""
    conditions = re.search(r"\b(?:subject\s+to|provided\s+that|on\s+condition\s+that)\W*$", lead, re.I)
    return f"{lead} conditions" if conditions else lead


def falls_short(question: str, said: Sequence[str]) -> bool:
    """Return whether figures in words are no answer to a question for a list: fewer than asked, or what announces one."""
    return any(LEAD_IN.search(text) for text in said) or 0 < len(said) < listed_count(question)


def listed_count(question: str) -> int:
    """Return how many things of a kind a question asks to be named ("the three priorities"), 0 where it tells no number."""
    number = rf"(?P<count>\d|{'|'.join(_COUNTS)})"
    told = re.search(rf"\b(?:which|what|the|list|name)\s+{number}\s+(?:[\w-]+\s+){{0,2}}?\w{{2,}}s\b", question, re.I)
    return (_asked_count(told["count"]) or 0) if told else 0


def _asked_count(question: str) -> int | None:
    told = re.search(rf"\b(\d{{1,2}}|{'|'.join(_COUNTS)})\b", question.lower())
    if told is None:
        return None
    return int(told[1]) if told[1].isdigit() else _COUNTS.index(told[1]) + 2
