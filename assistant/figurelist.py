"""Figures selected from the library as rows for JSON and CSV, and as the bars of a chart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.answering.figures.chart import Bar, write_chart
from assistant.answering.figures.select import Held
from assistant.errors import BadRequest

_MOST_BARS = 40
_FORMULA = re.compile(r"[=@\t\r]|[-+](?![£$€]?[\d.,]+%?$)")  # what a spreadsheet takes for a formula; "-5.2%" is a figure


def figure_rows(held: Sequence[Held]) -> list[dict[str, Any]]:
    """Return each figure with its measure, area, period, source and place."""
    return [
        {
            "measure": one.figure.measure, "area": one.figure.area, "period": one.figure.period,
            "value": one.figure.value, "unit": one.figure.unit, "qualifier": one.figure.qualifier,
            "change": one.figure.change,
            "printed": one.printed, "document": one.document.name,
            "item": one.item.number if one.item else "", "heading": one.item.heading if one.item else "",
            "page": one.page,
            "start": one.figure.span.start, "end": one.figure.span.end,
        }
        for one in held
    ]  # fmt: skip


def figures_csv(held: Sequence[Held]) -> str:
    """Return figures as CSV with a header; words of a record that a spreadsheet would compute stand behind an apostrophe."""
    rows = figure_rows(held)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]) if rows else ["measure"])
    writer.writeheader()
    writer.writerows({name: _inert(value) for name, value in row.items()} for row in rows)
    return stream.getvalue()


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_figures(held: Sequence[Held], title: str, table: Path | None, chart: Path | None) -> None:
    """Write figures to a CSV file and draw those of the commonest unit, levels only, as a chart.

    Raises:
        BadRequest: There is nothing to draw, or a file cannot be written.
    """
    try:
        if table:
            with table.open("w", encoding="utf-8", newline="") as stream:
                stream.write(figures_csv(held))
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
        Bar(", ".join(filter(None, (one.figure.area or one.figure.measure, one.figure.period))), one.figure.value, one.printed)
        for one in levels if one.figure.unit == unit
    ][:_MOST_BARS]  # fmt: skip
