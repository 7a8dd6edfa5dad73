"""The figures of the library by measure, area and period, over all its documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.figures.named import widened
from assistant.dates import find_periods
from assistant.ingest.figures.periods import Period, read_periods
from assistant.language import content_terms
from assistant.records import Access, Document, Figure, Item

_ORDINAL = date.max


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of the library with the document and item that hold it, and its period where one is told."""

    document: Document
    item: Item | None
    figure: Figure
    period: Period | None


def select_figures(
    documents: Iterable[Document],
    measure: str,
    area: str = "",
    period: str = "",
    accesses: Sequence[Access] = (Access.PUBLIC,),
    acronyms: Sequence[tuple[str, str]] = (),
) -> list[Held]:
    """Return the figures of a measure, by period, then document and place.

    Args:
        documents: Where to look.
        measure: Words that the figure's measure, row label or item heading must all say, acronyms spelt out or not.
        area: Words that its row label or place must say; "" for any.
        period: A period as printed ("2019-20", "April-August 2019"); figures of other periods are left out.
        accesses: Access labels that the asker may see.
        acronyms: (acronym, long form) pairs of the records.
    """
    equals = {short: tuple(dict.fromkeys(content_terms(long))) for s, long in acronyms for short in content_terms(s)[:1]}
    wanted, places = set(content_terms(measure)), set(content_terms(area))
    asked = read_periods(period)[0] if period else ()
    found = []
    for document in documents:
        for figure in document.figures:
            item = _item(document, figure)
            if (item.access if item else document.access) not in accesses:
                continue
            heading = item.heading if item else ""
            said = widened(content_terms(f"{figure.measure} {figure.area} {heading}"), equals)
            if not wanted <= said or not places <= widened(content_terms(f"{figure.area} {figure.measure}"), equals):
                continue
            own = _period(figure)
            if asked and not (own and any(p.equals(own) or p.holds(own) for p in asked)):
                continue
            found.append(Held(document, item, figure, own))
    return sorted(found, key=lambda held: (held.period.first if held.period else _ORDINAL, held.document.name, held.figure.span))


def _item(document: Document, figure: Figure) -> Item | None:
    return next((item for item in document.items if item.span.contains(figure.span)), None)


def _period(figure: Figure) -> Period | None:
    """Return the period of a figure: that between its first and last where it names two."""
    if not figure.period or not find_periods(figure.period):
        return None
    periods = read_periods(figure.period)[0]
    if len(periods) > 1:
        return Period(figure.period, min(p.first for p in periods), max(p.last for p in periods), "months")
    return periods[0] if periods else None
