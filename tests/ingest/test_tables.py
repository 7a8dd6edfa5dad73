"""Tables in plain text: each rule on its own small table, and what must not be taken for one."""

from __future__ import annotations

import time

import pytest

from assistant.ingest.tables import find_tables
from assistant.ingest.tabular.words import Atom, atom_of
from assistant.records import Page, Span, Table


def words(table: Table) -> tuple[list[list[str]], list[list[str]]]:
    """Return the texts of header and rows."""
    return [[c.text for c in row] for row in table.header], [[c.text for c in row] for row in table.rows]


def only(text: str, pages: tuple[Page, ...] = ()) -> Table:
    """Return the one table of the text, after checking that every span is exact."""
    tables = find_tables(text, pages)
    assert len(tables) == 1, [words(table) for table in tables]
    exact(text, tables[0])
    return tables[0]


def exact(text: str, table: Table) -> None:
    width = len(table.rows[0])
    for row in (*table.header, *table.rows):
        assert len(row) == width
        for cell in row:
            if cell.span is None:
                assert cell.text == ""
            else:
                assert " ".join(cell.span.of(text).split()) == cell.text != ""
                assert table.span.contains(cell.span)
    assert " ".join(table.span.of(text).split()).startswith(table.caption)


WRAPPED = """The text before the table ends with a full stop and says what is in it.
Burglary in the north of the county
Apr-Jun 2021 and Apr-Jun 2022

Area
Apr-Jun

21
Apr-Jun

22
No.

change
%

change
Per 1,000

homes
Upton and Lower Marsh 1,225 1,429 204 16.6 11.0
Weston 1,593 1,644 51 3.2 10.0

- Weston East 593 601 8 n/a 9.1
Hill – residential 225 217 -8 -3.5 2.2

All 2,818 3,073 255 9.0 10.5

2.4 The paragraph after the table is no part of it and has the number 17
"""


def test_a_header_wrapped_over_many_lines_is_dealt_out_over_the_columns() -> None:
    table = only(WRAPPED)
    header, rows = words(table)
    assert header == [["Area", "Apr-Jun 21", "Apr-Jun 22", "No. change", "% change", "Per 1,000 homes"]]
    assert table.caption == "Burglary in the north of the county Apr-Jun 2021 and Apr-Jun 2022"
    assert rows[0] == ["Upton and Lower Marsh", "1,225", "1,429", "204", "16.6", "11.0"]
    assert rows[2] == ["- Weston East", "593", "601", "8", "n/a", "9.1"]
    assert rows[3] == ["Hill – residential", "225", "217", "-8", "-3.5", "2.2"]
    assert [row[0] for row in rows][-1] == "All"
    assert table.span.of(WRAPPED).startswith("Burglary") and table.span.of(WRAPPED).endswith("10.5")


CASES = {
    "a header in one line": (
        "Area 2021/22 2022/23 % change\nUpton 12 15 25.0\nWeston 8 6 -25.0\nAll 20 21 5.0\n",
        ["Area", "2021/22", "2022/23", "% change"],
        [["Upton", "12", "15", "25.0"], ["Weston", "8", "6", "-25.0"], ["All", "20", "21", "5.0"]],
    ),
    "a header of years that looks like a row": (
        "Service 2019 2020 2021\nHousing 12 15 9\nWaste and recycling 101 98 77\nPlanning 3 4 5\n",
        ["Service", "2019", "2020", "2021"],
        [["Housing", "12", "15", "9"], ["Waste and recycling", "101", "98", "77"], ["Planning", "3", "4", "5"]],
    ),
    "rows labelled with years": (
        "Year Fatal Serious Slight\n2015 1 12 80\n2016 0 9 77\n2017 2 14 91\n",
        ["Year", "Fatal", "Serious", "Slight"],
        [["2015", "1", "12", "80"], ["2016", "0", "9", "77"], ["2017", "2", "14", "91"]],
    ),
    "labels wrapped over two lines": (
        "Category Recorded Change\nTheft and handling\nstolen goods 800 -5.4\nRobbery 75 -24.0\n"
        "Violence with\ninjury 655 -11.9\n",
        ["Category", "Recorded", "Change"],
        [["Theft and handling stolen goods", "800", "-5.4"], ["Robbery", "75", "-24.0"]]
        + [["Violence with injury", "655", "-11.9"]],
    ),
    "a group heading between rows": (
        "Item Budget Actual\nPeople\nSalaries £1,200 £1,150\nTraining £80 £95\nPlaces\nRent £400 £400\nRepairs £20 £61\n",
        ["Item", "Budget", "Actual"],
        [["Salaries", "£1,200", "£1,150"], ["Training", "£80", "£95"], ["Places", "", ""]]
        + [["Rent", "£400", "£400"], ["Repairs", "£20", "£61"]],
    ),
    "a date, an amount and words after them": (
        "Payments Date Amount Power\nMowing (June)   15.07.2021 £588.00  OSA 1906: s10\n"
        "Insurance 16.07.2021 £469.19\nHedge\ncutting\n17.07.2021 £20.00 LGA 1972:\ns. 143\n",
        ["Payments", "Date", "Amount", "Power"],
        [["Mowing (June)", "15.07.2021", "£588.00", "OSA 1906: s10"], ["Insurance", "16.07.2021", "£469.19", ""]]
        + [["Hedge cutting", "17.07.2021", "£20.00", "LGA 1972: s. 143"]],
    ),
    "a date before the label": (
        "Date   Payee   For   Amount\n26/01/18 Ann Lee   salary    £82.00\n  Jo Bull  plaques   £16.00\n"
        "27/01/18 Sam Hill   paint   £1,016.50\n",
        ["Date", "Payee", "For", "Amount"],
        [["26/01/18", "Ann Lee", "salary", "£82.00"], ["", "Jo Bull", "plaques", "£16.00"]]
        + [["27/01/18", "Sam Hill", "paint", "£1,016.50"]],
    ),
    "one column of amounts": (
        "Source Amount\nCounty grant £12,000\nPolice and Crime Commissioner £8,500\nReserves £1,250\n",
        ["Source", "Amount"],
        [["County grant", "£12,000"], ["Police and Crime Commissioner", "£8,500"], ["Reserves", "£1,250"]],
    ),
    "Markdown": (
        "| Month | Visits | Change |\n|---|---:|:-:|\n| April | 1,200 | -3% |\n| May \\| June |  | 4% |\n",
        ["Month", "Visits", "Change"],
        [["April", "1,200", "-3%"], ["May \\| June", "", "4%"]],
    ),
    "tabs": (
        "Meeting\tItems\t\nSummer (July)\tRefresh of the plan\tTerms of reference\nWinter\tTo be agreed\t\n",
        ["Meeting", "Items", ""],
        [["Summer (July)", "Refresh of the plan", "Terms of reference"], ["Winter", "To be agreed", ""]],
    ),
    "words set in columns": (
        "Name            Ward          Role\nJohn Smith      Northgate     Chair\n"
        "Ann Lee         Southgate     Vice-Chair\nRaj Patel       Westgate      Member\n",
        ["Name", "Ward", "Role"],
        [["John Smith", "Northgate", "Chair"], ["Ann Lee", "Southgate", "Vice-Chair"]] + [["Raj Patel", "Westgate", "Member"]],
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("before", ["", "Table 4: what the table shows\n\n"])
def test_each_form_of_table(name: str, before: str) -> None:
    text, header, rows = CASES[name]
    table = only(before + text)
    found = words(table)
    if name == "a group heading between rows":  # "People" stands above the first row and belongs to the header
        assert [row for row in found[1]] == rows
        return
    assert found == ([header], rows)
    assert table.caption == before.strip()


def test_columns_of_figures_keep_their_empty_cells_and_numbers_in_labels() -> None:
    text = (
        "Service                 Budget    Actual   Variance\n"
        "                          £000      £000       £000\n"
        "Aged 18 - 24             1,200     1,150       (50)\n"
        "Aged 25 - 64               800                (800)\n"
        "Parks and open spaces      310       325         15\n"
    )
    header, rows = words(only(text))
    assert header == [["Service", "Budget", "Actual", "Variance"], ["", "£000", "£000", "£000"]]
    assert rows[0] == ["Aged 18 - 24", "1,200", "1,150", "(50)"]
    assert rows[1] == ["Aged 25 - 64", "800", "", "(800)"]


def test_a_table_goes_on_over_a_page_and_its_furniture() -> None:
    first = "Ward report\nNumbers by ward\nWard 2020 2021\nAsh 1 2\nBirch 3 4\n\n\n\n\nPage 1\n"
    second = "Ward report\n\n\n\nCedar 5 6\nElm 7 8\nPage 2\n"
    text = first + second
    pages = (Page(1, Span(0, len(first))), Page(2, Span(len(first), len(text))))
    table = only(text, pages)
    assert words(table)[1] == [["Ash", "1", "2"], ["Birch", "3", "4"], ["Cedar", "5", "6"], ["Elm", "7", "8"]]
    assert table.page == 1


def test_two_tables_of_one_width_stay_two() -> None:
    one = "Area 2020 2021\nAsh 1 2\nBirch 3 4\nElm 7 8\n"
    tables = find_tables("Thefts by area\n" + one + "\nFires by area\n" + one)
    assert [table.caption for table in tables] == ["Thefts by area", "Fires by area"]
    assert [len(table.rows) for table in tables] == [3, 3]
    assert tables[0].span.end <= tables[1].span.start


def test_a_header_that_cannot_be_dealt_out_is_not_guessed() -> None:
    table = only("Paid since May\nPayee Detail Total £s VAT Comments\nAnn Lee Salary 126.29 0.0\nUnity Charges 18.00 0.0\n")
    assert table.header == () or words(table)[0][0][1] not in ("Detail", "VAT", "Comments")
    assert words(table)[1] == [["Ann Lee Salary", "126.29", "0.0"], ["Unity Charges", "18.00", "0.0"]]


def test_a_line_with_gaps_above_a_whole_header_is_no_part_of_it() -> None:
    text = "Prop:  AL       2nd: JB\nPayments Date Amount Power\nMowing 15/07/14 £50.00 Act s. 1\nSeat 16/07/14 £5.00\n"
    assert words(only(text))[0] == [["Payments", "Date", "Amount", "Power"]]


def test_one_row_under_names_that_are_no_header_is_no_table() -> None:
    assert find_tables("Ann\nSharman\nGem stickers 15.98 2.66\n") == ()


def test_only_the_part_asked_for_is_read() -> None:
    one = "Area 2020 2021\nAsh 1 2\nBirch 3 4\nElm 7 8\n"
    text = one + "\nSome prose stands between the two of them here.\n\n" + one
    tables = find_tables(text, within=Span(len(one), len(text)))
    assert len(tables) == 1 and tables[0].span.start > len(one)


NOT_TABLES = {
    "prose": "The number of offences fell from 2,610 to 2,420, which is a drop of\n190 or 7.3 per cent on the year, "
    "when the total was 2,610 and\nin the year before that it was some 2,000. The rate was 11.2\nper 1,000 people and "
    "in 2018 it had been 12.5\nagainst an average of 10.9 13.4\n",
    "contents": "Apologies for absence 1\nDeclarations of interest 3\nMinutes of the last meeting 5 - 12\n"
    "Crime report 13\nAny other business 14\n",
    "an address": "Civic Centre\n12 High Street\nUpton UP1 1DR\nTel: 01322 343434\nFax: 01322 343422\nRoom 12\n",
    "figures before dashes": "Referrals:\n17 – Refuge\n23 – Police\n4 – Housing\n",
    "figures after dashes": "Referrals\nRefuge – 17\nPolice – 23\nHousing – 4\n",
    "bullets": "• Self 12\n• Health 9\n• Other 3\n",
    "dates": "Dates of meetings\nPlanning 12 March 2019\nCouncil 14 April 2019\nCabinet 15 May 2019\n",
    "numbered items": "1. Apologies\n2. Minutes of 14 May 2019\n3. Report 12\n4. Report 13\n5. Report 14\n",
    "attendance": "Present:    Members of the Public:   Apologies:\nAnn Lee (AL) CHAIR  Di Stone    Kay Draper\n"
    "Bo May (BM)   Jo Hill    Al Ford\n",
    "phone numbers": "Mobile: 07989 398 838\nOffice: 1800 278 278.\nThe line is open on 1800 278 278\n",
}


@pytest.mark.parametrize("name", NOT_TABLES)
def test_what_only_looks_like_a_table_is_none(name: str) -> None:
    assert find_tables(NOT_TABLES[name]) == ()


@pytest.mark.parametrize("word", ["2015123", "5a6", "12x24", "07989", "1.2.3", "25,00x"])
def test_a_word_that_holds_digits_is_no_value(word: str) -> None:
    assert atom_of(word) is None or word == "2015123" and atom_of(word) is Atom.NUMBER


def test_nothing_in_nothing_out() -> None:
    assert find_tables("") == () == find_tables("\n\n \n") == find_tables("one line")


@pytest.mark.parametrize(
    "line",
    ["Ward 12 13\n", "x\n", "12\n", "a  b\n", "| a | b\n", "a\tb\n", "Sum £12\n", "Of Ward 3\n", "12/03/19 £4\n"],
)
def test_long_texts_take_linear_time(line: str) -> None:
    began = time.process_time()
    find_tables(line * 20_000)
    assert time.process_time() - began < 60  # a second or two; what grows with the square takes many minutes
