"""Words that join: before or after, because of or despite, except or including, and conditions that must not be dropped.

A phrase of the claim is led in by a word of one class ("pending a site visit": before it); where the evidence leads the same
phrase in only by words of other classes, the claim turns the sense round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answering.checks.reading import Reading
from assistant.answering.checks.text import Text

_MONTHS: Final = "January February March April May June July August September October November December".split()
_CLASSES: Final = {
    "before": "before|prior to|pending|ahead of|in advance of|until|till",
    "after": "after|following|once|since|from|as soon as",
    "cause": "because of|because|due to|owing to|as a result of|on account of|thanks to|caused by|since|as",
    "despite": "despite|in spite of|although|even though|notwithstanding|regardless of|followed by",
    "at": rf"at|during|by(?= (?:the end of )?(?:\d|{'|'.join(_MONTHS)}))",
    "except": "except for|except|excluding|apart from|other than|with the exception of|not including|without|bar",
    "including": "including|inclusive of|as well as|along with",
}
_LEADS: Final = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _CLASSES.items()), re.I)
_AGAINST: Final = {
    "before": {"after", "cause", "at"}, "after": {"before", "at"}, "cause": {"despite", "before"}, "despite": {"cause"},
    "except": {"including"}, "including": {"except"},
}  # fmt: skip
_CONDITIONS: Final = (
    (re.compile(r"\bin principle\b", re.I), re.compile(r"\bin principle\b|\bprovisional|\bprinciple\b", re.I)),
    (
        re.compile(
            r"\b(?:subject to|provided that|providing that|"
            r"on (?:the )?condition that|conditional(?:ly)? (?:up)?on|unless|only if|"
            r"so long as|as long as|except(?= (?:on|for|where|when|in|at)\b))\b",
            re.I,
        ),
        re.compile(
            r"\b(?:subject to|provid\w+|condition\w*|unless|pending|except\w*|excluding|apart|other than|(?<!even )if|depend\w*|"
            r"long as|only if)\b",
            re.I,
        ),
    ),
)
_BORDER: Final = re.compile(r"[;:(\n]|,(?= (?:and|but|while|that)\b)")
_NEAR: Final = 3  # content words after the joining word that tell its phrase
_UNANIMOUS: Final = re.compile(r"\bunanim\w+|\bnem\.? ?con\b|\bwithout (?:dissent|a vote|a division)\b", re.I)
_ALL_FOR: Final = re.compile(r"\ball (?:members |those |councillors )?(?:present )?(?:voted|voting|being|were)? ?(?:for|in favour)\b|"  # noqa: E501
                             r"\b(?:no|none|0|nil) (?:votes? |members? |voting )?against\b", re.I)  # fmt: skip
_MOST: Final = 0.6  # share of the claim's words that stand where the condition rules, as for content (wording.CONTENT_LEAST)


def joining_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return phrases that the claim joins otherwise than the evidence, conditions left out, and unanimity put in."""
    return [*_led(claim.text, evidence.text), *unconditional(claim.text, evidence.text), *_unanimous(claim.text, evidence.text)]


def _led(claim: Text, evidence: Text) -> Iterator[str]:
    held = list(_phrases(evidence))
    for name, words, printed in _phrases(claim):
        same = [
            (other, by) for other, theirs, by in held if len(words & theirs) >= min(2, len(words), len(theirs)) and words & theirs
        ]
        classes = {other for other, _ in same}
        if (
            same
            and name not in classes
            and not any(_also(other, name) for other in classes)
            and classes & _AGAINST.get(name, set())
        ):
            yield f"the evidence says “{same[0][1]}” where the claim says “{printed}”"


def _also(one: str, other: str) -> bool:
    """Return whether two classes share a word, so that neither denies the other ("since")."""
    return {one, other} == {"after", "cause"}


def _phrases(text: Text) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield each joining word's class, the stems of the phrase after it, and the word."""
    for match in _LEADS.finditer(text.text):
        at = text.at(match.end() - 1)
        following = [
            token.stem
            for token in text.tokens[at + 1 : at + 9]
            if token.sentence == text.tokens[at].sentence and (token.content or token.stem[0].isdigit())
        ]
        if following:
            yield str(match.lastgroup), frozenset(following[:_NEAR]), match[0]


def unconditional(claim: Text, evidence: Text) -> Iterator[str]:
    """Yield conditions that the evidence sets on what the claim tells, where the claim sets none."""
    asked = {token.stem for token in claim.tokens if token.content}
    for condition, kept in _CONDITIONS:
        for match in condition.finditer(evidence.text) if not kept.search(claim.text) else ():
            first, until = evidence.spans[evidence.tokens[evidence.at(match.start())].sentence]
            borders = [border.end() for border in _BORDER.finditer(evidence.text, first, match.start() - 2)]
            after = _BORDER.search(evidence.text, match.end(), until)
            start, end = max(borders, default=first), after.start() if after else until
            region = {
                t.stem
                for t in evidence.tokens
                if start <= t.start < end and t.content and not match.start() <= t.start < match.end()
            }
            ruled = {token.stem for token in evidence.tokens if start <= token.start < match.start() and token.content}
            if asked & ruled and len(asked & region) >= max(_MOST * len(asked), 2):
                yield f"the evidence says “{match[0]}”, the claim leaves the condition out"


def _unanimous(claim: Text, evidence: Text) -> Iterator[str]:
    match = _UNANIMOUS.search(claim.text)
    if match and not _UNANIMOUS.search(evidence.text) and not _ALL_FOR.search(evidence.text):
        yield f"the evidence does not say “{match[0]}”"
