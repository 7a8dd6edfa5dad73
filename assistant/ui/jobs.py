"""A job on the library as it goes: which file is how far, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "being read"
    INDEXING = "being indexed"
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REJECTED = "rejected"


@dataclass(slots=True)
class FileWork:
    """One file of a job, told how far it is (``assistant.ingest.pipeline.Progress``).

    Attributes:
        name: Of the file.
        state: How far it is.
        told: Why it was rejected, or what else is to be said of it.
        passages: How many it gave.
        indexed: How many of them are indexed.
    """

    name: str
    state: State = State.WAITING
    told: str = ""
    passages: int = 0
    indexed: int = 0

    def start(self, files: int) -> None:
        """Take note that reading begins."""
        self.state = State.READING

    def read(self, passages: int) -> None:
        """Take note that it was read."""
        self.state, self.passages = State.INDEXING, passages

    def embedded(self, passages: int) -> None:
        """Take note that passages were indexed."""
        self.indexed += passages


@dataclass(slots=True)
class Job:
    """What is being done to the library, or was done last.

    Attributes:
        name: What it does.
        files: What it does it to, file by file.
        total: Steps there are, where it is not about files.
        done: Steps done.
        problem: Why it could not be finished, "" where it was.
        over: Whether it has ended.
    """

    name: str
    files: list[FileWork] = field(default_factory=list)
    total: int = 0
    done: int = 0
    problem: str = ""
    over: bool = False

    def named(self, *states: State) -> list[FileWork]:
        """Return the files in some states."""
        return [file for file in self.files if file.state in states]
