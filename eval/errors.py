"""The errors of the harness.  Each message says what is wrong and what to do next.

::

    AssistantError
    └── EvalError               base of what the harness raises
        ├── SuiteError          a suite file is not of the documented form; names file and line of each problem
        ├── SystemUnavailable   a system under test cannot be opened (not: fails on a case, which is a row)
        ├── JudgeError          the judge is the model under test, or cannot be used
        ├── RunError            a run folder cannot be read, resumed or compared
        └── EmptyMean           a mean over nothing was asked for
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError


class EvalError(AssistantError):
    """Base of every error that the harness raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a suite file, at a 1-based line (0 where the file as a whole is meant)."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class SuiteError(EvalError):
    """A suite file is not of the documented form; ``problems`` lists everything found, in line order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SystemUnavailable(EvalError):
    """A system under test cannot be opened: a package, a module, an address or a library is missing."""


class JudgeError(EvalError):
    """The judge is the model under test, or the entailment model cannot be used."""


class RunError(EvalError):
    """A run folder cannot be read, resumed or compared."""


class EmptyMean(EvalError):
    """A mean over nothing was asked for: no case of the group was scored."""
