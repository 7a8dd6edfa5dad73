"""One run of the evaluation harness: what it tells while it goes, how it ended, and its few facts on disk."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field, fields
from pathlib import Path

META = "meta.json"
_LONGEST_REASON = 600  # characters of what a broken run said last


@dataclass(slots=True)
class Run:
    """One run: what was to be run, how far it is, how it ended.

    Attributes:
        name: Its folder's.
        suites: Names of its suites.
        systems: Names of the systems that answer.
        started: When, in local time.
        state: "running", "done", "failed", "cancelled", or "interrupted" where the server ended before it.
        told: What it does now, or why it failed.
        total: Cases of the system that is being asked.
        done: Cases it has been asked.
        passed: Cases of it that passed.
        failed: Cases of it that crashed, hung or came to rubbish.
    """

    name: str
    suites: list[str]
    systems: list[str]
    started: str
    state: str = "running"
    told: str = "the records are being read"
    total: int = 0
    done: int = 0
    passed: int = 0
    failed: int = 0
    process: subprocess.Popen[str] | None = field(default=None, repr=False)


def note(run: Run, line: str) -> None:
    """Take note of one line of progress; other lines are no progress."""
    try:
        told = json.loads(line)
        event = told["event"]
    except (ValueError, KeyError, TypeError):
        return
    if event == "begin":
        run.total, run.done, run.passed, run.failed = told["total"], told["done"], 0, 0
        run.told = f"asking {told['system']}"
    elif event == "case":
        run.done += 1
        run.passed += bool(told["passed"])
        run.failed += told["outcome"] != "replied"


def reason(said: Path, status: int) -> str:
    """Return why a run broke off: how it ended, and what it said last."""
    told = last_words(said.read_text("utf-8", "replace"))
    how = f"it was killed by signal {-status}" if status < 0 else f"it ended with status {status}"
    return f"{how}: {told}" if told else how


def last_words(said: str) -> str:
    """Return the end of what was said, without the places of a traceback."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith((" ", "Traceback"))]
    return "\n".join(lines[-5:])[-_LONGEST_REASON:].removeprefix("error: ")


def save(place: Path, run: Run) -> None:
    """Write down the run's facts in its folder."""
    told = {one.name: getattr(run, one.name) for one in fields(run) if one.name != "process"}
    part = place / f".{META}"
    part.write_text(json.dumps(told), "utf-8")
    os.replace(part, place / META)


def load(file: Path) -> Run | None:
    """Return a run by its facts, None where they cannot be read."""
    try:
        return Run(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
