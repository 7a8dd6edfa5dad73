"""What can be run here: suites with what they lack, and systems with the packages they lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from eval.corpus import Corpus
from eval.errors import SuiteError
from eval.loading import LoadedSuite, check_gold, load_suite

SHIPPED = Path(__file__).parent / "suites"
_PEERS = {
    "bm25": ("bm25s", "langchain_text_splitters", "snowballstemmer"),
    "langchain-minilm": ("langchain_chroma", "langchain_huggingface", "langchain_text_splitters"),
    "rrf": ("bm25s", "langchain_chroma", "langchain_huggingface", "langchain_text_splitters", "snowballstemmer"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A suite as one chooses it: ``problem`` says in words why it cannot be run, "" where it can.

    ``missing`` names the records that its cases are about and that the library does not hold.
    """

    path: Path
    name: str
    description: str = ""
    cases: int = 0
    drafts: int = 0
    missing: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """A system that can be run by its name alone, and the packages that are not installed for it."""

    name: str
    missing: tuple[str, ...] = ()


def list_suites(files: Sequence[Path], names: Sequence[str] | None, corpus: Callable[[], Corpus]) -> list[Listed]:
    """Return the suites of some files, each with what stands against running it.

    Args:
        files: Suite files.
        names: The records of the library that they would be run over; None to leave that open.
        corpus: Reads those records; called only when a suite's records are all there, so that its quotes can be looked up.
    """
    held = lru_cache(maxsize=1)(corpus)
    return [_listed(file, names, held) for file in files]


def list_systems() -> list[System]:
    """Return the assistant, and the peers."""
    peers = (System(name, tuple(one for one in needed if find_spec(one) is None)) for name, needed in _PEERS.items())
    return [System("assistant"), *peers]


def _listed(file: Path, names: Sequence[str] | None, corpus: Callable[[], Corpus]) -> Listed:
    try:
        loaded = load_suite(file)
    except SuiteError as error:
        return Listed(file, file.stem, problem=_told(error))
    missing = () if names is None or loaded.skipped else _missing(loaded, set(names))
    problem = loaded.skipped or ("" if loaded.cases else "it has only drafts, which no person has accepted yet")
    if missing:
        problem = f"it is about records that are not loaded here: {', '.join(missing[:3])}"
        problem += f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    elif names is not None and not problem:
        try:
            check_gold(loaded, corpus())
        except SuiteError as error:
            problem = _told(error)
    return Listed(file, loaded.suite.suite, loaded.suite.description, len(loaded.cases), loaded.drafts, missing, problem)


def _missing(loaded: LoadedSuite, names: set[str]) -> tuple[str, ...]:
    """Return the records that the suite is about and the library lacks.

    Cases name records in their gold quotes and in what they are narrowed to.  A suite that names none (questions without
    an answer) is about its corpus, of which any record will do.
    """
    cited = {one.document for case in loaded.cases for one in case.expect.evidence if one.document}
    named = cited | {name for case in loaded.cases for name in case.documents}
    if named:
        return tuple(sorted(named - names))
    place = loaded.corpus_path
    about = {file.name for file in place.rglob("*") if file.is_file()} if place and place.is_dir() else set()
    return () if not about or about & names else tuple(sorted(about))


def _told(error: SuiteError) -> str:
    """Return what is wrong with a suite in a line, its first problem with its line number."""
    first, more = error.problems[0], len(error.problems) - 1
    where = f"line {first.line}: " if first.line else ""
    return f"{where}{first.message}" + (f" (and {more} more)" if more else "")
