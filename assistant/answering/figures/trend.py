"""How a figure moved over time: levels of one measure and area from several records or columns, put in order.

Nothing is joined that the records do not print alike: see ``trendpoints``.  One point is no course.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.asked import read_question
from assistant.answering.figures.matching import Matcher, widened
from assistant.answering.figures.results import with_unit
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.figures.trendasked import Course, read_course
from assistant.answering.figures.trendpoints import (
    Point,
    later,
    of_one_council,
    relabelled,
    sentence_points,
    table_points,
    without_counted,
)
from assistant.answering.grounding import verify
from assistant.ingest.figures.oddities import rounded
from assistant.ingest.figures.sheet import Sheet
from assistant.language import terms
from assistant.records import Access, AnsweredFigure, Document
from assistant.retrieval.analysis import Analysis

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

_Kind = tuple[str, tuple[int, int], str]  # unit, length of the periods, part of the year that the record says it is of


def tell_trend(
    analysis: Analysis,
    rarity: Mapping[str, float],
    sheets: Sequence[Sheet],
    documents: Sequence[Document],
    accesses: Sequence[Access] = (Access.PUBLIC,),
    encode: Encoder | None = None,
    of_one_table: bool = False,
) -> FigureChoice | None:
    """Return how the figure that a question asks for moved over time: the change, then each point with its own source.

    Args:
        analysis: The question understood.
        rarity: How rare each of its terms is in the records.
        sheets: Tables that the asker may see.
        documents: Records whose sentences are read too.
        accesses: Access labels that the asker may see.
        encode: Turns words into a unit vector.
        of_one_table: Whether a change inside one table is told too, where the question does not ask for a whole course.

    Returns:
        None where the question asks for no course in time, where the records hold fewer than two points of one, and
        where it is open which of several is meant.
    """
    course = read_course(analysis)
    if course is None or not course.analysis.terms:
        return None
    points, notes = _series(_points(course, rarity, sheets, documents, accesses, encode), course)
    tables = {(point.document.name, point.places[-1]) for point in points}
    if len(points) < 2 or len(tables) < 2 and not (course.whole or of_one_table):
        return None
    return _told(course, points, notes)


def _points(
    course: Course, rarity: Mapping[str, float], sheets: Sequence[Sheet], documents: Sequence[Document],
    accesses: Sequence[Access], encode: Encoder | None,
) -> list[Point]:  # fmt: skip
    """Return the points that are of what is asked, those of the subject with the fewest words beside it."""
    matcher = Matcher(course.analysis, rarity, encode)
    entities = frozenset(term for sheet in sheets for row in sheet.rows for term in row.terms)
    said = frozenset(widened(terms(course.analysis.question), course.analysis.equals))
    found = [point for sheet in sheets for point in table_points(matcher.match(sheet, entities))]
    for document in documents:
        found += sentence_points(document, said, accesses)
    wanted = without_counted(read_question(course.analysis.question).terms)
    places = set(matcher.names)  # a place may be named by what stands around a table; what is counted may not
    equals = course.analysis.equals
    found = [p for p in found if wanted - (places if p.label else set()) <= widened(p.terms | p.around, equals)]
    if not found:
        return []
    least = min(len(point.terms - said) for point in found)
    close = [point for point in found if len(point.terms - said) == least]
    return close if len({point.terms for point in close}) == 1 and of_one_council(close) else []


def _series(points: Sequence[Point], course: Course) -> tuple[list[Point], list[str]]:
    """Return the longest run of points of one unit and length of time in order of time, and what was left out of it."""
    kinds: dict[_Kind, list[Point]] = defaultdict(list)
    for point in points:
        kinds[point.unit, point.length, point.part].append(point)
    runs = [(run, notes) for held in kinds.values() for run, notes in [_run(held, course)] if len(run) > 1]
    if not runs:
        return [], []
    points_of, notes = max(runs, key=lambda one: (len(one[0]), one[0][0].length[0], one[0][-1].period.last))
    kept = {(p.unit, p.length, p.part) for p in points_of}
    others = [p for kind, held in kinds.items() if kind not in kept for p in held]
    if others:
        left = dict.fromkeys(f"{p.printed} in {p.period.words}" for p in sorted(others, key=lambda p: p.period.first))
        notes = [*notes, f"not of the same unit or length of time, and left out: {', '.join(list(left)[:6])}"]
    return points_of, notes


def _run(points: Sequence[Point], course: Course) -> tuple[list[Point], list[str]]:
    """Return points of one kind in order of time, one a period, and notes; none where they contradict or overlap."""
    held: dict[object, Point] = {}
    notes: list[str] = []
    for point in points:
        key = (point.period.first, point.period.last)
        known = held.setdefault(key, point)
        if known.value != point.value:
            if known.document is point.document:
                return [], []
            held[key] = later(known, point)
            both = f"{known.printed} in {known.document.name}, {point.printed} in {point.document.name}"
            notes.append(f"{point.period.words}: printed {both}; taken as in the later")
    ordered = sorted(held.values(), key=lambda point: point.period.first)
    if any(one.period.last >= other.period.first for one, other in zip(ordered, ordered[1:], strict=False)):
        return [], []
    if not ordered:
        return [], []
    latest = ordered[-1].period
    kept = [point for point in ordered if course.holds(point.period, latest)]
    if len(kept) < 2 or not course.begins(kept[0].period) or not course.ends(kept[-1].period):
        return [], []
    if course.years and kept[-1].period.first.year - kept[0].period.first.year < course.years - 1:
        notes.append(f"the records here begin with {kept[0].period.words}")
    return [relabelled(point, kept[-1]) for point in kept], [*notes, *(p.note for p in kept if p.note)]


def _told(course: Course, points: Sequence[Point], notes: Sequence[str]) -> FigureChoice | None:
    """Return the change from the first point to the last, then each point; None where the records do not back a point."""
    first, last = points[0], points[-1]
    way, plain = _moved(first, last)
    rises = last.value > first.value
    lead = "" if course.rising is None else "Yes. " if rises == course.rising and last.value != first.value else "No. "
    moved = f"{first.printed} in {first.period.words}, {last.printed} in {last.period.words}, {way}"
    rows = [claim for row in _rows(points) for claim in _row_claims(row)]
    whole = _Claim(lead, moved, (last, first), plain)
    claims = [whole, *rows] if len(points) > 2 or len(rows) > 1 else [whole]
    form = next((form for form in range(_FORMS) if all(claim.backed(form) for claim in claims)), None)
    if form is None and not all(claim.backed(_first_backed(claim)) for claim in claims[1:]):
        return None
    told = [(claim, _first_backed(claim) if form is None else form) for claim in claims]
    statements = tuple(claim.statement(form, alone=len(claims) == 1) for claim, form in told if claim.backed(form))
    if not statements:
        return None
    said = [claim for claim, form in told if claim.backed(form)]
    short = tuple(way if claim is whole else ", ".join(point.printed for point in claim.points) for claim in said)
    return FigureChoice(statements, plain, tuple(notes)[:4], short=short)


def _rows(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Return the points that follow each other in one row of one record as one."""
    return [tuple(row) for _, row in groupby(points, key=lambda point: (point.document.name, point.places))]


def _row_claims(row: tuple[Point, ...]) -> list[_Claim]:
    """Return the points of a row in one sentence, or one each where only so the row backs them."""
    whole = _Claim("", ", ".join(map(_dated, row)), row)
    backed = any(whole.backed(form) for form in range(_FORMS))
    return [whole] if backed else [_Claim("", _dated(point), (point,)) for point in row]


def _dated(point: Point) -> str:
    return f"{point.printed} in {point.period.words}"


def _moved(first: Point, last: Point) -> tuple[str, str]:
    """Return how far and which way a figure moved, and how that was computed."""
    change = last.value - first.value
    by = with_unit(rounded(abs(change), 2), "percentage points" if last.unit == "%" else last.unit)
    plain = f"{rounded(last.value, 3)} − {rounded(first.value, 3)} = {rounded(change, 2)}"
    percent = ""
    if first.value and last.unit != "%":
        share = rounded(change / first.value * 100, 1)
        plain += f"; {rounded(change, 2)} ÷ {rounded(first.value, 3)} = {share}%"
        percent = f" ({share.lstrip('-')}%)"
    return f"up {by}{percent}" if change > 0 else f"down {by}{percent}" if change < 0 else "unchanged", plain


_FORMS = 3


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence to be said: what stands before it, its words, the points it rests on (the later first), its arithmetic."""

    lead: str
    text: str
    points: tuple[Point, ...]
    computation: str = ""

    def words(self, form: int) -> str:
        """Return the sentence in one of its wordings."""
        of = self.points[0]
        measure = f"{of.measure[:1].upper()}{of.measure[1:]}"
        if not of.label:
            return f"{self.lead}{measure}: {self.text}."
        if not of.measure:
            return f"{self.lead}{of.label}: {self.text}."
        return (
            f"{self.lead}{of.label}: {self.text} ({of.measure}).",
            f"{self.lead}{measure}: {of.label}: {self.text}.",
            f"{self.lead}{of.label}: {self.text}.",
        )[form]

    def backed(self, form: int) -> bool:
        """Return whether the places of its points back a wording."""
        quotes = [place.of(point.document.text) for point in self.points for place in point.places]
        return verify(self.words(form), [*quotes, *([self.computation] if self.computation else [])]).grounded

    def statement(self, form: int, alone: bool) -> Statement:
        """Return the sentence with its places; the figures of a change are told with the points unless it stands alone."""
        of, *others = self.points
        stated = sorted(self.points, key=lambda point: point.period.first) if alone or not self.computation else []
        figures = tuple((0, _figure(point)) for point in stated)
        here = (of.document.name, of.places)
        beside = tuple(Statement("", p.document, p.item, p.places) for p in others if (p.document.name, p.places) != here)
        return Statement(self.words(form), of.document, of.item, of.places, figures, beside)


def _first_backed(claim: _Claim) -> int:
    return next((form for form in range(_FORMS) if claim.backed(form)), 0)


def _figure(point: Point) -> AnsweredFigure:
    return AnsweredFigure(point.measure, point.label, point.period.words, float(point.value), point.unit or "count", 0)
