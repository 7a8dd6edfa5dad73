"""Whether a table row may be read out for a question: only where it, its caption and its headings say what is asked."""

from __future__ import annotations

import re

from assistant.answering.figures.light import light_terms
from assistant.answering.figures.picked import weightless
from assistant.answering.selection import spoken
from assistant.answering.units import Unit
from assistant.language import content_terms
from assistant.retrieval.search import Found

_MAY_MISS = 0.12  # share, by rarity, of what is asked that may go unsaid; as for a table that was found (figures.candidates)
_DENIED = re.compile(r"^\W*(?:which|what|who|how many)\b.*(?:\bnot\b|n[’']t\b)", re.I)
_HOW_MANY = re.compile(r"^\W*how many\s+([\w’'-]+)", re.I)
_UNHEARD = 5.0  # weight of a word that the records never say


def row_covers(found: Found, unit: Unit) -> bool:
    """Return whether a table row, with its caption and headings, says what a question for a figure is about.

    What is open is weighed by rarity: a row of all crime does not answer for robberies.  No one row says how many rows there
    are, nor which are not so.
    """
    if unit.table is not None and (_DENIED.search(found.analysis.question) or _counts_rows(found.analysis.question, unit)):
        return False
    if found.analysis.asks != "figure" or unit.table is None:
        return True
    told = spoken(found.analysis, f"{unit.text} {unit.lead_in} {unit.table.caption} {unit.hit.heading}")
    above = spoken(found.analysis, f"{unit.hit.body} {unit.hit.title} {re.sub(r'[-_.]+', ' ', unit.hit.document)}")
    dated = {t for period in found.analysis.periods for t in content_terms(period.span.of(found.analysis.question))}
    wanted = [t for t in found.analysis.terms if t not in dated and t not in light_terms() and not weightless(t)]
    left = sum(found.rarity.get(t, _UNHEARD) for t in wanted if t not in told | above)
    return left <= _MAY_MISS * sum(found.rarity.get(t, _UNHEARD) for t in wanted)


def _counts_rows(question: str, unit: Unit) -> bool:
    """Return whether a question asks how many rows there are of what a heading calls them ("How many indicators …")."""
    counted = _HOW_MANY.match(question)
    if counted is None or unit.table is None or unit.row is None:
        return False
    kind = set(content_terms(counted[1]))
    columns = range(len(unit.table.rows[unit.row]))
    named = [c for c in columns if any(c < len(row) and kind & set(content_terms(row[c].text)) for row in unit.table.header)]
    return any(not any(map(str.isdigit, unit.table.rows[unit.row][c].text[:2])) for c in named)
