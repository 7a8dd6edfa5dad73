"""Suites and runs to other tools' forms and back."""

import json
from pathlib import Path

import pytest

from eval.cli import main
from eval.errors import SuiteError
from eval.interchange import dump_suite, ragas, squad, suite_of
from eval.interchange.questions import read_questions
from eval.loading import load_suite
from eval.suite import Case

SHARED = Path(__file__).parents[2] / ".." / "shared"
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Owl (bird)",
            "paragraphs": [
                {
                    "context": "Owls fly by night. The barn owl weighs 500 grams. It is white.",
                    "qas": [
                        {
                            "id": "1",
                            "question": "How much does it weigh?",
                            "answers": [{"text": "500 grams", "answer_start": 39}],
                        },
                        {"id": "2", "question": "How old is it?", "answers": [], "is_impossible": True},
                    ],
                }
            ],
        }
    ],
}


def cases() -> tuple[Case, ...]:
    return (
        Case.model_validate(
            {
                "id": "a", "kind": "figure", "question": "How many?", "history": ["Bins?"], "role": "member",
                "expect": {
                    "reference": "There were 12.", "answer": [{"text": "12 bins"}],
                    "evidence": [{"document": "m.txt", "quote": "There were 12 bins."}],
                },
            }
        ),
        Case.model_validate({"id": "b", "kind": "silence", "question": "Owls?", "expect": {"status": ["abstained"]}}),
    )  # fmt: skip


def test_yaml_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(dump_suite(suite_of("s", cases())), encoding="utf-8")
    assert load_suite(path).cases == cases()


def test_ragas_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    ragas.write_suite(path, cases())
    first = json.loads(path.read_text().splitlines()[0])
    assert first["user_input"] == "How many?"
    assert first["reference_contexts"] == ["There were 12 bins."]
    one, two = ragas.read_ragas(path)
    assert (one.id, one.kind, one.question, one.history) == ("a", "figure", "How many?", ("Bins?",))
    assert one.expect.reference == "There were 12."
    assert not two.answerable


def test_ragas_of_the_first_version(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"question": "Q?", "ground_truth": "A.", "contexts": ["c"], "answer": "a"}\n')
    [case] = ragas.read_ragas(path)
    assert (case.id, case.question, case.expect.reference) == ("ragas-1", "Q?", "A.")


def test_squad_both_ways(tmp_path: Path) -> None:
    source = tmp_path / "squad.json"
    source.write_text(json.dumps(SQUAD))
    assert main(["import", "squad", str(source), "-o", str(tmp_path / "s.yaml"), "--corpus", str(tmp_path / "texts")]) == 0
    one, two = load_suite(tmp_path / "s.yaml").cases
    assert one.expect.answer[0].any == ("500 grams",)
    assert one.expect.evidence[0].quote == "The barn owl weighs 500 grams."
    assert one.expect.evidence[0].document == "Owl-bird.txt"
    assert (tmp_path / "texts" / "Owl-bird.txt").read_text().startswith("Owls fly")
    assert not two.answerable
    assert squad.write_squad(tmp_path / "back.json", [one, two]) == 0
    back = json.loads((tmp_path / "back.json").read_text())
    [paragraph] = back["data"][0]["paragraphs"]
    [answer] = paragraph["qas"][0]["answers"]
    assert paragraph["context"][answer["answer_start"] :].startswith("500 grams")
    assert back["data"][1]["paragraphs"][0]["qas"][0]["is_impossible"]


def test_squad_leaves_out_what_it_cannot_hold(tmp_path: Path) -> None:
    [case] = [case for case in cases() if case.answerable]
    reworded = case.model_copy(update={"expect": case.expect.model_copy(update={"evidence": ()})})
    assert squad.write_squad(tmp_path / "s.json", [reworded]) == 1


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('{"id": "a", "question": "q"}\nnot json\n', 2, "not JSON"),
        ("\n\n[1]\n", 3, "not a JSON object"),
        ('{"id": "a"}\n', 1, "'question' is missing"),
        ('{"id": "a", "question": "q", "answer": ["("]}\n', 1, "not a regular expression"),
    ],
)
def test_bad_question_files_name_the_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(text)
    with pytest.raises(SuiteError) as caught:
        read_questions(path)
    assert caught.value.problems[0].line == line
    assert why in str(caught.value)


def test_retrieval_questions(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "l", "file": "m.md", "question": "q", "reply": "one two"}\n')
    [case] = read_questions(path)
    assert case.kind == "retrieval"
    assert (case.expect.evidence[0].document, case.expect.evidence[0].run) == ("m.md", 8)


@pytest.mark.skipif(not (SHARED / "public" / "squad2" / "half.json").exists(), reason="the shared folder is not here")
def test_a_real_squad_file() -> None:
    found = squad.read_squad(SHARED / "public" / "squad2" / "half.json")
    assert len(found) > 2000
    contexts = json.loads((SHARED / "public" / "squad2" / "half.json").read_text())["data"]
    text = " ".join(" ".join(p["context"].split()) for article in contexts for p in article["paragraphs"])
    quoted = [case.expect.evidence[0].quote for case in found if case.answerable]
    assert all(" ".join(quote.split()) in text for quote in quoted)
