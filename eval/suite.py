"""What a suite is: the pydantic schema of ``eval/suites/*.yaml``, the edge where cases come in.

Everything is frozen and nothing unknown is accepted, so that a misspelt key is an error and not a silent gap.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.records import Role, Status

Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    """Frozen, and closed to keys that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Strict):
    """One thing that a right answer says: exactly one of ``text``, ``any``, ``pattern`` and ``number``."""

    text: Text | None = Field(default=None, description="words that the answer holds; case and white space do not matter")
    any: tuple[Text, ...] | None = Field(default=None, min_length=1, description="one of these is enough")
    pattern: Text | None = Field(
        default=None, description="a regular expression (Python, case-sensitive) that the answer matches"
    )
    number: float | None = Field(
        default=None, allow_inf_nan=False, description="a value that the answer states: 82537 for 82,537"
    )
    unit: str = Field(default="", description="with number: '%', '£', or words in the same sentence such as 'per 1,000'")
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False, description="with number: the absolute difference allowed")

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    @model_validator(mode="after")
    def _one_of(self) -> Part:
        given = [name for name in ("text", "any", "pattern", "number") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a part has exactly one of text, any, pattern, number; this has {', '.join(given) or 'none'}")
        if self.number is None and (self.unit or self.tolerance):
            raise ValueError("unit and tolerance belong to a number")
        return self


class Evidence(_Strict):
    """Words of a record that carry the answer, verbatim but for white space."""

    quote: Text = Field(description="the words, as they stand in the record; white space does not matter")
    document: str = Field(default="", description="the file name of the record; empty: any record of the corpus")
    item: str = Field(default="", description="the item's number or heading as printed; empty: anywhere in the document")
    run: int = Field(default=0, ge=0, description="found when this many words in a row are shared; 0: the whole quote")

    @field_validator("item", mode="before")
    @classmethod
    def _number_or_words(cls, item: Any) -> Any:  # noqa: ANN401 - what YAML gives
        return str(item) if isinstance(item, int) and not isinstance(item, bool) else item


class Expect(_Strict):
    """What is expected of the answer."""

    status: tuple[Status, ...] = Field(
        default=(Status.ANSWERED,), min_length=1, description="one of these; a single one or a list"
    )
    answer: tuple[Part, ...] = Field(default=(), description="every part is wanted")
    evidence: tuple[Evidence, ...] = Field(default=(), description="gold quotes; see evidence_any")
    evidence_any: bool = Field(default=False, description="true: one of the quotes is enough; false: all are wanted")
    reference: str = Field(default="", description="a reference answer in words; without one the gold quotes stand for it")
    claims: tuple[Text, ...] = Field(default=(), description="the reference answer as single claims; default: its sentences")
    never: tuple[Text, ...] = Field(default=(), description="text that must not appear anywhere in the reply (a leak)")
    max_words: int = Field(default=150, ge=1, description="an answer longer than this is not right")

    @field_validator("status", mode="before")
    @classmethod
    def _one_status(cls, value: Any) -> Any:  # noqa: ANN401 - what YAML gives
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _sensible(self) -> Expect:
        if (self.answer or self.claims or self.reference) and Status.ANSWERED not in self.status:
            raise ValueError("answer, reference and claims are for cases whose status is answered")
        return self

    @property
    def needs(self) -> tuple[tuple[Evidence, ...], ...]:
        """The gold evidence as things to find, each with the quotes that satisfy it."""
        if self.evidence_any:
            return (self.evidence,) if self.evidence else ()
        return tuple((quote,) for quote in self.evidence)


class Case(_Strict):
    """One question and what is expected of the answer to it."""

    id: Text = Field(description="unique in the suite")
    kind: Text = Field(description="the group it is counted in: figure, list, unanswerable, near-miss, followup, ...")
    question: Text
    history: tuple[Text, ...] = Field(default=(), description="earlier questions of the conversation, oldest first")
    role: Role = Field(default=Role.PUBLIC, description="who asks: public, member or officer")
    documents: tuple[Text, ...] = Field(default=(), description="ask over these records only; empty: all")
    expect: Expect = Field(default_factory=lambda: Expect.model_validate({}))
    accepted: bool = Field(default=True, description="false: a draft that no person has accepted yet; it is left out of runs")

    @property
    def answerable(self) -> bool:
        """Whether an answer is among what is expected."""
        return Status.ANSWERED in self.expect.status


class Suite(_Strict):
    """A named set of cases over one corpus."""

    suite: Text = Field(description="the suite's name")
    description: str = ""
    corpus: str = Field(
        default="", description="folder or file of records, relative to this file; ingested when no --data is given"
    )
    requires: str = Field(default="", description="a path, relative to this file; the suite is skipped where it is not there")
    questions: str = Field(default="", description="a JSON Lines file of questions to read cases from (see interchange)")
    cases: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _has_cases(self) -> Suite:
        if not self.cases and not self.questions:
            raise ValueError("a suite has cases, or questions to read them from")
        return self


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a suite file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Suite.model_json_schema()}
