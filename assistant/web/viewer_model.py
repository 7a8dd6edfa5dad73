"""What a reader asks the source viewer for, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from assistant.records import Span
from assistant.web.viewer_marks import Box
from assistant.web.viewer_record import OpenRecord


class Sort(StrEnum):
    """What is shown of a record."""

    PAGE = "page"
    TEXT = "text"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked to see; the span without characters is a place without words to mark."""

    document: str
    span: Span | None = None
    page: int | None = None
    item: int | None = None
    sort: Sort | None = None
    zoom: int = 1

    @property
    def words(self) -> Span | None:
        """The words to mark."""
        return self.span or None  # a span without characters is false

    def address(self) -> str:
        """Return where this is shown."""
        told: dict[str, object] = {"document": self.document}
        if self.span is not None:
            told |= {"start": self.span.start, "end": self.span.end}
        told |= {"page": self.page} if self.page else {}
        told |= {"item": self.item} if self.item is not None else {}
        told |= {"view": self.sort} if self.sort else {}
        told |= {"zoom": self.zoom} if self.zoom > 1 else {}
        return "/view?" + urlencode(told) + ("#cr-marked" if self.words else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to show: its number, its width by its height, and the boxes that mark words on it."""

    number: int
    shape: float
    marks: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown: what was asked, what is open, the sheets (none: text alone), what there is to say about it."""

    asked: Asked
    record: OpenRecord
    sort: Sort
    index: int | None
    sheets: tuple[Sheet, ...]
    printed: bool
    file: bool
    notes: tuple[str, ...] = ()
    level: int = 2
