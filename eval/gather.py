"""The records a run needs: read from files, from a library, and ingested where a system wants a library."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import RecordError
from assistant.records import Document
from eval.corpus import Corpus, corpus_of, corpus_of_folder
from eval.errors import EvalError
from eval.loading import LoadedSuite
from eval.systems import Surroundings

Tell = Callable[[str], None]


def read_corpus(place: Path, tell: Tell = lambda message: None) -> Corpus:
    """Read and parse the records in a folder, or one record, without indexing anything.

    A record that cannot be read is told of and left out: its absence shows when a gold quote names it.

    Raises:
        EvalError: there is nothing that can be read.
    """
    from assistant.ingest.parse import parse
    from assistant.ingest.readers import read

    def documents() -> Iterator[Document]:
        paths = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
        for path in paths:
            try:
                yield parse(read(path), path.name, hashlib.sha256(path.read_bytes()).hexdigest())
            except RecordError as error:
                tell(f"left out {path.name}: {error}")

    corpus = corpus_of(documents())
    if not corpus.records:
        raise EvalError(f"no record that can be read in {place}")
    return corpus


def library_corpus(data: Path) -> Corpus:
    """Return the corpus of an ingested library, the exempt records with it."""
    from assistant.library import Library

    library = Library(data)
    try:
        return corpus_of(library.document(summary.name) for summary in library.summaries())
    finally:
        library.close()


def surroundings(
    suites: Sequence[LoadedSuite],
    data: Path | None,
    plain: Path | None,
    timeout: float,
    tell: Tell = lambda message: None,
) -> list[tuple[Surroundings, list[LoadedSuite]]]:
    """Group suites by the records they are over, and read those records.

    ``data`` (a library) and ``plain`` (a folder of text files) stand for every suite; otherwise each suite's own corpus
    is read.
    """
    active = [loaded for loaded in suites if not loaded.skipped]
    if data is not None:
        return [(Surroundings(data, library_corpus(data), timeout), active)]
    if plain is not None:
        return [(Surroundings(None, corpus_of_folder(plain), timeout), active)]
    places = dict.fromkeys(loaded.corpus_path for loaded in active)
    return [
        (
            Surroundings(None, read_corpus(place, tell) if place else None, timeout),
            [loaded for loaded in active if loaded.corpus_path == place],
        )
        for place in places
    ]


def with_library(around: Surroundings, place: Path | None, folder: Path) -> Surroundings:
    """Return the surroundings with a library, ingesting the suite's records into the folder where there is none."""
    if around.data is not None or place is None:
        return around
    from assistant.progress import progress_bar
    from assistant.service import Assistant

    assistant = Assistant.open(folder)
    try:
        with progress_bar() as progress:
            assistant.ingest([place], progress)
    finally:
        assistant.close()
    return replace(around, data=folder)
