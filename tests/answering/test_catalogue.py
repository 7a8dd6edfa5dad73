"""The list of records and what is told of each: order, narrowing, neighbours, tables, and what a role may see."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small import assistant_over

from assistant.answering.actions.select import Wanted
from assistant.answering.catalogue import Choice, bodies_named, body_names, choose_records
from assistant.answering.meeting import deeds_of, heading_place, neighbours
from assistant.cli import main
from assistant.errors import NotFound
from assistant.library import DocumentSummary
from assistant.records import Access, Kind, Role
from assistant.service import Assistant

HEAD = "MINUTES of the meeting of the {body} held on {day} at 7.00 pm.\n\nPresent: Councillor A Marlow (Chairman)\n\n"
JUNE = HEAD.format(body="Harbour Committee", day="Wednesday 14 June 2023") + """## 1. BREAKWATER LIGHTS

The Harbour Master undertook to report on the cost of the breakwater lanterns to the next meeting.

| Pier | Apr-Sep 2021 | Apr-Sep 2022 |
| --- | --- | --- |
| North | 1,204 | 1,310 |
| South | 1,118 | 1,231 |
| West | 1,007 | 1,100 |
| Total | 3,329 | 3,999 |

## 2. SALE OF THE OLD SLIPWAY (EXEMPT)

The Solicitor undertook to obtain a valuation of the slipway from Gannet Surveyors.

| Bidder | Apr-Sep 2021 | Apr-Sep 2022 |
| --- | --- | --- |
| Gannet | 2,204 | 2,310 |
| Kittiwake | 2,118 | 2,231 |
| Dunlin | 2,007 | 2,100 |
| Total | 6,329 | 6,999 |
"""
OCTOBER = HEAD.format(body="Harbour Committee", day="Wednesday 11 October 2023") + """3. BREAKWATER LIGHTS

As undertaken in June, the Harbour Master reported on the cost of the breakwater lanterns [Min. No. 1 refers].
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"june.md": JUNE, "october.txt": OCTOBER})


def record(name: str, body: str = "Harbour Committee", day: str = "2023-06-14", kind: Kind = Kind.MINUTES) -> DocumentSummary:
    days = (date.fromisoformat(day),) if day else ()
    return DocumentSummary(name, f"/{name}", f"Title of {name}", kind, body, Access.PUBLIC, days, 1, 1, 1)


HELD = [
    record("a", day="2022-01-01"), record("b", "Zeal Panel"), record("c", ""), record("d", day="2023-01-01"),
    record("e", "Harbour  Committee", "2024-05-05", Kind.STRATEGY), record("f", day=""),
]  # fmt: skip


def test_records_stand_by_committee_the_newest_first_and_those_without_one_last() -> None:
    assert [one.name for one in choose_records(HELD, Choice())] == ["e", "d", "a", "f", "b", "c"]


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(text="title B"), ["b"]),
        (Choice(text="nothing like it"), []),
        (Choice(body="harbour committee"), ["e", "d", "a", "f"]),
        (Choice(body="Zeal"), ["b"]),
        (Choice(body="Moonbase"), []),
        (Choice(kind=Kind.STRATEGY), ["e"]),
        (Choice(year=2023), ["d", "b", "c"]),
        (Choice(year=0), ["f"]),
        (Choice(text="d", year=2023, body="Harbour"), ["d"]),
    ],
)
def test_records_are_narrowed(choice: Choice, names: list[str]) -> None:
    assert [one.name for one in choose_records(HELD, choice)] == names


@given(st.permutations(HELD))
def test_the_order_does_not_depend_on_how_they_come(held: list[DocumentSummary]) -> None:
    assert choose_records(held, Choice()) == choose_records(HELD, Choice())
    assert body_names(held) == body_names(HELD)


def test_a_name_in_full_means_that_committee_alone() -> None:
    bodies = ["Cabinet", "Cabinet Scrutiny Committee", "Crime & Disorder Committee", "Crime and Disorder Committee"]
    assert bodies_named("cabinet", bodies) == ("Cabinet",)
    assert len(bodies_named("scrutiny", bodies)) == 1
    assert len(bodies_named("crime and disorder committee", bodies)) == 2


def test_the_meeting_before_and_after_is_of_the_same_committee_and_kind(harbour: Assistant) -> None:
    june = harbour.document("june.md")
    before, after = neighbours(june, [*HELD, record("june.md"), record("x", "Zeal Panel", "2023-07-01")])
    assert (before and before.name, after) == ("d", None)
    meeting = harbour.meeting("june.md")
    assert (meeting.earlier, meeting.later and meeting.later.name) == (None, "october.txt")


def test_items_tables_and_notes_that_a_role_may_not_see_are_not_there(harbour: Assistant) -> None:
    seen, closed = harbour.meeting("june.md", Role.MEMBER), harbour.meeting("june.md", Role.PUBLIC)
    assert [item.number for item in closed.items if item.number] == ["1"]
    assert [item.number for item in seen.items if item.number] == ["1", "2"]
    assert (len(seen.tables), len(closed.tables)) == (2, 1)
    assert any("6,999" in told for _, told in seen.notes)
    assert any("3,999" in told for _, told in closed.notes)
    assert not any("6,999" in told for _, told in closed.notes)
    assert {one.name: one.items for one in harbour.records(Choice(), Role.PUBLIC)} == {"june.md": 1, "october.txt": 1}
    assert {one.name: one.items for one in harbour.records(Choice(), Role.MEMBER)} == {"june.md": 2, "october.txt": 1}


def test_a_record_tells_its_actions_and_those_it_follows_up(harbour: Assistant) -> None:
    actions = harbour.actions(Wanted(), Role.PUBLIC)
    june, october = deeds_of("june.md", actions), deeds_of("october.txt", actions)
    assert ["lanterns" in action.source.quote for action in june.raised] == [True]
    assert [(action.source.document, mention is action.closure) for action, mention in october.followed] == [("june.md", True)]
    assert len(deeds_of("june.md", harbour.actions(Wanted(), Role.OFFICER)).raised) == 2


def test_actions_are_traced_anew_when_the_library_changes(harbour: Assistant) -> None:
    assert harbour.actions(Wanted(), Role.PUBLIC)
    harbour.remove(["june.md"])
    assert harbour.actions(Wanted(), Role.PUBLIC) == []


def test_a_heading_is_found_where_it_is_printed(harbour: Assistant, sample_library: Path) -> None:
    opened = Assistant.open(sample_library)
    try:
        for summary in opened.summaries():
            whole = opened.document(summary.name)
            for item in (item for item in whole.items if item.heading):
                said = heading_place(whole, item).of(whole.text)
                assert "".join(filter(str.isalnum, item.heading.casefold())) in "".join(filter(str.isalnum, said.casefold()))
                assert len(said) < len(item.heading) + len(item.number) + 40
    finally:
        opened.close()


def test_the_command_line_tells_records_and_meetings(harbour: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(harbour.library.folder)]
    narrowed = ["--year", "2023", "--kind", "minutes", "--body", "harbour", "--text", "meeting"]
    assert main([*data, "records", "--json", *narrowed]) == 0
    assert [one["document"] for one in json.loads(capsys.readouterr().out)["records"]] == ["october.txt", "june.md"]
    assert main([*data, "records", "--kind", "poem"]) == 2
    assert "annual report" in capsys.readouterr().err
    assert main([*data, "meeting", "june.md", "--json"]) == 0
    told = capsys.readouterr().out
    assert "Gannet" not in told
    shown = json.loads(told)
    assert (shown["earlier"], shown["later"], len(shown["actions"])) == (None, "october.txt", 1)
    assert main([*data, "meeting", "june.md", "--role", "officer"]) == 0
    assert "SALE OF THE OLD SLIPWAY" in capsys.readouterr().out
    assert main([*data, "meeting", "nowhere.txt"]) == 1
    with pytest.raises(NotFound):
        harbour.meeting("nowhere.txt")
