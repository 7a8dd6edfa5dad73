"""Folding, sentence borders and search terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import content_terms, fold, sentences, terms
from assistant.records import Span


def _cut(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quay is wet. It is old.", ["The quay is wet.", "It is old."]),
        (
            "Mr. Pike and Cllr. Wrasse met Dr. Dory. They spoke.",
            ["Mr. Pike and Cllr. Wrasse met Dr. Dory.", "They spoke."],
        ),
        ("See Min. No. 13 of the minutes. It is so.", ["See Min. No. 13 of the minutes.", "It is so."]),
        ("It closed at 9.25 pm. The Chair left.", ["It closed at 9.25 pm.", "The Chair left."]),
        ("Councillor A. B. Pike rose. He sat.", ["Councillor A. B. Pike rose.", "He sat."]),
        ("It fell by 3.5 per cent. That is good.", ["It fell by 3.5 per cent.", "That is good."]),
        ("It rose e.g. in May. Then it fell.", ["It rose e.g. in May.", "Then it fell."]),
        ("Is it so? Yes! Good.", ["Is it so?", "Yes!", "Good."]),
        ("He said “It is wet.” Then he left.", ["He said “It is wet.”", "Then he left."]),
        ("The St. Peter's ward grew. So did others.", ["The St. Peter's ward grew.", "So did others."]),
        ("the following:\n\n• one;\n• two.", ["the following:", "• one;", "• two."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


def test_sentences_of_a_part() -> None:
    text = "One is here. Two is here. Three is here."
    assert [span.of(text) for span in sentences(text, Span(13, 25))] == ["Two is here."]


@given(st.text(alphabet='ab .?!\n:;•A1("’*', max_size=120))
def test_sentences_lose_no_word_and_are_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("D-TAC", "the D-TAC scheme"),
        ("DTAC", "the D-TAC scheme"),
        ("S61", "an S61 notice"),
        ("82,537", "it was 82,537 in all"),
        ("82537", "it was 82,537 in all"),
        ("£20K", "a sum of £20K"),
        ("Min. No. 24", "[Min. No. 24 refers]"),
        ("burglaries", "a burglary"),
        ("organised", "organized crime"),
        ("PSPO’s", "the PSPO was made"),
        ("20%", "a fall of 20%"),
        ("travelling", "traveling"),
    ],
)
def test_terms_meet(query: str, text: str) -> None:
    assert set(content_terms(query)) & set(content_terms(text))


def test_numbers_that_differ_do_not_meet() -> None:
    assert not set(terms("82,537")) & set(terms("82,538"))
    assert not set(terms("1.5")) & set(terms("15"))


def test_stop_words_are_left_out() -> None:
    assert content_terms("What is the cost of the quay?") == content_terms("cost quay")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**DUES**  and\nfees", "DUES and fees"),
        ("## Dues", "Dues"),
        ("co-\noperate", "co-operate"),
        ("a_b and _c_", "a_b and c"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text(max_size=200))
def test_terms_never_fail_and_hold_no_space(text: str) -> None:
    assert all(term and " " not in term for term in terms(text))
