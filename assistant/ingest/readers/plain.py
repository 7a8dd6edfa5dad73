"""Plain text and Markdown: the stored text is the file's own, character for character."""

from __future__ import annotations

import re

from assistant.ingest.readers.encoding import decode
from assistant.ingest.readers.model import Heading, Raw, Source
from assistant.records import Page, Span

_MARKER = re.compile(r"^---[ \t]*\n[ \t]*(\d{1,4})[ \t]*$", re.M)
_RULE = re.compile(r"^---[ \t]*$", re.M)


def read_plain(raw: Raw, kind: str) -> Source:
    """Return the decoded file with its pages and, for Markdown, its headings and tables."""
    text = decode(raw.data)
    raw.check_length(len(text))
    pages = text_pages(text)
    if kind == "text":
        return Source("text", text, pages)
    from assistant.ingest.readers.markdown import markdown_headings, markdown_tables

    headings = markdown_headings(text, rules_are_pages=bool(pages))
    tables = markdown_tables(text, pages)
    return Source("markdown", text, pages, headings, tables, _title(text, headings))


def text_pages(text: str) -> tuple[Page, ...]:
    r"""Return the pages a text file marks: by form feeds, else by a line ``---`` over a line with the page number."""
    if "\f" in text.strip():
        starts = [0, *(match.end() for match in re.finditer("\f", text))]
        if not text[starts[-1] :].strip():
            starts.pop()
        return tile(list(enumerate(starts, 1)), len(text))
    return _marked_pages(text)


def tile(starts: list[tuple[int, int]], length: int) -> tuple[Page, ...]:
    """Return pages that cover 0..length without gaps, from pairs of page number and start."""
    ends = [start for _, start in starts[1:]] + [length]
    return tuple(Page(number, Span(start, end)) for (number, start), end in zip(starts, ends, strict=True))


def _marked_pages(text: str) -> tuple[Page, ...]:
    """Return the pages that an extractor's markers name, () unless they ascend from the first page through the file."""
    markers = {match.start(): int(match.group(1)) for match in _MARKER.finditer(text)}
    numbers = list(markers.values())
    if not numbers or any(b <= a for a, b in zip(numbers, numbers[1:], strict=False)):
        return ()
    rules = [match.start() for match in _RULE.finditer(text)]
    first = numbers[0] - rules.index(next(iter(markers)))
    # Where every number is that of its rule, the rules without a number are pages whose number was not printed.
    if first in {1, 2} and all(markers.get(rule, first + index) == first + index for index, rule in enumerate(rules)):
        starts = [(first + index, rule) for index, rule in enumerate(rules)]
    elif numbers[0] in {1, 2}:
        starts = [(number, rule) for rule, number in markers.items()]
    else:
        return ()
    # What stands above the first page belongs to it.
    return tile([(1, 0), *(start for start in starts if start[0] > 1)], len(text))


def _title(text: str, headings: tuple[Heading, ...]) -> str:
    """Return the words of the first heading of the first level, "" without one."""
    for heading in headings:
        if heading.level == 1:
            return " ".join(heading.span.of(text).split())
    return ""
