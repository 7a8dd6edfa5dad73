"""Actions: what sentences and lists say is to be done, what later records say of it, who may see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.actions.answer import action_units
from assistant.answering.actions.model import Action, ActionKind, ActionStatus, Link
from assistant.answering.actions.phrases import read_action
from assistant.answering.actions.select import Wanted
from assistant.cli import main
from assistant.records import Role
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

HEAD = "MINUTES of the meeting of the Harbour Committee held on {day} at 7.00 pm.\n\nPresent: Councillor A Marlow (Chairman)\n\n"
FIRST = HEAD.format(day="Wednesday 14 June 2023") + """1. APOLOGIES FOR ABSENCE

Apologies were received from Councillor D Finch.

2. BREAKWATER LIGHTS

The Harbour Master undertook to report on the cost of the breakwater lanterns to the next meeting.

Councillor B Tern asked the Harbour Master to write to the chandlery about its oil drums.

3. FERRY TIMETABLE

RESOLVED: That the ferry timetable consultation be deferred to the meeting on 11 October 2023.

4. MOORING FEES

Members requested that the Treasurer circulate a table of mooring fees.

5. SALE OF THE OLD SLIPWAY (EXEMPT)

The Solicitor undertook to obtain a valuation of the slipway from Gannet Surveyors.
"""
SECOND = HEAD.format(day="Wednesday 11 October 2023") + """6. BREAKWATER LIGHTS

As undertaken in June, the Harbour Master reported on the cost of the breakwater lanterns [Min. No. 2 refers].

7. FERRY TIMETABLE

The consultation on the ferry timetable had closed [Min. No. 3 refers].

RESOLVED: That the winter timetable be approved.

8. MOORING FEES

Councillor C Osei regretted that the table of mooring fees had not been circulated by the Treasurer [Min. No. 4 refers].
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"minutes-2023-06-14.txt": FIRST, "minutes-2023-10-11.txt": SECOND})


def the(actions: list[Action], words: str) -> Action:
    [found] = [action for action in actions if words in " ".join(action.source.quote.split())]
    return found


@pytest.mark.parametrize(
    ("sentence", "kind", "who", "to"),
    [
        ("The Clerk undertook to write to the Water Company.", "undertaking", "The Clerk", ""),
        ("Ms Vale, Head of Parks, agreed to circulate the plan.", "undertaking", "Head of Parks", ""),
        ("The Engineer replied that there were six, and undertook to count again.", "undertaking", "The Engineer", ""),
        ("The Clerk will report back by the end of May 2024.", "undertaking", "The Clerk", ""),
        ("ACTION: Clerk to contact the police.", "undertaking", "Clerk", ""),
        ("Bus shelter – JB to obtain two quotes.", "undertaking", "JB", ""),
        ("Members asked the Director of Place to provide a breakdown.", "request", "Members", "the Director of Place"),
        ("Councillor Ash requested an update on the weir.", "request", "Councillor Ash", ""),
        ("Officers were asked to examine the bridge.", "request", "", "Officers"),
        ("The item was deferred to the next meeting.", "deferred", "", ""),
        ("It was agreed to refer the motion to the Planning Committee.", "deferred", "", "Planning Committee"),
        ("It was agreed that the Clerk write to the County Council.", "resolution", "", "the Clerk"),
    ],
)
def test_a_sentence_is_read_as_an_action(sentence: str, kind: str, who: str, to: str) -> None:
    said = read_action(sentence)
    assert said is not None
    assert (str(said.kind), said.who, said.to) == (kind, who, to)


@pytest.mark.parametrize(
    "sentence",
    [
        "A survey of the shore was undertaken in May.",
        "Councillor Ash asked whether the bridge would be repaired.",
        "The report asked Members to note the figures.",
        "The Mayor thanked his deputy and invited him to address the meeting.",
        "The meeting was adjourned at 9 pm.",
        "Councillor Ash asked what had happened to the sign.",
        "If funds allow, the Clerk will contact the supplier.",
        "I will move at the next meeting that the Council write to the Minister.",
        "That the minutes be taken as read and signed.",
        "The Chairman asked that thanks to Mr Reed be recorded in the minutes.",
    ],
)
def test_what_only_looks_like_an_action_is_none(sentence: str) -> None:
    assert read_action(sentence) is None


def test_the_date_by_which_is_told_as_printed() -> None:
    said = read_action("The Clerk agreed to write to every household before the end of March 2022.")
    assert said is not None and said.due == "before the end of March 2022"


def test_a_later_record_closes_an_undertaking_and_is_cited(harbour: Assistant) -> None:
    action = the(harbour.actions(Wanted(), Role.PUBLIC), "undertook to report on the cost")
    assert (action.status, action.who, action.due) == (ActionStatus.CLOSED, "The Harbour Master", "to the next meeting")
    assert action.closure is not None and action.closure.link is Link.REFERENCE
    closing = action.closure.source
    assert closing.span.of(harbour.document(closing.document).text) == closing.quote
    assert "As undertaken in June" in closing.quote


def test_what_had_not_been_done_stays_open(harbour: Assistant) -> None:
    action = the(harbour.actions(Wanted(), Role.PUBLIC), "table of mooring fees")
    assert action.status is ActionStatus.MENTIONED
    assert "had not been circulated" in " ".join(action.mentions[0].source.quote.split())


def test_a_deferred_item_is_closed_by_the_decision_on_its_return(harbour: Assistant) -> None:
    [action] = harbour.actions(Wanted(kind=ActionKind.DEFERRED), Role.PUBLIC)
    assert action.closure is not None and "winter timetable" in action.closure.source.quote


def test_nothing_of_an_exempt_item_is_told_to_the_public(harbour: Assistant) -> None:
    public = harbour.actions(Wanted(), Role.PUBLIC)
    assert not any("slipway" in action.source.quote or "slipway" in str(action.mentions) for action in public)
    assert the(harbour.actions(Wanted(), Role.MEMBER), "valuation of the slipway").who == "The Solicitor"


def test_actions_are_narrowed_by_name_words_and_standing(harbour: Assistant) -> None:
    assert {a.kind for a in harbour.actions(Wanted(who="harbour master"))} == {ActionKind.UNDERTAKING, ActionKind.REQUEST}
    assert len(harbour.actions(Wanted(about="oil drums"))) == 1
    assert all(a.closure is None for a in harbour.actions(Wanted(closed=False)))
    assert not harbour.actions(Wanted(body="Planning"))


ENTRIES = """# Minutes of the Parish Council

Meeting held on {day}

## 1 Actions

| No | Action | Owner | Update |
| --- | --- | --- | --- |
| Mar24.01 | Clerk to order new bench for the green | CF | {bench} |
| Mar24.02 | JB to paint the pump house door | JB | {door} |
"""


def test_an_action_list_carried_on_is_one_action_closed_when_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "2024-03-07.md": ENTRIES.format(day="7 March 2024", bench="", door=""),
        "2024-04-04.md": ENTRIES.format(day="4 April 2024", bench="Completed", door="Not completed yet"),
    }
    actions = assistant_over(tmp_path, monkeypatch, files).actions(Wanted())
    assert [(a.reference, a.who, str(a.status)) for a in actions] == [
        ("Mar24.01", "CF", "closed"), ("Mar24.02", "JB", "mentioned again"),
    ]  # fmt: skip
    assert actions[0].closure is not None and actions[0].closure.source.quote == "Completed"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the Harbour Master undertake to do?", ("undertook to report on the cost",)),
        ("Has anyone reported back on the breakwater lanterns?", ("undertook to report", "As undertaken in June")),
        ("What happened to the request for a table of mooring fees?", ("Members requested", "had not been circulated")),
        ("Which items were deferred?", ("ferry timetable consultation be deferred",)),
    ],
)
def test_questions_on_actions_are_answered_with_what_became_of_them(
    harbour: Assistant, question: str, words: tuple[str, ...]
) -> None:
    units = action_units(harbour.searcher.search(question, Scope.of(Role.PUBLIC), 12), harbour.document)
    told = " | ".join(unit.text for unit in units)
    places = [told.find(phrase) for phrase in words]
    assert -1 not in places and places == sorted(places), told
    for unit in units:
        assert unit.hit.span.contains(unit.span) and unit.hit.meeting_date is not None


def test_an_undertaking_is_the_answer_to_what_somebody_undertook(harbour: Assistant) -> None:
    answer = harbour.ask("What did the Harbour Master undertake to report on?")
    assert "undertook to report on the cost of the breakwater lanterns" in " ".join(answer.text.split())
    assert answer.claims and all(claim.grounded for claim in answer.claims)


@pytest.mark.parametrize("question", ["When were the minutes signed?", "What is a lantern?", "What did the Committee agree?"])
def test_other_questions_are_left_to_the_rest(harbour: Assistant, question: str) -> None:
    assert action_units(harbour.searcher.search(question, Scope.of(Role.PUBLIC), 12), harbour.document) == []


def test_an_action_that_no_record_holds_is_not_made_up(harbour: Assistant) -> None:
    question = "What happened to the undertaking on zebra crossings?"
    assert action_units(harbour.searcher.search(question, Scope.of(Role.PUBLIC), 12), harbour.document) == []


def test_the_sample_corpus_has_an_undertaking_that_a_later_meeting_closes(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(sample_library), "actions", "--closed", "--kind", "undertaking", "--about", "wardens", "--json"]
    assert main(arguments) == 0
    [action] = json.loads(capsys.readouterr().out)["actions"]
    assert (action["who"], action["raised"], action["status"]) == ("The Principal Engineer", "2021-07-14", "closed")
    assert action["closure"]["date"] == "2022-02-09" and action["closure"]["quote"].startswith("As undertaken in July")
