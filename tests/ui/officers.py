"""A library of its own for tests that change it, and listeners called as a program would, past the page."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browsing import Served, give_accounts, serve


@contextmanager
def serving(library: Path, folder: Path) -> Iterator[Served]:
    """Serve a copy of a library, with accounts."""
    shutil.copytree(library, folder)
    give_accounts(folder)
    running = serve(folder)
    try:
        yield running
    finally:
        running.stop()


def listeners(served: Served, prefix: str) -> list[dict[str, Any]]:
    """Return the listeners that change a part of the page whose element id begins so, as anyone can read them."""
    config = get(f"{served.url}/config")
    parts = {one["id"] for one in config["components"] if str(one["props"].get("elem_id", "")).startswith(prefix)}
    return [one for one in config["dependencies"] if parts & set(one["outputs"])]


def call(served: Served, listener: dict[str, Any], told: dict[str, Any]) -> str:
    """Call a listener as the public, and return all that comes back."""
    session = f"stranger{listener['id']}{len(str(told))}"
    body = {
        "fn_index": listener["id"], "data": [None] * len(listener["inputs"]), "session_hash": session, "event_data": told,
        "trigger_id": listener["targets"][0][0],
    }  # fmt: skip
    asked = urllib.request.Request(
        f"{served.url}/gradio_api/queue/join", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    urllib.request.urlopen(asked, timeout=20).close()
    with urllib.request.urlopen(f"{served.url}/gradio_api/queue/data?session_hash={session}", timeout=20) as stream:
        said = ""
        for line in stream:
            said += line.decode()
            if "process_completed" in said or "close_stream" in said:
                break
    return said


def get(address: str) -> Any:
    """Return the JSON at an address."""
    with urllib.request.urlopen(address, timeout=20) as got:
        return json.load(got)
