"""Which council a record is of, and where that has to be told."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.catalogue import best_spelling, body_names, same_bodies
from assistant.answering.councils import council_named, councils_of
from assistant.library import DocumentSummary
from assistant.records import Access, Kind


def record(name: str, body: str = "Planning Committee", title: str = "Minutes") -> DocumentSummary:
    return DocumentSummary(name, f"/{name}", title, Kind.MINUTES, body, Access.PUBLIC, (date(2024, 3, 4),), 1, 1, 1)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("WEXMOOR DISTRICT COUNCIL\nPLANNING COMMITTEE\nMINUTES of the meeting", "Wexmoor District Council"),
        ("Minutes\n\n## Hartsey City Council: Tree Strategy", "Hartsey City Council"),
        ("# STOKE-ON-ARROW TOWN COUNCIL\n", "Stoke-on-Arrow Town Council"),
        ("LONDON BOROUGH OF EASTWOLD\nCABINET", "London Borough of Eastwold"),
        ("MINUTES OF THE MEETING OF THE ISLE OF GULLS COUNCIL\nHELD ON", "Isle of Gulls Council"),
        ("City of Larch Council", "City of Larch Council"),
        ("Minutes of the meeting of Larch and Elm Borough Council held on 3 May", "Larch and Elm Borough Council"),
        ("Tree Strategy\n\nLarch Borough Council has agreed the plan of\nthe Elm District Council, and of\nElm", ""),
        ("Signed\nLeader of Larch Borough Council", ""),
        ("MINUTES OF THE ANNUAL MEETING OF THE PARISH COUNCIL\nThe Council noted", ""),
        ("MEETING OF FULL COUNCIL\n\nThe Council has a duty.\nCouncil", ""),
        ("Planning Committee\nAgenda for Council\nTown Clerk to the Council", ""),
        ("", ""),
    ],
)
def test_a_council_is_known_by_the_form_of_its_name(head: str, name: str) -> None:
    assert council_named(head) == name


HEADS = {
    "a": "WEXMOOR DISTRICT COUNCIL\n", "b": "Wexmoor District Council\n", "c": "HARTSEY CITY COUNCIL\n", "d": "",
    "e": "WEXMOOR DISTRICT COUNCIL\n", "f": "Elm Parish Council",
}  # fmt: skip
HELD = [
    record("a"), record("b", "PLANNING CTTEE"), record("c"), record("d"), record("e", "Audit Committee"),
    record("f", "Elm Parish Council"),
]  # fmt: skip


def test_the_council_is_told_only_where_two_have_a_committee_of_that_name() -> None:
    held = councils_of(HELD, HEADS)
    assert held.telling == {"a": "Wexmoor", "b": "Wexmoor", "c": "Hartsey"}
    assert held.whole("a") == "Wexmoor District Council" and held.whole("e") == ""
    assert councils_of([one for one in HELD if one.name != "c"], HEADS).telling == {}
    assert [one.name for one in held.of_the_same("a", HELD)] == ["a", "b", "d", "e"]


def test_two_councils_of_one_place_keep_their_whole_names() -> None:
    held = councils_of(HELD[:3], {**HEADS, "c": "WEXMOOR PARISH COUNCIL"})
    assert set(held.telling.values()) == {"Wexmoor District Council", "Wexmoor Parish Council"}


SAME = (
    "Education, Children’s Services and Leisure Committee", "EDUCATION, CHILDREN'S SERVICES & LEISURE COMMITTEE",
    "The Education, Childrens Services and Leisure Cttee",
)  # fmt: skip


def test_spellings_of_one_committee_are_one() -> None:
    assert len(set(same_bodies(SAME).values())) == 1
    assert len(set(same_bodies(["Waste (O & S) Committee", "Waste (Overview and Scrutiny) Committee"]).values())) == 1
    assert best_spelling(dict(zip(SAME, (1, 5, 3), strict=True))) == SAME[0]
    assert set(body_names([record(name, name) for name in SAME]).values()) == {SAME[0]}


@pytest.mark.parametrize(
    "names",
    [
        ("Planning Committee", "Planning Sub-Committee"), ("Audit Committee", "Audit and Risk Committee"),
        ("Planning Committee A", "Planning Committee B"), ("Licensing Committee", "Licensing Panel"),
        ("Waste (O & S) Committee", "Waste (Overview and Scrutiny) Committee", "Waste (Order and Safety) Committee"),
        ("Area Committee 1", "Area Committee 2"), ("Community Board", "Committee Board"),
    ],
)  # fmt: skip
def test_other_committees_stay_apart(names: tuple[str, ...]) -> None:
    assert len(set(same_bodies(names).values())) == len(names)
