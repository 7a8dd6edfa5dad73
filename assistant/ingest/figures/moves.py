"""Which numbers of a sentence are changes, and which way they go; all others are levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.figures.numbers import Number
from assistant.ingest.values import Unit

_MORE = re.compile(r"^\s*(?:more|extra|higher)\b(?!\s+(?:to|than one)\b)", re.I)
_FEWER = re.compile(r"^\s*(?:fewer|less|lower)\b", re.I)
_UP = re.compile(r"\b(?:rise|rises|rose|risen|rising|increas\w*|grew|grow\w*|up|higher|gain\w*|raised?|climb\w*)\b", re.I)
_DOWN = re.compile(r"\b(?:falls?|fell|fallen|falling|decreas\w*|drop\w*|reduc\w*|declin\w*|down|lower\w*|cut)\b", re.I)
_NOUN = r"(?:increases?|decreases?|rises?|falls?|drops?|reductions?|declines?|growth|changes?)"
_CHANGE_OF = re.compile(rf"\b{_NOUN}(?:\s+(?!by\b|from\b|to\b)[A-Za-z][\w’'-]*){{0,8}}\s+of\s+$", re.I)
_MOVED_BY = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]w\w*|fall(?:s|en|ing)?|fell|decreas\w*|drop\w*|reduc\w*|declin\w*|cut"
    r"|chang\w*|up|down|lower\w*|raised?|climb\w*)\b(?:\s+[A-Za-z][\w’'-]*){0,9}\s+by\s+(?:between\s+)?$"
    r"|\b(?:rose|fell|up|down|increased|decreased|dropped|grew|declined|fallen|risen|grown)\s+$",
    re.I,
)
_AFTER = re.compile(r"^\s*(?:[a-z]+\s)?(rise|increase|growth|fall|drop|reduction|decrease|decline)\b(?!\s+(?:to|from)\b)", re.I)
BREAK = re.compile(r";|\.\s|\b(?:while|whilst|whereas)\b")


def find_changes(flat: str, found: Sequence[Number]) -> list[int]:
    """Return for each number 1 for a rise, -1 for a fall, 0 for a level."""
    signs: list[int] = []
    for at, one in enumerate(found):
        earlier = found[at - 1] if at else None
        sign = _change(flat, one)
        aside = earlier and re.fullmatch(r"[^.;\d]{0,40}?\s*(?:\(|,?\s+or\s+|\s+and\s+)", flat[earlier.end : one.begins])
        ends = earlier and ends_of_range(earlier, one)
        if not sign and earlier and signs[-1] and (ends or aside and one.unit == Unit.PERCENT):
            sign = signs[-1]  # "a fall of 190 (7.3%)", "by 4 to 6%"
        signs.append(sign)
    for at in range(len(found) - 1):
        if ends_of_range(found[at], found[at + 1]):
            signs[at] = signs[at] or signs[at + 1]
    return signs


def ends_of_range(low: Number, high: Number) -> bool:
    """Return whether two numbers are the ends of one range."""
    return (low.qualifier, high.qualifier) == ("at least", "at most")


def _change(flat: str, one: Number) -> int:
    before, after = flat[: one.begins], flat[one.end :]
    if _FEWER.match(after):
        return -1
    if _MORE.match(after):
        return 1
    clause = BREAK.split(before)[-1]
    if one.unit in (Unit.PERCENT, Unit.POINTS) and (told := _AFTER.match(after)):
        return -1 if _DOWN.fullmatch(told[1]) else 1
    by = _MOVED_BY.search(clause)
    if by and " by " not in by[0] and one.unit not in (Unit.PERCENT, Unit.POINTS):
        by = None  # "up 12%" moves, "up 12 flights" does not
    if not by and not _CHANGE_OF.search(clause):
        return 0
    moved = [(m.start(), -1) for m in _DOWN.finditer(clause)] + [(m.start(), 1) for m in _UP.finditer(clause)]
    return max(moved)[1] if moved else 1
