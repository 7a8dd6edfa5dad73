"""Where cross-references lead."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossref import ItemKey, resolve
from assistant.records import Document, Item, Kind, Reference, Span

BODY = "Harbour Committee"


def _key(document: str, number: str, day: date | None, body: str = BODY, kind: Kind = Kind.MINUTES) -> ItemKey:
    return ItemKey(document, body, kind, number, day)


HELD = [
    _key("2022-07.pdf", "5", date(2022, 7, 13)),
    _key("2023-02.pdf", "19", date(2023, 2, 15)),
    _key("2023-07.pdf", "5", date(2023, 7, 12)),
    _key("2024-02.pdf", "15", date(2024, 2, 14)),
    _key("roads.pdf", "19", date(2023, 5, 1), body="Roads Panel"),
    _key("2020.pdf", "40", date(2020, 2, 1)),
    _key("report.pdf", "15", date(2024, 2, 14), kind=Kind.ANNUAL_REPORT),
]


def _leads(
    text: str, kind: str, number: str, day: date | None = date(2024, 2, 14), name: str = "2024-02.pdf"
) -> tuple[str | None, str | None]:
    words = next(part for part in (text[text.index("[") :],) if part)
    span = Span(text.index(words), len(text))
    reference = Reference(span, words, kind, number)
    item = Item("1", "X", Span(0, len(text)), day, references=(reference,))
    document = Document(name, "0", "T", Kind.MINUTES, text, body=BODY, items=(item,))
    found = resolve(document, HELD)[0].references[0]
    assert (found.span, found.text) == (span, words)
    return found.document, found.item


@pytest.mark.parametrize(
    ("text", "kind", "number", "target"),
    [
        ("as told [Min. No. 15 refers]", "minute", "15", ("2024-02.pdf", "15")),
        ("as told [Min. No. 5 refers]", "minute", "5", ("2023-07.pdf", "5")),
        ("as told in July 2022 [Min. No. 5 refers]", "minute", "5", ("2022-07.pdf", "5")),
        ("as told on 15 February 2023 [Min. No. 19 refers]", "minute", "19", ("2023-02.pdf", "19")),
        ("It was so on 13 July 2022. It is still so [Min. No. 5 refers]", "minute", "5", ("2023-07.pdf", "5")),
        ("as told [Min. No. 40 refers]", "minute", "40", (None, None)),
        ("as told [Min. No. 99 refers]", "minute", "99", (None, None)),
        ("the plan [Appendix A]", "appendix", "A", (None, None)),
        ("the plan [agenda p.5]", "page", "5", (None, None)),
        ("as told in May 2021 [Min. No. 5 refers]", "minute", "5", (None, None)),
    ],
)
def test_where_it_leads(text: str, kind: str, number: str, target: tuple[str | None, str | None]) -> None:
    assert _leads(text, kind, number) == target


def test_another_committee_is_not_meant() -> None:
    assert _leads("as told [Min. No. 19 refers]", "minute", "19", date(2023, 7, 12), "2023-07.pdf") == (
        "2023-02.pdf",
        "19",
    )


def test_without_a_date_only_the_record_itself_is_known() -> None:
    assert _leads("as told [Min. No. 5 refers]", "minute", "5", None, "undated.pdf") == (None, None)


def test_a_later_meeting_is_never_meant() -> None:
    assert _leads("as told [Min. No. 15 refers]", "minute", "15", date(2023, 7, 12), "2023-07.pdf") == (None, None)
