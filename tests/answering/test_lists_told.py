"""Lists and follow-ups over records: whole, of the right meeting, and no figure in a list's stead."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.followup import make_whole
from assistant.answering.lists import listed_count
from assistant.records import Status
from assistant.service import Assistant

MAY = """FENLEIGH DISTRICT COUNCIL

MINUTES of the meeting of the Scrutiny Committee held on Tuesday 6 May 2025 at 10.00 am.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

11. DECLARATIONS OF INTEREST

Councillor B Tern declared a personal interest in item 12 as a trustee of the Boathouse.

12. PREMISES LICENCE: THE BOATHOUSE

The police asked for cameras.

RESOLVED: That the licence be granted, subject to:

(a) cameras at both doors;
(b) no glass on the terrace;
(c) music to end at 11.00 pm.

13. BUS SERVICES

RESOLVED: That Cabinet be recommended to run a bus to Stoat.

14. LIBRARY

RESOLVED: That the report be noted.

The meeting closed at 11.45 am.
"""
JUNE = """FENLEIGH DISTRICT COUNCIL

MINUTES of the meeting of the Scrutiny Committee held on Tuesday 3 June 2025 at 10.00 am.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

21. DECLARATIONS OF INTEREST

Councillor A Marlow declared a personal interest in item 22 as a governor of Mill School.

22. SCHOOL CROSSING

RESOLVED: That the crossing be approved.

The meeting closed at 10.45 am.
"""


@pytest.fixture(scope="module")
def fenleigh(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Two meetings of a council that does not exist."""
    with pytest.MonkeyPatch.context() as patch:
        files = {"minutes-2025-05-06.txt": MAY, "minutes-2025-06-03.txt": JUNE}
        return assistant_over(Path(tmp_path_factory.mktemp("fenleigh")), patch, files)


def test_interests_declared_at_several_meetings_are_all_told_with_their_meeting(fenleigh: Assistant) -> None:
    text = fenleigh.ask("Which councillors declared an interest?").text
    assert all(words in text for words in ("Tern", "Marlow declared", "6 May 2025", "3 June 2025")), text


def test_the_recommendations_of_a_meeting_are_those_of_its_decisions_that_recommend(fenleigh: Assistant) -> None:
    text = fenleigh.ask("List all the recommendations of the Committee on 6 May 2025.").text
    assert "bus to Stoat" in text and "be noted" not in text, text


def test_what_else_was_decided_then_is_what_the_meeting_decided(fenleigh: Assistant) -> None:
    answer = fenleigh.ask("What else was decided then?", ["What was decided about bus services on 6 May 2025?"])
    assert answer.status is Status.ANSWERED and "be noted" in answer.text and "crossing" not in answer.text, answer.text


def test_conditions_are_what_a_grant_is_subject_to(fenleigh: Assistant) -> None:
    text = fenleigh.ask("What conditions were put on the Boathouse licence?").text
    assert all(words in text for words in ("both doors", "no glass", "11.00 pm")), text


def test_it_is_the_motion_and_not_the_town_it_is_of() -> None:
    taken = make_whole("Who seconded it?", ["Who moved the motion on free parking in Fenleigh?"])
    assert taken == "Who seconded the motion on free parking?"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What were the three priorities of the strategy?", 3),
        ("Which four wards had collections first?", 4),
        ("Which wards had a rate above 90 per 1,000?", 0),
        ("Which indicators were red in 2023/24?", 0),
        ("What was the total for the 3 years?", 3),
    ],
)
def test_how_many_are_to_be_listed(question: str, count: int) -> None:
    assert listed_count(question) == count
