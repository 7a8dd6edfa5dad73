"""What the public is told of exempt matter rests on open words alone: exempt text changes nothing that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.openness import openly_private
from assistant.answering.sight import Sight
from assistant.records import Answer, Role, Status
from assistant.retrieval.scope import Scope

OPEN = """QUAY COMMITTEE

MINUTES of the meeting of the Quay Committee held on Monday 4 May 2020.

1. FISH MARKET ROOF

The surveyor reported that the roof of the fish market leaked. The tenders for the roof were set out in the confidential
papers, and a contractor was to be found.

2. GULLS

Members heard that the gulls had taken to stealing chips.

3. CONTRACT (EXEMPT)

{secret}
"""
SECRETS = (
    "The lowest tender for the fish market roof came from Harbour Slates at £91,400, and the mayor's cousin objected.",
    "Nothing was settled.",
)
QUESTIONS = (
    "What was the lowest tender for the fish market roof?",
    "Who objected to the tenders for the fish market roof?",
    "What did Harbour Slates ask for the roof?",
    "Did the mayor's cousin object?",
    "What was said about the contract?",
    "Who stole the chips?",
)


def said(answer: Answer) -> tuple[object, ...]:
    return (answer.status, answer.text, answer.reason, answer.notes, answer.nearest)


def test_the_public_is_told_the_same_whatever_the_exempt_item_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for name, secret in zip("ab", SECRETS, strict=True):
        assistant = assistant_over(tmp_path / name, monkeypatch, {"quay.txt": OPEN.format(secret=secret)})
        told.append([said(assistant.ask(question)) for question in QUESTIONS])
        if name == "a":
            assert "91,400" in assistant.ask(QUESTIONS[0], role=Role.MEMBER).text
        assistant.close()
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("question", "role", "private"),
    [
        ("What was the lowest tender for the fish market roof?", Role.PUBLIC, True),
        ("What was the lowest tender for the fish market roof?", Role.MEMBER, False),
        ("What was the lowest tender for the fish market roof in 2016?", Role.PUBLIC, False),
        ("What chips did the gulls steal?", Role.PUBLIC, False),
        ("What did the mayor's cousin say?", Role.PUBLIC, False),
        ("thanks!", Role.PUBLIC, False),
    ],
)
def test_only_an_open_item_makes_a_matter_openly_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, role: Role, private: bool
) -> None:
    assistant = assistant_over(tmp_path, monkeypatch, {"quay.txt": OPEN.format(secret=SECRETS[0])})
    scope = Scope.of(role)
    sight = Sight(assistant.search(question, scope), assistant.searcher, scope, assistant.recall)
    assert openly_private(sight) is private


def test_a_long_item_that_speaks_of_privacy_elsewhere_makes_nothing_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = "On day {} of the survey the wardens counted the gulls at the quay and wrote down what they stole."
    survey = " ".join(day.format(n) for n in range(20))
    told = ("The hotline for theft by gulls is confidential.", "The cost of the netting is for the surveyor to tell.")
    report = "\n\n".join(["1. REPORT", survey, told[0], survey, told[1]])
    secret = "2. STAFFING (EXEMPT)\n\nThe netting at the quay costs £4,000.\n"
    text = f"{OPEN[: OPEN.index('1. FISH')]}{report}\n\n{secret}"
    assistant = assistant_over(tmp_path, monkeypatch, {"quay.txt": text})
    assert assistant.ask("What does the netting at the quay cost?").status is Status.ABSTAINED
    assistant.close()
