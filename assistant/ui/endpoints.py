"""What ``gradio_client`` can call on the page: named functions with the documented JSON, roles from the request's headers."""

# No "from __future__ import annotations" here: Gradio reads an endpoint's types from its annotations as they stand.
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from assistant.records import Role
from assistant.ui.frame import Frame
from assistant.web.counter import Counter
from assistant.web.forms import AskForm, FiguresQuery, SearchForm
from assistant.web.refusals import refusal_of, refusal_of_form

_AT_ONCE = 4  # calls of all endpoints that run at once; others wait in Gradio's queue


def add_endpoints(frame: Frame) -> None:
    """Add /ask, /search, /figures and /get_item to the page that is being built."""
    import gradio as gr
    from gradio.events import api

    counter = Counter(frame.assistant)

    def reply(request: gr.Request, job: Callable[[Role], dict[str, Any]]) -> dict[str, Any]:
        return _reply(lambda: job(frame.role(request)))

    def ask(
        question: str, request: gr.Request, history: list[str] = [], bodies: list[str] = [], documents: list[str] = [],  # noqa: B006
        kinds: list[str] = [], from_date: str = "", to_date: str = "",  # noqa: B006
    ) -> dict[str, Any]:  # fmt: skip
        """Answer a question from the records, each sentence cited and checked."""
        given = _narrowing(bodies, documents, kinds, from_date, to_date)
        form = {"question": question, "history": history, **given}
        return reply(request, lambda role: counter.ask(AskForm.model_validate(form), role))

    def search(
        query: str, request: gr.Request, k: int = 10, bodies: list[str] = [], documents: list[str] = [],  # noqa: B006
        kinds: list[str] = [], from_date: str = "", to_date: str = "",  # noqa: B006
    ) -> dict[str, Any]:  # fmt: skip
        """Find passages that speak to a query, best first."""
        form = {"query": query, "k": k, **_narrowing(bodies, documents, kinds, from_date, to_date)}
        return reply(request, lambda role: counter.search(SearchForm.model_validate(form), role))

    def figures(
        measure: str, request: gr.Request, area: str = "", period: str = "", limit: int = 200, offset: int = 0
    ) -> dict[str, Any]:
        """List the figures of a measure over all records."""
        query = {"measure": measure, "area": area, "period": period, "limit": limit, "offset": offset}
        return reply(request, lambda role: _counted(counter.figures(FiguresQuery.model_validate(query), role)))

    def get_item(document: str, request: gr.Request, item: str = "", start: int = -1, offset: int = 0) -> dict[str, Any]:
        """Read one item of a record: by its number or heading, or by a character that it holds."""
        at = start if start >= 0 else None
        return reply(request, lambda role: counter.item(document, item, at, role, offset))

    for endpoint in (ask, search, figures, get_item):
        api(endpoint, api_name=endpoint.__name__, concurrency_limit=_AT_ONCE, concurrency_id="programs")


def _reply(job: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what a job gives, its errors as sentences that Gradio passes on."""
    import gradio as gr

    try:
        return job()
    except ValidationError as error:
        refusal = refusal_of_form(error.errors())
    except Exception as error:
        refusal = refusal_of(error)
    raise gr.Error(refusal.sentence, print_exception=False) from None


def _narrowing(bodies: list[str], documents: list[str], kinds: list[str], first: str, last: str) -> dict[str, Any]:
    """Return what narrows the records as the forms have it; "" stands for no day, since Gradio's clients send every argument."""
    return {"bodies": bodies, "documents": documents, "kinds": kinds, "from": first or None, "to": last or None}


def _counted(found: tuple[dict[str, Any], int]) -> dict[str, Any]:
    return {**found[0], "total": found[1]}
