"""HTML: what a reader of the page sees, in the order of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import RecordError, RecordTooLarge
from assistant.ingest.readers import Source, read


def page(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Source:
    path = folder / "a.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return read(path)


def test_frame_scripts_and_hidden_parts_are_left_out(tmp_path: Path) -> None:
    source = page(
        tmp_path,
        """<header>Site name</header><nav>Menu</nav><div role=navigation>More menu</div>
        <script>var x = "code"</script><style>p{}</style><noscript>Turn it on</noscript><!-- remark -->
        <p>Kept <b>wo</b>rds</p><p hidden>no1</p>
        <p style="color:red; display: none">no2</p><span aria-hidden="true">no3</span>
        <span class="visually-hidden">no4</span><form><label>Search</label><input value=x><button>Go</button></form>
        <footer>Contact us</footer>""",
        "<title>Minutes of the  Board</title>",
    )
    assert source.text == "Kept words\n"
    assert source.title == "Minutes of the Board"


@pytest.mark.parametrize("open_, close", [("<main>", "</main>"), ("<div role='main'>", "</div>"), ("<article>", "</article>")])
def test_main_content_is_preferred(tmp_path: Path, open_: str, close: str) -> None:
    body = f"<div>Latest news</div>{open_}<header><h1>Minutes</h1></header><p>Words</p>{close}<div>Share this</div>"
    assert page(tmp_path, body).text == "Minutes\n\nWords\n"


def test_a_form_round_the_whole_page_is_kept(tmp_path: Path) -> None:
    source = page(tmp_path, "<form><input name=state><h1>Minutes</h1><p>Long words of the page</p></form>")
    assert source.text == "Minutes\n\nLong words of the page\n"


def test_the_only_main_heading_survives_in_the_page_header(tmp_path: Path) -> None:
    assert page(tmp_path, "<header>Site <h1>Minutes</h1></header><p>Words</p>").text == "Minutes\n\nWords\n"


def test_heading_that_folds_its_section_keeps_its_words(tmp_path: Path) -> None:
    assert page(tmp_path, "<h3><button>1. Apologies</button></h3><p>None.</p>").text == "1. Apologies\n\nNone.\n"


def test_headings_with_levels(tmp_path: Path) -> None:
    source = page(tmp_path, "<h1>Minutes<br>of June</h1><h3>1. <em>Apol</em>ogies</h3><p>None.</p>")
    assert [(heading.span.of(source.text), heading.level) for heading in source.headings] == [
        ("Minutes of June", 1),
        ("1. Apologies", 3),
    ]


def test_lists_carry_what_the_browser_prints(tmp_path: Path) -> None:
    body = """<ol start=3><li>three<ol type=a><li>a<li>b</ol><li value=9>nine<li><p>ten</p><p>more</p></ol>
    <ol type=I><li>first</ol><ol reversed><li>two<li>one</ol><ol style="list-style-type: lower-roman"><li>i</ol>
    <ul><li>dot<ul><li>inner</ul></ul><ul style="list-style:none"><li>bare</ul>"""
    lines = [line for line in page(tmp_path, body).text.split("\n") if line]
    assert lines == [
        "3. three", "a. a", "b. b", "9. nine", "10. ten", "more", "I. first", "2. two", "1. one", "i. i",
        "• dot", "• inner", "bare",
    ]  # fmt: skip


def test_line_breaks_and_preformatted_text(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>one<br>two&nbsp;three</p><pre>a\n  b</pre>").text == "one\ntwo three\n\na\n  b\n\n".rstrip() + "\n"


def test_table_with_merged_cells(tmp_path: Path) -> None:
    source = page(
        tmp_path,
        """<table><caption>Offences by area</caption><thead><tr><th>Area<th colspan=2>Years</tr></thead>
        <tr><td rowspan=2>North<td>1<td>2</tr><tr><td>3<br>x<td>4</tr><tr><td>South<td>5</tr></table>""",
    )
    (table,) = source.tables
    assert table.caption == "Offences by area"
    assert [[cell.text for cell in row] for row in table.header] == [["Area", "Years", ""]]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["North", "1", "2"],
        ["", "3 x", "4"],
        ["South", "5", ""],
    ]
    assert source.text == "Offences by area\n\nArea\tYears\nNorth\t1\t2\n\t3 x\t4\nSouth\t5\n"


def test_layout_tables_are_read_as_blocks(tmp_path: Path) -> None:
    source = page(tmp_path, "<table><tr><td>Menu side<td><table><tr><td>a<td>1</tr><tr><td>b<td>2</tr></table></table>")
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [["a", "1"], ["b", "2"]]
    assert len(source.tables) == 1
    assert page(tmp_path, "<table><tr><td><p>One</p><p>Two</p></table>").tables == ()


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("<meta charset='windows-1252'>", "cp1252"), ("<meta charset=utf-8>", "utf-8"), ("", "utf-16"), ("", "cp1252")],
)
def test_charset(tmp_path: Path, head: str, encoding: str) -> None:
    assert page(tmp_path, "<p>£5 – café</p>", head, encoding).text == "£5 – café\n"


def test_xhtml_with_declaration_is_read_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.xhtml"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Words</p></body></html>'
    )
    assert read(path).text == "Words\n"


def test_a_huge_page_is_refused_before_its_tree_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ingest.readers.html._parse", lambda text: pytest.fail("the tree was built"))
    with pytest.raises(RecordTooLarge, match="more than 2,000 characters"):
        path = tmp_path / "a.html"
        path.write_text("<!DOCTYPE html><p>words " * 500)
        read(path, max_characters=2000)


def test_deep_nesting_is_read_or_refused_in_order(tmp_path: Path) -> None:
    try:
        page(tmp_path, "<div>" * 20000 + "words")
    except RecordError as error:
        assert "nested" in str(error) or "no text" in str(error)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text("ab 1,\t\n£é", max_size=8), min_size=2, max_size=4), min_size=1, max_size=5))
def test_cell_spans_hold_their_text(tmp_path: Path, rows: list[list[str]]) -> None:
    body = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    source = page(tmp_path, "<p>before</p>" + body)
    for table in source.tables:
        assert len({len(row) for row in table.header + table.rows}) <= 1
        for row in table.header + table.rows:
            for cell in row:
                assert cell.text == (cell.span.of(source.text) if cell.span else "")
                assert cell.span is None or table.span.contains(cell.span)


def test_a_table_of_item_numbers_is_read_as_items(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{n}.</td><td><p><strong>{words}</strong></p><p>The paper was read.</p></td></tr>"
        for n, words in ((7, "Dues"), (8, "Lights"))
    )
    source = page(tmp_path, f"<p>Above</p><table><tr><th>No.</th><th>Item</th></tr>{rows}</table>")
    assert source.tables == ()
    assert source.text == "Above\n\n7. Dues\n\nThe paper was read.\n\n8. Lights\n\nThe paper was read.\n"
    assert [heading.span.of(source.text) for heading in source.headings] == ["7. Dues", "8. Lights"]


def test_a_table_of_numbered_figures_stays_a_table(tmp_path: Path) -> None:
    rows = "<tr><td>1</td><td>14</td></tr><tr><td>2</td><td>9</td></tr>"
    source = page(tmp_path, f"<table><tr><th>Berth</th><th>Boats</th></tr>{rows}</table>")
    assert len(source.tables) == 1
