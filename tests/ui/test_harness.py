"""The harness as a program of its own: runs are followed, kept and compared, and what breaks off says why."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from assistant.errors import BadRequest, LibraryLocked, NotFound
from assistant.records import Role
from assistant.service import Assistant
from assistant.ui.evaluatedesk import EvaluateDesk
from assistant.ui.harness import Harness, HarnessError
from assistant.ui.harnessrun import Run
from assistant.ui.managedesk import REFUSED
from assistant.ui.reporthtml import comparison_html, report_html
from assistant.web.gate import Visitor

SUITE = """\
suite: mine
cases:
  - {id: price, kind: near-miss, question: What is the price of bread in Paris?, expect: {status: [abstained, restricted]}}
  - {id: moon, kind: figure, question: How far is the moon?, expect: {answer: [{number: 384400}]}}
"""
OFFICER = Visitor("officer", Role.OFFICER)


@pytest.fixture(scope="module")
def harness(sample_library: Path) -> Harness:
    return Harness(sample_library)


def ended(harness: Harness) -> Run:
    until = time.monotonic() + 90
    while harness.busy and time.monotonic() < until:
        time.sleep(0.05)
    assert harness.run is not None
    assert not harness.busy
    return harness.run


@pytest.fixture(scope="module")
def runs(harness: Harness, tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Two runs of the same suite, and meanwhile a third that is refused."""
    listed = harness.keep_suite("My suite!.yml", SUITE)
    assert (listed["name"], listed["cases"], listed["problem"]) == ("mine", 2, "")
    (file,) = harness.suites.iterdir()
    done = []
    for _ in range(2):
        harness.start({"mine": file}, ["assistant"])
        with pytest.raises(LibraryLocked, match="under way"):
            harness.start({"mine": file}, ["assistant"])
        done.append(ended(harness))
    return done


def test_a_run_is_followed_and_its_report_kept(harness: Harness, runs: list[Run]) -> None:
    assert [(run.state, run.told, run.done, run.passed) for run in runs] == [("done", "", 2, 1)] * 2
    assert [run.name for run in Harness(harness.suites.parent).runs()] == [run.name for run in reversed(runs)]
    (told,) = harness.report(runs[0].name)
    shown = report_html("mine", [told])
    assert "1 of 2 cases passed" in shown
    assert "How far is the moon?" in shown
    assert "bread" not in shown, "what passed is not listed"
    assert "50% <small>of 2 (" in shown and "This assistant" in shown
    plain = re.sub(r"\([^()]*\)", "", re.sub("<[^>]+>", " ", shown))
    assert not re.search(r"F1|recall|bm25|rrf|interval|abstention|near-miss", plain, re.I), "terms of the trade only in brackets"


def test_two_runs_are_compared_in_words(harness: Harness, runs: list[Run]) -> None:
    told = comparison_html("them", harness.compare(runs[0].name, runs[1].name))
    assert "Passed before: 1 of 2; now: 1. No case was fixed, none broken." in told
    assert "Every case was answered in the same words" in told
    with pytest.raises(NotFound):
        harness.compare(runs[0].name, "../../etc")


def test_a_run_that_breaks_off_says_why_and_has_no_figures(harness: Harness, runs: list[Run]) -> None:
    harness.start({"gone": Path("gone.yaml")}, ["assistant"])
    run = ended(harness)
    assert run.state == "failed"
    assert "gone.yaml" in run.told
    with pytest.raises(NotFound):
        harness.report(run.name)


def test_a_cancelled_run_ends_soon_and_is_kept_as_such(harness: Harness, runs: list[Run]) -> None:
    run = harness.start({"mine": next(harness.suites.iterdir())}, ["assistant"])
    harness.cancel()
    assert run.process is not None
    run.process.wait(20)
    assert not harness.busy
    until = time.monotonic() + 10
    while Harness(harness.suites.parent).runs()[0].state != "cancelled" and time.monotonic() < until:
        time.sleep(0.05)
    assert Harness(harness.suites.parent).runs()[0].state == "cancelled"


def test_what_is_no_suite_is_refused_with_its_line_and_not_kept(harness: Harness, runs: list[Run]) -> None:
    with pytest.raises(BadRequest, match="line 3"):
        harness.keep_suite("bad.yaml", "suite: bad\ncases:\n  - {id: x}\n")
    with pytest.raises(BadRequest, match="choose"):
        harness.start({}, ["assistant"])
    assert [file.name for file in harness.suites.iterdir()] == ["My-suite.yaml"]


def test_a_harness_that_is_not_there_is_told(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ui.harness.assistant.__file__", "/nowhere/assistant/__init__.py")
    monkeypatch.setattr("assistant.ui.harness.sys.executable", "/bin/false")
    with pytest.raises(HarnessError):
        harness.choices()


def test_the_tab_is_for_officers_alone(sample_library: Path) -> None:
    assistant = Assistant.open(sample_library)
    try:
        desk = EvaluateDesk(assistant)
        for visitor in (Visitor(), Visitor("member", Role.MEMBER)):
            assert desk.opened(visitor) == desk.progress(visitor) == desk.finished(visitor) == {}
            for deed in ("run", "cancel", "keep", "show", "compare"):
                assert desk.act(visitor, {"do": deed, "suite": "mine", "system": "assistant", "name": "a", "text": SUITE}) == {
                    "told": REFUSED
                }
        shown = desk.opened(OFFICER)["choices"]
        assert 'value="borough-figures"' in shown
        assert "cannot be run over this library" in shown
        assert 'value="records-dev"' not in shown
        assert "choose at least one" in desk.act(OFFICER, {"do": "run", "suite": "records-dev", "system": "assistant"})["told"]
        assert "2 MiB" in desk.act(OFFICER, {"do": "keep", "name": "big.yaml", "text": "x" * 3 * 2**20})["told"]
    finally:
        assistant.close()


def test_a_report_cannot_become_markup_and_names_a_crash() -> None:
    hostile = "<img src=x onerror=1>\"'"
    case = {
        "suite": hostile, "id": hostile, "kind": hostile, "question": hostile, "history": [hostile], "role": "public",
        "passed": False, "outcome": "crash", "error": hostile, "asked": True, "status": "", "text": hostile,
        "expected": hostile, "why": hostile, "seconds": 1.0,
        "evidence": [{"document": hostile, "item": hostile, "quote": hostile}],
        "citations": [{"id": 1, "document": hostile, "item": hostile, "page": hostile, "quote": hostile}],
    }  # fmt: skip
    group = {
        "name": "all", "cases": 1, "outcomes": {"replied": 0, "crash": 1}, "estimates": {}, "unscored": {},
        "seconds": {"p50": 1.0, "p95": 1.0},
    }  # fmt: skip
    run = {"name": hostile, "model": hostile, "leaks": 0, "groups": [group, {**group, "name": hostile}], "cases": [case]}
    shown = report_html(hostile, [run])
    assert "1 crashed" in shown
    whole = {"n": 1, "passed_before": 1, "passed_after": 0, "fixed": [], "broken": ["x"], "verdict": "noise"}
    pair = {"change": "broken", "before": case, "after": case}
    compared = comparison_html(hostile, {"groups": [whole], "cases": [pair], "differing": ["corpus"], "only_one": 1})
    assert "&lt;img" in shown
    assert "&lt;img" in compared
    assert "<img" not in shown + compared
