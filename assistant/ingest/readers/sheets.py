"""Excel workbooks and CSV files: each block of filled rows is a table, a line of text a row, cells parted by tabs."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from assistant.errors import EncryptedRecord, UnreadableRecord
from assistant.ingest.readers.draft import Draft, sensible_title
from assistant.ingest.readers.encoding import decode
from assistant.ingest.readers.model import Raw, Source

_DELIMITERS = ",;\t|"


def read_csv(raw: Raw) -> Source:
    """Return the rows of a file of separated values as a table, more than one where blank lines part them.

    Raises:
        UnreadableRecord: No rows of cells can be made out.
    """
    text = decode(raw.data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[: 1 << 16], _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.reader(StringIO(text), dialect))
    except csv.Error as error:
        raise UnreadableRecord(f"{raw.name}: is not a readable CSV file ({error}); save it again as CSV or XLSX") from error
    draft = Draft(raw)
    _add_blocks(draft, rows)
    return draft.source("csv", "")


def read_xlsx(raw: Raw) -> Source:
    """Return every visible sheet of a workbook under its name, figures as they are shown.

    Raises:
        EncryptedRecord: A password is needed.
        UnreadableRecord: The file is damaged.
    """
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(raw.data), read_only=True, data_only=True)
            draft = Draft(raw)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
                    if any(map(any, rows)):
                        draft.line(sheet.title, 1)
                        _add_blocks(draft, rows)
            title = sensible_title(book.properties.title)
            book.close()
    except (UnreadableRecord, EncryptedRecord):
        raise
    # openpyxl lets KeyError, ValueError, BadZipFile and XML errors out of damaged files.
    except Exception as error:
        raise UnreadableRecord(f"{raw.name}: is a damaged Excel workbook; save it again, or as CSV or PDF") from error
    return draft.source("xlsx", title)


def _shown(cell: Any) -> str:  # noqa: ANN401 (openpyxl has no types)
    """Return a cell as a reader of the sheet sees it: percentages, thousands and dates as formatted."""
    value, form = cell.value, str(getattr(cell, "number_format", "") or "")
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    shown, places = form.split(";")[0], _places(form)
    if "%" in shown:
        return f"{value * 100:.{places}f}%"
    grouped = "," if "," in shown or "#" in shown else ""
    digits = f"{value:{grouped}.{places}f}" if "0" in shown and shown != "General" else f"{value:.10g}"
    return f"£{digits}" if "£" in shown else digits


def _places(form: str) -> int:
    """Return how many decimals a number format shows."""
    first = form.split(";")[0]
    return len(first.partition(".")[2].rstrip("%_) ").replace('"', "")) if "." in first else 0


def _add_blocks(draft: Draft, rows: Sequence[Sequence[str]]) -> None:
    """Add each run of rows between blank rows: lines of one cell above it as text, the rest as a table."""
    for block in _blocks(rows):
        titles = 0
        while titles < len(block) and sum(map(bool, block[titles])) == 1:
            titles += 1
        draft.gap()
        for row in block[:titles]:
            draft.line(" ".join("".join(row).split()))
        caption = " ".join(" ".join("".join(row).split()) for row in block[:titles])
        draft.table(_trimmed(block[titles:]), caption=caption)


def _blocks(rows: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    for row in [*rows, []]:
        cells = [cell.strip() for cell in row]
        if any(cells):
            block.append(cells)
        elif block:
            yield block
            block = []


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without the columns that are empty throughout."""
    width = max(map(len, rows), default=0)
    full = [row + [""] * (width - len(row)) for row in rows]
    kept = [c for c in range(width) if any(row[c] for row in full)]
    return [[row[c] for c in kept] for row in full]
