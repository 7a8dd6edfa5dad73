"""The handbook is true: its example suite loads and scores, every metric and option is in it, the schema is current."""

import json
import re
from pathlib import Path

import pytest
import yaml

from eval.cli import _parser, main
from eval.gather import read_corpus
from eval.loading import LoadedSuite, check_gold, load_suite
from eval.metrics import METRICS
from eval.suite import json_schema
from eval.thresholds import Thresholds, load_thresholds

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "evaluation.md").read_text(encoding="utf-8")
SUITES = ROOT / "eval" / "suites"
RECORD = """\
6. MINUTES

The minutes were agreed.

7. POOL

The repair of the pool had cost £42,500. Councillor Marsh proposed that the pool be reopened in June, and on the
proposal of Councillor Marsh it was so resolved.
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "minutes-2021-05-04.txt").write_text(RECORD, encoding="utf-8")
    path = tmp_path / "suite.yaml"
    path.write_text(blocks("yaml")[0], encoding="utf-8")
    return path


def test_the_example_suite_loads_and_its_quotes_are_found(example: Path) -> None:
    loaded = load_suite(example)
    assert loaded.corpus_path is not None
    check_gold(loaded, read_corpus(loaded.corpus_path))
    assert [case.kind for case in loaded.cases] == ["figure", "who", "near-miss", "exempt"]


def test_the_example_system_answers_the_example_suite(
    example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(example.parent)
    (example.parent / "example_system.py").write_text(blocks("python")[0], encoding="utf-8")
    arguments = ["run", "suite.yaml", "--system", "runnable:example_system:Mine", "--out", "out", "--corpus", "records"]
    assert main(arguments) == 0
    assert "| figure_exact | 1.000 |" in capsys.readouterr().out


def test_the_example_from_python_runs() -> None:
    exec(compile(blocks("python")[1], "evaluation.md", "exec"), {})


def test_the_example_thresholds_are_thresholds() -> None:
    assert Thresholds.model_validate(yaml.safe_load(blocks("yaml")[1])).thresholds["all"]["p95"].max == 1
    assert load_thresholds(ROOT / "eval" / "thresholds.yaml").thresholds["all"]["leak_free"].min == 1


def test_every_metric_key_and_option_is_in_the_handbook() -> None:
    keys = {name for model in json_schema()["$defs"].values() for name in model.get("properties", {})}
    names = {metric.name for metric in METRICS} | keys
    assert [name for name in sorted(names) if f"`{name}`" not in PAGE] == []
    run = _parser()._subparsers._group_actions[0].choices["run"]  # type: ignore[union-attr,index,call-overload]
    options = [action.option_strings[-1] for action in run._actions if action.option_strings]
    assert [option for option in options if option not in PAGE and option != "--help" and option != "--depth"] == []


def test_the_schema_file_is_current() -> None:
    written = json.loads((DOCS / "suite.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "python -m eval schema > docs/suite.schema.json"


def sample_suites() -> list[LoadedSuite]:
    return [load_suite(path) for path in sorted(SUITES.glob("borough-*.yaml"))]


def test_the_sample_suites_hold_against_the_sample_corpus() -> None:
    corpus = read_corpus(ROOT / "corpus" / "records")
    for loaded in sample_suites():
        check_gold(loaded, corpus)


def test_the_sample_suites_are_broad() -> None:
    cases = [case for loaded in sample_suites() for case in loaded.cases]
    assert len(cases) >= 120
    kinds = [case.kind for case in cases]
    wanted = {
        "figure", "table", "compute", "decision", "who-when-why", "definition", "list", "cross-reference", "followup",
        "unanswerable", "near-miss", "exempt-public", "exempt-member", "exempt-officer", "injection", "data-quality",
    }  # fmt: skip
    assert set(kinds) == wanted
    assert {case.role for case in cases if case.kind.startswith("exempt")} == {"public", "member", "officer"}
    assert all(case.expect.never for case in cases if case.kind in ("exempt-public", "injection"))
    for loaded in sample_suites():
        assert f"| `{loaded.path.name}` | {len(loaded.cases)} |" in PAGE


@pytest.mark.parametrize("name", ["records-dev", "records-test", "records-bench"])
def test_the_suites_over_the_shared_records(name: str) -> None:
    loaded = load_suite(SUITES / f"{name}.yaml")
    if loaded.skipped:
        pytest.skip(loaded.skipped)
    assert loaded.corpus_path is not None
    check_gold(loaded, read_corpus(loaded.corpus_path))
    assert len(loaded.cases) >= 40
