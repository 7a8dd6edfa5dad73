"""Adding, removing and repairing as jobs of this process: one at a time, alive without the browser that began them."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import AssistantError, LibraryError, LibraryLocked
from assistant.ingest.pipeline import Report
from assistant.service import Assistant
from assistant.ui.jobs import FileWork, Job, State
from assistant.web.incoming import Incoming


class Caretaker:
    """Changes the library on behalf of officers.

    Uploaded files are kept in ``records`` below the library's folder and ingested from there; what is removed or replaced
    is moved to ``removed``.
    """

    def __init__(self, assistant: Assistant) -> None:
        folder = assistant.library.folder.resolve()
        self.assistant = assistant
        self.incoming = Incoming(folder)
        self.records, self.removed = folder / "records", folder / "removed"
        self.job: Job | None = None
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Return whether a job is running."""
        return self.job is not None and not self.job.over

    def taken(self, name: str) -> bool:
        """Return whether a file of that name is kept already."""
        return (self.records / name).exists()

    def add(self, owner: str, replace: frozenset[str]) -> Job:
        """Begin to add the files that wait for an officer; of those whose name is taken only the ones to replace.

        Raises:
            LibraryLocked: Another job is running.
        """
        job = Job("Adding records")

        def look() -> None:
            job.files = [FileWork(file.name) for file in self.incoming.waiting(owner)]

        return self._begin(job, lambda: self._add(job, owner, replace), look)

    def discard(self, owner: str) -> None:
        """Delete the files that wait for an officer.

        Raises:
            LibraryLocked: A job is running, perhaps over these files.
        """
        with self._lock:
            self._refuse_second()
            self.incoming.discard(owner)

    def waiting(self, owner: str) -> list[tuple[str, int, bool]]:
        """Return the files that wait for an officer and are in no job yet: name, size, and whether the name is taken."""
        begun = {file.name for file in self.job.files} if self.job and self.busy else set()
        files = [file for file in self.incoming.waiting(owner) if file.name not in begun]
        return [(file.name, file.stat().st_size, self.taken(file.name)) for file in files]

    def repair(self) -> Job:
        """Begin to make the indexes anew.

        Raises:
            LibraryLocked: Another job is running.
        """
        job = Job("Making the indexes anew", total=sum(one.passages for one in self.assistant.summaries()))

        def advance(count: int) -> None:
            job.done += count

        return self._begin(job, lambda: self.assistant.repair(advance))

    def remove(self, name: str) -> bool:
        """Remove a record, and return whether its file was one that is kept here, which is moved to ``removed``.

        Raises:
            LibraryLocked: A job is running, here or in another process.
            NotFound: No record has that name.
        """
        with self._lock:
            self._refuse_second()
            path = Path(next((one.path for one in self.assistant.summaries() if one.name == name), ""))
            aside = self._set_aside(path) if self.records in path.parents and path.exists() else None
            try:
                self.assistant.remove([name])
            except AssistantError:
                if aside:
                    os.replace(aside, path)
                raise
            return aside is not None

    def _refuse_second(self) -> None:
        if self.job and not self.job.over:
            raise LibraryLocked(f"{self.job.name} is still running; wait until it is done, then try again")

    def _begin(self, job: Job, work: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> Job:
        def run() -> None:
            try:
                work()
            except AssistantError as error:
                job.problem = str(error)
            except Exception as error:  # told on the page; the server goes on
                traceback.print_exc(file=sys.stderr)
                job.problem = f"it broke off ({type(error).__name__}); the server's log says where"
            finally:
                job.over = True

        with self._lock:
            self._refuse_second()
            prepare()
            self.job = job
            threading.Thread(target=run, name="caretaker", daemon=True).start()
        return job

    def _add(self, job: Job, owner: str, replace: frozenset[str]) -> None:
        held = {stamp.sha256.removeprefix("outdated:"): stamp.name for stamp in self.assistant.library.stamps().values()}
        self.records.mkdir(exist_ok=True, mode=0o700)
        by_name = {file.name: file for file in self.incoming.waiting(owner)}
        for file in list(job.files):
            waiting = by_name[file.name]
            digest = _digest(waiting)
            if same := held.get(digest):
                file.state, file.told = State.UNCHANGED, f"the very same file is loaded already, as {same}"
                waiting.unlink()
            elif self.taken(file.name) and file.name not in replace:
                file.state, file.told = State.REJECTED, "a file of this name is kept already and was not to be replaced"
                waiting.unlink()
            else:
                self._add_one(file, waiting)
                if file.state is not State.REJECTED:
                    held[digest] = file.name
        self._go_over(job)

    def _add_one(self, file: FileWork, waiting: Path) -> None:
        """Move a file in and ingest it; a rejected one is not kept, and what it was to replace comes back."""
        place = self.records / file.name
        before = self._set_aside(place) if place.exists() else None
        os.replace(waiting, place)
        try:
            report = self.assistant.ingest([place], file)
        except LibraryError:
            os.replace(place, waiting)  # it is no fault of the file: it waits for the next try
            file.state = State.WAITING
            if before:
                os.replace(before, place)
            raise
        except Exception as error:  # whatever one file does to a reader, the others go on
            traceback.print_exc(file=sys.stderr)
            file.state, file.told = State.REJECTED, f"it could not be understood ({type(error).__name__})"
        else:
            _settle(file, report)
        if file.state is State.REJECTED:
            place.unlink()
            if before:
                os.replace(before, place)

    def _go_over(self, job: Job) -> None:
        """Complete what an earlier run left half done: kept files not yet loaded, and loaded ones whose file is gone."""
        report = self.assistant.ingest([self.records], FileWork(""))
        job.files += [FileWork(name, State.ADDED) for name in report.added]
        job.files += [FileWork(name, State.CHANGED) for name in report.changed]
        job.files += [FileWork(name, State.REMOVED, "its file is gone") for name in report.removed]
        job.files += [FileWork(one.file, State.REJECTED, _reason(one.file, one.reason)) for one in report.rejected]

    def _set_aside(self, file: Path) -> Path:
        """Move a kept file to a folder of its own under ``removed``, and return where it is now."""
        place = self.removed / datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
        place.mkdir(parents=True, mode=0o700)
        os.replace(file, place / file.name)
        return place / file.name


def _settle(file: FileWork, report: Report) -> None:
    for state in (State.ADDED, State.CHANGED, State.UNCHANGED):
        if names := getattr(report, state.value):
            file.state = state
            file.told = f"as {names[0]}" if names[0] != file.name else ""
    if report.rejected:
        file.state, file.told = State.REJECTED, _reason(report.rejected[0].file, report.rejected[0].reason)


def _reason(name: str, reason: str) -> str:
    """Return the reason without the file's name, which stands beside it."""
    return reason.removeprefix(f"{name.rsplit('/', 1)[-1]}: ")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
