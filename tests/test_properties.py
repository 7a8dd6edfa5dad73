"""Properties that hold for whatever a record prints: spans, pages, order, completeness, access, determinism."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import HashEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.lines import split_lines
from assistant.ingest.parse import parse
from assistant.ingest.readers.model import Source
from assistant.library import FileStamp, Library
from assistant.records import Access, Document, Page, Role, Span
from assistant.retrieval.indexes import Indexes
from assistant.retrieval.scope import Scope, open_to
from assistant.retrieval.search import Searcher

WORDS = "lamps quay dues pilots officer report noted cost Members 2023-24 £20K 1,482 S61 the of was 5 boats D-TAC".split()
sentence = st.lists(st.sampled_from(WORDS), min_size=2, max_size=25).map(lambda words: " ".join(words).capitalize() + ".")
heading = st.lists(st.sampled_from(["Quay", "Dues", "Pilots", "LAMPS", "of", "Report"]), min_size=1, max_size=5).map(" ".join)
mark = st.sampled_from(["", "(EXEMPT)", "**", "# "])
number = st.sampled_from(["{}.", "{})", "Item {}:", "{}", "23/{:03}", "Minute {}", "4.{}"])
gap = st.sampled_from(["\n", "\n\n", "\n\n\n", "\f\n", "\r\n", " \n \n"])


@st.composite
def block(draw: st.DrawFn) -> str:
    lines = draw(st.lists(sentence, min_size=1, max_size=4))
    match draw(st.sampled_from(["prose", "bullets", "resolved", "told", "within", "odd", "table"])):
        case "prose":
            return " ".join(lines)
        case "bullets":
            return "as follows:\n\n" + "\n\n".join(f"• {line}" for line in lines)
        case "resolved":
            return "RESOLVED:\n\n" + "\n\n".join(f"{n}. That {line}" for n, line in enumerate(lines, 1))
        case "told":
            return f"RESOLVED - That {lines[0]}"
        case "within":
            leads = ["and **RESOLVED** (4 for, 1 against) that", "was DEFERRED to", "it was resolved that:\n(a)"]
            lead = draw(st.sampled_from(leads))
            return f"{lines[0]} The matter was moved {lead} {' The motion was put and LOST. '.join(lines)}"
        case "table":
            return "\n".join(f"{line[:12]:<14}{n:>8}{n * 7:>8}" for n, line in enumerate(lines))
        case _:
            return draw(st.text(alphabet="aB1.,:;()[]*•\t \n–“’£%", max_size=60))


@st.composite
def records(draw: st.DrawFn) -> Source:
    """Draw minutes of any make, with page breaks at any line."""
    form, space = draw(number), draw(gap)
    parts = [draw(st.sampled_from(["MINUTES of the meeting of the Harbour Committee held on 5 March 2024", "Annual Report", ""]))]
    parts += draw(st.sampled_from([["PRESENT:", "Councillor A Pike (Chair)\nCouncillor B Wrasse"], []]))
    for at in range(draw(st.integers(0, 6))):
        parts.append(f"{form.format(at + 1)} {draw(heading)} {draw(mark)}".strip())
        parts += draw(st.lists(block(), max_size=3))
    text = space.join(parts).replace("\r\n", "\n")
    breaks = [at + 1 for at, c in enumerate(text) if c == "\n"]
    cuts = sorted(draw(st.sets(st.sampled_from(breaks), max_size=4))) if breaks else []
    starts = [0, *cuts]
    pages = (
        tuple(Page(n + 1, Span(a, b)) for n, (a, b) in enumerate(zip(starts, [*cuts, len(text)], strict=True)))
        if draw(st.booleans())
        else ()
    )
    return Source("text", text, pages)


@given(records())
@settings(max_examples=150)
def test_items_and_passages_tile_the_record(source: Source) -> None:
    document = parse(source, "record.txt", "0" * 64)
    assert document.text == source.text
    assert_in_order(document)
    furniture = {line.span for line in split_lines(source) if line.furniture}
    printed = [line for line in split_lines(source) if not line.blank and line.span not in furniture]
    for line in printed:
        words = Span(
            line.span.end - len(line.span.of(source.text).lstrip()),
            line.span.start + len(line.span.of(source.text).rstrip()),
        )
        assert any(item.span.overlaps(words) for item in document.items), line.text
    inside = "".join("".join(p.span.of(source.text).split()) for p in document.passages)
    for line in printed:
        assert "".join(line.span.of(source.text).split()) in inside or any(c in line.text for c in "\f"), line.text


def assert_in_order(document: Document) -> None:
    """Assert that spans lie where they must, in order, none over another."""
    ends = 0
    for item in document.items:
        assert ends <= item.span.start <= item.span.end <= len(document.text)
        ends = item.span.end
        assert all(item.span.contains(resolution.span) for resolution in item.resolutions)
        assert all(item.span.contains(reference.span) for reference in item.references)
        assert list(item.resolutions) == sorted(item.resolutions, key=lambda resolution: resolution.span)
        spans = [resolution.span for resolution in item.resolutions]
        assert all(a.start < a.end <= b.start < b.end for a, b in zip(spans, spans[1:], strict=False))
        if document.pages and len(item.span):
            assert item.pages == (document.page_of(item.span.start), document.page_of(item.span.end - 1))
    before = None
    for passage in document.passages:
        assert document.items[passage.item].span.contains(passage.span)
        assert passage.span.of(document.text).strip()
        if before is not None and before.item == passage.item:
            assert before.span.end <= passage.span.start
        before = passage


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_no_text_makes_the_parser_fail(text: str) -> None:
    source = Source("text", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert_in_order(parse(source, "record.txt", "0" * 64))


@dataclass(frozen=True)
class Held:
    """A library with its indexes, and what finds in it."""

    library: Library
    indexes: Indexes
    searcher: Searcher


@contextmanager
def library_of(*sources: Source) -> Iterator[Held]:
    """Yield a library of its own with some records in it."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        indexes = Indexes(library, HashEmbedder())  # type: ignore[arg-type]
        for at, source in enumerate(sources):
            document = parse(source, f"{at}.txt", f"{at:064}")
            library.put(FileStamp(f"/{at}.txt", f"{at}.txt", 1, 1, f"{at:064}"), document)
        added, _ = library.owed()
        indexes.change(library.indexed(added), None, [])
        library.settle(added)
        yield Held(library, indexes, Searcher(library, indexes))
        indexes.close()
        library.close()


@given(st.lists(records(), min_size=1, max_size=3), st.lists(sentence, min_size=2, max_size=2))
@settings(max_examples=8)
def test_searches_quote_exactly_filter_access_and_repeat_themselves(sources: list[Source], queries: list[str]) -> None:
    with library_of(*sources) as held:
        exempt = {p.id for p in held.library.indexed(held.library.digests()) if p.access is Access.EXEMPT}
        for query in queries:
            for role in Role:
                scope = Scope.of(role)
                hits = held.searcher.search(query, scope, 30).hits
                assert hits == held.searcher.search(query, scope, 30).hits
                assert {hit.access for hit in hits} <= set(open_to(role))
                assert len({(hit.document, hit.span) for hit in hits}) == len(hits)
                for hit in hits:
                    document = held.library.document(hit.document)
                    assert hit.text == document.text[hit.span.start : hit.span.end]
                    assert hit.page == document.page_of(hit.span.start)
            public = Scope.of(Role.PUBLIC)
            vector = held.indexes.embedder.question(query)
            assert not {key for key, _ in held.indexes.vectors.search(vector, public, 300)} & exempt
            weighted = {term: 1.0 for term in query.lower().strip(".").split()}
            assert not {key for key, _ in held.indexes.words.search(weighted, public, 300)} & exempt


@pytest.mark.parametrize("query", ["xylophone zither", "Zzyzx", "qqq"])
def test_an_off_vocabulary_question_finds_nothing(query: str) -> None:
    with library_of(Source("text", "1. DUES\n\nThe lamps were bought.\n\n2. PILOTS\n\nNone.\n")) as held:
        assert held.searcher.search(query, Scope.of(Role.OFFICER), 10).hits == ()


@given(records())
@settings(max_examples=30)
def test_a_document_comes_out_of_the_library_as_it_went_in(source: Source) -> None:
    document = parse(source, "record.txt", "0" * 64)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        library.put(FileStamp("/record.txt", "record.txt", 1, 1, "0" * 64), document)
        assert library.document("record.txt") == document
        library.close()
