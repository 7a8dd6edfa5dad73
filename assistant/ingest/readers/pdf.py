"""PDF: the text layer of each page, as pypdf extracts it."""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.errors import EncryptedRecord, NoTextLayer, RecordError, UnreadableRecord
from assistant.ingest.readers.draft import sensible_title
from assistant.ingest.readers.model import Raw, Source
from assistant.ingest.readers.pdflayout import Collector, PageLines, Placed, page_lines, placed_tables
from assistant.ingest.readers.pdfruled import Rulings, ruled_tables, without
from assistant.ingest.readers.plain import tile
from assistant.ingest.tables import find_tables
from assistant.records import Page, Table

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# NUL, lone surrogates and the other characters that neither print nor part words.
_JUNK = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
# A scanned page may still carry a stamp or a page number; fewer letters than this beside a large image is a scan.
_FEW_LETTERS = 40
_SCAN_PIXELS = 250_000
# Bytes of drawing: a page of letters as outlines takes hundreds of thousands, a frame or a crest a few thousand.
_OUTLINES = 200_000
_DRAWN = 10_000
_NEARLY_ALL = 0.9


def read_pdf(raw: Raw) -> Source:
    """Return the text of every page, joined by newlines; a page's span ends where the next begins.

    Raises:
        EncryptedRecord: A password is needed.
        NoTextLayer: (Nearly) all pages are images.
        UnreadableRecord: The file is damaged or cut off.
    """
    with _overheard() as remarks:
        try:
            reader = _open(raw)
            texts, pieces, gridded = _page_texts(reader, raw)
            if _lost_part(reader, len(texts), remarks):
                raise _damaged(raw)
            _refuse_images(reader, texts, raw)
            title = _title(reader)
        except (RecordError, RecursionError, MemoryError):
            raise
        # pypdf lets KeyError, TypeError, struct.error and others out of damaged files beside its own exceptions.
        except Exception as error:
            raise _damaged(raw) from error
    starts, at = [], 0
    for number, text in enumerate(texts, 1):
        starts.append((number, at))
        at += len(text) + 1
    joined = "\n".join(texts)
    pages = tile(starts, len(joined))
    lines = [page_lines(text, start, held) for text, (_, start), held in zip(texts, starts, pieces, strict=True)]
    return Source("pdf", joined, pages, tables=_tables(raw, joined, pages, lines, gridded), title=title)


def _tables(raw: Raw, text: str, pages: tuple[Page, ...], lines: list[PageLines], gridded: list[int]) -> tuple[Table, ...]:
    """Return the tables drawn with rulings and, beside them, those told by the places of their words."""
    ruled = ruled_tables(raw.data, text, pages, gridded) if gridded else ()
    if not ruled:
        return placed_tables(lines, pages) or ()
    left = [page.blanked(without(page.text, ruled, page.start)) for page in lines]
    others = placed_tables(left, pages) or find_tables(without(text, ruled), pages)
    apart = [table for table in others if not any(table.span.overlaps(one.span) for one in ruled)]
    return tuple(sorted([*ruled, *apart], key=lambda table: table.span))


class _Remarks(logging.Handler):
    """Collects what pypdf logs in this thread."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        if record.thread == self._thread:
            self.said.add(record.getMessage())


@contextmanager
def _overheard() -> Iterator[_Remarks]:
    """Keep pypdf's remarks on damaged files off standard error, and hand them over."""
    logger, remarks = logging.getLogger("pypdf"), _Remarks()
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(remarks)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield remarks
    finally:
        logger.removeHandler(remarks)
        logger.propagate = propagated


def _lost_part(reader: PdfReader, pages: int, remarks: _Remarks) -> bool:
    """Return whether pypdf read on over a loss: a page missing, a stream torn, an object not where the file says.

    It only logs these, and the text that comes out is short of a page, or garbled where a font was lost.
    """
    declared = reader.root_object["/Pages"]
    count = declared.get("/Count") if isinstance(declared, dict) else None
    if isinstance(count, int) and pages < count:
        return True
    said = "\n".join(remarks.said)
    wrong = set(re.findall(r"^Ignoring wrong pointing object (\d+ \d+)", said, re.M))
    missing = set(re.findall(r"^Object (\d+ \d+) not defined", said, re.M))
    return "while decompressing" in said or bool(wrong & missing)


def _open(raw: Raw) -> PdfReader:
    """Return the reader of the file, opened with the empty password if it has one."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    try:
        reader = PdfReader(BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedRecord(f"{raw.name}: needs a password; save it without one and try again")
        if not len(reader.pages):
            raise UnreadableRecord(f"{raw.name}: is a PDF without pages; get it again from where it was published")
    except (FileNotDecryptedError, WrongPasswordError, DependencyError, NotImplementedError) as error:
        raise EncryptedRecord(f"{raw.name}: is locked in a way that is not read; save it without protection") from error
    return reader


def _damaged(raw: Raw) -> UnreadableRecord:
    """Return the error for a PDF that breaks the reader, telling a cut-off one from others."""
    what = "is a damaged PDF" if b"%%EOF" in raw.data[-2048:] else "is a PDF cut off before its end"
    return UnreadableRecord(f"{raw.name}: {what}; get it again from where it was published, or print it to a new PDF")


def _page_texts(reader: PdfReader, raw: Raw) -> tuple[list[str], list[list[Placed]], list[int]]:
    """Return the text of each page, "" where a page has none, its pieces, and the numbers of the pages with grids."""
    texts: list[str] = []
    gridded: list[int] = []
    pieces: list[list[Placed]] = []
    length = 0
    for number, page in enumerate(reader.pages, 1):
        collector, rulings = Collector(), Rulings()
        text = _clean(page.extract_text(visitor_operand_before=rulings, visitor_text=collector))
        gridded += [number] if rulings.gridded else []
        texts.append(text)
        pieces.append([replace(piece, text=_clean(piece.text)) for piece in collector.pieces])
        length += len(text) + 1
        raw.check_length(length)
    return texts, pieces, gridded


def _clean(text: str) -> str:
    return _JUNK.sub("", re.sub(r"\r\n?|\f", "\n", text))


def _refuse_images(reader: PdfReader, texts: list[str], raw: Raw) -> None:
    """Raise if nearly all pages are pictures of text, or nothing at all is text."""
    sparse = [index for index, text in enumerate(texts) if len("".join(text.split())) < _FEW_LETTERS]
    if len(sparse) < _NEARLY_ALL * len(texts):
        return
    pictures = [index for index in sparse if _is_picture(reader.pages[index], bool(texts[index].strip()))]
    if pictures and len(pictures) >= _NEARLY_ALL * len(texts):
        raise NoTextLayer(
            f"{raw.name}: {len(pictures)} of {len(texts)} pages are images (or letters drawn as outlines) without a "
            "text layer; recognise the text (OCR) first, then give the new PDF"
        )
    if not any(text.strip() for text in texts):
        raise UnreadableRecord(f"{raw.name}: all of its {len(texts)} pages are blank; check that it is the file you mean")


def _is_picture(page: PageObject, has_text: bool) -> bool:
    """Return whether a page with little or no text shows an image or outlines; beside text they have to be large."""
    pixels = sum(_image_sizes(page.get("/Resources"), 0))
    contents = page.get_contents()
    drawn = len(contents.get_data()) if contents is not None else 0
    if has_text:
        return pixels >= _SCAN_PIXELS or drawn >= _OUTLINES
    return pixels > 0 or b"BI" in (contents.get_data() if contents and drawn < _OUTLINES else b"") or drawn >= _DRAWN


def _image_sizes(resources: object, depth: int) -> Iterator[int]:
    """Yield the pixels of each image that the resources name, those inside forms too."""
    from pypdf.generic import DictionaryObject, IndirectObject

    held = resources.get_object() if isinstance(resources, IndirectObject) else resources
    if not isinstance(held, DictionaryObject) or depth > 4:
        return
    named = held.get("/XObject", DictionaryObject()).get_object()
    for reference in named.values() if isinstance(named, DictionaryObject) else ():
        image = reference.get_object()
        if not isinstance(image, DictionaryObject):
            continue
        if image.get("/Subtype") == "/Image":
            yield int(image.get("/Width", 0)) * int(image.get("/Height", 0))
        else:
            yield from _image_sizes(image.get("/Resources"), depth + 1)


def _title(reader: PdfReader) -> str:
    """Return the declared title if it says something."""
    declared = reader.metadata.title if reader.metadata else None
    return sensible_title(_JUNK.sub("", declared)) if declared else ""
