"""What is kept of a conversation when its reader asks for it: a verdict in the ledger, the whole as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from assistant.answering.export import conversation_docx, conversation_markdown
from assistant.errors import BadRequest, NotFound
from assistant.feedback import Feedback, Ledger, Verdict
from assistant.jsonio import answer_to_json
from assistant.records import Role
from assistant.service import Assistant
from assistant.ui.conversation import Conversation, said
from assistant.ui.verdicts import thanks_html, verdict_html
from assistant.web.gate import Visitor

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GONE = "this answer is no longer part of the conversation; ask again"


class _Said(BaseModel):
    """What the page sends: a verdict, or none to be asked anew."""

    turn: str = Field(max_length=60)
    verdict: Verdict | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A conversation as a file."""

    name: str
    media_type: str
    content: bytes


def judged(assistant: Assistant, sent: str, now: Conversation, visitor: Visitor) -> str:
    """Keep a verdict on an answer, and return the thanks that stand in place of its buttons.

    Args:
        assistant: Whose library's ledger keeps it.
        sent: What the page sends, as JSON: the turn, the verdict (none: the buttons again) and a comment.
        now: The conversation.
        visitor: Who judges.

    Raises:
        BadRequest: What was sent is no verdict, or the comment is too long.
        NotFound: The visitor has no such answer.
        LibraryError: It cannot be written.
    """
    try:
        given = _Said.model_validate_json(sent)
    except ValidationError as error:
        raise BadRequest("it is no verdict") from error
    turn = now.turn(given.turn, visitor.role)
    if turn is None or turn.answer is None:
        raise NotFound(_GONE)
    if given.verdict is None:
        return verdict_html(turn.key, bool(turn.answer.citations)) + said("Choose again")
    told: dict[str, Any] = answer_to_json(turn.answer, turn.key)
    scope = turn.narrowing.scope(turn.role, assistant.summaries(turn.role), assistant.councils(turn.role))
    kept = Feedback(
        given.verdict, turn.question, told, datetime.now(UTC), turn.role, turn.history, scope,
        given.comment.strip(), visitor.name,
    )  # fmt: skip
    Ledger(assistant.library.folder).add(kept)
    return thanks_html(turn.key, given.verdict, kept.comment) + said("Thank you. Your verdict is noted.")


def saved(assistant: Assistant, ending: str, now: Conversation, role: Role) -> File:
    """Return the conversation as a file: Word where the ending is "docx", else Markdown.

    Raises:
        NotFound: Nothing was answered yet.
    """
    answers = [turn.answer for turn in now.open_to(role) if turn.answer]
    if not answers:
        raise NotFound("nothing was answered in it yet")
    today = datetime.now().astimezone().date()
    name = f"conversation-{today.isoformat()}"
    if ending == "docx":
        return File(f"{name}.docx", _WORD, conversation_docx(answers, assistant.recall, role, today))
    text = conversation_markdown(answers, assistant.recall, role, today)
    return File(f"{name}.md", "text/markdown; charset=utf-8", text.encode())
