"""The check of dates: each date, period and time of a claim must be in the evidence, and beside what the claim tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks import wording
from assistant.answering.checks.dates import Moment, covers
from assistant.answering.checks.places import best, company
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.segments import dated_beside


def date_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return dates, periods and times of the claim that the evidence lacks or has at another place."""
    found = []
    years = frozenset(year for moment in evidence.moments for year in moment.years)
    spoken = re.search(r"\b(?:last|previous|preceding|prior|following|next) year\b|\byear before\b", evidence.text.text, re.I)
    if spoken:
        years |= {year + step for year in years for step in (-1, 1)}
    loose = frozenset(f.value for f in evidence.figures if f.spelt and 1900 <= f.value < 2100)
    for moment in claim.moments:
        same = [other for other in evidence.moments if covers(other, moment, years)]
        bare = moment.month is None and moment.weekday is None and moment.minute is None and moment.quarter is None
        spans = any(other.until for other in evidence.moments)
        told = frozenset() if moment.until and spans else years
        if not same and not (bare and _years_told(moment.year, moment.until, told, loose)):
            found.append(f"“{moment.printed.strip()}” is not in the evidence")
            continue
        shape = [part is None for part in moment.value]
        peers = [o for o in evidence.moments if [part is None for part in o.value] == shape and not covers(o, moment, years)]
        anchor = claim.anchor(moment)
        asked = company(claim.text, anchor.first, anchor.last)
        there, peer = best(asked, evidence.text, map(evidence.anchor, peers))
        here, _ = best(asked, evidence.text, map(evidence.anchor, same))
        exchanged = _exchanged(claim, evidence, anchor.first, same, peers)
        gridded = any(evidence.in_grid(other.start) for other in same) or dated_beside(claim, evidence, moment, same)
        if exchanged or peer and there >= wording.NAME_LEAST and there > wording.NAME_RATIO * here and same and not gridded:
            peer = peer or evidence.anchor(peers[0])
            found.append(f"the evidence says “{peer.printed}” where the claim says “{moment.printed.strip()}”")
    return found


def _exchanged(claim: Reading, evidence: Reading, at: int, same: Sequence[Moment], peers: Sequence[Moment]) -> bool:
    """Return whether two words of a day's piece stand only with other days of the evidence, and none only with this one."""
    days = [moment for moment in same if moment.day is not None]
    if not days or not peers or len(days) != len(same):
        return False
    pieces, mine = evidence.pieces, claim.pieces.of[at]
    words = {t.stem for t, piece in zip(claim.text.tokens, claim.pieces.of, strict=True) if piece == mine and t.content}
    words -= {claim.text.tokens[i].stem for m in claim.moments for i in range(claim.anchor(m).first, claim.anchor(m).last + 1)}
    here = {stem for m in days for stem in pieces.stems[pieces.of[evidence.anchor(m).first]]}
    there = {stem for m in peers for stem in pieces.stems[pieces.of[evidence.anchor(m).first]]}
    return len(words & (there - here)) >= 2 and not words & (here - there)


def _years_told(year: int | None, until: int | None, years: frozenset[int], loose: frozenset[float]) -> bool:
    return all(part in years or part in loose for part in (year, until) if part is not None)
