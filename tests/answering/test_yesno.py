"""Questions whether something was decided: the decision comes first, "Yes" and "No" only where its own words say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.verdicts import verdicts
from assistant.records import Status
from assistant.service import Assistant

PLANNING = """FENLEIGH DISTRICT COUNCIL

MINUTES of the meeting of the Planning Committee held on Tuesday 6 May 2025 at 10.00 am.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

11. APPLICATION 25/00111/FUL - MILL FIELD - THIRTY HOUSES

RESOLVED: That consideration of the application be DEFERRED for a site visit.

12. APPLICATION 25/00222/COU - OLD CHAPEL - CAFE

Residents were against the cafe.

RESOLVED: That, contrary to the officer's advice, planning permission be REFUSED for want of parking.

13. SOLAR PANELS AT THE DEPOT

The application had been withdrawn by the applicant on 2 May.

14. BUS REVIEW

Cabinet had accepted four recommendations of the bus review. Cabinet did not accept the recommendation to buy three minibuses.

15. FORWARD PLAN

RESOLVED: That the contents of the Forward Plan for the period to August be noted.

16. MOTION: PARKING PERMITS

The motion was put to the vote and LOST, 2 voting for and 5 against.

17. SKATE PARK

RESOLVED (3 for, 1 against) that the Council buy a shelter for the skate park at a cost of up to £4,000. The depot was
against it.

The meeting closed at 11.45 am.
"""
LATER = """FENLEIGH DISTRICT COUNCIL

MINUTES of the meeting of the Planning Committee held on Tuesday 3 June 2025 at 10.00 am.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

21. MINUTES

RESOLVED: That the minutes of the meeting held on 6 May 2025 be confirmed as a correct record.

22. APPLICATION 25/00111/FUL - MILL FIELD - THIRTY HOUSES

RESOLVED: That planning permission be GRANTED subject to the conditions in the report.

The meeting closed at 10.45 am.
"""


@pytest.fixture(scope="module")
def fenleigh(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Two meetings of a council that does not exist."""
    with pytest.MonkeyPatch.context() as patch:
        files = {"planning-2025-05-06.txt": PLANNING, "planning-2025-06-03.txt": LATER}
        return assistant_over(Path(tmp_path_factory.mktemp("fenleigh")), patch, files)


@pytest.mark.parametrize(
    ("question", "opening", "words"),
    [
        ("Was application 25/00222/COU approved?", "No. ", "REFUSED"),
        ("Was application 25/00111/FUL approved?", "Yes, subject to conditions. ", "GRANTED"),
        ("Has application 25/00111/FUL been approved yet?", "Yes, subject to conditions. ", "GRANTED"),
        ("Was application 25/00111/FUL deferred?", "Yes. ", "DEFERRED"),
        ("Were the solar panels at the depot approved?", "It was withdrawn. ", "withdrawn"),
        ("Did Cabinet accept the recommendation to buy minibuses?", "No. ", "did not accept"),
        ("Was the Forward Plan approved?", "It was noted. ", "be noted"),
        ("Did the Council agree to parking permits?", "No. ", "LOST"),
        ("Did the Council agree to buy a shelter for the skate park?", "Yes. ", "buy a shelter"),
    ],
)
def test_the_answer_leads_with_the_decision(fenleigh: Assistant, question: str, opening: str, words: str) -> None:
    answer = fenleigh.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.text.startswith(opening) and words in answer.text, answer.text
    assert len(answer.claims) == 1 and words in answer.claims[0].text


def test_no_is_not_said_of_all_where_the_decision_is_on_a_part(fenleigh: Assistant) -> None:
    assert not fenleigh.ask("Did Cabinet accept the bus review recommendations?").text.startswith("No")


def test_what_a_decision_went_against_is_not_said_to_be_agreed(fenleigh: Assistant) -> None:
    assert not fenleigh.ask("Was the officer's advice on the Old Chapel cafe refused?").text.startswith("Yes")


def test_an_agreement_to_something_else_is_no_answer(fenleigh: Assistant) -> None:
    assert fenleigh.ask("Did the Council agree to close the skate park?").status is not Status.ANSWERED


def test_the_minutes_of_a_day_are_not_those_confirmed_on_it(fenleigh: Assistant) -> None:
    answer = fenleigh.ask("Were the minutes of 3 June 2025 confirmed?")
    assert "6 May" not in answer.text or not answer.text.startswith("Yes"), answer.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("It was agreed to defer the item to the meeting in June.", [("defer", "the item to the meeting in June", False)]),
        ("Work schedule, TO BE AGREED", []),
        ("The Council carried out a survey.", []),
        ("DEFERRED to the May meeting.", [("defer", "", False)]),
        ("1. That the lease not be approved;", [("approve", "the lease", True)]),
        ("That the lease be not approved;", [("approve", "the lease", True)]),
    ],
)
def test_an_outcome_is_read_as_the_words_tell_it(words: str, told: list[tuple[str, str, bool]]) -> None:
    assert [(one.outcome, one.subject, one.negated) for one in verdicts(words)] == told
