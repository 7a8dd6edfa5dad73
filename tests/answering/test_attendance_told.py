"""Who was there, who was away, who led and how many they were, asked over attendance tables and lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.service import Assistant

TABLE = """COVE DISTRICT COUNCIL
Pilotage Committee
MINUTES of the meeting held on Tuesday 5 March 2024 at 6.30pm
Member
Ward
Attendance
Cllr Ann Pike (Chair)
Outer Mole
Apologies
Cllr Ben Wrasse (Vice-Chair, in the Chair)
Old Quay
Present
Cllr Cid Dory
Sluice
Present (from 6.48pm)
Cllr Dee Ling
Old Quay
Absent
Cllr Eve Roe
Outer Mole
Present (substitute for Cllr Pike)
Officers in attendance: Fay Gill (Harbour Master), Guy Tench (Solicitor).

1. Dues
It was resolved that the dues be raised by 4 per cent.

2. Lights
The report on the lights of the mole was noted.
"""
IRISH = """Minutes of Meeting of Rathcove Municipal District held in the Courthouse on Monday, 13th May, 2024

Cathaoirleach: Cllr. Hugh Brill presided.

Members present: Cllrs. Ida Barbel, Jem Chub.

Apologies: Cllr. Kit Dace.

Absent: Cllr. Lou Elver.

1. Roads

The programme of works was noted.

2. Lights

The report was noted.
"""


@pytest.fixture(scope="module")
def cove(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over the two records."""
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("cove")), patch, {"pilotage.txt": TABLE, "rathcove.txt": IRISH})


@pytest.mark.parametrize(
    ("question", "patterns"),
    [
        ("Who chaired the Pilotage Committee on 5 March 2024?", ["Wrasse", "-Pike"]),
        ("Who was present at the Pilotage Committee on 5 March 2024?", ["Wrasse", "Dory", "Roe", "-Pike", "-Ling", "-Quay"]),
        ("Who was absent from the Pilotage Committee on 5 March 2024?", ["Pike", "Ling", "-Dory", "-Roe"]),
        ("How many members attended the Pilotage Committee on 5 March 2024?", ["^3 are listed as present", "-Pike"]),
        ("Did Cllr Dory attend the Pilotage Committee in March 2024?", ["^Yes", "Dory"]),
        ("Was Cllr Ling present at the Pilotage Committee on 5 March 2024?", ["^No", "Ling"]),
        ("Did Cllr Pike attend the March 2024 pilotage meeting?", ["^No", "Pike"]),
        ("Who chaired the Rathcove meeting?", ["Brill", "-Barbel"]),
        ("Who attended the Rathcove meeting of 13 May 2024?", ["Brill", "Barbel", "Chub", "-Dace"]),
        ("Who sent apologies to the Rathcove meeting?", ["Dace", "-Elver"]),
        (
            "How many councillors sent apologies to the Rathcove meeting of 13 May 2024?",
            ["^1 (?:is|are) listed", "Dace", "-Elver"],
        ),
    ],
)
def test_what_a_roll_tells(cove: Assistant, question: str, patterns: list[str]) -> None:
    answer = cove.ask(question)
    assert answer.status is Status.ANSWERED
    for pattern in patterns:
        assert bool(re.search(pattern.removeprefix("-"), answer.text)) is not pattern.startswith("-"), answer.text


def test_the_public_are_not_counted_as_members(cove: Assistant) -> None:
    answer = cove.ask("How many members of the public attended the Pilotage Committee on 5 March 2024?")
    assert "listed" not in answer.text
