"""Words with two sides: what caused what, what came before what, who did it to whom.

"X led to Y", "Y because of X" and "Because of X, Y" put the same two things on the same sides; a claim whose sides hold what
the evidence has on the other ones turns the sense round, whatever joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.dates import Moment
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import FUNCTION_WORDS, Text, stem

_FORMS: Final = (
    # Right side first: "X caused by Y" puts Y, the cause, first.
    ("cause", -1, r"caused by|because of|because|due to|owing to|as a result of|on account of|thanks to|"
                  r"ar(?:ose|ises?|ising) from|"
                  r"result(?:ed|s|ing) from|stem(?:med|s) from|brought about by|attributed to|attributable to"),
    ("cause", 1, r"caused?|causes|causing|led to|leads to|leading to|result(?:ed|s|ing) in|g(?:ave|ives) rise to|brought about"),
    ("order", 1, r"before|prior to|ahead of|in advance of|pending"),
    ("order", -1, r"after|following|once"),
)  # fmt: skip
_JOINTS: Final = tuple((kind, way, re.compile(rf"\b(?:{words})\b", re.I)) for kind, way, words in _FORMS)
_ATTRIBUTED: Final = re.compile(r"\b(?:attribut\w+|put|ascrib\w+) (?P<left>[^.;]*?) (?:down )?to (?P<right>[^.;,]*)", re.I)
_DENIED: Final = re.compile(
    r",?\s*\b(?:and )?not (?:after|before|because of|because|due to|following)\b[^,.;]*?(?:,|(?=[.;])|$)", re.I
)
_DONE_BY: Final = re.compile(r"\b(?P<verb>[a-z]{3,}ed) by\b", re.I)
_DID: Final = re.compile(
    r"(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?P<verb>[a-z]{3,}ed)(?= (?:the|a|an|its|his|her|their)\b)", re.I
)  # noqa: E501
_EDGE: Final = re.compile(r"[;:(\n|]|\bthat\b|,? and (?:that|then)\b", re.I)
_CLOSE: Final = re.compile(r"[;:,)\n|]")
_WORD: Final = re.compile(r"\d[\d,]*(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_TELLING: Final = 2  # words found on one side only that make a case


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two things and how they are joined: what comes first (the cause, the earlier, the doer) and the other."""

    kind: str
    first: str
    second: str
    printed: str


def side_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return joined things of the claim that stand the other way about in the evidence, or against the claim's own dates."""
    held = list(_pairs(evidence.text))
    found = []
    for pair in _pairs(claim.text):
        told = [_turned(pair, other) for other in held if other.kind == pair.kind]
        if any(told) and not any(turn is False for turn in told):
            found.append(f"what the claim joins by “{pair.printed}” stands the other way about in the evidence")
    return found + list(_misdated(claim))


def _pairs(text: Text) -> Iterator[_Pair]:
    for start, until in text.spans:
        sentence = _DENIED.sub(" ", text.text[start:until])
        for match in _ATTRIBUTED.finditer(sentence):
            yield _Pair("cause", match["right"], match["left"], match[0].split()[0])
        taken: set[int] = set()
        for kind, way, pattern in _JOINTS:
            for match in pattern.finditer(sentence):
                if match.start() not in taken:
                    taken.add(match.start())
                    yield from _joined(kind, way, sentence, match)
        for match in _DONE_BY.finditer(sentence):
            yield from _joined(stem(match["verb"].lower()), -1, sentence, match)
        for match in _DID.finditer(sentence):
            yield from _joined(stem(match["verb"].lower()), 1, sentence, match)


def _joined(kind: str, way: int, sentence: str, match: re.Match[str]) -> Iterator[_Pair]:
    opened = max((edge.end() for edge in _EDGE.finditer(sentence, 0, match.start())), default=0)
    left, right = sentence[opened : match.start()], sentence[match.end() :]
    if not _words(left) or left.rstrip().endswith(",") and way and not left.strip(" ,"):
        # "After X, Y": what the word leads in stands first.
        right, comma, left = right.partition(",")
        if not comma:
            return
    else:
        right = _CLOSE.split(right, maxsplit=1)[0]
    first, second = (left, right) if way > 0 else (right, left)
    yield _Pair(kind, first, second, match[0])


def _words(side: str, plain: bool = False) -> set[str]:
    """Return the stems of the words that carry matter; with ``plain``, those that are neither names nor numbers."""
    return {
        stem(word.lower()) if word[0].isalpha() else word.replace(",", "")
        for word in _WORD.findall(side)
        if word.lower() not in FUNCTION_WORDS and not (plain and (word[0].isdigit() or word[0].isupper()))
    }


def _turned(claim: _Pair, evidence: _Pair) -> bool | None:
    """Return whether the claim has the sides of the evidence exchanged; None where they share too little to tell."""
    for plain in (True, False):
        one, two = _words(claim.first, plain), _words(claim.second, plain)
        first, second = _words(evidence.first), _words(evidence.second)
        straight = len(one & (first - second)) + len(two & (second - first))
        crossed = len(one & (second - first)) + len(two & (first - second))
        both = bool(one & (second - first)) and bool(two & (first - second))
        if straight + crossed >= _TELLING:
            strict = claim.kind not in {"cause", "order"}
            if crossed > 2 * straight and (both or not strict and crossed > _TELLING) and not (strict and straight):
                return True
            return False if straight > crossed else None
    return None


def _misdated(claim: Reading) -> Iterator[str]:
    """Yield "on 2 October, before … on 11 September": the claim's own dates stand the other way about."""
    text = claim.text
    for match in (m for kind, _, pattern in _JOINTS if kind == "order" for m in pattern.finditer(text.text)):
        sentence = text.tokens[text.at(match.start())].sentence
        start, until = text.spans[sentence]
        before = [m for m in claim.moments if start <= m.start and m.end <= match.start()]
        after = [m for m in claim.moments if match.end() < m.start < until and "," not in text.text[match.end() : m.start]]
        if (
            len(before) == 1 == len(after)
            and _words(text.text[match.end() : after[0].start])
            and (gap := _gap(before[0], after[0]))
        ):
            later = bool(re.match(r"after|following|once", match[0], re.I))
            if (gap > 0) == later:
                yield f"“{before[0].printed.strip()}” is not {match[0]} “{after[0].printed.strip()}”"


def _gap(one: Moment, other: Moment) -> int:
    """Return 1 where the second date is later, -1 where earlier, 0 where the two cannot be compared."""
    if None in (one.month, one.day, other.month, other.day):
        return 0
    years = (one.year or other.year or 0, other.year or one.year or 0)
    first, second = (years[0], one.month, one.day), (years[1], other.month, other.day)
    return (second > first) - (second < first)
