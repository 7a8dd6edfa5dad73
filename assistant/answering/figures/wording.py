"""What comes of a table in sentences, each backed by the places cited; and what is said where there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.layout import scale_of
from assistant.answering.figures.matching import Match, Matcher
from assistant.answering.figures.picked import weightless
from assistant.answering.figures.results import Result, Told
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.grounding import verify
from assistant.ingest.figures.oddities import find_oddities
from assistant.ingest.figures.sheet import Entry, Form, Row, Sheet
from assistant.records import AnsweredFigure


def word(match: Match, result: Result, chance: float = 1.0) -> FigureChoice:
    """Return what comes of a match in sentences, with their places, notes and bare answers."""
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
    shorts = tuple(told.short for told in result.told)
    return FigureChoice(statements, result.computation, notes[:3], short=shorts, scale=_scale(match, result), chance=chance)


def _statement(sheet: Sheet, told: Told, computation: str | None) -> Statement:
    """Return a sentence with its places, worded in the first of the ways that the verifier finds backed by them."""
    rows = list(dict.fromkeys([e.row for e in told.entries] + list(told.rows)))
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


def declined(match: Match) -> FigureChoice:
    """Return that the measure is given, but not for the period asked."""
    have = ", ".join(p.words for p in match.sheet.periods) or "no period"
    lacking = ", ".join(p.words for p in match.absent)
    told = f"the records here give {_given(match)} for {have}, not for {lacking}"
    return FigureChoice(unmet=told, nearest=offered(match))


def elsewhere(matches: Sequence[Match], matcher: Matcher) -> FigureChoice | None:
    """Say where the measure is given, if a table gives it but not for the place that is named."""
    names = set(matcher.names)
    near = [m for m in matches if m.missing and set(m.missing) <= names and (m.own or m.rows) and matcher.heavy(m.missing) < 0.67]
    near = [m for m in near if m.loose or m.own or any(not row.sums for row in m.rows)]
    if not near:
        return None
    wanted = {term for m in near for term in m.missing}
    if any(wanted <= row.terms and _tells_all(m, row) for m in matches for row in m.sheet.rows):
        return None  # another table does hold it
    match = min(near, key=lambda m: (len(m.missing), -m.own, m.stray))
    return FigureChoice(
        unmet=f"the records here give {_given(match)}, not for {matcher.as_asked(match.missing)}",
        nearest=offered(match),
    )


def _tells_all(match: Match, row: Row) -> bool:
    """Return whether a row with its caption says all that is asked."""
    return all(t in row.terms or t in match.sheet.caption_terms or weightless(t) for t in match.asked.terms)


def _given(match: Match) -> str:
    rows = ", ".join(row.label for row in match.rows)
    measure = match.sheet.measure
    return f"{rows} in “{measure}”" if rows and measure else rows or f"“{measure}”"


def offered(match: Match) -> tuple[Statement, ...]:
    """Return the nearest rows that a table does hold."""
    sheet = match.sheet
    spans = [sheet.row_span(row) for row in match.rows[:2]] or ([sheet.heading_span] if sheet.heading_span else [sheet.body_span])
    item = sheet.document.items.index(sheet.item) if sheet.item else None
    return tuple(Statement("", sheet.document, item, (span,)) for span in spans)


def _scale(match: Match, result: Result) -> str:
    """Return the scale of the bare answers: percent, what the table prints for figures of their kind, or none."""
    shorts = [told.short for told in result.told]
    if shorts and all("%" in short or "percentage point" in short for short in shorts):
        return "percent"
    entries = [entry for told in result.told for entry in told.entries]
    figures = all(re.search(r"\d", short) for short in shorts)
    if not entries or not figures or match.asked.operation in (Operation.RATIO, Operation.RANK, Operation.COUNT):
        return ""
    return scale_of(match.sheet, entries[0].column, entries[0].row.label)
