"""Ordinary words for what a record calls a sum of money, and questions that the minutes print with their replies."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.selection import spoken
from assistant.records import Status
from assistant.retrieval.analysis import analyse
from assistant.service import Assistant

MINUTES = """BURROW BOROUGH COUNCIL

MINUTES of the meeting of the Scrutiny Committee held on Wednesday 4 June 2025 at 7.00 pm.

Present: Councillor A Marlow (Chairman)
Councillor B Tern

1. MILL PARK

New benches were bought at Mill Park for £3,150. The wardens were thanked for their work there.

2. MEMBERS' QUESTIONS

Question by Councillor B Tern: What did the Council spend on agency drivers in the financial year 2023-24?

Reply by the Waste Manager: £187,300, compared with £64,200 in 2022-23.

Question by Councillor A Marlow: How many street lamps in Eastfield are out of order?

Reply by the Director: On 10 May there were 26 of 402.

The meeting closed at 8.45 pm.
"""


@pytest.fixture(scope="module")
def burrow(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """One set of minutes of a council that does not exist."""
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("burrow")), patch, {"minutes.txt": MINUTES})


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("How much was spent on signs?", "spent"),
        ("What was the expenditure on signs?", "expenditur"),
        ("What did the signs cost?", "cost"),
    ],
)
def test_a_sum_is_called_by_any_word_for_it(question: str, word: str) -> None:
    assert word in spoken(analyse(question), "Payments for signs came to £3,150.")
    assert word not in spoken(analyse(question), "Payments for signs were approved.")


def test_an_income_is_no_cost() -> None:
    assert "cost" not in spoken(analyse("What did the fair cost?"), "The fair raised £900.")
    assert "incom" in spoken(analyse("What was the income of the fair?"), "The fair raised £900.")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much was spent on benches at Mill Park?", "3,150"),
        ("How much did agency drivers cost in 2023-24?", "187,300"),
        ("How many street lamps are out of order in Eastfield?", "26 of 402"),
    ],
)
def test_what_was_spent_is_answered_in_the_records_words(burrow: Assistant, question: str, words: str) -> None:
    answer = burrow.ask(question)
    assert answer.status is Status.ANSWERED and words in answer.text, answer.text
    assert answer.taken_as is None
