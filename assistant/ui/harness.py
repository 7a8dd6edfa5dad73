"""The evaluation harness as a program of its own: what it can run, runs under way, runs that are kept."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import assistant
from assistant.errors import AssistantError, BadRequest, LibraryLocked, NotFound
from assistant.ui.harnessrun import META, Run, last_words, load, note, reason, save

_CALL_SECONDS = 120  # for the harness to list or compare


class HarnessError(AssistantError):
    """The harness could not do what was asked; the message is what it said."""


class Harness:
    """Runs ``python -m eval`` over one library, one run at a time; its reports are kept in ``runs`` below it.

    Args:
        library: The library's folder.
    """

    def __init__(self, library: Path) -> None:
        self._library = library.resolve()
        self.suites, self._runs = self._library / "suites", self._library / "runs"
        self._lock = threading.Lock()
        self.run: Run | None = None

    @property
    def busy(self) -> bool:
        """Return whether a run is under way."""
        return self.run is not None and self.run.state == "running"

    def choices(self) -> dict[str, Any]:
        """Return the suites and systems that there are, with what stands against running each; see ``python -m eval list``.

        Raises:
            HarnessError: The harness is not installed, or broke off.
        """
        own = [str(file) for file in sorted(self.suites.glob("*.yaml"))]
        shipped = self._ask("list", "--json", "--data", str(self._library))
        kept = self._ask("list", "--json", "--data", str(self._library), *own) if own else {"suites": []}
        return {"suites": [*shipped["suites"], *kept["suites"]], "systems": shipped["systems"]}

    def keep_suite(self, name: str, text: str) -> dict[str, Any]:
        """Keep a suite file among the library's own, and return how the harness lists it.

        Raises:
            BadRequest: It is not a suite; nothing is kept then.
        """
        stem = re.sub(r"[^\w-]+", "-", Path(name).stem).strip("-") or "suite"
        file = self.suites / f"{stem[:80]}.yaml"
        self.suites.mkdir(exist_ok=True, mode=0o700)
        part = file.with_suffix(".part")
        part.write_text(text, "utf-8", "replace")
        try:
            listed: dict[str, Any] = self._ask("list", "--json", "--data", str(self._library), str(part))["suites"][0]
            if not listed["cases"] and not listed["drafts"]:
                raise BadRequest(f"{name} is not a suite: {listed['problem']}")
            os.replace(part, file)
        finally:
            part.unlink(missing_ok=True)
        return listed

    def start(self, suites: Mapping[str, Path], systems: Sequence[str]) -> Run:
        """Begin a run.

        Args:
            suites: Suite files by name.
            systems: Names of the systems that are to answer.

        Raises:
            LibraryLocked: A run is under way.
            BadRequest: There is no suite or no system.
        """
        if not suites or not systems:
            raise BadRequest("choose at least one suite and one system")
        with self._lock:
            if self.busy:
                raise LibraryLocked("a run is under way; wait until it is done, or cancel it")
            now = datetime.now().astimezone()
            run = Run(now.strftime("%Y%m%d-%H%M%S-%f"), list(suites), list(systems), now.isoformat(timespec="seconds"))
            place = self._runs / run.name
            place.mkdir(parents=True, mode=0o700)
            where = ["--data", str(self._library), "--out", str(place), "--progress", "json"]
            asked = [part for system in systems for part in ("--system", system)]
            said = (place / "said.txt").open("w", encoding="utf-8")
            run.process = self._begin(["run", *map(str, suites.values()), *asked, *where], said)
            save(place, run)
            self.run = run
            threading.Thread(target=self._follow, args=(run, place, said), name="harness", daemon=True).start()
        return run

    def cancel(self) -> None:
        """Stop the run under way; what it has asked already is kept, but not told as a result."""
        run = self.run
        if run and run.state == "running" and run.process:
            run.state = "cancelled"
            run.process.send_signal(signal.SIGTERM)

    def runs(self) -> list[Run]:
        """Return the runs that are kept, the newest first."""
        found = [self._known(file) for file in self._runs.glob(f"*/{META}")] if self._runs.is_dir() else []
        return sorted((run for run in found if run), key=lambda run: run.name, reverse=True)

    def report(self, name: str) -> list[dict[str, Any]]:
        """Return a finished run, a value a system; see ``python -m eval report --json``.

        Raises:
            NotFound: No finished run has that name.
        """
        place, run = self._finished(name)
        kept = place / "report.json"
        if not kept.exists():
            told = self._ask("report", "--json", *(str(self._folder(place, system)) for system in run.systems))
            kept.write_text(json.dumps(told), "utf-8")
        runs: list[dict[str, Any]] = json.loads(kept.read_text("utf-8"))["runs"]
        return runs

    def compare(self, before: str, after: str) -> dict[str, Any]:
        """Return what changed from one run to another, by the first system that both asked.

        Raises:
            NotFound: No finished run has one of the names.
            HarnessError: They have no system or no case in common.
        """
        (one, old), (other, new) = self._finished(before), self._finished(after)
        system = next((name for name in old.systems if name in new.systems), None)
        if system is None:
            raise HarnessError("the two runs asked different systems; run both with the same one")
        return self._ask("compare", "--json", str(self._folder(one, system)), str(self._folder(other, system)))

    def _known(self, file: Path) -> Run | None:
        run = load(file)
        if run is None:
            return None
        if self.run and self.run.name == run.name:
            return self.run
        if run.state == "running":
            run.state, run.told = "interrupted", "the server ended before the run did"
        return run

    def _finished(self, name: str) -> tuple[Path, Run]:
        run = next((one for one in self.runs() if one.name == name and one.state == "done"), None)
        if run is None:
            raise NotFound("there is no such finished run; choose another")
        return self._runs / run.name, run

    @staticmethod
    def _folder(place: Path, system: str) -> Path:
        return place / re.sub(r"[^\w.-]+", "-", system).strip("-")

    def _follow(self, run: Run, place: Path, said: IO[str]) -> None:
        """Read what the run tells until it ends, and keep how it ended."""
        assert run.process and run.process.stdout
        with said, run.process:
            for line in run.process.stdout:
                note(run, line)
        status = run.process.returncode
        if run.state == "running":
            # 1 says that a system crashed on a case, which the report tells in its place
            finished = status in (0, 1) and all((self._folder(place, one) / "junit.xml").exists() for one in run.systems)
            run.told = "" if finished else reason(place / "said.txt", status)
            run.state = "done" if finished else "failed"
        else:
            run.told = ""
        save(place, run)

    def _ask(self, *arguments: str) -> dict[str, Any]:
        process = self._begin(arguments, subprocess.PIPE)
        try:
            out, said = process.communicate(timeout=_CALL_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise HarnessError(f"the harness did not answer within {_CALL_SECONDS} seconds") from error
        if process.returncode:
            raise HarnessError(last_words(said) or f"the harness ended with status {process.returncode}")
        told: dict[str, Any] = json.loads(out)
        return told

    def _begin(self, arguments: Sequence[str], errors: IO[str] | int) -> subprocess.Popen[str]:
        """Start the harness that stands beside this package, with less claim to the processor than the page has."""
        beside = str(Path(assistant.__file__).parents[1])
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (beside, os.environ.get("PYTHONPATH"))))}
        nice = [found] if (found := shutil.which("nice")) else []
        return subprocess.Popen(
            [*nice, sys.executable, "-P", "-m", "eval", *arguments], env=environment, text=True, encoding="utf-8",
            errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, start_new_session=True,
        )  # fmt: skip
