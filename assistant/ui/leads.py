"""The words of an answer that announce a sentence and are no claim: the meeting and item, or the heading, that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Answer

_MARKS = re.compile(r"\s*\[\d+\]")


def leads(answer: Answer) -> Sequence[str]:
    """Return what stands before each claim of an answer in its text ("SCHOOL STREETS:"), "" where nothing does."""
    found, at = [], 0
    for claim in answer.claims:
        start = answer.text.find(claim.text, at)
        before = _MARKS.sub("", answer.text[at:start]).strip("• \n") if start >= 0 else ""
        at = start + len(claim.text) if start >= 0 else at
        found.append(before if before.endswith(":") else "")
    return found
