"""What stands above the first row: the header words dealt out over the columns, and the caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.tabular.lines import CAPTION_MARK, Line, is_numbered, is_prose, is_title
from assistant.ingest.tabular.words import MONTHS, Atom, Word, atom_of
from assistant.records import Cell, Span

_MOST_LINES = 14  # a header of six columns with every heading wrapped over two lines and a spare
_MOST_WORDS = 60
_MOST_HEADING = 6  # words of one heading
_CALENDAR = frozenset({Atom.PERIOD, Atom.DATE, Atom.RANGE})
FEWEST_POINTS = 0.4  # per border between two headings; one capital after another gives 1
_WORTH_A_LINE = 0.6  # what a line further up has to add
_VALUES = frozenset({Atom.MONEY, Atom.DECIMAL, Atom.PERCENT})
_QUARTER = re.compile(r"q[1-4]|h[12]|qtr|quarter|year|ytd|ye", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"['\u2018\u2019]?\d\d|(?:19|20)\d\d(?:[/\u2013-]\d{2,4})?|\d\d[/\u2013-]\d\d")
_JOINS_NEXT = frozenset("% no. no number of & and per to from by / - \u2013 \u2014 the in for at as vs vs. +/-".split())
_JOINS_LAST = frozenset("& and / - \u2013 \u2014 of per to in".split())


@dataclass(frozen=True, slots=True)
class Heading:
    """The header rows found above a table, and the index of the first line they take."""

    rows: tuple[tuple[Cell, ...], ...]
    first: int


def cell_of(words: Sequence[Word]) -> Cell:
    """Make a cell of neighbouring words; no words make an empty cell."""
    if not words:
        return Cell("", None)
    return Cell(" ".join(" ".join(word.text for word in words).split()), Span(words[0].start, words[-1].end))


def border_points(words: Sequence[Word], at: int, fresh: bool) -> float:
    """Return how well a border between two headings fits before ``words[at]``; ``fresh``: it opens a line."""
    last, word = words[at - 1], words[at]
    before, after = last.text.lower(), word.text.lower()
    month_before = MONTHS.fullmatch(before) is not None or _QUARTER.fullmatch(before) is not None
    year_after = _SHORT_YEAR.fullmatch(word.text) is not None
    if word.gap > 1 and not fresh:
        return 5.0
    points = 0.5 if fresh else 0.0
    if before[-1] in ",;":
        return points - 6.0
    if before in _JOINS_NEXT or word.text in _JOINS_LAST or before[-1] in "/-&" or (month_before and year_after):
        return points - 4.0
    if after[0] in "([":
        return points - 3.0
    if after == "%" or after[0] == "%" or year_after or MONTHS.fullmatch(after) or after in ("no.", "no", "number"):
        return points + 3.0
    if _SHORT_YEAR.fullmatch(last.text) and word.text[0].isupper():
        return points + 3.0
    if word.text[0].islower() or word.atom is Atom.NUMBER or after[0] in "\u00a3$\u20ac":
        return points - 3.0
    return points + (2.0 if last.text[0].islower() else 1.0)


def deal(words: Sequence[Word], opens: frozenset[int], columns: int) -> tuple[float, tuple[Cell, ...], bool] | None:
    """Deal header words out over the columns at their natural borders.

    Args:
        words: the words of the header in reading order, wrapped lines one after the other.
        opens: the indexes of the words that open a line.
        columns: how many headings there have to be.

    Returns:
        How natural the borders are (points per border, below ``FEWEST_POINTS`` is no header), the headings, and
        whether natural borders are left over; None where the words cannot head so many columns.
    """
    if not columns <= len(words) <= _MOST_WORDS or columns < 2:
        return None
    points = {at: border_points(words, at, at in opens) for at in range(1, len(words))} | _paired(words)
    # Where borders are equally good the later one wins: spare words belong to the first heading, over the labels.
    chosen = sorted(sorted(points, key=lambda at: (points[at], at), reverse=True)[: columns - 1])
    if points[min(chosen, key=points.__getitem__)] < 0 and any(points[at] > 0 for at in chosen):
        return None
    least = min(points[at] for at in chosen)
    if any(value >= max(least, 0.0) for at, value in points.items() if at > chosen[0] and at not in chosen):
        return None  # as good a border left over among the values: which heading is whose would be a guess
    spare = sum(value for at, value in points.items() if at not in chosen and value > 0)
    total = (sum(points[at] for at in chosen) - spare) / (columns - 1)
    edges = [0, *chosen, len(words)]
    cells = tuple(cell_of(words[a:b]) for a, b in zip(edges, edges[1:], strict=False))
    return (total, cells, spare > 0) if all(_names(cell.text) for cell in cells[1:]) and _names(cells[0].text) else None


def _paired(words: Sequence[Word]) -> dict[int, float]:
    """Return the places before the years of a measure that is given for each year ("Visits 2021 Visits 2022")."""
    years = [at for at in range(2, len(words)) if _SHORT_YEAR.fullmatch(words[at].text) and words[at - 1].atom is None]
    named = Counter(words[at - 1].text for at in years if not _joined(words[at - 2]))
    return {at: -4.0 for at in years if named[words[at - 1].text] > 1 and not _joined(words[at - 2])}


def _joined(word: Word) -> bool:
    """Return whether a heading cannot end with the word: "% change 2021" are two headings."""
    return word.text.lower() in _JOINS_NEXT


def _names(text: str) -> bool:
    """Return whether the text can head a column: short, brackets closed, not a bare number but for a year."""
    if len(text.split()) > _MOST_HEADING or text.count("(") != text.count(")"):
        return False
    return any(map(str.isalpha, text)) or not text[0].isdigit() or atom_of(text.split()[0]) in _CALENDAR


def find_heading(lines: Sequence[Line], top: int, floor: int, columns: int) -> Heading | None:
    """Find the header above line ``top``, not above line ``floor``: the stretch of lines that deals out best."""
    best: tuple[float, Heading] | None = None
    words: list[Word] = []
    opens: list[int] = []
    blanks = 0
    for index in range(top - 1, max(floor, top - _MOST_LINES * 2) - 1, -1):
        line = lines[index]
        if line.blank:
            blanks += 1
            if blanks > 2:
                break
            continue
        if (is_prose(line.words) and not _in_header(line, columns)) or _numbered_item(lines, index) or _ends_lead(line):
            break
        blanks = 0
        words = [*line.words, *words]
        opens = [0, *(at + len(line.words) for at in opens)]
        if len(words) > _MOST_WORDS:
            break
        paired = bool(_paired(words))
        for count, bare in ((columns, False), (columns - 1, True)):
            dealt = deal(words, frozenset(opens), count)
            if dealt is None or not _opens(words[0], bare) or dealt[0] - bare < FEWEST_POINTS or (bare and dealt[2]):
                continue
            cells = (Cell("", None), *dealt[1]) if bare else dealt[1]
            # A column of labels without a heading gives way to a line right above that names it.
            worth = 0.0 if best and not bare and paired and not best[1].rows[0][0].text else _WORTH_A_LINE
            if best is None or dealt[0] - bare > best[0] + worth:
                best = dealt[0] - bare, Heading((cells,), index)
        if best and len(words) == len(line.words) and best[1].rows[0][0].text and _natural_borders(line) < columns:
            break  # one line heads every column
        if best is None and not words[0].text[0].islower() and _natural_borders(line) >= columns - 1:
            break  # this line is the header and cannot be dealt out: what stands above it would shift the headings
    return best[1] if best else None


def _opens(word: Word, bare: bool) -> bool:
    """Return whether a header can begin with the word: over the labels stands a name, over values also a period."""
    if bare:
        return not word.text[0].islower()
    return (
        word.text[0] not in "%\u00a3\u20ac$"
        and not word.text[0].islower()
        and word.atom is None
        and not (MONTHS.fullmatch(word.text) and not word.text.rstrip(".").isalpha())
    )


def _natural_borders(line: Line) -> int:
    """Return at how many places the words of a line part naturally."""
    return sum(border_points(line.words, at, False) > 0 for at in range(1, len(line.words)))


def _ends_lead(line: Line) -> bool:
    """Return whether the line is a row or a lead-in ("The following were paid:"), so that no header reaches over it."""
    last = line.words[-1]
    return last.atom in _VALUES or (last.text[-1] == ":" and len(line.words) > 3)


def _numbered_item(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line opens a numbered item and not with the year that the month above goes on with."""
    above = lines[index - 1].words[-1:] if index else ()
    return is_numbered(lines[index]) and not (above and MONTHS.fullmatch(above[0].text))


def _in_header(line: Line, columns: int) -> bool:
    """Return whether a line that ends or runs on like prose can still be a header.

    Such a line is parted by gaps, is cut at "No.", or ends in a shortening ("popn.") after strong borders for nearly
    all columns.
    """
    gaps = sum(word.gap > 1 for word in line.words[1:])
    if gaps >= 2 or (len(line.words) < _MOST_WORDS // 3 and line.words[-1].text.lower() in _JOINS_NEXT):
        return True
    strong = sum(border_points(line.words, at, False) >= 3 for at in range(1, len(line.words)))
    return columns >= 4 and strong >= columns - 2 and len(line.words) <= 3 * columns


def find_caption(lines: Sequence[Line], top: int, floor: int) -> tuple[Cell, int]:
    """Return the caption above line ``top`` (empty where there is none) and the first line it takes."""
    taken: list[int] = []
    blanks = 0
    for index in range(top - 1, max(floor, top - 8) - 1, -1):
        line = lines[index]
        if line.blank:
            blanks += 1
            if taken or blanks > 2:
                break
            continue
        last = line.words[-1]
        if not is_title(line) or len(taken) == 3 or last.atom in _VALUES or last.atom and last.gap > 2:
            break  # a value set apart at a line's end is a row's
        if taken and (is_numbered(line) or line.words[-1].text[-1] == ":"):
            break
        taken.append(index)
        if CAPTION_MARK.match(line.folded):
            break  # "Table 3": what stands above is no part of its caption
    if not taken:
        return Cell("", None), top
    return cell_of([word for index in reversed(taken) for word in lines[index].words]), taken[-1]
