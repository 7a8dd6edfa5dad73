"""Plots as inline SVG: nothing is fetched, every word is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from eval.statistics import Estimate

COLOURS = ("#1f5fa8", "#c2571a", "#2e7d4f", "#7a4ea3", "#8a6d1d", "#a32c4b")
_LEFT, _TOP, _WIDTH = 170, 24, 460
_BAR, _GAP = 14, 12


def bars(estimates: Mapping[str, Mapping[str, Estimate]], metrics: Sequence[str]) -> str:
    """Return a bar chart of metrics between 0 and 1: one bar a system, with its interval as a whisker.

    Args:
        estimates: by system, by metric.
        metrics: the rows, from the top; a system without one has no bar there.
    """
    systems = list(estimates)
    step = _BAR * len(systems) + _GAP
    height = _TOP + step * len(metrics) + 24
    parts = _grid(height)
    for row, metric in enumerate(metrics):
        top = _TOP + row * step
        middle = top + step / 2
        parts.append(f'<text x="{_LEFT - 8}" y="{middle:.0f}" text-anchor="end">{escape(metric)}</text>')
        for place, system in enumerate(systems):
            found = estimates[system].get(metric)
            if found is not None:
                parts += _bar(found, top + place * _BAR, COLOURS[place % len(COLOURS)], f"{system}, {metric}")
    return _svg(_LEFT + _WIDTH + 60, height, parts, "metrics by system") + _legend(systems)


def lines(curves: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """Return a plot of curves on the unit square, one a system; a single point is drawn as a dot."""
    size, left, top = 300, 56, 16
    parts = [f'<rect x="{left}" y="{top}" width="{size}" height="{size}" class="frame"/>']
    for tick in range(6):
        at = tick / 5
        parts.append(f'<text x="{left + at * size}" y="{top + size + 16}" text-anchor="middle">{at:.1f}</text>')
        parts.append(f'<text x="{left - 6}" y="{top + size * (1 - at) + 4}" text-anchor="end">{at:.1f}</text>')
    parts.append(f'<text x="{left + size / 2}" y="{top + size + 36}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text x="14" y="{top + size / 2}" transform="rotate(-90 14 {top + size / 2})">{escape(up)}</text>')
    for place, (system, curve) in enumerate(curves.items()):
        colour = COLOURS[place % len(COLOURS)]
        points = [(left + x * size, top + size * (1 - y)) for x, y in curve]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        title = f"<title>{escape(system)}</title>"
        if len(points) > 1:
            parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2">{title}</polyline>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">{title}</circle>' for x, y in points[-1:]]
    return _svg(left + size + 30, top + size + 48, parts, f"{up} by {across}") + _legend(list(curves))


def _grid(height: int) -> list[str]:
    parts = []
    for tick in range(6):
        x = _LEFT + tick / 5 * _WIDTH
        parts.append(f'<line x1="{x:.0f}" y1="{_TOP}" x2="{x:.0f}" y2="{height - 22}" class="grid"/>')
        parts.append(f'<text x="{x:.0f}" y="{height - 6}" text-anchor="middle">{tick / 5:.1f}</text>')
    return parts


def _bar(found: Estimate, y: float, colour: str, title: str) -> list[str]:
    """Return one bar, its whisker and its value."""
    end, low, high = (_LEFT + max(0.0, min(1.0, value)) * _WIDTH for value in (found.value, found.low, found.high))
    middle = y + _BAR / 2
    return [
        f'<rect x="{_LEFT}" y="{y + 2:.0f}" width="{end - _LEFT:.1f}" height="{_BAR - 3}" fill="{colour}">'
        f"<title>{escape(title)}</title></rect>",
        f'<line x1="{low:.1f}" y1="{middle:.1f}" x2="{high:.1f}" y2="{middle:.1f}" class="whisker"/>',
        f'<text x="{max(end, high) + 5:.1f}" y="{middle + 4:.1f}">{found.value:.2f}</text>',
    ]


def _legend(systems: Sequence[str]) -> str:
    keys = "".join(
        f'<span><i style="background:{COLOURS[place % len(COLOURS)]}"></i>{escape(system)}</span>'
        for place, system in enumerate(systems)
    )
    return f'<p class="legend">{keys}</p>'


def _svg(width: float, height: float, parts: Sequence[str], label: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )
