"""Which items are exempt: marked so, or named by the exclusion of the press and public.

In doubt an item is kept back: what is shown by mistake cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ingest.lines import Line
from assistant.language import content_terms
from assistant.records import Access, Item

_MARK = re.compile(
    r"^\W*(?:EXEMPT|CONFIDENTIAL|RESTRICTED|PART\s+(?:II|2|B)\s+EXEMPT)\b|\bEXEMPT\s+(?:ITEM|APPENDIX"
    r"|REPORT|MINUTE|BUSINESS|INFORMATION)\b"
    r"|\bNOT\s+FOR\s+PUBLICATION\b|[(\[]\s*(?:EXEMPT|CONFIDENTIAL)\b|[-–—:]\s*(?:EXEMPT|CONFIDENTIAL)\b",
)
_DOCUMENT_MARK = re.compile(
    r"\bNOT\s+FOR\s+PUBLICATION\b|^\W*(?:EXEMPT|CONFIDENTIAL)(?:\s+(?:APPENDIX|REPORT|ITEM|INFORMATION"
    r"|MINUTES|ANNEX)\b|\W*$)"
    r"|\b(?:contains?|containing)\s+exempt\s+information\b|\bexempt\s+(?:from\s+(?:publication"
    r"|disclosure)|under|by\s+virtue)\b",
    re.I | re.M,
)
_EXCLUSION = re.compile(r"\bexclu(?:sion|de)\b[^.]{0,60}\b(?:press|public)\b", re.I)
_READMITTED = re.compile(
    r"\b(?:public|press)\b[^.]{0,60}\b(?:re-?admitted|readmitted|returned|re-?joined|invited back)\b"
    r"|\b(?:resumed|returned|reconvened)\b[^.]{0,40}\b(?:open|public)\s+session\b",
    re.I,
)
_NOT_EXCLUDED = re.compile(
    r"\bnot\s+(?:be\s+)?excluded\b|\bno\s+(?:items?|business|matters?|need)\b[^.]{0,80}\b(?:exempt"
    r"|exclu|confidential|closed)",
    re.I,
)
_REMAINDER = re.compile(
    r"\b(?:remainder|rest)\s+of\s+the\s+(?:meeting|business|agenda|proceedings)\b|\b(?:all|the)"
    r"\s+remaining\s+(?:items|business)\b",
    re.I,
)
_FOLLOWING = re.compile(
    r"\b(?:following|next)\s+(?:exempt\s+|confidential\s+)?(item|items|business|matters?|report"
    r"|reports)\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:agenda\s+)?(?:items?|minutes?)\s*(?:nos?\.?|numbers?)?\s*((?:\d{1,3}(?:\s*(?:,|and|&|to|-"
    r"|–)\s*)?)+)",
    re.I,
)
_PART_TWO = re.compile(
    r"^\W*(?:PART\s+(?:II|2|TWO|B)\b.{0,30}\b(?:EXEMPT|CONFIDENTIAL|PRIVATE|CLOSED)\b|(?:EXEMPT"
    r"|CONFIDENTIAL|PRIVATE)\s+(?:ITEMS|BUSINESS|SESSION))\W*",
    re.I,
)
_ALL = 10_000  # more items than any meeting has
_OVERLAP = 0.6  # share of a heading's words in the exclusion that names the item


def document_access(lines: Sequence[Line], name: str, opens: int) -> Access:
    """Return whether a whole record is exempt: marked so at its top, on each page or in its file name.

    ``opens`` is the line of the first numbered item, whose own mark says nothing of the others.
    """
    top = [line.text for line in lines[:opens] if not line.blank][:8]
    top += [line.text for line in lines if line.furniture]
    marked = any(_DOCUMENT_MARK.search(text) and len(text) < 200 for text in top)
    named = re.search(r"(?:^|[\W_])(?:exempt|confidential|not[\W_]for[\W_]publication)(?:[\W_]|$)", name, re.I)
    return Access.EXEMPT if marked or named else Access.PUBLIC


def label_items(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """Return the items with their access: marked ones, and those for which the press and public were excluded."""
    labelled: list[Item] = []
    closed: tuple[str, ...] | None = None
    exclusion = ""
    countdown = 0
    for item in items:
        words = item.span.of(text)
        if closed is not None and _READMITTED.search(words[:400]):
            closed, countdown = None, 0
        kept_back = (
            bool(_MARK.search(item.heading))
            or (countdown > 0)
            or (closed is not None and _names(exclusion, closed, item))
        )
        labelled.append(replace(item, access=Access.EXEMPT) if kept_back else item)
        countdown = max(0, countdown - 1)
        if _ends_in_part_two(words):
            countdown = _ALL
        if _excludes(item, words):
            exclusion = words
            closed, countdown = _scope(words)
        elif closed is not None and _READMITTED.search(words):
            closed, countdown = None, 0
    return tuple(labelled)


def _ends_in_part_two(words: str) -> bool:
    """Return whether the part of the business that is closed to the public begins below an item."""
    last = [line for line in words.splitlines() if line.strip()][-3:]
    return any(_PART_TWO.match(line) for line in last)


def _excludes(item: Item, words: str) -> bool:
    """Return whether an item is the exclusion of the press and public, and the public did have to leave."""
    named = _EXCLUSION.search(item.heading) or re.search(r"\bexempt\s+business\b", item.heading, re.I)
    starts = [resolution.span.start - item.span.start for resolution in item.resolutions]
    resolved = any(_EXCLUSION.search(words, start, start + 400) for start in starts)
    return bool(named or resolved) and not _NOT_EXCLUDED.search(words)


def _scope(words: str) -> tuple[tuple[str, ...], int]:
    """Return the item numbers an exclusion names, and how many items after it are closed whatever their heading."""
    if _REMAINDER.search(words):
        return (), _ALL
    numbers = [n for match in _NAMED.finditer(words) for n in re.findall(r"\d{1,3}", match[1])]
    following = _FOLLOWING.search(words)
    if following and not numbers:
        return (), _ALL if following[1].lower().endswith("s") or following[1].lower() == "business" else 1
    return tuple(numbers), 0


def _names(exclusion: str, numbers: tuple[str, ...], item: Item) -> bool:
    if item.number and item.number in numbers:
        return True
    heading = set(content_terms(item.heading))
    return bool(heading) and len(heading & set(content_terms(exclusion))) >= max(2, _OVERLAP * len(heading))
