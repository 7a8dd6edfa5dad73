"""Records, their pages and timelines for machines and for people: rows for JSON, lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.answering.actions.telling import action_rows
from assistant.answering.meeting import Deeds, Meeting
from assistant.answering.timeline import Occurrence, Timeline
from assistant.language import fold
from assistant.library import DocumentSummary
from assistant.records import Citation


def timeline_to_json(timeline: Timeline) -> dict[str, Any]:
    """Return a timeline as ``docs/records.md`` documents it."""
    return {
        "topic": timeline.topic, "count": len(timeline.occurrences), "meetings": timeline.meetings,
        "complete": timeline.complete, "respelt": list(timeline.respelt), "nearest": list(timeline.nearest),
        "occurrences": [_occurrence(one) for one in timeline.occurrences],
    }  # fmt: skip


def _occurrence(one: Occurrence) -> dict[str, Any]:
    return {
        "date": one.day.isoformat() if one.day else None, "body": one.body, "kind": str(one.kind), "title": one.source.title,
        "access": str(one.access), "match": str(one.match), **_place(one.source), "item_start": one.span.start,
        "item_end": one.span.end, "decided": [_place(decided) for decided in one.decided],
    }  # fmt: skip


def _place(place: Citation) -> dict[str, Any]:
    return {
        "document": place.document, "item": place.item, "heading": place.heading, "page": place.page,
        "start": place.span.start, "end": place.span.end, "quote": place.quote,
    }  # fmt: skip


def told_timeline(timeline: Timeline) -> str:
    """Return a timeline for a terminal."""
    lines = [f"{timeline_count(timeline)}"]
    for one in timeline.occurrences:
        lines.append(f"{one.day or 'no date'}  {one.body or one.source.title}, {_item(one.source)}")
        lines.append(f"    “{fold(one.source.quote)}”")
        lines += [f"    decided: {fold(decided.quote)}" for decided in one.decided]
    if timeline.nearest:
        lines += ["Headings that come nearest:", *(f"  - {heading}" for heading in timeline.nearest)]
    return "\n".join(lines)


def timeline_count(timeline: Timeline) -> str:
    """Return in a sentence how many items speak of the topic, and what the count rests on."""
    if not timeline.occurrences:
        return f"No item that is open to you speaks of “{timeline.topic}”."
    items, meetings = len(timeline.occurrences), timeline.meetings
    told = (
        f"{items} item{'s' * (items > 1)} of {meetings} meeting{'s' * (meetings > 1)} or report{'s' * (meetings > 1)} "
        f"speak{'s' * (items == 1)} of “{timeline.topic}”."
    )
    respelt = "".join(f" No record holds “{word}”; it was read as the nearest word that one does." for word in timeline.respelt)
    bound = "" if timeline.complete else " The words are so common that there may be more; add a word, or narrow the dates."
    return told + respelt + bound


def meeting_to_json(meeting: Meeting, deeds: Deeds) -> dict[str, Any]:
    """Return what a record's page adds to ``show``."""
    return {
        "earlier": meeting.earlier.name if meeting.earlier else None, "later": meeting.later.name if meeting.later else None,
        "notes": [{"table": table.caption, "page": table.page, "told": told} for table, told in meeting.notes],
        "actions": action_rows(deeds.raised),
        "followed": [
            {"action": action_rows([action])[0], "date": mention.day.isoformat() if mention.day else None,
             "link": str(mention.link), "closes": mention is action.closure, **_place(mention.source)}
            for action, mention in deeds.followed
        ],
    }  # fmt: skip


def told_meeting(meeting: Meeting, deeds: Deeds) -> str:
    """Return a record's page for a terminal."""
    document = meeting.document
    days = ", ".join(day.isoformat() for day in document.meeting_dates) or "no date"
    lines = [document.title, f"{document.kind}; {document.body or 'no committee named'}; {days}"]
    lines += [f"{told} {one.name}" for told, one in (("before:", meeting.earlier), ("after:", meeting.later)) if one]
    for item in meeting.items:
        if item.number or item.heading:
            lines.append(f"{item.number:>6} {item.heading}{' (exempt)' * (item.access != 'public')}")
        lines += [f"         resolved {r.number} {fold(r.span.of(document.text))}" for r in item.resolutions]
    lines += [f"table: {table.caption or 'without a caption'} ({len(table.rows)} rows)" for table in meeting.tables]
    lines += [f"note: {told}" for _, told in meeting.notes]
    lines += [f"action, {action.status}: {fold(action.source.quote)}" for action in deeds.raised]
    lines += [f"of {action.day}: {fold(mention.source.quote)}" for action, mention in deeds.followed]
    return "\n".join(lines)


def told_records(records: Sequence[DocumentSummary]) -> str:
    """Return a list of records for a terminal."""
    lines = []
    for one in records:
        days = ", ".join(day.isoformat() for day in one.meeting_dates) or "no date"
        lines.append(f"{days}  {one.title or one.name}")
        lines.append(f"    {one.name}; {one.kind}; {one.body or 'no committee named'}; {one.items} items")
    return "\n".join([*lines, f"{len(records)} records"])


def _item(place: Citation) -> str:
    page = f", page {place.page}" if place.page else ""
    return f"{place.document}, item {' '.join(filter(None, (place.item, place.heading)))}{page}"
