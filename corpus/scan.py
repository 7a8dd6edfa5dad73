"""A record as a scan: its typeset pages as pictures, slightly askew, without a text layer."""

from __future__ import annotations

import io

from corpus.markup import Record
from corpus.typeset_pdf import pdf

_DPI = 100
_QUALITY = 35
_TILT_DEGREES = 0.35


def scanned(record: Record) -> bytes:
    """Return a PDF whose pages are grey JPEG pictures of the typeset pages."""
    import pypdfium2
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    typeset = pypdfium2.PdfDocument(pdf(record))
    for number in range(len(typeset)):
        page = typeset[number]
        picture = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        # Sheets go through a feeder a little crooked, one way and the other.
        picture = picture.rotate(_TILT_DEGREES * (-1) ** number, fillcolor=250)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=_QUALITY)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
        page.close()
    typeset.close()
    canvas.save()
    return out.getvalue()
