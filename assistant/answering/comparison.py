"""Comparisons over time: one cited sentence for each of the periods a question names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.extractive import Choice, choose, sure_enough
from assistant.answering.selection import spoken
from assistant.answering.sight import share
from assistant.answering.units import Unit
from assistant.dates import Dated
from assistant.language import content_terms
from assistant.records import Document
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher

_COMPARES = re.compile(r"\b(?:compar\w+|chang\w+|differ\w*|between|from|both|versus|vs\.?|develop\w*|evolv\w*|and)\b", re.I)
_ASKED = re.compile(
    r"\b(?:describ\w*|chang\w*|compar\w*|differ\w*|develop\w*|evolv\w*|said|say|told|get|got|become|became|"
    r"view\w*|report\w*|go|went)\b",
    re.I,
)
_LEFT_OVER = re.compile(
    r"\s+(?:and|to|or|,)\s*(?=[?.!]|$)|\b(?:between|from)\s+(?=and\b|to\b)|\s+(?:and|to)\s+(?=in\b)"
    r"|(?<=\bin)\s+(?:and|to)\b"
)
_ENOUGH = 0.6  # share, by rarity, of the matter that a side's sentence and heading say
_MOST_SIDES = 4


def compare(
    question: str, analysis: Analysis, searcher: Searcher, scope: Scope, document: Callable[[str], Document], limit: int
) -> Choice | None:
    """Return one unit for each period, or None where the question does not set periods side by side or one has no answer.

    Args:
        question: As it is to be taken.
        analysis: The question understood.
        searcher: Finds passages.
        scope: What may be seen.
        document: Gives a document by name.
        limit: How many passages each side is searched for.
    """
    sides = _sides(analysis)
    if len(sides) < 2 or not _COMPARES.search(question):
        return None
    units: list[Unit] = []
    chances: list[float] = []
    for side in sides:
        asked = _ASKED.sub(" ", _about_one(question, sides, side))
        found = searcher.search(asked, replace(scope, first=side.first, last=side.last), limit)
        choice = choose(found, document)
        if not choice.units or not (sure_enough(choice) or _speaks(found, choice)):
            return None
        units.append(choice.units[0])
        chances.append(choice.chance)
    return Choice(tuple(units), min(chances))


def _speaks(found: Found, choice: Choice) -> bool:
    """Return whether the best unit says most of the matter itself, the words in which a comparison is asked for left out."""
    analysis = found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = [term for term in content_terms(_ASKED.sub(" ", analysis.question)) if term not in dated]
    unit = choice.units[0]
    return share(found.rarity, wanted, spoken(analysis, f"{unit.text} {unit.lead_in} {unit.hit.heading}")) >= _ENOUGH


def _sides(analysis: Analysis) -> list[Dated]:
    """Return the periods set side by side: two to four that do not overlap; spans of months are figures' business."""
    periods = [period for period in analysis.periods if period.grain in ("day", "month", "year", "municipal year")]
    apart = all(a.last < b.first or b.last < a.first for i, a in enumerate(periods) for b in periods[i + 1 :])
    return periods if apart and len(periods) <= _MOST_SIDES else []


def _about_one(question: str, sides: list[Dated], side: Dated) -> str:
    """Return the question about one of the periods: the others' words taken out."""
    told = question
    for other in sorted(sides, key=lambda period: period.span, reverse=True):
        if other is not side:
            told = f"{told[: other.span.start]}{told[other.span.end :]}"
    return _LEFT_OVER.sub(" ", told)
