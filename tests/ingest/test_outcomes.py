"""Decisions told in a sentence, in the words and the setting that councils use."""

from __future__ import annotations

import pytest
from parse_support import decided, minutes, parsed

from assistant.ingest.outcomes import tells_decision

PROSE = "The officer gave an account of the works at the quay and Members asked about their cost."


@pytest.mark.parametrize(
    "words",
    [
        "It was proposed by Cllr Pike, seconded by Cllr Ling and **RESOLVED** (5 for, 2 against) that a crane be bought.",
        "RESOLVED by 6 votes to 1, with two abstentions, that a crane be bought.",
        "RESOLVED unanimously that a crane be bought.",
        "RESOLVED by 6 votes to 0 to buy a crane.",
        "Cllr Pike, there being no other name, was ELECTED Chairman for the year.",
        "Cllr Ling was declared elected.",
        "Cllr Ling was duly elected Vice-Chair.",
        "On being put to the vote the motion was **CARRIED** with 8 for and 3 against.",
        "The motion was put to the vote and LOST, 4 voting for, 8 against.",
        "The motion was put and lost.",
        "An amendment moved by Cllr Roe to leave out the crane was put to the vote and lost, 2 to 7.",
        "A proposal by Cllr Roe to close the slip found no seconder and fell.",
        "Cllr Roe's motion fell for want of a seconder.",
        "**DEFERRED** to the June meeting.",
        "Deferred to the next meeting.",
        "They wished to see the survey first and the matter was deferred to June.",
        "Members agreed to defer the item.",
        "It was AGREED to defer the item.",
        "REFUSED for want of accounts.",
        "GRANTED subject to a bond of £2,000 and to the usual conditions.",
        "A request by the Sailing Club for £900.50 was refused because it came without accounts.",
        "The licence was granted subject to two conditions.",
        "Cabinet did not accept the request to buy a second crane, on grounds of cost.",
        "Application 24/7/FUL was not approved.",
    ],
)
def test_a_decision_in_a_sentence_of_its_paragraph(words: str) -> None:
    document = minutes("1. DUES", PROSE, f"The paper was read. {words} Boats came in.", "2. PILOTS", PROSE)
    assert decided(document) == [("", words)]


@pytest.mark.parametrize(
    "words",
    [
        "The Clerk reported that the application was refused.",
        "Planning permission was granted in 2019 for a shed.",
        "The licence was granted by the County Council.",
        "The appeal is awaited.",
        "He asked whether the matter was deferred for want of time.",
        "The County Council had granted the licence on 7 June.",
        "LOST PROPERTY is kept by the Harbour Master.",
        "The number of motions fell by three.",
        "Cllr Pike was elected to the Council in 2011.",
        "The boat was lost.",
        "REVIEW OF LICENCES REFUSED",
    ],
)
def test_what_is_only_told_is_none(words: str) -> None:
    assert not tells_decision(words)


def test_the_list_below_a_lead_inside_a_paragraph() -> None:
    lead = "It was proposed by Cllr Pike, seconded by Cllr Ling and RESOLVED that:"
    document = minutes(f"1. DUES\n\n{lead}\n(a) the report be noted;\n(b) a crane be bought; and\n(c) the slip stay open.")
    assert [number for number, _ in decided(document)] == ["a", "b", "c"]


def test_the_list_below_a_lead_with_its_votes() -> None:
    document = minutes("1. DUES\n\nRESOLVED by 5 votes to 2:\n(a) that the report be noted;\n(b) that a crane be bought.")
    assert [number for number, _ in decided(document)] == ["a", "b"]


def test_lower_case_after_a_letter() -> None:
    words = "it was resolved, by 4 to 1, that a crane be bought."
    assert decided(minutes(f"1. DUES\n\n{words}")) == [("", words)]


def test_a_report_of_what_came_of_it_is_no_decision() -> None:
    assert not tells_decision("Nobody from the Board came and the item was deferred.", minutes=False)
    assert tells_decision("Nobody from the Board came and the item was deferred.")
    assert not tells_decision("The meeting was adjourned at 8.10 pm.")


def test_all_decisions_of_an_item_in_order() -> None:
    document = minutes(
        "1. DUES\n\nRESOLVED: That the dues be raised.\n\n"
        "An amendment by Cllr Roe was put and lost. The grant to the Sailing Club was refused because it was late."
    )
    assert len(decided(document)) == 3


def test_a_marked_decision_is_found_over_a_wrapped_line() -> None:
    document = parsed(
        "MINUTES of the Harbour Committee held on 5 March 2024\n\nPresent: Cllr A Pike\n\n1. DUES\n\n"
        "It was moved by Cllr Pike, seconded by Cllr Roe and **RESOLVED**\nunanimously that a crane be bought.\n"
    )
    assert len(decided(document)) == 1
    assert decided(document)[0][1].endswith("a crane be bought.")
