"""Fit how sure an answer out of a table must be: assistant/answering/figures/sureness.json.

    python -m eval.fit_figures PUBLIC [--library DIR QUESTIONS... ]... [--precision P] [--write]

``PUBLIC`` holds ``tatqa/``, ``wikitablequestions/`` and ``fetaqa/``.  Each question is put to its own table (the table is
known).  Those of FeTaQA, whose tables have captions and whose questions name what they are about, are also put to the
tables of other questions that share most words with them, with their own and without it (the table is found): without
it every answer is wrong.  ``--library`` adds questions with known answers, asked of the
library that they are about.  Weights are fitted by logistic regression, judged by five folds that never share a table,
and the threshold for a known table is the lowest at which the share right among the answered reaches ``P`` in the
held-out folds; that for a table found is the lowest at which 0.92 of the answers out of the libraries are right,
and 0.55 at least.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.figures import FigureChoice
from assistant.answering.figures.answer import candidates
from assistant.answering.figures.candidates import Candidate
from assistant.answering.figures.sure import NAMES
from assistant.answering.figures.wording import word
from assistant.ingest.figures.sheet import Sheet, read_sheet, sheets_of
from assistant.language import content_terms
from assistant.retrieval.analysis import analyse
from assistant.retrieval.scope import Scope
from assistant.service import Assistant
from eval.bench_figures import Asked, bench_encoder, document_of, fetaqa, is_right, tatqa, wikitablequestions
from eval.fit_selection import Array, Model, fit_logistic

_CARD = Path(__file__).parents[1] / "assistant" / "answering" / "figures" / "sureness.json"
# A table that was found must be surer than not by a margin, however few wrong ones the libraries at hand show.
_FOUND_FLOOR = 0.55
_FOLDS, _PENALTY, _RIVALS, _OUT_WEIGHT, _LIBRARY_WEIGHT, _HITS, _LIBRARY_PRECISION = 5, 2.0, 3, 0.3, 5.0, 12, 0.92
_SETS = {"TAT-QA": "CC BY 4.0", "WikiTableQuestions": "CC BY-SA 4.0", "FeTaQA": "CC BY-SA 4.0"}


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked of some tables: where it is from, the fold of its table, and its ways with their marks."""

    source: str
    fold: int
    in_scope: bool
    known: bool
    rows: Array
    right: tuple[bool, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the figures of the held-out folds, and write the card where ``--write`` is given."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_figures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", nargs="+", action="append", default=[], help="a folder and question files asked of it")
    parser.add_argument("--precision", type=float, default=0.87)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    cases = [case for load in (tatqa, wikitablequestions, fetaqa) for case in public_cases(list(load(given.folder)))]
    for folder, *files in given.library:
        cases += library_cases(folder, files)
    chances = held_out(cases)
    thresholds = {
        "known": threshold(cases, chances, True, given.precision),
        "found": max(_FOUND_FLOOR, threshold(*_of_libraries(cases, chances), False, _LIBRARY_PRECISION)),
    }
    _report(cases, chances, thresholds)
    known, found = fit(cases, True), fit(cases, False)
    _report_unsure(cases, found, thresholds["found"])
    if given.write:
        _CARD.write_text(json.dumps(_card(known, found, thresholds, cases), indent=1) + "\n", "utf-8")
    return 0


def public_cases(questions: Sequence[Asked]) -> list[Case]:
    """Return the cases of one set, each question asked of its own table, and some of the tables of others."""
    encode = bench_encoder()
    sheets = [_sheet(asked) for asked in questions]
    keys = [json.dumps([asked.caption, *map(list, asked.header), *map(list, asked.rows)]) for asked in questions]
    words = {key: frozenset(content_terms(key)) for key in dict.fromkeys(keys)}
    by_key = dict(zip(keys, sheets, strict=True))
    spread = Counter(term for held in words.values() for term in held)
    cases: list[Case] = []
    for asked, sheet, key in zip(questions, sheets, keys, strict=True):
        if sheet is None:
            cases.append(Case(asked.source, _fold(key), asked.in_scope, True, np.zeros((0, len(NAMES))), ()))
            continue
        cases.append(_case(asked, key, [sheet], True, encode))
        if not asked.caption:
            continue
        said = set(content_terms(asked.question))
        near = sorted(words, key=lambda k: -sum(1 / spread[t] for t in said & words[k]) if k != key else 1.0)[:_RIVALS]
        rivals = [rival for k in near if (rival := by_key[k])]
        cases.append(_case(asked, key, [sheet, *rivals], False, encode, sheet))
        if rivals:
            cases.append(_case(asked, key, rivals, False, encode, sheet))
    return cases


def _sheet(asked: Asked) -> Sheet | None:
    document = document_of(asked)
    return read_sheet(document, document.tables[0])


def _fold(key: str) -> int:
    return zlib.crc32(key.encode()) % _FOLDS


def _case(
    asked: Asked, key: str, sheets: Sequence[Sheet], known: bool, encode: Callable[[str], Any], own: Sheet | None = None
) -> Case:
    found = candidates(analyse(asked.question), {}, sheets, encode, known, 0.0)
    ways = [way for way in found.ways if way.result.told] if found else []

    def right(way: Candidate) -> bool:
        mine = own is None or way.match.sheet.table is own.table
        return mine and is_right(asked, word(way.match, way.result))

    return Case(asked.source, _fold(key), asked.in_scope, known, _rows(ways), tuple(map(right, ways)))


def _rows(ways: Sequence[Candidate]) -> Array:
    return np.array([[way.signs.get(name, 0.0) for name in NAMES] for way in ways], dtype=float).reshape(len(ways), len(NAMES))


def library_cases(folder: str, files: Sequence[str]) -> list[Case]:
    """Return the cases of questions asked of a library, found by its search; all that is told must match the answers."""
    assistant = Assistant.open(Path(folder))
    searcher, cases = assistant.searcher, []
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            one = json.loads(line)
            if one.get("history"):
                continue
            found = searcher.search(one["question"], Scope(), _HITS)
            documents = [assistant.library.document(name) for name in dict.fromkeys(hit.document for hit in found.hits)]
            sheets = [sheet for document in documents for sheet in sheets_of(document)]
            held = candidates(found.analysis, found.rarity, sheets, searcher.meaning, False, 0.0)
            ways = [way for way in held.ways if way.result.told] if held else []
            right = tuple(_answers(one, word(way.match, way.result)) for way in ways)
            cases.append(Case(Path(file).stem, _fold(one["id"]), True, False, _rows(ways), right))
    return cases


def _answers(question: dict[str, Any], choice: FigureChoice) -> bool:
    said = " ".join(statement.text for statement in choice.statements)
    answers = [answer for answer in question.get("answer", ()) if answer]
    return bool(answers) and not question.get("abstain") and all(re.search(answer, said, re.I) for answer in answers)


def fit(cases: Sequence[Case], known: bool) -> Model:
    """Return the logistic model of a way's chance to be right: for a known table of known ones alone, else of all.

    Tables found are few; those known tell how far what is read off a table can be trusted, not whether it is the one meant.
    """
    held = [case for case in cases if len(case.right) and (case.known or not known)]
    rows = np.concatenate([case.rows for case in held])
    marks = np.array([right for case in held for right in case.right], dtype=float)
    weights = np.array([_weight(case) for case in held for _ in case.right])
    return fit_logistic(rows, marks, weights, _PENALTY)


def _weight(case: Case) -> float:
    return _OUT_WEIGHT if not case.in_scope else 1.0 if case.source in _SETS else _LIBRARY_WEIGHT


def held_out(cases: Sequence[Case]) -> list[Array]:
    """Return the chances of each case's ways by a model that has not seen its table."""
    folds = [[case for case in cases if case.fold != fold] for fold in range(_FOLDS)]
    models = {(fold, known): fit(held, known) for fold, held in enumerate(folds) for known in (True, False)}
    return [1 / (1 + np.exp(-models[case.fold, case.known].odds(case.rows))) for case in cases]


def _outcomes(cases: Sequence[Case], chances: Sequence[Array], known: bool, source: str = "") -> list[tuple[float, bool]]:
    """Return for each case in scope the chance of its surest way and whether that is right; chance 0 where it has none."""
    pairs = [(c, p) for c, p in zip(cases, chances, strict=True) if c.known == known and c.in_scope and source in ("", c.source)]
    return [(float(p.max()), c.right[int(p.argmax())]) if len(p) else (0.0, False) for c, p in pairs]


def _of_libraries(cases: Sequence[Case], chances: Sequence[Array]) -> tuple[list[Case], list[Array]]:
    """Return the cases asked of a library with their chances; all cases where there are none."""
    both = list(zip(cases, chances, strict=True))
    pairs = [(case, chance) for case, chance in both if case.source not in _SETS] or both
    return [c for c, _ in pairs], [p for _, p in pairs]


def threshold(cases: Sequence[Case], chances: Sequence[Array], known: bool, precision: float) -> float:
    """Return the lowest chance from which on the answers are right as often as wanted."""
    outcomes = _outcomes(cases, chances, known)
    for least in np.arange(0.3, 0.98, 0.01):
        answered = [right for chance, right in outcomes if chance >= least]
        if answered and sum(answered) >= precision * len(answered):
            return round(float(least), 2)
    return 0.98


def _report(cases: Sequence[Case], chances: Sequence[Array], thresholds: dict[str, float]) -> None:
    for known in (True, False):
        for source in dict.fromkeys(case.source for case in cases if case.known == known):
            outcomes = _outcomes(cases, chances, known, source)
            for least in sorted({0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, thresholds["known" if known else "found"]}):
                answered = [right for chance, right in outcomes if chance >= least]
                sys.stdout.write(
                    f"{source:20s} {'known' if known else 'found'} n={len(outcomes):4d} at {least:.2f} "
                    f"answered={len(answered) / max(len(outcomes), 1):.3f} "
                    f"right among answered={sum(answered) / max(len(answered), 1):.3f} "
                    f"wrong of all={(len(answered) - sum(answered)) / max(len(outcomes), 1):.3f}\n"
                )
    sys.stdout.write(f"thresholds {thresholds}\n")


def _report_unsure(cases: Sequence[Case], model: Model, least: float) -> None:
    """Print how many right answers out of a library the model as fitted holds back, and how many wrong ones it lets through."""
    held = [case for case in cases if case.source not in _SETS and len(case.right)]
    chances = [1 / (1 + np.exp(-model.odds(case.rows))) for case in held]
    told = [(case.right[int(p.argmax())], p.max() >= least) for case, p in zip(held, chances, strict=True)]
    withheld, wrong = sum(r and not sure for r, sure in told), sum(sure and not r for r, sure in told)
    right = sum(r for r, _ in told)
    sys.stdout.write(f"library as fitted: {right} right, {withheld} of them withheld, {wrong} wrong let through\n")


def _card(known: Model, found: Model, thresholds: dict[str, float], cases: Sequence[Case]) -> dict[str, Any]:
    return {
        "note": "fitted by eval/fit_figures.py; how and on what: docs/figures.md. Weights only, no text of the sets.",
        "sources": [f"{name}: {licence}" for name, licence in _SETS.items()],
        "cases": len(cases),
        "thresholds": thresholds,
        "known": _stored(known),
        "found": _stored(found),
    }


def _stored(model: Model) -> dict[str, Any]:
    weights = {name: round(float(w), 4) for name, w in zip(NAMES, model.weights, strict=True)}
    return {"bias": round(model.bias, 4), "weights": weights}


if __name__ == "__main__":
    sys.exit(main())
