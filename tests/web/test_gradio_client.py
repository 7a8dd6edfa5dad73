"""The page's named endpoints, called by the real ``gradio_client`` over the real command."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from browsing import Served
from doors import CLOSED_QUESTION, CLOSED_RECORD, MINUTES, QUESTION, leaks, untold, without_timings
from gradio_client import Client
from gradio_client.exceptions import AppError

from assistant.jsonio import answer_to_json
from assistant.records import Role
from assistant.service import Assistant
from assistant.web import replies

ENDPOINTS = {"/ask", "/search", "/figures", "/get_item"}


def connect(served: Served, token: str = "public") -> Client:
    headers = {"Authorization": f"Bearer {token}"}
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # the argument alone does not keep this client from calling a hub
    return Client(served.url, headers=headers, verbose=False, analytics_enabled=False, download_files=False)


@pytest.fixture(scope="module")
def public(served: Served) -> Iterator[Client]:
    client = connect(served)
    yield client
    client.close()


@pytest.fixture(scope="module")
def officer(served: Served) -> Iterator[Client]:
    client = connect(served, served.tokens["officer"])
    yield client
    client.close()


def test_exactly_these_are_named(public: Client) -> None:
    told = public.view_api(return_format="dict")
    assert isinstance(told, dict)
    assert set(told["named_endpoints"]) == ENDPOINTS and not told["unnamed_endpoints"]
    asked = {name: {one["parameter_name"] for one in told["named_endpoints"][name]["parameters"]} for name in ENDPOINTS}
    assert asked["/get_item"] == {"document", "item", "start", "offset"} and not any("request" in one for one in asked.values())


def test_each_gives_the_documented_json(public: Client, beside: Assistant) -> None:
    answer = public.predict(question=QUESTION, api_name="/ask")
    assert without_timings(answer) == without_timings(answer_to_json(beside.ask(QUESTION)))
    follow_up = public.predict(question="And who opened it?", history=[QUESTION], api_name="/ask")
    assert follow_up["taken_as"] == beside.ask("And who opened it?", [QUESTION]).taken_as
    found = public.predict(query="fly-tipping", k=2, kinds=["minutes"], from_date="2024-01-01", api_name="/search")
    assert untold(replies.FoundReply, found) == [] and 0 < len(found["results"]) <= 2
    figures = public.predict(measure="fly-tips", limit=3, api_name="/figures")
    assert untold(replies.CountedFiguresReply, figures) == [] and len(figures["figures"]) == 3
    assert figures["total"] == len(beside.figures("fly-tips", role=Role.PUBLIC))
    cited = answer["citations"][0]
    item = public.predict(document=cited["document"], start=cited["start"], api_name="/get_item")
    assert untold(replies.WholeItemReply, item) == [] and cited["quote"] in item["text"]


def test_what_is_wrong_is_said(public: Client) -> None:
    with pytest.raises(AppError, match="empty"):
        public.predict(question=" ", api_name="/ask")
    with pytest.raises(AppError, match="from: Input should be a valid date"):
        public.predict(question="x", from_date="yesterday", api_name="/ask")
    with pytest.raises(AppError, match="no such item"):
        public.predict(document=MINUTES, item="99", api_name="/get_item")


def test_exempt_matter_needs_the_role(public: Client, officer: Client, secrets: list[str]) -> None:
    assert leaks(officer.predict(question=CLOSED_QUESTION, api_name="/ask"), secrets)
    assert not leaks(public.predict(question=CLOSED_QUESTION, api_name="/ask"), secrets)
    assert not leaks(public.predict(query="tender credit rating reserve price", k=50, api_name="/search"), secrets)
    assert not leaks(public.predict(measure="tender", limit=1000, api_name="/figures"), secrets)
    assert officer.predict(document=CLOSED_RECORD, item="1", api_name="/get_item")["access"] == "exempt"
    for client, name in ((public, CLOSED_RECORD), (public, "no-such-record.pdf"), (officer, "no-such-record.pdf")):
        with pytest.raises(AppError, match="No record of that name is open to you"):
            client.predict(document=name, item="1", api_name="/get_item")


def test_wrong_credentials_are_not_taken_for_none(served: Served) -> None:
    with pytest.raises(Exception, match="credentials"):
        connect(served, "made-up").predict(question=QUESTION, api_name="/ask")
