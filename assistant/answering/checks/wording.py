"""Checks on words: opposites, modifiers of titles, and the share of matter the evidence supports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answering.checks import arithmetic, names, relations
from assistant.answering.checks.agents import confirmed
from assistant.answering.checks.places import Anchor, best, company
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.segments import settled
from assistant.answering.checks.text import Text, stem

# Taken where `python -m eval.fit_grounding RECORDS --sweep` is best or flat (docs/models.md).
TURN_ABSENT: Final = 0.3
TURN_RATIO: Final = 1.35
NAME_RATIO: Final = 1.5
NAME_LEAST: Final = 0.35
CONTENT_LEAST: Final = 0.6
_LONGEST_ACRONYM: Final = 5  # letters
_OFFICE: Final = 7  # tokens from a name to the last name that tells its office
# Words that only lead in what is said, and axes that the checks of figures and opposites judge: never missing matter.
_LEADS: Final = frozenset(
    stem(word) for word in "resolved agreed decided said stated told according record minuted able unable am pm noon".split()
)
_ASKING: Final = frozenset({"asked", "requested", "invited", "instructed"})
_AGREED_THAT: Final = re.compile(r"\b(?:agreed|resolved|decided)\b[^.;]*?\b(?:that\b[^.;]*\b(?:should|be)|to)\b", re.I)
# What is said of any sum or difference.
_RECKONED: Final = relations.TABLE_TALK | frozenset(
    stem(word) for word in "total altogether together combined came come share difference remaining rest between".split()
)
_COMPARED: Final = frozenset({"direction", "amount", "height", "extreme"})


def opposite_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return words of the claim in whose place the evidence has a word of another pole ("fell" for "rose")."""
    found = []
    settled = confirmed(claim, evidence)
    for turn in claim.turns:
        if turn.first in settled:
            continue
        same = [other for other in evidence.turns if other.kind == turn.kind and other.value == turn.value]
        peers = [other for other in evidence.turns if other.kind == turn.kind and other.value != turn.value]
        if not peers or _leads_in(claim, turn.first):
            continue
        asked = company(claim.text, turn.first, turn.last)
        there, peer = best(asked, evidence.text, peers)
        here, _ = best(asked, evidence.text, same)
        if peer and there >= TURN_ABSENT and there > TURN_RATIO * here and not _entrusts(claim, evidence, turn):
            found.append(f"the evidence says “{peer.printed}” where the claim says “{turn.printed}”")
    return found


def _entrusts(claim: Reading, evidence: Reading, turn: Anchor) -> bool:
    """Return whether "asked officers to bring" tells what was agreed: "agreed that officers should bring"."""
    return claim.text.tokens[turn.first].lower in _ASKING and bool(_AGREED_THAT.search(evidence.text.text))


def decision_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return decisions that the claim reports and the evidence, which reports others, does not."""
    made = {other.value for other in evidence.turns if other.kind == "decide"}
    told = [turn for turn in claim.turns if turn.kind == "decide"]
    return [
        f"the evidence does not say “{turn.printed}”"
        for turn in told
        if made
        and turn.value not in made
        and claim.text.tokens[turn.first].stem not in evidence.text.stems
        and not _leads_in(claim, turn.first)
        and not _entrusts(claim, evidence, turn)
    ]


def _leads_in(claim: Reading, index: int) -> bool:
    """Return whether "agreed" only leads in the decision itself ("agreed to note")."""
    tokens = claim.text.tokens
    return tokens[index].lower == "agreed" and index + 1 < len(tokens) and tokens[index + 1].lower in {"to", "that"}


def modifier_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return titles that gained or lost a "Vice-", "Deputy", "former" on the way to the claim."""
    found = []
    printed = {(other.kind, other.value) for other in evidence.modified}
    for anchor in claim.modified:
        if (anchor.kind, anchor.value) not in printed and anchor.kind in evidence.text.stems:
            found.append(f"“{anchor.printed}” is not in the evidence")
    bare = {anchor.first for anchor in claim.modified}
    heads = {anchor.kind: anchor for anchor in evidence.modified}
    changed = {anchor.first for anchor in evidence.modified}
    for index, token in enumerate(claim.text.tokens):
        if token.stem not in heads or index in bare or not token.content:
            continue
        asked = company(claim.text, index, index)
        free = [Anchor("head", "", at, at, token.word) for at in evidence.text.by_stem[token.stem] if at not in changed]
        tied = [anchor for anchor in evidence.modified if anchor.kind == token.stem]
        there, peer = best(asked, evidence.text, tied)
        here, _ = best(asked, evidence.text, free)
        if peer and there >= TURN_ABSENT and there > TURN_RATIO * here:
            found.append(f"the evidence says “{peer.printed}”, not “{token.word}”")
    return found


def name_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return names of the claim that the evidence lacks, joins otherwise, or has at another place."""
    found = []
    text, said = evidence.text, claim.text
    for name in names.names(said):
        run = range(name.first, name.last + 1)
        printed = " ".join(said.tokens[index].word for index in run)
        missing = [index for index in run if not names.supported(text, said, index)]
        if missing and not (name.opens and not _in_its_place(claim, evidence, name.first)):
            found.append(f"“{printed}” is not in the evidence")
        elif any(not names.paired(text, said, a, a + 1) for a in run[:-1]):
            found.append(f"the evidence does not join “{printed}”")
    return found or _borrowed_names(claim, evidence)


def _in_its_place(claim: Reading, evidence: Reading, index: int) -> bool:
    """Return whether the evidence has a name where the claim's sentence opens with a word it lacks."""
    score, peer = best(company(claim.text, index, index), evidence.text, evidence.names)
    if peer is None or score < NAME_LEAST or peer.last + 1 >= len(evidence.text.tokens) or index + 1 >= len(claim.text.tokens):
        return False
    return claim.text.tokens[index + 1].stem == evidence.text.tokens[peer.last + 1].stem


def _borrowed_names(claim: Reading, evidence: Reading) -> list[str]:
    found = []
    spelt = names.expanded(evidence.text, claim.text)
    said = names.acronyms(claim.text)
    sure = settled(claim, evidence)
    for anchor in claim.names:
        if (spelt | sure) & set(range(anchor.first, anchor.last + 1)):
            continue
        value = anchor.value if isinstance(anchor.value, frozenset) else frozenset()
        same = [Anchor("name", "", at, at) for word in value for at in evidence.text.by_stem.get(word, ())]
        twins = [other for other in evidence.names if isinstance(other.value, frozenset) and value & other.value]
        if any(map(evidence.heads_row, twins)):
            continue
        same += twins
        peers = [
            other
            for other in evidence.names
            if isinstance(other.value, frozenset) and not value & other.value and not evidence.heads_row(other)
            and not _written_large(other) and not any(_describes(evidence.text, twin, other) for twin in twins)
        ]
        asked = company(claim.text, anchor.first, anchor.last)
        there, peer = best(asked, evidence.text, peers)
        if peer is None or there < NAME_LEAST:
            continue
        here, _ = best(asked, evidence.text, same)
        if there > NAME_RATIO * here and same and not _same_letters(peer.printed, anchor.printed, said):
            found.append(f"the evidence says “{peer.printed}” where the claim says “{anchor.printed}”")
    return found


def _written_large(anchor: Anchor) -> bool:
    """Return whether a name is a heading or "RESOLVED" in capitals, not an acronym."""
    return anchor.printed.isupper() and any(len(word) > _LONGEST_ACRONYM for word in anchor.printed.split())


def _describes(text: Text, name: Anchor, other: Anchor) -> bool:
    """Return whether another name only tells the office of one: "Ms Brown, Head of the Trust" or "Mr Lee (Parks Officer)"."""
    if not 0 < other.first - name.last <= _OFFICE or text.tokens[other.first].sentence != text.tokens[name.last].sentence:
        return False
    gap = text.text[text.tokens[name.last].end : text.tokens[other.first].start].strip()
    after = text.text[text.tokens[other.last].end :][:2].strip()
    return gap == "(" or gap.startswith(",") and gap.count(",") == 1 and after[:1] in {",", "."}


def _same_letters(one: str, other: str, acronyms: frozenset[str]) -> bool:
    """Return whether either is the acronym of the other, or of a name the claim prints as an acronym."""
    letters = "".join(word[0] for word in one.split()).lower()
    return letters in acronyms or letters == other.lower() or "".join(word[0] for word in other.split()).lower() == one.lower()


def content_share(claim: Reading, evidence: Reading) -> tuple[float, list[str]]:
    """Return the share of the claim's matter that the two best sentences of the evidence support.

    And what they lack.
    """
    counted = {i for f in claim.figures for i in range(claim.anchor(f).first, claim.anchor(f).last + 1)}
    matter = [index for index, token in enumerate(claim.text.tokens) if token.content and index not in counted]
    if not matter:
        return 1.0, []
    spelt = names.expanded(evidence.text, claim.text)
    stems = {claim.text.tokens[index].stem for index in matter}
    backed = {claim.text.tokens[index].stem for index in matter if index in spelt or _alike(claim.text, evidence.text, index)}
    held = _best_pair([stems & {t.stem for t in evidence.text.tokens[a:b]} for a, b in evidence.text.bounds]) | backed
    poles = {(turn.kind, turn.value) for turn in evidence.turns}
    # A word of the same pole says the same: a meeting that "ended" is one that "closed".
    held = held | {claim.text.tokens[turn.first].stem for turn in claim.turns if (turn.kind, turn.value) in poles}
    light = {word for word in stems if names.is_body(word) or word in _LEADS}
    light |= {claim.text.tokens[turn.first].stem for turn in claim.turns if turn.kind in _COMPARED}
    if relations.proved(claim, evidence):
        held = held | relations.TABLE_TALK
    if any(arithmetic.worked_out(figure, claim, evidence) for figure in claim.figures):
        held = held | _RECKONED
    # Light words neither help nor harm, unless there is nothing else to go by.
    heavy = [index for index in matter if claim.text.tokens[index].stem not in light] or matter
    lacking = [claim.text.tokens[index].word for index in heavy if claim.text.tokens[index].stem not in held]
    return 1 - len(lacking) / len(heavy), lacking


def _alike(claim: Text, evidence: Text, index: int) -> bool:
    token = claim.tokens[index]
    if token.stem in evidence.stems:
        return False
    return any(names.abbreviates(short, token.lower) for short in names.abbreviations(evidence)) or names.spelt_out(
        evidence, claim, index
    )


def _best_pair(held: Sequence[set[str]]) -> set[str]:
    """Return what the best sentence and the one that adds most to it support together."""
    if not held:
        return set()
    first = max(held, key=len)
    second = max(held, key=lambda other: len(other - first))
    return first | second
