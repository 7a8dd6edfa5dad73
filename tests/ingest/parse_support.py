"""Records in a few lines, for tests of single decisions of the parser."""

from __future__ import annotations

from assistant.ingest.parse import parse
from assistant.ingest.readers.model import Source
from assistant.records import Document, Page, Span


def parsed(text: str, name: str = "record.txt", pages: tuple[int, ...] = ()) -> Document:
    """Return a text parsed; ``pages`` are the offsets at which the second and later pages begin."""
    starts = (0, *pages) if pages else ()
    ends = (*pages, len(text))
    printed = tuple(Page(n + 1, Span(a, b)) for n, (a, b) in enumerate(zip(starts, ends, strict=False)))
    return parse(Source("text", text, printed), name, "0" * 64)


def minutes(*parts: str, top: str = "") -> Document:
    """Return minutes with the usual beginning and the parts below it, a gap between all."""
    head = top or "MINUTES of the meeting of the Harbour Committee held on 5 March 2024\n\nPresent:\n\nCouncillor A Pike (Chair)"
    return parsed("\n\n".join([head, *parts]) + "\n")


def items(document: Document) -> list[tuple[str, str]]:
    """Return number and heading of the items that have either."""
    return [(item.number, item.heading) for item in document.items if item.number or item.heading]


def decided(document: Document) -> list[tuple[str, str]]:
    """Return number and words of every resolution."""
    return [(r.number, " ".join(r.span.of(document.text).split())) for i in document.items for r in i.resolutions]
