"""Tables as runs of lines with one signature: a label, then as many values as the lines beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingest.tabular.header import deal
from assistant.ingest.tabular.lines import CAPTION_MARK, Line, is_numbered, is_prose
from assistant.ingest.tabular.rows import Row, read_row, years_only
from assistant.ingest.tabular.words import Atom, Word

_AMOUNTS = frozenset({Atom.NUMBER, Atom.DECIMAL, Atom.MONEY, Atom.PERCENT, Atom.RANGE})
_OPEN = frozenset("a and by for from in of on or the to with".split())
_MOST_WRAPPED = 6  # words of a label's line that may end in the middle of a phrase
_MOST_GAP = 3  # lines without values between two rows: sub-headings and wrapped labels
_MOST_BLANK = 3  # on one page; a page may end with any number
_LOOK_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one signature on the lines ``first..last``, with ``columns`` values each."""

    first: int
    last: int
    columns: int
    rows: tuple[Row, ...]


def find_runs(lines: Sequence[Line], taken: Sequence[bool]) -> list[Run]:
    """Find the runs of rows on the lines not yet taken, in order; time is linear in the number of lines."""
    rows = [None if taken[index] else read_row(line, index) for index, line in enumerate(lines)]
    rows = _joined(lines, rows)
    found: list[Run] = []
    at = 0
    while at < len(lines):
        run = _grow(lines, rows, taken, at) if rows[at] else None
        if run is not None:
            found.append(run)
        at = run.last + 1 if run else at + 1
    return found


def _joined(lines: Sequence[Line], rows: Sequence[Row | None]) -> list[Row | None]:
    """Join a line of values with the line of values and other words that it was wrapped before."""
    out = list(rows)
    for index in range(len(rows) - 1):
        below = index + 1 + lines[index + 1].blank
        row, words = rows[index], lines[below].words if below < len(lines) else ()
        if row is None or row.suffix or not any(word and word.atom is Atom.DATE for word in row.values):
            continue
        stop = next((at for at, word in enumerate(words) if not word.atom), len(words))
        if 0 < stop <= 2 and any(word.atom is Atom.MONEY for word in words[:stop]):
            out[index] = replace(row, values=row.values + words[:stop], suffix=words[stop:], extra_lines=below - index)
            out[below] = None
    return out


def _signature(rows: Sequence[Row | None], at: int) -> int:
    """Return how many values the rows from here on have: the commonest count among the next labelled ones."""
    near = [row for row in rows[at : at + _LOOK_AHEAD] if row][:5]
    labelled = [len(row.values) for row in near if row.label]
    if labelled:
        # A lone number at a line's end is often a wrapped reference: lines with more values say more.
        several = [count for count in labelled if count > 1]
        counts = Counter(several if len(several) > 1 else labelled)
        return max(counts, key=lambda count: (counts[count], count))
    return len(near[0].values) - 1


def _grow(lines: Sequence[Line], rows: Sequence[Row | None], taken: Sequence[bool], at: int) -> Run | None:
    """Gather the rows that fit the signature of the row at ``at``, over blank lines and short gaps."""
    columns = _signature(rows, at)
    first = _fit(rows[at], columns)
    if columns < 1 or first is None or not first.label:
        return None
    above = [at - 1] if at and lines[at - 1].words and not taken[at - 1] else []
    if first.label and first.label[0].text[0].islower() and not _is_header(lines, above, columns + 1):
        first = _between(lines, above, first, columns)[-1]
    out, gap, blanks, end = [first], list[int](), 0, at + first.extra_lines
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if index <= end:
            continue
        if line.blank:
            blanks += 1
            continue
        if blanks > _MOST_BLANK and line.page == lines[end].page:
            break
        row = _fit(rows[index], columns)
        if row is not None and years_only(row):
            break
        if row is not None:
            out[-1], gap, end = _suffix_goes_on(lines, out[-1], gap, end)
            if (row.label and _is_header(lines, gap, columns + 1)) or _wider(rows, index, columns):
                break
            out += _between(lines, gap, row, columns)
            end = index + row.extra_lines
            gap, blanks = [], 0
            continue
        if taken[index] or len(gap) == _MOST_GAP or _ends_run(line):
            break
        gap.append(index)
        blanks = 0
    out[-1], _, end = _suffix_goes_on(lines, out[-1], gap, end)
    return Run(out[0].line, end, columns, tuple(out))


def _suffix_goes_on(lines: Sequence[Line], row: Row, gap: Sequence[int], end: int) -> tuple[Row, list[int], int]:
    """Add lines to the words after the values that they go on with; return the row, the lines left, its last line."""
    left = list(gap)
    while row.suffix and left and left[0] == end + 1:
        words, before = lines[left[0]].words, row.suffix[-1].text
        if not (words[0].text[0].islower() or before.lower() in _OPEN or before[-1] in ":,-\u2013&/"):
            break
        end = left.pop(0)
        row = replace(row, suffix=row.suffix + words)
    return row, left, end


def _wider(rows: Sequence[Row | None], at: int, columns: int) -> bool:
    """Return whether this row and the next are alike and wider than the run: another table begins."""
    row = rows[at]
    after = next((other for other in rows[at + 1 : at + 1 + _MOST_GAP] if other), None)
    return bool(row and after and row.label) and len(row.values) == len(after.values) > columns  # type: ignore[union-attr]


def _ends_run(line: Line) -> bool:
    """Return whether a line without fitting values is prose (more than a wrapped label) or opens a numbered item."""
    if len(line.words) > _MOST_WRAPPED and is_prose(line.words):
        return True
    if CAPTION_MARK.match(line.folded):
        return True
    return is_numbered(line) and len(line.words) > 1 and not any(word.atom for word in line.words[1:])


def _fit(row: Row | None, columns: int) -> Row | None:
    """Make the row as wide as the run: numbers too many belong to the label; None where it cannot be."""
    if row is None or len(row.values) < columns or (columns == 1 and not _stands_alone(row)):
        return None
    spare = len(row.values) - columns
    if not spare:
        return row
    if (spare > 1 and not row.label) or spare > 3:
        return None
    extra = tuple(word for word in row.values[:spare] if word)
    return replace(row, label=row.label + extra, values=row.values[spare:])


def _stands_alone(row: Row) -> bool:
    """Return whether a row of one value shows by itself that it is one: a label, then an amount, no dash or date."""
    last = row.values[-1]
    named = any(character.isalnum() for word in row.label for character in word.text)
    return named and last is not None and (last.atom in _AMOUNTS or last.text[0] in "nN")


def _is_header(lines: Sequence[Line], gap: Sequence[int], columns: int) -> bool:
    """Return whether the lines between two rows are a header again, so that a new table begins."""
    for index in gap:
        words = lines[index].words
        dealt = deal(words, frozenset({0}), columns)
        titled = len(words) > columns and not any(word.text[0].islower() or word.atom for word in words)
        if titled or (dealt is not None and dealt[0] > 0):
            return True
    return False


def _between(lines: Sequence[Line], gap: Sequence[int], row: Row, columns: int) -> list[Row]:
    """Turn the lines between two rows into the wrapped start of the next label, or into rows of their own."""
    wrapped = not row.label or row.label[0].text[0].islower()
    held = list(gap)
    if wrapped and held and (held[-1] == row.line - 1 or (not row.label and lines[row.line - 1].blank)):
        start = held.pop()
        while held and not row.label and held[-1] == start - 1:
            start = held.pop()
        words = tuple(word for index in range(start, row.line) for word in lines[index].words)
        row = replace(row, label=words + row.label)
    empty: tuple[Word | None, ...] = (None,) * columns
    heads = [Row(index, lines[index].words, empty) for index in held if _is_head(lines[index])]
    return [*heads, row]


def _is_head(line: Line) -> bool:
    """Return whether a line between rows names a group of rows."""
    return any(map(str.isalpha, line.text)) and not any(word.atom for word in line.words)
