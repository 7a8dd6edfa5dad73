"""What a term means: the place where the records spell an acronym out, or say what something is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.units import Unit
from assistant.language import fold
from assistant.retrieval.search import Found

_TERM = re.compile(
    r"\b(?:does|do|did)\s+(?:the\s+)?(?:letters|acronym|abbreviation|initials|term|phrase|words?)?\s*[‘'\"“]?(.+?)[’'\"”]?\s+(?:stand"
    r"|mean)\b"
    r"|\b(?:meant|understood)\s+by\s+(?:an?\s+|the\s+)?[‘'\"“]?(.+?)[’'\"”]?\s*\??$"
    r"|\b(?:defin(?:e|ition\s+of)|meaning\s+of)\s+(?:an?\s+|the\s+)?[‘'\"“]?(.+?)[’'\"”]?\s*\??$"
    r"|^\s*what\s+(?:is|are|was|were)\s+(?:an?\s+|the\s+)?[‘'\"“]?([^?]{2,40}?)[’'\"”]?\s*\??$"
    r"|\b([A-Z][\w&-]{1,9})\s+(?:is\s+)?(?:short\s+for|stands?\s+for)",
    re.I,
)


def asked_term(question: str) -> str:
    """Return the term whose meaning a question asks for, "" where it asks something else."""
    match = _TERM.search(question)
    return next((group.strip(" ‘’'\"“”") for group in match.groups() if group), "") if match else ""


def defining_units(found: Found, units: Sequence[Unit], acronyms: Sequence[tuple[str, str]]) -> list[Unit]:
    """Return the unit that spells the asked term out or says what it is, best first; none where no unit does."""
    term = asked_term(found.analysis.question)
    if not term:
        return []
    long_forms = [long for short, long in acronyms if _same(short, term)]
    shorts = [short for short, long in acronyms if _same(long, term)]
    for unit in units:
        text = fold(unit.text)
        spelt = any(_holds(text, long) and _holds(text, term) for long in long_forms)
        if spelt or any(_holds(text, short) and _holds(text, term) for short in shorts):
            return [unit]
    told = [unit for unit in units if unit.row is None and _says_what(fold(unit.text), term)]
    return told[:1]


def _same(a: str, b: str) -> bool:
    return re.sub(r"[^a-z0-9]", "", a.lower()) == re.sub(r"[^a-z0-9]", "", b.lower())


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.I) is not None


def _says_what(text: str, term: str) -> bool:
    """Return whether a sentence says what a term is: "X, defined as ...", "X (...)", "the X of – a, b and c", "known as X"."""
    name = rf"[‘'\"“]?{re.escape(term)}s?[’'\"”]*"
    after = (
        rf"{name}\s*(?:\([^)]{{3,}}\)|:|[–—-]\s|,?\s+(?:is|are|was|were)\s+(?:an?|the)\b|,?\s+(?:means|refers\s+to"
        rf"|comprise[sd]?)|\s+of\s*[–—:-])"
    )
    before = rf"\b(?:known\s+as|defined\s+as|called|termed|so-called)\s+(?:an?\s+|the\s+)?{name}"
    return re.search(rf"(?<!\w)(?:{after}|{before})", text, re.I) is not None
