"""Which lines open an item: the numbering of many councils, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from parse_support import items, minutes, parsed

from assistant.ingest.parse import parse
from assistant.ingest.readers import read

PROSE = "The officer gave an account of the works at the quay and Members asked about their cost and their end."


@pytest.mark.parametrize(
    ("numbers", "headings"),
    [
        (["23/045", "23/046", "23/047"], ["Apologies", "Declarations of Interest", "Minutes of the Previous Meeting"]),
        (["FC/21/034", "FC/21/035", "FC/21/036"], ["Apologies", "Public Questions", "Budget Monitoring"]),
        (["P.12", "P.13", "P.14"], ["APOLOGIES", "PLANNING APPLICATIONS", "ENFORCEMENT"]),
        (["1.", "2.", "3."], ["Apologies for absence", "Declarations of interest", "Harbour dues"]),
        (["12)", "13)", "14)"], ["Apologies for absence", "Declarations of interest", "Harbour dues"]),
        (["4.1", "4.2", "4.3"], ["Background", "Options Considered", "Legal Implications"]),
    ],
)
def test_numbers_as_councils_print_them(numbers: list[str], headings: list[str]) -> None:
    document = minutes(*(f"{n} {h}\n\n{PROSE}" for n, h in zip(numbers, headings, strict=True)))
    assert items(document) == [(n.rstrip(".)"), h) for n, h in zip(numbers, headings, strict=True)]


@pytest.mark.parametrize("lead", ["Minute {}", "MIN. NO. {} –", "Minute No. {}:", "Item {}:", "Agenda Item {} -", "Item No. {}."])
def test_words_before_the_number(lead: str) -> None:
    titles = ["Apologies", "Dredging of the Inner Basin", "Date of Next Meeting"]
    document = minutes(*(f"{lead.format(n)} {t}\n\n{PROSE}" for n, t in enumerate(titles, 45)))
    assert items(document) == [(str(n), t) for n, t in enumerate(titles, 45)]


def test_a_number_may_stand_alone_above_its_heading() -> None:
    document = minutes(f"9.\n\nMooring Fees\n\n{PROSE}", f"10.\n\nSlipway Repairs\n\n{PROSE}", f"11.\n\nPilots\n\n{PROSE}")
    assert items(document) == [("9", "Mooring Fees"), ("10", "Slipway Repairs"), ("11", "Pilots")]


def test_a_letter_tells_parts_of_an_item_apart() -> None:
    document = minutes(f"Item 4(a). Mooring Fees\n\n{PROSE}", f"Item 4(b). Slipway\n\n{PROSE}", f"Item 5. Pilots\n\n{PROSE}")
    assert [number for number, _ in items(document)] == ["4(a)", "4(b)", "5"]


def test_plain_numbers_without_a_stop_open_items_when_they_rise_through_the_record() -> None:
    titles = [
        "Apologies",
        "Declarations of Interest",
        "Minutes of the Last Meeting",
        "Finance Report",
        "Any Other Business",
    ]
    document = minutes(*(f"{n} {t}\n{PROSE}" for n, t in enumerate(titles, 1)))
    assert items(document) == [(str(n), t) for n, t in enumerate(titles, 1)]


def test_list_entries_that_begin_again_at_one_are_not_items() -> None:
    decision = "RESOLVED:\n\n1. That the report be noted.\n\n2. That the dues be raised."
    document = minutes(*(f"{n}. {t}\n\n{PROSE}\n\n{decision}" for n, t in enumerate(["DUES", "SLIPWAY", "PILOTS"], 7)))
    assert items(document) == [("7", "DUES"), ("8", "SLIPWAY"), ("9", "PILOTS")]
    assert [len(item.resolutions) for item in document.items[1:]] == [2, 2, 2]


def test_chapters_are_kept_above_their_paragraphs() -> None:
    text = "Harbour Strategy 2024-27\n\n" + "\n".join(
        [
            "1. Introduction",
            f"1.1 {PROSE}\n{PROSE}",
            f"1.2 {PROSE}\n{PROSE}",
            "2. The quays",
            f"2.1 {PROSE}\n{PROSE}",
            f"2.2 {PROSE}\n{PROSE}",
            "3. What we will do",
            f"3.1 {PROSE}\n{PROSE}",
        ]
    )
    assert [n for n, _ in items(parsed(text)) if n] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1"]


def test_decimals_under_plain_numbers_and_letters_under_both() -> None:
    text = "\n\n".join(
        [
            "1. Introduction",
            f"1.1 Purpose\n\n{PROSE}",
            f"1.1.1 Scope\n\n{PROSE}",
            "(a) the quays;",
            "(b) the slipway.",
            f"1.2 Method\n\n{PROSE}",
            "2. Findings",
            f"2.1 Traffic\n\n{PROSE}",
        ]
    )
    assert items(parsed(text)) == [
        ("1", "Introduction"),
        ("1.1", "Purpose"),
        ("1.1.1", "Scope"),
        ("1.2", "Method"),
        ("2", "Findings"),
        ("2.1", "Traffic"),
    ]


def test_a_paragraph_number_before_running_prose_has_no_heading() -> None:
    long = " ".join([PROSE] * 3)
    document = parsed(
        f"1. Summary\n\n1.1 {long}\n\n1.2 {long}\n\n2. Costs\n\n"
        f"2.1 {long}\n\n2.2 Costs that were met by others include:\n\n• one;\n"
    )
    assert items(document) == [("1", "Summary"), ("1.1", ""), ("1.2", ""), ("2", "Costs"), ("2.1", ""), ("2.2", "")]


def test_a_heading_in_capitals_may_wrap() -> None:
    document = minutes(
        f"1. REVENUE ACCOUNT\n\n{PROSE}",
        f"2. PROPOSED EXTENSION OF THE BREAKWATER AT THE NORTH END OF THE\nHARBOUR AND ITS CONSEQUENCES\n\n{PROSE}",
        f"3. PILOTS\n\n{PROSE}",
    )
    assert items(document)[1] == (
        "2",
        "PROPOSED EXTENSION OF THE BREAKWATER AT THE NORTH END OF THE HARBOUR AND ITS CONSEQUENCES",
    )


def test_two_bold_paragraphs_are_not_one_heading() -> None:
    motions = [
        f"**{n}. Motion of Councillor B Wrasse on the lights**\n\n**I move that they be mended at once.**\n\n{PROSE}"
        for n in (1, 2, 3)
    ]
    wide = " ".join([PROSE] * 2)
    assert items(minutes(wide, *motions))[0] == ("1", "Motion of Councillor B Wrasse on the lights")


def test_a_wrapped_cross_reference_is_not_a_number() -> None:
    body = f"{PROSE}\nThe matter was left over from the meeting before (see item\n2). It was long.\n\n"
    document = minutes(f"1. Dues\n\n{body}", f"2. Slipway\n\n{PROSE}", f"3. Pilots\n\n{PROSE}")
    assert items(document) == [("1", "Dues"), ("2", "Slipway"), ("3", "Pilots")]


def test_dates_sums_and_measures_at_the_start_of_a_line_open_nothing() -> None:
    lines = "12 March 2024 was named.\n30 per cent of the dues\n2024 was a good year\n12.50 a metre\n14/03/24 was the day\n"
    document = minutes(f"1. DUES\n\n{PROSE}\n{lines}", f"2. PILOTS\n\n{PROSE}")
    assert items(document) == [("1", "DUES"), ("2", "PILOTS")]


def test_meetings_of_a_report_count_their_items_anew() -> None:
    text = "Annual Report 2023-24\n\n" + "\n\n".join(
        f"{season} Meeting – {day}\n\n" + "\n\n".join(f"Item {n}: {t}\n\n{PROSE}" for n, t in enumerate(["Dues", "Pilots"], 1))
        for season, day in (("Summer", "5 July 2023"), ("Winter", "7 February 2024"))
    )
    found = [(i.number, i.heading, str(i.meeting_date)) for i in parsed(text).items if i.number]
    assert found == [
        ("1", "Dues", "2023-07-05"),
        ("2", "Pilots", "2023-07-05"),
        ("1", "Dues", "2024-02-07"),
        ("2", "Pilots", "2024-02-07"),
    ]


def test_meetings_are_found_in_texts_without_gaps() -> None:
    text = "Annual Report 2023-24\n" + f"{PROSE}\nSummer Meeting - 5 July 2023\nItem 1: Dues\n{PROSE}\nItem 2: Pilots\n{PROSE}\n"
    assert [str(day) for day in parsed(text).meeting_dates] == ["2023-07-05"]


def test_a_motion_from_another_meeting_does_not_change_the_date() -> None:
    document = minutes(
        f"1. DUES\n\n{PROSE}\n\nRecommendation from Special Panel Meeting of 1 February 2024\n\n{PROSE}",
        f"2. PILOTS\n\n{PROSE}",
    )
    assert {str(item.meeting_date) for item in document.items} == {"2024-03-05"}


def test_the_contents_list_of_a_report_does_not_give_its_items() -> None:
    titles = ["Introduction", "The Quays", "The Slipway", "Costs", "Conclusion"]
    contents = "\n".join(f"{n}. {t} .......... {n + 2}" for n, t in enumerate(titles, 1))
    text = f"Harbour Review\n\nContents\n\n{contents}\n\n" + "\n\n".join(f"{n}. {t}\n\n{PROSE}" for n, t in enumerate(titles, 1))
    document = parsed(text)
    assert [pair for pair in items(document) if pair[0]] == [(str(n), t) for n, t in enumerate(titles, 1)]
    assert all(PROSE in item.span.of(document.text) for item in document.items if item.number)


def test_a_contents_list_without_dots_does_not_give_the_items() -> None:
    titles = ["Introduction", "The Quays", "The Slipway", "Costs", "Conclusion"]
    contents = "\n".join(f"{n}. {t}" for n, t in enumerate(titles, 1))
    text = f"Harbour Review\n\nContents\n{contents}\n\n" + "\n\n".join(f"{n}. {t}\n{PROSE}" for n, t in enumerate(titles, 1))
    document = parsed(text)
    assert [pair for pair in items(document) if pair[0]] == [(str(n), t) for n, t in enumerate(titles, 1)]
    assert all(PROSE in item.span.of(document.text) for item in document.items if item.number)


def test_the_page_of_one_agenda_item_is_that_item() -> None:
    page = "Skip to content\n\nAgenda item\n\nExtension of the Breakwater 2024"
    text = f"{page}\n\n{PROSE}\n\nTraffic in the Harbour\n\n{PROSE}\n"
    document = parsed(text)
    assert items(document) == [("", "Extension of the Breakwater 2024")]
    assert document.items[-1].span.end == len(text.rstrip())


def test_a_list_of_names_is_not_a_heading() -> None:
    names = "Report of the Panel\n\nMembers of the Panel\n\nJohn Smith\n\nMary Brown\n\nTom Reed"
    text = f"{names}\n\n{PROSE}\n\nOur Findings\n\n{PROSE}\n"
    headings = [heading for _, heading in items(parsed(text))]
    assert "Our Findings" in headings
    assert "Tom Reed" not in headings


def test_items_taken_out_of_their_order_are_items() -> None:
    order = [1, 2, 6, 3, 4, 5, 7]
    document = minutes(*(f"**{n}.**\n\n**Matter of the Quay {n}**\n\n{PROSE}" for n in order))
    assert [number for number, _ in items(document)] == [str(n) for n in order]


def test_a_heading_above_a_lettered_list_keeps_its_words() -> None:
    document = minutes(
        f"03.24.01 Updates\na) Quay\n{PROSE}\nb) Slipway\n{PROSE}\n03.24.02 To receive the report of the pilots\n{PROSE}"
    )
    assert items(document) == [("03.24.01", "Updates"), ("03.24.02", "To receive the report of the pilots")]


def test_minute_numbers_may_run_into_thousands() -> None:
    document = minutes(*(f"{n}. {t}\n\n{PROSE}" for n, t in ((1057, "DUES"), (1058, "PILOTS"), (1059, "LIGHTS"))))
    assert items(document) == [("1057", "DUES"), ("1058", "PILOTS"), ("1059", "LIGHTS")]


def test_part_two_of_the_agenda_does_not_break_the_numbering() -> None:
    document = minutes(f"24. DUES\n\n{PROSE}", "PART II – EXEMPT", f"25. TENDERS\n\n{PROSE}", f"26. STAFF\n\n{PROSE}")
    assert [n for n, _ in items(document) if n] == ["24", "25", "26"]


def test_an_appendix_after_the_items_is_one_of_its_own() -> None:
    document = parsed(f"1. Summary\n\n{PROSE}\n\n2. Costs\n\n{PROSE}\n\nAPPENDIX A\n\nTable of dues\n\n{PROSE}\n")
    assert items(document)[-1] == ("", "APPENDIX A")


@pytest.mark.parametrize("form", ["{n}/22", "HB{n}/22", "22/{n}", "2022/{n}", "22-{n}", "{n}-22"])
def test_numbers_that_run_on_beside_a_year(form: str) -> None:
    heads = ["Dues", "The last minutes", "Pilots", "Lights", "Date of the next meeting"]
    parts = [f"{form.format(n=n)} {words}\nNone were given." for n, words in enumerate(heads, 118)]
    assert items(minutes(*parts)) == [(form.format(n=n), words) for n, words in enumerate(heads, 118)]


def test_headings_with_their_prose_close_below() -> None:
    heads = ["Dues", "Reports of the pilots", "Minutes of the last meeting", "Lights", "Moorings", "Staff"]
    text = "\n".join(f"{n}. {words}\nThe paper was read." for n, words in enumerate(heads, 5))
    assert items(minutes(text)) == [(str(n), words) for n, words in enumerate(heads, 5)]


def test_a_decision_in_a_sentence_does_not_end_the_items() -> None:
    parts = [f"{n}. Matters of the quay\nRESOLVED that the paper be noted." for n in (12, 13, 14)]
    assert [number for number, _ in items(minutes(*parts))] == ["12", "13", "14"]


def test_a_range_of_numbers_is_no_item() -> None:
    text = "1. Dues\n\nThe paper was read.\n\n10-12 Boats A Day\n\nThe paper was read.\n\n2. Lights\n\nThe paper was read."
    assert [number for number, _ in items(minutes(text))] == ["1", "2"]


def test_a_marked_heading_whose_number_jumps_opens_an_item(tmp_path: Path) -> None:
    body = "The officer gave an account of the works at the quay and Members asked about their cost."
    named = [(9, "Dues"), (10, "Pilots"), (41, "Lamps"), (42, "Slip")]
    marks = "\n\n".join(f"### {number}. {name}\n\n{body}" for number, name in named)
    path = tmp_path / "r.md"
    path.write_text(f"# Minutes of the Harbour Committee held on 5 March 2024\n\nPresent: Cllr A Pike\n\n{marks}\n")
    document = parse(read(path), "r.md", "0" * 64)
    assert [number for number, _ in items(document) if number] == ["9", "10", "41", "42"]


def test_a_heading_in_capitals_goes_on_over_its_reference() -> None:
    text = (
        "MINUTES of the Harbour Committee held on 5 March 2024\nPresent: Cllr A Pike\n"
        "1. APOLOGIES FOR ABSENCE\nNone had been sent.\n"
        "2. APPLICATION 24/7 - LAND WEST OF THE OLD SLIPWAY AND\nQUAY, PORTWICK - 6 MOORINGS (Minute 61 refers)\n"
        "Members had visited the slipway in May and asked about the price of\nthe moorings.\n3. LAMPS\nThese were out.\n"
    )
    assert ("2", "APPLICATION 24/7 - LAND WEST OF THE OLD SLIPWAY AND QUAY, PORTWICK - 6 MOORINGS (Minute 61 refers)") in items(
        parsed(text)
    )


@pytest.mark.parametrize("numbers", [["21/24", "22/24", "23/24"], ["05.19.01", "05.19.02", "05.19.03"], ["1", "2", "3"]])
def test_a_number_without_a_stop_may_stand_alone_above_its_heading(numbers: list[str]) -> None:
    """As the text of a PDF gives it where the numbers have a column of their own."""
    titles = ["Apologies for absence", "Mooring Fees", "Date of next meeting"]
    gap = "\n\n" if numbers[0].isdigit() else "\n"  # a bare "1" says less than "21/24"
    document = minutes(gap.join(f"{n}\n{title}\n{PROSE}" for n, title in zip(numbers, titles, strict=True)))
    assert items(document) == list(zip(numbers, titles, strict=True))


def test_numbers_alone_on_their_lines_above_prose_or_figures_open_no_item() -> None:
    rows = "\n".join(f"{n}\nNorth quay\n{40 + n}" for n in (3, 9, 27, 12))
    paid = "12\nThe fee was paid.\n13\nIt was paid late."
    document = minutes(f"1. Mooring Fees\n\n{PROSE}\n{paid}", f"2. Slipway\n\n{PROSE}\n{rows}")
    assert [number for number, _ in items(document)] == ["1", "2"]
