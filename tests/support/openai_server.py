"""A small HTTP server that speaks the OpenAI chat protocol from a script, streaming included.

In a test it runs in a thread; ``python openai_server.py SCRIPT.json`` runs it as a process of its own that can be killed
in the middle of a stream, and prints its base URL first.
"""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Served:
    """One reply of the server.

    Attributes:
        text: The words; streamed one by one.
        status: HTTP status; other than 200 gives an error body.
        finish: Reason of the end; None leaves it out.
        dies_after: Words after which the connection is broken off, None for never.
        calls: Tools that are called in place of words, as (name, arguments).
        refusal: Words of a refusal in the protocol's own field.
        delay: Seconds before each word.
        raw: Bytes sent in place of all that, as the body of a 200.
    """

    text: str = ""
    status: int = 200
    finish: str | None = "stop"
    dies_after: int | None = None
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    refusal: str = ""
    delay: float = 0.0
    raw: bytes = b""


class ChatServer(ThreadingHTTPServer):
    """Gives its replies in order, the last one again and again; ``requests`` holds what it was asked."""

    daemon_threads = True

    def __init__(self, replies: Sequence[Served]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        """The base URL for clients."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that has gone away is what some tests are about

    def next(self, request: dict[str, Any], key: str) -> Served:
        self.requests.append(request)
        self.keys.append(key)
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


@contextmanager
def serving(*replies: Served | str) -> Iterator[ChatServer]:
    """Run a server for a block."""
    server = ChatServer([Served(reply) if isinstance(reply, str) else reply for reply in replies])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ChatServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.server.next(request, self.headers.get("Authorization", ""))
        if not self.path.endswith("/chat/completions"):
            self._send(404, {"error": {"message": "no such path", "type": "invalid_request_error"}})
        elif reply.raw:
            self._body(200, "text/event-stream", reply.raw)
        elif reply.status != 200:
            self._send(reply.status, {"error": {"message": "scripted failure", "type": "server_error"}})
        elif request.get("stream"):
            self._stream(reply)
        else:
            message = {"role": "assistant", "content": reply.text or None, **_calls(reply)}
            self._send(200, {**_FRAME, "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}]})

    def _send(self, status: int, value: dict[str, Any]) -> None:
        self._body(status, "application/json", json.dumps(value).encode())

    def _body(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Served) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at, word in enumerate(reply.text.split(" ") if reply.text else []):
            if at == reply.dies_after:
                self._break_off()
                return
            time.sleep(reply.delay)
            self._event({"content": f"{' ' if at else ''}{word}"})
        if reply.refusal:
            self._event({"refusal": reply.refusal})
        if reply.calls:
            self._event(_calls(reply))
        self._event({}, "tool_calls" if reply.calls else reply.finish)
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self._chunk(b"data: " + json.dumps({**_FRAME, "object": "chat.completion.chunk", "choices": [choice]}).encode() + b"\n\n")

    def _chunk(self, body: bytes) -> None:
        self.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        self.wfile.flush()

    def _break_off(self) -> None:
        """Reset the connection, as the death of a server does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


_FRAME = {"id": "chat-1", "object": "chat.completion", "created": 0, "model": "scripted"}


def _calls(reply: Served) -> dict[str, Any]:
    if not reply.calls:
        return {}
    return {
        "tool_calls": [
            {"index": at, "id": f"call-{at}", "type": "function", "function": {"name": name, "arguments": json.dumps(given)}}
            for at, (name, given) in enumerate(reply.calls)
        ]
    }


if __name__ == "__main__":
    standing = ChatServer([Served(**reply) for reply in json.loads(Path(sys.argv[1]).read_text("utf-8"))])
    sys.stdout.write(standing.url + "\n")
    sys.stdout.flush()
    standing.serve_forever()
