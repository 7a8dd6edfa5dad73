"""Up or down: a change must go the way that the evidence tells, whatever word either uses for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answering.checks.numbers import same_value
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import Text

_UP: Final = frozenset(
    "rose rise rises risen rising raise raised raises raising grew grow grows grown growing growth increase increased increases "
    "increasing climbed climb gained doubled trebled extend extended extends extending expand expanded lengthen "
    "lengthened".split()
)
_DOWN: Final = frozenset(
    "fell fall falls fallen falling drop dropped drops decrease decreased decreases decreasing decline declined declines reduce "
    "reduced reduces reducing reduction cut cuts shrank shrunk shrink halved end ended ends shorten shortened lower "
    "lowered".split()
)
_MORE: Final = frozenset("more higher above over larger greater up exceed exceeds exceeded longer dearer faster".split())
_LESS: Final = frozenset("less fewer lower below under smaller down shorter cheaper slower".split())
# Only as a verb: "to lower the fee", "the contract be ended".
_VERB_ONLY: Final = frozenset({"lower", "end", "ends", "cut", "cuts"})
# A question is raised and thanks are extended too: these tell a change only where a measure follows.
_WIDER: Final = ("rais", "extend", "end", "cut", "drop", "gain", "rose", "lower")
_MEASURED: Final = frozenset("by to from for % £".split())
_BEFORE_VERB: Final = frozenset("to will would should be shall must may and".split())
_OPPOSED_LIMIT: Final = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:(?P<up>more than|over|above|at least)|(?P<down>less than|under|below|fewer than|at most|up to))\s*[£$€]?\s*$", re.I  # noqa: E501
)


def way_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return changes of the claim that go another way than those of the evidence."""
    return [*_lone(claim.text, evidence.text), *_beside(claim, evidence), *_limits(claim, evidence)]


def _change(text: Text, index: int) -> int:
    token, word = text.tokens[index], text.tokens[index].lower
    after = [other for other in text.tokens[index + 1 : index + 8] if other.sentence == token.sentence]
    if token.capital and not token.opens or word.startswith("declin") and after and after[0].lower == "to":
        return 0
    if word.startswith(_WIDER) and not any(other.lower in _MEASURED or other.word[0].isdigit() for other in after):
        return 0
    if word in _VERB_ONLY and not (index and text.tokens[index - 1].lower in _BEFORE_VERB):
        return 0
    return (word in _UP) - (word in _DOWN)


def _lone(claim: Text, evidence: Text) -> Iterator[str]:
    """Yield words of change where all that the evidence has go the other way."""
    told = {_change(claim, index): claim.tokens[index].word for index in range(len(claim.tokens))}
    held = {_change(evidence, index): evidence.tokens[index].word for index in range(len(evidence.tokens))}
    for way in (1, -1):
        other = {1: _MORE, -1: _LESS}[way]
        if way in told and -way not in told and -way in held and way not in held and not evidence.words & other:
            yield f"the evidence says “{held[-way]}” where the claim says “{told[way]}”"


def _beside(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield figures of change beside which the evidence tells the other way ("21% up", told as "fell by 21%")."""
    for figure in claim.figures:
        way = _way(claim, claim.anchor(figure).first, claim.anchor(figure).last)
        equal = [o for o in evidence.figures if same_value(figure, o) and o.unit == figure.unit and not evidence.tabled(o)]
        if not way or not equal or figure.unit in {"ordinal", "per"}:
            continue
        ways = {_way(evidence, evidence.anchor(other).first, evidence.anchor(other).last) for other in equal}
        if ways == {-way}:
            yield f"the evidence does not have {figure.printed.strip()} go that way"


def _way(reading: Reading, first: int, last: int) -> int:
    """Return the way that the words right beside a figure tell: 1 up, -1 down, 0 where none is told or both are."""
    tokens, pieces = reading.text.tokens, reading.pieces.of
    for run in (range(last + 1, min(last + 3, len(tokens))), range(first - 1, max(-1, first - 5), -1)):
        for at in run:
            if pieces[at] != pieces[first] or at > last and tokens[at].word[0].isdigit():
                break
            word = tokens[at].lower
            beyond = at < first and word in {"than", "from", "to", "at", "of", "was"}
            if beyond:
                break
            if word in _UP | _MORE or word in _DOWN | _LESS:
                return 1 if word in _UP | _MORE else -1
    return 0


def _limits(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Yield "over five years old" where the evidence says "less than five"."""
    for figure in claim.figures:
        said = _OPPOSED_LIMIT.search(claim.text.text[max(0, figure.start - 16) : figure.start])
        held = [
            match
            for other in evidence.figures
            if same_value(figure, other)
            and (match := _OPPOSED_LIMIT.search(evidence.text.text[max(0, other.start - 16) : other.start]))
        ]
        same = [other for other in evidence.figures if same_value(figure, other)]
        if said and held and len(held) == len(same) and all(match.lastgroup != said.lastgroup for match in held):
            yield f"the evidence says “{held[0][0].strip()} {figure.printed.strip()}”, not “{said[0].strip()}”"
