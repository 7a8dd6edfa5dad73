"""Names of people, places and bodies: capitalised runs, titles with surnames, acronyms and what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.answering.checks.places import Anchor
from assistant.answering.checks.text import FUNCTION_WORDS, Text, Token, stem

_TITLES: Final = frozenset(
    stem(word) for word in "councillor mr mrs ms miss dr sir dame lord lady prof rev insp sgt supt alderman".split()
)
_JOIN: Final = re.compile(r"\.?[ \n\u00a0]{0,2}|\.|[-/&']|\s&\s")
_CALENDAR: Final = frozenset(
    stem(word)
    for word in (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday "
        "thursday friday saturday sunday q1 q2 q3 q4"
    ).split()
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&-]{1,7}s?|(?:[A-Z]-)?[A-Z]{2,8}s?")
_BETWEEN: Final = 3
# Words that open a sentence with a capital and name nothing.
_OPENERS: Final = frozenset(
    "according following regarding concerning overall additionally furthermore moreover finally currently "
    "similarly meanwhile "
    "consequently specifically notably given based despite including thanks yes there subsequently separately together "
    "instead conversely nevertheless nonetheless accordingly".split()
)
# Bodies and people of any council, written large by habit: as names they count only in place of another name.
_BODIES: Final = frozenset(
    stem(word)
    for word in (
        "committee council board panel cabinet meeting member chair report borough district authority partnership "
        "officer "
        "minute record agenda item resident officer mayor table"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised tokens ``[first, last]``; ``opens`` when it is one word at the head of a sentence."""

    first: int
    last: int
    opens: bool

    def tokens(self, text: Text) -> list[Token]:
        """Return its tokens."""
        return text.tokens[self.first : self.last + 1]


def names(text: Text) -> list[Name]:
    """Return the capitalised runs of the text in order, without dates and without words that merely open a sentence."""
    found: list[Name] = []
    tokens, index = text.tokens, 0
    while index < len(tokens):
        if not _named(text, index):
            index += 1
            continue
        last = index
        while last + 1 < len(tokens) and _named(text, last + 1) and _joined(text, last):
            last += 1
        alone = index == last
        if not (alone and _opens(text, index) and tokens[index].lower in _OPENERS):
            found.append(Name(index, last, alone and (_opens(text, index) or tokens[index].stem in _BODIES)))
        index = last + 1
    return found


def _named(text: Text, index: int) -> bool:
    token = text.tokens[index]
    if not token.capital or token.stem in _CALENDAR or token.word == "I":
        return False
    if token.start and text.text[token.start - 1].isdigit():
        return False
    if len(token.word) == 1 and token.word == "A" and _opens(text, index):
        return False
    return not (token.lower in FUNCTION_WORDS and (_opens(text, index) or not token.word.isupper()))


def _opens(text: Text, index: int) -> bool:
    """Return whether the token opens a sentence, a quotation or a list item after a colon."""
    token = text.tokens[index]
    return token.opens or bool(re.search(r"[:;\"(\n]\s*$", text.text[: token.start][-4:]))


def _joined(text: Text, index: int) -> bool:
    a, b = text.tokens[index], text.tokens[index + 1]
    link = text.text[a.end : b.start]
    return a.sentence == b.sentence and _JOIN.fullmatch(link) is not None


def supported(text: Text, claim: Text, index: int) -> bool:
    """Return whether one capitalised token of the claim stands in the evidence, in full, shortened or as initials."""
    token = claim.tokens[index]
    if token.stem in text.stems or token.lower in text.words:
        return True
    if len(token.word) > 1 and token.word.isupper() and token.lower.rstrip("s") in text.words:
        return True
    return _shortened(text, token) or spelt_out(text, claim, index)


def _shortened(text: Text, token: Token) -> bool:
    """Return whether the word and one of the evidence are the same but for shortening ("Rd", "Dept." and "popn.")."""
    if re.match(r"\.", token.word) or len(token.word) < 2:
        return False
    return any(abbreviates(short, token.lower) for short in abbreviations(text)) or (
        _is_short(token, text=None) and any(abbreviates(token.lower, word) for word in text.words if len(word) > 3)
    )


def abbreviations(text: Text) -> frozenset[str]:
    """Return the words of the text that look like shortenings: without a vowel, or few letters and a full stop."""
    if text.short is None:
        text.short = frozenset(token.lower for token in text.tokens if _is_short(token, text))
    return text.short


def _is_short(token: Token, text: Text | None) -> bool:
    word = token.lower
    if not 2 <= len(word) <= 6 or not word.isalpha():
        return False
    dotted = text is not None and text.text[token.end : token.end + 1] == "."
    return dotted or not re.search(r"[aeiouy]", word[1:])


@lru_cache(maxsize=65536)
def abbreviates(short: str, word: str) -> bool:
    """Return whether the letters of ``short`` run through ``word`` in order from its first ("popn", "population")."""
    if len(short) >= len(word) or short[:1] != word[:1] or (len(short) > 2 and short[:2] != word[:2] and short[-1] != word[-1]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)


def initials(text: Text) -> frozenset[str]:
    """Return every acronym that 2 to 7 consecutive words of the text spell, small words left out or kept."""
    if text.spelt is None:
        found: set[str] = set()
        for first, until in text.bounds:
            words = [token for token in text.tokens[first:until] if token.word[0].isalpha()]
            small = [token for token in words if token.lower not in FUNCTION_WORDS]
            for kept in (words, small, [token for token in words if token.capital]):
                letters = "".join(token.lower[0] for token in kept)
                found |= {letters[i : i + n] for n in range(2, 8) for i in range(len(letters) - n + 1)}
        text.spelt = frozenset(found)
    return text.spelt


def acronyms(text: Text) -> frozenset[str]:
    """Return the acronyms printed in the text, in small letters and without a plural s."""
    return frozenset(
        re.sub(r"[^a-z]", "", match[0].rstrip("s").lower()) for match in re.finditer(rf"\b(?:{_ACRONYM.pattern})\b", text.text)
    )


def spelt_out(text: Text, claim: Text, index: int) -> bool:
    """Return whether the token is an acronym that the evidence spells out, or a word of one that it prints."""
    bare = claim.tokens[index].word.rstrip("s")
    return index in expanded(text, claim) or (bare.isupper() and len(bare) > 1 and bare.lower() in initials(text))


def expanded(text: Text, claim: Text) -> frozenset[int]:
    """Return the claim's tokens that together spell an acronym of the evidence ("Anti-Social Behaviour" for "ASB")."""
    printed = text.acronyms = text.acronyms if text.acronyms is not None else acronyms(text)
    key = id(text)
    if claim.expanded is None or claim.expanded[0] != key:
        claim.expanded = (key, frozenset(_expansions(printed, claim)))
    return claim.expanded[1]


def _expansions(printed: frozenset[str], claim: Text) -> set[int]:
    found: set[int] = set()
    for first, until in claim.bounds:
        every = [index for index in range(first, until) if claim.tokens[index].word[0].isalpha()]
        small = [index for index in every if claim.tokens[index].lower not in FUNCTION_WORDS]
        for kept in (every, small, [index for index in every if claim.tokens[index].capital]):
            letters = "".join(claim.tokens[index].lower[0] for index in kept)
            for word in printed:
                at = letters.find(word) if len(word) > 1 else -1
                while at >= 0:
                    run = kept[at : at + len(word)]
                    if sum(claim.tokens[index].capital for index in run) >= 2 or len(word) > 2:
                        found |= set(range(run[0], run[-1] + 1))
                    at = letters.find(word, at + 1)
    return found


def paired(text: Text, claim: Text, a: int, b: int) -> bool:
    """Return whether two neighbours of a name stand together in the evidence, in either order."""
    one, two = claim.tokens[a], claim.tokens[b]
    if a in expanded(text, claim) or b in expanded(text, claim) or one.stem not in text.by_stem or two.stem not in text.by_stem:
        return True
    places = text.by_stem[two.stem]
    back = _BETWEEN if min(len(one.word), len(two.word)) > 1 else 0
    if any(-back <= j - i <= _BETWEEN and i != j for i in text.by_stem[one.stem] for j in places):
        return True
    # A title the evidence leaves out is no error; another title in its place is.
    titled = any(text.tokens[k].stem in _TITLES for j in places for k in range(max(0, j - _BETWEEN), j))
    return one.stem in _TITLES and not titled


def anchors(text: Text) -> list[Anchor]:
    """Return the names of the text as anchors whose value is the set of their stems, titles left out."""
    found = []
    for name in names(text):
        stems = [token.stem for token in name.tokens(text) if len(token.word) > 1]
        value = frozenset(word for word in stems if word not in _TITLES) or frozenset(stems)
        if value - _BODIES and not (name.opens and _common(text, name.first)):
            printed = " ".join(token.word for token in name.tokens(text))
            found.append(Anchor("name", value, name.first, name.last, printed))
    return found


def is_body(word: str) -> bool:
    """Return whether a stem names a body or its people in general ("Committee", "Members")."""
    return word in _BODIES


def _common(text: Text, index: int) -> bool:
    """Return whether a word that opens a sentence is written small elsewhere in the same text."""
    return text.tokens[index].lower in {token.word for token in text.tokens}
