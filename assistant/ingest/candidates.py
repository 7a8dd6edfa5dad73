"""Lines that may open an item: every numbered line, scored for how much it looks like a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ingest.lines import Line, mostly_capitals
from assistant.ingest.wrapping import ITEM, LONGEST_HEADING, UNIT_AFTER, gap_before, in_title_case, whole_heading, with_glued_end

_NUMBER = re.compile(
    r"^((?:[A-Z]{1,5}[./ -]?)?\d{1,4}(?:-\d{1,4}(?![\d-])|(?:[./]\d{1,4}){0,4}))(\([a-z]\)|[a-z](?=[.):]))?([.):]*)(\s*)(.*)$"
)
_DASHED = re.compile(r"\d-\d")
_YEARS = 3  # numbers with one year from which it is no chance
_CODE_LETTERS = re.compile(r"^[A-Z]+")
PROSE_END = re.compile(r"[.;,:]$")
_DATE_LIKE = re.compile(
    r"^\d{1,2}[./]\d{1,2}[./]\d{4}$|^(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/\d{2}$|^(?:19"
    r"|20)\d{2}$"
)
_NUMBERS_ONLY = re.compile(r"^[\d\s.,%£€$()n/a–+-]*$", re.I)
_RUN_IN = re.compile(r"^((?:[A-Z][\w’'&/-]*\s+|(?:and|of|the|for|in|to)\s+){1,8}[A-Z][\w’'&/-]*)(?:\s+[–—-]|\s?:)\s+\S")
_DECIDES = re.compile(
    r"^(?:it was\s+)?(?:RESOLVED|RECOMMENDED|AGREED|ORDERED|Resolved|Recommended)\b(?:\s*(?:that)?\W*(\d{1,2})[.)])?"
)
_NO_LIST = -2  # below any number that a list could go on from
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*$|…\s*\d+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line (with its wrapped end) that opens an item: lines ``first`` to ``last``, number and words as printed."""

    first: int
    last: int
    number: str
    words: str
    order: tuple[int, ...] = ()
    meeting_date: date | None = None
    is_meeting: bool = False
    run_on: bool = False  # the number stands before running prose: no heading is printed
    is_report: bool = False  # a report of an agenda, whose own numbers begin again at one
    score: float = 0.0
    look: tuple[object, ...] = ()


def find_candidates(printed: Sequence[Line], lines: Sequence[Line], width: int) -> list[Heading]:
    """Return every numbered line that may open an item, in order.

    Args:
        printed: The lines with words on them, tables and page furniture left out.
        lines: All lines, so that the gaps between the printed ones are known.
        width: Characters of a full line.
    """
    found, listed = [], _NO_LIST
    for at, line in enumerate(printed):
        decides = _DECIDES.match(line.text)
        if decides:
            listed = int(decides[1] or 0)
        # A list of decisions counts from one; a number that does not go on with it is none of its entries.
        entry = listed != _NO_LIST and bool(re.match(rf"{listed + 1}(?!\d)", line.text))
        candidate = _candidate(printed, at, lines, width, entry)
        if candidate is not None:
            found.append(candidate)
            if candidate.score > 2:
                listed = _NO_LIST
            elif entry and candidate.order == (listed + 1,):
                listed += 1
    return _without_ranges(found)


def _without_ranges(found: Sequence[Heading]) -> list[Heading]:
    """Return the candidates without ranges: 23-31 is a number only where others have the same year before or after."""
    dashed = [candidate.order for candidate in found if _DASHED.search(candidate.number)]
    years = Counter((at, order[at]) for order in set(dashed) for at in (0, 1))
    return [
        candidate
        for candidate in found
        if not _DASHED.search(candidate.number) or max(years[at, candidate.order[at]] for at in (0, 1)) >= _YEARS
    ]


def _numbering(line: Line) -> tuple[str, str, tuple[int, ...], float] | None:
    """Return a line's number and words as printed, the number as it counts, and what its form alone speaks for it."""
    item = ITEM.match(line.text)
    if item:
        return item[1] + (item[2] or ""), item[3], (int(item[1]), *_letter(item[2])), 2.5
    plain = _NUMBER.match(line.text)
    if plain is None or _DATE_LIKE.match(plain[1]) or (plain[5] and not (plain[3] or plain[4])):
        return None
    order = (*map(int, re.findall(r"\d+", plain[1])), *_letter(plain[2]))
    if _CODE_LETTERS.match(plain[1]) and len(order) < 2 and not re.match(r"^[A-Z]+[./]", plain[1]):
        return None
    return plain[1] + (plain[2] or ""), plain[5], order, 0.4 if plain[3] or len(order) > 1 else -1.0


def _alone(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether a number without a stop, alone on its line, stands beside words: they come on the next line."""
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    words = below.text if below is not None and not (below.furniture or below.tabular) else ""
    return words[:1].isupper() and not PROSE_END.search(words) and len(words) <= LONGEST_HEADING


def _candidate(printed: Sequence[Line], at: int, lines: Sequence[Line], width: int, in_resolution: bool) -> Heading | None:
    line, item = printed[at], bool(ITEM.match(printed[at].text))
    read = _numbering(line)
    if read is None:
        return None
    number, own, order, bonus = read
    bare = not (own or item) and line.text[-1:].isalnum()
    if bare and not _alone(line, lines):
        return None
    last, words, run_on = whole_heading(printed, at, own, lines, width, len(order))
    if item and run_on:
        last, words, run_on = line.index, with_glued_end(own, printed, at, lines), False
    counts = len(order) == 1 and order[0] > 999 and not (item or line.bold or mostly_capitals(words))
    if counts or not any(c.isalpha() for c in words):
        return None
    above = printed[at - 1].text if at and not gap_before(line, lines) else "."
    if not (item or own or re.search(r"[.:;!?]$", above)):
        bonus -= 2.5  # "(see minute / 12)." wrapped from the line above
    score = bonus + _looks(line, words, run_on, gap_before(line, lines), in_resolution, len(order))
    look = (item, len(order), mostly_capitals(words), line.bold or printed[last_at(printed, last)].bold, bare)
    if run_on:
        run_in = _RUN_IN.match(words)
        words = run_in[1] if run_in else ""
    return Heading(line.index, last, number, words, order, run_on=run_on, score=score, look=look)


def _looks(line: Line, words: str, run_on: bool, blank_before: bool, in_resolution: bool, depth: int) -> float:
    """Score how much a numbered line looks like a heading; above zero more likely than not."""
    caps, marked = mostly_capitals(words), line.bold or line.level is not None
    score = 0.2 + 2.5 * caps + 2.2 * marked + 0.6 * blank_before + (0.8 if depth > 1 else 0.0)
    if words[:1].islower() or UNIT_AFTER.match(words) or _NUMBERS_ONLY.match(words):
        score -= 3.0
    if re.match(r"^(?:That\s+\w|To\s+[a-z])", words) and not marked and depth == 1:
        score -= 4.0
    if run_on:
        score -= 0.5 if depth > 1 else 2.0
    elif PROSE_END.search(words) and not (caps or marked):
        score -= 0.3 if words.endswith(":") else 1.5
    if in_resolution and not (caps or marked or depth > 1):
        score -= 2.5
    return score + 1.0 * (not caps and in_title_case(words))


def without_contents(candidates: Sequence[Heading], printed: Sequence[Line]) -> list[Heading]:
    """Return the candidates without the entries of a list of contents: they come again, with words below them."""
    following = {line.index: below.index for line, below in zip(printed, printed[1:], strict=False)}
    opens = {candidate.first for candidate in candidates}
    kept: list[Heading] = []
    dropping = False
    left = Counter((candidate.order, candidate.words.lower()) for candidate in candidates)
    for candidate in candidates:
        left[candidate.order, candidate.words.lower()] -= 1
        again = left[candidate.order, candidate.words.lower()] > 0
        empty = following.get(candidate.last) in opens
        dropping = bool(_LEADERS.search(candidate.words)) or (again and (empty or dropping))
        if not dropping:
            kept.append(candidate)
    return kept


def _letter(mark: str | None) -> tuple[int, ...]:
    return (ord(mark.strip("()")) - ord("a") + 1,) if mark else ()


def last_at(printed: Sequence[Line], index: int) -> int:
    """Return the place in the printed lines of the line with this index."""
    low, high = 0, len(printed) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if printed[middle].index < index else (low, middle)
    return low
