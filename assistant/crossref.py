"""Where cross-references lead: "[Min. No. 13 refers]" to the item of that number in this or an earlier meeting's minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.dates import find_periods
from assistant.records import Document, Item, Kind, Reference, Span

_REACH = timedelta(days=400)  # minute numbers run on through a municipal year; an undated one is not older than that
_NEARBY = 90  # characters before a reference in which a date says which meeting is meant


@dataclass(frozen=True, slots=True)
class ItemKey:
    """An item that a reference may lead to."""

    document: str
    body: str
    kind: Kind
    number: str
    meeting_date: date | None


def resolve(document: Document, items: Sequence[ItemKey]) -> list[Item]:
    """Return the document's items, each reference with the document and item it leads to where the library holds it.

    Args:
        document: The record that refers.
        items: Every numbered item of the library that the asker may see.
    """
    return [
        replace(item, references=tuple(_resolved(document, item, ref, items) for ref in item.references))
        for item in document.items
    ]


def _resolved(document: Document, item: Item, reference: Reference, items: Sequence[ItemKey]) -> Reference:
    if reference.kind not in ("minute", "item"):
        return reference
    same_number = [key for key in items if key.number.rstrip(".").lower() == reference.number.lower()]
    here = [k for k in same_number if k.document == document.name and k.meeting_date in (item.meeting_date, None)]
    told = _told_period(document, reference.span)
    if told is not None:
        there = [k for k in same_number if k.meeting_date and told[0] <= k.meeting_date <= told[1] and _same_body(document, k)]
        if there:
            return _leading_to(reference, there[0])
        if not (item.meeting_date and told[0] <= item.meeting_date <= told[1]):
            return reference
    if here:
        return _leading_to(reference, here[0])
    if reference.kind == "item" or item.meeting_date is None:
        return reference
    day = item.meeting_date
    earlier = [
        key for key in same_number
        if key.kind is Kind.MINUTES and _same_body(document, key) and key.meeting_date and day - _REACH <= key.meeting_date < day
    ]  # fmt: skip
    latest = max(earlier, key=lambda key: (key.meeting_date or date.min, key.document), default=None)
    return _leading_to(reference, latest) if latest else reference


def _told_period(document: Document, span: Span) -> tuple[date, date] | None:
    """Return the meeting that the words just before a reference name ("in February 2017 [Min. No. 25 refers]")."""
    before = document.text[max(0, span.start - _NEARBY) : span.start]
    near = [period for period in find_periods(before) if period.grain in ("day", "month")]
    if not near or "." in before[near[-1].span.end :].rstrip():
        return None
    return near[-1].first, near[-1].last


def _same_body(document: Document, key: ItemKey) -> bool:
    return not document.body or not key.body or document.body.lower() == key.body.lower()


def _leading_to(reference: Reference, key: ItemKey) -> Reference:
    return replace(reference, document=key.document, item=key.number)
