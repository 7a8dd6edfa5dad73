"""How named people voted: for, against, or not at all, as the record says of each of them."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.checks.reading import Reading

_SIDES: Final = (
    ("against", re.compile(r"against|opposed|opposing|oppose|dissent\w*", re.I)),
    ("abstaining", re.compile(r"abst(?:ain|ention)\w*", re.I)),
    ("for", re.compile(r"support(?:ed|ing|s)?|favour(?:ed|ing)?|backed", re.I)),
)
_VOTING: Final = re.compile(r"\bvot\w+|\bdissent\w*|\babst\w+|\bresol\w+|\bmotion|\bcarried\b", re.I)
_REACH: Final = 16  # tokens from a name to the word that tells its vote, other names between


def voter_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return people whom the claim has vote otherwise than the evidence."""
    if not _VOTING.search(evidence.text.text):
        return []
    held, told = _votes(evidence), _votes(claim)
    return [
        f"the evidence has {person} {next(iter(held[person]))}, not {side}"
        for person, sides in told.items()
        for side in sides
        if person in held and side not in held[person]
    ]


def _votes(reading: Reading) -> dict[str, set[str]]:
    """Return the sides on which each person (the last stem of the name) is said to have voted."""
    found: dict[str, set[str]] = {}
    for anchor in reading.names:
        side = _side(reading, anchor.last)
        if side:
            found.setdefault(reading.text.tokens[anchor.last].stem, set()).add(side)
    return found


def _side(reading: Reading, index: int) -> str | None:
    tokens, text = reading.text.tokens, reading.text.text
    for at in range(index + 1, min(index + 1 + _REACH, len(tokens))):
        if tokens[at].sentence != tokens[index].sentence or ";" in text[tokens[at - 1].end : tokens[at].start]:
            return None
        if tokens[at].lower == "for" and tokens[at - 1].stem == "vote":
            return "for"
        side = next((name for name, pattern in _SIDES if pattern.fullmatch(tokens[at].lower)), None)
        if side:
            return side
    return None
