"""What every request passes first, with a small application behind it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.accounts import Accounts
from assistant.records import Role
from assistant.web.gate import COOKIE, Gate
from assistant.web.guard import Guard, Rules
from assistant.web.guard_body import _holds_file
from assistant.web.signin import _local, sign_in_routes

HERE = "http://localhost:7860"
MIB = 2**20
WORDS = "exempt words in /srv/records"


class Behind:
    """A guarded application that tells what reached it."""

    def __init__(self, folder: Path, any_host: bool = False, hosts: tuple[str, ...] = ()) -> None:
        self.accounts = Accounts(folder / "accounts.json", (4, 8, 1))
        self.reached: list[str] = []
        app = FastAPI()
        gate = Gate(self.accounts)
        app.add_middleware(Guard, gate=gate, rules=Rules(3 * MIB, frozenset(hosts), any_host))
        app.include_router(sign_in_routes(gate, "Records", "body { color: red }"))

        @app.get("/fails")
        def fails() -> None:
            raise ValueError(WORDS)

        @app.get("/seen")
        def seen(request: Request) -> Any:
            return {name: value for name, value in request.headers.items() if "forwarded" in name}

        @app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"])
        async def reached(path: str, request: Request) -> Any:
            self.reached.append(path)
            return json.loads(await request.body() or b"{}")

        self.client = TestClient(app, base_url=HERE, follow_redirects=False)

    def account(self, name: str, role: Role) -> dict[str, str]:
        self.accounts.add(name, role, "a long password")
        return {"authorization": f"Bearer {self.accounts.issue(name, 'tests')}"}


@pytest.fixture
def behind(tmp_path: Path) -> Behind:
    return Behind(tmp_path)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:7860", "[::1]", "[::1]:7860"])
def test_the_names_of_this_machine_are_answered_to(behind: Behind, host: str) -> None:
    assert behind.client.get("/page", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "", "localhost.", "[::1]x"])
def test_a_name_that_was_pointed_here_reaches_nothing(behind: Behind, host: str) -> None:
    got = behind.client.get("/page", headers={"host": host})
    assert (got.status_code, behind.reached) == (421, [])


def test_names_of_the_settings_are_answered_to_and_any_where_it_listens_for_others(tmp_path: Path) -> None:
    named = Behind(tmp_path, hosts=("records.example",))
    assert named.client.get("/page", headers={"host": "Records.example:443"}).status_code == 200
    assert named.client.get("/page", headers={"host": "example"}).status_code == 421
    assert Behind(tmp_path, any_host=True).client.get("/page", headers={"host": "whatever"}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": HERE}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "https://proxied.example"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:3000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": HERE}, 403),
    ],
)
def test_pages_of_other_sites_change_nothing(behind: Behind, method: str, headers: dict[str, str], status: int) -> None:
    got = behind.client.request(method, "/change", headers=headers)
    assert (got.status_code, behind.reached) == (status, ["change"] if status == 200 else [])


@pytest.mark.parametrize(
    "path",
    ["file=/etc/passwd", "file/x", "proxy=http://192.0.2.1/", "stream/a/b/c/playlist.m3u8", "upload", "upload_progress", "runs",
     "component_server", "process_recording", "vibe-edit", "vibe-code", "deep_link", "custom_component/a/b/c/d", "dev/reload",
     "run-history/records", "profiling/traces", "token", "login_check", "openapi.json", "", "anything-new"],
)  # fmt: skip
def test_what_gradio_serves_besides_the_page_is_closed_to_officers_too(behind: Behind, path: str) -> None:
    officer = behind.account("Zoë", Role.OFFICER)
    for headers in ({}, officer):
        assert behind.client.get(f"/gradio_api/{path}", headers=headers).status_code == 404
        assert behind.client.post(f"/gradio_api/{path}", headers=headers).status_code == 404
    for outside in ("openapi.json", "docs", "docs/oauth2-redirect", "redoc"):
        assert behind.client.get(f"/{outside}", headers=officer).status_code == 404
    assert behind.client.get("/monitoring").status_code == behind.client.post("/login").status_code == 404
    assert behind.reached == []


def test_a_value_that_names_a_file_does_not_reach_gradio(behind: Behind) -> None:
    for door in ("queue/join", "run/ask", "call/ask", "api/ask"):
        file = {"path": "http://192.0.2.1/x", "meta": {"_type": "gradio.FileData"}}
        got = behind.client.post(f"/gradio_api/{door}", json={"data": ["x", {"deep": [file]}]})
        assert (got.status_code, got.json()) == (400, {"error": "Files are not taken here."})
    assert behind.client.post("/gradio_api/queue/join", content=b"[" * 100_000).status_code == 400
    assert behind.client.post("/gradio_api/queue/join", content=b"no JSON").status_code == 400
    assert behind.reached == []
    asked = {"data": ["what – of the “path”?", {"path": "x"}, None, 1.5]}
    assert behind.client.post("/gradio_api/queue/join", json=asked).json() == asked


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=12), st.randoms())  # fmt: skip
def test_a_file_is_seen_wherever_it_is(value: Any, chance: Any) -> None:
    """Gradio's own test of what is a file finds none in what is let through."""
    from gradio_client.utils import is_file_obj_with_meta, traverse

    file = {"path": "x", "meta": {"_type": "gradio.FileData"}}
    hidden = [value, {"a": [file]}] if chance.random() < 0.5 else value
    found: list[Any] = []
    traverse(hidden, lambda one: found.append(one) or one, is_file_obj_with_meta)
    assert bool(found) == (hidden is not value)
    assert _holds_file(hidden) or not found


def test_a_request_is_of_bounded_size(behind: Behind) -> None:
    officer, member = behind.account("Zoë", Role.OFFICER), behind.account("Max", Role.MEMBER)
    large = json.dumps({"a": "x" * 3 * MIB}).encode()
    spoken = json.dumps({"a": "x" * MIB}).encode()
    for headers in ({}, member):
        refused = behind.client.post("/gradio_api/queue/join", content=spoken, headers=headers)
        assert refused.status_code == 413 and "256 KiB" in refused.text
    assert behind.client.post("/gradio_api/queue/join", content=spoken, headers=officer).status_code == 200
    for headers in ({}, member):
        assert behind.client.post("/change", content=large, headers=headers).status_code in (400, 413)
    assert behind.client.post("/change", content=large, headers=officer).status_code == 200
    assert behind.client.post("/change", content=large * 2, headers=officer).status_code in (400, 413)
    assert behind.client.post("/gradio_api/queue/join", content=large, headers=officer).status_code == 413


def test_wrong_credentials_are_told_in_the_form_of_the_door(behind: Behind) -> None:
    wrong = {"authorization": "Bearer nonsense"}
    got = behind.client.get("/api/records", headers=wrong)
    assert got.status_code == 401 and got.headers["www-authenticate"].startswith("Bearer")
    assert "not valid" in got.json()["error"]
    assert behind.client.get("/v1/models", headers=wrong).json()["error"]["code"] == "invalid_api_key"
    page = behind.client.get("/", headers={**wrong, "accept": "text/html"})
    assert page.headers["content-type"].startswith("text/plain")
    assert behind.reached == []


def test_a_failure_tells_nothing_of_this_machine_or_of_the_records(behind: Behind, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        got = behind.client.get("/fails")
    assert got.status_code == 500 and "exempt" not in got.text and "/srv" not in got.text
    assert "ValueError" in caplog.text and "exempt" not in caplog.text


def test_every_response_keeps_the_browser_here(behind: Behind) -> None:
    officer = behind.account("Zoë", Role.OFFICER)
    for path, headers in (("/page", {}), ("/fails", {}), ("/gradio_api/upload", {}), ("/page", {"host": "evil.example"})):
        got = behind.client.get(path, headers=headers)
        assert "default-src 'self'" in got.headers["content-security-policy"]
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "cache-control" not in got.headers
    assert behind.client.get("/page", headers=officer).headers["cache-control"] == "no-store"
    assert "cache-control" not in behind.client.get("/assets/x.js", headers=officer).headers


def test_what_a_proxy_may_say_is_heeded_only_of_names_in_the_settings(tmp_path: Path) -> None:
    said = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "forwarded": "host=evil.example"}
    assert Behind(tmp_path).client.get("/seen", headers=said).json() == {}
    assert Behind(tmp_path, any_host=True).client.get("/seen", headers=said).json() == {}
    named = Behind(tmp_path, hosts=("records.example",)).client
    assert "x-forwarded-host" not in named.get("/seen", headers=said).json()
    kept = {**said, "x-forwarded-host": "Records.example"}
    assert named.get("/seen", headers=kept).json() == kept


def test_the_page_itself_is_kept_by_no_cache(behind: Behind) -> None:
    for path in ("/", "/config"):
        assert behind.client.get(path).headers["cache-control"] == "no-store"


def test_a_session_begins_with_a_cookie_that_pages_cannot_read(behind: Behind) -> None:
    behind.account("Max", Role.MEMBER)
    form = {"name": "max", "password": "a long password", "next": "/view?document=a.pdf"}
    got = behind.client.post("/sign-in", data=form)
    assert (got.status_code, got.headers["location"]) == (303, "/view?document=a.pdf")
    cookie = got.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE) and "httponly" in cookie and "samesite=strict" in cookie and "secure" not in cookie
    first = behind.client.cookies[COOKIE]
    assert "Max" in behind.client.get("/sign-in").text
    assert behind.client.post("/sign-in", data=form).status_code == 303
    assert behind.client.cookies[COOKIE] != first, "a new session has a new secret"
    left = behind.client.post("/sign-out")
    assert left.status_code == 303 and COOKIE not in behind.client.cookies
    behind.client.cookies.set(COOKIE, first, domain="localhost.local")
    assert 'name="password"' in behind.client.get("/sign-in").text, "and the old one opens nothing"
    secure = behind.client.post("https://localhost/sign-in", data=form)
    assert "secure" in secure.headers["set-cookie"].lower()


def test_wrong_again_and_again_is_told_on_the_page(behind: Behind) -> None:
    assert "Nobody can sign in yet" in behind.client.get("/sign-in").text
    behind.account("Max", Role.MEMBER)
    assert "do not belong together" in behind.client.post("/sign-in", content=b"name=" + b"x" * 10_000).text
    form = {"name": '"><script>', "password": "wrong", "next": '"><script>'}
    got = behind.client.post("/sign-in", data=form)
    assert got.status_code == 200 and 'role="alert"' in got.text and "do not belong together" in got.text
    assert "set-cookie" not in got.headers and "<script>alert" not in got.text and 'value="&quot;&gt;&lt;script&gt;"' in got.text
    told = [behind.client.post("/sign-in", data=form) for _ in range(5)][-1]
    assert told.status_code == 429 and int(told.headers["retry-after"]) > 0 and "Try again in" in told.text
    assert behind.client.post("/sign-in", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/", "/"), ("/view?document=a&start=1#x", "/view?document=a&start=1#x"), ("", "/"), ("view", "/"),
        ("//evil.example", "/"), ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"), ("/\t/evil.example", "/"), ("\n//evil.example", "/"), ("/sign-in", "/"), ("/sign-out", "/"),
        ("///evil.example", "/"), ("http:///evil.example", "/"), ("/x\r\nset-cookie: a=b", "/"), ("//[", "/"),
    ],
)  # fmt: skip
def test_signing_in_leads_on_within_this_server_alone(given: str, path: str) -> None:
    assert _local(given) == path
