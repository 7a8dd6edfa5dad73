"""One common word for another: where the claim keeps the order of an evidence sentence, each word must keep its meaning.

Claim and sentence are aligned by their content words; a word of the claim that the evidence lacks, in the place of another
that the claim lacks, must be its inflection or a synonym (``synonyms.akin``).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from assistant.answering.checks.names import expanded, is_body
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.synonyms import akin
from assistant.answering.checks.text import Text

_DEGREES: Final = frozenset({"least", "most", "fewer", "less", "more", "fewest"})  # judged with their figures (bounds)
_KEPT_LEAST: Final = 0.5  # share of the claim's content words that the sentence has in the same order


def slot_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return words of the claim that stand where the evidence has another word of another meaning."""
    said, source = claim.text, evidence.text
    spelt = expanded(source, said)
    found = []
    for first, until in said.bounds:
        mine = _content(said, first, until)
        for one, other in _exchanged(said, mine, source):
            a, b = said.tokens[one], source.tokens[other]
            if one in spelt or a.stem in source.stems or b.stem in said.stems or is_body(a.stem) or evidence.in_grid(b.start):
                continue
            if (
                {a.lower, b.lower} & _DEGREES
                or not a.word[0].isalpha()
                or not b.word[0].isalpha()
                or len(a.word) < 3
                or len(b.word) < 3
            ):
                continue
            if not akin(a.lower, b.lower):
                found.append(f"the evidence says “{b.word}” where the claim says “{a.word}”")
    return found


def _content(text: Text, first: int, until: int) -> list[int]:
    return [index for index in range(first, until) if text.tokens[index].content or text.tokens[index].stem[0].isdigit()]


def _exchanged(claim: Text, mine: list[int], evidence: Text) -> Iterator[tuple[int, int]]:
    """Yield pairs of tokens that stand for one another, by the sentence that keeps most of the claim's order."""
    words = [claim.tokens[index].stem for index in mine]
    if len(mine) < 3 or not evidence.bounds:
        return
    asked = frozenset(words)
    overlaps = [len(asked & {token.stem for token in evidence.tokens[first:until]}) for first, until in evidence.bounds]
    first, until = evidence.bounds[overlaps.index(max(overlaps))]
    if max(overlaps) < _KEPT_LEAST * len(asked):
        return
    theirs = _content(evidence, first, until)
    matcher = SequenceMatcher(None, words, [evidence.tokens[index].stem for index in theirs], autojunk=False)
    codes = matcher.get_opcodes()
    if sum(b - a for tag, a, b, _, _ in codes if tag == "equal") < _KEPT_LEAST * len(mine):
        return
    for tag, a, b, c, d in codes:
        framed = (a > 0) + (b < len(mine)) + (c == 0) * (a == 0) + (d == len(theirs)) * (b == len(mine)) == 2
        if tag == "replace" and b - a == d - c == 1 and framed:
            yield mine[a], theirs[c]
