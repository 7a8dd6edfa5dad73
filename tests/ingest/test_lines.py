"""Lines of a record: furniture, capitals, bold and table marks."""

from __future__ import annotations

import pytest

from assistant.ingest.lines import mark_tables, mostly_capitals, split_lines
from assistant.ingest.readers.model import Heading, Source
from assistant.records import Page, Span


def _paged(*texts: str) -> Source:
    pages, at = [], 0
    for number, text in enumerate(texts, 1):
        pages.append(Page(number, Span(at, at + len(text))))
        at += len(text)
    return Source("pdf", "".join(texts), tuple(pages))


def test_running_headers_and_page_numbers_are_furniture() -> None:
    source = _paged(
        *(
            f"Harbour Committee 5 March 2024\nWhat was said on leaf {word}.\nMore of it was {word}.\nPage {n} of 4\n"
            for n, word in enumerate(["one", "two", "three", "four"], 1)
        )
    )
    furniture = [line.text for line in split_lines(source) if line.furniture]
    assert furniture == [text for n in range(1, 5) for text in ("Harbour Committee 5 March 2024", f"Page {n} of 4")]


def test_a_line_that_stands_on_one_page_only_is_kept() -> None:
    source = _paged(
        "1. DUES\nThe first leaf.\n1\n",
        "RESOLVED: That it be so.\nThe second leaf.\n2\n",
        "2. PILOTS\nThe third leaf.\n3\n",
    )
    assert [line.text for line in split_lines(source) if line.furniture] == ["1", "2", "3"]


def test_a_record_of_one_page_or_none_has_no_furniture() -> None:
    assert not any(line.furniture for line in split_lines(_paged("Harbour Committee\n1\n")))
    assert not any(line.furniture for line in split_lines(Source("text", "12\n\nHarbour\n\n12\n")))


def test_spans_leave_out_the_newline_and_texts_are_folded() -> None:
    source = Source("text", "**1.  DUES**\n\n  The   dues \n")
    lines = split_lines(source)
    assert [line.text for line in lines] == ["1. DUES", "", "The dues", ""]
    assert [line.span.of(source.text) for line in lines] == ["**1.  DUES**", "", "  The   dues ", ""]
    assert [line.bold for line in lines] == [True, False, False, False]


def test_marked_headings_have_their_level() -> None:
    source = Source("html", "Dues\n\nProse\n\nPilots\n", headings=(Heading(Span(0, 4), 2), Heading(Span(13, 19), 3)))
    assert [(line.text, line.level) for line in split_lines(source) if line.level] == [("Dues", 2), ("Pilots", 3)]


def test_lines_of_tables_are_marked() -> None:
    source = Source("text", "before\na b\nc d\nafter\n")
    assert [line.tabular for line in mark_tables(split_lines(source), [Span(7, 14)])] == [
        False,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXCLUSION OF PRESS", True),
        ("O&S COMMITTEE’s WORK", True),
        ("Exclusion of Press", False),
        ("A", False),
        ("12.5", False),
    ],
)
def test_capitals(text: str, expected: bool) -> None:
    assert mostly_capitals(text) is expected
