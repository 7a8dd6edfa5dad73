"""Excel workbooks and CSV files as text with tables whose cells stand where they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import UnreadableRecord
from assistant.ingest.readers import Source, read
from assistant.records import Table


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (*table.header, *table.rows)]


def exact(source: Source) -> None:
    for table in source.tables:
        for cell in (cell for row in (*table.header, *table.rows) for cell in row if cell.span):
            assert cell.span is not None and cell.span.of(source.text) == cell.text


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Recycling"
    for row in (["Waste recycled"], [], ["District", "2021-22", "Read on"], ["North", 0.4512, date(2023, 4, 1)]):
        sheet.append(row)
    sheet["B4"].number_format = "0.0%"
    calls = book.create_sheet("Calls")
    for row in (["Month", "Calls"], ["April", 12345], ["May", 90]):
        calls.append(row)
    calls["B2"].number_format = "#,##0"
    hidden = book.create_sheet("Working")
    hidden.sheet_state = "hidden"
    hidden.append(["secret", 1])
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_workbook_shows_its_figures_as_formatted(workbook: Path) -> None:
    source = read(workbook)
    assert [words(table) for table in source.tables] == [
        [["District", "2021-22", "Read on"], ["North", "45.1%", "1 April 2023"]],
        [["Month", "Calls"], ["April", "12,345"], ["May", "90"]],
    ]
    assert [heading.span.of(source.text) for heading in source.headings] == ["Recycling", "Calls"]
    assert "secret" not in source.text
    assert len(source.tables[0].header) == 1
    exact(source)


@pytest.mark.parametrize("text", ['Ward,2021-22\nEast,"1,204"\nPark,811\n', "Ward;2021-22\nEast;1,204\nPark;811\n"])
def test_a_csv_file_is_one_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    source = read(tmp_path / "a.csv")
    assert [words(table) for table in source.tables] == [[["Ward", "2021-22"], ["East", "1,204"], ["Park", "811"]]]
    assert len(source.tables[0].header) == 1
    exact(source)


def test_blank_lines_part_tables_and_a_lone_cell_names_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Fines,,\nWard,A,B\nEast,1,2\n,,\nVisits,,\nSite,C,D\nPool,3,4\n", "utf-8")
    assert [table.caption for table in read(tmp_path / "a.csv").tables] == ["Fines", "Visits"]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(UnreadableRecord, match="damaged Excel"):
        read(tmp_path / "a.xlsx")
