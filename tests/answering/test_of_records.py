"""What a record tells of itself: the day of its adoption and its numbered parts; and when a body meets next."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

PLAN = """# Growing on: Tarn Open Spaces Strategy 2025-2030

Approved by Full Council on 12 March 2025

## Aim 1: Clean water

Test every pond twice a year.

## Aim 2: Paths for all

Mend 40 km of paths by 2028.

## Review

The Leisure Committee reviews the strategy each May.
"""
MINUTES = """TARN COUNTY COUNCIL

Minutes of the meeting of the Leisure Committee held on 5 February 2025

Present: Cllr A Marlow (Chair), Cllr B Tern

1. Ponds

The report on ponds was noted.

2. Date of next meeting

Tuesday 13 May 2025 at 6.30pm.
"""


@pytest.fixture(scope="module")
def tarn(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("tarn")), patch, {"open-spaces.md": PLAN, "minutes.txt": MINUTES})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When was the Open Spaces Strategy approved?", "12 March 2025"),
        ("When was the strategy approved?", "12 March 2025"),
        ("What are the aims of the Open Spaces Strategy?", "Paths for all"),
        ("List the council's aims", "Clean water"),
        ("When is the next Leisure Committee?", "13 May 2025"),
    ],
)
def test_told(tarn: Assistant, question: str, wanted: str) -> None:
    answer = tarn.ask(question)
    assert answer.status is Status.ANSWERED and wanted in answer.text, answer.text


def test_not_of_another_record(tarn: Assistant) -> None:
    assert "12 March" not in tarn.ask("When was the Housing Strategy approved?").text
    assert "Clean water" not in tarn.ask("What are the aims of the Housing Strategy?").text
