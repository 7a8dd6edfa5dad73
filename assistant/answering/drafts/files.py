"""Drafts to and from files: Markdown or Word by the name's ending."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.reading import read_draft
from assistant.answering.drafts.word import write_docx
from assistant.errors import BadRequest

__all__ = ["read_draft", "write_draft"]


def write_draft(draft: Draft, path: Path | None) -> str:
    """Write a draft to a file; without one, return it as Markdown.

    Returns:
        The Markdown where no file is named, else "".

    Raises:
        BadRequest: The file's ending is neither .docx nor .md, or it cannot be written.
    """
    if path is None:
        return to_markdown(draft)
    ending = path.suffix.lower()
    if ending not in (".docx", ".md"):
        raise BadRequest(f"{path}: a draft is written as .docx or .md; name a file that ends so")
    try:
        if ending == ".docx":
            write_docx(draft, path)
        else:
            path.write_text(to_markdown(draft), "utf-8")
    except OSError as error:
        raise BadRequest(f"{path}: cannot be written ({error.strerror or error})") from error
    return ""
