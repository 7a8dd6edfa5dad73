"""What sums of money are called, in ordinary words and in those of records."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from assistant.language import content_terms

MONEY: Final = re.compile(r"[£$€]\s?\d|\b(?:pounds|pence|euros?|dollars)\b")
_ALIKE = tuple(
    frozenset(content_terms(words))
    for words in (
        "spend spent spending cost costs costing pay paid payment expenditure expense outlay price charge fee bill bought buy "
        "purchase purchased quotation invoice",
        "income receipt receipts revenue earned earn takings brought bring raised raise generated yielded",
        "budget budgeted allocation allocated provision earmarked estimate estimated",
    )
)


def like_words(asked: Collection[str], held: Collection[str]) -> set[str]:
    """Return the terms asked that mean much the same of a sum of money as one that is held ("spent" where "cost" is)."""
    return {term for words in _ALIKE if not words.isdisjoint(held) for term in words.intersection(asked)}
