"""Votes: how many were for, against and abstained, however the record prints them."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.checks.numbers import in_words
from assistant.answering.checks.reading import Reading

_COUNT: Final = (
    r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|none|nil|no)"
)
_WHO: Final = r"(?:\s+(?:of\s+the\s+)?(?:votes?|members?|councillors?|people|voting|voted|were|being|cast))*"
_SIDES: Final = {
    "for": r"(?:in\s+favour|for\b(?!\s+the\s+(?:year|period|month))|ayes?|yeas?)",
    "against": r"(?:against|opposed|noes|nays?)",
    "abstain": r"(?:abst\w+|abstentions?)",
}
_PATTERNS: Final = tuple(
    (side, re.compile(pattern, re.I))
    for side, words in _SIDES.items()
    for pattern in (rf"\b{_COUNT}{_WHO}\s+{words}", rf"\b(?:{words})\s*[:\-]?\s*{_COUNT}\b")
)
_BY: Final = re.compile(rf"\b{_COUNT}\s+(?:votes?\s+)?(?:to|-)\s*{_COUNT.replace('<n>', '<m>')}\b(?!\s*%)", re.I)
_VOTED: Final = re.compile(r"\bvot\w+|\bcarried\b|\blost\b|\bdefeated\b|\bdivision\b|\babst\w+|\byeas?\b|\bayes?\b", re.I)
_LOST: Final = re.compile(r"\b(?:lost|defeated|rejected|not carried|fell)\b", re.I)


def counts(text: str) -> dict[str, set[float]]:
    """Return the numbers of votes of each side that a text tells: "for", "against", "abstain"."""
    found: dict[str, set[float]] = {}
    if not _VOTED.search(text):
        return found
    for side, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found.setdefault(side, set()).add(_value(match["n"]))
    for match in _BY.finditer(text):
        if _VOTED.search(text[max(0, match.start() - 60) : match.end() + 20]):
            sides = ("against", "for") if _LOST.search(text) and _value(match["n"]) > _value(match["m"]) else ("for", "against")
            for side, word in zip(sides, (match["n"], match["m"]), strict=True):
                found.setdefault(side, set()).add(_value(word))
    return found


def vote_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return votes that the claim counts otherwise than the evidence."""
    told, held = counts(claim.text.text), counts(evidence.text.text)
    return [
        f"the evidence counts {', '.join(f'{value:g}' for value in sorted(held[side]))} {side}, not {value:g}"
        for side, values in told.items()
        for value in sorted(values)
        if held.get(side) and value not in held[side]
    ]


def proved(claim: Reading, evidence: Reading) -> frozenset[float]:
    """Return the numbers of votes of the claim that the evidence has on the same side."""
    told, held = counts(claim.text.text), counts(evidence.text.text)
    return frozenset(value for side, values in told.items() for value in values & held.get(side, set()))


def _value(word: str) -> float:
    return float(word) if word.isdigit() else in_words(word)
