"""All that is known of one record to those who may see it, as its page tells it: the record, its neighbours, its actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.actions.model import Action, Mention
from assistant.answering.catalogue import body_key
from assistant.library import DocumentSummary
from assistant.records import Document, Item, Span, Table


@dataclass(frozen=True, slots=True)
class Meeting:
    """A record with what it leads to.

    Attributes:
        document: The record whole; of its text and parts only what ``items`` and ``tables`` hold may be shown.
        items: Its items that the reader may see, in order, their cross-references resolved.
        tables: Its tables that the reader may see.
        notes: What is odd about the figures of these tables: the table, and what to tell.
        earlier: The record of the same kind of the committee's meeting before, None where there is none.
        later: That of the meeting after.
    """

    document: Document
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    notes: tuple[tuple[Table, str], ...] = ()
    earlier: DocumentSummary | None = None
    later: DocumentSummary | None = None


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a record has to do with actions: those it raises, and what it says of those that earlier records raised."""

    raised: tuple[Action, ...]
    followed: tuple[tuple[Action, Mention], ...]


def open_tables(document: Document, items: Sequence[Item]) -> tuple[Table, ...]:
    """Return the tables that stand in some of a document's items, wholly outside the others."""
    seen = {item.span for item in items}

    def open_(table: Table) -> bool:
        holders = [item.span for item in document.items if item.span.overlaps(table.span)]
        return bool(holders) and seen.issuperset(holders)

    return tuple(table for table in document.tables if open_(table))


def neighbours(document: Document, records: Sequence[DocumentSummary]) -> tuple[DocumentSummary | None, DocumentSummary | None]:
    """Return the records of the same kind and committee before and after a document, by the day of their first meeting."""
    line = sorted(
        (one for one in records if one.meeting_dates and one.body and one.kind is document.kind
         and body_key(one.body) == body_key(document.body)),
        key=lambda one: (min(one.meeting_dates), one.name),
    )  # fmt: skip
    at = next((at for at, one in enumerate(line) if one.name == document.name), None)
    if at is None:
        return None, None
    return (line[at - 1] if at else None), (line[at + 1] if at + 1 < len(line) else None)


def deeds_of(name: str, actions: Sequence[Action]) -> Deeds:
    """Return what a record has to do with actions."""
    followed = [
        (action, mention)
        for action in actions if action.source.document != name
        for mention in (*action.mentions, *([action.closure] if action.closure else []))
        if mention.source.document == name
    ]  # fmt: skip
    raised = tuple(action for action in actions if action.source.document == name)
    return Deeds(raised, tuple(sorted(followed, key=lambda one: (one[1].source.span, one[0].day or date.max))))


def heading_place(document: Document, item: Item) -> Span:
    """Return where an item's number and heading are printed, its first line where they cannot be found there."""
    text = item.span.of(document.text)
    start = item.span.start + len(text) - len(text.lstrip())
    printed = _printed(document.text, start, item)
    if printed is not None:
        return Span(start, printed)
    line = document.text[start : item.span.end].split("\n", 1)[0].rstrip()
    return Span(start, start + len(line))


def _printed(text: str, start: int, item: Item) -> int | None:
    """Return where the heading ends that begins here, white space and marks passed over, None where another text does."""
    wanted = "".join(c for c in item.heading.casefold() if c.isalnum())
    number = "".join(c for c in item.number.casefold() if c.isalnum())
    for letters in (number + wanted, wanted):
        at, left = start, letters
        while left and at < item.span.end:
            said = "".join(c for c in text[at].casefold() if c.isalnum())
            if not left.startswith(said):
                break
            left, at = left[len(said) :], at + 1
        if letters and not left:
            return at
    return None
