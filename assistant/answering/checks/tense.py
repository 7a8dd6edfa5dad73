"""Plans and deeds: what is to be done must not be told as done, nor what was done as a plan or a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.places import Anchor, company, evidence_company, likeness
from assistant.answering.checks.text import FUNCTION_WORDS, Text

_IRREGULAR: Final = """
begin began begun; pay paid; make made; take took taken; give gave given; hold held; meet met; send sent; write wrote written;
build built; buy bought; sell sold; spend spent; go went gone; come came; become became; rise rose risen; fall fell fallen;
grow grew grown; find found; leave left; lead led; keep kept; bring brought; see saw seen; speak spoke spoken; run ran; draw drew
drawn; choose chose chosen; win won; lose lost; repay repaid; undertake undertook undertaken; have has had;
get got; put; set; cut;
"""
_MODAL: Final = frozenset("will shall would should must may might could can".split())
_PLANS: Final = frozenset(
    "is are was were expected planned due plans plan planning intends intended intend proposes proposed aims aiming scheduled "
    "hopes hoped likely set going expects anticipated".split()
)
_HAVE: Final = frozenset({"has", "have", "had"})
_WERE: Final = frozenset({"was", "were"})
_SKIPPED: Final = frozenset("be been being not also now then already fully soon since all both only just still".split())
_NO_SUBJECT: Final = frozenset(
    "the a an this that these those of its their his her and or as by is are be being in for with to".split()
)
_REACH: Final = 4
_NEARER: Final = 1.2  # how much better the company of the evidence's plan must be kept than that of its deed
_LEAST: Final = 0.15


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb at a token: its lemma, and whether it tells a deed (True) or a plan (False)."""

    lemma: str
    done: bool
    at: int


def tense_faults(claim: Text, evidence: Text) -> list[str]:
    """Return verbs that the claim tells as done and the evidence only as planned, or the other way about."""
    held = list(_verbs(evidence))
    plain = {_lemma(evidence, at) for at in range(len(evidence.tokens))} - {verb.lemma for verb in held}
    found = []
    for verb in _verbs(claim):
        if not verb.done and _planned(claim, evidence, verb.at):
            continue
        same = [other for other in held if other.lemma == verb.lemma and verb.lemma not in plain]
        open_ = {at for at in range(len(evidence.tokens)) if _lemma(evidence, at) == verb.lemma} - {other.at for other in same}
        if not same or open_:
            continue
        asked = company(claim, verb.at, verb.at)
        score = {True: 0.0, False: 0.0}
        for other in same:
            here = likeness(asked, evidence_company(evidence, Anchor("verb", "", other.at, other.at)))
            score[other.done] = max(score[other.done], here)
        alone = len({other.done for other in same}) == 1
        nearer = score[not verb.done] >= _LEAST and score[not verb.done] > _NEARER * score[verb.done]
        if same[0].done != verb.done if alone else nearer:
            told, was = ("done", "planned") if verb.done else ("planned or possible", "done")
            found.append(f"the claim tells “{claim.tokens[verb.at].word}” as {told}, the evidence as {was}")
    return found


def _planned(claim: Text, evidence: Text, index: int) -> bool:
    """Return whether the evidence speaks of the plan that the claim puts before the verb ("than planned")."""
    before = claim.tokens[max(0, index - 3) : index]
    return any(token.content and token.lower in _PLANS and token.stem in evidence.stems for token in before)


def _lemmas() -> dict[str, str]:
    return {word: line.split()[0] for line in _IRREGULAR.split(";") if line.strip() for word in line.split()}


_LEMMAS: Final = _lemmas()


def _lemma(text: Text, index: int) -> str:
    token = text.tokens[index]
    return _LEMMAS.get(token.lower, token.stem)


def _past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 or word in _LEMMAS and _LEMMAS[word] != word and word not in _HAVE


def _verbs(text: Text) -> Iterator[_Verb]:
    for index, token in enumerate(text.tokens):
        owns = token.lower in _HAVE and index + 1 < len(text.tokens) and text.tokens[index + 1].word[0].isdigit()
        if not owns and (token.lower in FUNCTION_WORDS or not token.content or token.capital and not token.opens):
            continue
        done = _done(text, index, owns)
        if done is not None:
            yield _Verb(_lemma(text, index), done, index)


def _done(text: Text, index: int, owns: bool) -> bool | None:
    """Return whether the token tells a deed (True) or a plan (False); None for what is no verb, asked for or open."""
    tokens, word = text.tokens, text.tokens[index].lower
    passed: set[str] = set()
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        other = tokens[at].lower
        if tokens[at].sentence != tokens[index].sentence or set(text.text[tokens[at].end : tokens[at + 1].start]) & set(",;:()|"):
            break
        if tokens[at].word == "May" and not tokens[at].opens:
            break
        if other in _MODAL:
            return False
        if other == "to":
            return False if at and tokens[at - 1].lower in _PLANS else None
        if other in _HAVE and (at == 0 or tokens[at - 1].lower not in _MODAL | {"to"}) and _past(word):
            return True
        if other in _WERE and "being" not in passed and _past(word):
            return True
        if other not in _SKIPPED | _HAVE and not other.endswith("ly"):
            break
        passed.add(other)
    if "be" in passed or "being" in passed:
        return None
    if owns:
        return True
    before = tokens[index - 1] if index else None
    finite = (
        before is not None
        and before.sentence == tokens[index].sentence
        and before.lower not in _NO_SUBJECT
        and before.word[0].isalpha()
    )
    return True if finite and _past(word) else None
