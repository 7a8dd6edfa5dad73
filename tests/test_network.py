"""Nothing calls out: the guard sees whoever tries, and neither ingest, ask nor the served page does."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import offline
import pytest

ROOT = Path(__file__).parents[1]
ELSEWHERE = "192.0.2.1"  # RFC 5737: belongs to nobody

PROGRAM = """
import json, os, signal, sys, threading, time, urllib.request
import offline
offline.forbid()
from assistant.cli import main

data, record, port = sys.argv[1:]
seen = {}

def look():
    for _ in range(600):
        try:
            seen["page"] = urllib.request.urlopen(f"http://127.0.0.1:{port}/").status
            break
        except OSError:
            time.sleep(0.1)
    time.sleep(1)  # what is sent on the side is sent from threads
    os.kill(os.getpid(), signal.SIGINT)

seen["ingest"] = main(["--data", data, "ingest", record])
seen["ask"] = main(["--data", data, "ask", "Who chaired the meeting?"])
threading.Thread(target=look, daemon=True).start()
seen["serve"] = main(["--data", data, "serve", "--port", port])
print(json.dumps({"seen": seen, "breaches": offline.breaches}))
"""


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection((ELSEWHERE, 80), timeout=1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", (ELSEWHERE, 53)),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
    ],
    ids=["connect", "datagram", "names", "old names"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_guard_stops_whoever_calls_out(reach: object) -> None:
    assert callable(reach)
    with pytest.raises(offline.NetworkUse, match=f"{ELSEWHERE}|example.org"):
        reach()
    assert offline.breaches
    offline.breaches.clear()


def test_the_guard_lets_the_own_machine_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(("localhost", server.getsockname()[1])):
            pass
    assert not offline.breaches


@pytest.mark.timeout(300)
def test_ingest_ask_and_serve_call_nobody(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    record = next((ROOT / "corpus" / "records").glob("*agenda-item*.txt"))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "data"), str(record), str(port)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["breaches"] == [], done.stderr
    assert told["seen"] == {"page": 200, "ingest": 0, "ask": 0, "serve": 0}, done.stderr
