"""The statements of a choice as an answer: numbered citations, claims, figures."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.citing import number, tell
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.records import Answer, AnsweredFigure, Citation, Claim, Span, Status


def compose_figures(choice: FigureChoice, question: str) -> Answer:
    """Return the answer that says the statements of a choice, each with the citations of its rows and headings."""
    citations: list[Citation] = []
    claims: list[Claim] = []
    figures: list[AnsweredFigure] = []
    for statement in choice.statements:
        told = (statement, *statement.beside)
        numbers = [number(citations, _citation(one, place)) for one in told for place in one.places]
        claims.append(Claim(statement.text, tuple(dict.fromkeys(numbers))))
        figures += [replace(figure, citation=numbers[at]) for at, figure in statement.figures]
    text = tell(claims, listed=len(claims) > 1)
    return Answer(
        question, Status.ANSWERED, text, tuple(claims), tuple(citations), tuple(figures),
        computation=choice.computation, notes=choice.notes, answerer="figures",
    )  # fmt: skip


def offers(choice: FigureChoice) -> tuple[Citation, ...]:
    """Return the nearest figures that the records do hold, as citations."""
    return tuple(
        replace(_citation(statement, place), id=at)
        for at, (statement, place) in enumerate(((s, p) for s in choice.nearest for p in s.places), 1)
    )


def _citation(statement: Statement, place: Span) -> Citation:
    document = statement.document
    item = document.items[statement.item] if statement.item is not None else None
    return Citation(
        0, document.name, document.title, document.kind, item.meeting_date if item else None,
        item.number if item else "", item.heading if item else "", document.page_of(place.start), place,
        place.of(document.text), document.body,
    )  # fmt: skip
