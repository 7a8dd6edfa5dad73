"""Pages of PDF files: their characters with the places where they stand, and pictures of them; pypdfium2 only here.

PDFium is not safe to use from several threads at once, whatever the document: every call is made under one lock.
"""

from __future__ import annotations

import ctypes
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from assistant.web.viewer_marks import Box, Printed

_K = TypeVar("_K")
_V = TypeVar("_V")
_PDFIUM = threading.RLock()  # PDFium's own state is one for the process, and so is the lock
_OPEN = 4  # documents kept open
_OPEN_BYTES = 96 * 2**20
_PICTURES = 48 * 2**20  # bytes of pictures kept
_LAYERS = 64  # pages whose characters are kept
_FINE = 1_000_000  # steps across a page in which places are told
_UNIT = 1000.0  # points between the places that tell how a page is turned and cropped
_TALL = 4  # a page is drawn at most so many times as high as wide
_QUICK = {"compress_level": 1, "compress_type": zlib.Z_RLE}  # a page is mostly white: runs pack it well, and soon

WIDTHS = (600, 900, 1200, 1800, 2400)
"""Widths in pixels that pages are drawn at."""


class NotShown(Exception):
    """The page cannot be shown: the file is locked or damaged, or has no such page."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a PDF file and their SHA-256 in hexadecimal."""

    sha256: str
    data: bytes


class Printer:
    """Draws pages and reads where their characters stand; the last ones are kept."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Any] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._layers: OrderedDict[tuple[str, int], Printed] = OrderedDict()

    def printed(self, file: Original, number: int) -> Printed:
        """Return the characters of a page.

        Raises:
            NotShown: The page cannot be read.
        """
        key = (file.sha256, number)
        with _PDFIUM:
            return _kept(self._layers, key, lambda: self._read(file, number), lambda held: len(held) > _LAYERS)

    def picture(self, file: Original, number: int, width: int) -> bytes:
        """Return a page as PNG.

        Args:
            file: The PDF.
            number: Of the page, from 1.
            width: In pixels; the next of ``WIDTHS`` is taken.

        Raises:
            NotShown: The page cannot be drawn.
        """
        drawn = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        key = (file.sha256, number, drawn)
        with _PDFIUM:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
            image = self._draw(file, number, drawn)
        stream = BytesIO()  # packing takes longer than drawing, and others may draw meanwhile
        image.save(stream, "PNG", **_QUICK)
        with _PDFIUM:
            return _kept(self._pictures, key, stream.getvalue, lambda held: sum(map(len, held.values())) > _PICTURES)

    def close(self) -> None:
        """Let go of the files that are kept open."""
        with _PDFIUM:
            while self._open:
                self._open.popitem()[1][0].close()

    def _draw(self, file: Original, number: int, width: int) -> Any:
        with self._page(file, number) as page:
            across, down = page.get_size()
            scale = min(width / across, _TALL * width / down)
            return _without_colour(page.render(scale=scale, limit_image_cache=True).to_pil().convert("RGB"))

    def _read(self, file: Original, number: int) -> Printed:
        with self._page(file, number) as page:
            width, height = page.get_size()
            layer = page.get_textpage()
            try:
                text, boxes, lines = _characters(layer, _Placer.of(page))
            finally:
                layer.close()
            return Printed(text, boxes, lines, width / height)

    @contextmanager
    def _page(self, file: Original, number: int) -> Iterator[Any]:
        """Open a page, with all that goes wrong in a file told as ``NotShown``."""
        import pypdfium2 as pdfium

        try:
            document = self._document(file)
            if not 1 <= number <= len(document):
                raise NotShown(f"no page {number}")
            page = document[number - 1]
            try:
                if min(page.get_size()) <= 0:
                    raise NotShown("a page without a size")
                yield page
            finally:
                page.close()
        except (pdfium.PdfiumError, ValueError, MemoryError, OSError) as error:
            raise NotShown(str(error)) from error

    def _document(self, file: Original) -> Any:
        import pypdfium2 as pdfium

        if file.sha256 not in self._open:
            self._open[file.sha256] = (pdfium.PdfDocument(file.data), len(file.data))
        self._open.move_to_end(file.sha256)
        while len(self._open) > _OPEN or (len(self._open) > 1 and sum(size for _, size in self._open.values()) > _OPEN_BYTES):
            self._open.popitem(last=False)[1][0].close()
        return self._open[file.sha256][0]


def _without_colour(image: Any) -> Any:
    """Return a picture in greys where it has no colour, which makes it a third as large."""
    from PIL import ImageChops

    red, green, blue = image.split()
    return image if ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox() else green


def _kept(held: OrderedDict[_K, _V], key: _K, make: Callable[[], _V], crowded: Callable[[OrderedDict[_K, _V]], bool]) -> _V:
    """Return what is held under a key, made where it is not; the oldest make room."""
    if key not in held:
        held[key] = make()
    held.move_to_end(key)
    while len(held) > 1 and crowded(held):
        held.popitem(last=False)
    return held[key]


@dataclass(frozen=True, slots=True)
class _Placer:
    """Leads from points of the file to shares of the page as shown: x and y are each a sum of three parts."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]

    @classmethod
    def of(cls, page: Any) -> _Placer:
        """Return what PDFium does itself with a page, turned and cropped as it is."""
        import pypdfium2.raw as raw

        def seen(x: float, y: float) -> tuple[float, float]:
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
            return across.value / _FINE, down.value / _FINE

        zero, right, up = seen(0, 0), seen(_UNIT, 0), seen(0, _UNIT)
        x, y = (((right[at] - zero[at]) / _UNIT, (up[at] - zero[at]) / _UNIT, zero[at]) for at in (0, 1))
        return cls(x, y)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box | None:
        """Return a box of the file as one of the page, None for one without a size."""
        if right <= left and top <= bottom:
            return None
        (a, b, c), (d, e, f) = self.x, self.y
        x, u, y, v = a * left + b * bottom + c, a * right + b * top + c, d * left + e * bottom + f, d * right + e * top + f
        return Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _characters(layer: Any, placer: _Placer) -> tuple[str, tuple[Box | None, ...], tuple[Box | None, ...]]:
    """Return the characters of a text layer, one for each of its own, the boxes of their ink, and those of their lines."""
    import pypdfium2.raw as raw

    text = "".join(map(_character, (raw.FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars()))))
    boxes: list[Box | None] = []
    lines: list[Box | None] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    room = raw.FS_RECTF()
    for at, character in enumerate(text):
        if character.isspace() or not raw.FPDFText_GetCharBox(layer, at, left, right, bottom, top):
            boxes.append(None)
            lines.append(None)
            continue
        boxes.append(placer.box(left.value, bottom.value, right.value, top.value))
        roomy = raw.FPDFText_GetLooseCharBox(layer, at, room)
        lines.append(placer.box(room.left, room.bottom, room.right, room.top) if roomy else boxes[-1])
    return text, tuple(boxes), tuple(lines)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
