"""What an earlier question was about, for the words of a later one that point back to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.followup.instead import counted
from assistant.answering.followup.phrases import (
    AUXILIARIES,
    LOCATIVE,
    PREPOSITIONS,
    QUESTION_WORDS,
    TOPICAL,
    Phrase,
    is_verbal,
    phrases,
)
from assistant.dates import find_periods

_TITLES = frozenset(
    "mr mrs ms miss dr cllr cllrs councillor councillors alderman sir lord lady rev prof professor judge inspector insp "
    "superintendent supt sergeant sgt constable pc commander mayor chair chairman chairwoman chairperson president minister "
    "commissioner manager officer director secretary leader clerk head chief treasurer engineer coordinator".split()
)
_BODIES = frozenset(
    "council councillors committee subcommittee panel board cabinet members executive authority group forum partnership trust "
    "police government department company band team association club party".split()
)
_OPENING = re.compile(
    r"^\s*(?:tell\s+(?:me|us)\s+(?:more\s+)?about|describe|explain|"
    r"(?:what|who|which)(?:['’]s|\s+(?:is|are|was|were|became)))\s+",
    re.I,
)
KINDS = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers"), "person"),
    **dict.fromkeys(("it", "its", "this", "that"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs", "these", "those"), "many"),
    "there": "place",
}
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*)(?:\s+(?:(?:and|of|the|&)\s+)*[A-Z][\w’'.-]*)*")
_MANY, _PERSON, _PLACE = "many", "person", "place"
_SHE = frozenset(("she", "her", "hers"))
_AMOUNT = re.compile(r"^how\s+much\s+(?:money\s+)?(?:is|was|has\s+been|had\s+been)\s+(\w+(?:ed|ent|aid|ost|iven)\s+.+)$", re.I)
_WHO_ACTS = re.compile(rf"^who\s+(?!(?:{'|'.join(sorted(AUXILIARIES))})\b)(\w+\s+.+)$", re.I)
_CLAUSAL = AUXILIARIES | QUESTION_WORDS | {"he", "she", "it", "they", "that"}
_SHORT = 8  # words of an answer that is itself the thing asked for


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the conversation, whole, with its answer ("" where unknown) and what its own pronoun meant.

    Attributes:
        question: Made whole.
        answer: As given.
        pronoun: The pronoun that was replaced in it, in lower case; "" where there was none.
        meant: What it was replaced by.
    """

    question: str
    answer: str = ""
    pronoun: str = ""
    meant: str = ""


def antecedent(kind: str, question: str, answer: str = "") -> str:
    """Return the words that a reference of a kind stands for after one earlier question; "" where it offers none.

    Args:
        kind: "person" (he, she), "thing" (it, this, that), "many" (they, those) or "place" (there).
        question: The earlier question, whole, or words that merely name a subject.
        answer: What was answered to it, where that is known.
    """
    answered = _from_answer(kind, question, answer)
    if answered:
        return answered
    if kind == _MANY and (match := counted(question)):
        return f"the {_plain(match['what'])}" if match["what"].strip() else ""
    if kind == "thing" and (match := counted(question)) and question.lower().startswith("how many"):
        rest = re.sub(r"^\s*(?:was|were|is|are)(?:\s+there)?\s+", "", question[match.end("what") :].strip(" ?") + " ")
        number = f"the number of {match['what']} {rest}".strip()
        return number if rest and not any(word in AUXILIARIES for word in rest.lower().split()) and "did" not in rest else ""
    if kind == "thing" and (amount := _AMOUNT.match(question.strip(" ?"))):
        return f"the amount {amount[1]}"
    scored = [(_score(kind, phrase), n, phrase) for n, phrase in enumerate(candidates(question))]
    best = max(scored, default=None, key=lambda one: one[:2])
    if best and best[0] > 0:
        return best[2].told
    acting = _WHO_ACTS.match(question.strip(" ?")) if kind == _PERSON else None
    return f"the person who {acting[1]}" if acting else ""


def candidates(question: str) -> list[Phrase]:
    """Return the noun phrases of an earlier question, the complement of "What is …?" whole and before the others."""
    said = re.split(r"[?]", question)[0].strip()
    opening = _OPENING.match(said)
    if opening or not _asks(said):
        start = opening.end() if opening else 0
        rest = said[start:]
        before = "asked" if said.lower().startswith(("what", "which")) else "topic"
        for period in reversed(find_periods(rest)):
            if not rest[period.span.end :].strip():
                rest = re.sub(r"\s+(?:in|on|during|for|at|of|by)\s*$", "", rest[: period.span.start])
        body = re.match(r"(?:(the|a|an)\s+)?(.+)$", rest.strip(" ,."), re.I | re.S)
        whole = body and _whole(body[2], (body[1] or "").lower(), start, before)
        if whole:
            return [whole, *phrases(said)]
    return phrases(said)


def _whole(text: str, determiner: str, start: int, before: str) -> Phrase | None:
    """Return what "What is" asks about as one phrase, unless a clause or a verb stands in it."""
    words = text.split()
    while len(words) > 1 and is_verbal(words[-1]):
        words.pop()
    loose = before == "asked" and not determiner and words[0][0].islower() and any(w.lower() in PREPOSITIONS for w in words)
    clause = loose or any(word.lower() in _CLAUSAL for word in words)
    if clause or words[0].lower() in PREPOSITIONS or (start and (is_verbal(words[0]) or words[-1].lower() in PREPOSITIONS)):
        return None
    if words[-1].lower().strip(".") in _TITLES and not determiner and len(words) > 1:
        determiner = "the"
    text = " ".join(words)
    head = re.split(r"\s(?:of|on|for|about|between|in|at|by|to|from|with)\s", text)[0].split()[-1]
    return Phrase(text, start, start + len(text), determiner, before, head, text != text.lower())


def _asks(said: str) -> bool:
    first = said.split(" ", 1)[0].lower() if said else ""
    return first in AUXILIARIES | QUESTION_WORDS or re.sub(r"['’]s$", "", first) in QUESTION_WORDS or len(said.split()) > _SHORT


def _score(kind: str, phrase: Phrase) -> float:
    words = {word.lower().strip(".'’") for word in phrase.text.split()}
    heads = {word.lower().strip(".'’") for word in re.split(r"\s(?:for|on|about)\s", phrase.text)[0].split()}
    person, body = bool(heads & _TITLES), phrase.head.lower() in _BODIES or bool(words & _BODIES) and phrase.named
    placed, capitals = phrase.before in LOCATIVE, len(re.findall(r"\b[A-Z][\w’'-]+", phrase.text))
    topic = 3.0 * (phrase.before in {"topic", *TOPICAL} or (phrase.before == "asked" and kind != _PERSON))
    if kind == _PERSON:
        if (body and not person) or not (phrase.named or person) or re.search(r"['’]s?\s", phrase.text):
            return -1
        subject = phrase.before in AUXILIARIES or phrase.before in ("", "of")
        full = 1.5 * (capitals > 1 and not phrase.determiner) + subject
        return 4 * person + topic + full + phrase.named - 3 * placed - 2 * phrase.plural - 1
    if kind == _PLACE:
        return 3 * placed + 2 * phrase.named - 4 * person + 0.5
    if kind == _MANY:
        several = 3 * phrase.plural + 2 * body + topic * (1 if phrase.plural else 0.3)
        return several + 1.5 * phrase.head[:1].isupper() - 1.5 * placed - 2 * (person and not phrase.plural)
    return topic + 2 * phrase.named + 1 - 2.5 * placed - 4 * person - 2.5 * body - 4 * phrase.plural


def _from_answer(kind: str, question: str, answer: str) -> str:
    """Return the person that a "Who" question was answered with, or the thing that a few words named."""
    said = re.sub(r"\s*\[\d+\]", "", answer).strip()
    who, short = question.lower().startswith("who"), len(said.split()) <= _SHORT
    named = who or (short and question.lower().startswith(("what", "which")))
    if not said or (kind == _PERSON) != who or kind == _PLACE or not named:
        return ""
    names = [m.group() for m in _NAME.finditer(said) if m.start() or " " in m.group() or short]
    names = [name for name in names if name.lower() not in ("i", "no", "yes", "the", "he", "she", "it", "they", "i don't")]
    return re.sub(r"(?:['’]s|[.,])$", "", names[0]) if names else ""


def _plain(words: str) -> str:
    return re.sub(r"^(?:more|other|of\s+the|of)\s+", "", words.strip())


def latest(kind: str, before: Sequence[Turn], pronoun: str = "") -> str:
    """Return the words a reference stands for after a conversation, oldest turn first.

    A pronoun goes on meaning what the same one meant in the turn before: "he" stays who "his" was.
    """
    detail = ""
    for turn in reversed(before):
        if turn.pronoun and pronoun and kind == kind_of(turn.pronoun) and (pronoun in _SHE) == (turn.pronoun in _SHE):
            return turn.meant
        found = antecedent(kind, turn.question, turn.answer)
        if found and kind == "thing" and turn is not before[0] and _detail(turn.question):
            detail = detail or found
        elif found:
            return _fuller(found, before) if kind == _PERSON else found
    return detail


def _detail(question: str) -> bool:
    """Return whether a question names but one thing by one plain word ("What was the vote?"), a detail of what came before."""
    named = phrases(question)
    return bool(named) and all(one.determiner == "the" and not one.named and " " not in one.text for one in named)


def _fuller(name: str, before: Sequence[Turn]) -> str:
    """Return the fullest name in the conversation that ends or begins with a name ("Wilson": "Brian Wilson")."""
    longer = [p.text for turn in before for p in phrases(turn.question) if p.named and not p.determiner]
    longer += [turn.question for turn in before if not _asks(turn.question)]
    return max((n for n in longer if name in (n.split()[0], n.split()[-1])), key=len, default=name) if " " not in name else name


def kind_of(pronoun: str) -> str:
    """Return what kind of thing a pronoun means: "person", "thing", "many" or "place"."""
    return KINDS[pronoun]


def same_head(noun: str, before: Sequence[Turn]) -> str:
    """Return the fuller phrase that a shorter one takes up again ("the project": "the Step Change Project"), else ""."""
    for turn in reversed(before):
        for phrase in reversed(candidates(turn.question)):
            if phrase.head.lower() == noun.lower() and len(phrase.text.split()) > 1:
                return replace(phrase, determiner=phrase.determiner or "the").told
    return ""
