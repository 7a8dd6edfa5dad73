"""What speaks for a passage: numbers in [0, 1] or near it, from words, meaning, place and form."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.language import content_terms
from assistant.records import Hit, PassageKind
from assistant.retrieval.analysis import Analysis

NAMES = (
    "words", "words_share", "context", "meaning", "meaning_lead", "item_words", "item_meaning", "item_context",
    "coverage", "coverage_with_context", "names", "date", "undated", "number", "kind", "length",
    "answers", "answers_request", "resolution_decision", "table_figure", "attendance_who", "first_of_item",
    "body_named", "body_other", "item_coverage", "words_rank", "meaning_rank", "both",
)  # fmt: skip
_ANSWERS = re.compile(r"^\W{0,4}(?:REPLY|RESPONSE|ANSWER|Reply|Response|Answer)\b\W{0,4}[:–-]", re.M)
_REQUEST = re.compile(
    (
        r"\bI (?:will|wish to|would like to|want to) (?:ask|know|move)\b|\bask (?:at|the|for|that|what|when"
        r"|how)\b"
    ),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the indexes say of one passage: BM25 of its words, BM25 of its context, cosine of its meaning (0: not found)."""

    words: float = 0.0
    context: float = 0.0
    meaning: float = 0.0


def features(analysis: Analysis, hits: Sequence[Hit], scores: Sequence[Scores], rarity: Mapping[str, float]) -> list[list[float]]:
    """Return one row of features (in the order of NAMES) for each hit.

    Args:
        analysis: The question.
        hits: Candidates.
        scores: What the indexes said of each.
        rarity: Inverse document frequency of every question term.
    """
    top_words = max((s.words for s in scores), default=0.0) or 1.0
    top_context = max((s.context for s in scores), default=0.0) or 1.0
    top_meaning = max((s.meaning for s in scores), default=0.0)
    ideal = sum(weight * rarity.get(term, 0.0) for term, weight in analysis.weighted.items()) or 1.0
    items = _items(hits, scores)
    words_rank = _ranks([score.words for score in scores])
    meaning_rank = _ranks([score.meaning for score in scores])
    named = _bodies(analysis, hits)
    rows = []
    for at, (hit, score) in enumerate(zip(hits, scores, strict=True)):
        item = items[(hit.document, hit.item_index)]
        rows.append(
            [
                score.words / top_words, min(1.5, score.words / ideal / 2), score.context / top_context, score.meaning,
                score.meaning - top_meaning if score.meaning else -0.3, item.words / top_words, item.meaning,
                item.context / top_context, *_overlap(analysis, hit, rarity), *_place(analysis, hit), *_form(analysis, hit),
                named[hit.body], float(max(named.values()) > 0 and not named[hit.body]),
                _share(analysis.terms, item.terms, rarity), 1 / (1 + words_rank[at]), 1 / (1 + meaning_rank[at]),
                float(score.words > 0 and score.meaning > 0),
            ]
        )  # fmt: skip
    return rows


@dataclass(slots=True)
class _Item:
    """The best scores among an item's candidates, and all their terms."""

    words: float = 0.0
    meaning: float = 0.0
    context: float = 0.0
    terms: set[str] = field(default_factory=set)


def _items(hits: Sequence[Hit], scores: Sequence[Scores]) -> dict[tuple[str, int], _Item]:
    found: dict[tuple[str, int], _Item] = {}
    for hit, score in zip(hits, scores, strict=True):
        item = found.setdefault((hit.document, hit.item_index), _Item())
        item.words, item.meaning = max(item.words, score.words), max(item.meaning, score.meaning)
        item.context = max(item.context, score.context)
        item.terms.update(content_terms(hit.text), content_terms(hit.heading))
    return found


def _ranks(values: Sequence[float]) -> list[int]:
    order = sorted(range(len(values)), key=lambda at: -values[at])
    ranks = [0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = rank if values[at] > 0 else 1000
    return ranks


def _bodies(analysis: Analysis, hits: Sequence[Hit]) -> dict[str, float]:
    """Return for each committee among the hits how fully the question names it, 0 where a word of its name is missing."""
    asked = set(analysis.terms)
    found: dict[str, float] = {}
    for body in {hit.body for hit in hits}:
        own = set(content_terms(body))
        found[body] = min(1.0, len(own) / 4) if len(own) > 1 and own <= asked else 0.0
    return found


def _overlap(analysis: Analysis, hit: Hit, rarity: Mapping[str, float]) -> list[float]:
    """Return the rarity-weighted share of question terms in the passage, with its context, and of names."""
    own = set(content_terms(hit.text))
    with_context = own.union(content_terms(f"{hit.context} {hit.body}"))
    return [
        _share(analysis.terms, own, rarity), _share(analysis.terms, with_context, rarity),
        _share(analysis.names, with_context, rarity),
    ]  # fmt: skip


def _share(wanted: Sequence[str], held: set[str], rarity: Mapping[str, float]) -> float:
    total = sum(rarity.get(term, 0.0) for term in wanted)
    return sum(rarity.get(term, 0.0) for term in wanted if term in held) / total if total else 0.0


def _place(analysis: Analysis, hit: Hit) -> list[float]:
    """Return how the passage's meeting, item number and kind of record agree with those the question names."""
    dated = [period for period in analysis.periods if hit.meeting_date and period.holds(hit.meeting_date)]
    number = bool(hit.item) and hit.item.rstrip(".").lower() in {n.lower() for n in analysis.numbers}
    return [
        float(bool(dated)), float(bool(analysis.periods) and hit.meeting_date is None), float(number),
        float(hit.kind in analysis.kinds), min(1.5, math.log1p(len(hit.text)) / 7),
    ]  # fmt: skip


def _form(analysis: Analysis, hit: Hit) -> list[float]:
    answers = bool(_ANSWERS.search(hit.text[:200]))
    return [
        float(answers), float(answers and bool(_REQUEST.search(analysis.question))),
        float(hit.passage_kind is PassageKind.RESOLUTION and analysis.asks == "decision"),
        float(hit.passage_kind is PassageKind.TABLE and analysis.asks == "figure"),
        float(hit.passage_kind is PassageKind.ATTENDANCE and analysis.asks == "who"),
        float(bool(hit.heading) and hit.heading[:20] in hit.text[:120]),
    ]  # fmt: skip
