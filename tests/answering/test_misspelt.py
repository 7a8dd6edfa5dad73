"""Misspelt words of a question: mended where the records bear it out, and the answer says what they were taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.records import Status
from assistant.retrieval.spelling import same_word
from assistant.service import Assistant

REPORT = """# Burrow Borough Council

## Report to the Scrutiny Committee, 4 June 2025

### 1. Nitrous oxide

Nitrous oxide canisters were found in Mill Park on 40 days. The canisters were taken away by the wardens.

### 2. Temporary accommodation

There were 212 households in temporary accommodation at the end of March, and 19 were placed outside the borough.

### 3. Schemes

The wardens work to prevent litter and to prevent damage in Mill Park. Railings prevent cycling in Mill Park at night.

### 4. Training

PREVENT training was given to 40 taxi drivers of the shire in May.

The wardens of Eskshire, with Cllr Murch, fill in a form for each find.

### 5. Migration of records

The migration of the parking records cost £8,000.
"""


@pytest.fixture(scope="module")
def burrow(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """One report of a council that does not exist."""
    with pytest.MonkeyPatch.context() as patch:
        return assistant_over(Path(tmp_path_factory.mktemp("burrow")), patch, {"report.md": REPORT})


@pytest.mark.parametrize(
    ("question", "taken", "words"),
    [
        ("Where were nitros oxde canisters found?", "Where were nitrous oxide canisters found?", "Mill Park"),
        ("How many households were in temporry acomodation?", "How many households were in temporary accommodation?", "212"),
        ("nitros oxde", "nitrous oxide", "canisters"),
    ],
)
def test_two_slips_are_mended_where_the_words_stand_together(burrow: Assistant, question: str, taken: str, words: str) -> None:
    answer = burrow.ask(question)
    assert answer.status is Status.ANSWERED and words in answer.text, answer.text
    assert answer.taken_as == taken


@pytest.mark.parametrize(
    "question", ["What did the mitigation of flooding cost?", "What was said about the oxen?", "Where did they find canisters?"]
)
def test_another_word_or_form_is_not_taken_for_a_slip(burrow: Assistant, question: str) -> None:
    assert burrow.ask(question).taken_as is None


def test_words_of_time_that_ask_for_nothing_are_not_missed(burrow: Assistant) -> None:
    assert "yet" not in burrow.ask("Has the swimming pool been approved yet?").text.split("Looked for")[0]


@pytest.mark.parametrize("question", ["What did the report say about PREVENT?", "PREVENT"])
def test_a_name_in_capitals_is_not_the_word_in_small_letters(burrow: Assistant, question: str) -> None:
    answer = burrow.ask(question)
    assert answer.status is Status.ANSWERED and "40 taxi drivers" in answer.text and "litter" not in answer.text, answer.text


def test_passages_that_print_the_name_come_first(burrow: Assistant) -> None:
    from assistant.retrieval.scope import Scope

    found = burrow.searcher.search("Who works on PREVENT in Mill Park?", Scope(), 8)
    assert "PREVENT" in found.hits[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What share of the wardens prevent cycling?",  # "share" is no slip for "shire", nor "scheme"
        "What did the wardens uphold?",
        "How many canisters fell?",
        "Who said that the railings prevent cycling?",
    ],
)
def test_a_right_word_is_left_as_it_is(burrow: Assistant, question: str) -> None:
    assert burrow.ask(question).taken_as is None


def test_another_ending_is_no_slip() -> None:
    assert same_word("compulsorily", "compulsory") and same_word("parked", "parking")
    assert not same_word("committe", "committee") and not same_word("share", "shire")


def test_a_slip_for_a_function_word_is_no_name(burrow: Assistant) -> None:
    answer = burrow.ask("how mutch did the migration of the parking records cost")
    assert answer.taken_as == "how much did the migration of the parking records cost"
    assert "£8,000" in answer.text, answer.text
