"""Faults of a system are reported as what they are, and stay in every denominator."""

import time
from pathlib import Path

import eval_faulty as faulty
import pytest
from eval_support import by_table

from eval.corpus import Corpus, Record
from eval.errors import JudgeError, RunError
from eval.loading import LoadedSuite, load_suite
from eval.metrics import METRICS
from eval.reply import Outcome
from eval.runlog import CaseRow, Header, open_log, read_run
from eval.runner import Bench, Options, run_suites
from eval.summary import Group, summarise
from eval.systems import System

CORPUS = Corpus({"minutes.txt": Record("minutes.txt", "There were 12 bins.\n")})
TABLE = by_table(("There were 12 bins.", "There were 12 bins."), ("There were 12 bins.", "There were 12 bins [1]."))


def a_suite(tmp_path: Path, number: int) -> LoadedSuite:
    case = """\
  - id: case-{0}
    kind: figure
    question: How many bins?
    expect:
      answer: [{{number: 12, unit: bins}}]
      evidence: [{{document: minutes.txt, quote: There were 12 bins.}}]
      never: [owls]
"""
    path = tmp_path / "suite.yaml"
    path.write_text("suite: bins\ncases:\n" + "".join(case.format(n) for n in range(number)), encoding="utf-8")
    return load_suite(path)


def a_header(**changed: object) -> Header:
    given = dict(
        system="s", model="", entailment="rules", corpus="c", settings="t", code="d", suites={"bins": "e"}, seed=1,
        search_depth=10, timeout=5.0,
    ) | changed  # fmt: skip
    return Header(**given)  # type: ignore[arg-type]


def run(tmp_path: Path, system: System, number: int = 9, timeout: float = 5.0, jobs: int = 4) -> list[CaseRow]:
    bench = Bench(system, TABLE, "rules", CORPUS, Options(timeout=timeout, jobs=jobs))
    with open_log(tmp_path / "out", a_header(), fresh=True) as log:
        return run_suites([a_suite(tmp_path, number)], bench, log)


def overall(rows: list[CaseRow]) -> Group:
    return summarise(rows)[0]


def test_a_right_system_passes_everything(tmp_path: Path) -> None:
    rows = run(tmp_path, faulty.Right())
    assert all(row.passed for row in rows), rows[0].scores
    group = overall(rows)
    for metric in (
        "passed",
        "answer_correct",
        "figure_exact",
        "evidence_cited",
        "citation_correct",
        "alce_recall",
        "leak_free",
    ):
        assert group.estimates[metric].value == 1, metric
    assert group.estimates["rag_hallucination"].value == 0
    assert "recall_at_5" in group.unscored


def test_crashes_are_rows_in_every_denominator(tmp_path: Path) -> None:
    rows = run(tmp_path, faulty.CrashesEveryThird())
    assert [row.outcome for row in rows] == [Outcome.CRASH, Outcome.REPLIED, Outcome.REPLIED] * 3
    assert "RuntimeError: the disk is full" in rows[0].scores["passed"].reason
    group = overall(rows)
    assert group.outcomes[Outcome.CRASH] == 3
    for metric in ("passed", "answer_correct", "alce_recall", "rag_precision", "rag_faithfulness", "citation_exact"):
        found = group.estimates[metric]
        assert (found.n, found.failed, found.value) == (9, 3, pytest.approx(6 / 9)), metric
    assert group.estimates["rag_hallucination"].value == pytest.approx(3 / 9)
    assert "abstention_precision" in group.unscored


def test_identities_hold_over_failed_rows(tmp_path: Path) -> None:
    group = overall(run(tmp_path, faulty.CrashesEveryThird()))
    value = {name: found.value for name, found in group.estimates.items()}
    noise = value["rag_noise_relevant"] + value["rag_noise_irrelevant"]
    assert 1 - value["rag_precision"] == pytest.approx(noise + value["rag_hallucination"])
    assert value["rag_faithfulness"] + value["rag_hallucination"] + value["rag_self_knowledge"] == pytest.approx(1)


def test_rubbish_is_named(tmp_path: Path) -> None:
    rows = run(tmp_path, faulty.Rubbish(), number=10)
    assert [row.outcome for row in rows] == [Outcome.RUBBISH] * 10
    told = [row.error for row in rows]
    expected = [
        "NoneType", "just words", "int", "status: Field required", "status: Input should be", "text is empty", "text:",
        "citations.0.id", "two citations have one id", "confidence",
    ]  # fmt: skip
    for error, part in zip(told, expected, strict=True):
        assert part in error, (part, error)


def test_a_hang_is_a_hang_and_holds_nothing_up(tmp_path: Path) -> None:
    began = time.perf_counter()
    rows = run(tmp_path, faulty.Hangs(), number=12, timeout=0.3)
    assert time.perf_counter() - began < 60
    assert [row.case.id for row in rows if row.outcome is Outcome.HANG] == ["case-1", "case-11"]
    assert rows[1].seconds == pytest.approx(0.3)
    assert "no answer within 0.3 s" in rows[1].error
    assert sum(row.passed for row in rows) == 10


def test_a_system_cannot_end_the_run(tmp_path: Path) -> None:
    rows = run(tmp_path, faulty.Exits(), number=2)
    assert [row.outcome for row in rows] == [Outcome.CRASH] * 2
    assert "SystemExit: 3" in rows[0].error


def test_a_broken_search_fails_the_search_metrics_alone(tmp_path: Path) -> None:
    [row] = run(tmp_path, faulty.BrokenSearch(), number=1)
    assert row.scores["recall_at_5"].value == 0
    assert row.scores["recall_at_5"].failed
    assert "index gone" in row.scores["recall_at_5"].reason
    assert row.scores["answer_correct"].value == 1
    assert not row.passed


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    suite = a_suite(tmp_path, 6)
    bench = Bench(faulty.Right(), TABLE, "rules", CORPUS)
    folder = tmp_path / "out"
    with open_log(folder, a_header()) as log:
        whole = run_suites([suite], bench, log)
    path = folder / "run.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:4]) + lines[4][:50])  # killed while writing the fourth case

    asked: list[str] = []

    class Counts(faulty.Right):
        def ask(self, case: object) -> object:  # type: ignore[override]
            asked.append(case.id)  # type: ignore[attr-defined]
            return super().ask(case)  # type: ignore[arg-type]

    with open_log(folder, a_header()) as log:
        assert len(log.rows) == 3
        again = run_suites([suite], Bench(Counts(), TABLE, "rules", CORPUS), log)
    assert len(asked) == 3
    assert [row.key for row in again] == [row.key for row in whole]
    assert [row.scores for row in read_run(folder)[1]] != []
    assert {row.key: row.scores for row in again} == {row.key: row.scores for row in whole}


def test_another_build_does_not_go_on_in_the_same_folder(tmp_path: Path) -> None:
    open_log(tmp_path, a_header()).__exit__(None, None, None)
    with pytest.raises(RunError, match="other code, seed"):
        open_log(tmp_path, a_header(code="new", seed=2))
    open_log(tmp_path, a_header(code="new"), fresh=True).__exit__(None, None, None)


def test_the_judge_is_never_the_model_under_test(tmp_path: Path) -> None:
    class Judged(faulty.Right):
        def ask(self, case: object) -> dict[str, object]:  # type: ignore[override]
            return {**faulty.ANSWER, "answerer": "openai:gpt-x"}

    bench = Bench(Judged(), TABLE, "judge:azure_openai:gpt-x", CORPUS)
    with open_log(tmp_path / "out", a_header()) as log, pytest.raises(JudgeError, match="model under test"):
        run_suites([a_suite(tmp_path, 1)], bench, log)


def test_speed(tmp_path: Path) -> None:
    """1,000 cases of a trivial system end soon: two or three seconds on a quiet machine."""
    suite = a_suite(tmp_path, 1000)
    bench = Bench(faulty.Trivial(), TABLE, "rules", CORPUS)
    with open_log(tmp_path / "out", a_header()) as log:
        began = time.perf_counter()
        rows = run_suites([suite], bench, log)
        spent = time.perf_counter() - began
    assert len(rows) == 1000
    assert spent < 60, f"{spent:.2f} s for 1,000 cases"


def test_every_metric_scores_or_says_why_not(tmp_path: Path) -> None:
    for system in (faulty.Right(), faulty.CrashesEveryThird()):
        for row in run(tmp_path, system, number=3):
            assert set(row.scores) == {metric.name for metric in METRICS}
            assert all(score.value is not None or score.reason for score in row.scores.values())
