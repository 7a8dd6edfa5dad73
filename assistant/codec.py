"""The nested parts of a document as JSON, for the library's columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.records import Attendance, Cell, Document, Figure, Item, Page, Reference, Resolution, Span, Table


def dump(value: Any) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_details(document: Document) -> str:
    """Return what a document holds beside its columns: dates, pages, attendance, tables, acronyms."""
    attendance = document.attendance
    return dump(
        {
            "dates": [day.isoformat() for day in document.meeting_dates],
            "pages": [[page.number, page.span.start, page.span.end] for page in document.pages],
            "attendance": [attendance.present, attendance.absent, attendance.officers, attendance.also_present],
            "tables": [_table(table) for table in document.tables],
            "acronyms": document.acronyms,
            "furniture": [[span.start, span.end] for span in document.furniture],
        }
    )


def item_details(item: Item) -> str:
    """Return an item's resolutions and references."""
    return dump(
        {
            "resolutions": [[r.number, r.span.start, r.span.end] for r in item.resolutions],
            "references": [[r.span.start, r.span.end, r.text, r.kind, r.number] for r in item.references],
        }
    )


def load_details(packed: str) -> dict[str, Any]:
    """Return the fields of a Document that ``document_details`` packed."""
    held = json.loads(packed)
    return {
        "meeting_dates": tuple(date.fromisoformat(day) for day in held["dates"]),
        "pages": tuple(Page(number, Span(start, end)) for number, start, end in held["pages"]),
        "attendance": Attendance(*(tuple(names) for names in held["attendance"])),
        "tables": tuple(_untable(table) for table in held["tables"]),
        "acronyms": tuple((short, long) for short, long in held["acronyms"]),
        "furniture": tuple(Span(start, end) for start, end in held.get("furniture", ())),
    }


def load_item_details(packed: str) -> dict[str, Any]:
    """Return the fields of an Item that ``item_details`` packed."""
    held = json.loads(packed)
    return {
        "resolutions": tuple(Resolution(number, Span(start, end)) for number, start, end in held["resolutions"]),
        "references": tuple(
            Reference(Span(start, end), text, kind, number) for start, end, text, kind, number in held["references"]
        ),
    }


def pack_figures(figures: Sequence[Figure]) -> str:
    """Return the figures of a document as JSON."""
    return dump(
        [
            [f.value, f.unit, f.measure, f.area, f.period, f.qualifier, f.change, f.span.start, f.span.end, f.context.start,
             f.context.end]
            for f in figures
        ]
    )  # fmt: skip


def load_figures(packed: str) -> tuple[Figure, ...]:
    """Return the figures that ``pack_figures`` packed."""
    return tuple(Figure(*row[:-4], Span(*row[-4:-2]), Span(*row[-2:])) for row in json.loads(packed))  # type: ignore[call-arg]


def _table(table: Table) -> list[Any]:
    def rows(cells: Sequence[Sequence[Cell]]) -> list[list[list[Any]]]:
        return [[[c.text, c.span.start, c.span.end] if c.span else [c.text] for c in row] for row in cells]

    return [table.caption, table.span.start, table.span.end, rows(table.header), rows(table.rows), table.page]


def _untable(packed: list[Any]) -> Table:
    def rows(cells: list[list[list[Any]]]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(Cell(c[0], Span(c[1], c[2]) if len(c) == 3 else None) for c in row) for row in cells)

    caption, start, end, header, body, page = packed
    return Table(caption, Span(start, end), rows(header), rows(body), page)
