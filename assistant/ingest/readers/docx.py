"""DOCX: the body's paragraphs and tables in order, with the numbers and bullets that Word prints."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from assistant.ingest.readers.draft import Draft, sensible_title
from assistant.ingest.readers.itemrows import NUMBER, headed, lists_items
from assistant.ingest.readers.model import Raw, Source
from assistant.ingest.readers.numbering import Numbering, parse_numbering
from assistant.ingest.readers.ooxml import Package, child, switched_on, value
from assistant.ingest.readers.wordstyles import Spacing, Styles

_DROPPED = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "sdtPr", "object"}
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}


def read_docx(raw: Raw) -> Source:
    """Return the text of the body, tables as rows of cells parted by tabs, footnotes at the end.

    Headers, footers, deletions and hidden words are left out; insertions are kept as accepted.

    Raises:
        UnreadableRecord: The file is damaged.
        RecordTooLarge: It unpacks to more than a record needs.
    """
    package = Package(raw)
    document = package.main()
    body = child(document, "body")
    if body is None:
        raise package.damaged()
    numbering = parse_numbering(package.part("word/numbering.xml"))
    writer = _Writer(Draft(raw), Styles(package.part("word/styles.xml")), numbering)
    writer.blocks(body)
    writer.notes(package)
    core = package.part("docProps/core.xml")
    title = sensible_title(core.findtext("title") if core is not None else None)
    source = writer.draft.source("docx", title)
    first = source.text.partition("\n")[0]
    # Word fills an empty title with the beginning of the first line, cut where it likes.
    return replace(source, title="") if first.startswith(title) and first != title else source


@dataclass(slots=True)
class _Writer:
    """Walks the body in order and appends to the draft."""

    draft: Draft
    styles: Styles
    numbering: Numbering
    noted: list[tuple[str, str]] = field(default_factory=list)
    _last: Spacing | None = None
    _carried: str = ""

    def blocks(self, parent: Element) -> None:
        """Append every paragraph and table below the parent."""
        for node in parent:
            if node.tag == "p":
                self._paragraph(node)
            elif node.tag == "tbl":
                self._table(node)
            elif node.tag not in _DROPPED:
                self.blocks(node)

    def notes(self, package: Package) -> None:
        """Append the footnotes and endnotes that the text refers to, in the order of their marks."""
        if self.noted:
            self.draft.gap()
        for mark, (kind, key) in enumerate(list(self.noted), 1):
            root = package.part(_NOTES[kind])
            for note in root if root is not None else ():
                if note.get("id") == key:
                    words = " ".join(" ".join(self.words(paragraph).split()) for paragraph in note.iter("p"))
                    self.draft.line(f"{str(mark).translate(_RAISED)} {words.strip()}")

    def words(self, node: Element) -> str:
        """Return the words of a paragraph or any part of it, as printed."""
        if node.tag == "t":
            return node.text or ""
        if node.tag == "r" and switched_on(child(node, "rPr"), "vanish"):
            return ""
        if node.tag in _NOTES:
            self.noted.append((node.tag, node.get("id", "")))
            return str(len(self.noted)).translate(_RAISED)
        if node.tag in _MARKS:
            return _MARKS[node.tag]
        if node.tag in _DROPPED or node.tag in {"txbxContent", "Fallback"}:
            return ""
        return "".join(map(self.words, node))

    def _paragraph(self, node: Element) -> None:
        """Append a paragraph with its number, then the text boxes anchored in it."""
        properties = child(node, "pPr")
        words = self._carried + self.words(node).strip("\n")
        self._carried = ""
        marks = child(properties, "rPr")
        if child(marks, "del") is not None or switched_on(marks, "vanish"):
            self._carried = words  # the end of this paragraph is deleted: its words run on into the next one
        else:
            self._line(words, properties)
        for box in _boxes(node):
            self.blocks(box)

    def _line(self, words: str, properties: Element | None) -> None:
        """Append the words of a paragraph as a line, after a blank line where Word shows a gap."""
        label = self._label(properties)
        if not (words.strip() or label.strip("• ")):
            self.draft.gap()
            self._last = None
            return
        spacing = self.styles.spacing(properties)
        if self._last is not None and self._last.parts(spacing):
            self.draft.gap()
        self._last = spacing
        level = self.styles.heading(properties) if words.strip() else None
        if level is not None:
            self.draft.gap()
        self.draft.line((label + words.strip(" ")).rstrip(), level)
        if level is not None:
            self.draft.gap()

    def _label(self, properties: Element | None) -> str:
        """Return the number or bullet of a paragraph, counting it; "" outside lists."""
        numbered = self.styles.numbered(properties)
        if numbered is None:
            return ""
        number, index, style = numbered
        if index is None or style:
            index = self.numbering.level_of_style(number, style) or index or 0
        return self.numbering.label(number, index)

    def _table(self, node: Element) -> None:
        """Append a table; one of a single column is a frame round paragraphs."""
        rows = [_cells(row) for row in _inner(node, "tr") if not _deleted(row)]
        if max(map(len, rows), default=0) <= 1:
            self.draft.gap()
            for row in rows:
                for cell in row:
                    self.blocks(cell) if cell is not None else None
            self.draft.gap()
            self._last = None
            return
        if self._items(rows):
            return
        marked = [switched_on(child(row, "trPr"), "tblHeader") for row in _inner(node, "tr") if not _deleted(row)]
        header = marked.index(False) if False in marked else len(marked)
        words = [[None if cell is None else self._cell(cell) for cell in row] for row in rows]
        self.draft.table(words, header or _bold_rows(rows))
        self._last = None

    def _items(self, rows: list[list[Element | None]]) -> bool:
        """Append a table that sets item numbers beside their text, number and heading on one line; tell whether it is one."""
        counted = deepcopy((self.numbering, self.noted))
        words = [["" if cell is None else self._cell(cell) for cell in row] for row in rows]
        self.numbering, self.noted = counted  # reading a cell counts its numbers and notes: each is read once more below
        if not lists_items(words, [any("\n" in cell.strip() for cell in row) for row in words]):
            return False
        heads = [] if not words[0][0].strip() or NUMBER.fullmatch(words[0][0].strip()) else words[0]
        for row in rows[1 if heads else 0 :]:
            self.draft.gap()
            number = " ".join(self._cell(row[0]).split()) if row[0] is not None else ""
            self._carried = f"{number} " if number else ""
            for at, cell in enumerate(row[1:], 1):
                if cell is not None and heads and at == 2:
                    self._beside(headed(heads[at], self._cell(cell)))
                elif cell is not None:
                    self.blocks(cell)
            self._last = None
        self.draft.gap()
        return True

    def _beside(self, words: str) -> None:
        """Append what stands in a column beside the text, nothing where it is empty."""
        if words:
            self.draft.line(words)

    def _cell(self, cell: Element) -> str:
        """Return the words of a cell, its paragraphs with their numbers one after the other."""
        lines = []
        for paragraph in _paragraphs(cell):
            words = self.words(paragraph)
            label = self._label(child(paragraph, "pPr"))
            lines.append(label + words if words.strip() or label.strip("• ") else "")
        return "\n".join(lines)


def _inner(node: Element, name: str) -> list[Element]:
    """Return the children of the name, those wrapped in content controls or insertions too."""
    found: list[Element] = []
    for below in node:
        if below.tag == name:
            found.append(below)
        elif below.tag in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            found += _inner(below, name)
    return found


def _paragraphs(node: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell in order, those of nested tables too."""
    for below in node:
        if below.tag == "p":
            yield below
        elif below.tag not in _DROPPED:
            yield from _paragraphs(below)


def _cells(row: Element) -> list[Element | None]:
    """Return the cells of a row on the table's grid; what a merged cell covers is None."""
    cells: list[Element | None] = []
    properties = child(row, "trPr")
    cells += [None] * _count(value(properties, "gridBefore"), 0)
    for cell in _inner(row, "tc"):
        form = child(cell, "tcPr")
        merge = child(form, "vMerge")
        covered = merge is not None and merge.get("val", "continue") == "continue"
        cells.append(None if covered else cell)
        cells += [None] * (_count(value(form, "gridSpan"), 1) - 1)
    return cells


def _bold_rows(rows: list[list[Element | None]]) -> int | None:
    """Return how many rows end with a first row of bold labels over others, None without one."""
    for index, (row, below) in enumerate(zip(rows, rows[1:], strict=False)):
        if len(_runs(row)) > 1:
            return index + 1 if _bold(row) and not _bold(below) else None
    return None


def _bold(row: list[Element | None]) -> bool:
    """Return whether all words of the row are set in bold."""
    return all(switched_on(child(run, "rPr"), "b") for runs in _runs(row) for run in runs)


def _runs(row: list[Element | None]) -> list[list[Element]]:
    """Return the runs with words of each cell that has any."""
    cells = [[run for run in cell.iter("r") if run.findtext("t", "").strip()] for cell in row if cell is not None]
    return [runs for runs in cells if runs]


def _count(words: str, default: int) -> int:
    """Return a small count from an attribute."""
    return min(int(words), 64) if words.isdigit() else default


def _deleted(row: Element) -> bool:
    """Return whether the row is a tracked deletion."""
    return child(child(row, "trPr"), "del") is not None


def _boxes(node: Element) -> list[Element]:
    """Return the text boxes anchored in a paragraph, each once though it is stored for old and new readers."""
    found: list[Element] = []
    for below in node:
        if below.tag == "txbxContent":
            found.append(below)
        elif below.tag not in {"Fallback", "del"}:
            found += _boxes(below)
    return found
