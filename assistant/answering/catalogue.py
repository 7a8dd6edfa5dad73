"""What is loaded, narrowed and in order: by committee, the newest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.language import content_terms
from assistant.library import DocumentSummary
from assistant.records import Kind

_SHORT: Final = re.compile(r"\A(sub)?(?:c(?:omm|m)?t{1,2}ee?|cmte|comm)\Z")  # how "committee" is cut short
_INITIALS = 2  # single letters that stand for words ("O & S"), at least so many


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
    """Return what tells one committee from another: its letters and digits, however they are set.

    "The", an ampersand, the case, hyphens, apostrophes and "Cttee" make no other committee; every other word does.
    """
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    plain = re.sub(r"['’`]", "", name.casefold().replace("&", " and "))
    words = [_SHORT.sub(r"\1committee", word) for word in re.findall(r"[^\W_]+", plain)]
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words


def same_bodies(names: Iterable[str]) -> Mapping[str, str]:
    """Return the key of each committee's name (``body_key``); initials ("O & S") count as the words of the one that has them."""
    whole = {name: _words(name) for name in names}
    keys = {name: "".join(words) for name, words in whole.items()}
    for name, words in whole.items():
        if sum(len(word) == 1 for word in words) >= _INITIALS:
            spelt = {keys[other] for other, longer in whole.items() if longer != words and _abbreviates(words, longer)}
            keys[name] = spelt.pop() if len(spelt) == 1 else keys[name]
    return keys


def _abbreviates(words: Sequence[str], longer: Sequence[str]) -> bool:
    return len(words) == len(longer) and all(
        one == other or (len(one) == 1 and other.startswith(one) and other.isalpha())
        for one, other in zip(words, longer, strict=True)
    )


def best_spelling(spelt: Mapping[str, int]) -> str:
    """Return the spelling to show: one that is neither in capitals nor cut short where there is one, then the commonest."""

    def worth(name: str) -> tuple[object, ...]:
        words = re.findall(r"[^\W_]+", name)
        whole = not any(len(w) == 1 or _SHORT.fullmatch(w.casefold()) for w in words if w.casefold() not in ("a", "s"))
        return any(c.islower() for c in name), whole, not name.casefold().startswith("the "), spelt[name], name

    return max(spelt, key=worth)


def choose_records(records: Iterable[DocumentSummary], wanted: Choice) -> list[DocumentSummary]:
    """Return the records that are wanted, by committee, the newest first; those of no committee or no date last."""
    held = list(records)
    bodies = set(bodies_named(wanted.body, [record.body for record in held]))
    keys = same_bodies(record.body for record in held)
    chosen = [record for record in held if (not wanted.body.strip() or record.body in bodies) and _is(record, wanted)]
    return sorted(chosen, key=lambda one: (not one.body, keys[one.body], -_newest(one).toordinal(), one.title, one.name))


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
    """Return the name of each committee by its key (``same_bodies``), in the best spelling that records use."""
    counted = Counter(record.body for record in records if record.body)
    keys = same_bodies(counted)
    return {key: best_spelling({name: counted[name] for name in counted if keys[name] == key}) for key in set(keys.values())}


def bodies_named(words: str, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return the committees, as the records spell them, of that name, else those whose names hold all of its words."""
    there = sorted({body for body in bodies if body})
    keys = same_bodies([*there, words])
    same = tuple(body for body in there if keys[body] == keys[words])
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
