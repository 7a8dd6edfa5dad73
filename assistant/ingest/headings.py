"""Which lines open an item: numbered headings chosen as one rising chain, meeting headings, marked and bare headings.

A number at the start of a line opens an item, counts a list entry or is prose.  One line cannot tell; the record as a
whole can: headings rise by one through it, look alike, and list entries start again at one.  So every numbered line
gets a score for how much it looks like a heading, and a dynamic programme picks the rising chain with the highest sum.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dates import find_days
from assistant.ingest.candidates import PROSE_END, Heading, find_candidates, without_contents
from assistant.ingest.chain import best_chain, prefer_common_look, with_out_of_order
from assistant.ingest.lines import Line
from assistant.ingest.openings import find_openings
from assistant.ingest.wrapping import LONGEST_HEADING, gap_before, in_title_case, is_numbered, stands_apart

_NARROWEST = 50  # characters of a full line; a record of shorter lines has none that wrap
_APPENDIX = re.compile(r"^(?:APPENDIX|ANNEX|SCHEDULE|Appendix|Annex|Schedule)\s+([A-Z]|\d{1,2})\b\s*[:.–—-]*\s*(.*)$")
_MEETING = re.compile(r"\bmeeting\b", re.I)
_OF_ANOTHER = re.compile(r"\b(?:next|last|previous|held|of the|minutes)\b|\b(?:from|for|at|of|to|in|by|re)\b.*\bmeeting\b", re.I)
_MEETING_LINE = re.compile(
    r"^(?:[A-Z][\w’'()&-]*\s+){0,6}[Mm]eeting\s*(?:[-–—:,]|on\b|of\b|held on\b)?\s*(?:[A-Z][a-z]+day,?"
    r"\s+)?\W*$"
)


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings that open items, in order of place."""
    printed = [line for line in lines if not line.blank and not line.furniture and not line.tabular]
    lengths = sorted(len(line.text) for line in printed)
    width = max(lengths[int(0.9 * len(lengths))], _NARROWEST) if lengths else 0
    meetings = _meeting_headings(printed, lines) or find_openings(printed)
    taken = {i for heading in meetings for i in range(heading.first, heading.last + 1)}
    numbered = [c for c in find_candidates(printed, lines, width) if c.first not in taken]
    reports = _agenda_reports(numbered, lines)
    candidates = [c for part in _parts(numbered, reports) for c in without_contents(part, printed)]
    restarts = sorted(heading.first for heading in (*meetings, *reports))
    chain = best_chain(candidates, restarts)
    chain = best_chain(prefer_common_look(candidates, chain), restarts)
    chain = chain if meetings else with_out_of_order(candidates, chain)
    chain = sorted([*_with_marked(candidates, chain, lines), *reports], key=lambda heading: heading.first)
    page = None if chain else _agenda_page(printed)
    if page is not None:
        return [page]
    taken |= {i for heading in chain for i in range(heading.first, heading.last + 1)}
    others = _unnumbered(printed, lines, taken, chain, meetings)
    return sorted([*meetings, *chain, *others], key=lambda heading: heading.first)


def _agenda_reports(candidates: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the lines "Agenda item 4: ..." that head the reports of an agenda, where the numbers of each begin at one."""
    heads = [c for c in candidates if re.match(r"agenda\s+item\b", lines[c.first].text, re.I) and c.words]
    rising = all(one.order < other.order for one, other in zip(heads, heads[1:], strict=False))
    begun = sum(any(c.order == (1,) for c in part) for part in _parts(candidates, heads)[1:])
    return [replace(head, is_report=True) for head in heads] if rising and begun > 1 else []


def _parts(candidates: Sequence[Heading], heads: Sequence[Heading]) -> list[list[Heading]]:
    """Return the candidates before the first of the heads and below each, the heads themselves left out."""
    bounds = [-1, *(head.first for head in heads), sys.maxsize]
    return [[c for c in candidates if start < c.first < end] for start, end in zip(bounds, bounds[1:], strict=False)]


def _agenda_page(printed: Sequence[Line]) -> Heading | None:
    """Return the title of a page that shows one agenda item: all of it is that item, whatever stands out below."""
    for at, line in enumerate(printed[:12]):
        if re.match(r"^agenda\s+item(?:\s+details)?$", line.text, re.I) and at + 1 < len(printed):
            title = printed[at + 1]
            if len(title.text) < 250 and not title.text.endswith((".", ":")):
                return Heading(title.index, title.index, "", title.text)
    return None


def _with_marked(candidates: Sequence[Heading], chain: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the chain with the numbered lines that the format marks as headings of the same level, whatever their number."""
    levels = {lines[heading.first].level for heading in chain} - {None}
    apart = [c for c in candidates if all(c.last < held.first or held.last < c.first for held in chain)]
    marked = [c for c in apart if lines[c.first].level in levels and not c.run_on]
    return sorted([*chain, *marked], key=lambda heading: heading.first)


def _meeting_headings(printed: Sequence[Line], lines: Sequence[Line]) -> list[Heading]:
    """Return the short lines that open a meeting: "Summer Meeting – 24 July 2019"."""
    found = []
    for line in printed:
        if len(line.text) > 90 or not _MEETING.search(line.text) or is_numbered(line) or line.text.endswith((".", ",", ";")):
            continue
        days = find_days(line.text)
        rest = len(line.text) - sum(len(day.span) for day in days)
        # Texts drawn from PDFs have no gaps; there a line that holds nothing but meeting and date stands for itself.
        bare = len(days) == 1 and _MEETING_LINE.match(line.text[: days[0].span.start] + line.text[days[0].span.end :])
        alone = stands_apart(line, lines) or line.bold or line.level is not None or bool(bare)
        if len(days) == 1 and alone and rest < 60 and line.text[:1].isupper() and not _OF_ANOTHER.search(line.text):
            found.append(Heading(line.index, line.index, "", line.text, meeting_date=days[0].first, is_meeting=True))
    return found


def _unnumbered(
    printed: Sequence[Line],
    lines: Sequence[Line],
    taken: set[int],
    chain: Sequence[Heading],
    meetings: Sequence[Heading],
) -> list[Heading]:
    """Return headings without a number: appendices, marked ones, and bare ones where no numbered item is open."""
    found: list[Heading] = []
    opens = sorted([(h.first, bool(h.order)) for h in (*chain, *meetings)])
    item_level = min((lines[h.first].level or 99 for h in chain), default=99)
    for at, line in enumerate(printed):
        if line.index in taken:
            continue
        place = bisect_left(opens, (line.index, False)) - 1  # the last heading above
        # Above the first numbered item of single minutes stands the title and the attendance, not an item.
        within = opens[place][1] if place >= 0 else bool(chain and not meetings)
        appendix = _APPENDIX.match(line.text)
        if appendix and stands_apart(line, lines) and len(line.text) < LONGEST_HEADING and not PROSE_END.search(line.text):
            opens_item = True
        elif line.level is not None:
            sentence = len(line.text.split()) > 6 and line.text.endswith(".") or line.text[:1].islower()
            opens_item = not sentence and any(c.isalpha() for c in line.text)
            opens_item &= not (place >= 0 and within and line.level >= item_level)
        else:
            opens_item = not within and _bare_heading(printed, at, lines, taken)
        if opens_item:
            day = None if meetings else _day_set_off(line.text)
            found.append(Heading(line.index, line.index, "", line.text, meeting_date=day))
    if sum(heading.meeting_date is not None for heading in found) < 2:
        return [replace(heading, meeting_date=None) for heading in found]
    return found


def _day_set_off(words: str) -> date | None:
    """Return the day that a heading names at its end or beginning, set off from its words: "Leisure – 6 July 2022"."""
    days = find_days(words)
    if len(days) != 1 or re.search(r"\bminutes\b", words, re.I):
        return None
    before, after = words[: days[0].span.start], words[days[0].span.end :]
    before = re.sub(r"[A-Z][a-z]+day,?\s*$", "", before)
    last = re.search(r"[-–—:,(|]\s*$", before) and not re.search(r"\w", after)
    first = not re.search(r"\w", before) and re.match(r"\s*[-–—:,|)]", after)
    return days[0].first if last or first else None


def _bare_heading(printed: Sequence[Line], at: int, lines: Sequence[Line], taken: set[int]) -> bool:
    """Return whether a line stands alone like a heading: blank around it, short, set in capitals or named words."""
    line = printed[at]
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    follower = printed[at + 1] if at + 1 < len(printed) else None
    if not gap_before(line, lines) or len(line.text) > 90 or PROSE_END.search(line.text) or follower is None:
        return False
    if (
        re.match(r"^[•·\uf0b7*–-]|^\(?[a-zivx\d]{1,4}[.)]", line.text)
        or not line.text[:1].isupper()
        or re.search(r"[?!]$", line.text)
    ):
        return False
    if line.text.count("(") != line.text.count(")") or re.search(r"\(\s*(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\b", line.text):
        return False  # officers with their names in brackets
    short = [a for a in printed[max(0, at - 2) : at] if a.index not in taken and not (a.bold or a.caps) and len(a.text) < 60]
    if len([a for a in short if not re.search(r"[.:;?!)\]]$", a.text)]) == 2:
        return False  # one of several short lines: a list of names, not a heading
    stands = (below is not None and below.blank) or line.bold
    prose_below = len(follower.text) > 60 or follower.text.endswith((".", ":"))
    return stands and prose_below and (line.caps or line.bold or in_title_case(line.text)) and len(line.text.split()) <= 12
