"""What is loaded, narrowed and in order: by committee, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.language import content_terms
from assistant.library import DocumentSummary
from assistant.records import Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list of records is narrowed to; everything where nothing is given.

    Attributes:
        text: Words or parts of words that the title or file name must hold, all of them.
        body: The committee's name, or words of it.
        kind: Kind of record.
        year: Calendar year of a meeting; 0 for records without a date.
    """

    text: str = ""
    body: str = ""
    kind: Kind | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: committees by name, kinds, and years with the newest first, 0 where a record has none."""

    bodies: tuple[str, ...]
    kinds: tuple[Kind, ...]
    years: tuple[int, ...]


def body_key(name: str) -> str:
    """Return what tells one committee from another: its letters and digits, however they are set."""
    return "".join(c for c in name.casefold().replace("&", " and ") if c.isalnum())


def choose_records(records: Iterable[DocumentSummary], wanted: Choice) -> list[DocumentSummary]:
    """Return the records that are wanted, by committee, the newest first; those of no committee or no date last."""
    held = list(records)
    bodies = set(bodies_named(wanted.body, [record.body for record in held]))
    chosen = [record for record in held if (not wanted.body.strip() or record.body in bodies) and _is(record, wanted)]
    return sorted(chosen, key=lambda one: (not one.body, body_key(one.body), -_newest(one).toordinal(), one.title, one.name))


def choices_of(records: Sequence[DocumentSummary]) -> Choices:
    """Return what the records can be narrowed by; each committee in the spelling that most of them use."""
    years = {year for record in records for year in _years(record)}
    kinds = {record.kind for record in records}
    return Choices(
        tuple(sorted(set(body_names(records).values()), key=str.casefold)),
        tuple(kind for kind in Kind if kind in kinds),
        tuple(sorted(years, reverse=True)),
    )


def body_names(records: Iterable[DocumentSummary]) -> dict[str, str]:
    """Return the name of each committee by its key (``body_key``), in the spelling that most records use."""
    counted = Counter(record.body for record in records if record.body)
    return {body_key(name): name for name, _ in sorted(counted.items(), key=lambda pair: (pair[1], pair[0]))}


def bodies_named(words: str, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return the committees, as the records spell them, of that name, else those whose names hold all of its words."""
    there = sorted({body for body in bodies if body})
    same = tuple(body for body in there if body_key(body) == body_key(words))
    return same or tuple(body for body in there if set(content_terms(words)) <= set(content_terms(body)))


def _is(record: DocumentSummary, wanted: Choice) -> bool:
    told = f"{record.title} {record.name}".casefold()
    return (
        all(word in told for word in wanted.text.casefold().split())
        and wanted.kind in (None, record.kind)
        and (wanted.year is None or wanted.year in _years(record))
    )


def _years(record: DocumentSummary) -> set[int]:
    return {day.year for day in record.meeting_dates} or {0}


def _newest(record: DocumentSummary) -> date:
    return max(record.meeting_dates, default=date.min)
