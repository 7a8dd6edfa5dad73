"""No answer is without words, and what a reference or a number names is found as a whole."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

PLANNING = """QUARRYDALE COUNCIL

PLANNING COMMITTEE

Minutes of the meeting held on 5 March 2024

Present: Councillor A Marlow (Chairman), Councillor B Tern

1. QD24/00731 - Land behind Mill Row, 12 homes

The Case Officer introduced the outline application.

RESOLVED: That permission be REFUSED because the access is unsafe.

2. QD24/00802 - The Old Forge

RESOLVED: That permission be GRANTED subject to conditions on noise.

The meeting closed at 8.45 pm.
"""
AGENDA = """QUARRYDALE COUNCIL

SCRUTINY COMMITTEE

AGENDA

Date: Tuesday 9 April 2024    Time: 6.00 pm

1. APOLOGIES

2. BUS SHELTERS

2.1 That the Committee recommends the Cabinet to mend nine shelters in Ashby.

3. WORK PROGRAMME

4. DATE OF NEXT MEETING
"""


@pytest.fixture
def quarrydale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"planning.txt": PLANNING, "agenda.txt": AGENDA})


def test_answer_has_words(quarrydale: Assistant) -> None:
    asked = ("What did item {} of the April 2024 agenda recommend?", "What is item {} of the agenda of 9 April 2024 about?",
             "What does minute {} say?", "What did the minute that item {} refers to resolve?")  # fmt: skip
    for form, number in product(asked, ("1", "2", "3", "4", "2.1", "9")):
        answer = quarrydale.ask(form.format(number))
        told = any(char.isalnum() for char in answer.text) and all(claim.text.strip() for claim in answer.claims)
        assert told, (form, number, answer)
        assert answer.status is not Status.ANSWERED or answer.claims, (form, number, answer)


def test_item_of_parts_is_told_by_its_parts(quarrydale: Assistant) -> None:
    assert "nine shelters" in quarrydale.ask("What did item 2 of the April 2024 agenda recommend?").text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [("What was decided on QD24/00802?", "GRANTED"), ("Why was QD24/00731 refused?", "unsafe")],
)
def test_reference_in_a_heading_is_found(quarrydale: Assistant, question: str, wanted: str) -> None:
    answer = quarrydale.ask(question)
    assert answer.status is Status.ANSWERED and wanted in answer.text, answer.text


def test_reference_that_no_record_holds_is_named_whole(quarrydale: Assistant) -> None:
    answer = quarrydale.ask("What was decided on QD24/00999?")
    assert answer.status is Status.ABSTAINED
    assert "“QD24/00999”" in answer.text, answer.text
