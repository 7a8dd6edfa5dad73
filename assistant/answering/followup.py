"""Follow-up questions made whole from the questions before them: "What about Dover?" after one on Canterbury."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dates import find_periods
from assistant.language import STOP_WORDS, content_terms

_INSTEAD = re.compile(r"^\s*(?:and\s+)?(?:what|how)\s+about\s+|^\s*and\s+(?:for|in|what about|how about)?\s*", re.I)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|it|its|this|that|these|those|there|the same)\b", re.I)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*)(?:\s+(?:(?:and|of|the|for|&)\s+)*[A-Z][\w’'.-]*)*")
_FEW_WORDS = 6  # a question this short without a subject of its own leans on the one before


def make_whole(question: str, history: Sequence[str]) -> str:
    """Return the question as it is to be taken, itself when it stands alone.

    Args:
        question: As asked.
        history: Earlier questions, oldest first.
    """
    earlier = next((asked for asked in reversed(history) if asked.strip()), "")
    if not earlier:
        return question
    if len(history) > 1 and leans(earlier):
        earlier = make_whole(earlier, history[:-1])
    instead = _INSTEAD.match(question)
    if instead:
        return _replaced(earlier, question[instead.end() :].strip(" ?.!"))
    if leans(question):
        subject = _subject(earlier, question)
        return f"{question.rstrip(' ?')} ({subject})?" if subject else question
    return question


def leans(question: str) -> bool:
    """Return whether a question cannot be understood without the one before it."""
    if _INSTEAD.match(question):
        return True
    own = _names(question)
    if _PRONOUN.search(question) and not (own and len(content_terms(question)) > _FEW_WORDS):
        return True
    return len(question.split()) <= _FEW_WORDS and not own and len(content_terms(question)) <= 2


def _replaced(earlier: str, new: str) -> str:
    """Return the earlier question with the part that the new words are an alternative to replaced by them."""
    periods, other = find_periods(earlier), find_periods(new)
    if other and periods and not _names(re.sub(r"\d+", "", new)):
        start, end = periods[0].span.start, periods[-1].span.end
        if other[0].grain == "year" and periods[-1].grain in ("day", "month", "months"):
            start = earlier.rindex(str(periods[-1].last.year), 0, end)  # "And in 2018?" keeps the months
            new = str(other[0].first.year)
        return f"{earlier[:start]}{new}{earlier[end:]}"
    held = _names(earlier)
    if held:
        # The name last said, after a preposition where there is one, is the place or body being asked about.
        placed = [m for m in held if re.search(r"\b(?:in|for|at|of|by)\s+(?:the\s+)?$", earlier[: m.start()])]
        old = (placed or held)[-1]
        return f"{earlier[: old.start()]}{new}{earlier[old.end() :]}"
    return f"{earlier.rstrip(' ?')} – {new}?"


def _names(text: str) -> list[re.Match[str]]:
    """Return the names in a question: capitalised words that neither begin it nor are months."""
    found = []
    for match in _NAME.finditer(text):
        first = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ("?", ".", "!")
        month = any(period.span.start <= match.start() < period.span.end for period in find_periods(text))
        if not (first and match.group().lower() in STOP_WORDS) and not month and not (first and " " not in match.group()):
            found.append(match)
    return [
        m
        for m in found
        if not re.match(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)$", m.group())
    ]


def _subject(earlier: str, question: str) -> str:
    """Return what the earlier question was about, for one that leans on it: its names, else its content words."""
    said = set(content_terms(question))
    names = [match.group() for match in _names(earlier) if not set(content_terms(match.group())) <= said]
    if names:
        return ", ".join(dict.fromkeys(names))
    words = [word for word in re.findall(r"[\w’'-]+", earlier) if content_terms(word) and word.lower() not in STOP_WORDS]
    return " ".join(words)
