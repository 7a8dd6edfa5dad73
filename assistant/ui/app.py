"""The web page: built with Gradio, served by this process alone, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from assistant.accounts import Accounts
from assistant.errors import SettingsError
from assistant.service import Assistant
from assistant.ui.ask import ask_tab
from assistant.ui.drafttab import draft_tab
from assistant.ui.endpoints import add_endpoints
from assistant.ui.evaluate import evaluate_tab
from assistant.ui.figurestab import figures_tab
from assistant.ui.frame import Frame
from assistant.ui.manage import manage_tab
from assistant.ui.masthead import for_officers, masthead
from assistant.ui.recordstab import records_tab
from assistant.ui.standing import standing_routes, unreached
from assistant.ui.theme import quiet_theme, script, sheet, style_sheet
from assistant.web.gate import Gate
from assistant.web.guard import Guard, Rules
from assistant.web.incoming import Incoming
from assistant.web.programs import program_routes
from assistant.web.shelf import Shelf, shelf_routes
from assistant.web.signin import sign_in_routes
from assistant.web.uploads import upload_routes
from assistant.web.viewer import viewer_routes

if TYPE_CHECKING:
    from fastapi import FastAPI
    from gradio import Blocks
    from uvicorn import Server

TITLE = "Council records assistant"
_PATIENCE = 5  # seconds that answers under way get to finish when the server stops


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the page: its name, what lays it out, and whether it is there for officers alone."""

    name: str
    lay_out: Callable[[Frame], None]
    officers: bool = False


TABS = (
    Tab("Ask", ask_tab),
    Tab("Figures", figures_tab),
    Tab("Records", records_tab),
    Tab("Draft", draft_tab),
    Tab("Manage", manage_tab, officers=True),
    Tab("Evaluate", evaluate_tab, officers=True),
)


def build(assistant: Assistant, gate: Gate, shelf: Shelf) -> Blocks:
    """Return the page as Gradio Blocks; each listener asks the gate who is looking."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio as gr

    page: Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False) as page:
        frame = Frame(page, assistant, gate, shelf)
        masthead(frame, TITLE)
        unreached()
        with gr.Tabs(elem_id="cr-tabs"):
            for tab in TABS:
                with gr.Tab(tab.name, visible=not tab.officers, elem_id=f"cr-tab-{tab.name.lower()}") as shown:
                    tab.lay_out(frame)
                if tab.officers:
                    for_officers(frame, shown)
        add_endpoints(frame)
    return page


def application(assistant: Assistant, accounts: Accounts, any_host: bool = True) -> FastAPI:
    """Return the whole web application: the page, what it links to, and a guard around both.

    Args:
        assistant: Answers.
        accounts: Who may sign in.
        any_host: Whether it answers to any name, or only to this machine's own and those of the settings.
    """
    gate, shelf = Gate(accounts), Shelf()
    page = build(assistant, gate, shelf)
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    rules = Rules(assistant.settings.max_bytes, frozenset(map(str.lower, assistant.settings.hosts)), any_host)
    app.add_middleware(Guard, gate=gate, rules=rules)
    app.include_router(shelf_routes(shelf, gate))
    app.include_router(upload_routes(Incoming(assistant.library.folder), gate, assistant.settings.max_bytes))
    app.include_router(sign_in_routes(gate, TITLE, sheet("page.css", "signin.css")))
    app.include_router(standing_routes(assistant))
    app.include_router(viewer_routes(assistant, gate, TITLE, sheet("page.css", "viewer.css")))
    app.include_router(program_routes(assistant, gate, sheet("page.css", "signin.css", "programs.css")))
    gr.mount_gradio_app(
        app, page, path="/", theme=quiet_theme(), css=style_sheet(), head=script(), footer_links=[], run_history=False,
        show_error=False, enable_monitoring=False, pwa=False, ssr_mode=False, mcp_server=False,
        max_file_size=assistant.settings.max_bytes,  # though the guard lets nothing be uploaded this way
    )  # fmt: skip
    return app


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
        local = ip_address(listening.getsockname()[0]).is_loopback
        accounts = Accounts(assistant.settings.accounts_file)
        for warning in accounts.warnings(local):
            sys.stderr.write(f"warning: {warning}\n")
        server = _server(application(assistant, accounts, any_host=not (local or assistant.settings.hosts)))
        sys.stderr.write(f"{TITLE}: {_address(listening)} ({_told(accounts)}; Ctrl-C stops it)\n")
        sys.stderr.flush()
        with suppress(KeyboardInterrupt):  # how uvicorn passes Ctrl-C on once it has shut down, unless a shell ignores it
            server.run(sockets=[listening])
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


def _told(accounts: Accounts) -> str:
    """Return how many may sign in, but not who."""
    count = len(accounts.all())
    return f"{count} account{'s' * (count > 1)}" if count else "nobody can sign in yet: 'assistant users add' lets them"


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
