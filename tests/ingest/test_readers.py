"""Which reader takes a file, and what is refused with which words."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import EncryptedRecord, RecordTooLarge, UnreadableRecord
from assistant.ingest.readers import Source, read
from assistant.ingest.readers.encoding import decode
from assistant.ingest.readers.plain import text_pages


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def zipped(**parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), words)
    return buffer.getvalue()


def assert_tiles(source: Source) -> None:
    assert source.pages[0].span.start == 0
    assert source.pages[-1].span.end == len(source.text)
    for left, right in zip(source.pages, source.pages[1:], strict=False):
        assert left.span.end == right.span.start


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("a.txt", "Minutes of a meeting\n", "text"),
        ("a.md", "Plain words only\n", "markdown"),
        ("a.markdown", "Plain words only\n", "markdown"),
        ("a.txt", "# Minutes\n\n## 1. Apologies\n", "markdown"),
        ("a.txt", "**Present** and [a link](https://example.org/x)\n", "markdown"),
        ("a.txt", "Item # 4 costs 3 ** 2\n", "text"),
        ("a.txt", "The rule a < b and <p> as a word\n", "text"),
        ("a.html", "<p>One paragraph</p>", "html"),
        ("a.HTM", "<!DOCTYPE html><html><body>Words</body></html>", "html"),
        ("page", "<!-- made -->\n<html><body>Words</body></html>", "html"),
        ("page", "<div><p>Words</p></div>", "html"),
        ("page", "Words about %PDF-1.4 and more", "text"),
        ("a.md", "<div align=center>A heading</div>\n\nWords\n", "markdown"),
        ("a.xyz", "Words\n", "text"),
    ],
)
def test_format_is_told_by_content(tmp_path: Path, name: str, words: str, kind: str) -> None:
    assert read(write(tmp_path, name, words)).format == kind


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", "<html><body>Not found</body></html>", "named .pdf but holds HTML; rename it"),
        ("a.pdf", "Plain words", "named .pdf but holds plain text"),
        ("a.docx", "Plain words", "named .docx but holds plain text"),
        ("a.docx", b"%PDF-1.4\n%%EOF", "named .docx but holds PDF"),
        ("a.html", "Plain words", "named .html but holds plain text"),
        ("a.txt", b"%PDF-1.4\n%%EOF", "named .txt but holds PDF"),
        ("a.txt", "<!doctype html><html><body>x</body></html>", "named .txt but holds HTML"),
        ("a.doc", "Plain words", "named .doc but holds plain text"),
        ("a.pdf", zipped(word__document_xml="<w/>"), "named .pdf but holds DOCX"),
        ("a.pdf", b"\x00\x01\x02garbage" * 40, "named .pdf but holds binary data, not a PDF"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image"),
        ("a.gif", b"GIF89a\x01\x00", "GIF image"),
        ("a.tif", b"II*\x00\x08", "TIFF image"),
        ("a.zip", zipped(a_xml="x"), "is a ZIP archive, which is not read; unpack it"),
        ("a.xlsx", zipped(xl__workbook_xml="<x/>"), "is a damaged Excel workbook"),
        ("a.pptx", zipped(ppt__presentation_xml="<x/>"), "is a PowerPoint presentation"),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument file"),
        ("a.docx", zipped(word__document_xml="<w/>")[:40], "damaged or cut-off DOCX or ZIP"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office document"),
        ("a.rtf", rb"{\rtf1 words}", "is an RTF document, which is not read; save it as PDF or DOCX"),
        ("a.pdf", b"%!PS-Adobe-3.0\n", "holds a PostScript file"),
        ("a.bin", bytes(range(256)) * 8, "binary data, not text"),
        ("a.txt", "Minutes".encode("utf-16-le"), "UTF-16 text without its mark"),
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"", "is empty"),
        ("a.md", " \n\t\n", "is empty"),
        ("a.txt", "\u2003\u2003", "holds no text"),
    ],
)
def test_refusals_name_the_file_and_say_what_it_is(tmp_path: Path, name: str, data: bytes | str, says: str) -> None:
    with pytest.raises(UnreadableRecord, match=re.escape(says)) as caught:
        read(write(tmp_path, name, data))
    assert str(caught.value).startswith(f"{name}: ")
    assert str(tmp_path) not in str(caught.value)


def test_encrypted_office_file_needs_a_password(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(50)
    with pytest.raises(EncryptedRecord, match=r"a\.docx: needs a password"):
        read(write(tmp_path, "a.docx", data))


def test_missing_and_irregular_paths(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="none.txt: does not exist"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableRecord, match="not a regular file"):
        read(tmp_path)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.txt", "Words")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableRecord, match=r"a\.txt: cannot be opened \(Permission denied\); check its permissions"):
        read(path)


def test_too_many_bytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(RecordTooLarge, match=r"big.txt: is 200.0 MiB, the limit is 64.0 MiB"):
        read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_too_many_characters(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, "<p>" + "words " * 100)
    with pytest.raises(RecordTooLarge, match="more than 100 characters"):
        read(path, max_characters=100)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfCaf\xc3\xa9\r\nnext\rlast", "Café\nnext\nlast"),
        ("Café".encode("utf-16"), "Café"),
        (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café"),
        ("£5 – “so”".encode("cp1252"), "£5 – “so”"),
        ("é" * 20 + "x", "é" * 20 + "x"),
        ("éèü£—’".encode() * 3 + b"\x96", "éèü£—’" * 3 + "\ufffd"),
    ],
)
def test_decoding(tmp_path: Path, data: bytes | str, text: str) -> None:
    assert read(write(tmp_path, "a.txt", data)).text == text


def test_declared_latin_1_is_windows_1252_and_nonsense_is_passed_over() -> None:
    assert decode(b"\x93so\x94", "iso-8859-1") == "“so”"
    assert decode(b"caf\xe9", "no-such-charset") == "café"
    assert decode("café".encode(), "iso-8859-1") == "café"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    source = read(write(tmp_path, "a.txt", "one\n\ftwo\n\fthree\n\f"))
    assert [page.span.of(source.text) for page in source.pages] == ["one\n\f", "two\n\f", "three\n\f"]
    assert_tiles(source)


def test_extractor_markers_part_pages(tmp_path: Path) -> None:
    source = read(write(tmp_path, "a.md", "link\n\n---\nfirst\n---\n2\n\nsecond\n---\n3\n\nthird\n"))
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert source.pages[1].span.of(source.text) == "---\n2\n\nsecond\n"
    assert source.headings == ()
    assert_tiles(source)


def test_a_page_without_printed_number_has_its_rule() -> None:
    text = "a\n---\n2\nb\n---\nunnumbered\n---\n4\nd\n"
    assert [page.number for page in text_pages(text)] == [1, 2, 3, 4]
    text = "---\na\n---\nunnumbered\n---\n3\nc\n---\nunnumbered\n"
    assert [page.number for page in text_pages(text)] == [1, 2, 3, 4]
    assert [page.number for page in text_pages("a\n---\n2\nb\n---\n5\ne\n")] == [1, 2, 5]


@pytest.mark.parametrize("text", ["a\n---\n3\nb\n---\n1\n", "a\n---\n2\nb\n---\n2\nc", "a\n---\n7\nb", "a\n---\nb\n"])
def test_rules_that_are_no_page_markers(text: str) -> None:
    assert text_pages(text) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1), min_size=2, max_size=6))
def test_page_spans_tile_any_text(pages: list[str]) -> None:
    text = "\f".join(pages)
    found = text_pages(text)
    if found:
        assert "".join(page.span.of(text) for page in found) == text
        assert all(left.span.end == right.span.start for left, right in zip(found, found[1:], strict=False))


def test_markdown_headings_and_title(tmp_path: Path) -> None:
    words = "# **Minutes** #\n\nUnder\n=====\n\n```\n# code\n```\n\n## 1. Apologies ##\n\nSecond\n---\n\n"
    words += "#hashtag\n####### seven\n"
    source = read(write(tmp_path, "a.md", words))
    assert [(heading.span.of(source.text), heading.level) for heading in source.headings] == [
        ("Minutes", 1),
        ("Under", 1),
        ("1. Apologies", 2),
        ("Second", 2),
    ]
    assert source.title == "Minutes"
    assert source.text == words


def test_markdown_table_spans(tmp_path: Path) -> None:
    words = "Figures:\n\n| Area | 2018 |\n|:--|--:|\n| Dart  ford | 1,204 |\n| **All** |\n\nAfter | all\n"
    (table,) = read(write(tmp_path, "a.md", words)).tables
    assert [[cell.text for cell in row] for row in table.header + table.rows] == [
        ["Area", "2018"],
        ["Dart ford", "1,204"],
        ["All", ""],
    ]
    assert table.span.of(words).endswith("| **All** |")
    for row in table.header + table.rows:
        for cell in row:
            assert cell.text == (" ".join(cell.span.of(words).split()) if cell.span else "")


def test_a_rule_in_prose_is_no_table(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.md", "a | b\n\n---\n\nwords\n")).tables == ()
