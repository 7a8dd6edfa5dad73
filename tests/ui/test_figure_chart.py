"""The chart beside an answer: what is drawn, where its marks lead, and that nothing in it becomes markup."""

from __future__ import annotations

import pytest
from browsing import Served, Visit
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import AnsweredFigure, Status
from assistant.service import Assistant
from assistant.ui.figurechart import chart_html
from assistant.web.addresses import citation_address

COMPARISON = "Which had more incidents of ASB in October to December 2022, Market Row or Station Approach?"
TREND = "What is the trend in household waste recycled in Tarrowby?"


def figure(
    area: str, period: str, value: float, citation: int = 1, unit: str = "count", measure: str = "Visits"
) -> AnsweredFigure:
    return AnsweredFigure(measure, area, period, value, unit, citation)


def parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


TAGS = set("figure figcaption svg title desc a text rect details summary table thead tbody tr th td".split())
TOWNS = [figure("Ashby", "2021", 1200, 1), figure("Birch", "2021", 600, 2), figure("Corley", "2021", 0, 3)]
PLACES = {1: "/view?a", 2: "/view?b", 3: "/view?c"}
YEARS = [figure("Ashby", "2019-20", 10, 1), figure("Ashby", "2020-21", 4, 1), figure("Ashby", "2022-23", 8, 2)]


def test_bars_are_as_long_as_their_figures_and_lead_to_their_sources() -> None:
    page = parsed(chart_html(TOWNS, "turn1", {1: "/view?a", 2: "/view?b"}))
    assert [mark["href"] for mark in page.select("a.cr-mark")] == ["/view?a", "/view?b"], "what has no source is no link"
    assert [mark["aria-label"] for mark in page.select("a.cr-mark")][:2] == ["Ashby: 1,200. Source 1", "Birch: 600. Source 2"]
    lengths = [float(str(bar["width"])) for bar in page.select("rect")]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.2)
    assert lengths[2] == 1.0


def test_the_drawing_is_named_described_and_told_in_a_table() -> None:
    page = parsed(chart_html(TOWNS, "k", PLACES))
    svg = page.select("svg")[0]
    named = [page.select(f"#{key}")[0].get_text() for key in str(svg["aria-labelledby"]).split()]
    assert named == ["Visits, 2021", "Bar chart of 3 figures. Each leads to its source."]
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows[0] == ["Ashby", "2021", "1,200", "[1]"]
    assert len(rows) == 3


def test_periods_of_one_area_are_a_line_at_their_distance_in_time() -> None:
    page = parsed(chart_html(YEARS, "k", PLACES))
    assert "Line chart" in page.select("desc")[0].get_text()
    across = [float(str(point["cx"])) for point in page.select("circle")]
    assert across[2] - across[1] == pytest.approx(2 * (across[1] - across[0]), rel=0.01)
    up = [float(str(point["cy"])) for point in page.select("circle")]
    assert up[0] < up[2] < up[1]


def test_negative_figures_reach_left_of_nought() -> None:
    page = parsed(chart_html([figure("Ashby", "", -5), figure("Birch", "", 5)], "k", PLACES))
    left, right = ((float(str(bar["x"])), float(str(bar["width"]))) for bar in page.select("rect"))
    assert left[0] + left[1] == pytest.approx(right[0], abs=0.2)


@pytest.mark.parametrize(
    "figures",
    [
        [],
        TOWNS[:1],
        [TOWNS[0], TOWNS[0]],
        [figure("Ashby", "2021", 5), figure("Ashby", "2022", 5, unit="%")],
        [figure("Ashby", "2021", 5), figure("Ashby", "2022", 5, measure="Fines")],
    ],
)
def test_what_cannot_be_compared_is_not_drawn(figures: list[AnsweredFigure]) -> None:
    assert chart_html(figures, "k", PLACES) == ""


def test_figures_are_printed_with_their_unit() -> None:
    page = parsed(chart_html([figure("Ashby", "2021", 1250.5, unit="£"), figure("Ashby", "2022", 7, unit="£")], "k", PLACES))
    assert [row.select("td")[2].get_text() for row in page.select("tbody tr")] == ["£1,250.5", "£7"]


@given(st.text(alphabet=st.sampled_from("<>\"'&/=aonscript \n`${}"), min_size=1, max_size=30))
def test_no_text_of_a_record_becomes_markup(text: str) -> None:
    held = [figure(text, "2021", 1, unit=text, measure=text), figure(f"{text}2", "2021", 2, unit=text, measure=text)]
    for element in parsed(chart_html(held, "k", PLACES)).find_all(True):
        assert element.name in TAGS
        assert not [name for name in element.attrs if name.startswith("on")]
        assert str(element.get("href", "/view?")).startswith("/view?")


@pytest.mark.parametrize("visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("question", [COMPARISON, TREND], ids=["comparison", "trend"])
def test_a_comparison_shows_a_chart_whose_marks_lead_to_their_sources(
    visit: Visit, served: Served, question: str
) -> None:
    assistant = Assistant.open(served.folder)
    expected = assistant.ask(question)
    assistant.close()
    assert expected.status is Status.ANSWERED
    visit.page.goto(served.url)
    answer = visit.ask(question)
    marks = answer.locator("svg a.cr-mark")
    assert marks.count() == len({(f.area, f.period) for f in expected.figures}) >= 2
    places = {citation_address(citation) for citation in expected.citations}
    assert {mark.get_attribute("href") for mark in marks.all()} <= places
    ink = answer.locator("svg text").first.evaluate("e => getComputedStyle(e).fill")
    assert ink == answer.locator("p, li").first.evaluate("e => getComputedStyle(e).color")
    answer.locator(".cr-values summary").click()
    assert answer.locator(".cr-values tbody tr").count() == marks.count()
    visit.picture(f"chart-{'trend' if question == TREND else 'comparison'}")
