"""What was decided, one resolution at a time, in the forms that councils print."""

from __future__ import annotations

import pytest
from parse_support import decided, minutes

PROSE = "The officer gave an account of the works at the quay and Members asked about their cost."


def _decided(*parts: str) -> list[tuple[str, str]]:
    return decided(minutes("1. DUES", PROSE, *parts, "2. PILOTS", PROSE))


def test_a_numbered_list_gives_one_each() -> None:
    assert _decided("RESOLVED:", "1. That the report be noted;", "2. That the dues be raised by 3%\nfrom 1 April.") == [
        ("1", "That the report be noted;"),
        ("2", "That the dues be raised by 3% from 1 April."),
    ]


def test_a_lettered_list_after_the_word_that() -> None:
    assert _decided("RESOLVED that:\n(a) the report be noted;\n(b) the dues be raised.") == [
        ("a", "the report be noted;"),
        ("b", "the dues be raised."),
    ]


def test_roman_entries_on_the_line_of_the_lead() -> None:
    assert _decided("Resolved: (i) That the report be noted;\n(ii) That the dues be raised.") == [
        ("i", "That the report be noted;"),
        ("ii", "That the dues be raised."),
    ]


def test_two_spaces_after_the_lead_do_no_harm() -> None:
    assert _decided("RESOLVED:  (i)   That the report  be noted.") == [("i", "That the report be noted.")]


@pytest.mark.parametrize(
    "line",
    [
        "RESOLVED - That the dues be raised.",
        "RESOLVED – That the dues be raised.",
        "RESOLVED That the dues be raised.",
        "RESOLVED (unanimously): That the dues be raised.",
        "It was RESOLVED to raise the dues.",
        "It was resolved that the dues be raised.",
        "IT WAS AGREED that the dues be raised.",
        "AGREED: That the dues be raised.",
        "RECOMMENDED: That the dues be raised.",
        "Recommendation: that the dues be raised.",
        "The Committee RESOLVED that the dues be raised.",
        "Members resolved to raise the dues.",
        "The Committee unanimously agreed to raise the dues.",
        "DECISION: That the dues be raised.",
        "**RESOLVED:** That the dues be raised.",
        "RESOLVED UNANIMOUSLY: That the dues be raised.",
    ],
)
def test_one_sentence_is_one_resolution(line: str) -> None:
    found = _decided(line)
    assert len(found) == 1
    assert found[0][0] == ""
    assert "the dues" in found[0][1]


def test_the_words_after_proposer_and_seconder() -> None:
    found = _decided(
        "Proposed by Councillor A Pike;\n\nSeconded by Councillor B Wrasse;\n\nAnd Resolved:",
        "“That the dues be raised”.",
        PROSE,
    )
    assert found == [("", "“That the dues be raised”.")]


def test_what_is_only_told_is_no_resolution() -> None:
    assert (
        _decided("He had resolved the dispute with the pilots. They agreed that it was late. The matter is not resolved.") == []
    )


def test_the_close_of_the_meeting_is_not_part_of_the_last_resolution() -> None:
    document = minutes(
        "1. DUES",
        PROSE,
        f"2. PILOTS\n{PROSE}\nRESOLVED: That the pilots be thanked.\nThe meeting closed at 9.05 pm.\nCouncillor A Pike\nChair",
    )
    assert decided(document) == [("", "RESOLVED: That the pilots be thanked.")]


def test_discussion_below_a_list_in_a_text_without_gaps_is_not_part_of_it() -> None:
    long = "The officer gave an account of the works at the quay, and Members asked about their cost and"
    body = f"2. PILOTS\n{long}\ntheir end.\nRESOLVED:\n1. That the pilots be thanked.\n{long}\nwere told that it was high."
    assert decided(minutes("1. DUES", PROSE, body)) == [("1", "That the pilots be thanked.")]


def test_spans_are_exact_and_inside_their_item() -> None:
    document = minutes(
        "1. DUES", PROSE, "RESOLVED:", "1. That the report be noted;", "2. That the dues be raised.", "2. PILOTS", PROSE
    )
    for item in document.items:
        assert all(item.span.contains(resolution.span) for resolution in item.resolutions)
        assert all(a.span.end <= b.span.start for a, b in zip(item.resolutions, item.resolutions[1:], strict=False))


def test_a_bare_lead_in_is_no_resolution() -> None:
    document = minutes("1. DUES\n\nRESOLVED - That\n(1) the report be noted; and\n(2) a paper be brought in May.")
    assert [number for number, _ in decided(document)] == ["1", "2"]


def test_a_lead_in_that_decides_is_kept_with_its_reasons() -> None:
    lead = "RESOLVED - That the berth be refused for these reasons:"
    document = minutes(f"1. DUES\n\n{lead}\n1. it is too small; and\n2. it is too dear.")
    assert decided(document)[0] == ("", lead)


@pytest.mark.parametrize(
    "words",
    [
        "It was agreed to close the slipway for a week.",
        "On the proposal of Cllr Pike, seconded by Cllr Ling, the sale was agreed.",
        "The motion was proposed by Cllr Pike, seconded by Cllr Ling and agreed.",
    ],
)
def test_what_was_agreed_is_a_resolution(words: str) -> None:
    assert decided(minutes(f"1. DUES\n\nThe paper was read. {words} Boats came in.")) == [("", words)]


def test_a_resolution_announced_by_its_proposers() -> None:
    words = 'Proposed by Cllr Pike; Seconded by Cllr Ling; And Resolved:\n"That the minutes be taken as read."'
    assert decided(minutes(f"1. DUES\n\n{words}")) == [("", '"That the minutes be taken as read."')]


@pytest.mark.parametrize("words", ["The fee was higher, as was agreed in May.", "The price had been agreed."])
def test_what_was_agreed_before_is_no_resolution(words: str) -> None:
    assert decided(minutes(f"1. DUES\n\n{words}")) == []
