"""Quoted words must stand in the evidence word for word."""

from __future__ import annotations

import re
from typing import Final

from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import fold

_QUOTED: Final = re.compile(r"\"([^\"]{3,})\"|(?<!\w)'([^']{3,}?(?:'(?:s|t|re|ve|ll|d)\b[^']*?)*)'(?!\w)")


def quotation_faults(claim_text: str, evidence: Reading) -> list[str]:
    """Return quotations of the claim that are not in the evidence word for word."""
    plain = " ".join(evidence.text.text.split()).lower()
    found = []
    for match in _QUOTED.finditer(fold(claim_text)):
        quoted = " ".join((match[1] or match[2]).split()).strip(" .,;:!?")
        pieces = [piece.strip(" .,") for piece in re.split(r"\.\.\.|…|\[[^\]]*\]", quoted)]
        if any(piece.lower() not in plain for piece in pieces if piece):
            found.append(f"“{quoted}” is quoted, but not in these words in the evidence")
    return found
