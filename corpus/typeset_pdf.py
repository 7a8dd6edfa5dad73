"""PDF: the record set as a council's word processor would print it, with running header and footer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from corpus.markup import Block, Bullets, Grid, Heading, Lines, Numbered, Paragraph, Record, printed

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas

_MARGIN = 72
# A caption is not left at the foot of a page without a few rows of its table (points).
_ROOM_FOR_TABLE = 120


def pdf(record: Record) -> bytes:
    """Return the record as PDF; typeset twice, since the footer may name the number of pages."""
    pages: list[int] = []
    _typeset(record, 0, pages.append)
    return _typeset(record, len(pages), lambda number: None)


def _typeset(record: Record, total: int, seen: Callable[[int], None]) -> bytes:
    """Set the record once; ``seen`` is told the number of every page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    def header(canvas: Canvas, document: BaseDocTemplate) -> None:
        if document.page > 1 and "running_head" in record.meta:
            canvas.setFont("Helvetica", 8.5)
            canvas.drawString(_MARGIN, 806, record.meta["running_head"])

    def footer(canvas: Canvas, document: BaseDocTemplate) -> None:
        seen(document.page)
        canvas.setFont("Helvetica", 8.5)
        printed_footer = str(record.meta.get("footer", "{page}")).format(page=document.page, total=total)
        canvas.drawCentredString(A4[0] / 2, 34, printed_footer)

    out = io.BytesIO()
    frame = Frame(_MARGIN, 62, A4[0] - 2 * _MARGIN, A4[1] - 124, 0, 6, 0, 6)
    template = BaseDocTemplate(
        out,
        pagesize=A4,
        pageTemplates=[PageTemplate(frames=[frame], onPage=header, onPageEnd=footer)],
        title=record.meta["title"],
        author=record.meta["council"],
        pageCompression=0,
        invariant=1,
    )
    template.build(_story(record))
    return out.getvalue()


def _styles(size: float) -> dict[str, Any]:
    """Return the paragraph styles for a body size in points."""
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=size, leading=size * 1.22, spaceAfter=7)
    hung: dict[str, Any] = {
        "parent": body,
        "leftIndent": 36,
        "bulletFontName": "Helvetica-Bold",
        "bulletFontSize": size,
    }
    return {
        "body": body,
        "council": ParagraphStyle("council", body, fontName="Helvetica-Bold", fontSize=size + 2, leading=size * 1.6),
        "level1": ParagraphStyle("level1", fontName="Helvetica-Bold", spaceBefore=9, keepWithNext=1, **hung),
        "level2": ParagraphStyle("level2", fontName="Helvetica-Bold", spaceBefore=4, keepWithNext=1, **hung),
        "level3": ParagraphStyle("level3", fontName="Helvetica-BoldOblique", spaceBefore=3, keepWithNext=1, **hung),
        "bullet": ParagraphStyle("bullet", body, leftIndent=36, bulletIndent=18, spaceAfter=4),
        "numbered": ParagraphStyle("numbered", body, leftIndent=36, bulletIndent=14, spaceAfter=5),
        "lead": ParagraphStyle("lead", body, fontName="Helvetica-Bold", keepWithNext=1),
        "section": ParagraphStyle("section", body, leftIndent=36),
        "names": ParagraphStyle(
            "names", body, leftIndent=110, spaceAfter=1, bulletFontName="Helvetica-Bold", bulletFontSize=size
        ),
        "lines": ParagraphStyle("lines", body, spaceAfter=2),
        **_table_styles(body),
    }


def _table_styles(body: ParagraphStyle) -> dict[str, Any]:
    """Return the styles of a caption and of the three sorts of cells, set smaller than the body."""
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    cell = ParagraphStyle("cell", body, fontSize=body.fontSize - 1.5, leading=body.fontSize, spaceAfter=0)
    return {
        "caption": ParagraphStyle("caption", body, fontName="Helvetica-Bold", alignment=TA_CENTER, spaceAfter=2),
        "cell": cell,
        "figure": ParagraphStyle("figure", cell, alignment=TA_RIGHT),
        "head": ParagraphStyle("head", cell, alignment=TA_CENTER, fontName="Helvetica-Bold"),
    }


def _story(record: Record) -> list[Any]:
    """Return everything to print, in order."""
    from reportlab.platypus import Paragraph as Set

    meta = record.meta
    styles = _styles(float(meta.get("size", 11)))
    story: list[Any] = [Set(_xml(line), styles["council"]) for line in meta.get("top", [])]
    for group in meta.get("attendance", {}).values():
        story += _attendance(group, styles)
    for block in record.blocks:
        story += _flowables(block, styles, meta)
    if "closed_at" in meta:
        story.append(Set(f"The meeting closed at {meta['closed_at']}", styles["body"]))
    story += [Set(_xml(line), styles["lines"]) for line in meta.get("signature", [])]
    return story


def _attendance(group: dict[str, Any], styles: dict[str, Any]) -> list[Any]:
    """Return a block of names: the lead-in beside the first name when it is short, above them when it is long."""
    from reportlab.platypus import Paragraph as Set
    from reportlab.platypus import Spacer

    lead, names = group["lead"], group["names"]
    if len(lead) > 12:
        rows = [Set(_xml(lead), styles["lead"]), *(Set(_xml(name), styles["names"]) for name in names)]
    else:
        first = Set(_xml(names[0]), styles["names"], bulletText=lead)
        rows = [first, *(Set(_xml(name), styles["names"]) for name in names[1:])]
    return [*rows, Spacer(1, 9)]


def _flowables(block: Block, styles: dict[str, Any], meta: dict[str, Any]) -> list[Any]:
    """Return what prints one block."""
    from reportlab.platypus import Paragraph as Set

    match block:
        case Heading():
            number, heading = _number_and_rest(block.text)
            style = styles[f"level{block.level}"]
            return [Set(_xml(heading), style if number else style.clone("flush", leftIndent=0), bulletText=number)]
        case Paragraph(number=""):
            lead = block.text.endswith(":") and block.text[:8].isupper()
            return [Set(_xml(block.text), styles["lead" if lead else "body"])]
        case Paragraph():
            return [Set(_xml(block.text), styles["section"], bulletText=block.number)]
        case Lines():
            return [Set(_xml(line), styles["lines"]) for line in block.lines]
        case Bullets():
            return [Set(_xml(entry), styles["bullet"], bulletText="\u2022") for entry in block.entries]
        case Numbered():
            return [Set(_xml(text), styles["numbered"], bulletText=n + mark) for n, mark, text in block.entries]
        case Grid():
            return _ruled(block, styles, bool(meta.get("repeat_header")))


def _ruled(grid: Grid, styles: dict[str, Any], repeat: bool) -> list[Any]:
    """Return the caption and a table with a rule round every cell."""
    from reportlab.lib import colors
    from reportlab.platypus import CondPageBreak, Spacer, Table
    from reportlab.platypus import Paragraph as Set

    figures = max(len(grid.rows[0]) - 1, 1)
    first = 230 - 22 * figures if figures > 3 else 190
    widths = [first] + [(451 - first) / figures] * figures
    cells = [[Set(_xml(cell), styles["head"]) for cell in row] for row in grid.header]
    for row in grid.rows:
        cells.append([Set(_xml(cell), styles["figure" if col and _is_figure(cell) else "cell"]) for col, cell in enumerate(row)])
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("BACKGROUND", (0, 0), (-1, len(grid.header) - 1), colors.lightgrey),
    ]
    table = Table(cells, colWidths=widths, style=style, repeatRows=len(grid.header) if repeat else 0)
    captions = [Set(_xml(line), styles["caption"]) for line in grid.caption]
    return [CondPageBreak(_ROOM_FOR_TABLE), *captions, Spacer(1, 3), table, Spacer(1, 10)]


def _is_figure(cell: str) -> bool:
    """Return whether a cell is set flush right."""
    return re.fullmatch(r"[-£\d.,%KM]+|n/a|-", cell) is not None


def _number_and_rest(heading: str) -> tuple[str | None, str]:
    """Return the printed number of a heading, which hangs in the margin, and the rest."""
    match = re.match(r"^(\d[\d.]*) (.+)$", heading)
    return (match[1], match[2]) if match else (None, heading)


def _xml(text: str) -> str:
    """Return the text in reportlab's markup, bold type kept."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(printed(text)))
