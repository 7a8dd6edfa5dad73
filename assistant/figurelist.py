"""Figures selected from the library as rows for JSON and CSV, and as the bars of a chart."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.answering.figures.chart import Bar, write_chart
from assistant.answering.figures.select import Held
from assistant.errors import BadRequest

_MOST_BARS = 40


def figure_rows(held: Sequence[Held]) -> list[dict[str, Any]]:
    """Return each figure with its measure, area, period, source and place."""
    return [
        {
            "measure": one.figure.measure, "area": one.figure.area, "period": one.figure.period,
            "value": one.figure.value, "unit": one.figure.unit, "qualifier": one.figure.qualifier,
            "change": one.figure.change,
            "printed": " ".join(one.figure.span.of(one.document.text).split()), "document": one.document.name,
            "item": one.item.number if one.item else "", "heading": one.item.heading if one.item else "",
            "page": one.document.page_of(one.figure.span.start),
            "start": one.figure.span.start, "end": one.figure.span.end,
        }
        for one in held
    ]  # fmt: skip


def write_figures(held: Sequence[Held], title: str, table: Path | None, chart: Path | None) -> None:
    """Write figures to a CSV file and draw those of the commonest unit, levels only, as a chart.

    Raises:
        BadRequest: There is nothing to draw, or a file cannot be written.
    """
    try:
        if table:
            with table.open("w", encoding="utf-8", newline="") as stream:
                rows = figure_rows(held)
                writer = csv.DictWriter(stream, list(rows[0]) if rows else ["measure"])
                writer.writeheader()
                writer.writerows(rows)
        if chart:
            write_chart(chart, title, _bars(held))
    except OSError as error:
        raise BadRequest(f"{error.filename}: cannot be written ({error.strerror}); check the path") from error


def _bars(held: Sequence[Held]) -> list[Bar]:
    levels = [one for one in held if not one.figure.change]
    units = [one.figure.unit for one in levels]
    if not levels:
        raise BadRequest("there is no figure to draw; name the measure as the records do")
    unit = max(dict.fromkeys(units), key=units.count)
    return [
        Bar(", ".join(filter(None, (one.figure.area or one.figure.measure, one.figure.period))), one.figure.value,
            " ".join(one.figure.span.of(one.document.text).split()))
        for one in levels if one.figure.unit == unit
    ][:_MOST_BARS]  # fmt: skip
