"""The page in a real browser, over the real command."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Served, Visit, serve

from assistant.ingest.pipeline import writing
from assistant.records import Answer, Role, Status
from assistant.service import Assistant
from assistant.web.addresses import citation_address

if TYPE_CHECKING:
    from playwright.sync_api import Locator

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
NARROW = {"viewport": {"width": 320, "height": 640}}
SIZES = pytest.mark.parametrize("visit", [DESKTOP, PHONE, DARK], indirect=True, ids=["desktop", "phone", "dark"])

QUESTION = "What was decided about fly-tipping on private land?"
NOWHERE = "What is the price of bread in Paris?"
"""Nothing in any committee's records."""


@pytest.fixture(scope="module")
def assistant(served: Served) -> Iterator[Assistant]:
    opened = Assistant.open(served.folder)
    yield opened
    opened.close()


def contrast(element: Locator) -> float:
    """The ratio between the colour of an element's words and the first painted ground behind them (WCAG 2.2, 1.4.3)."""
    ink, ground = element.evaluate(
        """e => { const ink = getComputedStyle(e).color;
        while (e && /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(e).backgroundColor)) e = e.parentElement;
        return [ink, e ? getComputedStyle(e).backgroundColor : 'rgb(255, 255, 255)'] }"""
    )
    lights = sorted(map(luminance, (ink, ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def quotes(answer: Locator) -> list[str]:
    return [text for text in answer.locator("blockquote").evaluate_all("all => all.map(e => e.textContent)")]


@SIZES
def test_a_question_is_answered_and_its_citation_opens(
    visit: Visit, served: Served, assistant: Assistant, request: pytest.FixtureRequest
) -> None:
    size = request.node.callspec.id
    expected: Answer = assistant.ask(QUESTION)
    assert expected.status is Status.ANSWERED
    page = visit.page
    page.goto(served.url)
    page.locator(".cr-suggestion").first.wait_for()
    visit.picture(f"{size}-start")

    answer = visit.ask(QUESTION)
    assert expected.claims[0].text in answer.inner_text()
    chip, source = answer.locator("a.cr-chip").first, answer.locator("details.cr-source").first
    assert f"item {expected.citations[0].item}" in chip.inner_text()
    assert quotes(answer) == [citation.quote for citation in expected.citations]
    page.locator(".cr-next .cr-ask").first.wait_for()
    visit.picture(f"{size}-answer")
    source.locator("summary").click()
    answer.locator(".cr-checks > summary").click()
    assert expected.citations[0].title.split()[0] in source.inner_text()
    assert "Each sentence was checked against the words it cites" in answer.locator(".cr-badge").inner_text()
    assert visit.barriers() == []

    for shown in (answer.locator("li").first, chip, source.locator("dt").first, source.locator("blockquote").first,
                  page.locator("#cr-send"), page.locator("[data-new]"), answer.locator(".cr-badge"),
                  answer.locator(".cr-passed").first, page.locator(".cr-next .cr-ask").first):  # fmt: skip
        assert contrast(shown) >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    chip.click()
    page.locator(".cr-viewer[open]").get_by_text(expected.citations[0].heading).first.wait_for()


@SIZES
def test_what_the_records_do_not_say_is_declined_with_the_nearest_items(
    visit: Visit, served: Served, assistant: Assistant, request: pytest.FixtureRequest
) -> None:
    expected = assistant.ask(NOWHERE)
    assert expected.status is Status.ABSTAINED
    visit.page.goto(served.url)
    answer = visit.ask(NOWHERE)
    assert expected.text in answer.inner_text()
    assert "Nearest items" in answer.inner_text()
    addresses = [link.get_attribute("href") for link in answer.locator("a.cr-near").all()]
    assert addresses == [citation_address(citation) for citation in expected.nearest]
    assert "Their meetings are from 6 May 2019" in answer.locator(".cr-hints").inner_text()
    visit.picture(f"{request.node.callspec.id}-abstained")


def test_every_suggestion_is_answered(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(served.url)
    page.locator(".cr-suggestion").first.wait_for()
    offered = page.locator(".cr-suggestion:visible").all_inner_texts()
    assert len(offered) == 4 == len(set(offered))
    for question in offered:
        page.get_by_role("button", name=question, exact=True).click()
        page.locator(".cr-answered").wait_for()
        assert question in page.locator(".cr-question").inner_text()
        page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
        visit.anew()


def test_a_follow_up_leans_on_the_conversation_until_a_new_one_is_begun(
    visit: Visit, served: Served, assistant: Assistant
) -> None:
    follow_up = "And what about in 2022?"
    leaning = assistant.ask(follow_up, [QUESTION])
    assert leaning.taken_as is not None
    with writing(served.folder):  # an ingest or removal, of whatever process
        visit.page.goto(served.url)
        updating = visit.page.get_by_role("status").get_by_text("Answers are from what is loaded so far.")
        updating.wait_for()
        assert visit.barriers() == []
        visit.ask(QUESTION)
    updating.wait_for(state="hidden")
    assert f"Taken as: {leaning.taken_as}" in visit.ask(follow_up).inner_text()
    visit.page.get_by_role("button", name="Change").click()
    box = visit.page.get_by_label("Your question")
    assert box.input_value() == leaning.taken_as
    assert "Taken as" not in visit.ask(QUESTION).inner_text(), "what is put right is asked as it stands"
    visit.anew()
    assert visit.page.locator(".cr-suggestion:visible").count() == 4
    assert "Taken as" not in visit.ask(follow_up).inner_text()


def test_an_open_source_stays_open_when_the_next_answer_comes(visit: Visit, served: Served) -> None:
    visit.page.goto(f"{served.url}/?__theme=light")
    first = visit.ask(QUESTION)
    first.locator(".cr-source > summary").first.click()
    visit.ask(NOWHERE)
    first.locator("blockquote").first.wait_for(state="visible")
    first.locator(".cr-source > summary").first.click()
    visit.ask("Who was there?")
    assert first.locator(".cr-source").first.get_attribute("open") is None
    assert "__theme=light" in visit.page.url


def test_the_page_works_from_the_keyboard_and_says_what_its_parts_are(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(served.url)
    page.get_by_label("Your question").wait_for()
    page.get_by_role("button", name="Ask", exact=True).wait_for()  # each part of the page is there when its script has come
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).count() == 1
    log = page.get_by_role("log", name="Conversation")
    assert log.get_attribute("aria-live") == "off", "the status line tells of an answer, once"
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Ask"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator(".cr-answer").wait_for()
    assert page.locator("#cr-status").inner_text().startswith("Answer ready, 3 sentences. That Cabinet")
    tip = page.get_by_role("tooltip")
    chip = page.locator("a.cr-chip").first
    page.locator(".cr-question").focus()
    page.keyboard.press("Tab")
    assert chip.evaluate("chip => chip === document.activeElement")
    tip.wait_for()
    assert (chip.get_attribute("data-quote") or "-") in tip.inner_text()
    assert chip.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.locator(".cr-viewer[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator(".cr-viewer[open]").wait_for(state="hidden")
    assert chip.evaluate("chip => chip === document.activeElement")


def test_the_quote_beside_a_chip_can_be_pointed_at(visit: Visit, served: Served) -> None:
    visit.page.goto(served.url)
    chip = visit.ask(QUESTION).locator("a.cr-chip").first
    tip = visit.page.get_by_role("tooltip")
    chip.hover()
    tip.hover()
    visit.page.wait_for_timeout(400)
    assert tip.is_visible()
    visit.page.locator("h1").hover()
    tip.wait_for(state="hidden")


@pytest.mark.parametrize("visit", [NARROW], indirect=True)
def test_nothing_is_cut_off_at_a_quarter_of_a_screen(visit: Visit, served: Served) -> None:
    visit.page.goto(served.url)
    answer = visit.ask(QUESTION)
    answer.locator(".cr-source > summary").first.click()
    answer.get_by_role("button", name="Wrong citation").click()
    answer.locator("textarea").wait_for()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_record_cannot_give_the_page_orders(visit: Visit, served: Served, assistant: Assistant) -> None:
    question = "What is the goose warden's allowance?"
    expected = assistant.ask(question)
    assert "<script>" in expected.citations[0].quote
    visit.page.goto(served.url)
    answer = visit.ask(question)
    answer.locator(".cr-source > summary").first.click()
    answer.locator("a.cr-chip").first.hover()
    assert "<script>" in visit.page.get_by_role("tooltip").inner_text()
    assert quotes(answer) == [citation.quote for citation in expected.citations]
    assert '<img src=x onerror="window.pwned=1">' in answer.locator(".cr-source > summary").first.inner_text()
    asked = visit.ask('<img src=x onerror="window.pwned=4"> ${window.pwned=5} {{value}}')
    asked.wait_for()
    assert (
        '<img src=x onerror="window.pwned=4"> ${window.pwned=5} {{value}}' in visit.page.locator(".cr-question").last.inner_text()
    )
    assert visit.page.evaluate("window.pwned") is None


def test_nothing_of_exempt_matter_reaches_the_browser(
    visit: Visit, served: Served, assistant: Assistant
) -> None:
    closed = assistant.document("ecsc-2023-02-15-item-25-appendix-b-exempt.pdf")
    question = "What contingency do officers recommend for the Lido contract?"
    assert assistant.ask(question).status is not Status.ANSWERED
    assert assistant.ask(question, role=Role.MEMBER).status is Status.ANSWERED
    received: list[str] = []
    visit.page.on("response", lambda got: received.append(got.text()) if got.url.endswith("/") else None)
    visit.page.goto(served.url)
    visit.ask(question)
    page = " ".join(visit.page.content().split()) + " ".join(received)
    assert received
    for passage in closed.passages:
        assert " ".join(passage.span.of(closed.text).split()) not in page
    assert closed.name not in page


def test_only_what_streams_or_may_take_long_shares_the_stream_of_the_queue(served: Served) -> None:
    """Gradio's page closes that stream as soon as it knows of nothing to wait for, and loses what was asked meanwhile."""
    with urllib.request.urlopen(served.url + "/config") as reply:
        listeners = json.load(reply)["dependencies"]
    own = [one for one in listeners if one["backend_fn"] and one["api_visibility"] == "private"]
    waiting = {one["api_name"] for one in own if one["queue"] and not one["types"]["generator"]}
    assert len(own) > 30
    assert waiting == {"halt", "begin", "check", "saved", "saved_1"}


def test_what_is_served_tells_the_browser_to_stay_here(served: Served) -> None:
    with urllib.request.urlopen(served.url, timeout=10) as got:
        policy = got.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    with urllib.request.urlopen(f"{served.url}/gradio_api/info", timeout=10) as got:
        assert set(json.load(got)["named_endpoints"]) == {"/ask", "/search", "/figures", "/get_item"}


def test_an_empty_library_says_how_to_load_records(visit: Visit, tmp_path: Path) -> None:
    running = serve(tmp_path / "library")
    try:
        visit.page.goto(running.url)
        visit.page.get_by_role("heading", name="No records are loaded yet").wait_for()
        assert f"--data {tmp_path / 'library'} ingest" in visit.page.locator("code").inner_text()
        assert not visit.page.get_by_label("Your question").is_visible()
        visit.page.close()
    finally:
        status, said = running.stop()
    assert (status, said) == (0, "stopped\n")


def test_ctrl_c_ends_it_cleanly_with_a_page_open(visit: Visit, sample_library: Path) -> None:
    running = serve(sample_library)
    visit.page.goto(running.url)
    visit.ask(QUESTION)
    assert not visit.errors
    assert running.stop() == (0, "stopped\n")
    box = visit.page.get_by_label("Your question")
    box.fill("What became of the ponds?")
    box.press("Enter")
    visit.page.get_by_role("alert").get_by_text("cannot reach the assistant. Your question is still in the box.").wait_for()
    assert box.input_value() == "What became of the ponds?"
    assert not visit.page.get_by_text("Connection to the server was lost").is_visible(), "that is for programmers"
    assert visit.barriers() == []
    visit.page.close()
    visit.errors.clear()  # that the server is gone is no fault of the page
