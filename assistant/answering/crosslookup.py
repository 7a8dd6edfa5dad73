"""Items by number, by what they refer to, and by what they deal with: followed through the graph of references."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.itemlookup import asks_item, telling
from assistant.answering.selection import spoken
from assistant.answering.sight import BODY, Sight, Told, hit_at, said_in, share, unit_at
from assistant.crossref import resolve
from assistant.language import content_terms
from assistant.records import Document, Item, Reference

_NUMBER = r"(?:min(?:ute)?s?\.?\s*(?:nos?\.?\s*)?|(?:agenda\s+)?items?\s+(?:no\.?\s*)?)(\d{1,4}[a-z]?)"
_REFERRED = re.compile(
    rf"\b(?:minute|item|one|matter)\b[^?]*?\b(?:that|which|to which)?\s*{_NUMBER}\s+(?:\w+\s+)?"
    r"(?:refer\w*|cit\w+|points?|mentions?)\b"
    rf"|\breferred\s+to\s+(?:in|by|under)\s+{_NUMBER}",
    re.I,
)
_REFERS = re.compile(
    rf"\b(?:which|what|where)\b.*\b(?:refer\w*|mention\w*|cit\w+|point\w*)\s+(?:back\s+)?(?:to\s+)?{_NUMBER}", re.I
)
_WHICH = re.compile(
    r"^\s*(?:(?:in|at|under)\s+)?(?:which|what)\s+(?:(?:agenda|cabinet|council|committee)\s+)?(?:min(?:ute)?|item)s?\b"
    r"|^\s*where\s+(?:was|were|is|are|did|can)\b.*\b(?:discuss|consider|debat|record|minuted|report|mention|rais|talk)"
    r"|^\s*(?:when|on (?:what|which) (?:date|day))\s+(?:was|were|did)\b.*\b(?:discuss|consider|debat)",
    re.I,
)
_FRAME = frozenset(
    content_terms(
        "which what where when date day minute minutes item items agenda number deals deal dealt concerns concern "
        "records record recorded discussed "
        "discuss considered consider covers cover reported report holds hold contains contain found find set "
        "cited cites described "
        "mentioned raised debated talked told meeting committee council cabinet"
    )
)
_MOST_READ = 12  # records that are looked into for an item of a number
_SAID = 0.65  # share that one sentence which names a minute must say itself
_LONG = 80  # words of a sentence beyond which it speaks of many matters
_ENOUGH = 0.75  # share, by rarity, of what is asked about that an item must say


def told_of_items(sight: Sight) -> Told | None:
    """Return what an item says that the question names by number, by a reference, or by what it deals with."""
    return _referred(sight) or _referring(sight) or _numbered(sight) or _which(sight)


def _graph(sight: Sight) -> Callable[[Document], list[Item]]:
    keys = sight.searcher.item_keys(sight.scope)
    return lambda whole: resolve(whole, keys)


def _held(sight: Sight, number: str) -> list[tuple[Document, int, Item]]:
    """Return the items of a number, of the meetings and the body that the question names, the latest meeting last."""
    names = {key.document for key in sight.searcher.item_keys(sight.scope) if _plain(key.number) == _plain(number)}
    held = [one.name for one in sight.meetings() if one.name in names]
    told = [sight.document(name) for name in held[-_MOST_READ:]]
    return [(whole, index, item) for whole in told for index, item in sight.items(whole) if _plain(item.number) == _plain(number)]


def _plain(number: str) -> str:
    return number.strip(" .()[]").lower()


def _referred(sight: Sight) -> Told | None:
    """Return what the item decided to which a named item refers."""
    asked = _REFERRED.search(sight.question)
    if asked is None:
        return None
    number, resolved = next(group for group in asked.groups() if group), _graph(sight)
    for whole, index, _ in reversed(_held(sight, number)):
        for reference in resolved(whole)[index].references:
            found = _target(sight, reference)
            if found is not None:
                units = telling(hit_at(found[0], found[1]), found[0], found[2])
                return Told(tuple(units), labelled=True) if units else None
    return None


def _target(sight: Sight, reference: Reference) -> tuple[Document, int, Item] | None:
    if reference.document is None or reference.item is None:
        return None
    whole = sight.document(reference.document)
    held = [(index, item) for index, item in sight.items(whole) if item.number == reference.item]
    return (whole, *held[0]) if held else None


def _referring(sight: Sight) -> Told | None:
    """Return the sentences that refer to a named minute or item."""
    asked = _REFERS.search(sight.question)
    if asked is None:
        return None
    number = _plain(next(group for group in asked.groups() if group))
    units = []
    for name in dict.fromkeys(hit.document for hit in sight.found.hits):
        whole = sight.document(name)
        for _, item in sight.items(whole):
            places = [ref.span for ref in item.references if _plain(ref.number) == number and _plain(item.number) != number]
            spans = [span for span in said_in(whole, item) if any(span.overlaps(place) for place in places)]
            units += [unit_at(whole, span) for span in spans]
    return Told(tuple(units[:5]), labelled=True) if units else None


def _numbered(sight: Sight) -> Told | None:
    """Return what the items of a number say: one meeting's, or each meeting's that has one where few do."""
    if not sight.found.analysis.numbers or not asks_item(sight.question):
        return None
    held = _held(sight, sight.found.analysis.numbers[0])
    if not held or len(held) > 3:
        return None
    units = [unit for whole, index, item in held for unit in telling(hit_at(whole, index), whole, item)]
    return Told(tuple(units[:4]), labelled=len(held) > 1) if units else None


def _which(sight: Sight) -> Told | None:
    """Return what the items that deal with a matter say first, each with its meeting and number."""
    analysis = sight.found.analysis
    if not _WHICH.search(sight.question) or analysis.numbers:
        return None
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    body = set(content_terms(asked[1])) if (asked := BODY.search(sight.question)) else set()
    wanted = [term for term in analysis.terms if term not in dated and term not in _FRAME | body]
    best: list[tuple[float, Document, Item]] = []
    for whole, _, item in sight.items_found():
        if item.number and item.heading:
            best.append((share(sight.found.rarity, wanted, spoken(analysis, item.heading)), whole, item))
    held = [(whole, item) for value, whole, item in best if value >= _ENOUGH]
    units = []
    for whole, item in sorted(held, key=lambda one: (str(one[1].meeting_date or ""), one[0].name)):
        units += [unit_at(whole, span) for span in said_in(whole, item) if len(span.of(whole.text).split()) > 4][:1]
    return Told(tuple(units[:6]), labelled=True) if units else _citing(sight, wanted)


def _citing(sight: Sight, wanted: Sequence[str]) -> Told | None:
    """Return the sentence on a matter that names the minute it was recorded under."""
    if not re.search(r"\bmin(?:ute)?s?\b", sight.question, re.I):
        return None
    best: tuple[float, Told] | None = None
    for name in dict.fromkeys(hit.document for hit in sight.found.hits):
        whole = sight.document(name)
        for _, item in sight.items(whole):
            places = [ref.span for ref in item.references if ref.kind == "minute"]
            for span in said_in(whole, item) if places else ():
                if any(span.overlaps(place) for place in places) and len(span.of(whole.text).split()) <= _LONG:
                    held = spoken(sight.found.analysis, f"{span.of(whole.text)} {item.heading}")
                    value = share(sight.found.rarity, wanted, held)
                    if value >= _SAID and (best is None or value > best[0]):
                        best = (value, Told((unit_at(whole, span),)))
    return best[1] if best else None
