"""A topic through the records: every item that speaks of it, by date, each with its best sentence and what was decided.

Every word of the topic counts, an acronym and its long form as one.  An item speaks of the topic where its heading holds
every word, or where one sentence, list entry or table row does together with the heading; words that are merely scattered
over an item do not make it one.  All passages that hold the topic's rarest word are read, so that none is missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answering.actions.corpus import heading_terms
from assistant.answering.citing import cite
from assistant.answering.everytime import topic as asked_about
from assistant.answering.selection import spoken
from assistant.answering.sight import hit_at
from assistant.answering.units import Unit, can_answer, split_units
from assistant.dates import find_days
from assistant.errors import BadRequest
from assistant.language import content_terms, fold
from assistant.records import Access, Citation, Document, Item, Kind, Span
from assistant.retrieval.analysis import Analysis, analyse
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Searcher

_MOST = 20_000  # passages read for one topic; more would keep others waiting, and is told
_NEAREST = 5
_WORD = re.compile(r"[£$€]?\w+(?:['’./,&@–-]\w+)*%?")  # a word with what joins its parts
_LOOKED_AT = 40  # passages whose headings may be offered where nothing speaks of the topic
_FIRST_LINE = 200  # characters of an item that are quoted where it holds no sentence


class Match(StrEnum):
    """Where an item says what the topic names."""

    HEADING = "heading"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An item that speaks of a topic.

    Attributes:
        source: Its best sentence.
        kind: Kind of its record.
        body: Committee whose record it is, "" where none is named.
        day: Day of the meeting, None where the record gives none.
        span: The whole item.
        access: Who may see it.
        match: Whether the heading names the topic, or a sentence does.
        decided: The resolutions on the topic: all of the item where its heading names it, else those that name it.
    """

    source: Citation
    kind: Kind
    body: str
    day: date | None
    span: Span
    access: Access
    match: Match
    decided: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every item that speaks of a topic, by date, undated ones last.

    Attributes:
        topic: As asked, without the words of asking.
        occurrences: The items.
        terms: What the words of the records were compared with, to mark them by.
        respelt: Words that no record in sight holds, read as the nearest that one does.
        nearest: Headings that are near the topic, where nothing speaks of it.
        complete: False where the topic's words are so common that not every passage was read.
    """

    topic: str
    occurrences: tuple[Occurrence, ...] = ()
    terms: frozenset[str] = frozenset()
    respelt: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    complete: bool = True

    @property
    def meetings(self) -> int:
        """In how many meetings or undated records the items stand."""
        return len({(one.body, one.day) if one.day else one.source.document for one in self.occurrences})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A topic understood: for each word the ways of saying it, each a set of terms that must all be there."""

    analysis: Analysis
    needs: tuple[tuple[frozenset[str], ...], ...]

    def met(self, held: set[str]) -> bool:
        """Return whether every word is said."""
        return all(any(way <= held for way in ways) for ways in self.needs)

    def count(self, held: set[str]) -> int:
        """Return how many of the words are said."""
        return sum(any(way <= held for way in ways) for ways in self.needs)

    def said(self, text: str) -> set[str]:
        """Return the terms of a text, acronyms and their long forms standing for each other."""
        return spoken(self.analysis, text)


def trace_topic(topic: str, searcher: Searcher, scope: Scope, document: Callable[[str], Document]) -> Timeline:
    """Return every item in sight that speaks of a topic.

    Args:
        topic: A few words, or a question on every time something came up.
        searcher: Finds the passages that hold the words.
        scope: What may be seen, and what it is narrowed to.
        document: Gives a document by name.

    Raises:
        BadRequest: The topic holds no word that can be looked for.
    """
    words = _without_asking(topic)
    wanted, respelt = _understood(words, searcher, scope)
    if not wanted.needs:
        raise BadRequest(f"{fold(topic)!r} names no topic; give a word or a few that the records may hold")
    rarest = _rarest(wanted, searcher, scope)
    hits = searcher.holding(sorted(rarest), scope, _MOST)
    places = sorted({(hit.document, hit.item_index) for hit in hits})
    told = [found for name, index in places if (found := _occurrence(wanted, document(name), index, scope)) is not None]
    told.sort(key=lambda one: (one.day or date.max, one.body, one.source.document, one.span))
    terms = frozenset(term for ways in wanted.needs for way in ways for term in way) | _equal_terms(wanted)
    nearest = () if told else _nearest(words, searcher, scope)
    return Timeline(words, tuple(told), terms, respelt, nearest, len(hits) < _MOST)


def _without_asking(topic: str) -> str:
    asks = analyse(topic).asks == "every-time" or topic.rstrip().endswith("?")
    words = (asked_about(topic) if asks else fold(topic)).strip(" ?.").split()
    while words and not content_terms(words[0]):
        words.pop(0)
    while words and not content_terms(words[-1]):
        words.pop()
    return " ".join(words)


def _understood(topic: str, searcher: Searcher, scope: Scope) -> tuple[_Wanted, tuple[str, ...]]:
    """Return what is looked for, and the words that no record in sight holds and that were read as others."""
    analysis = analyse(topic, searcher.acronyms(scope))
    needs: list[tuple[frozenset[str], ...]] = []
    respelt = []
    for word in _WORD.findall(topic):
        said = content_terms(word)
        if not said:
            continue
        ways = _ways(word, said)
        meant = searcher.respelt(said, scope) if len(said) == 1 and said[0] not in analysis.equals else {}
        forms = meant.get(said[0], ())
        if forms and (len(forms) == 1 or said[0] not in analysis.names):  # a name is not two words run together
            ways = (frozenset(forms),)
            respelt.append(word)
        if ways not in needs:
            needs.append(ways)
    return _Wanted(analysis, tuple(needs)), tuple(respelt)


def _ways(word: str, said: Sequence[str]) -> tuple[frozenset[str], ...]:
    """Return how a word may be written: a compound joined or in its parts ("fly-tipping", "flytipping"), a number as it is."""
    if len(said) == 1 or any(c.isdigit() for c in word):
        return (frozenset(said[:1]),)
    return frozenset(said[:1]), frozenset(said[1:])


def _equal_terms(wanted: _Wanted) -> frozenset[str]:
    return frozenset(term for letters, words in wanted.analysis.equals.items() for term in (letters, *words))


def _rarest(wanted: _Wanted, searcher: Searcher, scope: Scope) -> set[str]:
    """Return terms of which every item on the topic holds one: those of the word that the fewest passages hold."""
    equals = wanted.analysis.equals
    every = {term for ways in wanted.needs for way in ways for term in way} | set(_equal_terms(wanted))
    counts = searcher.frequencies(sorted(every), scope)

    def leading(ways: Sequence[frozenset[str]]) -> set[str]:
        found = {min(sorted(way), key=lambda term: counts[term]) for way in ways}
        for letters, words in equals.items():
            if any(letters in way for way in ways):
                found.add(min(words, key=lambda term: counts[term]))
            if any(way & set(words) for way in ways):
                found.add(letters)
        return found

    return min((leading(ways) for ways in wanted.needs), key=lambda terms: sum(counts[term] for term in terms))


def _occurrence(wanted: _Wanted, whole: Document, index: int, scope: Scope) -> Occurrence | None:
    """Return an item as one that speaks of the topic, None where it does not or may not be seen."""
    item = whole.items[index]
    if item.access not in scope.accesses or whole.access not in scope.accesses or _front(whole, item):
        return None
    heading = wanted.said(item.heading)
    units = split_units([hit_at(whole, index)], lambda name: whole)
    own = [wanted.said(f"{unit.lead_in} {unit.text}") for unit in units]
    headed = wanted.met(heading)
    if not headed and not any(wanted.met(heading | held) for held in own):
        return None
    best = max(range(len(units)), key=lambda at: _telling(wanted, units[at], own[at], heading), default=None)
    span = units[best].span if best is not None else _first_line(whole, item)
    decided = [r.span for r in item.resolutions if headed or wanted.met(heading | wanted.said(r.span.of(whole.text)))]
    return Occurrence(
        cite(whole, span), whole.kind, whole.body, item.meeting_date, item.span, item.access,
        Match.HEADING if headed else Match.SENTENCE, tuple(cite(whole, one) for one in decided),
    )  # fmt: skip


def _telling(wanted: _Wanted, unit: Unit, held: set[str], heading: set[str]) -> tuple[bool, int, bool, bool, int]:
    """Return how well a unit tells what is said of the topic, to compare units of one item by."""
    named = wanted.count(wanted.said(unit.text))
    return wanted.met(heading | held), named, can_answer(unit), unit.row is None, -unit.span.start


def _front(whole: Document, item: Item) -> bool:
    """Return whether an item is what stands before the first heading: title, committee and attendance, no matter dealt with."""
    if item.number or item.heading:
        return False
    return any((other.number or other.heading) and other.span.start > item.span.start for other in whole.items)


def _first_line(whole: Document, item: Item) -> Span:
    text = item.span.of(whole.text)
    start = item.span.start + len(text) - len(text.lstrip())
    line = whole.text[start : min(item.span.end, start + _FIRST_LINE)].split("\n\n")[0].rstrip()
    return Span(start, start + len(line))


def _nearest(topic: str, searcher: Searcher, scope: Scope) -> tuple[str, ...]:
    """Return headings in sight that share words with the topic, then those near it in meaning; none of mere procedure."""
    hits = (*searcher.search(topic, scope, _LOOKED_AT).hits, *searcher.near(topic, scope, _LOOKED_AT))
    telling = (hit for hit in hits if heading_terms(Item(hit.item, hit.heading, hit.span)) and not find_days(hit.heading))
    headings: Iterable[str] = (fold(hit.heading) for hit in telling)
    return tuple({heading.lower(): heading for heading in headings}.values())[:_NEAREST]
