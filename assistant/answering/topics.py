"""Headings as they read inside a question."""

from __future__ import annotations

import re
from typing import Final

from assistant.dates import find_days

LONGEST_TOPIC: Final = 70  # characters that still read as part of a question
_ASIDE: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_BREAK: Final = re.compile(r"\s+[-–—|]\s+|:\s")
_SMALL: Final = frozenset("a an and as at by for from in into of on or per the to with".split())


def is_topic(name: str) -> bool:
    """Return whether a heading names a topic: more than a word, short enough to ask, and not a meeting by its date."""
    return 1 < len(name.split()) and len(name) <= LONGEST_TOPIC and not find_days(name)


def readable(heading: str, acronyms: set[str]) -> str:
    """Return a heading as it reads inside a sentence: without asides and subtitle, and not in capitals.

    Args:
        heading: As printed.
        acronyms: In capitals; what of a heading in capitals stays so.
    """
    topic = _BREAK.split(" ".join(_ASIDE.sub(" ", heading).split()))[0].strip(" .,;-–—")
    if not topic.isupper():
        return topic
    words = [_lowered(word, acronyms) for word in topic.split()]
    return " ".join([words[0].capitalize() if words[0] in _SMALL else words[0], *words[1:]])


def _lowered(word: str, acronyms: set[str]) -> str:
    bare = re.sub(r"['’]S?$|[^A-Z0-9&]", "", word)
    if bare in acronyms or any(c.isdigit() for c in word) or not re.search("[AEIOUY]", word):
        return word
    return word.lower() if word.lower() in _SMALL else "-".join(part.capitalize() for part in word.split("-"))
