"""From what a reader asked to see to what is shown: which page or text, with which words marked, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import NotFound
from assistant.records import Role, Span
from assistant.service import Assistant
from assistant.web.viewer_files import Originals, is_pdf
from assistant.web.viewer_marks import Leaf
from assistant.web.viewer_model import Asked, Sheet, Sort, View
from assistant.web.viewer_pdf import NotShown, Original, Printer
from assistant.web.viewer_record import OpenRecord

_TOGETHER = 4  # pages that are shown at once where words run over as many
_NOT_HERE = (
    "There is no such record or place here, or it is not open to you. A record may also have been removed or read in anew: "
    "ask again to find it."
)
_UNMARKED = "The words could not be marked on this page."
_MOVED = "The file of this record has moved or changed since it was read in, so its pages cannot be shown as printed."
_NOT_PUBLIC = "Parts of this record are not public, so this page is shown as text, without them."
_AS_TEXT = "This page cannot be shown as printed. Below is its text, as far as it can be shown."


class NotHere(Exception):
    """What was asked for does not exist, or is not open to the one who asks: both are told in the same words."""

    def __init__(self) -> None:
        super().__init__(_NOT_HERE)


class Viewer:
    """Composes the views of a library's records.

    Args:
        assistant: Whose records are shown.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._originals = Originals(assistant.library, assistant.settings.max_bytes)
        self._printer = Printer()

    def close(self) -> None:
        """Let go of the files that are kept open."""
        self._printer.close()

    def record(self, name: str, role: Role) -> OpenRecord:
        """Return what a role may see of a record.

        Raises:
            NotHere: Nothing, or there is none of that name.
        """
        try:
            document = self._assistant.recall(name)
        except NotFound as error:
            raise NotHere from error
        record = OpenRecord.of(document, role) if document.name == name else None
        if record is None:
            raise NotHere
        return record

    def file(self, name: str, role: Role) -> Original:
        """Return the file of a record of which nothing is closed to the role.

        Raises:
            NotHere: There is none, or none any more.
        """
        record = self.record(name, role)
        file = self._originals.find(record.document) if record.whole else None
        if file is None:
            raise NotHere
        return file

    def picture(self, name: str, number: int, width: int, role: Role) -> tuple[str, bytes]:
        """Return a mark that tells this picture from others, and a page as PNG, at least so many pixels wide where that goes.

        Raises:
            NotHere: There is none, or something closed to the role stands on it.
        """
        record = self.record(name, role)
        file = self._pdf(record)
        if file is None or number not in _numbers(record) or not record.page_open(number):
            raise NotHere
        try:
            return f"{file.sha256[:32]}-{number}-{width}", self._printer.picture(file, number, width)
        except NotShown as error:
            raise NotHere from error

    def view(self, asked: Asked, role: Role, level: int = 2) -> View:
        """Return what is shown, with headings of items at a level.

        Raises:
            NotHere: The record, item, page or place does not exist or is closed to the role.
        """
        record = self.record(asked.document, role)
        _check(asked, record)
        index = _index(asked, record)
        pages = _shown_pages(asked, record, index)
        file = self._originals.find(record.document)
        bare = View(asked, record, Sort.TEXT, index, (), False, record.whole and file is not None, level=level)
        if asked.sort is Sort.RECORD:
            return replace(bare, sort=Sort.RECORD, printed=self._printable(record, file, pages), notes=_gaps(record))
        if not pages:
            return bare
        return self._paged(bare, file if file and is_pdf(file) else None, pages)

    def _paged(self, bare: View, file: Original | None, pages: Sequence[int]) -> View:
        """Return the view of a record with pages: as printed where that goes and the words can be marked."""
        record, asked = bare.record, bare.asked
        if file is None:
            return replace(bare, notes=(_MOVED,))
        if not all(map(record.page_open, pages)):
            return replace(bare, notes=(_NOT_PUBLIC if record.tells_of_closed else _AS_TEXT,))
        try:
            leaves = [Leaf.of(self._printer.printed(file, number), _stored(record, number)) for number in pages]
        except NotShown:
            return replace(bare, notes=(_AS_TEXT,))
        sheets, certain = _marked(record, asked.words, pages, leaves)
        if not certain and asked.sort is not Sort.PAGE or asked.sort is Sort.TEXT:
            return replace(bare, printed=True, notes=() if certain else (f"{_UNMARKED} They are marked in the text below.",))
        return replace(bare, sort=Sort.PAGE, printed=True, sheets=sheets, notes=() if certain else (_UNMARKED,))

    def _printable(self, record: OpenRecord, file: Original | None, pages: Sequence[int]) -> bool:
        return bool(pages) and file is not None and is_pdf(file) and all(map(record.page_open, pages))

    def _pdf(self, record: OpenRecord) -> Original | None:
        file = self._originals.find(record.document)
        return file if file is not None and is_pdf(file) else None


def _check(asked: Asked, record: OpenRecord) -> None:
    if asked.span is not None and (asked.span.end > len(record.document.text) or not record.is_open(asked.span)):
        raise NotHere
    if asked.item is not None and asked.item not in record.items:
        raise NotHere
    if asked.page is not None and asked.page not in _numbers(record):
        raise NotHere


def _numbers(record: OpenRecord) -> list[int]:
    return [page.number for page in record.document.pages]


def _index(asked: Asked, record: OpenRecord) -> int | None:
    """Return the item that is shown: the one asked for, that of the words, or the first of the page."""
    if asked.item is not None:
        return asked.item
    if asked.span is not None:
        return record.item_at(asked.span)
    if asked.page:
        return record.item_at(record.page_span(asked.page))
    return record.item_at(Span(0, 0)) if record.document.items else None


def _shown_pages(asked: Asked, record: OpenRecord, index: int | None) -> list[int]:
    """Return the pages to show: the one asked for, those that the words stand on, or the one that the item begins on."""
    if asked.page:
        return [asked.page]
    if asked.span is not None:
        return record.pages_of(asked.span)[:_TOGETHER]
    return record.pages_of(record.item(index).span if asked.item is not None and index is not None else Span(0, 0))[:1]


def _stored(record: OpenRecord, number: int) -> str:
    return record.page_span(number).of(record.document.text)


def _marked(
    record: OpenRecord, words: Span | None, pages: Sequence[int], leaves: Sequence[Leaf]
) -> tuple[tuple[Sheet, ...], bool]:
    """Return the pages with the words marked, and whether all of them could be; else none is."""
    bare = tuple(Sheet(number, leaf.printed.shape) for number, leaf in zip(pages, leaves, strict=True))
    sheets = []
    for sheet, leaf in zip(bare, leaves, strict=True):
        here = record.page_span(sheet.number)
        if words and words.overlaps(here):
            part = Span(max(words.start, here.start) - here.start, min(words.end, here.end) - here.start)
            marks = leaf.marks(part) if part.of(_stored(record, sheet.number)).strip() else ()
            if marks is None:
                return bare, False
            sheet = replace(sheet, marks=marks)
        sheets.append(sheet)
    return tuple(sheets), True


def _gaps(record: OpenRecord) -> tuple[str, ...]:
    """Return that something is left out, where the record says so itself."""
    return ("Parts of this record are not public and are left out here.",) if record.closed and record.tells_of_closed else ()
