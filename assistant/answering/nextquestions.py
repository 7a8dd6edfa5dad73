"""Questions that a reader may ask next: made from the record that the answer cites, kept only where they are answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from assistant.answering.actions.corpus import heading_terms
from assistant.answering.actions.find import find_actions, sentences_of
from assistant.answering.actions.model import ActionKind
from assistant.answering.nextfigures import neighbouring_figures
from assistant.answering.topics import is_topic, readable
from assistant.dates import find_days
from assistant.language import fold, sentences, terms
from assistant.records import Answer, Document, Item, Kind, Span

_TRIES: Final = 8  # candidates that are asked, each a question's worth of work
_RANKS: Final = re.compile(r"\s*\([^)]*\)|,.*$")
_CLAUSE: Final = re.compile(r"(?:what|when|where|which|who|whom|whose|why|how|is|are|was|were|do|does|did|can|should)\b", re.I)
_STANDING_IN: Final = frozenset("he she they it we i who that this these those".split())
_MET: Final = (Kind.MINUTES, Kind.AGENDA_ITEM, Kind.ANNUAL_REPORT)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What an answer cites of one record, and what of that record the reader may see."""

    answer: Answer
    record: Document
    items: Sequence[Item]
    item: Item
    spans: tuple[Span, ...]

    def used(self, span: Span) -> bool:
        """Return whether the answer cites a part of a place."""
        return any(span.overlaps(cited) for cited in self.spans)

    def topic(self, item: Item) -> str:
        """Return an item's heading as it reads in a question, "" where it names no topic."""
        name = readable(item.heading, {short.upper() for short, _ in self.record.acronyms})
        meeting = any(dated.first == self.day(item) for dated in find_days(item.heading))  # a heading that is only its date
        named = is_topic(name) and heading_terms(item) and not meeting and not _CLAUSE.match(name)
        return _inside(name) if named else ""

    def day(self, item: Item) -> date | None:
        """Return the day of an item's meeting."""
        held = self.record.meeting_dates
        return item.meeting_date or (held[0] if len(held) == 1 else None)


def next_questions(
    answer: Answer, record: Document, items: Sequence[Item], answered: Callable[[str], bool], limit: int = 3
) -> list[str]:
    """Return up to ``limit`` questions that lead on from an answer.

    Args:
        answer: The answer that was given.
        record: The record that its first citation names.
        items: The items of the record that the reader may see, their references resolved; nothing else of it is read.
        answered: Whether a question gets an answer; asked of eight at most.
        limit: How many are wanted.
    """
    cited = _cited(answer, record, items)
    if cited is None:
        return []
    kinds = (neighbouring_figures(answer, record, items), _decided(cited), _referred(cited), _asked(cited),
             _undertaken(cited), _present(cited), _beside(cited))  # fmt: skip
    fresh = _fresh(_in_turn(kinds), (answer.question, answer.taken_as or ""))
    return list(islice((question for question in islice(fresh, _TRIES) if answered(question)), limit))


def _cited(answer: Answer, record: Document, items: Sequence[Item]) -> _Cited | None:
    spans = tuple(citation.span for citation in answer.citations if citation.document == record.name)
    item = next((item for span in spans for item in items if item.span.contains(span)), None)
    return _Cited(answer, record, items, item, spans) if item else None


def _in_turn(kinds: Sequence[Iterator[str]]) -> Iterator[str]:
    """Yield the first question of each kind, then the second of each, and so on."""
    waiting = list(kinds)
    while waiting:
        for kind in tuple(waiting):
            question = next(kind, None)
            if question is None:
                waiting.remove(kind)
            else:
                yield question


def _fresh(questions: Iterator[str], asked: Sequence[str]) -> Iterator[str]:
    """Yield questions that differ in a word from those asked and from one another."""
    seen = {frozenset(terms(question)) for question in asked}
    for question in questions:
        words = frozenset(terms(question))
        if words not in seen:
            seen.add(words)
            yield question


def _about(cited: _Cited, item: Item, decided: bool) -> str:
    """Return a question on an item in the manner of its record, "" where its heading is no topic."""
    topic, day = cited.topic(item), cited.day(item)
    if not topic:
        return ""
    if cited.record.kind in _MET and day:
        return f"What was {'decided' if decided else 'said'} about {topic} in {day:%B %Y}?"
    named = "record" if cited.record.kind is Kind.OTHER else str(cited.record.kind)
    return f"What does the {named} say about {topic}?"


def _decided(cited: _Cited) -> Iterator[str]:
    """Ask for the decision where the answer is not from it; for what was said where it is, or where nothing was decided."""
    resolved = [resolution.span for resolution in cited.item.resolutions]
    here = [span for span in cited.spans if cited.item.span.contains(span)]
    if not resolved:
        known = set(terms(f"{cited.answer.question} {cited.answer.taken_as or ''}"))
        wanted = not known.issuperset(terms(cited.topic(cited.item)))  # else it was asked just now
    else:
        wanted = all(any(span.overlaps(one) for one in resolved) for span in here) or not any(map(cited.used, resolved))
    decided = bool(resolved) and not any(map(cited.used, resolved))
    yield from filter(None, [_about(cited, cited.item, decided)] if wanted else [])


def _asked(cited: _Cited) -> Iterator[str]:
    """Ask what a member who was there asked on the item cited."""
    topic, day = cited.topic(cited.item), cited.day(cited.item)
    if not topic:
        return
    names = [_RANKS.sub("", name) for name in cited.record.attendance.present]
    for span in sentences(cited.record.text, cited.item.span):
        said = fold(span.of(cited.record.text))
        for name in names:
            if re.match(rf"{re.escape(fold(name))} asked\b", said) and not cited.used(span):
                yield f"What did {name} ask about {topic}{f' in {day:%B %Y}' if day else ''}?"


def _referred(cited: _Cited) -> Iterator[str]:
    """Ask what was said where the item cited refers to: at the meeting named, or in another item of the record."""
    topic = cited.topic(cited.item)
    for reference in cited.item.references:
        if reference.document == cited.record.name:
            target = [item for item in cited.items if item.number == reference.item and item is not cited.item]
            yield from filter(None, (_about(cited, item, bool(item.resolutions)) for item in target[:1]))
        elif reference.document:
            for dated in find_days(reference.text)[:1] if topic else ():
                yield f"What was said about {topic} in {dated.first:%B %Y}?"


def _undertaken(cited: _Cited) -> Iterator[str]:
    """Ask what somebody undertook to do on the item cited, and what became of what was put off."""
    topic, day = cited.topic(cited.item), cited.day(cited.item)
    accesses = tuple({item.access for item in cited.items} | {cited.record.access})
    told = [sentence for sentence in sentences_of(cited.record, accesses) if sentence.item is cited.item or
            sentence.item.span == cited.item.span]  # fmt: skip
    when = f" in {day:%B %Y}" if day else ""
    for action in find_actions(cited.record, told, accesses) if topic else ():
        inside = cited.item.span.contains(action.source.span) and not cited.used(action.source.span)
        if inside and action.kind is ActionKind.UNDERTAKING and action.who and action.who.lower() not in _STANDING_IN:
            yield f"What did {_inside(action.who)} undertake to do about {topic}{when}?"
        elif action.kind is ActionKind.DEFERRED and cited.item.span.contains(action.source.span):
            yield f"What happened to the deferred item on {topic}?"


def _inside(name: str) -> str:
    """Return a name as it reads inside a sentence."""
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def _present(cited: _Cited) -> Iterator[str]:
    """Ask who was there, where the answer is not from the list of who was."""
    day, present = cited.day(cited.item), cited.record.attendance.present
    told = fold(" ".join(citation.quote for citation in cited.answer.citations))
    if day and present and cited.record.kind is Kind.MINUTES and not any(fold(name) in told for name in present):
        yield f"Who attended the meeting of {day.day} {day:%B %Y}?"


def _beside(cited: _Cited) -> Iterator[str]:
    """Ask about the items around the one cited, those that decided something first, then the nearest."""
    others = [item for item in cited.items if item is not cited.item and not cited.used(item.span)]
    here = cited.item.span.start
    for item in sorted(others, key=lambda item: (not item.resolutions, abs(item.span.start - here))):
        yield from filter(None, [_about(cited, item, bool(item.resolutions))])
