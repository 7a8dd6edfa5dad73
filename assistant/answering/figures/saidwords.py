"""How the figures of sentences are worded in an answer: the sentence itself, or what is computed from two of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answering.figures.asked import Asked, Operation
from assistant.answering.figures.results import with_unit
from assistant.answering.figures.saidmatch import Said
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.grounding import verify
from assistant.ingest.figures.oddities import rounded
from assistant.language import fold
from assistant.records import AnsweredFigure, Span


def stated(said: Said) -> Statement:
    """Return the sentence of a figure, verbatim but for its white space, with the figure."""
    place = _below_heading(said)
    return Statement(fold(place.of(said.document.text)), said.document, said.item, (place,), ((0, _figure(said)),))


def _below_heading(said: Said) -> Span:
    """Return the place of a figure's sentence without the heading of its item, which may stand before it without a stop."""
    place, item = said.figure.context, said.document.items[said.item] if said.item is not None else None
    if item is None or not item.heading:
        return place
    opening = r"\W*".join(map(re.escape, re.findall(r"\w+", f"{item.number} {item.heading}")))
    printed = re.match(rf"\W*{opening}\W*", place.of(said.document.text))
    start = place.start + printed.end() if printed else place.start
    return Span(start, place.end) if start <= said.figure.span.start else place


def whose(said: Said) -> str:
    """Return what a figure is of, in words ("“burglaries” in Ashby for 2019-20")."""
    figure = said.figure
    area = f" in {figure.area}" if figure.area and figure.area.lower() not in figure.measure.lower() else ""
    return f"“{figure.measure}”{area}{f' for {figure.period}' if figure.period else ''}"


def moved(first: Said, last: Said, asked: Asked) -> FigureChoice | None:
    """Return the change from one figure to a later one of the same measure, None where the records do not back it.

    Computed in decimals of the printed digits; both sentences are cited.
    """
    before, after = Decimal(str(first.figure.value)), Decimal(str(last.figure.value))
    change = after - before
    way = "up" if change > 0 else "down" if change < 0 else "unchanged"
    percent = f"{rounded(abs(change / before * 100), 1)}%" if before and first.figure.unit != "%" else ""
    unit = "percentage points" if first.figure.unit == "%" else "" if first.figure.unit == "count" else first.figure.unit
    by = f" {with_unit(rounded(abs(change), 2), unit)}{f' ({percent})' if percent else ''}" if change else ""
    lead = ""
    if asked.operation is Operation.WHETHER and asked.rising is not None:
        lead = "Yes. " if change and (change > 0) == asked.rising else "No. "
    computation = f"{rounded(after, 3)} − {rounded(before, 3)} = {rounded(change, 2)}"
    if percent:
        computation += f"; {rounded(change, 2)} ÷ {rounded(before, 3)} = {rounded(change / before * 100, 1)}%"
    dated = bool(first.period and last.period)
    bare = by.replace(f" {unit}", "") if unit else by
    name = f"{lead}{_capital(first.figure.measure)}: "
    forms = (
        f"{name}{_dated(first)}, {_dated(last)}, {way}{by}."
        if dated
        else f"{name}from {_dated(first)} to {_dated(last)}, {way}{by}.",
        f"{name}{_dated(last)}, compared with {_dated(first)}, {way}{by}.",
        f"{name}{_dated(first)}, {_dated(last)}, {way}{bare}.",
    )
    statement = _both("", first, last)
    quotes = [place.of(one.document.text) for one in (statement, *statement.beside) for place in one.places]
    text = next((form for form in forms if verify(form, [*quotes, computation]).grounded), "")
    if not text:
        return None
    statement = replace(statement, text=text)
    return FigureChoice((statement,), computation, short=(with_unit(rounded(change, 2), unit),))


def _both(text: str, first: Said, last: Said) -> Statement:
    """Return a statement that rests on the sentences of two figures."""
    if first.document is not last.document:
        beside = replace(stated(last), figures=())
        figures = ((0, _figure(first)), (1, _figure(last)))
        return Statement(text, first.document, first.item, (first.figure.context,), figures, (beside,))
    places: tuple[Span, ...] = tuple(dict.fromkeys((first.figure.context, last.figure.context)))
    figures = ((0, _figure(first)), (len(places) - 1, _figure(last)))
    return Statement(text, first.document, first.item, places, figures)


def _dated(said: Said) -> str:
    printed = " ".join(said.figure.span.of(said.document.text).split())
    unit = said.figure.unit
    shown = printed if unit in ("count", "%") or unit[:1] in "£€$" else with_unit(printed, unit)
    return f"{shown} in {said.figure.period}" if said.period else shown


def _figure(said: Said) -> AnsweredFigure:
    figure = said.figure
    return AnsweredFigure(figure.measure, figure.area, figure.period, figure.value, figure.unit, 0)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
