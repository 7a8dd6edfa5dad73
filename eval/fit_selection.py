"""Fit sentence selection and abstention: ``python -m eval.fit_selection LIBRARY=QUESTIONS[=WEIGHT]… [--write]``.

Two logistic models, both on questions with known evidence (the forms of ``eval.fit_ranking``; a WEIGHT below one holds
down a large source; ``alone`` for LIBRARY asks questions of SQuAD 2.0's form, each of its paragraph alone, of the articles
that ``eval.bench_reading`` leaves to fitting).  The first gives each unit's odds of being evidence.  The second gives the
odds that the best unit answers at all; its threshold is the point of equal errors, where the share of right answers withheld
is that of unanswerable questions let through.  Figures printed are cross-validated over folds of whole questions.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.extractive import SURENESS, of_kind_first, sureness, unmet
from assistant.answering.followup import make_whole
from assistant.answering.selection import NAMES, Scored, model_file, unit_features
from assistant.answering.units import Unit, can_answer, split_units
from assistant.language import fold
from assistant.records import Document, Hit
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found
from assistant.service import Assistant
from eval.bench_reading import OneRecord, fitted_articles, load_questions

Array = np.ndarray[Any, np.dtype[np.float64]]
_MODEL = Path(__file__).parents[1] / "assistant" / "answering" / "selection.json"
_HITS = 12
_FOLDS, _PENALTY, _SURENESS_PENALTY = 5, 3.0, 1.0
_TAKEN = ", source taken away"
_NOT_SENTENCES = ("compute", "restricted")  # answered by the figures engine, or not to be answered


@dataclass(frozen=True, slots=True)
class Case:
    """One question: its units' features, which are evidence, which meet its constraints, and whether to decline it."""

    source: str
    weight: float
    decline: bool
    found: Found
    units: Sequence[Unit]
    rows: Array
    evidence: Array
    fit: Array


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model on raw features."""

    weights: Array
    bias: float

    def odds(self, rows: Array) -> Array:
        """Return the log-odds of each row."""
        return np.asarray(rows @ self.weights + self.bias)


def main() -> None:
    """Fit both models, print what cross-validation says, and write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", metavar="LIBRARY=QUESTIONS[=WEIGHT]")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cases = [case for source in given.sources for case in load_cases(*source.split("="))]
    random.Random(7).shuffle(cases)
    outcomes: list[tuple[Case, list[float], bool]] = []
    for k in range(_FOLDS):
        model = fit_selection([case for i, case in enumerate(cases) if i % _FOLDS != k and not case.decline])
        outcomes += [_outcome(case, model) for i, case in enumerate(cases) if i % _FOLDS == k]
    _report_selection(outcomes)
    chances = _cross_sureness(outcomes)
    threshold = _best_threshold(outcomes, chances)
    _report_sureness(outcomes, chances, threshold)
    _say(f"sureness: area under the curve {_area(outcomes, chances):.3f}")
    selection, sure = fit_selection([case for case in cases if not case.decline]), fit_sureness(outcomes)
    if given.write:
        held = {
            "note": "fitted by eval/fit_selection.py; data card in docs/ranking.md", "questions": len(cases),
            "bias": round(selection.bias, 4), "limits": model_file()["limits"], "weights": _named(NAMES, selection.weights),
            "sureness": {"bias": round(sure.bias, 4), "threshold": round(threshold, 3),
                         "weights": _named(SURENESS, sure.weights)},
        }  # fmt: skip
        _MODEL.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def _named(names: Sequence[str], weights: Array) -> dict[str, float]:
    return dict(zip(names, np.round(weights, 4).tolist(), strict=True))


def load_cases(library: str, questions: str, weight: str = "1") -> list[Case]:
    """Return the cases of one question file asked of one library, or of each question's paragraph alone."""
    if library == "alone":
        return _alone(Path(questions), float(weight))
    assistant = Assistant.open(Path(library))
    found = []
    for line in Path(questions).read_text("utf-8").splitlines():
        question = json.loads(line)
        if question.get("type") not in _NOT_SENTENCES:
            found += _both(assistant, question, Path(questions).stem, float(weight))
    return found


def _alone(questions: Path, weight: float) -> list[Case]:
    asked, embedder = list(load_questions(questions)), Embedder()
    fitted = fitted_articles(asked)
    records = {one.paragraph: OneRecord(one.paragraph, embedder.question) for one in asked if one.article in fitted}
    cases = []
    for one in asked:
        if one.article in fitted:
            record = records[one.paragraph]
            found = record.search(one.question)
            marked = lambda unit, one=one, text=record.document.text: one.held_by(unit.span.of(text))  # noqa: E731
            cases.append(_case(record.recall, found, marked, not one.gold, questions.stem, weight))
    return [case for case in cases if case is not None]


def _both(assistant: Assistant, question: dict[str, Any], source: str, weight: float) -> list[Case]:
    """Return a question's case, and for an answerable one what is left when the passages that answer it are taken away."""
    whole, declines = make_whole(question["question"], question.get("history", ())), bool(question.get("abstain"))
    found = assistant.searcher.search(whole, Scope(), 3 * _HITS)
    marked = partial(_is_evidence, assistant, question)
    cases = [_case(assistant.recall, replace(found, hits=found.hits[:_HITS]), marked, declines, source, weight)]
    if not declines:
        left = replace(found, hits=tuple(hit for hit in found.hits if not _answers(question, hit))[:_HITS])
        cases.append(_case(assistant.recall, left, lambda unit: False, True, source + _TAKEN, weight / 2))
    return [case for case in cases if case is not None]


def _answers(question: dict[str, Any], hit: Hit) -> bool:
    if "reply" in question:
        return bool(hit.document == question["file"])
    return any(fold(evidence) in fold(hit.text) for evidence in question.get("evidence", ()))


def _case(
    recall: Callable[[str], Document],
    found: Found,
    is_evidence: Callable[[Unit], bool],
    decline: bool,
    source: str,
    weight: float,
) -> Case | None:
    units = split_units(found.hits[:8], recall)
    if not units:
        return None
    evidence = np.array([is_evidence(unit) for unit in units], dtype=float)
    fit = np.array([can_answer(unit) and not unmet(found, unit, recall) for unit in units])
    return Case(source, weight, decline, found, units, np.array(unit_features(found, units)), evidence, fit)


def _is_evidence(assistant: Assistant, question: dict[str, Any], unit: Unit) -> bool:
    if "reply" in question:
        own, reply = _words(unit.text), f" {' '.join(_words(question['reply']))} "
        return unit.hit.document == question["file"] and len(own) >= 4 and f" {' '.join(own[:8])} " in reply
    quote = fold(unit.span.of(assistant.recall(unit.hit.document).text))
    return any(fold(evidence) in quote for evidence in question.get("evidence", ()))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def fit_selection(cases: Sequence[Case]) -> Model:
    """Return the model of a unit's odds of being evidence."""
    rows = np.concatenate([case.rows for case in cases])
    marks = np.concatenate([case.evidence for case in cases])
    weights = np.concatenate([np.full(len(case.units), case.weight) for case in cases])
    return fit_logistic(rows, marks, weights, _PENALTY)


def fit_logistic(rows: Array, marks: Array, weights: Array, penalty: float) -> Model:
    """Return the logistic model of the marks, by Newton's method with an L2 penalty on standardised features."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-6] = np.inf
    x = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    ridge = np.diag([penalty] * rows.shape[1] + [1e-6])
    b = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        slope = x.T @ (weights * (p - marks)) + ridge @ b
        curve = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge
        b -= np.linalg.solve(curve, slope)
    return Model(b[:-1] / scale, float(b[-1] - np.sum(b[:-1] * mean / scale)))


def _outcome(case: Case, model: Model) -> tuple[Case, list[float], bool]:
    """Return a case with the sureness features of its best unit and whether that unit (or the next) is evidence."""
    odds = model.odds(case.rows)
    order = [i for i in np.argsort(-odds, kind="stable")[:60] if case.fit[i]]
    if not order:
        return case, [], False
    fit = of_kind_first(case.found, [Scored(case.units[i], tuple(case.rows[i]), float(odds[i])) for i in order])
    best = [case.units.index(one.unit) for one in fit[:2]]
    return case, sureness(case.found, fit), bool(case.evidence[best].any())


def fit_sureness(outcomes: Sequence[tuple[Case, list[float], bool]]) -> Model:
    """Return the model of the odds that the best unit answers."""
    told = [(case, row, right and not case.decline) for case, row, right in outcomes if row]
    rows, marks = np.array([row for _, row, _ in told]), np.array([right for *_, right in told], dtype=float)
    return fit_logistic(rows, marks, np.array([case.weight for case, *_ in told]), _SURENESS_PENALTY)


def _cross_sureness(outcomes: Sequence[tuple[Case, list[float], bool]]) -> Array:
    chances = np.zeros(len(outcomes))
    for k in range(_FOLDS):
        model = fit_sureness([o for i, o in enumerate(outcomes) if i % _FOLDS != k])
        for i, (_, row, _) in enumerate(outcomes):
            if i % _FOLDS == k and row:
                chances[i] = 1 / (1 + np.exp(-model.odds(np.array([row]))[0]))
    return chances


def _best_threshold(outcomes: Sequence[tuple[Case, list[float], bool]], chances: Array) -> float:
    balanced = {case.source for case, *_ in outcomes if case.decline}
    pairs = [(o, p) for o, p in zip(outcomes, chances, strict=True) if o[0].source in balanced]

    def imbalance(threshold: float) -> float:
        withheld = np.mean([p < threshold for (case, _, right), p in pairs if right and not case.decline])
        let_through = np.mean([p >= threshold for (case, _, _), p in pairs if case.decline])
        return float(abs(withheld - let_through))

    return min((round(t, 2) for t in np.arange(0.02, 0.9, 0.01)), key=imbalance)


def _report_selection(outcomes: Sequence[tuple[Case, list[float], bool]]) -> None:
    for source in sorted({case.source for case, *_ in outcomes}):
        if all(case.decline for case, *_ in outcomes if case.source == source):
            continue
        answerable = [right for case, _, right in outcomes if case.source == source and not case.decline]
        within = [case.evidence.any() for case, *_ in outcomes if case.source == source and not case.decline]
        _say(
            f"{source:16s} evidence in best two {np.mean(answerable):.3f}, among units {np.mean(within):.3f} n={len(answerable)}"
        )


def _report_sureness(outcomes: Sequence[tuple[Case, list[float], bool]], chances: Array, threshold: float) -> None:
    for source in sorted({case.source for case, *_ in outcomes}):
        own = [(c, right, p >= threshold) for (c, _, right), p in zip(outcomes, chances, strict=True) if c.source == source]
        answered = [said for c, _, said in own if not c.decline]
        kept = [said for c, right, said in own if right and not c.decline]
        declined = [not said for c, _, said in own if c.decline]
        told = f"{source:30s} threshold {threshold:.2f}:"
        told += f" answered {np.mean(answered):.3f}, right ones kept {np.mean(kept):.3f}" if kept else ""
        _say(told + (f", unanswerable declined {np.mean(declined):.3f} n={len(declined)}" if declined else ""))


def _area(outcomes: Sequence[tuple[Case, list[float], bool]], chances: Array) -> float:
    """Return the chance that a right answer is surer than a wrong or impossible one."""
    good = np.array([p for (c, _, right), p in zip(outcomes, chances, strict=True) if right and not c.decline])
    bad = np.array([p for (c, row, right), p in zip(outcomes, chances, strict=True) if row and not (right and not c.decline)])
    return float(np.mean(good[:, None] > bad[None, :]))


def _say(line: str) -> None:
    print(line)  # noqa: T201  a program's output


if __name__ == "__main__":
    main()
