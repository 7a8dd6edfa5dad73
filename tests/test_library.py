"""The record library: transactions, identity, the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.library import FileStamp, Library
from assistant.records import (
    Access,
    Attendance,
    Cell,
    Document,
    Item,
    Kind,
    Page,
    Passage,
    PassageKind,
    Reference,
    Resolution,
    Span,
    Table,
)

TEXT = "1. DUES\n\nThe dues [Min. No. 3 refers] rose.\n\nRESOLVED: That they rise.\n\n2. TENDERS\n\nSecret.\n"


def _document(name: str = "a.txt") -> Document:
    return Document(
        name=name,
        sha256="0" * 64,
        title="Minutes",
        kind=Kind.MINUTES,
        text=TEXT,
        body="Harbour Committee",
        meeting_dates=(date(2024, 3, 5),),
        pages=(Page(1, Span(0, 40)), Page(2, Span(40, len(TEXT)))),
        closed_at="9.05 pm",
        attendance=Attendance(("A",), ("B",), ("C – D",), ("E",)),
        items=(
            Item(
                "1",
                "DUES",
                Span(0, 72),
                date(2024, 3, 5),
                (1, 2),
                Access.PUBLIC,
                (Resolution("", Span(45, 72)),),
                (Reference(Span(18, 38), "[Min. No. 3 refers]", "minute", "3"),),
            ),
            Item("2", "TENDERS", Span(74, len(TEXT) - 1), None, None, Access.EXEMPT),
        ),
        tables=(
            Table(
                "Dues",
                Span(0, 7),
                ((Cell("a", Span(0, 1)), Cell("", None)),),
                ((Cell("b", Span(1, 2)), Cell("", None)),),
                1,
            ),
        ),
        passages=(
            Passage(Span(0, 43), 0, PassageKind.PROSE, "Minutes | 1 DUES"),
            Passage(Span(74, 95), 1, PassageKind.RESOLUTION),
        ),
        acronyms=(("D", "Dues"),),
    )


def _stamp(name: str = "a.txt", folder: str = "") -> FileStamp:
    return FileStamp(f"/{folder}{name}", name, 1, 2, "0" * 64)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    held = Library(tmp_path)
    yield held
    held.close()


def test_a_document_comes_back_whole(library: Library) -> None:
    library.put(_stamp(), _document())
    assert library.document("a.txt") == _document()
    assert library.document("/a.txt") == _document()


def test_what_is_put_is_owed_until_settled(library: Library) -> None:
    ids = library.put(_stamp(), _document())
    assert library.owed() == (ids, [])
    assert not library.has_indexed()
    library.settle(ids)
    assert library.owed() == ([], [])
    assert library.has_indexed()
    again = library.put(_stamp(), _document())
    assert library.owed() == (again, ids)
    assert not set(again) & set(ids)


def test_what_was_never_indexed_is_dropped_all_the_same(library: Library) -> None:
    ids = library.put(_stamp(), _document())
    library.remove("a.txt")
    assert library.owed() == ([], ids)


def test_a_failed_transaction_leaves_nothing(library: Library) -> None:
    with pytest.raises(RuntimeError), library.transaction():
        library.put(_stamp(), _document())
        raise RuntimeError
    assert library.summaries() == []
    assert library.owed() == ([], [])


def test_hits_carry_what_a_citation_needs_in_the_order_given(library: Library) -> None:
    first, second = library.put(_stamp(), _document())
    hits = library.hits({second: 0.5, first: 0.25, 999: 1.0})
    assert [(hit.passage, hit.score, hit.item, hit.access, hit.page) for hit in hits] == [
        (second, 0.5, "2", Access.EXEMPT, 2),
        (first, 0.25, "1", Access.PUBLIC, 1),
    ]
    assert all(hit.text == TEXT[hit.span.start : hit.span.end] for hit in hits)


def test_item_keys_and_acronyms_are_those_of_the_access(library: Library) -> None:
    library.put(_stamp(), _document())
    assert [key.number for key in library.item_keys([Access.PUBLIC])] == ["1"]
    assert [key.number for key in library.item_keys(list(Access))] == ["2", "1"]
    assert library.acronyms([Access.PUBLIC]) == [("D", "Dues")]
    assert library.acronyms([Access.EXEMPT]) == []


def test_more_passages_than_sql_takes_variables(library: Library) -> None:
    from dataclasses import replace

    many = replace(_document(), passages=tuple(Passage(Span(0, 43), 0) for _ in range(1700)))
    ids = library.put(_stamp(), many)
    assert len(library.hits(dict.fromkeys(ids, 0.0))) == len(library.indexed(ids)) == 1700


def test_astral_characters_do_not_shift_spans(library: Library) -> None:
    from dataclasses import replace

    text = "🚤🚤 é́ the lamps\n"
    document = replace(
        _document(),
        text=text,
        items=(Item("", "", Span(0, 14)),),
        passages=(Passage(Span(6, 15), 0),),
        tables=(),
        pages=(),
    )
    ids = library.put(_stamp(), document)
    hit = library.hits({ids[0]: 0.0})[0]
    assert hit.text == text[6:15]


def test_digest_changes_with_words_and_context(library: Library) -> None:
    from dataclasses import replace

    library.put(_stamp(), _document())
    other = replace(_document("b.txt"), passages=tuple(replace(p, context="Other") for p in _document().passages))
    library.put(_stamp("b.txt"), other)
    digests = list(library.digests().values())
    assert len(set(digests)) == len(digests) == 4


def test_what_is_not_there(library: Library) -> None:
    with pytest.raises(NotFound, match="status"):
        library.document("none.txt")
    with pytest.raises(NotFound):
        library.remove("none.txt")


def test_opening_again_finds_what_was_stored(tmp_path: Path) -> None:
    first = Library(tmp_path)
    first.put(_stamp(), _document())
    first.set_meta("key", "one")
    first.set_meta("key", "two")
    first.close()
    second = Library(tmp_path)
    assert [summary.name for summary in second.summaries()] == ["a.txt"]
    assert (second.meta("key"), second.meta("none")) == ("two", None)
    assert second.stamps() == {"/a.txt": _stamp()}
    second.close()
