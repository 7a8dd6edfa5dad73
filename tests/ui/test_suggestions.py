from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.records import Access, Cell, Document, Item, Kind, Resolution, Span, Table
from assistant.ui.bodies import short_names
from assistant.ui.suggestions import Loaded, readable, suggest


def record(name: str, kind: Kind, headings: list[str], year: int = 2020, captions: tuple[str, ...] = ()) -> Loaded:
    """A record whose items grow longer, so that the last one is the one to ask about."""
    items, at = [], 0
    for number, heading in enumerate(headings, 1):
        span = Span(at, at + 100 * number)
        items.append(Item(str(number), heading, span, date(year, 5, 1), resolutions=(Resolution("", Span(at, at)),)))
        at = span.end
    cell = ((Cell("a", None),),)
    tables = tuple(Table(caption, items[-1].span, cell, cell) for caption in captions)
    document = Document(
        name,
        "0",
        f"{kind} of {year}",
        kind,
        "x" * at,
        meeting_dates=(date(year, 5, 1),),
        items=tuple(items),
        tables=tables,
    )
    return Loaded(document, items)


def always(question: str) -> bool:
    return True


def test_the_topics_are_those_of_the_records_newest_first() -> None:
    records = [record("a", Kind.MINUTES, ["Old Bridge"], 2019), record("b", Kind.MINUTES, ["New Bridge"], 2021)]
    assert suggest(records, 4, always) == [
        "What was decided about New Bridge in May 2021?",
        "What was decided about Old Bridge in May 2019?",
    ]


def test_other_records_give_other_questions() -> None:
    a = suggest([record("a", Kind.STRATEGY, ["Clean Air"])], 1, always)
    b = suggest([record("a", Kind.STRATEGY, ["Dark Skies"])], 1, always)
    assert a == ["What does the strategy of 2020 say about Clean Air?"]
    assert b == ["What does the strategy of 2020 say about Dark Skies?"]


def test_headings_of_every_meeting_are_no_topics() -> None:
    records = [record(str(n), Kind.MINUTES, [f"Pond {n} Repairs", "Roll of Members"], 2019 + n) for n in range(3)]
    questions = suggest(records, 4, always)
    assert not any("Roll" in question for question in questions)


def test_headings_of_the_parts_of_a_report_are_no_topics() -> None:
    headings = ["Summary of Ponds", "Introduction and Background", "Legal and Financial Implications"]
    parts = record("a", Kind.ANNUAL_REPORT, headings)
    assert suggest([parts], 4, always) == ["What was decided about Summary of Ponds in May 2020?"]


def test_only_questions_that_are_answered_are_offered() -> None:
    records = [record("a", Kind.MINUTES, ["Dry Pond", "Wet Pond"])]
    assert suggest(records, 2, lambda question: "Dry" in question) == ["What was decided about Dry Pond in May 2020?"]


def test_the_kinds_of_record_take_turns() -> None:
    records = [
        record("a", Kind.MINUTES, ["Ponds and Banks"], 2022),
        record("b", Kind.MINUTES, ["Roads and Paths"], 2021),
        record("c", Kind.STRATEGY, ["Clean Air"], 2018),
    ]
    assert "Clean Air" in suggest(records, 2, always)[1]


def test_captions_of_tables_are_topics_unless_their_item_is_closed_to_the_reader() -> None:
    open_ = record("a", Kind.PERFORMANCE_REPORT, ["", ""], captions=("Bins collected",))
    assert suggest([open_], 4, always) == ["What does the performance report of 2020 say about Bins collected?"]
    closed = Loaded(open_.document, [])
    assert suggest([closed], 4, always) == []


def test_what_the_reader_may_not_see_is_not_asked_about() -> None:
    shown = record("a", Kind.MINUTES, ["Public Pond", "Secret Pond"])
    assert shown.items[1].access is Access.PUBLIC
    assert suggest([Loaded(shown.document, shown.items[:1])], 4, always) == ["What was decided about Public Pond in May 2020?"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("SAFETY OF THE PONDS (DRAW-DOWN) - UPDATE", "Safety of the Ponds"),
        ("CCTV AND THE TOWN'S PSPO 2020-21", "CCTV and the Town's PSPO 2020-21"),
        ("Air quality: results of the trial", "Air quality"),
        ("The Council’s plan [EXEMPT]", "The Council’s plan"),
        ("FIRST-AID POSTS", "First-Aid Posts"),
        ("", ""),
    ],
)
def test_headings_are_made_to_read_in_a_sentence(printed: str, read: str) -> None:
    assert readable(printed, {"PSPO"}) == read


def test_a_heading_in_capitals_reads_as_the_record_writes_it_and_reports_of_a_year_are_left_out() -> None:
    shown = record("a", Kind.MINUTES, ["REPAIR OF BRIDGES AT TARROW", "Progress Report", "Works 2019"])
    text = f"{shown.document.text}. The repair of the bridges at Tarrow"
    said = replace(shown.document, text=text)
    assert suggest([Loaded(said, shown.items)], 4, always) == ["What was decided about repair of bridges at Tarrow in May 2020?"]


def test_a_name_is_not_told_twice_on_a_chip() -> None:
    name = "Council, Wednesday 23 October 2024 - Wexmoor District Council"
    assert short_names([name])[name] == "Council"
