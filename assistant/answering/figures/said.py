"""Answers from figures that sentences state, where no table answers: told, computed, or declined for the period or place.

It keeps silent unless it is sure: the sentence must say (nearly) all that is asked, the figure must measure what is asked,
and no other figure may do so as well.  The extractive answerer then quotes sentences as it always did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answering.figures.asked import Operation
from assistant.answering.figures.saidmatch import Fit, Question, Said, apart, in_order, said_figures, speaks_of
from assistant.answering.figures.saidwords import moved, stated, whose
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.records import Access, Document
from assistant.retrieval.search import Found


@dataclass(frozen=True, slots=True)
class Bounds:
    """How well a figure of a sentence must fit to be told, each a share of the question's matter from 0 to 1.

    Attributes:
        open: The most that neither the sentence nor what stands above it may leave open.
        said: The least that the sentence says.
        measured: The least that the figure's measure says, where the question names the kind of amount.
        whole: The least that it says where the question names none.
    """

    open: float
    said: float
    measured: float
    whole: float


FITTED = Bounds(0.3, 0.4, 0.5, 0.99)  # eval/fit_said.py; docs/figures.md has on what
_DOCUMENTS = 8
_TOLD = frozenset({Operation.LOOK_UP, Operation.SHARE})
_MOVED = frozenset({Operation.CHANGE, Operation.WHETHER})
_TWO_THINGS = re.compile(r"\band (?:how|what|when|who|where|why|which|at what|by how)\b", re.I)


def answer_said(
    found: Found, document: Callable[[str], Document], accesses: Sequence[Access] = (Access.PUBLIC,)
) -> FigureChoice | None:
    """Return what the figures of sentences say to a question; None where they do not surely say it.

    Args:
        found: The passages found for the question.
        document: Gives a document by name.
        accesses: Access labels that the asker may see: sentences of other items are not looked at.
    """
    held = weigh(found, document, accesses)
    return choose(*held, FITTED) if held else None


def weigh(
    found: Found, document: Callable[[str], Document], accesses: Sequence[Access] = (Access.PUBLIC,)
) -> tuple[Question, list[Fit]] | None:
    """Return a question with how the figures of sentences fit it; None where it asks for something else."""
    question = Question(found.analysis, found.rarity)
    operation = question.asked.operation
    if operation not in _TOLD | _MOVED or question.asked.unread or _TWO_THINGS.search(question.words):
        return None
    names = list(dict.fromkeys(hit.document for hit in found.hits))[:_DOCUMENTS]
    held = [said for name in names for said in said_figures(document(name), accesses)]
    return question, [fit for said in held if (fit := question.fits(said)) is not None]


def choose(question: Question, fits: Sequence[Fit], bounds: Bounds) -> FigureChoice | None:
    """Return what figures that fit a question say to it within some bounds; None where they do not surely say it."""
    if question.asked.operation in _MOVED:
        return _change(question, fits, bounds)
    return _told(question, [fit for fit in fits if not fit.said.figure.change], bounds)


def _told(question: Question, fits: Sequence[Fit], bounds: Bounds) -> FigureChoice | None:
    """Return the one figure that is asked for, or say for what else it is given."""
    whole = _best([fit for fit in fits if _sure(question, fit, bounds) and not fit.strange])
    current = [fit for fit in whole if _of_periods(question, fit.said)]
    values = {(fit.said.figure.value, fit.said.figure.unit) for fit in current}
    if current and len(values) == 1:
        return FigureChoice((stated(current[0].said),))
    if current:
        return None
    elsewhere = any(_of_periods(question, fit.said) for fit in fits)  # something else counted then may be what is meant
    if (
        whole
        and len(question.asked.periods) == 1
        and not elsewhere
        and all(fit.said.period and apart(question.asked.periods[0], fit.said.period) for fit in whole)
    ):
        return _declined(question, whole[0].said, question.asked.periods[0].words)
    return _elsewhere(question, fits, bounds)


def _sure(question: Question, fit: Fit, bounds: Bounds) -> bool:
    """Return whether a figure is of what is asked: for "how many X" it has counted X, which ``Question.fits`` makes sure of.

    However much else may be left open, a name may not.
    """
    if set(fit.missing) & set(question.names):
        return False
    moved = question.asked.operation in _MOVED
    measured = bool(question.counted) or fit.own >= (bounds.measured if question.amount or moved else bounds.whole)
    return measured and question.heavy(fit.missing) <= bounds.open and fit.weight >= bounds.said


def _best(fits: Sequence[Fit]) -> list[Fit]:
    """Return those whose sentence and measure say most of what is asked, and their measure least beside it."""
    if not fits:
        return []
    best = max((round(fit.weight, 3), round(fit.own, 3), -fit.stray) for fit in fits)
    return [fit for fit in fits if (round(fit.weight, 3), round(fit.own, 3), -fit.stray) == best]


def _of_periods(question: Question, said: Said) -> bool:
    """Return whether a figure is of the period asked; where none is, whether nothing is left open."""
    periods = question.asked.periods
    if not periods:
        return True
    return len(periods) == 1 and said.period is not None and speaks_of(periods[0], said.period)


def _elsewhere(question: Question, fits: Sequence[Fit], bounds: Bounds) -> FigureChoice | None:
    """Say where a figure is given, if a sentence gives all that is asked but for another place than the one named."""
    near = [
        fit for fit in fits
        if fit.missing and set(fit.missing) <= set(question.names) and fit.said.figure.area
        and fit.weight + question.heavy(fit.missing) > 0.99 and fit.own >= bounds.measured and question.placed(fit.missing)
    ]  # fmt: skip
    if not near:
        return None
    best = _best(near)[0]
    return _declined(question, best.said, question.as_asked(best.missing))


def _declined(question: Question, said: Said, lacking: str) -> FigureChoice:
    told = f"the records here give {whose(said)}, not for {lacking}"
    return FigureChoice(unmet=told, nearest=(Statement("", said.document, said.item, (said.figure.context,)),))


def _change(question: Question, fits: Sequence[Fit], bounds: Bounds) -> FigureChoice | None:
    """Return a change as a sentence prints it, else between two levels of one measure."""
    whole = [fit for fit in fits if _sure(question, fit, bounds) and not fit.strange]
    changes = [fit for fit in whole if fit.said.figure.change and _printed(question, fit)]
    printed = [] if question.asked.operation is Operation.WHETHER else _best(changes)
    if len({(f.said.figure.value, f.said.figure.unit) for f in printed}) == 1:
        return FigureChoice((stated(printed[0].said),))
    if printed:
        return None
    levels = [fit.said for fit in whole if not fit.said.figure.change]
    pairs = [told for pair in combinations(levels, 2) if _pair(question, *pair) and (told := in_order(*pair))]
    worth = {(first.figure.value, last.figure.value) for first, last in pairs}
    return moved(*pairs[0], question.asked) if len(worth) == 1 else None


def _printed(question: Question, fit: Fit) -> bool:
    """Return whether a printed change is the one asked for: a percentage or an amount, its direction and period."""
    figure, asked = fit.said.figure, question.asked
    percent = figure.unit == "%"
    if percent != asked.percent or asked.rising is not None and (figure.value > 0) != asked.rising:
        return False
    return not asked.periods or any(fit.said.period and speaks_of(p, fit.said.period) for p in asked.periods)


def _pair(question: Question, one: Said, other: Said) -> bool:
    """Return whether two levels are of one measure, place and unit, and of the two periods asked."""
    a, b = one.figure, other.figure
    if (a.measure, a.area, a.unit) != (b.measure, b.area, b.unit) or one.document.body != other.document.body:
        return False
    if a.qualifier or b.qualifier:
        return False
    asked = question.asked.periods
    if not asked:
        return a.context == b.context and one.document is other.document
    if one.period is None or other.period is None or one.period.equals(other.period):
        return False
    held = (one.period, other.period)
    return len(asked) == 2 and all(any(speaks_of(p, h) for h in held) for p in asked)
