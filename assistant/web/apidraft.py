"""Drafts over the HTTP API: their account as JSON, or the draft itself as Word or Markdown."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from typing import TYPE_CHECKING, Any

from assistant.answering.drafts.parts import Draft
from assistant.web.counter import Counter
from assistant.web.door import told, visitor_of
from assistant.web.forms import DraftForm
from assistant.web.gate import Gate, Visitor
from assistant.web.replies import DraftReply
from assistant.web.turnstile import Turnstile

if TYPE_CHECKING:
    from fastapi import APIRouter

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"docx": _WORD, "md": "text/markdown; charset=utf-8"}


def add_draft(router: "APIRouter", counter: Counter, gate: Gate, turnstile: Turnstile) -> None:
    """Add ``POST /draft``."""
    from fastapi import Depends, Request, Response

    who = Depends(visitor_of(gate))
    answers: dict[int | str, dict[str, Any]] = told(DraftReply, 403, 413)
    answers[200]["content"] = {_WORD: {}, "text/markdown": {}}

    @router.post("/draft", responses=answers, tags=["drafts"])
    async def draft(form: DraftForm, request: Request, visitor: Visitor = who) -> Response:
        """Draft a reply, briefing or press line; as Word or Markdown where ``format`` or the Accept header says so."""
        form_of_file = form.format or accepted(request.headers.get("accept", ""))
        return await turnstile.run(lambda: _written(counter.draft(form, visitor.role), form_of_file))


def accepted(header: str) -> str:
    """Return the first format that an Accept header names, JSON where it names none that there is."""
    for part in header.split(","):
        kind = part.partition(";")[0].strip().lower()
        if kind in (_WORD, "text/markdown"):
            return "docx" if kind == _WORD else "md"
        if kind == "application/json":
            break
    return "json"


def _written(draft: Draft, form: str) -> Any:
    from fastapi import Response
    from fastapi.responses import JSONResponse

    from assistant.answering.drafts.markdown import to_markdown
    from assistant.answering.drafts.telling import draft_to_json
    from assistant.answering.drafts.word import docx_bytes

    if form == "json":
        return JSONResponse(draft_to_json(draft, None))
    exempt = "-EXEMPT" if draft.exempt else ""
    headers = {"content-disposition": f'attachment; filename="{draft.template}{exempt}.{form}"', "cache-control": "no-store"}
    content = docx_bytes(draft) if form == "docx" else to_markdown(draft).encode()
    return Response(content, media_type=_TYPES[form], headers=headers)
