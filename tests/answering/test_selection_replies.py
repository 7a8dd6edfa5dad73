"""Replies printed in minutes: found, cut from their label, and preferred where a member's question is put again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answering.extractive import unmet
from assistant.answering.selection import NAMES, limit, unit_features
from assistant.answering.units import Unit, puts_question, split_units
from assistant.records import Access, Document, Hit, Item, Kind, PassageKind, Span
from assistant.retrieval.analysis import analyse
from assistant.retrieval.search import Found

ASKED = "I will ask at the next meeting when the Quarry Lane footbridge at Pellbrook will be reopened."


def _found(body: str, question: str = ASKED) -> tuple[Found, Document]:
    text = f"7. Question by Councillor Orr\n\n{body}"
    item = Item("7", "Question by Councillor Orr", Span(0, len(text)))
    document = Document("m.txt", "", "Minutes", Kind.MINUTES, text, items=(item,))
    hit = Hit(
        1, "m.txt", "Minutes", Kind.MINUTES, "", None, "7", item.heading, 0, PassageKind.PROSE, None,
        Span(0, len(text)), text, "", Access.PUBLIC, 1.0,
    )  # fmt: skip
    analysis = analyse(question)
    return Found(analysis, (hit,), dict.fromkeys([*analysis.terms, *analysis.names], 1.0)), document


def _units(body: str, question: str = ASKED) -> tuple[Found, Document, list[Unit]]:
    found, document = _found(body, question)
    return found, document, split_units(found.hits, lambda name: document)


@pytest.mark.parametrize(
    "label", ["REPLY: ", "**Response**: ", "ANSWER:\n\n", "Written reply from the Director: "],
)  # fmt: skip
def test_what_follows_a_label_is_a_reply(label: str) -> None:
    _, _, units = _units(f"{label}The works will be complete in May.")
    assert units[-1].replies is not None


@pytest.mark.parametrize("words", ["The Engineer replied that works end in May.", "In reply, the Chair gave the dates."])
def test_a_reported_reply_is_a_reply(words: str) -> None:
    assert _units(words)[2][0].replies is not None


@pytest.mark.parametrize("words", ["The consultation had a response rate of 12 per cent.", "Works will be complete in May."])
def test_other_words_are_not(words: str) -> None:
    assert [unit.replies for unit in _units(words)[2]] == [None]


def test_what_stands_before_the_reply_is_not_of_it() -> None:
    _, _, units = _units("The Chair took the item first.\n\nREPLY: The bridge is to reopen in May. Steps will be lit.")
    assert [unit.replies is not None for unit in units] == [False, True, True]
    assert units[1].replies is not None and units[2].replies is not None and units[1].replies < units[2].replies


def test_the_label_is_cut_and_the_quote_stays_verbatim() -> None:
    _, document, units = _units("**REPLY**: The bridge is to reopen in May.")
    assert units[0].text == "The bridge is to reopen in May."
    assert units[0].span.of(document.text) == units[0].text


def _named(row: list[float]) -> Iterator[tuple[str, float]]:
    return zip(NAMES, row, strict=True)


def test_replies_are_told_apart_only_where_a_question_is_put() -> None:
    body = "REPLY: The bridge is to reopen in May."
    found, _, units = _units(body)
    assert dict(_named(unit_features(found, units)[0]))["reply_asked"] == 1.0
    found, _, units = _units(body, "When will the footbridge be reopened?")
    assert dict(_named(unit_features(found, units)[0]))["reply_asked"] == 0.0


def test_a_reply_need_not_repeat_the_names_of_the_question() -> None:
    found, document, units = _units("REPLY: The works will be complete in May.")
    assert unmet(found, units[0], lambda name: document) == ""
    assert "Pellbrook" in unmet(found, replace(units[0], replies=None), lambda name: document)


def test_a_reply_of_another_year_does_not_meet_the_year_asked() -> None:
    found, document, units = _units("REPLY: The works were complete in 2017.", "I will ask what works were done in 2021.")
    assert "2021" in unmet(found, units[0], lambda name: document)


@pytest.mark.parametrize(("text", "puts"), [(ASKED, True), ("To ask the Leader why.", True), ("What did it cost?", False)])
def test_putting_a_question(text: str, puts: bool) -> None:
    assert puts_question(text) is puts


def test_limits_are_of_the_model_and_named() -> None:
    assert 0.0 < limit("names_may_miss") < 1.0
    with pytest.raises(KeyError):
        limit("no such limit")
