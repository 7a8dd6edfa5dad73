"""A file as read becomes a document: its items with their decisions and references, and its passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.ingest.access import document_access, label_items
from assistant.ingest.acronyms import find_acronyms
from assistant.ingest.attendance import find_apologies, find_attendance
from assistant.ingest.blocks import find_blocks
from assistant.ingest.body import find_body
from assistant.ingest.candidates import Heading
from assistant.ingest.closedparts import part_items, part_tables
from assistant.ingest.figures import find_figures
from assistant.ingest.headings import find_headings
from assistant.ingest.lines import Line, mark_tables, split_lines
from assistant.ingest.metadata import OVER_PERIODS, announces_meeting, find_closing, find_kind, find_meeting_dates, find_title
from assistant.ingest.passages import Place, context_of, cut_passages
from assistant.ingest.readers.model import Source
from assistant.ingest.references import find_references
from assistant.ingest.resolutions import find_resolutions
from assistant.ingest.tables import find_tables, is_layout
from assistant.records import Access, Attendance, Document, Item, Kind, Page, Passage, Span, Table

_APOLOGIES = re.compile(r"(?:to\s+(?:receive|accept|note)\s+)?(?:the\s+)?apolog(?:y|ies)\b", re.I)
_ATTENDED = re.compile(r"^(?:(?:members|councillors|those|record\s+of)\s+)?(?:present|attendance)\b|^roll\s+call$", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """An item with the lines below its heading, and the headings and places of the sections that hold it."""

    item: Item
    lines: tuple[Line, ...]
    path: tuple[str, ...] = ()
    holders: tuple[int, ...] = ()


def parse(source: Source, name: str, sha256: str) -> Document:
    """Understand one record.

    Args:
        source: The text, pages and marked structure that a reader found.
        name: File name as given to ingest.
        sha256: Digest of the file's bytes.
    """
    tables = tuple(t for t in source.tables if not is_layout(t)) if source.tables else find_tables(source.text, source.pages)
    lines = mark_tables(split_lines(source), [table.span for table in tables])
    headings = find_headings(lines)
    title = find_title(source.title, lines, headings, name)
    reports = find_kind(title, name, lines, 0, False) in OVER_PERIODS
    sections = _sections(source, lines, headings, not reports)
    attendance = _attendance(source.text, sections, lines, headings, tables)
    resolutions = sum(len(section.item.resolutions) for section in sections)
    kind = find_kind(title, name, lines, resolutions, bool(attendance.present))
    dates = find_meeting_dates(title, lines, headings, kind, name)
    access = document_access(lines, name, next((h.first for h in headings if h.number), len(lines)))
    meetings = {lines[heading.first].span.start for heading in headings if heading.is_meeting}
    tabled = [table.span for table in tables]
    told = label_items([section.item for section in sections], source.text, kind is Kind.MINUTES, meetings, tabled)
    labelled = _closed_with_holders(told, sections)
    if any(item.access is Access.EXEMPT for item in labelled):
        opened = [one for one, item in zip(sections, labelled, strict=True) if item.access is Access.PUBLIC]
        attendance = _attendance(source.text, opened, lines, headings, tables) if opened else attendance
    items = _dated(labelled, dates)
    if access is Access.EXEMPT or items and all(item.access is Access.EXEMPT for item in items):
        access = Access.EXEMPT
        items = tuple(replace(item, access=Access.EXEMPT) for item in items)
    parted = part_items(items, source.text, tables)
    if len(parted) > len(items):
        items = tuple(replace(item, pages=_pages(source.pages, item.span)) for _, item in parted)
        sections = [_cut(sections[at], item) for at, item in parted]
    tables = part_tables(tables, items)
    open_text = "\n\n".join(
        item.span.of(source.text) for item in items if item.access is Access.PUBLIC or access is Access.EXEMPT
    )
    headed = [item.heading for item in items if item.access in (Access.PUBLIC, access)]
    document = Document(
        name=name, sha256=sha256, title=title, kind=kind, text=source.text, body=find_body(title, lines),
        meeting_dates=dates, pages=source.pages, access=access, attendance=attendance,
        closed_at=find_closing(source.text), items=items, tables=tables, acronyms=find_acronyms(open_text, headed),
        furniture=tuple(line.span for line in lines if line.furniture and not line.blank),
    )  # fmt: skip
    return replace(document, passages=_passages(document, sections), figures=find_figures(document))


def _cut(section: Section, item: Item) -> Section:
    """Return the part of a section that an item holds."""
    return replace(section, item=item, lines=tuple(line for line in section.lines if item.span.contains(line.span)))


def _attendance(
    text: str, sections: Sequence[Section], lines: Sequence[Line], headings: Sequence[Heading], tables: Sequence[Table]
) -> Attendance:
    """Return who was there: printed above the first numbered item, or in an item that is headed so."""
    opens = next((h.first for h in headings if h.number), headings[-1].first if headings else len(lines))
    top = [line for line in lines if line.index < opens and not line.blank and not line.furniture]
    found = find_attendance(top, membership=not announces_meeting(top), tables=tables, text=text)
    for section in sections:
        if found.present or not _ATTENDED.search(section.item.heading):
            continue
        label = Line(section.lines[0].index, section.lines[0].span, "Present:")
        found = find_attendance([label, *section.lines[1:]], tables=tables, text=text)
    for section in sections:
        if found.present and not found.absent and _APOLOGIES.match(section.item.heading):
            words = " ".join(line.text for line in section.lines)
            found = replace(found, absent=find_apologies(words[max(0, words.find(section.item.heading[:9])) :]))
    return found


def _sections(source: Source, lines: Sequence[Line], headings: Sequence[Heading], minutes: bool) -> list[Section]:
    """Return the items in order; what stands before the first heading is an item without number and heading."""
    sections: list[Section] = []
    opens = [heading.first for heading in headings]
    held = lines[: opens[0]] if opens else lines
    if any(not line.blank for line in held):
        sections.append(_section(source, Heading(0, -1, "", ""), held, minutes))
    meeting: date | None = None
    above: list[Heading] = []
    report: list[Heading] = []
    place = {id(heading): len(sections) + at for at, heading in enumerate(headings)}
    for at, heading in enumerate(headings):
        meeting = heading.meeting_date if heading.is_meeting else meeting
        report = [] if heading.is_meeting or heading.is_report else report
        above = [] if heading.is_meeting or heading.is_report else _ancestors(above, heading)
        end = opens[at + 1] if at + 1 < len(opens) else len(lines)
        path = tuple(f"{a.number} {a.words}".strip() for a in (*report, *above) if a.words)
        holders = tuple(place[id(a)] for a in (*report, *above))
        section = _section(source, heading, lines[heading.first : end], minutes, heading.meeting_date or meeting)
        sections.append(replace(section, path=path, holders=holders))
        report = [heading] if heading.is_report else report
        above = [] if heading.is_report else [*above, heading]
    return sections


def _closed_with_holders(items: Sequence[Item], sections: Sequence[Section]) -> list[Item]:
    """Return the items, the parts of an exempt one exempt with it."""
    closed = {at for at, item in enumerate(items) if item.access is Access.EXEMPT}
    return [
        replace(item, access=Access.EXEMPT) if closed.intersection(section.holders) else item
        for item, section in zip(items, sections, strict=True)
    ]


def _ancestors(above: Sequence[Heading], heading: Heading) -> list[Heading]:
    """Return the headings that hold a section by number: 4 and 4.1 hold 4.1.2."""
    return [a for a in above if a.order and a.order == heading.order[: len(a.order)] and len(a.order) < len(heading.order)]


def _section(source: Source, heading: Heading, lines: Sequence[Line], minutes: bool, meeting: date | None = None) -> Section:
    printed = [line for line in lines if not line.blank and not line.furniture]
    start = lines[0].span.start
    end = max((line.span.end for line in printed), default=lines[-1].span.end)
    below = [line for line in printed if line.index > heading.last or heading.run_on]
    body = Span(below[0].span.start, end) if below else Span(end, end)
    item = Item(
        number=heading.number, heading=heading.words, span=Span(start, end), meeting_date=meeting,
        pages=_pages(source.pages, Span(start, end)),
        resolutions=find_resolutions(source.text, below, body, minutes),
        references=find_references(source.text, Span(start, end)),
    )  # fmt: skip
    return Section(item, tuple(printed))


def _pages(pages: Sequence[Page], span: Span) -> tuple[int, int] | None:
    held = [page.number for page in pages if page.span.overlaps(span)]
    return (held[0], held[-1]) if held else None


def _dated(items: Sequence[Item], dates: Sequence[date]) -> tuple[Item, ...]:
    """Return the items with the meeting's date where the record covers one meeting."""
    if len(dates) != 1:
        return tuple(items)
    return tuple(item if item.meeting_date else replace(item, meeting_date=dates[0]) for item in items)


def _passages(document: Document, sections: Sequence[Section]) -> tuple[Passage, ...]:
    lengths = sorted(len(line.text) for section in sections for line in section.lines)
    width = lengths[int(0.8 * len(lengths))] if lengths else 80
    passages: list[Passage] = []
    for index, (section, item) in enumerate(zip(sections, document.items, strict=True)):
        tables = [table.span for table in _inside(document.tables, item.span)]
        decisions = [resolution.span for resolution in item.resolutions]
        blocks = find_blocks(section.lines, tables, decisions, min(width, 120))
        day = item.meeting_date
        told = f"{day.day} {day:%B %Y}" if day else ""
        heading = f"{item.number} {item.heading}".strip()
        context = context_of(document.title, told, (*section.path, heading))
        passages.extend(cut_passages(document.text, blocks, Place(index, context)))
    return tuple(passages)


def _inside(tables: Sequence[Table], span: Span) -> list[Table]:
    return [table for table in tables if span.contains(table.span)]
