"""First questions to offer: made from the headings and captions that are loaded, kept only where they are answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from assistant.answering.topics import LONGEST_TOPIC, is_topic, readable
from assistant.records import Document, Item, Kind, Span

_REPORT = re.compile(r"\breports?\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTS = frozenset(
    "introduction background summary conclusion conclusions purpose foreword preface overview context contents appendix "
    "appendices annex recommendation recommendations discussion details implications financial legal other next steps "
    "executive general information further consultation options reasons decision and or of the to for a report".split()
)  # a heading of these words alone tells which part of a report it is, not what it is about
_COMMON = 2  # a heading that more records than this share is procedure ("Apologies"), not a topic
_TRIES = 4  # candidates asked for each question wanted, before fewer are offered


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record and those items of it that the reader may see."""

    document: Document
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a question may be asked about, and how much the record says of it, in characters."""

    name: str
    weight: int
    record: Document
    day: date | None
    decided: bool = False


def suggest(
    records: Sequence[Loaded], wanted: int, answered: Callable[[str], bool], whose: Mapping[str, str] | None = None
) -> list[str]:
    """Return up to ``wanted`` questions about different topics, spread over the kinds of record, newest first.

    Args:
        records: What the reader may see.
        wanted: How many.
        answered: Whether a question gets an answer; only such are offered.
        whose: Councils to be named in a question, where that is answered too, by document.
    """
    acronyms = {short.upper() for record in records for short, _ in record.document.acronyms}
    counts = Counter(name for record in records for name in {_folded(item.heading) for item in record.items})
    common = {name for name, count in counts.items() if count > _COMMON}
    topics = [sorted(_topics(record, common, acronyms), key=lambda topic: -topic.weight) for record in records]
    newest = sorted(filter(None, topics), key=lambda found: found[0].day or date.min, reverse=True)
    tried = (_wordings(topic, (whose or {}).get(topic.record.name, "")) for topic in islice(_spread(newest), wanted * _TRIES))
    return list(islice(filter(None, (next(filter(answered, wordings), "") for wordings in tried)), wanted))


def _topics(record: Loaded, common: set[str], acronyms: set[str]) -> Iterator[_Topic]:
    document = record.document
    day = document.meeting_dates[-1] if document.meeting_dates else None
    for item in record.items:
        name = _spoken(readable(item.heading, acronyms), item.heading, document.text)
        if _REPORT.search(name) or (_YEAR.search(name) and (item.meeting_date or day)):
            continue  # what was decided about a report, or in one year about another, nobody asks
        if set(_folded(name).split()) <= _PARTS:
            continue
        if _folded(item.heading) not in common and _folded(name) not in _folded(document.title) and is_topic(name):
            yield _Topic(name, len(item.span), document, item.meeting_date or day, bool(item.resolutions))
    for table in document.tables:
        name = readable(table.caption, acronyms)
        if is_topic(name) and _open(table.span, record):
            yield _Topic(name, len(table.span), document, day)
    whole = readable(document.title, acronyms)
    if document.kind is Kind.AGENDA_ITEM and is_topic(whole):
        yield _Topic(whole, len(document.text), document, day)


def _open(span: Span, record: Loaded) -> bool:
    """Return whether the reader may see what holds the span: an item of it is open, and none is not."""
    seen = {item.span for item in record.items}
    holders = [item.span for item in record.document.items if item.span.overlaps(span)]
    return bool(holders) and seen.issuperset(holders)


def _spread(ranked: Sequence[Sequence[_Topic]]) -> Iterator[_Topic]:
    """Yield the best topic of the newest record of each kind, then of the next, then the second best; no name twice."""
    seen: set[str] = set()
    for depth in range(max(map(len, ranked), default=0)):
        turns: Counter[Kind] = Counter()
        order = []
        for topic in (topics[depth] for topics in ranked if depth < len(topics)):
            order.append((turns[topic.record.kind], topic))
            turns[topic.record.kind] += 1
        for _, topic in sorted(order, key=lambda pair: pair[0]):
            if _folded(topic.name) not in seen:
                seen.add(_folded(topic.name))
                yield topic


def _wordings(topic: _Topic, council: str) -> Iterator[str]:
    """Yield how a topic can be asked about, the wording that names the council first."""
    if council and topic.record.kind is Kind.MINUTES:
        when = f" in {topic.day:%B %Y}" if topic.day else ""
        yield f"What did {council} {'decide' if topic.decided else 'say'} about {topic.name}{when}?"
    yield _question(topic)


def _question(topic: _Topic) -> str:
    kind, title = topic.record.kind, topic.record.title
    if kind in (Kind.MINUTES, Kind.AGENDA_ITEM, Kind.ANNUAL_REPORT):
        when = f" in {topic.day:%B %Y}" if topic.day else ""
        return f"What was {'decided' if topic.decided else 'said'} about {topic.name}{when}?"
    source = title if title and len(title) <= LONGEST_TOPIC else "record" if kind is Kind.OTHER else str(kind)
    return f"What does the {source} say about {topic.name}?"


def _spoken(name: str, heading: str, text: str) -> str:
    """Return the name of a heading in capitals with those words small that the record itself writes small."""
    if not any(c.islower() for c in name) or any(c.islower() for c in heading):
        return name
    small = Counter(re.findall(r"\b[a-z][a-z'’-]+\b", text))
    large = Counter(re.findall(r"\b[A-Z][a-z'’-]+\b", text))
    return " ".join(w.lower() if w.istitle() and small[w.lower()] > large[w] else w for w in name.split())


def _folded(text: str) -> str:
    """Return the letters alone, so that a date or a number does not make a recurring heading look new."""
    return " ".join("".join(c if c.isalpha() else " " for c in text.lower()).split())
