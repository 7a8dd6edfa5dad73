"""Evidence units: the sentences, list entries, decisions and table rows that an answer can be made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.language import fold, sentences
from assistant.records import Cell, Document, Hit, PassageKind, Span, Table

ENTRY_MARK = re.compile(r"^(?:[•·▪●○◦\uf0b7\uf0a7\u2022*➢✓–-]\s*|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+)(?=\S)")
LEAD_IN = re.compile(r":\s*[-–—]?\s*$")
_PUTS_A_QUESTION = re.compile(r"^\W*(?:I\s+(?:will|wish\s+to|would\s+like\s+to)\s+(?:ask|move)\b|To\s+ask\s+the\b)", re.I)
_REPLY = re.compile(
    r"^\W{0,8}(?P<reply>(?:(?:written|oral|official|supplementary)\s+)?(?:reply|response|answer)\b[^\n:]{0,60}:|"
    r"in (?:reply|response|answer)\b(?! to (?:a|an|the|this)? ?(?:motion|petition)\b)|"
    r"[^\n.]{3,80}\b(?:replied|responded)\b)",
    re.I | re.M,
)
_REPLY_MARK = re.compile(r"^\W*(?:reply|response|answer)\W*:[\s*_:–-]*(?=\S)", re.I)
_TOP = 400  # characters in which a record says whose it is
_HEADING_WORDS = 14  # words that a stretch without a full stop may have before it reads as a sentence
_TOO_SHORT = 12  # characters under which a stretch is a heading's remnant or a page number, not a sentence


@dataclass(frozen=True, slots=True)
class Unit:
    """The least that can be quoted.

    Attributes:
        hit: The passage it stands in.
        span: Its place in the document.
        text: Its words on one line, list marks left out; for a table row, the row told with its headings.
        lead_in: What announces it ("The proposals were:"), "" if nothing does.
        support: Further places that the words of ``text`` rest on, such as a table's headings.
        row: Index of the row in its table, None for words.
        listed: Whether it is an entry of a list.
        position: Its number among the units of its passage, from 0.
        replies: Characters between it and the beginning of the reply that its item gives to a question; None outside one.
    """

    hit: Hit
    span: Span
    text: str
    lead_in: str = ""
    support: tuple[Span, ...] = ()
    table: Table | None = None
    row: int | None = None
    listed: bool = False
    position: int = 0
    replies: int | None = None


def opening(whole: Document) -> str:
    """Return the first lines of a record, which say whose it is: up to its first numbered item, 400 characters at most."""
    first = next((item.span.start for item in whole.items if item.number), _TOP)
    return whole.text[: min(first, _TOP)]


def can_answer(unit: Unit) -> bool:
    """Return whether a unit can be said by itself: a question cannot, nor can a heading's or caption's few words."""
    if unit.row is not None:
        return True
    if puts_question(unit.text):
        return False
    whole = unit.listed or bool(re.search(r"[.;:!)’”\"']$", unit.text)) or len(unit.text.split()) > _HEADING_WORDS
    return whole and not unit.text.rstrip(" ’”\"'").endswith("?")


def puts_question(text: str) -> bool:
    """Return whether a text puts a question the way members give notice of one ("I will ask …", "To ask the …")."""
    return bool(_PUTS_A_QUESTION.match(text))


def split_units(hits: Sequence[Hit], document: Callable[[str], Document]) -> list[Unit]:
    """Return the units of passages, in their order; ``document`` gives a document by name, for its tables."""
    return [unit for hit in hits for unit in _units(hit, document)]


def _units(hit: Hit, document: Callable[[str], Document]) -> Iterator[Unit]:
    tables = [t for t in document(hit.document).tables if hit.span.overlaps(t.span)] if _may_hold_table(hit) else []
    lead_in, at = "", hit.span.start
    position = 0
    for table in tables:
        yield from _row_units(hit, table)
    if not hit.item and not hit.heading:
        named = list(_attendance_units(hit, document(hit.document)))
        if named:
            yield from named
            return
    whole = document(hit.document)
    reply = _reply_start(whole, hit)
    for span in _below_heading(hit):
        place = Span(at + span.start, at + span.end)
        if any(table.span.contains(place) or table.span.overlaps(place) for table in tables):
            continue
        place, raw = without_furniture(whole, place)
        place, raw = without_reply_mark(place, raw)
        text = ENTRY_MARK.sub("", fold(raw))
        listed = text != fold(raw)
        if len(text) < _TOO_SHORT:
            continue
        announced = bool(LEAD_IN.search(text))
        replies = None if reply is None or place.start < reply else place.start - reply
        yield Unit(hit, place, text, "" if announced else lead_in, listed=listed, position=position, replies=replies)
        position += 1
        if announced:
            lead_in = text
        elif not listed and text.endswith("."):
            lead_in = ""


def without_furniture(whole: Document, place: Span) -> tuple[Span, str]:
    """Return a sentence's place and words without the running header or footer that a page break puts before or into it."""
    inside = [span for span in whole.furniture if span.overlaps(place)]
    start, end = place.start, place.end
    while inside and not whole.text[start : max(start, inside[0].start)].strip():
        start = inside.pop(0).end
    while inside and not whole.text[inside[-1].end : end].strip():
        end = inside.pop().start
    end = max(start, end)
    borders = [start, *(border for span in inside for border in (span.start, span.end)), end]
    words = " ".join(whole.text[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True))
    piece = whole.text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, start + len(piece.strip()))), words


def _reply_start(whole: Document, hit: Hit) -> int | None:
    """Return where the reply begins that a passage's item gives to a question, None where it gives none."""
    span = whole.items[hit.item_index].span
    printed = _REPLY.search(whole.text, span.start, min(span.end, hit.span.end))
    return printed.start("reply") if printed else None


def without_reply_mark(place: Span, words: str) -> tuple[Span, str]:
    """Return a sentence's place and words without the "REPLY:" that may stand before them."""
    mark = _REPLY_MARK.match(words)
    # The mark is cut from words and place alike; where a page break stood before it, their lengths differ: left as they are.
    if mark is None or len(words) != len(place):
        return place, words
    return Span(place.start + mark.end(), place.end), words[mark.end() :]


def _attendance_units(hit: Hit, whole: Document) -> Iterator[Unit]:
    """Yield the names of an attendance list that stand in a passage, one a unit."""
    present = whole.attendance
    for at, name in enumerate((*present.present, *present.absent, *present.officers, *present.also_present)):
        printed = find_name(name, hit.text)
        if printed:
            place = Span(hit.span.start + printed.start, hit.span.start + printed.end)
            yield Unit(hit, place, fold(printed.of(hit.text)), listed=True, position=at)


def find_name(name: str, text: str) -> Span | None:
    """Return where a name stands in a text, without its title where several share one ("Councillors A, B and C").

    Nor need the post stand there that a label told and the list of names gives in brackets.
    """
    bare = re.sub(r"\s*\([^()]*\)$", "", name)
    for words in (name.split(), name.split()[1:], bare.split(), bare.split()[1:]):
        printed = re.search(r"[\s*_]+".join(map(re.escape, words)), text) if words else None
        if printed:
            return Span(*printed.span())
    return None


def row_of(whole: Document, place: Span) -> Span | None:
    """Return the row of a record's table that holds a place in one of its cells, None where no table does."""
    for row in (row for table in whole.tables for row in table.rows):
        spans = [cell.span for cell in row if cell.span]
        if any(span.contains(place) for span in spans):
            return Span(min(span.start for span in spans), max(span.end for span in spans))
    return None


def _below_heading(hit: Hit) -> Iterator[Span]:
    """Yield the sentences of a passage; the heading that it may begin with is not one of them."""
    start = 0
    opening = r"\W*".join(map(re.escape, re.findall(r"\w+", f"{hit.item} {hit.heading}")))
    if hit.heading and (printed := re.match(rf"\W*(?:\w+\W+)?{opening}[^\w\n]*", hit.text)):
        start = printed.end()
    elif hit.item and (number := re.match(rf"\W*{re.escape(hit.item)}[.)]?\s+", hit.text)):
        start = number.end()
    yield from sentences(hit.text, Span(start, len(hit.text)))


def _may_hold_table(hit: Hit) -> bool:
    return hit.passage_kind in (PassageKind.TABLE, PassageKind.PROSE)


def _row_units(hit: Hit, table: Table) -> Iterator[Unit]:
    """Yield each row told with its headings: "Dover – Apr-Aug 18: 5,659; Apr-Aug 19: 5,014"."""
    headings = [fold(" ".join(row[column].text for row in table.header)) for column in range(_width(table))]
    above = _header_span(table)
    for index, row in enumerate(table.rows):
        spans = [cell.span for cell in row if cell.span]
        if not spans:
            continue
        told = "; ".join(_told(headings[c], cell) for c, cell in enumerate(row[1:], 1) if cell.text)
        label = row[0].text
        text = f"{label} – {told}" if label and told else label or told
        place = Span(min(s.start for s in spans), max(s.end for s in spans))
        yield Unit(hit, place, text, table.caption, (above,) if above else (), table, index, position=index)


def _told(heading: str, cell: Cell) -> str:
    return f"{heading}: {cell.text}" if heading else cell.text


def _width(table: Table) -> int:
    return max((len(row) for row in (*table.header, *table.rows)), default=0)


def _header_span(table: Table) -> Span | None:
    """Return the place of a table's caption and headings: all of it above its first row."""
    first = min((cell.span.start for row in table.rows for cell in row if cell.span), default=table.span.end)
    if first > table.span.start:
        return Span(table.span.start, first)
    above = [cell.span for row in table.header for cell in row if cell.span]  # of a table cut where rows are closed
    return Span(min(above).start, max(span.end for span in above)) if above else None
