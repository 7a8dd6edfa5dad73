"""Negation and modality: what is denied, and what is only possible, must be so in the evidence too."""

from __future__ import annotations

from typing import Final

from assistant.answering.checks.lexicon import opposites
from assistant.answering.checks.places import Anchor, company, evidence_company, likeness
from assistant.answering.checks.text import FUNCTION_WORDS, Text, stem

_NEGATORS: Final = frozenset(
    "not no never without neither nor none nobody nothing nowhere hardly scarcely barely nil non unable cease".split()
)
_VERBS: Final = frozenset(stem(word) for word in ("fail", "refuse", "decline", "lack", "cease"))
_REFUSALS: Final = frozenset(stem(word) for word in "refused rejected declined failed except excluded barred prevented".split())
_HARMLESS: Final = {
    "not": frozenset({"only", "least", "merely", "just"}),
    "no": frozenset({"doubt", "sooner", "later", "less", "more", "fewer"}),
}
_MODALS: Final = frozenset("must shall should may might could can would will ought".split())
_OPEN: Final = frozenset("may might could can should must shall would ought".split())
_SCOPE: Final = 5
_ALIKE: Final = 0.34


def negators(text: Text) -> list[int]:
    """Return the indices of the words that deny what follows them."""
    return [index for index in range(len(text.tokens)) if denies(text, index)]


def denies(text: Text, index: int) -> bool:
    """Return whether a word denies what follows it; "No. 5", "not only" and the acronym "NO" do not."""
    token = text.tokens[index]
    then = text.tokens[index + 1] if index + 1 < len(text.tokens) else None
    if token.lower in _NEGATORS:
        if token.word == "NO" and not (then and then.word.isupper()):
            return False
        numbered = token.lower == "no" and (text.text[token.end : token.end + 1] == "." or bool(then and then.word[0].isdigit()))
        return not numbered and not (then and then.lower in _HARMLESS.get(token.lower, ()))
    return token.stem in _VERBS and bool(then and then.lower == "to")


def scope(text: Text, index: int) -> list[int]:
    """Return the content tokens that a negator denies: the next few of its clause."""
    tokens, found = text.tokens, []
    for at in range(index + 1, min(index + 1 + _SCOPE, len(tokens))):
        if tokens[at].sentence != tokens[index].sentence or any(
            c in ",;:()" for c in text.text[tokens[at - 1].end : tokens[at].start]
        ):
            break
        if tokens[at].content and tokens[at].lower not in _NEGATORS:
            found.append(at)
    return found[:3]


def denied(text: Text) -> frozenset[int]:
    """Return the tokens that stand under a negator."""
    if text.denied is None:
        text.denied = frozenset(at for index in negators(text) for at in scope(text, index))
    return text.denied


def mismatches(claim: Text, evidence: Text, licensed: bool = False) -> list[str]:
    """Return, in words, every denial that the claim adds to or drops from its evidence.

    ``licensed`` tells that the figures of the evidence come to what the claim denies.
    """
    if licensed:
        return []
    return [*_added(claim, evidence), *_dropped(claim, evidence), *_prefixed(claim, evidence), *_asserted(claim, evidence)]


def _asserted(claim: Text, evidence: Text) -> list[str]:
    """Find verbs that the evidence only ever denies ("had not bullied"), in a claim that denies nothing."""
    if negators(claim) or any(token.stem in _REFUSALS or token.lower.startswith("un") for token in claim.tokens):
        return []
    found = []
    for index in negators(evidence):
        verb = next((at for at in scope(evidence, index)[:1] if evidence.tokens[at].lower.endswith("ed")), None)
        if verb is None:
            continue
        word = evidence.tokens[verb]
        same = [claim.tokens[at] for at in claim.by_stem.get(word.stem, ()) if claim.tokens[at].lower == word.lower]
        if same and set(evidence.by_stem[word.stem]) <= denied(evidence):
            found.append(f"the evidence says “{evidence.tokens[index].word} … {word.word}”, the claim leaves the denial out")
    return found


def _none_of(claim: Text, evidence: Text, index: int) -> bool:
    """Return whether "none of the people … was X" is what the evidence says of them: "none was X"."""
    if claim.tokens[index].lower != "none" or "none" not in evidence.words:
        return False
    under = {evidence.tokens[at].stem for at in denied(evidence)}
    return any(token.stem in under for token in claim.tokens[index:] if token.sentence == claim.tokens[index].sentence)


def _added(claim: Text, evidence: Text) -> list[str]:
    found = []
    under = {evidence.tokens[at].stem for at in denied(evidence)}
    opposed = frozenset(under)
    for index in negators(claim):
        words = scope(claim, index)
        stems = [claim.tokens[at].stem for at in words]
        if not words or any(word in opposed for word in stems) or _said_alike(claim, evidence, index):
            continue
        if _none_of(claim, evidence, index) or stems[0] in evidence.stems and _answered_none(evidence):
            continue
        if any(opposite in evidence.stems for at in words for opposite in opposites(claim.tokens[at].lower)):
            continue
        if claim.tokens[index].lower in evidence.words and not any(word in evidence.stems for word in stems):
            continue
        found.append(f"“{claim.tokens[index].word} … {claim.tokens[words[0]].word}” is not said in the evidence")
    return found


def _answered_none(evidence: Text) -> bool:
    """Return whether the evidence answers a heading by "None." or "Nil"."""
    return any(b - a == 1 and evidence.tokens[a].lower in {"none", "nil"} for a, b in evidence.bounds) or any(
        token.lower in {"none", "nil"}
        and evidence.text[max(0, token.start - 3) : token.start].rstrip(" -")[-1:] in {"\n", ":", "."}
        for token in evidence.tokens
    )


def _said_alike(claim: Text, evidence: Text, index: int) -> bool:
    """Return whether the evidence has the same denial after the same two words."""
    before = [token.stem for token in claim.tokens[max(0, index - 2) : index + 1]]
    return len(before) == 3 and any(
        [token.stem for token in evidence.tokens[max(0, at - 2) : at + 1]] == before
        for at in evidence.by_stem.get(before[-1], ())
    )


def _dropped(claim: Text, evidence: Text) -> list[str]:
    """Find words that the evidence only ever denies, or denies at the place that the claim repeats."""
    found = []
    in_claim = denied(claim)
    claimed = {claim.tokens[at].stem for at in in_claim}
    for index in negators(evidence):
        for at in scope(evidence, index)[:2]:
            word = evidence.tokens[at].stem
            places = claim.by_stem.get(word, [])
            if not places or word in claimed:
                continue
            if any(_repeats(claim, evidence, place, at) for place in places):
                found.append(
                    f"the evidence says “{evidence.tokens[index].word} … {evidence.tokens[at].word}”, the claim "
                    f"leaves the denial out"
                )
                break
    return found


def _repeats(claim: Text, evidence: Text, place: int, at: int) -> bool:
    """Return whether the claim's word stands where the evidence's denied word stands, and nowhere else better."""
    asked = company(claim, place, place)
    here = likeness(asked, evidence_company(evidence, Anchor("word", "", at, at)))
    free = [other for other in evidence.by_stem[evidence.tokens[at].stem] if other not in denied(evidence)]
    elsewhere = max((likeness(asked, evidence_company(evidence, Anchor("word", "", o, o))) for o in free), default=0.0)
    return here >= _ALIKE and here > elsewhere


def _prefixed(claim: Text, evidence: Text) -> list[str]:
    found = []
    negated = denied(claim) | denied(evidence)
    for index, token in enumerate(claim.tokens):
        if token.content and token.stem not in evidence.stems and index not in negated:
            for opposite in opposites(token.lower):
                places = [at for at in evidence.by_stem.get(opposite, []) if at not in negated]
                if places and len(opposite) > 3:
                    found.append(f"the evidence says “{evidence.tokens[places[0]].word}”, not “{token.word}”")
                    break
    return found


def loosened(claim: Text, evidence: Text) -> list[str]:
    """Return verbs that the evidence holds only as possible or due, and the claim as fact."""
    modal: dict[str, str] = {}
    for index, token in enumerate(evidence.tokens):
        dated = token.word == "May" and (not token.opens or evidence.text[token.end : token.end + 2].strip().isdigit())
        if token.lower in _OPEN and not dated:
            for at in range(index + 1, min(index + 4, len(evidence.tokens))):
                word = evidence.tokens[at]
                if word.sentence != token.sentence:
                    break
                if word.content and word.lower not in FUNCTION_WORDS:
                    if len(evidence.by_stem[word.stem]) == 1:
                        modal[word.stem] = token.word
                    break
    found = []
    for index, token in enumerate(claim.tokens):
        held = modal.get(token.stem)
        before = {other.lower for other in claim.tokens[max(0, index - 4) : index]}
        if held and not before & (_MODALS | {"to"}) and not any(word.endswith("'d") for word in before):
            found.append(f"the evidence says “{held} {token.word}”, the claim states it as fact")
    return found


def hedged(claim: Text, evidence: Text) -> list[str]:
    """Return modal words that the claim puts between two words that stand side by side in the evidence."""
    found = []
    tokens = claim.tokens
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower in _MODALS and tokens[index].lower not in evidence.words:
            left, right = tokens[index - 1].stem, tokens[index + 1].stem
            if any(at + 1 in set(evidence.by_stem.get(right, ())) for at in evidence.by_stem.get(left, ())):
                found.append(f"“{tokens[index].word}” is not said in the evidence")
    return found
