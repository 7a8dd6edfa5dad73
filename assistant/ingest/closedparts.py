"""Parts of an open item that are not for the public: rows of tables that are marked so, and what stands below a mark.

Access is told of items, so such a part becomes an item of its own, and a table that holds one is cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.marks import begins, is_mark, is_marked, opens_closed_part
from assistant.language import fold
from assistant.records import Access, Cell, Item, Span, Table

_BARE = re.compile(
    r"^\W*(?:(?:fully|wholly|part(?:ly|ially)?|open\s*/|yes\W+)[\s-]*)?(?:exempt|confidential|restricted|private|closed)"
    r"(?:\s*(?:and|&|/)\s*(?:exempt|confidential|restricted|private))?(?:\s+(?:item|report|session|business|appendix|part|matter)s?)?"
    r"\W*(?:\(?(?:under\s+)?(?:para|paragraph|section|sched|category|reason)\w*\.?\s*[\w\s.,&()]{0,40}\)?)?\W*$",
    re.I,
)
_WEAK = re.compile(r"^\W*(?:private|closed|restricted)\W*$", re.I)  # said of roads, schools and actions too
_OPEN = re.compile(
    r"^\W*(?:public|open|part\s+(?:i|1|a)|exempt|confidential|private|restricted|closed|part\s+(?:ii|2|b))?\W*$", re.I
)
_ACCESS_HEAD = re.compile(
    r"\b(?:access|sessions?|publication|publish\w*|public|press|exempt\w*|confidential\w*|openness|disclosure|private"
    r"|closed\s+session)\b",
    re.I,
)
_PAYS_HEAD = re.compile(
    r"\b(?:vat|tax\w*|rates?|rating|fees?|charg\w+|duty|dues|levy|relief|discount|licen[cs]\w+|permit\w*|cil|tenure|sector|owner\w*"
    r"|landlord|highway|parking|speed|funds?|reserves?|allowances?|liab\w+|planning|development|building)\b",
    re.I,
)
_ASKS_SHUT = re.compile(
    r"^\W*(?:(?:is\s+it\s+|fully\s+)?(?:exempt|confidential|private|restricted|closed)|part\s+(?:ii|2|b)|in\s+private|not\s+for\s+publication"
    r"|pink)(?:\s+(?:items?|reports?|information|sessions?|business|appendix|papers?|reasons?|para\w*|category|matters?|y/n|yes/no))*\W*"
    r"(?:\([^)]*\))?\W*$",
    re.I,
)
_ASKS_OPEN = re.compile(
    r"^\W*(?:(?:public|open)(?:\s+(?:item|report|session|part|meeting|business))?|for\s+publication|published?|publish)\W*"
    r"(?:\([^)]*\))?\W*$",
    re.I,
)
_NO = re.compile(r"^\W*(?:no|n|none|n/?a|nil|false|x|not\s+applicable|public|open|0)?\W*$", re.I)
_FALSE = re.compile(r"^\W*(?:no|n|false|not)\W*$", re.I)
_STATUS = re.compile(r"^\W*(?:status|classification|part|marking)\W*$", re.I)
_PART_HEAD = re.compile(r"^\W*part\W*$", re.I)
_SECOND = re.compile(r"^\W*(?:part\s+)?(?:ii|2|b)\W*$", re.I)
_COUNT = re.compile(r"^\W*\d[\d,. ]*%?\W*$")
_REASON = re.compile(r"para|reason|category|schedule", re.I)
_CELLS = re.compile(r"\t+|\s*\|\s*|\s{2,}")
_STARTS = re.compile(r"^\W*(?:item\s+)?(?:[A-Z]{0,3}\d+|[a-z]\))", re.I)
# What is to come is announced in public, matters that will be taken in private too; no sum is told then.
_TO_COME = re.compile(
    r"\bwork(?:ing)?\s+(?:programme|plan)\b|\bforward\s+(?:plan|look|work)|\bforthcoming\b|\bkey\s+decisions?\b"
    r"|\bfuture\s+(?:items|business)",
    re.I,
)
_TOTAL = re.compile(r"\W*(?:\d+\W+)?(?:grand\s+|sub-?)?totals?\b", re.I)
_MONEY = re.compile(r"[£€$]\s*\d")
_BEGINNING = 90  # characters of a cell in which a heading may stand
_MOST = 200  # characters of a line of columns
_TALLEST = 60  # lines above and below a mark that may belong to its row


def part_items(items: Sequence[Item], text: str, tables: Sequence[Table]) -> list[tuple[int, Item]]:
    """Return the items, each with its place among those given, the closed parts of open ones as items of their own."""
    parted: list[tuple[int, Item]] = []
    for at, item in enumerate(items):
        closed = _closed_parts(item, text, tables) if item.access is Access.PUBLIC else []
        parted += [(at, piece) for piece in (_pieces(item, text, closed) if closed else [item])]
    return parted


def part_tables(tables: Sequence[Table], items: Sequence[Item]) -> tuple[Table, ...]:
    """Return the tables, each that goes over from one item into another cut between the two.

    The parts after the first bear its headings too, though these stand outside their spans: no span of theirs reaches
    over what is closed.
    """
    return tuple(part for table in tables for part in _parts(table, items))


def _parts(table: Table, items: Sequence[Item]) -> Iterator[Table]:
    holders = [item for item in items if item.span.overlaps(table.span)]
    if len({item.access for item in holders}) < 2:
        yield table
        return
    caption, begin = table.caption, table.span.start
    for item in holders:
        rows = tuple(row for row in table.rows if any(cell.span and item.span.overlaps(cell.span) for cell in row))
        if rows:
            spans = [cell.span for row in rows for cell in row if cell.span]
            first = begin if item.span.start <= begin else min(span.start for span in spans)
            yield replace(
                table, caption=caption or item.heading or "Table", rows=rows, span=Span(first, max(span.end for span in spans))
            )  # fmt: skip


def _closed_parts(item: Item, text: str, tables: Sequence[Table]) -> list[Span]:
    """Return the whole lines of an item that are closed, in order and apart."""
    own = [table for table in tables if item.span.overlaps(table.span)]
    found = [span for table in own for span in _closed_rows(table, text) if not _announces(table, item, span.of(text))]
    lines = [line for line in _lines(text, item.span) if line.of(text).strip()]
    left = sum(c.isalnum() for c in item.number + item.heading)  # characters of the heading yet to come
    for at, line in enumerate(lines):
        words = line.of(text)
        if words[:1].isspace() and not opens_closed_part(fold(words)) and any(table.span.overlaps(line) for table in own):
            continue  # a cell of its own column, which speaks for its row
        if left > 0:
            left -= sum(map(str.isalnum, words))
            continue
        above = lines[at - 1].of(text) if at else ""
        if at + 1 < len(lines) and begins(words, above) and (opens_closed_part(fold(words)) or is_mark(fold(words))):
            found.append(Span(line.start, item.span.end))
        elif not any(span.contains(line) for span in (*found[-1:], *(table.span for table in own))):
            if _marks_line(words, [one.of(text) for one in lines[max(0, at - 9) : at + 9]]):
                found.append(_block(text, lines, at))
    merged: list[Span] = []
    for span in sorted(Span(max(s.start, item.span.start), min(s.end, item.span.end)) for s in found if s.overlaps(item.span)):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _announces(table: Table, item: Item, row: str) -> bool:
    return bool(_TO_COME.search(f"{table.caption} {item.heading}")) and not _MONEY.search(row)


def _pieces(item: Item, text: str, closed: Sequence[Span]) -> Iterator[Item]:
    """Yield an item cut into its open and closed parts, each with the number and heading of the whole."""
    at = item.span.start
    for span in [*closed, None]:
        end = span.start if span else item.span.end
        if text[at:end].strip():
            stop = at + len(text[at:end].rstrip())
            yield _piece(item, Span(at + len(text[at:end]) - len(text[at:end].lstrip()), stop), Access.PUBLIC)
        if span:
            yield _piece(item, span, Access.EXEMPT)
            at = span.end


def _piece(item: Item, span: Span, access: Access) -> Item:
    return replace(
        item, span=span, access=access,
        resolutions=tuple(one for one in item.resolutions if span.overlaps(one.span)),
        references=tuple(one for one in item.references if span.contains(one.span)),
    )  # fmt: skip


def _closed_rows(table: Table, text: str) -> Iterator[Span]:
    """Yield the lines of the rows that are marked; those of the whole table where rows share lines."""
    heads = [fold(" ".join(row[c].text for row in table.header if c < len(row))) for c in range(_width(table))]
    rows = list(table.rows)
    # Each column by its different values: there are few of them where they tell what is open.
    columns = [tuple(dict.fromkeys(row[at].text for row in rows if at < len(row))) for at in range(len(heads))]
    if not table.header and rows and not _row_closed(rows[0], [""] * len(heads), columns):
        if any(_ACCESS_HEAD.search(cell.text) or _ASKS_SHUT.match(cell.text) or _STATUS.match(cell.text) for cell in rows[0]):
            heads = [fold(cell.text) for cell in rows[0]]
    places = [_whole_lines(text, row) for row in rows]
    marked = [_row_closed(row, heads, columns) for row in rows]
    for at in range(1, len(rows)):
        marked[at - 1] |= marked[at] and not rows[at][0].text and sum(bool(cell.text) for cell in rows[at]) == 1  # wrapped
    # What is taken from a total without the other rows is what was closed.
    if any(marked):
        totals = [bool(_TOTAL.match(" ".join(cell.text for cell in row))) for row in rows]
        marked = [one or total for one, total in zip(marked, totals, strict=True)]
    for at, (closed, place) in enumerate(zip(marked, places, strict=True)):
        if place is not None and closed:
            beside = [one for one in (*places[max(0, at - 3) : at], *places[at + 1 : at + 4]) if one is not None]
            yield table.span if any(one.overlaps(place) for one in beside) else place


def _width(table: Table) -> int:
    return max((len(row) for row in (*table.header, *table.rows)), default=0)


def _row_closed(row: Sequence[Cell], heads: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    return any(_cell_closes(cell.text, head, column, row) for cell, head, column in zip(row, heads, columns, strict=False))


def _cell_closes(words: str, head: str, column: Sequence[str], row: Sequence[Cell]) -> bool:
    """Return whether a cell says of its row that it is not for the public."""
    words = fold(words)
    pays = _PAYS_HEAD.search(head) or not head and len(row) == 2 and _PAYS_HEAD.search(row[0].text) and len(row[0].text) < 30
    if not words:
        return False
    if _ASKS_SHUT.match(head):
        counts = _COUNT.match(words) and not _REASON.search(head)
        counts = counts and not any(re.match(r"\W*(?:no|yes|public)\b", value, re.I) for value in column)
        ticked = re.match(r"x\W*$", words, re.I) and not any(map(_FALSE.match, column))
        return not _NO.match(words) and not counts or bool(ticked)
    if _ASKS_OPEN.match(head) and _FALSE.match(words):
        return True
    if _PART_HEAD.match(head):
        return bool(_SECOND.match(words))
    if pays and len(words.split()) <= 3:
        return False
    if _WEAK.match(words):
        done = re.match(r"\W*closed", words, re.I)
        return bool(_ACCESS_HEAD.search(head)) or not done and all(map(_OPEN.match, column))
    return bool(_BARE.match(words)) or is_mark(words) or is_marked(words[:_BEGINNING])


def _marks_line(words: str, around: Sequence[str]) -> bool:
    """Return whether a line of columns that no table was made of ends or begins with a mark; ``around`` are its neighbours."""
    cells = _split(words)
    if len(cells) < 2 or len(words) > _MOST or any(_PAYS_HEAD.search(cell) and len(cell) < 30 for cell in cells):
        return False
    ends = [held[-1] for line in around if (held := _split(line))]
    beside = any(_OPEN.match(end) and not _BARE.match(end) for end in ends) or any(_ACCESS_HEAD.fullmatch(end) for end in ends)
    marks = [cell for cell in cells if _BARE.match(cell) or is_mark(cell) or is_marked(cell[:_BEGINNING])]
    return any(beside and cell == cells[-1] or not _WEAK.match(cell) for cell in marks)


def _split(line: str) -> list[str]:
    return [cell for cell in _CELLS.split(line.strip()) if cell]


def _block(text: str, lines: Sequence[Span], at: int) -> Span:
    """Return the row that a line belongs to: up to where the next begins, or all lines without a gap between."""
    first = last = at
    while first > at - _TALLEST and first and text[lines[first - 1].end : lines[first].start].count("\n") < 2:
        first -= 1
    while last < at + _TALLEST and last + 1 < len(lines) and text[lines[last].end : lines[last + 1].start].count("\n") < 2:
        last += 1
    told = {n: lines[n].of(text) for n in range(first, last + 1)}
    starts = [n for n, words in told.items() if _STARTS.match(words) and len(_split(words)) > 1]
    above = [n for n in starts if n <= at]
    if above:
        return Span(lines[above[-1]].start, lines[next((n for n in starts if n > at), last + 1) - 1].end)
    return Span(lines[first].start, lines[last].end)


def _whole_lines(text: str, row: Sequence[Cell]) -> Span | None:
    spans = [cell.span for cell in row if cell.span]
    if not spans:
        return None
    end = text.find("\n", max(span.end for span in spans))
    return Span(text.rfind("\n", 0, min(span.start for span in spans)) + 1, end if end >= 0 else len(text))


def _lines(text: str, within: Span) -> Iterator[Span]:
    at = within.start
    while at < within.end:
        end = text.find("\n", at, within.end)
        end = within.end if end < 0 else end
        yield Span(at, end)
        at = end + 1
