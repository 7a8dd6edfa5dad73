"""The Model Context Protocol: at /mcp over HTTP, with roles from the Authorization header, and over standard input and output.

Over HTTP each request stands alone (no sessions), so that nothing is kept for a client that goes away.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from assistant.records import Role
from assistant.web.counter import Counter
from assistant.web.gate import Gate
from assistant.web.mcptools import mcp_server
from assistant.web.turnstile import Turnstile

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class _Door:
    """The endpoint: forwards to the SDK's application while the server runs."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; only POST means something where there are no sessions."""
        from starlette.responses import JSONResponse

        if scope["method"] != "POST" or self.app is None:
            told = {"error": "This is an MCP server (streamable HTTP, without sessions): clients send POST here."}
            await JSONResponse(told, 405, {"allow": "POST"})(scope, receive, send)
            return
        await self.app({**scope, "path": "/mcp", "root_path": "", "raw_path": b"/mcp"}, receive, send)


def mcp_routes(counter: Counter, gate: Gate, turnstile: Turnstile, hosts: Sequence[str]) -> APIRouter:
    """Return the route of the protocol, with what has to run beside it.

    Args:
        counter: What programs can have.
        gate: Tells who asks.
        turnstile: Runs it off the event loop.
        hosts: Names the server is reached under besides this machine's own; any other is taken for DNS rebinding.
    """
    from fastapi import APIRouter
    from starlette.routing import Route

    def role_of(context: Any) -> Role:
        request = context.request_context.request
        return gate.visitor(request.headers, {}, request.client.host if request.client else "").role

    door = _Door()

    @asynccontextmanager
    async def running(app: Any) -> AsyncIterator[None]:
        from mcp.server.transport_security import TransportSecuritySettings

        names = (*_LOOPBACK, *hosts)
        safe = TransportSecuritySettings(
            allowed_hosts=[*names, *(f"{name}:*" for name in names)],
            allowed_origins=[f"{scheme}://{name}{port}" for name in names for scheme in ("http", "https") for port in ("", ":*")],
        )
        server = mcp_server(counter, turnstile, role_of)
        inner = server.streamable_http_app(json_response=True, stateless_http=True, transport_security=safe)
        async with server.session_manager.run():
            door.app = inner
            yield
            door.app = None

    router = APIRouter(lifespan=running)
    router.routes.append(Route("/mcp", door, include_in_schema=False))
    return router


def serve_stdio(counter: Counter, role: Role) -> None:
    """Serve one client over standard input and output, as one role, until it closes them."""
    mcp_server(counter, Turnstile(), lambda context: role).run("stdio")
