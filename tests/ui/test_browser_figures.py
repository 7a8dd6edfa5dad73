"""The figures tab in a real browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Served, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
SIZES = pytest.mark.parametrize("visit", [DESKTOP, PHONE, DARK], indirect=True, ids=["desktop", "phone", "dark"])
MEASURE = "Recorded ASB incidents - districts of Eskshire"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
# The most pixels, up or down, that a dot's middle is off the point of the line that it stands for.
OFF_THE_LINE = """() => {
  const line = document.querySelector(".cr-plot polyline"), field = line.ownerSVGElement.getBoundingClientRect();
  const wanted = line.getAttribute("points").split(" ").map(place => field.top + place.split(",")[1] / 100 * field.height);
  const dots = [...document.querySelectorAll("a.cr-plot-point")].map(dot => dot.getBoundingClientRect());
  return Math.max(...dots.map((dot, at) => Math.abs(dot.top + dot.height / 2 - wanted[at])));
}"""


def to_figures(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("tab", name="Figures").click()
    page.get_by_label("Measure", exact=True).wait_for()


def choose(page: Page, words: str, measure: str) -> None:
    """Type words, go to the measure among those offered with the arrow key, and take it with Enter."""
    page.get_by_label("Measure", exact=True).click()
    page.keyboard.type(words, delay=10)
    page.wait_for_function(
        "words => { const all = [...document.querySelectorAll('#cr-measure-list [role=option]')];"
        " return all.length && all.every(one => words.every(word => one.innerText.toLowerCase().includes(word))) }",
        arg=words.split(),
    )
    chosen = page.locator("#cr-measure-list [aria-selected=true]")
    for _ in range(page.get_by_role("option").count()):
        page.keyboard.press("ArrowDown")
        if chosen.get_attribute("data-measure") == measure:
            break
    page.keyboard.press("Enter")
    page.locator(".cr-table").first.wait_for()


@SIZES
def test_a_measure_is_offered_as_one_types_and_narrowed_to_areas(
    visit: Visit, served: Served, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page = visit.page
    to_figures(page, served.url)
    choose(page, "recorded asb", MEASURE)
    assert page.get_by_label("Measure", exact=True).input_value() == MEASURE
    assert page.locator("#cr-measure-list").is_hidden()
    assert page.locator(".cr-figures").count() == 1
    assert page.locator(".cr-table tbody tr").count() == page.locator(".cr-plot-row").count() == 20
    assert "add up to 11,506" in page.locator(".cr-odd").inner_text()
    visit.picture(f"{request.node.callspec.id}-figures")
    assert visit.barriers() == []
    assert page.evaluate(FITS)

    page.get_by_role("checkbox", name="Tarrowby").check()
    page.wait_for_function("document.querySelectorAll('.cr-table tbody tr').length === 2")
    assert page.locator(".cr-table a.cr-cell").all_inner_texts() == ["1,214", "1,089"]
    assert page.locator(".cr-plot polyline").count() == 1, "one area over periods is a line"
    assert page.evaluate(OFF_THE_LINE) < 1, "each dot stands on the line"
    with page.expect_download() as got:
        page.get_by_role("link", name="Download CSV").click()
    got.value.save_as(tmp_path / "figures.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "figures.csv").read_text("utf-8-sig"))))
    assert [row["printed"] for row in rows] == ["1,214", "1,089"]


def test_a_chart_is_one_stop_of_the_keyboard_and_tells_value_and_source(visit: Visit, served: Served) -> None:
    page = visit.page
    to_figures(page, served.url)
    choose(page, "recorded asb", MEASURE)
    marks = page.locator(".cr-point")
    assert [marks.nth(at).get_attribute("tabindex") for at in (0, 1)] == ["0", "-1"]
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    assert marks.nth(1).evaluate("mark => mark === document.activeElement")
    tip = marks.nth(1).locator(".cr-tip")
    tip.wait_for()
    for told in ("Brackenfell", "655", "Mid-Year Performance Report 2023-24", "page 1"):
        assert told in tip.inner_text() and told in (marks.nth(1).get_attribute("aria-label") or "")
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    marks.nth(3).hover()
    marks.nth(3).locator(".cr-tip").wait_for()
    assert (marks.nth(3).get_attribute("href") or "").startswith("/view?document=ecsc-mid-year-performance-report-2023")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_a_first_tap_tells_and_a_word_of_the_reader_is_no_markup(visit: Visit, served: Served) -> None:
    page = visit.page
    to_figures(page, served.url)
    page.get_by_label("Measure", exact=True).fill("goose warden")
    page.get_by_role("button", name="Show figures").click()
    page.get_by_role("link", name="£45").wait_for()
    page.get_by_label("Measure", exact=True).fill('<img src=x onerror="window.pwned=6"> moon')
    page.get_by_role("button", name="Show figures").click()
    assert "<img" in page.get_by_role("heading", name="No figures for").inner_text()
    assert page.evaluate("window.pwned") is None
    page.get_by_label("Measure", exact=True).fill(MEASURE)
    page.get_by_role("button", name="Show figures").click()
    mark = page.locator(".cr-point").nth(2)
    mark.tap()
    mark.locator(".cr-tip").wait_for()
    assert "/view" not in page.url


def test_the_public_finds_no_exempt_figure(visit: Visit, served: Served) -> None:
    page = visit.page
    to_figures(page, served.url)
    page.get_by_label("Measure", exact=True).fill("tender sum")
    page.get_by_role("button", name="Show figures").click()
    page.get_by_role("heading", name="No figures for").wait_for()
    assert "Saltpans" not in page.locator("#cr-figure-desk").inner_text()


def test_exempt_figures_are_labelled_for_officers(visit: Visit, served: Served) -> None:
    page = visit.page
    visit.sign_in("officer")
    page.get_by_role("tab", name="Figures").click()
    page.get_by_label("Measure", exact=True).fill("tender sum")
    page.get_by_role("button", name="Show figures").click()
    page.locator(".cr-table").first.wait_for()
    assert "not for publication" in page.locator("#cr-figures-told").inner_text()
    with page.expect_download() as got:
        page.get_by_role("link", name="Download CSV").click()
    assert got.value.suggested_filename == "EXEMPT-figures.csv"


def test_ask_about_this_puts_a_question_into_the_box(visit: Visit, served: Served) -> None:
    page = visit.page
    to_figures(page, served.url)
    choose(page, "recorded asb", MEASURE)
    page.get_by_role("button", name="Ask about this").click()
    box = page.get_by_label("Your question")
    box.wait_for()
    page.wait_for_function("document.activeElement.closest('#cr-question')")
    assert MEASURE in box.input_value()
