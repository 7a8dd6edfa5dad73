"""The ledger of feedback: one JSON line for each verdict, appended and never rewritten."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.errors import BadRequest, LibraryError
from assistant.feedback.entry import Feedback
from assistant.feedback.form import Line, feedback_to_json, reason
from assistant.jsonio import dumps

_FULL: Final = 2**28  # bytes; a page that anyone may write from must not fill the disk
_FILE: Final = "feedback.jsonl"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A line of the ledger that cannot be read: its number from 1, and why; it stays where it is."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger holds: the last verdict on each answer, oldest first, and the lines that cannot be read."""

    entries: tuple[Feedback, ...]
    damaged: tuple[Damaged, ...]


class Ledger:
    """The feedback in the folder of one library.  Any number of processes may add to it and read it.

    Args:
        folder: The library's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def add(self, feedback: Feedback) -> None:
        """Append a verdict.  The file is its owner's alone, for an exempt answer leaves exempt words in it.

        Raises:
            LibraryError: It cannot be written, or is full.
        """
        line = dumps(feedback_to_json(feedback)).encode("utf-8", "replace") + b"\n"
        with _open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, fcntl.LOCK_EX) as file:
            size = os.fstat(file).st_size
            if size + len(line) > _FULL:
                raise LibraryError(f"{_FILE} is full; move it away and feedback is taken again")
            torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"  # by a process that died while it wrote
            _write(file, (b"\n" if torn else b"") + line, size)

    def read(self) -> Kept:
        """Return what is held; see ``Kept``.

        Raises:
            LibraryError: The file cannot be read.
        """
        if not self._path.exists():
            return Kept((), ())
        with _open(self._path, os.O_RDONLY, fcntl.LOCK_SH) as file, open(file, "rb", closefd=False) as stream:
            lines = stream.read().split(b"\n")
        entries: dict[str, Feedback] = {}
        damaged = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                read = Line.model_validate_json(line).feedback()
            except (ValueError, BadRequest) as error:
                damaged.append(Damaged(number, reason(error)))
                continue
            entries.pop(read.id, None)
            entries[read.id] = read
        return Kept(tuple(entries.values()), tuple(damaged))


@contextmanager
def _open(path: Path, flags: int, lock: int) -> Iterator[int]:
    """Open the ledger under a lock between processes; closing gives the lock back."""
    try:
        file = os.open(path, flags, 0o600)
    except OSError as error:
        raise LibraryError(
            f"{path.name} cannot be opened ({error.strerror}); see to the rights of the library's folder"
        ) from error
    try:
        fcntl.flock(file, lock)
        yield file
    except OSError as error:
        raise LibraryError(f"{path.name} cannot be used ({error.strerror}); the feedback was not kept") from error
    finally:
        os.close(file)


def _write(file: int, line: bytes, size: int) -> None:
    """Write a line whole, or take back what was written of it."""
    left = memoryview(line)
    try:
        while left:
            left = left[os.write(file, left) :]
    except OSError:
        os.ftruncate(file, size)
        raise
