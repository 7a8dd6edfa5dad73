"""What each number of a sentence measures: by itself, as a part of another, or as one of a movement that is told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.figures.measures import clause_after, counted
from assistant.ingest.figures.moves import BREAK, ends_of_range
from assistant.ingest.figures.numbers import YEARS_OLD, Number
from assistant.ingest.figures.subjects import moving_subject, predicate, subject
from assistant.ingest.values import Unit
from assistant.language import terms

DURATION = re.compile(r"^[\s-]+(?:plus\s+)?(years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b(?![\s-]olds?\b)", re.I)
_QUANTITY = re.compile(r"^\s*(?:more|additional|extra|higher|fewer|less|lower|further)\b", re.I)
_LEVEL = re.compile(r"\b(?:from|to)\s+(?:(?:the\s+)?(?:low|high)\s+of\s+)?$|\b(?:compared (?:with|to)|against|on the)\s+$", re.I)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|as against|against|(?:up|down|than)(?: from)?|from)\s+(?:(?:the|a)\s+)?"
    r"(?:(?:low|high)\s+of\s+)?$",
    re.I,
)
_THOSE = re.compile(r"\b(?:those|that)\s+(at|in|of|for|on)\s+(?:the\s+)?[A-Z]")
_OF_THESE = re.compile(r"\b(?:of|among) (?:which|whom|these|those|them)\b,?\s*(?:(?:only|just|about|some|over)\s+)?$", re.I)
_VOTE = re.compile(r"^\s*(?:votes?\s+|were\s+)?(for|against|in favou?r|abstain\w*|abstentions?)\b")
_VOTES = re.compile(r"\b(?:vot(?:e|es|ed|ing)|carried|lost|defeated|motion|proposal)\b", re.I)
OF_MORE = re.compile(r"^\s*(?:out\s+)?of\s+(?:only\s+)?(?:(?:the|its|all|those|these|their)\s+){0,2}[\d,]+\b")
_LISTED = re.compile(r"(?:,|\band|\bor|\bincluding)\s+$")
_VOTED = re.compile(r"\bvot(?:e|es|ed|ing)\s+(?:was\s+|of\s+)?(?:\d+\s*(?:to|–|-|for and)\s*)?$", re.I)
_BEGINS = re.compile(r"(?:^|[,;:(]|\band)[\s•·*–-]*$")
_THERE = re.compile(r"\b[Tt]here\s+(?:is|are|was|were|remain(?:s|ed)?|had been|has been)\s+(?:(?:still|just|only|now|also)\s+)*$")
_MODIFIES = re.compile(r"\b(?:an?|the|this|another|each|its|their|new|additional|further)\s+$", re.I)
_VERB_NEXT = re.compile(r"^\s*(?:were|was|are|is|had|have|has|[a-z]+ed|felt|now|said|agreed|remained)\b")


def measures_of(flat: str, found: Sequence[Number], changes: Sequence[int]) -> list[str]:
    """Return what each number measures; those of one movement measure one thing."""
    own: list[str] = []
    for at, one in enumerate(found):
        whole = replace(one, begins=found[at - 1].begins) if at and ends_of_range(found[at - 1], one) else one
        own.append(_own(flat, whole, found[:at], bool(changes[at])))
        same = at and one.unit == found[at - 1].unit and _COMPARED.search(flat[: one.begins])
        if same and not changes[at] and not (one.counts and counted(flat[one.end :])):
            own[at] = own[at - 1]
        if at and (those := _THOSE.search(flat[found[at - 1].end : one.begins])) and not changes[at]:
            own[at] = re.split(rf"\s(?:at|in|{those[1]})\s", own[0])[0]
    for at in range(len(found) - 2, -1, -1):  # "from 2,610 to 2,420 offences"
        if re.fullmatch(r"\s*(?:[-–]|to|and|or)\s+(?:of\s+)?", flat[found[at].end : found[at + 1].begins]) and own[at + 1]:
            if not own[at] or not counted(flat[found[at].end :]) and found[at].unit == found[at + 1].unit:
                own[at] = own[at + 1]
    for at in range(len(found) - 1):
        if ends_of_range(found[at], found[at + 1]):
            own[at] = own[at + 1] = own[at + 1] or own[at]
    for group in _movements(flat, found, changes):
        told = next((m for at in group if (m := moving_subject(flat[: found[at].begins]))), "")
        nouns = next((own[at] for at in group if found[at].counts and counted(flat[found[at].end :]) and not changes[at]), "")
        if told:
            shared = set(terms(nouns)) <= set(terms(told))
            for at in group:
                near = flat[found[at - 1].end if at else 0 : found[at].begins]
                if not _THOSE.search(near) and not _named_after(flat, found[at]):
                    own[at] = told if shared else f"{told} – {nouns}"
        elif len(group) > 1:
            first = next((own[at] for at in group if own[at] and not changes[at]), "")
            for at in group:
                own[at] = first if first and (changes[at] or not own[at]) else own[at]
    return [_nearest(own, found, changes, at).strip("’'- ") for at in range(len(own))]


def _movements(flat: str, found: Sequence[Number], changes: Sequence[int]) -> list[list[int]]:
    """Return the numbers of each movement: changes and the levels they run between, no break among them."""
    groups: list[list[int]] = []
    for at, one in enumerate(found):
        before = flat[: one.begins]
        level = bool(_LEVEL.search(before))
        if not changes[at] and not (level and moving_subject(before) or level and groups and groups[-1][-1] == at - 1):
            continue
        linked = groups and groups[-1][-1] == at - 1 and not BREAK.search(flat[found[at - 1].end : one.begins])
        if linked and not re.search(r"\band (?:that|the)\b", flat[found[at - 1].end : one.begins]):
            groups[-1].append(at)
        elif at:
            near = flat[found[at - 1].end : one.begins]
            groups.append([at - 1, at] if not BREAK.search(near) and not moving_subject(near) else [at])
        else:
            groups.append([at])
    return groups


def _own(flat: str, one: Number, earlier: Sequence[Number], change: bool) -> str:
    """Return what a number by itself is said to measure."""
    before, rest = flat[: one.begins], flat[one.end :]
    if one.unit == YEARS_OLD:
        rest = re.sub(r"^(?:\s*(?:to|and|-|–)\s*\d+)?[\s-]*(?:years?[\s-]olds?\b|s\b)?", "", rest)
        old = counted(rest) if re.match(r"-year", flat[one.end :]) else ""
        return old or subject(before) or counted(rest)
    if duration := DURATION.match(rest) if one.counts else None:
        joined = re.match(r"^[\s-](?:(?:year|month|week|day|hour|minute|second)|\w+s[’'])\s+(?=[A-Za-z])", rest)
        return (counted(rest[joined.end() :]) if joined else "") or predicate(flat, one) or duration[1]
    if earlier and (_OF_THESE.search(before) or _of_which(flat, earlier[-1], one)):
        whole = _own(flat, earlier[-1], earlier[:-1], False)
        part = clause_after(rest)
        return f"{whole} – {part}" if whole and part else whole or part
    if one.counts and (vote := _VOTE.match(rest)) and _VOTES.search(before[-60:]):
        return f"votes {vote[1]}"
    if one.counts and _VOTED.search(before):
        return counted(rest) or "votes"
    if one.counts:
        rest = _QUANTITY.sub("", rest)
        if more := OF_MORE.match(rest):
            return counted(rest[more.end() :])
        nouns = counted(rest) or (clause_after(rest) if _VERB_NEXT.match(rest) else "")
        return nouns or ("" if _LISTED.search(before) and earlier else subject(before) or predicate(flat, one))
    return _own_sum(flat, one, change)


def _own_sum(flat: str, one: Number, change: bool) -> str:
    """Return what an amount of money, a share or a measured amount is said to be of."""
    before, rest = flat[: one.begins], flat[one.end :]
    if re.match(r"\s*of\s+(?!the year\b|the previous\b)", rest) and not change:
        return clause_after(rest) if one.unit == Unit.PERCENT or not counted(rest) else counted(rest)
    if change and (named := _named_after(flat, one)):
        return named
    told_before = re.search(r"\bthe\s+$", before)
    if (
        one.unit == Unit.PERCENT
        and _VERB_NEXT.match(rest)
        and not told_before
        and (_BEGINS.search(before) or not subject(before))
    ):
        return clause_after(rest)
    if _THERE.search(before) or not before.strip(" •·*-–§") and re.match(r"\s+(?:[a-z]+ed|for|to|from|left|paid|given)\s", rest):
        return re.sub(r"^for (?:the )?", "", clause_after(rest))
    if one.unit != Unit.PERCENT and (
        kind := re.match(r"\s+in\s+(?=[a-z])(?!(?:total|all|each|the|cash|an?|excess|full)\b)", rest)
    ):
        if nouns := counted(rest[kind.end() :]):
            return nouns
    if _MODIFIES.search(before) and (nouns := counted(rest)):
        return nouns
    return subject(before) or ("" if change else predicate(flat, one))


def _of_which(flat: str, whole: Number, one: Number) -> bool:
    """Return whether a number is a part of the one before it ("of the 61 notices served, 54 were paid")."""
    of_all = re.search(r"\b[Oo]f\s+(?:the|its|all|these|those|their)\s+(?:the\s+)?$", flat[: whole.begins])
    return bool(of_all) and bool(re.fullmatch(r"[^.;:\d]*,\s+(?:\w+\s+)?", flat[whole.end : one.begins]))


def _named_after(flat: str, one: Number) -> str:
    """Return what a change is said to be of after it ("a 5.2% increase in council tax"), "" where it is not."""
    rest = flat[one.end :]
    about = re.match(r"\s*(?:increase|decrease|rise|fall|drop|reduction|growth)\s+(?:in|on)\s+(?:the\s+)?", rest)
    if about is None and re.search(r"\b(?:increase|decrease|rise|fall|drop|reduction|growth)\s+of\s+$", flat[: one.begins]):
        about = re.match(r"\s*in\s+(?:the\s+)?(?=[a-z])(?!(?:the|an?|this|last|one|each)\b)", rest)
    return counted(rest[about.end() :]) if about else ""


def _nearest(measures: Sequence[str], found: Sequence[Number], changes: Sequence[int], at: int) -> str:
    """Return a figure's own measure, else that of the nearest other of its unit, or of any for one that only moved."""
    if measures[at]:
        return measures[at]
    alike = [other for other, one in enumerate(found) if changes[at] or one.unit == found[at].unit]
    held = [(abs(other - at), other > at, measures[other]) for other in alike if measures[other]]
    return min(held)[2] if held else ""
