"""Which lines open an item: numbered headings chosen as one rising chain, meeting headings, marked and bare headings.

A number at the start of a line opens an item, counts a list entry or is prose.  One line cannot tell; the record as a
whole can: headings rise by one through it, look alike, and list entries start again at one.  So every numbered line gets
a score for how much it looks like a heading, and a dynamic programme picks the rising chain with the highest sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import find_days
from assistant.ingest.lines import Line, mostly_capitals

_ITEM = re.compile(r"^(?:agenda\s+)?(?:item|minute)\s*(?:no\.?\s*|number\s*)?(\d{1,3})\s*(\([a-z]\)|[a-z]\b)?\s*[:.)–—-]*\s*(.*)$", re.I)
_NUMBER = re.compile(r"^((?:[A-Z]{1,5}[./ ]?)?\d{1,4}(?:[./]\d{1,4}){0,4})(\([a-z]\)|[a-z](?=[.):]))?([.):]*)(\s*)(.*)$")
_CODE_LETTERS = re.compile(r"^[A-Z]+")
_APPENDIX = re.compile(r"^(?:APPENDIX|ANNEX|SCHEDULE|Appendix|Annex|Schedule)\s+([A-Z]|\d{1,2})\b\s*[:.–—-]*\s*(.*)$")
_MEETING = re.compile(r"\bmeeting\b", re.I)
_PROSE_END = re.compile(r"[.;,:]$")
_DATE_LIKE = re.compile(r"^\d{1,2}[./]\d{1,2}[./]\d{4}$|^(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/\d{2}$|^(?:19|20)\d{2}$")
_NUMBERS_ONLY = re.compile(r"^[\d\s.,%£€$()n/a–+-]*$", re.I)
_UNIT_AFTER = re.compile(r"^(?:%|st\b|nd\b|rd\b|th\b|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)", re.I)
_RUN_IN = re.compile(r"^((?:[A-Z][\w’'&/-]*\s+|(?:and|of|the|for|in|to)\s+){1,8}[A-Z][\w’'&/-]*)(?:\s+[–—-]|\s?:)\s+\S")
_WIDTH = 110  # characters a heading may have before it reads as prose
_RESTART = -6.0  # a chain that begins again without a new meeting is rarely a chain of headings


@dataclass(frozen=True, slots=True)
class Heading:
    """A line (with its wrapped continuation) that opens an item: lines ``first`` to ``last``, number and words as printed."""

    first: int
    last: int
    number: str
    words: str
    order: tuple[int, ...] = ()
    meeting_date: date | None = None
    is_meeting: bool = False
    run_on: bool = False  # the number stands before running prose: no heading is printed
    score: float = 0.0
    look: tuple[object, ...] = ()


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings that open items, in order of place."""
    printed = [line for line in lines if not line.blank and not line.furniture and not line.tabular]
    lengths = sorted(len(line.text) for line in printed)
    width = lengths[int(0.9 * len(lengths))] if lengths else 0
    meetings = _meeting_headings(printed, lines)
    taken = {i for heading in meetings for i in range(heading.first, heading.last + 1)}
    candidates = [c for c in _candidates(printed, lines, width) if c.first not in taken]
    chain = _best_chain(candidates, [m.first for m in meetings])
    chain = _best_chain(_prefer_common_look(candidates, chain), [m.first for m in meetings])
    taken |= {i for heading in chain for i in range(heading.first, heading.last + 1)}
    others = _unnumbered(printed, lines, taken, chain, meetings)
    return sorted([*meetings, *chain, *others], key=lambda heading: heading.first)


def _candidates(printed: Sequence[Line], lines: Sequence[Line], width: int) -> list[Heading]:
    found, in_resolution = [], False
    for at, line in enumerate(printed):
        if re.match(r"^(?:it was\s+)?(?:RESOLVED|RECOMMENDED|AGREED|ORDERED|Resolved|Recommended)\b", line.text):
            in_resolution = True
        candidate = _candidate(printed, at, lines, width, in_resolution)
        if candidate is not None:
            found.append(candidate)
            if candidate.score > 2:
                in_resolution = False
    return found


def _candidate(
    printed: Sequence[Line], at: int, lines: Sequence[Line], width: int, in_resolution: bool
) -> Heading | None:
    line = printed[at]
    item = _ITEM.match(line.text)
    if item:
        number, words, order = item[1] + (item[2] or ""), item[3], (int(item[1]), *_letter(item[2]))
        bonus = 2.5
    else:
        plain = _NUMBER.match(line.text)
        if plain is None or _DATE_LIKE.match(plain[1]) or not (plain[3] or (plain[4] and plain[5])):
            return None
        number, words = plain[1] + (plain[2] or ""), plain[5]
        order = (*map(int, re.findall(r"\d+", plain[1])), *_letter(plain[2]))
        bonus = 0.4 if plain[3] or len(order) > 1 else -1.0
        if _CODE_LETTERS.match(plain[1]) and len(order) < 2:
            return None
    last, words, run_on = _whole_heading(printed, at, words, lines, width)
    if item and run_on:
        last, words, run_on = line.index, _with_glued_end(item[3], printed, at, lines), False
    if not any(c.isalpha() for c in words) or (len(order) == 1 and order[0] > 999):
        return None
    score = bonus + _looks(line, words, run_on, _blank_before(line, lines), in_resolution, len(order))
    look = (bool(item), len(order), mostly_capitals(words), line.bold or printed[last_at(printed, last)].bold)
    if run_on:
        run_in = _RUN_IN.match(words)
        words = run_in[1] if run_in else ""
    return Heading(line.index, last, number, words, order, run_on=run_on, score=score, look=look)


def last_at(printed: Sequence[Line], index: int) -> int:
    """Return the place in the printed lines of the line with this index."""
    low, high = 0, len(printed) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if printed[middle].index < index else (low, middle)
    return low


def _letter(mark: str | None) -> tuple[int, ...]:
    return (ord(mark.strip("()")) - ord("a") + 1,) if mark else ()


def _blank_before(line: Line, lines: Sequence[Line]) -> bool:
    above = lines[line.index - 1] if line.index else None
    return above is None or above.blank or above.furniture


def _stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether a gap stands before or after a line; a page break swallows the one before."""
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    return _blank_before(line, lines) or below is None or below.blank or below.furniture


def _looks(line: Line, words: str, run_on: bool, blank_before: bool, in_resolution: bool, depth: int) -> float:
    """Score how much a numbered line looks like a heading; above zero more likely than not."""
    caps, marked = mostly_capitals(words), line.bold or line.level is not None
    score = 0.2 + 2.5 * caps + 2.2 * marked + 0.6 * blank_before + (0.8 if depth > 1 else 0.0)
    if words[:1].islower() or _UNIT_AFTER.match(words) or _NUMBERS_ONLY.match(words):
        score -= 3.0
    if re.match(r"^(?:That\s+\w|To\s+[a-z])", words) and not marked:
        score -= 4.0
    if run_on:
        score -= 0.5 if depth > 1 else 2.0
    elif _PROSE_END.search(words) and not (caps or marked):
        score -= 1.5
    if in_resolution and not (caps or marked or depth > 1):
        score -= 2.5
    return score + 1.0 * (not caps and _title_case(words))


def _whole_heading(
    printed: Sequence[Line], at: int, words: str, lines: Sequence[Line], width: int
) -> tuple[int, str, bool]:
    """Return the last line of a heading that may wrap, all its words, and whether it is running prose instead."""
    line, last = printed[at], at
    if not words and at + 1 < len(printed) and not _numbered(printed[at + 1]):
        last, words = at + 1, printed[at + 1].text
        line = printed[last]
    while last + 1 < len(printed) and _continues(printed[last], printed[last + 1], line, words, lines):
        last += 1
        words = f"{words} {printed[last].text}".strip()
    follower = printed[last + 1] if last + 1 < len(printed) else None
    if mostly_capitals(words) or line.bold or line.level is not None:
        return printed[last].index, words, False
    close = follower is not None and follower.index == printed[last].index + 1
    sentence = bool(re.search(r"[a-z)]\.$", words)) and len(words.split()) > 5
    flows = close and follower is not None and follower.text[:1].islower()
    full = close and len(printed[last].text) >= 0.75 * width and not _title_case(words, 0.75)
    wide = len(words) > _WIDTH and not _title_case(words)
    return printed[last].index, words, wide or sentence or flows or full


def _title_case(words: str, share: float = 0.6) -> bool:
    named = re.findall(r"[A-Za-z’']{4,}", words)
    return bool(named) and sum(word[0].isupper() for word in named) >= share * len(named)


def _with_glued_end(words: str, printed: Sequence[Line], at: int, lines: Sequence[Line]) -> str:
    """Return a heading with its end, where extraction has glued the body to it: "... July 2018 / to July 2019Members considered"."""
    below = printed[at + 1] if at + 1 < len(printed) else None
    glued = re.match(r"^([a-z\d(][^.]{0,60}?[a-z\d)])(?=[A-Z][a-z]+\s[a-z])", below.text) if below else None
    close = below is not None and below.index == printed[at].index + 1
    return f"{words} {glued[1]}" if glued and close and not re.search(r"[a-z]$", glued[1]) else words


def _numbered(line: Line) -> bool:
    return bool(_ITEM.match(line.text) or re.match(r"^\d{1,3}[.)]", line.text))


def _continues(above: Line, below: Line, first: Line, words: str, lines: Sequence[Line]) -> bool:
    """Return whether a heading goes on in the line below: same setting, close by, not a new beginning."""
    gap = below.index - above.index
    if _numbered(below) or len(words) > 2 * _WIDTH or re.match(r"^[(“‘\"']?[A-Z]+:$|^[•·–-]\s", below.text):
        return False
    if mostly_capitals(words) and not re.search(r"[.:]$", words):
        return gap == 1 and below.caps and len(above.text) > 40
    if first.level is not None:
        return gap == 1 and below.level == first.level and below.text[:1].islower()
    if above.bold and below.bold:
        return gap <= 4 and (len(above.text) > 40) and not re.search(r"[.:]$", words)
    if gap == 1 and not first.bold and len(above.text) > 55 and not re.search(r"[.:;]$", words):
        beyond = lines[below.index + 1] if below.index + 1 < len(lines) else None
        return len(below.text) < 0.7 * len(above.text) and (beyond is None or beyond.blank) and not below.text.endswith(".")
    return False


def _best_chain(candidates: Sequence[Heading], meetings: Sequence[int]) -> list[Heading]:
    """Return the rising chain of candidates with the highest sum of scores and transitions."""
    best: list[tuple[float, int]] = []
    for at, candidate in enumerate(candidates):
        start = candidate.score + (0.0 if candidate.order[-1] == 1 else -0.8)
        value, back = start, -1
        for before in range(max(0, at - 400), at):
            step = _step(candidates[before], candidate, meetings)
            if step is not None and best[before][0] + step + candidate.score > value:
                value, back = best[before][0] + step + candidate.score, before
        best.append((value, back))
    if not best or max(value for value, _ in best) <= 0:
        return []
    at = max(range(len(best)), key=lambda i: (best[i][0], -i))
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _step(before: Heading, after: Heading, meetings: Sequence[int]) -> float | None:
    """Return what it costs to follow one heading number with another, None where they cannot follow."""
    if after.first <= before.last:
        return None
    p, n = before.order, after.order
    shared = 0
    while shared < min(len(p), len(n)) and p[shared] == n[shared]:
        shared += 1
    if shared == len(p) and len(n) > len(p):
        return 0.0 if all(part == 1 for part in n[shared:]) and len(n) - len(p) <= 2 else -2.0
    new_meeting = any(before.first < m <= after.first for m in meetings)
    if shared < len(p) and shared < len(n):
        rise = n[shared] - p[shared]
        if 1 <= rise <= 6 and all(part == 1 for part in n[shared + 1 :]):
            return -1.0 * (rise - 1)
    if n[-1] == 1 and len(n) == 1:
        return -0.2 if new_meeting else _RESTART
    return None


def _prefer_common_look(candidates: Sequence[Heading], chain: Sequence[Heading]) -> list[Heading]:
    """Return the candidates rescored: those set like most of the chain gain, the others lose."""
    looks = Counter((c.look, len(c.order)) for c in chain)
    if len(chain) < 3:
        return list(candidates)
    common = {look for look, count in looks.items() if count >= 0.3 * len(chain)}
    return [replace(c, score=c.score + (0.8 if (c.look, len(c.order)) in common else -0.8)) for c in candidates]


def _meeting_headings(printed: Sequence[Line], lines: Sequence[Line]) -> list[Heading]:
    """Return the short lines that open a meeting: "Summer Meeting – 24 July 2019"."""
    found = []
    for at, line in enumerate(printed):
        if len(line.text) > 90 or not _MEETING.search(line.text) or _numbered(line) or line.text.endswith((".", ",", ";")):
            continue
        days = find_days(line.text)
        rest = len(line.text) - sum(len(day.span) for day in days)
        alone = _stands_apart(line, lines) or line.bold or line.level is not None
        if len(days) == 1 and alone and rest < 60 and line.text[:1].isupper() and not re.search(r"\b(?:next|last|previous|held|of the|minutes)\b", line.text, re.I):
            found.append(Heading(line.index, line.index, "", line.text, meeting_date=days[0].first, is_meeting=True))
    return found


def _unnumbered(
    printed: Sequence[Line], lines: Sequence[Line], taken: set[int], chain: Sequence[Heading], meetings: Sequence[Heading]
) -> list[Heading]:
    """Return headings without a number: appendices, marked ones, and bare ones where no numbered item is open."""
    found: list[Heading] = []
    opens = sorted([(h.first, bool(h.order)) for h in (*chain, *meetings)])
    item_level = min((lines[h.first].level or 99 for h in chain), default=99)
    for at, line in enumerate(printed):
        if line.index in taken:
            continue
        above = [numbered for first, numbered in opens if first < line.index]
        # Above the first numbered item of single minutes stands the title and the attendance, not an item.
        within = above[-1] if above else bool(chain and not meetings)
        appendix = _APPENDIX.match(line.text)
        if appendix and _stands_apart(line, lines) and len(line.text) < _WIDTH and not _PROSE_END.search(line.text):
            opens_item = True
        elif line.level is not None:
            sentence = len(line.text.split()) > 6 and line.text.endswith(".") or line.text[:1].islower()
            opens_item = not sentence and any(c.isalpha() for c in line.text)
            opens_item &= not (above and within and line.level >= item_level)
        else:
            opens_item = not within and _bare_heading(printed, at, lines, taken)
        if opens_item:
            found.append(Heading(line.index, line.index, "", line.text))
    return found


def _bare_heading(printed: Sequence[Line], at: int, lines: Sequence[Line], taken: set[int]) -> bool:
    """Return whether a line stands alone like a heading: blank around it, short, set in capitals or named words."""
    line = printed[at]
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    follower = printed[at + 1] if at + 1 < len(printed) else None
    if not _blank_before(line, lines) or len(line.text) > 90 or _PROSE_END.search(line.text) or follower is None:
        return False
    if re.match(r"^[•·\uf0b7*–-]|^\(?[a-zivx\d]{1,4}[.)]", line.text) or not line.text[:1].isupper() or re.search(r"[?!]$", line.text):
        return False
    above = printed[at - 1] if at else None
    if above is not None and above.index not in taken and not above.bold and len(above.text) < 60 and not re.search(r"[.:;?!)\]]$", above.text):
        return False  # one of several short lines: a list of names, not a heading
    stands = (below is not None and below.blank) or line.bold
    prose_below = len(follower.text) > 60 or follower.text.endswith((".", ":"))
    return stands and prose_below and (line.caps or line.bold or _title_case(line.text)) and len(line.text.split()) <= 12
