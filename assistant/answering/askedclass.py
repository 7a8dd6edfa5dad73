"""Whether an answer names the kind of thing that was asked for: not districts for "Which wards …?", no sentence for a school."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.followup.phrases import AUXILIARIES, PREPOSITIONS, is_verbal
from assistant.language import STOP_WORDS, stem
from assistant.records import Answer

# Kinds of area that records count by, and kinds of place that bear names: English words, not those of any one council.
_AREAS = frozenset("ward district borough parish county division constituency region town village city precinct township".split())
_COUNTED_BY = _AREAS - {"town", "village", "city", "region"}  # said of a list of figures these tell what its rows are
_PLACES = frozenset(
    "school college nursery park playground street road library hospital bridge cemetery church estate museum theatre".split()
)
_NOUNS = sorted(_AREAS | _PLACES)
_ASKED = re.compile(
    r"^\W*(?:and\s+)?(?:(?:in|at|for|of|from|on)\s+)?"
    r"(?:(?:which|what)\s+(?:of\s+the\s+)?|(?:list|name)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?)"
    rf"(?:[\w’'-]+\s+){{0,2}}?(?P<noun>(?:{'|'.join(noun.removesuffix('y') for noun in _NOUNS)})(?:y|s|es|ies)?)\b"
    r"(?P<after>\s+\S+)?",
    re.I,
)
_NAMED = re.compile(
    r"(?<=[a-z,(] )(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]"
    r"|\([A-Z][a-z]"
)
_BODY = r"(?!\s+(?:council|committee|board|hall|centre|center)\b)"


def asked_class(question: str) -> str:
    """Return the kind of place or area, in the singular, that a question asks to be named; "" where it asks for no such thing."""
    asked = _ASKED.match(question)
    if asked is None:
        return ""
    noun = next((noun for noun in _NOUNS if stem(noun) == stem(asked["noun"].lower())), "")
    following = (asked["after"] or "").strip(" ?.,").lower()
    done = is_verbal(following) and not following.endswith("ing")
    ends = not following or done or following in AUXILIARIES | PREPOSITIONS | {"that", "who", "whose", "saw", "got", "with"}
    return noun if ends or asked["noun"].lower() != noun else ""  # "which street lighting contract" asks for no street


def says_class(noun: str, text: str) -> bool:
    """Return whether a text says a kind of place, in the singular or plural, and not only as part of a body's name."""
    return _printed(noun).search(text) is not None


def names_class(noun: str, text: str) -> bool:
    """Return whether a text says a kind of place and a name with it."""
    return says_class(noun, text) and _NAMED.search(text) is not None


def of_another_class(question: str, answer: Answer) -> str:
    """Return a sentence on why an answer is not of the kind of place that was asked for, "" where nothing speaks against it.

    An area need not be called one ("Dover" for "Which districts …?"), unless what is cited calls it another.
    """
    noun = asked_class(question)
    if not noun:
        return ""
    if not any(_names(claim.text) for claim in answer.claims):
        return f"What the records say of it names no {noun}."
    said = [claim.text for claim in answer.claims]
    said += [part for cited in answer.citations for part in (cited.quote, cited.heading, cited.title)]
    if any(says_class(noun, text) for text in said):
        return ""
    if noun in _PLACES:
        return f"What the records say of it names no {noun}."
    other = _called(noun, said)
    return f"The records give this by {other}, not by {noun}." if other else ""


def _names(text: str) -> bool:
    """Return whether a text may name something: it has a capital that is not merely that of its first word."""
    first, _, rest = text.strip(" •*'\"“‘([").partition(" ")
    return bool(re.search(r"\b[A-Z][a-z]", rest)) or (first[:1].isupper() and first.lower() not in STOP_WORDS)


def _called(noun: str, said: Sequence[str]) -> str:
    """Return the kind of area, other than one, that texts call what they list; "" where they call it none."""
    return next((other for other in sorted(_COUNTED_BY - {noun}) if any(says_class(other, text) for text in said)), "")


@lru_cache(maxsize=64)
def _printed(noun: str) -> re.Pattern[str]:
    forms = rf"{noun[:-1]}(?:y|ies)" if noun.endswith("y") else rf"{noun}(?:s|es)?"
    return re.compile(rf"\b{forms}\b{_BODY}", re.I)
