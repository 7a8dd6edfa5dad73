"""Small PDFs for the viewer's tests: lines of words on pages that may be turned or cropped."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO


def typeset(
    pages: Sequence[Sequence[str]], turned: int = 0, crop: tuple[float, float, float, float] | None = None, left: float = 72
) -> bytes:
    """Return a PDF of A4 pages.

    Args:
        pages: The lines of each.
        turned: Degrees clockwise that each is shown turned by.
        crop: The part of each that is shown, in points from below left.
        left: Where the lines begin.
    """
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    for lines in pages:
        if turned:
            canvas.setPageRotation(turned)
        if crop:
            canvas.setCropBox(crop)
        for number, line in enumerate(lines):
            canvas.drawString(left, 520 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
