"""``pytest --grounding``: each case a test, a failure that can be read, and no weight when it is not used."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITE = """\
suite: bins
cases:
  - id: case-1
    kind: figure
    question: How many bins?
    expect:
      answer: [{number: 12, unit: bins}]
      evidence: [{document: minutes.txt, quote: There were 12 bins.}]
  - id: case-2
    kind: figure
    question: How many owls?
    expect:
      answer: [{number: 13, unit: owls}]
  - id: case-3
    kind: figure
    question: How many?
"""


def pytest_with(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "eval")])}
    registered = any(point.value == "eval.plugin" for point in entry_points(group="pytest11"))
    command = [
        sys.executable,
        "-m",
        "pytest",
        *([] if registered else ["-p", "eval.plugin"]),
        "-p",
        "no:asyncio",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "minutes.txt").write_text("There were 12 bins.\n")
    (tmp_path / "suite.yaml").write_text(SUITE)
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n")
    return tmp_path


def test_each_case_is_a_test(folder: Path) -> None:
    ran = pytest_with(
        folder, "--grounding", "suite.yaml", "--grounding-corpus", "records",
        "--grounding-system", "runnable:eval_faulty:CrashesEveryThird", "-v",
    )  # fmt: skip
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "suite.yaml::case-1 PASSED" in ran.stdout
    assert "1 passed" in ran.stdout
    assert "2 failed" in ran.stdout
    assert "question:     How many owls?" in ran.stdout
    assert "wrong:        missing 13 owls" in ran.stdout
    assert "crash: RuntimeError: the disk is full" in ran.stdout
    assert "Traceback" not in ran.stdout


def test_a_bad_suite_is_a_readable_error(folder: Path) -> None:
    (folder / "suite.yaml").write_text(SUITE.replace("12 bins.", "19 bins."))
    ran = pytest_with(folder, "--grounding", "suite.yaml", "--grounding-corpus", "records", "--grounding-system", "bm25")
    assert ran.returncode == 2
    assert "suite.yaml:8" in ran.stdout


def test_named_tests_run_beside_the_suite(folder: Path) -> None:
    more = (
        "--grounding-corpus",
        "records",
        "--grounding-system",
        "runnable:eval_faulty:Right",
        "-k",
        "case-1 or other",
    )
    ran = pytest_with(folder, "test_other.py", "--grounding", "suite.yaml", *more)
    assert "2 passed" in ran.stdout, ran.stdout


def test_it_is_light_when_it_is_not_used(folder: Path) -> None:
    (folder / "test_light.py").write_text(
        "import sys\ndef test_light():\n    assert not {'eval.runner', 'eval.suite', 'pydantic', 'yaml'} & set(sys.modules)\n"
    )
    ran = pytest_with(folder, "test_light.py", "-p", "no:hypothesispytest", "-p", "no:langsmith_plugin", "-p", "no:syrupy")
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr
