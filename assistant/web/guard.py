"""What every request passes first: is it for this server, from this server's own pages, of a bounded size, and whose is it?

Gradio serves more than the page needs: routes that hand out files by path, fetch from elsewhere, take uploads, call functions
of components or write code.  Of what lies under ``/gradio_api/`` only what the page and ``gradio_client`` need is open; and no
value that is sent there may name a file, because Gradio would fetch it, from another machine too.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.web.gate import Gate, Refused, Visitor
from assistant.web.guard_body import Body, without_files
from assistant.web.guard_reply import Reply, Turned

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Receive, Scope, Send

_GRADIO = "/gradio_api/"
_OPEN = {"api", "app_id", "call", "cancel", "heartbeat", "info", "queue", "reset", "run", "startup-events", "theme.css"}
_CLOSED = {"docs", "login", "logout", "monitoring", "openapi.json", "redoc"}  # of what Gradio serves outside of it
_ASSETS = ("/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")  # the same for everyone
_WORDS = 2 * 2**20  # bytes of a request without files
_SPOKEN = 2**18  # bytes of what others than officers send to Gradio
_FRESH = ("/", "/config")  # made for who asks, under the name that was asked for
_FORWARDED = (b"forwarded", b"x-forwarded-host", b"x-forwarded-port", b"x-forwarded-prefix", b"x-forwarded-proto")
_SLACK = 2**20  # bytes of an officer's request besides the file
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is let through.

    Attributes:
        max_bytes: Largest file that an officer may send.
        hosts: Names that the server is reached under, without port.
        any_host: Whether it answers to any other name too; where it listens for this machine alone it must not, or a website
            could give its own name this machine's address and read along (DNS rebinding).
    """

    max_bytes: int
    hosts: frozenset[str] = frozenset()
    any_host: bool = True


class Guard:
    """Middleware around the whole application.

    Args:
        app: What is guarded.
        gate: Tells who asks.
        rules: What is let through.
    """

    def __init__(self, app: ASGIApp, gate: Gate, rules: Rules) -> None:
        self._app, self._gate, self._rules = app, gate, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        from starlette.requests import HTTPConnection

        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._unforwarded(scope)
        asked, reply = HTTPConnection(scope), Reply(send)
        try:
            self._look(asked)
            visitor = await self._visitor(asked)
            path = asked.scope["path"]
            reply.private = path in _FRESH or bool(visitor.name) and not path.startswith(_ASSETS)
            gradio = path.startswith(_GRADIO)
            body = Body(receive, self._limit(visitor, gradio))
            taken = await without_files(body) if gradio and scope["method"] == "POST" else body.receive
            await self._app(scope, taken, reply.send)
            body.complain()
        except Turned as turned:
            await reply.instead(asked, turned)
        except Exception as error:
            _note(scope, error)
            if reply.begun and not reply.ended:  # it must not look whole
                raise ConnectionAbortedError("a response broke off; where, the log says above") from None
            await reply.instead(asked, Turned(500, "Something went wrong here. Try again, or ask who looks after this server."))

    def _limit(self, visitor: Visitor, gradio: bool) -> int:
        """Return the bytes that a request may have."""
        if visitor.officer:
            return _WORDS if gradio else self._rules.max_bytes + _SLACK
        return _SPOKEN if gradio else _WORDS

    def _unforwarded(self, scope: Scope) -> Scope:
        """Return a request without what only a proxy may say of it: all of that, or another name than the settings have."""
        given = dict(scope["headers"])
        named = _name(given.get(b"x-forwarded-host", b"").decode("latin-1")) in self._rules.hosts
        gone = [name for name in _FORWARDED if not self._rules.hosts or name == b"x-forwarded-host" and not named]
        return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in gone]}

    def _look(self, asked: HTTPConnection) -> None:
        """Turn away what is sent to another name, by the page of another site, or to what is not open."""
        host = _name(asked.headers.get("host", ""))
        if not self._rules.any_host and host not in _LOCAL | self._rules.hosts:
            raise Turned(421, "This server does not go by that name. Whoever looks after it can add the name to 'hosts'.")
        if asked.scope["method"] not in ("GET", "HEAD") and not self._from_here(asked):
            raise Turned(403, "This was sent by a page of another site, which may change nothing here.")
        first, _, rest = asked.scope["path"].lstrip("/").partition("/")
        if first in _CLOSED or (f"/{first}/" == _GRADIO and rest.partition("/")[0] not in _OPEN):
            raise Turned(404, "There is nothing here.")

    def _from_here(self, asked: HTTPConnection) -> bool:
        """Tell whether a page of this server sent a request, or no page at all."""
        site, origin = asked.headers.get("sec-fetch-site"), asked.headers.get("origin")
        if site is not None:
            return site in ("same-origin", "none")
        if origin is None:
            return True
        there = origin.lower().partition("://")[2]
        return there == asked.headers.get("host", "").lower() or _name(there) in self._rules.hosts

    async def _visitor(self, asked: HTTPConnection) -> Visitor:
        from starlette.concurrency import run_in_threadpool

        client = asked.client.host if asked.client else ""
        try:
            return await run_in_threadpool(self._gate.visitor, asked.headers, asked.cookies, client)
        except Refused as refusal:
            raise Turned(refusal.status, str(refusal), refusal.headers) from refusal


def _note(scope: Scope, error: Exception) -> None:
    """Log where an error arose, but not its message: that may hold words of a record."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("%s at %s %r\n%s", type(error).__name__, scope["method"], scope["path"], where)


def _name(host: str) -> str:
    """Return the name in a Host header, without port."""
    bracket = host.rfind("]")
    colon = host.find(":", bracket + 1)
    return (host[:colon] if colon >= 0 else host).lower()
