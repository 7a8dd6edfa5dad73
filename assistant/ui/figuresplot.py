"""Figures of one measure and unit as a chart of the page: bars, in groups where areas and periods vary, or a line over time.

The chart is plain HTML, so that its words keep their size at any width: each mark is a link to the cell it stands for, which
says its value and source when it is pointed at or focused.  The table under it says the same.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.figures.results import with_unit
from assistant.answering.figures.select import Held
from assistant.ingest.figures.periods import Period
from assistant.web.addresses import source_address

MOST = 60  # marks that can be told apart
_MOST_ON_LINE = 24
_WORDED = 8  # points of a line that have room for their values
_DATED = 6  # points of a line that have room for their periods
_UNEVEN = 1.5  # periods longer than this many times the shortest are not set on one line with it


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a chart.

    Attributes:
        held: The figure and where it stands.
        label: What tells it from those beside it.
        apart: Its record, where another record prints another value for the same.
    """

    held: Held
    label: str = ""
    apart: str = ""

    @property
    def value(self) -> float:
        """Its amount."""
        return self.held.figure.value

    @property
    def period(self) -> Period | None:
        """Its period, where one is told."""
        return self.held.period


def printed(held: Held) -> str:
    """Return a figure as its record prints it, with its unit and what qualifies it: "about 30.2 per 1,000 popn.".

    A fall that the record tells in words ("decreased by 26.7%") has no sign of its own and is given one.
    """
    figure = held.figure
    unit = "" if figure.unit in ("", "count") else figure.unit
    sign = "-" if figure.value < 0 and not any(sign in held.printed for sign in "-–−(") else ""
    return " ".join(part for part in (figure.qualifier, with_unit(f"{sign}{held.printed}", unit)) if part)


def source_name(held: Held) -> str:
    """Return where a figure stands, in words: the record, the item and the page."""
    item = f"item {held.item.number}" if held.item and held.item.number else ""
    page = f"page {held.page}" if held.page else ""
    return ", ".join(part for part in (held.document.title or held.document.name, item, page) if part)


def chart_html(held: Sequence[Held], name: str) -> str:
    """Return figures of one measure and unit, either all levels or all changes, as a chart; "" where there are not two.

    Args:
        held: The figures, by period.
        name: What they are of, for those who do not see the chart.
    """
    marks = _marks(held)
    if len(marks) < 2:
        return ""
    if len(marks) > MOST:
        return f'<p class="cr-aside">{len(marks)} figures are too many for a chart. Choose areas or periods to see one.</p>'
    lined = _on_a_line(marks)
    told = f"{'Line' if lined else 'Bar'} chart of {len(marks)} figures: {name}. Arrow keys lead from mark to mark."
    drawn = _line(marks) if lined else _bars(marks)
    return f'<div class="cr-plot" role="group" aria-label="{_safe(told)}">{drawn}</div>'


def _marks(held: Sequence[Held]) -> list[Mark]:
    """Return a mark for each area, period and value; a value that several records print is drawn once."""
    values: dict[tuple[str, str], dict[float, Held]] = defaultdict(dict)
    for one in held:
        if not (one.figure.area or one.figure.period):
            continue  # nothing would tell its mark from the others
        values[one.figure.area, one.figure.period].setdefault(one.figure.value, one)
    return [
        Mark(one, apart=one.document.title or one.document.name if len(rivals) > 1 else "")
        for rivals in values.values() for one in rivals.values()
    ]  # fmt: skip


def _on_a_line(marks: Sequence[Mark]) -> bool:
    """Return whether the marks are one area's, over periods of much the same length that follow one another."""
    days = [(mark.period.last - mark.period.first).days + 1 for mark in marks if mark.period]
    one_area = len({mark.held.figure.area for mark in marks}) == 1
    apart = len({mark.period.first for mark in marks if mark.period}) == len(marks)
    return one_area and len(days) == len(marks) <= _MOST_ON_LINE and apart and max(days) <= _UNEVEN * min(days)


def _bars(marks: Sequence[Mark]) -> str:
    """Draw bars from a common nought, in a group for each area where periods vary too."""
    low, high = min(0.0, *(mark.value for mark in marks)), max(0.0, *(mark.value for mark in marks))
    areas = list(dict.fromkeys(mark.held.figure.area for mark in marks))
    periods = list(dict.fromkeys(mark.held.figure.period for mark in marks))
    if len(areas) > 1 and len(periods) > 1:
        groups = [(area, [replace(m, label=_period(m)) for m in marks if m.held.figure.area == area]) for area in areas]
    elif len(areas) > 1:
        groups = [("", [replace(mark, label=mark.held.figure.area or "no area named") for mark in marks])]
    else:
        groups = [("", [replace(mark, label=_period(mark)) for mark in marks])]
    return "".join(_group(area, bars, low, high) for area, bars in groups)


def _group(area: str, marks: Sequence[Mark], low: float, high: float) -> str:
    head = f'<p class="cr-plot-area">{_safe(area)}</p>' if area else ""
    return head + "".join(_bar(mark, low, high) for mark in marks)


def _bar(mark: Mark, low: float, high: float) -> str:
    whole = (high - low) or 1.0
    left, length = (min(mark.value, 0.0) - low) / whole * 100, abs(mark.value) / whole * 100
    label = ", ".join(part for part in (mark.label, mark.apart) if part)
    bar = f'<span class="cr-plot-bar" style="margin-left:{left:.2f}%;width:{length:.2f}%"></span>'
    return _linked(
        mark, "cr-plot-row",
        f'<span class="cr-plot-label">{_safe(label)}</span><span class="cr-plot-track">{bar}</span>'
        f'<span class="cr-plot-value">{_safe(printed(mark.held))}</span>',
    )  # fmt: skip


def _line(marks: Sequence[Mark]) -> str:
    """Draw a line through points set at their true distance in time, over a common nought."""
    low, high = min(0.0, *(mark.value for mark in marks)), max(0.0, *(mark.value for mark in marks))
    days = [mark.period.first.toordinal() for mark in marks if mark.period]
    across = (max(days) - min(days)) or 1
    places = [
        ((day - min(days)) / across * 100, (mark.value - low) / ((high - low) or 1.0) * 100)
        for day, mark in zip(days, marks, strict=True)
    ]
    path = " ".join(f"{x:.2f},{100 - y:.2f}" for x, y in places)
    drawing = (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<polyline points="{path}" fill="none" vector-effect="non-scaling-stroke"/></svg>'
    )
    points = "".join(_point(mark, x, y, len(marks) <= _WORDED) for mark, (x, y) in zip(marks, places, strict=True))
    step = max(1, -(-len(marks) // _DATED))
    dates = "".join(
        f'<span style="left:{x:.2f}%">{_safe(_period(mark))}</span>'
        for at, (mark, (x, _)) in enumerate(zip(marks, places, strict=True)) if at % step == 0
    )  # fmt: skip
    return f'<div class="cr-plot-field">{drawing}{points}</div><div class="cr-plot-dates" aria-hidden="true">{dates}</div>'


def _point(mark: Mark, x: float, y: float, worded: bool) -> str:
    value = f'<span class="cr-plot-value">{_safe(printed(mark.held))}</span>' if worded else ""
    mark = replace(mark, label=_period(mark))
    return _linked(mark, "cr-plot-point", value, f"left:{x:.2f}%;bottom:{y:.2f}%")


def _linked(mark: Mark, classes: str, drawn: str, style: str = "") -> str:
    """Return a mark as a link to its cell; what it says when pointed at is part of it, so that it stays while it is read."""
    figure = mark.held.figure
    where = ", ".join(part for part in (figure.area, figure.period) if part) or figure.measure
    value, source = printed(mark.held), source_name(mark.held)
    tip = f'<span class="cr-tip" aria-hidden="true"><b>{_safe(where)}: {_safe(value)}</b> {_safe(source)}</span>'
    named = _safe(f"{where}: {value}. {source}")
    placed = f' style="{style}"' if style else ""
    href = _safe(source_address(mark.held.document.name, figure.span))
    return f'<a class="cr-point {classes}" href="{href}" aria-label="{named}"{placed}>{drawn}{tip}</a>'


def _period(mark: Mark) -> str:
    return mark.held.figure.period or "no period named"


def _safe(text: str) -> str:
    return html.escape(text)
