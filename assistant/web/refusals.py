"""Why a program is turned away, and what it is told: never a path of this machine, never a word of a closed record."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import AssistantError, BadRequest, LibraryLocked, ModelUnavailable, NotFound
from assistant.web.gate import Refused

_LOG = logging.getLogger(__name__)
_TOO_LONG = {"string_too_long", "too_long"}
_BROKEN = "Something went wrong here, not with your request. Whoever runs this server finds the reason in its log."


class Unfit(BadRequest):
    """A field of a request asks for what is not done here.

    Attributes:
        at: Name of the field.
        code: Short name of the fault for programs, "" where there is none.
        status: HTTP status.
    """

    def __init__(self, told: str, at: str, code: str = "", status: int = 400) -> None:
        super().__init__(told)
        self.at, self.code, self.status = at, code, status


class Busy(AssistantError):
    """As many questions wait as may."""


class Forbidden(AssistantError):
    """The role that is asked for is not that of the one who asks."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a program is told: HTTP status, one sentence, the field at fault and the fault's name where they are, headers."""

    status: int
    sentence: str
    at: str = ""
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal_of(error: Exception) -> Refusal:
    """Return what a program is told of an error; what is nobody's business but the operator's goes to the log alone."""
    if isinstance(error, Refused):
        headers = {"retry-after": str(error.seconds)} if error.seconds else {"www-authenticate": "Bearer"}
        return Refusal(error.status, str(error), headers=headers)
    if isinstance(error, Unfit):
        return Refusal(error.status, str(error), error.at, error.code)
    if isinstance(error, Busy):
        return Refusal(429, str(error), headers={"retry-after": "2"})
    if isinstance(error, Forbidden):
        return Refusal(403, str(error), "role")
    if isinstance(error, BadRequest):
        return Refusal(400, _sentence(str(error)))
    if isinstance(error, NotFound):
        return Refusal(404, _sentence(str(error)))
    if isinstance(error, LibraryLocked):
        return Refusal(503, "The library is being written to. Try again in a moment.", headers={"retry-after": "5"})
    if isinstance(error, ModelUnavailable):
        return Refusal(503, "The chat model behind this server does not answer. Try again later.", headers={"retry-after": "30"})
    _note(error)
    return Refusal(500, _BROKEN)


def refusal_of_form(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """Return what a program is told of fields that are not of the documented form, without repeating what it sent."""
    places = [".".join(str(part) for part in error["loc"] if part not in ("body", "query", "path")) for error in errors]
    told = "; ".join(f"{place or 'body'}: {error['msg']}" for place, error in zip(places, errors, strict=True))
    status = 413 if errors and all(error["type"] in _TOO_LONG for error in errors) else 400
    return Refusal(status, f"{told.rstrip('.')}.", places[0] if places else "")


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def _note(error: Exception) -> None:
    """Log where an error arose, but not its message: that may hold words of a record."""
    _LOG.error("%s while a program was answered\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
