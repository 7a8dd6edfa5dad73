"""Title, kind, body, meeting dates and closing time."""

from __future__ import annotations

from pathlib import Path

import pytest
from parse_support import minutes, parsed

from assistant.ingest.metadata import find_closing
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.records import Kind

PROSE = "The officer gave an account of the works at the quay and Members asked about their cost."
ITEMS = f"1. APOLOGIES\n\n{PROSE}\n\n2. DUES\n\n{PROSE}\n"


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("The meeting closed at 9.25 pm.", "9.25 pm"),
        ("The meeting commenced at 7.00 pm and concluded at 9.15 pm.", "9.15 pm"),
        ("Meeting ended 20:47", "20:47"),
        ("The meeting ended at 8.35pm", "8.35pm"),
        ("There being no further business the Chairman closed the meeting at 21:10.", "21:10"),
        ("The Chair declared the meeting closed at 10.02 p.m.", "10.02 p.m"),
        ("Meeting finished: 8.10pm", "8.10pm"),
        ("The meeting concluded at 9 pm", "9 pm"),
    ],
)
def test_closing_times(sentence: str, time: str) -> None:
    assert find_closing(f"{PROSE}\n\n{sentence}\n") == time


@pytest.mark.parametrize(
    "sentence", ["The meeting began at 7 pm.", "The pool closed at 9 pm.", "The meeting was closed to the public."]
)
def test_other_times_close_nothing(sentence: str) -> None:
    assert find_closing(sentence) is None


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("MINUTES of the meeting of the Harbour Committee held on Tuesday 5 March 2024", "2024-03-05"),
        ("Minutes of the Harbour Committee\n\n5th March 2024", "2024-03-05"),
        ("HARBOUR COMMITTEE\n\nMINUTES\n\nDate: 5 March 2024\nTime: 7.00 pm", "2024-03-05"),
        ("Minutes of the Parish Council Meeting held in the Hall on Tuesday, March 5, 2024 at 7pm", "2024-03-05"),
        ("Minutes - Harbour Committee - 05/03/2024", "2024-03-05"),
    ],
)
def test_the_date_of_one_meeting(top: str, day: str) -> None:
    document = parsed(f"{top}\n\nPresent:\n\nCouncillor A Pike\n\n{ITEMS}")
    assert [str(found) for found in document.meeting_dates] == [day]
    assert {str(item.meeting_date) for item in document.items} == {day}


def test_the_date_of_the_minutes_approved_is_not_that_of_the_meeting() -> None:
    top = "Minutes of the Harbour Committee held on 5 March 2024\n\nPresent:\n\nCouncillor A Pike"
    document = parsed(f"{top}\n\n1. MINUTES OF THE MEETING HELD ON 6 FEBRUARY 2024\n\n{PROSE}\n\n2. DUES\n\n{PROSE}\n")
    assert [str(day) for day in document.meeting_dates] == ["2024-03-05"]


def test_no_date_is_guessed() -> None:
    assert parsed(f"Harbour Strategy\n\n{ITEMS}").meeting_dates == ()


def test_a_date_in_the_name_of_the_file_will_do() -> None:
    document = parsed(f"MINUTES\n\nPresent:\n\nCouncillor A Pike\n\n{ITEMS}", name="harbour-minutes-2024-03-05.txt")
    assert [str(day) for day in document.meeting_dates] == ["2024-03-05"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            f"MINUTES of the meeting of the Harbour Committee\n\nPresent:\n\nCouncillor A Pike\n\n{ITEMS}",
            "x.txt",
            Kind.MINUTES,
        ),
        (f"Minutes Meeting of the Harbour Committee 5 March 2024\n\n{ITEMS}", "minutes-x.txt", Kind.MINUTES),
        (f"HARBOUR COMMITTEE\n\nAnnual Report 2023-24\n\n{ITEMS}", "x.txt", Kind.ANNUAL_REPORT),
        (f"Quarterly Performance Report: Quarter 2\n\n{ITEMS}", "x.txt", Kind.PERFORMANCE_REPORT),
        (f"Harbour Strategy 2024-29\n\n{ITEMS}", "x.txt", Kind.STRATEGY),
        (f"Agenda item\n\nHarbour Dues\n\n{PROSE}", "x.txt", Kind.AGENDA_ITEM),
        (f"A letter to the Harbour Master\n\n{PROSE}", "letter.txt", Kind.OTHER),
    ],
)
def test_kinds(text: str, name: str, kind: Kind) -> None:
    assert parsed(text, name).kind is kind


@pytest.mark.parametrize(
    ("top", "body"),
    [
        ("MINUTES of the meeting of the Harbour Committee held on 5 March 2024", "Harbour Committee"),
        ("Minutes of the Harbour Committee, Tuesday 5 March 2024", "Harbour Committee"),
        (
            "PORTWICK DISTRICT COUNCIL\n\nHARBOUR AND QUAYS COMMITTEE\n\nMinutes, 5 March 2024",
            "Harbour and Quays Committee",
        ),
        (
            "MINUTES OF MEETING OF THE QUAYS, PIERS AND LIGHTS POLICY COMMITTEE HELD ON 5 MARCH 2024",
            "Quays, Piers and Lights Policy Committee",
        ),
        ("PORTWICK DISTRICT COUNCIL\n\nHARBOUR, QUAYS AND\nPIERS COMMITTEE\n\nMinutes", "Harbour, Quays and Piers Committee"),
        ("Report to: Harbour Committee\n\nQuay Repairs", "Harbour Committee"),
        ("Harbour Committee - Annual Report 2023-24", "Harbour Committee"),
        ("Portwick District Council\n\nHarbour Strategy", "Portwick District Council"),
        ("Harbour Committee, 5 March 2024, item 25\n\nTenders for the Quay", "Harbour Committee"),
        ("Notes on knots", ""),
    ],
)
def test_bodies(top: str, body: str) -> None:
    assert parsed(f"{top}\n\n{ITEMS}").body == body


def test_the_title_of_a_web_page_goes_without_the_name_of_its_site() -> None:
    from assistant.ingest.parse import parse
    from assistant.ingest.readers.model import Source

    source = Source("html", ITEMS, title="Minutes of the Harbour Committee | Portwick Council")
    assert parse(source, "x.html", "0" * 64).title == "Minutes of the Harbour Committee"


def test_the_title_is_the_name_of_the_file_for_want_of_a_better() -> None:
    assert parsed(PROSE, "quay_repairs-2024.txt").title == "quay repairs 2024"


def test_minutes_are_their_meeting() -> None:
    assert minutes("1. DUES", PROSE, "2. PILOTS", PROSE).title.startswith("MINUTES of the meeting of the Harbour Committee")


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("This concluded the meeting at 11.20 a.m.", "11.20 a.m"),
        ("The Chair declared the meeting closed at 9.05 pm.", "9.05 pm"),
        ("The Chair brought the meeting to a close at 8.15pm.", "8.15pm"),
    ],
)
def test_ways_to_close_a_meeting(words: str, time: str) -> None:
    assert minutes(f"1. DUES\n\nThe paper was read.\n\n{words}").closed_at == time


def test_a_wrapped_title_ends_with_its_place() -> None:
    title = "Minutes of the Annual Meeting of the Parish Council held on 8 May 2023 at 7pm in the\nNet Loft"
    top = f"OUTER MOLE PARISH COUNCIL\n\n{title}\n\nPresent: Cllr A Pike"
    document = minutes("1. DUES\n\nThe paper was read.", top=top)
    assert document.title.endswith("in the Net Loft")
    assert document.body == "Outer Mole Parish Council"


def test_the_board_a_report_goes_to_and_the_day() -> None:
    text = "HARBOUR PERFORMANCE REPORT\n\nReport to: Harbour Safety Board, 26 January 2023\n\n1. Summary\n\nThe quay is sound.\n"
    document = parsed(text)
    assert document.body == "Harbour Safety Board"
    assert [str(day) for day in document.meeting_dates] == ["2023-01-26"]


def test_headings_that_name_their_day_date_their_items(tmp_path: Path) -> None:
    heads = ["# Annual Report 2022/23", "## Dues – 6 July 2022", "## Lights – 9 November 2022", "## Outlook"]
    text = "".join(f"{head}\n\nWords.\n\n" for head in heads)
    path = tmp_path / "report.md"
    path.write_text(text, "utf-8")
    document = parse(read(path), path.name, "0" * 64)
    assert [str(item.meeting_date) for item in document.items[1:]] == ["2022-07-06", "2022-11-09", "None"]
