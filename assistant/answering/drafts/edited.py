"""The edited text of a draft as a Word document: its Markdown read block by block, footnotes made real again.

Only what drafts are written in is read: headings, lists, quotations, whole lines in italics or bold, marks of what is not
supported, and footnotes.  Whatever else was typed stands in the document as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from assistant.answering.drafts.footnotes import Footnotes, raised
from assistant.answering.drafts.markdown import unescape
from assistant.answering.drafts.templates import ANNEX
from assistant.answering.drafts.word import QUOTE, label, marked, set_up, styled
from assistant.answering.drafts.wording import folded

_DEFINITION: Final = re.compile(r"^\[\^(\d+)\]:[ \t]*(.*)$", re.M)
_PIECE: Final = re.compile(r"(?<!\\)\[\^(?P<note>\d+)\]|(?<!\\)\*\*\[(?P<mark>(?:\\.|[^\]\[\\])*)\]\*\*")
_HEADING: Final = re.compile(r"^(#{1,6})\s+(.*)$", re.S)
_ENTRY: Final = re.compile(r"^(?:[-*+]|\d+[.)])\s+(.*)$", re.S)
_WHOLE: Final = re.compile(
    r"^(\*{1,3})(?![*\[\s])(.*?)(?<![\s\\])\1((?:\s*(?:\[\^\d+\]|\*\*\[(?:\\.|[^\]\[\\])*\]\*\*))*)$", re.S
)


def edited_docx(text: str, exempt: bool) -> bytes:
    """Return a draft's Markdown as a Word document.

    Args:
        text: The draft, as ``to_markdown`` writes it and people edit it.
        exempt: Whether it holds exempt matter, which every page then says.
    """
    from docx import Document

    text = "".join(c if c.isprintable() or c == "\n" else " " for c in re.sub(r"\r\n?", "\n", text))
    notes = {int(match[1]): unescape(match[2]) for match in _DEFINITION.finditer(text)}
    blocks = list(_blocks(_DEFINITION.sub("", text)))
    headings = [match[2] for match in map(_HEADING.match, blocks) if match]
    document = Document()
    set_up(document, folded(unescape(headings[0])) if headings else "Draft", exempt)
    footnotes = Footnotes(document)
    for block in blocks:
        _add(document, footnotes, notes, block)
    footnotes.attach()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _blocks(text: str) -> Iterator[str]:
    """Yield headings, paragraphs and list entries, each on one line."""
    for block in re.split(r"\n\s*\n", text):
        for piece in re.split(r"\n(?=(?:[-*+]|\d+[.)]|#{1,6})\s)|(?<=\n)(?=#{1,6}\s)", block.strip()):
            if piece.strip():
                yield " ".join(piece.split())


def _add(document: Any, footnotes: Footnotes, notes: dict[int, str], block: str) -> None:
    if heading := _HEADING.match(block):
        placed = styled(document, "Title" if len(heading[1]) == 1 else "Heading1")
        _fill(placed, footnotes, notes, heading[2])
        placed.paragraph_format.page_break_before = True if folded(unescape(heading[2])) == ANNEX else None
    elif block.startswith(">"):
        _fill(styled(document, QUOTE), footnotes, notes, block.lstrip("> "))
    elif whole := _WHOLE.match(block):
        bold = len(whole[1]) > 1
        placed = styled(document)
        _fill(placed, footnotes, notes, whole[2] + whole[3], bold, len(whole[1]) != 2)
    else:
        entry = _ENTRY.match(block)
        placed = styled(document, "ListBullet" if entry else "")
        _fill(placed, footnotes, notes, entry[1] if entry else block)


def _fill(
    placed: Any, footnotes: Footnotes, notes: dict[int, str], text: str, bold: bool = False, italic: bool = False
) -> None:
    """Add words, footnotes and marks to a paragraph in their order."""
    at, noted = 0, False
    for piece in (*_PIECE.finditer(text), None):
        words = text[at : piece.start() if piece else None]
        if words.strip():
            run = placed.add_run(unescape(words))
            if bold:
                label(run)
            if italic:
                run.italic = True
        if piece is None:
            return
        if piece["mark"] is not None:
            marked(placed, f" [{unescape(piece['mark'])}]")
        else:
            if noted and not words.strip():
                raised(placed, ",")  # or footnotes 1 and 2 would read 12
            number = int(piece["note"])
            footnotes.refer(placed, folded(notes.get(number, f"No source is given under {number}.")))
        at, noted = piece.end(), piece["mark"] is None
