"""What a system said: the ask-result and search-result shapes, checked at the border, and what became of the asking."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.records import Status


class _Said(BaseModel):
    """Frozen; keys that the harness does not use are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SaidClaim(_Said):
    """One sentence of an answer and the ids of the citations it rests on."""

    text: str
    citations: tuple[int, ...] = ()


class SaidCitation(_Said):
    """Where the words stand, by the citation contract; span and item may be missing from other systems."""

    id: int
    document: str
    quote: str
    title: str = ""
    item: str | None = None
    heading: str | None = None
    meeting_date: date | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)

    @property
    def premise(self) -> str:
        """The quote under its title, heading and date: what ALCE hands its judge as one cited passage."""
        return _premise(self.title, self.heading, self.meeting_date, self.quote)


class SaidFigure(_Said):
    """A typed figure of the answer."""

    value: float
    unit: str = ""


class Reply(_Said):
    """One ask result; only ``status`` and ``text`` are required of a system."""

    status: Status
    text: str
    claims: tuple[SaidClaim, ...] = ()
    citations: tuple[SaidCitation, ...] = ()
    figures: tuple[SaidFigure, ...] = ()
    answerer: str = ""
    confidence: float | None = Field(default=None, allow_inf_nan=False)

    @model_validator(mode="after")
    def _usable(self) -> Reply:
        if self.status is Status.ANSWERED and not self.text.strip():
            raise ValueError("status is answered, but the text is empty")
        ids = [citation.id for citation in self.citations]
        if len(ids) != len(set(ids)):
            raise ValueError("two citations have one id")
        return self


class Found(_Said):
    """One search result."""

    document: str
    text: str
    title: str = ""
    heading: str | None = None
    meeting_date: date | None = None
    score: float | None = None

    @property
    def premise(self) -> str:
        """The words under their title, heading and date."""
        return _premise(self.title, self.heading, self.meeting_date, self.text)


class Outcome(StrEnum):
    """What became of asking one question."""

    REPLIED = "replied"
    CRASH = "crash"
    HANG = "hang"
    RUBBISH = "rubbish"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One question put to one system.

    ``seconds`` is the wall time of the ask alone (the time limit for a hang).  ``raw`` is the reply as it came, as far
    as it is JSON.  ``asked`` and ``searched`` say which of the two was tried; ``found`` is None where the system
    was not asked to search, or failed to, and then ``search_error`` says how.
    """

    outcome: Outcome
    seconds: float
    reply: Reply | None = None
    raw: Mapping[str, Any] | None = None
    error: str = ""
    asked: bool = True
    searched: bool = False
    found: tuple[Found, ...] | None = None
    search_error: str = ""
    search_seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the system gave nothing that can be judged."""
        return self.outcome is not Outcome.REPLIED


class RubbishError(ValueError):
    """What came back is not of the documented shape."""


def read_reply(raw: object) -> Reply:
    """Check one ask result.

    Raises:
        RubbishError: it is not of the documented shape; the message names the field.
    """
    if not isinstance(raw, Mapping):
        raise RubbishError(f"the reply is {type(raw).__name__}, not an object: {raw!r:.200}")
    try:
        return Reply.model_validate(dict(raw))
    except ValidationError as error:
        raise RubbishError(_told(error)) from error


def as_json(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reply as it will stand in the log, whatever is in it: what JSON cannot hold is written out in words."""
    try:
        written = json.dumps(dict(raw), default=repr)
    except (TypeError, ValueError, RecursionError):
        written = json.dumps({"text": f"a reply that JSON cannot hold: {raw!r:.500}"})
    held: dict[str, Any] = json.loads(written)
    return held


def read_found(raw: object) -> tuple[Found, ...]:
    """Check search results: a list of results, or a search result object that holds one.

    Raises:
        RubbishError: they are not of the documented shape.
    """
    listed = raw.get("results") if isinstance(raw, Mapping) else raw
    if not isinstance(listed, Sequence) or isinstance(listed, str | bytes):
        raise RubbishError(f"the search result is {type(raw).__name__} without a list of results: {raw!r:.200}")
    try:
        return tuple(Found.model_validate(dict(found)) for found in listed)
    except ValidationError as error:
        raise RubbishError(_told(error)) from error
    except (TypeError, ValueError) as error:
        raise RubbishError(f"a search result is not an object: {error}") from error


def _told(error: ValidationError) -> str:
    """Put pydantic's findings into one line."""
    found = [(".".join(map(str, one["loc"])) or "reply", one["msg"], one["input"]) for one in error.errors()[:3]]
    return "not an ask result: " + "; ".join(
        f"{where}: {message.removeprefix('Value error, ')}" + ("" if where == "reply" else f" (got {got!r:.60})")
        for where, message, got in found
    )


def _premise(title: str, heading: str | None, when: date | None, text: str) -> str:
    """Return the words with one line of where they stand above them, a blank line between."""
    dated = f"{when.day} {when:%B %Y}" if when else ""
    above = ", ".join(part for part in (title, heading or "", dated) if part)
    return f"{above}\n\n{text}" if above else text
