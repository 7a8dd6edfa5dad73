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
    closed = (
        "1. EXCLUSION OF PRESS AND PUBLIC\n\nThere were no items for which the press and public had to be excluded."
    )
    assert _exempt(closed, f"2. PILOTS\n\n{PROSE}", f"3. LIGHTS\n\n{PROSE}") == []


def test_items_under_part_two_are_closed() -> None:
    closed = f"25. EXCLUSION OF PRESS AND PUBLIC\n\n{EXCLUDED.format('the following business')}"
    assert _exempt(
        f"24. DUES\n\n{PROSE}", closed, "PART II – EXEMPT", f"26. TENDERS\n\n{PROSE}", f"27. STAFF\n\n{PROSE}"
    ) == ["26", "27"]


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
