"""The ways in which some tables may answer a question, each with how sure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.compute import compute
from assistant.answering.figures.grid import Grid
from assistant.answering.figures.layout import lay_out
from assistant.answering.figures.matching import Match, Matcher
from assistant.answering.figures.results import Result
from assistant.answering.figures.rows import RowReader
from assistant.answering.figures.sure import Model, agreement, match_signs, reading_signs

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

# How much of a question's matter a table that was only found may leave open, however sure the rest: not fitted, since the
# sets hold too few near misses ("knife crimes" asked of a table of all crimes).
_OPEN = 0.12

_EMPTY = re.compile(r"n/?a|not (?:available|applicable|known)|[-–—.*]*", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to answer: the table as matched, what comes of it, its signs and the chance that it is right."""

    match: Match
    result: Result
    signs: dict[str, float]
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """All ways to answer, the surest first, and the matches that speak of what is asked, in order of fit."""

    ways: tuple[Candidate, ...]
    fitting: tuple[Match, ...]
    matches: tuple[Match, ...]


def find_candidates(
    matcher: Matcher, matches: Sequence[Match], encode: Encoder | None, model: Model, known: bool, least: float
) -> Candidates:
    """Return the ways in which matched tables may answer.

    Args:
        matcher: The question.
        matches: Each table as matched.
        encode: Turns words into a unit vector.
        model: Says how sure a match is.
        known: Whether the table is known to be meant, not found by a search.
        least: The least chance with which a match speaks of what is asked.
    """
    able = [m for m in matches if _fits(m, matcher, known)]
    fitting = [m for m in able if model.chance(match_signs(m, matcher, known)) >= least]
    able = able if known else fitting  # a table that was found must itself be likely, one that is known is the one meant
    current = [m for m in able if not m.absent]
    ways = _computed(_plainest(current), matcher, encode, known) if current else []
    if not able or current:
        ways = _with_cells(ways, [m for m in matches if known or m.own and not m.absent and not m.of_other_kind], matcher, known)
    chanced = [replace(way, chance=model.chance(way.signs)) for way in ways]
    return Candidates(
        tuple(sorted(chanced, key=lambda w: -w.chance)), tuple(_plainest(fitting) if fitting else ()), tuple(matches)
    )


def _fits(match: Match, matcher: Matcher, known: bool) -> bool:
    """Return whether a sheet speaks of something asked, by name of all that is named where it was only found."""
    if match.of_other_kind and not known:
        return False
    if not match.own and not match.rows and not match.named_columns:
        return False
    if not known and matcher.heavy(match.missing) > _OPEN:
        return False
    return not set(matcher.names) & set(match.missing)


def _plainest(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that leave least open and whose caption says least beside what is asked."""

    def rank(m: Match) -> tuple[float, ...]:
        return (len(m.missing), m.loose, m.stray)

    best = min(map(rank, matches))
    return [m for m in matches if rank(m) == best]


def _computed(matches: Sequence[Match], matcher: Matcher, encode: Encoder | None, known: bool) -> list[Candidate]:
    """Return what is computed from the match, from the latest where several fit alike."""
    results = [(m, compute(m, partial(worse, encode))) for m in matches]
    good = [(m, result) for m, result in results if result.told or result.exact]
    if not good:
        return []
    match, result = max(good, key=lambda p: (bool(p[1].told), max((held.last for held in p[0].sheet.periods), default=date.min)))
    return [Candidate(match, result, match_signs(match, matcher, known, result))]


def _with_cells(ways: Sequence[Candidate], matches: Sequence[Match], matcher: Matcher, known: bool) -> list[Candidate]:
    """Add what reading tables cell by cell comes to, and note where both come to the same."""
    found = list(ways)
    for match in matches:
        reading = RowReader(Grid(match.layout or lay_out(match.sheet)), match.asked).read()
        if reading and all(_EMPTY.fullmatch(told.short) for told in reading.result.told):
            reading = replace(
                reading, result=Result(unmet=f"the record prints no figure there ({match.sheet.measure})", exact=True)
            )
        if reading is None or not known and matcher.heavy(reading.left) > _OPEN:
            continue
        settled = match.rows and not match.loose and len(match.columns) == 1 and match.named_columns
        if reading.kind == "looked up" and settled and any(way.match is match and way.result.told for way in ways):
            continue  # one row named whole and one column by its heading: no cell can be meant beside theirs
        signs = reading_signs(reading, match, matcher, known)
        shorts = [told.short for told in reading.result.told]
        others = [way for way in ways if way.match is match]
        for way in others:
            both = agreement(shorts, [told.short for told in way.result.told])
            found[found.index(way)] = replace(way, signs=way.signs | both)
            signs |= both
        found.append(Candidate(match, reading.result, signs))
    return found


def worse(encode: Encoder | None, measure: str) -> bool | None:
    """Return whether more of a measure is worse, by the nearer of two poles of meaning; None where neither is."""
    if encode is None:
        return None
    vector = encode(measure)
    bad = float(vector @ encode("crime, abuse, incidents, complaints, delays, waste, absence, debt"))
    good = float(vector @ encode("success, satisfaction, recycling, attendance, visits, completion, income, savings"))
    return None if abs(bad - good) < 0.05 else bad > good
