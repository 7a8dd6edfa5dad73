"""Files made for one visitor to download: kept in memory for a while, under an address that cannot be guessed.

A file is handed only to the visitor it was made for, and nothing of it is written to a disk.
"""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.web.gate import Gate, Visitor

if TYPE_CHECKING:
    from fastapi import APIRouter

_KEPT = 200  # files; the oldest make room
_KEPT_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Made:
    """A file that waits to be fetched."""

    name: str
    media_type: str
    content: bytes
    owner: Visitor


class Shelf:
    """The files that wait, newest last."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, made: Made) -> str:
        """Keep a file and return the path of its address on this server."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT or (len(self._made) > 1 and self._weight() > _KEPT_BYTES):
                self._made.popitem(last=False)
        return f"/made/{key}"

    def take(self, key: str, visitor: Visitor) -> Made | None:
        """Return a file, None where there is none for this visitor."""
        with self._lock:
            made = self._made.get(key)
        return made if made and made.owner == visitor else None

    def _weight(self) -> int:
        return sum(len(made.content) for made in self._made.values())


def shelf_routes(shelf: Shelf, gate: Gate) -> "APIRouter":
    """Return the route that files are fetched from."""
    from fastapi import APIRouter, HTTPException, Request, Response

    router = APIRouter()

    @router.get("/made/{key}", include_in_schema=False)
    def fetch(key: str, request: Request) -> Response:
        made = shelf.take(key, gate.visitor(request.headers, request.cookies))
        if made is None:
            raise HTTPException(404, "This download is no longer kept. Make it again on the page.")
        disposition = f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"
        headers = {"content-disposition": disposition, "cache-control": "no-store"}
        return Response(made.content, media_type=made.media_type, headers=headers)

    return router
