"""The page of one record: who was there, what was dealt with and decided, what it refers to, and its figures' oddities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.meeting import Meeting, heading_place
from assistant.errors import NotFound
from assistant.language import fold
from assistant.library import DocumentSummary
from assistant.records import Access, Attendance, Document, Item, Reference, Resolution, Role, Table
from assistant.service import Assistant
from assistant.ui.markup import day_name
from assistant.ui.recordlist import EXEMPT
from assistant.ui.recordparts import (
    Asked,
    counted,
    days_html,
    head,
    link,
    page_address,
    safe,
    section_head,
    source_link,
    view_address,
)
from assistant.web.addresses import record_address, source_address

_GROUPS = (("Present", "present"), ("Absent", "absent"), ("Officers", "officers"), ("Also present", "also_present"))


def page_html(assistant: Assistant, asked: Asked, role: Role) -> str:
    """Return a record's page, or that none of that name is open to the role: the same words whether there is one or not."""
    try:
        meeting = assistant.meeting(asked["record"], role)
    except NotFound:
        told = "No record of that name is open to you. It may have been removed; the list shows those that there are."
        return f'{head("Record not found")}<p class="cr-recnote">{told}</p><p>{link(view_address("records"), "All records")}</p>'
    council = assistant.councils(role).whole(meeting.document.name)
    parts = (_top(meeting, council), _attendance(meeting.document.attendance), _items(meeting), _tables(meeting))
    return "".join(parts)


def _top(meeting: Meeting, council: str) -> str:
    document = meeting.document
    body = link(view_address("records", body=document.body), document.body) if document.body else ""
    facts = (
        ("Council", safe(council)),
        ("Committee", body),
        ("Meeting" if len(document.meeting_dates) < 2 else "Meetings", days_html(document.meeting_dates)),
        ("Kind", safe(document.kind.capitalize())),
        ("Closed at", safe(document.closed_at or "")),
        ("Pages", f"{len(document.pages):,}" if document.pages else ""),
        ("File", f"{safe(document.name)} {link(record_address(document.name), 'Read the record', 'cr-chip')}"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{told}</dd>" for name, told in facts if told)
    mark = f'<p class="cr-recnote">{EXEMPT} This record is not for the public.</p>' if document.access is Access.EXEMPT else ""
    back = f'<p class="cr-recback">{link(view_address("records"), "← All records")}</p>'
    return f'{back}{head(document.title or document.name)}{mark}<dl class="cr-recdl">{listed}</dl>{_neighbours(meeting)}'


def _neighbours(meeting: Meeting) -> str:
    steps = [_step("← Before", meeting.earlier), _step("After →", meeting.later)]
    if not any(steps):
        return ""
    return f'<nav class="cr-recpages" aria-label="Other meetings of this committee">{"".join(steps)}</nav>'


def _step(word: str, record: DocumentSummary | None) -> str:
    if record is None:
        return ""
    return link(page_address(record.name), f"{word}: {day_name(min(record.meeting_dates))}", spoken=str(record.kind))


def _attendance(attendance: Attendance) -> str:
    groups: list[tuple[str, Sequence[str]]] = [(words, getattr(attendance, name)) for words, name in _GROUPS]
    told = "".join(
        f'<section><h4>{words} <span class="cr-recfacts">{len(names)}</span></h4>'
        f"<ul>{''.join(f'<li>{safe(name)}</li>' for name in names)}</ul></section>"
        for words, names in groups if names
    )  # fmt: skip
    return f'{section_head("Attendance")}<div class="cr-recpeople">{told}</div>' if told else ""


def _items(meeting: Meeting) -> str:
    named = [item for item in meeting.items if item.number or item.heading or item.resolutions]
    if not named:
        return '<p class="cr-recnote">No items were told apart in this record; read it as a whole.</p>'
    listed = "".join(_item(meeting.document, item) for item in named)
    count = sum(bool(item.number or item.heading) for item in named)
    return f'{section_head("Items", count)}<ol class="cr-recitems">{listed}</ol>'


def _item(document: Document, item: Item) -> str:
    name = " ".join(filter(None, (item.number, item.heading))) or "What stands before the first item"
    mark = f" {EXEMPT}" if item.access is Access.EXEMPT else ""
    heading = link(source_address(document.name, heading_place(document, item)), name)
    several = day_name(item.meeting_date) if len(document.meeting_dates) > 1 else ""
    facts = " · ".join(filter(None, (_pages(item), several)))
    decided = "".join(_resolution(document, item, one) for one in item.resolutions)
    told = f'<ol class="cr-resolved" aria-label="Resolved">{decided}</ol>' if decided else ""
    references = "".join(f"<li>{told}</li>" for told in _references(item.references))
    refers = f'<div class="cr-refers"><span>Refers to</span><ul>{references}</ul></div>' if references else ""
    at = f' id="cr-item-{item.span.start}" data-item="{safe(item.number)}" tabindex="-1"'
    return f'<li{at}><h4>{heading}{mark} <span class="cr-recfacts">{facts}</span></h4>{told}{refers}</li>'


def _pages(item: Item) -> str:
    if not item.pages:
        return ""
    first, last = item.pages
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def _resolution(document: Document, item: Item, one: Resolution) -> str:
    number = f'<span class="cr-number">{safe(one.number)}.</span> ' if one.number else ""
    spoken = f"resolution {one.number} of item {item.number}" if one.number else f"the resolution of item {item.number}"
    shown = source_link(document.name, one.span, document.page_of(one.span.start), spoken)
    return f"<li>{number}“{safe(fold(one.span.of(document.text)))}” {shown}</li>"


def _references(references: Sequence[Reference]) -> Iterator[str]:
    """Yield each cross-reference once, as a link to the item's place on its record's page where the library holds it."""
    for words, document, item in dict.fromkeys((one.text, one.document, one.item) for one in references):
        if document:
            yield link(page_address(document, item or ""), words, spoken=f"in {document}")
        else:
            yield safe(words)


def _tables(meeting: Meeting) -> str:
    document = meeting.document
    if not meeting.tables:
        return ""
    listed = "".join(f"<li>{_table(document, table)}{_notes(meeting, table)}</li>" for table in meeting.tables)
    return f'{section_head("Tables", len(meeting.tables))}<ul class="cr-rectables">{listed}</ul>'


def _table(document: Document, table: Table) -> str:
    within = next((item for item in document.items if item.span.overlaps(table.span)), None)
    name = table.caption or (f"Table of “{within.heading}”" if within and within.heading else "Table without a caption")
    size = f"{counted(len(table.rows), 'row')}{f', p. {table.page}' if table.page else ''}"
    return f'{link(source_address(document.name, table.span), name)} <span class="cr-recfacts">{size}</span>'


def _notes(meeting: Meeting, table: Table) -> str:
    told = "".join(f"<li>{safe(note)}</li>" for noted, note in meeting.notes if noted == table)
    return f'<ul class="cr-recnotes" aria-label="Notes on its figures">{told}</ul>' if told else ""
