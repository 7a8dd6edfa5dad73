"""All, most, none, only: words for a share must fit what the evidence counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answering.checks.numbers import Figure
from assistant.answering.checks.reading import Reading

_ALL: Final = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\babove )\b(?:all|every|everyone|everybody)\b"
    r"(?! (?:but|except|other|in|the (?:same|more)|(?:the |of the )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)))",  # noqa: E501
    re.I,
)
_WHOLE: Final = re.compile(
    r"\b(?:all|every\w*|each|both|entire\w*|whole|full\w*|unanim\w+|total\w*|always|any|100 ?%|no|none|only)\b", re.I
)
_ALL_BUT: Final = re.compile(r"\ball (?:but|except|apart from|other than)\b", re.I)
_EXCEPT: Final = re.compile(r"\b(?:all|every\w*|except\w*|but|apart from|other than|excluding)\b", re.I)
_ONLY: Final = re.compile(r"\b(?:only|solely|just|exclusively|alone|sole)\b", re.I)
_ONLY_LAST: Final = re.compile(r"(?P<word>[^\W\d_]{3,})\s+only\s*(?=[.;,)]|$)", re.I)
_SHARES: Final = re.compile(
    r"\b(?P<most>most|majority)\b(?= of\b|\s\w+ (?:who|were|was|had|are|have)\b)|\b(?P<few>minority|few|fewer than half|less than half)\b",  # noqa: E501
    re.I,
)  # noqa: E501


def share_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return words for a share in the claim that the evidence does not bear out."""
    return [*_all(claim, evidence), *only_faults(claim.text.text, evidence.text.text), *_most(claim, evidence)]


def _all(claim: Reading, evidence: Reading) -> Iterator[str]:
    match = _ALL.search(claim.text.text)
    if not match or evidence.cells:
        return
    only = bool(_ONLY.search(evidence.text.text)) and not _ONLY.search(claim.text.text)
    whole = [m[0].lower() for m in _WHOLE.finditer(evidence.text.text)]
    # Denials and "only" make a whole just where the claim denies too or says "only".
    parts = {"no", "none", "only", "any"}
    counted = any(figure.unit in {"", "%"} for figure in evidence.figures) or only
    if counted and all(word in parts for word in whole) and not re.search(r"\b(?:no|none|not|any)\b", claim.text.text, re.I):
        yield f"the evidence does not say “{match[0]}”"


def only_faults(claim: str, evidence: str) -> Iterator[str]:
    """Yield "only" that the claim leaves out at its end, or exchanges for "all but"."""
    if (match := _ALL_BUT.search(claim)) and _ONLY.search(evidence) and not _EXCEPT.search(evidence):
        yield f"the evidence says “only”, not “{match[0]}”"
    for last in _ONLY_LAST.finditer(evidence):
        if not _ONLY.search(claim) and re.search(rf"\b{re.escape(last['word'])}\s*[.;,]?\s*$", claim, re.I):
            yield f"the evidence says “{last[0]}”, the claim leaves “only” out"


def _most(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield "most" for less than half and "a minority" for more, by the one figure in per cent that has the claim's words."""
    for match in _SHARES.finditer(claim.text.text):
        figure = _percent(claim, evidence)
        if figure and (figure.value < 50 if match["most"] else figure.value > 50):
            yield f"{figure.printed.strip()} is not “{match[0]}”"


def _percent(claim: Reading, evidence: Reading) -> Figure | None:
    """Return the figure in per cent beside which the evidence has most of the claim's words; None where several have."""
    if any(figure.unit == "%" for figure in claim.figures):
        return None
    stems = {token.stem for token in claim.text.tokens if token.content}
    pieces = evidence.pieces
    found = [(len(stems & pieces.stems[pieces.of[evidence.anchor(f).first]]), f) for f in evidence.figures if f.unit == "%"]
    top = max((score for score, _ in found), default=0)
    leading = [figure for score, figure in found if score == top]
    return leading[0] if top >= 2 and len(leading) == 1 else None
