"""What the figures of the records say to a question: sentences with their places, or what is lacking."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import AnsweredFigure, Document, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the places in one document that it rests on, its rows first.

    ``figures`` pairs each figure stated with the index of its place; ``item`` is the index of the item in the document.
    ``beside`` are statements of other documents whose places it rests on too, as a change between two reports does.
    """

    text: str
    document: Document
    item: int | None
    places: tuple[Span, ...]
    figures: tuple[tuple[int, AnsweredFigure], ...] = ()
    beside: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """What the tables say to a question: statements, or what they lack and the nearest they have.

    ``short`` is the bare answer of each statement ("382", "Sevenoaks"); ``scale`` is percent, the scale that the table
    prints for figures (thousand, million, billion) or ""; ``chance`` is how sure the answer is, from 0 to 1.
    """

    statements: tuple[Statement, ...] = ()
    computation: str | None = None
    notes: tuple[str, ...] = ()
    unmet: str = ""
    nearest: tuple[Statement, ...] = ()
    short: tuple[str, ...] = ()
    scale: str = ""
    chance: float = 1.0
