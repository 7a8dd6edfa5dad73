"""Questions over the cells of an invented table: conditions, counts, neighbours, sections, and periods that do not match."""

from __future__ import annotations

import pytest

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.figures.answer import candidates
from assistant.answering.figures.asked import read_question
from assistant.answering.figures.grid import Grid
from assistant.answering.figures.layout import lay_out, scale_of
from assistant.answering.figures.rows import RowReader
from assistant.answering.figures.spans import speaks_of
from assistant.answering.figures.sure import NAMES, fitted
from assistant.ingest.figures.periods import read_periods
from assistant.ingest.figures.sheet import Sheet, read_sheet
from assistant.records import Cell, Document, Kind, Span, Table
from assistant.retrieval.analysis import analyse

CLUBS = [
    ["Club", "Town", "Founded", "Members", "Courts"],
    ["Otters", "Ashby", "1921", "120", "4"],
    ["Herons", "Birch", "1934", "95", "3"],
    ["Badgers", "Ashby", "1950", "310", "6"],
    ["Foxes", "Corley", "1962", "88", "2"],
    ["Stoats", "Ashby", "1971", "143", "5"],
]
ACCOUNTS = [
    ["", "Year ended 31 March 2022", "2021", "2020"],
    ["($ in thousands)", "", "", ""],
    ["Income:", "", "", ""],
    ["Rents", "500", "400", "350"],
    ["Fees", "120", "100", "90"],
    ["Spending:", "", "", ""],
    ["Rents", "80", "60", "70"],
    ["Wages", "300", "240", "200"],
    ["Total spending", "380", "300", "270"],
]


def sheet_of(grid: list[list[str]], heads: int = 1, caption: str = "") -> Sheet:
    text, at = [caption], len(caption) + 1
    rows = []
    for printed in grid:
        cells = []
        for words in printed:
            cells.append(Cell(words, Span(at, at + len(words)) if words else None))
            text.append(words)
            at += len(words) + 1
        rows.append(tuple(cells))
    table = Table(caption, Span(0, at), tuple(rows[:heads]), tuple(rows[heads:]))
    sheet = read_sheet(Document("t", "0", "", Kind.OTHER, "\n".join(text) + "\n", tables=(table,)), table)
    assert sheet is not None
    return sheet


def by_cells(question: str) -> str:
    reading = RowReader(Grid(lay_out(sheet_of(CLUBS))), read_question(question)).read()
    return reading.result.told[0].short if reading else ""


def short(question: str, grid: list[list[str]] = ACCOUNTS, heads: int = 2) -> tuple[str, ...]:
    """Return the surest bare answer, however sure: how sure it must be is fitted."""
    found = candidates(analyse(question), {}, [sheet_of(grid, heads)], known=True, least=0.0)
    ways = [way for way in found.ways if way.result.told] if found else []
    return tuple(told.short for told in ways[0].result.told) if ways else ()


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many clubs are from Ashby?", "3"),
        ("How many clubs have more than 100 members?", "3"),
        ("Which town are the Foxes from?", "Corley"),
        ("Which club comes after the Herons?", "Badgers"),
        ("Which club is listed before the Herons?", "Otters"),
        ("What is the difference in members between the Otters and the Herons?", "25"),
        ("Which club from Ashby has the fewest members?", "Otters"),
        ("Which town appears most often?", "Ashby"),
        ("What was the last club from Ashby?", "Stoats"),
    ],
)
def test_rows_are_picked_by_what_other_cells_say(question: str, wanted: str) -> None:
    assert by_cells(question) == wanted


@pytest.mark.parametrize(
    "question", ["How many clubs are not from Ashby?", "How many clubs are from Elmley?", "Which club comes after the Stoats?"]
)
def test_what_cells_cannot_tell_is_left(question: str) -> None:
    assert by_cells(question) == ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What was the change in Wages between 2021 and 2022?", ("60",)),
        ("What was the percentage change in Wages between 2021 and 2022?", ("25%",)),
        ("What was the average Wages from 2020 to 2022?", ("246.67",)),
        ("What is the sum of Wages in 2021 and 2022?", ("540",)),
        ("In which year was Total spending the highest?", ("2022",)),
        ("In how many years did Wages exceed 220 thousand?", ("2",)),
        ("What is the ratio of Wages to Total spending in 2022?", ("0.79",)),
        ("What is the difference between average Wages and average Fees from 2021 to 2022?", ("160",)),
    ],
)
def test_figures_of_several_periods_are_put_together(question: str, wanted: tuple[str, ...]) -> None:
    assert short(question) == wanted


def test_a_section_tells_rows_of_one_name_apart() -> None:
    assert short("What was the income from Rents in 2022?") == ("500",)
    assert short("What was the spending on Rents in 2022?") == ("80",)


def test_bare_years_take_the_closing_day_that_one_heading_prints() -> None:
    layout = lay_out(sheet_of(ACCOUNTS, 2))
    assert [str(c.period.last) for c in layout.sheet.columns if c.period] == ["2022-03-31", "2021-03-31", "2020-03-31"]
    assert (layout.sections[1], layout.sections[4]) == (("Income:",), ("Spending:",))


def test_the_scale_is_that_which_the_table_prints() -> None:
    sheet = sheet_of(ACCOUNTS, 2)
    assert scale_of(sheet, sheet.columns[0]) == "thousand"
    clubs = sheet_of(CLUBS)
    assert scale_of(clubs, clubs.columns[-1]) == ""


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ("2021-22", "2021-22", True),
        ("2021-22", "April-September 2021", False),
        ("2022", "October to December 2022", False),
        ("2022", "31 December 2022", True),
        ("May 2022", "May-July 2022", False),
    ],
)
def test_a_part_of_a_year_is_not_the_year(asked: str, held: str, same: bool) -> None:
    assert speaks_of(read_periods(asked)[0][0], read_periods(held)[0][0]) is same


HALVES = [["Town", "Apr-Sep 2021", "Apr-Sep 2022"], ["Ashby", "40", "50"], ["Birch", "10", "30"], ["Corley", "7", "9"]]


@pytest.mark.parametrize("period", ["2021-22", "October to December 2022", "2019"])
def test_a_period_that_is_not_held_is_declined_and_the_nearest_offered(period: str) -> None:
    sheet = sheet_of(HALVES, 1, "Fires by town")
    choice: FigureChoice | None = choose_figures(analyse(f"How many fires were there in Ashby in {period}?"), {}, [sheet])
    assert choice is not None and not choice.statements
    assert "not for" in choice.unmet and choice.nearest


def test_the_card_holds_a_weight_for_every_sign_and_its_sources() -> None:
    model = fitted()
    assert set(model.weights) == set(model.found_weights) == set(NAMES) and len(NAMES) == len(set(NAMES))
    assert 0 < model.known < 1 and 0 < model.found < 1
