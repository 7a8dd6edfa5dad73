"""The Model Context Protocol, spoken by the official client over HTTP and over standard input and output."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from browsing import Served
from doors import CLOSED_QUESTION, CLOSED_RECORD, MINUTES, QUESTION, leaks, untold, without_timings
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from assistant.cli import build_parser
from assistant.jsonio import answer_to_json
from assistant.records import Role
from assistant.service import Assistant
from assistant.web import replies

ROOT = Path(__file__).parents[2]
TOOLS = {
    "ask": replies.AnswerReply, "search": replies.FoundReply, "figures": replies.CountedFiguresReply,
    "get_item": replies.WholeItemReply, "list_records": replies.CountedRecordsReply,
}  # fmt: skip


@asynccontextmanager
async def over_http(served: Served, token: str = "", mode: str = "auto") -> AsyncIterator[Client]:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
        async with Client(streamable_http_client(f"{served.url}/mcp", http_client=http), mode=mode) as client:
            yield client


def over_stdio(served: Served, role: str) -> Client:
    command = ["-m", "assistant.cli", "--data", str(served.folder), "mcp", "--role", role]
    return Client(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT))


async def call(client: Client, tool: str, **given: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, given)
    assert not result.is_error, result.content
    [block] = result.content
    assert block.type == "text" and json.loads(block.text) == result.structured_content
    assert untold(TOOLS[tool], result.structured_content) == []
    assert result.structured_content is not None
    return dict(result.structured_content)


async def refusal(client: Client, tool: str, **given: Any) -> str:
    result = await client.call_tool(tool, given)
    [block] = result.content
    assert result.is_error and block.type == "text" and result.structured_content is None
    return block.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_every_tool_answers_typed_and_cited(served: Served, beside: Assistant, mode: str) -> None:
    async with over_http(served, mode=mode) as client:
        listed = (await client.list_tools()).tools
        assert {tool.name for tool in listed} == set(TOOLS)
        assert all(tool.output_schema and tool.annotations and tool.annotations.read_only_hint for tool in listed)
        assert all(len(tool.description or "") > 100 for tool in listed)
        answer = await call(client, "ask", question=QUESTION)
        assert without_timings(answer) == without_timings(json.loads(json.dumps(answer_to_json(beside.ask(QUESTION)))))
        [citation] = answer["citations"]
        item = await call(client, "get_item", document=citation["document"], start=citation["start"])
        assert citation["quote"] in item["text"] and item["number"] == citation["item"]
        assert await call(client, "get_item", document=citation["document"], item=citation["item"]) == item
        found = await call(client, "search", query="fly-tipping", k=3, from_date="2024-01-01", kinds=["minutes"])
        assert 0 < len(found["results"]) <= 3 and all(hit["meeting_date"] >= "2024" for hit in found["results"])
        figures = await call(client, "figures", measure="fly-tips", limit=2)
        assert len(figures["figures"]) == 2 and figures["total"] == len(beside.figures("fly-tips", role=Role.PUBLIC))
        records = await call(client, "list_records", kind="minutes")
        assert records["total"] == len(records["documents"]) > 3


async def test_what_is_wrong_is_said_so_that_a_model_can_mend_it(served: Served) -> None:
    async with over_http(served) as client:
        assert "empty" in await refusal(client, "ask", question=" ")
        assert "later than" in await refusal(client, "ask", question="x", from_date="2024-01-02", to_date="2024-01-01")
        assert "4000 characters" in await refusal(client, "ask", question="x" * 4_001)
        assert "record of that name" in await refusal(client, "get_item", document="none.pdf", item="1")
        assert "no such item" in await refusal(client, "get_item", document=MINUTES, item="99")
        assert "number or heading" in await refusal(client, "get_item", document=MINUTES)
        assert "k" in await refusal(client, "search", query="x", k=1000)


async def test_exempt_matter_needs_the_role(served: Served, secrets: list[str]) -> None:
    async with over_http(served) as public, over_http(served, served.tokens["member"]) as member:
        assert leaks(await call(member, "ask", question=CLOSED_QUESTION), secrets)
        assert not leaks(await call(public, "ask", question=CLOSED_QUESTION), secrets)
        assert not leaks(await call(public, "search", query="tender credit rating reserve price", k=50), secrets)
        assert not leaks(await call(public, "figures", measure="tender", limit=1000), secrets)
        mine, theirs = [await call(client, "list_records") for client in (member, public)]
        assert CLOSED_RECORD in leaks(mine, secrets) and not leaks(theirs, secrets) and mine["total"] == theirs["total"] + 1
        for given in ({"item": "1"}, {"start": 0}):
            told = [await refusal(public, "get_item", document=name, **given) for name in (CLOSED_RECORD, "no-such-thing.pdf")]
            assert told[0] == told[1]
            assert await call(member, "get_item", document=CLOSED_RECORD, **given)
        assert "no such item" in await refusal(public, "get_item", document=MINUTES, item="21")
        assert (await call(member, "get_item", document=MINUTES, item="21"))["access"] == "exempt"


async def test_a_desktop_client_asks_over_standard_input_and_output(served: Served, secrets: list[str]) -> None:
    async with over_stdio(served, "member") as client:
        assert leaks(await call(client, "ask", question=CLOSED_QUESTION), secrets)
        assert "record of that name" in await refusal(client, "get_item", document="none.pdf", item="1")
    assert build_parser().parse_args(["mcp"]).role == "public"


async def test_wrong_credentials_are_not_taken_for_none(served: Served) -> None:
    with pytest.raises((MCPError, httpx2.HTTPStatusError, ExceptionGroup)):
        async with over_http(served, "made-up") as client:
            await client.list_tools()


def test_only_this_server_and_only_its_protocol(served: Served) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"accept": "application/json, text/event-stream"}

    def status(**headers: str) -> int:
        return httpx.post(f"{served.url}/mcp", json=body, headers={**accepts, **headers}).status_code

    assert status() == 200
    assert status(host="evil.example") == 421
    assert status(origin="http://evil.example") == 403
    assert status(authorization="Bearer made-up") == 401
    assert httpx.get(f"{served.url}/mcp", headers=accepts).status_code == 405
    assert httpx.post(f"{served.url}/mcp", content=b"{" * 10, headers={**accepts, "content-type": "application/json"}).is_error
