"""The command line: every command for machines, its exit status and its complaints."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import HashEmbedder

from assistant.cli import main

HEAD = "MINUTES of the meeting of the {body} held on {day}\n\nPRESENT:\n\nCouncillor A Pike (Chair)\n\n"
HARBOUR = HEAD.format(body="Harbour Committee", day="5 March 2024") + (
    "1. DUES\n\nThe harbour dues were raised by 3% because of the cost of the lamps [Min. No. 2 refers].\n\n"
    "RESOLVED: That the dues be raised.\n\n"
    "2. PILOTS\n\nThe pilots were thanked for their work in the storm of 2 January 2024.\n\n"
    "3. TENDERS (EXEMPT)\n\nThe lowest tender for the lamps was £82,537 from Wrasse Marine.\n\n"
    "The meeting closed at 9.05 pm.\n"
)
ROADS = (
    HEAD.format(body="Roads Panel", day="6 May 2023")
    + "1. LAMPS\n\nThe road lamps were lit.\n\n2. SIGNS\n\nThe signs were lost.\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("assistant.service.Embedder", lambda name: HashEmbedder())
    monkeypatch.chdir(tmp_path)

    def run_one(*arguments: object) -> tuple[int, str, str]:
        status = main(["--data", str(tmp_path / "data"), *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_one


@pytest.fixture
def loaded(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "records" / "roads.txt").write_text(ROADS)
    assert run("ingest", tmp_path / "records")[0] == 0
    return run


def of(result: tuple[int, str, str]) -> dict[str, Any]:
    status, out, _ = result
    assert status == 0
    return json.loads(out)


def lines(result: tuple[int, str, str], status: int = 0) -> list[Any]:
    assert result[0] == status, result
    return [json.loads(line) for line in result[1].splitlines()]


def batch(folder: Path, *entries: object) -> Path:
    path = folder / "batch.jsonl"
    path.write_text("\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in entries) + "\n")
    return path


def test_ingest_reports_and_exits_with_one_for_a_bad_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "a.txt").write_text(HARBOUR)
    (tmp_path / "r" / "empty.pdf").write_bytes(b"")
    status, out, _ = run("ingest", tmp_path / "r", "--json")
    told = json.loads(out)
    assert (status, told["added"], [r["file"] for r in told["rejected"]]) == (1, ["a.txt"], ["empty.pdf"])
    assert set(told) == {"added", "changed", "unchanged", "removed", "rejected"}
    (tmp_path / "r" / "empty.pdf").unlink()
    assert of(run("ingest", tmp_path / "r", "--json"))["unchanged"] == ["a.txt"]


def test_ingest_for_people_names_each_rejected_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"")
    status, out, _ = run("ingest", tmp_path / "x.txt")
    assert status == 1
    assert "0 added" in out
    assert "rejected x.txt: " in out


def test_status(loaded: Run) -> None:
    told = of(loaded("status", "--json"))["documents"]
    assert [(d["document"], d["kind"], d["meeting_dates"]) for d in told] == [
        ("harbour.txt", "minutes", ["2024-03-05"]),
        ("roads.txt", "minutes", ["2023-05-06"]),
    ]
    assert "2 documents" in loaded("status")[1]


def test_show_has_the_documented_form(loaded: Run) -> None:
    shown = of(loaded("show", "harbour.txt", "--json"))
    assert set(shown) == {
        "document",
        "title",
        "kind",
        "body",
        "meeting_dates",
        "access",
        "pages",
        "closed_at",
        "attendance",
        "items",
        "tables",
    }
    assert shown["closed_at"] == "9.05 pm"
    assert shown["attendance"] == {
        "present": ["Councillor A Pike (Chair)"],
        "absent": [],
        "officers": [],
        "also_present": [],
    }
    item = shown["items"][0]
    assert set(item) == {
        "number",
        "heading",
        "meeting_date",
        "start",
        "end",
        "page_from",
        "page_to",
        "access",
        "resolutions",
        "references",
    }
    assert item["references"] == [{"text": "[Min. No. 2 refers]", "document": "harbour.txt", "item": "2"}]
    assert HARBOUR[item["resolutions"][0]["start"] : item["resolutions"][0]["end"]] == item["resolutions"][0]["text"]
    assert [i["number"] for i in shown["items"]] == ["1", "2", "3"]
    assert [i["number"] for i in of(loaded("show", "harbour.txt", "--json", "--role", "public"))["items"]] == ["1", "2"]
    assert "DUES" in loaded("show", "harbour.txt")[1]


def test_search_has_the_documented_form(loaded: Run) -> None:
    found = of(loaded("search", "harbour dues", "-k", "2", "--json"))
    assert set(found) == {"id", "query", "results", "timings"}
    assert [r["rank"] for r in found["results"]] == [1, 2]
    top = found["results"][0]
    assert set(top) == {
        "rank",
        "document",
        "title",
        "meeting_date",
        "item",
        "heading",
        "page",
        "start",
        "end",
        "text",
        "score",
    }
    assert (top["document"], top["item"]) == ("harbour.txt", "1")
    assert HARBOUR[top["start"] : top["end"]] == top["text"]
    assert "harbour.txt" in loaded("search", "harbour dues")[1]


def test_search_batch_keeps_order_and_ids_and_narrows(loaded: Run, tmp_path: Path) -> None:
    path = batch(
        tmp_path,
        {"id": "z", "query": "lamps"},
        "",
        {"id": 7, "query": "lamps", "documents": ["roads.txt"]},
        {"id": "b", "query": "lamps", "bodies": ["Harbour Committee"]},
        {"id": "f", "query": "lamps", "from": "2024-01-01"},
        {"id": "t", "query": "lamps", "to": "2023-12-31"},
        {"id": "n", "query": "lamps", "documents": ["none.txt"]},
        {"id": "o", "query": "lowest tender", "role": "officer"},
        {"id": "p", "query": "lowest tender"},
        {"id": "q", "question": "lamps"},
    )
    found = lines(loaded("search", "--batch", path, "-k", "20", "--json"))
    assert [line["id"] for line in found] == ["z", "7", "b", "f", "t", "n", "o", "p", "q"]
    documents = {line["id"]: {r["document"] for r in line["results"]} for line in found}
    both = {"harbour.txt", "roads.txt"}
    assert documents == {
        "z": both,
        "7": {"roads.txt"},
        "b": {"harbour.txt"},
        "f": {"harbour.txt"},
        "t": {"roads.txt"},
        "n": set(),
        "o": documents["o"],
        "p": documents["p"],
        "q": both,
    }
    items = {line["id"]: {(r["document"], r["item"]) for r in line["results"]} for line in found}
    assert ("harbour.txt", "3") in items["o"]
    assert ("harbour.txt", "3") not in items["p"]


def test_the_role_of_the_command_is_that_of_lines_without_one(loaded: Run, tmp_path: Path) -> None:
    path = batch(tmp_path, {"id": "1", "query": "lowest tender"}, {"id": "2", "query": "lowest tender", "role": "public"})
    one, two = lines(loaded("search", "--batch", path, "--role", "member", "--json"))
    assert "3" in {r["item"] for r in one["results"]}
    assert "3" not in {r["item"] for r in two["results"]}


def test_ask_has_the_documented_form(loaded: Run) -> None:
    answer = of(loaded("ask", "Why were the harbour dues raised?", "--json"))
    wanted = {
        "id",
        "question",
        "status",
        "text",
        "claims",
        "citations",
        "figures",
        "computation",
        "notes",
        "reason",
        "answerer",
        "timings",
    }
    assert wanted <= set(answer)
    assert answer["status"] in ("answered", "abstained")
    for citation in answer["citations"]:
        assert set(citation) == {
            "id",
            "document",
            "title",
            "kind",
            "meeting_date",
            "item",
            "heading",
            "page",
            "start",
            "end",
            "quote",
        }
        assert HARBOUR[citation["start"] : citation["end"]] == citation["quote"]
    assert set(answer["timings"]) == {"analysis_ms", "retrieval_ms", "answer_ms", "grounding_ms", "total_ms"}
    assert loaded("ask", "Why were the harbour dues raised?")[0] == 0


def test_an_abstention_is_done(loaded: Run) -> None:
    answer = of(loaded("ask", "What is the airspeed of a zyzzyva?", "--json"))
    assert answer["status"] == "abstained"
    assert answer["claims"] == []
    assert answer["reason"]


def test_ask_batch_keeps_order_and_narrows(loaded: Run, tmp_path: Path) -> None:
    path = batch(
        tmp_path,
        {"id": "b", "question": "Why were the harbour dues raised?"},
        {
            "id": "a",
            "question": "Why were they?",
            "history": ["Why were the harbour dues raised?"],
            "documents": ["roads.txt"],
        },
    )
    found = lines(loaded("ask", "--batch", path, "--json"))
    assert [line["id"] for line in found] == ["b", "a"]
    assert {c["document"] for c in found[1]["citations"] + found[1]["nearest"]} <= {"roads.txt"}


def test_a_line_that_fails_is_told_in_its_place(loaded: Run, tmp_path: Path) -> None:
    path = batch(tmp_path, {"id": "1", "question": " "}, {"id": "2", "question": "Why were the harbour dues raised?"})
    found = lines(loaded("ask", "--batch", path, "--json"), status=1)
    assert found[0]["id"] == "1"
    assert "empty" in found[0]["error"]
    assert found[1]["status"] in ("answered", "abstained")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{not json", "line 2"),
        ('{"question": "no id"}', "line 2: id"),
        ('{"id": "x", "question": "q", "role": "king"}', "line 2: role"),
        ('{"id": "x", "question": "q", "from": "soon"}', "line 2: from"),
        ("[]", "line 2"),
        ('{"id": "x", "question": ["q"]}', "line 2: question"),
    ],
)
def test_a_bad_line_is_named_with_its_number(loaded: Run, tmp_path: Path, entry: str, told: str) -> None:
    path = batch(tmp_path, {"id": "1", "question": "lamps"}, entry)
    status, _, err = loaded("ask", "--batch", path, "--json")
    assert status == 2
    assert "batch.jsonl" in err
    assert told in err


def test_a_batch_file_that_cannot_be_read(loaded: Run, tmp_path: Path) -> None:
    assert loaded("search", "--batch", tmp_path / "none.jsonl")[0] == 2
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "1", "query": "caf\xe9"}\n')
    status, _, err = loaded("search", "--batch", tmp_path / "latin.jsonl")
    assert status == 2
    assert "UTF-8" in err


def test_ground_batch(run: Run, tmp_path: Path) -> None:
    path = batch(
        tmp_path,
        {"id": "1", "claim": "The dues were raised by 3%.", "evidence": ["The dues were raised by 3%."]},
        {"id": "2", "claim": "The dues were raised by 4%.", "evidence": ["The dues were raised by 3%."]},
        {"id": "3", "claim": "The dues fell."},
    )
    found = lines(run("ground", "--batch", path, "--json"))
    assert [(line["id"], line["grounded"]) for line in found] == [("1", True), ("2", False), ("3", False)]
    assert all(set(check) == {"name", "passed", "detail"} for line in found for check in line["checks"])


def test_verify_and_repair(loaded: Run, tmp_path: Path) -> None:
    assert of(loaded("verify", "--json"))["agrees"] is True
    from assistant.retrieval.words import WordIndex

    WordIndex(tmp_path / "data" / "words").change([], [1])
    status, out, _ = loaded("verify", "--json")
    assert (status, json.loads(out)["words_missing"]) == (1, 1)
    assert "verify --repair" in loaded("verify")[1]
    assert of(loaded("verify", "--repair", "--json"))["agrees"] is True


def test_a_missing_index_is_told_with_what_to_do(loaded: Run, tmp_path: Path) -> None:
    import shutil

    shutil.rmtree(tmp_path / "data" / "words")
    for command in (("search", "lamps"), ("ask", "Why were the dues raised?"), ("verify",)):
        status, _, err = loaded(*command)
        assert status == 1
        assert "verify --repair" in err
    assert loaded("verify", "--repair")[0] == 0
    assert of(loaded("search", "lamps", "--json"))["results"]


def test_remove(loaded: Run) -> None:
    assert of(loaded("remove", "roads.txt", "--json"))["removed"] == ["roads.txt"]
    status, _, err = loaded("remove", "roads.txt")
    assert status == 1
    assert "roads.txt" in err
    assert [d["document"] for d in of(loaded("status", "--json"))["documents"]] == ["harbour.txt"]


def test_an_unknown_record_is_named(loaded: Run) -> None:
    status, out, err = loaded("show", "none.txt", "--json")
    assert (status, out) == (1, "")
    assert "none.txt" in err


@pytest.mark.parametrize("arguments", [["ask"], ["search", " "]])
def test_no_words_is_wrong_use(run: Run, arguments: list[str]) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert "--help" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["search", "x", "-k", "0"],
        ["search", "x", "-k", "many"],
        ["ask", "x", "--role", "king"],
        ["ingest"],
    ],
)
def test_wrong_arguments(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2


def test_a_bad_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    status, _, err = run("status")
    assert status == 1
    assert "port" in err


def test_the_data_folder_may_be_named_after_the_command(tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--data", str(tmp_path / "other"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"documents": []}
    assert (tmp_path / "other").is_dir()


def test_help_answers_without_heavy_imports() -> None:
    script = (
        "import sys; from assistant.cli import build_parser; build_parser().format_help(); "
        "print(sorted({m.split('.')[0] for m in sys.modules}))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    for heavy in ("torch", "chromadb", "tantivy", "langchain_core", "numpy", "pydantic", "gradio"):
        assert f"'{heavy}'" not in shown.stdout
