"""The pytest plugin: ``pytest --grounding suite.yaml`` makes each case of a suite a test.

Registered under the entry point ``pytest11``; nothing of the harness is imported until the option is used.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from eval.loading import LoadedSuite
    from eval.runner import Bench
    from eval.suite import Case


class GroundingFailure(AssertionError):
    """A case that did not pass; the message is what a person needs to see why."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("grounding", "grounding suites: each case a test")
    group.addoption("--grounding", action="append", default=[], metavar="SUITE", help="a suite file; repeatable")
    group.addoption("--grounding-system", default="assistant", metavar="NAME", help="as in python -m eval run --system")
    group.addoption("--grounding-data", default=None, metavar="DIR", help="an ingested library to ask over")
    group.addoption("--grounding-corpus", default=None, metavar="DIR", help="a folder of text files to look quotes up in")
    group.addoption("--grounding-entailment", default="rules", metavar="NAME", help="rules, nli:... or judge:...")
    group.addoption("--grounding-timeout", type=float, default=60.0, metavar="SECONDS", help="for each question")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the suites, and them alone unless tests are named on the command line as well."""
    suites = [str(Path(suite).resolve()) for suite in config.getoption("grounding")]
    if not suites:
        return
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    config.args = [*(config.args if named else ()), *suites]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Make a suite file a collector of its cases."""
    wanted = {Path(suite).resolve() for suite in parent.config.getoption("grounding")}
    if file_path.resolve() not in wanted:
        return None
    collector: SuiteFile = SuiteFile.from_parent(parent, path=file_path)
    return collector


class SuiteFile(pytest.File):
    """One suite, its system opened once."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each case."""
        from assistant.errors import AssistantError
        from eval.loading import load_suite

        try:
            loaded = load_suite(self.path)
            if loaded.skipped:
                pytest.skip(f"{self.path.name}: {loaded.skipped}", allow_module_level=True)
            bench = self._bench(loaded)
        except AssistantError as error:
            raise self.CollectError(str(error)) from error
        for case in loaded.cases:
            yield CaseItem.from_parent(self, name=case.id, case=case, suite=loaded.suite.suite, bench=bench)

    def _bench(self, loaded: LoadedSuite) -> Bench:
        """Read the records, prove the gold quotes, open the system."""
        from eval.entailment import open_entailment
        from eval.gather import surroundings, with_library
        from eval.loading import check_gold
        from eval.runner import Bench, Options
        from eval.systems import open_system

        def path(option: str) -> Path | None:
            value = self.config.getoption(option)
            return Path(value) if value else None

        name, timeout = self.config.getoption("grounding_system"), self.config.getoption("grounding_timeout")
        [(around, _)] = surroundings([loaded], path("grounding_data"), path("grounding_corpus"), timeout)
        if around.corpus is not None:
            check_gold(loaded, around.corpus)
        if name == "assistant":
            around = with_library(around, loaded.corpus_path, self._library())
        system = open_system(name, around)
        entailment = self.config.getoption("grounding_entailment")
        entails = open_entailment(entailment, str(getattr(system, "model", "") or ""))
        return Bench(system, entails, entailment, around.corpus, Options(timeout=timeout, searches=False))

    def _library(self) -> Path:
        """Return the folder to ingest the suite's records into: pytest's cache, which makes the next run faster."""
        cache = getattr(self.config, "cache", None)
        if cache is None:
            return Path(tempfile.mkdtemp(prefix="grounding-"))
        return Path(cache.mkdir("grounding")) / self.path.stem


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, *, case: Case, suite: str, bench: Bench, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.case, self.suite, self.bench = case, suite, bench
        if self.config.pluginmanager.hasplugin("timeout"):
            self.add_marker(pytest.mark.timeout(0))  # the harness has its own, for each question

    def runtest(self) -> None:
        """Ask the question; a case that does not pass fails, and says why."""
        from eval.runner import run_case
        from eval.transcript import transcript

        row = run_case(self.suite, self.case, self.bench)
        if not row.passed:
            raise GroundingFailure(transcript(row))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]
        """Show the transcript of a failed case without a traceback; anything else as pytest does."""
        if isinstance(excinfo.value, GroundingFailure):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the suite file and the case."""
        return self.path, None, f"{self.suite}: {self.case.id}"
