"""What comes of a table in sentences, each backed by the places cited; and what is said where there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.layout import scale_of
from assistant.answering.figures.matching import Match, Matcher
from assistant.answering.figures.picked import weightless
from assistant.answering.figures.results import Result, Told, with_unit
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.grounding import verify
from assistant.ingest.figures.oddities import find_oddities
from assistant.ingest.figures.sheet import Entry, Form, Row, Sheet
from assistant.language import content_terms
from assistant.records import AnsweredFigure

_MONEY = ("£", "€", "$")


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
    texts = [way for text in (told.text, told.brief) if text for way in (text, _unscaled(text, told))]
    forms = [form for text in dict.fromkeys(texts) for form in _forms(told.lead, text, sheet.measure)]
    text = next((form for form in forms if verify(form, quotes).grounded), forms[0])
    return Statement(text, sheet.document, item, tuple(places), figures)


def _forms(lead: str, text: str, measure: str) -> tuple[str, ...]:
    bare = f"{lead}{text}."
    return (f"{lead}{text} ({measure}).", f"{lead}{measure}: {text}.", bare) if measure else (bare,)


def _unscaled(text: str, told: Told) -> str:
    """Return a sentence with its figures as the cells print them, a scale that only the heading says beside them."""
    for entry in told.entries:
        if (scaled := with_unit(entry.printed, entry.column.unit)) != entry.printed and entry.column.unit[:1] in _MONEY:
            text = text.replace(scaled, f"{entry.printed} ({entry.column.unit})")
    return text


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
    near = [m for m in near if m.rows and all(row.label for row in m.rows) or m.own]
    if not near:
        return None
    wanted = {term for m in near for term in m.missing}
    if any(wanted <= row.terms and _tells_all(m, row) for m in matches for row in m.sheet.rows):
        return None  # another table does hold it
    near = [m for m in near if not any(_of(m.missing, m, row) for row in m.sheet.rows)]
    if not near:
        return None  # it is there, beside what was taken
    match = min(near, key=lambda m: (len(m.missing), -m.own, m.stray))
    return FigureChoice(
        unmet=f"the records here give {_given(match)}, not for {matcher.as_asked(match.missing)}",
        nearest=offered(match),
    )


def _of(wanted: Sequence[str], match: Match, row: Row) -> bool:
    """Return whether a cell of a row says what was not matched: then it is not true that the table does not give it."""
    return any(set(wanted) <= set(content_terms(cell.text)) for cell in match.sheet.table.rows[row.index])


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
