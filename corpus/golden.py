"""What a reader of each record should understand of it, derived from the content (never from a parser's output)."""

from __future__ import annotations

import re
from typing import Any

from corpus.markup import Block, Bullets, Grid, Heading, Lines, Numbered, Paragraph, Record, printed, references

_NUMBER = re.compile(r"^(?:Item )?(\d+(?:\.\d+)*)[.:]? (.+)$")
_GROUPS = ("present", "absent", "officers", "also_present")


def golden(record: Record) -> dict[str, Any]:
    """Return the expected ``show`` of a record, without spans, pages and resolved references."""
    meta = record.meta
    dates = [str(day) for day in meta.get("meeting_dates", [])]
    attendance = meta.get("attendance", {})
    return {
        "document": record.file,
        "title": meta["title"],
        "kind": meta["kind"],
        "body": meta["body"],
        "access": meta.get("access", "public"),
        "meeting_dates": dates,
        "closed_at": meta.get("closed_at"),
        "attendance": {group: list(attendance.get(group, {}).get("names", [])) for group in _GROUPS},
        "items": _items(record, dates[0] if len(dates) == 1 else None),
        "tables": [_table(block) for block in record.blocks if isinstance(block, Grid)],
    }


def _items(record: Record, day: str | None) -> list[dict[str, Any]]:
    """Return the items in order; what stands under a heading that is no item belongs to none."""
    items: list[dict[str, Any]] = []
    held = record.meta.get("access", "public")
    # The page of one agenda item is that item, without a number of its own.
    inside = record.meta["kind"] == "agenda item"
    if inside:
        items.append(_item("", str(record.meta["title"]), day, held))
    for block in record.blocks:
        if isinstance(block, Heading):
            day = block.mark if block.mark[:1].isdigit() else day
            number, heading = split_number(block.text)
            inside = bool(number or record.meta.get("unnumbered_items"))
            if inside:
                items.append(_item(number, heading, day, "exempt" if block.mark == "exempt" else held))
        elif isinstance(block, Paragraph) and block.number:
            items.append(_item(block.number, "", day, items[-1]["access"]))
        if inside:
            items[-1]["references"] += [found for text in _texts(block) for found in references(text)]
            items[-1]["resolutions"] += _resolutions(block)
    return items


def split_number(heading: str) -> tuple[str, str]:
    """Return number and heading as printed: "Item 3: Lido" gives ("3", "Lido"), "Introduction" ("", "Introduction")."""
    match = _NUMBER.match(heading)
    return (match[1], match[2]) if match else ("", heading)


def _item(number: str, heading: str, day: str | None, access: str) -> dict[str, Any]:
    """Return an item that holds nothing yet."""
    return {
        "number": number,
        "heading": printed(heading),
        "meeting_date": day,
        "access": access,
        "resolutions": [],
        "references": [],
    }


def _resolutions(block: Block) -> list[dict[str, str]]:
    """Return the resolutions that a block states."""
    if isinstance(block, Numbered) and block.resolutions:
        return [{"number": number, "text": plain(text)} for number, _, text in block.entries]
    if isinstance(block, Paragraph) and block.resolution:
        return [{"number": "", "text": plain(block.text.partition(": ")[2])}]
    return []


def _table(block: Grid) -> dict[str, Any]:
    """Return a table, its caption on one line."""
    return {
        "caption": " ".join(block.caption),
        "header": [list(row) for row in block.header],
        "rows": [list(row) for row in block.rows],
    }


def plain(text: str) -> str:
    """Return the words as printed, without the marks of bold type."""
    return printed(text).replace("**", "")


def _texts(block: Block) -> list[str]:
    """Return the texts of a block, in the order of print."""
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Lines():
            return list(block.lines)
        case Bullets():
            return list(block.entries)
        case Numbered():
            return [text for _, _, text in block.entries]
        case Grid():
            return list(block.caption)
