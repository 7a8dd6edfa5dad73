"""From a question and the documents found for it to an answer out of their tables, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.asked import Operation, read_question
from assistant.answering.figures.compute import compute
from assistant.answering.figures.matching import Match, Matcher
from assistant.answering.figures.results import Result, Told
from assistant.answering.grounding import verify
from assistant.ingest.figures.oddities import find_oddities
from assistant.ingest.figures.sheet import Entry, Form, Sheet, sheets_of
from assistant.records import Access, AnsweredFigure, Document, Span
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

if TYPE_CHECKING:
    import numpy as np

    Encoder = Callable[[str], np.ndarray[Any, np.dtype[np.float32]]]

# Set on the development questions (docs/figures.md), not fitted: how much of a question's matter a table may leave open.
OPEN = 0.12
_PASSED = frozenset({"why", "definition", "decision", "cross-reference", "every-time"})
_DOCUMENTS, _VECTORS = 64, 4096  # documents whose tables, and labels whose vectors, are held in memory
_ONLY_EXTREMES = frozenset({"who", "when"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the places in one document that it rests on, its rows first.

    ``figures`` pairs each figure stated with the index of its place; ``item`` is the index of the item in the document.
    """

    text: str
    document: Document
    item: int | None
    places: tuple[Span, ...]
    figures: tuple[tuple[int, AnsweredFigure], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """What the tables say to a question: statements, or what they lack and the nearest they have.

    ``short`` is the bare answer of each statement ("382", "Sevenoaks").
    """

    statements: tuple[Statement, ...] = ()
    computation: str | None = None
    notes: tuple[str, ...] = ()
    unmet: str = ""
    nearest: tuple[Statement, ...] = ()
    short: tuple[str, ...] = ()


class FigureAnswerer:
    """Answers questions from the tables of the documents found; reads each document's tables once.

    Args:
        document: Gives a document by name.
        encode: Turns words into a unit vector, shape (dimension,); without it labels are matched by words alone.
    """

    def __init__(self, document: Callable[[str], Document], encode: Encoder | None = None) -> None:
        self._document = document
        self._encode = lru_cache(maxsize=_VECTORS)(encode) if encode else None
        self._sheets: dict[tuple[str, str], tuple[Sheet, ...]] = {}

    def answer(self, found: Found, accesses: Sequence[Access] = (Access.PUBLIC,)) -> FigureChoice | None:
        """Return the answer that the tables of the documents found give; None where the question is not for them.

        Args:
            found: The passages found for the question.
            accesses: Access labels that the asker may see: tables of other items are not looked at.
        """
        names = dict.fromkeys(hit.document for hit in found.hits)
        held = [sheet for name in names for sheet in self._of(self._document(name))]
        sheets = [s for s in held if (s.item.access if s.item else s.document.access) in accesses]
        return choose_figures(found.analysis, found.rarity, sheets, self._encode)

    def _of(self, document: Document) -> tuple[Sheet, ...]:
        key = (document.name, document.sha256)
        if key not in self._sheets:
            if len(self._sheets) >= _DOCUMENTS:
                self._sheets.pop(next(iter(self._sheets)))
            self._sheets[key] = sheets_of(document)
        return self._sheets[key]


def answer_figures(
    found: Found,
    document: Callable[[str], Document],
    encode: Encoder | None = None,
    accesses: Sequence[Access] = (Access.PUBLIC,),
) -> FigureChoice | None:
    """Return what ``FigureAnswerer.answer`` gives for one question."""
    return FigureAnswerer(document, encode).answer(found, accesses)


def choose_figures(
    analysis: Analysis,
    rarity: Mapping[str, float],
    sheets: Sequence[Sheet],
    encode: Encoder | None = None,
    most_open: float = OPEN,
) -> FigureChoice | None:
    """Return what some sheets answer to a question; None where they have nothing to do with it.

    Args:
        analysis: The question understood.
        rarity: How rare each of its terms is in the records.
        sheets: The tables looked at.
        encode: Turns words into a unit vector.
        most_open: How much of the question's matter a table may leave open; more where the table is known to be meant.
    """
    if not sheets or not _asks_for_figures(analysis):
        return None
    matcher = Matcher(analysis, rarity, encode)
    entities = frozenset(term for sheet in sheets for row in sheet.rows for term in row.terms)
    matches = [matcher.match(sheet, entities) for sheet in sheets]
    whole = [m for m in matches if _fits(m, matcher, most_open)]
    current = [m for m in whole if not m.absent]
    if current:
        return _answer(_plainest(current), matcher, encode)
    if whole:
        return _declined(_plainest(whole), "period")
    return _elsewhere(matches, matcher)


def _asks_for_figures(analysis: Analysis) -> bool:
    """Return whether a question can be one for figures: not why, who did, what was decided."""
    operation = read_question(analysis.question).operation
    if analysis.asks in _PASSED or analysis.asks == "how" and operation is Operation.LOOK_UP:
        return False
    return analysis.asks not in _ONLY_EXTREMES or operation is Operation.EXTREME


def _fits(match: Match, matcher: Matcher, most_open: float) -> bool:
    """Return whether a sheet speaks of (nearly) all that is asked, by name of all that is named."""
    if not match.own and not match.rows and not match.named_columns:
        return False
    names = set(matcher.names)
    return not names & set(match.missing) and matcher.heavy(match.missing) <= most_open


def _plainest(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that leave least open and whose caption says least beside what is asked."""

    def rank(m: Match) -> tuple[float, ...]:
        return (len(m.missing), m.loose, m.stray)

    best = min(map(rank, matches))
    return [m for m in matches if rank(m) == best]


def _answer(matches: Sequence[Match], matcher: Matcher, encode: Encoder | None) -> FigureChoice | None:
    """Return the answer of the match, of the latest where several fit alike; None where nothing comes of it."""
    results = [(m, compute(m, partial(_worse, encode))) for m in matches]
    good = [(m, result) for m, result in results if result.told]
    if not good:
        exact = [(m, result) for m, result in results if result.exact]
        return FigureChoice(unmet=exact[0][1].unmet, nearest=_offers(exact[0][0])) if exact else None
    match, result = max(good, key=lambda pair: max((p.last for p in pair[0].sheet.periods), default=date.min))
    return _compose(match, result)


def _compose(match: Match, result: Result) -> FigureChoice:
    sheet = match.sheet
    statements = tuple(_statement(sheet, told, result.computation) for told in result.told)
    touched = {(e.row.index, e.column.index) for told in result.told for e in told.entries}
    if any(told.over_all for told in result.told):
        columns = {column for _, column in touched}
        rows = range(len(sheet.table.rows))
        touched |= {(row, column) for row in rows for column in columns}
    notes = tuple(
        o.told for o in find_oddities(sheet) if o.kind == "separator" and touched & set(o.cells) or o.cells[0] in touched
    )
    return FigureChoice(statements, result.computation, notes[:3], short=tuple(told.short for told in result.told))


def _statement(sheet: Sheet, told: Told, computation: str | None) -> Statement:
    """Return a sentence with its places, worded in the first of the ways that the verifier finds backed by them."""
    rows = list(dict.fromkeys(e.row for e in told.entries))
    places = [sheet.row_span(row) for row in rows]
    if sheet.heading_span:
        places.append(sheet.heading_span)
    if sheet.title_span:
        places.append(sheet.title_span)
    if told.over_all:
        places.append(sheet.body_span)
    figures = tuple((rows.index(entry.row), _figure(sheet, entry)) for entry in told.entries)
    item = sheet.document.items.index(sheet.item) if sheet.item else None
    quotes = [*(place.of(sheet.document.text) for place in places), *([computation] if computation else [])]
    measure = sheet.measure
    forms = (
        (f"{told.lead}{told.text} ({measure}).", f"{told.lead}{measure}: {told.text}.", f"{told.lead}{told.text}.")
        if measure
        else (f"{told.lead}{told.text}.",)
    )
    text = next((form for form in forms if verify(form, quotes).grounded), forms[0])
    return Statement(text, sheet.document, item, tuple(places), figures)


def _figure(sheet: Sheet, entry: Entry) -> AnsweredFigure:
    period = entry.column.period.words if entry.column.period else "; ".join(p.words for p in sheet.periods)
    unit = entry.column.unit or "count"
    measure = (
        f"{sheet.measure} – {entry.column.heading}"
        if entry.column.form is not Form.LEVEL or not entry.column.period
        else sheet.measure
    )
    return AnsweredFigure(measure, entry.row.label, period, float(entry.value or 0), unit, 0)


def _declined(matches: Sequence[Match], what: str) -> FigureChoice:
    match = matches[0]
    have = ", ".join(p.words for p in match.sheet.periods) or "no period"
    lacking = ", ".join(p.words for p in match.absent)
    told = f"the records here give {_given(match)} for {have}, not for {lacking}"
    return FigureChoice(unmet=told, nearest=_offers(match))


def _elsewhere(matches: Sequence[Match], matcher: Matcher) -> FigureChoice | None:
    """Say where the measure is given, if a table gives it but not for the place that is named."""
    names = set(matcher.names)
    near = [m for m in matches if m.missing and set(m.missing) <= names and (m.own or m.rows) and matcher.heavy(m.missing) < 0.67]
    near = [m for m in near if m.loose or m.own or any(not row.sums for row in m.rows)]
    if not near:
        return None
    match = min(near, key=lambda m: (len(m.missing), -m.own, m.stray))
    return FigureChoice(
        unmet=f"the records here give {_given(match)}, not for {matcher.as_asked(match.missing)}",
        nearest=_offers(match),
    )


def _given(match: Match) -> str:
    rows = ", ".join(row.label for row in match.rows)
    measure = match.sheet.measure
    return f"{rows} in “{measure}”" if rows and measure else rows or f"“{measure}”"


def _offers(match: Match) -> tuple[Statement, ...]:
    sheet = match.sheet
    spans = [sheet.row_span(row) for row in match.rows[:2]] or ([sheet.heading_span] if sheet.heading_span else [sheet.body_span])
    item = sheet.document.items.index(sheet.item) if sheet.item else None
    return tuple(Statement("", sheet.document, item, (span,)) for span in spans)


def _worse(encode: Encoder | None, measure: str) -> bool | None:
    """Return whether more of a measure is worse, by the nearer of two poles of meaning; None where neither is."""
    if encode is None:
        return None
    vector = encode(measure)
    bad = float(vector @ encode("crime, abuse, incidents, complaints, delays, waste, absence, debt"))
    good = float(vector @ encode("success, satisfaction, recycling, attendance, visits, completion, income, savings"))
    return None if abs(bad - good) < 0.05 else bad > good
