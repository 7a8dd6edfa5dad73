"""Drafts to and from files: Markdown or Word by the name's ending."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.drafts.edited import edited_docx
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.reading import read_draft
from assistant.answering.drafts.word import docx_bytes
from assistant.errors import BadRequest

__all__ = ["read_draft", "write_draft", "write_edited"]


def write_draft(draft: Draft, path: Path | None) -> str:
    """Write a draft to a file; without one, return it as Markdown.

    Returns:
        The Markdown where no file is named, else "".

    Raises:
        BadRequest: The file's ending is neither .docx nor .md, or it cannot be written.
    """
    if path is None:
        return to_markdown(draft)
    _write(path, docx_bytes(draft) if _ending(path) == ".docx" else to_markdown(draft).encode())
    return ""


def write_edited(text: str, exempt: bool, path: Path) -> None:
    """Write the text of an edited draft to a file.

    Args:
        text: The draft as Markdown.
        exempt: Whether it holds exempt matter, which every page of a Word document then says.
        path: Where to.

    Raises:
        BadRequest: The file's ending is neither .docx nor .md, or it cannot be written.
    """
    _write(path, edited_docx(text, exempt) if _ending(path) == ".docx" else text.encode())


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in (".docx", ".md"):
        raise BadRequest(f"{path}: a draft is written as .docx or .md; name a file that ends so")
    return ending


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(f"{path}: cannot be written ({error.strerror or error})") from error
