"""A text being put together from blocks, with the spans of what the format marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.readers.model import Heading, Raw, Source
from assistant.records import Cell, Span, Table

_FIGURE = re.compile(r"[^\w]*\d[\d.,:/%\s-]*[%\w]{0,3}[^\w]*")

_MOST_TITLE = 16  # words
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/\u2013]\s?(?:(?:19|20)?\d\d))?")


class Draft:
    """Lines appended in reading order; blank lines part what the format sets apart."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._parts: list[str] = []
        self._length = 0
        self._gap = False
        self._headings: list[Heading] = []
        self._tables: list[Table] = []
        self._last = ""  # the line above, "" where it is a table's

    def gap(self) -> None:
        """Ask for a blank line before what comes next."""
        self._gap = self._length > 0

    def line(self, words: str, level: int | None = None) -> Span:
        """Append a line, a heading if it has a level, and return where its words stand."""
        if self._gap:
            self._append("\n")
            self._gap = False
        start = self._length
        self._append(words + "\n")
        self._last = words
        span = Span(start, start + len(words))
        if level is not None:
            self._headings.append(Heading(span, level))
        return span

    def table(self, rows: Sequence[Sequence[str | None]], header: int | None = None, caption: str = "") -> None:
        r"""Append a table: a line a row, cells parted by tabs, white space within a cell folded to one space.

        Args:
            rows: The words of each cell, None where a cell beside or above it reaches over; shorter rows are filled
                up, empty rows left out.  A heading that reaches over columns heads each of them.
            header: How many rows the format marks as header; None where it does not say.
            caption: What the format calls the table; where it does not say, a line above that can be a title is taken.
        """
        folded = [[" ".join((words or "").split()) for words in row] for row in rows]
        marked = sum(any(row) for row in folded[:header]) if header is not None else None
        covered = [[words is None for words in row] for row, kept in zip(rows, folded, strict=True) if any(kept)]
        filled = [row for row in folded if any(row)]
        if not filled:
            return
        width = max(map(len, filled))
        self.gap()
        if not caption and width > 1 and len(filled) > 1 and sum(map(bool, filled[0])) == 1:
            # A single cell above all columns is the table's title, not its first row.
            caption = "".join(filled.pop(0))
            covered.pop(0)
            self.line(caption)
            marked = marked - 1 if marked and marked > 1 else None
        caption = caption or (titled(self._last) if width > 1 else "")
        lines = [self._row(row + [""] * (width - len(row))) for row in filled]
        self._last = ""
        self.gap()
        count = _header_rows(filled) if marked is None else marked
        span = Span(lines[0][1].start, lines[-1][1].end)
        cells = tuple(row for row, _ in lines)
        heads = [spread(row, over) for row, over in zip(cells[: count - 1], covered, strict=False)] if count else []
        self._tables.append(Table(caption, span, (*heads, *cells[len(heads) : count]), cells[count:]))

    def source(self, kind: str, title: str) -> Source:
        """Return what was put together."""
        text = "".join(self._parts)
        return Source(kind, text, (), tuple(self._headings), tuple(self._tables), title)

    def _row(self, words: list[str]) -> tuple[tuple[Cell, ...], Span]:
        """Append one row and return its cells and its span."""
        span = self.line("\t".join(words).rstrip("\t"))
        at, cells = span.start, []
        for cell in words:
            cells.append(Cell(cell, Span(at, at + len(cell)) if cell else None))
            at += len(cell) + 1
        return tuple(cells), span

    def _append(self, words: str) -> None:
        """Append characters, refusing a text over the limit as soon as it is."""
        self._parts.append(words)
        self._length += len(words)
        self._raw.check_length(self._length)


def titled(line: str) -> str:
    """Return a line where it can be a table's title, without list marks and a colon at its end; "" where it cannot."""
    words = " ".join(line.split()).rstrip(":")
    short = 1 <= len(words.split()) <= _MOST_TITLE and words[-1] not in ".;,?!|"
    return words if short and (words[0].isupper() or words[0].isdigit()) and any(map(str.isalpha, words)) else ""


def spread(row: tuple[Cell, ...], covered: Sequence[bool]) -> tuple[Cell, ...]:
    """Return a row of headings over others, what the one to its left reaches over filled with that heading."""
    out: list[Cell] = []
    for at, cell in enumerate(row):
        out.append(out[-1] if at and not cell.text and at < len(covered) and covered[at] else cell)
    return tuple(out)


def _header_rows(rows: list[list[str]]) -> int:
    """Return 1 if an unmarked table has a row of labels over figures, else 0."""
    first, below = rows[0], rows[1:]
    figures = [cell for cell in first if _FIGURE.fullmatch(cell) and not _YEARS.fullmatch(cell)]
    labels = len(first) > 1 and sum(map(bool, first)) >= len(first) - 1 and not figures and not _FIGURE.fullmatch(first[0])
    return int(labels and any(_FIGURE.fullmatch(cell) and not _YEARS.fullmatch(cell) for row in below for cell in row))


def sensible_title(words: str | None) -> str:
    """Return a declared title, "" where it is a file name or what a program writes when nobody did."""
    title = " ".join((words or "").replace("\x00", "").split())
    made_up = re.match(
        r"(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\s*\d*$|presentation\s*\d*$|slide \d|title$)",
        title,
        re.I,
    )
    file_name = re.search(r"\.(?:docx?|pdf|rtf|odt|pptx?|xlsx?|indd|html?|aspx?|pub)$", title, re.I)
    spoken = sum(map(str.isalpha, title)) >= 4 and (" " in title or title.isalpha())
    return title if spoken and not made_up and not file_name else ""
