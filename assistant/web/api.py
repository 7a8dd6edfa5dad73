"""The HTTP API under /api: the documented JSON of the command line over HTTP, with roles as on the page."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from typing import TYPE_CHECKING, Annotated, Any

from assistant.web.apidocs import add_description
from assistant.web.apidraft import add_draft
from assistant.web.counter import Counter
from assistant.web.door import add_nowhere, telling, told, visitor_of
from assistant.web.forms import ActionsQuery, AskForm, FiguresQuery, GroundForm, RecordsQuery, SearchForm
from assistant.web.gate import Gate, Visitor
from assistant.web.replies import (
    ActionsReply,
    AnswerReply,
    FiguresReply,
    FoundReply,
    ItemsReply,
    RecordReply,
    RecordsReply,
    VerdictReply,
    WholeItemReply,
)
from assistant.web.turnstile import Turnstile

if TYPE_CHECKING:
    from fastapi import APIRouter
    from fastapi.routing import APIRoute

def api_router(prefix: str = "/api") -> "APIRouter":
    """Return a router whose errors are ``{"error": sentence}``."""
    from fastapi import APIRouter

    route: type[APIRoute] = telling(lambda refusal: {"error": refusal.sentence})
    return APIRouter(prefix=prefix, route_class=route)


def add_questions(router: "APIRouter", counter: Counter, gate: Gate, turnstile: Turnstile) -> None:
    """Add what is sent by POST: questions, searches, claims."""
    from fastapi import Depends
    from fastapi.responses import JSONResponse

    who = Depends(visitor_of(gate))

    @router.post("/ask", responses=told(AnswerReply, 403, 413), tags=["questions"])
    async def ask(form: AskForm, visitor: Visitor = who) -> JSONResponse:
        """Answer a question from the records, each sentence cited and checked."""
        return JSONResponse(await turnstile.run(lambda: counter.ask(form, visitor.role)))

    @router.post("/search", responses=told(FoundReply, 403, 413), tags=["questions"])
    async def search(form: SearchForm, visitor: Visitor = who) -> JSONResponse:
        """Find passages that speak to a query, best first."""
        return JSONResponse(await turnstile.run(lambda: counter.search(form, visitor.role)))

    @router.post("/ground", responses=told(VerdictReply, 413), tags=["questions"], dependencies=[who])
    async def ground(form: GroundForm) -> JSONResponse:
        """Check whether texts that you give carry a claim."""
        return JSONResponse(await turnstile.run(lambda: counter.ground(form)))


def add_lists(router: "APIRouter", counter: Counter, gate: Gate, turnstile: Turnstile) -> None:
    """Add the lists over all records: figures, actions, and the records themselves."""
    from fastapi import Depends, Query
    from fastapi.responses import JSONResponse

    who = Depends(visitor_of(gate))

    def listed(found: tuple[dict[str, Any], int]) -> JSONResponse:
        return JSONResponse(found[0], headers={"x-total-count": str(found[1])})

    @router.get("/figures", responses=told(FiguresReply), tags=["lists"])
    async def figures(query: Annotated[FiguresQuery, Query()], visitor: Visitor = who) -> JSONResponse:
        """List the figures of a measure over all records; the header X-Total-Count says how many there are."""
        return listed(await turnstile.run(lambda: counter.figures(query, visitor.role)))

    @router.get("/actions", responses=told(ActionsReply), tags=["lists"])
    async def actions(query: Annotated[ActionsQuery, Query()], visitor: Visitor = who) -> JSONResponse:
        """List undertakings, requests, deferred items and orders, and what became of them."""
        return listed(await turnstile.run(lambda: counter.actions(query, visitor.role)))

    @router.get("/records", responses=told(RecordsReply), tags=["records"])
    async def records(query: Annotated[RecordsQuery, Query()], visitor: Visitor = who) -> JSONResponse:
        """List the records that are open to you, by name."""
        return listed(await turnstile.run(lambda: counter.records(query, visitor.role)))


def add_records(router: "APIRouter", counter: Counter, gate: Gate, turnstile: Turnstile) -> None:
    """Add one record and its items; the longest addresses first, since a record's name may hold slashes."""
    from fastapi import Depends, Query
    from fastapi.responses import JSONResponse

    who = Depends(visitor_of(gate))

    @router.get("/records/{document:path}/items/{index}", responses=told(WholeItemReply, 404), tags=["records"])
    async def item(
        document: str, index: int, offset: Annotated[int, Query(ge=0, le=10**9)] = 0, visitor: Visitor = who
    ) -> JSONResponse:
        """Return one item with its text; ``index`` counts the record's list of items as you see it, from 0."""
        return JSONResponse(await turnstile.run(lambda: counter.item_at(document, index, visitor.role, offset)))

    @router.get("/records/{document:path}/items", responses=told(ItemsReply, 404), tags=["records"])
    async def items(
        document: str, number: Annotated[str, Query(max_length=500)] = "",
        start: Annotated[int | None, Query(ge=0, le=10**9)] = None, visitor: Visitor = who,
    ) -> JSONResponse:  # fmt: skip
        """List the items of a record; only those of a printed number, or that hold a character, where one is given."""
        return JSONResponse(await turnstile.run(lambda: counter.items(document, visitor.role, number, start)))

    @router.get("/records/{document:path}", responses=told(RecordReply, 404), tags=["records"])
    async def record(document: str, visitor: Visitor = who) -> JSONResponse:
        """Return what was understood of one record: attendance, items with their resolutions and references, tables."""
        return JSONResponse(await turnstile.run(lambda: counter.record(document, visitor.role)))


def api_routes(counter: Counter, gate: Gate, turnstile: Turnstile, looks: str) -> "APIRouter":
    """Return every route of the API, its description included; ``looks`` is the style sheet of that."""
    router = api_router()
    add_questions(router, counter, gate, turnstile)
    add_draft(router, counter, gate, turnstile)
    add_lists(router, counter, gate, turnstile)
    add_records(router, counter, gate, turnstile)
    add_description(router, looks)
    add_nowhere(router, "", "GET /api/docs tells what there is.")
    return router
