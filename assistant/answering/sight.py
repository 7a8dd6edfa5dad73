"""What a question may look at beyond the passages found: the meetings on record, their items, and places in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.units import Unit, without_furniture
from assistant.language import content_terms, fold, sentences
from assistant.library import DocumentSummary
from assistant.records import Document, Hit, Item, PassageKind, Span
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

BODY: Final = re.compile(
    r"\b((?:[A-Z][\w’'&-]+\s+(?:(?:and|&)\s+)?){1,6}(?:Committee|Sub-?[Cc]ommittee|Panel|Board|Forum|Council|Group|Commission))\b"
)
_MOST_READ = 60  # records read for one question; one takes about a millisecond
GENERIC: Final = frozenset(
    content_terms("committee subcommittee sub-committee panel board forum council group commission meeting the")
)


@dataclass(frozen=True, slots=True)
class Told:
    """What answers a question by its kind: units, and what stands above or before them.

    Attributes:
        units: In the order they are said.
        lead: Said of the answer itself ("Yes."), "" for nothing.
        labelled: Whether each unit is told with its meeting and item.
    """

    units: tuple[Unit, ...]
    lead: str = ""
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """The records that an asker may see, with the passages found for the question."""

    found: Found
    searcher: Searcher
    scope: Scope
    document: Callable[[str], Document]

    @property
    def question(self) -> str:
        """The question as analysed."""
        return self.found.analysis.question

    def meetings(self) -> list[DocumentSummary]:
        """Return the records of meetings that the question may mean, the latest last: of the periods and the body it names."""
        periods = self.found.analysis.periods
        held = [one for one in self.searcher.records(self.scope) if one.meeting_dates]
        if periods:
            held = [one for one in held if any(p.holds(day) for p in periods for day in one.meeting_dates)]
        named = self._of_body(held)
        return sorted(named, key=lambda one: (max(one.meeting_dates), one.name))

    def latest(self) -> Iterator[Document]:
        """Yield the latest of those records first, each read when it is wanted; not more than an answer can wait for."""
        for one in self.meetings()[: -_MOST_READ - 1 : -1]:
            yield self.document(one.name)

    def _of_body(self, held: Sequence[DocumentSummary]) -> list[DocumentSummary]:
        """Return the records whose body or title the question names, all where it names no body."""
        asked = set(content_terms(self.question))
        printed = {one.name: set(content_terms(f"{one.body} {one.title}")) for one in held}
        body = BODY.search(self.question)
        wanted = set(content_terms(body[1])) if body else set()
        if wanted - GENERIC:
            return [one for one in held if wanted - GENERIC <= printed[one.name]]
        bodies = {one.name: set(content_terms(one.body)) - GENERIC for one in held}
        most = max((len(bodies[one.name] & asked) for one in held), default=0)
        named = [one for one in held if most and len(bodies[one.name] & asked) == most and 2 * most >= len(bodies[one.name])]
        return named or list(held)

    def items(self, whole: Document) -> Iterator[tuple[int, Item]]:
        """Yield the items of a record that the asker may see, with their places."""
        for index, item in enumerate(whole.items):
            if item.access in self.found.accesses and whole.access in self.found.accesses:
                yield index, item

    def items_found(self) -> Iterator[tuple[Document, int, Item]]:
        """Yield the items of the passages found, the likeliest first, at a meeting of the time asked about."""
        seen: set[tuple[str, int]] = set()
        periods = self.found.analysis.periods
        for hit in self.found.hits:
            key = (hit.document, hit.item_index)
            if key in seen:
                continue
            seen.add(key)
            whole = self.document(hit.document)
            item = whole.items[hit.item_index]
            if not periods or (item.meeting_date and any(period.holds(item.meeting_date) for period in periods)):
                yield whole, hit.item_index, item


def unit_at(whole: Document, span: Span, listed: bool = False) -> Unit:
    """Return a place of a record as a unit, with the item that holds it."""
    index = next((i for i, item in enumerate(whole.items) if item.span.start <= span.start < item.span.end), 0)
    place, words = without_furniture(whole, span)
    return Unit(hit_at(whole, index), place, fold(words), listed=listed)


def hit_at(whole: Document, index: int) -> Hit:
    """Return an item of a record as what a search would have found."""
    item = whole.items[index] if whole.items else Item("", "", Span(0, len(whole.text)))
    return Hit(
        -1, whole.name, whole.title, whole.kind, whole.body, item.meeting_date, item.number, item.heading, index,
        PassageKind.PROSE, whole.page_of(item.span.start), item.span, item.span.of(whole.text), "", item.access, 0.0,
    )  # fmt: skip


def said_in(whole: Document, item: Item) -> list[Span]:
    """Return the sentences of an item below its heading."""
    heading = "".join(c for c in f"{item.number}{item.heading}".lower() if c.isalnum())
    told = []
    for span in sentences(whole.text, item.span):
        words = "".join(filter(str.isalnum, span.of(whole.text)[: 2 * len(heading) + 80].lower()))
        if words and words != heading and words != heading.removeprefix(item.number.lower()):
            told.append(_below(whole.text, span, item.heading))
    return told


def _below(text: str, span: Span, heading: str) -> Span:
    """Return a sentence without the heading that may run into it."""
    opening = r"\W*".join(map(re.escape, re.findall(r"\w+", heading)))
    printed = re.match(rf"\W*(?:\w+(?:[/.-]\w+)*\W+)?{opening}[^\w\n]*\n\s*", span.of(text)) if opening else None
    return Span(span.start + printed.end(), span.end) if printed and printed.end() < len(span) else span


def share(rarity: Mapping[str, float], wanted: Sequence[str], held: set[str]) -> float:
    """Return how much of the wanted terms is held, by rarity, 0..1; 0 where nothing is wanted."""
    total = sum(rarity.get(term, 1.0) for term in wanted)
    return sum(rarity.get(term, 1.0) for term in wanted if term in held) / total if total else 0.0
