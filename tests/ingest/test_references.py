"""Cross-references as printed."""

from __future__ import annotations

import pytest

from assistant.ingest.references import find_references
from assistant.records import Span


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(r.text, r.kind, r.number) for r in find_references(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as before [Min. No. 13 refers].", ("[Min. No. 13 refers]", "minute", "13")),
        ("as before [HBC Min. No. 36 refers].", ("[HBC Min. No. 36 refers]", "minute", "36")),
        ("as before (Minute No. 7).", ("(Minute No. 7)", "minute", "7")),
        ("as before (Minute 44 refers).", ("(Minute 44 refers)", "minute", "44")),
        ("the map [agenda p.56] shows", ("[agenda p.56]", "page", "56")),
        ("the map (agenda pages 54/55) shows", ("(agenda pages 54/55)", "page", "54/55")),
        ("the map [pages 2-3 refer] shows", ("[pages 2-3 refer]", "page", "2-3")),
        ("the map at Appendix A shows", ("Appendix A", "appendix", "A")),
        ("the map (attached as Appendix 2) shows", ("(attached as Appendix 2)", "appendix", "2")),
        ("as told [Item 4 above refers].", ("[Item 4 above refers]", "item", "4")),
        ("as told (Agenda Item 12).", ("(Agenda Item 12)", "item", "12")),
    ],
)
def test_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert _found(text) == [expected]


def test_order_and_repeats_are_kept() -> None:
    found = _found("Appendix B, then Appendix A [Min. No. 2 refers] and Appendix B again.")
    assert [text for text, _, _ in found] == ["Appendix B", "Appendix A", "[Min. No. 2 refers]", "Appendix B"]


def test_a_reference_over_a_line_end_is_folded_and_its_span_is_exact() -> None:
    text = "see [Min.\nNo. 13 refers] there"
    found = find_references(text, Span(0, len(text)))
    assert found[0].text == "[Min. No. 13 refers]"
    assert found[0].span.of(text) == "[Min.\nNo. 13 refers]"


@pytest.mark.parametrize("text", ["in 13 minutes", "the minutes were read", "item by item", "page by page", "an appendix to it"])
def test_plain_words_refer_to_nothing(text: str) -> None:
    assert _found(text) == []


def test_only_the_part_asked_for_is_read() -> None:
    text = "Appendix A and Appendix B"
    assert [r.text for r in find_references(text, Span(0, 10))] == ["Appendix A"]
