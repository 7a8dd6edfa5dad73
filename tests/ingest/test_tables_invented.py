"""Invented tables of other councils in every format: each is read cell by cell, header by header."""

# ruff: noqa: E501 (tables stand in the lines they are printed in)

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Table

Rows = list[list[str]]


def grid(lines: str) -> Rows:
    """Return the cells of lines with bars."""
    return [[cell.strip() for cell in line.split("|")] for line in lines.strip("\n").splitlines()]


def tables_of(path: Path) -> tuple[Table, ...]:
    """Return the tables of a file, each cell's span checked against the stored text."""
    document = parse(read(path), path.name, "0" * 64)
    for table in document.tables:
        for row in (*table.header, *table.rows):
            assert len(row) == len(table.rows[0])
            for cell in row:
                said = " ".join(cell.span.of(document.text).split()) if cell.span else ""
                assert said == cell.text
    return document.tables


def told(table: Table) -> tuple[Rows, Rows]:
    return [[cell.text for cell in row] for row in table.header], [[cell.text for cell in row] for row in table.rows]


def written(tmp_path: Path, name: str, text: str) -> tuple[Table, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return tables_of(path)


def typeset(path: Path, flow: Callable[[], Sequence[Any]]) -> None:
    """Typeset a PDF of A4 pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(list(flow()))


def ruled(rows: Rows, *more: tuple[Any, ...], wrap: bool = False, repeat: int = 0, widths: Sequence[float] | None = None) -> Any:  # noqa: ANN401
    """Return a table for a PDF, every cell ruled."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, Table, TableStyle

    plain = getSampleStyleSheet()["BodyText"]
    cells = [[Paragraph(cell, plain) for cell in row] for row in rows] if wrap else rows
    return Table(cells, widths, repeatRows=repeat, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *more]))


def words(text: str) -> Any:  # noqa: ANN401
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    return Paragraph(text, getSampleStyleSheet()["BodyText"])


PROSE = "The Committee considered the report of the Head of Streets and asked how the figures had been gathered."

RECYCLING = """
Ward | Tonnes 2021/22 | Tonnes 2022/23 | Change | % change
Elmfield | 1,204 | 1,310 | 106 | 8.8%
Northgate and St. Olave's | 986 | 944 | (42) | -4.3%
Quayside | n/a | 512 | - | n/a
Total | 2,190 | 2,766 | 576 | 26.3%
"""
ACTIONS = """
Ref | Action agreed | Owner | Due
24/07 | Write to the county about the closed footbridge and report the reply to the next meeting | Clerk | 12 May 2024
24/08 | Obtain three quotations for the clearance of the ditch beside Mill Lane | Cllr Ashby | June
24/11 | Circulate the draft lettings policy, with the comments of the tenants | Clerk and Cllr Venn | June
"""
AGES = """
Age group | 2019 | 2020 | 2021
16-24 | 412 | 388 | 401
25-34 | 1,034* | 998 | 1,012
65+ | 77 | 81 | 90
"""


def test_pdf_ruled_with_brackets_dashes_and_a_total(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), words("Table 2: Household recycling by ward"), ruled(grid(RECYCLING)), words(PROSE)])
    (table,) = tables_of(path)
    assert told(table) == ([grid(RECYCLING)[0]], grid(RECYCLING)[1:])
    assert table.caption == "Table 2: Household recycling by ward"
    assert table.page == 1


def test_pdf_ruled_with_shortenings_in_its_header(tmp_path: Path) -> None:
    rows = grid(
        "Area | Apr-Sep 20 | Apr-Sep 21 | % change | Per 1,000 hhlds.\nCorvale | 1,034 | 987 | -4.5 | 25.8\nWick | 402 | 385 | -4.2 | 17"
    )
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), ruled(rows, wrap=True), words(PROSE)])
    (table,) = tables_of(path)
    assert told(table) == ([rows[0]], rows[1:])


def test_pdf_ruled_action_list_with_cells_of_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), ruled(grid(ACTIONS), wrap=True, widths=[50, 190, 90, 80]), words(PROSE)])
    (table,) = tables_of(path)
    assert told(table) == ([grid(ACTIONS)[0]], grid(ACTIONS)[1:])


def test_pdf_ruled_over_three_pages_with_its_header_repeated(tmp_path: Path) -> None:
    rows = [["Parish", "Electors", "Turnout"], *([f"Parish {n}", f"{1000 + n:,}", f"{n % 60}.5%"] for n in range(1, 101))]
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), ruled(rows, repeat=1), words(PROSE)])
    (table,) = tables_of(path)
    assert told(table) == ([rows[0]], rows[1:])


def test_pdf_two_ruled_tables_on_a_page_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    flow = lambda: [words("Payments"), ruled(grid(AGES)), words("Receipts"), ruled(grid(AGES)[:3]), words(PROSE)]  # noqa: E731
    typeset(path, flow)
    first, second = tables_of(path)
    assert (told(first)[1], told(second)[1]) == (grid(AGES)[1:], grid(AGES)[1:3])
    assert (first.caption, second.caption) == ("Payments", "Receipts")


def test_pdf_ruled_with_columns_under_spanning_heads(tmp_path: Path) -> None:
    rows = grid("""
Service | Budget £000 | | Actual £000 |
 | 2022/23 | 2023/24 | 2022/23 | 2023/24
Libraries | 1,200 | 1,150 | 1,216 | 1,148
Parks and open spaces | 845 | 860 | (12) | 861
Highways | 3,050 | 3,400 | 3,120 | 3,377
""")
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), ruled(rows, ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))), words(PROSE)])
    (table,) = tables_of(path)
    header, body = told(table)
    assert body == rows[2:]
    assert [list(filter(None, column)) for column in zip(*header, strict=True)] == [
        ["Service"], ["Budget £000", "2022/23"], ["Budget £000", "2023/24"], ["Actual £000", "2022/23"], ["Actual £000", "2023/24"],
    ]  # fmt: skip


def test_pdf_with_words_underlined_and_the_header_shaded(tmp_path: Path) -> None:
    rows = [[f"<u>{cell}</u>" if at else cell for at, cell in enumerate(row)] for row in grid(AGES)]
    path = tmp_path / "a.pdf"
    shaded = ("BACKGROUND", (0, 0), (-1, 0), "lightgrey")
    typeset(path, lambda: [words(f"<u>{PROSE}</u>"), ruled(rows, shaded, wrap=True), words(f"<u>{PROSE}</u>")])
    (table,) = tables_of(path)
    assert told(table) == ([grid(AGES)[0]], grid(AGES)[1:])


def test_pdf_a_frame_round_prose_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), ruled([[PROSE], ["Recommended: that the report be noted."]], wrap=True), words(PROSE)])
    assert tables_of(path) == ()


def test_pdf_without_rulings(tmp_path: Path) -> None:
    from reportlab.platypus import Table as Set

    path = tmp_path / "a.pdf"
    typeset(path, lambda: [words(PROSE), words("Household recycling by ward"), Set(grid(RECYCLING)), words(PROSE)])
    (table,) = tables_of(path)
    assert told(table) == ([grid(RECYCLING)[0]], grid(RECYCLING)[1:])


def test_docx_with_cells_merged_across_and_down(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(PROSE)
    held = document.add_table(rows=5, cols=4)
    rows = grid("""
Directorate | Sickness days | | Target
 | 2022 | 2023 |
Adults | 9.4 | 8.8 | 8.0
Adults | 10.1 | 9.9 | 8.0
Place | 7.2 | 7.5 | 6.5
""")
    for row, cells in zip(held.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    held.cell(0, 1).merge(held.cell(0, 2))
    held.cell(0, 1).text = "Sickness days"
    held.cell(2, 0).merge(held.cell(3, 0))
    held.cell(2, 0).text = "Adults"
    document.save(str(tmp_path / "a.docx"))
    (table,) = tables_of(tmp_path / "a.docx")
    whole = [[cell.text for cell in row] for row in (*table.header, *table.rows)]
    # What a merged cell covers counts as filled with it, or is left empty: never another cell's words.
    expected = [*rows[:3], ["", *rows[3][1:]], rows[4]]
    assert [[a for a, b in zip(ours, theirs, strict=True) if b] for ours, theirs in zip(whole, expected, strict=True)] == [
        list(filter(None, row)) for row in expected
    ]


def test_docx_a_list_set_in_a_table_is_none(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(PROSE)
    for rows in (
        [["1.", "that the report be noted"], ["2.", "that officers write to the county"]],
        [["Cllr Ashby", "Clerk"], ["Cllr Venn", ""], ["Cllr Oyelaran", ""]],
    ):
        held = document.add_table(rows=len(rows), cols=2)
        for row, cells in zip(held.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph(PROSE)
    document.save(str(tmp_path / "a.docx"))
    assert tables_of(tmp_path / "a.docx") == ()


def test_html_with_spans_and_a_caption(tmp_path: Path) -> None:
    rows = """<table><caption>Parking income, £000</caption>
<thead><tr><th rowspan=2>Car park</th><th colspan=2>2022/23</th><th>2023/24</th></tr>
<tr><th>Budget</th><th>Actual</th><th>Actual</th></tr></thead>
<tbody><tr><td>Castle Street</td><td>120</td><td>131.5</td><td>140</td></tr>
<tr><td>Market Place</td><td>88</td><td>(4.0)</td><td>91</td></tr></tbody></table>"""
    (table,) = written(tmp_path, "a.html", f"<html><body><p>{PROSE}</p>{rows}<p>{PROSE}</p></body></html>")
    header, body = told(table)
    assert body == [["Castle Street", "120", "131.5", "140"], ["Market Place", "88", "(4.0)", "91"]]
    assert [" ".join(filter(None, dict.fromkeys(c))) for c in zip(*header, strict=True)][1:] == [
        "2022/23 Budget",
        "2022/23 Actual",
        "2023/24 Actual",
    ]
    assert table.caption == "Parking income, £000"


def test_markdown_with_footnote_marks(tmp_path: Path) -> None:
    rows = "| Ward | 2021 | 2022 |\n|---|--:|--:|\n| Elmfield | 1,234* | 12 (r) |\n| Quayside | - | 9† |\n"
    (table,) = written(tmp_path, "a.md", f"# Fly-tipping\n\n{PROSE}\n\n{rows}\n\\* provisional\n")
    assert told(table) == ([["Ward", "2021", "2022"]], [["Elmfield", "1,234*", "12 (r)"], ["Quayside", "-", "9†"]])


def test_csv_with_a_title_and_semicolons(tmp_path: Path) -> None:
    text = "Complaints by stage;;\n\nStage;2022-23;2023-24\nStage 1;210;198\nOmbudsman;7;n/a\n"
    (table,) = written(tmp_path, "a.csv", text)
    assert told(table) == ([["Stage", "2022-23", "2023-24"]], [["Stage 1", "210", "198"], ["Ombudsman", "7", "n/a"]])


def test_xlsx_with_two_blocks_and_formats(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Rents"],
        ["Estate", "Homes", "Arrears"],
        ["Priory", 1250, 0.0425],
        ["Weir", 310, 0.06],
        [],
        ["Fund", "Balance"],
        ["General", -12.5],
    ):
        sheet.append(row)
    for cell in ("C3", "C4"):
        sheet[cell].number_format = "0.0%"
    sheet["B3"].number_format = "#,##0"
    sheet["B7"].number_format = "£#,##0.00"
    book.save(tmp_path / "a.xlsx")
    first, second = tables_of(tmp_path / "a.xlsx")
    assert told(first) == ([["Estate", "Homes", "Arrears"]], [["Priory", "1,250", "4.2%"], ["Weir", "310", "6.0%"]])
    assert first.caption == "Rents"
    assert told(second) == ([["Fund", "Balance"]], [["General", "£-12.50"]])


PLAIN = {
    "a header over four lines": (
        "Visits to leisure centres\n\nCentre\nVisits\n2021/22\nVisits\n2022/23\n% change\nAquapark 41,200 45,320 10.0\n"
        "Castle Gym 9,870 9,382 -4.9\nOld Mill Hall 1,000 1,100 10.0\nTotal 52,070 55,802 7.2\n",
        "Centre | Visits 2021/22 | Visits 2022/23 | % change",
        "Aquapark | 41,200 | 45,320 | 10.0\nCastle Gym | 9,870 | 9,382 | -4.9\nOld Mill Hall | 1,000 | 1,100 | 10.0\n"
        "Total | 52,070 | 55,802 | 7.2",
    ),
    "sub-rows with dashes": (
        "Licences issued by type\n\nLicence Apr-Jun 22 Apr-Jun 23 No. change % change\nPremises 40 44 4 10.0\n- Pubs 25 24 -1 -4.0\n"
        "- Shops 15 20 5 33.3\nTaxis 0 3 3 n/a\n",
        "Licence | Apr-Jun 22 | Apr-Jun 23 | No. change | % change",
        "Premises | 40 | 44 | 4 | 10.0\n- Pubs | 25 | 24 | -1 | -4.0\n- Shops | 15 | 20 | 5 | 33.3\nTaxis | 0 | 3 | 3 | n/a",
    ),
    "labels with digits, in columns by blanks": (
        "Residents by age\n\nAge group        2019     2020     2021\n16-24             412      388      401\n"
        "25-34           1,034      998    1,012\n65+                77       81       90\n",
        "Age group | 2019 | 2020 | 2021",
        "16-24 | 412 | 388 | 401\n25-34 | 1,034 | 998 | 1,012\n65+ | 77 | 81 | 90",
    ),
    "pounds with negatives in brackets": (
        "Revenue outturn\n\nService           Budget      Outturn     Variance\n                    £000         £000         £000\n"
        "Libraries          1,200        1,216           16\nParks                845          803         (42)\n"
        "Total              2,045        2,019         (26)\n",
        "Service | Budget £000 | Outturn £000 | Variance £000",
        "Libraries | 1,200 | 1,216 | 16\nParks | 845 | 803 | (42)\nTotal | 2,045 | 2,019 | (26)",
    ),
    "payments with dates and words after them": (
        "Payments approved\n\nDate        Payee                 Amount      Power\n03/04/2024  Hollow Oak Trees      £1,240.00   LGA 1972 s.111\n"
        "17/04/2024  B. Sorley             £86.50      LGA 1972 s.112\n30/04/2024  Weald Water           £12.00      OSA 1906 s.10\n",
        "Date | Payee | Amount | Power",
        "03/04/2024 | Hollow Oak Trees | £1,240.00 | LGA 1972 s.111\n17/04/2024 | B. Sorley | £86.50 | LGA 1972 s.112\n"
        "30/04/2024 | Weald Water | £12.00 | OSA 1906 s.10",
    ),
    "a caption below": (
        "Library        Loans 2022    Loans 2023\nCentral            12,345        13,001\nEastwick            4,020*        3,918\n"
        "Mobile                310          (r)\n\nTable 4: Loans by library\n",
        "Library | Loans 2022 | Loans 2023",
        "Central | 12,345 | 13,001\nEastwick | 4,020* | 3,918\nMobile | 310 | (r)",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_text(name: str, tmp_path: Path) -> None:
    text, header, body = PLAIN[name]
    (table,) = written(tmp_path, "a.txt", f"{PROSE}\n\n{text}\n{PROSE}\n")
    heads, rows = told(table)
    assert [" ".join(filter(None, column)) for column in zip(*heads, strict=True)] == grid(header)[0]
    assert rows == grid(body)


NONE = {
    "attendance": "Present:      Councillor A. Ashby (Chair)\n              Councillor B. Venn\n              Councillor C. Oyelaran\n"
    "Officers:     D. Sorley, Clerk\n",
    "an address": "Town Hall                      Telephone 01234 567890\n12 High Street                 Fax 01234 567891\n"
    "Oldtown OT1 2AB                clerk@oldtown.example\n",
    "agenda numbering": "1. Apologies 1\n2. Minutes of the last meeting 3\n3. Declarations of interest 9\n4. Budget monitoring 11\n",
    "prose in two columns": "The council met at seven and       the chair thanked members for\nheard from the clerk about         "
    "their work through the winter,\nthe closed footbridge, which       and the meeting rose at nine.\n",
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_table(name: str, tmp_path: Path) -> None:
    assert written(tmp_path, "a.txt", f"{PROSE}\n\n{NONE[name]}\n{PROSE}\n") == ()
