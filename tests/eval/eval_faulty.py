"""Systems with one fault each, as ``runnable:eval_faulty:NAME``."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

from eval.systems import Question

ANSWER = {
    "status": "answered",
    "text": "There were 12 bins [1].",
    "claims": [{"text": "There were 12 bins.", "citations": [1]}],
    "citations": [{"id": 1, "document": "minutes.txt", "quote": "There were 12 bins.", "start": 0, "end": 19}],
}


class Right:
    """Always gives the one right answer."""

    def ask(self, case: Question) -> Mapping[str, Any]:
        return ANSWER


class CrashesEveryThird:
    """Raises on every third question, by the number at the end of its id."""

    def ask(self, case: Question) -> Mapping[str, Any]:
        if int(case.id.rsplit("-", 1)[1]) % 3 == 0:
            raise RuntimeError("the disk is full")
        return ANSWER


class Rubbish:
    """Returns something else each time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: list[object] = [
            None, "just words", 42, {"text": "no status"}, {"status": "maybe", "text": "x"},
            {"status": "answered", "text": " "}, {"status": "answered", "text": ["a"]},
            {**ANSWER, "citations": [{"id": "one"}]},
            {**ANSWER, "citations": ANSWER["citations"] * 2}, {**ANSWER, "confidence": float("nan")},
        ]  # fmt: skip

    def ask(self, case: Question) -> object:
        return self._all[int(case.id.rsplit("-", 1)[1]) % len(self._all)]


class Hangs:
    """Never answers a question whose id ends in 1."""

    def ask(self, case: Question) -> Mapping[str, Any]:
        while case.id.endswith("1"):
            time.sleep(0.05)
        return ANSWER


class Exits:
    """Tries to end the program."""

    def ask(self, case: Question) -> Mapping[str, Any]:
        raise SystemExit(3)


class BrokenSearch(Right):
    """Answers, but cannot search."""

    def search(self, query: str, k: int) -> object:
        raise OSError("index gone")


class Strange:
    """Returns what is hard to write down: lone surrogates, control characters, a cycle, sets, odd keys."""

    def ask(self, case: Question) -> object:
        number = int(case.id.rsplit("-", 1)[1])
        cycle: dict[str, object] = dict(ANSWER)
        cycle["notes"] = cycle
        texts = "\ud800 \x00\x0b <script>alert(1)</script> ]]>"
        return [{**ANSWER, "text": texts}, cycle, {**ANSWER, "notes": {1, 2}}, {**ANSWER, (1, 2): "x"}][number % 4]


class Trivial:
    """Answers at once, for the speed test."""

    def ask(self, case: Question) -> Mapping[str, Any]:
        return {"status": "answered", "text": "12"}
