"""What a draft says that is no statement from the records: its template's wording, a greeting, who signs, bare labels."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from assistant.answering.checks.text import split_claims
from assistant.answering.drafts.templates import (
    ANNEX,
    CONVERSATION,
    DATA_NOTES,
    EXEMPT_LABEL,
    NEAREST,
    NOT_LOOKED_AT,
    TAKEN_AS,
    TEMPLATES,
)

_ECHOES: Final = (TAKEN_AS, "You asked ", *(t.asked.partition("{")[0] for t in TEMPLATES.values()))
_ASKING: Final = re.compile(r"(?:what|when|where|which|who|whom|whose|why|how|whether|if|in what|at what)\b", re.I)
_ADDRESSED: Final = re.compile(
    r"(?:Dear|To)(?: (?:\[\w{1,20}\]|\*?[A-Z][\w'’.*-]*|sirs?|madams?|or|and|all|both|the|of|colleagues?|members?|councillors?"
    r"|residents?|friends?|neighbours?))+[,:]?"
)
_CLOSING: Final = re.compile(
    r"(?:Yours(?: \w+)?|Sincerely|(?:(?:With|Kind|Kindest|Best|Warm|Many|very|and) ?)*(?:regards|wishes|thanks))[,.]?", re.I
)
_SMALL: Final = frozenset("of to the and for on in at a an & - –".split())
# What posts are called; a line below the closing that holds another word in small letters has to name a source.
_POST: Final = frozenset(
    "head clerk officer manager director assistant deputy vice interim acting chief executive council committee services "
    "service member councillor cllr team leader chair chairman secretary democratic governance senior proper town parish "
    "district borough county city ward encl enc cc tel telephone email e-mail phone mobile ext".split()
)
_REACHED: Final = re.compile(r"(?:tel(?:ephone)?|phone|mobile|e-?mail|web(?:site)?)[:.]?\s[\w@.+()/: -]{3,60}|\S+@\S+", re.I)
# Words that only name the parts of a letter or note.
_PARTS: Final = frozenset(
    "background summary introduction next steps step contact contacts details conclusion further information reply briefing "
    "note notes draft press line answer answers question questions letter finding findings points key main about your our my "
    "overview appendix annex sources source more help context purpose report response enquiry the a an of to for and on from "
    "with in what we i you date name post address subject re ref reference here".split()
)
_PLACEHOLDER: Final = re.compile(r"\[([^\[\]]{1,60})\]")


@cache
def _fixed() -> frozenset[str]:
    """Return every sentence that the templates say themselves."""
    told = [ANNEX, DATA_NOTES, NEAREST, *(NOT_LOOKED_AT.format(title=t.title.lower()) for t in TEMPLATES.values())]
    for template in (*TEMPLATES.values(), CONVERSATION):
        told += [template.title, template.heading, template.advice, template.unanswered, *template.opening, *template.closing]
    return frozenset(sentence for line in told if line for sentence in (line, *split_claims(line)))


def is_own(text: str, exempt: Collection[str] = ()) -> bool:
    """Return whether a whole passage, or a sentence of one, says nothing that a record would have to back.

    Args:
        text: Plain words on one line.
        exempt: Places that the label of exempt matter may name.
    """
    if text in _fixed() or _ADDRESSED.fullmatch(text) or is_closing(text) or _labels_exempt(text, exempt):
        return True
    if inner := _PLACEHOLDER.fullmatch(text):
        return is_label(inner[1])
    return any(text.startswith(echo) and _asks(text.removeprefix(echo)) for echo in _ECHOES)


def is_closing(text: str) -> bool:
    """Return whether a line closes a letter, as "Yours sincerely,"."""
    return bool(_CLOSING.fullmatch(text))


def is_signature(text: str) -> bool:
    """Return whether a line below the closing names who signs, a post, or how they are reached."""
    if _REACHED.fullmatch(text):
        return True
    words = [word.strip("()[],.:'’") for word in text.split()]
    return len(words) <= 12 and all(
        not word or word[0].isupper() or word.lower() in _SMALL | _POST for word in words
    ) and not re.search(r"[.!?£$€%]\s*$|\d{2}", text)  # fmt: skip


def is_label(text: str) -> bool:
    """Return whether words only name a part of a letter or whom it is for, or ask: "Background", "Reply to Mrs Hill"."""
    if text.endswith("?") and len(split_claims(text)) == 1:
        return True
    words = re.findall(r"[\w'’-]+", text)
    named = re.search(r"\b(?:to|for|from) (?:the )?[A-Z]\w*(?: [A-Z]\w*)*$", text)
    kept = re.findall(r"[\w'’-]+", text[: named.start()]) if named else words
    return len(words) <= 8 and all(word.lower() in _PARTS for word in kept)


def _asks(words: str) -> bool:
    """Return whether words repeat a question: they ask, or stand in quotation marks as the asker's own."""
    if re.fullmatch(r"“[^“”]*”\.?", words):
        return True
    sentences = split_claims(words)
    return all(sentence.endswith("?") for sentence in sentences) or (len(sentences) == 1 and bool(_ASKING.match(words)))


def _labels_exempt(text: str, exempt: Collection[str]) -> bool:
    before, _, after = EXEMPT_LABEL.partition("{noun}")
    told = re.match(rf"{re.escape(before)}(?:draft|conversation){re.escape(after.partition('{places}')[0])}", text)
    if not told:
        return False
    places = text[told.end() :]
    for place in sorted(exempt, key=len, reverse=True):
        places = places.replace(place, "")
    return not places.strip("; .")
