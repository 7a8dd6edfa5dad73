"""Whether a question speaks of exempt matter only in words that the public has: then it may be told that it is exempt.

To say "exempt" to a question that names what stands in exempt text alone (a person, an offence, a date) would confirm it.
"""

from __future__ import annotations

from assistant.answering.selection import spoken
from assistant.dates import Dated, find_periods
from assistant.language import content_terms
from assistant.records import Item
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Searcher

_READ = 20  # public passages in which a date is looked for


def openly_asked(analysis: Analysis, item: Item, searcher: Searcher, scope: Scope) -> bool:
    """Return whether every content word and date of a question stands in an item's heading or in open passages.

    Args:
        analysis: The question understood.
        item: The exempt item; its heading is printed on the public agenda.
        searcher: Finds passages.
        scope: What the asker may see.
    """
    heading = spoken(analysis, item.heading)
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    terms = [term for term in analysis.terms if term not in heading and term not in dated]
    if not all(searcher.holding([term], scope, 1) for term in terms):
        return False
    return all(_open_date(period, analysis, item, searcher, scope) for period in analysis.periods)


def _open_date(period: Dated, analysis: Analysis, item: Item, searcher: Searcher, scope: Scope) -> bool:
    """Return whether a period is that of the item's meeting, is named in its heading, or in an open passage."""
    if item.meeting_date and period.holds(item.meeting_date):
        return True
    words = content_terms(period.span.of(analysis.question))
    texts = [item.heading, *(hit.text for hit in searcher.holding(words, scope, _READ))]
    return any(found.first == period.first and found.last == period.last for text in texts for found in find_periods(text))
