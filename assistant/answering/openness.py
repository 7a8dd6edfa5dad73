"""Whether the open records themselves say that what a question asks about was taken in private: then it may be told so.

To say "exempt" on the strength of exempt text would confirm what stands there, word by word.  So this looks at open text
alone: one open item that speaks of the matter and says that part of it is not public.
"""

from __future__ import annotations

import re

from assistant.answering.selection import spoken
from assistant.answering.sight import Sight, share
from assistant.dates import Dated, find_periods
from assistant.language import content_terms
from assistant.records import Access, Document, Item

_READ = 60  # open passages whose items are looked at
_MATTER = 2  # content words; one alone ("thanks") names no matter
_ENOUGH = 0.6  # share of the matter, by rarity, that the item speaks of; the rest is what is kept back
_PRIVATE = re.compile(
    r"\bexempt\b|\bconfidential\b|\bschedule\s+12A\b|\bnot\s+for\s+publication\b|\bin\s+private\b|\bclosed\s+session\b"
    r"|\b(?:exclu\w+|exclusion)\b[^.]{0,60}\b(?:press|public)\b|\b(?:press|public)\b[^.]{0,40}\bexcluded\b|\bpart\s+(?:2|ii|two)\b",
    re.I,
)


def openly_private(sight: Sight) -> bool:
    """Return whether an open item speaks of what is asked, at the time it is asked of, and says that something is private."""
    if Access.EXEMPT in sight.scope.accesses:
        return False
    analysis = sight.found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = {term for term in analysis.terms if term not in dated}
    if len(wanted) < _MATTER:
        return False
    hits = sight.searcher.holding(sorted(wanted), sight.scope, _READ)
    places = dict.fromkeys((hit.document, hit.item_index) for hit in hits)
    return any(_says_so(sight, wanted, sight.document(name), index) for name, index in places)


def _says_so(sight: Sight, wanted: set[str], whole: Document, index: int) -> bool:
    item = whole.items[index]
    words = [passage.span.of(whole.text) for passage in whole.passages if passage.item == index]
    told = " ".join([item.heading, *(said for said in words if _PRIVATE.search(said))])  # a long item speaks of much else, too
    if not _PRIVATE.search(told) or share(sight.found.rarity, sorted(wanted), spoken(sight.found.analysis, told)) < _ENOUGH:
        return False
    return all(_dated(period, item, told) for period in sight.found.analysis.periods)


def _dated(period: Dated, item: Item, told: str) -> bool:
    """Return whether a period is that of the item's meeting or is named in the item."""
    if item.meeting_date and period.holds(item.meeting_date):
        return True
    return any(found.first == period.first and found.last == period.last for found in find_periods(told))
