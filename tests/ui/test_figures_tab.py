"""What the figures tab shows, as HTML."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from ui_support import ANSWER

from assistant.answering.figures.select import Held, Measure, Record
from assistant.errors import BadRequest
from assistant.ingest.figures.periods import Period
from assistant.records import Access, Answer, Figure, Role, Span
from assistant.service import Assistant
from assistant.ui.figureask import question_about
from assistant.ui.figuresplot import chart_html, printed
from assistant.ui.figurestab import FigureDesk
from assistant.ui.figurestable import figures_html, groups_of, options_html, told_html
from assistant.web.addresses import source_address

HOSTILE = '<img src=x onerror="window.pwned=1">'


def held(value: float, area: str = "", year: int = 2020, unit: str = "count", change: bool = False, at: int = 0) -> Held:
    figure = Figure(value, unit, "Fires", area, str(year), "", change, Span(at, at + 3), Span(at, at + 9))
    period = Period(str(year), date(year, 1, 1), date(year, 12, 31), "year")
    return Held(Record("fires.pdf", "Fires of the year"), None, figure, period, f"{value:g}", 2, True, Access.PUBLIC)


def test_units_and_changes_are_never_set_side_by_side_with_levels() -> None:
    mixed = [held(1, "A"), held(2, "B"), held(3, "A", unit="%"), held(4, "A", change=True), held(5, "B", change=True)]
    groups = groups_of(mixed)
    assert [(group.unit, group.change, len(group.held)) for group in groups] == [
        ("count", False, 2), ("count", True, 2), ("%", False, 1),
    ]  # fmt: skip
    assert [group.name for group in groups] == ["Fires", "Fires (change)", "Fires (%)"]
    shown = figures_html(mixed, [], "/made/x")
    assert shown.count('class="cr-plot"') == 2, "one figure alone is no chart"


@pytest.mark.parametrize("words", ["26.7", "-26.7", "(26.7)", "–26.7"])
def test_a_fall_told_in_words_has_a_sign(words: str) -> None:
    fell = replace(held(-26.7, unit="%", change=True), printed=words)
    assert printed(fell) == ("-26.7%" if words == "26.7" else f"{words}%")


def test_every_row_and_every_mark_leads_to_its_cell() -> None:
    both = [held(1, "A", at=10), held(2, "B", at=20)]
    links = re.findall(r'href="(/view[^"]+)"', figures_html(both, [], "/made/x"))
    assert sorted(map(html.unescape, links)) == sorted(
        source_address("fires.pdf", Span(at, at + 3)) for at in (10, 20) for _ in ("mark", "row")
    )


def test_one_area_over_time_is_a_line_and_anything_else_bars() -> None:
    over_time = [held(1, "A", 2019), held(2, "A", 2020), held(3, "A", 2022)]
    assert "polyline" in chart_html(over_time, "Fires")
    assert 'points="0.00,66.67 33.30,33.33 100.00,0.00"' in chart_html(over_time, "Fires")
    half = replace(over_time[2], period=Period("2022", date(2022, 1, 1), date(2022, 6, 30), "half"))
    assert "polyline" not in chart_html([*over_time[:2], half], "Fires"), "a half-year does not lie on a line of years"
    grouped = chart_html([held(1, "A", 2019), held(2, "A", 2020), held(3, "B", 2019), held(-4, "B", 2020)], "Fires")
    assert grouped.count("cr-plot-area") == 2
    assert grouped.count("cr-plot-row") == 4
    assert "margin-left:0.00%;width:57.14%" in grouped, "a fall lies left of nought"


def test_figures_that_nothing_tells_apart_are_no_chart() -> None:
    nameless = [replace(one, figure=replace(one.figure, period="")) for one in (held(1), held(2), held(3))]
    assert chart_html(nameless, "Fires") == ""


def test_what_two_records_print_for_one_cell_is_told_apart() -> None:
    here, there = held(1, "A"), replace(held(2, "A"), document=Record("other.pdf", "Another record"))
    same = replace(held(1, "A"), document=Record("third.pdf", "A third record"))
    drawn = chart_html([here, there, same, held(5, "B")], "Fires")
    assert drawn.count("cr-plot-row") == 3
    assert "A, Another record" in drawn and "A third record" not in drawn


def test_words_of_records_and_readers_do_not_become_markup() -> None:
    bad = replace(held(1, HOSTILE), document=Record(f"{HOSTILE}.pdf", HOSTILE))
    bad = replace(bad, figure=replace(bad.figure, measure=HOSTILE, period=HOSTILE, unit=HOSTILE), printed=HOSTILE)
    shown = figures_html([bad, replace(bad, figure=replace(bad.figure, value=2.0))], [(bad, HOSTILE)], HOSTILE)
    shown += options_html([Measure(HOSTILE, 3)]) + told_html([bad], HOSTILE)
    assert "<img" not in shown
    assert "onerror" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", shown))


def test_exempt_figures_are_said_to_be_so() -> None:
    assert "not for publication" in told_html([replace(held(1), access=Access.EXEMPT)], "Fires")
    assert "not for publication" not in told_html([held(1)], "Fires")


@pytest.mark.parametrize("chosen", [("x" * 301, [], []), ("x", ["y"] * 201, []), ("x", [], ["y" * 201])])
def test_more_than_can_be_chosen_is_refused_before_anything_is_looked_up(chosen: tuple[str, list[str], list[str]]) -> None:
    desk = FigureDesk(cast(Assistant, None))
    with pytest.raises(BadRequest, match=r"^(A measure has at most|At most 200)"):
        desk.held(*chosen, Role.PUBLIC)
    assert desk.options("x" * 301, Role.PUBLIC) == options_html([])


def test_what_can_be_asked_about_the_tables_is_answered_with_the_very_figures(sample_library: Path) -> None:
    assistant = Assistant.open(sample_library)
    desk, asked, silent = FigureDesk(assistant), 0, []
    try:
        for measure in assistant.measures("", Role.PUBLIC):
            found = desk.held(measure.name, (), (), Role.PUBLIC)
            if any(one.tabled for one in found):
                question = desk.question(found, Role.PUBLIC)
                if not question:
                    silent.append(measure.name)
                    continue
                asked += 1
                answer = assistant.ask(question)
                places = [(one.document.name, one.figure.span) for one in found]
                assert any(c.document == name and c.span.overlaps(span) for c in answer.citations for name, span in places)
                assert measure.name in question
    finally:
        assistant.close()
    assert asked > 15 and len(silent) <= 1, silent


def test_no_question_is_offered_that_is_answered_with_something_else() -> None:
    asked: list[str] = []

    def elsewhere(question: str) -> Answer:
        asked.append(question)
        return ANSWER

    assert question_about([held(at, "A", 2000 + at) for at in range(9)], elsewhere) == ""
    assert len(asked) <= 4 and asked[0] == "What was the figure for “Fires” for A in 2008?"
    assert "Ask about this" not in figures_html([held(1)], [], "/made/x")
    there = replace(ANSWER.citations[0], document="fires.pdf", span=Span(0, 3))
    assert question_about([held(1)], lambda question: replace(ANSWER, text="1 fire", citations=(there,)))
    assert not question_about([held(1)], lambda question: replace(ANSWER, text="no fire", citations=(there,)))
