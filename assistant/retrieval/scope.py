"""What a search may look at: the access labels of the role, and what the question narrows it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.records import Access, Kind, Role

_OPEN = {
    Role.PUBLIC: (Access.PUBLIC,),
    Role.MEMBER: (Access.PUBLIC, Access.EXEMPT),
    Role.OFFICER: (Access.PUBLIC, Access.EXEMPT),
}


def open_to(role: Role) -> tuple[Access, ...]:
    """Return the access labels that a role opens."""
    return _OPEN[role]


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the library a search sees; applied inside both indexes, before anything is ranked.

    Attributes:
        accesses: Access labels the asker may see.
        documents: File names, any where empty.
        bodies: Committees, any where empty.
        kinds: Kinds of record, any where empty.
        first: Earliest meeting date, None for no bound.
        last: Latest meeting date, None for no bound.
    """

    accesses: tuple[Access, ...] = (Access.PUBLIC,)
    documents: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, role: Role, **narrowing: object) -> Scope:
        """Return the scope of a role, narrowed further."""
        return cls(open_to(role), **narrowing)  # type: ignore[arg-type]


def day_number(day: date | None) -> int:
    """Return a date as the number the indexes compare (20170726), 0 for none."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def choices(values: Sequence[str]) -> list[str]:
    """Return values for an index filter, each once, in a fixed order."""
    return sorted({str(value) for value in values})
