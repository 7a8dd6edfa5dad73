"""Every time a matter came up: exhaustive from the word index, one line a meeting item, by date, with the count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.selection import spoken
from assistant.answering.units import Unit, split_units
from assistant.language import content_terms
from assistant.records import Document, Hit
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

_TOPIC = re.compile(
    r"\b(?:discuss\w*|mention\w*|consider\w*|rais\w*|refer\w*\s+to|report\w*\s+on|record\w*|talk\w*\s+about"
    r"|come\s+up|came\s+up|debat\w*|cover\w*|about)\b"
    r"\s*(?:the\s+)?(?:topic|subject|matter|issue)?s?\s*(?:of\s+)?",
    re.I,
)
_MOST = 400  # passages read; a matter found in more is told with that bound


def topic(question: str) -> str:
    """Return what a question on every occasion asks about: the words after its verb, else its words before it."""
    last = list(_TOPIC.finditer(question))
    after = question[last[-1].end() :].strip(" ?.") if last else ""
    if content_terms(after):
        return after
    before = question[: last[-1].start()] if last else question
    return re.sub(
        r"^.*?\b(?:meetings?|times?|occasions?|minutes?|that|which|when|was|were|has|have|been|did|the)\b", "", before, count=3
    )


def every_time(found: Found, searcher: Searcher, scope: Scope, document: Callable[[str], Document]) -> tuple[str, list[Unit]]:
    """Return the sentence with the count, and one unit for each item that speaks of the topic, by date.

    An item counts when one passage of it, with its heading, holds every content word of the topic.
    """
    asked = content_terms(topic(found.analysis.question))
    meant = searcher.respelt(asked, scope)
    wanted = {new for term in asked for new in meant.get(term, (term,))}
    if not wanted:
        return "", []
    hits = searcher.holding(sorted(wanted), scope, _MOST)
    items: dict[tuple[str, int], Unit] = {}
    for hit in hits:
        key = (hit.document, hit.item_index)
        if key not in items and wanted <= spoken(found.analysis, f"{hit.heading} {hit.text}"):
            unit = _telling(hit, wanted, document)
            if unit is not None:
                items[key] = unit
    told = sorted(items.values(), key=lambda unit: (str(unit.hit.meeting_date or "9999"), unit.hit.document, unit.span))
    meetings = len({(unit.hit.document, unit.hit.meeting_date) for unit in told})
    bound = f" (of the first {_MOST} passages)" if len(hits) == _MOST else ""
    return f"{len(told)} items of {meetings} meetings or reports speak of it{bound}:", told


def _telling(hit: Hit, wanted: set[str], document: Callable[[str], Document]) -> Unit | None:
    """Return the unit of a passage that holds most of the topic's words."""
    units: Sequence[Unit] = split_units([hit], document)
    return max(units, key=lambda unit: (len(wanted & set(content_terms(unit.text))), -unit.position), default=None)
