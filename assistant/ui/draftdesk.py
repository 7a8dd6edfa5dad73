"""What the draft tab asks of the assistant, for whoever is looking: drafts, checks of edited ones, and files of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.drafts.edited import edited_docx
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.reverify import Review
from assistant.answering.drafts.word import docx_bytes
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.service import Assistant

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """A file made of a draft."""

    name: str
    media_type: str
    content: bytes


class DraftDesk:
    """The drafts of one page; each request names the role that makes it.

    Args:
        assistant: Drafts and checks.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def drafting(self, asked: str, template: str, exempt: bool, role: Role) -> Iterator[tuple[Draft, int]]:
        """Yield a draft as it grows, with the number of questions it answers.

        Args:
            asked: A question or a letter.
            template: Name of the kind of draft.
            exempt: Whether it may hold exempt matter, which it does for no role that may not see it.
            role: Who makes it.

        Raises:
            AssistantError: It cannot be drafted; the message says what to do.
        """
        return self._assistant.drafting(asked, template, role if exempt else Role.PUBLIC)

    def review(self, text: str, draft: Draft | None, role: Role) -> Review:
        """Return what is wrong with the text of an edited draft.

        Raises:
            BadRequest: There is no text.
        """
        if not text.strip():
            raise BadRequest("there is no draft to check; draft something first, or paste a draft into the box")
        public = draft is None or draft.audience is Role.PUBLIC
        return self._assistant.reverify(text, Role.PUBLIC if public else role, asker=role)

    def file(self, text: str, draft: Draft | None, word: bool, role: Role) -> File:
        """Return the text of a draft as it stands now as a Word or Markdown file.

        Raises:
            BadRequest: There is no text, or a draft for the public names exempt sources.
        """
        if not text.strip():
            raise BadRequest("there is no draft to download; draft something first")
        exempt = self._assistant.reverify(text, role, asker=role).exempt
        if exempt and (draft is None or draft.audience is Role.PUBLIC):
            raise BadRequest("this draft is for the public and names exempt sources; take them out, or draft it for members")
        name = f"{'EXEMPT-' if exempt else ''}draft-{draft.template if draft else 'text'}"
        if not word:
            return File(f"{name}.md", MARKDOWN, text.encode())
        untouched = draft is not None and text.strip() == to_markdown(draft).strip()
        open_to_role = role is not Role.PUBLIC or (draft is not None and draft.audience is Role.PUBLIC)
        content = docx_bytes(draft) if draft and untouched and open_to_role else edited_docx(text, exempt)
        return File(f"{name}.docx", WORD, content)
