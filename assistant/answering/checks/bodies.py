"""Which body did it, and deeds that need a word of their own: the Panel recommended, the Council resolved; nobody was thanked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.answering.checks.names import is_body
from assistant.answering.checks.negation import negators
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.synonyms import akin
from assistant.answering.checks.text import Text, stem

_DEEDS: Final = frozenset(
    stem(word) for word in "recommended resolved agreed approved decided considered noted rejected refused deferred endorsed "
    "supported adopted proposed requested asked".split()
)  # fmt: skip
_BETWEEN: Final = frozenset("however therefore then also has have had accordingly subsequently unanimously".split())
_WEIGHTY: Final = frozenset(
    "thanked congratulated praised criticised criticized condemned overturned dismissed rejected refused cancelled abandoned "
    "withdrew".split()
)  # fmt: skip


def body_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return deeds that the claim gives to another body of the evidence, or for which the evidence has no word at all."""
    return [*_others(claim.text, evidence.text), *_unheard(claim.text, evidence.text)]


def _others(claim: Text, evidence: Text) -> Iterator[str]:
    held = dict.fromkeys(_done(evidence))
    for body, verb in _done(claim):
        doers = {other for other, deed in held if deed == verb}
        # The other body must be one that does something else in the evidence, not a longer or shorter name of the same.
        elsewhere = any(other == body and deed != verb for other, deed in held)
        if doers and body not in doers and elsewhere:
            yield f"the evidence has the {next(iter(doers))} do what the claim gives to the {body} (“{verb}”)"


def _done(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the last word of a body's name and the stem of what it decided."""
    for index, token in enumerate(text.tokens):
        if not token.capital or not is_body(token.stem):
            continue
        at = index + 1
        while at < len(text.tokens) and text.tokens[at].lower in _BETWEEN:
            at += 1
        if at < len(text.tokens) and text.tokens[at].sentence == token.sentence and text.tokens[at].stem in _DEEDS:
            yield token.stem, text.tokens[at].stem


def _unheard(claim: Text, evidence: Text) -> Iterator[str]:
    if negators(evidence):
        return
    for token in claim.tokens:
        if token.lower in _WEIGHTY and not any(akin(token.lower, other.lower) for other in evidence.tokens):
            yield f"nothing in the evidence says “{token.word}”"
