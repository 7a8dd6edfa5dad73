"""Who did what to whom: the doer and the one done to of a deed must be those of the evidence.

"Moved by A and seconded by B", "A thanked B" and "B was thanked by A" are read into deeds with a doer and an object; a
claim that gives a deed to another person of the same evidence is caught, however near the names stand to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.names import expanded
from assistant.answering.checks.places import Anchor
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import Token, stem

_IRREGULAR: Final = frozenset(
    "said told gave spoke left sat took put read made saw heard wrote went came rose held brought thought felt found sought "
    "ran drew sent paid met began stood won lost chose".split()
)
_MOTION: Final = frozenset(stem(word) for word in "proposed seconded moved proposer seconder mover nominated".split())
_SAME_DEED: Final = {stem(one): stem(other) for one, other in (("moved", "proposed"), ("proposer", "proposed"), ("mover", "proposed"),  # noqa: E501
                                                               ("seconder", "seconded"))}  # fmt: skip
_BEFORE_VERB: Final = frozenset("then also duly formally had has have who therefore again further later".split())
_PASSIVE: Final = frozenset("was were been being be is are".split())
_TITLES: Final = frozenset("councillor cllr cllrs councillors mr mrs ms miss dr sir prof the rev alderman ald".split())
_WITHIN: Final = frozenset("of for at in to from with on behalf".split())
_BY: Final = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of one person: ``doer`` whether they did it or had it done to them; ``at`` is the verb's token."""

    verb: str
    doer: bool
    name: Anchor
    at: int

    @property
    def person(self) -> frozenset[str]:
        """The stems of the name."""
        return _words(self.name)


def deed_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return deeds that the claim gives to one person and the evidence only to another.

    A deed whose doer the evidence leaves open ("the Chair thanked", "it was agreed") is anyone's.
    """
    source, told = _Deeds(evidence), _Deeds(claim)
    held = [deed for deed in source.found() if not source.opens(deed.name) or any(deed.person & _words(a) for a in told.names)]
    people = [_words(anchor) for anchor in source.names]
    spelt = expanded(evidence.text, claim.text)
    faults = []
    for deed in told.found():
        same = [other for other in held if (other.verb, other.doer) == (deed.verb, deed.doer)]
        places = [at for at, token in enumerate(evidence.text.tokens) if _is_deed(token) and _verb(token) == deed.verb]
        known = any(deed.person <= words for words in people) and not spelt & set(range(deed.name.first, deed.name.last + 1))
        if same and known and not any(other.person & deed.person for other in same) and {o.at for o in same} >= set(places):
            word, what = claim.text.tokens[deed.at].word, "doer" if deed.doer else "object"
            faults.append(f"the evidence names {same[0].name.printed}, not {deed.name.printed}, as the {what} of “{word}”")
    return faults


def confirmed(claim: Reading, evidence: Reading) -> frozenset[int]:
    """Return the verbs (token indices) of the claim whose doer or object is that of the evidence."""
    held = list(_Deeds(evidence).found())
    return frozenset(
        deed.at
        for deed in _Deeds(claim).found()
        if any((o.verb, o.doer) == (deed.verb, deed.doer) and o.person & deed.person for o in held)
    )


def _words(anchor: Anchor) -> frozenset[str]:
    return anchor.value if isinstance(anchor.value, frozenset) else frozenset()


def _verb(token: Token) -> str:
    return _SAME_DEED.get(token.stem, token.stem)


def _is_deed(token: Token) -> bool:
    past = token.lower.endswith("ed") and len(token.lower) > 4 or token.lower in _IRREGULAR
    return past and (not token.capital or token.opens or token.word.isupper() or token.stem in _MOTION) or token.stem in _MOTION


class _Deeds:
    """The deeds of one text, with its names as they stand apart from the verbs written large before them."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.tokens = reading.text.tokens
        self.names = [anchor for found in reading.names if (anchor := self._trimmed(found))]
        self.starts = {anchor.first: anchor for anchor in self.names}
        self.ends = {anchor.last: anchor for anchor in self.names}

    def found(self) -> Iterator[Deed]:
        """Yield the deeds that the text tells of the people it names."""
        for index, token in enumerate(self.tokens):
            if not _is_deed(token):
                continue
            verb = _verb(token)
            before, after, agents, passive = self._before(index), self._after(index), self._agents(index), self._passive(index)
            for anchor in agents:
                yield Deed(verb, True, anchor, index)
            for anchor in before if passive or not agents else ():
                yield Deed(verb, not passive, anchor, index)
            if after and not agents and not passive:
                yield Deed(verb, token.stem in _MOTION and not before, after, index)

    def opens(self, anchor: Anchor) -> bool:
        """Return whether the name may be no name: one word that opens a sentence."""
        return anchor.first == anchor.last and self.tokens[anchor.first].opens

    def _trimmed(self, anchor: Anchor) -> Anchor | None:
        first = self.tokens[anchor.first]
        if not _is_deed(first) or not (first.opens or first.word.isupper() or first.stem in _MOTION):
            return anchor
        if anchor.first == anchor.last:
            return None
        return Anchor(anchor.kind, _words(anchor) - {first.stem}, anchor.first + 1, anchor.last, anchor.printed.partition(" ")[2])

    def _together(self, one: int, other: int, marks: str) -> bool:
        """Return whether two tokens stand in one sentence with none of the marks between them."""
        low, high = sorted((one, other))
        between = self.text.text[self.tokens[low].end : self.tokens[high].start]
        return self.tokens[one].sentence == self.tokens[other].sentence and not set(between) & set(marks)

    def _passive(self, index: int) -> bool:
        return any(
            self.tokens[at].lower in _PASSIVE and self._together(at, index, ",;") for at in range(max(0, index - 2), index)
        )

    def _before(self, index: int) -> list[Anchor]:
        """Return the names that are the subject of the verb: right before it, or of the verb joined to it by "and"."""
        at = index - 1
        while at >= 0 and self.tokens[at].lower in _BEFORE_VERB | _PASSIVE | {"and"}:
            if self.tokens[at].lower == "and":
                return self._shared_subject(at) if self._together(at, index, ";") else []
            at -= 1
        if at < 0 or at not in self.ends or not self._together(at, index, ";:"):
            return []
        last = self.ends[at]
        if (by := self._by(last)) is None:
            # After a comma the name may be that of an office held by another ("Ms Brown, Head of Finance, said").
            plain = self._together(at, index, ",") and not self._inside(last)
            return [last, *self._coordinated(last, -1)] if plain else []
        # "Hart, seconded by Mills, moved": the subject stands before the words between the commas.
        aside = by > 1 and _is_deed(self.tokens[by - 1]) and by - 2 in self.ends and not self._together(by - 2, by - 1, ",")
        return [self.ends[by - 2]] if aside and not self._together(last.last, index, ",") else []

    def _shared_subject(self, at: int) -> list[Anchor]:
        """Return the subject of the nearest deed before "and" in the same sentence."""
        for index in range(at - 1, -1, -1):
            if self.tokens[index].sentence != self.tokens[at].sentence:
                break
            if _is_deed(self.tokens[index]):
                return [] if self._passive(index) else self._before(index)
        return []

    def _agents(self, index: int) -> list[Anchor]:
        """Return the names after the "by" that follows the verb."""
        for at in range(index + 1, min(index + 1 + _BY, len(self.tokens))):
            if not self._together(index, at, ";") or (at > index + 1 and _is_deed(self.tokens[at - 1])):
                break
            if self.tokens[at].lower == "by" or (self.tokens[at].lower == "of" and not self.tokens[index].lower.endswith("ed")):
                first = self._name_at(at + 1)
                return [first, *self._coordinated(first, 1)] if first else []
        return []

    def _after(self, index: int) -> Anchor | None:
        """Return the name right after the verb, its title between or not."""
        found = self._name_at(index + 1)
        apart = ",;." if self.tokens[index].stem in _MOTION else ",;.:"
        return found if found and self._together(index, index + 1, apart) and self._together(index, found.first, ";") else None

    def _name_at(self, index: int) -> Anchor | None:
        while index < len(self.tokens) and index not in self.starts and self.tokens[index].lower in _TITLES:
            index += 1
        return self.starts.get(index)

    def _coordinated(self, anchor: Anchor, step: int) -> list[Anchor]:
        """Return the names joined to one by "and" or a comma, before it (-1) or after it (1)."""
        found: list[Anchor] = []
        here, at = anchor, self.names.index(anchor) + step
        while 0 <= at < len(self.names):
            left, right = (here, self.names[at]) if step > 0 else (self.names[at], here)
            between = range(left.last + 1, right.first)
            if not self._together(left.last, right.first, ";:") or any(
                self.tokens[i].lower not in _TITLES | {"and"} for i in between
            ):
                break
            found.append(right if step > 0 else left)
            here, at = self.names[at], at + step
        return found

    def _inside(self, anchor: Anchor) -> bool:
        """Return whether the name only belongs to what stands before it ("the Director of the Trust")."""
        at = anchor.first - 1
        while at >= 0 and self.tokens[at].lower in _TITLES:
            at -= 1
        return at >= 0 and self.tokens[at].lower in _WITHIN and self._together(at, anchor.first, ",;")

    def _by(self, anchor: Anchor) -> int | None:
        """Return the token of the "by" before a name and its title."""
        at = anchor.first - 1
        while at >= 0 and self.tokens[at].lower in _TITLES:
            at -= 1
        return at if at >= 0 and self.tokens[at].lower == "by" else None
