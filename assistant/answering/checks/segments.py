"""Lists told in one sentence: "96.8% in Wexcombe, 91.2% in Harrow Down".  Each figure belongs to the name beside it.

A sentence is cut where one thing of a list ends and the next begins.  What stands in one piece with a figure of the claim
(a name, a date, the word right beside it) must stand in one piece with it in the evidence, when it stands with another
figure there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answering.checks.dates import Moment
from assistant.answering.checks.numbers import Figure, same_unit, same_value
from assistant.answering.checks.places import Anchor
from assistant.answering.checks.reading import Reading

_CUTS: Final = frozenset("and but or while whilst whereas although though against compared than versus followed".split())
_GLUED: Final = re.compile(r"\s*\(\s*[£$€]?[\d,.]+\s?%?\s*\)")
_SPAN: Final = re.compile(r"\b(?:between|from)\b[^,;]*$", re.I)

_LIST: Final = re.compile(r"[^:;\n]{4,120}:(?=[^;\n]*\d[^;\n]*;)")

Mark = frozenset[str] | tuple[int | None, ...]


class Pieces:
    """The pieces of a text: for each token the number of its piece, for each piece its stems, names and moments."""

    def __init__(self, reading: Reading) -> None:
        """Cut every sentence of a text."""
        self.reading = reading
        self.of = self._cut()
        self.stems: dict[int, set[str]] = {}
        for token, piece in zip(reading.text.tokens, self.of, strict=True):
            self.stems.setdefault(piece, set()).add(token.stem)
        self.moments: dict[int, set[tuple[int | None, ...]]] = {}
        for moment in reading.moments:
            self.moments.setdefault(self.of[reading.anchor(moment).first], set()).add(moment.value)
        self.named: dict[int, list[frozenset[str]]] = {}
        for anchor in reading.names:
            first = reading.text.tokens[anchor.first]
            if isinstance(anchor.value, frozenset) and not (first.opens and anchor.first == anchor.last):
                self.named.setdefault(self.of[anchor.first], []).append(anchor.value)
        self._inherit()

    def _inherit(self) -> None:
        """Give what stands before the colon of a list ("Sailings: May 4; June 0") to each thing of the list."""
        text = self.reading.text
        for start, until in text.spans:
            if (head := _LIST.match(text.text, start, until)) is None:
                continue
            leads = {self.of[at] for at, token in enumerate(text.tokens) if start <= token.start < head.end()}
            things = {self.of[at] for at, token in enumerate(text.tokens) if head.end() <= token.start < until} - leads
            for piece in things:
                for lead in leads:
                    self.stems[piece] |= self.stems[lead]
                    self.named.setdefault(piece, []).extend(self.named.get(lead, []))

    def _cut(self) -> list[int]:
        tokens, text = self.reading.text.tokens, self.reading.text.text
        figures = {self.reading.anchor(figure).first for figure in self.reading.figures}
        spans = [(self.reading.anchor(m).first, self.reading.anchor(m).last) for m in self.reading.moments]
        dated = {index for first, last in spans for index in range(first + 1, last + 1)}
        heads = [m.span() for start, end in self.reading.text.spans if (m := _LIST.match(text, start, end))]
        found, piece, opened = [], 0, 0
        for index, token in enumerate(tokens):
            gap = text[tokens[index - 1].end : token.start] if index else ""
            glued = _GLUED.match(text, tokens[index - 1].end) if index and "(" in gap else None
            fresh = bool(index) and token.sentence != tokens[index - 1].sentence
            word = token.lower in _CUTS and not self._between(index, spans)
            ranged = (
                token.lower == "to"
                and any(opened <= at < index for at in figures)
                and any(index < at < index + 4 for at in figures)
            )
            listed = ":" in gap and any(start < tokens[index].start <= end + 2 for start, end in heads)
            closes = ")" in gap and not _GLUED.search(text[max(0, tokens[index - 1].start - 4) : token.start])
            if (
                fresh
                or index not in dated
                and (set(gap) & set(",;|\n\t") or ("(" in gap and not glued) or closes or word or ranged or listed)
            ):
                piece, opened = piece + 1, index
            found.append(piece)
        return found

    def _between(self, index: int, spans: Sequence[tuple[int, int]]) -> bool:
        """Return whether "and" joins the two ends of "between 1 April 2023 and 31 March 2024"."""
        text, tokens = self.reading.text.text, self.reading.text.tokens
        joins = any(last == index - 1 for _, last in spans) and any(first == index + 1 for first, _ in spans)
        return joins and bool(
            _SPAN.search(text[tokens[index].start - 60 if tokens[index].start > 60 else 0 : tokens[index].start])
        )

    def holds(self, piece: int, mark: Mark) -> bool:
        """Return whether a piece has a name or a moment."""
        return mark <= self.stems[piece] if isinstance(mark, frozenset) else mark in self.moments.get(piece, ())

    def marks(self, piece: int) -> list[Mark]:
        """Return the names and moments of a piece."""
        return [*self.named.get(piece, []), *self.moments.get(piece, ())]


def verdict(claim: Reading, evidence: Reading, figure: Figure, named: bool = False) -> bool | None:
    """Return whether a figure stands beside what the claim puts beside it; False when another figure does, None when open.

    ``named`` counts names and moments only, not other words.
    """
    said, held = claim.pieces, evidence.pieces
    at = claim.anchor(figure)
    mine = said.of[at.first]
    equal = [o for o in evidence.figures if same_value(figure, o) and same_unit(figure, o, evidence.tabled(o))]
    peers = [o for o in evidence.figures if o.unit == figure.unit and not same_value(figure, o)]
    here = {held.of[evidence.anchor(other).first] for other in equal}
    beside = {held.of[evidence.anchor(other).first] for other in peers}
    here, there = here - beside, beside - here
    if not here:
        return None
    marks = [mark for mark in said.marks(mine) if not _common(mark, evidence)]
    telling = [mark for mark in marks if 0 < sum(held.holds(piece, mark) for piece in here | there) < len(here | there)]
    if telling:
        with_it = [mark for mark in telling if any(held.holds(piece, mark) for piece in here)]
        if len(with_it) == len(telling):
            return True
        listed = any(type(mark) is type(other) for mark in telling for piece in here for other in held.marks(piece))
        lone = sum(said.of[claim.anchor(f).first] == mine and f.unit == figure.unit for f in claim.figures) == 1
        if not with_it:
            return False if listed and lone else None
    return None if named else _beside(claim, evidence, at, here, there) or _elsewhere(claim, evidence, mine, here, there)


def settled(claim: Reading, evidence: Reading) -> frozenset[int]:
    """Return the tokens of the claim that stand in one piece with a figure that names and moments prove in place."""
    judged: dict[int, set[bool | None]] = {}
    for figure in claim.figures:
        judged.setdefault(claim.pieces.of[claim.anchor(figure).first], set()).add(verdict(claim, evidence, figure, named=True))
    return frozenset(
        index for index, piece in enumerate(claim.pieces.of) if True in judged.get(piece, ()) and False not in judged[piece]
    )


def dated_beside(claim: Reading, evidence: Reading, moment: Moment, same: Sequence[Moment]) -> bool:
    """Return whether a moment of the claim stands, in the evidence as here, in one piece with a figure proved in place."""
    at = claim.anchor(moment).first
    if at not in settled(claim, evidence):
        return False
    mine = [figure for figure in claim.figures if claim.pieces.of[claim.anchor(figure).first] == claim.pieces.of[at]]
    theirs = [other for other in evidence.figures if any(same_value(figure, other) for figure in mine)]
    pieces = {evidence.pieces.of[evidence.anchor(other).first] for other in theirs}
    return any(evidence.pieces.of[evidence.anchor(other).first] in pieces for other in same)


def _common(mark: Mark, evidence: Reading) -> bool:
    """Return whether a mark is no name: one word that the evidence writes small."""
    if not isinstance(mark, frozenset) or len(mark) != 1:
        return False
    tokens = evidence.text.tokens
    return any(not tokens[at].capital for word in mark for at in evidence.text.by_stem.get(word, ()))


def _elsewhere(claim: Reading, evidence: Reading, piece: int, here: set[int], there: set[int]) -> bool | None:
    """Return False where two words of the claim's piece stand only with other figures, and none only with this one."""
    words = {t.stem for t, p in zip(claim.text.tokens, claim.pieces.of, strict=True) if p == piece and t.content}
    mine = set().union(*(evidence.pieces.stems[number] for number in here))
    theirs = set().union(*(evidence.pieces.stems[number] for number in there))
    nearest = max((len(words & (evidence.pieces.stems[number] - mine)) for number in there), default=0)
    return False if nearest >= 2 and not words & (mine - theirs) else None


def _beside(claim: Reading, evidence: Reading, at: Anchor, here: set[int], there: set[int]) -> bool | None:
    """Return whether the content words right before and after a figure stand with it in the evidence, and with no other.

    False when the word that touches it stands only with another figure.
    """
    tokens, pieces, stems = claim.text.tokens, claim.pieces.of, evidence.pieces.stems
    near: list[tuple[str, bool]] = []
    for step, edge in ((-1, at.first), (1, at.last)):
        index = edge + step
        while 0 <= index < len(tokens) and pieces[index] == pieces[at.first] and not tokens[index].content:
            index += step
        if 0 <= index < len(tokens) and pieces[index] == pieces[at.first]:
            near.append((tokens[index].stem, index == edge + step))
    told = [(word, touches) for word, touches in near if any(word in stems[piece] for piece in here | there)]
    with_it = [(any(word in stems[p] for p in here), any(word in stems[p] for p in there)) for word, _ in told]
    if told and all(mine and not theirs for mine, theirs in with_it):
        return True
    return False if any(t and theirs and not mine for (_, t), (mine, theirs) in zip(told, with_it, strict=True)) else None
