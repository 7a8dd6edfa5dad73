"""What stands around a table: the line above it and the words that announce it."""

from __future__ import annotations

from assistant.language import fold
from assistant.records import Document, Item, Table


def line_above(document: Document, table: Table) -> str:
    """Return the line above a table that has no caption, "" where it is no title but a sentence or another table."""
    above = document.text[max(0, table.span.start - 400) : table.span.start].rstrip()
    line = fold(above.rsplit("\n", 1)[-1]).strip("*_ ")
    inside = any(other.span.start < table.span.start - 1 <= other.span.end + 2 for other in document.tables if other is not table)
    title = bool(line) and line[-1] not in ".;,|?!" and len(line.split()) <= 16 and line[0].isupper()
    return line.rstrip(":") if title and not inside else ""


def lead_in_of(document: Document, table: Table, item: Item | None) -> str:
    """Return the words before a table, back to the paragraph that announces it."""
    start = max(item.span.start if item else 0, table.span.start - 400)
    return fold(document.text[start : table.span.start])


def is_partial(document: Document, table: Table) -> bool:
    """Return whether other rows of a table stand apart, because it was cut where rows are not for the public."""
    placed = any(cell.span for row in table.header for cell in row)
    return placed and any(one.header == table.header and one.span != table.span for one in document.tables)
