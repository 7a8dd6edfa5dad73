"""Fragments that stand for part of the question before: "What about Dover?", "And the year before?", "Why?"."""

from __future__ import annotations

import re

from assistant.answering.followup.periods import other_period
from assistant.answering.followup.phrases import AUXILIARIES, PREPOSITIONS, QUESTION_WORDS, Phrase, is_verbal, runs
from assistant.language import content_terms, terms

_AND = r"(?:(?:and|but|or|so|also|then)[\s,]+)?"
_PREP = "|".join(sorted(PREPOSITIONS))
_LED = (
    re.compile(rf"^\s*{_AND}(?:what|how)\s+about\s+(?P<new>.+)$", re.I),
    re.compile(
        rf"^\s*{_AND}(?:what|how\s+(?:many|much|high|large|often))\s+(?:(?:is|was|were|are|about)\s+)?"
        rf"(?:it|that|they|there|this|those|the\s+(?:figure|number|total|count|rate|amount)|(?:of\s+)?(?:those|them|these))\s+"
        rf"(?P<new>(?:{_PREP})\s+.+|the\s+(?:year|month|quarter)\s+\w+|(?:last|next)\s+\w+)$",
        re.I,
    ),
    re.compile(rf"^\s*{_AND}how\s+(?:many|much)\s+(?P<new>(?:{_PREP})\s+.+)$", re.I),
    re.compile(rf"^\s*and\s+(?P<new>(?!(?:{'|'.join(sorted(QUESTION_WORDS | AUXILIARIES))})\b).+)$", re.I),
    re.compile(rf"^\s*(?P<new>(?:{_PREP})\s+(?!(?:what|which|who|whom|whose|how)\b).+)$", re.I),
)
_ANY_AUXILIARY = rf"(?:{'|'.join(sorted(AUXILIARIES))})\b"
_HOW_MANY = re.compile(
    rf"^(?P<lead>(?:and\s+)?how\s+(?:many|much)\s+)(?P<what>(?!{_ANY_AUXILIARY}).+?)(?=\s+{_ANY_AUXILIARY}|\?|$)", re.I
)
_BARE = re.compile(
    rf"^\s*{_AND}(?P<word>why(?:\s+not)?|when|where|how|by\s+whom|since\s+when|how\s+long|how\s+often)\s*\??\s*$", re.I
)
_ASKED = re.compile(rf"^(?:{'|'.join(sorted(QUESTION_WORDS))})(?:\s+(?!{_ANY_AUXILIARY})\w+)?\s+(?={_ANY_AUXILIARY})", re.I)
_NOT_COUNTED = frozenset("it its they them their there he she him her his this that these those".split())
_MOST_TERMS = 4  # a fragment with more words of its own than this is a subject of its own


def fragment(question: str) -> tuple[str, str] | None:
    """Return the preposition and the words that a question offers in place of others; None where it is no fragment."""
    for pattern in _LED:
        match = pattern.match(question.strip(" ?.!"))
        if (
            match
            and 0 < len(terms(match["new"]))
            and len(content_terms(match["new"])) <= _MOST_TERMS
            and not _is_clause(match["new"])
        ):
            new = match["new"].strip(" ?.!,")
            head, _, rest = new.partition(" ")
            return (head.lower(), rest) if head.lower() in PREPOSITIONS and rest else ("", new)
    return None


def _is_clause(words: str) -> bool:
    return any(word in AUXILIARIES for word in words.lower().split())


def bare(question: str) -> str:
    """Return the question word of a question that is nothing else ("Why?"); "" where there is more."""
    match = _BARE.match(question)
    return match["word"] if match else ""


def elliptic_count(question: str) -> str:
    """Return what a question without a verb counts ("How many robberies?"); "" where it is no such question."""
    match = _HOW_MANY.match(question.strip())
    if not match or match["what"].strip(" ?") != question.strip()[match.end("lead") :].strip(" ?"):
        return ""
    what = match["what"].strip(" ?")
    words = what.lower().split()
    verbal = any(is_verbal(word) or word in _NOT_COUNTED for word in words)
    return what if content_terms(what) and not verbal and words[0] != "of" and len(words) <= 6 else ""


def asked_again(earlier: str, word: str) -> str | None:
    """Return the earlier question with another question word ("Why did …?"); None where its form does not allow it."""
    body = earlier.strip()
    led = _ASKED.match(body)
    if led and not body.lower().startswith(("who", "how many", "how much")):
        return f"{word[0].upper()}{word[1:]} {body[led.end() :]}"
    first = body.split(" ", 1)[0].lower()
    return f"{word[0].upper()}{word[1:]} {body[0].lower()}{body[1:]}" if first in AUXILIARIES else None


def counted(earlier: str) -> re.Match[str] | None:
    """Return the match of what a "How many" question counts (group "what")."""
    return _HOW_MANY.match(earlier.strip())


def replaced(earlier: str, preposition: str, new: str, subject: str = "") -> str:
    """Return the earlier question with the part that the new words are an alternative to replaced by them.

    Args:
        earlier: A whole question.
        preposition: What the new words follow ("in"), "" where nothing.
        new: The words offered instead.
        subject: What the conversation is about, for new words that have no counterpart in the earlier question.
    """
    other = other_period(earlier, f"{preposition} {new}".strip())
    if other is not None:
        return other
    old = _slot(earlier, preposition, new)
    if old is None:
        offered = f"{preposition} {new}".strip()
        return f"What about {offered} for {subject}?" if subject else f"{earlier.rstrip(' ?')} – {offered}?"
    start = old.start
    if old.determiner and new.split()[0].lower() in ("the", "a", "an"):
        start = earlier.lower().rindex(old.determiner, 0, old.start)
    return f"{earlier[:start]}{new}{earlier[old.end :]}"


def _slot(earlier: str, preposition: str, new: str) -> Phrase | None:
    """Return the part of a question that new words replace: after the same preposition, of the same make, else counted."""
    held = runs(earlier)
    named = any(word[:1].isupper() for word in new.split())
    same = [run for run in held if run.before == preposition and run.named == named] if preposition else []
    if same:
        return same[-1]
    match = counted(earlier)
    kind = re.fullmatch(r"[A-Z]{2,}s?", new) and match is not None and not preposition  # "What about ASB?"
    if named and not kind:
        names = [run for run in held if run.named]
        placed = [run for run in names if run.before in PREPOSITIONS]
        ordered = placed or names
        return ordered[-1] if ordered else None
    if match and not preposition:
        what = [run for run in held if match.start("what") <= run.start < match.end("what")]
        if what:
            return what[0]
    placed = [run for run in held if not run.named and run.before in PREPOSITIONS]
    if placed and not preposition:
        return placed[-1]
    lower = [run for run in held if not run.named and run.determiner]
    return lower[0] if lower and not preposition else None
