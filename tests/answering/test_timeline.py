"""The timeline of a topic: which items speak of it, in what order, with which words, and for whom."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support.small import assistant_over

from assistant.answering.timeline import Match, Timeline
from assistant.cli import main
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.service import Assistant

HEAD = "MINUTES of the meeting of the {body} held on {day} at 7.00 pm.\n\nPresent: Councillor A Marlow (Chairman)\n\n"
SPRING = HEAD.format(body="Harbour Committee", day="Wednesday 12 April 2023") + """1. FERRY TIMETABLE

The Harbour Master presented the winter sailings. Passengers had asked for a later boat.

RESOLVED: That the later boat be tried until October.

2. HARBOUR PATROL

The Patrol and Rescue Group (PRG) had been out on nine nights. A timetable for painting the huts was wanted. The ferry was late.

3. TIMETABLE FOR PAINTING THE ROPE-WALK

The painters would begin in May.

4. TENDER FOR A RELIEF FERRY (EXEMPT)

The Committee preferred the hovercraft of Gannet Marine to the ferry timetable now in force.

RESOLVED: That the hovercraft be bought for £90,000.

5. WORK PROGRAMME

The programme was before the Committee.

RESOLVED:
1. That the programme be approved.
2. That a review of the ferry timetable be added for October.
"""
AUTUMN = HEAD.format(body="Harbour Committee", day="Wednesday 11 October 2023") + """6. MATTERS ARISING

It was reported that the ferry timetable had been printed late.

7. PRG

The patrol had asked for a second launch to keep the ropewalk safe.

RESOLVED: That a second launch be bought.
"""
PARISH = HEAD.format(body="Quay Panel", day="Tuesday 6 June 2023") + """1. FERRIES: TIMETABLES AND FARES

Fares would rise in July.
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"autumn.txt": AUTUMN, "spring.txt": SPRING, "quay.txt": PARISH})


def told(found: Timeline) -> list[tuple[str, str, Match]]:
    return [(str(one.day), one.source.item, one.match) for one in found.occurrences]


def test_every_item_that_names_the_topic_counts_in_order_of_date_and_no_other_does(harbour: Assistant) -> None:
    found = harbour.timeline("ferry timetable")
    assert told(found) == [
        ("2023-04-12", "1", Match.HEADING), ("2023-04-12", "5", Match.SENTENCE), ("2023-06-06", "1", Match.HEADING),
        ("2023-10-11", "6", Match.SENTENCE),
    ], "item 2 says both words, but in sentences on different matters; item 3 says one"  # fmt: skip
    assert found.meetings == 3 and found.complete and found.nearest == ()


def test_every_quote_stands_in_its_record_and_the_best_sentence_is_told(harbour: Assistant) -> None:
    found = harbour.timeline("ferry timetable")
    for one in found.occurrences:
        for place in (one.source, *one.decided):
            assert place.span.of(harbour.document(place.document).text) == place.quote
    assert found.occurrences[-1].source.quote == "It was reported that the ferry timetable had been printed late."


def test_what_was_decided_is_told_where_the_resolution_is_on_the_topic(harbour: Assistant) -> None:
    found = harbour.timeline("ferry timetable", body="Harbour").occurrences
    decided = {one.source.item: [place.quote for place in one.decided] for one in found}
    assert ["later boat" in quote for quote in decided["1"]] == [True]
    assert decided["5"] == ["That a review of the ferry timetable be added for October."]
    assert decided["6"] == []


def test_an_acronym_and_its_long_form_are_one_topic(harbour: Assistant) -> None:
    assert told(harbour.timeline("PRG")) == told(harbour.timeline("Patrol and Rescue Group")) == [
        ("2023-04-12", "2", Match.SENTENCE), ("2023-10-11", "7", Match.HEADING),
    ]  # fmt: skip


def test_a_compound_counts_joined_and_in_two(harbour: Assistant) -> None:
    for topic in ("rope-walk", "ropewalk"):
        assert {item for _, item, _ in told(harbour.timeline(topic))} >= {"3"}
    assert {item for _, item, _ in told(harbour.timeline("rope-walk"))} == {"3", "7"}


def test_marks_between_words_part_them_and_no_word_is_passed_over(harbour: Assistant) -> None:
    assert len(harbour.timeline("(ferry) timetable;").occurrences) == 4
    assert harbour.timeline("ferry=timetable").occurrences == harbour.timeline("ferry timetable").occurrences
    assert harbour.timeline("ferry=timetable=77").occurrences == ()


def test_a_question_on_every_time_is_taken_as_its_topic(harbour: Assistant) -> None:
    for asked in ("every time the ferry timetable was discussed", "When was the ferry timetable discussed?"):
        found = harbour.timeline(asked)
        assert found.topic == "ferry timetable"
        assert len(found.occurrences) == 4


def test_it_is_narrowed_by_committee_and_by_date(harbour: Assistant) -> None:
    assert [one.source.document for one in harbour.timeline("ferry timetable", body="Quay Panel").occurrences] == ["quay.txt"]
    late = harbour.timeline("ferry timetable", first=date(2023, 6, 1), last=date(2023, 6, 30))
    assert [one.source.document for one in late.occurrences] == ["quay.txt"]
    with pytest.raises(BadRequest, match="no committee is called"):
        harbour.timeline("ferry", body="Moonbase")


def test_exempt_items_are_for_those_whose_role_opens_them(harbour: Assistant) -> None:
    assert told(harbour.timeline("hovercraft", Role.PUBLIC)) == []
    assert told(harbour.timeline("hovercraft", Role.MEMBER)) == [("2023-04-12", "4", Match.SENTENCE)]
    assert len(harbour.timeline("ferry timetable", Role.MEMBER).occurrences) == 5
    offered = harbour.timeline("hovercraft tender").nearest
    assert not [heading for heading in offered if "TENDER" in heading]


def test_what_nothing_speaks_of_gives_the_nearest_headings_and_a_slip_is_told(harbour: Assistant) -> None:
    none = harbour.timeline("ferry moorings")
    assert none.occurrences == ()
    assert "FERRY TIMETABLE" in none.nearest
    for heading in none.nearest:
        assert harbour.timeline(heading).occurrences, "what is offered is there"
    slip = harbour.timeline("second launsh")
    assert slip.respelt == ("launsh",)
    assert told(slip) == [("2023-10-11", "7", Match.SENTENCE)]


def test_a_topic_without_a_word_to_look_for_is_refused(harbour: Assistant) -> None:
    for topic in ("the of", "?!"):
        with pytest.raises(BadRequest, match="names no topic"):
            harbour.timeline(topic)
    with pytest.raises(BadRequest):
        harbour.timeline("  ")


def test_the_front_of_a_record_is_no_matter_dealt_with(harbour: Assistant) -> None:
    assert harbour.timeline("Councillor Marlow").occurrences == ()


def test_the_command_line_tells_it(harbour: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(harbour.library.folder)]
    assert main([*data, "timeline", "ferry timetable", "--json", "--body", "harbour", "--from", "2023-10-01"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["count"], shown["meetings"], shown["occurrences"][0]["match"]) == (1, 1, "sentence")
    assert main([*data, "timeline", "hovercraft"]) == 0
    assert "Gannet" not in capsys.readouterr().out
    assert main([*data, "timeline", "hovercraft", "--role", "officer"]) == 0
    assert "Gannet" in capsys.readouterr().out
