"""Questions to ask next: each is answered, with more than was said before it, and names nothing that is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.nextfigures import _swapped
from assistant.answering.nextquestions import next_questions
from assistant.records import Answer, Role, Status
from assistant.service import Assistant

ASKED = (
    "How many homes in Millrace were flooded internally on 8 January 2021?",
    "What was resolved about the flood wardens in February 2024?",
    "What share of household waste did Wick Vale recycle in 2022-23?",
    "How many vehicles were counted at Fennick Academy in November 2023?",
)
MINUTES = """MINUTES of the meeting of the Lake Committee held on Wednesday 14 June 2023 at 7.00 pm.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

1. BOAT MOORINGS

The Harbour Officer reported that 46 boats had been moored. Councillor Tern asked whether the fee had risen. She undertook
to bring a paper. The Harbour Officer undertook to publish the fees for moorings by October.

RESOLVED: That the fee for boat moorings be £52 a year.

2. WATER QUALITY

Members were told that the water had been clean on 12 of 14 days of tests.

3. SALE OF THE BOAT YARD (EXEMPT)

The Committee considered the offer of Lanternlight Ltd of £310,000 for the boat yard.

RESOLVED: That the offer of Lanternlight Ltd for the boat yard be accepted.

The meeting closed at 8.45 pm.
"""


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    one = assistant_over(tmp_path, monkeypatch, {"lake.txt": MINUTES})
    yield one
    one.close()


def offered(assistant: Assistant, answer: Answer, role: Role = Role.PUBLIC, everything: bool = True) -> list[str]:
    """Return what is offered, with nothing refused where ``everything`` could be answered."""
    record, items = assistant.show(answer.citations[0].document, role)
    return next_questions(answer, record, items, lambda q: everything or assistant.answerable(q, role), limit=8)


@pytest.mark.parametrize("question", ASKED)
def test_what_is_offered_is_answered_and_tells_something_new(sample_library: Path, question: str) -> None:
    assistant = Assistant.open(sample_library)
    answer = assistant.ask(question)
    record, items = assistant.show(answer.citations[0].document, Role.PUBLIC)
    found = next_questions(answer, record, items, assistant.answerable)
    assert 0 < len(found) <= 3 and len(set(found)) == len(found) and question not in found
    for one in found:
        told = assistant.ask(one)
        assert told.status is Status.ANSWERED
        assert {claim.text for claim in told.claims} - {claim.text for claim in answer.claims}, f"{one} tells nothing new"
    assistant.close()


def test_it_leads_on_from_the_item_cited(assistant: Assistant) -> None:
    found = offered(assistant, assistant.ask("How many boats had been moored?"))
    assert found[0] == "What was decided about Boat Moorings in June 2023?"
    assert "What did the Harbour Officer undertake to do about Boat Moorings in June 2023?" in found
    assert "Who attended the meeting of 14 June 2023?" in found
    assert "What was said about Water Quality in June 2023?" in found
    assert not any("She" in question or "she" in question.split() for question in found)


def test_after_the_decision_it_asks_what_was_said(assistant: Assistant) -> None:
    answer = assistant.ask("What was resolved about the fee for boat moorings?")
    assert "52" in answer.text
    found = offered(assistant, answer)
    assert "What was said about Boat Moorings in June 2023?" in found
    assert "What was decided about Boat Moorings in June 2023?" not in found


@pytest.mark.parametrize(("role", "told"), [(Role.PUBLIC, False), (Role.MEMBER, True)])
def test_what_the_role_may_not_see_is_not_named(assistant: Assistant, role: Role, told: bool) -> None:
    for question in ("How many boats had been moored?", "Who attended the meeting of 14 June 2023?"):
        found = offered(assistant, assistant.ask(question, role=role), role)
        assert found and any("Yard" in one for one in found) is told


def test_an_answer_from_what_is_closed_leads_nowhere_for_the_public(assistant: Assistant) -> None:
    answer = assistant.ask("What offer was considered for the boat yard?", role=Role.MEMBER)
    assert "310" in answer.text
    assert offered(assistant, answer, Role.PUBLIC) == []


def test_few_are_tried_and_only_those_answered_are_offered(assistant: Assistant) -> None:
    answer = assistant.ask("How many boats had been moored?")
    record, items = assistant.show("lake.txt", Role.PUBLIC)
    tried: list[str] = []
    assert next_questions(answer, record, items, lambda question: bool(tried.append(question))) == []
    assert 0 < len(tried) <= 8 and answer.question not in tried
    assert next_questions(answer, record, items, tried[-1].__eq__) == [tried[-1]]


@pytest.mark.parametrize(
    ("asked", "old", "new", "question"),
    [
        ("How many fell in Ashby?", "Ashby", "Lower Carlton", "How many fell in Lower Carlton?"),
        ("How many in April to August 2019?", "Apr-Aug 2019", "Apr-Aug 2018", "How many in April to August 2018?"),
        ("How many in Ashbyton?", "Ashby", "Carlton", ""),
        ("Was Ashby above Ashby Road?", "Ashby", "Carlton", ""),
        ("How many last year?", "2019", "2018", ""),
    ],
)
def test_a_name_is_changed_for_another_where_that_is_all(asked: str, old: str, new: str, question: str) -> None:
    assert _swapped(asked, old, new) == question
