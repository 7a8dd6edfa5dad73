"""How far an ingest is, as a bar on a terminal's standard error; nothing where that is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ProgressBar:
    """Two counts: files read and passages embedded."""

    def __init__(self, bar: object) -> None:
        from rich.progress import Progress

        assert isinstance(bar, Progress)
        self._bar = bar
        self._files = bar.add_task("records read", total=None)
        self._passages = bar.add_task("passages embedded", total=0)

    def start(self, files: int) -> None:
        """Take note of how many files there are."""
        self._bar.update(self._files, total=files)

    def read(self, passages: int) -> None:
        """Take note that a file was read and gave so many passages to embed."""
        self._bar.advance(self._files)
        task = self._bar.tasks[1]
        self._bar.update(self._passages, total=(task.total or 0) + passages)

    def embedded(self, passages: int) -> None:
        """Take note that passages were embedded."""
        self._bar.advance(self._passages, passages)


@contextmanager
def progress_bar() -> Iterator[ProgressBar]:
    """Show a progress bar while the block runs."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield ProgressBar(bar)
