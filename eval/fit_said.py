"""Fit how well a figure of a sentence must fit a question to be told: ``FITTED`` of assistant/answering/figures/said.py.

    python -m eval.fit_said --library DIR QUESTIONS... [--library ...] [--cost 4]

Each question is put to its library as the assistant does: its passages found, its tables asked first; it is put to the
other libraries too, and for years of which nothing is known: neither is answered.  What is left to the sentences is
decided for every combination of bounds; a right answer counts 1, a wrong one minus the cost, one where nothing should be
told minus the cost, one that declines what is given minus a half, none 0.  Of the best bounds the strictest are printed,
with what five folds that chose without the question's own fold come to.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.figures.answer import _asks_for_figures
from assistant.answering.figures.said import FITTED, Bounds, choose, weigh
from assistant.answering.figures.saidmatch import Fit, Question
from assistant.ingest.figures.sheet import sheets_of
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

_HITS, _FOLDS = 12, 5
_GRID = [
    Bounds(*values)
    for values in product(
        (0.0, 0.1, 0.2, 0.3), (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), (0.1, 0.2, 0.3, 0.4, 0.5), (0.6, 0.7, 0.8, 0.9, 0.99)
    )
]


@dataclass(frozen=True, slots=True)
class Case:
    """A question left to the sentences: the words that an answer must and must not have, and how the figures fit it."""

    id: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    question: Question
    fits: tuple[Fit, ...]

    def outcome(self, bounds: Bounds) -> str:
        """Return what some bounds come to: right, wrong, declined or none."""
        choice = choose(self.question, self.fits, bounds)
        if choice is None or not choice.statements:
            return "declined" if choice and self.wanted else "none"
        return "right" if self.wanted and self._matches(choice) else "wrong"

    def _matches(self, choice: FigureChoice) -> bool:
        said = " ".join(statement.text for statement in choice.statements)
        held = all(re.search(word, said, re.I) for word in self.wanted)
        return held and not any(re.search(word, said, re.I) for word in self.unwanted)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the bounds in use, the fitted ones, and what the folds come to."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_said")
    parser.add_argument("--library", nargs="+", action="append", required=True, help="a folder and question files asked of it")
    parser.add_argument("--cost", type=float, default=4.0, help="what a wrong figure costs, a right one counting 1")
    given = parser.parse_args(arguments)
    cases: list[Case] = []
    for folder, *own in given.library:
        assistant = Assistant.open(Path(folder))
        cases += [case for one in _read(own) for case in _cases(assistant, one)]
        others = [one for other, *files in given.library if other != folder for one in _read(files)]
        for one in (*map(_silent, others), *filter(None, map(_years_later, _read(own)))):
            cases += _cases(assistant, one)
    outcomes = {bounds: [case.outcome(bounds) for case in cases] for bounds in {*_GRID, FITTED}}
    worth = {"right": 1.0, "wrong": -given.cost, "declined": -0.5, "none": 0.0}

    def best(kept: Sequence[int]) -> Bounds:
        return max(_GRID, key=lambda b: (sum(worth[outcomes[b][at]] for at in kept), -b.open, b.said, b.measured, b.whole))

    fold = [zlib.crc32(re.sub("-(?:elsewhere|later)$", "", case.id).encode()) % _FOLDS for case in cases]
    chosen = [best([at for at in range(len(cases)) if fold[at] != one]) for one in range(_FOLDS)]
    fitted = best(range(len(cases)))
    _show("in use", FITTED, outcomes[FITTED])
    _show("fitted", fitted, outcomes[fitted])
    _show("held-out folds", None, [outcomes[chosen[fold[at]]][at] for at in range(len(cases))])
    for case, told in zip(cases, outcomes[fitted], strict=True):
        if told in ("wrong", "declined"):
            sys.stdout.write(f"{told}: {case.id} {case.question.words}\n")
    return 0


def _show(name: str, bounds: Bounds | None, outcomes: Sequence[str]) -> None:
    told = ", ".join(f"{kind} {outcomes.count(kind)}" for kind in ("right", "wrong", "declined", "none"))
    sys.stdout.write(f"{name}: {bounds or ''} of {len(outcomes)}: {told}\n")


def _read(files: Sequence[str]) -> list[dict[str, Any]]:
    lines = (json.loads(line) for file in files for line in Path(file).read_text("utf-8").splitlines())
    return [one for one in lines if not one.get("history") and not one.get("either")]


def _silent(one: dict[str, Any]) -> dict[str, Any]:
    """Return a question as one that a library of other records does not answer."""
    return {**one, "id": f"{one['id']}-elsewhere", "abstain": True}


def _years_later(one: dict[str, Any]) -> dict[str, Any] | None:
    """Return a question for years of which nothing is known; None where it names none."""
    later = re.sub(r"\b20[0-3]\d\b", lambda m: str(int(m[0]) + 50), one["question"])
    later = re.sub(r"(\b20\d\d\s?[-–/]\s?)(\d\d)\b", lambda m: f"{m[1]}{(int(m[2]) + 50) % 100:02d}", later)
    return {**_silent(one), "question": later, "id": f"{one['id']}-later"} if later != one["question"] else None


def _cases(assistant: Assistant, one: dict[str, Any]) -> Iterator[Case]:
    """Yield a question that a library's tables leave to its sentences."""
    searcher, library = assistant.searcher, assistant.library
    found = searcher.search(one["question"], Scope(), _HITS)
    names = dict.fromkeys(hit.document for hit in found.hits)
    sheets = [sheet for name in names for sheet in sheets_of(library.document(name))]
    choice = choose_figures(found.analysis, found.rarity, sheets, searcher.meaning)
    if choice and choice.statements or not _asks_for_figures(found.analysis):
        return
    if held := weigh(found, library.document):
        yield Case(one["id"], *_expected(one), held[0], tuple(held[1]))


def _expected(one: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that an answer must have, none where nothing should be told, and those that it must not."""
    words = [] if one.get("abstain") else [word for word in one.get("answer") or one.get("expect") or () if word]
    return tuple(w for w in words if w[0] != "!"), tuple(w[1:] for w in words if w[0] == "!")


if __name__ == "__main__":
    sys.exit(main())
