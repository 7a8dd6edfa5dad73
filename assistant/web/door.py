"""What the HTTP doors for programs share: who knocks, how much they may bring, and how they are told what went wrong."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
import json
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from assistant.web.gate import Gate, Visitor
from assistant.web.refusals import Refusal, refusal_of, refusal_of_form
from assistant.web.replies import ErrorReply

if TYPE_CHECKING:
    from fastapi import APIRouter
    from fastapi.routing import APIRoute

MOST_BYTES = 2**20  # of a request's body
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorReply, "description": "the request is not of the documented form"},
    401: {"model": ErrorReply, "description": "the credentials are not valid"},
    403: {"model": ErrorReply, "description": "a role is asked for that opens more than one's own"},
    404: {"model": ErrorReply, "description": "there is no such record or item, or it is not open to the role"},
    413: {"model": ErrorReply, "description": "too long"},
    429: {"model": ErrorReply, "description": "too many questions wait here, or too many wrong passwords were tried"},
}


def told(model: type, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says of a route's answers."""
    return {200: {"model": model}, **{status: _ERRORS[status] for status in (400, 401, *errors, 429)}}


def visitor_of(gate: Gate) -> Callable[..., Visitor]:
    """Return the dependency that tells who asks; it runs in a thread, since passwords take time to check."""
    from fastapi import Request

    def visitor(request: Request) -> Visitor:
        return gate.visitor(request.headers, request.cookies, request.client.host if request.client else "")

    return visitor


def telling(body: Callable[[Refusal], dict[str, Any]]) -> "type[APIRoute]":
    """Return a kind of route that turns every error into JSON and reads no more than ``MOST_BYTES``.

    Args:
        body: Gives the JSON of a refusal.
    """
    from fastapi import HTTPException, Request, Response
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse
    from fastapi.routing import APIRoute

    def answer(refusal: Refusal) -> Response:
        return JSONResponse(body(refusal), refusal.status, dict(refusal.headers))

    class Telling(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def told(request: Request) -> Response:
                try:
                    answered = await handle(await _read(request))
                    answered.headers.setdefault("cache-control", "no-store")
                    return answered
                except RequestValidationError as error:
                    return answer(refusal_of_form(error.errors()))
                except HTTPException as error:
                    return answer(Refusal(error.status_code, str(error.detail), headers=error.headers or {}))
                except Exception as error:
                    return answer(refusal_of(error))

            return told

    return Telling


async def _read(request: Any) -> Any:
    """Return the request with its body, which is of a bounded size and JSON where there is one."""
    from fastapi import HTTPException, Request

    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"The request is longer than {MOST_BYTES:,} bytes. Send less at once.")
    try:
        json.loads(body or b"null")
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body is no JSON.") from error

    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:
        return waiting.pop() if waiting else await request.receive()

    return Request(request.scope, again)


def add_nowhere(router: "APIRouter", prefix: str, told: str) -> None:
    """Add what answers every other path below a prefix, so that programs get JSON there too and not a page.

    Args:
        router: Holds the paths that there are.
        prefix: Beginning of the paths.
        told: Where to read what there is.
    """
    from fastapi import HTTPException, Request
    from starlette.routing import Match

    there = list(router.routes)

    async def nowhere(request: Request) -> None:
        methods = {
            method for route in there if route.matches(request.scope)[0] is Match.PARTIAL
            for method in getattr(route, "methods", ())
        }  # fmt: skip
        if methods:
            allowed = ", ".join(sorted(methods))
            raise HTTPException(405, f"This address takes {allowed}, not {request.method}. {told}", {"allow": allowed})
        raise HTTPException(404, f"There is nothing at this address. {told}")

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    router.add_api_route(prefix + "/{rest:path}", nowhere, methods=methods, include_in_schema=False)
