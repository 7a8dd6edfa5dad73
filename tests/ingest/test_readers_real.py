"""The published records beside the repository: each is read, or refused for the right reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import NoTextLayer, UnreadableRecord
from assistant.ingest.readers import read

SHARED = Path(__file__).parents[2] / ".." / "shared"
REAL = SHARED / "records-real"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared folder of real records is not beside the repository")


def files(pattern: str) -> list[Path]:
    return sorted(REAL.glob(pattern))


@pytest.mark.parametrize("path", files("*/*.pdf"), ids=lambda path: path.name)
def test_every_pdf_is_read_or_refused_for_the_right_reason(path: Path) -> None:
    if path.parent.name == "souldern-scanned":
        with pytest.raises(NoTextLayer, match=r"(\d) of \1 pages"):
            read(path)
    elif path.name == "2020-06-25 Agenda.pdf":
        with pytest.raises(UnreadableRecord, match="PostScript"):
            read(path)
    else:
        source = read(path)
        assert len(source.text) > 1000 * len(source.pages) ** 0.5
        assert "".join(page.span.of(source.text) for page in source.pages) == source.text


@pytest.mark.parametrize(
    ("name", "tables", "has"),
    [
        (
            "winnipeg/Disposition-2015-03-25.docx",
            12,
            ["MEMBERS PRESENT\tWINNIPEG PUBLIC SERVICE", "Rail Safety\tADOPTED"],
        ),
        ("winnipeg/Hansard-2015-03-25.docx", 0, ["ROLL CALL", "a)\tmines, minerals", "Reconvened meeting of"]),
    ],
)
def test_both_word_files_are_read(name: str, tables: int, has: list[str]) -> None:
    source = read(REAL / name)
    assert len(source.tables) == tables
    assert all(words in source.text for words in has)
    for table in source.tables:
        for row in table.header + table.rows:
            assert all(cell.text == (cell.span.of(source.text) if cell.span else "") for cell in row)


def test_marked_pages_of_extracted_minutes_ascend_and_tile() -> None:
    paths = sorted((SHARED / "bench" / "limerick" / "minutes").glob("*.md"))
    paged = 0
    for path in paths:
        source = read(path)
        numbers = [page.number for page in source.pages]
        assert numbers == sorted(set(numbers))
        assert not numbers or "".join(page.span.of(source.text) for page in source.pages) == source.text
        paged += bool(numbers)
    assert not paths or paged > len(paths) // 3
