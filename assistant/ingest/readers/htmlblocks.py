"""The blocks of an HTML tree as lines of text: paragraphs, headings, numbered and bulleted lists, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.ingest.readers.draft import Draft
from assistant.ingest.readers.itemrows import NUMBER, headed, lists_items
from assistant.ingest.readers.numbering import counted

if TYPE_CHECKING:
    from bs4 import Tag

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PARTED = {"p", "blockquote", "figure", "figcaption", "dl", "address", "fieldset", "hr"}
_JOINED = {"div", "section", "article", "main", "header", "footer", "aside", "body", "html", "dt", "dd", "center",
           "details", "summary", "form", "legend", "caption", "hgroup", "ul", "ol", "menu"}  # fmt: skip
_BLOCKS = ["p", "div", "ul", "ol", "br", "strong", "b"]
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "disc": "bullet",
    "none": "none",
}


class Blocks:
    """Walks a tree and appends its blocks to a draft; words between two blocks are one line."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words = ""
        self._label = ""

    def walk(self, tag: Tag) -> None:
        """Append everything below the tag."""
        self._below(tag)
        self._flush()

    def _below(self, tag: Tag) -> None:
        """Append what stands below the tag, inline words collected until a block ends them."""
        from bs4 import Tag as Element

        for node in tag.children:
            if isinstance(node, Element):
                self._element(node)
            else:
                self._words += re.sub(r"\s+", " ", str(node))

    def _element(self, tag: Tag) -> None:
        """Append one element."""
        name = tag.name
        if name in _HEADINGS or tag.get("role") == "heading":
            self._heading(tag)
        elif name == "br":
            self._flush()
        elif name in {"ul", "ol", "menu"}:
            self._list(tag)
        elif name == "li":
            self._item(tag, "• ")
        elif name == "table":
            self._table(tag)
        elif name == "pre":
            self._preformatted(tag)
        elif name in _PARTED or name in _JOINED:
            self._block(tag, parted=name in _PARTED)
        else:
            self._below(tag)

    def _flush(self, level: int | None = None) -> None:
        """Append the collected words as a line, the pending list number before them."""
        words = " ".join(self._words.split())
        self._words = ""
        if words:
            self._draft.line(self._label + words, level)
            self._label = ""

    def _block(self, tag: Tag, *, parted: bool) -> None:
        """Append a block, set apart by blank lines if it is a paragraph."""
        self._flush()
        if parted and not self._label:
            self._gap(tag)
        self._below(tag)
        self._flush()
        if parted:
            self._gap(tag)

    def _gap(self, tag: Tag) -> None:
        """Part a block from the next by a blank line, but keep the items of a list together."""
        if not tag.find_parent("li"):
            self._draft.gap()

    def _heading(self, tag: Tag) -> None:
        """Append a heading as one line."""
        self._flush()
        self._draft.gap()
        level = _HEADINGS.get(tag.name) or _whole(tag, "aria-level") or 2
        self._words = tag.get_text(" ") if tag.find("br") else tag.get_text()
        self._flush(level)
        self._draft.gap()

    def _preformatted(self, tag: Tag) -> None:
        """Append lines as they are set."""
        self._flush()
        self._draft.gap()
        for line in tag.get_text().strip("\n").split("\n"):
            self._draft.line(line.rstrip())
        self._draft.gap()

    def _list(self, tag: Tag) -> None:
        """Append the items of a list with the numbers or bullets that a browser shows."""
        self._flush()
        if not tag.find_parent("li"):
            self._draft.gap()
        form = _form(tag)
        items = tag.find_all("li", recursive=False)
        step = -1 if tag.has_attr("reversed") else 1
        start = _whole(tag, "start")
        number = start if start is not None else (len(items) if step < 0 else 1)
        for node in tag.find_all(recursive=False):
            if node.name != "li":
                self._element(node)
                continue
            own = _whole(node, "value")
            number = number if own is None else own
            shown = _FORMS.get(str(node.get("type", "")), form)
            self._item(node, _printed(number, shown))
            number += step
        if not tag.find_parent("li"):
            self._draft.gap()

    def _item(self, tag: Tag, label: str) -> None:
        """Append a list item, its label before its first words; an item without words shows nothing."""
        self._flush()
        self._label += label
        self._below(tag)
        self._flush()
        self._label = ""

    def _table(self, tag: Tag) -> None:
        """Append a table of data as rows of cells, a table that only lays out a page as the blocks in it."""
        self._flush()
        rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
        grid, heads = _grid(rows)
        if lists_items(grid, [bool(row.find(_BLOCKS)) for row in rows]):
            self._rows_of_items(rows)
            return
        if _lays_out(tag, grid):
            for row in rows:
                for cell in row.find_all(["td", "th"], recursive=False):
                    self._block(cell, parted=True)
            return
        caption = tag.find("caption")
        words = " ".join(caption.get_text(" ").split()) if caption else ""
        self._draft.gap()
        if words:
            self._draft.line(self._label + words)
        self._label = ""
        self._draft.table(grid, heads or None, words)

    def _rows_of_items(self, rows: list[Tag]) -> None:
        """Append the rows of a table that sets item numbers beside their text: number and heading on one line."""
        heads: list[str] = []
        for row in rows:
            number, *cells = row.find_all(["td", "th"], recursive=False)
            words = " ".join(number.get_text().split())
            if not NUMBER.fullmatch(words) and not words == "":
                heads = [cell.get_text() for cell in cells]
                continue
            self._draft.gap()
            self._label = f"{words} " if words else ""
            for at, cell in enumerate(cells):
                if at and heads[at:]:
                    self._words = headed(heads[at], _cell_words(cell))
                    self._flush()
                    continue
                first = cell.find(["p", "div"])
                marked = cell.find(["strong", "b"]) if first is None else first.find(["strong", "b"])
                if self._label and first and marked and marked.get_text().strip() == first.get_text().strip():
                    self._heading(first.extract())
                self._block(cell, parted=True)
            self._label = ""


def _grid(rows: list[Tag]) -> tuple[list[list[str | None]], int]:
    """Return the words of the cells on the table's grid and how many rows at the top are marked as header.

    A cell that spans columns or rows stands in its first place; the columns it covers are None, the rows empty.
    """
    grid: list[list[str | None]] = []
    covered: dict[int, int] = {}
    heads = 0
    for index, row in enumerate(rows):
        cells = row.find_all(["td", "th"], recursive=False)
        words: list[str | None] = []
        for cell in cells:
            while covered.get(len(words), 0) > 0:
                covered[len(words)] -= 1
                words.append("")
            deep = min(_whole(cell, "rowspan") or 1, len(rows)) - 1
            for place in range(max(1, min(_whole(cell, "colspan") or 1, 64))):
                covered[len(words)] = max(deep, 0)
                words.append(_cell_words(cell) if place == 0 else None)
        for place in range(len(words), max(covered, default=-1) + 1):
            covered[place] = max(covered.get(place, 0) - 1, 0)
        headed = row.find_parent("thead") is not None or all(cell.name == "th" for cell in cells)
        heads += int(bool(cells) and headed and heads == index)
        grid.append(words)
    return grid, heads


def _cell_words(cell: Tag) -> str:
    """Return the words of a cell; blocks and line breaks part words, inline tags do not."""
    from bs4.element import NavigableString

    parts: list[str] = []
    for node in cell.descendants:
        if isinstance(node, NavigableString):
            parts.append(str(node))
        elif getattr(node, "name", "") in {"br", "p", "div", "li", "tr", "td", "th", *_HEADINGS}:
            parts.append(" ")
    return "".join(parts)


def _lays_out(tag: Tag, grid: list[list[str | None]]) -> bool:
    """Return whether a table only places blocks: said so, round other tables or headings, or of a single column."""
    if tag.get("role") in {"presentation", "none"} or tag.find(["table", "h1", "h2", "h3"]):
        return True
    return max(map(len, grid), default=0) <= 1


def _form(tag: Tag) -> str:
    """Return how a list numbers its items."""
    style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", str(tag.get("style", "")))
    if style and style[1] in _STYLES:
        return _STYLES[style[1]]
    if tag.name != "ol":
        return "bullet"
    return _FORMS.get(str(tag.get("type", "1")), "decimal")


def _printed(number: int, form: str) -> str:
    """Return what a browser shows before an item."""
    if form == "none":
        return ""
    return "• " if form == "bullet" else f"{counted(number, form)}. "


def _whole(tag: Tag, attribute: str) -> int | None:
    """Return a whole number from an attribute, None where there is none."""
    words = str(tag.get(attribute, "")).strip()
    return int(words) if re.fullmatch(r"-?\d{1,6}", words) else None
