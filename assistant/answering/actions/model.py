"""What an action is: who is to do what, where it was first said, and what was said of it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.records import Citation


class ActionKind(StrEnum):
    """How an action came about."""

    UNDERTAKING = "undertaking"
    REQUEST = "request"
    DEFERRED = "deferred"
    RESOLUTION = "resolution"


class ActionStatus(StrEnum):
    """How an action stands, as far as the records say."""

    OPEN = "open"
    MENTIONED = "mentioned again"
    CLOSED = "closed"


class Link(StrEnum):
    """What ties a later place to an action."""

    REFERENCE = "cross-reference"
    HEADING = "same heading"
    WORDS = "shared words"
    LIST = "action list"
    ITSELF = "same sentence"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that speaks of an action: its words, the day of its meeting, and what ties it to the action."""

    source: Citation
    day: date | None
    link: Link


@dataclass(frozen=True, slots=True)
class Action:
    """An action as first raised.

    Attributes:
        kind: How it came about.
        who: Who undertook or asked, or owns it, as printed; "" where the record names nobody.
        to: Whom it was asked of, "" where nobody is named.
        due: By when, as printed, "" where nothing is said.
        source: The sentence or table cell that says it.
        day: Day of the meeting, None where the record gives none.
        body: Committee whose record it is.
        reference: Number in an action list, "" where it has none.
        mentions: Later places that speak of it, by date.
        closure: The place that says it is done or settled, None where no record says so.
    """

    kind: ActionKind
    who: str
    to: str
    due: str
    source: Citation
    day: date | None
    body: str = ""
    reference: str = ""
    mentions: tuple[Mention, ...] = ()
    closure: Mention | None = None

    @property
    def status(self) -> ActionStatus:
        """How it stands: closed only where a record says so."""
        if self.closure is not None:
            return ActionStatus.CLOSED
        return ActionStatus.MENTIONED if self.mentions else ActionStatus.OPEN

    @property
    def owner(self) -> str:
        """Who is to act: whom it was asked of, else who undertook it."""
        return self.to or (self.who if self.kind is ActionKind.UNDERTAKING else "")
