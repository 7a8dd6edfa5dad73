"""Acronyms as the records define them: "Anti-Social Behaviour (ASB)", "ASB (Anti-Social Behaviour)".

The match of letters to words follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text" (PSB 2003), tightened: the long form's words must begin with the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SHORT = r"[A-Z][A-Za-z]{0,3}(?:[A-Z&-][A-Za-z]?){1,6}s?"
_AFTER = re.compile(rf"[\[(]({_SHORT})(?:['’]s)?[\])]")
_BEFORE = re.compile(rf"\b({_SHORT})\s*[\[(]([A-Za-z][\w’'&/ -]{{5,90}})[\])]")
_INITIALS = re.compile(r"(?<![\w(\[/-])([A-Z]{3,6})(?![\w/-])")
_SET_OFF = re.compile(r"\s*(?:[-–—:=,]|stands for|means|or|i\.e\.)\s+(?:the )?(?=[A-Z])")
_WITH_NUMBER = re.compile(r"\b([A-Z])\.?(\d{3})\b")
_SKIPPED = frozenset("of the and for in to a an on at & with by from".split())


def find_acronyms(text: str, headings: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return (acronym, long form) pairs as the text defines them, each pair once, in order.

    Args:
        text: The words of the record that are open.
        headings: Headings of its items: one that spells an acronym used in the text defines it, where nothing else does.
    """
    folded = re.sub(r"\s+", " ", text.replace("*", ""))
    found: dict[tuple[str, str], None] = {}
    for match in _AFTER.finditer(folded):
        long_form = _shortest(match[1], folded[max(0, match.start() - 140) : match.start()])
        if long_form:
            found[(match[1].removesuffix("s"), long_form)] = None
    for match in _BEFORE.finditer(folded):
        if _spells(match[1], match[2].split()):
            found[(match[1].removesuffix("s"), match[2].strip())] = None
    known = {short for short, _ in found}
    for short, long_form in (*_beside(folded), *_numbered(folded), *_headed(folded, headings)):
        if short not in known:
            found[short, long_form] = None
            known.add(short)
    return tuple(found)


def _beside(folded: str) -> Iterator[tuple[str, str]]:
    """Yield what stands side by side: "TPO - Tree Preservation Order", "Tree Preservation Order TPO"."""
    for match in _INITIALS.finditer(folded):
        letters = len(match[1])
        after = _SET_OFF.match(folded, match.end())
        words = re.match(r"(?:[\w’'&/-]+ ?){1,12}", folded[after.end() : after.end() + 120]) if after else None
        held = words[0].split() if words else []
        for count in range(letters, min(len(held), letters + 3) + 1):
            if _initials(held[:count]) == match[1]:
                yield match[1], " ".join(held[:count])
                break
        above = re.sub(r"\s*[–—,-]?\s*(?:\bor)?\s*$", "", folded[max(0, match.start() - 100) : match.start()])
        long_form = _shortest(match[1], above)
        if long_form and _initials(long_form.split()) == match[1]:
            yield match[1], long_form


def _numbered(folded: str) -> Iterator[tuple[str, str]]:
    """Yield "S151" with "Section 151" where the text has both."""
    for match in _WITH_NUMBER.finditer(folded):
        long_form = re.search(rf"\b({match[1]}[a-z]{{3,}} {match[2]})\b", folded, re.I)
        if long_form:
            yield f"{match[1]}{match[2]}", long_form[1]


def _headed(folded: str, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the acronyms of the text that words in a row of a heading spell by their initials."""
    shorts = {match[1] for match in _INITIALS.finditer(folded)}
    for heading in headings:
        words = re.findall(r"[A-Za-z][\w’'-]*", heading)
        for at in range(len(words)):
            for count in range(3, min(8, len(words) - at) + 1):
                row = words[at : at + count]
                if _initials(row) in shorts:
                    yield _initials(row), " ".join(row)


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of a name's words, "" if it is none: words with a capital each, small ones between them."""
    named = [word for word in words if word.lower() not in _SKIPPED]
    ends = (*words[:1], *words[-1:])
    if not all(word[:1].isupper() for word in named) or any(word.lower() in _SKIPPED for word in ends):
        return ""
    return "".join(word[0] for word in named)


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
