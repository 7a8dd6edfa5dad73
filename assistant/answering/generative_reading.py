"""A model's words as claims: split, their numbers read, each verified against what it cites and cited as narrowly as holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.answering.generative_evidence import Evidence
from assistant.answering.grounding import split_claims, verify
from assistant.answering.prompts import NOT_FOUND
from assistant.language import content_terms, sentences
from assistant.records import Check, Citation, Claim, Span

INVENTED: Final = "citation"
_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
_FOREIGN_MARK: Final = re.compile(
    r"【\s*(\d{1,3})[^】]*】|\[(?:evidence|source|doc(?:ument)?)\s*(\d{1,3})\]|\[\^(\d{1,3})\]", re.I
)
_MARK: Final = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ENTRY: Final = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+", re.M)
_REFUSES: Final = re.compile(
    r"\b(?:I['’]?m sorry|I apologi[sz]e|as an AI"
    r"|I (?:can(?:no|['’])t|am (?:unable|not able)|won['’]t|will not) (?:help|assist|answer|provide|comply|do))\b",
    re.I,
)
_NEAREST: Final = 3  # sentences tried, alone and with the next, before a whole passage is cited


@dataclass(frozen=True, slots=True)
class Told:
    """What a model said, read.

    Attributes:
        claims: Its sentences, their citations the numbers of the evidence, with the checks of each.
        invented: Numbers it cited that no evidence has.
        listed: Whether it told a list.
        not_found: Whether it said that the evidence does not answer.
        refused: Whether it declined instead of answering.
    """

    claims: tuple[Claim, ...]
    invented: tuple[int, ...] = ()
    listed: bool = False
    not_found: bool = False
    refused: bool = False

    @property
    def failed(self) -> tuple[Claim, ...]:
        """The claims that are not grounded."""
        return tuple(claim for claim in self.claims if not claim.grounded)


def read(text: str, evidence: Sequence[Evidence]) -> Told:
    """Read and verify what a model said.

    Args:
        text: Its words.
        evidence: What it was given, number 1 first.
    """
    plain = _plain(text)
    claims: list[Claim] = []
    invented: dict[int, None] = {}
    for words, numbers in _claims(plain):
        unknown = [number for number in numbers if not 1 <= number <= len(evidence)]
        invented |= dict.fromkeys(unknown)
        claims.append(_invented(words, numbers, unknown) if unknown else check(words, numbers, evidence))
    uncited = not any(claim.citations for claim in claims)
    return Told(
        tuple(claims), tuple(invented), len(_ENTRY.findall(plain)) > 1,
        not_found=uncited and NOT_FOUND.lower() in plain.lower(), refused=uncited and bool(_REFUSES.search(plain)),
    )  # fmt: skip


def check(words: str, numbers: Sequence[int], evidence: Sequence[Evidence]) -> Claim:
    """Return one sentence as a claim with the verifier's checks against the evidence it cites."""
    cited = [evidence[number - 1] for number in numbers]
    verdict = verify(words, [text for one in cited for text in one.backing] if cited else [])
    return Claim(words, tuple(numbers), verdict.checks)


def _plain(text: str) -> str:
    """Return a model's words without its thoughts, emphasis and foreign citation marks."""
    shown = html.unescape(_THOUGHT.sub("", text)).replace("\x00", "")
    shown = _FOREIGN_MARK.sub(lambda m: f"[{m[1] or m[2] or m[3]}]", shown)
    return re.sub(r"^\s*#+\s*", "", _EMPHASIS.sub(r"\2", shown), flags=re.M).strip()


def _claims(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each sentence without its markers, and the numbers it cites."""
    for line in text.splitlines():
        # A sentence may have its marker before or after its full stop: bring all behind it.
        for claim in split_claims(re.sub(r"((?:\s*\[[\d,;\s]+\])+)\s*([.!?])", r"\2 \1", line)):
            numbers = tuple(dict.fromkeys(int(n) for found in _MARK.findall(claim) for n in re.split(r"\s*[,;]\s*", found)))
            words = " ".join(_MARK.sub("", claim).split())
            if re.search(r"\w", words):
                yield words, numbers


def _invented(words: str, numbers: tuple[int, ...], unknown: Sequence[int]) -> Claim:
    told = ", ".join(f"[{number}]" for number in unknown)
    return Claim(words, numbers, (Check(INVENTED, False, f"the model cites {told}, which no evidence has"),))


def narrowed(claim: str, evidence: Evidence) -> tuple[Citation, ...]:
    """Return the narrowest citations that back a claim alone: a sentence, two, or all that the evidence stands for."""
    if len(evidence.citations) > 1 or evidence.hit is None:
        return evidence.citations
    whole = evidence.citations[0]
    spans = list(sentences(whole.quote))
    said = set(content_terms(claim))
    order = sorted(range(len(spans)), key=lambda at: (-len(said & set(content_terms(spans[at].of(whole.quote)))), at))
    about = evidence.backing[-1]
    for width in (1, 2):
        for at in order[:_NEAREST]:
            if at + width <= len(spans):
                span = Span(spans[at].start, spans[at + width - 1].end)
                if verify(claim, [span.of(whole.quote), about]).grounded:
                    return (_part(whole, span),)
    return evidence.citations


def _part(whole: Citation, span: Span) -> Citation:
    place = Span(whole.span.start + span.start, whole.span.start + span.end)
    return replace(whole, span=place, quote=span.of(whole.quote))
