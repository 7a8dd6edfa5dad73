"""Who voted which way, why something was decided, and what became of a motion, wherever in its item a record prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

MINUTES = """TARN COUNTY COUNCIL

Minutes of the meeting of the Northern District held on 12 March 2025

Present: Cllr A Marlow (Chair), Cllr B Tern, Cllr C Osei, Cllr D Finch

1. Market bye-laws

A vote was called. Níl: Cllrs. Tern and Osei. Tá: Cllrs. Marlow and Finch. The Chair declared the bye-laws adopted.

2. Skip permits

Moved by Cllr Tern to raise the skip permit from 60 to 75 pounds. Seconded by Cllr Osei. After discussion the motion failed 2-2.

3. Library at Hawk Lane

As an amendment Cllr Finch moved that the library be kept for two years. 3 members voted for closing it and 1 against.

4. Allotment water

RESOLVED that a water charge of £8 a plot be made from 2 June 2025.

Reason for decision: to meet the meter's cost, which was £9 a plot.

The meeting closed at 8.45 pm.
"""


@pytest.fixture(scope="module")
def tarn(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("tarn")), patch, {"minutes.txt": MINUTES})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who voted against the market bye-laws?", "Níl: Cllrs. Tern and Osei"),
        ("Who voted for the market bye-laws?", "Tá: Cllrs. Marlow and Finch"),
        ("What happened to the motion to raise the skip permit?", "failed 2-2"),
        ("What was the vote on the library at Hawk Lane?", "3 members voted"),
        ("Why was the water charge made?", "meter's cost"),
    ],
)
def test_told(tarn: Assistant, question: str, wanted: str) -> None:
    answer = tarn.ask(question)
    assert answer.status is Status.ANSWERED and wanted in answer.text, answer.text


@pytest.mark.parametrize(
    ("history", "question", "wanted"),
    [
        (["What was decided about the library at Hawk Lane?"], "What was the vote?", "3 members voted"),
        (["What happened to the motion to raise the skip permit?"], "Who seconded it?", "Osei"),
        (["What was decided about the market bye-laws?"], "Who voted against?", "Tern and Osei"),
    ],
)
def test_follow_up_stays_with_the_item(tarn: Assistant, history: list[str], question: str, wanted: str) -> None:
    answer = tarn.ask(question, history)
    assert answer.status is Status.ANSWERED and wanted in answer.text, answer.text


def test_follow_up_goes_where_its_words_lead(tarn: Assistant) -> None:
    answer = tarn.ask("How much is the water charge a plot?", ["What was decided about the library at Hawk Lane?"])
    assert "£8" in answer.text, answer.text
