"""The door that officers' files come in by: one request a file, its bytes as they are."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from typing import TYPE_CHECKING, BinaryIO

from assistant.errors import BadRequest
from assistant.web.gate import Gate
from assistant.web.incoming import Incoming

if TYPE_CHECKING:
    from fastapi import APIRouter, Request

ADDRESS = "/incoming"


def upload_routes(incoming: Incoming, gate: Gate, max_bytes: int) -> "APIRouter":
    """Return the route ``POST /incoming?name=FILE``, whose body is the file; only officers may use it.

    It answers with JSON: ``name``, under which the file waits, or ``problem``, a sentence.
    """
    from fastapi import APIRouter, Request, Response
    from fastapi.responses import JSONResponse
    from starlette.requests import ClientDisconnect

    router = APIRouter()

    def problem(status: int, told: str) -> Response:
        return JSONResponse({"problem": told}, status)

    @router.post(ADDRESS, include_in_schema=False)
    async def receive(request: Request, name: str = "") -> Response:
        visitor = gate.visitor(request.headers, request.cookies)
        if not visitor.officer:
            return problem(403, "Only officers add records. Sign in as an officer, then try again.")
        try:
            with incoming.receive(visitor.name, name) as (safe, stream):
                await _save(request, stream, max_bytes)
        except BadRequest as error:
            return problem(400, str(error))
        except _TooLarge:
            return problem(413, f"The file is larger than {max_bytes / 2**20:,.0f} MiB, the limit. Split it and try again.")
        except ClientDisconnect:
            return problem(400, "The upload broke off. Try again.")
        except OSError as error:
            return problem(507, f"The file could not be stored ({error.strerror or 'the disk refused it'}).")
        return JSONResponse({"name": safe})

    return router


class _TooLarge(Exception):
    """More came than is taken."""


async def _save(request: "Request", stream: BinaryIO, max_bytes: int) -> None:
    if int(request.headers.get("content-length") or 0) > max_bytes:
        raise _TooLarge
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > max_bytes:
            raise _TooLarge
        stream.write(chunk)
