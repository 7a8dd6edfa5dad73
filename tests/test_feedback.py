"""Feedback: kept whatever happens to the process, shown to those it is open to, made into cases that the harness runs."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.small import QUESTION, assistant_over

from assistant.cli import main
from assistant.errors import BadRequest
from assistant.feedback import LONGEST_COMMENT, Feedback, Ledger, Verdict, feedback_to_json, open_feedback
from assistant.feedback.suite import suite_yaml
from assistant.jsonio import answer_to_json, dumps
from assistant.records import Kind, Role
from assistant.retrieval.scope import Scope
from eval.corpus import corpus_of
from eval.loading import check_gold, load_suite

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
TOLD: dict[str, Any] = {
    "id": "a1", "question": "How deep is the lake?", "status": "answered", "text": "It is 9 m deep. [1]",
    "claims": [{"text": "It is 9 m deep.", "citations": [1], "grounded": True, "checks": []}],
    "citations": [{"id": 1, "document": "lake.txt", "item": "4", "heading": "DEPTH", "quote": "It is 9 m\ndeep."}],
    "figures": [],
}  # fmt: skip


def entry(verdict: Verdict = Verdict.RIGHT, ident: str = "a1", **given: Any) -> Feedback:
    return Feedback(verdict, str(TOLD["question"]), TOLD | {"id": ident}, NOW, **given)


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    scope = Scope.of(Role.MEMBER, bodies=("Ponds",), kinds=(Kind.MINUTES,), first=date(2020, 1, 2), documents=("a.pdf",))
    whole = entry(
        Verdict.WRONG_CITATION,
        role=Role.MEMBER,
        history=("What is the lake?",),
        scope=scope,
        comment="no – p. 3\n“x”",
        user="Ann",
    )
    Ledger(tmp_path).add(whole)
    assert Ledger(tmp_path).read().entries == (whole,)


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    Ledger(tmp_path).add(entry())
    assert stat.S_IMODE((tmp_path / "feedback.jsonl").stat().st_mode) == 0o600


def test_a_later_verdict_on_the_same_answer_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for one in (entry(Verdict.RIGHT, "a"), entry(Verdict.RIGHT, "b"), entry(Verdict.WRONG, "a")):
        ledger.add(one)
    assert [(one.id, one.verdict) for one in ledger.read().entries] == [("b", Verdict.RIGHT), ("a", Verdict.WRONG)]
    assert len((tmp_path / "feedback.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize(
    "damage",
    ["{", "null", dumps(feedback_to_json(entry()) | {"verdict": "maybe"}), dumps(feedback_to_json(entry()) | {"answer": {}})],
)
def test_a_damaged_line_is_told_with_its_number_and_stays(tmp_path: Path, damage: str) -> None:
    ledger, path = Ledger(tmp_path), tmp_path / "feedback.jsonl"
    ledger.add(entry(ident="a"))
    with path.open("a") as stream:
        stream.write(damage)  # no end of line: the writer died
    ledger.add(entry(ident="b"))
    kept = ledger.read()
    assert [one.id for one in kept.entries] == ["a", "b"]
    assert [one.line for one in kept.damaged] == [2] and kept.damaged[0].reason
    assert damage in path.read_text().splitlines()


def test_processes_add_at_once_without_loss(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from assistant.feedback import Feedback, Ledger, Verdict\n"
        f"told = {TOLD!r}\n"
        "for n in range(40):\n"
        "  answer = told | {'id': f'{sys.argv[2]}-{n}', 'text': 'x' * 20000}\n"
        "  Ledger(Path(sys.argv[1])).add(Feedback(Verdict.RIGHT, 'q', answer, datetime.now(UTC)))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(n)]) for n in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    kept = Ledger(tmp_path).read()
    assert len(kept.entries) == 120 and not kept.damaged


def test_what_could_not_be_read_back_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Feedback(Verdict.RIGHT, "q", TOLD, datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="id"):
        Feedback(Verdict.RIGHT, "q", TOLD | {"id": None}, NOW)
    with pytest.raises(BadRequest, match="2,000"):
        entry(comment="x" * (LONGEST_COMMENT + 1))


def test_the_public_reads_only_feedback_of_the_public() -> None:
    held = [entry(role=role) for role in Role]
    assert [one.role for one in open_feedback(held, Role.PUBLIC)] == [Role.PUBLIC]
    assert open_feedback(held, Role.MEMBER) == open_feedback(held, Role.OFFICER) == tuple(held)


def test_right_answers_become_cases_that_the_harness_accepts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_over(tmp_path, monkeypatch)
    asked = [
        QUESTION,
        "Who attended the meeting of 14 June 2023?",
        "What was decided about fly-tipping?",
        "How deep is Lake Zurich?",
    ]
    answers = [answer_to_json(assistant.ask(question), f"id/{n}") for n, question in enumerate(asked)]
    held = [Feedback(Verdict.RIGHT, question, told, NOW) for question, told in zip(asked, answers, strict=True)]
    path = tmp_path / "from-readers.yaml"
    path.write_text(suite_yaml(held, "from-readers"), "utf-8")
    loaded = load_suite(path)
    check_gold(loaded, corpus_of([assistant.document("minutes-2023-06-14.txt")]))
    assert [case.question for case in loaded.cases] == asked
    assert loaded.cases[0].expect.answer[0].number == 46 and loaded.cases[0].expect.evidence
    assert [case.answerable for case in loaded.cases] == [True, True, True, False]
    assistant.close()


@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.WRONG_CITATION])
def test_what_was_wrong_becomes_a_draft_that_says_what_was_answered(tmp_path: Path, verdict: Verdict) -> None:
    hostile = "bad\nsuite: other\x85- id: x\u2028# \x00: {"
    held = [entry(verdict, comment=hostile, history=(hostile,)), entry(ident="b")]
    path = tmp_path / "s.yaml"
    path.write_text(suite_yaml(held), "utf-8")
    loaded = load_suite(path)
    assert loaded.drafts == 1 and [case.id for case in loaded.cases] == ["feedback-b"]
    assert loaded.suite.cases[0].history == (hostile,) and not loaded.suite.cases[0].expect.evidence
    assert "# " in path.read_text("utf-8") and "9 m deep" in path.read_text("utf-8").partition("- id")[0]


def test_a_case_cannot_say_what_narrows_by_date_and_is_a_draft(tmp_path: Path) -> None:
    held = entry(scope=replace(Scope(), first=date(2020, 5, 1), bodies=("Ponds",)))
    text = suite_yaml([held])
    assert not yaml.safe_load(text)["cases"][0]["accepted"] and "Ponds, from 2020-05-01" in text


def test_the_command_lists_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = Ledger(tmp_path)
    ledger.add(entry(Verdict.RIGHT, "a"))
    ledger.add(entry(Verdict.WRONG, "b", comment="the other lake"))
    ledger.add(replace(entry(Verdict.WRONG, "c", role=Role.MEMBER), question="What was the exempt price?"))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["--data", str(tmp_path), "feedback", *arguments])
        return (status, *capsys.readouterr())

    def listed(*arguments: str) -> list[str]:
        return [one["id"] for one in json.loads(run("--json", *arguments)[1])["feedback"]]

    assert listed() == ["a", "b"] and listed("--role", "officer") == ["a", "b", "c"]
    assert listed("--verdict", "wrong", "--role", "member") == ["b", "c"] and listed("a") == ["a"]
    status, out, _ = run()
    assert status == 0 and "the other lake" in out and "exempt price" not in out and "2 answers" in out
    assert run("--suite", str(tmp_path / "s.yaml"))[0] == 0 and load_suite(tmp_path / "s.yaml").drafts == 1
    assert run("--suite", str(tmp_path / "none.yaml"), "nobody")[0] == 2 and not (tmp_path / "none.yaml").exists()
    with (tmp_path / "feedback.jsonl").open("a") as stream:
        stream.write("rubbish\n")
    status, out, complaint = run("--json")
    assert status == 1 and "line 4" in complaint and len(json.loads(out)["feedback"]) == 2
