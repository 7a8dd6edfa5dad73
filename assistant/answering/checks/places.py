"""Where a word stands: whether a claim's figure, name or verb keeps the company it keeps in the evidence.

An *anchor* is a run of tokens that can be right or wrong by itself: a figure, a date, a name, a word with an
opposite.  An
anchor that occurs in the evidence may still be borrowed from another clause (2018's value given for 2019).  So the
words
around it are compared with those around each *peer* of the same kind: when a peer of another value keeps that company
better, by a set ratio, the anchor is out of place.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.text import FUNCTION_WORDS, Text

_REACH: Final = 7
_DECAY: Final = 0.8
_LIGHT: Final = 0.35
_CROSSED: Final = 0.4
_BEYOND: Final = 0.1
_EMPTY: Final = frozenset({"the", "a", "an", "of", "that", "it", "is", "was", "were", "be"})

Company = dict[tuple[bool, str], float]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A run of tokens ``[first, last]`` of a text, its kind and its value."""

    kind: str
    value: Hashable
    first: int
    last: int
    printed: str = ""


def company(text: Text, first: int, last: int) -> Company:
    """Return the words around a run of tokens within its sentence, by side, nearer words weighing more."""
    tokens, sentence = text.tokens, text.tokens[first].sentence
    agent = _is_agent(text, first)
    found: Company = {}
    for after, step, edge in ((False, -1, first), (True, 1, last)):
        weight = 1.0
        for index in range(edge + step, edge + step * (_REACH + 1), step):
            if not 0 <= index < len(tokens) or tokens[index].sentence != sentence:
                break
            token = tokens[index]
            if token.lower in _EMPTY:
                continue
            worth = weight * (_LIGHT if token.lower in FUNCTION_WORDS else 1.0)
            # "seconded by Lee" says what "Lee seconded" says, and little of what follows the name.
            for side in {after, True} if agent else {after}:
                kept = worth * (_BEYOND if agent and after else 1.0)
                found[side, token.stem] = max(found.get((side, token.stem), 0.0), kept)
            weight *= _DECAY
    return found


def _is_agent(text: Text, first: int) -> bool:
    """Return whether a name stands after "by", its title between or not."""
    before = {token.lower for token in text.tokens[max(0, first - 2) : first]}
    return text.tokens[first].capital and "by" in before


def likeness(asked: Company, printed: Company) -> float:
    """Return how much of the asked company the printed one keeps, 0 to 1; the other side counts for less."""
    total = sum(asked.values())
    if not total:
        return 0.0
    kept = 0.0
    for (after, word), weight in asked.items():
        same = printed.get((after, word), 0.0)
        other = _CROSSED * printed.get((not after, word), 0.0)
        kept += min(weight, max(same, other))
    return kept / total


def best(asked: Company, evidence: Text, anchors: Iterable[Anchor]) -> tuple[float, Anchor | None]:
    """Return the anchor of the evidence that keeps the asked company best, and how well."""
    top: tuple[float, Anchor | None] = (0.0, None)
    for anchor in anchors:
        score = likeness(asked, evidence_company(evidence, anchor))
        if score > top[0]:
            top = (score, anchor)
    return top


def evidence_company(evidence: Text, anchor: Anchor) -> Company:
    """Return the company of an anchor, computed once for each text."""
    key = (anchor.first, anchor.last)
    held = evidence.companies.get(key)
    if held is None:
        held = evidence.companies[key] = company(evidence, anchor.first, anchor.last)
    return held
