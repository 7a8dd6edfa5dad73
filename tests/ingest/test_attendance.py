"""Who was there, in the layouts that councils print."""

from __future__ import annotations

from pathlib import Path

import pytest
from parse_support import minutes, parsed

from assistant.ingest.attendance_names import same_person
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Attendance, Kind

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


CELLS = "Member\nWard\nAttendance\nCllr A Pike (Chair)\nOuter Mole\nPresent\nCllr B Wrasse\nOld Quay\nApologies"


def attended(top: str) -> Attendance:
    """Return the attendance of minutes with this above their first item."""
    return minutes(*ITEMS, top=f"{TITLE}\n\n{top}").attendance


@pytest.mark.parametrize(
    ("top", "present", "absent"),
    [
        (
            f"{CELLS}\nCllr C Dory\nSluice\nPresent (from 6.48pm)\nCllr D Ling\nOld Quay\nAbsent",
            ("Cllr A Pike (Chair)", "Cllr C Dory"),
            ("Cllr B Wrasse", "Cllr D Ling"),
        ),
        (
            f"{CELLS}\nCllr C Dory\nSluice\nPresent\n(substitute for Cllr Roe)\nOfficers in attendance: Ann Gill (Clerk)",
            ("Cllr A Pike (Chair)", "Cllr C Dory"),
            ("Cllr B Wrasse",),
        ),
        (
            f"{CELLS}\nCllr C Dory (Vice-Chair, in the\nChair)\nSluice\nPresent",
            ("Cllr A Pike (Chair)", "Cllr C Dory (Vice-Chair, in the Chair)"),
            ("Cllr B Wrasse",),
        ),
        ("Name\nPresent\nAnn Pike\nP\nBen Wrasse\nA\nCid Dory\n✓", ("Ann Pike", "Cid Dory"), ("Ben Wrasse",)),
        (
            "Member Ward Attendance\nCllr A Pike (Chair) Outer Mole Present\nCllr B Wrasse Old Quay Apologies\n"
            "Cllr Cid Dory Sluice Present (from 6.48pm)\nCllr Dee Ling Outer Mole Absent",
            ("Cllr A Pike (Chair)", "Cllr Cid Dory"),
            ("Cllr B Wrasse", "Cllr Dee Ling"),
        ),
        (
            "Member     Ward     Attendance\nCllr A Pike     Outer Mole     Present\nAnn Wrasse     Old Quay     Apologies",
            ("Cllr A Pike",),
            ("Ann Wrasse",),
        ),
        (
            "Member\tPresent\tApologies\nCllr A Pike\t✓\t\nCllr B Wrasse\t\tx\nCllr C Dory\tX\t-",
            ("Cllr A Pike", "Cllr C Dory"),
            ("Cllr B Wrasse",),
        ),
        (
            "Cllr A Pike – Present\nCllr B Wrasse – Apologies\nCllr C Dory – Absent",
            ("Cllr A Pike",),
            ("Cllr B Wrasse", "Cllr C Dory"),
        ),
        (
            "Present: Cllr A Pike, Cllr B Wrasse (apologies), Cllr C Dory",
            ("Cllr A Pike", "Cllr C Dory"),
            ("Cllr B Wrasse (apologies)",),
        ),
    ],
)
def test_a_status_in_the_row_says_who_was_there(top: str, present: tuple[str, ...], absent: tuple[str, ...]) -> None:
    found = attended(top)
    assert (found.present, found.absent) == (present, absent)


def test_nothing_is_said_of_a_row_without_a_status() -> None:
    found = attended(CELLS.replace("\nPresent", "") + "\nCllr C Dory\nSluice\nPresent\nCllr D Ling\nOld Quay\nAbsent")
    assert (found.present, found.absent) == (("Cllr C Dory",), ("Cllr B Wrasse", "Cllr D Ling"))


def test_a_substitute_of_a_column_of_its_own_does_not_take_the_status() -> None:
    rows = "Cllr A Pike\nCllr E Roe\nApologies\nCllr B Wrasse\nPresent\nCllr C Dory\nPresent"
    found = attended(f"Member\nSubstitute\nAttendance\n{rows}")
    assert "Cllr E Roe" not in (*found.present, *found.absent)


@pytest.mark.parametrize("above", ["", "Members\n"])
def test_labels_over_single_names_are_no_table(above: str) -> None:
    found = attended(f"{above}Present\nCllr A Pike\nCllr B Wrasse\nApologies\nCllr C Dory\nAbsent\nCllr D Ling")
    assert (found.present, found.absent) == (("Cllr A Pike", "Cllr B Wrasse"), ("Cllr C Dory", "Cllr D Ling"))


@pytest.mark.parametrize("bold", ["td", "th"])
def test_a_table_that_the_format_marks(bold: str, tmp_path: Path) -> None:
    rows = (
        ("Member", "Ward", "Attendance"),
        ("Cllr A Pike (Chair)", "Old Quay", "Present"),
        ("Cllr B Wrasse", "Sluice", "Apologies"),
        ("Cllr C Dory", "Old Quay", "Absent"),
        ("Cllr D Ling", "Sluice", "Present (substitute for Cllr Wrasse)"),
    )
    cells = ["".join(f"<{tag}>{cell}</{tag}>" for cell in row) for row, tag in zip(rows, [bold, *["td"] * 4], strict=True)]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = tmp_path / "minutes.html"
    page.write_text(f"<h1>Harbour Committee</h1><p>{TITLE}</p><table>{table}</table><h2>1. Dues</h2><p>The report was noted.</p>")
    found = parse(read(page), page.name, "0" * 64).attendance
    assert (found.present, found.absent) == (("Cllr A Pike (Chair)", "Cllr D Ling"), ("Cllr B Wrasse", "Cllr C Dory"))


@pytest.mark.parametrize(
    ("top", "present", "absent"),
    [
        ("In the Chair: Cllr A Pike\n\nPresent: Cllrs A Pike, B Wrasse", ("Cllr A Pike (In the Chair)", "Cllr B Wrasse"), ()),
        (
            "Cathaoirleach: Cllr. C Dory presided.\n\nMembers present: Cllrs. A Pike, B Wrasse",
            ("Cllr. C Dory (Cathaoirleach)", "Cllr A Pike", "Cllr B Wrasse"),
            (),
        ),
        (
            "Cllr. C Dory presided.\n\nPresent: Cllrs. A Pike, B Wrasse",
            ("Cllr. C Dory (presided)", "Cllr A Pike", "Cllr B Wrasse"),
            (),
        ),
        (
            "In Attendance:\tChairperson: Councillor A Pike\n\tMembers: Alderman B Wrasse, Councillors C Dory, D Ling",
            ("Councillor A Pike (Chairperson)", "Alderman B Wrasse", "Councillor C Dory", "Councillor D Ling"),
            (),
        ),
        (
            "Sederunt:\n\nCouncillors Ann Pike (Convener), Ben Wrasse; Rev. Cid Dory (Church Representative).",
            ("Councillor Ann Pike (Convener)", "Councillor Ben Wrasse", "Rev. Cid Dory (Church Representative)"),
            (),
        ),
        (
            "Presennol / Present: Cyng/Cllrs Ann Pike (Maer/Mayor), Ben Wrasse.\n"
            "Ymddiheuriadau / Apologies: Cllrs Cid Dory and Dee Ling.",
            ("Cllr Ann Pike (Maer/Mayor)", "Cllr Ben Wrasse"),
            ("Cllr Cid Dory", "Cllr Dee Ling"),
        ),
        ("Yn bresennol: Cyng. Ann Pike\nYmddiheuriadau: Cyng. Ben Wrasse", ("Cyng. Ann Pike",), ("Cyng. Ben Wrasse",)),
        ("I láthair: Cllrs. A Pike, B Wrasse\nLeithscéalta: Cllr. D Ling", ("Cllr A Pike", "Cllr B Wrasse"), ("Cllr. D Ling",)),
        (
            "Members Present: Chair Ann Pike, Vice Chair Ben Wrasse, Cid Dory\nMembers Absent: Dee Ling",
            ("Chair Ann Pike", "Vice Chair Ben Wrasse", "Cid Dory"),
            ("Dee Ling",),
        ),
        (
            "Elected Members Cr A Pike (President), Cr B Wrasse\nApologies Cr C Dory\n"
            "Leave of absence Cr D Ling\nPublic gallery 9",
            ("Cr A Pike (President)", "Cr B Wrasse"),
            ("Cr C Dory", "Cr D Ling"),
        ),
        ("Present: Cllrs A Pike (Leader; Finance) and B Wrasse", ("Cllr A Pike (Leader; Finance)", "Cllr B Wrasse"), ()),
        (
            "Chairman: Cllr A Pike\nPresent: Cllrs B Wrasse and C Dory\nApologies: Cllr A Pike",
            ("Cllr B Wrasse", "Cllr C Dory"),
            ("Cllr A Pike",),
        ),
    ],
)
def test_labels_of_the_chair_and_of_other_tongues(top: str, present: tuple[str, ...], absent: tuple[str, ...]) -> None:
    found = attended(top)
    assert (found.present, found.absent) == (present, absent)


def test_a_label_within_a_line_opens_its_own_list() -> None:
    found = attended(
        "Present: Cllr A Pike. Clerk: Ann Gill.\nOfficers: Bob Roe (Solicitor). Also present: Sgt Eve Tench, Cove Police"
    )
    assert (found.officers, found.also_present) == (("Ann Gill (Clerk)", "Bob Roe (Solicitor)"), ("Sgt Eve Tench, Cove Police",))


def test_headings_numbers_and_sentences_below_a_list_are_nobody() -> None:
    found = attended(
        "Present:\nA Pike\nB Wrasse\nApologies:\nC Dory\nDeclarations of Interest\nNone\nMatters arising\n7/24\nHackney Fares"
    )
    assert (found.present, found.absent) == (("A Pike", "B Wrasse"), ("C Dory",))


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Cllr B Wrasse", "Councillor Ben Wrasse (Chair)", True),
        ("Cllr B Wrasse", "Cllr A Wrasse", False),
        ("Cllr Wrasse", "Mr Pike", False),
    ],
)
def test_one_person_named_in_two_ways(name: str, other: str, same: bool) -> None:
    assert same_person(name, other) is same
