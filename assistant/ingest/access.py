"""Which items are exempt: marked so, or named by the exclusion of the press and public.

In doubt an item is kept back: what is shown by mistake cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from assistant.ingest.closing import Move, read_item
from assistant.ingest.lines import Line
from assistant.ingest.marks import is_marked, names_closed
from assistant.language import content_terms
from assistant.records import Access, Item, Span

_DOCUMENT_MARK = re.compile(
    r"\bNOT\s+FOR\s+PUBLICATION\b|^\W*(?:EXEMPT|CONFIDENTIAL)(?:\s+(?:APPENDIX|REPORT|ITEM|INFORMATION"
    r"|MINUTES|ANNEX)\b|\W*$)"
    r"|\b(?:contains?|containing)\s+exempt\s+information\b|\bexempt\s+(?:from\s+(?:publication"
    r"|disclosure)|under|by\s+virtue)\b",
    re.I | re.M,
)
_REMAINDER = re.compile(
    r"\b(?:remainder|rest)\s+of\s+(?:the|this)\s+(?:meeting|business|agenda|proceedings|session)\b|\b(?:all|the)"
    r"\s+remaining\s+(?:\w+\s+)?(?:items|business)\b",
    re.I,
)
_SECOND = re.compile(r"^\W*part\s+(?:ii|two)\s*[:–—-]", re.I)  # "Part II: Staffing"
_ROW = re.compile(r"\W*\d+(?:[./]\d+)*\b")
_APPENDIX = re.compile(r"^\W*(?:appendix|annex|schedule)\b", re.I)
_COUNTS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_FOLLOWING = re.compile(
    rf"\b(?:following|next|subsequent)\s+(?:(\d{{1,2}}|{'|'.join(_COUNTS)})\b\s*)?(?:\(\d+\)\s*)?(?:(?:agenda|exempt|private"
    r"|confidential)\s+)?(items?|matters?|reports?|business)\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:items?|minutes?)\s*(?:nos?\.?|numbers?|numbered)?\s*((?:\d{1,4}(?:/\d{2,4})?(?:\s*(?:,|and|&|to|-|–)\s*(?=\d))*)+)",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:items|matters|reports)\b", re.I)
_BOILERPLATE = frozenset(
    content_terms(
        "exclusion excluded exclude press public meeting items item business confidential exempt private closed session"
        " information act local government schedule part paragraph nature disclosure resolved council committee"
        " members following next matters date resolution minutes minute agenda number"
    )
)
_ALL = 10_000  # more items than any meeting has
_OVERLAP = 0.6  # share of a heading's words in the exclusion that names the item


def document_access(lines: Sequence[Line], name: str, opens: int) -> Access:
    """Return whether a whole record is exempt: marked so at its top, on each page or in its file name.

    ``opens`` is the line of the first numbered item, whose own mark says nothing of the others.
    """
    # A numbered row of a table speaks for itself alone.
    top = [line.text for line in lines[:opens] if not line.blank and not (line.tabular and _ROW.match(line.text))][:8]
    top += [line.text for line in lines if line.furniture]
    marked = any(_DOCUMENT_MARK.search(text) and len(text) < 200 for text in top)
    named = names_closed(PurePath(name).stem)
    return Access.EXEMPT if marked or named else Access.PUBLIC


def label_items(
    items: Sequence[Item], text: str, second_part: bool = False, meetings: Collection[int] = (), tables: Sequence[Span] = ()
) -> tuple[Item, ...]:
    """Return the items with their access: marked ones, and those for which the press and public were excluded.

    ``second_part`` tells whether a bare heading "Part II" begins the closed business, as it does in minutes;
    ``meetings`` are the offsets at which the meetings begin where a record covers several; a mark within one of
    ``tables`` says nothing of what stands below the table.
    """
    labelled: list[Item] = []
    closed = _Closed()
    for at, item in enumerate(items):
        if len(meetings) > 1 and item.span.start in meetings:
            closed = _Closed()
        reading = read_item(item, text, second_part, tables)
        if reading.opens_first:
            closed = _Closed()
        closed = closed.after(item)
        marked = is_marked(item.heading) and not reading.nothing
        marked = marked or second_part and bool(_SECOND.match(item.heading)) or reading.marked
        if (marked or reading.shut) and item.number and not closed.holds():
            closed = replace(closed, within=item.number, marked=True)  # its parts are no more public than it is
        kept_back = marked or reading.shut or closed.holds()
        labelled.append(replace(item, access=Access.EXEMPT) if kept_back else item)
        if reading.last is Move.OPENS:
            closed = _Closed()
        elif reading.last is Move.CLOSES:
            closed = closed.and_also(_scope(reading.scope, items[at + 1 :]))
    return tuple(labelled)


@dataclass(frozen=True, slots=True)
class _Closed:
    """What of the items to come is closed: so many of them, or those an exclusion names."""

    following: int = 0
    numbers: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    within: str = ""  # number of the closed item whose parts are closed with it
    marked: bool = False  # it is closed by its own mark: of what has no number, its appendices alone are parts of it

    def after(self, item: Item) -> _Closed:
        """Return what is closed when the meeting comes to an item; parts of a closed item are no items of their own."""
        part = not item.number if not self.marked else bool(_APPENDIX.match(item.heading))
        if self.within and (part or re.match(rf"{re.escape(self.within)}\D", item.number)):
            return self
        opens = bool(self.following) or self._names(item)
        return replace(self, following=max(0, self.following - 1), within=(item.number or "-") if opens else "", marked=False)

    def holds(self) -> bool:
        """Return whether the item the meeting has come to is closed."""
        return bool(self.within)

    def _names(self, item: Item) -> bool:
        heading = _telling(item.heading)
        return item.number in self.numbers or bool(heading) and len(heading & self.said) >= 0.5 * len(heading)

    def and_also(self, other: _Closed) -> _Closed:
        """Return what is closed after a further exclusion."""
        following, numbers = max(self.following, other.following), self.numbers | other.numbers
        return replace(self, following=following, numbers=numbers, said=self.said | other.said)


def _scope(words: str, items: Sequence[Item]) -> _Closed:
    """Return what an exclusion closes of the items after it: all of them unless it is understood to close fewer."""
    everything = _Closed(_ALL)
    if not words or _REMAINDER.search(words):
        return everything
    told = _telling(words)
    numbers = frozenset(n for match in _NAMED.finditer(words) for n in _listed(match[1]))
    if numbers:
        return _Closed(0, numbers, told) if numbers <= {item.number for item in items} else everything
    following = _FOLLOWING.search(words)
    if following:
        one = following[2].lower() in ("item", "matter", "report")
        count = following[1] and (_COUNTS.get(following[1].lower()) or int(following[1]))
        return _Closed(count or 1) if count or one else everything
    named = [item for item in items if len(_telling(item.heading) & told) >= max(2, _OVERLAP * len(_telling(item.heading)))]
    return _Closed(0, frozenset(), told) if len(named) > bool(_SEVERAL.search(words)) else everything


def _listed(numbers: str) -> list[str]:
    """Return the numbers of a list as printed, those that a range leaves out between: "13 to 15" is three."""
    found: list[str] = []
    for part in re.split(r"\s*(?:,|and|&)\s*", numbers.strip()):
        first, _, last = re.sub(r"\s*(?:to|-|–)\s*", "-", part).partition("-")
        if first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + 100:
            found.extend(str(n) for n in range(int(first), int(last) + 1))
        else:
            found.extend(n for n in (first, last) if n)
    return found


def _telling(words: str) -> frozenset[str]:
    """Return the words that tell one item from another, without those of every exclusion."""
    return frozenset(content_terms(words)) - _BOILERPLATE
