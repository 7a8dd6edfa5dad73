"""Follow-ups made whole: each kind that a member would ask, and the questions that must be left as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.followup import leans, make_whole

SHARED = Path(__file__).parents[2] / ".." / "shared"
COUNTED = "How many fires were attended in Oldham in April-August 2019?"

INSTEAD = [
    ("How much was spent on potholes in 2019?", "How much on bridges?", "How much was spent on bridges in 2019?"),
    ("What did Ames say about fly tipping?", "What about littering?", "What did Ames say about littering?"),
    (COUNTED, "What about Bury?", "How many fires were attended in Bury in April-August 2019?"),
    (COUNTED, "And in Bury?", "How many fires were attended in Bury in April-August 2019?"),
    (COUNTED, "And what was it for Bury?", "How many fires were attended in Bury in April-August 2019?"),
    (COUNTED, "How many floods?", "How many floods were attended in Oldham in April-August 2019?"),
    (COUNTED, "And how many floods in Bury?", "How many floods were attended in Bury in April-August 2019?"),
    (COUNTED, "What about RTCs?", "How many RTCs were attended in Oldham in April-August 2019?"),
    (
        "How many fires of homes were there in Bury in 2019?",
        "And of shops?",
        "How many fires of shops were there in Bury in 2019?",
    ),
    ("What was Oldham's total rainfall in 2019?", "What about Bury?", "What was Bury's total rainfall in 2019?"),
]
PERIODS = [
    (COUNTED, "And the year before?", "How many fires were attended in Oldham in April-August 2018?"),
    (COUNTED, "And in the same months a year later?", "How many fires were attended in Oldham in April-August 2020?"),
    (COUNTED, "And in 2017?", "How many fires were attended in Oldham in April-August 2017?"),
    (COUNTED, "What was it in October?", "How many fires were attended in Oldham in October 2019?"),
    ("What was the rent in January 2020?", "And the previous month?", "What was the rent in December 2019?"),
    ("What was the rent in Q1 2019-20?", "And the quarter before?", "What was the rent in Q4 2018-19?"),
    ("What was the rent in Q2 2019-20?", "And the next quarter?", "What was the rent in Q3 2019-20?"),
    ("What was the rent in 2019-20?", "What about the following year?", "What was the rent in 2020-21?"),
    ("What was the rent in 1999-00?", "And the year after?", "What was the rent in 2000-01?"),
]
REFERENCES = [
    (
        "Who is the Water Commissioner for Bury?",
        "What was he pleased about?",
        "What was the Water Commissioner for Bury pleased about?",
    ),
    ("Who is the Water Commissioner for Bury?", "What is her budget?", "What is the Water Commissioner for Bury's budget?"),
    ("What did Councillor Ames say about the bus lane?", "What did he ask for?", "What did Councillor Ames ask for?"),
    ("What did Councillor Ames say about the bus lane?", "When will it open?", "When will the bus lane open?"),
    ("Who proposed the motion on the Weir?", "Who seconded it?", "Who seconded the motion on the Weir?"),
    ("Who proposed the motion on the Weir?", "Was that approved?", "Was the motion on the Weir approved?"),
    (
        "What did the Panel decide about the Weir Lane scheme?",
        "How much did the scheme cost?",
        "How much did the Weir Lane scheme cost?",
    ),
    ("What is the Weir Lane Project?", "How much did it cost?", "How much did the Weir Lane Project cost?"),
    ("How many tenants did the hostel house in 2017?", "How many of them were young?", "How many of the tenants were young?"),
    ("What happened at Weir Hill?", "How many people lived there?", "How many people lived in Weir Hill?"),
    ("Who chaired the meeting on 4 July 2017?", "Who attended?", "Who attended the meeting on 4 July 2017?"),
    ("What was discussed on 4 July 2017?", "Who chaired the meeting?", "Who chaired the meeting on 4 July 2017?"),
    ("What was the budget for parks in 2019?", "What was spent then?", "What was spent in 2019?"),
    ("Did the Council refuse the application?", "Why?", "Why did the Council refuse the application?"),
    ("Who chairs the Weir Panel?", "When was she appointed?", "When was the person who chairs the Weir Panel appointed?"),
    ("Who chairs the Weir Panel?", "How often does it meet?", "How often does the Weir Panel meet?"),
    ("How much was spent on the Weir in 2019?", "Why did it rise?", "Why did the amount spent on the Weir in 2019 rise?"),
    ("What was said about the Weir?", "Who moved the report?", "Who moved the report on the Weir?"),
    ("What was said about the Weir?", "Any objections?", "Any objections about the Weir?"),
    ("What was said about the Weir?", "What else was decided?", "What else was decided about the Weir?"),
    ("what did cllr ames say about fly tipping", "did he mention fines", "did cllr ames mention fines"),
    ("When did the Weir burst?", "And why?", "Why did the Weir burst?"),
]
COMPLETE = [
    "Who is the chair of the Housing Panel?",
    "What is littering?",
    "Why is it hard to convict fly-tippers?",
    "Which district recycled most of its waste in 2020?",
    "What is arson and why is it rising?",
    "How many floods were there in Bury in 2018?",
    "Which officer attended her first meeting of the Panel?",
    "Were there any apologies from Councillor Ames?",
    "What happened to the hostel after it closed?",
]


@pytest.mark.parametrize(("earlier", "asked", "whole"), [*INSTEAD, *PERIODS, *REFERENCES])
def test_a_follow_up_is_made_whole(earlier: str, asked: str, whole: str) -> None:
    assert leans(asked)
    assert make_whole(asked, [earlier]) == whole
    assert make_whole(asked, ["Where is the depot?", earlier]) == whole, "the question before is the one that counts"


@pytest.mark.parametrize("question", COMPLETE)
def test_a_new_subject_does_not_inherit(question: str) -> None:
    assert not leans(question)
    assert make_whole(question, [COUNTED]) == question


def test_a_chain_of_follow_ups_carries_what_each_left_standing() -> None:
    history = [COUNTED, "What about Bury?", "And the year before?"]
    assert make_whole("How many floods?", history) == "How many floods were attended in Bury in April-August 2018?"


def test_a_pronoun_goes_on_meaning_what_it_meant() -> None:
    history = ["What did Councillor Ames say about the bus lane?", "Which wards does he speak for?"]
    assert make_whole("What are his duties on the Panel?", history) == "What are Councillor Ames' duties on the Panel?"


def test_who_was_named_in_the_answer_is_who_she_is() -> None:
    asked, history = "What did she report?", ["Who attended from the police?"]
    assert make_whole(asked, history, ["Chief Inspector Jane Moss attended."]) == "What did Chief Inspector Jane Moss report?"
    assert "Moss" not in make_whole(asked, history)


def test_people_named_nowhere_are_asked_about_the_subject() -> None:
    assert (
        make_whole("Did they agree?", ["Who proposed the motion on the Weir?"]) == "Did they agree about the motion on the Weir?"
    )


_PIECES = st.lists(
    st.sampled_from([*"what about and the year before in Bury it he of ? . why Q2 2019 May the's A".split(), "how many"])
)
_SAID = _PIECES.map(" ".join) | st.text(max_size=30)


@given(_SAID, st.lists(_SAID, max_size=3), st.lists(_SAID, max_size=4))
def test_anything_can_be_asked_after_anything(question: str, history: list[str], answers: list[str]) -> None:
    assert make_whole(question, []) == question
    assert question.strip() == "" or make_whole(question, history, answers).strip()


@pytest.mark.parametrize(
    "earlier", [COUNTED, "Who opened the Arboretum in Penrith?", "What did Councillor Ames say about the bus lane?"]
)
def test_whole_questions_are_left_alone(earlier: str) -> None:
    files = [SHARED / "bench" / "dev_questions.jsonl", Path(__file__).parents[2] / "eval" / "questions" / "records_dev.jsonl"]
    if not files[0].exists():
        pytest.skip("the shared folder is not here")
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    asked = [line["question"] for line in lines if not line.get("history")]
    changed = [question for question in asked if make_whole(question, [earlier]) != question]
    assert len(changed) <= 0.02 * len(asked), changed
