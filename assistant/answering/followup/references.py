"""The words of a question that point back to an earlier one, and the question with them replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.followup.antecedents import KINDS, Turn, latest, same_head
from assistant.answering.followup.phrases import AUXILIARIES, BE, PREPOSITIONS, is_verbal, phrases
from assistant.dates import find_periods
from assistant.language import STOP_WORDS, content_terms

_POSSESSIVE = frozenset(("his", "its", "their", "hers", "theirs"))
_POINTERS = re.compile(rf"\b(?:{'|'.join(KINDS)})\b(?!['’](?!s\b)|-)", re.I)
_THEN = re.compile(r"\b(?:(?:in|during)\s+that\s+(?:year|month|quarter|period)|at\s+(?:that|the\s+same)\s+time|then)\b", re.I)
_CLAUSE = re.compile(
    r"\b(?:when|if|because|while|after|before|who|which|whether|that|until|since|where|why|how|as)\b|[,;:?]", re.I
)
_EMPTY_DO = re.compile(r"\s+(?:take|takes|took|taken|cost|costs|require|requires|need|needs)\b.*\sto\b", re.I)
_EMPTY_BE = re.compile(
    r"\s+(?:(?:is|was|be|been)\s+)?(?:so\s+|too\s+|very\s+)?(?!similar|equal|due|next|close)[a-z]+(?<!ed)\s+"
    r"(?:for\s+[\w\s]{1,30})?(?:to|that)\b",
    re.I,
)  # "is it hard to", "was it for the Council to"
_NEXT_CLAUSE = re.compile(r",|\band\s+(?:what|which|who|when|where|why|how|its|their|his|her)\b", re.I)
_LONG = 25  # words; a question this long tells its own story
_ALIKE = frozenset(("to", "above", "below", "around", "with", "behind", "than", "beside"))
_ABOUT = "about "
_FULL = 4  # terms besides its dates with which a question that has a subject explains its own "similar to it"
_NOUNS = frozenset(
    "scheme project plan proposal programme program initiative report document paper item matter issue motion decision "
    "application policy site meeting event service figure number total change incident case work building amount money "
    "cost increase decrease rise fall consultation review request petition contract grant fund group".split()
)
_WRITTEN = frozenset(  # what is on something, and is not the thing itself
    "report document paper motion decision application policy consultation review request petition contract grant".split()
)
_POINTED = re.compile(rf"\b(?P<which>the|this|that|these|those)\s+(?P<noun>(?:{'|'.join(sorted(_NOUNS))})s?)\b(?!['’-])", re.I)
_WHICH = re.compile(rf"^\s*(?:which|what)\s+(?!(?:{'|'.join(sorted(AUXILIARIES))})\b)\w+", re.I)
_FEW = 2  # terms of its own besides the noun that a question has which takes "the report" from the one before


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word or phrase that points back: where it stands, what kind of thing it means, its noun or its pronoun."""

    start: int
    end: int
    kind: str
    noun: str = ""
    pronoun: str = ""


def pointer(question: str) -> Pointer | None:
    """Return the first word of a question that nothing within the question explains, else None."""
    for match in _POINTERS.finditer(question):
        word = match.group().lower()
        if match.start() and match.group()[0].isupper():
            continue  # "Zheng He"
        if not _explained(question, match, word) and not _no_pointer(question, match, word):
            return Pointer(match.start(), match.end(), KINDS[word], pronoun=word)
    for match in _POINTED.finditer(question):
        rest = question[: match.start()] + question[match.end() :]
        follows = question[match.end() :].split()
        own = [phrase for phrase in phrases(rest) if phrase.named]
        joined = bool(follows) and (
            follows[0].lower() in PREPOSITIONS - {"in", "at", "on", "by", "about"}
            or _goes_on(follows[0], question[: match.start()])
        )
        if not own and not joined and not find_periods(rest) and len(content_terms(rest)) <= _FEW:
            return Pointer(match.start(), match.end(), "thing", match["noun"])
    return None


def _goes_on(word: str, led: str) -> bool:
    """Return whether a word after a noun belongs to it rather than to the verb of the question."""
    bare = word.lower().strip("?.,!")
    if led.lower().split()[-1:] and led.lower().split()[-1] in AUXILIARIES - BE:
        return False  # "did the scheme cost"
    return bool(bare) and bare not in STOP_WORDS and bare not in PREPOSITIONS and not is_verbal(bare)


def _explained(question: str, match: re.Match[str], word: str) -> bool:
    """Return whether the question itself says what its pronoun means: a phrase of it in an earlier clause, or its subject."""
    if len(question.split()) > _LONG or _introduced(question[: match.end()]):
        return True
    earlier = [p for p in phrases(question) if p.end <= match.start() and p.determiner not in ("this", "that", "these", "those")]
    if word in _POSSESSIVE or word == "there" or (word == "her" and not _objective(question, match.end())):
        return bool(_WHICH.match(question)) or any(phrase.named or phrase.determiner for phrase in earlier)
    led = question[: match.start()].lower().split()[-1:]
    if earlier and led and led[0] in _ALIKE and len(content_terms(_undated(question))) >= _FULL:
        return True
    return any(_CLAUSE.search(question, phrase.end, match.start()) for phrase in earlier)


def _introduced(led: str) -> bool:
    """Return whether what leads up to a pronoun names its thing in a clause of its own: "What is arson and why is it …"."""
    clause = _NEXT_CLAUSE.search(led)
    words = re.findall(r"[\w’'-]+", led[: clause.start()]) if clause else []
    return any(content_terms(word) and not is_verbal(word) for word in words)


def _undated(question: str) -> str:
    for period in reversed(find_periods(question)):
        question = question[: period.span.start] + question[period.span.end :]
    return question


def _objective(question: str, end: int) -> bool:
    following = re.match(r"\s+([\w’'-]+)", question[end:])
    return following is None or following[1].lower() in STOP_WORDS | PREPOSITIONS


def _no_pointer(question: str, match: re.Match[str], word: str) -> bool:
    """Return whether a pronoun is none here: "is there any", "the year that", "those who", "this summer", "it is hard to"."""
    before = question[: match.start()].split()[-1:]
    following = [token.strip("?.,!").lower() for token in question[match.end() :].split()[:1]]
    led, next_word = (before[0].lower() if before else ""), (following[0] if following else "")
    if word in ("this", "that", "there") and question[match.end() : match.end() + 1] in ("'", "’"):
        return True
    if word in ("this", "that") and re.search(r"\b(?:do|did|does|doing|done|after|before|by|like|than|mean)$", led):
        return True
    if word == "it":
        empty = _EMPTY_BE if led in BE or next_word in BE else _EMPTY_DO
        return bool(empty.match(question, match.end()))
    if word == "there":
        return led in AUXILIARIES or next_word in AUXILIARIES or bool(re.search(r"\b(?:more|fewer|less|many|be|been)$", led))
    if word == "that":
        plain = next_word in AUXILIARIES | PREPOSITIONS | {""} or is_verbal(next_word)
        return not plain or not (
            led in AUXILIARIES or led in PREPOSITIONS or next_word == "" or led in ("", "why", "how", "like")
        )
    if word in ("this", "these", "those"):
        return not (next_word in AUXILIARIES | PREPOSITIONS | {"", "and", "or"} or is_verbal(next_word)) or next_word == "who"
    return False


def resolved(question: str, before: Sequence[Turn]) -> Turn:
    """Return the turn of a question whose words that point back are replaced by what they mean, where that is found."""
    question = _dated(question, before)
    found = pointer(question)
    meant = _meant(found, before) if found else ""
    if found is None or not meant:
        return Turn(question)
    if meant.startswith(_ABOUT):
        return Turn(f"{question.rstrip(' ?')} {meant}?")
    put = meant
    if found.noun.lower() in _WRITTEN and not same_head(found.noun, before):
        put = f"{question[found.start : found.end]} on {meant}"
    if found.pronoun in _POSSESSIVE or (found.pronoun == "her" and not _objective(question, found.end)):
        put = f"{meant}{_genitive(meant)}"
    elif found.kind == "place":
        put = f"in {meant}"
    if not found.start:
        put = f"{put[0].upper()}{put[1:]}"
    return Turn(f"{question[: found.start]}{put}{question[found.end :]}", "", found.pronoun, meant)


def _meant(found: Pointer, before: Sequence[Turn]) -> str:
    """Return what a pointer means; for people who are named nowhere "about" and what is spoken of; "" for nothing."""
    if found.noun.lower() in ("meeting", "session"):
        dated = next((told for turn in reversed(before) if (told := _period(turn.question))), "")
        return same_head(found.noun, before) or (f"the {found.noun} {dated}" if dated else "")
    meant = (same_head(found.noun, before) if found.noun else "") or latest(found.kind, before, found.pronoun)
    if meant or found.kind == "place":
        return meant
    thing = latest("thing", before)
    if found.kind in ("many", "person"):
        return f"{_ABOUT}{thing}" if thing else ""
    return thing or latest("many", before) or latest("person", before)


def _period(question: str) -> str:
    """Return the period of a question after "in" or "on"; "" where it has none."""
    periods = find_periods(question)
    told = question[periods[0].span.start : periods[-1].span.end] if periods else ""
    return f"{'on' if periods[0].grain == 'day' else 'in'} {told}" if told else ""


def _genitive(words: str) -> str:
    return "'" if words.endswith("s") else "'s"


def undated_then(question: str) -> bool:
    """Return whether a question says "then" or "in that year" and no period that it could mean."""
    match = _THEN.search(question)
    return match is not None and not find_periods(question) and not (match.group().lower() == "then" and match.start() < 2)


def _dated(question: str, before: Sequence[Turn]) -> str:
    """Return the question with "then" and "in that year" replaced by the period last asked about."""
    match = _THEN.search(question)
    if match is None or not undated_then(question):
        return question
    for turn in reversed(before):
        if told := _period(turn.question):
            return f"{question[: match.start()]}{told}{question[match.end() :]}"
    return question
