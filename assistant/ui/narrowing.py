"""What a reader narrows the records to: read from the page's form, told in words, and handed on as the scope of a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.actions.corpus import body_key
from assistant.errors import BadRequest
from assistant.library import DocumentSummary
from assistant.records import Kind, Role
from assistant.retrieval.scope import Scope
from assistant.ui.markup import day_name, element, joined, safe

_MOST = 200  # choices of one sort


@dataclass(frozen=True, slots=True)
class Choices:
    """What the records that a role may see can be narrowed to.

    Attributes:
        bodies: Committees, each with all ways that records spell its name, the most frequent first.
        kinds: Kinds of record.
        first: Day of the first meeting.
        last: Day of the last.
    """

    bodies: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Committees (each with all spellings) and kinds, any where empty, and the days between which a meeting lies."""

    bodies: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def told(self) -> str:
        """The narrowing in words ("only Ponds Committee, since 1 May 2019"), "" for none."""
        only = joined([*(names[0] for names in self.bodies), *(str(kind) for kind in self.kinds)])
        if self.first and self.last:
            when = f"from {day_name(self.first)} to {day_name(self.last)}"
        else:
            when = f"since {day_name(self.first)}" if self.first else f"until {day_name(self.last)}" if self.last else ""
        return ", ".join(part for part in (f"only {only}" if only else "", when) if part)

    def scope(self, role: Role) -> Scope:
        """Return the scope of a question so narrowed."""
        bodies = tuple(chain.from_iterable(self.bodies))
        return Scope.of(role, bodies=bodies, kinds=self.kinds, first=self.first, last=self.last)


class _Form(BaseModel):
    """What the page sends."""

    model_config = ConfigDict(extra="ignore")

    bodies: list[str] = Field(default_factory=list, max_length=_MOST)
    kinds: list[Kind] = Field(default_factory=list, max_length=_MOST)
    first: str = Field("", max_length=40)
    last: str = Field("", max_length=40)


def choices_of(loaded: Sequence[DocumentSummary]) -> Choices:
    """Return what these records can be narrowed to."""
    days = [day for summary in loaded for day in summary.meeting_dates]
    kinds = {summary.kind for summary in loaded}
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for summary in loaded:
        if summary.body:
            spelled[body_key(summary.body)][summary.body] += 1
    bodies = sorted(tuple(name for name, _ in times.most_common()) for times in spelled.values())
    return Choices(tuple(bodies), tuple(k for k in Kind if k in kinds), min(days, default=None), max(days, default=None))


def read_narrowing(text: str) -> Narrowing:
    """Return the narrowing that the page's form sends as JSON, none where it sends nothing.

    Raises:
        BadRequest: A date is none, or the dates are the wrong way round.
    """
    try:
        form = _Form.model_validate_json(text or "{}")
    except ValidationError as error:
        raise BadRequest("what the records were narrowed to could not be read; choose again") from error
    first, last = _day(form.first, "first"), _day(form.last, "last")
    if first and last and first > last:
        told = f"the first day ({day_name(first)}) is after the last ({day_name(last)})"
        raise BadRequest(f"{told}; change one of them under “Narrow the records”")
    return Narrowing(tuple(tuple(names.split("\n")) for names in form.bodies if names), tuple(form.kinds), first, last)


def _day(text: str, which: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadRequest(f"the {which} day is no date of the calendar; put it right under “Narrow the records”") from error


def in_force_html(told: str = "", problem: str = "") -> str:
    """Return the line that tells what is in force, with a button that clears it, or what is wrong with what was chosen."""
    if not told and not problem:
        return element("div", "", id="cr-in-force")
    said = problem or told
    sentence = element("span", safe(f"{said[:1].upper()}{said[1:]}."))
    clear = element("button", "Clear", "cr-tool", type="button", data_clear_narrowing="yes", aria_label="Clear what is narrowed")
    return element("div", sentence + clear, "cr-in-force" + (" cr-in-doubt" if problem else ""), id="cr-in-force")


def form_html(choices: Choices) -> str:
    """Return the form, "" where the records leave nothing to choose."""
    days = _days(choices) if choices.first != choices.last else ""
    bodies = _boxes("Committee", "bodies", ["\n".join(names) for names in choices.bodies])
    kinds = _boxes("Kind of record", "kinds", [str(kind) for kind in choices.kinds])
    inner = bodies + days + kinds
    if not inner:
        return ""
    return element("details", element("summary", "Narrow the records") + element("div", inner, "cr-choices"), id="cr-narrow")


def _boxes(legend: str, name: str, values: Sequence[str]) -> str:
    if len(values) < 2:
        return ""
    boxes = "".join(
        element("label", f'<input type="checkbox" name="{name}" value="{safe(value)}"> {safe(_label(value))}') for value in values
    )
    return element("fieldset", element("legend", legend) + element("div", boxes, "cr-boxes"))


def _label(value: str) -> str:
    first = value.partition("\n")[0]
    return first[:1].upper() + first[1:]


def _days(choices: Choices) -> str:
    bounds: dict[str, Any] = {"min": "1800-01-01", "max": "2200-12-31"}
    given = "".join(f' {name}="{value}"' for name, value in bounds.items())
    fields = "".join(
        element("label", f'{word} <input type="date" name="{name}"{given}>') for word, name in (("From", "first"), ("To", "last"))
    )
    told = f"Meetings from {day_name(choices.first)} to {day_name(choices.last)} are loaded."
    return element("fieldset", element("legend", "Day of the meeting") + fields + element("p", told, "cr-aside"))
