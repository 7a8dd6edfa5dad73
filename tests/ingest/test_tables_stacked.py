"""Headers of plain text that are written one short line under another: told by the values under them."""

from __future__ import annotations

import pytest

from assistant.ingest.tables import find_tables
from assistant.records import Table

_PATROLS = """Table 4.2 Litter patrols by estate

Estate
Patrols
2019-20
Patrols
2020-21
Change in
number
of patrols
% change
Fines per
1,000 homes
2020-21
Ashdene 210 231 21 10.0 4.2
Brook Row 1,040 988 -52 -5.0 11.7
Cold Well 96 60 -36 -37.5 0.8
Dell 400 410 +10 2.5 3.9
All estates 1,746 1,689 -57 -3.3 5.5
"""
_PERMITS = """Permits issued by zone
Zone
2021
2022
Difference
Zone A 300 321 21
Zone B 120 100 -20
Zone C 55 61 6
Zone D 80 72 -8
"""
_SHARES = """Repairs by trade

Trade
Jobs
ordered
Jobs
completed
Completed
in time (%)
Plumbing 540 512 81
Roofing 77 60 64
Glazing 133 131 97
"""
_UNCLEAR = """Repairs by trade

Trade
Ordered
Begun
Ended
Paid
Closed
Plumbing 540 512 481
Roofing 77 60 64
Glazing 133 131 97
"""


def only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


@pytest.mark.parametrize(
    ("text", "caption", "header"),
    [
        (
            _PATROLS,
            "Table 4.2 Litter patrols by estate",
            ["Estate", "Patrols 2019-20", "Patrols 2020-21", "Change in number of patrols", "% change",
             "Fines per 1,000 homes 2020-21"],
        ),
        (_PERMITS, "Permits issued by zone", ["Zone", "2021", "2022", "Difference"]),
        (_SHARES, "Repairs by trade", ["Trade", "Jobs ordered", "Jobs completed", "Completed in time (%)"]),
        (_PATROLS.replace("estate\n\nEstate", "estate\nEstate"), "Table 4.2 Litter patrols by estate",
         ["Estate", "Patrols 2019-20", "Patrols 2020-21", "Change in number of patrols", "% change",
          "Fines per 1,000 homes 2020-21"]),
        (_PATROLS.replace("% change", "%\nchange").replace("Change in\nnumber\nof patrols", "Change"),
         "Table 4.2 Litter patrols by estate",
         ["Estate", "Patrols 2019-20", "Patrols 2020-21", "Change", "% change", "Fines per 1,000 homes 2020-21"]),
    ],
)  # fmt: skip
def test_the_grouping_that_fits_the_values_is_the_header(text: str, caption: str, header: list[str]) -> None:
    table = only(text)
    assert [[cell.text for cell in row] for row in table.header] == [header]
    assert table.caption == caption
    assert all(cell.span and " ".join(cell.span.of(text).split()) == cell.text for cell in table.header[0])


def test_a_header_that_could_be_parted_in_several_ways_is_left_unknown() -> None:
    table = only(_UNCLEAR)
    assert table.header == ()
    assert table.caption == "Repairs by trade"
    assert len(table.rows) == 3


def test_a_row_whose_label_ends_with_a_letter_is_a_row() -> None:
    assert [row[0].text for row in only(_PERMITS).rows] == ["Zone A", "Zone B", "Zone C", "Zone D"]
