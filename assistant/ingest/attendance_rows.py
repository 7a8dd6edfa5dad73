"""Attendance tables that lost their grid: one cell a line, as the text of a PDF gives them, or one row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.attendance_names import CAPITAL, PARTICLE, STARTS, is_name
from assistant.ingest.attendance_status import (
    HEAD_LINE,
    NAME_HEAD,
    STATUS_HEAD,
    SUBSTITUTE_HEAD,
    Roll,
    Row,
    status_of,
    with_post,
)
from assistant.ingest.lines import Line

_GIVEN_AND_SURNAME = re.compile(
    rf"{STARTS.pattern}(?:\s+(?:Mrs|Miss|Mr|Ms|Dr|Sir|Dame|Prof|Rev)\b\.?)*"
    rf"(?:(?:\s+[{CAPITAL}]\.?(?=\s|[{CAPITAL}]\.))+|\s+[{CAPITAL}][\w’'-]+)(?:\s*[{CAPITAL}]\.)*"
    rf"(?:\s+{PARTICLE})*\s+[{CAPITAL}][\w’'-]+"
)
ROWS_WITHOUT_HEAD = 3
_WIDEST = 6  # columns


def cell_a_line(lines: Sequence[Line]) -> Roll:
    """Read a table of which each cell stands on a line of its own, as the text of a PDF gives it."""
    cells = list(_whole_cells(lines))
    texts = [text for text, _ in cells]
    for at, text in enumerate(texts):
        if NAME_HEAD.fullmatch(text):
            width = next((n for n in range(2, _WIDEST + 1) if at + n < len(texts) and is_name(texts[at + n])
                          and (STARTS.match(texts[at + n]) or STATUS_HEAD.fullmatch(texts[at + n - 1]))), 0)  # fmt: skip
            head = texts[at : at + width]
            columns = [n for n, cell in enumerate(head) if STATUS_HEAD.fullmatch(cell)]
            if len(columns) == 1:
                rows, used = _walk(texts[at + width :], head, columns[0])
                used = max(used, _table_end(texts[at + width :], head[columns[0]]))
                named = sum(bool(STARTS.match(cell)) for cell in texts[at + width : at + width + used + 1])
                if used and not (width == 2 and 2 * len(rows) <= named):  # else "Members", "Present" is a label over names
                    taken = [index for _, indexes in cells[at : at + width + used] for index in indexes]
                    return Roll(tuple(rows), frozenset(taken))
        elif STARTS.match(text) and not (at and STARTS.match(texts[at - 1])):
            rows, used = _walk(texts[at:], [], None)
            if len(rows) >= ROWS_WITHOUT_HEAD:
                return Roll(tuple(rows), frozenset(index for _, indexes in cells[at : at + used] for index in indexes))
    return Roll()


def _table_end(cells: Sequence[str], head: str) -> int:
    """Return how many cells belong to a table up to its last status: what cannot be read there is no list of names either."""
    last = 0
    for at, cell in enumerate(cells):
        if ":" in cell or len(cell.split()) > 8 or at - last > _WIDEST:
            break
        last = at + 1 if status_of(cell, head) else last
    return last


def _whole_cells(lines: Sequence[Line]) -> Iterator[tuple[str, list[int]]]:
    """Yield the cells with the lines they take up: a bracket that is open goes on, one that begins a line belongs to the last."""
    text, indexes = "", list[int]()
    for line in lines:
        goes_on = text.count("(") > text.count(")") or (line.text.startswith("(") and status_of(text))
        if text and not goes_on:
            yield text, indexes
            text, indexes = "", []
        text, indexes = f"{text} {line.text}".strip(), [*indexes, line.index]
    if text:
        yield text, indexes


def _walk(cells: Sequence[str], head: Sequence[str], column: int | None) -> tuple[list[Row], int]:
    """Return the rows that begin here and how many cells they take up; of a row without a status of its own nothing is said.

    Rows of full width are read by their places.  Otherwise a name with a title opens a row, and the status that follows
    before the next name is its own; without a head every row must have one.
    """
    exact = _by_width(cells, head, column) if column is not None else ([], 0)
    if column is not None and (not STARTS.match(cells[0]) or any(map(SUBSTITUTE_HEAD.match, head[:column]))):
        return exact
    rows, used, at, widest = list[Row](), 0, 0, len(head) or 4
    while at < len(cells) and STARTS.match(cells[at]) and is_name(cells[at]):
        ahead = cells[at + 1 : at + 1 + widest]
        following = next((n for n, cell in enumerate(ahead) if STARTS.match(cell)), len(ahead))
        place = next((n for n, cell in enumerate(ahead[:following]) if status_of(cell, head[column] if column else "")), None)
        if place is not None:
            status = ahead[place]
            rows.append((status_of(status, head[column] if column else "") or "", with_post(cells[at], "", status)))
            used = at + place + 2
        elif column is None or following == len(ahead):
            break
        at += 1 + (following if following < len(ahead) else (place or 0) + 1)
    return exact if exact[1] >= used else (rows, used)


def _by_width(cells: Sequence[str], head: Sequence[str], column: int) -> tuple[list[Row], int]:
    rows, at = list[Row](), 0
    while at + len(head) <= len(cells):
        row = cells[at : at + len(head)]
        group = status_of(row[column], head[column])
        others = (cell for cell, named in zip(row[1:column], head[1:column], strict=True) if not SUBSTITUTE_HEAD.match(named))
        if not group or not is_name(row[0]) or any(map(STARTS.match, others)) or any(map(status_of, row[:column])):
            break
        rows.append((group, with_post(row[0], "", row[column])))
        at += len(head)
    return rows, at


def row_a_line(lines: Sequence[Line]) -> Roll:
    """Read rows that stand on a line each without gaps: "Cllr A Pike Quayside Present"."""
    for at, line in enumerate(lines):
        words = line.text.split()
        headed = HEAD_LINE.match(line.text)
        start = at + 1 if headed else at
        rows = list(_ended(lines[start:]))
        if len(rows) < (2 if headed else ROWS_WITHOUT_HEAD):
            continue
        named = not headed or len(words) > 2
        wards = {ward for name, _ in rows if (ward := _after_bracket(name))} if named else set[str]()
        found = [(group, _without_ward(name, wards) if named else name) for name, group in rows]
        return Roll(tuple(found), frozenset(line.index for line in lines[at : start + len(rows)]))
    return Roll()


def _ended(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield the words before the status and its group, of lines that begin with a title and end with a status."""
    for line in lines:
        words = line.text.split()
        cuts = [n for n in range(2, len(words)) if status_of(_unwrapped(words[n:])) and len(words[n]) > 2]
        if not STARTS.match(line.text) or not cuts or len(words) > 20:
            return
        name = " ".join(words[: cuts[0]]).rstrip(" :–—-")
        yield name, status_of(_unwrapped(words[cuts[0] :])) or ""


def _unwrapped(words: Sequence[str]) -> str:
    """Return a status without the brackets that hold the whole of it."""
    told = " ".join(words)
    return told[1:-1] if re.fullmatch(r"\([^()]*\)", told) else told


def _after_bracket(name: str) -> str:
    return name.rpartition(")")[2].strip()


def _without_ward(name: str, wards: set[str]) -> str:
    """Return a name without the ward printed after it: after a bracket, known from another row, or beyond the surname."""
    if ")" in name:
        return name[: name.rindex(")") + 1]
    held = next((ward for ward in sorted(wards, key=len, reverse=True) if name.endswith(f" {ward}")), "")
    short = _GIVEN_AND_SURNAME.match(name)
    return name.removesuffix(held).strip() if held else short[0] if short else name
