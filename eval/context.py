"""The one typed context that every metric reads, and the score that every metric gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.corpus import Corpus
from eval.errors import EmptyMean
from eval.gold import in_its_sentence
from eval.reply import Attempt, Reply
from eval.suite import Case
from eval.wording import markers, sentences, without_markers

Entails = Callable[[str, Sequence[str]], bool]
"""Whether the claim follows from the premises taken together."""


@dataclass(frozen=True, slots=True)
class Score:
    """A value, or the reason why there is none.  "Not scored" is never zero.

    ``failed`` marks the value that a metric gives a row whose system crashed, hung or returned rubbish.
    """

    value: float | None
    reason: str = ""
    failed: bool = False

    def __post_init__(self) -> None:
        """Refuse a score that is neither a finite number nor explained."""
        if self.value is None and not self.reason:
            raise ValueError("a score without a value needs a reason")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"not a score: {self.value}")


def unscored(reason: str) -> Score:
    """Return the score that has no value."""
    return Score(None, reason)


def share(flags: Sequence[bool], nothing: str) -> Score:
    """Return the share of true flags; over no flags there is no score, for the reason given."""
    return Score(sum(flags) / len(flags)) if flags else unscored(nothing)


def mean(scores: Iterable[Score]) -> float:
    """Return the mean over the scores that have a value, failed rows included.

    Raises:
        EmptyMean: none of them has.
    """
    values = [score.value for score in scores if score.value is not None]
    if not values:
        raise EmptyMean("a mean over no scored case; look at the reasons why none was scored")
    return sum(values) / len(values)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, free of markers, and the ids it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClaimChecks:
    """Which claims are entailed by what: the four tables that RAGChecker's metrics are made of.

    ``right[i]``: claim i of the answer follows from the reference.  ``told[j]``: claim j of the reference follows from
    the answer.  ``backed[i][c]``: claim i of the answer follows from chunk c.  ``held[j][c]``: claim j of the reference
    follows from chunk c.
    """

    right: tuple[bool, ...]
    told: tuple[bool, ...]
    backed: tuple[tuple[bool, ...], ...]
    held: tuple[tuple[bool, ...], ...]
    chunks: int


@dataclass(frozen=True)
class Context:
    """A case, what the system did with it, and the means to judge it.

    ``entails`` is the entailment in use; ``corpus`` the records, None where they are not at hand.
    """

    case: Case
    attempt: Attempt
    entails: Entails
    corpus: Corpus | None = None

    @property
    def reply(self) -> Reply:
        """The reply of an attempt that has one."""
        if self.attempt.reply is None:
            raise ValueError(f"{self.case.id} has no reply: {self.attempt.outcome}")
        return self.attempt.reply

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The answer's claims as the system lists them, or else its sentences with their ``[n]`` markers."""
        if self.reply.claims:
            return tuple(Statement(without_markers(claim.text), claim.citations) for claim in self.reply.claims)
        cut = sentences(self.reply.text) if self.reply.status == "answered" else []
        return tuple(Statement(without_markers(sentence), markers(sentence)) for sentence in cut)

    @cached_property
    def premises(self) -> dict[int, str]:
        """The cited passages by citation id."""
        return {citation.id: citation.premise for citation in self.reply.citations}

    @cached_property
    def reference(self) -> tuple[str, ...]:
        """The reference answer: as the case words it, else its claims, else its gold quotes in their sentences."""
        expect = self.case.expect
        if expect.reference:
            return (expect.reference,)
        return expect.claims or tuple(in_its_sentence(evidence, self.corpus) for evidence in expect.evidence)

    @cached_property
    def reference_claims(self) -> tuple[str, ...]:
        """The reference answer as single claims: as listed, else its sentences, else its gold quotes."""
        expect = self.case.expect
        quotes = tuple(evidence.quote for evidence in expect.evidence)
        return expect.claims or tuple(sentences(expect.reference)) or quotes

    @cached_property
    def chunks(self) -> tuple[str, ...]:
        """The retrieved context: the search results, or the cited quotes of a system that does not search."""
        if self.attempt.found is not None:
            return tuple(found.premise for found in self.attempt.found)
        return tuple(self.premises.values())

    @cached_property
    def checks(self) -> ClaimChecks:
        """The entailment tables of this answer, worked out once for all claim metrics."""
        said = tuple(statement.text for statement in self.statements)
        gold, answer = self.reference_claims, (without_markers(self.reply.text),)

        def over_chunks(claims: Sequence[str]) -> tuple[tuple[bool, ...], ...]:
            return tuple(tuple(self.entails(claim, (chunk,)) for chunk in self.chunks) for claim in claims)

        return ClaimChecks(
            right=tuple(self.entails(claim, self.reference) for claim in said),
            told=tuple(bool(said) and self.entails(claim, answer) for claim in gold),
            backed=over_chunks(said),
            held=over_chunks(gold),
            chunks=len(self.chunks),
        )
