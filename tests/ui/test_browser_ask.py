"""What can be done with a conversation in a real browser: narrowing, judging, copying, saving, stopping, and who sees what."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import Served, Visit, serve
from test_browser import DESKTOP, PHONE, QUESTION

from assistant.feedback import Ledger, Verdict
from tests.support.openai_server import Served as Reply
from tests.support.openai_server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator

CLAIM = "The charge was to be halved for landowners with less than one hectare [1]."
EXEMPT = "What contingency do officers recommend for the Lido contract?"


@pytest.fixture
def own(served: Served, tmp_path: Path) -> Path:
    """A copy of the served library, for a server with settings of its own."""
    return shutil.copytree(served.folder, tmp_path / "data")


def narrow(visit: Visit) -> Locator:
    form = visit.page.locator("#cr-narrow")
    form.locator("summary").click()
    return form


@pytest.mark.parametrize("visit", [DESKTOP, PHONE], indirect=True, ids=["desktop", "phone"])
def test_the_records_are_narrowed_told_and_cleared(
    visit: Visit, served: Served, request: pytest.FixtureRequest
) -> None:
    page = visit.page
    page.goto(served.url)
    form = narrow(visit)
    form.get_by_label("Ponds Committee").check()
    form.get_by_label("From").fill("2019-05-01")
    in_force = page.locator("#cr-in-force")
    in_force.get_by_text("Only Ponds Committee, since 1 May 2019.").wait_for()
    assert visit.barriers() == []
    visit.picture(f"{request.node.callspec.id}-narrowed")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    answer = visit.ask(QUESTION)
    assert "Looked in: only Ponds Committee, since 1 May 2019." in answer.inner_text()
    assert not answer.locator("a.cr-chip").count()
    visit.anew()
    assert page.locator("#cr-status").inner_text() == "New conversation. Still only Ponds Committee, since 1 May 2019."
    assert in_force.is_visible()
    form.get_by_label("To").fill("2018-01-01")
    in_force.get_by_text("is after the last").wait_for()
    for year in (*range(2020, 2040), 2018):  # changed faster than answers come, the last choice is what is told
        form.get_by_label("To").fill(f"{year}-12-31")
    in_force.get_by_text("(1 May 2019) is after the last (31 December 2018)").wait_for()
    page.get_by_role("button", name="Clear what is narrowed").click()
    page.wait_for_function("document.querySelector('#cr-in-force').textContent === ''")
    assert "Looked in" not in visit.ask(QUESTION).inner_text()


def test_a_verdict_is_kept_thanked_for_and_changed(visit: Visit, own: Path) -> None:
    running = serve(own)
    try:
        visit.page.goto(running.url)
        answer = visit.ask(QUESTION)
        answer.get_by_role("button", name="Right", exact=True).click()
        answer.get_by_text("Thank you. Noted as right.").wait_for()
        answer.get_by_role("button", name="Change").click()
        answer.get_by_role("button", name="Wrong citation").click()
        answer.get_by_label("What is wrong with it?").fill("It is item 17.")
        answer.get_by_role("button", name="Send comment").click()
        answer.get_by_text("Noted as wrong citation, with your comment.").wait_for()
        assert visit.page.locator("#cr-status").inner_text() == "Thank you. Your verdict is noted."
        assert visit.barriers() == []
        kept = Ledger(own).read().entries[-1]
        assert (kept.verdict, kept.comment, kept.question) == (Verdict.WRONG_CITATION, "It is item 17.", QUESTION)
        visit.page.close()
    finally:
        running.stop()


def test_an_answer_is_copied_and_the_conversation_saved(visit: Visit, served: Served) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(served.url)
    answer = visit.ask(QUESTION)
    answer.get_by_role("button", name="Copy with citations").click()
    page.wait_for_function("document.querySelector('#cr-status').textContent === 'Copied'")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == QUESTION
    assert lines[1].endswith("from 1 April 2022; [1]")
    assert lines[-1].startswith("[3] MINUTES of the meeting")
    kinds = page.evaluate("navigator.clipboard.read().then(([one]) => one.types)")
    assert set(kinds) == {"text/plain", "text/html"}
    for name, ending in (("Markdown", ".md"), ("Word", ".docx")):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        assert coming.value.suggested_filename.endswith(ending)
        content = Path(coming.value.path()).read_bytes()
        assert QUESTION.encode() in content if ending == ".md" else content[:2] == b"PK"


def test_a_question_to_ask_next_is_answered_where_it_stands(visit: Visit, served: Served) -> None:
    visit.page.goto(served.url)
    offered = visit.ask(QUESTION).locator(".cr-next .cr-ask")
    offered.first.wait_for()
    asked = offered.first.inner_text()
    assert 1 <= offered.count() <= 3
    offered.first.click()
    visit.page.locator(".cr-answer").nth(1).wait_for()
    assert visit.page.locator(".cr-question").last.inner_text().endswith(asked)
    assert "cr-answered" in (visit.page.locator(".cr-answer").nth(1).get_attribute("class") or "")


def test_a_models_words_come_unchecked_and_are_replaced(visit: Visit, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = own / "replies.json"
    script.write_text(json.dumps([{"text": CLAIM, "delay": 0.15}]), "utf-8")
    monkeypatch.setenv("ASSISTANT_MODEL", f"scripted:{script}")
    running = serve(own)
    page = visit.page
    try:
        page.goto(running.url)
        for heard in ("", "again"):
            page.get_by_label("Your question").fill(f"{QUESTION}{heard}")
            page.keyboard.press("Enter")
            words = page.locator(".cr-unchecked")
            words.get_by_text("The charge").wait_for()
            assert "Not yet checked" in words.inner_text() and "[1]" not in words.inner_text()
            assert page.locator(".cr-turn").last.get_attribute("aria-busy") == "true"
            if heard:
                break
            page.locator(".cr-answer").wait_for()
            assert words.count() == 0
            page.locator(".cr-checks > summary").click()
            assert "the language model" in page.locator(".cr-checks").inner_text()
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped. What had come so far").wait_for()
        assert words.count() == 0
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        page.wait_for_timeout(500)
        assert page.locator(".cr-stopped").count() == 1, "what came after the stop is not shown"
        page.close()
    finally:
        running.stop()


def test_a_model_that_dies_in_the_middle_leaves_the_answer_without_it(
    visit: Visit, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Reply(CLAIM, dies_after=6, delay=0.02)) as server:
        monkeypatch.setenv("ASSISTANT_MODEL", "openai:m")
        monkeypatch.setenv("ASSISTANT_MODEL_URL", server.url)
        running = serve(own)
        try:
            visit.page.goto(running.url)
            answer = visit.ask(QUESTION)
            assert "this is the answer without it" in answer.inner_text()
            assert "That the charge be halved" in answer.inner_text()
            visit.page.close()
        finally:
            running.stop()


def test_a_member_sees_exempt_matter_labelled_and_the_public_nothing_of_it(visit: Visit, served: Served) -> None:
    visit.sign_in("member")
    answer = visit.ask(EXEMPT)
    assert "Exempt matter: not for the public." in answer.inner_text()
    assert answer.locator("a.cr-chip").count()
    visit.page.get_by_role("button", name="Sign out").click()
    visit.page.get_by_role("link", name="Sign in").wait_for()
    visit.page.locator(".cr-suggestion").first.wait_for()
    assert visit.page.locator(".cr-turn").count() == 0
    assert "Exempt matter" not in visit.ask(EXEMPT).inner_text()
