"""Where the present state is asked the newest record that says as much is told; and nothing is told of a namesake."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

MINUTES = """TARN COUNTY COUNCIL

Minutes of the meeting of the Leisure Committee held on {day}

Present: Cllr A Marlow (Chair), Cllr B Tern

1. Harbour wall

The Engineer said that the forecast cost of the harbour wall is {cost}.

2. Hill Primary School

RESOLVED: That the closure of Hawk Hill Primary School be consulted on.

The meeting closed at 8.45 pm.
"""


@pytest.fixture(scope="module")
def tarn(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {
        f"minutes-{n}.txt": MINUTES.format(day=day, cost=cost)
        for n, (day, cost) in enumerate(
            (("5 February 2024", "£2.7 million"), ("6 May 2025", "£3.1 million"), ("3 June 2024", "£2.9 million"))
        )
    }
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("tarn")), patch, files)


@pytest.mark.parametrize(
    "question", ["What is the forecast cost of the harbour wall?", "What does the Engineer say of the harbour wall?"]
)
def test_newest_is_told_of_the_present(tarn: Assistant, question: str) -> None:
    answer = tarn.ask(question)
    assert answer.claims and "£3.1 million" in answer.claims[0].text, answer.text


def test_the_period_asked_about_is_told(tarn: Assistant) -> None:
    assert "£2.7 million" in tarn.ask("What was the forecast cost of the harbour wall in February 2024?").text


def test_nothing_is_told_of_a_namesake(tarn: Assistant) -> None:
    assert tarn.ask("What was decided about the closure of Hawk Hill Primary School?").status is Status.ANSWERED
    answer = tarn.ask("What did the Leisure Committee decide about Mill Hill Primary School closure?")
    assert answer.status is Status.ABSTAINED, answer.text
