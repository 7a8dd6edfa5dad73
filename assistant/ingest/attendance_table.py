"""Who was there, told by a table: a name, perhaps a ward, and present, apologies or absent in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.ingest.attendance_names import is_name
from assistant.ingest.attendance_rows import ROWS_WITHOUT_HEAD, cell_a_line, row_a_line
from assistant.ingest.attendance_status import (
    NAME_HEAD,
    STATUS_HEAD,
    Roll,
    Row,
    group_of_head,
    group_of_mark,
    status_of,
    with_post,
)
from assistant.ingest.lines import Line
from assistant.records import Table

_GAP = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_SECTION = re.compile(r"^(?:(?P<officers>officers?|officials?|staff|in attendance)|(?P<also>also .*|guests?|observers?|visitors?)"
                      r"|(?:elected\s+)?(?:members?|councillors?))\b[^,;]{0,30}$", re.I)  # fmt: skip
_POST = re.compile(r"^(?:position|role|office|title|post)\b", re.I)


def find_roll(lines: Sequence[Line], tables: Sequence[Table] = (), text: str = "") -> Roll:
    """Return what the first attendance table tells among some lines: marked, laid out by gaps, or one cell or row a line.

    Args:
        lines: Lines that are not blank, in order.
        tables: The record's tables; those that begin among the lines are looked at.
        text: The stored text, for the gaps between cells.
    """
    for table in tables:
        roll = _of_table(table, lines)
        if roll.rows:
            return roll
    for reading in (partial(_by_gaps, text=text), cell_a_line, row_a_line):
        roll = reading(lines)
        if roll.lines:
            return roll
    return Roll()


def _of_table(table: Table, lines: Sequence[Line]) -> Roll:
    rows = (*table.header, *table.rows)
    spans = [cell.span for row in rows for cell in row if cell.span]
    if not lines or not spans or not lines[0].span.start <= min(spans).start <= lines[-1].span.end:
        return Roll()
    cells = [[" ".join(cell.text.split()) for cell in row] for row in rows]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    found = tuple(_read(cells))
    return Roll(found, frozenset(line.index for line in lines if start <= line.span.start < end)) if found else Roll()


def _by_gaps(lines: Sequence[Line], text: str) -> Roll:
    """Read rows whose cells stand apart by tabs, bars or wide gaps below a row of headings."""
    cells = [[cell for cell in _GAP.split(line.span.of(text).strip(" |*_")) if cell] for line in lines] if text else []
    for at, head in enumerate(cells):
        if len(head) < 2 or not any(NAME_HEAD.match(cell) for cell in head) or not any(map(STATUS_HEAD.match, head)):
            continue
        rows = []
        for row in cells[at + 1 :]:
            if row and set("".join(row)) <= set("-:=+ "):
                row = []
            elif len(row) < 2 or row[0].endswith(":"):
                break
            rows.append(row)
        if found := tuple(_read([head, *(row for row in rows if len(row) == len(head))])):
            return Roll(found, frozenset(line.index for line in lines[at : at + 1 + len(rows)]))
    return Roll()


def _read(rows: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield group and name of the rows of a table that is a roll; nothing of another table."""
    at = next((at for at, row in enumerate(rows[:3]) if len(set(row)) > 1 and any(map(STATUS_HEAD.match, row))), None)
    if at is not None:
        head, body = rows[at], rows[at + 1 :]
        columns = [column for column, cell in enumerate(head) if STATUS_HEAD.match(cell)]
        if len(columns) > 1 and len(set(map(group_of_head, (head[column] for column in columns)))) > 1:
            yield from _ticked(head, body, columns)
            return
        yield from _told(head, body, columns[0])
        return
    for column in range(1, max(map(len, rows), default=0)):
        marks = [row[column] for row in rows if column < len(row)]
        if len(marks) >= ROWS_WITHOUT_HEAD and all(status_of(mark) for mark in marks):
            yield from _told([""] * (column + 1), rows, column)
            return


def _told(head: Sequence[str], body: Sequence[Sequence[str]], column: int) -> Iterator[Row]:
    """Yield the rows of a table with one column that says present, apologies or absent."""
    marks = [row[column] for row in body if column < len(row) and row[column] and len(set(row)) > 1]
    read = [status_of(mark, head[column]) for mark in marks]
    names = _name_column(head, body, {column})
    if not marks or 3 * sum(map(bool, read)) < 2 * len(read) or names is None:
        return
    post = next((at for at, cell in enumerate(head) if _POST.match(cell) and at != names), None)
    section = "present"
    for row in body:
        held = {cell for cell in row if cell}
        if len(held) == 1 and (opens := _SECTION.match(next(iter(held)))):
            section = opens.lastgroup or "present"
        elif names < len(row) and column < len(row):
            group, name = status_of(row[column], head[column]), row[names]
            if group and is_name(name):
                held_post = row[post] if post is not None and post < len(row) else ""
                yield (section if group == "present" else group), with_post(name, held_post, row[column])


def _ticked(head: Sequence[str], body: Sequence[Sequence[str]], columns: Sequence[int]) -> Iterator[Row]:
    """Yield the rows of a table with a column for each group: one is marked, or the names stand in the columns."""
    names = _name_column(head, body, set(columns))
    groups = {column: group_of_head(head[column]) for column in columns}
    for row in body:
        marked = [groups[column] for column in columns if column < len(row) and group_of_mark(row[column])]
        if names is not None and names < len(row) and is_name(row[names]) and len(marked) == 1:
            yield marked[0], row[names]
        elif names is None:
            yield from ((groups[column], row[column]) for column in columns if column < len(row) and is_name(row[column]))


def _name_column(head: Sequence[str], body: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    """Return the column of the names: headed so, else the first in which most cells are names."""
    headed = [at for at, cell in enumerate(head) if at not in taken and NAME_HEAD.match(cell)]
    for at in (*headed, *(at for at in range(len(head)) if at not in taken)):
        cells = [row[at] for row in body if at < len(row) and row[at] and len(set(row)) > 1]
        if cells and 2 * sum(is_name(cell) for cell in cells) > len(cells):
            return at
    return None
