from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ui_support import ANSWER

from assistant.errors import IndexMismatch
from assistant.records import Answer, Role
from assistant.service import Assistant
from assistant.ui.ask import Conversation, converse
from assistant.ui.desk import Desk


class Recorded:
    """Stands in for the assistant: notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...], Role]] = []
        self.broken = False

    def ask(self, question: str, history: Sequence[str] = (), role: Role = Role.OFFICER) -> Answer:
        self.asked.append((question, tuple(history), role))
        if self.broken:
            raise IndexMismatch("the <index> is stale; run 'assistant verify --repair'")
        return replace(ANSWER, question=question)

    def summaries(self) -> list[object]:
        raise IndexMismatch("the <index> is stale; run 'assistant verify --repair'")


def desk_of(recorded: Recorded) -> Desk:
    return Desk(cast(Assistant, recorded), Role.PUBLIC)


def test_the_question_shows_at_once_and_then_the_answer_in_its_place() -> None:
    first, last = converse(desk_of(Recorded()), "Which pond?", Conversation())
    assert "Which pond?" in first.html
    assert "Looking through the records" in first.html
    assert len(first.turns) == len(last.turns) == 1
    assert "Looking through" not in last.html
    assert 'id="turn1-1"' in last.html


def test_follow_ups_are_asked_with_the_earlier_questions_as_the_public() -> None:
    recorded = Recorded()
    *_, once = converse(desk_of(recorded), "Which pond?", Conversation())
    *_, twice = converse(desk_of(recorded), "And when?", once)
    assert recorded.asked == [("Which pond?", (), Role.PUBLIC), ("And when?", ("Which pond?",), Role.PUBLIC)]
    assert 'id="turn1-1"' in twice.html
    assert 'id="turn2-1"' in twice.html


def test_a_blank_question_changes_nothing() -> None:
    recorded = Recorded()
    assert list(converse(desk_of(recorded), " \n", Conversation())) == [Conversation()]
    assert not recorded.asked


def test_a_failure_is_told_with_what_to_do_and_is_no_part_of_the_history() -> None:
    recorded = Recorded()
    recorded.broken = True
    *_, failed = converse(desk_of(recorded), "Which pond?", Conversation())
    assert "the &lt;index&gt; is stale; run &#x27;assistant verify --repair&#x27;" in failed.html
    assert failed.asked == ()
    assert len(failed.turns) == 1


def test_a_library_that_cannot_be_opened_is_told_in_place_of_the_question_box() -> None:
    opening = desk_of(Recorded()).opening()
    assert not opening.ready
    assert "the &lt;index&gt; is stale" in opening.told
