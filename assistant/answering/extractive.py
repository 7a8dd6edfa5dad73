"""The default answerer: the fewest verbatim sentences, list entries or table rows that answer, or an abstention.

No language model is used.  What it says is what the record says; what it cannot back, it does not say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.selection import Scored, model_file, score_units, spoken
from assistant.answering.units import Unit, split_units
from assistant.dates import Dated, find_periods
from assistant.language import content_terms
from assistant.records import Document, Hit
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

_PASSAGES = 8  # passages read closely; evidence further down almost never answers
_MOST_UNITS = 3
_MOST_LISTED = 12
_MOST_WORDS = 110


@dataclass(frozen=True, slots=True)
class Choice:
    """What the answerer would say: the units in order, how sure it is, and the constraint that nothing met ("" if none)."""

    units: tuple[Unit, ...]
    chance: float
    unmet: str = ""


def choose(found: Found, document: Callable[[str], Document]) -> Choice:
    """Return the units that answer the question best, and how likely they are to answer it.

    Args:
        found: The passages found for the question.
        document: Gives a document by name.
    """
    units = split_units(found.hits[:_PASSAGES], document)
    scored = score_units(found, units)
    if not scored:
        return Choice((), 0.0, "nothing in the records that may be seen speaks of it")
    fit = [one for one in scored if not unmet(found.analysis, one.unit)]
    if not fit:
        return Choice((scored[0].unit,), 0.0, unmet(found.analysis, scored[0].unit))
    chosen = _together(found, fit, units)
    return Choice(tuple(chosen), 1 / (1 + math.exp(-fit[0].score)))


def sure_enough(choice: Choice) -> bool:
    """Return whether a choice is likelier to answer than the fitted threshold."""
    return not choice.unmet and choice.chance >= float(model_file()["threshold"])


def unmet(analysis: Analysis, unit: Unit) -> str:
    """Return the constraint of the question that a unit's evidence does not meet, "" if it meets all.

    Names and years that the question gives must stand in the unit, in what announces it, in its passage, or above it.
    """
    hit = unit.hit
    near = hit.text if unit.row is None else ""
    around = f"{unit.text} {unit.lead_in} {near} {hit.context} {hit.body} {hit.title}"
    held = spoken(analysis, around)
    missing = [name for name in analysis.names if name not in held and not _in_period(analysis, name)]
    if missing:
        return f"no evidence for {_as_asked(analysis, missing)}"
    for period in analysis.periods:
        if not _meets(period, unit, around):
            return f"no evidence for {period.span.of(analysis.question)}"
    return ""


def _in_period(analysis: Analysis, name: str) -> bool:
    return any(name in content_terms(period.span.of(analysis.question)) for period in analysis.periods)


def _meets(period: Dated, unit: Unit, around: str) -> bool:
    """Return whether the evidence is of the period: its meeting falls in it, or its words name it or a part of it."""
    day = unit.hit.meeting_date
    if day and period.holds(day):
        return True
    return any(other.first <= period.last and period.first <= other.last for other in _periods_of(around))


def _periods_of(text: str) -> list[Dated]:
    """Return the periods of a text; two-digit years after a month ("Apr-Aug 18") are read as years."""
    widened = re.sub(r"(?<=[A-Za-z])[’' ](\d{2})(?=\b(?![.,\d]))", lambda m: f" 20{m[1]}", text)
    return find_periods(widened)


def _as_asked(analysis: Analysis, missing: Sequence[str]) -> str:
    words = re.findall(r"[\w’'&/-]+", analysis.question)
    return " ".join(dict.fromkeys(word for word in words if any(term in missing for term in content_terms(word))))


def _together(found: Found, scored: Sequence[Scored], units: Sequence[Unit]) -> list[Unit]:
    """Return the best unit and those that add what it leaves open: other parts of the question, or the rest of its list."""
    best = scored[0]
    if found.analysis.asks == "list" and best.unit.row is None:
        entries = _whole_list(best.unit, units)
        if entries:
            return entries
    chosen = [best.unit]
    covered = _covered(found, best.unit)
    words = len(best.unit.text.split())
    for one in scored[1:12]:
        adds = _covered(found, one.unit) - covered
        gain = sum(found.rarity.get(term, 0.0) for term in adds)
        near = one.score >= best.score - float(model_file()["second_margin"])
        length = len(one.unit.text.split())
        if len(chosen) < _MOST_UNITS and near and words + length <= _MOST_WORDS and _new(one.unit, chosen) and (adds and gain > 1.0 or one.score > 0):
            chosen.append(one.unit)
            covered |= adds
            words += length
    return chosen


def _covered(found: Found, unit: Unit) -> set[str]:
    return spoken(found.analysis, f"{unit.text} {unit.lead_in}") & set(found.analysis.terms)


def _new(unit: Unit, chosen: Sequence[Unit]) -> bool:
    words = set(content_terms(unit.text))
    for other in chosen:
        held = set(content_terms(other.text))
        if words and len(words & held) >= 0.8 * min(len(words), len(held)):
            return False
        if other.hit.document == unit.hit.document and other.span.overlaps(unit.span):
            return False
    return True


def _whole_list(best: Unit, units: Sequence[Unit]) -> list[Unit]:
    """Return every entry of the list that the best unit announces or belongs to, in order; none if it is no list."""
    own = [unit for unit in units if unit.hit.passage == best.hit.passage and unit.row is None]
    at = own.index(best)
    if best.text.endswith(":"):
        following = own[at + 1 :]
    elif best.listed or best.lead_in:
        following = [unit for unit in own if unit.lead_in == best.lead_in and (unit.listed or unit.lead_in)]
    else:
        return []
    entries = [unit for unit in following if unit.listed or unit.lead_in][:_MOST_LISTED]
    return entries if len(entries) > 1 else []


def nearest(found: Found, count: int = 3) -> Sequence[Hit]:
    """Return the passages to offer beside an abstention, one an item."""
    seen: dict[tuple[str, int], Hit] = {}
    for hit in found.hits:
        seen.setdefault((hit.document, hit.item_index), hit)
    return list(seen.values())[:count]
