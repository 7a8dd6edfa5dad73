"""Search: what is found, in which order, and what is never shown to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.ingest.pipeline import Progress
from assistant.records import Access, Kind, Role
from assistant.retrieval.scope import Scope
from assistant.retrieval.spelling import respell
from assistant.service import Assistant

HEAD = "MINUTES of the meeting of the {body} held on {day}\n\nPresent:\n\nCouncillor A Pike (Chair)\n\n"
MINUTES = {
    "harbour-2023.txt": HEAD.format(body="Harbour Committee", day="7 March 2023")
    + "1. DUES\n\nThe dues were raised by £20K under S61.\n\n"
    "2. PILOTS\n\nThe pilots were thanked.\n",
    "harbour-2024.txt": HEAD.format(body="Harbour Committee", day="5 March 2024") + "1. DUES\n\nThe pilots were thanked.\n\n"
    "2. TENDERS (EXEMPT)\n\nThe lowest tender for the pilots' launch was £82,537 from Wrasse Marine.\n",
    "roads-2024.txt": HEAD.format(body="Roads Panel", day="6 May 2024")
    + "1. LAMPS\n\nThe D-TAC (Dock Town Against Crime) lamps were lit.\n\n"
    "2. PILOTS\n\nThe parking pilots went on.\n",
}
PUBLIC = Scope.of(Role.PUBLIC)
OFFICER = Scope.of(Role.OFFICER)


@pytest.fixture
def held(opened: Callable[..., Assistant], progress: Progress, tmp_path: Path) -> Assistant:
    for name, text in MINUTES.items():
        (tmp_path / name).write_text(text)
    assistant = opened(tmp_path / "data")
    assistant.ingest([tmp_path / name for name in MINUTES], progress)
    return assistant


def test_the_same_sentence_in_two_meetings_is_two_hits(held: Assistant) -> None:
    same = [hit for hit in held.search("the pilots were thanked", PUBLIC).hits if "pilots were thanked" in hit.text]
    assert sorted((hit.document, hit.item) for hit in same) == [("harbour-2023.txt", "2"), ("harbour-2024.txt", "1")]


@pytest.mark.parametrize("query", ["zyzzyva xylophonist quokka", "?", "the of and"])
def test_nothing_is_found_for_words_that_no_record_holds(held: Assistant, query: str) -> None:
    assert held.search(query, PUBLIC).hits == ()


@pytest.mark.parametrize("query", ["£20K", "S61", "D-TAC", "DTAC", "Dock Town Against Crime"])
def test_acronyms_and_numbers_are_found_as_written(held: Assistant, query: str) -> None:
    top = held.search(query, PUBLIC).hits[0]
    assert top.document == ("roads-2024.txt" if "T" in query else "harbour-2023.txt")


def test_search_gives_the_same_twice(held: Assistant) -> None:
    assert held.search("pilots thanked lamps", OFFICER).hits == held.search("pilots thanked lamps", OFFICER).hits


def test_every_hit_is_its_span(held: Assistant) -> None:
    for hit in held.search("pilots dues lamps", OFFICER, 50).hits:
        document = held.document(hit.document)
        assert hit.span.of(document.text) == hit.text
        assert document.items[hit.item_index].span.contains(hit.span)


@pytest.mark.parametrize("query", ["tender 82,537 Wrasse Marine", "lowest tender", "pilots' launch"])
def test_exempt_matter_is_for_members_and_officers(held: Assistant, query: str) -> None:
    assert all(hit.access is Access.PUBLIC for hit in held.search(query, PUBLIC, 50).hits)
    for role in (Role.MEMBER, Role.OFFICER):
        assert any(hit.access is Access.EXEMPT for hit in held.search(query, Scope.of(role), 50).hits)


def test_each_index_filters_by_itself(held: Assistant) -> None:
    exempt = {p.id for p in held.library.indexed(sorted(held.library.digests())) if p.access is Access.EXEMPT}
    assert exempt
    vector = held._indexes.embedder.question("lowest tender launch")
    for scope, expected in ((PUBLIC, set()), (OFFICER, exempt)):
        assert {key for key, _ in held._indexes.words.search({"tender": 1.0, "pilot": 1.0}, scope, 50)} & exempt == expected
        assert {key for key, _ in held._indexes.vectors.search(vector, scope, 50)} & exempt == expected


@pytest.mark.parametrize(
    ("narrowing", "documents"),
    [
        ({"documents": ("roads-2024.txt",)}, {"roads-2024.txt"}),
        ({"bodies": ("Harbour Committee",)}, {"harbour-2023.txt", "harbour-2024.txt"}),
        ({"first": date(2024, 1, 1)}, {"harbour-2024.txt", "roads-2024.txt"}),
        ({"last": date(2023, 12, 31)}, {"harbour-2023.txt"}),
        ({"first": date(2024, 3, 5), "last": date(2024, 3, 5)}, {"harbour-2024.txt"}),
        ({"kinds": (Kind.STRATEGY,)}, set()),
        ({"kinds": (Kind.MINUTES,)}, set(MINUTES)),
        ({"documents": ("no-such.txt",)}, set()),
    ],
)
def test_narrowing(held: Assistant, narrowing: dict[str, object], documents: set[str]) -> None:
    assert {hit.document for hit in held.search("pilots", Scope.of(Role.PUBLIC, **narrowing), 50).hits} == documents


def test_the_limit_is_kept_and_the_best_come_first(held: Assistant) -> None:
    every = held.search("pilots thanked", PUBLIC, 50).hits
    assert held.search("pilots thanked", PUBLIC, 2).hits == every[:2]
    assert [hit.score for hit in every] == sorted((hit.score for hit in every), reverse=True)


def test_an_empty_library_finds_nothing(opened: Callable[..., Assistant], tmp_path: Path) -> None:
    assert opened(tmp_path / "empty").search("pilots", PUBLIC).hits == ()


def test_what_is_too_long_for_a_word_is_not_cut_up_in_search_of_two() -> None:
    looked: list[int] = []

    def frequencies(terms: Sequence[str]) -> dict[str, int]:
        looked.append(len(terms))
        return dict.fromkeys(terms, 0)

    assert respell(["a" * 5_000], frequencies, lambda term: None) == {}
    assert sum(looked) < 10
