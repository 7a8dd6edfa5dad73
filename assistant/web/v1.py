"""OpenAI's chat protocol under /v1, so that programs made for it can ask the records.

A stream holds nothing that is not verified: its first chunk comes at once, its words only when the whole answer is checked.
"""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.jsonio import answer_to_json
from assistant.records import Answer, Citation
from assistant.service import Assistant
from assistant.web.addresses import citation_address
from assistant.web.counter import narrowed
from assistant.web.door import add_nowhere, telling, visitor_of
from assistant.web.gate import Gate, Visitor
from assistant.web.refusals import Refusal, Unfit, refusal_of
from assistant.web.turnstile import Turnstile
from assistant.web.v1content import Written, write
from assistant.web.v1forms import MODEL, ChatForm

if TYPE_CHECKING:
    from fastapi import APIRouter

_BREATH = 10.0  # seconds between signs of life on a stream
_CREATED = 1735689600  # when the model came to be, which the protocol wants to know: 1 January 2025
_CODES = {401: "invalid_api_key", 404: "not_found", 413: "request_too_large", 429: "rate_limit_exceeded"}
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error", 500: "server_error", 503: "server_error"}


@dataclass(frozen=True, slots=True)
class _Reply:
    """A reply under way: what is the same in each of its chunks."""

    question: str
    history: tuple[str, ...]
    address: Callable[[Citation], str]
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def envelope(self, kind: str, **rest: Any) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL, **rest}

    def usage(self, written: Written) -> dict[str, int]:
        """Return words, not tokens: nothing is counted in tokens here."""
        asked = sum(len(text.split()) for text in (*self.history, self.question))
        told = len(written.content.split())
        return {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told}


def v1_routes(assistant: Assistant, gate: Gate, turnstile: Turnstile) -> "APIRouter":
    """Return the routes of the protocol."""
    from fastapi import APIRouter, Depends, Request, Response
    from fastapi.responses import JSONResponse, StreamingResponse

    router = APIRouter(prefix="/v1", route_class=telling(error_json))
    who = Depends(visitor_of(gate))

    @router.get("/models", include_in_schema=False, dependencies=[who])
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [_model()]}

    @router.get("/models/{name:path}", include_in_schema=False, dependencies=[who])
    def model(name: str) -> dict[str, Any]:
        if name != MODEL:
            told = f"There is no model of that name here. The only one is {MODEL!r}."
            raise Unfit(told, "model", "model_not_found", 404)
        return _model()

    @router.post("/chat/completions", include_in_schema=False)
    async def complete(form: ChatForm, request: Request, visitor: Visitor = who) -> Response:
        form.check()
        question, history = form.asked()
        role = narrowed(visitor.role, form.role)
        here = str(request.base_url).rstrip("/")
        reply = _Reply(question, history, lambda citation: here + citation_address(citation))
        asking = turnstile.start(lambda: assistant.ask(question, history, role, form.scope(role)))
        if form.stream:
            usage = bool(form.stream_options and form.stream_options.include_usage)
            return StreamingResponse(_stream(reply, asking, usage), media_type="text/event-stream")
        return JSONResponse(_whole(reply, await asking))

    add_nowhere(router, "", "There are /v1/models and /v1/chat/completions.")
    return router


def error_json(refusal: Refusal) -> dict[str, Any]:
    """Return a refusal in OpenAI's form."""
    return {
        "error": {
            "message": refusal.sentence, "type": _TYPES.get(refusal.status, "invalid_request_error"),
            "param": refusal.at or None, "code": refusal.code or _CODES.get(refusal.status),
        }
    }  # fmt: skip


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": _CREATED, "owned_by": "council-records-assistant"}


def _whole(reply: _Reply, answer: Answer) -> dict[str, Any]:
    written = write(answer, reply.address)
    message = {
        "role": "assistant", "content": written.content, "refusal": None, "annotations": list(written.annotations),
    }  # fmt: skip
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    told = answer_to_json(answer)
    return reply.envelope("chat.completion", choices=[choice], usage=reply.usage(written), council_records=told)


async def _stream(reply: _Reply, asking: "asyncio.Task[Answer]", usage: bool) -> AsyncIterator[str]:
    """Yield the events of a stream: who speaks, the verified sentences, where they stand, why it ends."""
    yield _event(_chunk(reply, usage, {"role": "assistant", "content": "", "refusal": None}))
    while not asking.done():
        await asyncio.wait({asking}, timeout=_BREATH)
        if not asking.done():
            yield ": the answer is being checked\n\n"
    try:
        answer = asking.result()
    except Exception as error:
        yield _event(error_json(refusal_of(error)))
        return
    written = write(answer, reply.address)
    for piece in written.pieces[:-1]:
        yield _event(_chunk(reply, usage, {"content": piece}))
    yield _event(_chunk(reply, usage, {"content": written.pieces[-1], "annotations": list(written.annotations)}))
    yield _event({**_chunk(reply, usage, {}, "stop"), "council_records": answer_to_json(answer)})
    if usage:
        yield _event(reply.envelope("chat.completion.chunk", choices=[], usage=reply.usage(written)))
    yield "data: [DONE]\n\n"


def _chunk(reply: _Reply, usage: bool, delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return reply.envelope("chat.completion.chunk", choices=[choice], **({"usage": None} if usage else {}))


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"
