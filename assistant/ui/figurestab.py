"""The part of the page where figures are looked up: a measure, areas and periods in; a chart and a table out."""

# No "from __future__ import annotations" here: Gradio reads what a listener is given from its annotations as they stand.

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answering.figures.select import Held
from assistant.errors import AssistantError, BadRequest
from assistant.figurelist import figures_csv
from assistant.records import Access, Role
from assistant.service import Assistant
from assistant.ui.figureask import question_about
from assistant.ui.figurestable import figures_html, groups_of, nothing_html, notice_html, options_html, others_html, told_html
from assistant.ui.frame import AT_ONCE, Frame

if TYPE_CHECKING:
    from gradio import Request

_OFFERED = 30  # measures offered at once
_FIRST = 10  # measures to begin with
_OTHERS = 8  # measures that say the same words
_CHOICES = 200  # areas or periods to choose from
_LONGEST = 300  # characters of a measure
_LONGEST_CHOICE = 200  # characters of an area or period
_TOLD = '<div role="status">${value}</div>'
_FOR_TABLES = "Pick a measure, and see what the records print for it."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the choice of a measure, areas and periods comes to.

    Attributes:
        told: How much was found, as HTML.
        result: Charts and tables, or what to do, as HTML.
        areas: What can be chosen.
        periods: What can be chosen.
    """

    told: str
    result: str
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


class FigureDesk:
    """What the tab asks of the assistant; each question names the role that asks.

    Args:
        assistant: Holds the figures.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def options(self, words: str, role: Role) -> str:
        """Return the measures that say the words, as the options of the combobox."""
        try:
            _bounded(words)
            return options_html(self._assistant.measures(words, role)[:_OFFERED])
        except AssistantError:
            return options_html([])  # what is wrong is told where the figures would stand

    def opening(self, role: Role) -> str:
        """Return measures to begin with, or how there come to be some."""
        try:
            measures = self._assistant.measures("", role)
        except AssistantError as error:
            return notice_html("The records cannot be opened", str(error))
        if not measures:
            return notice_html("No figures are loaded yet", "Once records with figures are loaded, they are found here.")
        return others_html("Measures to begin with", measures[:_FIRST])

    def held(self, measure: str, areas: Sequence[str], periods: Sequence[str], role: Role) -> list[Held]:
        """Return the figures of a choice; raises BadRequest where more is chosen than there can be."""
        _bounded(measure, areas, periods)
        return self._assistant.figures(measure, areas, periods, role, exact=True)

    def question(self, held: Sequence[Held], role: Role) -> str:
        """Return a question that the Ask tab answers with one of some figures, "" where there is none."""
        largest = groups_of(held)[0].held
        return question_about(largest, lambda question: self._assistant.plain_answer(question, role))

    def others(self, measure: str, role: Role) -> str:
        """Return the other measures that say the words of one."""
        named = [one for one in self._assistant.measures(measure, role) if one.name.casefold() != measure.casefold()]
        return others_html("Other measures with these words", named[:_OTHERS])

    def notes(self, held: Sequence[Held], role: Role) -> list[tuple[Held, str]]:
        """Return what is odd about the tables that hold some figures, each with the first of the table's figures."""
        tabled = [one for one in held if one.tabled]
        names = list(dict.fromkeys(one.document.name for one in tabled))
        found = self._assistant.check(names, role) if names else []
        noted: dict[str, tuple[Held, str]] = {}
        for name, sheet, oddity in found:
            within = [one for one in tabled if one.document.name == name and sheet.table.span.contains(one.figure.span)]
            if within:
                noted.setdefault(oddity.told, (within[0], oddity.told))
        return list(noted.values())


def _bounded(measure: str, areas: Sequence[str] = (), periods: Sequence[str] = ()) -> None:
    if len(measure) > _LONGEST:
        raise BadRequest(f"A measure has at most {_LONGEST} characters; type a word or two of it.")
    if max(len(areas), len(periods)) > _CHOICES or any(len(one) > _LONGEST_CHOICE for one in (*areas, *periods)):
        raise BadRequest(f"At most {_CHOICES} areas or periods can be ticked; tick fewer, or none for all.")


def figures_tab(frame: Frame) -> None:
    """Lay out the choice of a measure, areas and periods, and what comes of it."""
    import gradio as gr

    desk = FigureDesk(frame.assistant)
    with gr.Column(elem_id="cr-figure-desk"):
        gr.HTML(f'<h2 class="cr-tab-title">Figures</h2><p class="cr-standing">{_FOR_TABLES}</p>')
        with gr.Row(equal_height=False, elem_id="cr-measure-row"):
            with gr.Column(elem_id="cr-measure-box", scale=6, min_width=200):
                box = gr.Textbox(
                    label="Measure", placeholder="Type a word or two of it", lines=1, max_lines=1, elem_id="cr-measure"
                )
                options = gr.HTML(options_html([]), js_on_load=None, elem_id="cr-measures")
            show = gr.Button("Show figures", variant="primary", scale=0, min_width=128, elem_id="cr-show-figures")
        with gr.Row(visible=False, elem_id="cr-figure-narrow") as narrow:
            areas = gr.CheckboxGroup(label="Areas or rows (all where none is ticked)", choices=[], elem_id="cr-areas")
            periods = gr.CheckboxGroup(label="Periods (all where none is ticked)", choices=[], elem_id="cr-periods")
        told = gr.HTML("", html_template=_TOLD, js_on_load=None, elem_id="cr-figures-told")
        result = gr.HTML("", js_on_load=None, elem_id="cr-figures-result")

    def look(measure: str, chosen: Sequence[str], when: Sequence[str], request: gr.Request) -> tuple[str, str]:
        shown = _shown(frame, desk, measure, chosen, when, request)
        return shown.told, shown.result

    def choose(measure: str, request: gr.Request) -> list[Any]:
        shown = _shown(frame, desk, measure, (), (), request)
        wide = len(shown.areas) > 1, len(shown.periods) > 1
        return [
            shown.told, shown.result, gr.update(visible=any(wide)),
            gr.update(choices=list(shown.areas), value=[], visible=wide[0]),
            gr.update(choices=list(shown.periods), value=[], visible=wide[1]),
        ]  # fmt: skip

    def offer(words: str, request: gr.Request) -> str:
        return desk.options(words, frame.role(request))

    def opening(request: gr.Request) -> str:
        return desk.opening(frame.role(request))

    gr.on([box.input, box.focus], offer, box, options, trigger_mode="always_last", **AT_ONCE)
    gr.on([box.submit, show.click], choose, box, [told, result, narrow, areas, periods], **AT_ONCE)
    gr.on([areas.input, periods.input], look, [box, areas, periods], [told, result], trigger_mode="always_last", **AT_ONCE)
    frame.page.load(opening, None, result, **AT_ONCE)


def _shown(
    frame: Frame, desk: FigureDesk, measure: str, areas: Sequence[str], periods: Sequence[str], request: "Request"
) -> Shown:
    """Return what a choice comes to; the role is asked anew, and what it may not see is as if it were not there."""
    role = frame.role(request)
    if not measure.strip():
        return Shown("", desk.opening(role))
    try:
        held = desk.held(measure, areas, periods, role)
        if not held:
            return Shown("", nothing_html(measure, bool(areas or periods)) + desk.others(measure, role))
        exempt = any(one.access is Access.EXEMPT for one in held)
        name = "EXEMPT-figures.csv" if exempt else "figures.csv"
        address = frame.download(request, name, "text/csv", figures_csv(held).encode("utf-8-sig"))
        result = figures_html(held, desk.notes(held, role), address, desk.question(held, role)) + desk.others(measure, role)
    except AssistantError as error:
        return Shown("", notice_html("The figures cannot be shown", str(error)))
    named = (tuple(dict.fromkeys(filter(None, names)))[:_CHOICES] for names in (
        (one.figure.area for one in held), (one.figure.period for one in held)))  # fmt: skip
    return Shown(told_html(held, measure), result, *named)
