"""The lines of a text as tables see them: words, page furniture set aside, prose told from titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.tabular.words import MONTH, Word, words_of
from assistant.records import Page, Span

_EDGE = 6  # lines at the head and foot of a page that can be furniture
_DIGITS = re.compile(r"\d+")
_PAGE_MARK = re.compile(r"(?:page|p\s?a\s?g\s?e)?\W*\d+\W*(?:of\W*\d+|(?:page|p\s?a\s?g\s?e))?\W*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\(?[a-z]{1,3}[.)]|\d+[.)]|\d+(?:\.\d+)+[.)]?|\d{1,2}(?=(?:\s+\S+){3})(?!\s+(?i:"
    + MONTH
    + r")(?![a-z])))\s+[A-Z\"'\u2018\u201c]"
)
CAPTION_MARK = re.compile(r"(?:table|figure|fig\.|appendix|annex|chart|schedule)\s+(?:[a-z]?\d[\d.]*|[a-z])\b[:.]?", re.I)
_SENTENCE_END = re.compile(r"[a-z)\d\u2019'\"%][.!?;]\s+[A-Z]|[.!?;,]$")
# Words no label, heading or title ends with: the line goes on, so it is prose.
OPEN_END = frozenset(
    "a an and are as at be been between but by for from had has have in into is it its of on or over than that the "
    "their this to was were which who will with would about approximately around some".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters without line end, its words (none where it is blank or page furniture)."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    page: int = 0

    @property
    def blank(self) -> bool:
        """Return whether the line says nothing of the record itself."""
        return not self.words

    @property
    def folded(self) -> str:
        """Return the words with single blanks."""
        return " ".join(word.text for word in self.words)


def lines_of(text: str, pages: Sequence[Page], within: Span | None) -> list[Line]:
    """Cut the text (or the part of it) into lines; furniture of the pages becomes blank."""
    area = within or Span(0, len(text))
    bounds = []
    at = area.start
    while at < area.end:
        stop = text.find("\n", at, area.end)
        stop = area.end if stop < 0 else stop
        bounds.append((at, stop))
        at = stop + 1
    starts = [page.span.start for page in pages]
    lines = [Line(start, end, text[start:end], words_of(text, start, end), bisect_right(starts, start)) for start, end in bounds]
    for index in _furniture(lines, len(pages)):
        lines[index] = replace(lines[index], text="", words=())
    return lines


def _furniture(lines: Sequence[Line], pages: int) -> set[int]:
    """Return the lines that the pages repeat at their edges, but for the first printing, and page numbers."""
    if pages < 2:
        return set()
    held: list[list[int]] = [[] for _ in range(pages + 1)]
    for index, line in enumerate(lines):
        if not line.blank:
            held[line.page].append(index)
    rims = {index for indexes in held if indexes for index in (indexes[0], indexes[-1])}
    edges = sorted({index for indexes in held for index in indexes[:_EDGE] + indexes[-_EDGE:]})
    forms = {index: _form(lines[index].folded) for index in edges}
    counts = Counter(form for _, form in {(lines[index].page, form) for index, form in forms.items()})
    seen: set[str] = set()
    out: set[int] = set()
    for index, form in forms.items():
        page_number = index in rims and _PAGE_MARK.fullmatch(lines[index].folded) is not None
        if page_number or (form in seen and counts[form] * 2 >= pages):
            out.add(index)
        seen.add(form)
    return out


def _form(folded: str) -> str:
    """Return a line with its number left out where it has just one, as "Page 3" has; rows of figures stay apart."""
    once, count = _DIGITS.subn("#", folded)
    return once if count == 1 else folded


def is_prose(words: Sequence[Word]) -> bool:
    """Return whether the words read as (part of) a sentence and not as a label, heading or title."""
    if not words:
        return False
    folded = " ".join(word.text for word in words)
    lettered = words[-1].text == "A" and any(map(str.islower, folded))  # "Zone A"
    if len(words) > 14 or (words[-1].text.lower() in OPEN_END and not lettered):
        return True
    return len(words) > 4 and _SENTENCE_END.search(folded) is not None


def is_title(line: Line) -> bool:
    """Return whether the line can be (a line of) a table's caption."""
    first = line.words[0].text.lstrip("\"'(\u2018\u201c[*") if line.words else ""
    if not first or first[0].islower() or is_prose(line.words) or line.words[-1].text[-1] in ".;,":
        return False
    names = [word.text for word in line.words if len(word.text) > 3]
    grand = sum(not name[0].islower() for name in names)
    return len(line.words) <= 7 or grand * 2 >= len(names) or CAPTION_MARK.match(line.folded) is not None


def is_numbered(line: Line) -> bool:
    """Return whether the line opens a numbered item, section or paragraph."""
    return _NUMBERED.match(line.folded) is not None
