"""What was decided on a matter: the resolutions of the item whose heading speaks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.answering.selection import limit, spoken
from assistant.answering.sight import said_in, unit_at
from assistant.answering.units import Unit
from assistant.language import content_terms, fold
from assistant.records import Document, Hit, Item
from assistant.retrieval.search import Found

_ASKING = re.compile(
    r"\b(?:resol(?:ve[ds]?|utions?)|decid(?:e[ds]?|ing)|decisions?|agree[ds]?|approve[ds]?|recommend(?:ed|ations?|s)?|endorsed?|"
    r"happened|outcomes?|committee|sub-?committee|council|cabinet|panel|board|members|councillors|meeting"
    r"|motion|application|report|item|review)\b",
    re.I,
)
_MOST_WORDS = 100
_BECAME = re.compile(
    r"\bwhat\s+(?:has\s+|had\s+)?(?:happened|became|become|came|come)\s+(?:to|of|with)\b.*\b(?:motion|amendment|proposal|proposition)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:carried|lost|failed|fell|passed|withdrawn|withdrew|defeated|rejected|refused|adopted|deferred|resolved|agreed|approved"
    r"|lapsed|ruled\s+out)\b",
    re.I,
)


def decided_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the resolutions of the item in sight whose heading holds what is asked about; none where no heading does."""
    analysis = found.analysis
    asked = re.search(r"\b(?:decid|resol|agree|outcome|happened|recommend|approv)", analysis.question, re.I)
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = [term for term in content_terms(_ASKING.sub(" ", analysis.question)) if term not in dated]
    total = sum(found.rarity.get(term, 0.0) for term in wanted)
    if not asked or not total:
        return []
    best: tuple[float, Hit, Document, Item] | None = None
    for hit, whole, item in _items(found, document):
        held = spoken(analysis, f"{item.heading} {hit.context}")
        share = sum(found.rarity.get(term, 0.0) for term in wanted if term in held) / total
        if share >= limit("decision_share") and (best is None or share > best[0]):
            best = (share, hit, whole, item)
    return list(_resolutions(*best[1:])) if best else []


def with_decision(found: Found, units: Sequence[Unit], document: Callable[[str], Document]) -> list[Unit]:
    """Return the units, and where they tell of a matter but not of the decision asked for, what its item decided after them."""
    hit = units[0].hit
    whole = document(hit.document)
    item = whole.items[hit.item_index]
    told = any(one.span.overlaps(unit.span) for unit in units for one in item.resolutions if unit.hit.document == hit.document)
    if found.analysis.asks != "decision" or told or not item.resolutions or units[0].row is not None:
        return list(units)
    decided = list(_resolutions(hit, whole, item))
    wanted = set(found.analysis.terms)
    named = [unit for unit in decided if wanted & spoken(found.analysis, unit.text)]
    return [units[0], *(named or decided)]


def with_outcome(question: str, units: Sequence[Unit], document: Callable[[str], Document]) -> list[Unit]:
    """Return the units, and where what became of a motion is asked and none says it, the sentence after them that does."""
    told = any(_OUTCOME.search(unit.text) for unit in units)
    if not _BECAME.search(question) or told or not units or units[0].row is not None:
        return list(units)
    whole, first = document(units[0].hit.document), units[0]
    said = said_in(whole, whole.items[first.hit.item_index])
    after = [span for span in said if span.start >= first.span.end and _OUTCOME.search(span.of(whole.text))]
    return [first, *(unit_at(whole, span) for span in after[:1]), *(units[1:] if not after else ())]


def _items(found: Found, document: Callable[[str], Document]) -> Iterator[tuple[Hit, Document, Item]]:
    """Yield the items of the hits that decided something, at a meeting of the time asked about."""
    seen: set[tuple[str, int]] = set()
    for hit in found.hits:
        whole = document(hit.document)
        item = whole.items[hit.item_index]
        day, periods = item.meeting_date, found.analysis.periods
        if (hit.document, hit.item_index) in seen or not item.resolutions:
            continue
        seen.add((hit.document, hit.item_index))
        if not periods or (day is not None and any(period.holds(day) for period in periods)):
            yield hit, whole, item


def _resolutions(hit: Hit, whole: Document, item: Item) -> Iterator[Unit]:
    words = 0
    for at, resolution in enumerate(item.resolutions):
        text = fold(resolution.span.of(whole.text))
        words += len(text.split())
        if at and words > _MOST_WORDS:
            return
        yield Unit(hit, resolution.span, text, listed=True, position=at)
