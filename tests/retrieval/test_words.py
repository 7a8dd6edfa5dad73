"""How often words occur, as counted by one process while another one writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.library import IndexedPassage
from assistant.records import Access, Kind
from assistant.retrieval.words import WordIndex

PUBLIC = (Access.PUBLIC,)


def test_a_word_is_counted_anew_when_another_process_has_changed_a_record(tmp_path: Path) -> None:
    gulls = IndexedPassage(
        id=1, text="Gulls stole chips.", context="", digest="1", access=Access.PUBLIC, document="a.txt", body="",
        kind=Kind.MINUTES, meeting_date=None,
    )  # fmt: skip
    reader, writer = WordIndex(tmp_path), WordIndex(tmp_path)
    writer.change([gulls], [])
    assert reader.frequencies(["gull", "tern"], PUBLIC) == {"gull": 1, "tern": 0}
    writer.change([replace(gulls, text="Terns and gulls stole chips."), replace(gulls, id=2)], [])
    assert reader.frequencies(["gull", "tern"], PUBLIC) == {"gull": 2, "tern": 1}
    writer.change([replace(gulls, id=2, text="Terns stole chips.")], [1])
    assert reader.frequencies(["gull", "tern"], PUBLIC) == {"gull": 0, "tern": 1}
