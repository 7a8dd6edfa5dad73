"""Which items are kept back."""

from __future__ import annotations

import pytest
from parse_support import minutes, parsed

from assistant.records import Access

PROSE = "The officer gave an account of the works at the quay and Members asked about their cost."
EXCLUDED = "RESOLVED: That the press and public be excluded from the meeting for {} on the grounds of Schedule 12A."


def _exempt(*parts: str) -> list[str]:
    return [item.number for item in minutes(*parts).items if item.access is Access.EXEMPT]


@pytest.mark.parametrize(
    "heading",
    [
        "TENDERS FOR THE QUAY (EXEMPT)",
        "TENDERS [EXEMPT]",
        "EXEMPT: TENDERS FOR THE QUAY",
        "TENDERS – EXEMPT",
        "CONFIDENTIAL MINUTES OF THE PANEL",
        "EXEMPT APPENDIX TO THE REPORT ON TENDERS",
        "TENDERS - NOT FOR PUBLICATION",
    ],
)
def test_an_item_marked_in_its_heading(heading: str) -> None:
    assert _exempt(f"1. DUES\n\n{PROSE}", f"2. {heading}\n\n{PROSE}", f"3. PILOTS\n\n{PROSE}") == ["2"]


def test_the_exclusion_names_items_by_number() -> None:
    closed = f"1. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('agenda item 2')}"
    assert _exempt(closed, f"2. TENDERS\n\n{PROSE}", f"3. PILOTS\n\n{PROSE}") == ["2"]


def test_the_exclusion_closes_the_rest_of_the_meeting() -> None:
    closed = f"1. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('the remainder of the meeting')}"
    assert _exempt(closed, f"2. TENDERS\n\n{PROSE}", f"3. STAFF\n\n{PROSE}") == ["2", "3"]


def test_the_exclusion_names_an_item_by_its_heading() -> None:
    closed = f"1. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('the item on Tenders for the Quay Wall')}"
    assert _exempt(closed, f"2. PILOTS\n\n{PROSE}", f"3. TENDERS FOR THE QUAY WALL\n\n{PROSE}") == ["3"]


def test_the_public_comes_back() -> None:
    closed = f"1. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('the following items')}"
    assert _exempt(
        closed, f"2. TENDERS\n\n{PROSE}", f"3. PILOTS\n\nThe public were readmitted. {PROSE}", f"4. LIGHTS\n\n{PROSE}"
    ) == ["2"]


def test_an_exclusion_that_was_not_needed_closes_nothing() -> None:
    closed = "1. EXCLUSION OF PRESS AND PUBLIC\n\nThere were no items for which the press and public had to be excluded."
    assert _exempt(closed, f"2. PILOTS\n\n{PROSE}", f"3. LIGHTS\n\n{PROSE}") == []


def test_items_under_part_two_are_closed() -> None:
    closed = f"25. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('the following business')}"
    assert _exempt(f"24. DUES\n\n{PROSE}", closed, "PART II – EXEMPT", f"26. TENDERS\n\n{PROSE}", f"27. STAFF\n\n{PROSE}") == [
        "26",
        "27",
    ]


def test_part_two_alone_closes_what_is_below_it() -> None:
    assert _exempt(f"24. DUES\n\n{PROSE}", "PART II – EXEMPT", f"25. TENDERS\n\n{PROSE}", f"26. STAFF\n\n{PROSE}") == [
        "25",
        "26",
    ]


def test_a_record_marked_at_its_top_is_exempt_as_a_whole() -> None:
    document = parsed(f"NOT FOR PUBLICATION\n\nTenders for the Quay\n\n1. Sums\n\n{PROSE}\n\n2. Advice\n\n{PROSE}\n")
    assert document.access is Access.EXEMPT
    assert {item.access for item in document.items} == {Access.EXEMPT}


def test_a_record_named_so_is_exempt_as_a_whole() -> None:
    assert parsed(PROSE, "2024-03-05-item-4-exempt.txt").access is Access.EXEMPT


def test_words_about_exemption_keep_nothing_back() -> None:
    document = minutes(
        f"1. DUES\n\nFishing boats are exempt from dues. The exempt report had been read. {PROSE}",
        f"2. TAX EXEMPTIONS FOR BOATS\n\n{PROSE}",
    )
    assert {item.access for item in document.items} == {Access.PUBLIC}


def _closing(words: str, heading: str = "STAFF") -> list[str]:
    return _exempt(f"1. DUES\n\n{PROSE}", f"2. LEAVE\n\n{words}", f"3. {heading}\n\n{PROSE}", f"4. LIGHTS\n\n{PROSE}")


@pytest.mark.parametrize(
    "words",
    [
        "The Chair moved that the public be temporarily excluded and they were instructed to withdraw.",
        "The Board resolved to go into confidential session.",
        "It was agreed that the meeting should move into private session.",
        "On a proposal duly seconded it was agreed to go into committee.",
        "The Board continued in camera.",
        "Resolved to exclude the public and the press.",
        "At this point the press and public left the room.",
        "Members of the public were asked to leave the hall.",
        "The public then withdrew.",
        "The meeting was closed to the press and public from this point.",
        "It was agreed that the press and public should be excluded for reasons the Clerk set out.",
        "The stream was ended and the meeting went into private.",
        "The remaining papers were taken with the public excluded.",
        "The Board went on without the press and public.",
        "The public gallery was cleared.",
        "The Chair proposed the exclusion of members of the press and public.",
        "RESOLVED - that the public are excluded for certain items.",
    ],
)
def test_an_exclusion_of_unknown_reach_closes_all_that_follows(words: str) -> None:
    assert _closing(words) == ["3", "4"]


@pytest.mark.parametrize(
    "words",
    [
        "Two members of the public left the meeting.",
        "The Board wished to exclude public transport from the levy.",
        "Boys excluded from school were taught at the quay; the public library helped.",
        "There were no items for which the public need be excluded.",
        "The public may be excluded where the law allows it.",
        "The officer would write to the committee of the sailing club.",
        "The report was considered by the Board in public session.",
    ],
)
def test_what_is_no_exclusion_closes_nothing(words: str) -> None:
    assert _closing(words) == []


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        ("the next item", ["3"]),
        ("the following item of business", ["3"]),
        ("the next two items", ["3", "4"]),
        ("the following 2 agenda items", ["3", "4"]),
        ("the following three matters", ["3", "4", "5"]),
        ("items 3 to 5", ["3", "4", "5"]),
        ("items 3 and 5", ["3", "5"]),
        ("minute no. 4", ["4"]),
        ("items 3 and 27", ["3", "4", "5", "6"]),
        ("agenda items that the Clerk named", ["3", "4", "5", "6"]),
        ("the items on the tenders for the quay wall and on staff", ["3", "4", "5", "6"]),
    ],
)
def test_how_far_an_exclusion_reaches(reach: str, expected: list[str]) -> None:
    closed = f"2. EXCLUSION OF THE PUBLIC\n\n{EXCLUDED.format(reach)}"
    heads = ["STAFF", "TENDERS FOR THE QUAY WALL", "A BOUNDARY", "LIGHTS"]
    parts = [f"{at}. {heading}\n\n{PROSE}" for at, heading in enumerate(heads, 3)]
    assert _exempt(f"1. DUES\n\n{PROSE}", closed, *parts) == expected


@pytest.mark.parametrize(
    "words",
    [
        "The public were readmitted.",
        "The Board returned to open session.",
        "The meeting came out of committee.",
        "Members of the press and public were invited back into the room.",
        "The meeting resumed in public session.",
    ],
)
def test_open_again_below_the_closed_item(words: str) -> None:
    closed = "1. LEAVE\n\nResolved that the press and public be excluded."
    assert _exempt(closed, f"2. STAFF\n\n{PROSE}\n\n{words}", f"3. LIGHTS\n\n{PROSE}") == ["2"]


def test_the_parts_of_a_closed_item_are_closed() -> None:
    closed = f"1. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('item 2')}"
    parts = [f"2. TENDERS\n\n{PROSE}", f"2.1 SUMS\n\n{PROSE}", f"2.2 ADVICE\n\n{PROSE}", f"3. LIGHTS\n\n{PROSE}"]
    assert _exempt(closed, *parts) == ["2", "2.1", "2.2"]


def test_what_is_told_in_the_exclusion_itself_after_it_is_closed() -> None:
    closed = "2. LEAVE\n\nResolved that the press and public be excluded.\n\nThe pilot's pay would rise to £31,400."
    assert _exempt(f"1. DUES\n\n{PROSE}", closed) == ["2"]


@pytest.mark.parametrize(
    "heading", ["Confidential item: A claim by a pilot", "A claim [Confidential]", "Exempt report – A claim", "A claim (Part II)"]
)
def test_marks_in_any_case(heading: str) -> None:
    assert _exempt(f"1. Dues\n\n{PROSE}", f"2. {heading}\n\n{PROSE}", f"3. Lights\n\n{PROSE}") == ["2"]


def test_a_closed_meeting_does_not_close_the_next_one() -> None:
    document = parsed(
        "Record of the Harbour Panel\n\nSpring Meeting – 5 March 2024\n\n1. LEAVE\n\nResolved to exclude the public.\n\n"
        f"2. STAFF\n\n{PROSE}\n\nAutumn Meeting – 3 September 2024\n\n1. LIGHTS\n\n{PROSE}\n\n2. DUES\n\n{PROSE}\n"
    )
    assert [item.heading for item in document.items if item.access is Access.EXEMPT] == ["STAFF"]


def test_a_dated_heading_among_closed_items_does_not_open_the_meeting() -> None:
    closed = "1. LEAVE\n\nResolved to exclude the public."
    dated = [f"Offer – {day} May 2023\n\n{PROSE}" for day in (4, 9)]
    document = minutes(closed, f"2. STAFF\n\n{PROSE}", "APPENDIX A – 4 May 2023", PROSE, *dated, f"3. LIGHTS\n\n{PROSE}")
    assert {item.access for item in document.items[2:]} == {Access.EXEMPT}


@pytest.mark.parametrize(
    "words",
    [
        "The pilot's pay was discussed in camera.",
        "Members of the public having left, the pilot's pay was raised.",
        "The Board considered the pilot's pay in private session.",
    ],
)
def test_an_item_taken_in_private_is_closed(words: str) -> None:
    assert "2" in _closing(words)


def test_no_exclusion_for_want_of_a_public_is_still_private() -> None:
    words = "No resolution to exclude the public was necessary as none were present."
    assert _exempt(f"1. DUES\n\n{PROSE}", f"2. PRIVATE SESSION\n\n{words}", f"3. STAFF\n\n{PROSE}")[-1] == "3"
