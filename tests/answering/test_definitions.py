"""An acronym is told from the place that spells it out, wherever that stands, and from the one that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

SPELT = """MARKETS COMMITTEE

MINUTES of the meeting of the Markets Committee held on Monday 6 May 2019.

1. STALLS

The Committee heard of the priorities of the Quayside Traders Alliance (QTA) for the coming year.
The QTA had been founded in 1998 by the fishmongers of the lower harbour.

2. CLOSED MATTERS (EXEMPT)

The auditors said that the QTA was a front for the harbour master's brother, who took a tenth of every rent.
"""
USED = """MARKETS COMMITTEE

MINUTES of the meeting of the Markets Committee held on Monday {day} June 2020.

1. RENTS

QTA members paid £{rent} a month. QTA stalls were full, QTA fees were due, and the QTA thanked the QTA warden.
"""


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    used = {f"used-{day}.txt": USED.format(day=day, rent=40 + day) for day in range(1, 30)}
    return assistant_over(tmp_path, monkeypatch, {"spelt.txt": SPELT, **used})


@pytest.mark.parametrize("question", ["What is the QTA?", "What is QTA?", "what was the qta?"])
def test_what_an_acronym_is_comes_from_where_it_is_spelt_and_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert "Quayside Traders Alliance (QTA)" in answer.text
    assert "founded in 1998" in answer.text
    assert "£" not in answer.text


def test_letters_alone_are_spelt_out_and_no_more(assistant: Assistant) -> None:
    answer = assistant.ask("What does QTA stand for?")
    assert "Quayside Traders Alliance" in answer.text
    assert "1998" not in answer.text
