"""The Records tab in a real browser: from the list to a record and on, by mouse and keyboard, and by the page's address."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Served, Visit, serve

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Route

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
NARROW = {"viewport": {"width": 320, "height": 640}}
SIZES = pytest.mark.parametrize("visit", [DESKTOP, PHONE, DARK], indirect=True, ids=["desktop", "phone", "dark"])
MINUTES = "ecsc-minutes-2024-02-14.pdf"


def head(visit: Visit, text: str) -> Locator:
    """Wait for the view of this heading."""
    found = visit.page.locator(".cr-rechead", has_text=text)
    found.wait_for()
    return found


def focused(visit: Visit, selector: str) -> None:
    """Wait until the focus is there."""
    visit.page.wait_for_function("s => document.activeElement.matches(s)", arg=selector)


def leave(visit: Visit, go: Callable[[], object]) -> None:
    """Leave the page when its view is there; that Gradio's open stream is cut off then is no fault of the page."""
    visit.page.wait_for_function("!document.querySelector('#cr-records[aria-busy]')")
    go()
    visit.page.locator(".cr-header").wait_for()
    visit.errors[:] = [error for error in visit.errors if not error.startswith("AbortError: signal is aborted")]


def fits(visit: Visit) -> bool:
    return bool(visit.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@SIZES
def test_from_the_list_to_a_record_a_topic_and_its_actions(
    visit: Visit, served: Served, request: pytest.FixtureRequest
) -> None:
    size, page = request.node.callspec.id, visit.page
    page.goto(served.url)
    page.get_by_role("tab", name="Records").click()
    head(visit, "Records")
    assert "show=records" in page.url
    visit.picture(f"{size}-records")
    assert visit.barriers() == []

    page.get_by_label("Words in the title").fill("minutes")
    page.get_by_label("Year").select_option("2024")
    page.keyboard.press("Enter")
    focused(visit, ".cr-reccount")
    assert page.locator(".cr-reclist li").count() == 1
    page.locator(".cr-reclist a").click()
    head(visit, "Wednesday 14 February 2024")
    focused(visit, ".cr-rechead")
    page.get_by_role("heading", name="Actions raised").wait_for()
    visit.picture(f"{size}-record")
    assert fits(visit) and visit.barriers() == []

    page.get_by_role("link", name="Timeline of a topic").click()
    head(visit, "Timeline of a topic")
    focused(visit, ".cr-rechead")
    page.get_by_label("Topic", exact=True).fill("Saltpans Lido")
    page.get_by_role("button", name="Show timeline").click()
    focused(visit, ".cr-reccount")
    assert "items of" in page.locator(".cr-reccount").inner_text()
    assert page.locator(".cr-timeline mark").first.inner_text() == "Saltpans"
    visit.picture(f"{size}-timeline")
    assert fits(visit) and visit.barriers() == []

    page.get_by_role("link", name="Actions", exact=True).click()
    head(visit, "Actions")
    page.locator(".cr-actions > li").first.wait_for()
    visit.picture(f"{size}-actions")
    assert fits(visit) and visit.barriers() == []


def test_back_forward_and_reload_lead_where_people_expect(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(served.url)
    page.locator(".cr-suggestion:visible").first.wait_for()
    page.get_by_role("tab", name="Records").click()
    page.locator(".cr-reclist a", has_text="Annual Report 2021-22").click()
    head(visit, "Annual Report 2021-22")
    leave(visit, page.reload)
    head(visit, "Annual Report 2021-22").wait_for(state="visible")
    page.go_back()
    head(visit, "Records")
    page.go_forward()
    head(visit, "Annual Report 2021-22")
    page.get_by_role("tab", name="Ask").click()
    page.get_by_label("Your question").wait_for(state="visible")
    assert "record=" not in page.url
    page.go_back()
    head(visit, "Annual Report 2021-22").wait_for(state="visible")
    page.go_back()
    page.go_back()
    page.get_by_label("Your question").wait_for(state="visible")


def test_an_address_leads_to_an_item_and_a_reference_to_another(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(f"{served.url}/?record={MINUTES}&item=15&__theme=dark")
    focused(visit, '[data-item="15"]')
    assert page.locator('[data-item="15"]').evaluate("e => e.getBoundingClientRect().top") < 400
    page.locator('[data-item="15"]').get_by_role("link", name="[Min. No. 4 refers]").click()
    head(visit, "12 July 2023")
    focused(visit, '[data-item="4"]')
    assert "__theme=dark" in page.url
    chips = page.locator('.cr-records a[href^="/view?"]')
    assert chips.count() > 10


def test_it_works_from_the_keyboard_and_without_the_tab_having_been_opened(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(f"{served.url}/?show=timeline")
    page.get_by_label("Topic", exact=True).focus()
    page.keyboard.type("community wardens")
    page.keyboard.press("Enter")
    focused(visit, ".cr-reccount")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("/view?")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-item]')")
    small = page.evaluate(
        "[...document.querySelectorAll('.cr-records :is(button, input, select)')].filter(e => e.type !== 'hidden')"
        ".map(e => e.getBoundingClientRect()).filter(r => r.height < 24 || r.width < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize("visit", [NARROW], indirect=True)
def test_a_hostile_record_stays_words_and_nothing_is_cut_off(visit: Visit, served: Served) -> None:
    page = visit.page
    page.goto(f"{served.url}/?record=ponds.txt")
    page.get_by_text('GOOSE WARDEN <img src=x onerror="window.pwned=1">').wait_for()
    assert fits(visit)
    page.get_by_role("link", name="Timeline of a topic").click()
    focused(visit, ".cr-rechead")
    for topic, told in (("goose warden", "1 item of"), ("${window.pwned=7} <img src=x onerror='window.pwned=8'>", "No item")):
        page.get_by_label("Topic", exact=True).fill(topic)
        page.keyboard.press("Enter")
        page.locator(".cr-reccount", has_text=told).wait_for()
        assert fits(visit)
    for name in ("Actions", "All records"):
        page.get_by_role("link", name=name, exact=True).click()
        head(visit, name.removeprefix("All ").capitalize())
        focused(visit, ".cr-rechead")
        assert fits(visit)
    assert page.evaluate("window.pwned") is None


def test_what_takes_longer_comes_later_and_never_over_what_was_asked_for_meanwhile(
    visit: Visit, sample_library: Path, tmp_path: Path
) -> None:
    running = serve(shutil.copytree(sample_library, tmp_path / "data"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        whole = (route.request.post_data_json.get("event_data") or {}).get("whole")
        held.append(route) if whole and not held else route.continue_()

    try:
        visit.page.route("**/gradio_api/run/**", hold)
        visit.page.goto(f"{running.url}/?record={MINUTES}")
        visit.page.get_by_text("Reading the records for actions").wait_for()
        visit.page.get_by_role("link", name="Timeline of a topic").click()
        visit.page.wait_for_timeout(100)
        held[0].continue_()
        head(visit, "Timeline of a topic")
        focused(visit, ".cr-rechead")
        visit.page.get_by_label("Topic", exact=True).fill("lido")
        visit.page.keyboard.press("Enter")
        visit.page.locator(".cr-reccount").wait_for()
        assert "topic=lido" in visit.page.url
        visit.page.go_back()
        visit.page.go_back()
        head(visit, "14 February 2024")
        visit.page.get_by_role("heading", name="Actions raised").wait_for()
        visit.page.close()
    finally:
        running.stop()


def test_exempt_matter_is_labelled_for_a_member_and_absent_for_the_public(visit: Visit, served: Served) -> None:
    page, closed = visit.page, "ecsc-2023-02-15-item-25-appendix-b-exempt.pdf"
    page.goto(f"{served.url}/?record={closed}")
    head(visit, "Record not found")
    page.get_by_role("link", name="← All records").or_(page.get_by_role("link", name="All records", exact=True)).last.click()
    head(visit, "Records")
    focused(visit, ".cr-rechead")
    assert closed not in page.content()
    page.get_by_role("link", name="Wednesday 14 February 2024").click()
    page.locator('[data-item="22"]').wait_for()
    assert page.locator('[data-item="21"]').count() == 0
    assert "Evaluation of Tenders" not in page.content()

    leave(visit, lambda: visit.sign_in("member"))
    page.get_by_role("tab", name="Records").click()
    page.get_by_role("link", name="Evaluation of Tenders").click()
    head(visit, "Evaluation of Tenders")
    page.get_by_role("link", name="All records", exact=True).click()
    head(visit, "Records")
    focused(visit, ".cr-rechead")
    page.get_by_role("link", name="Wednesday 14 February 2024").click()
    assert "EXEMPT" in page.locator('[data-item="21"]').inner_text()
