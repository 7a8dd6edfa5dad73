"""Acronyms as the records define them."""

from __future__ import annotations

import pytest

from assistant.ingest.acronyms import find_acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Anti-Social Behaviour (ASB) team", ("ASB", "Anti-Social Behaviour")),
        ("a Public Spaces Protection Order (PSPO) was made", ("PSPO", "Public Spaces Protection Order")),
        ("Fixed Penalty Notices (FPNs) were issued", ("FPN", "Fixed Penalty Notices")),
        ("ASB (Anti-Social Behaviour) fell", ("ASB", "Anti-Social Behaviour")),
        ("the Memorandum of Understanding (MoU) was signed", ("MoU", "Memorandum of Understanding")),
        (
            "Her Majesty’s Inspectorate of Constabulary [HMIC] said",
            ("HMIC", "Her Majesty’s Inspectorate of Constabulary"),
        ),
        ("the **Harbour Users Forum (HUF)** met", ("HUF", "Harbour Users Forum")),
        ("the Harbour Users\nForum (HUF) met", ("HUF", "Harbour Users Forum")),
        ("Portwick Town Against Crime (P-TAC) met", ("P-TAC", "Portwick Town Against Crime")),
    ],
)
def test_definitions(text: str, expected: tuple[str, str]) -> None:
    assert find_acronyms(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "The quay was closed (ASB) for a week.",
        "Councillor A Pike (CHAIR)",
        "Mr Pike (UK) spoke",
        "see the plan (IV)",
        "a boat (the Wrasse) sank",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert find_acronyms(text) == ()


def test_each_pair_once_and_two_meanings_kept_apart() -> None:
    text = "Harbour Board (HB) met. The Harbour Board (HB) met again. The Highways Bureau (HB) did not."
    assert find_acronyms(text) == (("HB", "Harbour Board"), ("HB", "Highways Bureau"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Quay Safety Board, QSB, met.", ("QSB", "Quay Safety Board")),
        ("The QSB - Quay Safety Board - met.", ("QSB", "Quay Safety Board")),
        ("QSB stands for Quay Safety Board.", ("QSB", "Quay Safety Board")),
        ("the Section 151 Officer spoke; the S151 Officer left", ("S151", "Section 151")),
        ("the S.106 money, due under section 106 of the Act", ("S106", "section 106")),
    ],
)
def test_long_and_short_form_side_by_side(text: str, expected: tuple[str, str]) -> None:
    assert find_acronyms(text) == (expected,)


def test_a_heading_that_spells_an_acronym_defines_it() -> None:
    heading = "BERTH CLOSURE ORDER 07/2024 - THE OLD QUAY"
    assert find_acronyms("The BCO was confirmed.", [heading]) == (("BCO", "BERTH CLOSURE ORDER"),)
    assert find_acronyms("The Berth Cleaning Office (BCO) met.", [heading]) == (("BCO", "Berth Cleaning Office"),)


def test_initials_without_their_words_define_nothing() -> None:
    assert find_acronyms("The QSB met. Quite some boats came. The S151 Officer left.", ["Quay and boats"]) == ()
