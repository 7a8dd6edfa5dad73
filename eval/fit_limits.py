"""Fit the answerer's limits: ``python -m eval.fit_limits LIBRARY=QUESTIONS… [--write]`` (the ``limits`` of selection.json).

Each limit is tried over a grid while the others stand.  A question counts 1 where what is said holds its evidence, -0.5 where
it does not, 0 where nothing is said, and -1 where something is said that the records do not.  For each limit printed: the mean
as it stands, of the best value, and cross-validated (each fold judged by the value that the other folds choose).  A limit is
changed only where the cross-validated mean is above the one as it stands: few questions turn on any one of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.answering.extractive import Choice, choose, log_odds, sure_enough
from assistant.answering.followup import make_whole
from assistant.answering.selection import model_file
from assistant.language import fold
from assistant.records import Access
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found
from assistant.service import Assistant
from eval.fit_selection import Array

GRID: Mapping[str, Sequence[float]] = {
    "list_share": (0.4, 0.5, 0.6, 0.7, 0.8),
    "list_lead_share": (0.1, 0.2, 0.3, 0.4, 0.5),
    "decision_share": (0.55, 0.65, 0.75, 0.85, 0.95),
    "names_may_miss": (0.2, 0.3, 0.4, 0.5, 0.6),
    "kind_reach": (0.5, 1.0, 1.5, 2.0, 2.5, 3.0),
    "second_margin": (0.5, 1.0, 1.5, 2.0, 2.5),
    "exempt_surer": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
}
_MODEL = Path(__file__).parents[1] / "assistant" / "answering" / "selection.json"
_HITS, _FOLDS = 12, 5
RIGHT, WRONG, ON_NOTHING = 1.0, -0.5, -1.0  # what an answer is worth: right, wrong, to a question that has none
_NOT_SENTENCES = ("compute", "figure", "table")  # what the figures engine answers before a limit is asked


@dataclass(frozen=True, slots=True)
class Case:
    """One question, what was found for it in public matter and in all, and what would be right."""

    assistant: Assistant
    found: Found
    wider: Found
    evidence: tuple[str, ...]
    restricted: bool

    def score(self) -> float:
        """Return what the answer under the limits as they are is worth."""
        choice = choose(self.found, self.assistant.recall)
        if not sure_enough(choice):
            return 0.0
        if not self.evidence:
            return ON_NOTHING
        return RIGHT if _holds(self.assistant, choice, self.evidence) else WRONG


def _holds(assistant: Assistant, choice: Choice, evidence: Sequence[str]) -> bool:
    quotes = [fold(unit.span.of(assistant.recall(unit.hit.document).text)) for unit in choice.units]
    return any(fold(told) in quote for told in evidence for quote in quotes)


def load_cases(library: str, questions: str) -> list[Case]:
    """Return the cases of one question file asked of one library."""
    assistant = Assistant.open(Path(library))
    cases = []
    for line in Path(questions).read_text("utf-8").splitlines():
        asked = json.loads(line)
        if asked["type"] in _NOT_SENTENCES:
            continue
        whole = make_whole(asked["question"], asked.get("history", ()))
        found, wider = (
            assistant.searcher.search(whole, replace(Scope(), accesses=accesses), _HITS)
            for accesses in ((Access.PUBLIC,), (Access.PUBLIC, Access.EXEMPT))
        )
        evidence = () if asked.get("abstain") else tuple(asked.get("evidence", ()))
        cases.append(Case(assistant, found, wider, evidence, asked["type"] == "restricted"))
    return cases


@contextmanager
def limited(name: str, value: float) -> Iterator[None]:
    """Answer under another value of one limit."""
    limits = model_file()["limits"]
    stood = limits[name]
    limits[name] = value
    try:
        yield
    finally:
        limits[name] = stood


def scores(cases: Sequence[Case], name: str, values: Sequence[float]) -> Array:
    """Return what each case is worth under each value of a limit, shape (values, cases)."""
    if name == "exempt_surer":
        gaps = [_gap(case) for case in cases]
        held = [[gap is not None and gap > value for gap in gaps] for value in values]
        return np.array([[1.0 - abs(kept - c.restricted) for kept, c in zip(row, cases, strict=True)] for row in held])
    rows = []
    for value in values:
        with limited(name, value):
            rows.append([case.score() for case in cases])
    return np.array(rows)


def _gap(case: Case) -> float | None:
    """Return by how much surer, in log-odds, exempt matter answers than what may be said; None where it does not."""
    wide, narrow = choose(case.wider, case.assistant.recall), choose(case.found, case.assistant.recall)
    if not sure_enough(wide) or wide.units[0].hit.access is not Access.EXEMPT:
        return None
    return log_odds(wide.chance) - log_odds(narrow.chance if sure_enough(narrow) else 0.0)


def chosen(marks: Array, values: Sequence[float], stands: float) -> float:
    """Return the value with the best mean; among equals the one nearest to the value that stands."""
    means = marks.mean(axis=1)
    return min((v for v, mean in zip(values, means, strict=True) if mean >= means.max() - 1e-9), key=lambda v: abs(v - stands))


def cross_validated(marks: Array, values: Sequence[float], stands: float) -> float:
    """Return the mean over cases, each judged by the value that the other folds choose."""
    fold_of = np.arange(marks.shape[1]) % _FOLDS
    told = [
        marks[values.index(chosen(marks[:, fold_of != k], values, stands)), fold_of == k] for k in range(_FOLDS)
    ]  # fmt: skip
    return float(np.concatenate(told).mean())


def main() -> None:
    """Print what every limit's grid says, and write the limits that do better when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", metavar="LIBRARY=QUESTIONS")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cases = [case for source in given.sources for case in load_cases(*source.split("="))]
    held = json.loads(_MODEL.read_text("utf-8"))
    for name, values in GRID.items():
        stands = float(held["limits"][name])
        tried = sorted({*values, stands})
        marks = scores(cases, name, tried)
        as_is, best, crossed = marks[tried.index(stands)].mean(), marks.mean(axis=1).max(), cross_validated(marks, tried, stands)
        value = chosen(marks, tried, stands) if crossed > as_is + 1e-9 else stands
        model_file()["limits"][name] = held["limits"][name] = value
        turning = int((marks.std(axis=0) > 0).sum())
        print(  # noqa: T201  a program's output
            f"{name:16s} {stands:g} -> {value:g}: {as_is:.3f} as it stands, {best:.3f} at best, {crossed:.3f} crossed; "
            f"{turning} of {len(cases)} questions turn on it"
        )
    if given.write:
        _MODEL.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
