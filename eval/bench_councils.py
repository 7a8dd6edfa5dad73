"""Questions over the records of other councils, asked of a fresh library through the facade and marked by half.

    python -m eval.bench_councils FOLDER [--show] [--half fit|test]

``FOLDER`` holds ``records/`` and ``questions.jsonl`` (eval/councils/README.md says what a line holds).  A wrong answer is
one that does not meet what is expected, or any where there is none; withheld are questions that have an answer and
got none.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.jsonio import read_lines
from assistant.progress import progress_bar
from assistant.records import Answer, Role, Status
from assistant.service import Assistant

_MARK = re.compile(r"\s*\[\d+\]")


class CouncilQuestion(BaseModel):
    """One line of ``questions.jsonl``."""

    model_config = ConfigDict(extra="forbid")

    id: str
    half: str
    question: str
    expect: list[str] = []
    abstain: bool = False
    either: bool = False
    role: Role = Role.PUBLIC
    history: list[str] = []


def mark_of(asked: CouncilQuestion, answer: Answer) -> str:
    """Return how an answer stands: right, wrong, withheld, declined (rightly) or let through (where none can be given)."""
    if answer.status is not Status.ANSWERED:
        return "declined" if asked.abstain else "right" if asked.either else "withheld"
    if asked.abstain:
        return "let through"
    told = _MARK.sub("", answer.text)
    return "right" if all(_met(one, told) for one in asked.expect) else "wrong"


def _met(expected: str, told: str) -> bool:
    if expected.startswith("!"):
        return not re.search(expected[1:], told, re.IGNORECASE)
    return bool(re.search(expected, told, re.IGNORECASE))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print, for each half, how many questions were answered right and wrong, withheld, declined and let through."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_councils")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print each question that was not right")
    parser.add_argument("--half", choices=("fit", "test"), help="this half alone")
    given = parser.parse_args(arguments)
    asked = [one for one in read_lines(given.folder / "questions.jsonl", CouncilQuestion) if given.half in (None, one.half)]
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(Path(folder))
        try:
            with progress_bar() as progress:
                assistant.ingest([given.folder / "records"], progress)
            marks = [_mark(assistant, one, given.show) for one in asked]
        finally:
            assistant.close()
    for half in sorted({one.half for one in asked}):
        _report(half, Counter(mark for one, mark in zip(asked, marks, strict=True) if one.half == half))
    return 0


def _mark(assistant: Assistant, asked: CouncilQuestion, show: bool) -> str:
    answer = assistant.ask(asked.question, asked.history, asked.role)
    mark = mark_of(asked, answer)
    if show and mark not in ("right", "declined"):
        _print(f"{mark:11s} {asked.id} {asked.question}\n            wanted {asked.expect}; told {answer.text!r}")
    return mark


def _report(half: str, marks: Counter[str]) -> None:
    answerable = marks["right"] + marks["wrong"] + marks["withheld"]
    none = marks["declined"] + marks["let through"]
    _print(
        f"{half}: answerable n={answerable} right={marks['right'] / max(answerable, 1):.3f} "
        f"wrong={marks['wrong'] / max(answerable, 1):.3f} withheld={marks['withheld'] / max(answerable, 1):.3f}; "
        f"no answer n={none} declined={marks['declined'] / max(none, 1):.3f}"
    )


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
