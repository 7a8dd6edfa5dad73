"""Questions answered by their kind, over all records in sight: meetings, deeds, decisions, items by number or reference."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.crosslookup import told_of_items
from assistant.answering.deeds import told_of_deeds
from assistant.answering.definitions import told_of_letters
from assistant.answering.ofrecords import told_of_records
from assistant.answering.overview import told_of_meeting
from assistant.answering.printedquestions import told_of_questions
from assistant.answering.roles import told_of_meetings
from assistant.answering.sight import Sight, Told
from assistant.answering.yesno import told_whether
from assistant.records import Document
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

_ASKS = re.compile(
    r"^\W*(?:(?:and|so|please|then|could you|can you|tell me|give me)\s+)*(?:who|whom|whose|which|what|when|where|how|was|were|"
    r"did|does|do|"
    r"is|are|has|have|had|list|name|at|in|on|by|under|to|from)\b",
    re.I,
)


def told_by_kind(found: Found, searcher: Searcher, scope: Scope, document: Callable[[str], Document]) -> Told | None:
    """Return what answers a question by its kind, None where it is of no such kind or no record says it.

    Args:
        found: The question understood and the passages found for it.
        searcher: Knows the records in sight.
        scope: What may be seen.
        document: Gives a document by name.
    """
    sight = Sight(found, searcher, scope, document)
    if whole := told_of_meeting(sight):
        return whole
    if not _ASKS.match(found.analysis.question):  # a motion tells what it will ask
        return None
    kinds = (told_of_letters, told_of_items, told_of_deeds, told_of_questions, told_of_records, told_whether, told_of_meetings)
    return next((told for kind in kinds if (told := kind(sight)) and told.units), None)
