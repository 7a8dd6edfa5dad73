"""The web page: built with Gradio, served by this process alone, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.accounts import Accounts
from assistant.errors import SettingsError
from assistant.service import Assistant
from assistant.ui.ask import ask_tab
from assistant.ui.frame import QUIETLY, Frame
from assistant.ui.theme import quiet_theme, script, style_sheet
from assistant.web.gate import Gate
from assistant.web.shelf import Shelf, shelf_routes

if TYPE_CHECKING:
    from fastapi import FastAPI
    from gradio import Blocks, Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from uvicorn import Server

TITLE = "Council records assistant"
_INTRODUCTION = (
    f'<header class="cr-header"><h1>{TITLE}</h1><p>Ask about the council\'s committee records in your own words.</p></header>'
)
# Gradio's front end needs inline scripts and styles; whatever it may try, the browser fetches from this server only.
_POLICY = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_PATIENCE = 5  # seconds that answers under way get to finish when the server stops


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the page: its name, what lays it out, and whether it is there for officers alone."""

    name: str
    lay_out: Callable[[Frame], None]
    officers: bool = False


TABS = (Tab("Ask", ask_tab),)


def build(assistant: Assistant, gate: Gate, shelf: Shelf) -> Blocks:
    """Return the page as Gradio Blocks; each listener asks the gate who is looking."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio as gr

    page: Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False) as page:
        frame = Frame(page, assistant, gate, shelf)
        gr.HTML(_INTRODUCTION, padding=False)
        with gr.Tabs(elem_id="cr-tabs"):
            for tab in TABS:
                with gr.Tab(tab.name, visible=not tab.officers, elem_id=f"cr-tab-{tab.name.lower()}") as shown:
                    tab.lay_out(frame)
                if tab.officers:
                    page.load(_for_officers(frame), None, shown, **QUIETLY)
    return page


def _for_officers(frame: Frame) -> Callable[[Request], Any]:
    """Return what shows a tab to officers and to nobody else; its listeners refuse others all the same."""
    import gradio as gr

    def look(request: gr.Request) -> Any:
        return gr.update(visible=frame.visitor(request).officer)

    return look


def application(assistant: Assistant) -> FastAPI:
    """Return the whole web application: the page, what it links to, and headers that keep the browser on this server."""
    gate, shelf = Gate(Accounts(assistant.settings.data / "accounts.json")), Shelf()
    page = build(assistant, gate, shelf)
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_Guarded)
    app.include_router(shelf_routes(shelf, gate))
    gr.mount_gradio_app(
        app, page, path="/", theme=quiet_theme(), css=style_sheet(), head=script(), footer_links=[], run_history=False,
        show_error=False, enable_monitoring=False, pwa=False, ssr_mode=False, mcp_server=False,
        max_file_size=1,  # nothing can be uploaded here yet
    )  # fmt: skip
    return app


class _Guarded:
    """Middleware that adds the headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        await self._app(scope, receive, guarded)


def serve(assistant: Assistant, host: str, port: int) -> None:
    """Serve the page until Ctrl-C, after telling its address on standard error.

    Args:
        assistant: Answers.
        host: Address to listen on.
        port: Port to listen on, 0 for any free one.

    Raises:
        SettingsError: The address cannot be listened on.
    """
    with _listen(host, port) as listening:
        server = _server(application(assistant))
        sys.stderr.write(f"{TITLE}: {_address(listening)} (Ctrl-C stops it)\n")
        sys.stderr.flush()
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:  # how uvicorn passes Ctrl-C on once it has shut down
            sys.stderr.write("stopped\n")


def _server(app: FastAPI) -> Server:
    """Return a server that does not wait for open pages: each holds a stream on which Gradio sends signs of life."""
    import uvicorn

    class Prompt(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for connection in list(self.server_state.connections):
                connection.transport.close()
            await super().shutdown(sockets)

    return Prompt(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE))


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address, so that its port is known before anything is told."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"cannot serve on {host} port {port}: {reason}; try another --host or --port") from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
