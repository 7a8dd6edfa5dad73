"""The programs that measure reading and abstention, and the one that fits limits."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEmbedder

from assistant.answering.selection import limit
from assistant.records import Answer, Status
from eval.bench_abstention import judge, points, row
from eval.bench_reading import Asked, OneRecord, Read, fitted_articles, load_questions, read, table
from eval.fit_limits import chosen, cross_validated, limited

PARAGRAPH = (
    "The Pell Valley Railway opened in 1871 to carry slate. It was built by the engineer Josiah Thorne. "
    "The line closed in 1952 after a flood destroyed the viaduct at Orrin."
)


def _asked(question: str, *gold: str, article: str = "Railways") -> Asked:
    return Asked(article, PARAGRAPH, question, gold)


def test_questions_of_every_paragraph_are_read(tmp_path: Path) -> None:
    asked = [
        {"question": "When did it open?", "is_impossible": False, "answers": [{"text": "1871"}, {"text": "in 1871"}]},
        {"question": "Who sold it?", "is_impossible": True, "answers": []},
    ]
    data = {"data": [{"title": "Railways", "paragraphs": [{"context": PARAGRAPH, "qas": asked}]}]}
    (tmp_path / "half.json").write_text(json.dumps(data), "utf-8")
    assert [one.gold for one in load_questions(tmp_path)] == [("1871", "in 1871"), ()]
    assert list(load_questions(tmp_path / "half.json")) == list(load_questions(tmp_path))


def test_measured_articles_are_not_fitted_on() -> None:
    asked = [_asked("?", article=name) for name in ("d", "a", "c", "b")]
    assert fitted_articles(asked) == {"a", "c"}


def test_the_sentence_that_answers_is_chosen() -> None:
    record = OneRecord(PARAGRAPH, HashEmbedder().question)
    done = read(_asked("Who was the engineer that built the railway?", "Josiah Thorne"), record)
    assert done.answerable and done.forced and done.by_words
    wrong = read(_asked("Who was the engineer that built the railway?", "Ada Bell"), record)
    assert not wrong.forced and not wrong.by_words


def test_a_search_ranks_the_record_by_itself() -> None:
    found = OneRecord(PARAGRAPH, HashEmbedder().question).search("What destroyed the viaduct?")
    assert found.hits and found.hits[0].text in PARAGRAPH
    assert found.rarity["viaduct"] > 0


def test_the_table_counts_answers_and_declining() -> None:
    told = ((True, False, True, False), (True, True, True, True), (False, True, False, False), (False, False, False, False))
    done = [Read(*one) for one in told]
    lines = table(done)
    assert "| this assistant | 0.500 | 0.500 | 0.500 |" in lines
    assert "| this assistant, forced to answer | 1.000 | 0.000 | 0.000 |" in lines
    assert "| declining everything | 0.000 | 1.000 | 0.667 |" in lines


def _judged(status: Status, text: str, confidence: float, abstain: bool = False):  # type: ignore[no-untyped-def]  # noqa: ANN202
    asked = {"id": "q", "type": "fact", "abstain": abstain, "answer": ["1871"]}
    return judge(asked, Answer("?", status, text, confidence=confidence))


def test_answers_are_judged_by_their_patterns() -> None:
    assert _judged(Status.ANSWERED, "It opened in 1871.", 0.9).right
    assert not _judged(Status.ANSWERED, "It opened in 1872.", 0.9).right
    assert not _judged(Status.ANSWERED, "It opened in 1871." + " word" * 150, 0.9).right
    assert not _judged(Status.ABSTAINED, "1871", 0.1).right
    assert _judged(Status.RESTRICTED, "", 0.1, abstain=True).right
    assert not _judged(Status.ANSWERED, "1871", 0.9, abstain=True).right


def test_false_answers_and_refusals_are_both_told() -> None:
    cases = [
        _judged(Status.ANSWERED, "1871", 0.9), _judged(Status.ABSTAINED, "", 0.2), _judged(Status.ANSWERED, "1900", 0.5),
        _judged(Status.ANSWERED, "1871", 0.6, abstain=True), _judged(Status.ABSTAINED, "", 0.1, abstain=True),
    ]  # fmt: skip
    assert row("all", cases) == "| all | 3 + 2 | 0.500 | 0.333 | 0.600 | 0.667 | 0.389 |"


def test_a_curve_is_printed_where_it_first_reaches_a_coverage() -> None:
    assert points([(0.05, 0.0), (0.12, 0.1), (0.31, 0.2), (0.33, 0.3)]) == [(0.12, 0.1), (0.31, 0.2), (0.33, 0.3)]
    assert points([]) == []


def test_a_limit_is_lent_and_given_back() -> None:
    stood = limit("kind_reach")
    with pytest.raises(RuntimeError), limited("kind_reach", 9.0):
        assert limit("kind_reach") == 9.0
        raise RuntimeError
    assert limit("kind_reach") == stood


def test_the_best_value_is_chosen_and_ties_stay_near() -> None:
    marks = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
    assert chosen(marks, [0.1, 0.2, 0.4], 0.5) == 0.4
    assert chosen(marks, [0.1, 0.2, 0.4], 0.1) == 0.2


def test_a_value_that_one_question_chose_is_not_judged_by_it() -> None:
    marks = np.array([[0.0] * 10, [0.0] * 9 + [1.0]])
    assert cross_validated(marks, [0.1, 0.2], 0.1) == 0.0
    assert cross_validated(np.array([[0.0] * 10, [1.0] * 10]), [0.1, 0.2], 0.1) == 1.0
