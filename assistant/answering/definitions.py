"""What a term means: the place where the records spell an acronym out, or say what something is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.sight import Sight, Told
from assistant.answering.units import Unit, can_answer, split_units
from assistant.language import content_terms, fold
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
_LETTERS_ALONE = re.compile(r"\b(?:stands?|short)\s+for\b|\b(?:letters|acronym|abbreviation|initials|spell\w*)\b", re.I)
_SPELLINGS = 20  # passages looked through for the place that spells an acronym out
_BRIEF = 45  # words; a longer sentence only mentions what it is not about


def asked_term(question: str) -> str:
    """Return the term whose meaning a question asks for, "" where it asks something else."""
    match = _TERM.search(question)
    return next((group.strip(" ‘’'\"“”") for group in match.groups() if group), "") if match else ""


def asks_what_is_a(question: str) -> bool:
    """Return whether a question asks what a thing of a kind is ("What is a cycle hangar?")."""
    return re.match(r"^\W*what(?:['’]s|\s+(?:is|are))\s+an?\s+[a-z][\w\s-]{2,40}\W*$", question, re.I) is not None


def told_of_letters(sight: Sight) -> Told | None:
    """Return the sentence that spells the asked acronym out, and the one that says what it is; None where none spells it.

    The records in sight are searched for the spelling itself, which passages about the matter need not hold.
    """
    term = asked_term(sight.question)
    pairs = [pair for pair in sight.searcher.acronyms(sight.scope) if term and _same(pair[0], term)]
    if not pairs:
        return None
    spelling = [hit for pair in pairs for hit in sight.searcher.holding(content_terms(" ".join(pair)), sight.scope, _SPELLINGS)]
    hits = [*sight.found.hits, *spelling]
    units = [unit for unit in split_units(list({hit.passage: hit for hit in hits}.values()), sight.document) if unit.row is None]
    spelt = [unit for unit in units if can_answer(unit) and any(_spells(fold(unit.text), pair) for pair in pairs)]
    if not spelt:
        return None
    best = min(spelt, key=lambda unit: (-_explains(fold(unit.text), term, pairs), len(unit.text.split())))
    if _LETTERS_ALONE.search(sight.question) or _says_what(fold(best.text), term, told=True):
        return Told((best,))
    what = [unit for unit in units if _says_what(fold(unit.text), term, told=True) and len(unit.text.split()) <= _BRIEF]
    return Told((best, *what[:1]))


def _explains(text: str, term: str, pairs: Sequence[tuple[str, str]]) -> int:
    """Return how well a sentence introduces an acronym: 3 says what it is, 2 spells it and goes on to explain, 1 spells it."""
    if _says_what(text, term, told=True):
        return 3
    ordered = [pair for one in pairs for pair in (one, one[::-1])]
    spelt = "(?:" + "|".join(rf"{re.escape(a)}s?\s*\({re.escape(b)}s?\)" for a, b in ordered) + ")"
    explained = rf"{spelt}\s*(?:,|[–—-])?\s*(?:that\s+is|i\.?e\.?|an?|the|which|who)\b"
    return 2 if re.search(explained, text, re.I) else int(bool(re.search(spelt, text, re.I)))


def _spells(text: str, pair: tuple[str, str]) -> bool:
    return _holds(text, pair[0]) and _holds(text, pair[1])


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


def _says_what(text: str, term: str, told: bool = False) -> bool:
    """Return whether a sentence says what a term is: "X, defined as ...", "X (...)", "the X of – a, b and c", "known as X".

    Args:
        text: The sentence.
        term: What is asked about.
        told: Whether only a statement counts ("X was set up as ..."), no bracket or dash.
    """
    name = rf"[‘'\"“]?{re.escape(term)}s?[’'\"”]*\)?"
    is_a = (
        rf"{name},?\s+(?:is|are|was|were)\s+(?:an?|the)\b|{name},?\s+(?:means|refers\s+to|comprise[sd]?)\b"
        rf"|{name}\s+(?:(?:is|are|was|were|has|had|have)\s+)?(?:been\s+)?"
        r"(?:set\s+up|established|founded|formed|created|developed|introduced|launched|designed)\b"
    )
    if told:
        return re.search(rf"(?<!\w)(?:{is_a})", text, re.I) is not None
    after = rf"{name}\s*(?:\([^)]{{3,}}\)|:|[–—-]\s|\s+of\s*[–—:-])"
    before = rf"\b(?:known\s+as|defined\s+as|called|termed|so-called)\s+(?:an?\s+|the\s+)?{name}"
    return re.search(rf"(?<!\w)(?:{is_a}|{after}|{before})", text, re.I) is not None
