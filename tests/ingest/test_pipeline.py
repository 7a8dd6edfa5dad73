"""Files into the library: once, again, changed, gone, bad, killed half-way, two at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from assistant.errors import IndexMismatch, LibraryError, LibraryLocked, NotFound, SchemaMismatch
from assistant.ingest.pipeline import Progress, Report, writing
from assistant.library import Library
from assistant.records import Role
from assistant.retrieval.scope import Scope
from assistant.retrieval.vectors import VectorIndex
from assistant.retrieval.words import WordIndex
from assistant.service import Assistant

Opened = Callable[..., Assistant]
HEAD = "MINUTES of the meeting of the Harbour Committee held on {day}\n\nPresent:\n\nCouncillor A Pike (Chair)\n\n"
ALL = Scope.of(Role.OFFICER)


def minutes(word: str = "lamps", day: str = "5 March 2024") -> str:
    return HEAD.format(day=day) + f"1. DUES\n\nThe {word} were bought.\n\n2. PILOTS\n\nThe pilots were thanked for the {word}.\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "a.txt").write_text(minutes("lamps"))
    (folder / "b.txt").write_text(minutes("buoys", "4 June 2024"))
    return folder


def documents_for(assistant: Assistant, query: str) -> set[str]:
    return {hit.document for hit in assistant.search(query, ALL).hits}


def holds(assistant: Assistant) -> bool:
    agreement = assistant.verify()
    return agreement.holds and agreement.passages == len(assistant.library.digests())


def counts(report: Report) -> dict[str, list[str]]:
    return {name: sorted(getattr(report, name)) for name in ("added", "changed", "unchanged", "removed")}


def test_first_time_and_again(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant = opened(tmp_path / "data")
    assert counts(assistant.ingest([records], progress))["added"] == ["a.txt", "b.txt"]
    before = assistant.library.digests()
    again = opened(tmp_path / "data")
    assert counts(again.ingest([records], progress)) == {
        "added": [],
        "changed": [],
        "unchanged": ["a.txt", "b.txt"],
        "removed": [],
    }
    assert again.library.digests() == before
    assert holds(again)


def test_an_unchanged_file_is_not_even_read(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "data").ingest([records], progress)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the file was read again")

    monkeypatch.setattr("assistant.ingest.pipeline.read", refuse)
    assert counts(opened(tmp_path / "data").ingest([records], progress))["unchanged"] == ["a.txt", "b.txt"]


def test_a_touched_file_with_the_same_words_is_unchanged(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    os.utime(records / "a.txt", ns=(1, 1))
    assert counts(assistant.ingest([records], progress))["unchanged"] == ["a.txt", "b.txt"]
    assert assistant.library.stamps()[str((records / "a.txt").resolve())].modified == 1


def test_a_changed_file_is_replaced_with_its_words_and_vectors(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    old = set(assistant.library.digests())
    (records / "a.txt").write_text(minutes("anchors"))
    assert counts(assistant.ingest([records], progress))["changed"] == ["a.txt"]
    assert documents_for(assistant, "anchors") >= {"a.txt"}
    assert "a.txt" not in {hit.document for hit in assistant.search("lamps", ALL).hits if "lamps" in hit.text}
    words, vectors = assistant._indexes.words.digests(), assistant._indexes.vectors.digests()
    assert set(words) == set(vectors) == set(assistant.library.digests())
    assert len(old - set(words)) > 0
    assert holds(assistant)


def test_a_file_that_is_gone_is_removed_with_its_folder_only(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    (records / "a.txt").unlink()
    assert counts(assistant.ingest([records / "b.txt"], progress))["removed"] == []
    assert counts(assistant.ingest([records], progress))["removed"] == ["a.txt"]
    assert documents_for(assistant, "lamps") <= {"b.txt"}
    assert holds(assistant)


def test_remove_by_name(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    with pytest.raises(NotFound, match="no document is called"):
        assistant.remove(["a.txt", "missing.txt"])
    assert len(assistant.summaries()) == 2
    assistant.remove(["a.txt"])
    assert [summary.name for summary in assistant.summaries()] == ["b.txt"]
    assert holds(assistant)


def test_a_better_parser_reads_every_file_again_and_goes_on_where_it_was_stopped(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    opened(tmp_path / "data").ingest([records], progress)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.ingest.pipeline.PARSER_VERSION", "next")
        assert counts(opened(tmp_path / "data").ingest([records / "a.txt"], progress))["changed"] == ["a.txt"]
        report = counts(opened(tmp_path / "data").ingest([records], progress))
    assert (report["unchanged"], report["changed"]) == (["a.txt"], ["b.txt"])


def test_a_removed_file_comes_back(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    assistant.remove(["a.txt"])
    assert counts(assistant.ingest([records], progress))["added"] == ["a.txt"]
    assert holds(assistant)


def test_two_files_of_one_name_are_two_records(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    (records / "2023").mkdir()
    (records / "2023" / "a.txt").write_text(minutes("ropes", "7 March 2023"))
    assistant = opened(tmp_path / "data")
    report = assistant.ingest([records], progress)
    assert sorted(report.added) == ["2023/a.txt", "a.txt", "b.txt"]
    assert documents_for(assistant, "ropes") >= {"2023/a.txt"}
    assert counts(assistant.ingest([records], progress))["unchanged"] == ["2023/a.txt", "a.txt", "b.txt"]


def test_a_file_named_twice_is_taken_once(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    report = opened(tmp_path / "data").ingest([records, records / "a.txt", records / ".." / "records" / "a.txt"], progress)
    assert sorted(report.added) == ["a.txt", "b.txt"]


def test_the_same_words_under_two_names_are_two_pieces_of_evidence(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    (records / "b.txt").write_text((records / "a.txt").read_text())
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    assert documents_for(assistant, "lamps") == {"a.txt", "b.txt"}


# Killed half-way


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(
    "place",
    [
        "assistant.retrieval.indexes.Indexes.change",
        "assistant.retrieval.words.WordIndex.change",
        "assistant.library.Library.settle",
        "assistant.retrieval.vectors.VectorIndex.change",
        "assistant.ingest.pipeline._store",
        "assistant.library.Library._put_passage",
    ],
)
@pytest.mark.parametrize("changed", [False, True])
def test_the_next_run_completes_what_a_killed_one_left(
    place: str, changed: bool, records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    if changed:
        opened(tmp_path / "data").ingest([records], progress)
        (records / "a.txt").write_text(minutes("anchors"))

    def kill(*_: object, **__: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, kill)
        with pytest.raises(Killed):
            opened(tmp_path / "data").ingest([records], progress)
    after = opened(tmp_path / "data")
    after.ingest([records], progress)
    assert holds(after)
    assert sorted(s.name for s in after.summaries()) == ["a.txt", "b.txt"]
    assert documents_for(after, "anchors" if changed else "lamps") >= {"a.txt"}
    hits = [(hit.document, hit.span) for hit in after.search("buoys pilots", ALL, 50).hits]
    assert len(hits) == len(set(hits))


def test_a_process_that_dies_between_the_two_indexes(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[3])
        import fakes
        import assistant.service as service
        service.Embedder = lambda name: fakes.HashEmbedder()
        from assistant.retrieval.words import WordIndex
        WordIndex.change = lambda *_: os._exit(9)
        service.Assistant.open(Path(sys.argv[1])).ingest([Path(sys.argv[2])], fakes.Silent())
        """
    )
    command = [sys.executable, "-c", script, str(tmp_path / "data"), str(records), str(Path(__file__).parents[1])]
    assert subprocess.run(command, capture_output=True, cwd=Path(__file__).parents[2], timeout=120, check=False).returncode == 9
    assistant = opened(tmp_path / "data")
    assert assistant.library.owed()[0] != []
    report = assistant.ingest([records], progress)
    assert sorted(report.unchanged) == ["a.txt", "b.txt"]
    assert holds(assistant)


# Bad files


def _pdf(password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_each_bad_file_gets_one_line_and_the_others_are_in(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    (records / "corrupt.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog" + b"\x00\xff" * 50)
    (records / "empty.txt").write_bytes(b"")
    (records / "secret.pdf").write_bytes(_pdf(password="x"))
    (records / "blank.pdf").write_bytes(_pdf())
    (records / "lies.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    (records / "lies.pdf").write_text(minutes())
    (records / "noise.txt").write_bytes(bytes(range(256)) * 40)
    with (records / "huge.txt").open("wb") as stream:
        stream.truncate(200 * 2**20)
    report = opened(tmp_path / "data").ingest([records, tmp_path / "nowhere"], progress)
    assert sorted(report.added) == ["a.txt", "b.txt"]
    reasons = {rejection.file: rejection.reason for rejection in report.rejected}
    assert sorted(reasons) == [
        "blank.pdf",
        "corrupt.pdf",
        "empty.txt",
        "huge.txt",
        "lies.docx",
        "lies.pdf",
        "noise.txt",
        "nowhere",
        "secret.pdf",
    ]
    assert all("\n" not in reason and len(reason) > 20 for reason in reasons.values())
    for file, word in [
        ("secret.pdf", "password"),
        ("huge.txt", "limit"),
        ("empty.txt", "empty"),
        ("nowhere", "does not exist"),
        ("lies.docx", "not read"),
    ]:
        assert word in reasons[file], reasons[file]


def test_a_file_that_turns_bad_keeps_its_last_good_state(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    (records / "a.txt").write_bytes(b"")
    report = assistant.ingest([records], progress)
    assert [rejection.file for rejection in report.rejected] == ["a.txt"]
    assert documents_for(assistant, "lamps") >= {"a.txt"}
    assert holds(assistant)


def test_a_file_without_permission_is_named(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("assistant.ingest.pipeline.hashlib.file_digest", deny)
    report = opened(tmp_path / "data").ingest([records], progress)
    assert len(report.rejected) == 2
    assert "permissions" in report.rejected[0].reason


# Locks, schema, agreement


def test_a_second_writer_is_told_to_wait(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant = opened(tmp_path / "data")
    with writing(tmp_path / "data"), pytest.raises(LibraryLocked, match="another process"):
        assistant.ingest([records], progress)
    assert counts(assistant.ingest([records], progress))["added"] == ["a.txt", "b.txt"]


def test_a_held_database_is_a_lock_too(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant, other = opened(tmp_path / "data"), opened(tmp_path / "data", beside=True)
    with other.library.transaction(), pytest.raises(LibraryLocked, match="in use"):
        assistant.ingest([records], progress)


def test_a_library_of_another_version_is_refused(tmp_path: Path) -> None:
    library = Library(tmp_path / "data")
    library.set_meta("schema_version", "0")
    library.close()
    with pytest.raises(SchemaMismatch, match="--data"):
        Library(tmp_path / "data")


def test_a_damaged_database_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.sqlite").write_bytes(b"this is not a database, not at all" * 100)
    with pytest.raises(LibraryError, match="ingest"):
        Library(tmp_path / "data")


def test_a_data_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(LibraryError, match="folder"):
        Library(tmp_path / "data")


def test_verify_finds_what_was_planted_and_repair_mends_it(
    records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    ids = sorted(assistant.library.digests())
    assistant._indexes.words.change([], ids[:1])
    assistant._indexes.vectors.change([], [], ids[-2:])
    agreement = opened(tmp_path / "data").verify()
    assert (agreement.holds, agreement.words_missing, agreement.vectors_missing) == (False, 1, 2)
    assert opened(tmp_path / "data").repair().holds


def test_repair_mends_extra_and_altered_passages(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    assistant.library._db.execute("UPDATE passages SET digest = 'altered' WHERE id = (SELECT min(id) FROM passages)")
    assistant.library._db.execute("DELETE FROM passages WHERE id = (SELECT max(id) FROM passages)")
    agreement = assistant.verify()
    assert (agreement.words_missing, agreement.words_extra, agreement.vectors_extra) == (1, 2, 2)
    assert opened(tmp_path / "data").repair().holds


@pytest.mark.parametrize("index", ["words", "vectors"])
@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_an_index_that_cannot_be_opened_is_named_and_repaired(
    index: str, damage: str, records: Path, tmp_path: Path, opened: Opened, progress: Progress
) -> None:
    import shutil

    opened(tmp_path / "data").ingest([records], progress)
    folder = tmp_path / "data" / index
    held = tmp_path / "moved"  # a folder of its own: an open index keeps its files
    shutil.copytree(tmp_path / "data", held, ignore=shutil.ignore_patterns("write.lock"))
    folder = held / index
    if damage == "missing":
        shutil.rmtree(folder)
    else:
        for file in (file for file in folder.rglob("*") if file.is_file()):
            file.write_bytes(b"garbage " * 64)
    for attempt in ("search", "verify", "ingest"):
        with pytest.raises(IndexMismatch, match="verify --repair"):
            if attempt == "search":
                opened(held).search("lamps", ALL)
            elif attempt == "verify":
                opened(held).verify()
            else:
                (records / "c.txt").write_text(minutes(f"nets {attempt}"))
                opened(held).ingest([records], progress)
    assert opened(held).repair().holds
    assert documents_for(opened(held), "lamps") >= {"a.txt"}


def test_vectors_of_another_model_are_refused(records: Path, tmp_path: Path, opened: Opened, progress: Progress) -> None:
    opened(tmp_path / "data").ingest([records], progress)
    assistant = opened(tmp_path / "data")
    assistant._indexes.embedder.name = "another"
    with pytest.raises(IndexMismatch, match="another"):
        assistant.search("lamps", ALL)


def test_an_index_alone_can_be_written_twice_without_doubles(
    tmp_path: Path, records: Path, opened: Opened, progress: Progress
) -> None:
    assistant = opened(tmp_path / "data")
    assistant.ingest([records], progress)
    passages = assistant.library.indexed(sorted(assistant.library.digests()))
    vectors = assistant._indexes.embedder.passages([passage.text for passage in passages])
    for index in (assistant._indexes.words, assistant._indexes.vectors):
        before = index.size()
        if isinstance(index, WordIndex):
            index.change(passages, [])
        elif isinstance(index, VectorIndex):
            index.change(passages, vectors, [])
        assert index.size() == before
