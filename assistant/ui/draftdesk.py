"""What the draft tab asks of the assistant, for whoever is looking: drafts, checks of edited ones, and files of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.drafts.edited import edited_docx
from assistant.answering.drafts.markdown import to_markdown
from assistant.answering.drafts.marking import marked_text
from assistant.answering.drafts.parts import Draft
from assistant.answering.drafts.reverify import Review, names_exempt
from assistant.answering.drafts.word import docx_bytes
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.service import Assistant

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_DRAFT = 50_000  # characters of an edited draft
MARKDOWN = "text/markdown; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """A file made of a draft; ``marked`` tells whether it bears marks of what a check of the text found wrong."""

    name: str
    media_type: str
    content: bytes
    marked: bool = False


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
            BadRequest: There is no text, or too much.
        """
        if not text.strip():
            raise BadRequest("there is no draft to check; draft something first, or paste a draft into the box")
        _bounded(text)
        public = draft is None or draft.audience is Role.PUBLIC
        return self._assistant.reverify(text, Role.PUBLIC if public else role, asker=role)

    @staticmethod
    def untouched(text: str, draft: Draft | None) -> bool:
        """Return whether a text is the draft's own, as it was made."""
        return draft is not None and text.strip() == to_markdown(draft).strip()

    def file(self, text: str, draft: Draft | None, word: bool, role: Role) -> File:
        """Return the text of a draft as it stands now as a Word or Markdown file; what a check finds wrong is marked in it.

        Raises:
            BadRequest: There is no text or too much, or a draft for the public names exempt sources.
        """
        if not text.strip():
            raise BadRequest("there is no draft to download; draft something first")
        _bounded(text)
        exempt = names_exempt(text, self._assistant.recall, role)
        if exempt and (draft is None or draft.audience is Role.PUBLIC):
            raise BadRequest("this draft is for the public and names exempt sources; take them out, or draft it for members")
        name = f"{'EXEMPT-' if exempt else ''}draft-{draft.template if draft else 'text'}"
        review = self.review(text, draft, role)
        text = text if self.untouched(text, draft) and review.supported else marked_text(text, review)
        if not word:
            return File(f"{name}.md", MARKDOWN, text.encode(), not review.supported)
        untouched = self.untouched(text, draft)
        open_to_role = role is not Role.PUBLIC or (draft is not None and draft.audience is Role.PUBLIC)
        content = docx_bytes(draft) if draft and untouched and open_to_role else edited_docx(text, exempt)
        return File(f"{name}.docx", WORD, content, not review.supported)


def _bounded(text: str) -> None:
    if len(text) > LONGEST_DRAFT:
        raise BadRequest(f"the draft has {len(text):,} characters, the limit is {LONGEST_DRAFT:,}; shorten it")
