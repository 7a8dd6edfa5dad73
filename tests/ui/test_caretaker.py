"""Jobs on the library: what is uploaded is kept and loaded, what is bad is not, and nothing good is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import LibraryLocked, NotFound
from assistant.ingest.pipeline import writing
from assistant.records import Status
from assistant.service import Assistant
from assistant.ui.caretaker import Caretaker
from assistant.ui.jobs import Job, State

POND = """PONDS COMMITTEE

MINUTES of the meeting of the Ponds Committee held on Monday 6 May 2019.

1. GOOSE WARDEN

The goose warden's allowance is £{} a month.
"""
QUESTION = "What is the goose warden's allowance?"
OWNER = "officer"


@pytest.fixture
def caretaker(opened: Callable[..., Assistant], tmp_path: Path) -> Caretaker:
    return Caretaker(opened(tmp_path / "library"))


def upload(caretaker: Caretaker, name: str, content: str | bytes) -> None:
    with caretaker.incoming.receive(OWNER, name) as (_, stream):
        stream.write(content.encode() if isinstance(content, str) else content)


def ended(job: Job) -> Job:
    for thread in threading.enumerate():
        if thread.name == "caretaker":
            thread.join(60)
    assert job.over
    return job


def add(caretaker: Caretaker, *replace: str) -> dict[str, State]:
    job = ended(caretaker.add(OWNER, frozenset(replace)))
    assert not job.problem
    return {file.name: file.state for file in job.files}


def test_a_record_can_be_asked_about_as_soon_as_it_is_added_and_as_it_is_replaced(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    assert caretaker.assistant.ask(QUESTION).status is Status.ABSTAINED
    assert add(caretaker) == {"ponds.txt": State.ADDED}
    assert "£45" in caretaker.assistant.ask(QUESTION).text
    upload(caretaker, "ponds.txt", POND.format(61))
    assert add(caretaker, "ponds.txt") == {"ponds.txt": State.CHANGED}
    answer = caretaker.assistant.ask(QUESTION)
    assert "£61" in answer.text
    assert "£45" not in answer.text
    (old,) = caretaker.removed.rglob("*.txt")
    assert "£45" in old.read_text("utf-8")
    assert caretaker.incoming.waiting(OWNER) == []


def test_a_bad_file_is_told_not_kept_and_does_not_stop_the_others(caretaker: Caretaker) -> None:
    upload(caretaker, "bad.pdf", b"%PDF-1.4 nothing")
    upload(caretaker, "empty.txt", b" ")
    upload(caretaker, "ponds.txt", POND.format(45))
    job = ended(caretaker.add(OWNER, frozenset()))
    assert [(file.name, file.state) for file in job.files] == [
        ("bad.pdf", State.REJECTED), ("empty.txt", State.REJECTED), ("ponds.txt", State.ADDED),
    ]  # fmt: skip
    assert "PDF" in job.files[0].told
    assert "is empty" in job.files[1].told
    assert [file.name for file in caretaker.records.iterdir()] == ["ponds.txt"]


def test_a_reader_that_breaks_on_one_file_does_not_stop_the_others(
    caretaker: Caretaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.ingest import pipeline

    read = pipeline.read

    def broken(file: Path, **limits: int) -> object:
        if file.name == "a.txt":
            raise ZeroDivisionError
        return read(file, **limits)

    monkeypatch.setattr(pipeline, "read", broken)
    upload(caretaker, "a.txt", POND.format(45))
    upload(caretaker, "b.txt", POND.format(46))
    job = ended(caretaker.add(OWNER, frozenset()))
    assert [(file.name, file.state) for file in job.files] == [("a.txt", State.REJECTED), ("b.txt", State.ADDED)]
    assert "ZeroDivisionError" in job.files[0].told
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_kept_file_is_replaced_only_on_demand_and_never_by_a_bad_one(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    add(caretaker)
    upload(caretaker, "ponds.txt", POND.format(61))
    assert add(caretaker) == {"ponds.txt": State.REJECTED}
    upload(caretaker, "ponds.txt", b"\0\0\0")
    assert add(caretaker, "ponds.txt") == {"ponds.txt": State.REJECTED}
    assert (caretaker.records / "ponds.txt").read_text("utf-8") == POND.format(45)
    assert "£45" in caretaker.assistant.ask(QUESTION).text
    assert caretaker.assistant.verify().holds


def test_the_very_same_file_is_not_loaded_twice(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    upload(caretaker, "the same.txt", POND.format(45))
    assert add(caretaker) == {"ponds.txt": State.ADDED, "the same.txt": State.UNCHANGED}
    assert [one.name for one in caretaker.assistant.summaries()] == ["ponds.txt"]


def test_a_second_job_is_refused_in_words_and_questions_are_answered_meanwhile(
    caretaker: Caretaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    add(caretaker)
    reached, go_on = threading.Event(), threading.Event()
    ingest = Assistant.ingest

    def slow(self: Assistant, *arguments: object) -> object:
        reached.set()
        assert go_on.wait(30)
        return ingest(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ingest", slow)
    upload(caretaker, "more.txt", POND.format(46))
    job = caretaker.add(OWNER, frozenset())
    assert reached.wait(30)
    upload(caretaker, "later.txt", POND.format(47))
    assert [name for name, _, _ in caretaker.waiting(OWNER)] == ["later.txt"]
    for deed in (
        lambda: caretaker.add(OWNER, frozenset()), caretaker.repair, lambda: caretaker.remove("ponds.txt"),
        lambda: caretaker.discard(OWNER),
    ):  # fmt: skip
        with pytest.raises(LibraryLocked, match="still running"):
            deed()
    assert "£45" in caretaker.assistant.ask(QUESTION).text
    go_on.set()
    assert [file.state for file in ended(job).files] == [State.ADDED]
    assert [name for name, _, _ in caretaker.waiting(OWNER)] == ["later.txt"]
    caretaker.discard(OWNER)
    assert caretaker.waiting(OWNER) == []


def test_while_another_process_writes_the_files_go_on_waiting(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    with writing(caretaker.assistant.library.folder):
        job = ended(caretaker.add(OWNER, frozenset()))
    assert "another process" in job.problem
    assert [file.name for file in caretaker.incoming.waiting(OWNER)] == ["ponds.txt"]
    assert add(caretaker) == {"ponds.txt": State.ADDED}


def test_what_a_killed_job_left_half_done_is_completed_by_the_next(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    add(caretaker)
    (caretaker.records / "left.txt").write_text(POND.format(46), "utf-8")
    (caretaker.records / "ponds.txt").unlink()
    assert add(caretaker) == {"left.txt": State.ADDED, "ponds.txt": State.REMOVED}


def test_removing_moves_a_kept_file_aside_and_leaves_others_where_they_are(
    caretaker: Caretaker, tmp_path: Path, progress: object
) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(POND.format(46), "utf-8")
    caretaker.assistant.ingest([elsewhere], progress)  # type: ignore[arg-type]
    upload(caretaker, "ponds.txt", POND.format(45))
    add(caretaker)
    assert caretaker.remove("ponds.txt") is True
    assert caretaker.remove("elsewhere.txt") is False
    assert elsewhere.exists()
    assert [file.name for file in caretaker.removed.rglob("*.txt")] == ["ponds.txt"]
    assert caretaker.assistant.summaries() == []
    assert caretaker.assistant.ask(QUESTION).status is Status.ABSTAINED
    with pytest.raises(NotFound):
        caretaker.remove("ponds.txt")


def test_indexes_are_repaired_as_a_job(caretaker: Caretaker) -> None:
    upload(caretaker, "ponds.txt", POND.format(45))
    add(caretaker)
    job = ended(caretaker.repair())
    assert (job.problem, job.done) == ("", job.total)
    assert job.total > 0
    assert caretaker.assistant.verify().holds
