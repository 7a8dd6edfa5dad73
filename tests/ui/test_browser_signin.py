"""Signing in and out in a real browser, and what that opens."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from browsing import PASSWORDS, Served, Visit, give_accounts, serve

from assistant.records import Answer, Role, Status
from assistant.service import Assistant

DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
NARROW = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
SIZES = pytest.mark.parametrize("visit", [DESKTOP, PHONE, NARROW], indirect=True, ids=["desktop", "phone", "narrow"])
CLOSED = "What contingency do officers recommend for the Lido contract?"
"""Answered by an exempt appendix alone."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of one's own over an empty library, where failed attempts are in nobody's way."""
    folder = tmp_path_factory.mktemp("own")
    give_accounts(folder)
    running = serve(folder)
    yield running
    running.stop()


def left(visit: Visit) -> None:
    """Forgive what Gradio says when a page is left before all of it was filled."""
    visit.errors[:] = [told for told in visit.errors if not re.search("Connection errored out|AbortError", told)]


def fits(visit: Visit) -> bool:
    """Wait until nothing sticks out sideways; Gradio moves tabs that do into a menu once they are there."""
    visit.page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return True


@SIZES
def test_someone_signs_in_and_out(visit: Visit, own: Served, request: pytest.FixtureRequest) -> None:
    page, size = visit.page, request.node.callspec.id
    failed: list[str] = []
    page.on("response", lambda got: failed.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.goto(own.url)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert visit.barriers() == [] and fits(visit)
    assert page.evaluate("document.activeElement.id") == "name"
    visit.picture(f"{size}-sign-in")

    page.keyboard.type("member")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("do not belong together").wait_for()
    assert page.title().startswith("Problem: ")
    assert page.get_by_label("Name").input_value() == "member" and page.get_by_label("Password").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "password"
    assert visit.barriers() == [] and fits(visit)

    page.keyboard.type(PASSWORDS["member"])
    page.keyboard.press("Enter")
    page.get_by_text("Signed in as member (member)").wait_for()
    assert page.url == f"{own.url}/"
    [cookie] = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert visit.barriers() == [] and fits(visit)

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()
    assert page.context.cookies() == [] and failed == []
    left(visit)


def test_what_a_member_is_answered_the_public_is_not(visit: Visit, served: Served) -> None:
    assistant = Assistant.open(served.folder)
    expected: Answer = assistant.ask(CLOSED, role=Role.MEMBER)
    assistant.close()
    assert expected.status is Status.ANSWERED
    visit.sign_in("member")
    answer = visit.ask(CLOSED).inner_text()
    assert expected.claims[0].text in answer
    visit.page.get_by_role("button", name="Sign out").click()
    visit.page.get_by_role("link", name="Sign in").wait_for()
    answer = visit.ask(CLOSED).inner_text()
    assert expected.claims[0].text not in answer and expected.citations[0].document not in answer
    left(visit)


def test_who_loses_the_account_loses_what_it_opened(visit: Visit, own: Served) -> None:
    from assistant.accounts import Accounts

    visit.sign_in("officer", own.url)
    Accounts(own.folder / "accounts.json").remove("officer")
    visit.page.reload()
    visit.page.get_by_role("link", name="Sign in").wait_for()
    left(visit)


def test_without_accounts_the_page_says_how_one_is_made(visit: Visit, own: Served) -> None:
    file = own.folder / "accounts.json"
    kept = file.rename(file.with_suffix(".kept"))
    visit.page.goto(f"{own.url}/sign-in")
    visit.page.get_by_role("heading", name="Nobody can sign in yet").wait_for()
    assert "assistant users add NAME --role officer" in visit.page.locator("code").inner_text()
    assert visit.page.locator("input").count() == 0 and visit.barriers() == []
    kept.rename(file)


def status(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    asked = urllib.request.Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()}, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=10) as got:
            return int(got.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_real_server_is_guarded(served: Served) -> None:
    """That the guard stands before everything is seen from outside."""
    officer = f"Bearer {served.tokens['officer']}"
    assert status(f"{served.url}/config", Authorization=officer) == 200
    assert status(f"{served.url}/config", Authorization="Bearer nonsense") == 401
    assert status(f"{served.url}/config", Host="evil.example") == 421
    assert status(f"{served.url}/config", "POST", b"{}", Origin="http://evil.example") == 403
    with urllib.request.urlopen(f"{served.url}/config", timeout=10) as got:
        component = json.load(got)["components"][0]["id"]
    called = json.dumps({"data": "x", "component_id": component, "fn_name": "x", "session_hash": "x"}).encode()
    for method, path, body in (
        ("GET", "file=/etc/passwd", None), ("GET", f"file={served.folder}/accounts.json", None), ("POST", "upload", b"x"),
        ("GET", "proxy=http://192.0.2.1/", None), ("POST", "component_server", called),
        ("GET", "upload_progress?upload_id=a", None),
    ):  # fmt: skip
        assert status(f"{served.url}/gradio_api/{path}", method, body, Authorization=officer) == 404
