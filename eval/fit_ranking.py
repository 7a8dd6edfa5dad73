"""Fit the ranking weights: ``python -m eval.fit_ranking LIBRARY=QUESTIONS… [--write]``.

Each pair names a library that holds the records and a file of questions with known evidence, in either form that
../shared/bench has: ``{"id", "file", "question", "reply"}`` (a hit shares a run of eight words with the reply) or
``{"id", "question", "evidence": […]}`` (a hit holds an evidence text).  The weights maximise the softmax likelihood of the
hits among each question's candidates, with an L2 penalty; what is printed is measured by cross-validation over folds of
whole questions, never on the questions that were fitted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.language import fold
from assistant.records import Hit
from assistant.retrieval.analysis import analyse
from assistant.retrieval.features import NAMES, features
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Searcher, load_weights
from assistant.service import Assistant

Array = np.ndarray[Any, np.dtype[np.float64]]
_WEIGHTS = Path(__file__).parents[1] / "assistant" / "retrieval" / "weights.json"
_FOLDS, _STEPS, _RATE, _PENALTY = 5, 600, 0.2, 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """One question: a row of features for each candidate, and which candidates are hits."""

    source: str
    rows: Array
    hits: Array


def main() -> None:
    """Fit, print cross-validated hit rates, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", metavar="LIBRARY=QUESTIONS")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cases = [case for pair in given.pairs for case in _cases(*pair.split("=", 1))]
    _report("weights as shipped", cases, [np.array(load_weights())] * len(cases))
    fold_of = np.arange(len(cases)) % _FOLDS
    fitted = [fit([c for c, f in zip(cases, fold_of, strict=True) if f != k]) for k in range(_FOLDS)]
    _report("cross-validated", cases, [fitted[k] for k in fold_of])
    weights = fit(cases)
    for name, weight in zip(NAMES, weights, strict=True):
        _say(f"{name:24s} {weight:8.3f}")
    if given.write:
        note = "fitted by eval/fit_ranking.py; data card in docs/ranking.md"
        held = {"note": note, "questions": len(cases), "weights": dict(zip(NAMES, np.round(weights, 4).tolist(), strict=True))}
        _WEIGHTS.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def _say(line: str) -> None:
    print(line)  # noqa: T201  a program's output


def _cases(library: str, questions: str) -> list[Case]:
    assistant = Assistant.open(Path(library))
    found = []
    for line in Path(questions).read_text("utf-8").splitlines():
        question = json.loads(line)
        if question.get("abstain") or question.get("history"):
            continue
        case = _case(assistant.searcher, question, Path(questions).stem)
        if case is not None:
            found.append(case)
    return found


def _case(searcher: Searcher, question: dict[str, Any], source: str) -> Case | None:
    scope = Scope()
    analysis = analyse(question["question"], searcher.acronyms(scope))
    hits, scores = searcher.candidates(analysis, scope)
    marks = np.array([_is_hit(question, hit) for hit in hits], dtype=float)
    if not hits:
        return None
    return Case(source, np.array(features(analysis, hits, scores, searcher.rarity(analysis, scope))), marks)


def _is_hit(question: dict[str, Any], hit: Hit) -> bool:
    if "reply" in question:
        reply = _words(question["reply"])
        run, text = min(8, len(reply)), f" {' '.join(_words(hit.text))} "
        return hit.document == question["file"] and any(
            f" {' '.join(reply[i : i + run])} " in text for i in range(len(reply) - run + 1)
        )
    text = fold(hit.text)
    return any(fold(evidence) in text for evidence in question["evidence"])


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def fit(cases: Sequence[Case]) -> Array:
    """Return the weights, shape (features,), that make the hits of each case most likely; cases without a hit say nothing."""
    told = [case for case in cases if case.hits.any()]
    scale = np.concatenate([case.rows for case in told]).std(axis=0)
    scale[scale < 1e-6] = np.inf  # a feature that never varies bears no weight
    weights, first, second = np.zeros(len(NAMES)), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, _STEPS + 1):
        slope = _PENALTY * weights
        for case in told:
            rows = case.rows / scale
            chance = np.exp(rows @ weights - (rows @ weights).max())
            chance /= chance.sum()
            among = chance * case.hits
            slope += rows.T @ (chance - among / among.sum()) / len(told)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return np.asarray(weights / scale)


def _report(name: str, cases: Sequence[Case], weights: Sequence[Array]) -> None:
    for source in sorted({case.source for case in cases}):
        ranks = []
        for case, own in zip(cases, weights, strict=True):
            if case.source == source:
                order = np.argsort(-(case.rows @ own), kind="stable")
                found = np.flatnonzero(case.hits[order])
                ranks.append(int(found[0]) + 1 if len(found) else 0)
        rates = " ".join(f"hit@{k}={np.mean([0 < r <= k for r in ranks]):.3f}" for k in (1, 5, 10, 20))
        _say(f"{name:20s} {source:16s} {rates} found={np.mean([r > 0 for r in ranks]):.3f} n={len(ranks)}")


if __name__ == "__main__":
    main()
