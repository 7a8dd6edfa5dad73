"""The lines of a record, with what their place and look say: blank, bold, marked heading, page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.readers.model import Source
from assistant.language import fold
from assistant.records import Page, Span

_BOLD = re.compile(r"^\s*(\*\*|__).+(\*\*|__)\s*[:.]?\s*$")
_RULE = re.compile(r"^\s*[-_=*–—]{3,}\s*$")
_PAGE_NUMBER = re.compile(r"^[-–|\s]*(?:p\s*a\s*g\s*e\s*[-–|:]*\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–|\s]*$", re.IGNORECASE)
_EDGE = 8  # lines of a page's top and bottom that may be furniture


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stored text: ``text`` is folded and without emphasis marks, ``span`` ends before the newline."""

    index: int
    span: Span
    text: str
    bold: bool = False
    level: int | None = None
    furniture: bool = False
    tabular: bool = False

    @property
    def blank(self) -> bool:
        """Return whether nothing is printed on the line."""
        return not self.text

    @property
    def caps(self) -> bool:
        """Return whether the line is set in capitals (at least three letters, nearly all of them)."""
        return mostly_capitals(self.text)


def mostly_capitals(text: str) -> bool:
    """Return whether a text is set in capitals, small slips such as "O&S" or "Kent's" apart."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def split_lines(source: Source) -> list[Line]:
    """Return the lines of a source in order, furniture and marked headings flagged, lines inside tables marked."""
    lines: list[Line] = []
    offset = 0
    headings = sorted(source.headings, key=lambda heading: heading.span, reverse=True)
    for index, raw in enumerate(source.text.split("\n")):
        span = Span(offset, offset + len(raw))
        level = None
        while headings and headings[-1].span.start <= span.end:
            level = headings.pop().level
        lines.append(Line(index, span, fold(raw), bool(_BOLD.match(raw)), level))
        offset += len(raw) + 1
    flagged = _furniture(lines, source.pages) | {line.index for line in lines if _RULE.match(line.text)}
    return [replace(line, furniture=line.index in flagged) for line in lines]


def mark_tables(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """Return the lines with those inside any of the spans marked as tabular."""
    marked, ordered, at = [], sorted(spans), 0
    for line in lines:
        while at < len(ordered) and ordered[at].end <= line.span.start:
            at += 1
        inside = at < len(ordered) and ordered[at].overlaps(Span(line.span.start, line.span.end + 1))
        marked.append(replace(line, tabular=True) if inside else line)
    return marked


def _furniture(lines: Sequence[Line], pages: Sequence[Page]) -> set[int]:
    """Return the indexes of running headers, footers and page numbers: lines repeated at the edges of pages."""
    if len(pages) < 2:
        return set()
    by_page = [[line for line in held if not line.blank] for held in _lines_of_pages(lines, pages)]
    edges = [(printed[:_EDGE], printed[::-1][:_EDGE]) for printed in by_page]
    seen = Counter(key for top, foot in edges for key in {_shape(line) for line in (*top, *foot)})
    enough = max(2, min(3, len(pages) - 1), len(pages) // 2)
    flagged: set[int] = set()
    for sides in edges:
        for side in sides:
            for line in side:
                if seen[_shape(line)] < enough and not _PAGE_NUMBER.match(line.text) and not _RULE.match(line.text):
                    break
                flagged.add(line.index)
    return flagged


def _lines_of_pages(lines: Sequence[Line], pages: Sequence[Page]) -> list[list[Line]]:
    held: list[list[Line]] = [[] for _ in pages]
    at = 0
    for line in lines:
        while at + 1 < len(pages) and pages[at + 1].span.start <= line.span.start:
            at += 1
        held[at].append(line)
    return held


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())
