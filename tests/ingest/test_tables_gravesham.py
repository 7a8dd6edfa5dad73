"""The four tables of the Gravesham report, cell by cell (names and figures cut from the report's lines by position)."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ingest.tables import find_tables

RECORD = Path(__file__).parents[2] / ".." / "shared" / "records" / "gravesham-mid-year-performance-report-2019-20.txt"

GOLDEN = [
    (
        "Kent Police Recorded Crime – Kent and Medway Comparisons Total Crime - Apr-Aug 2018 and Apr-Aug 2019",
        "Area | Apr-Aug 18 | Apr-Aug 19 | % change | Per 1,000 popn.",
        """
Ashford | 5,878 | 5,250 | -10.7 | 40.6
Canterbury | 7,286 | 6,702 | -8.0 | 40.7
Dartford | 6,028 | 5.687 | -5.6 | 51.8
Dover | 5,659 | 5,014 | -11.4 | 42.8
Gravesham | 5,915 | 5,370 | -9.2 | 50.5
Maidstone | 7,842 | 7,239 | -7.7 | 42.6
Medway | 15,924 | 14,182 | -10.9 | 51.0
Sevenoaks | 3,976 | 3,636 | -8.5 | 30.2
Shepway | 5,420 | 4,931 | -9.0 | 43.8
Swale | 8,066 | 7,231 | -10.3 | 48.7
Thanet | 9,938 | 9,150 | -7.9 | 64.5
Tonbridge and Malling | 4,419 | 4,322 | -2.2 | 33.1
Tunbridge Wells | 4,137 | 3,822 | -7.6 | 32.4
Kent | 90,488 | 82,537 | -8.8 | 44.7
""",
    ),
    (
        "Total Crime by Offence Category Gravesham – Apr-Aug 2018 and Apr-Aug 2019",
        "Offence category | Apr-Aug 18 | Apr-Aug 19 | No. change | % change",
        """
Violence against the person | 2,377 | 2,199 | -178 | -7.5
- Homicide | 1 | 0 | -1 | -100.0
- Death/SI (unlawful driving) | 0 | 2 | 2 | n/a
- Violence with injury | 655 | 577 | -78 | -11.9
- Violence without injury | 1,053 | 1,070 | 17 | 1.6
- Stalking and harassment | 668 | 550 | -118 | -17.7
Most serious violence | 38 | 51 | 13 | 34.2
Sexual offences | 158 | 164 | 6 | 3.8
- Rape | 50 | 54 | 4 | 8.0
- Other sexual offences | 108 | 110 | 2 | 1.8
Robbery | 75 | 57 | -18 | -24.0
Violent crime | 2,610 | 2,420 | -190 | -7.3
Burglary – residential | 225 | 217 | -8 | -3.5
Burglary – business and community | 69 | 67 | -2 | -2.9
Vehicle crime | 362 | 417 | 55 | 15.2
- Theft of motor vehicle | 152 | 186 | 34 | 22.4
- Theft from motor vehicle | 210 | 231 | 21 | 10.0
Vehicle interference (VI) | 80 | 85 | 5 | 6.2
Theft and handling stolen goods | 800 | 757 | -43 | -5.4
- Shoplifting | 202 | 235 | 33 | 16.3
- Theft of pedal cycle | 44 | 26 | -18 | -40.9
- Other theft | 554 | 496 | -58 | -10.5
Criminal damage | 721 | 675 | -46 | -6.4
- Arson | 23 | 25 | 2 | 8.7
- Criminal damage | 698 | 650 | -48 | -6.9
Victim-Based Crime | 4,867 | 4,638 | -229 | -4.7
Drug offences | 87 | 93 | 6 | 6.9
- Trafficking | 32 | 40 | 8 | 25.0
- Possession | 55 | 53 | -2 | -3.6
Possession – weapons | 50 | 39 | -11 | -22.0
Public order offences | 735 | 440 | -295 | -40.1
Other crimes | 176 | 160 | -16 | -9.0
Crimes Against Society | 1,048 | 732 | -316 | -30.1
Total Crime | 5,915 | 5,370 | -545 | -9.2
""",
    ),
    (
        "Domestic Abuse Crimes and SIs Apr-Aug 2018 and Apr-Aug 2019",
        "Area | Apr-Aug 18 | Apr-Aug 19 | % change | Per 1,000 popn.",
        """
Ashford | 1,225 | 1,429 | 16.6 | 11.0
Canterbury | 1,593 | 1,644 | 3.2 | 10.0
Dartford | 1,335 | 1,421 | 6.4 | 12.9
Dover | 1,350 | 1,415 | 4.8 | 12.1
Gravesham | 1,508 | 1,548 | 2.6 | 14.5
Maidstone | 1,801 | 1,861 | 3.3 | 10.9
Medway | 4,194 | 4,297 | 2.4 | 15.5
Sevenoaks | 928 | 946 | 1.9 | 7.9
Shepway | 1,353 | 1,453 | 7.4 | 12.9
Swale | 1,984 | 2,088 | 5.2 | 14.0
Thanet | 2,345 | 2,679 | 14.2 | 18.9
Tonbridge and Malling | 1,078 | 1,270 | 17.8 | 9.7
Tunbridge Wells | 971 | 1,051 | 8.2 | 8.9
Kent | 21,665 | 23,102 | 6.6 | 12.5
""",
    ),
    (
        "Kent Police recorded ASB Incidents – Districts and Medway Apr-Aug 2018 and Apr-Aug 2019",
        "Area | Apr-Aug 18 | Apr-Aug 19 | No. change | % change | Per 1,000 popn.",
        """
Ashford | 745 | 846 | 101 | 13.5 | 6.5
Canterbury | 1,229 | 1,366 | 137 | 11.1 | 8.3
Dartford | 802 | 968 | 166 | 20.7 | 8.8
Dover | 1,013 | 1,005 | -8 | -0.8 | 8.6
Gravesham | 1,055 | 1,200 | 145 | 13.7 | 11.3
Maidstone | 1,250 | 1,632 | 382 | 30.6 | 9.6
Medway | 2,715 | 2,782 | 67 | 2.5 | 10.0
Sevenoaks | 673 | 749 | 76 | 11.3 | 6.2
Shepway | 824 | 1,056 | 232 | 28.1 | 9.4
Swale | 1,315 | 1,463 | 148 | 11.2 | 9.8
Thanet | 1,821 | 2,018 | 197 | 10.8 | 14.2
Tonbridge and Malling | 662 | 869 | 207 | 31.3 | 6.6
Tunbridge Wells | 608 | 734 | 126 | 20.7 | 6.2
Kent | 14,712 | 16,688 | 1,976 | 13.4 | 9.0
""",
    ),
]


def cells(lines: str) -> list[list[str]]:
    """Return the cells of lines with bars."""
    return [line.split(" | ") for line in lines.strip().splitlines()]


def test_the_four_tables_come_back_cell_for_cell() -> None:
    if not RECORD.exists():
        pytest.skip("the shared records are not here")
    text = RECORD.read_text("utf-8")
    tables = find_tables(text)
    assert [table.caption for table in tables] == [caption for caption, _, _ in GOLDEN]
    for table, (_, header, rows) in zip(tables, GOLDEN, strict=True):
        assert [[cell.text for cell in row] for row in table.header] == cells(header)
        assert [[cell.text for cell in row] for row in table.rows] == cells(rows)
        for row in (*table.header, *table.rows):
            assert all(cell.span and " ".join(cell.span.of(text).split()) == cell.text for cell in row)
