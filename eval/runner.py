"""Asking: many questions at once, each with a time limit, every outcome a row."""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assistant
from eval.context import Context
from eval.corpus import Corpus
from eval.entailment import Memo, refuse_own_judge
from eval.gold import covers
from eval.loading import LoadedSuite
from eval.metrics import score_all
from eval.reply import Attempt, Found, Outcome, Reply, RubbishError, as_json, read_found, read_reply
from eval.runlog import CaseRow, RunLog, row_of
from eval.suite import Case
from eval.systems import System, question_of


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done: seconds a question may take, questions at once, and what is asked of the system."""

    timeout: float = 60.0
    jobs: int = 4
    asks: bool = True
    searches: bool = True
    search_depth: int = 10


@dataclass(frozen=True, slots=True)
class Bench:
    """What stays the same over a run: the system, the means to judge it, and the options."""

    system: System
    entails: Memo
    entailment: str
    corpus: Corpus | None = None
    options: Options = Options()


def run_suites(
    suites: Sequence[LoadedSuite], bench: Bench, log: RunLog, advance: Callable[[CaseRow], None] = lambda row: None
) -> list[CaseRow]:
    """Put every case that the log does not hold yet to the system; return all rows in the order of the suites.

    Rows are written as they are done; ``advance`` is called in this thread after each.

    Raises:
        JudgeError: a reply shows that the judge is the model under test.
    """
    wanted = [(loaded.suite.suite, case) for loaded in suites if not loaded.skipped for case in loaded.cases]
    done = {row.key for row in log.rows}
    todo = iter([one for one in wanted if (one[0], one[1].id) not in done])
    jobs = max(1, min(bench.options.jobs, getattr(bench.system, "jobs", bench.options.jobs)))
    with ThreadPoolExecutor(jobs, thread_name_prefix="eval") as pool:
        for row in _in_flight(pool, todo, jobs, lambda suite, case: run_case(suite, case, bench)):
            log.add(row)
            advance(row)
    place = {(suite, case.id): index for index, (suite, case) in enumerate(wanted)}
    return sorted((row for row in log.rows if row.key in place), key=lambda row: place[row.key])


def run_case(suite: str, case: Case, bench: Bench) -> CaseRow:
    """Ask one question and score what comes of it."""
    attempt = attempt_case(bench.system, case, bench.options)
    if attempt.reply is not None:
        refuse_own_judge(bench.entailment, attempt.reply.answerer)
    context = Context(case, attempt, bench.entails, bench.corpus)
    return row_of(suite, case, cluster_of(case, bench.corpus), attempt, score_all(context))


def attempt_case(system: System, case: Case, options: Options) -> Attempt:
    """Ask, and search where the system can; whatever the system does, this returns."""
    question = question_of(case)
    search = getattr(system, "search", None) if options.searches else None
    found: tuple[Found, ...] | None = None
    trouble, searched_in = "", 0.0
    if search is not None:
        looked = _limited(lambda: read_found(search(case.question, options.search_depth)), options.timeout)
        found, searched_in = looked.value, looked.seconds
        trouble = "" if looked.outcome is Outcome.REPLIED else f"{looked.outcome}: {looked.error}"
    if not options.asks:
        outcome = Outcome.REPLIED if search is None else looked.outcome
        return Attempt(
            outcome, searched_in, error=trouble, asked=False, searched=search is not None, found=found,
            search_error=trouble, search_seconds=searched_in,
        )  # fmt: skip
    kept: list[Mapping[str, Any]] = []

    def ask() -> Reply:
        raw = system.ask(question)
        if isinstance(raw, Mapping):
            kept.append(as_json(raw))
        return read_reply(raw)

    got = _limited(ask, options.timeout)
    raw = kept[0] if kept else None
    return Attempt(got.outcome, got.seconds, got.value, raw, got.error, True, search is not None, found, trouble, searched_in)


def cluster_of(case: Case, corpus: Corpus | None) -> str:
    """Return the document that a case is about, by its first gold quote; a case without one stands alone."""
    for evidence in case.expect.evidence:
        if evidence.document:
            return evidence.document
        for name, text in (corpus.folded if corpus is not None else {}).items():
            if covers(name, text, evidence):
                return name
    return f"case {case.id}"


def code_digest() -> str:
    """Return the SHA-256 over the program text of the assistant and of the harness."""
    total = hashlib.sha256()
    for root in (Path(assistant.__file__).parent, Path(__file__).parent):
        for path in sorted(root.rglob("*.py")):
            total.update(f"{root.name}/{path.relative_to(root)}\0".encode() + path.read_bytes())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class _Got:
    """What a call gave within its time."""

    outcome: Outcome
    seconds: float
    value: Any = None
    error: str = ""


def _limited(call: Callable[[], Any], seconds: float) -> _Got:
    """Call in a thread of its own and wait no longer than the limit.

    A thread cannot be killed, so a call that hangs is left behind as a daemon, which dies with the program.
    """
    box: queue.SimpleQueue[_Got] = queue.SimpleQueue()

    def work() -> None:
        try:
            box.put(_Got(Outcome.REPLIED, 0.0, call()))
        except RubbishError as error:
            box.put(_Got(Outcome.RUBBISH, 0.0, error=str(error)))
        except BaseException as error:  # sys.exit in a system is a crash of the system
            box.put(_Got(Outcome.CRASH, 0.0, error=f"{type(error).__name__}: {error}"))

    began = time.perf_counter()
    threading.Thread(target=work, daemon=True, name="eval-case").start()
    try:
        got = box.get(timeout=seconds)
    except queue.Empty:
        return _Got(Outcome.HANG, seconds, error=f"no answer within {seconds:g} s")
    return _Got(got.outcome, time.perf_counter() - began, got.value, got.error)


def _in_flight(
    pool: ThreadPoolExecutor, todo: Iterator[tuple[str, Case]], jobs: int, work: Callable[[str, Case], CaseRow]
) -> Iterator[CaseRow]:
    """Yield rows as they are done, with no more cases started than there are hands, so that Ctrl-C stops soon."""
    running: set[Future[CaseRow]] = set()
    while True:
        while len(running) < jobs and (one := next(todo, None)) is not None:
            running.add(pool.submit(work, *one))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
