"""Acronyms as the records define them: "Anti-Social Behaviour (ASB)", "ASB (Anti-Social Behaviour)".

The match of letters to words follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text" (PSB 2003), tightened: the long form's words must begin with the letters.
"""

from __future__ import annotations

import re

_SHORT = r"[A-Z][A-Za-z]{0,3}(?:[A-Z&-][A-Za-z]?){1,6}s?"
_AFTER = re.compile(rf"[\[(]({_SHORT})(?:['’]s)?[\])]")
_BEFORE = re.compile(rf"\b({_SHORT})\s*[\[(]([A-Za-z][\w’'&/ -]{{5,90}})[\])]")
_SKIPPED = frozenset("of the and for in to a an on at & with by from".split())


def find_acronyms(text: str) -> tuple[tuple[str, str], ...]:
    """Return (acronym, long form) pairs as the text defines them, each pair once, in order."""
    folded = re.sub(r"\s+", " ", text.replace("*", ""))
    found: dict[tuple[str, str], None] = {}
    for match in _AFTER.finditer(folded):
        long_form = _shortest(match[1], folded[max(0, match.start() - 140) : match.start()])
        if long_form:
            found[(match[1].removesuffix("s"), long_form)] = None
    for match in _BEFORE.finditer(folded):
        if _spells(match[1], match[2].split()):
            found[(match[1].removesuffix("s"), match[2].strip())] = None
    return tuple(found)


def _shortest(acronym: str, before: str) -> str:
    """Return the fewest words just before a bracket that spell the acronym in it, "" if none do."""
    words = re.split(r"\s+", re.split(r"[.;:!?\n]\s|[\[\](){}]", before)[-1].strip())
    letters = len(re.sub(r"[^A-Za-z]", "", acronym))
    for count in range(1, min(len(words), letters + 5) + 1):
        if _spells(acronym, words[-count:]):
            return re.sub(r"['’]s?$", "", " ".join(words[-count:]).strip(" ,‘'\""))
    return ""


def _spells(acronym: str, words: list[str]) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", acronym.removesuffix("s") if acronym[-1:] == "s" else acronym).lower()
    parts = [part for word in words for part in re.split(r"[-/]", word.strip("‘’'\",.")) if part]
    if len(letters) < 2 or not parts or parts[0][:1].lower() != letters[0] or parts[0].lower() in _SKIPPED:
        return False
    return _fits(letters, parts) and "".join(parts).lower() != letters


def _fits(letters: str, parts: list[str]) -> bool:
    """Return whether the letters are the beginnings of the parts in order, small words skipped at will."""
    if not parts:
        return not letters
    head, rest = parts[0].lower(), parts[1:]
    if not letters:
        return False
    if head in _SKIPPED and _fits(letters, rest):
        return True
    taken = 0
    while taken < min(3, len(letters), len(head)) and letters[taken] == head[taken]:
        taken += 1
        if _fits(letters[taken:], rest):
            return True
    return False
