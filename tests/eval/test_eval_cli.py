"""The commands from end to end over a small folder of text: run, compare, report, thresholds, JUnit, propose."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from eval.cli import main
from eval.gather import read_corpus
from eval.loading import load_suite
from eval.propose import propose
from eval.runlog import read_run

SUITE = """\
suite: {name}
cases:
  - id: case-0
    kind: figure
    question: How many <b>bins</b> & owls?
    expect:
      answer: [{{number: 12, unit: bins}}]
      evidence: [{{document: minutes.txt, quote: There were 12 bins.}}]
  - id: case-1
    kind: figure
    question: How many bins?
    expect:
      answer: [{{number: 13}}]
  - id: case-2
    kind: unanswerable
    question: How many owls?
    expect: {{status: [abstained, restricted]}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "minutes.txt").write_text("There were 12 bins.\n\nThe bridge cost £42,000 in 2021 in Owlton.\n")
    (tmp_path / "records" / "other.txt").write_text("Nothing of note happened at the second meeting of that year at all.\n")
    (tmp_path / "suite.yaml").write_text(SUITE.format(name="bins"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(place: Path, system: str, *more: str, out: str = "out") -> int:
    arguments = ["run", "suite.yaml", "--system", system, "--corpus", "records", "--out", out, *more]
    return main(arguments)


def test_a_run_leaves_log_report_table_and_junit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(place, "runnable:eval_faulty:CrashesEveryThird") == 1
    said = capsys.readouterr()
    assert "| passed | 0.000 |" in said.out
    assert "1 crash" in said.err
    folder = place / "out" / "runnable-eval_faulty-CrashesEveryThird"
    header, rows = read_run(folder)
    assert {row.case.id: row.outcome for row in rows} == {"case-0": "crash", "case-1": "replied", "case-2": "replied"}
    assert len(header.corpus) == len(header.code) == len(header.suites["bins"]) == 64
    suite = ElementTree.parse(folder / "junit.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "2", "1")
    assert "the disk is full" in suite[0][0].get("message", "")


def test_the_report_is_one_file_and_all_text_is_escaped(place: Path) -> None:
    run(place, "runnable:eval_faulty:CrashesEveryThird")
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;bins&lt;/b&gt; &amp; owls" in page
    assert "<b>bins" not in page
    assert "<svg" in page
    assert not re.search(r"(?:src|href)=|url\(|@import|<script|https?://", page)
    assert "<mark>12</mark>" not in page.split("case-0")[0]
    assert "crash" in page
    assert "status is answered, expected abstained or restricted" in page


def test_words_of_the_evidence_are_marked(place: Path) -> None:
    text = (place / "suite.yaml").read_text(encoding="utf-8").replace("number: 12,", "number: 14,")
    (place / "suite.yaml").write_text(text, encoding="utf-8")
    run(place, "runnable:eval_faulty:Right")
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "<mark>There</mark> <mark>were</mark> <mark>12</mark> <mark>bins</mark>." in page


def test_thresholds_decide_the_exit_status(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bounds = place / "thresholds.yaml"

    def status(text: str) -> int:
        bounds.write_text(f"thresholds: {text}", encoding="utf-8")
        return run(place, "runnable:eval_faulty:Right", "--thresholds", "thresholds.yaml")

    assert status("{all: {passed: {min: 0.3}, crash: {max: 0}, p99: {max: 5}}}") == 0
    assert status("{all: {passed: {min: 0.5}}}") == 1
    assert "passed is 0.3333, below 0.5" in capsys.readouterr().err
    assert status("{unanswerable: {abstention_recall: {min: 0.5}}}") == 1
    assert status("{all: {recall_at_5: {min: 0.1}}}") == 1
    assert "recall_at_5 is not scored" in capsys.readouterr().err
    assert status("{all: {passed: {least: 0.5}}}") == 2


def test_thresholds_hold_the_first_system_and_peers_stand_beside_it(place: Path) -> None:
    (place / "t.yaml").write_text("thresholds: {all: {passed: {min: 0.3}, crash: {max: 0}}}", encoding="utf-8")
    beside = ("--system", "runnable:eval_faulty:CrashesEveryThird", "--thresholds", "t.yaml")
    assert run(place, "runnable:eval_faulty:Right", *beside) == 0
    assert run(place, "runnable:eval_faulty:Right", *beside[:2]) == 1


def test_wrong_use_is_status_2(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(place, "nobody") == 2
    assert "no system named 'nobody'" in capsys.readouterr().err
    assert run(place, "runnable:nowhere:x") == 2
    assert run(place, "runnable:eval_faulty:Right", "--entailment", "guess") == 2
    (place / "suite.yaml").write_text(SUITE.format(name="bins").replace("12 bins.", "19 bins."), encoding="utf-8")
    assert run(place, "runnable:eval_faulty:Right") == 2
    assert "suite.yaml:8" in capsys.readouterr().err


def test_two_suites_of_one_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "again.yaml").write_text(SUITE.format(name="bins"), encoding="utf-8")
    assert main(["run", ".", "--corpus", "records", "--system", "runnable:eval_faulty:Right"]) == 2
    assert "is that of" in capsys.readouterr().err


def test_compare_names_the_flips(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(place, "runnable:eval_faulty:CrashesEveryThird", out="a")
    run(place, "runnable:eval_faulty:Right", out="b")
    capsys.readouterr()
    before, after = "a/runnable-eval_faulty-CrashesEveryThird", "b/runnable-eval_faulty-Right"
    assert main(["compare", before, after]) == 0
    said = capsys.readouterr().out
    assert "all: 0 -> 1 of 3 passed; 1 fixed, 0 broken, McNemar p = 1.000: noise" in said
    assert "  fixed: case-0" in said
    assert main(["compare", before, after, "--json"]) == 0
    kinds = [group["name"] for group in json.loads(capsys.readouterr().out)["groups"]]
    assert kinds == ["all", "figure", "unanswerable"]
    assert main(["compare", before, before]) == 0
    assert "fixed: " not in capsys.readouterr().out
    assert main(["compare", before, "nowhere"]) == 2


def test_one_report_over_two_runs(place: Path) -> None:
    run(place, "runnable:eval_faulty:CrashesEveryThird")
    run(place, "runnable:eval_faulty:Right")
    runs = sorted(str(path) for path in (place / "out").iterdir() if path.is_dir())
    assert main(["report", *runs, "-o", "both.html"]) == 0
    page = (place / "both.html").read_text(encoding="utf-8")
    assert "runnable:eval_faulty:Right" in page
    assert "runnable:eval_faulty:CrashesEveryThird" in page


def test_replies_that_are_hard_to_write_down(place: Path) -> None:
    cases = "".join(f"  - {{id: case-{n}, kind: k, question: q}}\n" for n in range(4))
    (place / "suite.yaml").write_text("suite: s\ncases:\n" + cases, encoding="utf-8")
    assert run(place, "runnable:eval_faulty:Strange") == 0
    folder = place / "out" / "runnable-eval_faulty-Strange"
    assert len(read_run(folder)[1]) == 4
    ElementTree.parse(folder / "junit.xml")
    assert main(["export", "ragas", str(folder), "-o", "r.jsonl"]) == 0
    assert main(["report", str(folder)]) == 0
    assert "<script" not in (folder / "report.html").read_text(encoding="utf-8")


def test_search_only(place: Path) -> None:
    assert run(place, "runnable:eval_faulty:BrokenSearch", "--search-only") == 1
    _, rows = read_run(place / "out" / "runnable-eval_faulty-BrokenSearch")
    assert {row.outcome for row in rows} == {"crash"}
    [row] = [row for row in rows if row.case.id == "case-0"]
    assert row.scores["alce_recall"].value is None
    assert row.scores["recall_at_5"].value == 0


def test_propose_drafts_that_load_and_wait_for_a_person(place: Path) -> None:
    assert main(["propose", "records", "-o", "drafts.yaml", "-n", "3"]) == 0
    data = yaml.safe_load((place / "drafts.yaml").read_text(encoding="utf-8"))
    kinds = {case["kind"]: case for case in data["cases"]}
    assert set(kinds) == {"figure", "near-miss", "unanswerable"}
    assert "____" in kinds["figure"]["question"]
    assert kinds["figure"]["expect"]["answer"] == [{"number": 42000.0, "unit": "£"}]
    assert "2022" in kinds["near-miss"]["question"]
    assert kinds["unanswerable"]["documents"] == ["other.txt"]
    loaded = load_suite(place / "drafts.yaml")
    assert (len(loaded.cases), loaded.drafts) == (0, len(data["cases"]))


def test_schema_is_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]) == {"Case", "Evidence", "Expect", "Part", "Role", "Status"}


def test_propose_asks_for_table_cells_and_leaves_exempt_matter_alone() -> None:
    root = Path(__file__).parents[2]
    corpus = read_corpus(root / "corpus" / "records")
    cases = propose(corpus, 40)
    assert len(cases) == 120
    told = " ".join(case.question for case in cases)
    assert "In the table '" in told
    quotes = [evidence.quote for case in cases for evidence in case.expect.evidence]
    assert not [quote for quote in quotes if "1,873,460" in quote or "performance bond" in quote]
    assert propose(corpus, 5, seed=1) != propose(corpus, 5, seed=2)
    assert propose(corpus, 5, seed=1) == propose(corpus, 5, seed=1)
