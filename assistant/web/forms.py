"""What programs may send: the fields of a batch line (docs/json.md), each bounded, none that is not known."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.answering.checks.numbers import figures
from assistant.records import Kind, Role
from assistant.retrieval.scope import Scope
from assistant.service import LONGEST_ASKED, LONGEST_QUESTION

MOST_FOUND = 50  # passages of one search
MOST_ROWS = 1000  # rows of one list
FEW_ROWS = 200
MOST_HISTORY = 20  # earlier questions
_MOST_NAMES = 100
_MOST_EVIDENCE = 20_000  # characters; what checking takes grows faster than its length
_MOST_NUMBERS = 40  # in a claim, each of which is looked for among all of the evidence

Words = Annotated[str, Field(max_length=LONGEST_ASKED)]
Letter = Annotated[str, Field(max_length=LONGEST_QUESTION)]
Name = Annotated[str, Field(max_length=500)]
Names = Annotated[tuple[Name, ...], Field(max_length=_MOST_NAMES)]


class Narrowing(BaseModel):
    """What narrows the records; all that the role may see where nothing is given."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    documents: Names = Field((), description="only these records, by name")
    bodies: Names = Field((), description="only records of these committees, as the list of records spells them")
    kinds: tuple[Kind, ...] = Field((), max_length=_MOST_NAMES, description="only records of these kinds")
    first: date | None = Field(None, alias="from", description="only matter of meetings on this day or later")
    last: date | None = Field(None, alias="to", description="only matter of meetings on this day or earlier")

    @model_validator(mode="after")
    def _in_order(self) -> Narrowing:
        if self.first and self.last and self.first > self.last:
            raise ValueError("'from' is later than 'to'; nothing lies between them")
        return self

    def scope(self, role: Role) -> Scope:
        """Return what a role may see, narrowed as this says."""
        return Scope.of(
            role, documents=self.documents, bodies=self.bodies, kinds=self.kinds, first=self.first, last=self.last
        )


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    role: Role | None = Field(None, description="ask as this role; yours where it is not given, never more than yours")


class AskForm(Narrowing, _Form):
    """A question."""

    question: Words = Field(description="in natural language")
    history: tuple[Words, ...] = Field((), max_length=MOST_HISTORY, description="earlier questions, oldest first")
    id: str | None = Field(None, max_length=500, description="comes back with the result")


class SearchForm(Narrowing, _Form):
    """A search for passages."""

    query: Words = Field(min_length=1, description="words to look for")
    k: int = Field(10, ge=1, le=MOST_FOUND, description="the most passages to return")
    id: str | None = Field(None, max_length=500, description="comes back with the result")


class GroundForm(BaseModel):
    """A claim and the texts it rests on."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(min_length=1, max_length=1000, description="one sentence")
    evidence: tuple[Letter, ...] = Field((), max_length=20, description="texts that should carry it, 20,000 characters in all")
    id: str | None = Field(None, max_length=500, description="comes back with the result")

    @model_validator(mode="after")
    def _bounded(self) -> GroundForm:
        if sum(map(len, self.evidence)) > _MOST_EVIDENCE:
            raise ValueError(f"the evidence is longer than {_MOST_EVIDENCE:,} characters in all")
        if len(figures(self.claim, ())) > _MOST_NUMBERS:
            raise ValueError(f"the claim holds more than {_MOST_NUMBERS} numbers; a claim is one sentence")
        return self


class DraftForm(BaseModel):
    """A question or letter to draft an answer to."""

    model_config = ConfigDict(extra="forbid")

    question: Letter = Field(description="one question, or a letter that asks several")
    template: Literal["reply", "briefing", "press"] = Field("reply", description="kind of draft")
    audience: Role = Field(Role.PUBLIC, description="who may read the draft; never more than your role opens")
    format: Literal["json", "docx", "md"] | None = Field(None, description="where not given, the Accept header decides")


class Page(BaseModel):
    """Which part of a long list is wanted."""

    limit: int = Field(FEW_ROWS, ge=1, le=MOST_ROWS, description="the most rows to return")
    offset: int = Field(0, ge=0, le=10_000_000, description="rows to pass over")


class FiguresQuery(Page):
    """Which figures are wanted."""

    measure: Name = Field(min_length=1, description="what is counted, as the records name it")
    area: Name = Field("", description="only this area, ward, category or body")
    period: Name = Field("", description="only this period (2019-20)")


class ActionsQuery(Page):
    """Which actions are wanted."""

    model_config = ConfigDict(populate_by_name=True)

    who: Name = Field("", description="only those of this person, office or body")
    about: Name = Field("", description="only those that hold these words")
    body: Name = Field("", description="only those of this committee")
    first: date | None = Field(None, alias="from", description="raised on this day or later")
    last: date | None = Field(None, alias="to", description="raised on this day or earlier")
    kind: Literal["undertaking", "request", "deferred", "resolution"] | None = Field(None, description="only of this kind")
    closed: bool | None = Field(None, description="true: only those that a record closes; false: only the others")


class RecordsQuery(Page):
    """Which records are wanted."""

    body: Name = Field("", description="only records of this committee")
    kind: Kind | None = Field(None, description="only records of this kind")
