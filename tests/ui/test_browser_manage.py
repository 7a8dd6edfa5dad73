"""The Manage tab in a real browser: officers add, ask about and remove records; nobody else can."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import HOSTILE, Served, Visit
from officers import call, listeners, serving

from assistant.service import Assistant

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True, "is_mobile": True}
RECORD = """{name} COMMITTEE

MINUTES of the meeting of the {name} Committee held on Monday 6 May 2019.

1. HERON WARDEN

The heron warden of {name} is paid £45 a month.
"""


@pytest.fixture(scope="module")
def own(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(sample_library, tmp_path_factory.mktemp("manage") / "data") as running:
        yield running


@pytest.mark.parametrize(("visit", "name"), [(DESKTOP, "Fenwick"), (PHONE, "Calder")], indirect=["visit"])
def test_an_officer_adds_records_asks_about_one_and_removes_it(visit: Visit, own: Served, name: str) -> None:
    page, file = visit.page, f"{name.lower()}.txt"
    visit.sign_in("officer", own.url)
    page.get_by_role("tab", name="Manage").click()
    drop = page.locator("#cr-m-drop .cr-m-drop")
    drop.wait_for()
    page.get_by_label("Choose files").set_input_files(
        [{"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"}]
    )
    page.get_by_role("button", name="Add 1 record", exact=True).wait_for()
    made = "([name, text]) => { const all = new DataTransfer(); all.items.add(new File([text], name)); return all; }"
    dropped = page.evaluate_handle(made, [file, RECORD.format(name=name)])
    drop.dispatch_event("drop", {"dataTransfer": dropped})
    page.get_by_role("button", name="Add 2 records").click()
    report = page.locator("#cr-m-job")
    report.get_by_role("heading", name="Report").wait_for(timeout=90_000)  # the model is loaded for the first record
    page.get_by_role("status").get_by_text("Adding records: done. 1 added, 1 rejected.").wait_for()
    assert report.locator("li").all_inner_texts()[0].startswith("broken.pdf rejected")
    page.locator("#cr-m-records").get_by_text(file).first.wait_for()
    visit.picture(f"manage-{name.lower()}")
    assert visit.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.get_by_role("tab", name="Ask").click()
    assert "£45" in visit.ask(f"What is the heron warden of {name} paid?").inner_text()

    page.get_by_role("tab", name="Manage").click()
    row = page.locator("#cr-m-records li", has_text=file)
    row.locator("summary").click()
    assert f"This removes MINUTES of the meeting of the {name} Committee" in row.inner_text()
    row.get_by_role("button", name="Remove it").click()
    page.get_by_text(f"{file} was removed.").wait_for()
    assert row.count() == 0


def test_indexes_are_checked_and_a_record_cannot_give_orders(visit: Visit, own: Served) -> None:
    page = visit.page
    visit.sign_in("officer", own.url)
    page.get_by_role("tab", name="Manage").click()
    page.get_by_role("button", name="Check the indexes").click()
    page.get_by_text("All is well").wait_for()
    name = "<img src=x onerror=window.pwned=9>${window.pwned=8}.txt"
    page.get_by_label("Choose files").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": HOSTILE.encode()}])
    page.get_by_role("button", name="Add 1 record", exact=True).click()
    page.locator("#cr-m-job").get_by_role("heading", name="Report").wait_for(timeout=90_000)
    page.locator("#cr-m-records").get_by_text("Ponds Committee").first.wait_for()
    assert page.evaluate("window.pwned") is None
    page.get_by_text("Adding records: done. 1 added.").wait_for()
    page.wait_for_timeout(1500)  # Gradio complains of a page that is left while it is told something
    page.reload()
    page.get_by_role("tab", name="Manage").click()
    page.get_by_text("Adding records: done. 1 added.").wait_for()


@pytest.mark.parametrize("name", ["", "member"])
def test_others_do_not_see_the_tabs(visit: Visit, own: Served, name: str) -> None:
    if name:
        visit.sign_in(name, own.url)
    else:
        visit.page.goto(own.url)
    visit.page.get_by_label("Your question").wait_for()
    visit.page.wait_for_timeout(500)
    assert visit.page.get_by_role("tab", name="Manage").count() == 0
    assert visit.page.get_by_role("tab", name="Evaluate").count() == 0
    assert visit.page.locator(".cr-m-drop").count() == 0


def test_the_public_gets_nothing_and_changes_nothing_past_the_page(own: Served) -> None:
    assistant = Assistant.open(own.folder)
    before = [one.name for one in assistant.summaries()]
    assistant.close()
    exempt = next(name for name in before if "exempt" in name)
    found = listeners(own, "cr-m-")
    assert len(found) > 8
    for listener in found:
        for told in ({"do": "remove", "name": exempt}, {"do": "find", "words": ""}, {"do": "choices"}):
            said = call(own, listener, told)
            assert "process_completed" in said
            assert "exempt.pdf" not in said
            assert "borough-" not in said
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(f"{own.url}/incoming?name=a.txt", b"words", method="POST"), timeout=20)
    assert refused.value.code == 403
    assert not list(own.folder.glob("incoming/*/a.txt"))
    assistant = Assistant.open(own.folder)
    assert [one.name for one in assistant.summaries()] == before
    assistant.close()
