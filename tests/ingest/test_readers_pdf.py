"""PDF: text layers, images, passwords and damage."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import EncryptedRecord, NoTextLayer, RecordError, RecordTooLarge, UnreadableRecord
from assistant.ingest.readers import read

LONG = "The committee noted the report of the chief officer and thanked everyone who had helped."


def picture(side: int = 600) -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", (side, side), (200, 210, 220)))


def typeset(*pages: str | None, title: str = "", image: int = 0, outline: bool = False) -> bytes:
    """A page of words for each string, a page without any for None; images of the size on every page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    canvas.setTitle(title)
    for words in pages:
        for row, line in enumerate((words or "").split("\n")):
            if line:
                canvas.drawString(72, 760 - 14 * row, line)
        if image:
            canvas.drawImage(picture(image), 50, 50, 400, 400)
        if outline:
            for step in range(2000):
                canvas.line(step % 500, 100, step % 400, 300)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(folder: Path, data: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_pages_tile_the_text(tmp_path: Path) -> None:
    source = read(write(tmp_path, typeset("First page\nline two", None, "Third page", title="Minutes of the Board")))
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert "".join(page.span.of(source.text) for page in source.pages) == source.text
    assert "First page" in source.pages[0].span.of(source.text)
    assert not source.pages[1].span.of(source.text).strip()
    assert source.pages[2].span.of(source.text).strip() == "Third page"
    assert (source.format, source.title, source.headings, source.tables) == ("pdf", "Minutes of the Board", (), ())


def test_text_is_what_pypdf_extracts(tmp_path: Path) -> None:
    path = write(tmp_path, typeset(LONG, LONG.upper()))
    assert read(path).text == "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("title", ["Microsoft Word - minutes v2.docx", "minutes.pdf", "untitled", "Document1", "4f9a0b"])
def test_made_up_titles_are_left_out(tmp_path: Path, title: str) -> None:
    assert read(write(tmp_path, typeset(LONG, title=title))).title == ""


def test_characters_that_cannot_be_stored_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda self, **rest: "a\x00b\ud800c\r\nd\uf0b7 \ufb01\x07")
    assert read(write(tmp_path, typeset("x"))).text == "abc\nd\uf0b7 \ufb01"


def test_password(tmp_path: Path) -> None:
    with pytest.raises(EncryptedRecord, match=r"a\.pdf: needs a password"):
        read(write(tmp_path, encrypted(typeset(LONG), "secret")))


def test_empty_user_password_opens(tmp_path: Path) -> None:
    assert LONG in read(write(tmp_path, encrypted(typeset(LONG), ""))).text


def test_pages_of_images_have_no_text_layer(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer, match=r"3 of 3 pages are images .* recognise the text"):
        read(write(tmp_path, typeset(None, None, None, image=60)))


def test_a_stamp_on_each_scan_is_no_text_layer(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer, match="2 of 2"):
        read(write(tmp_path, typeset("Page 1 of 2", "Page 2 of 2", image=600)))


def test_letters_drawn_as_outlines_are_no_text_layer(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer, match="1 of 1"):
        read(write(tmp_path, typeset(None, outline=True)))


def test_a_short_page_with_a_crest_is_read(tmp_path: Path) -> None:
    assert "Agenda" in read(write(tmp_path, typeset("Agenda", image=60))).text


def test_one_scanned_appendix_does_not_refuse_the_rest(tmp_path: Path) -> None:
    assert LONG in read(write(tmp_path, typeset(LONG, None, None, image=600))).text


def test_blank_pages_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="2 pages are blank"):
        read(write(tmp_path, typeset(None, None)))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.98])
def test_cut_off_files_are_refused(tmp_path: Path, share: float) -> None:
    whole = typeset(LONG, LONG, LONG)
    with pytest.raises(UnreadableRecord, match=r"a\.pdf: .*(cut off|damaged)"):
        read(write(tmp_path, whole[: int(len(whole) * share)]))


def test_a_page_that_is_lost_refuses_the_file(tmp_path: Path) -> None:
    whole = typeset("First " + LONG, "Second " + LONG, "Third " + LONG)
    numbers = [match.start() for match in re.finditer(rb"\d+ 0 obj\s*<<\s*/Contents", whole)]
    assert len(numbers) == 3
    torn = whole[: numbers[1]] + b"garbage" + whole[numbers[1] + 7 :]
    with pytest.raises(UnreadableRecord, match="damaged"):
        read(write(tmp_path, torn))


def test_a_stream_that_is_torn_refuses_the_file(tmp_path: Path) -> None:
    whole = typeset(LONG, LONG.upper())
    at = whole.rindex(b"stream\n", 0, whole.rindex(b"endstream")) + 12
    with pytest.raises(UnreadableRecord, match="damaged"):
        read(write(tmp_path, whole[:at] + b"!" * 8 + whole[at + 8 :]))


def test_damage_never_lets_a_foreign_error_or_a_warning_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    whole = typeset(LONG, LONG, title="Minutes of the Board")
    for at in range(0, len(whole) - 40, 37):
        torn = whole[:at] + b"\x00<<>>[ 0 R" + whole[at + 10 :]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                read(write(tmp_path, torn))
            except RecordError as error:
                assert str(error).startswith("a.pdf: ")
    assert capsys.readouterr() == ("", "")
    assert not caplog.records


def test_too_many_characters_stop_the_reading(tmp_path: Path) -> None:
    with pytest.raises(RecordTooLarge):
        read(write(tmp_path, typeset(*[LONG] * 5)), max_characters=100)
