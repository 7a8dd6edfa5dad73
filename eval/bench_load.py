"""Many people at once: ``python -m eval.bench_load LIBRARY QUESTIONS.jsonl [--people 20] [--questions 2000]``.

Starts ``assistant serve`` over a library, lets people ask it one question after another without a pause for thought, each
over their own connection on loopback, and tells how long answers took, what failed, and the memory of the server as it went.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path

from eval.errors import SystemUnavailable

_SAMPLED_EVERY = 0.5  # seconds between two looks at the server's memory
_PATIENCE = 60.0  # seconds after which an answer counts as failed


@dataclass
class Load:
    """What happened: seconds of each answer, failures in words, and (questions answered, MiB) as it went."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """Return the seconds within which a share of the answers came."""
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]

    def growth(self) -> float:
        """Return MiB for each 1,000 questions over the second half of the run (least squares), when caches are full."""
        half = [point for point in self.memory if point[0] >= self.memory[-1][0] / 2]
        if len({answered for answered, _ in half}) < 2:
            return 0.0
        slope, _ = statistics.linear_regression(*zip(*half, strict=True))
        return slope * 1000

    def __str__(self) -> str:
        told = (
            f"{len(self.seconds)} answers, {len(self.failures)} failures, p50 {self.quantile(0.5):.2f} s, "
            f"p95 {self.quantile(0.95):.2f} s, longest {max(self.seconds):.2f} s"
        )
        held = f"memory {self.memory[0][1]:.0f} MiB at the start, {self.memory[-1][1]:.0f} MiB at the end"
        return f"{told}\n{held}, growth over the second half {self.growth():+.1f} MiB per 1,000 questions"


@contextmanager
def served(library: Path) -> Iterator[tuple[str, int]]:
    """Run the server over a library; give its address and process id.

    Raises:
        SystemUnavailable: It does not start.
    """
    command = [sys.executable, "-m", "assistant", "--data", str(library), "serve", "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        told = []
        for line in server.stderr:
            told.append(line)
            if "http://127.0.0.1:" in line:
                break
        address = next((word for line in told for word in line.split() if word.startswith("http://127.0.0.1:")), None)
        if address is None:
            raise SystemUnavailable(f"the server did not start: {''.join(told)}")
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def over_http(address: str) -> Callable[[str], None]:
    """Return what asks through the HTTP API."""
    import httpx

    client = httpx.Client(base_url=address, timeout=_PATIENCE)

    def ask(question: str) -> None:
        client.post("/api/ask", json={"question": question}).raise_for_status()

    return ask


def over_page(address: str) -> Callable[[str], None]:
    """Return what asks through the page's own queue, as its browser does."""
    from gradio_client import Client

    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # the argument alone does not keep this client from calling a hub
    client = Client(address, verbose=False, analytics_enabled=False)

    def ask(question: str) -> None:
        client.submit(question, api_name="/ask").result(timeout=_PATIENCE)

    return ask


DOORS = {"api": over_http, "page": over_page}


def run(library: Path, questions: Sequence[str], people: int, total: int, door: str) -> Load:
    """Ask ``total`` questions, in turn from the list, by so many people at once."""
    load, waiting, turn = Load(), cycle(questions), count()
    lock, done = threading.Lock(), threading.Event()
    with served(library) as (address, pid):
        askers = [DOORS[door](address) for _ in range(people)]
        askers[0](questions[0])  # the models are loaded by the first question, which is not counted

        def person(ask: Callable[[str], None]) -> None:
            while True:
                with lock:
                    if next(turn) >= total:
                        return
                    question = next(waiting)
                begun = time.perf_counter()
                try:
                    ask(question)
                    load.seconds.append(time.perf_counter() - begun)
                except Exception as error:  # whatever a client raises is a failed answer
                    load.failures.append(f"{question}: {error!r}")

        def watch() -> None:
            while not done.wait(_SAMPLED_EVERY):
                load.memory.append((len(load.seconds), resident(pid)))

        watcher = threading.Thread(target=watch)
        load.memory.append((0, resident(pid)))
        watcher.start()
        threads = [threading.Thread(target=person, args=(ask,)) for ask in askers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done.set()
        watcher.join()
        load.memory.append((len(load.seconds), resident(pid)))
    return load


def resident(pid: int) -> float:
    """Return the MiB of memory that a process holds (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load and print what came of it; return 1 when an answer failed."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_load", description="Many people asking at once.")
    parser.add_argument("library", type=Path, help="folder of an ingested library")
    parser.add_argument("questions", type=Path, help="JSON Lines with a question each")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--questions", dest="total", type=int, default=2000, help="how many are asked (default: 2,000)")
    parser.add_argument("--door", choices=sorted(DOORS), default="api", help="through the HTTP API or the page's queue")
    given = parser.parse_args(arguments)
    lines = [json.loads(line) for line in given.questions.read_text("utf-8").splitlines() if line.strip()]
    load = run(given.library, [line["question"] for line in lines], given.people, given.total, given.door)
    for failure in islice(load.failures, 5):
        sys.stderr.write(f"failed: {failure}\n")
    sys.stdout.write(f"{given.people} people at once, door {given.door}: {load}\n")
    return 1 if load.failures else 0


if __name__ == "__main__":
    sys.exit(main())
