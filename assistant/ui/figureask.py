"""A question about the figures that are shown, offered only where its answer cites one of their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.answering.figures.select import Held
from assistant.records import Answer, Status

_TRIES = 4  # questions asked before none is offered


def question_about(held: Sequence[Held], ask: Callable[[str], Answer]) -> str:
    """Return a question whose answer gives one of the figures, the newest where it can be; "" where none is found.

    Args:
        held: Figures of one measure.
        ask: Answers a question as the Ask tab does.
    """
    for one in _spread(held):
        question = worded(one)
        if gives(ask(question), one):
            return question
    return ""


def worded(one: Held) -> str:
    """Return the question for one figure: its measure as printed, its area and its period."""
    figure = one.figure
    area = f" for {figure.area}" if figure.area else ""
    return f"What was the figure for “{figure.measure}”{area}{_when(figure.period)}?"


def gives(answer: Answer, one: Held) -> bool:
    """Return whether an answer cites the place of a figure, and gives its value where it gives figures at all."""
    cited = any(c.document == one.document.name and c.span.overlaps(one.figure.span) for c in answer.citations)
    values = {figure.value for figure in answer.figures}
    return answer.status is Status.ANSWERED and cited and (one.figure.value in values if values else one.printed in answer.text)


def _spread(held: Sequence[Held]) -> Iterator[Held]:
    """Yield some of the figures: of the newest period the first, then the last, then of the oldest."""
    newest = sorted(held, key=lambda one: one.period.last if one.period else date.min, reverse=True)
    chosen = dict.fromkeys((0, len(newest) - 1, 1, len(newest) // 2))
    yield from (newest[at] for at in list(chosen)[:_TRIES] if at < len(newest))


def _when(period: str) -> str:
    """Return a period as a question says it ("in 2019-20", "from April 2019 to April 2020")."""
    if not period:
        return ""
    return f" from {period}" if " to " in period else f" in {period}"
