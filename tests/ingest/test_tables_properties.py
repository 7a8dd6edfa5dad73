"""Tables made at random and set as text come back cell for cell; prose made at random holds none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.tables import find_tables

NAMES = st.sampled_from(
    ["Ashby", "Milton Hill", "Upton and Weir", "- Theft", "Burglary – homes", "Roads (rural)", "Other", "East/West"]
)
NUMBERS = st.integers(-99_999, 99_999).map(lambda number: f"{number:,}")
DECIMALS = st.decimals(-999, 999, places=1).map(str)
AMOUNTS = st.integers(0, 10**7).map(lambda pence: f"£{pence / 100:,.2f}")
PERCENTS = st.integers(0, 100).map(lambda number: f"{number}%")
KINDS = st.sampled_from([NUMBERS, DECIMALS, AMOUNTS, PERCENTS])
HEADS = ["Apr-Jun 21", "Apr-Jun 22", "2020/21", "2021/22", "% change", "No. change"]
SET = settings(max_examples=80)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Make a header and three or more rows of one to five columns of values."""
    kinds = draw(st.lists(KINDS, min_size=2, max_size=5))
    heads = draw(st.permutations(HEADS))[: len(kinds)]
    rows = [[draw(NAMES), *(draw(kind) for kind in kinds)] for _ in range(draw(st.integers(3, 12)))]
    return [["Area", *heads], *rows]


def found(text: str) -> list[list[str]]:
    """Return the cells of the one table of the text, its spans checked."""
    (table,) = find_tables(text)
    for row in (*table.header, *table.rows):
        for cell in row:
            assert cell.span is not None and " ".join(cell.span.of(text).split()) == cell.text
    return [[cell.text for cell in row] for row in (*table.header, *table.rows)]


@given(tables(), st.lists(st.booleans(), min_size=40, max_size=40))
@SET
def test_single_blanks_and_a_wrapped_header(grid: list[list[str]], breaks: list[bool]) -> None:
    heads = " ".join(grid[0]).split(" ")
    header = "".join(word + ("\n" if wrap else " ") for word, wrap in zip(heads, breaks, strict=False)).strip()
    text = "\n".join([header, *(" ".join(row) for row in grid[1:])])
    told = found("A sentence that goes before the table and ends.\n\n" + text + "\n\nAnother sentence.")
    # Words stacked over figures that say nothing of them (all zeros) can be parted in many ways: then none, never a wrong one.
    assert told == grid or header.count("\n") > 1 and told == grid[1:]


@given(tables(), st.lists(st.integers(0, 2), min_size=13, max_size=13))
@SET
def test_blank_lines_between_rows(grid: list[list[str]], blanks: list[int]) -> None:
    assert found("".join(" ".join(row) + "\n" * (1 + more) for row, more in zip(grid, blanks, strict=False))) == grid


@given(tables())
@SET
def test_columns_set_with_blanks(grid: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in grid
    ]
    assert found("\n".join(lines)) == grid


@given(tables(), st.sampled_from(["|", "\t"]))
@SET
def test_marked_cells(grid: list[list[str]], mark: str) -> None:
    lines = [mark.join(row) if mark == "\t" else f"| {' | '.join(row)} |" for row in grid]
    if mark == "|":
        lines.insert(1, "|" + "---|" * len(grid[0]))
    assert found("\n".join(lines)) == grid


PROSE = st.lists(
    st.sampled_from("the report of 2019 shows that 12 members met in March and spent £40 on 3 signs, which".split(" ")),
    min_size=10,
    max_size=14,
).map(lambda words: "Members noted " + " ".join(words) + ".")


@given(st.lists(PROSE, max_size=12))
@SET
def test_prose_holds_no_table(lines: list[str]) -> None:
    assert find_tables("\n".join(lines)) == ()


@given(st.text(st.sampled_from("aB1,. -%£\n\t|()/–*"), max_size=300))
@settings(max_examples=300)
def test_any_text_is_read_and_spans_are_exact(text: str) -> None:
    last = 0
    for table in find_tables(text):
        assert table.span.start >= last
        last = table.span.end
        for row in (*table.header, *table.rows):
            assert len(row) == len(table.rows[0])
            for cell in row:
                assert bool(cell.text) == (cell.span is not None)
                assert cell.span is None or " ".join(cell.span.of(text).split()) == cell.text
