"""The commands that run, compare and report: the harness put together."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from eval.asjson import comparison_json, run_json
from eval.compare import compare, told
from eval.entailment import open_entailment
from eval.gather import library_corpus, surroundings, with_library
from eval.junit import write_junit
from eval.listing import SHIPPED, list_suites, list_systems
from eval.loading import LoadedSuite, check_gold, load_suite
from eval.report import Run, markdown_table, run_of, write_report
from eval.runlog import CaseRow, Header, open_log, read_run
from eval.runner import Bench, Options, code_digest, run_suites
from eval.statistics import SEED
from eval.systems import Surroundings, System, open_system
from eval.thresholds import breaches, load_thresholds

__all__ = ["SEED", "compare_runs", "report_runs", "run", "tell"]

Places = list[tuple[Surroundings, list[LoadedSuite]]]


def tell(message: str) -> None:
    """Say something to the person at the terminal, on standard error."""
    sys.stderr.write(message + "\n")


def run(options: argparse.Namespace) -> int:
    """Put suites to systems; write a run folder for each, and one report over all."""
    bounds = load_thresholds(options.thresholds) if options.thresholds else None
    suites = load_suites(options.suites)
    for loaded in suites:
        if loaded.skipped:
            tell(f"skipped {loaded.path}: {loaded.skipped}")
        if loaded.drafts:
            tell(f"{loaded.path}: {loaded.drafts} drafts that no person has accepted are left out")
    places = surroundings(suites, options.data, options.corpus, options.timeout, tell)
    for around, held in places:
        for loaded in held:
            if around.corpus is not None:
                check_gold(loaded, around.corpus)
    if not places or not any(held for _, held in places):
        tell("nothing to run")
        return 0
    runs = [_run_system(name, places, options) for name in options.systems or ["assistant"]]
    write_report(options.out / "report.html", runs)
    (options.out / "table.md").write_text(markdown_table(runs) + "\n", encoding="utf-8")
    if options.progress == "bar":
        sys.stdout.write(markdown_table(runs) + "\n")
    tell(f"report: {options.out / 'report.html'}")
    judged = [(runs[0], breaches(bounds, runs[0].groups))] if bounds else [(one, _broken(one)) for one in runs]
    broken = [f"{one.name}: {breach}" for one, found in judged for breach in found]
    for breach in broken:
        tell(breach)
    return 1 if broken else 0


def load_suites(paths: Sequence[Path]) -> list[LoadedSuite]:
    """Load suite files and the ``*.yaml`` of folders.

    Raises:
        SuiteError: some are not of the documented form, or two suites have one name.
    """
    from eval.errors import Problem, SuiteError

    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    problems: list[Problem] = []
    suites: dict[str, LoadedSuite] = {}
    for file in files:
        try:
            loaded = load_suite(file)
        except SuiteError as error:
            problems += error.problems
            continue
        if (other := suites.setdefault(loaded.suite.suite, loaded)) is not loaded:
            problems.append(Problem(file, 1, f"the suite's name {loaded.suite.suite!r} is that of {other.path}"))
    if not files:
        problems.append(Problem(paths[0], 0, "no suite there"))
    if problems:
        raise SuiteError(problems)
    return list(suites.values())


def compare_runs(options: argparse.Namespace) -> int:
    """Print what changed from one run to another."""
    one, other = (read_run(place) for place in options.runs)
    found = compare(one, other)
    text = json.dumps(comparison_json(found, one, other), indent=1) if options.json else told(found, options.all)
    sys.stdout.write(text + "\n")
    return 0


def report_runs(options: argparse.Namespace) -> int:
    """Write the report over finished runs, or print them as JSON."""
    runs = [run_of(*read_run(place)) for place in options.runs]
    if options.json:
        sys.stdout.write(json.dumps({"runs": [run_json(run) for run in runs]}) + "\n")
        return 0
    output = options.output or (options.runs[0] if options.runs[0].is_dir() else options.runs[0].parent) / "report.html"
    write_report(output, runs)
    tell(f"report: {output}")
    return 0


def list_runnable(options: argparse.Namespace) -> int:
    """Print the suites and systems that can be run, and what the others lack."""
    files = [file for path in options.suites or [SHIPPED] for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    names = _names(options.data) if options.data else None
    suites = list_suites(files, names, lambda: library_corpus(options.data))
    systems = list_systems()
    if options.json:
        told = {"suites": [{**asdict(one), "path": str(one.path)} for one in suites], "systems": [asdict(one) for one in systems]}
        sys.stdout.write(json.dumps(told) + "\n")
        return 0
    for suite in suites:
        sys.stdout.write(f"{suite.path}: {suite.problem or f'{suite.cases} cases'}\n")
    for system in systems:
        sys.stdout.write(f"{system.name}: {'needs ' + ', '.join(system.missing) if system.missing else 'installed'}\n")
    return 0


def _names(data: Path) -> list[str]:
    from assistant.library import Library

    library = Library(data)
    try:
        return [summary.name for summary in library.summaries()]
    finally:
        library.close()


def _run_system(name: str, places: Places, options: argparse.Namespace) -> Run:
    """Run one system over all suites and write its JUnit file; its log is written as it goes."""
    folder: Path = options.out / re.sub(r"[^\w.-]+", "-", name).strip("-")
    opened = [(open_system(name, _furnished(name, around, held, options)), around, held) for around, held in places]
    header = _header(name, opened, options)
    entails = open_entailment(options.entailment, header.model)
    chosen = Options(options.timeout, options.jobs, not options.search_only, not options.no_search, options.depth)
    total = sum(len(loaded.cases) for _, _, held in opened for loaded in held)
    shown = _lines if options.progress == "json" else _progress
    with open_log(folder, header, options.fresh) as log, shown(name, total, len(log.rows)) as advance:
        rows: list[CaseRow] = []
        for system, around, held in opened:
            bench = Bench(system, entails, options.entailment, around.corpus, chosen)
            rows += run_suites(held, bench, log, advance)
    write_junit(folder / "junit.xml", name, rows)
    return run_of(header, rows)


def _furnished(name: str, around: Surroundings, held: Sequence[LoadedSuite], options: argparse.Namespace) -> Surroundings:
    """Give the assistant a library: the one named, or one ingested under the folder of the runs."""
    if name != "assistant" or not held:
        return around
    place = held[0].corpus_path
    key = hashlib.sha256(str(place).encode()).hexdigest()[:8]
    return with_library(around, place, options.out / f"library-{key}")


def _header(name: str, opened: Sequence[tuple[System, Surroundings, list[LoadedSuite]]], options: argparse.Namespace) -> Header:
    """Return what the run is of, with its digests."""
    systems = [system for system, _, _ in opened]
    settings = "\0".join(str(getattr(system, "settings", "")) for system in systems)
    corpora = [around.corpus.digest for _, around, _ in opened if around.corpus is not None]
    return Header(
        system=name,
        model=str(getattr(systems[0], "model", "") or ""),
        entailment=options.entailment,
        corpus=corpora[0] if len(corpora) == 1 else hashlib.sha256("".join(corpora).encode()).hexdigest(),
        settings=hashlib.sha256(settings.encode()).hexdigest(),
        code=code_digest(),
        suites={loaded.suite.suite: loaded.digest for _, _, held in opened for loaded in held},
        seed=options.seed,
        search_depth=0 if options.no_search else options.depth,
        timeout=options.timeout,
        asks=not options.search_only,
    )


def _broken(run: Run) -> list[str]:
    """Without thresholds, what the exit status says is whether the system itself held: no crash, hang or rubbish."""
    return [f"{count} {kind}" for kind, count in run.groups[0].outcomes.items() if kind != "replied" and count]


@contextmanager
def _progress(name: str, total: int, done: int) -> Iterator[Callable[[CaseRow], None]]:
    """Show a progress bar on standard error while a system runs."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[passed]} passed"), console=Console(stderr=True)) as bar:
        task = bar.add_task(name, total=total, completed=done, passed=0)
        passed = 0

        def advance(row: CaseRow) -> None:
            nonlocal passed
            passed += row.passed
            bar.update(task, advance=1, passed=passed)

        yield advance


@contextmanager
def _lines(name: str, total: int, done: int) -> Iterator[Callable[[CaseRow], None]]:
    """Print a JSON line on standard output when a system begins, and one a case."""

    def say(**told: object) -> None:
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    say(event="begin", system=name, total=total, done=done)
    yield lambda row: say(
        event="case", system=name, suite=row.suite, id=row.case.id, passed=row.passed, outcome=str(row.outcome), error=row.error
    )
