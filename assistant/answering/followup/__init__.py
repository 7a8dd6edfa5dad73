"""Follow-up questions made whole from the questions before them: "What about Dover?" after one on Canterbury.

Only words of the language are used (question words, pronouns, prepositions, titles), no list of topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.followup.antecedents import Turn, latest
from assistant.answering.followup.instead import asked_again, bare, counted, elliptic_count, fragment, replaced
from assistant.answering.followup.phrases import BE, PREPOSITIONS, is_verbal, phrases
from assistant.answering.followup.references import pointer, resolved, undated_then
from assistant.language import content_terms

__all__ = ["leans", "make_whole"]

_AND = re.compile(r"^\s*(?:and|but|so)[\s,]+(?=\w)", re.I)
_MOVED = re.compile(r"\b(?:meeting|event|session|motion|amendment|resolution|proposal|nomination)\b", re.I)
_SHORT = 6  # words; a longer question with no subject of its own is left as it is


def make_whole(question: str, history: Sequence[str], answers: Sequence[str] = ()) -> str:
    """Return the question as it is to be taken, itself when it stands alone.

    Args:
        question: As asked.
        history: Earlier questions, oldest first.
        answers: What was answered to them, oldest first; where fewer, they belong to the last questions.
    """
    before: list[Turn] = []
    for earlier, answer in zip(history, _aligned(history, answers), strict=True):
        if earlier.strip():
            before.append(replace(_taken(earlier, before), answer=answer))
    return _taken(question, before).question


def leans(question: str) -> bool:
    """Return whether a question cannot be understood without the one before it."""
    short = fragment(question) or bare(question) or elliptic_count(question)
    return bool(short or pointer(question) or undated_then(question) or _unfinished(question))


def _aligned(history: Sequence[str], answers: Sequence[str]) -> list[str]:
    held = list(answers)[-len(history) :] if history else []
    return [""] * (len(history) - len(held)) + held


def _taken(question: str, before: Sequence[Turn]) -> Turn:
    """Return the turn of one question made whole after whole ones."""
    if not before or not leans(question):
        return Turn(question)
    earlier, word, count = before[-1].question, bare(question), elliptic_count(question)
    offered = fragment(question)
    if offered:
        return Turn(replaced(earlier, *offered, subject=latest("thing", before) or latest("many", before)))
    if word:
        return Turn(_again(word, before) or _about(f"{word[0].upper()}{word[1:]},", before))
    if count:
        counting = counted(earlier)
        return Turn(_counted_instead(earlier, counting, count) if counting else _about(question, before))
    plain = _AND.sub("", question)
    turn = resolved(plain, before)
    if turn.question == plain:
        return Turn(_about(plain, before) if _unfinished(plain) else question)
    if plain != question:
        return replace(turn, question=f"{turn.question[0].upper()}{turn.question[1:]}")
    return turn


def _again(word: str, before: Sequence[Turn]) -> str:
    """Return the last question, or one before it on the same thing, asked again with another question word, else ""."""
    subject = latest("thing", before)
    for turn in reversed(before):
        again = asked_again(turn.question, word)
        if again and (turn is before[-1] or subject and subject in turn.question):
            return again
    return ""


def _counted_instead(earlier: str, counting: re.Match[str], count: str) -> str:
    """Return the earlier "How many" question with what it counts replaced, and the place or period named after that."""
    words = count.split()
    cut = next((n for n, word in enumerate(words) if n and word.lower() in PREPOSITIONS - {"of"}), len(words))
    made = f"{earlier[: counting.start('what')]}{' '.join(words[:cut])}{earlier[counting.end('what') :]}"
    return replaced(made, words[cut].lower(), " ".join(words[cut + 1 :])) if cut < len(words) - 1 else made


def _unfinished(question: str) -> bool:
    """Return whether a short question names nothing: "What was decided?", "Who else attended?"."""
    words = question.lower().strip(" ?.!").split()
    terms = [term for word in words if word not in PREPOSITIONS | {"else", "next"} for term in content_terms(word)]
    if len(words) > _SHORT or any(phrase.named or phrase.determiner for phrase in phrases(question)) or not words:
        return False
    if not terms:
        return len(words) > 1 or words[0] in ("who", "what", "which")
    last = words[-1] if words[-1] not in PREPOSITIONS else words[-2] if len(words) > 1 else ""
    done = is_verbal(last) and not last.endswith("ing")
    acted = words[0] == "who" and len(words) <= 3 and words[1] not in BE
    more = words[0] == "any" or "else" in words or words[-1] == "next"
    return len(terms) == 1 and (done or acted or more)


def _about(question: str, before: Sequence[Turn]) -> str:
    """Return a question that names nothing with the subject of the conversation after it."""
    subject = latest("thing", before) or latest("many", before) or latest("person", before)
    if not subject:
        return question
    plain = question.rstrip(" ?")
    link = "at " if re.search(r"\b(?:meeting|event|session|conference|forum)$", subject.split(" on ")[0], re.I) else "about "
    if plain.endswith(","):
        link = "about "
    elif (plain.lower().startswith("who ") and _MOVED.search(subject)) or plain.split()[-1].lower() in PREPOSITIONS:
        link = ""
    return f"{plain} {link}{subject}?"
