"""What speaks for a passage: numbers in [0, 1] or near it, from words, meaning, place and form."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.language import content_terms
from assistant.records import Hit, PassageKind
from assistant.retrieval.analysis import Analysis

NAMES = (
    "words", "words_share", "context", "meaning", "meaning_lead", "item_words", "item_meaning", "item_context",
    "coverage", "coverage_with_context", "names", "neighbours", "date", "undated", "number", "kind", "length",
    "answers", "answers_request", "resolution_decision", "table_figure", "attendance_who", "first_of_item",
)  # fmt: skip
_ANSWERS = re.compile(r"^\W{0,4}(?:REPLY|RESPONSE|ANSWER|Reply|Response|Answer)\b")
_REQUEST = re.compile(r"\bI (?:will|wish to|would like to|want to) (?:ask|know|move)\b|\bask (?:at|the|for|that|what|when|how)\b", re.I)


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
    best: dict[tuple[str, int], list[float]] = {}
    for hit, score in zip(hits, scores, strict=True):
        held = best.setdefault((hit.document, hit.item_index), [0.0, 0.0, 0.0])
        held[:] = map(max, held, (score.words, score.meaning, score.context))
    rows = []
    for hit, score in zip(hits, scores, strict=True):
        item_words, item_meaning, item_context = best[(hit.document, hit.item_index)]
        rows.append(
            [
                score.words / top_words, min(1.5, score.words / ideal / 2), score.context / top_context, score.meaning,
                score.meaning - top_meaning if score.meaning else -0.3, item_words / top_words, item_meaning,
                item_context / top_context, *_overlap(analysis, hit, rarity), *_place(analysis, hit), *_form(analysis, hit),
            ]
        )  # fmt: skip
    return rows


def _overlap(analysis: Analysis, hit: Hit, rarity: Mapping[str, float]) -> list[float]:
    """Return the rarity-weighted share of question terms in the passage, with its context, of names, and of neighbours."""
    words = content_terms(hit.text)
    own = set(words)
    with_context = own.union(content_terms(f"{hit.context} {hit.body}"))
    pairs = set(zip(words, words[1:], strict=False))
    asked = list(zip(analysis.terms, analysis.terms[1:], strict=False))
    together = sum(pair in pairs for pair in asked) / len(asked) if asked else 0.0
    return [
        _share(analysis.terms, own, rarity), _share(analysis.terms, with_context, rarity),
        _share(analysis.names, with_context, rarity), together,
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
    answers = bool(_ANSWERS.match(hit.text))
    return [
        float(answers), float(answers and bool(_REQUEST.search(analysis.question))),
        float(hit.passage_kind is PassageKind.RESOLUTION and analysis.asks == "decision"),
        float(hit.passage_kind is PassageKind.TABLE and analysis.asks == "figure"),
        float(hit.passage_kind is PassageKind.ATTENDANCE and analysis.asks == "who"),
        float(bool(hit.heading) and hit.heading[:20] in hit.text[:120]),
    ]  # fmt: skip
