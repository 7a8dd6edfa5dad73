"""Claims true to a record and the same altered in one thing, made from any record texts by a seed.

Used by ``eval/fit_grounding.py`` and the tests of the verifier.  Nothing is stored: the claims are built from the texts
given at run time.  A true claim is a sentence as printed or a light paraphrase that keeps its meaning; an altered one
differs
from a true one in one figure, unit, date, place, name, denial, direction or decision, or cites another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from assistant.answering.grounding import split_claims
from eval.alterations import Change, changes
from eval.paraphrases import paraphrases

HARD: Final = frozenset(
    {
        "digit",
        "unit",
        "scale",
        "year",
        "month",
        "day",
        "period",
        "row",
        "citation",
        "digits turned",
        "figures exchanged",
        "time",
        "hour",
        "weekday",
        "number in words",
        "tenfold",
        "decimal",
    }
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One claim with its evidence; ``altered`` says whether the evidence no longer backs it.

    ``kind`` how it was made.
    """

    claim: str
    evidence: tuple[str, ...]
    kind: str
    altered: bool


def sentences(text: str) -> list[str]:
    """Return the full sentences of a record, white space folded, 8 to 60 words."""
    found = [claim for claim in split_claims(text) if 8 <= len(claim.split()) <= 60]
    return [claim for claim in found if claim[-1] in ".!" and sum(char.isalpha() for char in claim) > 0.6 * len(claim)]


def rows(text: str) -> Iterator[tuple[str, str, str, tuple[str, str], tuple[str, str]]]:
    """Yield (table, label, other label, values, other values) of rows below a header of two years."""
    block = re.compile(
        r"[^\n]*(\d\d)\b[^\n]*?(\d\d)\b[^\n]*change(?:[^\n]*\n){1,9}?(?:[A-Z][A-Za-z ]+(?: [-+]?[\d,.]+){3,}\n){3,}"
    )
    for match in block.finditer(text):
        lines = re.findall(r"^([A-Z][A-Za-z ]+?) ([\d,]+) ([\d,]+) .*$", match[0], re.M)
        for (label, *values), (other, *others) in zip(lines, lines[1:], strict=False):
            yield match[0], label, other, (values[0], values[1]), (others[0], others[1])


def _context(held: Sequence[str], at: int, rng: Random) -> tuple[str, ...]:
    """Return the evidence of a sentence: itself, or a passage around it, or it and another as two citations."""
    way = rng.random()
    if way < 0.4:
        return (held[at],)
    if way < 0.8:
        return (" ".join(held[max(0, at - 2) : at + 3]),)
    return (held[at], held[rng.randrange(len(held))])


def build(texts: Sequence[str], seed: int, per_kind: int = 60) -> list[Sample]:
    """Return samples from the texts: true ones and altered ones, at most ``per_kind`` of each kind.

    Args:
        texts: the records, as text.
        seed: of the random choices; the same texts and seed give the same samples.
        per_kind: the most samples of one kind.
    """
    rng = Random(seed)
    held = [(record, at) for record in (sentences(text) for text in texts) for at in range(len(record))]
    found: list[Sample] = []
    true, altered = paraphrases(texts), changes(texts)
    for kind, change in [*true.items(), ("verbatim", None), *altered.items()]:
        wrong, made = kind in altered, 0
        for record, at in rng.sample(held, len(held)):
            claim = record[at] if change is None else change(_reworded(record[at], true, rng, wrong), rng)
            if claim and claim != record[at]:
                pass
            elif change is not None:
                continue
            found.append(Sample(str(claim), _context(record, at, rng), kind, wrong))
            made += 1
            if made >= per_kind * (1 if change else 4):
                break
    return found + _cited_wrong(held, rng, per_kind) + _tabled(texts, rng, per_kind)


def build_from_claims(claims: Sequence[tuple[str, tuple[str, ...]]], seed: int, per_kind: int = 60) -> list[Sample]:
    """Return samples from claims that answers made, with the quotes they cite as evidence.

    Args:
        claims: Each claim with its quotes; see ``eval.answered_claims``.
        seed: Of the random choices.
        per_kind: The most altered samples of one kind, and of one kind of paraphrase.
    """
    rng = Random(seed)
    texts = [text for text, _ in claims]
    true, altered = paraphrases(texts), changes(texts)
    found = [Sample(text, quotes, "as answered", False) for text, quotes in claims]
    for kind, change in [*true.items(), *altered.items()]:
        wrong, made = kind in altered, 0
        for text, quotes in rng.sample(list(claims), len(claims)):
            claim = change(_reworded(text, true, rng, wrong), rng)
            if claim and claim != text and made < per_kind:
                found.append(Sample(claim, quotes, kind, wrong))
                made += 1
    for text, quotes in rng.sample(list(claims), min(2 * per_kind, len(claims))):
        other = rng.choice(claims)[1]
        if not set(other) & set(quotes) and not any(text in quote or quote in text for quote in other):
            found.append(Sample(text, other, "citation", True))
    return found


def _reworded(text: str, true: dict[str, Change], rng: Random, wrong: bool) -> str:
    """Return the sentence, for an altered claim one time in three lightly paraphrased first."""
    if wrong and rng.random() < 0.33:
        return true[rng.choice(["per cent", "thousands", "title", "trailing clause", "said"])](text, rng) or text
    return text


def _cited_wrong(held: Sequence[tuple[list[str], int]], rng: Random, count: int) -> list[Sample]:
    found: list[Sample] = []
    for record, at in rng.choices(held, k=2 * count) if held else []:
        away = [i for i in range(len(record)) if i != at and record[i] != record[at]]
        if away:
            near = [i for i in away if abs(i - at) <= 3]
            other = rng.choice(near if near and rng.random() < 0.5 else away)
            found.append(Sample(record[at], (record[other],), "citation", True))
    return found


def _tabled(texts: Sequence[str], rng: Random, count: int) -> list[Sample]:
    true: list[Sample] = []
    wrong: list[Sample] = []
    for text in texts:
        for table, label, other, values, others in rows(text):
            old, new = (int(year) + 2000 for year in re.findall(r"\b(\d\d)\b", table)[:2])
            evidence = (table,)
            which = rng.randrange(2)
            year, value = (old, new)[which], values[which]
            true.append(Sample(f"{label} had {value} in {year}.", evidence, "table", False))
            true.append(Sample(f"{label}: {values[0]} in {old} and {values[1]} in {new}.", evidence, "table", False))
            if values[0] != values[1]:
                wrong.append(Sample(f"{label}: {values[1]} in {old} and {values[0]} in {new}.", evidence, "period", True))
                wrong.append(Sample(f"{label} had {values[1 - which]} in {year}.", evidence, "period", True))
            if others[which] not in values:
                wrong.append(Sample(f"{label} had {others[which]} in {year}.", evidence, "row", True))
                wrong.append(Sample(f"{other} had {value} in {year}.", evidence, "row", True))
                wrong.append(Sample(f"{label} had {others[which]}, and {other} {value}, in {year}.", evidence, "row", True))
    return rng.sample(true, min(count, len(true))) + rng.sample(wrong, min(2 * count, len(wrong)))
