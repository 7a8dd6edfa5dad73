"""DOCX: real Word headings, lists and tables, in an archive whose times are fixed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.markup import Block, Bullets, Grid, Heading, Lines, Numbered, Paragraph, Record, printed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(record: Record) -> bytes:
    """Return the record as DOCX."""
    import docx as word

    document = word.Document()
    _drop_unused(document)
    meta = record.meta
    document.core_properties.title = meta["title"]
    document.core_properties.author = meta["council"]
    document.core_properties.created = document.core_properties.modified = datetime(2020, 1, 1, tzinfo=UTC)
    document.sections[0].header.paragraphs[0].text = meta.get("running_head", "")
    for index, line in enumerate(meta.get("top", [])):
        document.add_paragraph(printed(line), style="Title" if index == 0 else "Normal")
    for group in meta.get("attendance", {}).values():
        document.add_paragraph().add_run(group["lead"]).bold = True
        for name in group["names"]:
            document.add_paragraph(name)
    for block in record.blocks:
        _add(document, block)
    if "closed_at" in meta:
        document.add_paragraph(f"The meeting closed at {meta['closed_at']}")
    for line in meta.get("signature", []):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return _fixed_times(out.getvalue())


def _drop_unused(document: Document) -> None:
    """Take out of the template what no record uses: it would be nine tenths of the file."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for part in (document.part, document.part.package):
        for key, rel in list(part.rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del part.rels[key]


def _add(document: Document, block: Block) -> None:
    """Append one block to the document."""
    match block:
        case Heading():
            document.add_heading(printed(block.text), level=block.level)
        case Paragraph():
            _runs(document.add_paragraph(), f"{block.number} {block.text}".strip())
        case Lines():
            for line in block.lines:
                document.add_paragraph(printed(line))
        case Bullets():
            for entry in block.entries:
                _runs(document.add_paragraph(style="List Bullet"), entry)
        case Numbered():
            for number, mark, text in block.entries:
                # Typed numbers, as in minutes whose lists restart under every item.
                _runs(document.add_paragraph(style="List 2"), f"{number}{mark}\t{text}")
        case Grid():
            _table(document, block)


def _table(document: Document, grid: Grid) -> None:
    """Append a caption and a table."""
    for line in grid.caption:
        document.add_paragraph(printed(line), style="Caption")
    rows = grid.header + grid.rows
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for printed_row, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(printed_row.cells, row, strict=True):
            cell.text = printed(text)
    document.add_paragraph()


def _runs(paragraph: WordParagraph, text: str) -> None:
    """Fill a paragraph, bold type kept."""
    for index, part in enumerate(re.split(r"\*\*(.+?)\*\*", printed(text))):
        if part:
            paragraph.add_run(part).bold = True if index % 2 else None


def _fixed_times(archive: bytes) -> bytes:
    """Return the archive stored uncompressed with one fixed time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda member: (member != "[Content_Types].xml", member)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return out.getvalue()
