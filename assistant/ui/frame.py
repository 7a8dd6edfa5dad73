"""What every tab of the page is given: the assistant, who is looking, and where files to download are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.records import Role
from assistant.service import Assistant
from assistant.web.gate import Gate, Visitor
from assistant.web.shelf import Made, Shelf

if TYPE_CHECKING:
    from gradio import Blocks, Request

# For every listener of the page: no endpoint for other programs, no spinner over what is being read.
QUIETLY: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# For those that neither stream nor wait for their turn. What the queue answers comes over one stream a page, which is closed
# as soon as the page knows of nothing to wait for: what was asked a moment before is then lost. These get an answer each.
AT_ONCE: dict[str, Any] = {**QUIETLY, "queue": False}


@dataclass(frozen=True, slots=True)
class Frame:
    """The page that is being built and what stands behind it."""

    page: Blocks
    assistant: Assistant
    gate: Gate
    shelf: Shelf

    def visitor(self, request: Request) -> Visitor:
        """Return who is looking; asked anew in every listener, since people sign in and out."""
        return self.gate.visitor(request.headers, request.cookies)

    def role(self, request: Request) -> Role:
        """Return what the one who is looking may see."""
        return self.visitor(request).role

    def download(self, request: Request, name: str, media_type: str, content: bytes) -> str:
        """Keep a file for the one who is looking, and return the address to link to."""
        return self.shelf.put(Made(name, media_type, content, self.visitor(request)))
