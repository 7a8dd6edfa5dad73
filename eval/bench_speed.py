"""How fast the assistant is on this machine: ``python -m eval.bench_speed [--records DIR] [--minutes DIR]``.

Each figure is printed beside the claim that the project makes of it.  Seconds mean little on a shared machine, ratios
of two things timed in one run mean more: what is compared is therefore timed by turns, and the fastest turn counts.
The peer is what LangChain's documentation shows: chunks of 1,000 characters with an overlap of 200, put into Chroma.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.ingest.pipeline import ingest
from assistant.library import Library
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoder import bundled_model
from assistant.retrieval.indexes import Indexes, meaning
from assistant.service import Assistant
from assistant.settings import load_settings
from eval.errors import SystemUnavailable

_ROOT = Path(__file__).parents[1]
_TURNS = 2
_BATCH = 8  # the batch size at which bare embedding is fastest on two cores, and so the hardest to keep up with


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, and the most (or least) that the project claims of it; None where it claims nothing."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def holds(self) -> bool:
        """Return whether the claim holds."""
        below = self.most is None or self.value <= self.most
        return below and (self.least is None or self.value >= self.least)

    def __str__(self) -> str:
        bounds = (("at most", self.most), ("at least", self.least))
        claim = "".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)
        verdict = f"   claim: {claim:14s}{'holds' if self.holds else 'MISSED'}" if claim else ""
        return f"{self.name:52s}{self.value:9.2f} {self.unit:4s}{verdict}"


class Silent:
    """Progress that nobody watches."""

    def start(self, files: int) -> None:
        """Take no note."""

    def read(self, passages: int) -> None:
        """Take no note."""

    def embedded(self, passages: int) -> None:
        """Take no note."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 0, or 2 when something that is needed is missing."""
    given = _parser().parse_args(arguments)
    try:
        records, minutes = _files(given.records), _files(given.minutes)[: given.sets]
        with tempfile.TemporaryDirectory() as place:
            for figure in (*commands(records, Path(place)), *asking(Path(place), given.questions)):
                _say(str(figure))
        for figure in ingesting(minutes):
            _say(str(figure))
        for figure in beside_peer(minutes):
            _say(str(figure))
    except AssistantError as error:
        sys.stderr.write(f"bench_speed: {error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_speed", description="How fast the assistant is here.")
    sample = _ROOT / "corpus" / "records"
    parser.add_argument("--records", type=Path, default=sample, help="records to ask (default: the sample)")
    parser.add_argument("--questions", type=Path, default=_ROOT / "eval" / "questions" / "records_dev.jsonl")
    parser.add_argument("--minutes", type=Path, default=sample, help="records to ingest (default: the sample)")
    parser.add_argument("--sets", type=int, default=12, help="how many files of the minutes (default: 12)")
    return parser


def _files(folder: Path) -> list[Path]:
    """Return a folder's records that have text."""
    found = sorted(path for path in folder.glob("*") if path.is_file() and "scanned" not in path.name)
    if not found:
        raise SystemUnavailable(f"{folder} holds no records; name a folder that does")
    return found


def commands(records: Sequence[Path], data: Path) -> list[Figure]:
    """Time whole commands as a person waits for them, a new process each; leaves the records' library in ``data``."""
    paths = [str(path) for path in records]
    first = _command(data, "ingest", *paths)
    again = statistics.median(_command(data, "ingest", *paths) for _ in range(3))
    asked = statistics.median(_command(data, "ask", "What did the committee resolve?") for _ in range(3))
    shown = statistics.median(_command(data, "--help") for _ in range(5))
    return [
        Figure("assistant --help", shown, "s", most=0.3),
        Figure(f"assistant ingest, {len(records)} records", first, "s"),
        Figure(f"assistant ingest, the same {len(records)} again", again, "s", most=1.0),
        Figure(f"assistant ask, cold, {len(records)} records", asked, "s", most=3.0),
    ]


def _command(data: Path, *arguments: str) -> float:
    program = [sys.executable, "-m", "assistant.cli", "--data", str(data), *arguments]
    return _seconds(lambda: subprocess.run(program, check=True, capture_output=True, cwd=_ROOT))


def asking(data: Path, questions: Path) -> list[Figure]:
    """Time questions in one process, once everything is loaded."""
    assistant = Assistant.open(data)
    asked = [json.loads(line)["question"] for line in questions.read_text("utf-8").splitlines() if line.strip()]
    for question in asked[:3]:
        assistant.ask(question)
    took, spent = [], []
    for question in asked:
        began = time.process_time()
        took.append(_milliseconds(lambda question=question: assistant.ask(question)))  # type: ignore[misc]
        spent.append((time.process_time() - began) * 1000)
    assistant.close()
    return [
        Figure(f"ask, warm, median of {len(took)} questions", statistics.median(took), "ms", most=60),
        Figure("ask, warm, 99th percentile", sorted(took)[int(len(took) * 0.99)], "ms"),
        Figure("ask, warm, median of processor time", statistics.median(spent), "ms"),
    ]


def ingesting(minutes: Sequence[Path]) -> list[Figure]:
    """Time an ingest beside the bare embedding of the same passages; the model is loaded before either."""
    embedder = Embedder()
    embedder.passages(["the model is loaded"])
    texts = _passages(minutes, embedder)
    bare_model = _bare_model()
    whole, bare = _by_turns(lambda: _ingest(minutes, embedder), lambda: _embed(bare_model, texts))
    return [
        Figure(f"ingest of {len(minutes)} records, {len(texts)} passages", whole, "s"),
        Figure("bare embedding of the same passages", bare, "s"),
        Figure("ingest : bare embedding", whole / bare, "x", most=1.1),
    ]


def beside_peer(minutes: Sequence[Path]) -> list[Figure]:
    """Time an ingest beside that of the LangChain peer: the same records, so as many words.

    Raises:
        SystemUnavailable: A package of the peer is missing.
    """
    embedder = Embedder()
    embedder.passages(["the model is loaded"])
    peer = _peer(minutes, embedder)
    ours, theirs = _by_turns(lambda: _ingest(minutes, embedder), peer)
    return [
        Figure("LangChain peer's ingest of the same records", theirs, "s"),
        Figure("peer : ingest, per word", theirs / ours, "x", least=1.5),
    ]


def _by_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the best time of each, in seconds."""
    turns = [(_seconds(one), _seconds(other)) for _ in range(_TURNS)]
    return min(first for first, _ in turns), min(second for _, second in turns)


def _ingest(files: Sequence[Path], embedder: Embedder) -> None:
    with tempfile.TemporaryDirectory() as place:
        _library(files, embedder, Path(place)).close()


def _library(files: Sequence[Path], embedder: Embedder, folder: Path) -> Library:
    library = Library(folder)
    report = ingest(library, Indexes(library, embedder), files, load_settings(data=folder), Silent())
    if report.rejected:
        raise SystemUnavailable(f"{report.rejected[0].file} was not taken in: {report.rejected[0].reason}")
    return library


def _passages(files: Sequence[Path], embedder: Embedder) -> list[str]:
    """Return what an ingest embeds of some files."""
    with tempfile.TemporaryDirectory() as place:
        library = _library(files, embedder, Path(place))
        texts = [meaning(passage.context, passage.text) for passage in library.indexed(sorted(library.digests()))]
        library.close()
    return texts


def _bare_model() -> Any:  # noqa: ANN401 - a model without types
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(bundled_model()), device="cpu")


def _embed(model: Any, texts: Sequence[str]) -> None:  # noqa: ANN401
    model.encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)


def _peer(files: Sequence[Path], embedder: Embedder) -> Callable[[], object]:
    """Return the peer's ingest of the stored text of some files, its model loaded."""
    chroma, huggingface, splitters = (
        _need(package) for package in ("langchain-chroma", "langchain-huggingface", "langchain-text-splitters")
    )
    with tempfile.TemporaryDirectory() as place:
        library = _library(files, embedder, Path(place))
        texts = [library.document(summary.name).text for summary in library.summaries()]
        library.close()
    model = huggingface.HuggingFaceEmbeddings(model_name=str(bundled_model()))
    cut = splitters.RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)

    def run() -> object:
        chunks = cut.create_documents(texts)
        return chroma.Chroma.from_documents(chunks, model, collection_name=f"peer-{os.urandom(6).hex()}")

    return run


def _need(package: str) -> Any:  # noqa: ANN401 - a module
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    try:
        return importlib.import_module(package.replace("-", "_"))
    except ImportError as error:
        raise SystemUnavailable(f"the comparison with the peer needs {package}: pip install '.[peers]'") from error


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _milliseconds(run: Callable[[], object]) -> float:
    return _seconds(run) * 1000


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
