"""The rising chain: which of the candidates open the items of a record, by a dynamic programme over their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.candidates import Heading

_OUT_OF_ORDER = 2.5  # score over which a number out of its order opens an item all the same
_NEXT = 0.4  # the very next number is more than chance
_RESTART = -6.0  # a chain that begins again without a new meeting is rarely a chain of headings


def best_chain(candidates: Sequence[Heading], meetings: Sequence[int]) -> list[Heading]:
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
    p, n = _counted(before, after)
    shared = 0
    while shared < min(len(p), len(n)) and p[shared] == n[shared]:
        shared += 1
    if shared == len(p) and len(n) > len(p):
        return 0.0 if all(part == 1 for part in n[shared:]) and len(n) - len(p) <= 2 else -2.0
    new_meeting = any(before.first < m <= after.first for m in meetings)
    if shared < len(p) and shared < len(n):
        rise = n[shared] - p[shared]
        if rise == 1 and len(p) == len(n) == shared + 1:
            return _NEXT
        if 1 <= rise <= 6 and all(part == 1 for part in n[shared + 1 :]):
            # A chapter's own line is rarely left out: 1.2 is followed by 2, then by 2.1.
            return -1.0 * (rise - 1) - 0.3 * (len(n) - shared - 1)
    if n[-1] == 1 and len(n) == 1:
        return -0.2 if new_meeting else _RESTART
    return None


def _counted(before: Heading, after: Heading) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers as they count: of 121/22 and 122/22, which end in the same year, what stands before it."""
    p, n = before.order, after.order
    dated = all(re.search(r"\d[/-]\d", heading.number) and len(heading.order) == 2 for heading in (before, after))
    return (p[:1], n[:1]) if dated and p[1] == n[1] and p[0] != n[0] else (p, n)


def prefer_common_look(candidates: Sequence[Heading], chain: Sequence[Heading]) -> list[Heading]:
    """Return the candidates rescored: those set like most of the chain gain, the others lose."""
    looks = Counter((c.look, len(c.order)) for c in chain)
    depths = Counter(len(c.order) for c in chain)  # "2. The borough" is compared with chapters, not with its paragraphs
    if len(chain) < 3:
        return list(candidates)
    common = {(look, depth) for (look, depth), count in looks.items() if count >= 0.3 * depths[depth]}
    return [replace(c, score=c.score + (0.8 if (c.look, len(c.order)) in common else -0.8)) for c in candidates]


def with_out_of_order(candidates: Sequence[Heading], chain: Sequence[Heading]) -> list[Heading]:
    """Return the chain with the items taken out of their order: set off as the others are, their numbers missing."""
    if len(chain) < 3:
        return list(chain)
    look, count = Counter(heading.look for heading in chain).most_common(1)[0]
    found = list(chain)
    for candidate in candidates:
        held = {heading.order for heading in found}
        clear = candidate.look == look and (look[2] or look[3]) and candidate.score > _OUT_OF_ORDER
        apart = all(candidate.last < heading.first or heading.last < candidate.first for heading in found)
        if clear and apart and count >= 0.6 * len(chain) and len(candidate.order) == 1 and candidate.order not in held:
            found.append(candidate)
    return sorted(found, key=lambda heading: heading.first)
