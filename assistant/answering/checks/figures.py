"""The check of figures: value, unit, what is counted, place, and the sums a claim does with its own figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.answering.checks import tables, votes
from assistant.answering.checks.arithmetic import worked_out
from assistant.answering.checks.columns import column_faults
from assistant.answering.checks.headed import heading_faults
from assistant.answering.checks.lexicon import MEASURES
from assistant.answering.checks.names import expanded
from assistant.answering.checks.numbers import Figure, derived, same_unit, same_value
from assistant.answering.checks.places import best, company
from assistant.answering.checks.reading import Reading
from assistant.answering.checks.relations import relation_faults
from assistant.answering.checks.segments import verdict
from assistant.answering.checks.text import stem

_ROUGH: Final = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|just (?:over|under)|over|more than)\s*[£$€]?\s*$", re.I
)
_ABOVE: Final = re.compile(r"high|more|great|larg|above|over|exceed", re.I)
_COMPARED: Final = re.compile(
    r"[^;.]{0,40}?\b(higher than|lower than|more than|fewer than|less than|"
    r"greater than|larger than|smaller than|above|below|exceeding"
    r"|over|under)\b(?:(?! by )[^;.,]){0,40}?(?:\b(?:at|of|with|was|is|than|average|target|benchmark|figure|the)|\()?\W*",
    re.I,
)
_COUNTED: Final = tuple(
    frozenset(stem(word) for word in family.split())
    for family in ("crime offence incident case", "people person individual", "councillor member", "occasion time")
)
# Set by hand (see eval/fit_grounding.py --sweep): how much better a peer must keep the company, and how well at least.
RIVAL_RATIO: Final = 1.25
RIVAL_LEAST: Final = 0.3


def faults(claim: Reading, evidence: Reading) -> list[str]:
    """Return, in words, every figure of the claim that its evidence does not back."""
    found: list[str] = []
    backed: list[Figure] = []
    pending: list[Figure] = []
    voted = votes.proved(claim, evidence)
    for figure in claim.figures:
        if figure.soft and figure.value == 0 and not figure.spelt:
            continue
        equal = [
            other
            for other in evidence.figures
            if same_value(figure, other) and not (other.soft and other.value == 0 != figure.value)
        ]
        if not equal and figure.unit == "ordinal" and any(moment.day == figure.value for moment in evidence.moments):
            continue
        if not equal:
            pending.append(figure)
            continue
        backed.append(figure)
        if figure.value in voted:
            continue
        found += _unit_faults(figure, equal, claim, evidence) or _place_faults(figure, equal, claim, evidence)
    for figure in pending:
        found += _absent(figure, backed, claim, evidence)
    found += _table_faults(claim, evidence) + _order_faults(claim)
    return found + votes.vote_faults(claim, evidence) + relation_faults(claim, evidence)


def _absent(figure: Figure, backed: Iterable[Figure], claim: Reading, evidence: Reading) -> list[str]:
    if derived(figure, backed) or _rounded(figure, claim, evidence) or worked_out(figure, claim, evidence):
        return []
    if figure.soft:
        anchor = claim.anchor(figure)
        peers = [evidence.anchor(other) for other in evidence.figures if other.unit == figure.unit]
        score, peer = best(company(claim.text, anchor.first, anchor.last), evidence.text, peers)
        if score < RIVAL_LEAST or peer is None:
            return []
        return [f"the evidence says “{peer.printed}” where the claim says “{figure.printed}”"]
    return [f"{figure.printed} is not in the evidence"]


def _rounded(figure: Figure, claim: Reading, evidence: Reading) -> bool:
    """Return whether the claim says it rounds, and a figure of the evidence rounds so."""
    if not _ROUGH.search(claim.text.text[: figure.start]) or not figure.spelt:
        return False
    digits = len(figure.spelt.replace(".", "").lstrip("0").rstrip("0")) or 1
    return any(
        same_unit(figure, other, tabled=True)
        and other.value
        and float(f"{abs(other.value):.{max(digits, 2)}g}") == abs(figure.value)
        for other in evidence.figures
    )


def _unit_faults(figure: Figure, equal: list[Figure], claim: Reading, evidence: Reading) -> list[str]:
    right = [other for other in equal if same_unit(figure, other, tabled=evidence.tabled(other))]
    if not right and figure.unit == "ordinal" and _numbered(figure, equal, claim, evidence):
        return []
    if not right:
        return [f"the evidence gives {equal[0].printed.strip()}, not {figure.printed.strip()}"]
    if figure.unit in {"per", "ordinal"}:
        return []
    if len(right) < len(equal):
        anchor = claim.anchor(figure)
        others = [other for other in equal if other not in right]
        asked_by = company(claim.text, anchor.first, anchor.last)
        there, _ = best(asked_by, evidence.text, map(evidence.anchor, others))
        here, _ = best(asked_by, evidence.text, map(evidence.anchor, right))
        if there > RIVAL_RATIO * here and there >= RIVAL_LEAST:
            return [f"the evidence gives {others[0].printed.strip()}, not {figure.printed.strip()}"]
    asked = _following(claim, figure)
    measure = next((word for word in asked[:2] if word in MEASURES), None)
    printed = [_following(evidence, other) for other in right if not evidence.tabled(other)]
    if measure:
        measures = [next((word for word in words[:2] if word in MEASURES), None) for words in printed]
        if (measures and all(other and other != measure for other in measures)) or measure not in evidence.text.stems:
            return [f"the evidence does not give {figure.printed} in {measure}s"]
        return []
    after = claim.anchor(figure).last + 1
    if after in expanded(evidence.text, claim.text):
        return []
    if asked and printed and all(printed) and not any(word in evidence.text.stems for word in asked[:2]):
        nouns = {words[0] for words in printed}
        if not nouns & claim.text.stems and not any(asked[0] in family and nouns & family for family in _COUNTED):
            return [f"the evidence counts {figure.printed} “{printed[0][0]}”, not “{asked[0]}”"]
    return []


def _numbered(figure: Figure, equal: list[Figure], claim: Reading, evidence: Reading) -> bool:
    """Return whether "the first phase" is the evidence's "phase one"."""
    asked = _following(claim, figure)[:1]
    places = [evidence.anchor(other).first for other in equal if other.unit == ""]
    told = claim.pieces.moments.get(claim.pieces.of[claim.anchor(figure).first], set())
    dated = {at: evidence.pieces.moments.get(evidence.pieces.of[at], set()) for at in places}
    return any(at and [evidence.text.tokens[at - 1].stem] == asked and told <= dated[at] for at in places)


def _following(reading: Reading, figure: Figure) -> list[str]:
    """Return the content stems that follow a figure in its clause, up to three."""
    tokens, index = reading.text.tokens, reading.anchor(figure).last + 1
    found: list[str] = []
    for at in range(index, min(index + 4, len(tokens))):
        gap = reading.text.text[tokens[at - 1].end : tokens[at].start]
        if tokens[at].sentence != tokens[index - 1].sentence or any(char in ",;:()|" for char in gap):
            break
        if not tokens[at].content:
            if not found and tokens[at].lower != "of":
                break
            continue
        found.append(tokens[at].stem)
    return found


def _place_faults(figure: Figure, equal: list[Figure], claim: Reading, evidence: Reading) -> list[str]:
    """Find the peer that keeps the company of the claim's figure better than any equal one."""
    if any(evidence.tabled(other) for other in equal) or figure.unit == "per":
        return []
    settled = verdict(claim, evidence, figure)
    if settled is not None:
        return [] if settled else [f"{figure.printed.strip()} does not stand with what the claim puts beside it"]
    anchor = claim.anchor(figure)
    asked = company(claim.text, anchor.first, anchor.last)
    here, _ = best(asked, evidence.text, map(evidence.anchor, equal))
    peers = [
        other
        for other in evidence.figures
        if other.unit == figure.unit and not same_value(figure, other) and not evidence.tabled(other)
    ]
    there, peer = best(asked, evidence.text, map(evidence.anchor, peers))
    if peer and there >= RIVAL_LEAST and there > RIVAL_RATIO * here:
        return [f"the evidence says {peer.printed} where the claim says {figure.printed}"]
    return []


def _table_faults(claim: Reading, evidence: Reading) -> list[str]:
    if not evidence.cells:
        return []
    asked = [
        (claim.anchor(figure).first, figure)
        for figure in claim.figures
        if figure.unit not in {"per", "ordinal"} and not figure.soft
    ]
    known = {cell.year for cell in evidence.cells}
    years = [
        (claim.text.at(moment.start), year)
        for moment in claim.moments
        # "2021/22" heads one column: that of 2021, where there is one.
        for year in ([moment.year] if moment.until and moment.year and moment.year in known else sorted(moment.years))
    ]
    prose = {abs(other.value) for other in evidence.figures if not evidence.tabled(other)}
    wrong = tables.misplaced(claim.text, asked, evidence.cells, years, prose)
    wrong = wrong or tables.unranked(claim.text, asked, evidence.cells)
    return wrong or column_faults(claim, evidence) or heading_faults(claim, evidence) or _sign_faults(claim, evidence)


def _sign_faults(claim: Reading, evidence: Reading) -> list[str]:
    """Find figures of change that the claim calls a rise and the table prints as a fall, or the other way about."""
    ways = [(anchor.first, anchor.value) for anchor in claim.turns if anchor.kind == "direction"]
    found = []
    for figure in claim.figures:
        equal = [cell for cell in evidence.cells if same_value(figure, cell.figure) and cell.changes and cell.year is None]
        if not ways or not equal or figure.signed or figure.unit == "per":
            continue
        if figure.unit != "%" and not re.search(r"\bby\s*$", claim.text.text[: figure.start], re.I):
            continue
        at = claim.anchor(figure).first
        near = min(ways, key=lambda way: abs(way[0] - at))
        falls = {cell.figure.value < 0 for cell in equal}
        if abs(near[0] - at) <= 6 and falls == {near[1] == 0} and figure.unit in {"%", ""}:
            found.append(f"the table prints {equal[0].figure.printed} for {figure.printed}: the direction is the other")
    return found


def _order_faults(claim: Reading) -> list[str]:
    """Find "rose from 20 to 10" and "fell from 10 to 20"."""
    found = []
    for first, then in zip(claim.figures, claim.figures[1:], strict=False):
        link = claim.text.text[first.end : then.start]
        opened = re.search(r"\bfrom\s*$", claim.text.text[: first.start], re.I)
        if first.unit == then.unit and opened and re.search(r"\bto\s*$", link, re.I) and len(link) < 40:
            at = claim.anchor(first).first
            way = next((a.value for a in reversed(claim.turns) if a.kind == "direction" and 0 < at - a.first <= 5), None)
            if way is not None and first.value != then.value and (first.value < then.value) != (way == 0):
                found.append(f"from {first.printed} to {then.printed} is not in the direction the claim gives")
        compared = _COMPARED.fullmatch(link.strip())
        if compared and first.unit == then.unit and first.value != then.value:
            if (first.value > then.value) != bool(_ABOVE.search(compared[1])):
                found.append(f"{first.printed.strip()} is not “{compared[1]}” {then.printed.strip()}")
    return found
