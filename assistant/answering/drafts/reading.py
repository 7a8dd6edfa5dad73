"""A draft file read back as text: Markdown as it stands, Word with its footnotes as ``[^n]`` markers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from assistant.answering.drafts.footnotes import MAIN
from assistant.answering.drafts.markdown import escape, unescape
from assistant.answering.drafts.word import HEADER
from assistant.answering.drafts.wording import footnoted
from assistant.errors import BadRequest

_W: Final = f"{{{MAIN}}}"


def read_draft(path: Path) -> str:
    """Return the text of a draft file in the form that ``reverify`` takes.

    Raises:
        BadRequest: The file cannot be read, or is neither Markdown nor a Word document.
    """
    try:
        if path.suffix.lower() == ".docx":
            return _word_text(path)
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path}: cannot be read as a draft ({error})") from error


def _word_text(path: Path) -> str:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise BadRequest(f"{path}: is not a Word document ({error})") from error
    notes = _notes(document)
    body = document.element.body
    blocks = [*_framing(document), *(block for element in body for block in _block(element, document, notes))]
    # A footnote that names no source has nothing to be the footnote of: its words stand as they are.
    told = [f"[^{mark}]: {words}" if footnoted(unescape(words)) is not None else words for mark, words in notes.items() if words]
    return "\n\n".join(blocks) + "\n\n" + "\n\n".join(told)


def _framing(document: Any) -> Iterator[str]:
    """Yield what stands on every page beside the page's number and the label of exempt matter, and what endnotes say."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype in (KINDS.HEADER, KINDS.FOOTER, KINDS.ENDNOTES):
            for paragraph in parse_xml(relation.target_part.blob).iter(f"{_W}p"):
                told = "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()
                if told != HEADER and not re.fullmatch(r"Page\s*\d*", told):
                    yield escape(told)


def _notes(document: Any) -> dict[str, str]:
    """Return the words of each footnote as Markdown, by the footnote's id."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    found = {}
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            for note in parse_xml(relation.target_part.blob).findall(f"{_W}footnote"):
                found[note.get(f"{_W}id")] = escape("".join(text.text or "" for text in note.iter(f"{_W}t")))
    return found


def _block(element: Any, document: Any, notes: dict[str, str]) -> Iterator[str]:
    """Yield the paragraphs and the rows of tables in a part of the body, whatever they are wrapped in."""
    from docx.text.paragraph import Paragraph

    if element.tag == f"{_W}p":
        yield _paragraph(Paragraph(element, document._body), notes)
    elif element.tag == f"{_W}tr":
        cells = ("".join(_run(run, notes) for run in cell.iter(f"{_W}r")) for cell in element.iter(f"{_W}tc"))
        yield f"| {' | '.join(cells)} |"
    else:
        for part in element:
            yield from _block(part, document, notes)


def _paragraph(paragraph: Any, notes: dict[str, str]) -> str:
    told = "".join(_run(run, notes) for run in paragraph._p.iter(f"{_W}r"))
    style = paragraph.style.name or ""
    runs = [run for run in paragraph.runs if run.text.strip()]
    if style == "Title" or style.startswith("Heading"):
        return f"# {told}"
    if told.strip() and all(run.italic for run in runs):
        return f"*{told}*"
    if told.strip() and not told.lstrip().startswith("**") and all(run.bold for run in runs):
        return f"**{told}**"
    return f"> {told}" if style == "Quote" else f"- {told}" if style.startswith("List") else told


def _run(run: Any, notes: dict[str, str]) -> str:
    """Return a run as Markdown: words escaped, footnotes as markers, the marks of unsupported sentences as they were set."""
    marks = [_marker(mark.get(f"{_W}id"), notes) for mark in run.iter(f"{_W}footnoteReference")]
    text = "".join(part.text or "" if part.tag == f"{_W}t" else " " for part in run.iter(f"{_W}t", f"{_W}tab", f"{_W}br"))
    bare = text.strip()
    if bare.startswith("[") and bare.endswith("]") and run.find(f"{_W}rPr/{_W}highlight") is not None:
        return f" **[{escape(bare[1:-1])}]**"
    inner = escape(text)
    kept = f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"
    return kept + "".join(marks)


def _marker(mark: str, notes: dict[str, str]) -> str:
    return f"[^{mark if footnoted(unescape(notes.get(mark, ''))) is not None else 0}]"
