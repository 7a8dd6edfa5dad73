"""The verifier: checks a claim against the words it cites, and says why it passes or fails.

No model and no list of this or that record is needed: a claim is read into figures, dates, names, words that have
opposites, denials and matter, and each must be found in the evidence, in the same company.  Constants are set where
``eval/fit_grounding.py --sweep`` finds the rates best or flat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.answering.checks import (
    agents,
    alignment,
    arithmetic,
    bodies,
    bounds,
    connectives,
    dating,
    figures,
    negation,
    noughts,
    quotations,
    ranks,
    scales,
    segments,
    shares,
    sides,
    slots,
    tense,
    titles,
    voters,
    ways,
    wording,
)
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.rowtold import row_told
from assistant.answering.checks.text import Text, split_claims, strip_markers
from assistant.records import Check

__all__ = ["Verdict", "split_claims", "verify"]

_CONTENT: Final = "content"
_JOINTS: Final = frozenset({"and", "but", "or", "which", "who", "while", "whereas", "so", "because"})
_SCALES: Final = frozenset({"%", "million", "billion", "thousand", "k", "m", "bn", "pp"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the evidence backs the claim, and what each check found."""

    grounded: bool
    checks: tuple[Check, ...]


def verify(claim: str, evidence: Sequence[str]) -> Verdict:
    """Check one claim against the quoted texts it cites.

    Args:
        claim: a sentence of an answer; citation markers such as ``[1]`` are not part of it.
        evidence: the cited texts, in any order; blank ones count as none.

    Returns:
        The verdict; it is grounded when every check passed.
    """
    cited = tuple(text for text in evidence if text.strip())
    if not cited:
        return _verdict([Check("citation", False, "the claim cites nothing")])
    said = Reading([strip_markers(claim)])
    if not said.text.tokens:
        return _verdict([Check(_CONTENT, False, "the claim says nothing")])
    if row_told(strip_markers(claim), cited):
        return _verdict([Check("quotation", True, "each cell told stands under its heading in the table")])
    source = _read(cited)
    said = scales.in_table_units(said, source)
    verbatim = _verbatim(said.text, source.text)
    cut = [*bounds.bound_faults(said, source), *connectives.unconditional(said.text, source.text)] if verbatim else []
    cut += shares.only_faults(said.text.text, source.text.text) if verbatim else []
    if cut:
        return _verdict([Check("quotation", False, "; ".join(cut))])
    if verbatim:
        return _verdict([Check("quotation", True, "the claim stands word for word in the evidence")])
    if verbatim is None:
        return _verdict([Check("negation", False, "the evidence denies these words just before them")])
    return _verdict(_checks(said, source, claim))


def _verdict(checks: Sequence[Check]) -> Verdict:
    return Verdict(all(check.passed for check in checks), tuple(checks))


@lru_cache(maxsize=256)
def _read(evidence: tuple[str, ...]) -> Reading:
    return Reading(_heads_first(evidence))


def _heads_first(evidence: Sequence[str]) -> list[str]:
    """Return the texts with the headings of a table before its rows, as it is printed, where rows are cited first."""
    if len(evidence) < 2 or not Reading([evidence[0]]).cells:
        return list(evidence)
    ordered: list[str] = []
    rows: list[str] = []
    heads: list[str] = []
    for text in evidence:
        row = bool(Reading([text]).cells)
        if row and heads:
            ordered += [*heads, *rows]
            rows, heads = [], []
        # Headings are cited from the nearest upwards.
        (rows if row else heads).insert(len(rows) if row else 0, text)
    return [*ordered, *heads, *rows]


def _checks(said: Reading, source: Reading, claim: str) -> list[Check]:
    """Run every check; one that finds no fault passes and says what it looked at."""
    rules: tuple[tuple[str, str, Callable[[], list[str]]], ...] = (
        (
            "figures",
            "every figure is in the evidence, at its place",
            lambda: (
                figures.faults(said, source)
                + alignment.renumbered(said.text, source.text, source.in_grid, _sure(said, source))
                + bounds.bound_faults(said, source)
                + ranks.rank_faults(said, source)
            ),
        ),
        ("dates", "every date and period is in the evidence", lambda: dating.date_faults(said, source)),
        (
            "names",
            "every name is in the evidence, and did what the claim says",
            lambda: (
                wording.name_faults(said, source)
                + agents.deed_faults(said, source)
                + voters.voter_faults(said, source)
            ),
        ),
        (
            "roles",
            "titles are as in the evidence",
            lambda: wording.modifier_faults(said, source) + titles.title_faults(said, source),
        ),
        (
            "direction",
            "no word stands for its opposite or for another",
            lambda: (
                wording.opposite_faults(said, source)
                + alignment.exchanged(said.text, source.text)
                + slots.slot_faults(said, source)
                + ways.way_faults(said, source)
                + shares.share_faults(said, source)
            ),
        ),
        (
            "decision",
            "decisions are as recorded",
            lambda: wording.decision_faults(said, source) + bodies.body_faults(said, source),
        ),
        (
            "negation",
            "what is denied or conditional is so in the evidence",
            lambda: (
                negation.mismatches(said.text, source.text, noughts.licensed(said, source))
                + noughts.added(said, source)
                + alignment.left_out(said.text, source.text)
                + connectives.joining_faults(said, source)
                + sides.side_faults(said, source)
            ),
        ),
        (
            "modality",
            "what is only possible is not stated as fact",
            lambda: (
                negation.loosened(said.text, source.text)
                + negation.hedged(said.text, source.text)
                + tense.tense_faults(said.text, source.text)
            ),
        ),
        (
            "quotation",
            "quoted words are in the evidence",
            lambda: quotations.quotation_faults(strip_markers(claim), source),
        ),
    )
    checks = []
    for name, fine, rule in rules:
        found = rule()
        checks.append(Check(name, not found, "; ".join(found) or fine))
    share, lacking = wording.content_share(said, source)
    enough = share >= wording.CONTENT_LEAST
    detail = f"{share:.0%} of the claim's matter is in the evidence"
    checks.append(Check(_CONTENT, enough, detail if enough else f"{detail}; missing: {', '.join(lacking[:8])}"))
    return checks


def _sure(said: Reading, source: Reading) -> frozenset[int]:
    """Return the tokens of the claim whose figures are in place by the names beside them, or the result of others."""
    worked = (said.anchor(figure) for figure in said.figures if arithmetic.worked_out(figure, said, source))
    return segments.settled(said, source) | {index for anchor in worked for index in range(anchor.first, anchor.last + 1)}


def _verbatim(said: Text, source: Text) -> bool | None:
    """Return whether the claim is a run of the evidence's words; None when it is one only under a denial cut off."""
    words = [token.lower for token in said.tokens]
    held = [token.lower for token in source.tokens]
    denied = False
    for at in source.by_stem.get(said.tokens[0].stem, ()):
        if held[at : at + len(words)] == words and _signs(said, source, at) and not _split(source, at, at + len(words)):
            if not _denied(source, at):
                return True
            denied = True
    return None if denied else False


def _signs(said: Text, source: Text, at: int) -> bool:
    """Return whether minus signs agree: they are no tokens, and "-8.5" is not "8.5"."""
    for index, token in enumerate(said.tokens):
        other = source.tokens[at + index]
        if token.word[0].isdigit():
            one = said.text[max(0, token.start - 2) : token.start]
            two = source.text[max(0, other.start - 2) : other.start]
            if re.fullmatch(r".?[-+]", one) and re.fullmatch(r"\s?[-+]", two) and one[-1] != two[-1]:
                return False
    return True


def _denied(source: Text, first: int) -> bool:
    """Return whether a denial in the same clause stands shortly before the run."""
    tokens = source.tokens
    for at in range(first - 1, max(-1, first - 5), -1):
        between = source.text[tokens[at].end : tokens[at + 1].start]
        if tokens[at].sentence != tokens[first].sentence or any(char in ",;:" for char in between) or tokens[at].lower in _JOINTS:
            return False
        if negation.denies(source, at):
            return True
    return False


def _split(source: Text, first: int, until: int) -> bool:
    """Return whether the run cuts a figure off from its sign, scale or unit."""
    tokens = source.tokens
    if first and tokens[first].word[0].isdigit() and tokens[first - 1].word in "£$€":
        return True
    if until < len(tokens) and tokens[until - 1].word[0].isdigit():
        return tokens[until].start == tokens[until - 1].end or tokens[until].lower in _SCALES
    return False
