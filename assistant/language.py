"""Words and sentences of English records: folding, sentence borders, and the terms that are searched.

What is normalised here is used to find and compare; what is quoted is always the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from assistant.records import Span

_WHITE = re.compile(r"\s+")
_LINE_HYPHEN = re.compile(r"(?<=[A-Za-z])-[ \t]*\n\s*(?=[a-z])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\*\*|^#{1,6}\s+", re.M)
_WORD = re.compile(r"[£$€]?[A-Za-z0-9]+(?:['’./,&@\-–][A-Za-z0-9]+)*%?")
_NUMERIC = re.compile(r"[£$€]?(\d[\d,]*(?:\.\d+)?)([a-z]{0,2})%?$")
_PARTS = re.compile(r"[A-Za-z]+|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")

STOP_WORDS = frozenset(
    "a about above after again all also am an and any are as at be because been before being below between both but by "
    "can could did do does doing down during each few for from further had has have having he her here hers him his "
    "how i if in into is it its itself just me more most my no nor not now of off on once only or other our out over "
    "own same she should so some such than that the their them then there these they this those through to too under "
    "until up upon very was we were what when where which while who whom whose why will with within would you your "
    "shall may might must per please tell give show list many much".split()
)

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr cllr cllrs messrs rev prof st no nos min mins para paras p pp pg vol fig ref refs cf vs etc e.g i.e "
    "eg ie approx c ca dept govt insp sgt supt ch hon esq ltd co inc plc jan feb mar apr jun jul aug sept sep oct nov "
    "dec mon tue tues wed thu thur thurs fri sat sun ext tel inc incl popn rep reps a.m p.m am pm sq ft".split()
)
_NEW_BLOCK = r"(?:[•·▪●○◦\uf0b7\uf0a7\u2022➢✓]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s)"
_BOUNDARY = re.compile(
    r"[.!?][”’\"')\]*_]*(?=\s+|$)"  # the end of a sentence
    r"|;(?=[ \t]*\n[ \t]*(?:\n|[A-Z]))|:(?=[ \t]*\n[ \t]*\n)"  # a list entry, or what announces a list
    rf"|(?<=\S)(?=\s*\n\s*{_NEW_BLOCK})"  # a list begins
    r"|(?<=\S)(?=[ \t]*\n[ \t]*\n\s*[*_“‘(\"]*[A-Z\d])"  # a gap: a heading above it has no full stop
)
_FULL_LINE = 60  # a line this long before a gap is taken to run on over it, as in double-spaced records
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*|\d+)$")

_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e|ed|es|er|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|ed|ing|al|ful|able|hood|ite|er|ers)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})tre(s|d)?$"), r"ter\1"),
    (re.compile(r"(?<=[a-z]{3})mme(s|d)?$"), r"m\1"),
    (re.compile(r"(?<=[a-z]{2})ence$"), "ense"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(ed|er|ers|ing)$"), r"l\1"),
)


def fold(text: str) -> str:
    """Return the text on one line: white space folded, words broken at a line end joined, emphasis marks dropped."""
    return _WHITE.sub(" ", _EMPHASIS.sub("", _LINE_HYPHEN.sub("-", text))).strip()


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the spans of the sentences of a text (or of a part of it), trimmed of white space.

    A full stop ends a sentence when white space and something that can begin one follow; abbreviations, initials and
    list numbers do not end one.
    """
    start, end = (within.start, within.end) if within is not None else (0, len(text))
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        if match.start() < begin or not _ends_sentence(text, begin, match, end):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = text[match.end() : match.end() + 40].lstrip(" \t\n*_\"'‘“([")
    if not match.group():
        gap = re.match(r"[ \t]*\n[ \t]*\n", text[match.end() : match.end() + 40])
        line = text[max(begin, text.rfind("\n", begin, match.start()) + 1) : match.start()]
        return bool(
            re.match(rf"\s*{_NEW_BLOCK}", text[match.end() : match.end() + 40]) or (gap and len(line.strip()) < _FULL_LINE)
        )
    if match.end() < end and following[:1].islower():
        return False
    if match.group()[0] != ".":
        return True
    last = _LAST_WORD.search(text, begin, match.start())
    if last is None:
        return True
    word = last.group(1)
    if word.lower() in _ABBREVIATIONS:
        # "at 9.25 pm." may well end its sentence when a new line of thought begins with a capital.
        return word.lower() in ("etc", "pm", "am", "p.m", "a.m") and following[:1].isupper()
    alone = text[begin : match.start()].strip() == word
    return not (len(word) == 1 and word.isupper()) and not alone


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        yield Span(start + left, start + left + len(stripped))


def terms(text: str) -> list[str]:
    """Return the searchable terms of a text in order: stemmed words, and acronyms and numbers as written.

    A compound gives itself joined and its parts ("D-TAC": ``dtac``, ``d``, ``tac``), a number loses its thousands
    commas and, beside the form with its currency or scale ("£20K": ``£20k``), gives the bare digits (``20``).
    """
    found: list[str] = []
    for match in _WORD.finditer(_LINE_HYPHEN.sub("-", text)):
        found.extend(_terms_of(match.group()))
    return found


@lru_cache(maxsize=65536)
def _terms_of(word: str) -> tuple[str, ...]:
    lowered = _POSSESSIVE.sub("", word.lower())
    numeric = _NUMERIC.match(lowered)
    if numeric:
        digits = numeric.group(1).replace(",", "")
        whole = lowered.replace(",", "")
        return (whole,) if whole == digits else (whole, digits)
    if lowered.isalnum():
        return (stem(lowered),)
    parts = _PARTS.findall(lowered)
    joined = "".join(parts)
    if not parts:
        return ()
    head = (lowered,) if any(c.isdigit() for c in lowered) else ()
    return tuple(dict.fromkeys((*head, stem(joined), *(stem(part) for part in parts))))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one lower-case word, British and American spellings alike."""
    if len(word) > 4:
        for pattern, replacement in _SPELLINGS:
            word = pattern.sub(replacement, word)
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=16384)
def content_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text without those of stop words, in order, repeats kept."""
    return tuple(term for term in terms(text) if term not in _stop_terms())


@lru_cache(maxsize=1)
def _stop_terms() -> frozenset[str]:
    return frozenset(STOP_WORDS | {stem(word) for word in STOP_WORDS})
