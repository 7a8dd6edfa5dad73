"""Golden tests on the five real records beside the project: what a careful reader found, found by the parser."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from golden_support import GOLDEN, ROOT, golden, numbered, squeezed, table_cells, understood, words

from assistant.records import Document

RECORDS = ROOT / ".." / "shared" / "records"
NAMES = sorted(path.name.removesuffix(".json") for path in (GOLDEN / "records").glob("*.json"))

pytestmark = pytest.mark.skipif(not RECORDS.is_dir(), reason="the folder of shared records is not beside the project")
each = pytest.mark.parametrize("name", NAMES)


@lru_cache(maxsize=8)
def _read(name: str) -> tuple[Document, dict[str, Any], dict[str, Any]]:
    document, shown = understood(RECORDS / name)
    return document, shown, golden("records", name)


def _of_item(shown: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the shown item with the number and meeting of the wanted one, or the heading of one without a number."""
    for item in shown["items"]:
        if wanted["number"] and (item["number"], item["meeting_date"]) == (wanted["number"], wanted["meeting_date"]):
            return item
        if not wanted["number"] and squeezed(item["heading"]) == squeezed(words(wanted["heading"])):
            return item
    raise AssertionError(f"no item {wanted['number']!r} {wanted['heading']!r} of {wanted['meeting_date']}")


@each
def test_numbered_items_are_those_a_reader_sees_and_no_others(name: str) -> None:
    _, shown, expected = _read(name)
    certain = [item for item in expected["items"] if item["number"] and item["certain"]]
    possible = [item for item in expected["items"] if item["number"]]
    ours = numbered(shown["items"])
    assert [found for found in ours if found in numbered(certain)] == numbered(certain)
    assert [found for found in ours if found not in numbered(possible)] == []


@each
def test_unnumbered_items_a_reader_is_certain_of_are_found(name: str) -> None:
    _, shown, expected = _read(name)
    wanted = [i for i in expected["items"] if not i["number"] and i["certain"] and i["heading"]]
    ours = [squeezed(item["heading"]) for item in shown["items"]]
    assert [item["heading"] for item in wanted if squeezed(words(item["heading"])) not in ours] == []


@each
def test_headings_are_as_printed(name: str) -> None:
    _, shown, expected = _read(name)
    for wanted in expected["items"]:
        if wanted["certain"] and wanted["number"] and wanted.get("heading_certain", True):
            assert words(_of_item(shown, wanted)["heading"]) == words(wanted["heading"])


@each
def test_items_begin_with_the_words_below_their_heading(name: str) -> None:
    document, shown, expected = _read(name)
    for wanted in expected["items"]:
        if wanted["certain"] and wanted["first_words"] and wanted.get("first_words_certain", True):
            item = _of_item(shown, wanted) if wanted["number"] or wanted["heading"] else shown["items"][0]
            assert squeezed(wanted["first_words"]) in squeezed(document.text[item["start"] : item["end"]])


@each
def test_resolutions_are_found_one_by_one(name: str) -> None:
    _, shown, expected = _read(name)
    for wanted in expected["items"]:
        if not wanted["certain"]:
            continue
        sure = [r for r in wanted["resolutions"] if r.get("certain", True)]
        found = _of_item(shown, wanted)["resolutions"] if wanted["number"] or wanted["resolutions"] else []
        texts = [squeezed(r["text"]) for r in found]
        for resolution in sure:
            first, last = squeezed(resolution["first_words"]), squeezed(resolution["last_words"])
            assert any(first in text[: len(first) + 12] and text.endswith(last) for text in texts), (
                wanted["heading"],
                resolution,
            )
        if all(r.get("certain", True) for r in wanted["resolutions"]):
            numbers = [r["number"] for r in found if r["number"]]
            assert numbers == [r["number"] for r in sure if r["number"]], wanted["heading"]


@each
def test_references_are_found_in_their_item(name: str) -> None:
    _, shown, expected = _read(name)
    for wanted in expected["items"]:
        if not wanted["certain"] or not wanted["references"]:
            continue
        left = [squeezed(ref["text"]) for ref in _of_item(shown, wanted)["references"]]
        for reference in wanted["references"]:
            said = squeezed(reference)
            match = next((text for text in left if said in text or text in said), None)
            assert match is not None, (wanted["heading"], reference, left)
            left.remove(match)


@each
def test_attendance_names_everyone_and_nobody_else(name: str) -> None:
    _, shown, expected = _read(name)
    unsure = {words(person) for person in expected["attendance"].get("uncertain", [])}
    for group in ("present", "absent", "officers", "also_present"):
        ours = [words(person) for person in shown["attendance"][group]]
        assert [person for person in ours if person not in unsure] == [words(p) for p in expected["attendance"][group]]


@each
def test_what_the_record_is(name: str) -> None:
    _, shown, expected = _read(name)
    assert shown["kind"] == expected["kind"]
    assert shown["meeting_dates"] == expected["meeting_dates"]
    assert shown["closed_at"] == expected["closed_at"]
    assert shown["access"] == "public"
    for part in expected["title_must_contain"]:
        assert words(part).lower() in words(shown["title"]).lower()
    if expected["body_certain"]:
        assert squeezed(shown["body"]) == squeezed(expected["body"])


@each
def test_tables_cell_by_cell(name: str) -> None:
    _, shown, expected = _read(name)
    ours = [table_cells(table) for table in shown["tables"]]
    for wanted in expected["tables"]:
        if wanted["certain"]:
            assert table_cells(wanted) in ours, wanted["caption"]


@each
def test_every_span_is_in_order_and_every_word_is_in_an_item(name: str) -> None:
    document, _, _ = _read(name)
    ends = [(item.span.start, item.span.end) for item in document.items]
    assert all(before[1] <= after[0] for before, after in zip(ends, ends[1:], strict=False))
    outside = "".join(document.text[a:b] for a, b in zip([0, *(e for _, e in ends)], [*(s for s, _ in ends), None], strict=True))
    assert squeezed(outside) == ""
