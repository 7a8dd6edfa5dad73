"""The draft tab in a real browser."""

from __future__ import annotations

import zipfile
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
EXEMPT = "What contingency do officers recommend for the Lido contract?"
LETTER = (
    "Dear Sir or Madam,\n\nCould you tell me what was decided about fly-tipping on private land? I also wonder what the depth of "
    "Lake Zurich is.\n\nYours faithfully,\nA Resident"
)
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def to_draft(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("tab", name="Draft").click()
    page.get_by_label("Question or letter").wait_for()


def draft(page: Page, letter: str) -> None:
    page.get_by_label("Question or letter").fill(letter)
    page.get_by_role("button", name="Draft", exact=True).click()
    page.locator("#cr-draft-text textarea").wait_for()


@SIZES
def test_a_letter_is_answered_edited_checked_and_downloaded(
    visit: Visit, served: Served, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page = visit.page
    to_draft(page, served.url)
    places = "[...document.querySelectorAll('#cr-draft-desk, #cr-tabs, #cr-top')]"
    assert len(set(page.evaluate(f"{places}.map(e => Math.round(e.getBoundingClientRect().width))"))) == 1
    assert not page.get_by_text("Members and officers").is_visible()
    draft(page, LETTER)
    shown = page.locator(".cr-draft")
    assert shown.locator("section").count() == 2
    assert "Not found in the records" in shown.locator(".cr-open-point").inner_text()
    note = shown.locator("a.cr-foot").first
    assert (note.get_attribute("href") or "").startswith("/view?document=ecsc-")
    assert "minutes" in (note.get_attribute("aria-label") or "")
    visit.picture(f"{request.node.callspec.id}-draft")
    assert visit.barriers() == []
    assert page.evaluate(FITS)

    box = page.locator("#cr-draft-text textarea")
    box.fill(box.input_value().replace("twelve months", "twenty months", 1))
    page.get_by_role("button", name="Check again").click()
    wrong = page.locator(".cr-review li")
    wrong.first.wait_for()
    assert wrong.count() == 1 and "twenty months" in wrong.inner_text()
    assert "1 not supported" in page.locator("#cr-draft-told").inner_text()
    assert "twenty months" in shown.inner_text() and "Not supported by the records" in shown.inner_text()
    page.get_by_role("button", name="Find it in the text").click()
    found = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert "twenty months" in found and "\n\n" not in found
    assert visit.barriers() == []
    for name, ending in (("Download Word", "docx"), ("Download Markdown", "md")):
        with page.expect_download() as got:
            page.get_by_role("button", name=name).click()
        assert got.value.suggested_filename == f"draft-reply.{ending}"
        got.value.save_as(tmp_path / ending)
        page.get_by_text("is marked in this file").wait_for()
    assert "twenty months" in (tmp_path / "md").read_text("utf-8")
    words = zipfile.ZipFile(tmp_path / "docx").read("word/document.xml").decode()
    assert "twenty months" in words and "Not supported by the records" in words
    assert "Not supported by the records" in (tmp_path / "md").read_text("utf-8")


def test_an_officer_chooses_who_may_read_it(visit: Visit, served: Served) -> None:
    page = visit.page
    visit.sign_in("officer")
    page.get_by_role("tab", name="Draft").click()
    page.get_by_text("Members and officers").wait_for()
    draft(page, EXEMPT)
    assert "Not found in the records" in page.locator(".cr-draft").inner_text()
    assert page.locator(".cr-draft a.cr-foot").count() == 0
    page.get_by_text("Members and officers").click()
    page.get_by_role("button", name="Draft", exact=True).click()
    page.locator(".cr-exempt-label").wait_for()
    page.wait_for_function("document.querySelector('#cr-draft-text textarea')?.value.includes('EXEMPT')")  # the whole draft
    with page.expect_download() as got:
        page.get_by_role("button", name="Download Word").click()
    assert got.value.suggested_filename == "EXEMPT-draft-reply.docx"
    assert visit.barriers() == []


def test_what_cannot_be_drafted_is_said_in_words(visit: Visit, served: Served) -> None:
    page = visit.page
    to_draft(page, served.url)
    page.get_by_role("button", name="Draft", exact=True).click()
    page.get_by_text("There is nothing to answer yet").wait_for()
    page.get_by_label("Question or letter").fill("Why? " * 5000)
    page.get_by_role("button", name="Draft", exact=True).click()
    page.get_by_text("up to 20,000 can be read").wait_for()
    page.get_by_label("Question or letter").fill('What does <img src=x onerror="window.pwned=1"> cost in Paris?')
    page.get_by_role("button", name="Draft", exact=True).click()
    page.locator("#cr-draft-text textarea").wait_for()
    assert "<img src=x" in page.locator(".cr-draft h4").inner_text()
    assert page.evaluate("window.pwned") is None
    assert visit.barriers() == []
