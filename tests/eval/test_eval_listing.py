"""What can be run is listed with what stands against it, and runs are told to programs as JSON."""

import json
from pathlib import Path

import pytest
from test_eval_cli import place, run  # noqa: F401 - a fixture

from eval.cli import main
from eval.corpus import Corpus, Record
from eval.listing import list_suites, list_systems

CASE = "  - {{id: {id}, kind: k, question: What?, expect: {{evidence: [{{document: {document}, quote: {quote}}}]}}}}\n"


def suite(folder: Path, name: str, *cases: str, head: str = "") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(f"suite: {name}\n{head}cases:\n{''.join(cases)}", encoding="utf-8")
    return file


def corpus() -> Corpus:
    return Corpus({"a.txt": Record("a.txt", "There were 12 bins.")})


def test_a_suite_is_listed_with_what_the_library_lacks(tmp_path: Path) -> None:
    ready = suite(tmp_path, "ready", CASE.format(id="x", document="a.txt", quote="12 bins"))
    lacking = suite(tmp_path, "lacking", *(CASE.format(id=n, document=f"{n}.txt", quote="q") for n in "abcde"))
    misquoted = suite(tmp_path, "misquoted", CASE.format(id="x", document="a.txt", quote="13 bins"))
    broken = suite(tmp_path, "broken", "  - {id: x}\n")
    drafts = suite(tmp_path, "drafts", "  - {id: x, kind: k, question: What?, accepted: false}\n")
    told = {one.name: one.problem for one in list_suites([ready, lacking, misquoted, broken, drafts], ["a.txt"], corpus)}
    assert told["ready"] == ""
    assert told["lacking"] == "it is about records that are not loaded here: b.txt, c.txt, d.txt and 1 more"
    assert "13 bins" in told["misquoted"]
    assert told["broken"].startswith("line 3: ")
    assert "draft" in told["drafts"]


def test_a_suite_without_quotes_is_about_its_corpus(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "b.txt").write_text("words")
    case = "  - {id: x, kind: k, question: What?, expect: {status: abstained}}\n"
    silent = suite(tmp_path, "silent", case, head="corpus: records\n")
    assert "not loaded here: b.txt" in list_suites([silent], ["a.txt"], corpus)[0].problem
    assert not list_suites([silent], ["b.txt"], corpus)[0].problem
    assert not list_suites([silent], None, corpus)[0].problem


def test_a_peer_lacks_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from eval import listing

    monkeypatch.setattr(listing, "find_spec", lambda name: None if name == "bm25s" else object())
    assert {one.name: one.missing for one in list_systems()} == {
        "assistant": (), "bm25": ("bm25s",), "langchain-minilm": (), "rrf": ("bm25s",),
    }  # fmt: skip


def test_shipped_suites_are_listed_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "borough-figures" in {one["name"] for one in told["suites"]}
    assert [one["name"] for one in told["systems"]][0] == "assistant"


def test_a_run_tells_its_progress_and_its_report_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert run(place, "runnable:eval_faulty:CrashesEveryThird", "--progress", "json") == 1
    begun, *cases = map(json.loads, capsys.readouterr().out.splitlines())
    assert (begun["event"], begun["total"], begun["done"]) == ("begin", 3, 0)
    assert {case["id"]: case["outcome"] for case in cases} == {"case-0": "crash", "case-1": "replied", "case-2": "replied"}
    assert main(["report", "--json", "out/runnable-eval_faulty-CrashesEveryThird"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["runs"]
    assert told["groups"][0]["outcomes"]["crash"] == 1
    crashed = next(case for case in told["cases"] if case["id"] == "case-0")
    assert crashed["error"]
    assert not crashed["passed"]
    assert crashed["expected"] == "answered, 12 bins"


def test_a_comparison_tells_the_cases_regressions_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    run(place, "runnable:eval_faulty:Right", out="a")
    run(place, "runnable:eval_faulty:CrashesEveryThird", out="b")
    capsys.readouterr()
    runs = ["a/runnable-eval_faulty-Right", "b/runnable-eval_faulty-CrashesEveryThird"]
    assert main(["compare", "--json", *runs]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["groups"][0]["verdict"] == "noise"
    broken = [case for case in told["cases"] if case["change"] == "broken"]
    assert told["cases"][: len(broken)] == broken
    assert {case["after"]["id"] for case in broken} == set(told["groups"][0]["broken"])
    assert broken[0]["before"]["passed"]
