"""The questions over other councils: how an answer is marked, and that both halves are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.jsonio import read_lines
from assistant.records import Answer, Status
from eval.bench_councils import CouncilQuestion, mark_of

COUNCILS = Path(__file__).parents[2] / "eval" / "councils"


@pytest.mark.parametrize(
    ("asked", "status", "text", "mark"),
    [
        ({"expect": ["12", "!13"]}, Status.ANSWERED, "Fold: 12. [13]", "right"),
        ({"expect": ["12", "!13"]}, Status.ANSWERED, "Fold: 12, 13. [1]", "wrong"),
        ({"expect": ["12"]}, Status.ABSTAINED, "The records do not answer this.", "withheld"),
        ({"expect": ["12"], "either": True}, Status.ABSTAINED, "The records do not answer this.", "right"),
        ({"abstain": True}, Status.RESTRICTED, "This matter is exempt.", "declined"),
        ({"abstain": True}, Status.ANSWERED, "Fold: 12. [1]", "let through"),
    ],
)
def test_marks(asked: dict[str, object], status: Status, text: str, mark: str) -> None:
    question = CouncilQuestion.model_validate({"id": "1", "half": "fit", "question": "How many?", **asked})
    assert mark_of(question, Answer("How many?", status, text)) == mark


@pytest.mark.parametrize("file", sorted(COUNCILS.glob("*/questions.jsonl")), ids=lambda file: file.parent.name)
def test_questions_are_told_apart_and_can_be_judged(file: Path) -> None:
    asked = list(read_lines(file, CouncilQuestion))
    assert len({one.id for one in asked}) == len(asked)
    assert {one.half for one in asked} == {"fit", "test"}
    assert all(bool(one.expect) != one.abstain for one in asked)
    assert any((file.parent / "records").iterdir())
