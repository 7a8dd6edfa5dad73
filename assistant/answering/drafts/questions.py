"""A letter or a long question split into the questions it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.text import sentence_spans

_MOST: Final = 12  # questions of one letter
_ASKS: Final = re.compile(
    r"\?\W*$"
    r"|\b(?:please|kindly|could|can|would|will) (?:you )?(?:\w+ )?"
    r"(?:tell|let|confirm|say|explain|advise|provide|give|set out|list)\b"
    r"|\b(?:like|want|wish|need|grateful|ask(?:ing)?|writ(?:e|ing)) (?:\w+ )?"
    r"to (?:know|learn|understand|hear|ask|find out|be told)\b"
    r"|\b(?:let|tell) (?:me|us) know\b|\bI (?:am asking|ask) (?:for|about|whether|how|what|when|who|why)\b"
    r"|\bI (?:\w+ )?wonder (?:whether|if|how|what|who|when|why)\b",
    re.I,
)
_POLITE: Final = re.compile(
    r"^.*?\b(?:tell (?:me|us)|let (?:me|us) know|confirm|advise(?: (?:me|us))?|explain(?: to (?:me|us))?|say|know|learn"
    r"|understand|find out|to ask(?: you)?|asking|wonder|be told|hear)[,:]?\s+"
    r"(?=(?:what|when|where|which|who|whom|whose|why|how|whether|if|in what|at what)\b)",
    re.I | re.S,
)
_INDIRECT: Final = re.compile(r"^(?:whether|if)\s+", re.I)
_JOINED: Final = re.compile(
    r"[,;]?\s+(?:and|or)\s+(?:also\s+)?(?=(?:what|when|where|which|who|whose|why|how (?:many|much|often|long|far)|how)\s+"
    r"(?:\w+\s+)?(?:is|are|was|were|did|does|do|has|have|had|will|would|can|many|much)\b)",
    re.I,
)
_GREETING: Final = re.compile(r"^(?:Dear|Yours|Sincerely|Regards|Thank|(?:Kind|Best|Many) )\b", re.I)
_SALUTATION: Final = re.compile(r"^\s*Dear\s+[^,\n?!]{1,80}[,\n]\s*", re.I)
_MARK: Final = re.compile(r"^(?:[-•*–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and the words before it that it may lean on, oldest first."""

    text: str
    before: tuple[str, ...] = ()


def split_questions(text: str) -> tuple[Asked, ...]:
    """Return the questions of a letter in order; the whole text, folded, where no sentence of it asks anything."""
    text = _SALUTATION.sub("", text)
    found: list[Asked] = []
    said: list[str] = []
    for start, end in sentence_spans(text):
        sentence = _MARK.sub("", " ".join(text[start:end].split()))
        if not sentence:
            continue
        if _ASKS.search(sentence):
            for question in _parts(_bare(sentence)):
                if question.lower() not in {one.text.lower() for one in found}:
                    found.append(Asked(question, tuple(said)))
                said.append(question)
        elif not _GREETING.match(sentence):
            said.append(sentence)
    return tuple(found[:_MOST]) or (Asked(" ".join(text.split())),)


def _bare(sentence: str) -> str:
    """Return a request as a plain question: "Could you tell me when it closed?" gives "When it closed?"."""
    bare = _POLITE.sub("", sentence, count=1)
    bare = _INDIRECT.sub("Is it so that ", bare) if bare != sentence else bare
    bare = bare.rstrip(" .?!;,") + "?"
    return bare[:1].upper() + bare[1:]


def _parts(question: str) -> list[str]:
    """Return the questions that one sentence joins with "and"."""
    pieces = _JOINED.split(question)
    if len(pieces) == 1 or len(pieces[0].split()) < 4:
        return [question]
    return [f"{piece[:1].upper()}{piece[1:].rstrip(' ?')}?" for piece in pieces]
