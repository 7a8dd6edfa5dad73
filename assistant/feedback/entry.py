"""One verdict on one answer, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from assistant.errors import BadRequest
from assistant.records import Role
from assistant.retrieval.scope import Scope, open_to

LONGEST_COMMENT: Final = 2_000  # characters


class Verdict(StrEnum):
    """What a reader says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_CITATION = "wrong citation"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict on one answer.

    Attributes:
        verdict: Right, wrong, or right with a wrong citation.
        question: As it was asked.
        answer: The answer as ``assistant.jsonio.answer_to_json`` gives it; its ``id`` is the answer's, unique to it.
        when: Time of the verdict, with its zone.
        role: Who asked; it decides who may read the entry.
        history: Earlier questions of the conversation, oldest first.
        scope: What the records were narrowed to.
        comment: The reader's own words, at most 2,000 characters.
        user: The name of who was signed in, "" for nobody.

    Raises:
        ValueError: The answer has no id, or the time no zone.
        BadRequest: The comment is too long.
    """

    verdict: Verdict
    question: str
    answer: dict[str, Any] = field(hash=False)
    when: datetime
    role: Role = Role.PUBLIC
    history: tuple[str, ...] = ()
    scope: Scope = Scope()
    comment: str = ""
    user: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be read back, or would fill the ledger."""
        if not self.answer.get("id") or self.when.tzinfo is None:
            raise ValueError("feedback needs the answer's id and a time with its zone")
        if len(self.comment) > LONGEST_COMMENT:
            raise BadRequest(f"the comment has {len(self.comment):,} characters, the limit is {LONGEST_COMMENT:,}; shorten it")

    @property
    def id(self) -> str:
        """The answer's id: a later verdict on it takes the place of an earlier one."""
        return str(self.answer["id"])


def open_feedback(entries: Iterable[Feedback], role: Role) -> tuple[Feedback, ...]:
    """Return the entries a role may read: those on answers given to a role that opens no more than its own."""
    return tuple(entry for entry in entries if set(open_to(entry.role)) <= set(open_to(role)))
