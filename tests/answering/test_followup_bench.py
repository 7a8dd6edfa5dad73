"""The measure of follow-ups against people's rewrites: its F1, its readers, and that being made whole beats being left."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench_followups import WAYS, Turn, canard, main, score, token_f1, treccast

PUBLIC = Path(__file__).parents[2] / ".." / "shared" / "public"
needs_sets = pytest.mark.skipif(not (PUBLIC / "canard").exists(), reason="the shared folder is not here")


@pytest.mark.parametrize(
    ("said", "wanted", "f1"),
    [
        ("Did the Weir open?", "did weir open", 1.0),
        ("Did it open?", "Did the Weir open?", 2 / 3),
        ("Weir Weir", "the Weir", 2 / 3),
        ("", "Weir", 0.0),
        ("?", "", 1.0),
    ],
)
def test_f1_of_words_without_articles(said: str, wanted: str, f1: float) -> None:
    assert token_f1(said, wanted) == pytest.approx(f1)


def test_scores_of_two_turns() -> None:
    turns = [
        Turn("Who seconded it?", ("Who proposed the motion?",), (), "Who seconded the motion?"),
        Turn("Who is Ames?", ("Who proposed the motion?",), (), "Who is Ames?"),
    ]
    got = score(turns, WAYS["made whole"])
    assert (got.turns, got.f1, got.exact, got.left_alone) == (2, 1.0, 1.0, 1.0)
    assert score(turns, lambda turn: f"{turn.question} so").left_alone == 0
    assert score(turns, WAYS["as asked"]).exact == 0.5


@needs_sets
def test_history_ends_with_the_question_before() -> None:
    cast = list(treccast(PUBLIC))
    assert len(cast) == 479
    assert cast[1].history == (cast[0].question,)
    turns = list(canard(PUBLIC))
    assert len(turns) == 1000
    assert all(len(turn.history) == len(turn.answers) for turn in turns)


@needs_sets
def test_made_whole_comes_closer_than_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    for turns in (list(canard(PUBLIC)), list(treccast(PUBLIC))):
        asked, whole = score(turns, WAYS["as asked"]), score(turns, WAYS["made whole"])
        assert whole.f1 > asked.f1 + 0.02
        assert whole.left_alone > 0.93
    assert main([str(PUBLIC), "--show", "1"]) == 0
    assert "TREC CAsT  made whole " in capsys.readouterr().out
