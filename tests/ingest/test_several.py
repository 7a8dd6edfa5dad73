"""Records that hold several meetings, or the reports to several items of an agenda."""

from __future__ import annotations

from datetime import date

import pytest
from parse_support import decided, items, parsed

from assistant.records import Access, Kind

SEDERUNT = "Sederunt: Councillors A Pike (Convener) and B Moor."
TWO = f"""HARBOUR COMMITTEE

Minute of Meeting of the Harbour Committee of Brae Council held in the Town House on Monday 6 May 2024.

{SEDERUNT}

1. MOORING FEES

The Committee DECIDED: (a) to raise the fee to £9; and (b) to tell the owners.

2. SLIPWAY

The minute of the meeting held on 4 March 2024 was approved.

HARBOUR COMMITTEE

Minute of Meeting of the Harbour Committee of Brae Council held in the Town House on
Monday 5 August 2024.

{SEDERUNT}

1. MOORING FEES

The Committee noted that the owners had been told.
"""
PACK = """Brae Council
Harbour Committee
AGENDA
Date: Monday 5 August 2024

1. Apologies for absence
2. Slipway
3. Staffing

Agenda item 2: Slipway

1. Purpose
1.1 To tell Members of the state of the slipway and of what it would cost to mend it.
2. Recommendation
2.1 That the slipway be mended before the winter at a cost of no more than £4,000.

Agenda item 3: Staffing{mark}

1. Purpose
1.1 To tell Members of the pay of the harbour master, which is now £61,000 a year.
2. Recommendation
2.1 That the harbour master be paid £5,000 a year more from the first of September.
"""


def test_minutes_of_two_meetings_in_one_file_are_told_apart_by_the_sentences_that_open_them() -> None:
    record = parsed(TWO)
    assert record.kind is Kind.MINUTES
    assert record.meeting_dates == (date(2024, 5, 6), date(2024, 8, 5))
    days = [(item.number, item.meeting_date) for item in record.items if item.number]
    assert days == [("1", date(2024, 5, 6)), ("2", date(2024, 5, 6)), ("1", date(2024, 8, 5))]
    assert ("a", "to raise the fee to £9; and (b) to tell the owners.") in decided(record)


def test_minutes_that_confirm_those_of_other_meetings_are_of_one_meeting() -> None:
    told = "Minutes of the meeting held on 4 March 2024 were agreed.\n\nPresent in the gallery: nobody."
    more = told.replace("4 March", "8 April")
    record = parsed(TWO[: TWO.index("2. SLIPWAY")] + f"2. MINUTES\n\n{told}\n\n{more}\n")
    assert record.meeting_dates == (date(2024, 5, 6),)


def test_the_reports_of_an_agenda_count_their_own_paragraphs() -> None:
    record = parsed(PACK.format(mark=""))
    numbers = [number for number, _ in items(record)]
    assert numbers == ["1", "2", "3", "2", "1", "1.1", "2", "2.1", "3", "1", "1.1", "2", "2.1"]
    assert ("3", "Staffing") == items(record)[8]
    told = next(passage for passage in record.passages if "£61,000" in passage.span.of(record.text))
    assert "3 Staffing" in told.context


def test_all_parts_of_an_exempt_report_or_item_are_exempt() -> None:
    for text in (PACK.format(mark=" (EXEMPT)"), "1. Berths\n\nNone.\n\n2. Pay (EXEMPT)\n\n2.1 Purpose\n\nTo tell of £61,000.\n"):
        record = parsed(text)
        (at,) = [n for n, item in enumerate(record.items) if "EXEMPT" in item.heading]
        assert {item.access for item in record.items[:at]} == {Access.PUBLIC}
        assert {item.access for item in record.items[at:]} == {Access.EXEMPT}


def test_a_line_that_tells_by_whom_a_record_was_adopted_names_no_committee() -> None:
    assert parsed("Corporate Strategy 2024-2028\n\nAdopted by Council on 23 May 2024\n\nOur priorities are homes.\n").body == ""


@pytest.mark.parametrize(
    ("top", "body"),
    [
        ("Minutes of Council, Monday 5 August 2024 - Brae District Council", "Brae District Council"),
        ("MINUTES OF THE HARBOUR SUB-COMMITTEE\n\nMonday 5 August 2024, 2.00 pm", "Harbour Sub-Committee"),
        ("MINUTES of the meeting of the CABINET held on Monday 5 August 2024", "Cabinet"),
        ("Minutes of the meeting of the HARBOUR AND QUAYS Committee held on 5 August 2024", "Harbour and Quays Committee"),
    ],
)
def test_a_committee_is_named_as_in_a_sentence(top: str, body: str) -> None:
    assert parsed(f"{top}\n\nPresent: Councillors A Pike (Chair) and B Moor\n\n1. FEES\n\nThe fee was raised.\n").body == body
