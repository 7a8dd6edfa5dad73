"""Words of a question that no record holds, taken as records may write them: typos, irregular forms, compounds.

One slip of the pen is mended wherever a word that is known lies so near; two in a long word, and one in a short word, only where
the words as mended stand together in a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import product

from assistant.language import STOP_WORDS, content_terms, stem
from assistant.retrieval.words import edits

# Irregular verbs and nouns of English, every form of one word in a group; their stems do not meet.
_FORMS = (
    "arise arose arisen", "begin began begun", "break broke broken", "bring brought", "build built", "buy bought", "catch caught",
    "choose chose chosen", "come came", "deal dealt", "draw drew drawn", "drive drove driven", "fall fell fallen", "fight fought",
    "find found", "forget forgot forgotten", "freeze froze frozen", "get got", "give gave given",
    "go went gone", "grow grew grown",
    "hold held", "keep kept", "know knew known", "lead led", "leave left", "lend lent", "lose lost", "make made", "meet met",
    "pay paid", "rise rose risen", "run ran", "say said", "see saw seen", "seek sought", "sell sold", "send sent", "shoot shot",
    "speak spoke spoken", "spend spent", "stand stood", "steal stole stolen", "swear swore sworn", "swim swam swum",
    "take took taken", "teach taught", "tear tore torn", "tell told", "think thought", "throw threw thrown",
    "undertake undertook", "uphold upheld", "withhold withheld", "feel felt", "fly flew flown", "forbid forbade forbidden",
    "hear heard", "hide hid hidden", "lay laid", "mean meant", "oversee oversaw overseen", "rebuild rebuilt", "ride rode ridden",
    "shake shook shaken", "sink sank sunk", "sit sat", "strike struck", "sweep swept", "wake woke woken",
    "understand understood", "wear wore worn", "win won", "withdraw withdrew withdrawn", "write wrote written",
    "child children", "man men", "woman women", "person people", "policeman policemen", "half halves", "thief thieves",
    "analysis analyses", "crisis crises", "foot feet", "mouse mice",
)  # fmt: skip
_ENDINGS = frozenset(("", *"s es ed ing ly ily ally y ies er ers ion ions ation ations ment ments al".split()))
_SHORTEST_DERIVED = 5
_SHORTEST_PART = 3  # letters of each part of a compound
_LONG_WORD = 8  # letters of a word that may have two slips
_SHORT_WORD = 4  # letters under which no slip is mended
_LONGEST_WORD = 60  # letters; what is longer is no word of English


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _FORMS:
        stems = tuple(dict.fromkeys(stem(word) for word in group.split()))
        found.update(dict.fromkeys(stems, stems))
    return found


def inflected(term: str, other: str) -> bool:
    """Return whether two terms are irregular forms of one word ("grew", "grown")."""
    return other in _groups().get(term, ())


def same_word(word: str, other: str) -> bool:
    """Return whether two words differ in nothing but an ending of the language ("compulsorily", "compulsory")."""
    at = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return at > _SHORTEST_PART and word[at:] in _ENDINGS and other[at:] in _ENDINGS


def misread(word: str) -> str:
    """Return the function word that a word is one slip away from ("mutch": "much"), "" where there is none."""
    if len(word) < _SHORT_WORD:
        return ""
    return min((stop for stop in STOP_WORDS if len(stop) >= _SHORT_WORD and edits(word, stop) == 1), default="")


def respell(
    wanted: Sequence[str],
    frequencies: Callable[[Sequence[str]], Mapping[str, int]],
    nearest: Callable[[str], str | None],
    right: Collection[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Return for each term that the records do not hold the terms that it is taken as; a term that nothing is near is left out.

    Args:
        wanted: Terms of a question.
        frequencies: Gives in how many passages each term stands.
        nearest: Gives the indexed term one slip of the pen away.
        right: Terms of words that are spelt right: no slips, though no record holds them.
    """
    unknown = [term for term, count in frequencies(wanted).items() if not count and term.isalpha() and len(term) <= _LONGEST_WORD]
    found = {term: _taken_as(term, frequencies, _no_slip if term in right else nearest) for term in unknown}
    return {term: meant for term, meant in found.items() if meant}


def _taken_as(
    term: str, frequencies: Callable[[Sequence[str]], Mapping[str, int]], nearest: Callable[[str], str | None]
) -> tuple[str, ...]:
    held = frequencies(_groups().get(term, ()))
    held = held if any(held.values()) else frequencies(_derived(term))
    if any(held.values()):
        return (max(held, key=lambda form: held[form]),)
    if term in _groups():
        return ()  # a word of its own, no slip ("spend" is not "speed")
    near = nearest(term)
    return (near,) if near else _parts(term, frequencies)


def _no_slip(term: str) -> None:
    """Return no term for one that is spelt right."""


def _derived(term: str) -> tuple[str, ...]:
    """Return the terms of the noun of a verb, or the other way round, that English makes with "-sion" ("decide", "extension")."""
    if len(term) < _SHORTEST_DERIVED or term[-1] not in "dts":
        return ()
    return (f"{term[:-1]}d", f"{term[:-1]}t") if term[-1] == "s" else (f"{term[:-1]}s",)


def _parts(term: str, frequencies: Callable[[Sequence[str]], Mapping[str, int]]) -> tuple[str, ...]:
    """Return the two indexed words that a compound is made of ("boathouse"), the pair whose rarer word is commonest."""
    cuts = [(stem(term[:at]), stem(term[at:])) for at in range(_SHORTEST_PART, len(term) - _SHORTEST_PART + 1)]
    held = frequencies([part for cut in cuts for part in cut])
    best = max(cuts, key=lambda cut: min(held[cut[0]], held[cut[1]]), default=None)
    return best if best and min(held[best[0]], held[best[1]]) else ()


def mend(
    question: str,
    unknown: Collection[str],
    near: Callable[[str, int], Sequence[str]],
    together: Callable[[Sequence[str], bool], bool],
) -> dict[str, str]:
    """Return for terms of a question that no record holds the terms that they are slips for, where the records bear that out.

    Args:
        question: As asked.
        unknown: Terms that no record holds and that are not mended yet.
        near: Gives the indexed terms within some edits of a word as written, the likeliest first.
        together: Says whether a passage holds some terms, and where asked for, side by side in this order.
    """
    words = [word for word in re.findall(r"[A-Za-z]+", question.lower()) if word not in STOP_WORDS]
    held = [content_terms(word) for word in words]
    offers = [
        _offers(word, near) if terms and terms[0] in unknown else list(terms[:1]) for word, terms in zip(words, held, strict=True)
    ]
    found: dict[str, str] = {}
    for at, terms in enumerate(held):
        if not terms or terms[0] not in unknown or terms[0] in found or terms[0] in _groups():
            continue
        beside = [pair for pair in ((at - 1, at), (at, at + 1)) if pair[0] >= 0 and pair[1] < len(words)]
        for first, second in beside:
            for a, b in product(offers[first], offers[second]):
                if terms[0] not in found and together((a, b), True):
                    found |= {held[place][0]: term for place, term in ((first, a), (second, b)) if held[place][0] in unknown}
        if terms[0] not in found and len(words[at]) >= _LONG_WORD:
            others = [offer for place, terms in enumerate(held) if terms and terms[0] not in unknown for offer in offers[place]]
            sure = near(words[at], 1)
            borne = [term for term in sure if not others or any(together((term, other), False) for other in others)]
            found |= dict(zip(terms[:1], borne, strict=False))
    return found


def _offers(word: str, near: Callable[[str, int], Sequence[str]]) -> list[str]:
    if len(word) < _SHORT_WORD or len(word) > _LONGEST_WORD:
        return []
    return list(near(word, 2 if len(word) >= _LONG_WORD else 1))


def rewritten(question: str, meant: Sequence[tuple[str, str]]) -> str:
    """Return a question with misspelt words written as those that they are taken as."""
    for word, other in meant:
        question = re.sub(rf"\b{re.escape(word)}\b", other.capitalize() if word[:1].isupper() else other, question)
    return question
