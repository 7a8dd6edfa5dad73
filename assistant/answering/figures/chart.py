"""Figures as a bar chart: SVG for the page, each bar a link to its source, and PNG for a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from assistant.errors import BadRequest

_WIDTH, _BAR, _GAP, _LABEL, _MARGIN = 760, 22, 8, 300, 12
_INK, _FILL = "#1f2933", "#3b6ea5"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, how long it is, what is printed at its end, and where it leads ("" for nowhere)."""

    label: str
    value: float
    printed: str
    link: str = ""


def draw_svg(title: str, bars: Sequence[Bar]) -> str:
    """Return a horizontal bar chart as SVG text."""
    parts = [f'<text x="{_MARGIN}" y="22" font-size="15" fill="{_INK}">{escape(title)}</text>']
    for bar, (top, left, length) in zip(bars, _places(bars), strict=True):
        drawn = (
            f'<text x="{_LABEL - 8}" y="{top + 15}" font-size="12" text-anchor="end" fill="{_INK}">'
            f"{escape(_short(bar.label))}</text>"
            f'<rect x="{left:.1f}" y="{top}" width="{length:.1f}" height="{_BAR}" fill="{_FILL}"/>'
            f'<text x="{left + length + 6:.1f}" y="{top + 15}" font-size="12" fill="{_INK}">'
            f"{escape(bar.printed)}</text>"
        )
        parts.append(f'<a href="{escape(bar.link)}">{drawn}</a>' if bar.link else drawn)
    height = _height(bars)
    body = "".join(parts)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    told = f'role="img" aria-label="{escape(title)}" font-family="sans-serif"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {told}>{body}</svg>'


def write_chart(path: Path, title: str, bars: Sequence[Bar]) -> None:
    """Write a chart to a .png or .svg file.

    Raises:
        BadRequest: The file's name ends otherwise.
    """
    if path.suffix.lower() == ".svg":
        path.write_text(draw_svg(title, bars), "utf-8")
    elif path.suffix.lower() == ".png":
        _draw_png(path, title, bars)
    else:
        raise BadRequest(f"{path.name}: a chart is written as .png or .svg; give the file one of these endings")


def _draw_png(path: Path, title: str, bars: Sequence[Bar]) -> None:
    from PIL import Image, ImageDraw, ImageFont

    scale = 2
    picture = Image.new("RGB", (_WIDTH * scale, _height(bars) * scale), "white")
    draw = ImageDraw.Draw(picture)
    large, small = ImageFont.load_default(15 * scale), ImageFont.load_default(12 * scale)
    draw.text((_MARGIN * scale, 8 * scale), title, fill=_INK, font=large)
    for bar, (top, left, length) in zip(bars, _places(bars), strict=True):
        label = _short(bar.label)
        width = draw.textlength(label, font=small)
        draw.text(((_LABEL - 8) * scale - width, (top + 3) * scale), label, fill=_INK, font=small)
        draw.rectangle([left * scale, top * scale, (left + length) * scale, (top + _BAR) * scale], fill=_FILL)
        draw.text(((left + length + 6) * scale, (top + 3) * scale), bar.printed, fill=_INK, font=small)
    picture.save(path)


def _places(bars: Sequence[Bar]) -> list[tuple[int, float, float]]:
    """Return top, left and length of each bar; bars of negative values reach left of the line at nought."""
    low, high = min([0.0, *(bar.value for bar in bars)]), max([0.0, *(bar.value for bar in bars)])
    unit = (_WIDTH - _LABEL - 90) / ((high - low) or 1.0)
    zero = _LABEL - low * unit
    return [(36 + at * (_BAR + _GAP), zero + min(bar.value, 0.0) * unit, abs(bar.value) * unit) for at, bar in enumerate(bars)]


def _height(bars: Sequence[Bar]) -> int:
    return 36 + len(bars) * (_BAR + _GAP) + _MARGIN


def _short(label: str) -> str:
    return label if len(label) <= 46 else f"{label[:45]}…"
