"""Systems under test: what the harness asks of one, and the names by which they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from assistant.records import Role
from eval.corpus import Corpus
from eval.errors import SystemUnavailable
from eval.suite import Case


@dataclass(frozen=True, slots=True)
class Question:
    """What a system is told of a case: never what is expected of it."""

    id: str
    question: str
    history: tuple[str, ...] = ()
    role: Role = Role.PUBLIC
    documents: tuple[str, ...] = ()


def question_of(case: Case) -> Question:
    """Return the part of a case that a system may see."""
    return Question(case.id, case.question, case.history, case.role, case.documents)


@runtime_checkable
class System(Protocol):
    """Anything that answers a question in the ask-result shape.

    It may also have ``search(query, k)``, which returns search results, and the attributes ``model`` (the language
    model it uses), ``settings`` (a digest of how it is set up) and ``jobs`` (how many questions it takes at once).
    """

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return the ask result."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What systems are opened with: the library's folder, the records, and the seconds a question may take.

    ``kept`` holds what one peer made of the records and another can use.
    """

    data: Path | None = None
    corpus: Corpus | None = None
    timeout: float = 60.0
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


Opener = Callable[[str, Surroundings], System]


def open_system(name: str, around: Surroundings) -> System:
    """Open a system by name.

    Names: ``assistant``; ``http:URL[,SEARCH_URL]``; ``openai:BASE_URL[#MODEL]``; ``runnable:MODULE:ATTRIBUTE``; the
    peers ``bm25``, ``langchain-minilm`` and ``rrf``.

    Raises:
        SystemUnavailable: the name is unknown, or what it needs is not there.
    """
    from eval.systems import inprocess, overhttp, peers, runnable

    openers: dict[str, Opener] = {
        "assistant": inprocess.open_assistant,
        "http": overhttp.open_http,
        "openai": overhttp.open_openai,
        "runnable": runnable.open_runnable,
        "bm25": peers.open_bm25,
        "langchain-minilm": peers.open_minilm,
        "rrf": peers.open_fusion,
    }
    kind, _, rest = name.partition(":")
    if kind not in openers:
        raise SystemUnavailable(f"no system named {name!r}; there are {', '.join(openers)}")
    return openers[kind](rest, around)
