"""The blocks of an item: paragraphs, list entries, tables and decision lists, as the lines and gaps print them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.lines import Line
from assistant.records import PassageKind, Span

BULLET = re.compile(r"^[•·▪●○◦\uf0b7\uf0a7\u2022*➢✓–-]\s*\S|^(?:\(?[a-z]{1,4}[.)]|\(?\d{1,2}[.)])\s+\S")
_STOP = re.compile(r"[.:;?!][”’\"')\]*]*$")
_SPEAKS = re.compile(
    r"^(?:REPLY|RESPONSE|ANSWER|QUESTION|Reply|Response|Answer|Question|Supplementary\s+\w+)\b\s*(?:\([^)]*\))?\s*[:–—-]"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one item that belongs together; ``leads_in`` when it announces what follows it."""

    span: Span
    kind: PassageKind
    leads_in: bool = False


def find_blocks(lines: Sequence[Line], tables: Sequence[Span], decisions: Sequence[Span], width: int) -> list[Block]:
    """Return the blocks of one item's printed lines, in order.

    Args:
        lines: The item's lines with words on them, furniture left out.
        tables: Spans of whole tables inside the item.
        decisions: Spans of its resolutions, in order.
        width: A full line of the record in characters, by which a short line is known to end its paragraph.
    """
    blocks: list[Block] = []
    held: list[Line] = []
    for line in lines:
        table = next((t for t in tables if t.overlaps(line.span) or t.start == line.span.start), None)
        if table is not None:
            _close(blocks, held, decisions)
            if not blocks or blocks[-1].span != table:
                blocks.append(Block(table, PassageKind.TABLE))
            continue
        if held and _begins(held[-1], line, width, decisions):
            _close(blocks, held, decisions)
        held.append(line)
    _close(blocks, held, decisions)
    return blocks


def _begins(above: Line, line: Line, width: int, decisions: Sequence[Span]) -> bool:
    """Return whether a line begins a block of its own rather than going on with the line above."""
    if BULLET.match(line.text) or _SPEAKS.match(line.text) or above.bold != line.bold:
        return True
    if _holder(decisions, above.span) != _holder(decisions, line.span):
        return True
    if len(above.text) > 1.5 * width:
        return True
    short = len(above.text) < 0.7 * width
    if line.index - above.index > 1:
        return bool(_STOP.search(above.text)) or (short and not line.text[:1].islower())
    return short and bool(_STOP.search(above.text)) and line.text[:1].isupper()


def _holder(spans: Sequence[Span], span: Span) -> int:
    """Return which of the spans, in order and apart, holds one, -1 if none does."""
    at = bisect_right(spans, span.start, key=_start) - 1
    return at if at >= 0 and spans[at].contains(span) else -1


def _start(span: Span) -> int:
    return span.start


def _close(blocks: list[Block], held: list[Line], decisions: Sequence[Span]) -> None:
    if not held:
        return
    span = Span(held[0].span.start, held[-1].span.end)
    words = " ".join(line.text for line in held)
    last = bisect_left(decisions, span.end, key=_start) - 1
    if last >= 0 and decisions[last].overlaps(span):
        kind = PassageKind.RESOLUTION
    else:
        kind = PassageKind.LIST if BULLET.match(words) else PassageKind.PROSE
    leads_in = words.endswith(":") or (len(words) < 80 and not _STOP.search(words) and kind is PassageKind.PROSE)
    blocks.append(Block(span, kind, leads_in))
    held.clear()
