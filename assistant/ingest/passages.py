"""Passages: stretches of one item, cut at block and sentence borders, small enough to be found and read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.blocks import Block
from assistant.language import fold, sentences
from assistant.records import Passage, PassageKind, Span

TARGET = 600  # characters a passage is filled up to
LONGEST = 900  # characters over which a block is cut at its sentences
_ALONE = (PassageKind.TABLE, PassageKind.RESOLUTION)


@dataclass(frozen=True, slots=True)
class Place:
    """The item that passages are cut from: its index in the document and the words indexed with each of them."""

    item: int
    context: str


def cut_passages(text: str, blocks: Sequence[Block], place: Place) -> list[Passage]:
    """Return the passages of one item in order; each is a run of its blocks, or a part of a long one.

    Tables stay whole, decisions stay apart from the discussion, and a line that announces what follows goes with it.
    """
    passages: list[Passage] = []
    held: list[Block] = []
    for block in (piece for whole in blocks for piece in _pieces(text, whole)):
        if held and not _joins(held, block):
            passages.extend(_passage(text, held, place, keep_lead_in=_apart(held, block)))
            held = [] if _apart(held, block) or not held[-1].leads_in or len(held) == 1 else [held[-1]]
        held.append(block)
    passages.extend(_passage(text, held, place, keep_lead_in=True))
    return passages


def _apart(held: Sequence[Block], block: Block) -> bool:
    """Return whether what is held must not run on into the block: decisions and tables stand for themselves."""
    if held[-1].kind is block.kind is PassageKind.RESOLUTION:
        return False
    return held[-1].kind in _ALONE or (block.kind in _ALONE and not held[-1].leads_in)


def _joins(held: Sequence[Block], block: Block) -> bool:
    if _apart(held, block):
        return False
    if block.kind in _ALONE and held[-1].leads_in and not all(one.leads_in for one in held):
        return False  # "RESOLVED:" goes with the decisions, the discussion above it does not
    length = block.span.end - held[0].span.start
    only_lead_in = len(held) == 1 and held[0].leads_in
    if block.kind is PassageKind.TABLE:
        return only_lead_in
    return length <= TARGET or (length <= LONGEST and (only_lead_in or block.kind is PassageKind.RESOLUTION))


def _passage(text: str, held: Sequence[Block], place: Place, keep_lead_in: bool) -> Iterator[Passage]:
    if len(held) > 1 and held[-1].leads_in and not keep_lead_in:
        held = held[:-1]
    if not held:
        return
    kinds = {block.kind for block in held if not block.leads_in} or {held[-1].kind}
    kind = kinds.pop() if len(kinds) == 1 else PassageKind.PROSE
    yield Passage(Span(held[0].span.start, held[-1].span.end), place.item, kind, place.context)


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """Yield a block, or its sentences gathered up to the target where it is too long to be one passage."""
    if len(block.span) <= LONGEST or block.kind is PassageKind.TABLE:
        yield block
        return
    start = end = None
    for sentence in _short_enough(text, block.span):
        if start is not None and end is not None and sentence.end - start > TARGET:
            yield Block(Span(start, end), block.kind)
            start = None
        start = sentence.start if start is None else start
        end = sentence.end
    if start is not None and end is not None:
        yield Block(Span(start, end), block.kind, block.leads_in)


def _short_enough(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a span; one that is itself too long is cut at white space."""
    for sentence in sentences(text, span):
        start = sentence.start
        while sentence.end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            cut = start + LONGEST if cut <= start else cut
            yield Span(start, cut)
            start = cut + (text[cut] == " ")
        if start < sentence.end:
            yield Span(start, sentence.end)


def context_of(title: str, date_words: str, headings: Sequence[str]) -> str:
    """Return what is indexed with a passage: the record's title, the meeting's date and the headings above it."""
    return " | ".join(part for part in (fold(title), date_words, *map(fold, headings)) if part)
