"""Question files: JSON Lines of ``{"id", "type", "question", "answer": [regex], "evidence": [text]}``.

Optional keys: ``history``, ``role``, ``documents``, ``evidence_any``, ``abstain``, ``records`` (the files in which the
evidence stands; a single one is checked).  A line with ``file`` and ``reply`` in place of answer and evidence is a
retrieval question: a result counts that shares eight words in a row with the reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.errors import Problem, SuiteError
from eval.interchange import json_lines
from eval.suite import Case

_RUN = 8
_LIST_WORDS = 300


def read_questions(path: Path) -> tuple[Case, ...]:
    """Read a question file.

    Raises:
        SuiteError: it cannot be read, or lines are not questions; each is named.
    """
    cases, problems = [], []
    for number, line in json_lines(path):
        try:
            cases.append(case_of(line))
        except KeyError as error:
            problems.append(Problem(path, number, f"{error} is missing"))
        except ValidationError as error:
            found = error.errors()[0]
            problems.append(Problem(path, number, f"{'.'.join(map(str, found['loc']))}: {found['msg']}"))
    if problems:
        raise SuiteError(problems)
    return tuple(cases)


def case_of(line: Mapping[str, Any]) -> Case:
    """Return one line as a case.

    Raises:
        KeyError: id or question is missing.
        ValidationError: a value is not of the form of a case.
    """
    kind = line.get("type") or ("retrieval" if "reply" in line else "question")
    records: list[str] = list(line.get("records") or ())
    document = records[0] if len(records) == 1 else ""
    expect: dict[str, Any]
    if line.get("abstain"):
        expect = {"status": ["abstained", "restricted"]}
    elif "reply" in line:
        expect = {"evidence": [{"quote": line["reply"], "document": line.get("file", ""), "run": _RUN}]}
    else:
        expect = {
            "answer": [{"pattern": pattern} for pattern in line.get("answer", ())],
            "evidence": [{"quote": quote, "document": document} for quote in line.get("evidence", ())],
            "evidence_any": line.get("evidence_any", False),
        }
    if kind == "list":
        expect["max_words"] = _LIST_WORDS
    optional = {key: line[key] for key in ("history", "role", "documents") if key in line}
    return Case.model_validate({"id": line["id"], "kind": kind, "question": line["question"], "expect": expect, **optional})
