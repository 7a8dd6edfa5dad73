"""What a reader is given and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import RecordTooLarge
from assistant.records import Page, Span, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that the format itself marks as a heading: its words without the marks, and its level from 1."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read.

    Attributes:
        format: "pdf", "docx", "xlsx", "html", "markdown", "csv" or "text".
        text: The stored text that every span counts.
        pages: The printed pages, which tile the text without gaps; empty where the format has none.
        headings: Lines that the format marks as headings (Word styles, ``<h1>``, ``#``); none for PDF and text.
        tables: Tables that the format marks, each cell's span exact in the text; none for PDF and text.
        title: The title the format declares, "" if none that says something.
    """

    format: str
    text: str
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file, its name for messages, and how many characters of text are taken at most."""

    name: str
    suffix: str
    data: bytes
    max_characters: int

    def check_length(self, characters: int) -> None:
        """Raise RecordTooLarge if the text has grown over the limit."""
        if characters > self.max_characters:
            raise RecordTooLarge(
                f"{self.name}: holds more than {self.max_characters:,} characters of text; "
                "split it into smaller records or raise the limit in the settings"
            )
