"""Suites and runs to and from the forms that other tools use: question files, RAGAS JSON Lines, SQuAD JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from eval.errors import Problem, SuiteError
from eval.suite import Case, Suite


def dump_suite(suite: Suite) -> str:
    """Return a suite as the YAML that ``load_suite`` reads back."""
    data = suite.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def suite_of(name: str, cases: Sequence[Case], description: str = "", corpus: str = "") -> Suite:
    """Return a suite of these cases."""
    return Suite(suite=name, description=description, corpus=corpus, cases=tuple(cases))


def json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the objects of a JSON Lines file with their 1-based lines.

    Raises:
        SuiteError: the file cannot be read, or a line is not a JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError([Problem(path, 0, f"cannot be read: {error}")]) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise SuiteError([Problem(path, number, f"not JSON: {error}")]) from error
        if not isinstance(data, dict):
            raise SuiteError([Problem(path, number, f"not a JSON object: {line[:60]}")])
        yield number, data
