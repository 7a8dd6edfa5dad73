"""What the figures tab shows: for each measure and unit a chart and a table whose values lead to their cells.

Every text of a record or of the reader is escaped here, and nothing else makes HTML of them.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.figures.select import Held, Measure
from assistant.records import Access
from assistant.ui.figuresplot import chart_html, printed, source_name
from assistant.web.addresses import source_address

_MOST_GROUPS = 8
_MOST_ROWS = 300  # in one table; all are in the CSV file


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that can be set side by side: of one measure and unit, and either all levels or all changes."""

    measure: str
    unit: str
    change: bool
    held: tuple[Held, ...]

    @property
    def name(self) -> str:
        """What the figures are of, with their unit where the measure does not say it."""
        measure = self.measure or "Measure not told"
        kind = "change" if self.change and "chang" not in measure.casefold() else ""
        unit = "" if self.unit == "count" or self.unit.casefold() in measure.casefold() else self.unit
        beside = ", ".join(part for part in (kind, unit) if part)
        return f"{measure} ({beside})" if beside else measure


def groups_of(held: Sequence[Held]) -> list[Group]:
    """Return figures in groups that can be compared, the largest first."""
    found: dict[tuple[str, str, bool], list[Held]] = defaultdict(list)
    for one in held:
        found[one.figure.measure.casefold(), one.figure.unit, one.figure.change].append(one)
    groups = (Group(members[0].figure.measure, *key[1:], tuple(members)) for key, members in found.items())
    return sorted(groups, key=lambda group: -len(group.held))


def figures_html(held: Sequence[Held], notes: Sequence[tuple[Held, str]], address: str, question: str = "") -> str:
    """Return the result of a choice.

    Args:
        held: The figures chosen, at least one.
        notes: What is odd about the tables shown, each with a figure of the table.
        address: Where they can be downloaded as CSV.
        question: One that is answered with one of them, "" for none.
    """
    groups = groups_of(held)
    shown = "".join(_group(group) for group in groups[:_MOST_GROUPS])
    rest = groups[_MOST_GROUPS:]
    more = others_html("Also found, not shown", [Measure(name, 0) for name in dict.fromkeys(g.measure for g in rest)][:30])
    return _bar(held, question, address) + _notes(notes) + shown + more


def others_html(heading: str, measures: Sequence[Measure]) -> str:
    """Return measures as buttons that choose them."""
    buttons = "".join(
        f'<li><button type="button" class="cr-pick" data-measure="{_safe(one.name)}">{_safe(one.name)}</button></li>'
        for one in measures if one.name
    )  # fmt: skip
    return f'<div class="cr-picks"><h3 class="cr-label">{_safe(heading)}</h3><ul>{buttons}</ul></div>' if buttons else ""


def options_html(measures: Sequence[Measure]) -> str:
    """Return measures as the options of the combobox, and how many there are for those who do not see them."""
    options = "".join(
        f'<li role="option" id="cr-measure-{at}" aria-selected="false" data-measure="{_safe(one.name)}">'
        f"<span>{_safe(one.name)}</span><small>{_figures(one.figures)}</small></li>"
        for at, one in enumerate(measures)
    )
    return f'<ul role="listbox" id="cr-measure-list" aria-label="Measures">{options}</ul>'


def told_html(held: Sequence[Held], measure: str) -> str:
    """Return how much was found, in one line."""
    records = len({one.document.name for one in held})
    closed = ' <strong class="cr-exempt">Holds exempt figures: not for publication.</strong>'
    exempt = closed if any(one.access is Access.EXEMPT for one in held) else ""
    return (
        f'<p class="cr-standing">{_figures(len(held))} for “{_safe(measure)}”, from {records} record{"s" * (records > 1)}. '
        f"Each value leads to the place it is printed at.{exempt}</p>"
    )


def nothing_html(measure: str, narrowed: bool) -> str:
    """Return that no figure was found, and what to do."""
    advice = (
        "Take away an area or a period, or choose another measure."
        if narrowed
        else "Try fewer or other words, or choose one of the measures that are offered as you type."
    )
    return f'<div class="cr-notice"><h2>No figures for “{_safe(measure)}”</h2><p>{advice}</p></div>'


def notice_html(heading: str, told: str) -> str:
    """Return something that the reader has to know before anything can be shown."""
    return f'<div class="cr-notice"><h2>{_safe(heading)}</h2><p>{_safe(told)}</p></div>'


def _bar(held: Sequence[Held], question: str, address: str) -> str:
    ask = f'<button type="button" class="cr-act cr-ask-about" data-question="{_safe(question)}">Ask about this</button>'
    return (
        '<div class="cr-figure-bar">'
        f'<a class="cr-act" href="{_safe(address)}" download>Download CSV</a>'
        f'<button type="button" class="cr-act cr-copy-figures" data-text="{_safe(_tabbed(held))}">Copy</button>'
        f'{ask if question else ""}<span role="status" class="cr-copied"></span></div>'
    )


def _tabbed(held: Sequence[Held]) -> str:
    """Return figures as lines of words between tabs, as spreadsheets take them from the clipboard."""
    head = ("Measure", "Area or row", "Period", "Value", "Source")
    rows = ((one.figure.measure, one.figure.area, one.figure.period, printed(one), source_name(one)) for one in held)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (head, *rows))


def _notes(notes: Sequence[tuple[Held, str]]) -> str:
    if not notes:
        return ""
    listed = "".join(
        f'<li>{_safe(told)} <a class="cr-cell" href="{_href(one)}">{_safe(source_name(one))}</a></li>' for one, told in notes
    )
    return f'<div class="cr-notice cr-odd"><h3>Notes on these tables</h3><ul>{listed}</ul></div>'


def _group(group: Group) -> str:
    areas = {one.figure.area for one in group.held}
    periods = {one.figure.period for one in group.held}
    fixed = [next(iter(values)) for values in (areas, periods) if len(values) == 1 and len(group.held) > 1]
    name = ", ".join(part for part in (group.name, *fixed) if part)
    single = len(group.held) == 1
    table = _table(group.held, len(areas) > 1 or (single and any(areas)), len(periods) > 1 or (single and any(periods)), name)
    return f'<section class="cr-figures"><h3>{_safe(name)}</h3>{chart_html(group.held, name)}{table}</section>'


def _table(held: Sequence[Held], areas: bool, periods: bool, name: str) -> str:
    columns = [*(["Area or row"] if areas else []), *(["Period"] if periods else []), "Value", "Record"]
    heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = "".join(_row(one, areas, periods) for one in held[:_MOST_ROWS])
    left = len(held) - _MOST_ROWS
    cut = f'<p class="cr-aside">{left} more are in the CSV file.</p>' if left > 0 else ""
    spoken = f'<caption class="cr-spoken">{_safe(name)}</caption>'
    return f'<table class="cr-table">{spoken}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{cut}'


def _row(one: Held, areas: bool, periods: bool) -> str:
    figure = one.figure
    cells = [
        *([figure.area or "–"] if areas else []), *([figure.period or "–"] if periods else []),
    ]  # fmt: skip
    title = _safe(f"Open the source: {source_name(one)}")
    value = f'<a class="cr-cell" href="{_href(one)}" title="{title}">{_safe(printed(one))}</a>'
    told = "".join(f"<td>{_safe(cell)}</td>" for cell in cells)
    return f"<tr>{told}<td>{value}</td><td>{_safe(source_name(one))}</td></tr>"


def _figures(count: int) -> str:
    return f"{count:,} figure{'s' * (count != 1)}"


def _href(one: Held) -> str:
    return _safe(source_address(one.document.name, one.figure.span))


def _safe(text: str) -> str:
    return html.escape(text)
