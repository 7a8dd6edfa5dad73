"""DOCX: what Word prints, in the order of the body."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import RecordTooLarge, UnreadableRecord
from assistant.ingest.readers import Source, read
from assistant.ingest.readers.numbering import counted

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(folder: Path, document: WordDocument) -> Source:
    path = folder / "a.docx"
    document.save(path)
    return read(path)


def packed(folder: Path, body: str, **parts: str) -> Source:
    """A package written by hand: the XML of the body, and other parts by name."""
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, words in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{words}</w:{name}>')
    return read(path)


def para(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def listed(words: str, level: int = 0, number: int = 1) -> str:
    return para(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, form: str, text: str, extra: str = "") -> str:
    start = '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{index}">{start}<w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def test_body_order_headings_tables_and_title(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Minutes of the Board"
    document.add_heading("Minutes", 0)
    document.add_heading("1. Apologies", 2)
    document.add_paragraph("None were received.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["Area", "Rate", "Dart\nford", "30.2"], strict=True):
        cell.text = words
    document.add_paragraph("After the table.")
    document.sections[0].header.paragraphs[0].text = "RUNNING HEADER"
    document.sections[0].footer.paragraphs[0].text = "RUNNING FOOTER"
    source = saved(tmp_path, document)
    assert source.text == ("Minutes\n\n1. Apologies\n\nNone were received.\n\nArea\tRate\nDart ford\t30.2\n\nAfter the table.\n")
    assert [(heading.span.of(source.text), heading.level) for heading in source.headings] == [
        ("Minutes", 1),
        ("1. Apologies", 2),
    ]
    (found,) = source.tables
    assert [[cell.text for cell in row] for row in found.header] == [["Area", "Rate"]]
    assert found.span.of(source.text) == "Area\tRate\nDart ford\t30.2"
    assert (source.format, source.title, source.pages) == ("docx", "Minutes of the Board", ())


def test_title_that_word_cut_from_the_first_line_is_left_out(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "The Council met at"
    document.add_paragraph("The Council met at noon.")
    assert saved(tmp_path, document).title == ""


def test_word_list_styles_print_their_bullets_and_numbers(tmp_path: Path) -> None:
    document = Document()
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("dot", style="List Bullet")
    assert [line for line in saved(tmp_path, document).text.split("\n") if line] == ["1. one", "2. two", "• dot"]


def test_multi_level_numbers(tmp_path: Path) -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
    levels += level(3, "lowerRoman", "%4)") + level(4, "bullet", "\uf0b7")
    order = [0, 1, 1, 2, 2, 3, 3, 4, 0, 1, 2]
    body = "".join(listed("x", index) for index in order)
    assert packed(tmp_path, body, numbering=numbering(levels)).text.split("\n")[:-1] == [
        "1. x", "1.1 x", "1.2 x", "(a) x", "(b) x", "i) x", "ii) x", "• x", "2. x", "2.1 x", "(a) x",
    ]  # fmt: skip


def test_two_lists_of_one_definition_count_on_unless_restarted(tmp_path: Path) -> None:
    nums = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for key, override in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        )
    )
    body = "".join(listed("x", 0, number) for number in (1, 1, 2, 3, 3))
    text = packed(tmp_path, body, numbering=numbering(level(0, "decimal", "%1"), nums)).text
    assert text == "1 x\n2 x\n3 x\n7 x\n8 x\n"


def test_numbering_by_style_and_its_outline_level(tmp_path: Path) -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Min"><w:name w:val="Minute"/><w:basedOn w:val="Base"/></w:style>
        <w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/>
        <w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    levels = level(0, "decimal", "%1.", '<w:pStyle w:val="Other"/>') + level(1, "upperLetter", "%2 -", '<w:pStyle w:val="Min"/>')
    style = '<w:pStyle w:val="Min"/>'
    source = packed(tmp_path, para("x", style) + para("y", style), numbering=numbering(levels), styles=styles)
    assert source.text == "A - x\n\nB - y\n"
    assert [(heading.span.of(source.text), heading.level) for heading in source.headings] == [
        ("A - x", 2),
        ("B - y", 2),
    ]


def test_list_switched_off_and_unknown_list_print_nothing(tmp_path: Path) -> None:
    body = listed("off", number=0) + listed("unknown", number=99)
    assert packed(tmp_path, body, numbering=numbering(level(0, "decimal", "%1."))).text == "off\nunknown\n"


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [(4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (27, "lowerLetter", "aa"), (26, "upperLetter", "Z"),
     (3, "decimalZero", "03"), (22, "ordinal", "22nd"), (12, "ordinal", "12th"), (5, "chineseCounting", "5")],
)  # fmt: skip
def test_counting(number: int, form: str, printed: str) -> None:
    assert counted(number, form) == printed


def test_tracked_changes_hidden_words_and_breaks(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:tab/><w:t>e</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>joined </w:t></w:r></w:p>" + para("up")
    )
    assert packed(tmp_path, body).text == "ab-c\nd\te\njoined up\n"


def test_gaps_are_those_that_word_shows(tmp_path: Path) -> None:
    spaced = '<w:spacing w:after="200"/>'
    body = para("a") + para("b") + para("c", spaced) + para("d") + "<w:p/>" + para("e")
    assert packed(tmp_path, body).text == "a\nb\nc\n\nd\n\ne\n"


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>Resolved</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + para("Next")
    notes = f'<w:footnote w:id="0">{para("sep")}</w:footnote><w:footnote w:id="2">{para("By a majority")}</w:footnote>'
    assert packed(tmp_path, body, footnotes=notes).text == "Resolved¹\nNext\n\n¹ By a majority\n"


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('boxed')}</w:txbxContent>"
    both = f"<w:Alternate><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:Alternate>"
    body = f"<w:p><w:r><w:t>before</w:t>{both}</w:r></w:p>"
    assert packed(tmp_path, body).text == "before\nboxed\n"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(words)}</w:tc>"


def test_merged_cells_and_marked_header_rows(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Area") + cell("Years", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + cell("North", '<w:vMerge w:val="restart"/>') + cell("1") + cell("2") + "</w:tr>"
        "<w:tr>" + cell("covered", "<w:vMerge/>") + cell("3") + cell("") + "</w:tr></w:tbl>"
    )
    (table,) = packed(tmp_path, body).tables
    assert [[one.text for one in row] for row in table.header] == [["Area", "Years", ""]]
    assert [[one.text for one in row] for row in table.rows] == [["North", "1", "2"], ["", "3", ""]]


def test_row_across_all_columns_is_the_caption_and_bold_row_the_header(tmp_path: Path) -> None:
    bold = "".join(f"<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in "PQ")
    body = f"<w:tbl><w:tr>{bold}</w:tr><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    assert [one.text for one in packed(tmp_path, body).tables[0].header[0]] == ["P", "Q"]
    wide = cell("Votes", '<w:gridSpan w:val="2"/>')
    labels, figures = cell("Area") + cell("Rate"), cell("North") + cell("1")
    body = f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{labels}</w:tr><w:tr>{figures}</w:tr></w:tbl>"
    (table,) = packed(tmp_path, body).tables
    assert (table.caption, [one.text for one in table.header[0]]) == ("Votes", ["Area", "Rate"])
    body = f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{bold}</w:tr><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    (table,) = packed(tmp_path, body).tables
    assert (table.caption, [one.text for one in table.header[0]], len(table.rows)) == ("Votes", ["P", "Q"], 1)


def test_single_column_table_is_a_frame_round_paragraphs(tmp_path: Path) -> None:
    source = packed(tmp_path, f"<w:tbl><w:tr><w:tc>{para('one')}{para('two')}</w:tc></w:tr></w:tbl>")
    assert (source.text, source.tables) == ("one\ntwo\n", ())


def test_strict_namespace_and_numbered_document_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{space}"><w:body>{para("strict")}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document2.xml", body)
    assert read(path).text == "strict\n"


def swap(data: bytes) -> bytes:
    """Turn bytes of the packed body over."""
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes(255 - byte for byte in data[at : at + 20]) + data[at + 20 :]


@pytest.mark.parametrize("damage", [swap, lambda data: data[:-60], lambda data: data[: len(data) // 2]])
def test_damage(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    document = Document()
    document.add_paragraph("words")
    buffer = BytesIO()
    document.save(buffer)
    path = tmp_path / "a.docx"
    path.write_bytes(damage(buffer.getvalue()))
    with pytest.raises(UnreadableRecord, match=r"a\.docx: is a damaged"):
        read(path)


@pytest.mark.parametrize(
    "xml",
    ["<w:document", "<document/>", '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body/></w:document>'],
)
def test_broken_xml(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(UnreadableRecord, match="damaged DOCX"):
        read(path)


def test_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * 5_000_000)
    with pytest.raises(RecordTooLarge, match="expands to 29 MiB"):
        read(path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="nested too deeply"):
        packed(tmp_path, "<w:sdt>" * 3000 + para("x") + "</w:sdt>" * 3000)


def test_too_many_characters(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("words " * 50)
    path = tmp_path / "a.docx"
    document.save(path)
    with pytest.raises(RecordTooLarge):
        read(path, max_characters=100)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text("ab 1,\t£é", max_size=8), min_size=1, max_size=4), min_size=1, max_size=5))
def test_cell_spans_hold_their_text(tmp_path: Path, rows: list[list[str]]) -> None:
    body = para("before") + "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
    source = packed(tmp_path, body)
    for table in source.tables:
        assert len({len(row) for row in table.header + table.rows}) <= 1
        for row in table.header + table.rows:
            for one in row:
                assert one.text == (one.span.of(source.text) if one.span else "")
                assert one.span is None or table.span.contains(one.span)


def laid_out(rows: list[list[str]]) -> str:
    cells = [["".join(f"<w:tc>{''.join(map(para, words.split('/')))}</w:tc>" for words in row)] for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row[0]}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_table_that_lays_out_minutes_is_read_as_its_items(tmp_path: Path) -> None:
    body = laid_out(
        [["No.", "Minute", "Action by"], ["4.1", "Apologies/None were received.", ""],
         ["4.2", "Wall/The Clerk told that the wall had fallen.", "Clerk"], ["", "It was agreed to mend it.", ""]]
    )  # fmt: skip
    source = packed(tmp_path, body)
    assert not source.tables
    assert source.text.split("\n") == [
        "4.1 Apologies", "None were received.", "",
        "4.2 Wall", "The Clerk told that the wall had fallen.", "Action by: Clerk", "",
        "It was agreed to mend it.", "",
    ]  # fmt: skip


def test_the_numbers_that_word_counts_are_counted_once_in_such_a_table(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{listed('')}</w:tc><w:tc>{para(name)}{para('All of it was told at length.')}</w:tc></w:tr>"
        for name in ("Apologies", "Wall", "Gate")
    )
    text = packed(tmp_path, f"<w:tbl>{rows}</w:tbl>", numbering=numbering(level(0, "decimal", "%1."))).text
    assert [line for line in text.split("\n") if line[:1].isdigit()] == ["1. Apologies", "2. Wall", "3. Gate"]


@pytest.mark.parametrize(
    "row",
    [
        ["{n}", "Households that were visited by the wardens in the course of the whole year", "{n}45"],
        ["{n}", "Rezoning of the land beside the old brewery and the lane/By-law 4 of 2015", "Adopted"],
        ["{n}", "North ward"],
    ],
)
def test_a_table_of_figures_or_names_stays_a_table(tmp_path: Path, row: list[str]) -> None:
    body = laid_out([[cell.format(n=n) for cell in row] for n in range(1, 5)])
    assert len(packed(tmp_path, body).tables) == 1
