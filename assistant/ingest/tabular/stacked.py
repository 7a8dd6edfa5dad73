"""A header written one short line under another, each line (a part of) one heading.

Where such lines part is not to be seen in the lines alone: "All crime / 2021-22 / All crime / 2022-23" could be two
headings, three or four.  Every grouping into as many headings as there are columns is scored by how its headings fit the
values under them, and the best is taken only where no other comes near: a heading that is not known gives no figure, a
shifted one gives a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.tabular.fit import Profile, fit, profiles
from assistant.ingest.tabular.header import FEWEST_POINTS, Heading, border_points, cell_of, deal
from assistant.ingest.tabular.lines import CAPTION_MARK, OPEN_END, Line, is_numbered, is_prose, is_title
from assistant.ingest.tabular.words import MONTHS, Atom, Word
from assistant.records import Cell

_FEWEST_COLUMNS = 3
_MOST_WORDS = 6  # of one line
_MOST_LINES = 24
_MOST_GROUP = 5  # lines of one heading
_BEAM = 60  # groupings kept while they grow
_CLEAR = 0.5  # what the best is ahead of the next that heads the values otherwise
_TITLE_LINE, _TITLE_WORD = 0.4, 1.0  # what a line left to the caption costs, by itself a title or not
_TITLE_WORDS = 3
_ALIKE = 2.0  # what two headings gain that differ in their periods alone, over columns whose change is printed
_ODD_ONE_OUT = 3.0
_CALENDAR = frozenset({Atom.PERIOD, Atom.DATE})


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Lines parted into headings: the score so far, the first line of each heading, the line after the last."""

    score: float
    starts: tuple[int, ...]
    stop: int


def stacked_heading(lines: Sequence[Line], top: int, floor: int, grid: Sequence[tuple[Cell, ...]]) -> Heading | None:
    """Read the short lines above line ``top`` as a header, one heading over one or more lines.

    Args:
        lines: The lines of the text.
        top: The line of the first row.
        floor: No line above this one is looked at.
        grid: The rows, all of one width.

    Returns:
        The headings; without rows where no grouping of the lines fits clearly; None where the lines above are no such
        header.
    """
    columns = len(grid[0])
    block = _block(lines, top, floor)
    least, most = _titles(lines, block, floor)
    if columns < _FEWEST_COLUMNS or len(block) - least < columns or any(_several(lines[at].words) for at in block[least:]):
        return None
    texts, held = [lines[at].words for at in block], profiles(grid)
    found = sorted(_groupings(texts, held, least, min(most, len(block) - columns)), key=lambda one: -one.score)
    dealt = _dealt(texts[least:], columns)
    best = _clear_best(found)
    if best is None:
        return None if dealt else Heading((), block[least])
    edges = [*best.starts, len(block)]
    cells = tuple(cell_of([word for words in texts[a:b] for word in words]) for a, b in zip(edges, edges[1:], strict=False))
    if dealt and _fitting(dealt, held) >= _fitting(cells, held):
        return None
    return Heading((cells,), block[best.starts[0]])


def _clear_best(found: Sequence[_Grouping]) -> _Grouping | None:
    """Return the first grouping where it fits and no other comes near that heads the values otherwise."""
    if not found or found[0].score < 0:
        return None
    rival = next((one.score for one in found[1:] if one.starts[1:] != found[0].starts[1:]), found[0].score - 1)
    return found[0] if found[0].score - rival >= _CLEAR else None


def _dealt(texts: Sequence[tuple[Word, ...]], columns: int) -> tuple[Cell, ...] | None:
    """Return the headings where the words of all lines part naturally into so many, and in no other way."""
    words = [word for line in texts for word in line]
    opens = frozenset(sum(map(len, texts[:at])) for at in range(len(texts)))
    dealt = deal(words, opens, columns)
    return dealt[1] if dealt and dealt[0] >= FEWEST_POINTS and not dealt[2] else None


def _fitting(cells: Sequence[Cell], held: Sequence[Profile]) -> float:
    scores = [fit([cell.text], profile) for cell, profile in zip(cells, held, strict=True)]
    return sum(-4.0 if score is None else score for score in scores)


def _block(lines: Sequence[Line], top: int, floor: int) -> list[int]:
    """Return the short lines that stand without a gap above the rows, from the top down."""
    held: list[int] = []
    at = top - 1
    if at > floor and lines[at].blank:
        at -= 1
    while at >= floor and len(held) < _MOST_LINES:
        words = lines[at].words
        wide = any(word.gap > 1 for word in words[1:])
        if not words or wide or len(words) > _MOST_WORDS or (is_prose(words) and len(words) > 3) or words[-1].text[-1] in ".;:":
            break
        if is_numbered(lines[at]) and len(words) > 2:
            break
        held.insert(0, at)
        at -= 1
    return held


def _titles(lines: Sequence[Line], block: Sequence[int], floor: int) -> tuple[int, int]:
    """Return how many of the lines at least, and at most, are a caption and no headings."""
    marked = [at for at, index in enumerate(block) if CAPTION_MARK.match(lines[index].folded)]
    if marked:
        return marked[-1] + 1, marked[-1] + 3
    above = next((at for at in range(block[0] - 1, floor - 1, -1) if not lines[at].blank), None) if block else None
    if above is None:
        return 0, 2
    titled = above < block[0] - 1 and (is_title(lines[above]) or CAPTION_MARK.match(lines[above].folded))
    return 0, 0 if titled else 2


def _several(words: Sequence[Word]) -> bool:
    """Return whether a line surely holds more than one heading: something begins after a period, or a "%" after words."""
    for at in range(1, len(words)):
        last, word = words[at - 1], words[at]
        ended = last.atom in _CALENDAR and (word.text[0].isupper() or word.atom in _CALENDAR or word.text[0] == "%")
        if ended or (word.text[0] == "%" and at > 1 and last.text[0].islower() and last.text.lower() not in OPEN_END):
            return True
    return False


def _groupings(texts: Sequence[tuple[Word, ...]], held: Sequence[Profile], least: int, most: int) -> Iterator[_Grouping]:
    """Yield the likeliest groupings of the lines into a heading for each column."""
    for skipped in range(least, max(most, least) + 1):
        cost = sum(_TITLE_LINE if len(words) >= _TITLE_WORDS else _TITLE_WORD for words in texts[least:skipped])
        grown = [_Grouping(-cost, (), skipped)]
        for at, profile in enumerate(held):
            left = len(held) - at - 1
            grown = sorted(_extended(texts, grown, profile, left), key=lambda one: -one.score)[:_BEAM]
        for one in grown:
            yield _Grouping(one.score - _uneven(texts, one.starts, held), one.starts, one.stop)


def _extended(
    texts: Sequence[tuple[Word, ...]], grown: Sequence[_Grouping], profile: Profile, left: int
) -> Iterator[_Grouping]:
    """Yield the groupings with one more heading, for a column after which so many are left."""
    for one in grown:
        begin = one.stop
        border = _border(texts, begin) if one.starts else _opening(texts[begin])
        if border is None:
            continue
        stops = [len(texts)] if not left else range(begin + 1, min(begin + _MOST_GROUP, len(texts) - left) + 1)
        for stop in stops:
            if stop - begin > _MOST_GROUP:
                continue
            score = fit([" ".join(word.text for word in words) for words in texts[begin:stop]], profile)
            if score is not None:
                inner = sum(_inside(texts, at) for at in range(begin + 1, stop))
                yield _Grouping(one.score + border + score + inner, (*one.starts, begin), stop)


def _calendar(words: Sequence[Word]) -> bool:
    """Return whether a line begins with a year, a date or a month."""
    return words[0].atom in _CALENDAR or MONTHS.fullmatch(words[0].text) is not None


def _opening(words: Sequence[Word]) -> float | None:
    """Return how well the line opens the heading over the labels, None where it cannot."""
    return None if words[0].text[0].islower() or words[0].atom is not None else 0.0


def _border(texts: Sequence[tuple[Word, ...]], at: int) -> float | None:
    """Return how well a heading begins with the line, None where it cannot: its words go on from the line above."""
    joined = [*texts[at - 1], *texts[at]]
    points = border_points(joined, len(texts[at - 1]), True)
    if texts[at][0].atom is Atom.NUMBER:
        return None
    if _calendar(texts[at]):
        bare = not _calendar(texts[at - 1]) and len(texts[at]) == 1
        return -1.0 if bare and points > -1 else 0.0 if points > -1 else None
    return None if points < -1 else 0.3


def _inside(texts: Sequence[tuple[Word, ...]], at: int) -> float:
    """Return how well a line goes on with the heading that the line above it belongs to."""
    words = texts[at]
    if _calendar(words):
        return 0.0 if _calendar(texts[at - 1]) else 1.0
    joined = [*texts[at - 1], *words]
    goes_on = words[0].atom is Atom.NUMBER or border_points(joined, len(texts[at - 1]), True) < -1
    return 0.3 if goes_on else -0.6


def _uneven(texts: Sequence[tuple[Word, ...]], starts: Sequence[int], held: Sequence[Profile]) -> float:
    """Return what it costs that headings of one kind are built in several ways.

    Lines that are alike stand in one place of their headings; either all periods follow words, or all stand alone.
    """
    edges = [*starts, len(texts)]
    places: dict[str, set[int]] = {}
    for a, b in zip(edges, edges[1:], strict=False):
        for at in range(a, b):
            if not _calendar(texts[at]):
                places.setdefault(" ".join(word.text for word in texts[at]).casefold(), set()).add(at - a)
    askew = sum(len(where) - 1 for where in places.values())
    groups = [texts[a:b] for a, b in zip(edges, edges[1:], strict=False)]
    pairs = {profile.parents for profile in held if profile.parents and profile.signed}
    alike = sum(_differ_in_period(groups[a], groups[b]) for a, b in pairs)
    dated = [a for a, b in zip(edges[1:], edges[2:], strict=False) if any(_calendar(texts[at]) for at in range(a, b))]
    alone = sum(_calendar(texts[a]) for a in dated)
    return _ODD_ONE_OUT * (askew + (0 < alone < len(dated))) - _ALIKE * alike


def _differ_in_period(one: Sequence[tuple[Word, ...]], other: Sequence[tuple[Word, ...]]) -> bool:
    """Return whether two headings say the same but for their periods."""
    words = [[word for line in heading for word in line] for heading in (one, other)]
    said = [[word.text.casefold() for word in heading if word.atom not in _CALENDAR] for heading in words]
    return said[0] == said[1] and all(any(word.atom in _CALENDAR for word in heading) for heading in words)
