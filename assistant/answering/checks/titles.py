"""Who holds which office: the title that stands beside a name must be the one that the evidence puts beside it.

"The Clerk, Ms Orr," and "Ms Orr, the Clerk," give one title; "Ms Orr, the Treasurer," gives another.
"""

from __future__ import annotations

from typing import Final

from assistant.answering.checks import names
from assistant.answering.checks.places import Anchor
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.synonyms import akin
from assistant.answering.checks.text import Token

_HONORIFICS: Final = frozenset("councillor cllr cllrs councillors mr mrs ms miss dr sir prof professor rev alderman ald insp sgt "
                               "inspector superintendent chief sergeant".split())  # fmt: skip
_LONGEST: Final = 6
_LESSER: Final = frozenset("vice deputy depute assistant acting former interim associate joint honorary junior senior".split())


def title_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return titles that the claim puts beside a name and the evidence, which puts another there, does not."""
    held = [(anchor, words) for anchor in evidence.names if (words := _title(evidence, anchor))]
    found = []
    for anchor in claim.names:
        told, mine = _title(claim, anchor), _person(claim, anchor)
        theirs = [words for other, words in held if mine and mine <= _person(evidence, other) | {t.stem for t in words}
                  and mine & _person(evidence, other)]  # fmt: skip
        spelt = names.expanded(evidence.text, claim.text)
        if set(range(anchor.first, anchor.last + _LONGEST)) & spelt:
            continue
        if told and theirs and not any(_same(told, words) for words in theirs):
            found.append(f"the evidence calls {anchor.printed} “{_printed(theirs[0])}”, not “{_printed(told)}”")
    return found


def _person(reading: Reading, anchor: Anchor) -> frozenset[str]:
    tokens = reading.text.tokens[anchor.first : anchor.last + 1]
    return frozenset(token.stem for token in tokens if token.lower not in _HONORIFICS)


def _printed(words: tuple[Token, ...]) -> str:
    return " ".join(word.word for word in words)


def _same(told: tuple[Token, ...], held: tuple[Token, ...]) -> bool:
    """Return whether every word of a told title is in the one held, or like a word of it, and neither is a lesser one."""
    if {word.lower for word in told} & _LESSER != {word.lower for word in held} & _LESSER:
        return False
    return all(any(one.stem == other.stem or akin(one.lower, other.lower) for other in held) for one in told)


def _title(reading: Reading, anchor: Anchor) -> tuple[Token, ...]:
    """Return the words of the title between commas before or after a name; () where none stands there."""
    tokens, text = reading.text.tokens, reading.text.text
    first = anchor.first
    while first and tokens[first - 1].lower in _HONORIFICS:
        first -= 1
    titles: list[tuple[Token, ...]] = []
    gap = text[tokens[anchor.last].end : tokens[anchor.last + 1].start] if anchor.last + 1 < len(tokens) else "."
    if gap.strip() in {",", "("}:
        run = _run(reading, anchor.last + 1, 1)
        after = text[run[-1].end :][:1] if run else ""
        if run and after in {",", ")"} and (tokens[anchor.last + 1].lower == "the" or gap.strip() == "("):
            titles.append(_matter(run))
    if gap.strip()[:1] in {",", "."} and first and text[tokens[first - 1].end : tokens[first].start].strip() == ",":
        run = _run(reading, first - 1, -1)
        if run and run[-1].lower in {"the", "his", "her", "its"}:
            titles.append(_matter(tuple(reversed(run))))
    # In a list of people and offices either title may be another's.
    return titles[0] if len(titles) == 1 else ()


def _run(reading: Reading, at: int, step: int) -> tuple[Token, ...]:
    """Return the tokens from one on, as far as no mark parts them; a run to the left ends with its article."""
    tokens, text = reading.text.tokens, reading.text.text
    found = [tokens[at]]
    while len(found) <= _LONGEST and not (step < 0 and found[-1].lower in {"the", "his", "her", "its"}):
        after = at + step
        if not 0 <= after < len(tokens) or tokens[after].sentence != tokens[at].sentence:
            break
        low, high = sorted((at, after))
        if set(text[tokens[low].end : tokens[high].start]) & set(",;:()"):
            break
        found.append(tokens[after])
        at = after
    return tuple(found) if len(found) <= _LONGEST else ()


def _matter(run: tuple[Token, ...]) -> tuple[Token, ...]:
    words = tuple(word for word in run if word.content)
    return () if any(word.word[0].isdigit() or word.word.isupper() for word in run) else words
