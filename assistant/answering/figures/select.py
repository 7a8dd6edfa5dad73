"""The figures of the library that a reader may see, by measure, area and period, and which measures there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.figures.named import widened
from assistant.dates import find_periods
from assistant.ingest.figures.periods import Period, read_periods
from assistant.language import content_terms
from assistant.records import Access, Document, Figure, Item

_UNDATED = date.max
_LETTERS = re.compile(r"[^\W\d_]{3}")  # a measure of fewer tells nobody what is measured


@dataclass(frozen=True, slots=True)
class Record:
    """The record that a figure stands in."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of the library and where it stands; its record's text is not kept.

    Attributes:
        document: The record that holds it.
        item: The item that holds it, None where none does.
        figure: The figure.
        period: Its period, None where none is told.
        printed: The number as printed, white space folded.
        page: 1-based, None where the format has no pages.
        tabled: Whether it is the cell of a table, not a number of a sentence.
        access: Who may see it.
    """

    document: Record
    item: Item | None
    figure: Figure
    period: Period | None
    printed: str
    page: int | None
    tabled: bool
    access: Access


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as printed, and how many figures of it there are."""

    name: str
    figures: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A figure with the stems that find it: of measure, row label and heading, and of measure and row label alone."""

    held: Held
    said: frozenset[str]
    placed: frozenset[str]


class Catalogue:
    """The figures of some documents that stand where certain access labels allow.

    Args:
        documents: Where to look; each is let go once it is read.
        accesses: Access labels that the reader may see.
        acronyms: (acronym, long form) pairs of the records.
    """

    def __init__(
        self, documents: Iterable[Document], accesses: Sequence[Access], acronyms: Sequence[tuple[str, str]] = ()
    ) -> None:
        self._equals = {s: tuple(dict.fromkeys(content_terms(long))) for a, long in acronyms for s in content_terms(a)[:1]}
        self._entries = tuple(entry for document in documents for entry in self._read(document, accesses))

    def _read(self, document: Document, accesses: Sequence[Access]) -> Iterator[_Entry]:
        record = Record(document.name, document.title)
        for figure in document.figures:
            item = next((item for item in document.items if item.span.contains(figure.span)), None)
            access = item.access if item else document.access
            if access not in accesses:
                continue
            printed = " ".join(figure.span.of(document.text).split())
            tabled = any(table.span.contains(figure.span) for table in document.tables)
            page = document.page_of(figure.span.start)
            held = Held(record, item, figure, _period(figure), printed, page, tabled, access)
            heading = item.heading if item else ""
            placed = frozenset(widened(content_terms(f"{figure.area} {figure.measure}"), self._equals))
            yield _Entry(held, placed | widened(content_terms(heading), self._equals), placed)

    def select(
        self, measure: str, areas: Sequence[str] = (), periods: Sequence[str] = (), exact: bool = False
    ) -> list[Held]:
        """Return the figures of a measure, by period, then document and place.

        Args:
            measure: Words that the figure's measure, row label or item heading must all say, acronyms spelt out or not.
            areas: Row labels or places, each by its words; none for any.
            periods: Periods as printed ("2019-20", "April-August 2019"), which hold the figure's own; none for any.
            exact: Whether areas and periods are taken whole, as printed, and so the measure where the records print it so.
        """
        whole = exact and any(_same(entry.held.figure.measure, measure) for entry in self._entries)
        wanted = set(content_terms(measure))
        of_measure = [
            entry for entry in self._entries
            if (_same(entry.held.figure.measure, measure) if whole else wanted <= entry.said)
        ]  # fmt: skip
        if exact and not whole and (rows := [e for e in of_measure if e.held.tabled and _same(e.held.figure.area, measure)]):
            of_measure = rows
        narrowed = _exactly(of_measure, areas, periods) if exact else _by_words(of_measure, areas, periods)
        return sorted(narrowed, key=lambda h: (h.period.first if h.period else _UNDATED, h.document.name, h.figure.span))

    def measures(self, words: str = "") -> list[Measure]:
        """Return the measures that say all the words, begun ones too: those of tables first, then by number of figures.

        What a table measures may stand in the labels of its rows ("Rent arrears" under "Housing"): labels that say the
        words follow the measures.
        """
        told = [entry.held for entry in self._entries if _LETTERS.search(entry.held.figure.measure)]
        counts = Counter(held.figure.measure for held in told)
        tabled = {held.figure.measure for held in told if held.tabled}
        fitting = [name for name in counts if self._says(name, words) and content_terms(name)]
        ranked = sorted(fitting, key=lambda name: (name not in tabled, not _begins(name), -counts[name], name.casefold()))
        return [Measure(name, counts[name]) for name in ranked] + (self._labelled(words, counts) if words.strip() else [])

    def _labelled(self, words: str, besides: Container[str]) -> list[Measure]:
        """Return the labels of table rows that say some words, those of most figures first, as what can be asked for."""
        rows = Counter(h.figure.area for h in (e.held for e in self._entries) if h.tabled and _LETTERS.search(h.figure.area))
        fitting = [label for label in rows if label not in besides and self._says(label, words) and content_terms(label)]
        return [Measure(label, rows[label]) for label in sorted(fitting, key=lambda one: (-rows[one], one))]

    def _says(self, name: str, words: str) -> bool:
        own = re.findall(r"\w+", name.casefold())
        begun = all(any(word.startswith(typed) for word in own) for typed in re.findall(r"\w+", words.casefold()))
        terms = set(content_terms(words))
        return begun or bool(terms) and terms <= widened(content_terms(name), self._equals)


def _exactly(entries: Sequence[_Entry], areas: Sequence[str], periods: Sequence[str]) -> list[Held]:
    figures = (entry.held for entry in entries)
    return [
        held for held in figures
        if (not areas or any(_same(held.figure.area, area) for area in areas))
        and (not periods or any(_same(held.figure.period, period) for period in periods))
    ]  # fmt: skip


def _by_words(entries: Sequence[_Entry], areas: Sequence[str], periods: Sequence[str]) -> list[Held]:
    places = [set(content_terms(area)) for area in areas]
    found = [entry.held for entry in entries if not places or any(place <= entry.placed for place in places)]
    return [held for held in found if not periods or any(_in(held, words) for words in periods)]


def _in(held: Held, words: str) -> bool:
    """Return whether a figure is of a period, or where its words tell no days, whether it prints them."""
    asked = read_periods(words)[0]
    if not asked:
        return " ".join(words.casefold().split()) in held.figure.period.casefold()
    return held.period is not None and any(period.holds(held.period) for period in asked)


def _begins(name: str) -> bool:
    """Return whether a measure begins with a word of matter, not in the middle of a sentence ("for the sum of")."""
    return bool(content_terms(name.split()[0]))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _period(figure: Figure) -> Period | None:
    """Return the period of a figure: that between its first and last where it names two."""
    if not figure.period or not find_periods(figure.period):
        return None
    periods = read_periods(figure.period)[0]
    if len(periods) > 1:
        return Period(figure.period, min(p.first for p in periods), max(p.last for p in periods), "months")
    return periods[0] if periods else None
