"""The headings and tables that Markdown marks, as spans into the file's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingest.readers.draft import titled
from assistant.ingest.readers.model import Heading
from assistant.ingest.tabular.marked import plain_words
from assistant.records import Cell, Page, Span, Table

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_DELIMITER = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_CELL = re.compile(r"(?:\\.|[^|\\])*")


def markdown_headings(text: str, *, rules_are_pages: bool) -> tuple[Heading, ...]:
    """Return the headings marked by ``#`` or by a line of ``=`` or ``-`` under a line of words.

    Args:
        text: The file's text.
        rules_are_pages: ``---`` lines part pages in this file, so that none of them underlines a heading.
    """
    found: list[Heading] = []
    before: list[tuple[int, str]] = [(0, "")]
    for start, line in _prose_lines(text):
        atx = _ATX.match(line)
        if atx and atx["words"].strip("*_ "):
            found.append(Heading(_words(start + atx.start("words"), atx["words"]), len(atx[1])))
        elif _underlines(line, rules_are_pages) and _stands_alone(before, text):
            above, words = before[-1]
            found.append(Heading(_words(above, words), 1 if "=" in line else 2))
        before = [before[-1], (start, line)]
    return tuple(found)


def markdown_tables(text: str, pages: tuple[Page, ...]) -> tuple[Table, ...]:
    """Return the pipe tables: a row, a row of dashes as wide, and the rows below it."""
    lines = list(_prose_lines(text))
    tables: list[Table] = []
    index = 1
    while index < len(lines):
        if _DELIMITER.match(lines[index][1]) and "|" in lines[index - 1][1]:
            end = index + 1
            while end < len(lines) and "|" in lines[end][1] and lines[end][0] == _next(lines[end - 1]):
                end += 1
            table = _table(lines[index - 1], lines[index + 1 : end], lines[end - 1], pages)
            tables.append(replace(table, caption=_caption(lines[: index - 1])))
            index = end
        index += 1
    return tuple(tables)


def _caption(above: Sequence[tuple[int, str]]) -> str:
    """Return the heading, or the paragraph of one line, above a table, "" where there stands something else."""
    near = [line for _, line in above[-4:]]
    while near and not near[-1].strip():
        near.pop()
    alone = len(near) == 1 or (len(near) > 1 and not near[-2].strip())
    if not near or "|" in near[-1] or not (alone or _ATX.match(near[-1])):
        return ""
    heading = _ATX.match(near[-1])
    words = plain_words(heading["words"] if heading else near[-1])[1].rstrip(":")
    return titled(words)


def _prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line outside fenced code with its start."""
    start, fenced = 0, False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield start, line
        start += len(line) + 1


def _next(line: tuple[int, str]) -> int:
    """Return where the line after this one starts."""
    return line[0] + len(line[1]) + 1


def _underlines(line: str, rules_are_pages: bool) -> bool:
    """Return whether a line may underline a heading."""
    return bool(re.match(r"^={3,}[ \t]*$", line) or (not rules_are_pages and re.match(r"^-{3,}[ \t]*$", line)))


def _stands_alone(before: list[tuple[int, str]], text: str) -> bool:
    """Return whether the last line is a paragraph of one line."""
    start, line = before[-1]
    return bool(line.strip()) and not _ATX.match(line) and (start == 0 or text[:start].endswith("\n\n"))


def _words(start: int, line: str) -> Span:
    """Return the span of a line's words without the white space and emphasis marks around them."""
    left = len(line) - len(line.lstrip("*_ \t"))
    return Span(start + left, start + max(left, len(line.rstrip("*_ \t"))))


def _row(start: int, line: str) -> list[Cell]:
    """Return the cells of one line, each with the span of its words."""
    cells: list[Cell] = []
    at = len(line) - len(line.lstrip())
    at += line[at : at + 1] == "|"
    while at < len(line.rstrip()):
        match = _CELL.match(line, at)
        end = match.end() if match else at
        raw = line[at:end]
        left, words = plain_words(raw)
        span = Span(start + at + left, start + at + left + len(words)) if words else None
        cells.append(Cell(" ".join(words.split()), span))
        at = end + 1
    return cells


def _table(head: tuple[int, str], body: list[tuple[int, str]], last: tuple[int, str], pages: tuple[Page, ...]) -> Table:
    """Return the table of a header line and its body lines, every row as wide as the widest."""
    rows = [_row(*line) for line in (head, *body)]
    width = max(map(len, rows))
    full = [tuple(row + [Cell("", None)] * (width - len(row))) for row in rows]
    page = next((page.number for page in reversed(pages) if page.span.start <= head[0]), None)
    return Table("", Span(head[0], last[0] + len(last[1])), (full[0],), tuple(full[1:]), page)
