"""The doors for other programs, over one counter: OpenAI's protocol under /v1, JSON under /api, MCP at /mcp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.service import Assistant
from assistant.web.counter import Counter
from assistant.web.gate import Gate
from assistant.web.turnstile import Turnstile

if TYPE_CHECKING:
    from fastapi import APIRouter


def program_routes(assistant: Assistant, gate: Gate, looks: str) -> APIRouter:
    """Return the routes of all three doors.

    Args:
        assistant: Answers.
        gate: Tells who asks.
        looks: Style sheet of the page that describes the HTTP API.
    """
    from fastapi import APIRouter

    from assistant.web.api import api_routes
    from assistant.web.mcp import mcp_routes
    from assistant.web.v1 import v1_routes

    counter, turnstile = Counter(assistant), Turnstile()
    router = APIRouter()
    router.include_router(v1_routes(assistant, gate, turnstile))
    router.include_router(api_routes(counter, gate, turnstile, looks))
    router.include_router(mcp_routes(counter, gate, turnstile, assistant.settings.hosts))
    return router
