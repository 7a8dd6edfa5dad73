"""End to end through langchain-openai against a server that speaks the protocol: streaming, tools, and its deaths."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import openai_server
from support.openai_server import Served, serving
from support.small import QUESTION, assistant_over

from assistant.records import Answer
from assistant.service import Assistant

pytest.importorskip("langchain_openai", reason="the client for OpenAI-compatible servers is an extra")

GOOD = "The Harbour House refuge supported 46 families in 2022-23 [1]."
Over = Callable[..., Assistant]


@pytest.fixture
def over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Over]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    held: list[Assistant] = []

    def one(url: str, **settings: object) -> Assistant:
        given = {"model": "openai:local", "model_url": url, "model_seconds": 8, **settings}
        held.append(assistant_over(tmp_path, monkeypatch, **given))
        return held[-1]

    yield one
    for assistant in held:
        assistant.close()


def test_an_answer_is_streamed_word_by_word_and_verified(over: Over) -> None:
    with serving(GOOD) as server:
        *pieces, answer = over(server.url, model_key="secret").stream(QUESTION)
    assert isinstance(answer, Answer) and len(pieces) > 5 and "".join(map(str, pieces)) == GOOD
    assert answer.answerer == "openai:local" and answer.claims[0].grounded and not answer.notes
    [request] = server.requests
    assert request["stream"] and request["model"] == "local" and server.keys == ["Bearer secret"]
    assert {tool["function"]["name"] for tool in request["tools"]} == {"search_records", "look_up_item", "look_up_figure"}


def test_words_come_before_the_whole_is_there(over: Over) -> None:
    with serving(Served(GOOD, delay=0.15)) as server:
        stream = over(server.url).stream(QUESTION)
        began = time.monotonic()
        first = next(stream)
        waited = time.monotonic() - began
        list(stream)
    assert isinstance(first, str) and waited < (time.monotonic() - began) / 2


def test_a_tool_call_is_carried_out(over: Over) -> None:
    with serving(Served(calls=(("search_records", {"query": "refuge families"}),)), GOOD) as server:
        assert over(server.url).ask(QUESTION).answerer == "openai:local"
    assert [message["role"] for message in server.requests[1]["messages"]] == ["system", "user", "assistant", "tool"]


@pytest.mark.parametrize(
    ("served", "told"),
    [
        (Served(GOOD, dies_after=4), "broke"),
        (Served(GOOD, dies_after=0), "could not be used"),
        (Served(GOOD, finish=None), "broke off"),
        (Served(GOOD, finish="length"), "cut off"),
        (Served(status=500), "overloaded or failing (HTTP 500"),
        (Served(status=429), "HTTP 429"),
        (Served(status=401), "refuses the key"),
        (Served(status=404), "does not know the model"),
        (Served(status=400), "refuses the request"),
        (Served(refusal="I will not."), "answered nothing"),
        (Served(raw=b"data: {not json\n\n"), "it failed"),
        (Served(raw=b"<html>not a model</html>"), "could not be used"),
        (Served(GOOD, delay=3), "in time"),
    ],
)
def test_each_way_to_fail_gives_the_plain_answer_with_a_note(over: Over, served: Served, told: str) -> None:
    with serving(served) as server:
        assistant = over(server.url, model_seconds=1.5, model_key="secret-key")
        *_, answer = assistant.stream(QUESTION)
    assert isinstance(answer, Answer) and "46" in answer.text and answer.answerer != "openai:local"
    [note] = answer.notes
    assert told in note and "this is the answer without it" in note and "secret-key" not in note


def test_a_server_that_is_not_there(over: Over) -> None:
    with serving("") as server:
        url = server.url
    answer = over(url).ask(QUESTION)
    assert "cannot be reached" in answer.notes[-1] and answer.claims


def test_a_server_that_is_killed_in_the_middle_of_a_stream(over: Over, tmp_path: Path) -> None:
    script = tmp_path / "script.json"
    script.write_text(json.dumps([{"text": GOOD * 20, "delay": 0.05}]))
    server = subprocess.Popen([sys.executable, openai_server.__file__, str(script)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        stream = over(server.stdout.readline().strip()).stream(QUESTION)
        said = [next(stream) for _ in range(3)]
        server.send_signal(signal.SIGKILL)
        *_, answer = stream
    finally:
        server.kill()
        server.communicate()
    assert all(isinstance(piece, str) for piece in said)
    assert isinstance(answer, Answer) and "46" in answer.text and "broke off" in answer.notes[-1]
