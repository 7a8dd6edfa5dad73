"""Passages: inside one item, exact, of a length to be read at once, never through a table or a decision."""

from __future__ import annotations

from pathlib import Path

from parse_support import minutes, parsed

from assistant.ingest.parse import parse
from assistant.ingest.passages import LONGEST
from assistant.ingest.readers import read
from assistant.records import Document, PassageKind

SENTENCE = "The officer gave an account of the works at the quay and Members asked about their cost. "


def _texts(document: Document) -> list[str]:
    return [p.span.of(document.text) for p in document.passages]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    document = minutes(f"1. DUES\n\n{SENTENCE * 30}", f"2. PILOTS\n\n{SENTENCE}")
    held = [p for p in document.passages if document.items[p.item].number == "1"]
    assert len(held) > 3
    assert all(p.span.of(document.text).rstrip().endswith(".") for p in held)
    assert all(len(p.span) <= LONGEST for p in held)


def test_a_text_without_any_stop_is_still_cut() -> None:
    document = parsed("word " * 2000)
    assert all(len(p.span) <= LONGEST for p in document.passages)
    assert "".join("".join(_texts(document)).split()) == "word" * 2000


def test_passages_do_not_cross_items() -> None:
    document = minutes("1. DUES\n\nShort.", "2. PILOTS\n\nShort too.", "3. LIGHTS\n\nShort as well.")
    for passage in document.passages:
        assert document.items[passage.item].span.contains(passage.span)


def test_decisions_stand_apart_from_the_discussion() -> None:
    document = minutes(
        f"1. DUES\n\n{SENTENCE}",
        "RESOLVED:\n\n1. That the dues be raised.\n\n2. That the pilots be told.",
        f"2. PILOTS\n\n{SENTENCE}",
    )
    decisions = [p.span.of(document.text) for p in document.passages if p.kind is PassageKind.RESOLUTION]
    assert len(decisions) == 1
    assert "dues be raised" in decisions[0]
    assert "pilots be told" in decisions[0]
    assert "account of the works" not in decisions[0]


def test_what_announces_a_list_goes_with_it() -> None:
    document = minutes(
        "1. DUES\n\nThe officer advised of the following:\n\n• that the lamps were out;\n\n• that the quay was wet.",
        f"2. PILOTS\n\n{SENTENCE}",
    )
    held = next(text for text in _texts(document) if "lamps" in text)
    assert "advised of the following" in held


def test_context_names_record_date_and_headings() -> None:
    document = minutes("1. DUES\n\nThe lamps were out.", f"2. PILOTS\n\n{SENTENCE}")
    passage = next(p for p in document.passages if "lamps" in p.span.of(document.text))
    assert passage.context.endswith("5 March 2024 | 1 DUES")
    assert "Harbour Committee" in passage.context


def test_sections_name_those_that_hold_them() -> None:
    document = parsed(
        f"4. Works\n\n4.1 The Quays\n\n{SENTENCE}\n\n4.1.1 North Quay\n\nThe lamps were out.\n\n5. Costs\n\n{SENTENCE}"
    )
    passage = next(p for p in document.passages if "lamps" in p.span.of(document.text))
    assert passage.context.split(" | ")[-3:] == ["4 Works", "4.1 The Quays", "4.1.1 North Quay"]


def test_a_table_stays_whole(tmp_path: Path) -> None:
    rows = "\n".join(f"| Ward {n} | {n},000 | {n * 2},000 |" for n in range(1, 60))
    table = f"| Ward | 2023 | 2024 |\n|---|---|---|\n{rows}"
    text = f"# Report\n\n## Dues\n\n{SENTENCE}\n\n{table}\n\n## Pilots\n\n{SENTENCE}\n"
    (tmp_path / "r.md").write_text(text)
    document = parse(read(tmp_path / "r.md"), "r.md", "0" * 64)
    tables = [p for p in document.passages if p.kind is PassageKind.TABLE]
    assert len(tables) == 1
    assert tables[0].span.contains(document.tables[0].span)
    assert "Ward 59" in tables[0].span.of(document.text)


def test_a_record_of_no_known_kind_is_still_passages() -> None:
    document = parsed(f"To whom it may concern\n\n{SENTENCE * 3}\n\n{SENTENCE * 4}")
    assert len(document.passages) >= 2
    assert all(p.span.of(document.text).strip() for p in document.passages)
