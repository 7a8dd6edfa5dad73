"""What tables of several formats keep: their caption, one table over two pages, headings over others, plain words."""

# ruff: noqa: E501 (tables stand in the lines they are printed in)

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.figures.disagree import disagreements
from assistant.ingest.figures import find_oddities, sheets_of
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.ingest.tables import find_tables
from assistant.records import Document


def written(tmp_path: Path, name: str, text: str) -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = parse(read(path), name, "0" * 64)
    for table in document.tables:
        for cell in (cell for row in (*table.header, *table.rows) for cell in row if cell.span):
            assert " ".join(cell.span.of(document.text).split()) == cell.text if cell.span else False
    return document


_ROLL = """Table 7: Calls attended by crew 2020/21
Crew Calls due Calls made Share (%)
Crew Amber 14 13 93%
Crew Birch 12 9 75%
Crew Cobalt 20 20 100%
"""


def test_a_table_goes_on_over_the_page_where_its_header_is_printed_again(tmp_path: Path) -> None:
    again = "Crew Calls due Calls made Share (%)\nCrew Dun 10 5 50%\nCrew Ebony 8 8 100%\nCrew Fawn 4 3 75%\n"
    text = f"MARSHWICK COUNCIL\n{_ROLL}\nPage 1 of 2\n\fMARSHWICK COUNCIL\n{again}\nPage 2 of 2\n"
    (table,) = written(tmp_path, "roll.txt", text).tables
    assert [row[0].text for row in table.rows] == [f"Crew {name}" for name in ("Amber", "Birch", "Cobalt", "Dun", "Ebony", "Fawn")]
    assert table.caption == "Table 7: Calls attended by crew 2020/21"


def test_tables_of_two_captions_stay_two(tmp_path: Path) -> None:
    again = _ROLL.replace("Table 7: Calls attended by crew 2020/21", "Table 8: Calls attended by crew 2021/22").replace("Crew ", "Team ")
    text = f"MARSHWICK COUNCIL\n{_ROLL}\nPage 1 of 2\n\fMARSHWICK COUNCIL\n{again.replace('Team Calls', 'Crew Calls')}\nPage 2 of 2\n"
    assert len(written(tmp_path, "roll.txt", text).tables) == 2


def test_a_markdown_table_has_the_line_above_as_caption_and_cells_without_emphasis(tmp_path: Path) -> None:
    text = "# Minutes\n\n**Swims by pool**\n\n| Pool | 2020 | 2021 |\n|--|--:|--:|\n| Quay | 12 | 1,204 |\n| **All** | **30** | *1,500* |\n"
    (table,) = written(tmp_path, "swims.md", text).tables
    assert table.caption == "Swims by pool"
    assert [cell.text for cell in table.rows[1]] == ["All", "30", "1,500"]


def test_a_sentence_above_a_table_is_no_caption(tmp_path: Path) -> None:
    text = "# Minutes\n\nThe officer told the numbers of swims.\n\n| Pool | 2020 |\n|--|--:|\n| Quay | 12 |\n"
    assert written(tmp_path, "swims.md", text).tables[0].caption == ""


def test_a_docx_table_has_the_paragraph_above_as_caption(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_paragraph("The officer told the numbers.")
    made.add_paragraph("Table 2: Swims by pool")
    grid = made.add_table(rows=3, cols=2)
    for row, words in zip(grid.rows, (("Pool", "Swims"), ("Quay", "1,204"), ("Mere", "860")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    made.save(str(tmp_path / "swims.docx"))
    (table,) = parse(read(tmp_path / "swims.docx"), "swims.docx", "0" * 64).tables
    assert table.caption == "Table 2: Swims by pool"


def test_a_sheet_of_a_workbook_gives_its_table_the_name(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Swims by pool"
    for row in (("Pool", "Swims"), ("Quay", 1204), ("Mere", 860)):
        book.active.append(row)
    book.save(tmp_path / "swims.xlsx")
    (table,) = parse(read(tmp_path / "swims.xlsx"), "swims.xlsx", "0" * 64).tables
    assert table.caption == "Swims by pool"


def test_a_target_of_one_record_is_not_held_against_the_actual_figure_of_another(tmp_path: Path) -> None:
    head = "Indicators\n\n| Indicator | {} | {} |\n|--|--:|--:|\n"
    one = written(tmp_path, "one.md", head.format("2022/23 Target", "2022/23 Actual") + "| Swims | 500 | 480 |\n| Runs | 90 | 95 |\n")
    two = written(tmp_path, "two.md", head.format("2022/23 Actual", "2023/24 Target") + "| Swims | 480 | 510 |\n| Runs | 96 | 99 |\n")
    told = [oddity.told for _, _, oddity in disagreements([*sheets_of(one), *sheets_of(two)])]
    assert told == ["Runs, 2022/23 Actual: printed 96 here, 95 in one.md"]


def test_a_mispointed_count_under_a_stacked_header_is_told(tmp_path: Path) -> None:
    rows = "Litter 1,734 1,802 3.9\nDogs 1,356 1.187 -12.5\nNoise 1,012 1,064 5.1\nPaint 208 175 -15.9\n"
    document = written(tmp_path, "a.txt", f"Table 2 Complaints by sort\n\nSort\nComplaints\n2021-22\nComplaints\n2022-23\n% change\n{rows}")
    (odd,) = [odd for sheet in sheets_of(document) for odd in find_oddities(sheet)]
    assert odd.kind == "separator" and "1.187" in odd.told and "1,187" in odd.told


def test_columns_keep_their_name_and_have_no_period_that_is_not_theirs(tmp_path: Path) -> None:
    text = "Swims at the pools,,,,\nPool,Swims 2019,Swims 2021,Visits 2021,Lanes\nQuay,10,20,30,6\nMere,11,21,31,8\nTarn,9,19,29,4\n"
    found = {(f.measure, f.period) for f in written(tmp_path, "swims.csv", text).figures if f.area == "Quay"}
    assert found == {
        ("Swims at the pools – Swims", "2019"), ("Swims at the pools – Swims", "2021"),
        ("Swims at the pools – Visits", "2021"), ("Swims at the pools – Lanes", ""),
    }  # fmt: skip


def test_no_two_tables_share_a_line() -> None:
    rows = "Lamps lamps.         0       0\nLamps lamps.         1       7\n"
    text = f"1. Quay\nLamps lamps.         0       0\n2. Quay\n{rows}Lamps lamps          2      14\n3. Quay\n{rows}Lamps lamps.         2      14"
    tables = find_tables(text)
    assert tables
    assert all(one.span.end <= other.span.start for one, other in zip(tables, tables[1:], strict=False))
