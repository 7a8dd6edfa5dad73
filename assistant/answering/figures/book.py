"""The figures of one library for each reader: read once, kept until the library changes, and what is odd about them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from assistant.answering.figures.disagree import disagreements
from assistant.answering.figures.select import Catalogue
from assistant.errors import NotFound
from assistant.ingest.figures import Oddity, Sheet, find_oddities, sheets_of
from assistant.library import Library
from assistant.records import Access, Document


class FigureBook:
    """What the library's figures are to readers of different access.

    Args:
        library: Where they are read from.
        document: Gives a document by name.
    """

    def __init__(self, library: Library, document: Callable[[str], Document]) -> None:
        self._library = library
        self._document = document
        self._lock = threading.Lock()
        self._kept: dict[tuple[Access, ...], tuple[object, Catalogue]] = {}

    def catalogue(self, accesses: tuple[Access, ...]) -> Catalogue:
        """Return the figures that stand under these access labels; read anew after a change of the library."""
        with self._lock:  # whoever asks meanwhile waits for it, in place of reading all records too
            state = self._library.state()
            kept = self._kept.get(accesses)
            if kept is None or kept[0] != state:
                documents = map(self._library.document, self._names(accesses))
                kept = self._kept[accesses] = (state, Catalogue(documents, accesses, self._library.acronyms(accesses)))
            return kept[1]

    def oddities(self, names: Sequence[str], accesses: tuple[Access, ...]) -> list[tuple[str, Sheet, Oddity]]:
        """Return what is odd about the tables of some documents that stand under these access labels, of all where none is named.

        Raises:
            NotFound: No document of one of the names is open.
        """
        sheets = [sheet for name in names or self._names(accesses) for sheet in self._sheets(name, accesses)]
        found = [(sheet.document.name, sheet, oddity) for sheet in sheets for oddity in find_oddities(sheet)]
        return [*found, *disagreements(sheets)]

    def _names(self, accesses: Sequence[Access]) -> list[str]:
        return [summary.name for summary in self._library.summaries() if summary.access in accesses]

    def _sheets(self, name: str, accesses: Sequence[Access]) -> list[Sheet]:
        document = self._document(name)
        if document.access not in accesses:
            raise NotFound(f"no document is called {name!r}; 'assistant status' lists those that are loaded")
        closed = [item.span for item in document.items if item.access not in accesses]
        return [sheet for sheet in sheets_of(document) if not any(span.overlaps(sheet.table.span) for span in closed)]
