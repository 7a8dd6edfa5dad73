"""The HTTP API, asked by httpx over the real command."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, cast

import httpx
import pytest
from browsing import PASSWORDS, Served, Visit
from doors import CLOSED_QUESTION, CLOSED_RECORD, MINUTES, NOWHERE, QUESTION, leaks, untold, without_timings

from assistant.errors import NotFound
from assistant.jsonio import answer_to_json, document_to_json, found_to_json, summary_to_json
from assistant.records import Access, Role, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found, Searcher
from assistant.service import LONGEST_ASKED, Assistant
from assistant.web import replies
from assistant.web.counter import Counter
from assistant.web.forms import GroundForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def public(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def officer(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60, headers={"authorization": f"Bearer {served.tokens['officer']}"}) as client:
        yield client


@pytest.mark.parametrize("question", [QUESTION, NOWHERE, "How many fly-tips were there in Harbour ward in 2022-23?"])
def test_an_answer_is_the_documented_json(public: httpx.Client, beside: Assistant, question: str) -> None:
    reply = public.post("/api/ask", json={"question": question, "id": "7"})
    expected = answer_to_json(beside.ask(question), "7")
    assert reply.status_code == 200
    assert without_timings(reply.json()) == without_timings(json.loads(json.dumps(expected)))
    assert untold(replies.AnswerReply, reply.json()) == []
    assert reply.headers["cache-control"] == "no-store"


def test_history_and_narrowing_are_heeded(public: httpx.Client, beside: Assistant) -> None:
    follow_up = {"question": "And who opened it?", "history": [QUESTION]}
    assert public.post("/api/ask", json=follow_up).json()["taken_as"] == beside.ask("And who opened it?", [QUESTION]).taken_as
    narrow = {"query": "fly-tipping", "k": 3, "from": "2024-01-01", "to": "2024-12-31", "kinds": ["minutes"]}
    found = public.post("/api/search", json=narrow).json()["results"]
    assert found and {hit["meeting_date"][:4] for hit in found} == {"2024"} and len(found) <= 3
    assert public.post("/api/search", json={"query": "pond", "bodies": ["Ponds Committee"]}).json()["results"]
    elsewhere = {"query": "fly-tipping", "bodies": ["Cabinet"], "documents": [MINUTES]}
    assert public.post("/api/search", json=elsewhere).json()["results"] == []


def test_a_search_is_the_documented_json(public: httpx.Client, beside: Assistant) -> None:
    reply = public.post("/api/search", json={"query": "recycling", "k": 4}).json()
    expected = found_to_json("recycling", beside.search("recycling", Scope.of(Role.PUBLIC), 4).hits, 0)
    assert without_timings(reply) == without_timings(expected) and len(reply["results"]) == 4
    assert untold(replies.FoundReply, reply) == []


def test_claims_are_grounded(public: httpx.Client) -> None:
    evidence = ["The levy rose to £12 in 2021."]
    right = public.post("/api/ground", json={"claim": "The levy rose to £12 in 2021.", "evidence": evidence}).json()
    wrong = public.post("/api/ground", json={"claim": "The levy rose to £13 in 2021.", "evidence": evidence, "id": "2"}).json()
    assert (right["grounded"], wrong["grounded"], wrong["id"]) == (True, False, "2")
    assert untold(replies.VerdictReply, wrong) == []


@pytest.mark.parametrize("words", ["A", "ab", "1 January 2020 to 2 March 2021, ", "a.b.", "£1,000 ", "lido and ", "5% "])
def test_no_question_keeps_the_server_for_long(beside: Assistant, words: str) -> None:
    beside.ask(QUESTION)
    began = time.thread_time()
    beside.ask((words * LONGEST_ASKED)[:LONGEST_ASKED])
    assert time.thread_time() - began < 4


@pytest.mark.parametrize("words", ["1\t", "2% 31% ", "Port Ellery ", "1 May 2020 ", "not no "])
def test_no_claim_keeps_the_server_for_long(words: str) -> None:
    claim, began = (words * 20)[:1000], time.thread_time()
    Counter(cast(Assistant, None)).ground(GroundForm(claim=claim, evidence=((words * 5000)[:10_000],) * 2))
    assert time.thread_time() - began < 4


def test_a_closed_record_is_narrowed_to_as_one_that_there_is_not(beside: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[Scope] = []
    search = Searcher.search

    def seen(self: Searcher, question: str, scope: Scope, limit: int) -> Found:
        searched.append(scope)
        return search(self, question, scope, limit)

    monkeypatch.setattr(Searcher, "search", seen)
    read = beside.library.document
    monkeypatch.setattr(beside.library, "document", lambda name: pytest.fail(name) if name == CLOSED_RECORD else read(name))
    told = []
    for name in (CLOSED_RECORD, "no-such-thing.pdf"):
        narrowed = Scope.of(Role.PUBLIC, documents=(name,))
        told.append((replace(beside.ask(CLOSED_QUESTION, scope=narrowed), timings=()), beside.search("tender", narrowed).hits))
        with pytest.raises(NotFound, match="is called"):
            beside.show(name, Role.PUBLIC)
    assert told[0] == told[1] and told[0][0].status is Status.ABSTAINED
    assert searched and all(scope.documents == ("",) for scope in searched)
    both = Scope.of(Role.PUBLIC, documents=(CLOSED_RECORD, MINUTES))
    assert {hit.document for hit in beside.search("tender", both).hits} <= {MINUTES}
    beside.search("tender", Scope.of(Role.MEMBER, documents=(CLOSED_RECORD,)))
    assert searched[-1].documents == (CLOSED_RECORD,)


def test_records_and_their_items_are_read(public: httpx.Client, beside: Assistant) -> None:
    listed = public.get("/api/records", params={"limit": 3, "offset": 2})
    everything = [summary_to_json(one) for one in beside.summaries(Role.PUBLIC)]
    assert listed.json()["documents"] == everything[2:5] and listed.headers["x-total-count"] == str(len(everything))
    assert untold(replies.RecordsReply, listed.json()) == []
    ponds = public.get("/api/records", params={"body": "ponds committee"}).json()["documents"]
    assert [one["document"] for one in ponds] == ["ponds.txt"]
    record = public.get(f"/api/records/{MINUTES}").json()
    assert record == json.loads(json.dumps(document_to_json(*beside.show(MINUTES, Role.PUBLIC))))
    assert untold(replies.RecordReply, record) == []
    for index in (0, len(record["items"]) - 1):
        item = public.get(f"/api/records/{MINUTES}/items/{index}").json()
        assert item["text"] == beside.document(MINUTES).text[item["start"] : item["end"]] and item["index"] == index
        assert {name: item[name] for name in record["items"][index]} == record["items"][index]
        assert untold(replies.WholeItemReply, item) == []
    [found] = public.get(f"/api/records/{MINUTES}/items", params={"start": item["start"] + 1}).json()["items"]
    assert found["index"] == index
    assert public.get(f"/api/records/{MINUTES}/items/0", params={"offset": 5}).json()["offset"] == 5
    assert public.get(item["source"]).status_code == 200


def test_figures_and_actions_are_listed(public: httpx.Client, beside: Assistant) -> None:
    reply = public.get("/api/figures", params={"measure": "fly-tips", "limit": 2})
    assert len(reply.json()["figures"]) == 2 and int(reply.headers["x-total-count"]) == len(
        beside.figures("fly-tips", role=Role.PUBLIC)
    )
    assert untold(replies.FiguresReply, reply.json()) == []
    actions = public.get("/api/actions", params={"closed": False, "from": "2023-01-01"}).json()["actions"]
    assert actions and all(one["closure"] is None and one["raised"] >= "2023-01-01" for one in actions)


def test_a_draft_comes_as_account_word_or_markdown(public: httpx.Client) -> None:
    asked = {"question": QUESTION}
    account = public.post("/api/draft", json=asked).json()
    assert untold(replies.DraftReply, account) == [] and account["sources"]
    word = public.post("/api/draft", json=asked, headers={"accept": WORD})
    assert word.headers["content-type"] == WORD and zipfile.ZipFile(io.BytesIO(word.content)).testzip() is None
    markdown = public.post("/api/draft", json={**asked, "format": "md", "template": "briefing"})
    assert "[^1]" in markdown.text and "briefing.md" in markdown.headers["content-disposition"]


WRONG: list[tuple[str, str, Any, int, str]] = [
    ("POST", "/api/ask", {}, 400, "question"),
    ("POST", "/api/ask", {"question": " "}, 400, "empty"),
    ("POST", "/api/ask", {"question": "x" * 4_001}, 413, "4000 characters"),
    ("POST", "/api/search", {"query": "x" * 4_001}, 413, "4000 characters"),
    ("POST", "/api/draft", {"question": "x" * 20_001}, 413, "20000 characters"),
    ("POST", "/api/ask", {"question": "x", "history": ["y"] * 21}, 413, "20 items"),
    ("POST", "/api/ask", {"question": "x", "bodys": ["Cabinet"]}, 400, "bodys"),
    ("POST", "/api/ask", {"question": "x", "kinds": ["poem"]}, 400, "kinds"),
    ("POST", "/api/ask", {"question": "x", "from": "2024-01-02", "to": "2024-01-01"}, 400, "later"),
    ("POST", "/api/ask", {"question": "x", "role": "officer"}, 403, "public"),
    ("POST", "/api/ask", {"question": "x", "history": ["ß" * 20_000] * 50}, 413, "bytes"),
    ("POST", "/api/ground", {"claim": "x", "evidence": ["y" * 8_000] * 3}, 400, "20,000"),
    ("POST", "/api/ground", {"claim": "1\t2\n" * 21, "evidence": ["1"]}, 400, "40 numbers"),
    ("POST", "/api/draft", {"question": "x", "audience": "member"}, 403, "public"),
    ("POST", "/api/draft", {"question": "x", "template": "sonnet"}, 400, "template"),
    ("POST", "/api/search", {"query": "x", "k": 51}, 400, "k:"),
    ("GET", "/api/figures", None, 400, "measure"),
    ("GET", "/api/records?limit=100000", None, 400, "limit"),
    ("GET", "/api/records/none.pdf", None, 404, "record of that name"),
    ("GET", f"/api/records/{MINUTES}/items/99", None, 404, "no such item"),
    ("GET", f"/api/records/{MINUTES}/items/-1", None, 404, "no such item"),
    ("GET", f"/api/records/{MINUTES}/items/first", None, 400, "index"),
    ("GET", "/api/ask", None, 405, "POST"),
    ("GET", "/api/", None, 404, "/api/docs"),
    ("DELETE", f"/api/records/{MINUTES}", None, 405, "GET"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "told"), WRONG)
def test_what_is_wrong_is_said(public: httpx.Client, method: str, path: str, body: Any, status: int, told: str) -> None:
    reply = public.request(method, path, json=body)
    assert reply.status_code == status and list(reply.json()) == ["error"]
    assert told in reply.json()["error"] and reply.json()["error"].endswith(".")


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"question": "\\ud800"}', b"[" * 100_000, b'{"question": 1}', b"null"])
def test_what_is_no_question_is_turned_away(public: httpx.Client, body: bytes) -> None:
    reply = public.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400 and list(reply.json()) == ["error"]


def test_wrong_credentials_are_not_taken_for_none(public: httpx.Client) -> None:
    reply = public.get("/api/records", headers={"authorization": "Bearer made-up"})
    assert reply.status_code == 401 and "token" in reply.json()["error"] and "www-authenticate" in reply.headers
    assert public.get("/api/records", headers={"authorization": "Bearer public"}).status_code == 200


PUBLIC_ASKS: list[tuple[str, str, Any]] = [
    ("POST", "/api/ask", {"question": CLOSED_QUESTION}),
    ("POST", "/api/ask", {"question": CLOSED_QUESTION, "documents": [CLOSED_RECORD]}),
    ("POST", "/api/search", {"query": "tender contractor credit rating reserve price", "k": 50}),
    ("POST", "/api/search", {"query": "tenders", "documents": [CLOSED_RECORD]}),
    ("POST", "/api/draft", {"question": CLOSED_QUESTION}),
    ("POST", "/api/draft", {"question": CLOSED_QUESTION, "format": "md"}),
    ("GET", "/api/figures?measure=tender&limit=1000", None),
    ("GET", "/api/actions?limit=1000", None),
    ("GET", "/api/records", None),
    ("GET", f"/api/records/{MINUTES}", None),
    ("GET", f"/api/records/{MINUTES}/items", None),
    *[("GET", f"/api/records/{MINUTES}/items/{index}", None) for index in range(12)],
    *[("GET", f"/api/records/{name}/items?start={at}", None) for name in (MINUTES,) for at in (8384, 8390, 8500, 8905)],
]


@pytest.mark.parametrize(("method", "path", "body"), PUBLIC_ASKS)
def test_the_public_is_told_nothing_exempt(
    public: httpx.Client, secrets: list[str], method: str, path: str, body: Any
) -> None:
    reply = public.request(method, path, json=body)
    given = {"documents": [], **(body or {})}["documents"]
    assert not [found for found in leaks(reply.text, secrets) if found not in given]


def test_a_closed_record_is_as_one_that_does_not_exist(public: httpx.Client, officer: httpx.Client) -> None:
    for rest in ("", "/items", "/items/0", "/items?start=0"):
        closed, missing = (public.get(f"/api/records/{name}{rest}") for name in (CLOSED_RECORD, "nothing-exempt.pdf"))
        assert (closed.status_code, closed.content) == (missing.status_code, missing.content) and closed.status_code == 404
        assert officer.get(f"/api/records/{CLOSED_RECORD}{rest}").status_code == 200


def test_a_role_opens_what_it_may_see_and_can_be_laid_aside(
    public: httpx.Client, officer: httpx.Client, served: Served, beside: Assistant, secrets: list[str]
) -> None:
    answered = officer.post("/api/ask", json={"question": CLOSED_QUESTION}).json()
    assert answered["status"] == "answered" and leaks(answered, secrets)
    as_public = officer.post("/api/ask", json={"question": CLOSED_QUESTION, "role": "public"}).json()
    assert as_public["status"] != "answered" and not leaks(as_public, secrets)
    assert not leaks(officer.post("/api/draft", json={"question": CLOSED_QUESTION}).json(), secrets)
    exempt = officer.post("/api/draft", json={"question": CLOSED_QUESTION, "audience": "officer", "format": "docx"})
    assert "EXEMPT" in exempt.headers["content-disposition"]
    member = httpx.get(f"{served.url}/api/records", auth=("member", PASSWORDS["member"]))
    assert CLOSED_RECORD in member.text and member.json() == officer.get("/api/records").json()
    seen, all_of_it = (client.get(f"/api/records/{MINUTES}/items").json()["items"] for client in (public, officer))
    closed = sum(item.access is Access.EXEMPT for item in beside.document(MINUTES).items)
    assert len(all_of_it) == len(seen) + closed and closed > 0
    counts = [
        {one["document"]: one["items"] for one in client.get("/api/records").json()["documents"]}[MINUTES]
        for client in (public, officer)
    ]
    assert counts == [len(seen), len(all_of_it)]


def test_many_ask_at_once(public: httpx.Client) -> None:
    with ThreadPoolExecutor(24) as pool:
        replies = list(pool.map(lambda n: public.post("/api/search", json={"query": f"item {n}"}).status_code, range(48)))
    assert set(replies) == {200}


def test_the_description_names_every_address_and_needs_nobody_else(public: httpx.Client, visit: Visit, served: Served) -> None:
    document = public.get("/api/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/ask", "/api/search", "/api/ground", "/api/draft", "/api/figures", "/api/actions", "/api/records",
        "/api/records/{document}", "/api/records/{document}/items", "/api/records/{document}/items/{index}",
    }  # fmt: skip
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all(operation["description"] and "422" not in operation["responses"] for operation in operations)
    fields = document["components"]["schemas"]["AskForm"]["properties"]
    assert {"question", "history", "documents", "bodies", "kinds", "from", "to", "role", "id"} == set(fields)
    visit.page.goto(f"{served.url}/api/docs")
    assert visit.page.get_by_role("heading", name="POST /api/ask").is_visible() and visit.barriers() == []
    visit.page.set_viewport_size({"width": 320, "height": 640})
    assert visit.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
