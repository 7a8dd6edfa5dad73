"""Figures of an answer that can be set side by side, as a chart in the page: each mark leads to its source beside it.

The chart is SVG inside the page with no script or style of its own; the page's style sheet gives its colours.  A table
under it says the same in words.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.answering.figures.results import with_unit
from assistant.ingest.figures.periods import read_periods
from assistant.records import AnsweredFigure

_WIDTH, _EDGE, _ROW, _BAR = 360, 8, 42, 16  # in units of the drawing, which is scaled to the page
_HEIGHT, _TOP, _FOOT, _SIDE = 200, 30, 28, 44
_ROOM = 74  # for the figure printed at the end of a bar
_LONGEST = 54  # characters of a label that fit over a bar
_MOST = 24
_LINE = range(3, 6)  # points of one area that are drawn as a line; more have no room for their words


@dataclass(frozen=True, slots=True)
class _Mark:
    """One figure of the chart."""

    label: str
    value: float
    printed: str
    citation: int
    day: date | None


def chart_html(figures: Sequence[AnsweredFigure], key: str, addresses: Mapping[int, str]) -> str:
    """Return the figures that can be compared as a chart with a table, "" where there are not two of one unit.

    Args:
        figures: Those that an answer states.
        key: What the ids in the chart begin with; see ``assistant.ui.render.answer_html``.
        addresses: Where the source viewer shows each citation; a figure whose citation has none is no link.
    """
    chosen = _comparable(figures)
    if len(chosen) < 2:
        return ""
    marks = _marks(chosen)
    areas = {figure.area for figure in chosen}
    lined = len(areas) == 1 and len(marks) in _LINE and all(mark.day for mark in marks)
    name = _name(chosen, areas)
    drawn = _line(marks, addresses) if lined else _bars(marks, addresses)
    height = _HEIGHT if lined else len(marks) * _ROW + _EDGE
    told = f"{'Line' if lined else 'Bar'} chart of {len(marks)} figures. Each leads to its source."
    svg = (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-labelledby="{key}-drawn {key}-told">'
        f'<title id="{key}-drawn">{_safe(name)}</title><desc id="{key}-told">{_safe(told)}</desc>{drawn}</svg>'
    )
    return f'<figure class="cr-chart"><figcaption>{_safe(name)}</figcaption>{svg}{_table(chosen, key, addresses)}</figure>'


def _comparable(figures: Sequence[AnsweredFigure]) -> list[AnsweredFigure]:
    """Return the most figures of one measure and unit, one for each area and period, in their order."""
    groups: dict[tuple[str, str], dict[tuple[str, str], AnsweredFigure]] = defaultdict(dict)
    for figure in figures:
        groups[figure.measure, figure.unit].setdefault((figure.area, figure.period), figure)
    return list(max(groups.values(), key=len, default={}).values())[:_MOST]


def _marks(figures: Sequence[AnsweredFigure]) -> list[_Mark]:
    areas, periods = {figure.area for figure in figures}, {figure.period for figure in figures}

    def label(figure: AnsweredFigure) -> str:
        parts = (figure.area if len(areas) > 1 else "", figure.period if len(periods) > 1 else "")
        return ", ".join(part for part in parts if part)

    days = [read_periods(figure.period)[0] for figure in figures]
    return [
        _Mark(label(figure), figure.value, _printed(figure), figure.citation, day[0].first if len(day) == 1 else None)
        for figure, day in zip(figures, days, strict=True)
    ]


def _printed(figure: AnsweredFigure) -> str:
    shown = f"{Decimal(str(figure.value)):,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return with_unit(shown, "" if figure.unit == "count" else figure.unit)


def _name(figures: Sequence[AnsweredFigure], areas: set[str]) -> str:
    """Return what all the figures are of: their measure, and the one area or period they share."""
    periods = {figure.period for figure in figures}
    shared = (next(iter(areas)) if len(areas) == 1 else "", next(iter(periods)) if len(periods) == 1 else "")
    return ", ".join(part for part in (figures[0].measure, *shared) if part) or "Figures"


def _bars(marks: Sequence[_Mark], addresses: Mapping[int, str]) -> str:
    """Draw bars from a common nought, those of negative figures to its left."""
    low, high = min(0.0, *(m.value for m in marks)), max(0.0, *(m.value for m in marks))
    unit = (_WIDTH - 2 * _EDGE - _ROOM) / ((high - low) or 1.0)
    nought = _EDGE - low * unit
    drawn = []
    for at, mark in enumerate(marks):
        top, left, length = at * _ROW + 14, nought + min(mark.value, 0.0) * unit, abs(mark.value) * unit
        shape = (
            f'<text x="{_EDGE}" y="{top}">{_safe(_short(mark.label))}</text>'
            f'<rect class="cr-bar" x="{left:.1f}" y="{top + 5}" width="{max(length, 1.0):.1f}" height="{_BAR}"/>'
            f'<text x="{left + length + 5:.1f}" y="{top + 18}">{_safe(mark.printed)}</text>'
        )
        drawn.append(_linked(mark, shape, addresses))
    return "".join(drawn)


def _line(marks: Sequence[_Mark], addresses: Mapping[int, str]) -> str:
    """Draw a line through points set at their true distance in time, over a common nought."""
    low, high = min(0.0, *(m.value for m in marks)), max(0.0, *(m.value for m in marks))
    days = [mark.day.toordinal() for mark in marks if mark.day]
    across = (_WIDTH - 2 * _SIDE) / ((max(days) - min(days)) or 1)
    up = (_HEIGHT - _TOP - _FOOT) / ((high - low) or 1.0)
    base = _HEIGHT - _FOOT + low * up
    places = [(_SIDE + (day - min(days)) * across, base - mark.value * up) for day, mark in zip(days, marks, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn = [
        f'<line class="cr-axis" x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{base:.1f}" y2="{base:.1f}"/>'
        f'<polyline class="cr-line" points="{path}"/>'
    ]
    for (x, y), mark in zip(places, marks, strict=True):
        shape = (
            f'<circle class="cr-bar" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
            f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{_safe(mark.printed)}</text>'
            f'<text x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{_safe(mark.label)}</text>'
        )
        drawn.append(_linked(mark, shape, addresses))
    return "".join(drawn)


def _linked(mark: _Mark, shape: str, addresses: Mapping[int, str]) -> str:
    if mark.citation not in addresses:
        return f"<g>{shape}</g>"
    named = _safe(f"{mark.label}: {mark.printed}. Source {mark.citation}")
    return f'<a class="cr-mark" href="{_safe(addresses[mark.citation])}" aria-label="{named}">{shape}</a>'


def _table(figures: Sequence[AnsweredFigure], key: str, addresses: Mapping[int, str]) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Area or row", "Period", "Figure", "Source"))
    rows = "".join(
        f"<tr><td>{_safe(f.area)}</td><td>{_safe(f.period)}</td><td>{_safe(_printed(f))}</td>"
        f"<td>{_number(f.citation, addresses)}</td></tr>"
        for f in figures
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details class="cr-values" id="{key}-values"><summary>The same figures as a table</summary>{table}</details>'


def _number(citation: int, addresses: Mapping[int, str]) -> str:
    told = f"[{citation}]"
    return f'<a class="cr-chip" href="{_safe(addresses[citation])}">{told}</a>' if citation in addresses else told


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


def _safe(text: str) -> str:
    return html.escape(text)
