"""What changes on the page with each step of a conversation, over an assistant that notes what it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from ui_support import ABSTAINED, ANSWER

from assistant.answering.councils import Councils
from assistant.errors import BadRequest, IndexMismatch, NotFound
from assistant.feedback import Ledger, Verdict
from assistant.records import Access, Answer, Document, Kind, Role
from assistant.retrieval.scope import Scope
from assistant.service import Assistant
from assistant.ui.conversation import Conversation, Step, converse, followed_up, stopped
from assistant.ui.desk import Desk
from assistant.ui.keeping import judged, saved
from assistant.ui.narrowing import Choices, Committee, Narrowing, choices_of, form_html, read_narrowing
from assistant.ui.pacing import paced
from assistant.web.gate import Visitor

NARROW = Narrowing((Committee(("Parks Committee", "Parks Cttee")),), (Kind.MINUTES,), date(2019, 5, 1))
SUMMARIES = [
    SimpleNamespace(name=f"{n}.pdf", body=body, kind=kind, meeting_dates=(date(2019 + n, 5, 1),))
    for n, (body, kind) in enumerate(
        [("Parks and Ponds Committee", Kind.MINUTES), ("Parks & Ponds Committee", Kind.MINUTES), ("Cabinet", Kind.STRATEGY)]
    )
]


class Recorded:
    """Stands in for the assistant: notes what it is asked; says words before its answer where it is given some."""

    def __init__(self, folder: Path = Path(), words: Sequence[str] = (), answer: Answer = ANSWER) -> None:
        self.asked: list[tuple[str, tuple[str, ...], Role, Scope | None]] = []
        self.broken = False
        self.words = words
        self.answer = answer
        self.closed = False
        self.library = SimpleNamespace(folder=folder)

    def stream(
        self, question: str, history: Sequence[str] = (), role: Role = Role.OFFICER, scope: Scope | None = None
    ) -> Iterator[str | Answer]:
        self.asked.append((question, tuple(history), role, scope))
        if self.broken:
            raise IndexMismatch("the <index> is stale; run 'assistant verify --repair'")
        try:
            yield from self.words
            yield replace(self.answer, question=question)
        finally:
            self.closed = True

    def recall(self, name: str) -> Document:
        return Document(name, "0", "Minutes of the Parks Committee", Kind.MINUTES, "x" * 99, access=Access.EXEMPT)

    def councils(self, role: Role) -> Councils:
        return Councils()

    def summaries(self, role: Role) -> list[Any]:
        if self.broken:
            raise IndexMismatch("the <index> is stale; run 'assistant verify --repair'")
        return list(SUMMARIES)


def desk_of(recorded: Recorded, role: Role = Role.PUBLIC) -> Desk:
    return Desk(cast(Assistant, recorded), role)


def asked(recorded: Recorded, question: str, before: Conversation | None = None, role: Role = Role.PUBLIC) -> list[Step]:
    return list(converse(desk_of(recorded, role), question, before or Conversation()))


def test_the_question_shows_at_once_and_then_the_answer_in_its_place() -> None:
    first, last = asked(Recorded(), "Which pond?")
    assert "Which pond?" in first.changed
    assert "Looking through the records" in first.changed
    assert 'aria-busy="true"' in first.changed
    key = last.now.turns[0].key
    assert f'<section class="cr-turn" id="{key}"' in first.changed and f'<section class="cr-turn" id="{key}"' in last.changed
    assert "Looking through" not in last.changed and "aria-busy" not in last.changed
    assert 'data-say="Answer ready, 1 sentence. The pond was to be cleaned."' in last.changed


def test_a_models_words_come_marked_and_only_its_checked_answer_stays() -> None:
    _, *coming, last = asked(Recorded(words=["The ", "<moon> [1"]), "Which pond?")
    assert "Not yet checked against the records" in coming[0].changed
    assert "moon" not in last.changed
    assert "Not yet checked" not in last.changed
    assert [step.now.asked for step in coming] == [()]


def test_words_are_gathered_into_views_no_closer_than_can_be_read() -> None:
    assert list(paced(iter(["a", "b", "c", ANSWER]), every=60)) == ["a", ANSWER]
    assert list(paced(iter(["a", "b", "c", ANSWER]), every=0)) == ["a", "ab", "abc", ANSWER]


def test_an_answer_that_is_not_waited_for_is_no_part_of_the_conversation() -> None:
    recorded = Recorded(words=["The ", "moon"])
    steps = converse(desk_of(recorded), "Which pond?", Conversation())
    before = [next(steps), next(steps)][1].now
    steps.close()
    assert recorded.closed, "the model is let go"
    step = stopped(before)
    assert "Stopped" in step.changed and "moon" not in step.changed
    assert step.now.asked == ()
    assert stopped(Conversation()) == Step("", Conversation())


def test_follow_ups_are_asked_with_the_earlier_questions_in_the_role_of_the_reader() -> None:
    recorded = Recorded()
    once = asked(recorded, "Which pond?")[-1].now
    twice = asked(recorded, "And when?", once, Role.MEMBER)[-1].now
    assert [one[:3] for one in recorded.asked] == [
        ("Which pond?", (), Role.PUBLIC), ("And when?", ("Which pond?",), Role.MEMBER),
    ]  # fmt: skip
    assert [scope and scope.accesses for *_, scope in recorded.asked] == [(Access.PUBLIC,), (Access.PUBLIC, Access.EXEMPT)]
    assert [turn.question for turn in twice.turns] == ["Which pond?", "And when?"]
    assert len({turn.key for turn in twice.turns}) == 2


def test_what_is_sent_does_not_grow_with_the_conversation() -> None:
    recorded, now = Recorded(), Conversation()
    sizes = []
    for _ in range(120):
        *_, last = asked(recorded, "Which pond?", now)
        now = last.now
        sizes.append(len(last.changed))
    assert max(sizes[1:]) - sizes[0] < 100, "only the digits of its number"
    assert len(now.turns) == 100 and now.turns[-1].key.endswith("-120")
    assert max(len(history) for _, history, *_ in recorded.asked) == 20


def test_a_blank_question_changes_nothing() -> None:
    recorded = Recorded()
    assert asked(recorded, " \n") == [Step("", Conversation())]
    assert not recorded.asked


def test_a_failure_is_told_with_what_to_do_and_is_no_part_of_the_history() -> None:
    recorded = Recorded()
    recorded.broken = True
    *_, failed = asked(recorded, "Which pond?")
    assert "the &lt;index&gt; is stale; run &#x27;assistant verify --repair&#x27;" in failed.changed
    assert failed.now.asked == ()
    assert len(failed.now.turns) == 1


def test_a_question_that_is_too_long_is_refused_in_words_and_not_repeated_whole() -> None:
    recorded = Recorded()
    *_, failed = asked(recorded, "x" * 10_000)
    assert "4,000 characters" in failed.changed and len(failed.changed) < 9_000
    assert failed.now.asked == () and recorded.asked == []


def test_a_conversation_is_only_for_the_visitor_who_began_it() -> None:
    mine = asked(Recorded(), "Which pond?", Conversation().of("ann", Role.MEMBER), Role.MEMBER)[-1].now
    assert mine.of("ann", Role.MEMBER) is mine and mine.asked == ("Which pond?",)
    for name, role in (("", Role.PUBLIC), ("max", Role.MEMBER), ("ann", Role.PUBLIC)):
        assert mine.of(name, role).turns == () and mine.of(name, role).asked == ()


def test_a_library_that_cannot_be_opened_is_told_in_place_of_the_question_box() -> None:
    recorded = Recorded()
    recorded.broken = True
    opening = desk_of(recorded).opening()
    assert not opening.ready
    assert "the &lt;index&gt; is stale" in opening.told


def test_exempt_matter_is_labelled_for_those_who_may_see_it() -> None:
    assert "Exempt matter" in asked(Recorded(), "Which pond?", role=Role.MEMBER)[-1].changed


def test_what_another_role_was_told_is_neither_saved_nor_judged_by_the_public(tmp_path: Path) -> None:
    recorded = Recorded(tmp_path)
    now = asked(recorded, "Which pond?", role=Role.MEMBER)[-1].now
    with pytest.raises(NotFound):
        saved(cast(Assistant, recorded), "md", now, Role.PUBLIC)
    sent = json.dumps({"turn": now.turns[0].key, "verdict": "right"})
    with pytest.raises(NotFound):
        judged(cast(Assistant, recorded), sent, now, Visitor())
    assert not list(tmp_path.iterdir())


def test_a_verdict_is_kept_with_what_was_asked_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    recorded, service = Recorded(tmp_path), cast(Assistant, Recorded(tmp_path))
    now = [*converse(desk_of(recorded), "Which pond?", Conversation(), NARROW)][-1].now
    key = now.turns[0].key
    said = [{"verdict": "right"}, {"verdict": "wrong citation", "comment": "It is <item> 8."}]
    thanks = [judged(service, json.dumps({"turn": key, **one}), now, Visitor("ann", Role.MEMBER)) for one in said]
    assert "Noted as wrong citation, with your comment" in thanks[1] and "&lt;item&gt;" in thanks[1]
    (kept,) = Ledger(tmp_path).read().entries
    assert (kept.verdict, kept.comment, kept.user, kept.role) == (Verdict.WRONG_CITATION, "It is <item> 8.", "ann", Role.PUBLIC)
    assert (kept.question, kept.id, kept.scope) == ("Which pond?", key, NARROW.scope(Role.PUBLIC))
    assert 'data-verdict="right"' in judged(service, json.dumps({"turn": key}), now, Visitor())
    with pytest.raises(BadRequest):
        judged(service, json.dumps({"turn": key, "verdict": "so-so"}), now, Visitor())
    with pytest.raises(BadRequest):
        judged(service, json.dumps({"turn": key, "verdict": "wrong", "comment": "x" * 2_001}), now, Visitor())


def test_a_saved_conversation_holds_its_questions(tmp_path: Path) -> None:
    recorded = Recorded(answer=ABSTAINED)
    recorded.answer = replace(ABSTAINED, nearest=())
    now = asked(recorded, "Which pond?")[-1].now
    file = saved(cast(Assistant, recorded), "md", now, Role.PUBLIC)
    assert file.name.startswith("conversation-") and file.name.endswith(".md")
    assert "Which pond?" in file.content.decode()
    assert saved(cast(Assistant, recorded), "docx", now, Role.PUBLIC).content[:2] == b"PK"


def test_nothing_is_offered_after_what_was_not_answered() -> None:
    recorded = Recorded(answer=ABSTAINED)
    assert followed_up(desk_of(recorded), asked(recorded, "Which moon?")[-1].now) == ""
    assert followed_up(desk_of(recorded), Conversation()) == ""


def test_the_narrowing_is_read_told_and_handed_on() -> None:
    form = {"bodies": ["Parks Committee\nParks Cttee"], "kinds": ["minutes"], "first": "2019-05-01", "last": ""}
    assert read_narrowing(json.dumps(form)) == NARROW
    assert NARROW.told == "only Parks Committee and minutes, since 1 May 2019"
    assert NARROW.scope(Role.PUBLIC) == Scope(
        bodies=("Parks Committee", "Parks Cttee"), kinds=(Kind.MINUTES,), first=date(2019, 5, 1)
    )
    assert read_narrowing("") == Narrowing() and Narrowing().told == ""
    assert Narrowing(last=date(2020, 1, 2)).told == "until 2 January 2020"
    recorded = Recorded()
    *_, last = converse(desk_of(recorded), "Which pond?", Conversation(), NARROW)
    assert "Looked in: only Parks Committee and minutes, since 1 May 2019." in last.changed
    assert recorded.asked[0][3] == NARROW.scope(Role.PUBLIC)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"first": "?"}, "no date of the calendar"),
        ({"first": "2021-02-30"}, "no date of the calendar"),
        ({"first": "2021-03-01", "last": "2021-02-01"}, "is after the last"),
        ({"kinds": ["poem"]}, "choose again"),
        ({"bodies": "x"}, "choose again"),
    ],
)
def test_an_impossible_narrowing_is_told_with_what_to_do(form: dict[str, Any], told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        read_narrowing(json.dumps(form))


def test_what_can_be_chosen_is_what_is_loaded_with_spellings_of_one_committee_together() -> None:
    choices = choices_of(cast(Any, SUMMARIES))
    assert [one.names for one in choices.bodies] == [("Cabinet",), ("Parks and Ponds Committee", "Parks & Ponds Committee")]
    assert (choices.kinds, choices.first, choices.last) == ((Kind.MINUTES, Kind.STRATEGY), date(2019, 5, 1), date(2021, 5, 1))
    assert form_html(choices).count("checkbox") == 4
    assert form_html(Choices()) == ""


def test_an_abstention_hints_only_at_what_is_loaded() -> None:
    hints = desk_of(Recorded()).setting(ABSTAINED, NARROW).hints
    assert hints[0].startswith("You looked in: only Parks Committee")
    assert hints[1:3] == (
        "The records are of: Cabinet; Parks and Ponds Committee.", "Their meetings are from 1 May 2019 to 1 May 2021.",
    )  # fmt: skip
