"""End to end through langchain-ollama against a server that speaks Ollama's own protocol: a line of JSON for each word."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from support.small import QUESTION, assistant_over

from assistant.records import Answer

pytest.importorskip("langchain_ollama", reason="the client for Ollama is an extra")

GOOD = "The Harbour House refuge supported 46 families in 2022-23 [1]."


class Ollama(ThreadingHTTPServer):
    """Says one text to every chat; with ``status`` other than 200 an error in Ollama's form; stops after so many words."""

    daemon_threads = True

    def __init__(self, text: str, status: int = 200, dies_after: int | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.text, self.status, self.dies_after = text, status, dies_after
        self.requests: list[dict[str, Any]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Handler(BaseHTTPRequestHandler):
    server: Ollama

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(self.server.status)
        self.send_header("content-type", "application/x-ndjson")
        self.end_headers()
        if self.server.status != 200:
            self.wfile.write(json.dumps({"error": "model 'local' not found"}).encode())
            return
        for count, word in enumerate(self.server.text.split(" ")):
            if count == self.server.dies_after:
                return
            self._say(("" if count == 0 else " ") + word, done=False)
        self._say("", done=True)

    def _say(self, words: str, done: bool) -> None:
        line = {"model": "local", "created_at": "2024-01-01T00:00:00Z", "done": done,
                "message": {"role": "assistant", "content": words}, **({"done_reason": "stop"} if done else {})}  # fmt: skip
        self.wfile.write(json.dumps(line).encode() + b"\n")
        self.wfile.flush()


@pytest.fixture
def ollama(request: pytest.FixtureRequest) -> Iterator[Ollama]:
    server = Ollama(GOOD, **request.param)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def told(server: Ollama, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str | Answer], Answer]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    assistant = assistant_over(folder, monkeypatch, model="ollama:local", model_url=url, model_seconds=8)
    *pieces, answer = assistant.stream(QUESTION)
    assistant.close()
    assert isinstance(answer, Answer)
    return pieces, answer


@pytest.mark.parametrize("ollama", [{}], indirect=True)
def test_an_answer_is_streamed_and_verified(ollama: Ollama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, answer = told(ollama, tmp_path, monkeypatch)
    assert len(pieces) > 5 and "".join(map(str, pieces)) == GOOD
    assert answer.answerer == "ollama:local" and answer.claims[0].grounded and not answer.notes
    [request] = ollama.requests
    assert request["model"] == "local" and request["stream"] and request["options"]["num_predict"] > 0


@pytest.mark.parametrize("ollama", [{"status": 404}, {"dies_after": 3}], indirect=True, ids=["no such model", "cut off"])
def test_a_failing_server_leaves_the_extractive_answer_with_a_note(
    ollama: Ollama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, answer = told(ollama, tmp_path, monkeypatch)
    assert answer.answerer == "figures" and "46 families" in answer.text
    assert any("ollama:local" in note for note in answer.notes)
