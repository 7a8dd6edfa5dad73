"""What goes back: the headers of every response, and what is said to those who are turned away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import Message, Send

# Gradio's front end needs inline scripts and styles; whatever it may try, the browser fetches from this server only.
_POLICY = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class Turned(Exception):
    """A request that is not let through."""

    def __init__(self, status: int, told: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(told)
        self.status, self.told, self.headers = status, told, headers or {}


class Reply:
    """What goes back, with the headers of every response."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun, self.ended, self.private = False, False, False

    async def send(self, message: Message) -> None:
        """Send a part of the response on, the headers with its first."""
        if message["type"] == "http.response.start":
            self.begun = True
            # Gradio lets pages of other ports of this machine read what it sends; nothing here is for them.
            sent = [(name, value) for name, value in message.get("headers", ()) if not name.startswith(b"access-control-")]
            names = {name.lower() for name, _ in sent}
            added = [header for header in _HEADERS if header[0] not in names]
            if self.private and b"cache-control" not in names:
                added.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*sent, *added]}
        await self._send(message)
        self.ended = message["type"] == "http.response.body" and not message.get("more_body", False)

    async def instead(self, asked: HTTPConnection, turned: Turned) -> None:
        """Say why a request is turned away: to a person in words, to a program as the JSON of the door that it came to."""
        from starlette.responses import JSONResponse, PlainTextResponse, Response

        if self.begun:
            return
        answer: Response
        if "text/html" in asked.headers.get("accept", ""):
            answer = PlainTextResponse(turned.told, turned.status, turned.headers)
        else:
            answer = JSONResponse(_told(asked.scope["path"], turned), turned.status, turned.headers)
        await answer(asked.scope, _nothing, self.send)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _told(path: str, turned: Turned) -> dict[str, Any]:
    if path.startswith("/v1/"):  # as OpenAI's API has it
        kind, code = ("authentication_error", "invalid_api_key") if turned.status == 401 else ("invalid_request_error", None)
        return {"error": {"message": turned.told, "type": kind, "param": None, "code": code}}
    return {"error": turned.told}
