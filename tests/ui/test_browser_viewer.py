"""The source viewer in a real browser: beside the page, over it on a phone, in the dark, and by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Served, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
NARROW = {"viewport": {"width": 320, "height": 640}}
SIZES = pytest.mark.parametrize("visit", [DESKTOP, PHONE, DARK], indirect=True, ids=["desktop", "phone", "dark"])
QUESTION = "When was the Millrace scheme completed?"
REPORT = "/view?document=ecsc-annual-report-2022-23.md&start=2476&end=2600"


def opened(visit: Visit) -> Locator:
    """Wait until the panel shows something, all pictures there."""
    panel = visit.page.get_by_role("dialog", name="Source")
    panel.locator(".cr-view").wait_for()
    visit.page.wait_for_function("[...document.querySelectorAll('.cr-viewer img')].every(i => i.complete && i.naturalWidth)")
    return panel


def through(visit: Visit, served: Served, address: str) -> Locator:
    """Open an address from a link of the page."""
    visit.page.goto(served.url)
    visit.page.get_by_label("Your question").wait_for()
    visit.page.evaluate(
        """address => { const link = Object.assign(document.createElement("a"), { href: address, id: "way", textContent: "way" });
        link.style.cssText = "color: inherit; position: absolute; top: 0; left: 0; z-index: 1"; document.body.append(link); }""",
        address,
    )
    visit.page.locator("#way").click()
    return opened(visit)


def focused(visit: Visit, selector: str) -> None:
    visit.page.wait_for_function("s => document.activeElement.matches(s)", arg=selector)


def within(visit: Visit, selector: str) -> bool:
    """Whether the first such element of the panel lies in what is seen of the panel's body."""
    return bool(
        visit.page.evaluate(
            """s => {
            const [a, b] = [".cr-viewer-body", ".cr-viewer " + s].map(e => document.querySelector(e).getBoundingClientRect());
            return a.top <= b.top && b.bottom <= a.bottom + 1 && a.left <= b.left + 1 && b.left <= a.right }""",
            selector,
        )
    )


@SIZES
def test_a_chip_opens_the_page_it_quotes_and_esc_leads_back(
    visit: Visit, served: Served, request: pytest.FixtureRequest
) -> None:
    size, page = request.node.callspec.id, visit.page
    page.goto(served.url)
    chip = visit.ask(QUESTION).locator('a[href^="/view?"]').first
    chip.click()
    panel = opened(visit)
    focused(visit, "#cr-view-title")
    assert panel.locator(".cr-view-box").count() >= 1 and within(visit, "#cr-marked")
    assert "page 2 of 4" in panel.locator(".cr-view-facts").inner_text()
    assert "The words are marked." in panel.get_by_role("status").inner_text()
    assert page.url.rstrip("/") == served.url, "the conversation stays"
    visit.picture(f"{size}-viewer")
    assert visit.barriers() == []
    asking, shown = page.locator("#cr-question").bounding_box(), panel.bounding_box()
    assert asking and shown
    if size == "phone":
        assert shown["width"] == 390 and page.evaluate("document.querySelector('.cr-viewer').matches(':modal')")
    else:
        assert asking["x"] + asking["width"] <= shown["x"], "the page makes room"
        page.get_by_label("Your question").click()
        focused(visit, "textarea")
        panel.get_by_role("link", name="Next item").focus()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    focused(visit, 'a[href^="/view?"]')
    assert page.evaluate("document.documentElement.className.includes('cr-viewing')") is False


def test_the_ways_on_keep_the_focus_and_the_place(visit: Visit, served: Served) -> None:
    panel = through(visit, served, "/view?document=ecsc-minutes-2024-02-14.pdf&item=4")
    first = panel.locator(".cr-view-item").inner_text()
    for way, key in (("Next", "item-after"), ("Next", "item-after"), ("Previous", "item-before"), ("Previous", "item-before")):
        before = panel.locator(".cr-view-item").inner_text()
        panel.get_by_role("link", name=f"{way} item").press("Enter")
        visit.page.wait_for_function("t => document.querySelector('.cr-view-item').innerText !== t", arg=before)
        focused(visit, f"[data-key={key}]")
    assert panel.locator(".cr-view-item").inner_text() == first
    panel.get_by_role("link", name="Larger").click()
    panel.get_by_role("link", name="Fit width").wait_for()
    scroll = panel.locator(".cr-view-scroll").first
    assert scroll.evaluate("e => e.scrollWidth > 1.4 * e.clientWidth")
    panel.get_by_role("link", name="Next page").click()
    panel.locator(".cr-view-facts", has_text="page 3 of 4").wait_for()
    panel.get_by_role("link", name="Text", exact=True).click()
    panel.locator(".cr-view-text").wait_for()
    assert panel.locator("img").count() == 0
    panel.get_by_role("button", name="Close").click()
    focused(visit, "#way")


@SIZES
def test_a_record_without_pages_is_read_whole_with_its_words_marked(
    visit: Visit, served: Served, request: pytest.FixtureRequest
) -> None:
    panel = through(visit, served, REPORT)
    assert panel.locator("mark").count() >= 1 and within(visit, "mark")
    assert "###" not in panel.inner_text()
    panel.get_by_role("link", name="Open the whole record").click()
    panel.locator(".cr-view-outline").wait_for()
    assert panel.locator("section").count() > 8 and within(visit, "mark")
    panel.locator(".cr-view-outline summary").click()
    panel.locator(".cr-view-outline a").last.click()
    focused(visit, ".cr-view-text section:last-of-type, .cr-view-text section")
    assert visit.barriers() == []
    visit.picture(f"{request.node.callspec.id}-record-whole")


def test_the_record_is_downloaded_as_it_was_read(visit: Visit, served: Served) -> None:
    panel = through(visit, served, "/view?document=ecsc-minutes-2022-02-09.pdf")
    with visit.page.expect_download() as fetched:
        panel.get_by_role("link", name="Download the record").click()
    assert fetched.value.suggested_filename == "ecsc-minutes-2022-02-09.pdf"
    assert fetched.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_the_focus_stays_in_the_panel(visit: Visit, served: Served) -> None:
    through(visit, served, REPORT)
    for _ in range(14):
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.cr-viewer')")


def test_a_window_made_narrow_keeps_what_is_open(visit: Visit, served: Served) -> None:
    panel = through(visit, served, REPORT)
    visit.page.set_viewport_size({"width": 700, "height": 900})
    visit.page.wait_for_function("document.querySelector('.cr-viewer').matches(':modal')")
    assert panel.locator("mark").first.is_visible()
    visit.page.keyboard.press("Escape")
    assert not panel.is_visible()


@pytest.mark.parametrize("visit", [NARROW, PHONE, DARK], indirect=True)
def test_alone_it_is_a_page_of_its_own(visit: Visit, served: Served) -> None:
    minutes = "/view?document=ecsc-minutes-2024-02-14.pdf&start=3005&end=3300#cr-marked"
    for address in (f"{REPORT}#cr-marked", minutes, "/view?document=no"):
        answer = visit.page.goto(served.url + address)
        assert answer
        visit.errors.clear() if answer.status == 404 else None  # the browser reports the status itself
        assert visit.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert visit.barriers() == []


def test_what_is_closed_is_not_there_until_one_signs_in(visit: Visit, served: Served) -> None:
    closed = "/view?document=ecsc-2023-02-15-item-25-appendix-b-exempt.pdf&start=500&end=600"
    panel = through(visit, served, closed)
    assert "no such record or place here, or it is not open to you" in panel.inner_text()
    visit.errors.clear()
    visit.sign_in("member")
    assert through(visit, served, closed).locator(".cr-view-box").count() >= 1
