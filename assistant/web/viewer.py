"""The routes of the source viewer: a record's page or text with the exact words marked, pictures of pages, and the file."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant.errors import BadRequest
from assistant.records import Role, Span
from assistant.service import Assistant
from assistant.web.gate import Gate
from assistant.web.viewer_compose import NotHere, Viewer
from assistant.web.viewer_files import media_type
from assistant.web.viewer_html import name_of, view_html
from assistant.web.viewer_model import Asked, Sort

if TYPE_CHECKING:
    from fastapi import APIRouter

_PRIVATE = {"cache-control": "private, no-cache", "vary": "cookie, authorization"}
_WIDTH = 1200  # pixels of a page's picture where none are asked for
_DIGITS = 12


def viewer_routes(assistant: Assistant, gate: Gate, title: str, looks: str) -> "APIRouter":
    """Return the routes; who is asking is looked up at every request.

    Args:
        assistant: Whose records are shown.
        gate: Tells who asks.
        title: Of the whole site.
        looks: Style sheet of the page that a view is when it is opened alone.
    """
    from fastapi import APIRouter, Request, Response
    from fastapi.responses import HTMLResponse

    viewer = Viewer(assistant)

    @asynccontextmanager
    async def closing(app: Any) -> AsyncIterator[None]:
        yield
        viewer.close()

    router = APIRouter(include_in_schema=False, lifespan=closing)
    sheet = looks + _by_system(looks)

    def role_of(request: Request) -> Role:
        return gate.visitor(request.headers, request.cookies).role

    def framed(request: Request, name: str, shown: str, status: int = 200) -> Response:
        part = request.query_params.get("part") == "1"
        headers = {**_PRIVATE, "cache-control": "no-store"}
        return HTMLResponse(shown if part else _page(title, sheet, name, shown), status, headers)

    @router.get("/view")
    def view(request: Request) -> Response:
        level = 3 if request.query_params.get("part") == "1" else 2
        try:
            composed = viewer.view(_asked(request.query_params), role_of(request), level)
        except NotHere as error:
            return framed(request, "Not found", _problem(str(error), level), 404)
        except BadRequest as error:
            return framed(request, "Not understood", _problem(str(error), level), 400)
        return framed(request, name_of(composed), view_html(composed))

    @router.get("/view/page")
    def page(request: Request) -> Response:
        given = request.query_params
        try:
            number, width = _number(given, "page") or 1, _number(given, "width") or _WIDTH
            tag, picture = viewer.picture(given.get("document", ""), number, width, role_of(request))
        except NotHere as error:
            return Response(str(error), 404, _PRIVATE, "text/plain")
        except BadRequest as error:
            return Response(str(error), 400, _PRIVATE, "text/plain")
        headers = {**_PRIVATE, "etag": f'"{tag}"'}
        if headers["etag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(picture, 200, headers, "image/png")

    @router.get("/view/file")
    def file(request: Request) -> Response:
        name = request.query_params.get("document", "")
        try:
            found = viewer.file(name, role_of(request))
        except NotHere as error:
            return Response(str(error), 404, _PRIVATE, "text/plain")
        disposition = f"attachment; filename*=UTF-8''{quote(PurePath(name).name, safe='')}"
        headers = {**_PRIVATE, "content-disposition": disposition, "x-content-type-options": "nosniff"}
        return Response(found.data, 200, {**headers, "content-type": media_type(name)})

    return router


def _asked(given: Mapping[str, str]) -> Asked:
    """Return what the address asks for.

    Raises:
        BadRequest: A number is none, or only one end of a span is given.
    """
    start, end = _number(given, "start"), _number(given, "end")
    if (start is None) != (end is None):
        raise BadRequest("This address names only one end of the words to show. Open the source from the answer again.")
    if start is not None and end is not None and start > end:
        raise BadRequest("This address names words that end before they begin. Open the source from the answer again.")
    span = Span(start, end) if start is not None and end is not None else None
    sort = Sort(given["view"]) if given.get("view") in set(Sort) else None
    zoom = min(3, max(1, _number(given, "zoom") or 1))
    return Asked(given.get("document", ""), span, _number(given, "page"), _number(given, "item"), sort, zoom)


def _number(given: Mapping[str, str], name: str) -> int | None:
    told = given.get(name, "")
    if told and not (told.isascii() and told.isdigit() and len(told) <= _DIGITS):
        raise BadRequest(f"In this address, “{name}” has to be a whole number. Open the source from the answer again.")
    return int(told) if told else None


def _problem(told: str, level: int) -> str:
    heading = f'<h{level - 1} id="cr-view-title" tabindex="-1">This source cannot be shown</h{level - 1}>'
    return f'<article class="cr-view cr-view-problem">{heading}<p>{escape(told)}</p></article>'


def _by_system(looks: str) -> str:
    """Return the dark colours of a style sheet for where the system is dark: a page without a script cannot set a class."""
    dark = re.search(r"^\.dark \{(.*?)^\}", looks, re.M | re.S)
    return f"\n@media (prefers-color-scheme: dark) {{ :root {{{dark[1]}}} }}" if dark else ""


def _page(title: str, looks: str, name: str, shown: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(name)} – {escape(title)}</title>
<style>{looks}</style>
</head>
<body class="cr-alone">
<header class="cr-view-site"><a href="/">{escape(title)}</a></header>
<main>{shown}</main>
</body>
</html>
"""
