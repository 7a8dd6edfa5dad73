"""Limits set on figures: "at least 40", "up to 40" and "more than 40" are three things, and none of them is "40"."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.checks.numbers import Figure
from assistant.answering.checks.reading import Reading

_BEFORE: Final = (
    ("floor", re.compile(r"\b(?:at least|(?:no|not) (?:less|fewer) than|(?:a )?minimum(?: of)?|not below)\W*$", re.I)),
    ("ceiling", re.compile(r"\b(?:at (?:the )?most|up to|(?:no|not) more than|(?:a )?maximum(?: of)?|not exceed)\W*$", re.I)),
    ("above", re.compile(r"\b(?:(?:more|greater|higher|longer|larger) than|over|exceed(?:s|ed|ing)?|in excess of)\W*$", re.I)),
    ("below", re.compile(r"\b(?:less|fewer|lower|smaller|shorter) than\W*$|\bunder\W*$", re.I)),
)  # fmt: skip
_UPWARD: Final = frozenset({"floor", "above"})
_STRICT: Final = frozenset({"above", "below"})
# "over 12 months" tells how long something took, not that it took longer.
_DURING: Final = re.compile(r"\s*(?:-\s*)?(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade)s?\b", re.I)
_REACH: Final = 24


def bound_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return limits that the claim sets on a figure and the evidence sets the other way, or, where strict, not at all."""
    found = []
    for figure in claim.figures:
        said = _bound(claim, figure)
        same = [other for other in evidence.figures if other.value == figure.value]
        held = {_bound(evidence, other) for other in same}
        if said is None and same and None not in held and figure.unit not in {"per", "ordinal"}:
            word = _told(evidence, same[0]).strip()
            found.append(f"the evidence says “{word} {figure.printed.strip()}”")
        if not said or not same or said in held:
            continue
        agreeing = any(other and (other in _UPWARD) == (said in _UPWARD) for other in held)
        if not agreeing and (said in _STRICT or None not in held):
            found.append(f"the evidence does not say “{_told(claim, figure)}{figure.printed.strip()}”")
    return found


def _bound(text: Reading, figure: Figure) -> str | None:
    """Return the limit that the words before a figure set on it, None for none."""
    whole = text.text.text
    before = whole[max(0, figure.start - _REACH) : figure.start].rstrip("£$€ ")
    name = next((name for name, pattern in _BEFORE if pattern.search(before)), None)
    return None if name in _STRICT and _DURING.match(whole, figure.end) else name


def _told(text: Reading, figure: Figure) -> str:
    before = text.text.text[max(0, figure.start - _REACH) : figure.start]
    return next((match[0].lstrip() for _, pattern in _BEFORE if (match := pattern.search(before.rstrip("£$€ ") + " "))), "")
