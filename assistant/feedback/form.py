"""An entry as JSON, out and in (docs/feedback.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from assistant.feedback.entry import Feedback, Verdict
from assistant.records import Kind, Role, Status
from assistant.retrieval.scope import Scope


def feedback_to_json(feedback: Feedback) -> dict[str, Any]:
    """Return an entry in the form of the ledger and of ``assistant feedback --json`` (docs/feedback.md)."""
    scope = feedback.scope
    return {
        "id": feedback.id, "verdict": str(feedback.verdict), "question": feedback.question, "history": list(feedback.history),
        "role": str(feedback.role), "documents": list(scope.documents), "bodies": list(scope.bodies),
        "kinds": [str(kind) for kind in scope.kinds], "from": _day(scope.first), "to": _day(scope.last),
        "comment": feedback.comment, "user": feedback.user, "when": feedback.when.isoformat(), "answer": feedback.answer,
    }  # fmt: skip


class _Quote(BaseModel):
    id: int
    document: str
    item: str
    heading: str
    quote: str


class _Claim(BaseModel):
    text: str
    citations: list[int]


class _Figure(BaseModel):
    value: float
    unit: str


class Told(BaseModel):
    """The parts of an answer's JSON that a suite case is made from."""

    id: str
    status: Status
    text: str
    claims: list[_Claim]
    citations: list[_Quote]
    figures: list[_Figure]


class Line(BaseModel):
    """One line of the ledger."""

    verdict: Verdict
    question: str
    history: tuple[str, ...]
    role: Role
    documents: tuple[str, ...]
    bodies: tuple[str, ...]
    kinds: tuple[Kind, ...]
    first: date | None = Field(alias="from")
    last: date | None = Field(alias="to")
    comment: str
    user: str
    when: AwareDatetime
    answer: dict[str, Any]

    def feedback(self) -> Feedback:
        """Return the entry, its answer proved to be one."""
        Told.model_validate(self.answer)
        scope = Scope.of(
            self.role, documents=self.documents, bodies=self.bodies, kinds=self.kinds, first=self.first, last=self.last
        )
        return Feedback(
            self.verdict, self.question, self.answer, self.when, self.role, self.history, scope, self.comment, self.user
        )


def reason(error: Exception) -> str:
    """Return what is wrong with a line, without its words: they may be exempt."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors(include_input=False))
    return str(error)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
