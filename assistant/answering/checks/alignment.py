"""Words put in, left out or exchanged where the claim otherwise repeats the evidence word for word.

Between the same neighbours ("the Panel … the report") one word may stand for another only when both mean the same: an
opposite, another unit of measure, another name, a denial or a modal put in or left out turns the sentence round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from assistant.answering.checks.lexicon import MEASURES, MODIFIERS, opposed
from assistant.answering.checks.names import expanded
from assistant.answering.checks.negation import denies
from assistant.answering.checks.text import FUNCTION_WORDS, Text, Token

_MODALS: Final = frozenset("must shall should may might could can would will".split())
_LIMITS: Final = frozenset("only solely exclusively".split())
_EDGE: Final = "\n"
_ORDERED: Final = frozenset({"to", "of", "in", "by", "per", "from", "until"})


def _stem(text: Text, index: int, sentence: int) -> str:
    """Return the stem at an index, or an edge mark outside the sentence."""
    if 0 <= index < len(text.tokens) and text.tokens[index].sentence == sentence:
        return text.tokens[index].stem
    return _EDGE


def _neighbours(claim: Text, evidence: Text, left: int, right: int, gap: int) -> Iterator[int]:
    """Yield each evidence index after the left neighbour, where both neighbours and one beyond them are repeated.

    ``left`` and ``right`` are the claim's neighbours; ``gap`` is how many words stand between them in the evidence.
    """
    sentence = claim.tokens[min(left + 1, right - 1) if right - left > 1 else left].sentence
    a, b = _stem(claim, left, sentence), _stem(claim, right, sentence)
    a2, b2 = _stem(claim, left - 1, sentence), _stem(claim, right + 1, sentence)
    starts = evidence.by_stem.get(a, []) if a != _EDGE else [first - 1 for first, _ in evidence.bounds]
    for at in starts:
        inner = at + 1
        if inner >= len(evidence.tokens):
            continue
        here = evidence.tokens[inner].sentence
        if a != _EDGE and evidence.tokens[at].sentence != here or _stem(evidence, inner + gap, here) != b:
            continue
        before, after = _stem(evidence, at - 1, here) == a2, _stem(evidence, inner + gap + 1, here) == b2
        inside = a != _EDGE and b != _EDGE
        edge = (after and _EDGE not in (b, b2)) or (before and _EDGE not in (a, a2))
        if (inside and (before or after)) or (not inside and edge):
            yield inner


def exchanged(claim: Text, evidence: Text) -> list[str]:
    """Return words of the claim that stand, between the same neighbours, for another word of the evidence."""
    found = []
    spelt = expanded(evidence, claim)
    for index, token in enumerate(claim.tokens):
        if not token.word[0].isalpha() or index in spelt:
            continue
        others = [evidence.tokens[at] for at in _neighbours(claim, evidence, index - 1, index + 1, 1)]
        if not others or any(other.stem == token.stem for other in others):
            continue
        other = others[0]
        both = {token.stem, other.stem}
        names = token.capital and other.capital and not {token.lower, other.lower} & FUNCTION_WORDS
        named = names and not token.opens and not other.opens and token.lower[0] != other.lower[0] or names and token.content
        if opposed(token.lower, other.lower) or both <= MEASURES or (named and not _shortens(token.word, other.word)):
            found.append(f"the evidence says “{other.word}” where the claim says “{token.word}”")
    return found


def renumbered(claim: Text, evidence: Text, placed: Callable[[int], bool], sure: frozenset[int]) -> list[str]:
    """Return numbers of the claim that stand, between the same neighbours, for another number of the evidence.

    ``placed`` tells of a character of the evidence whether its row and column are known, which says more; ``sure`` holds tokens
    of the claim whose place is proved otherwise.
    """
    found = []
    for index, token in enumerate(claim.tokens):
        if token.stem[0].isdigit() and index not in sure:
            others = [evidence.tokens[at] for at in _neighbours(claim, evidence, index - 1, index + 1, 1)]
            others = [other for other in others if not placed(other.start)]
            if others and all(other.stem[0].isdigit() and float_of(other) != float_of(token) for other in others):
                found.append(f"the evidence says {others[0].word} where the claim says {token.word}")
    return found + _turned(claim, evidence)


def float_of(token: Token) -> float:
    """Return the value of a number's leading part."""
    return float(".".join(token.stem.split(".")[:2]))


def _turned(claim: Text, evidence: Text) -> list[str]:
    """Return pairs such as "3 of 5" or "10-15" whose two numbers the evidence has the other way about."""
    pairs = _pairs(evidence)
    return [
        f"the evidence says {other} {link} {one}, not {one} {link} {other}"
        for one, link, other in sorted(_pairs(claim) - pairs)
        if one != other and (other, link, one) in pairs
    ]


def _pairs(text: Text) -> set[tuple[str, str, str]]:
    """Return numbers joined by a word that gives them an order."""
    found = set()
    tokens = text.tokens
    for index, token in enumerate(tokens[:-1]):
        then = tokens[index + 1]
        if token.stem[0].isdigit() and then.stem[0].isdigit() and text.text[token.end : then.start].strip() == "-":
            found.add((token.stem, "-", then.stem))
        if index + 2 < len(tokens) and token.stem[0].isdigit() and then.lower in _ORDERED and tokens[index + 2].stem[0].isdigit():
            found.add((token.stem, then.lower, tokens[index + 2].stem))
    return found


def _shortens(one: str, other: str) -> bool:
    """Return whether one is an acronym or shortening of the other's letters."""
    short, full = sorted((one.lower().rstrip("s"), other.lower().rstrip("s")), key=len)
    return full.startswith(short) or (
        min(len(one), len(other)) <= 5 and full[0] == short[0] and (one.isupper() or other.isupper())
    )


def put_in(claim: Text, evidence: Text) -> list[str]:
    """Return denials and modals of the claim whose neighbours stand side by side in the evidence."""
    found = []
    for index, token in enumerate(claim.tokens):
        weighty = denies(claim, index) or token.lower in _MODALS or token.lower in MODIFIERS
        if weighty and not token.opens and any(_neighbours(claim, evidence, index - 1, index + 1, 0)):
            if not any(evidence.tokens[at].stem == token.stem for at in _neighbours(claim, evidence, index - 1, index + 1, 1)):
                found.append(f"“{token.word}” is not said here in the evidence")
    return found


def left_out(claim: Text, evidence: Text) -> list[str]:
    """Return denials, modals and limits ("only") of the evidence that the claim leaves out between two words it repeats."""
    found = []
    for index in range(len(claim.tokens) - 1):
        if claim.tokens[index].sentence != claim.tokens[index + 1].sentence:
            continue
        inner = [at for at in _neighbours(claim, evidence, index, index + 1, 1)]
        for at in inner:
            token = evidence.tokens[at]
            weighty = denies(evidence, at) or token.lower in _MODALS | MODIFIERS | _LIMITS
            if weighty and not any(_neighbours(claim, evidence, index, index + 1, 0)):
                found.append(
                    f"the evidence says “{token.word} {claim.tokens[index + 1].word}”, the claim leaves “{token.word}” out"
                )
                break
    return found
