"""What of one record a role may see: its open items, stretches and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.records import Document, Item, Role, Span
from assistant.retrieval.scope import open_to

# Words by which a record itself tells its readers that some of its business is not public.
_TOLD = re.compile(
    r"\b(?:press\s+and\s+(?:the\s+)?public|public\s+and\s+(?:the\s+)?press|schedule\s+12A|not\s+for\s+publication|in\s+camera"
    r"|exempt\s+(?:information|items?|business|appendix|matters?|reports?|minutes?)|(?:closed|private)\s+session)\b",
    re.I,
)


@dataclass(frozen=True)
class OpenRecord:
    """A record as far as it is open to one role.

    Attributes:
        document: The record.
        closed: Spans of the items that the role may not see.
    """

    document: Document
    closed: tuple[Span, ...]

    @classmethod
    def of(cls, document: Document, role: Role) -> OpenRecord | None:
        """Return what a role may see of a record, None where it may see nothing."""
        accesses = open_to(role)
        if document.access not in accesses:
            return None
        return cls(document, tuple(item.span for item in document.items if item.access not in accesses))

    @property
    def whole(self) -> bool:
        """Whether nothing of it is closed."""
        return not self.closed

    @cached_property
    def items(self) -> tuple[int, ...]:
        """Indexes of the open items that say something, in order."""
        return tuple(
            at for at, item in enumerate(self.document.items)
            if self.is_open(item.span) and item.span not in self.closed and item.span.of(self.document.text).strip()
        )  # fmt: skip

    @cached_property
    def tells_of_closed(self) -> bool:
        """Whether the open words of the record themselves say that some business of it is not public."""
        return any(_TOLD.search(stretch.of(self.document.text)) for stretch in self.stretches(Span(0, len(self.document.text))))

    def is_open(self, span: Span) -> bool:
        """Return whether no character of a span is closed; a span without characters is open where the next one is."""
        wide = span if len(span) else Span(span.start, span.start + 1)
        return not any(one.overlaps(wide) for one in self.closed)

    def page_open(self, number: int) -> bool:
        """Return whether a page as printed shows nothing closed; a page without words is as open as what is around it."""
        span = self.page_span(number)
        if any(first <= number <= last for first, last in self._closed_pages()):
            return False
        words = bool(span.of(self.document.text).strip())
        return not any(one.overlaps(span) if words else one.start <= span.end and span.start <= one.end for one in self.closed)

    def page_span(self, number: int) -> Span:
        """Return the characters of a page; raises ``KeyError`` where there is none of that number."""
        return {page.number: page.span for page in self.document.pages}[number]

    def pages_of(self, span: Span) -> list[int]:
        """Return the pages that a span stands on; at least the one that it begins on, where the format has pages."""
        held = [page.number for page in self.document.pages if page.span.overlaps(span)]
        first = self.document.page_of(span.start)
        return held or ([first] if first else [])

    def item_at(self, span: Span) -> int | None:
        """Return the first open item that a span stands in, None where it stands in none."""
        wide = span if len(span) else Span(span.start, span.start + 1)
        return next((at for at in self.items if self.document.items[at].span.overlaps(wide)), None)

    def items_in(self, span: Span) -> list[int]:
        """Return the open items that a span touches."""
        return [at for at in self.items if self.document.items[at].span.overlaps(span)]

    def beside(self, index: int | None) -> tuple[int | None, int | None]:
        """Return the open items before and after one; of none, none before and the first after."""
        if index is None:
            return None, self.items[0] if self.items else None
        at = self.items.index(index)
        return self.items[at - 1] if at else None, self.items[at + 1] if at + 1 < len(self.items) else None

    def stretches(self, span: Span) -> Iterator[Span]:
        """Yield the open parts of a span, in order."""
        at = span.start
        for one in sorted(self.closed):
            if one.overlaps(span):
                if at < one.start:
                    yield Span(at, one.start)
                at = max(at, one.end)
        if at < span.end:
            yield Span(at, span.end)

    def item(self, index: int) -> Item:
        """Return an item by its index in the record."""
        return self.document.items[index]

    def _closed_pages(self) -> Iterable[tuple[int, int]]:
        return [item.pages for item in self.document.items if item.pages and item.span in self.closed]
