"""Open questions: a matter alone, a bare phrase, and a whole meeting."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over
from support.town import TOWN

from assistant.answering.matters import matter_of
from assistant.records import Role, Status
from assistant.service import Assistant

SECRET = """SWANS SUB-COMMITTEE

MINUTES of the meeting of the Swans Sub-Committee held on Tuesday 3 March 2020.

1. SWAN WARDEN

The swan warden reported that eleven cygnets had fledged on the upper pond.

RESOLVED: That the report of the swan warden be noted.

2. PIKE

The warden had seen three pike in the mill race.

3. SALE OF THE BOAT SHED (EXEMPT)

The pike broker had offered £90,000 for the boat shed, and the swan warden had valued it at £120,000.

RESOLVED: That the offer of £90,000 be refused.
"""
LATER = """SWANS SUB-COMMITTEE

MINUTES of the meeting of the Swans Sub-Committee held on Tuesday 2 June 2020.

1. SWAN WARDEN

The swan warden reported that two cygnets had been lost to pike.
"""


@pytest.fixture
def swans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"swans.txt": SECRET, "later.txt": LATER})


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, TOWN)


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Tell me about the skate park", "the skate park"),
        ("please tell me more about CCTV?", "CCTV"),
        ("What's the latest on the Boat House lease?", "the Boat House lease"),
        ("Any news on fly-tipping?", "fly-tipping"),
        ("What is being done about litter?", "litter"),
        ("Give me an overview of the budget strategy", "the budget strategy"),
        ("What has been said about the toilets in Mill Lane?", "the toilets in Mill Lane"),
        ("Summarise the discussion on lighting", "the discussion on lighting"),
        ("skate park", "skate park"),
        ("What was decided about the skate park?", ""),
        ("Who spoke about the skate park?", ""),
        ("How many toilets are there?", ""),
        ("The Committee agreed that the toilets in Mill Lane be rebuilt next year", ""),
        ("?", ""),
    ],
)
def test_the_matter_of_an_open_question(question: str, matter: str) -> None:
    assert matter_of(question) == matter


@pytest.mark.parametrize(
    "question", ["Tell me about cygnets", "cygnets", "What was said about cygnets?", "Is there any news on cygnets?"]
)
def test_what_is_said_of_a_matter_answers_an_open_question(swans: Assistant, question: str) -> None:
    answer = swans.ask(question)
    assert answer.status is Status.ANSWERED
    assert {citation.document for citation in answer.citations} == {"swans.txt", "later.txt"}


def test_the_latest_comes_first_where_it_is_asked_for(swans: Assistant) -> None:
    assert swans.ask("What is the latest on cygnets?").citations[0].document == "later.txt"


@pytest.mark.parametrize(
    "question", ["Tell me about otters", "otters", "Any update on otters in 2020?", "Tell me about cygnets in 2031"]
)
def test_a_matter_that_no_record_has_is_declined(swans: Assistant, question: str) -> None:
    assert swans.ask(question).status is Status.ABSTAINED


def test_open_questions_tell_nothing_exempt(swans: Assistant) -> None:
    asked = ("Tell me about pike", "pike", "Tell me about the boat shed", "What happened on 3 March 2020 at the meeting?")
    for question in asked:
        told = swans.ask(question)
        text = told.text.replace(question, "").upper()
        assert not [word for word in ("90,000", "BROKER", "BOAT SHED") if word in text], question
        assert all("boat shed" not in citation.quote.lower() for citation in (*told.citations, *told.nearest)), question
    assert "90,000" in swans.ask("What was resolved at the meeting on 3 March 2020?", role=Role.MEMBER).text


@pytest.mark.parametrize(
    "question",
    ["What was discussed at the meeting on 3 March 2020?", "What items did the sub-committee consider on 3 March 2020?",
     "Summarise the minutes of 3 March 2020", "What was on the agenda in March 2020?"],
)  # fmt: skip
def test_a_whole_meeting_is_told_item_by_item(swans: Assistant, question: str) -> None:
    answer = swans.ask(question)
    assert [claim.text for claim in answer.claims] == ["SWAN WARDEN", "PIKE"]
    assert "3 March 2020" in answer.text and all(claim.grounded for claim in answer.claims)


def test_the_decisions_of_a_whole_meeting_are_its_resolutions(swans: Assistant) -> None:
    answer = swans.ask("What was decided at the meeting on 3 March 2020?")
    [claim] = answer.claims
    assert claim.text.endswith("That the report of the swan warden be noted.")


@pytest.mark.parametrize("question", ["What happened at the last meeting?", "What was discussed at the latest meeting?"])
def test_the_latest_meeting_is_told_where_no_day_is_named(swans: Assistant, question: str) -> None:
    assert "2 June 2020" in swans.ask(question).text


def test_a_meeting_of_a_named_body_is_that_bodys(town: Assistant) -> None:
    answer = town.ask("What was discussed at the last meeting of the Licensing Committee?")
    assert "Licensing Committee" in answer.text and {c.meeting_date.year for c in answer.citations if c.meeting_date} == {2024}


def test_a_question_on_a_matter_of_a_meeting_is_not_the_whole_meeting(swans: Assistant) -> None:
    answer = swans.ask("What was discussed about the swan warden at the meeting on 3 March 2020?")
    assert "PIKE" not in [claim.text for claim in answer.claims]


def test_a_decision_that_is_asked_for_is_told_where_the_sentence_on_the_matter_does_not_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = """PLAY COMMITTEE

MINUTES of the meeting of the Play Committee held on Monday 11 March 2024.

1. INSPECTION

The inspection had found one medium risk, the worn chain of the tyre bridge. The bridge had been closed on 26 February.

RESOLVED that the quotation of £684 to replace the bearings be accepted.

2. PAINT

It was not decided which colour the railings should have. Nothing else was decided, and it was decided to meet again.
"""
    answer = assistant_over(tmp_path, monkeypatch, {"play.txt": record}).ask("What was decided about the tyre bridge?")
    assert "tyre bridge" in answer.text and "£684" in answer.text


def test_a_word_of_asking_is_not_told_as_missing_from_the_records(swans: Assistant) -> None:
    answer = swans.ask("What was decided about the helicopters?")
    assert answer.status is Status.ABSTAINED
    assert "helicopters" in answer.text and "“decided”" not in answer.text


def test_the_next_meeting_is_the_one_that_is_still_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = (
        "PARISH COUNCIL\n\nMINUTES of the meeting of the Parish Council held on {day} 2024.\n\n"
        "24/01 FINANCE\n\nBills were paid.\n\n{end}"
    )
    held = {
        "may.txt": record.format(day="Monday 13 May", end="24/02 DATE OF NEXT MEETING\n\nMonday 8 July 2024.\n"),
        "july.txt": record.format(day="Monday 8 July", end="24/03 DATE OF NEXT MEETING\nMonday 9 September 2024. It closed.\n"),
    }
    assert "9 September 2024" in assistant_over(tmp_path / "a", monkeypatch, held).ask("When is the next meeting?").text


@pytest.mark.parametrize("question", ["What was decided in March 2020?", "What was resolved on 3 March 2020?"])
def test_a_period_alone_is_the_meetings_in_it(swans: Assistant, question: str) -> None:
    assert "report of the swan warden be noted" in swans.ask(question).text
