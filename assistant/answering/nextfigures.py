"""The figure beside the one that was answered: the same measure in another area or period, asked in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from assistant.language import fold
from assistant.records import Answer, Document, Figure, Item

_WHOLES: Final = frozenset("total totals all overall average mean sum".split())
_OPPOSITES: Final = (("highest", "lowest"), ("most", "fewest"), ("largest", "smallest"), ("biggest", "smallest"))


def neighbouring_figures(answer: Answer, record: Document, items: Sequence[Item]) -> Iterator[str]:
    """Yield questions on figures beside the one an answer states.

    Args:
        answer: What was answered; its figures name measure, area and period.
        record: The record that holds the figures.
        items: Those items of it that the reader may see.
    """
    asked = answer.taken_as or answer.question
    yield from _opposite(asked) if answer.figures else ()
    own = _own(answer, record)
    if own is None or len(answer.figures) > 1:
        return
    held = [figure for figure in record.figures if any(item.span.contains(figure.context) for item in items)]
    beside = sorted((f for f in held if _comparable(f, own)), key=lambda f: abs(f.context.start - own.context.start))
    areas = (_swapped(asked, own.area, f.area) for f in beside if f.period == own.period and not _whole(f.area))
    periods = (_swapped(asked, own.period, f.period) for f in beside if f.area == own.area)
    for pair in (filter(None, periods), filter(None, areas)):
        yield from (question for question, _ in zip(pair, range(2), strict=False))


def _own(answer: Answer, record: Document) -> Figure | None:
    """Return the figure of the record that an answer states."""
    cited = {citation.id: citation for citation in answer.citations if citation.document == record.name}
    for told in answer.figures:
        place = cited.get(told.citation)
        for figure in record.figures if place else ():
            if place and place.span.contains(figure.span) and (figure.value, figure.area) == (told.value, told.area):
                return figure
    return None


def _comparable(figure: Figure, own: Figure) -> bool:
    same: Callable[[Figure], tuple[str, str, bool]] = lambda f: (fold(f.measure), f.unit, f.change)  # noqa: E731
    return same(figure) == same(own) and (figure.area, figure.period) != (own.area, own.period)


def _whole(area: str) -> bool:
    return not area or bool(_WHOLES & set(fold(area).lower().split()))


def _opposite(asked: str) -> Iterator[str]:
    """Yield the question for the other end of a ranking."""
    for pair in _OPPOSITES:
        for old, new in (pair, pair[::-1]):
            question = _replaced(asked, f"the {old}", f"the {new}")
            if question:
                yield question
                return


def _swapped(asked: str, old: str, new: str) -> str:
    """Return the question with one name in place of another, "" where it cannot be said by a change of name alone.

    "April to August 2019" has not the words of "Apr-Aug 2019"; where two names differ in one word, that word is changed.
    """
    if not old or not new or old == new:
        return ""
    question = _replaced(asked, old, new)
    if not question:
        before, after = old.split(), new.split()
        differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        if len(before) == len(after) and len(differing) == 1:
            question = _replaced(asked, *differing[0])
    return question


def _replaced(asked: str, old: str, new: str) -> str:
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.I)
    found = pattern.findall(asked)
    return pattern.sub(lambda _: new, asked) if len(found) == 1 else ""
