"""Follow-ups that stay where the answer before was found: in its item, unless their words lead elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.extractive import Choice
from assistant.answering.followup.instead import elliptic_count, fragment
from assistant.answering.selection import of_kind, spoken
from assistant.answering.sight import share
from assistant.dates import find_periods
from assistant.language import content_terms
from assistant.records import Answer, Document, Item, Span
from assistant.retrieval.search import Found

_MOST_TERMS = 5  # a question with more words of its own tells its own story
_MOST_READ = 3  # passages whose words are weighed against those of the item
_KINDS = frozenset(("who", "when", "figure", "why"))
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer was found: a record and the place of its first citation there."""

    document: str
    at: int


def place_of(answer: Answer) -> Place | None:
    """Return where an answer was found, None where it cites nothing."""
    return Place(answer.citations[0].document, answer.citations[0].span.start) if answer.citations else None


def may_stay(question: str) -> bool:
    """Return whether a question after others may be one on what the last of them was answered with."""
    terms = content_terms(question)
    return len(terms) <= _MOST_TERMS and not (fragment(question) or elliptic_count(question) or find_periods(question))


def item_at(whole: Document, place: Place) -> int | None:
    """Return the index of the item at a place of a record, None where the record has changed and none is there."""
    return next((at for at, item in enumerate(whole.items) if item.span.start <= place.at < item.span.end), None)


def only_item(whole: Document, index: int) -> Document:
    """Return a record of which but one item can be read; the places of all others are kept, empty."""
    items = (item if at == index else Item("", "", Span(item.span.start, item.span.start), access=item.access)
             for at, item in enumerate(whole.items))  # fmt: skip
    return replace(whole, items=tuple(items))


def leads_elsewhere(found: Found, whole: Document, index: int) -> bool:
    """Return whether some passage found says more of a question than the item does, or the item says little of it."""
    analysis, item = found.analysis, whole.items[index]
    here = share(found.rarity, analysis.terms, spoken(analysis, f"{item.heading} {whole.title} {item.span.of(whole.text)}"))
    said = (spoken(analysis, f"{hit.text} {hit.context} {hit.heading}") for hit in found.hits[:_MOST_READ])
    return here < max([_HALF, *(share(found.rarity, analysis.terms, held) for held in said)])


def likely(found: Found, asked: str, choice: Choice) -> bool:
    """Return whether the best sentence of an item known to be meant may be said, though less sure than one found anywhere.

    It must hold what is asked for (a person, a date, a figure) and half of the words that the question itself has.
    """
    analysis = found.analysis
    if analysis.asks not in _KINDS or not choice.units or choice.unmet:
        return False
    unit = choice.units[0]
    own = share(found.rarity, content_terms(asked), spoken(analysis, f"{unit.text} {unit.lead_in}"))
    return unit.row is None and own >= _HALF and of_kind(analysis, unit.text)
