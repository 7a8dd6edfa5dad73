"""Numbers written in words where they count things: "seven vehicles", "some two dozen stalls", "twenty-one wardens"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ingest.figures.measures import CLOSED, counted

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: at for at, word in enumerate([*_ONES, *_TEENS], 1)} | {word: at * 10 for at, word in enumerate(_TENS, 2)}
_SPELLED = re.compile(
    rf"(?<![\w’'-])(?:(?P<tens>{'|'.join(_TENS)})(?:-(?P<ones>{'|'.join(_ONES)}))?|(?P<word>{'|'.join([*_ONES[1:], *_TEENS])})"
    r"|(?P<many>a|two|three|four|five|six)\s(?P<lot>dozen|hundred|thousand))(?![\w’'-])",
    re.I,
)
_LOTS = {"dozen": 12, "hundred": 100, "thousand": 1000}
_NAMED = re.compile(
    r"\b(?:part|phase|stage|grade|class|level|chapter|section|item|page|years?|the\s+(?:last|next|past|first))\s+$", re.I
)
_TIME = re.compile(
    r"^[\s-]*(?:\w+\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|quarters?|per ?cent|percentage|points?"
    r"|pence|pounds?|miles?"
    r"|met(?:re|er)s?|kilomet(?:re|er)s?|litres?|acres?|hectares?|tonnes?|feet|inches|dozen|hundred|thousand|million)\b",
    re.I,
)
_PEOPLE = frozenset("people men women children staff".split())


def spelled(flat: str) -> Iterator[tuple[int, int, float]]:
    """Yield where a number in words begins and ends in a sentence, and its value, where nouns in the plural follow it.

    "One" is mostly no count and "three months" mostly a period: neither is read.
    """
    for match in _SPELLED.finditer(flat):
        rest = flat[match.end() :]
        nouns = re.split(r" (?:of|for|and) ", counted(rest))[0].split()
        plural = bool(nouns) and (nouns[-1].endswith("s") and not nouns[-1].endswith("ss") or nouns[-1].lower() in _PEOPLE)
        follows = re.match(r"\s+(\w+)", rest)
        if not plural or follows is None or follows[1].lower() in CLOSED | {"of"} or _TIME.match(rest):
            continue
        if not _NAMED.search(flat[: match.start()]):
            yield match.start(), match.end(), float(_value(match))


def _value(match: re.Match[str]) -> int:
    if match["lot"]:
        return _VALUES.get(match["many"].lower(), 1) * _LOTS[match["lot"].lower()]
    if match["tens"]:
        return _VALUES[match["tens"].lower()] + (_VALUES[match["ones"].lower()] if match["ones"] else 0)
    return _VALUES[match["word"].lower()]
