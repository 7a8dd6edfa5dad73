"""What a request may send: so many bytes and no more, and to Gradio no value that names a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.web.guard_reply import Turned

if TYPE_CHECKING:
    from starlette.types import Message, Receive


class Body:
    """What a request sends, as far as it is let in."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._got = 0

    async def receive(self) -> Message:
        """Return the next part; raises Turned where that makes too much of it."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._got += len(message.get("body", b""))
            self.complain()
        return message

    def complain(self) -> None:
        """Turn the request away where it sent too much, also where what was called made light of it."""
        if self._got > self._limit:
            most = f"{self._limit / 2**20:,.0f} MiB" if self._limit >= 2**20 else f"{self._limit // 2**10} KiB"
            raise Turned(413, f"This is too large: {most} is the most.")


async def without_files(body: Body) -> Receive:
    """Return what gives the JSON of the body once more, after it was seen to name no file."""
    from starlette.concurrency import run_in_threadpool

    content, more = bytearray(), True
    while more:
        message = await body.receive()
        if message["type"] != "http.request":
            raise Turned(400, "The request broke off.")
        content += message.get("body", b"")
        more = message.get("more_body", False)
    # What was looked at goes on, lest another parser finds something else in the same bytes.
    seen = await run_in_threadpool(_looked_at, bytes(content))  # others are served meanwhile
    waiting = [{"type": "http.request", "body": seen, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await body.receive()

    return again


def _looked_at(content: bytes) -> bytes:
    try:
        value = json.loads(content) if content else None
        if _holds_file(value):
            raise Turned(400, "Files are not taken here.")
        return json.dumps(value).encode() if content else b""
    except (ValueError, RecursionError) as error:
        raise Turned(400, "This is no JSON.") from error


def _holds_file(value: Any) -> bool:
    if isinstance(value, dict):
        return ("path" in value and "meta" in value) or any(map(_holds_file, value.values()))
    return isinstance(value, list) and any(map(_holds_file, value))
