"""What a minute or item says: questions that name it by its number, answered from the item itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from assistant.answering.units import Unit
from assistant.language import fold, sentences
from assistant.records import Document, Hit, Item, Span
from assistant.retrieval.search import Found

_ASKS = re.compile(
    r"\bwhat\s+(?:does|did|do|is|was|were|is\s+in|was\s+in)\b.*\b(?:min(?:ute)?s?\.?|item|section|paragraph)\b.*\b"
    r"(?:say|said|record|resolve|recommend|decide|concern|about|state|agree|in\b)|\b(?:resolved|agreed"
    r"|decided|said|recorded)\s+(?:under|in|at)\s+"
    r"(?:agenda\s+)?(?:item|minute|min\.?)",
    re.I,
)
_MOST = 3


def item_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return what the named item decided, else its first sentences; none where no item of that number is in sight."""
    analysis = found.analysis
    if not analysis.numbers or not _ASKS.search(analysis.question):
        return []
    wanted = {number.lower() for number in analysis.numbers}
    for hit, whole, index in _items(found, document):
        item = whole.items[index]
        if item.number.lower().rstrip(".") in wanted and (not analysis.periods or _dated(found, item)):
            return telling(hit, whole, item)
    return []


def _items(found: Found, document: Callable[[str], Document]) -> Iterator[tuple[Hit, Document, int]]:
    """Yield every item of the records found that is open to the asker: those whose access label is that of a hit."""
    seen: set[str] = set()
    for hit in found.hits:
        if hit.document in seen:
            continue
        seen.add(hit.document)
        whole = document(hit.document)
        for index, item in enumerate(whole.items):
            if item.access in found.accesses:
                yield hit, whole, index


def _dated(found: Found, item: Item) -> bool:
    return item.meeting_date is not None and any(period.holds(item.meeting_date) for period in found.analysis.periods)


def asks_item(question: str) -> bool:
    """Return whether a question asks what a minute or item says that it names by number."""
    return bool(_ASKS.search(question))


def telling(hit: Hit, whole: Document, item: Item) -> list[Unit]:
    """Return what an item decided, else its first sentences, else those of the parts that its number stands above."""
    told = list(_telling(hit, whole, item))
    after = (other for other in whole.items if other.span.start >= item.span.end)
    parts = () if told or not item.number else takewhile(lambda other: _within(other, item), after)
    return (told or [unit for part in parts for unit in _telling(hit, whole, part)])[:_MOST]


def _within(part: Item, item: Item) -> bool:
    """Return whether an item is a part of another ("4.1" of "4"), as open as that one."""
    return part.number.startswith(f"{item.number.rstrip('.')}.") and part.access is item.access


def _telling(hit: Hit, whole: Document, item: Item) -> Iterator[Unit]:
    decided = [resolution.span for resolution in item.resolutions]
    for at, span in enumerate(decided or _first_sentences(whole, item)):
        yield Unit(hit, span, fold(span.of(whole.text)), listed=bool(decided), position=at)


def _first_sentences(whole: Document, item: Item) -> list[Span]:
    heading = set(fold(item.heading).lower().split())
    told = [span for span in sentences(whole.text, item.span) if not set(fold(span.of(whole.text)).lower().split()) <= heading]
    return [span for span in told if len(fold(span.of(whole.text)).split()) > 4][:2]
