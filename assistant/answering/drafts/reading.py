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


def _run(run: Any, notes: dict[str, int]) -> str:
    """Return a run as Markdown: words escaped, footnotes as markers, the marks of unsupported sentences as they were set."""
    marks = [f"[^{notes.get(mark.get(f'{_W}id'), 0)}]" for mark in run.iter(f"{_W}footnoteReference")]
    text = "".join(part.text or "" if part.tag == f"{_W}t" else " " for part in run.iter(f"{_W}t", f"{_W}tab", f"{_W}br"))
    bare = text.strip()
    if bare.startswith("[") and bare.endswith("]") and run.find(f"{_W}rPr/{_W}highlight") is not None:
        return f" **[{escape(bare[1:-1])}]**"
    inner = escape(text)
    kept = f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"
    return kept + "".join(marks)
