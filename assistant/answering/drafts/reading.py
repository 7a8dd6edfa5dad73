"""A draft file read back as text: Markdown as it stands, Word with its footnotes as ``[^n]`` markers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from assistant.answering.drafts.footnotes import MAIN
from assistant.answering.drafts.markdown import escape
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
    return "\n\n".join(_paragraph(paragraph, notes) for paragraph in document.paragraphs)


def _notes(document: Any) -> dict[str, int]:
    """Return the source that each footnote names, by the footnote's id."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    found = {}
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            for note in parse_xml(relation.target_part.blob).findall(f"{_W}footnote"):
                number = footnoted("".join(text.text or "" for text in note.iter(f"{_W}t")))
                found[note.get(f"{_W}id")] = 0 if number is None else number
    return found


def _paragraph(paragraph: Any, notes: dict[str, int]) -> str:
    pieces: list[str] = []
    for part in paragraph._p.iter(f"{_W}t", f"{_W}footnoteReference", f"{_W}tab", f"{_W}br"):
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        elif part.tag == f"{_W}footnoteReference":
            pieces.append(f"\0{notes.get(part.get(f'{_W}id'), 0)}\0")
        else:
            pieces.append(" ")
    plain = "".join(pieces).split("\0")
    # Every second piece is the number of a footnote.
    told = "".join(f"[^{piece}]" if at % 2 else _kept(piece) for at, piece in enumerate(plain))
    style = paragraph.style.name or ""
    if style in ("Title",) or style.startswith("Heading"):
        return f"# {told}"
    if all(run.italic or not run.text.strip() for run in paragraph.runs) and told.strip():
        return f"*{told}*"
    return f"> {told}" if style == "Quote" else f"- {told}" if style.startswith("List") else told


def _kept(text: str) -> str:
    """Return a piece of text escaped, the spaces at its ends kept."""
    inner = escape(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() and inner else ''}"
