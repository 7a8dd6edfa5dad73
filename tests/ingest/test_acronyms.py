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
