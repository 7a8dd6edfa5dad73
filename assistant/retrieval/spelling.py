"""Words of a question that no record holds, taken as records may write them: typos, irregular forms, compounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from assistant.language import stem

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
    "undertake undertook",
    "understand understood", "wear wore worn", "win won", "withdraw withdrew withdrawn", "write wrote written",
    "child children", "man men", "woman women", "person people", "policeman policemen", "half halves", "thief thieves",
    "analysis analyses", "crisis crises", "foot feet", "mouse mice",
)  # fmt: skip
_SHORTEST_PART = 3  # letters of each part of a compound
_LONGEST_WORD = 60  # letters; what is longer is no word of English


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _FORMS:
        stems = tuple(dict.fromkeys(stem(word) for word in group.split()))
        found.update(dict.fromkeys(stems, stems))
    return found


def respell(
    wanted: Sequence[str], frequencies: Callable[[Sequence[str]], Mapping[str, int]], nearest: Callable[[str], str | None]
) -> dict[str, tuple[str, ...]]:
    """Return for each term that the records do not hold the terms that it is taken as; a term that nothing is near is left out.

    Args:
        wanted: Terms of a question.
        frequencies: Gives in how many passages each term stands.
        nearest: Gives the indexed term one slip of the pen away.
    """
    unknown = [term for term, count in frequencies(wanted).items() if not count and term.isalpha() and len(term) <= _LONGEST_WORD]
    found = {term: _taken_as(term, frequencies, nearest) for term in unknown}
    return {term: meant for term, meant in found.items() if meant}


def _taken_as(
    term: str, frequencies: Callable[[Sequence[str]], Mapping[str, int]], nearest: Callable[[str], str | None]
) -> tuple[str, ...]:
    held = frequencies(_groups().get(term, ()))
    if any(held.values()):
        return (max(held, key=lambda form: held[form]),)
    near = nearest(term)
    return (near,) if near else _parts(term, frequencies)


def _parts(term: str, frequencies: Callable[[Sequence[str]], Mapping[str, int]]) -> tuple[str, ...]:
    """Return the two indexed words that a compound is made of ("boathouse"), the pair whose rarer word is commonest."""
    cuts = [(stem(term[:at]), stem(term[at:])) for at in range(_SHORTEST_PART, len(term) - _SHORTEST_PART + 1)]
    held = frequencies([part for cut in cuts for part in cut])
    best = max(cuts, key=lambda cut: min(held[cut[0]], held[cut[1]]), default=None)
    return best if best and min(held[best[0]], held[best[1]]) else ()
