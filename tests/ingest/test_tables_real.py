"""The tables of real PDFs and DOCX: their shape, and the headings and figures that were checked against the printed pages.

``known_wrong`` of a table lists the cells (row, column) that the review found wrong: no fact may be claimed of one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.ingest.parse import parse
from assistant.ingest.readers import read

RECORDS = Path(__file__).parents[2] / ".." / "shared" / "records-real"
GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "tables-real.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_tables_of_a_real_record(name: str) -> None:
    path = RECORDS / name
    if not path.is_file():
        pytest.skip("the real records are not beside the repository")
    tables = parse(read(path), path.name, "0" * 64).tables
    shown = []
    for table, wanted in zip(tables, GOLDEN[name], strict=True):
        assert not {(row, column) for row, column, _ in wanted["facts"]} & {(r, c) for r, c in wanted.get("known_wrong", [])}
        rows = (*table.header, *table.rows)
        filled = sum(bool(cell.text) for row in rows for cell in row)
        facts = [[row, column, rows[row][column].text] for row, column, _ in wanted["facts"]]
        shape = {"page": table.page, "header": len(table.header), "rows": len(table.rows), "columns": len(rows[0])}
        shown.append({**shape, "filled": filled, "facts": facts})
    assert shown == [{key: held for key, held in wanted.items() if key != "known_wrong"} for wanted in GOLDEN[name]]
