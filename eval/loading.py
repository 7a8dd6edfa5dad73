"""Suite files to suites, every problem with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from eval.corpus import Corpus
from eval.errors import Problem, SuiteError
from eval.gold import gold_problem
from eval.suite import Case, Suite

Lines = dict[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class LoadedSuite:
    """A suite, where it came from, its SHA-256, and why it is skipped ("" when it is not)."""

    path: Path
    suite: Suite
    cases: tuple[Case, ...]
    digest: str
    lines: Lines
    skipped: str = ""
    drafts: int = 0

    @property
    def corpus_path(self) -> Path | None:
        """The records it is over, where it names them."""
        return (self.path.parent / self.suite.corpus).resolve() if self.suite.corpus else None


def load_suite(path: Path) -> LoadedSuite:
    """Read one suite file.

    Raises:
        SuiteError: the file is not YAML or not of the documented form, or two cases have one id; every problem is
            listed with its line.
    """
    data, lines, text = _read_yaml(path)
    try:
        suite = Suite.model_validate(data)
    except ValidationError as error:
        raise SuiteError(_validation_problems(path, lines, error)) from error
    digest = hashlib.sha256(text.encode())
    required = (path.parent / suite.requires).resolve() if suite.requires else None
    if required is not None and not required.exists():
        return LoadedSuite(path, suite, (), digest.hexdigest(), lines, f"{suite.requires} is not there")
    cases = suite.cases
    if suite.questions:
        from eval.interchange.questions import read_questions

        questions = path.parent / suite.questions
        cases += read_questions(questions)
        digest.update(questions.read_bytes())
    _refuse_duplicates(path, lines, cases)
    kept = tuple(case for case in cases if case.accepted)
    return LoadedSuite(path, suite, kept, digest.hexdigest(), lines, drafts=len(cases) - len(kept))


def check_gold(loaded: LoadedSuite, corpus: Corpus) -> None:
    """Prove that every gold quote is in the corpus, in the document and the item that the case names.

    Raises:
        SuiteError: some are not; each is named with the line of the quote.
    """
    position = {case.id: index for index, case in enumerate(loaded.suite.cases)}
    problems = []
    for case in loaded.cases:
        for number, evidence in enumerate(case.expect.evidence):
            message = gold_problem(evidence, corpus)
            if message:
                where = ("cases", position.get(case.id, -1), "expect", "evidence", number, "quote")
                problems.append(Problem(loaded.path, _line_of(loaded.lines, where), f"case {case.id!r}: {message}"))
    if problems:
        raise SuiteError(problems)


def _read_yaml(path: Path) -> tuple[Any, Lines, str]:
    """Return the data of a YAML file, the line of every key and entry, and its text."""
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError([Problem(path, 0, f"cannot be read: {error}")]) from error
    loader = base(text)
    try:
        node = loader.get_single_node()
        lines: Lines = {}
        duplicates: list[Problem] = []
        if node is not None:
            _walk(node, (), lines, duplicates, path)
        if duplicates:
            raise SuiteError(duplicates)
        return (loader.construct_document(node) if node is not None else None), lines, text
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SuiteError([Problem(path, mark.line + 1 if mark else 0, f"not YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise SuiteError([Problem(path, 0, f"not YAML: {error}")]) from error
    finally:
        loader.dispose()


def _walk(node: yaml.Node, where: tuple[str | int, ...], lines: Lines, twice: list[Problem], path: Path) -> None:
    """Note the line of every key and entry under the node, and keys written twice in one mapping."""
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*where, str(key.value))
            if inner in lines:
                twice.append(Problem(path, key.start_mark.line + 1, f"the key {key.value!r} is written twice here"))
            lines[inner] = key.start_mark.line + 1
            _walk(value, inner, lines, twice, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*where, index), lines, twice, path)


def _line_of(lines: Lines, where: Sequence[str | int]) -> int:
    """Return the line of the nearest enclosing thing that has one."""
    place = tuple(where)
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _validation_problems(path: Path, lines: Lines, error: ValidationError) -> list[Problem]:
    """Put pydantic's findings into one sentence each, with the line and the case they are about."""
    problems = []
    places = [found["loc"] for found in error.errors()]
    for found in error.errors(include_url=False):
        if any(place != found["loc"] and place[: len(found["loc"])] == found["loc"] for place in places):
            continue  # "the list is empty" follows from "its entry is wrong"
        where = ".".join(str(part) for part in found["loc"]) or "the file"
        got = found["input"]
        shown = "" if found["type"] in ("missing", "value_error") else f" (got {type(got).__name__}: {got!r:.60})"
        message = found["msg"].removeprefix("Value error, ")
        problems.append(Problem(path, _line_of(lines, found["loc"]), f"{where}: {message}{shown}"))
    return sorted(problems, key=lambda problem: problem.line)


def _refuse_duplicates(path: Path, lines: Lines, cases: Sequence[Case]) -> None:
    """Raise SuiteError when two cases have one id, or there is no case at all."""
    first: dict[str, int] = {}
    problems = []
    for index, case in enumerate(cases):
        line = _line_of(lines, ("cases", index, "id"))
        if case.id in first:
            problems.append(Problem(path, line, f"duplicate id {case.id!r}, first used on line {first[case.id]}"))
        first.setdefault(case.id, line)
    if not cases:
        problems.append(Problem(path, 1, "no cases"))
    if problems:
        raise SuiteError(problems)
