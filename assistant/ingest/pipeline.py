"""Files into the library: what is new or changed is read, understood, indexed and stored, a group of records at a time.

A record and its words and vectors come in together: everything that takes time is done before the transaction, and what
a killed process still owes the indexes stands in the library's outbox for the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import LibraryLocked, RecordError, RecordTooLarge, UnreadableRecord
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.library import FileStamp, IndexedPassage, Library
from assistant.records import Document
from assistant.settings import Settings

PARSER_VERSION = "6"  # raised when records must be read again to be understood better
_GROUP = 400  # passages that are embedded and committed together


class Indexes(Protocol):
    """What ingest needs of the word and vector indexes."""

    def embed(self, documents: Sequence[Document], advance: Callable[[int], None]) -> Any:
        """Return the vectors of all passages of some documents, in order."""

    def change(self, added: Sequence[IndexedPassage], vectors: Any, dropped: Sequence[int]) -> None:
        """Add passages with their vectors (None to compute them) and drop others."""


class Progress(Protocol):
    """Who is told how far the work is."""

    def start(self, files: int) -> None:
        """Take note of how many files there are."""

    def read(self, passages: int) -> None:
        """Take note that a file was read and gave so many passages to embed."""

    def embedded(self, passages: int) -> None:
        """Take note that passages were embedded."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that was not taken in, and why."""

    file: str
    reason: str


@dataclass(slots=True)
class Report:
    """What an ingest did, by file name."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the library's write lock: one process changes it at a time.

    Raises:
        LibraryLocked: Another process holds it.
    """
    with (folder / "write.lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LibraryLocked(f"{folder} is being written by another process; wait until it is done") from error
        yield


def being_written(folder: Path) -> bool:
    """Return whether a process, this one or another, holds the library's write lock; nowhere but on Linux that can be told.

    The kernel is asked for its list of locks: trying the lock would, for that moment, be in a writer's way.
    """
    try:
        inode = str((folder / "write.lock").stat().st_ino)
        held = Path("/proc/locks").read_text("ascii", "replace")
    except OSError:
        return False
    fields = (line.split() for line in held.splitlines())
    return any(len(told) > 5 and told[1] == "FLOCK" and told[5].rpartition(":")[2] == inode for told in fields)


def ingest(library: Library, indexes: Indexes, paths: Sequence[Path], settings: Settings, progress: Progress) -> Report:
    """Bring the library up to date with files and folders.

    Args:
        library: Where records are stored.
        indexes: The derived indexes.
        paths: Files, and folders taken with all below them; a record of a folder whose file is gone is removed.
        settings: Limits of what is taken in.
        progress: Who is told how far the work is.

    Raises:
        LibraryLocked: Another process is writing.
    """
    report = Report()
    with writing(library.folder):
        complete(library, indexes)
        files = _files(paths, report)
        progress.start(len(files))
        if library.meta("parser") != PARSER_VERSION:
            library.outdate()
            library.set_meta("parser", PARSER_VERSION)
        known = library.stamps()
        names = {stamp.path: stamp.name for stamp in known.values()}
        group: list[tuple[FileStamp, Document]] = []
        for file in files:
            parsed = _parsed(file, known, names, settings, report, library)
            progress.read(len(parsed[1].passages) if parsed else 0)
            if parsed:
                group.append(parsed)
                names[parsed[0].path] = parsed[0].name
            if sum(len(document.passages) for _, document in group) >= _GROUP:
                _store(library, indexes, group, progress)
                group = []
        _store(library, indexes, group, progress)
        _remove_gone(library, indexes, paths, files, report)
    return report


def complete(library: Library, indexes: Indexes) -> None:
    """Do what the indexes still owe the library: nothing, unless a process was killed between the two."""
    added, dropped = library.owed()
    if added or dropped:
        indexes.change(library.indexed(added), None, dropped)
        library.settle([*added, *dropped])


def _files(paths: Sequence[Path], report: Report) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                found |= {Path(folder, name).resolve(): None for name in sorted(files) if not name.startswith(".")}
        elif path.exists():
            found[path.resolve()] = None
        else:
            report.rejected.append(Rejection(path.name, f"{path} does not exist; check the path"))
    return list(found)


def _parsed(
    file: Path, known: dict[str, FileStamp], names: dict[str, str], settings: Settings, report: Report, library: Library
) -> tuple[FileStamp, Document] | None:
    """Return the stamp and document of a file that is new or changed; note in the report what it is."""
    path = str(file)
    name = names.get(path) or _free_name(file, set(names.values()))
    try:
        stamp = _stamp(file, name, known.get(path), settings.max_bytes)
        before = known.get(path)
        if before and before.sha256 == stamp.sha256:
            if before != stamp:
                library.restamp(stamp)
            report.unchanged.append(name)
            return None
        source = read(file, max_bytes=settings.max_bytes, max_characters=settings.max_characters)
        document = parse(source, name, stamp.sha256)
    except RecordError as error:
        report.rejected.append(Rejection(name, str(error)))
        return None
    (report.changed if path in names else report.added).append(name)
    return stamp, document


def _stamp(file: Path, name: str, before: FileStamp | None, max_bytes: int) -> FileStamp:
    try:
        status = file.stat()
        if before and (before.size, before.modified) == (status.st_size, status.st_mtime_ns):
            return before
        if status.st_size > max_bytes:
            raise RecordTooLarge(
                f"{name}: {status.st_size / 2**20:.0f} MiB, the limit is {max_bytes / 2**20:.0f} MiB; split the file or raise "
                "ASSISTANT_MAX_BYTES"
            )
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableRecord(f"{name}: cannot be read ({error.strerror}); check the file and its permissions") from error
    return FileStamp(str(file), name, status.st_size, status.st_mtime_ns, digest)


def _free_name(file: Path, taken: set[str]) -> str:
    """Return the file's name, with as many of its folders as tell it from another record of that name."""
    for depth in range(1, len(file.parts)):
        name = "/".join(file.parts[-depth:])
        if name not in taken:
            return name
    return str(file)


def _store(library: Library, indexes: Indexes, group: Sequence[tuple[FileStamp, Document]], progress: Progress) -> None:
    if not group:
        return
    vectors = indexes.embed([document for _, document in group], progress.embedded)
    with library.transaction():
        ids = [key for stamp, document in group for key in library.put(stamp, document)]
    _, dropped = library.owed()
    indexes.change(library.indexed(ids), vectors, dropped)
    library.settle([*ids, *dropped])


def _remove_gone(library: Library, indexes: Indexes, paths: Sequence[Path], files: Sequence[Path], report: Report) -> None:
    present = {str(file) for file in files}
    folders = [path.resolve() for path in paths if path.is_dir()]
    for stamp in library.stamps().values():
        if stamp.path not in present and any(Path(stamp.path).is_relative_to(folder) for folder in folders):
            if not Path(stamp.path).exists():
                library.remove(stamp.name)
                report.removed.append(stamp.name)
    complete(library, indexes)
