"""What a page that is open should know of the server: whether it can be reached, and whether the records are changing.

The script asks for ``/standing`` now and then, and says both in words; see ``js/standing.js``.
"""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from typing import TYPE_CHECKING

from assistant.ingest.pipeline import being_written
from assistant.service import Assistant

if TYPE_CHECKING:
    from fastapi import APIRouter

_UPDATING = "New records are being read, or old ones taken out. Answers are from what is loaded so far."


def updating() -> str:
    """Return the live region of the Ask tab that says so while the records change."""
    return f'<p role="status" id="cr-updating" class="cr-standing" data-told="{_UPDATING}"></p>'


def unreached() -> None:
    """Lay out the live region that says when the server cannot be reached, on whatever tab one is."""
    import gradio as gr

    gr.HTML('<div role="alert" id="cr-unreached"></div>', padding=False, js_on_load=None, elem_id="cr-unreached-part")


def standing_routes(assistant: Assistant) -> "APIRouter":
    """Return the route that tells whether the records are changing; it tells nothing of which."""
    from fastapi import APIRouter, Response

    router = APIRouter()

    @router.get("/standing", include_in_schema=False)
    def standing(response: Response) -> dict[str, bool]:
        response.headers["cache-control"] = "no-store"
        return {"updating": being_written(assistant.library.folder)}

    return router
