"""Words that come faster than anyone reads, gathered into views that a page can show."""

from __future__ import annotations

import time
from collections.abc import Iterator

from assistant.records import Answer

_EVERY = 0.12  # seconds between two views of words that are still coming


def paced(pieces: Iterator[str | Answer], every: float = _EVERY) -> Iterator[str | Answer]:
    """Yield all words so far, the first at once and then now and then, and the answer as soon as it is there.

    Args:
        pieces: Words as they come, and at last the answer.
        every: Seconds between two views at the least.
    """
    words, last = "", 0.0
    for piece in pieces:
        if isinstance(piece, Answer):
            yield piece
            return
        words += piece
        if time.monotonic() - last >= every:
            last = time.monotonic()
            yield words
