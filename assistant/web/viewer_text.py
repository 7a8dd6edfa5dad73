"""The text of a record as HTML: headings, paragraphs, tables and page breaks, with the exact words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from assistant.records import Cell, Document, Item, Span, Table
from assistant.web.viewer_model import View
from assistant.web.viewer_record import OpenRecord

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SIGNS = re.compile(r"\*\*|__|^#{1,6} ", re.M)  # of Markdown
_ENTRY = re.compile(r"\s*(?:[•·▪●○◦*–—-]|\(?[\dA-Za-z]{1,3}[.)]\s|\n)")
_LINE = re.compile("\n")
_ENDS, _LIST_BEGINS = ".!?", ":;"
_FULL = 0.7  # of the measure that a wrapped line has at least
_LOOK = 12  # characters of the next line that tell what it is
_BETWEEN_CELLS = re.compile(r"[\s|:+=\-–—]*")


def text_html(view: View) -> str:
    """Return the text of the items that the words stand in, or what is open of the page that was asked for."""
    record, asked = view.record, view.asked
    writer = TextView(record.document, asked.words, view.level)
    if view.index is None or (asked.page and not asked.words and asked.item is None):
        span = record.page_span(asked.page) if asked.page else asked.words or Span(0, _opening(record))
        return f'<div class="cr-view-text">{"".join(map(writer.prose, record.stretches(_lines_around(record, span))))}</div>'
    span = asked.words or record.item(view.index).span
    return f'<div class="cr-view-text">{"".join(writer.item(record.item(at)) for at in record.items_in(span))}</div>'


def _opening(record: OpenRecord) -> int:
    """Return where the words before the first item end."""
    items = record.document.items
    return items[0].span.start if items and items[0].span.start else len(record.document.text)


def _lines_around(record: OpenRecord, span: Span) -> Span:
    """Return a span widened to whole lines: words that stand in no item are read among their neighbours."""
    text = record.document.text
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def record_html(view: View) -> str:
    """Return all that is open, item by item, after an outline of the items."""
    record = view.record
    writer = TextView(record.document, view.asked.words, view.level)
    told: list[str] = []
    at = 0
    for index in record.items:
        item = record.item(index)
        told += map(writer.prose, record.stretches(Span(at, max(at, item.span.start))))
        told.append(f'<section id="cr-item-{index}" tabindex="-1">{writer.item(item)}</section>')
        at = item.span.end
    told += map(writer.prose, record.stretches(Span(at, max(at, len(record.document.text)))))
    return _outline(record, record.items) + f'<div class="cr-view-text">{"".join(told)}</div>'


def _outline(record: OpenRecord, indexes: Sequence[int]) -> str:
    entries = []
    for index in indexes:
        item = record.item(index)
        name = " ".join(part for part in (item.number, item.heading) if part)
        if item.heading:
            entries.append(f'<li><a href="#cr-item-{index}">{escape(name)}</a></li>')
    if not entries:
        return ""
    named = f"<summary>Outline: {len(entries)} items</summary>"
    return f'<details class="cr-view-outline">{named}<ol>{"".join(entries)}</ol></details>'


@dataclass
class TextView:
    """Writes stretches of one record.

    Attributes:
        document: The record.
        marked: The words to mark, None for none.
        level: Of the headings that items get.
        begun: Whether marked words were written, so that only the first are a place to go to.
    """

    document: Document
    marked: Span | None
    level: int
    begun: bool = False

    def item(self, item: Item) -> str:
        """Return an item: its heading as one, then what it says."""
        end = heading_end(item, self.document.text)
        words = self._inline(Span(item.span.start, end))
        heading = f"<h{self.level}>{words}</h{self.level}>" if words else ""
        return heading + self.prose(Span(end, item.span.end))

    def prose(self, span: Span) -> str:
        """Return a stretch as paragraphs and tables."""
        told: list[str] = []
        at = span.start
        for table in self.document.tables:
            if span.contains(table.span) and table.span.start >= at and (body := self._table(table)):
                told += [*self._paragraphs(Span(at, _first(table))), body]
                at = max(cell.span.end for cell in _cells(table) if cell.span)
        return "".join([*told, *self._paragraphs(Span(at, span.end))])

    def _paragraphs(self, span: Span) -> Iterator[str]:
        at = span.start
        for gap in [*_PARAGRAPH.finditer(self.document.text, span.start, span.end), None]:
            end = gap.start() if gap else span.end
            if self.document.text[at:end].strip():
                yield f'<p class="cr-view-lines">{self._inline(_trimmed(self.document.text, at, end))}</p>'
            at = gap.end() if gap else end

    def _table(self, table: Table) -> str:
        """Return a table as one; "" where its cells do not hold every word of it, which would be lost."""
        cells = [cell.span for cell in _cells(table) if cell.span]
        if not cells or not _in_order(cells) or not _all_said(self.document.text, cells):
            return ""
        head = "".join(f"<tr>{''.join(self._cell('th', cell) for cell in row)}</tr>" for row in table.header)
        rows = "".join(f"<tr>{''.join(self._cell('td', cell) for cell in row)}</tr>" for row in table.rows)
        return f'<div class="cr-view-table" tabindex="0"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'

    def _cell(self, tag: str, cell: Cell) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}>{self._inline(cell.span) if cell.span else ''}</{tag}>"

    def _inline(self, span: Span) -> str:
        """Return characters on their way: marked words, page breaks, running headers and footers."""
        text, marked = self.document.text, self.marked
        starts = {page.span.start: page.number for page in self.document.pages if span.start < page.span.start < span.end}
        edges = {span.start, span.end, *starts}
        edges |= {edge for one in (*self.document.furniture, *([marked] if marked else [])) for edge in (one.start, one.end)}
        told: list[str] = []
        inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
        for start, end in zip(inside, inside[1:], strict=False):
            if start in starts:
                told.append(f'<span class="cr-view-break">Page {starts[start]}</span>')
            piece = Span(start, end)
            words = self._words(piece)
            if any(one.contains(piece) for one in self.document.furniture):
                words = f'<span class="cr-view-running">{words}</span>'
            told.append(self._mark(words) if marked and marked.contains(piece) and piece.of(text).strip() else words)
        return "".join(told)

    def _words(self, piece: Span) -> str:
        """Return characters with lines that were only wrapped made one, and Markdown's signs kept out of sight."""
        text = self.document.text
        told = _LINE.sub(
            lambda end: " " if wrapped(text, piece.start + end.start(), self.measure) else "\n", piece.of(text)
        )
        safe = escape(told)
        return _SIGNS.sub(r'<span class="cr-view-syntax">\g<0></span>', safe) if self.markdown else safe

    @cached_property
    def markdown(self) -> bool:
        """Whether the record is written in Markdown."""
        return self.document.name.lower().endswith((".md", ".markdown"))

    @cached_property
    def measure(self) -> int:
        """Characters of a full line of the record: nine of ten lines are no longer."""
        lengths = sorted(len(line) for line in self.document.text.split("\n") if line.strip())
        return lengths[len(lengths) * 9 // 10] if lengths else 0

    def _mark(self, words: str) -> str:
        place = "" if self.begun else ' id="cr-marked"'
        self.begun = True
        return f"<mark{place}>{words}</mark>"


def wrapped(text: str, at: int, measure: int) -> bool:
    """Return whether the line that ends at a place was only wrapped there: it is full, and what follows goes on with it."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    following = text[at + 1 : at + 1 + _LOOK]
    if "\t" in line or len(line) < _FULL * measure or not following.strip() or _ENTRY.match(following):
        return False
    return line[-1] not in _LIST_BEGINS and (line[-1] not in _ENDS or following.lstrip()[0].islower())


def heading_end(item: Item, text: str) -> int:
    """Return where the heading of an item ends in the text, the item's start where it does not begin with one."""
    words = item.heading.split() or ([item.number] if item.number else [])
    if not words:
        return item.span.start
    reach = min(item.span.end, item.span.start + 80 + 3 * len(item.heading))
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, item.span.start, reach)
    before = text[item.span.start : found.start()] if found else ""
    if found is None or "\n" in before.strip() or len(before) > len(item.number) + 24:
        return item.span.start
    rest = re.compile(r"[ \t]*[.:*_#]*[ \t]*(?=\n|$)").match(text, found.end(), item.span.end)
    return rest.end() if rest else (found.end() if item.heading else item.span.start)


def _trimmed(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    return Span(start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()))


def _cells(table: Table) -> Iterator[Cell]:
    for row in (*table.header, *table.rows):
        yield from row


def _first(table: Table) -> int:
    return min(cell.span.start for cell in _cells(table) if cell.span)


def _in_order(cells: list[Span]) -> bool:
    """Return whether no place is told twice, as it would be by a cell over several columns."""
    return all(one.end <= other.start for one, other in zip(cells, cells[1:], strict=False))


def _all_said(text: str, cells: list[Span]) -> bool:
    between = (text[one.end : other.start] for one, other in zip(cells, cells[1:], strict=False))
    return all(_BETWEEN_CELLS.fullmatch(part) for part in between)
