"""The actions of one library for each reader: traced once, kept until the library changes."""

from __future__ import annotations

import threading

from assistant.answering.actions.model import Action
from assistant.answering.actions.trace import trace_actions
from assistant.library import Library
from assistant.records import Access


class ActionRegister:
    """What the records of a library say is to be done, to readers of different access.

    Args:
        library: Where it is read from.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: dict[tuple[Access, ...], tuple[object, tuple[Action, ...]]] = {}

    def held(self, accesses: tuple[Access, ...]) -> tuple[Action, ...]:
        """Return the actions that stand under these access labels; traced anew after a change of the library."""
        with self._lock:  # whoever asks meanwhile waits for it, in place of reading all records too
            state = self._library.state()
            if not self.ready(accesses):
                names = [summary.name for summary in self._library.summaries(accesses)]
                self._kept[accesses] = (state, tuple(trace_actions(map(self._library.document, names), accesses)))
            return self._kept[accesses][1]

    def ready(self, accesses: tuple[Access, ...]) -> bool:
        """Return whether they are at hand; where not, tracing takes some seconds over hundreds of records."""
        kept = self._kept.get(accesses)
        return kept is not None and kept[0] == self._library.state()
