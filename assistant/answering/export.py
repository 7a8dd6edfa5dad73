"""A conversation as Markdown or as a Word document: what was asked and answered, each sentence with its footnote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from assistant.answering.drafts.compose import Sources, exempt_at
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft, Paragraph, Section, Sentence
from assistant.answering.drafts.templates import CONVERSATION
from assistant.answering.drafts.word import docx_bytes
from assistant.answering.drafts.wording import folded, item_name, record_name
from assistant.errors import BadRequest, NotFound
from assistant.records import Answer, Citation, Document, Role, Status

_MARKS: Final = re.compile(r"\[\d+\]")
_WITHHELD: Final = "A question that was answered from exempt matter"
_KEPT_BACK: Final = "This answer holds exempt matter and is left out here."


def conversation_markdown(
    turns: Sequence[Answer], document: Callable[[str], Document], role: Role = Role.PUBLIC, made_on: date | None = None
) -> str:
    """Return a conversation as Markdown with footnotes.

    Args:
        turns: The answers, oldest first.
        document: Gives a document by name, ``Assistant.recall``; it tells what is exempt now.
        role: Who it is for: what is exempt is left out for the public, and labelled for others.
        made_on: Day to tell below the title.
    """
    return to_markdown(_conversation(turns, document, role, made_on), CONVERSATION)


def conversation_docx(
    turns: Sequence[Answer], document: Callable[[str], Document], role: Role = Role.PUBLIC, made_on: date | None = None
) -> bytes:
    """Return a conversation as a Word document with footnotes; see ``conversation_markdown``."""
    return docx_bytes(_conversation(turns, document, role, made_on), CONVERSATION)


def write_conversation(
    turns: Sequence[Answer],
    path: Path,
    document: Callable[[str], Document],
    role: Role = Role.PUBLIC,
    made_on: date | None = None,
) -> None:
    """Write a conversation to a file; see ``conversation_markdown``.

    Raises:
        BadRequest: The file's ending is neither .docx nor .md, or it cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in (".docx", ".md"):
        raise BadRequest(f"{path}: a conversation is written as .docx or .md; name a file that ends so")
    if ending == ".docx":
        held = conversation_docx(turns, document, role, made_on)
    else:
        held = conversation_markdown(turns, document, role, made_on).encode()
    try:
        path.write_bytes(held)
    except OSError as error:
        raise BadRequest(f"{path}: cannot be written ({error.strerror or error})") from error


def _conversation(turns: Sequence[Answer], document: Callable[[str], Document], role: Role, made_on: date | None) -> Draft:
    sources = Sources(document, role)
    sections: list[Section] = []
    exempt: list[str] = []
    for turn in turns:
        closed = [c for c in (*turn.citations, *turn.nearest) if _exempt(c, document)]
        if closed and role is Role.PUBLIC:
            sections.append(Section(_WITHHELD, Status.RESTRICTED, remarks=(_KEPT_BACK,)))
        else:
            exempt += map(_place, closed)
            sections.append(_section(turn, sources))
    notes = (f"Made on {made_on.day} {made_on:%B %Y}.",) if made_on else ()
    return Draft(
        CONVERSATION.name, "", role, tuple(sections), tuple(sources.held), tuple(dict.fromkeys(exempt)),
        tuple(dict.fromkeys(turn.answerer for turn in turns)), notes,
    )  # fmt: skip


def _exempt(citation: Citation, document: Callable[[str], Document]) -> bool:
    """Return whether a place is exempt; one in a record that is gone counts as such, for nothing tells any more."""
    try:
        return exempt_at(document(citation.document), citation.span)
    except NotFound:
        return True


def _section(turn: Answer, sources: Sources) -> Section:
    said = tuple(_sentences(turn, sources))
    listed = turn.text.startswith("• ") and len(said) > 1
    paragraphs = tuple(Paragraph((one,), entry=True) for one in said) if listed else (Paragraph(said),) if said else ()
    silent = () if turn.status is Status.ANSWERED else (f"Not answered: {turn.text}",)
    computed = (f"Computed: {turn.computation}",) if turn.computation else ()
    return Section(
        turn.question, turn.status, paragraphs, taken_as=turn.taken_as or "",
        remarks=(*silent, *computed, *(f"Note: {note}" for note in turn.notes)), nearest=tuple(map(_place, turn.nearest)),
    )  # fmt: skip


def _sentences(turn: Answer, sources: Sources) -> list[Sentence]:
    """Return the claims of an answer, each under the words that announce it in the answer's text."""
    cited = {citation.id: citation for citation in turn.citations}
    sentences = []
    at = 0
    for claim in turn.claims:
        found = turn.text.find(claim.text, at)
        label = _MARKS.sub("", turn.text[at:found]).strip("• \n") if found >= 0 else ""
        at = found + len(claim.text) if found >= 0 else at
        numbers = tuple(dict.fromkeys(sources.number(cited[n]) for n in claim.citations if n in cited))
        faults = tuple(f"{check.name}: {check.detail}" for check in claim.checks if not check.passed)
        text = folded(f"{label} {claim.text}" if label.endswith(":") else claim.text)
        sentences.append(Sentence(text, numbers, faults if numbers else ("it names no source",)))
    return sentences


def _place(citation: Citation) -> str:
    """Return how a place is named: its record, item and page."""
    page = f"page {citation.page}" if citation.page else ""
    return ", ".join(filter(None, (record_name(citation), item_name(citation), page)))
