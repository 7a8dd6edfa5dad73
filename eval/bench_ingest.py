"""What tables and figures cost at ingest: ``python -m eval.bench_ingest PATH… [--turns N]``.

Records without tables are ingested into an empty library as they are, and again with the finding of tables and figures
left out, in pairs of turns of which either goes first in its turn.  The median of the pairs' ratios counts, so that what
else the machine does falls on both; seconds are the processor's, and the spread is printed beside them.  The claim is
1.25 times.  What reading and parsing alone take, without embedding and indexing, is printed too: there the two show most.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from assistant.errors import RecordError
from assistant.ingest.parse import parse
from assistant.ingest.pipeline import ingest
from assistant.ingest.readers import read
from assistant.library import Library
from assistant.records import Document
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.indexes import Indexes
from assistant.settings import load_settings
from eval.bench_speed import Silent

_MOST = 1.25


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 0, 1 where the claim is missed, 2 where no record without tables is given."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_ingest", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--turns", type=int, default=9)
    given = parser.parse_args(arguments)
    files = [path for path in _files(given.paths) if _plain(path)]
    if not files:
        sys.stderr.write("no readable record without tables\n")
        return 2
    sys.stdout.write(f"{len(files)} records without tables\n")
    embedder = Embedder()
    _compare("read and parsed", lambda: [_understood(path) for path in files], given.turns)
    ratio = _compare("ingested", lambda: _ingested(files, embedder), given.turns)
    sys.stdout.write(f"claim: ingested in at most {_MOST:g} times: {'holds' if ratio <= _MOST else 'MISSED'}\n")
    return int(ratio > _MOST)


def _compare(name: str, work: Callable[[], object], turns: int) -> float:
    """Print how long the work takes with and without tables and figures, and return the ratio."""
    pairs = [_pair(work, turn % 2 == 0) for turn in range(turns)]
    ratios = sorted(whole / bare for whole, bare in pairs)
    whole, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(ratios)
    sys.stdout.write(
        f"{name}: {whole:.2f} s with tables and figures, {bare:.2f} s without (medians of {turns}): "
        f"{ratio:.2f} times (from {ratios[0]:.2f} to {ratios[-1]:.2f})\n"
    )
    return ratio


def _pair(work: Callable[[], object], bare_first: bool) -> tuple[float, float]:
    """Return how long the work takes with and without tables and figures, one right after the other."""
    first = _timed_bare(work) if bare_first else _timed(work)
    second = _timed(work) if bare_first else _timed_bare(work)
    return (second, first) if bare_first else (first, second)


def _timed_bare(work: Callable[[], object]) -> float:
    with _without_tables():
        return _timed(work)


def _ingested(files: Sequence[Path], embedder: Embedder) -> None:
    with tempfile.TemporaryDirectory() as place:
        library = Library(Path(place))
        ingest(library, Indexes(library, embedder), list(files), load_settings(), Silent())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(held for held in path.rglob("*") if held.is_file()) if path.is_dir() else [path]


def _plain(path: Path) -> bool:
    """Return whether a file is a record that can be read and holds no table."""
    try:
        return not _understood(path).tables
    except RecordError:
        return False


def _understood(path: Path) -> Document:
    return parse(read(path), path.name, "")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def _without_tables() -> Iterator[None]:
    """Leave out, in this process, what finds tables: by rulings, by the places of words, by the form of rows."""
    with (
        patch("assistant.ingest.parse.find_figures", lambda *_: ()),
        patch("assistant.ingest.parse.find_tables", lambda *_: ()),
        patch("assistant.ingest.readers.pdf._tables", lambda *_: ()),
    ):
        yield


if __name__ == "__main__":
    sys.exit(main())
