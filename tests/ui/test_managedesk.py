"""What the Manage tab does and shows: for officers alone, all words escaped."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from test_caretaker import POND, ended, upload

from assistant.feedback import Feedback, Ledger, Verdict
from assistant.jsonio import answer_to_json
from assistant.library import DocumentSummary
from assistant.records import Access, Kind, Role
from assistant.retrieval.indexes import Agreement
from assistant.service import Assistant
from assistant.ui.caretaker import Caretaker
from assistant.ui.jobs import FileWork, Job, State
from assistant.ui.managedesk import REFUSED, ManageDesk
from assistant.ui.managehtml import check_html, job_html, job_status, records_html, waiting_html
from assistant.web.gate import Visitor

OFFICER = Visitor("officer", Role.OFFICER)
OTHERS = [Visitor(), Visitor("member", Role.MEMBER)]
HOSTILE = "<img src=x onerror=1>\"'"
DEEDS = ("uploaded", "discard", "add", "find", "remove", "check", "repair", "verdict", "suite")


def no_download(name: str, media_type: str, content: bytes) -> str:
    raise AssertionError("nothing was to be downloaded")


@pytest.fixture
def desk(opened: Callable[..., Assistant], tmp_path: Path) -> ManageDesk:
    return ManageDesk(Caretaker(opened(tmp_path / "library")))


@pytest.mark.parametrize("visitor", OTHERS, ids=["public", "member"])
def test_others_than_officers_see_nothing_and_change_nothing(desk: ManageDesk, visitor: Visitor) -> None:
    upload(desk.caretaker, "ponds.txt", POND.format(45))
    ended(desk.caretaker.add("officer", frozenset()))
    assert desk.opened(visitor) == desk.progress(visitor) == desk.finished(visitor) == {}
    for deed in DEEDS:
        assert desk.act(visitor, {"do": deed, "name": "ponds.txt"}, no_download) == {"said": REFUSED}
    assert [one.name for one in desk.caretaker.assistant.summaries()] == ["ponds.txt"]


def test_an_officer_adds_finds_and_removes(desk: ManageDesk) -> None:
    upload(desk.caretaker, "ponds.txt", POND.format(45))
    assert "Add 1 record<" in desk.act(OFFICER, {"do": "uploaded"}, no_download)["waiting"]
    desk.act(OFFICER, {"do": "add"}, no_download)
    assert desk.caretaker.job is not None
    ended(desk.caretaker.job)
    assert desk.progress(OFFICER)["said"] == "Adding records: done. 1 added."
    assert "Ponds Committee" in desk.opened(OFFICER)["records"]
    assert "None of the 1 records" in desk.act(OFFICER, {"do": "find", "words": ["xyz"]}, no_download)["records"]
    assert "All is well" in desk.act(OFFICER, {"do": "check"}, no_download)["check"]
    assert "ponds.txt was removed" in desk.act(OFFICER, {"do": "remove", "name": "ponds.txt"}, no_download)["said"]
    assert "No records are loaded" in desk.opened(OFFICER)["records"]
    assert "no document is called" in desk.act(OFFICER, {"do": "remove", "name": "ponds.txt"}, no_download)["said"].lower()


@pytest.mark.parametrize(
    "told", [{}, {"do": 7}, {"do": ["find", 3]}, {"do": "remove", "name": {"a": 1}}, {"do": "suite", "chosen": [None]}]
)
def test_whatever_is_sent_instead_of_a_deed_breaks_nothing(desk: ManageDesk, told: dict[str, object]) -> None:
    desk.act(OFFICER, told, no_download)


def test_feedback_is_listed_and_made_into_suite_cases(desk: ManageDesk) -> None:
    upload(desk.caretaker, "ponds.txt", POND.format(45))
    ended(desk.caretaker.add("officer", frozenset()))
    assistant = desk.caretaker.assistant
    answer = answer_to_json(assistant.ask("What is the goose warden's allowance?"))
    said = json.loads(json.dumps(answer, default=str)) | {"id": "a1"}
    ledger = Ledger(assistant.library.folder)
    ledger.add(Feedback(Verdict.RIGHT, "What is the goose warden's allowance?", said, datetime.now(UTC), comment=HOSTILE))
    shown = desk.opened(OFFICER)["feedback"]
    assert "goose warden" in shown
    assert "<img" not in shown
    assert "None with this verdict" in desk.act(OFFICER, {"do": "verdict", "verdict": "wrong"}, no_download)["feedback"]
    made: list[bytes] = []

    def download(name: str, media_type: str, content: bytes) -> str:
        made.append(content)
        return "/made/1"

    assert 'href="/made/1"' in desk.act(OFFICER, {"do": "suite", "chosen": ["a1"]}, download)["made"]
    (case,) = yaml.safe_load(made[0])["cases"]
    assert case["question"] == "What is the goose warden's allowance?"
    assert "Tick" in desk.act(OFFICER, {"do": "suite", "chosen": []}, no_download)["made"]


def test_names_titles_and_reasons_cannot_become_markup() -> None:
    summary = DocumentSummary(HOSTILE, "/x", HOSTILE, Kind.OTHER, HOSTILE, Access.EXEMPT, (date(2020, 1, 2),), 1, 2, 3)
    job = Job("Adding records", [FileWork(HOSTILE, State.REJECTED, HOSTILE)], over=True, problem=HOSTILE)
    pieces = [records_html([summary], set(), ""), records_html([summary], set(), HOSTILE + "no"), job_html(job), job_status(job),
              waiting_html([(HOSTILE, 5, True)]), check_html(HOSTILE)]  # fmt: skip
    for piece in pieces:
        assert "<img" not in piece
        assert "&lt;img" in piece


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [DocumentSummary(f"{n}.txt", "/x", f"T{n}", Kind.OTHER, "", Access.PUBLIC, (), 0, 1, 1) for n in range(1234)]
    shown = records_html(many, set(), "")
    assert shown.count("<li>") == 100
    assert "And 1,134 more" in shown


def test_a_job_is_told_file_by_file() -> None:
    half = FileWork("b.txt", State.INDEXING, "", 40, 10)
    job = Job("Adding records", [FileWork("a.txt", State.ADDED), half, FileWork("c.txt")])
    assert job_status(job) == "Adding records: 2 of 3: b.txt"
    assert "40 passages, 25 % indexed" in job_html(job)


def test_disagreeing_indexes_are_told_with_a_button_to_repair_them() -> None:
    assert 'data-do="repair"' in check_html(Agreement(5, 1, 0, 0, 0, 0))
    assert 'data-do="repair"' not in check_html(Agreement(5, 0, 0, 0, 0, 0))
