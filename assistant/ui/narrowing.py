"""What a reader narrows the records to: read from the page's form, told in words, and handed on as the scope of a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.catalogue import best_spelling, same_bodies
from assistant.answering.councils import Councils
from assistant.errors import BadRequest
from assistant.library import DocumentSummary
from assistant.records import Kind, Role
from assistant.retrieval.scope import Scope
from assistant.ui.markup import day_name, element, joined, safe

_MOST = 200  # choices of one sort
EITHER = Councils()  # where no two councils have a committee of the same name


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee to narrow the records to.

    Attributes:
        names: All ways that records spell its name, the one to show first.
        council: Whose it is where several councils have one of that name, "" where records do not say; None for whosever.
    """

    names: tuple[str, ...]
    council: str | None = None

    @classmethod
    def read(cls, value: str) -> Committee:
        """Return the committee of a box's value; see ``value``."""
        names, told, council = value.partition("\t")
        return cls(tuple(filter(None, names.split("\n"))), council if told else None)

    @property
    def value(self) -> str:
        """The value of its box in the form."""
        return "\n".join(self.names) + ("" if self.council is None else f"\t{self.council}")

    @property
    def told(self) -> str:
        """Its name, with its council's where that has to be told."""
        return self.names[0] + ("" if self.council is None else f" ({self.council or 'council not named'})")

    def holds(self, record: DocumentSummary, councils: Councils) -> bool:
        """Return whether a record is one of its."""
        return record.body in self.names and self.council in (None, councils.names.get(record.name, ""))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the records that a role may see can be narrowed to.

    Attributes:
        bodies: Committees.
        kinds: Kinds of record.
        first: Day of the first meeting.
        last: Day of the last.
    """

    bodies: tuple[Committee, ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Committees and kinds, any where empty, and the days between which a meeting lies."""

    bodies: tuple[Committee, ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def told(self) -> str:
        """The narrowing in words ("only Ponds Committee, since 1 May 2019"), "" for none."""
        only = joined([*(one.told for one in self.bodies), *(str(kind) for kind in self.kinds)])
        if self.first and self.last:
            when = f"from {day_name(self.first)} to {day_name(self.last)}"
        else:
            when = f"since {day_name(self.first)}" if self.first else f"until {day_name(self.last)}" if self.last else ""
        return ", ".join(part for part in (f"only {only}" if only else "", when) if part)

    def scope(self, role: Role, records: Sequence[DocumentSummary] = (), councils: Councils = EITHER) -> Scope:
        """Return the scope of a question so narrowed.

        Args:
            role: Who asks.
            records: What the role may see.
            councils: Whose records they are.
        """
        limits: dict[str, Any] = {"kinds": self.kinds, "first": self.first, "last": self.last}
        if any(one.council is not None for one in self.bodies):
            names = tuple(one.name for one in records if any(body.holds(one, councils) for body in self.bodies))
            return Scope.of(role, documents=names or ("",), **limits)  # "" is the name of none
        return Scope.of(role, bodies=tuple(chain.from_iterable(one.names for one in self.bodies)), **limits)


class _Form(BaseModel):
    """What the page sends."""

    model_config = ConfigDict(extra="ignore")

    bodies: list[str] = Field(default_factory=list, max_length=_MOST)
    kinds: list[Kind] = Field(default_factory=list, max_length=_MOST)
    first: str = Field("", max_length=40)
    last: str = Field("", max_length=40)


def choices_of(loaded: Sequence[DocumentSummary], councils: Councils = EITHER) -> Choices:
    """Return what these records can be narrowed to.

    Args:
        loaded: What the role may see.
        councils: Whose records they are.
    """
    days = [day for summary in loaded for day in summary.meeting_dates]
    kinds = {summary.kind for summary in loaded}
    bodies = _committees(loaded, councils)
    return Choices(bodies, tuple(k for k in Kind if k in kinds), min(days, default=None), max(days, default=None))


def _committees(loaded: Sequence[DocumentSummary], councils: Councils) -> tuple[Committee, ...]:
    """Return every committee once, however it is spelt, and once a council where several have one of that name."""
    named = [one for one in loaded if one.body]
    keys = same_bodies(one.body for one in named)
    shared = {keys[one.body] for one in named if one.name in councils.telling}
    spelt: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for one in named:
        key = keys[one.body]
        spelt[key, councils.names.get(one.name, "") if key in shared else None][one.body] += 1
    found = []
    for (_, council), times in spelt.items():
        first = best_spelling(times)
        found.append(Committee((first, *(name for name, _ in times.most_common() if name != first)), council))
    return tuple(sorted(found, key=lambda one: one.told.casefold()))


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
    bodies = (Committee.read(value) for value in form.bodies)
    return Narrowing(tuple(one for one in bodies if one.names), tuple(form.kinds), first, last)


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
    bodies = _boxes("Committee", "bodies", [(one.value, one.told) for one in choices.bodies])
    kinds = _boxes("Kind of record", "kinds", [(str(kind), str(kind)) for kind in choices.kinds])
    inner = bodies + days + kinds
    if not inner:
        return ""
    return element("details", element("summary", "Narrow the records") + element("div", inner, "cr-choices"), id="cr-narrow")


def _boxes(legend: str, name: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return a box for each value with what it is called."""
    if len(choices) < 2:
        return ""
    boxes = "".join(
        element("label", f'<input type="checkbox" name="{name}" value="{safe(value)}"> {safe(called[:1].upper() + called[1:])}')
        for value, called in choices
    )
    return element("fieldset", element("legend", legend) + element("div", boxes, "cr-boxes"))


def _days(choices: Choices) -> str:
    bounds: dict[str, Any] = {"min": "1800-01-01", "max": "2200-12-31"}
    given = "".join(f' {name}="{value}"' for name, value in bounds.items())
    fields = "".join(
        element("label", f'{word} <input type="date" name="{name}"{given}>') for word, name in (("From", "first"), ("To", "last"))
    )
    told = f"Meetings from {day_name(choices.first)} to {day_name(choices.last)} are loaded."
    return element("fieldset", element("legend", "Day of the meeting") + fields + element("p", told, "cr-aside"))
