"""RAGAS JSON Lines: ``user_input``, ``response``, ``retrieved_contexts``, ``reference``, ``reference_contexts``.

The names of RAGAS 0.1 (``question``, ``answer``, ``contexts``, ``ground_truth``) are read as well.  ``id``, ``kind``
and ``history`` are written beside them, which RAGAS leaves alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eval.interchange import json_lines
from eval.runlog import CaseRow
from eval.suite import Case

_RUN = 8


def read_ragas(path: Path) -> tuple[Case, ...]:
    """Read cases; a reference context is evidence once eight words of it in a row are cited.

    Raises:
        SuiteError: the file is not JSON Lines.
        ValidationError: a line has no question.
    """
    return tuple(_case(number, line) for number, line in json_lines(path))


def write_suite(path: Path, cases: Iterable[Case]) -> None:
    """Write the cases of a suite, without responses."""
    _write(path, (_line(case) for case in cases))


def write_run(path: Path, rows: Iterable[CaseRow]) -> None:
    """Write a run's rows: with the response and, as contexts, the search results, or else the quotes cited."""
    _write(path, (_line(row.case) | _said(row) for row in rows))


def _case(number: int, line: Mapping[str, Any]) -> Case:
    contexts = line.get("reference_contexts") or ()
    reference = line.get("reference") or line.get("ground_truth") or ""
    data = {
        "id": str(line.get("id") or f"ragas-{number}"),
        "kind": line.get("kind") or "question",
        "question": line.get("user_input") or line.get("question"),
        "history": line.get("history") or (),
        "expect": {"reference": reference, "evidence": [{"quote": text, "run": _RUN} for text in contexts]},
    }
    if line.get("status"):
        data["expect"] = {"status": line["status"]}
    return Case.model_validate(data)


def _line(case: Case) -> dict[str, Any]:
    expect = case.expect
    quotes = [evidence.quote for evidence in expect.evidence]
    line: dict[str, Any] = {"id": case.id, "kind": case.kind, "user_input": case.question}
    if case.history:
        line["history"] = list(case.history)
    if not case.answerable:
        line["status"] = [str(status) for status in expect.status]
    return line | {"reference": expect.reference or " ".join(expect.claims or quotes), "reference_contexts": quotes}


def _said(row: CaseRow) -> dict[str, Any]:
    raw = row.raw or {}
    found = row.found if row.found is not None else raw.get("citations") or ()
    contexts = [one.get("text") or one.get("quote") or "" for one in found if isinstance(one, Mapping)]
    return {"response": raw.get("text", ""), "retrieved_contexts": contexts}


def _write(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8", errors="replace")
