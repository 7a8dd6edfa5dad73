"""The right words about the wrong place or person are no answer; a sentence that leans on its item is told with its heading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.citing import heading_of
from assistant.progress import progress_bar
from assistant.records import Citation, Kind, Span
from assistant.service import Assistant

MINUTES = """HARTSEY TOWN COUNCIL

MINUTES of the meeting of the Highways Committee held on Monday 6 May 2019.

PRESENT: Councillor A Pike (Chair), Councillor B Wrasse, Councillor C Tench

1. PARKING CHARGES
An hour in the Docks car park was to cost £2.20 from 1 June 2019. The Guildhall car park was to be resurfaced.

2. LIDO
Councillor Wrasse asked when the Lido would open. Councillor Pike replied that the Lido would open on 1 July 2019.
It had been closed since the storm of 3 March 2019.
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    file = tmp_path / "highways.txt"
    file.write_text(MINUTES, "utf-8")
    one = Assistant.open(tmp_path / "data")
    with progress_bar() as progress:
        one.ingest([file], progress)
    return one


def test_another_place_is_no_answer(assistant: Assistant) -> None:
    assert "£2.20" in assistant.ask("How much was an hour in the Docks car park to cost?").text
    told = assistant.ask("How much was an hour in the Guildhall car park to cost?")
    assert "£2.20" not in told.text


def test_another_speaker_is_no_answer(assistant: Assistant) -> None:
    assert "1 July" in assistant.ask("What did Councillor Pike reply about the Lido?").text
    told = assistant.ask("What did Councillor Tench say about the Lido?")
    assert "Pike" not in told.text and "Wrasse" not in told.text


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("It had been closed since March.", "LIDO REPAIRS"),
        ("The scheme was completed.", "LIDO REPAIRS"),
        ("The report of the Director was noted.", ""),
        ("The scheme of Lido repairs was completed.", ""),
        ("Its Lido repairs were completed.", ""),
        ("Members noted it.", ""),
    ],
)
def test_a_sentence_that_leans_on_its_item_is_told_with_the_heading(text: str, heading: str) -> None:
    citation = Citation(1, "a.pdf", "Minutes", Kind.MINUTES, date(2019, 5, 6), "2", "LIDO REPAIRS", 1, Span(0, 9), text)
    assert heading_of(citation, text) == heading
