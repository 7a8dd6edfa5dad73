"""The Evaluate tab in a real browser: a suite of one's own is added, run, and its report read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Served, Visit
from officers import serving

SUITE = """\
suite: my suite
description: two questions <img src=x onerror=window.pwned=1>
cases:
  - id: bread
    kind: near-miss
    question: What is the price of bread in Paris?
    expect: {status: [abstained, restricted]}
  - id: moon
    kind: figure
    question: How far is the <b>moon</b>?
    expect: {answer: [{number: 384400}]}
"""


@pytest.fixture(scope="module")
def own(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(sample_library, tmp_path_factory.mktemp("evaluate") / "data") as running:
        yield running


def test_an_officer_runs_a_suite_and_reads_its_report(visit: Visit, own: Served) -> None:
    page = visit.page
    visit.sign_in("officer", own.url)
    page.get_by_role("tab", name="Evaluate").click()
    page.get_by_label("Add a suite of your own").set_input_files(
        [{"name": "mine.yaml", "mimeType": "application/yaml", "buffer": SUITE.encode()}]
    )
    page.get_by_text("The suite my suite is kept. It can be run.").wait_for()
    page.get_by_text("suites cannot be run over this library").click()
    assert "it is about records that are not loaded here" in page.locator("#cr-m-choices").inner_text()
    page.locator("input[name=suite][value='my suite']").check()
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Cancel").wait_for()
    report = page.locator("#cr-m-report")
    report.get_by_role("heading", name="Report: my suite").wait_for(timeout=120_000)
    page.get_by_role("status").get_by_text("The run is done.").wait_for()
    assert "1 of 2 cases passed" in report.inner_text()
    report.locator("summary").click()
    assert "How far is the <b>moon</b>?" in report.inner_text()
    assert "384,400" in report.inner_text() or "384400" in report.inner_text()
    for name, width in (("desktop", 1280), ("phone", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        visit.picture(f"evaluate-{name}")
        assert visit.barriers() == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("window.pwned") is None

    page.get_by_role("button", name="Show the report").first.click()
    page.locator("#cr-m-report h3:focus").wait_for()


def test_a_suite_that_is_none_is_refused_with_its_line(visit: Visit, own: Served) -> None:
    visit.sign_in("officer", own.url)
    visit.page.get_by_role("tab", name="Evaluate").click()
    visit.page.get_by_label("Add a suite of your own").set_input_files(
        [{"name": "bad.yaml", "mimeType": "application/yaml", "buffer": b"suite: bad\ncases:\n  - {id: x}\n"}]
    )
    visit.page.get_by_text("bad.yaml is not a suite: line 3").wait_for()
