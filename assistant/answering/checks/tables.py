"""Rows and columns: a figure read from a table must belong to the row and the period that the claim gives it.

Tables reach the verifier as text: one row a line or all in one line, cells between bars, tabs or blanks.  A row is a
label
and a run of at least two figures; its header is what stands before the first row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answering.checks.cells import Cell, Label
from assistant.answering.checks.dates import Moment
from assistant.answering.checks.numbers import Figure, same_value
from assistant.answering.checks.text import FUNCTION_WORDS, Text

_GAP: Final = re.compile(r"[\s|]*(?:(?:n/?a|[-–—]|\*|%|x)[\s|]+){0,3}[\s|]*", re.I)
_EMPTY: Final = re.compile(r"(?<![^\s|])(?:n/?a|[-–—*])(?![^\s|])", re.I)
_EMPTY_FIRST: Final = re.compile(r"(?:[\s|]+(?:n/?a|[-–—*]))+[\s|]*$", re.I)
_HEAD: Final = re.compile(r"%|\bper\b\s+[\d,]*|\bpp\b|£|\b(?:no|number)\b(?=\.?\s+change)", re.I)
_HEAD_REACH: Final = 400
_TOTALS: Final = frozenset({"total", "overal", "all", "sum"})
_LABEL_WORDS: Final = 9
_EXTREMES: Final = {
    "highest": True,
    "largest": True,
    "greatest": True,
    "lowest": False,
    "smallest": False,
    "fewest": False,
}

def cells(text: Text, found: Sequence[Figure], taken: Sequence[Moment]) -> list[Cell]:
    """Return the cells of every table that the text holds."""
    runs = _runs(text, [figure for figure in found if figure.unit not in {"per", "ordinal"} and not figure.soft])
    read: list[Cell] = []
    head, since, block = "", 0, 0
    for number, run in enumerate(runs):
        before = text.text[since : run[0].start]
        first = number == 0 or "\n" in before.strip() or len(before.split()) > 2 * _LABEL_WORDS
        label, rest = _label(_EMPTY_FIRST.sub("", before), first)
        if rest.strip():
            head, block = rest[-_HEAD_REACH:], number
            head_start = run[0].start - len(before) + max(0, len(rest) - _HEAD_REACH)
            years, units = _columns(head, head_start, taken, len(run))
        elif number == 0:
            years, units = [], []
        since = run[-1].end
        places, sure = _places(text.text, before, run)
        for column, figure in zip(places, run, strict=True):
            year = years[column] if sure and column < len(years) and len(years) > 1 else None
            other = column - len(years)
            unit = units[other] if 0 <= other < len(units) and len(units) == places[-1] + 1 - len(years) else ""
            read.append(Cell(figure, label, year, unit, "change" in head.lower(), column, block))
    return read


def _places(text: str, before: str, run: Sequence[Figure]) -> tuple[list[int], bool]:
    """Return the column of each figure of a row, empty cells counted, and whether that is sure.

    A dash after a label on one line may belong to the label ("Refuge – 17"): then no column is sure.
    """
    lead = _EMPTY_FIRST.search(before)
    empty = len(_EMPTY.findall(lead[0])) if lead else 0
    sure = lead is None or bool(re.search(r"[\t\n|]", lead[0])) or "a" in lead[0].lower()
    places = [empty]
    for one, other in zip(run, run[1:], strict=False):
        places.append(places[-1] + 1 + len(_EMPTY.findall(text[one.end : other.start])))
    return places, sure


def _runs(text: Text, found: Sequence[Figure]) -> list[list[Figure]]:
    runs: list[list[Figure]] = []
    for figure in found:
        gap = text.text[runs[-1][-1].end : figure.start] if runs else "?"
        if runs and _GAP.fullmatch(gap) and "\n\n" not in gap and gap != "-":
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [run for run in runs if len(run) > 1]


def _label(before: str, first: bool) -> tuple[Label, str]:
    """Return the row's label and what stands before it, which is header or other matter."""
    line = before.rstrip(" \t\n|-").rsplit("\n", 1)
    last, rest = (line[1], line[0]) if len(line) == 2 else (line[0], "")
    if first and len(line) == 1:
        words = re.findall(r"[^\s|]+", last)
        at = max((i for i, word in enumerate(words) if word[:1].isupper()), default=0)
        last, rest = " ".join(words[at:]), " ".join(words[:at])
    return tuple(token.stem for token in Text([last]).tokens if token.word[0].isalpha())[-_LABEL_WORDS:], rest


def _columns(head: str, offset: int, taken: Sequence[Moment], width: int) -> tuple[list[int], list[str]]:
    """Return the years that head the first columns and the units of the columns after them."""
    inside = [moment for moment in taken if offset <= moment.start < offset + len(head)]
    groups: list[tuple[int, int]] = []
    for moment in inside:
        year = moment.until and moment.year or max(moment.years, default=None)
        if year is None:
            continue
        if groups and moment.start - groups[-1][1] <= 3 and groups[-1][0] == year and moment.month:
            groups[-1] = (year, moment.end)
        else:
            groups.append((year, moment.end))
    years = [year for year, _ in groups[-width:]]
    if len(years) == width and years == sorted(years) and years[0] < years[-1]:
        return years, []  # a year over each column, the same one over several: its quarters
    years = []
    for year, _ in reversed(groups):
        if year in years:
            break
        years.insert(0, year)
    last = groups[-1][1] - offset if groups else 0
    return years, [re.split(r"\s", match[0].lower())[0] for match in _HEAD.finditer(head, max(0, last))]


def mentions(claim: Text, labels: Sequence[Label]) -> list[tuple[int, Label]]:
    """Return where the claim names a row, longest labels first and none inside another."""
    used: set[int] = set()
    found: list[tuple[int, Label]] = []
    for label in sorted(set(labels), key=len, reverse=True):
        if not any(word not in FUNCTION_WORDS for word in label):
            continue
        for at in claim.by_stem.get(label[0], []):
            run = range(at, at + len(label))
            inside = run[-1] < len(claim.tokens) and not used & set(run)
            if inside and all(claim.tokens[i].stem == word for i, word in zip(run, label, strict=True)):
                used |= set(run)
                found.append((at, label))
    return sorted(found)


def unranked(claim: Text, asked: Sequence[tuple[int, Figure]], table: Sequence[Cell]) -> list[str]:
    """Return figures that the claim calls the highest or lowest of a column whose other rows say otherwise."""
    faults: list[str] = []
    words = [(index, _EXTREMES[token.lower]) for index, token in enumerate(claim.tokens) if token.lower in _EXTREMES]
    named = {label for _, label in mentions(claim, [cell.row for cell in table])}
    if len(words) != 1 or len(named) != 1:
        return []
    for _, figure in asked:
        for cell in [cell for cell in table if same_value(figure, cell.figure) and cell.row in named]:
            column = [o.figure.value for o in table if (o.table, o.column) == (cell.table, cell.column) and o.row != cell.row]
            # The row that adds up the others is no rival.
            rivals = [
                value for value in column if abs(value) < 0.8 * (sum(map(abs, column)) - abs(value) + abs(cell.figure.value))
            ]
            beaten = any(value > cell.figure.value if words[0][1] else value < cell.figure.value for value in rivals)
            if len(rivals) > 1 and beaten and cell.figure.value >= 0 and "change" not in " ".join(cell.row):
                faults.append(f"{figure.printed} is not the {claim.tokens[words[0][0]].word} of its column")
    return faults if len(asked) == 1 else []


def misplaced(
    claim: Text,
    asked: Sequence[tuple[int, Figure]],
    table: Sequence[Cell],
    years: Sequence[tuple[int, int]],
    free: set[float],
) -> list[str]:
    """Return, in words, why no reading of the claim puts every figure at its place in the table.

    ``asked`` and ``years`` pair a token index with a figure or a year; ``free`` holds values that also stand in prose.
    Readings differ in which area or year a figure belongs to: the one before it, after it, nearest, or in the same
    order.
    """
    held = [(at, figure, [cell for cell in table if same_value(figure, cell.figure)]) for at, figure in asked]
    held = [(at, figure, found) for at, figure, found in held if found and abs(figure.value) not in free]
    if not held:
        return []
    named = mentions(claim, [cell.row for cell in table])
    wholes = [_whole(found, named) for found in held]
    known = {cell.year for cell in table if cell.year}
    dated = [(at, year) for at, year in years if year in known]
    faults: list[str] = []
    places = [at for at, _, _ in held]
    for rows in _readings(places, named, claim):
        for spans in _readings(places, dated, claim):
            faults = [
                fault
                for (_, figure, found), row, year, whole in zip(held, rows, spans, wholes, strict=True)
                if (fault := _fault(figure, found, None if whole else row, year, table))
            ]
            if not faults:
                return []
    return faults


def _whole(held: tuple[int, Figure, list[Cell]], named: Sequence[tuple[int, Label]]) -> bool:
    """Return whether a figure told before the rows of its parts is their total."""
    at, _, cells = held
    before = bool(named) and all(place > at for place, _ in named) and len({label for _, label in named}) > 1
    return before and all(_TOTALS & set(cell.row) for cell in cells)


def _fault(figure: Figure, found: Sequence[Cell], row: Label | None, year: int | None, table: Sequence[Cell]) -> str:
    right = [cell for cell in found if row is None or cell.row == row]
    if not right:
        return f"{figure.printed} stands in the row of “{' '.join(found[0].row)}”, not of “{' '.join(row or ())}”"
    if year is not None and not any(cell.year in (None, year) for cell in right):
        return f"{figure.printed} is the figure for {right[0].year}, not for {year}"
    return ""


def _readings(places: Sequence[int], marks: Sequence[tuple[int, object]], claim: Text) -> list[list]:  # type: ignore[type-arg]
    """Return the ways to give each place a mark: before, after, nearest, same clause, or one for one in order."""
    if not marks:
        return [[None] * len(places)]
    if len({mark for _, mark in marks}) == 1:
        return [[marks[0][1]] * len(places)]
    before = [next((mark for at, mark in reversed(marks) if at < place), marks[0][1]) for place in places]
    after = [next((mark for at, mark in marks if at > place), marks[-1][1]) for place in places]
    near = [min(marks, key=lambda mark: abs(mark[0] - place))[1] for place in places]
    in_order = [[mark for _, mark in marks]] if len(marks) == len(places) else []
    if in_order and (places[0] > marks[-1][0] or places[-1] < marks[0][0]):
        return in_order
    return [before, near, after, *in_order]
