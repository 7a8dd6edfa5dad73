"""Who was there, in the layouts that councils print."""

from __future__ import annotations

import pytest
from parse_support import minutes, parsed

from assistant.records import Kind

ITEMS = ("1. APOLOGIES", "None had been received.", "2. DUES", "The report was noted.")
TITLE = "MINUTES of the meeting of the Harbour Committee held on 5 March 2024"


def test_lists_of_lines() -> None:
    top = "\n\n".join(
        [
            TITLE,
            "PRESENT:",
            "Councillor A Pike (Chair)\nCouncillor B Wrasse",
            "ABSENT:",
            "Councillor C Dory",
            "OFFICERS:",
            "Ann Gill – Harbour Master\nBob Roe – Clerk to the\nCommittee",
            "ALSO PRESENT:",
            "Mr D Ling, Pilots’ Guild",
        ]
    )
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Councillor A Pike (Chair)", "Councillor B Wrasse")
    assert found.absent == ("Councillor C Dory",)
    assert found.officers == ("Ann Gill – Harbour Master", "Bob Roe – Clerk to the Committee")
    assert found.also_present == ("Mr D Ling, Pilots’ Guild",)


def test_names_in_a_row() -> None:
    top = (
        f"{TITLE}\n\nPresent: Councillors A B Pike (Chair), C D Wrasse and E Dory\n\n"
        "In attendance: Mrs F Gill (Clerk)\n\nApologies: Cllr G Roe"
    )
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Councillor A B Pike (Chair)", "Councillor C D Wrasse", "Councillor E Dory")
    assert found.officers == ("Mrs F Gill (Clerk)",)
    assert found.absent == ("Cllr G Roe",)


def test_bullets_are_no_part_of_names() -> None:
    top = f"{TITLE}\n\nPresent:\n\n• Councillor A Pike\n• Councillor B Wrasse\n\nAlso in attendance:\n\n• Mr D Ling"
    found = minutes(*ITEMS, top=top).attendance
    assert (found.present, found.also_present) == (("Councillor A Pike", "Councillor B Wrasse"), ("Mr D Ling",))


def test_apologies_told_in_a_sentence() -> None:
    apologies = "Apologies for absence were received from Councillors B Wrasse and C Dory."
    top = f"{TITLE}\n\nPresent:\n\nCouncillor A Pike\n\n{apologies}"
    assert minutes(*ITEMS, top=top).attendance.absent == ("Councillor B Wrasse", "Councillor C Dory")


def test_two_labels_side_by_side_head_two_columns() -> None:
    top = f"{TITLE}\nPresent: Members of the Public:\nAnn Pike (AP) Dora Ling\nBen Wrasse (BW) Eve Roe\nCid Dory (CD)"
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Ann Pike (AP)", "Ben Wrasse (BW)", "Cid Dory (CD)")
    assert found.also_present == ("Dora Ling", "Eve Roe")


def test_a_sentence_in_the_other_column_is_no_name() -> None:
    rows = "Ann Pike (AP) CHAIR There were no members of the public present\nBen Wrasse (BW)"
    found = minutes(*ITEMS, top=f"{TITLE}\nPresent: Members of the Public:\n{rows}").attendance
    assert (found.present, found.also_present) == (("Ann Pike (AP) CHAIR", "Ben Wrasse (BW)"), ())


def test_two_columns_printed_one_after_the_other() -> None:
    columns = "Mr A Pike (Chairman)\nMs B Wrasse\n\nMr D Ling\nMrs E Roe"
    top = f"{TITLE}\n\nPresent: Also in attendance:\n{columns}\n\nApologies:\nMr F Gill"
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Mr A Pike (Chairman)", "Ms B Wrasse")
    assert found.also_present == ("Mr D Ling", "Mrs E Roe")
    assert found.absent == ("Mr F Gill",)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Chairman welcomed everyone to the first meeting of the new municipal year and wished them a good one.",
        "It was noted that the meeting was being recorded and that the recording would be kept for a year.",
        "The Mayor opened the meeting and congratulated the crew of the lifeboat on their work in the gale.",
    ],
)
def test_sentences_are_never_names(sentence: str) -> None:
    top = f"{TITLE}\n\nPresent:\n\nCouncillor A Pike\n\nCouncillor B Wrasse\n\n{sentence}"
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Councillor A Pike", "Councillor B Wrasse")


def test_nothing_longer_than_a_name_is_a_name() -> None:
    top = f"{TITLE}\n\nPresent:\n\nCouncillor A Pike\n\n" + "and of the Outer Mole by the Old Quay " * 8
    assert all(len(name) <= 120 for name in minutes(*ITEMS, top=top).attendance.present)


def test_attendance_below_the_headings_of_a_web_page_or_an_item_of_its_own() -> None:
    document = parsed(
        f"{TITLE}\n\n1. PRESENT\n\nCouncillor A Pike (Chair)\nCouncillor B Wrasse\n\n2. DUES\n\nThe report was noted.\n"
    )
    assert document.attendance.present == ("Councillor A Pike (Chair)", "Councillor B Wrasse")


def test_officers_with_their_names_in_brackets_stay_whole() -> None:
    officers = "Director, Quays and Piers (Mr. A. Ling), Head of Roads, Lights (Ms. B. Roe)."
    members = "MEMBERS PRESENT:\n\nCouncillors Pike, Wrasse and Dory."
    top = f"{TITLE}\n\n{members}\n\nOFFICIALS IN ATTENDANCE:\n\n{officers}"
    found = minutes(*ITEMS, top=top).attendance
    assert found.present == ("Councillor Pike", "Councillor Wrasse", "Councillor Dory")
    assert found.officers == ("Director, Quays and Piers (Mr. A. Ling)", "Head of Roads, Lights (Ms. B. Roe)")


def test_two_names_with_a_gap_between_are_two() -> None:
    top = f"{TITLE}\n\nPresent:\n\nCouncillor Pike Mr. D Ling\n\nCouncillor Mrs. B Wrasse"
    assert minutes(*ITEMS, top=top).attendance.present == ("Councillor Pike", "Mr. D Ling", "Councillor Mrs. B Wrasse")


def test_a_report_that_names_its_officer_has_no_attendance() -> None:
    found = parsed(
        "Report of the Harbour Master\n\nContact officer: Ann Gill\n\n1. Summary\n\nThe quay is sound.\n\n2. Costs\n\nNone.\n"
    )
    assert found.attendance.officers == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Councillors T Pike, S Wrasse, J Ling", ("Councillor T Pike", "Councillor S Wrasse", "Councillor J Ling")),
        (
            "Councillor A Pike (Chair); Councillor Mrs P Gill; Councillors T Ling, S Roe, Dr K Dory and D Brill",
            ("Councillor A Pike (Chair)", "Councillor Mrs P Gill", "Councillor T Ling", "Councillor S Roe",
             "Councillor Dr K Dory", "Councillor D Brill"),
        ),
        ("Councillor A Pike (Leader), Councillors B Gill and C Ling",
         ("Councillor A Pike (Leader)", "Councillor B Gill", "Councillor C Ling")),
        ("Cllrs Pike, Gill and Ling", ("Cllr Pike", "Cllr Gill", "Cllr Ling")),
    ],
)  # fmt: skip
def test_a_shared_title_goes_to_every_name(line: str, names: tuple[str, ...]) -> None:
    assert minutes(*ITEMS, top=f"{TITLE}\n\nPresent: {line}").attendance.present == names


def test_a_number_of_people_is_no_name() -> None:
    top = f"{TITLE}\n\nPresent: Cllr A Pike\n\nIn attendance: Ann Gill (Clerk), District Cllr Ben Ling, 6 members of the public"
    assert minutes(*ITEMS, top=top).attendance.officers == ("Ann Gill (Clerk)", "District Cllr Ben Ling")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("1. Apologies: Cllr B Wrasse and Cllr C Ling", ("Cllr B Wrasse", "Cllr C Ling")),
        ("1. Apologies\n\nApologies for absence were received from Councillors B Wrasse and C Ling.",
         ("Councillor B Wrasse", "Councillor C Ling")),
        ("1. Apologies for absence\n\nCllr Ben Wrasse (at work) and County Cllr Ruth Ling.",
         ("Cllr Ben Wrasse (at work)", "County Cllr Ruth Ling")),
        ("1. APOLOGIES\n\nNone were received.", ()),
        ("1. APOLOGIES\n\nThere were no apologies.", ()),
    ],
)  # fmt: skip
def test_apologies_in_an_item_of_their_own(words: str, names: tuple[str, ...]) -> None:
    assert minutes(words, "2. DUES\n\nThe report was noted.", "3. LIGHTS\n\nNone.").attendance.absent == names


@pytest.mark.parametrize("label", ["Members", "Membership", "Councillors", "MEMBERS OF THE COMMITTEE"])
def test_the_members_an_agenda_names_are_not_who_was_there(label: str) -> None:
    called = "HARBOUR COMMITTEE\n\nAGENDA for the meeting to be held on 5 March 2024"
    top = f"{called}\n\n{label}: Councillors A Pike (Chair) and B Wrasse"
    document = minutes("1. APOLOGIES", "2. MINUTES", "To confirm the minutes of 6 February 2024.", top=top)
    assert document.attendance.present == ()
    assert document.kind is Kind.AGENDA_ITEM


def test_members_listed_in_minutes_were_there() -> None:
    document = minutes(*ITEMS, top=f"{TITLE}\n\nMembers: Councillors A Pike (Chair) and B Wrasse")
    assert document.attendance.present == ("Councillor A Pike (Chair)", "Councillor B Wrasse")


def test_names_that_wrap_at_a_bracket_or_a_hyphen() -> None:
    top = (
        f"{TITLE}\nPresent: Councillor A Pike (Chairman), Councillors B Wrasse (Vice-\nChairman), C Dory and D Ling\n"
        "Officers: Ann Gill (Harbour Master), Bob Roe \n(Principal Pilot), Eve Tench (Solicitor)"
    )
    found = minutes(*ITEMS, top=top).attendance
    assert found.present[1] == "Councillor B Wrasse (Vice-Chairman)"
    assert found.officers == ("Ann Gill (Harbour Master)", "Bob Roe (Principal Pilot)", "Eve Tench (Solicitor)")


def test_a_substitute_is_not_among_the_apologies() -> None:
    told = "An apology for absence was received from Councillor C Dory, for whom \nCouncillor B Wrasse substituted."
    document = minutes("1. APOLOGIES", told, "2. DUES", "Noted.", top=f"{TITLE}\n\nPresent:\n\nCouncillor A Pike")
    assert document.attendance.absent == ("Councillor C Dory",)
