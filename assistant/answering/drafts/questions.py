"""A letter or a long question split into the questions it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.text import FUNCTION_WORDS, sentence_spans

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
    r"(?:\w+\s+)?(?:is|are|was|were|did|does|do|has|have|had|will|would|can|many|much)\b|who\s+\w+\s+\w)",
    re.I,
)
# In what was put indirectly ("tell me what it cost, who paid and whether it works") the verb may stand anywhere.
_LAST: Final = r"[,;]?\s+and\s+(?:also\s+)?(?=(?:what|when|where|who|why|how|whether)\s+\w)"
_LISTED: Final = re.compile(rf"{_LAST}|[,;]\s+(?:also\s+)?(?=(?:what|when|where|who|why|how|whether)\s+\w)", re.I)
_LEADING: Final = re.compile(
    r"^(?:(?:and|but|also|so|then|now|first|second|third|last|final)(?:ly)?[, ]+)+(?=(?:what|when|where|which|who|whom|whose|why"
    r"|how|whether|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may)\b)",
    re.I,
)
# What a letter says of itself and its answer: no record tells when its writer will hear.
_LETTERS: Final = frozenset(
    "reply replies answer answers letter letters email emails response respond hear heard back get receive received expect "
    "expected write wrote written soon yet please shall will when mine ask asked".split()
)
_GREETING: Final = re.compile(r"^(?:Dear|Yours|Sincerely|Regards|Thank|(?:Kind|Best|Many) )\b", re.I)
_SALUTATION: Final = re.compile(r"^\s*Dear\s+[^,\n?!]{1,80}[,\n]\s*", re.I)
_MARK: Final = re.compile(r"^(?:[-•*–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        text: As a question.
        before: The words before it that it may lean on, oldest first.
        said: The clause that it was put in, where it was put indirectly: "whether it closed".
    """

    text: str
    before: tuple[str, ...] = ()
    said: str = ""

    @property
    def of_the_letter(self) -> bool:
        """Whether it only asks about the letter itself and its answer: "When shall I have a reply?"."""
        words = re.findall(r"[a-z]+", self.text.lower())
        return bool({"i", "we", "me", "us"} & set(words)) and all(w in FUNCTION_WORDS or w in _LETTERS for w in words)


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
            for question, clause in _parts(sentence):
                if question.lower() not in {one.text.lower() for one in found}:
                    found.append(Asked(question, tuple(said), clause))
                said.append(question)
        elif not _GREETING.match(sentence):
            said.append(sentence)
    return tuple(found[:_MOST]) or (Asked(" ".join(text.split())),)


def _parts(sentence: str) -> list[tuple[str, str]]:
    """Return the questions that a sentence asks, each with the clause that it was put in, "" where it was put directly."""
    bare = _POLITE.sub("", sentence, count=1).rstrip(" .?!;,")
    if bare == sentence.rstrip(" .?!;,"):
        bare = _LEADING.sub("", bare)
        pieces = _JOINED.split(bare)
        return [(_question(piece), "") for piece in ([bare] if len(pieces[0].split()) < 4 else pieces)]
    pieces = _LISTED.split(bare) if re.search(_LAST, bare, re.I) else [bare]
    if min(len(piece.split()) for piece in pieces) < 3:
        pieces = [bare]
    return [(_question(_INDIRECT.sub("Is it so that ", piece)), _clause(piece)) for piece in pieces]


def _question(words: str) -> str:
    words = words.rstrip(" .?!;,") + "?"
    return words[:1].upper() + words[1:]


def _clause(words: str) -> str:
    words = _INDIRECT.sub("whether ", words.rstrip(" .?!;,"))
    return words[:1].lower() + words[1:]
