"""The points of a course in time: figures of one measure and area, out of tables and out of sentences.

Two points belong together only when their whole subject is the same, word for word up to inflection: what is counted, of
what area, in what unit, over what length of time, told of the same council.  Where that cannot be told, there is no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answering.figures.asked import light_terms
from assistant.answering.figures.matching import Match
from assistant.answering.figures.results import entry_of, with_unit
from assistant.dates import find_periods
from assistant.ingest.figures.oddities import find_oddities
from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.figures.sheet import Column, Form, Row, Sheet
from assistant.language import content_terms, fold, stem
from assistant.records import Access, Document, Figure, Span

# Words that say that things are counted, not which things.
_COUNTED = frozenset(map(stem, "incident case instance occurrence offence report record actual outturn annual yearly".split()))
_STOOD = frozenset(map(stem, "stand stood reach reached become became remain remained amount amounted total totalled".split()))
_NOT_ACTUAL = re.compile(
    r"\b(?:targets?|budget\w*|forecast\w*|estimat\w*|expect\w*|predict\w*|project(?:ed|ion)s?|plann?(?:ed)?|aims?|will|would"
    r"|should|could|hoped?|capacity|limit|maximum)\b",
    re.I,
)
_PART = re.compile(
    r"\bhalf[- ]year\w*|\bmid-year\b|\bquarter\w*|\bsame (?:period|months)\b|\byear to date\b|\bso far\b"
    r"|\bfirst (?:six|nine|three|\d+) months\b|\bto date\b",
    re.I,
)
_COUNCIL = re.compile(
    r"\b(?!(?:the|and|full|this)\b)([\w’'-]+ (?:(?:borough|city|county|district|town|parish) )*council)\b", re.I
)
_TOP = 400  # characters in which a record says whose it is
_GAP = 80  # characters between a number and the period that it is of


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a course: its period, value, words, and where it stands.

    ``terms``, ``unit`` and ``part`` say what it is of; points with the same are of one course.  ``around`` are terms of
    the headings above it.
    """

    period: Period
    value: Decimal
    printed: str
    label: str
    measure: str
    document: Document
    item: int | None
    places: tuple[Span, ...]
    terms: frozenset[str]
    unit: str
    around: frozenset[str] = frozenset()
    part: str = ""
    note: str = ""

    @property
    def length(self) -> tuple[int, int]:
        """Months that the period covers, 0 for a day, and the month a whole year begins in: years are not of one kind."""
        first, last = self.period.first, self.period.last
        if first == last:
            return 0, 0
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return months, first.month if months == 12 else 0


def table_points(match: Match) -> Iterator[Point]:
    """Yield the figures by period of the one row that a question names in a sheet, or of its one column by row."""
    sheet = match.sheet
    if match.missing or match.link.near < 1 or _NOT_ACTUAL.search(sheet.measure):
        return  # near in meaning is not the same
    dated = [row for row in sheet.rows if row.period]
    form = match.asked.form if match.asked.form is Form.RATE and any(c.form is Form.RATE for c in sheet.columns) else Form.LEVEL
    columns = [c for c in sheet.columns if c.form is form and (c in match.columns or form is Form.RATE)]
    columns = [c for c in columns if not _NOT_ACTUAL.search(c.heading)]
    if len(dated) * 2 > len(sheet.rows) and not any(c.period for c in columns):
        yield from _down(sheet, dated, columns)
        return
    rows = match.rows if match.rows and (not match.loose or _said_whole(match)) else () if match.rows else _totals(sheet)
    if len(rows) == 1:
        for column in columns:
            if (period := _period_of(sheet, column)) is not None:
                yield from _point(sheet, rows[0], column, period)


def _said_whole(match: Match) -> bool:
    """Return whether the question says all that the one row is of: a part of what is asked is not what is asked."""
    said = set(match.asked.terms) | match.sheet.caption_terms
    return len(match.rows) == 1 and bool(own := matter(match.rows[0].label)) and own <= said


def _totals(sheet: Sheet) -> tuple[Row, ...]:
    """Return the row that is the whole and says so ("Total"), or the only row there is."""
    if len(sheet.rows) == 1:
        return sheet.rows
    return tuple(row for row in sheet.rows if row.sums and not row.parent and not matter(row.label))[-1:]


def _down(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Point]:
    if len(columns) != 1:
        return
    for row in rows:
        if row.period:
            yield from _point(sheet, row, columns[0], row.period)


def _period_of(sheet: Sheet, column: Column) -> Period | None:
    """Return the period of a column: its own, else the only one of the caption, the item's heading or the record's title."""
    if column.period:
        return column.period
    if any(c.period for c in sheet.columns) and column.form is Form.RATE:
        return max((c.period for c in sheet.columns if c.period), key=lambda p: p.last)
    if any(c.period for c in sheet.columns):
        return None
    for words in (sheet.caption, sheet.item.heading if sheet.item else "", sheet.document.title):
        periods = [p for p in read_periods(words)[0] if p.grain != "day"]
        if periods:
            return periods[0] if len(periods) == 1 else None
    return None


def _point(sheet: Sheet, row: Row, column: Column, period: Period) -> Iterator[Point]:
    entry = entry_of(sheet, row, column)
    if entry is None or entry.value is None:
        return
    label = "" if row.period else f"{row.parent} – {row.label}" if row.parent else row.label
    named = fold(read_periods(column.heading)[1]).strip(" -–,:()") if not column.period or row.period else ""
    measure = f"{sheet.measure} – {named}" if named and sheet.measure else sheet.measure or named
    places = [sheet.row_span(row), *(span for span in (sheet.heading_span, sheet.title_span) if span)]
    odd = [o.told for o in find_oddities(sheet) if o.kind == "separator" and o.cells[0] == (row.index, column.index)]
    part = _PART.search(f"{sheet.caption} {column.heading}") if period.grain in ("year", "municipal year") else None
    unit = column.unit or ("%" if "%" in entry.printed else "")
    yield Point(
        period, entry.value, with_unit(entry.printed, column.unit), label, measure, sheet.document,
        sheet.document.items.index(sheet.item) if sheet.item else None, tuple(places),
        matter(f"{sheet.measure} {label} {' '.join(column.terms)}"),
        unit, sheet.caption_terms, part[0].lower() if part else "", "".join(odd[:1]),
    )  # fmt: skip


def sentence_points(document: Document, said: frozenset[str], accesses: Sequence[Access]) -> Iterator[Point]:
    """Yield the figures of a document's sentences that say their measure and period, and nothing that is not asked.

    Args:
        document: Read from what is stored of it.
        said: Terms of the question, widened by its acronyms.
        accesses: Access labels that the asker may see.
    """
    tables = [table.span for table in document.tables]
    places = {" ".join(figure.area.split()).casefold() for figure in document.figures if figure.area}
    for figure in document.figures:
        if figure.change or figure.qualifier or any(table.contains(figure.span) for table in tables):
            continue
        measure = re.split(r"\bthat\b", " ".join(figure.measure.split()))[-1].strip()
        own = matter(measure) - _STOOD
        index = next((at for at, item in enumerate(document.items) if item.span.contains(figure.span)), None)
        if not own or not own <= said or (document.access if index is None else document.items[index].access) not in accesses:
            continue
        heading = fold(document.items[index].heading).casefold() if index is not None else ""
        told = _told_period(document, figure)
        if told is None or any(place in heading and not set(content_terms(place)) <= said for place in places):
            continue
        period, clause = told
        area = figure.area if figure.area in clause else ""
        if set(content_terms(area)) <= said:
            printed = " ".join(figure.span.of(document.text).split())
            terms = own | matter(area)
            yield Point(
                period, Decimal(str(figure.value)), printed, "", measure, document, index, (figure.context,), terms,
                "" if figure.unit == "count" else figure.unit,
            )  # fmt: skip


def _told_period(document: Document, figure: Figure) -> tuple[Period, str] | None:
    """Return the period that a sentence tells a number to be of, and the clause that tells it; None in any doubt."""
    sentence = re.sub(r"\s", " ", figure.context.of(document.text))
    start, end = figure.span.start - figure.context.start, figure.span.end - figure.context.start
    if _NOT_ACTUAL.search(sentence) or _PART.search(sentence):
        return None
    periods = [p for p in find_periods(sentence) if p.grain != "day"]
    after = next((p for p in periods if p.span.start >= end), None)
    opens = max((m.end() for m in re.finditer(r"\bthat\b|[;:]", sentence[:start])), default=0)
    if after and len(gap := sentence[end : after.span.start]) <= _GAP and not re.search(r"[\d;,(:]", gap):
        chosen, clause = after, sentence[opens : after.span.end]
    elif len(periods) == 1 and periods[0].span.end <= start and _plain_after(sentence[periods[0].span.end : start]):
        chosen, clause = periods[0], sentence[opens : end + _GAP]
    else:
        return None
    return Period(chosen.span.of(sentence), chosen.first, chosen.last, chosen.grain), clause


def _plain_after(gap: str) -> bool:
    """Return whether the words between a period and a number after it leave no doubt: no other number, no "from"."""
    return not re.search(r"[\d;]|\bfrom\s*[£$€]?$", gap, re.I)


def of_one_council(points: Sequence[Point]) -> bool:
    """Return whether the records that the points come from are of one council, by their first lines, or one committee."""
    documents = {point.document.name: point.document for point in points}.values()
    owners = {named[1].casefold() if (named := _COUNCIL.search(fold(d.text[:_TOP]))) else "" for d in documents}
    return len(owners) == 1 or len(owners - {""}) <= 1 and len({d.body for d in documents if d.body}) <= 1


def matter(words: str) -> frozenset[str]:
    """Return the terms that say what is counted."""
    return without_counted(content_terms(read_periods(words)[1]))


def without_counted(found: Iterable[str]) -> frozenset[str]:
    """Return terms without those that only say that something is counted."""
    return frozenset(found) - light_terms() - _COUNTED


def later(one: Point, other: Point) -> Point:
    """Return the point of the later record, by its last meeting and its name."""

    def when(point: Point) -> tuple[date, str]:
        return max(point.document.meeting_dates, default=date.min), point.document.name

    return max(one, other, key=when)


def relabelled(point: Point, like: Point) -> Point:
    """Return a point with the label and measure of another of its course."""
    return replace(point, label=like.label, measure=like.measure)
