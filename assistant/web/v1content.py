"""An answer as a chat message: its words with [n] marks, a plain list of sources, and where the marks lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.records import Answer, Citation

_MARKS = re.compile(r"\s?((?:\[\d+\])+)")
_MARK = re.compile(r"\[(\d+)\]")
_LONGEST_QUOTE = 300  # characters shown in the list of sources; the whole stands in the JSON


@dataclass(frozen=True, slots=True)
class Written:
    """A message.

    Attributes:
        pieces: Its content, cut behind each sentence.
        annotations: One for each mark, in OpenAI's form; ``content[start_index:end_index]`` is the mark.
    """

    pieces: tuple[str, ...]
    annotations: tuple[dict[str, Any], ...]

    @property
    def content(self) -> str:
        """The whole."""
        return "".join(self.pieces)


def write(answer: Answer, address: Callable[[Citation], str]) -> Written:
    """Return an answer as a message.

    Args:
        answer: Verified.
        address: Gives the URL at which a citation's words are shown.
    """
    marks = list(_marks(answer))
    cuts = [0, *sorted({end for *_, end in marks if end < len(answer.text)}), len(answer.text)]
    told = [answer.text[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]
    cited = {citation.id: citation for citation in answer.citations}
    annotations = [
        {
            "type": "url_citation",
            "url_citation": {"start_index": start, "end_index": end, "url": address(cited[n]), "title": place_of(cited[n])},
        }
        for n, start, end in marks if n in cited
    ]  # fmt: skip
    return Written((*told, *_below(answer)), tuple(annotations))


def place_of(citation: Citation) -> str:
    """Return where a citation stands: title of the record, item and page."""
    item = f"item {citation.item}" if citation.item else ""
    page = f"page {citation.page}" if citation.page else ""
    return ", ".join(part for part in (" ".join(citation.title.split()), item, citation.heading, page) if part)


def _marks(answer: Answer) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each mark behind a sentence; brackets that a record itself prints are none."""
    at = 0
    for claim in answer.claims:
        start = answer.text.find(claim.text, at)
        behind = _MARKS.match(answer.text, start + len(claim.text)) if start >= 0 else None
        if behind is None:
            continue
        for mark in _MARK.finditer(answer.text, behind.start(1), behind.end(1)):
            yield int(mark[1]), mark.start(), mark.end()
        at = behind.end()


def _below(answer: Answer) -> Iterator[str]:
    """Yield what stands below the answer, part by part."""
    if answer.taken_as:
        yield f"\n\nTaken as: {answer.taken_as}"
    if answer.computation:
        yield f"\n\nComputed: {answer.computation}"
    for note in answer.notes:
        yield f"\n\nNote: {note}"
    if answer.citations:
        yield "\n\nSources:" + "".join(f"\n[{c.id}] {place_of(c)} ({c.document}): “{_short(c.quote)}”" for c in answer.citations)
    if answer.nearest:
        yield "\n\nNearest items, which do not answer it:" + "".join(f"\n- {place_of(c)} ({c.document})" for c in answer.nearest)


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= _LONGEST_QUOTE else f"{folded[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
