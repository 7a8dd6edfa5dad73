"""Rewritings of a claim that keep its meaning, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from eval.alterations import MONTHS, NUMBER_WORDS, Change


def paraphrases(texts: Sequence[str]) -> dict[str, Change]:
    """Return rewritings that keep the meaning, by name; acronyms are those the texts explain."""
    whole = " ".join(" ".join(texts).split())
    known = {}
    for match in re.finditer(r"((?:[A-Z][\w'-]+ (?:(?:and|of|for|the|&) )?){2,6})\(([A-Z]{2,6})\)", whole):
        words, letters = match[1].split(), match[2]
        for start in range(len(words)):
            if "".join(w[0] for w in words[start:] if w[0].isupper()) == letters:
                known[letters] = " ".join(words[start:])

    def expand(text: str, rng: Random) -> str | None:
        found = [letters for letters in known if re.search(rf"\b{letters}\b", text) and known[letters] not in text]
        return re.sub(rf"\b{found[0]}\b", known[found[0]], text, count=1) if found else None

    def reworded(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Change:
        return lambda text, rng: re.sub(pattern, by, text) if re.search(pattern, text) else None

    def trailing(text: str, rng: Random) -> str | None:
        head, comma, tail = text.rpartition(", ")
        return (
            head + "."
            if comma and len(head.split()) > 7 and len(tail.split()) > 2 and head.count("(") == head.count(")")
            else None
        )

    says = dict(
        zip(
            "said advised stated explained informed reported".split(),
            "stated told said said told said".split(),
            strict=True,
        )
    )
    return {
        "per cent": reworded(r"(\d)%", r"\1 per cent"),
        "thousands": reworded(r"(?<=£)(\d+)K\b", r"\1,000"),
        "million": reworded(r"(\d)M\b", r"\1 million"),
        "number word": reworded(r"(?<![\w.£,-])([2-9])(?= [a-z]{4})", lambda m: NUMBER_WORDS[int(m[1])]),
        "slashed year": reworded(r"\b(20\d\d)-(\d\d)\b(?!-)", r"\1/\2"),
        "dated": reworded(
            rf"\b(\d\d?)(?:st|nd|rd|th)? ({'|'.join(MONTHS)}),? (20\d\d)\b",
            lambda m: f"{int(m[1]):02d}/{MONTHS.index(m[2]) + 1:02d}/{m[3]}",
        ),
        "title": reworded(r"\bCouncillor(?= [A-Z])", "Cllr"),
        "acronym": expand,
        "trailing clause": trailing,
        "said": reworded(rf"\b({'|'.join(says)})\b(?= that)", lambda m: says[m[1]]),
        "led in": lambda text, rng: (
            "According to the record, " + text[0].lower() + text[1:] if text[:4] in {"The ", "This"} else None
        ),
        "folded": lambda text, rng: " ".join(text.lower().split()),
    }
