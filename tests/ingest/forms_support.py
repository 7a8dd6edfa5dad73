"""Small records with one closed matter in them, and what of a parsed record a member of the public could come to see."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Access, Document

TOP = (
    "HOLM BOROUGH COUNCIL\n\nMinutes of the meeting of the Harbour Committee held on Tuesday 5 March 2024\n\n"
    "Present: Councillors A Pike (Chair), B Roe\n\n"
)
SECRET = "The offer of Zander Ltd (ZL) of £41,222 was accepted."
BEFORE, AFTER = "The kerb dues stay at £12.", "The lantern on the quay is mended."
HIDDEN = ("Zander", "41,222", "41222")


def file_of(folder: Path, name: str, content: str | bytes) -> Document:
    """Return a file with the content as it is understood."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return parse(read(path), name, "0" * 64)


def seen(document: Document) -> str:
    """Return all that the public can come to see of a record: words, contexts, figures, tables, names and titles."""
    if document.access is Access.EXEMPT:
        return ""
    shown = [item.span for item in document.items if item.access is Access.PUBLIC]
    told = [span.of(document.text) for span in shown]
    told += [f"{item.number} {item.heading}" for item in document.items if item.access is Access.PUBLIC]
    for passage in document.passages:
        if document.items[passage.item].access is Access.PUBLIC:
            told += [passage.context, passage.span.of(document.text)]
    for figure in document.figures:
        if any(span.contains(figure.span) for span in shown):
            told += [figure.measure, figure.area, figure.context.of(document.text), f"{figure.value:.0f}"]
    for table in document.tables:
        if any(span.overlaps(table.span) for span in shown):
            told += [table.caption, table.span.of(document.text)]
            told += [cell.text for row in (*table.header, *table.rows) for cell in row]
    people = document.attendance
    told += [*people.present, *people.absent, *people.officers, *people.also_present, document.title, document.body]
    return "\n".join([*told, *(" ".join(pair) for pair in document.acronyms)])


def hides(document: Document) -> bool:
    """Return whether nothing of the closed matter is to be seen."""
    return not any(word in seen(document) for word in HIDDEN)


def docx_of(rows: list[tuple[str, ...]], heading: str = "Holm Council: list of business", after: str = AFTER) -> bytes:
    """Return a Word file with a table below a heading, and a sentence below it."""
    from docx import Document as new

    file = new()
    file.add_heading(heading, 1)
    table = file.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file.add_paragraph(after)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def html_of(rows: list[tuple[str, ...]]) -> str:
    """Return a page with a table."""
    told = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><h1>Holm Council: list of business</h1><table>{told}</table><p>{AFTER}</p></body></html>"


def xlsx_of(rows: list[tuple[str, ...]]) -> bytes:
    """Return a workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
