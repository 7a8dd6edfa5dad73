"""Tables as councils print them, invented: indicators by reference, targets and budgets, quarters with a total, members."""

from __future__ import annotations

import pytest

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.figures.answer import candidates
from assistant.answering.figures.planned import asks_against
from assistant.answering.figures.wording import word
from assistant.answering.grounding import verify
from assistant.ingest.figures.columns import Role, role_of
from assistant.ingest.figures.sheet import Form, Sheet, read_sheet
from assistant.ingest.values import parse_value, without_emphasis
from assistant.records import Cell, Document, Kind, Span, Table
from assistant.retrieval.analysis import analyse

INDICATORS = [
    ["Ref", "Measure", "2020/21 Actual", "2021/22 Target", "2021/22 Actual", "RAG"],
    ["HS1", "Benches repaired in the parks", "31", "40", "37", "Red"],
    ["HS2", "Allotment plots let", "88.5%", "90.0%", "91.2%", "Green"],
    ["HS3", "Days to answer a planning letter", "12.5", "10.0", "11.0", "Red"],
    ["HS4", "Trees planted along the canal", "n/a", "300", "260", "Amber"],
]
BUDGET = [
    ["Service", "Original Budget", "Revised Budget", "Forecast Outturn", "Variance"],
    ["Museums", "900", "940", "910", "(30)"],
    ["Harbour", "1,200", "1,250", "1,390", "140"],
    ["Drainage", "600", "600", "655", "55"],
    ["Elections", "200", "210", "150", "(60)"],
    ["Total", "2,900", "3,000", "3,105", "105"],
]
QUARTERS = [
    ["Area", "2021/22 Q1", "2021/22 Q2", "2021/22 Q3", "2021/22 Q4", "Total"],
    ["Quayside", "10", "20", "30", "40", "100"],
    ["Uplands", "9", "8", "n/a", "6", "23"],
    ["Fenside", "50", "5", "5", "5", "65"],
]
MEMBERS = [
    ["Member", "Meetings required", "Meetings attended", "Attendance (%)"],
    ["Cllr A B Quill", "10", "9", "90%"],
    ["Cllr Mrs D Rudd", "10", "5", "50%"],
    ["Cllr F Sorrel", "8", "8", "100%"],
]
GRANTS = [
    ["Parish", "Number of grants", "Amount awarded (£)"],
    ["Abbot", "7", "12,400"],
    ["Brill", "3", "21,900"],
    ["Total", "10", "34,300"],
]


def sheet_of(grid: list[list[str]], caption: str) -> Sheet:
    text, at = [caption], len(caption) + 1
    rows = []
    for printed in grid:
        cells = []
        for words in printed:
            cells.append(Cell(words, Span(at, at + len(words)) if words else None))
            text.append(words)
            at += len(words) + 1
        rows.append(tuple(cells))
    table = Table(caption, Span(0, at), tuple(rows[:1]), tuple(rows[1:]))
    sheet = read_sheet(Document("t", "0", "", Kind.OTHER, "\n".join(text) + "\n", tables=(table,)), table)
    assert sheet is not None
    return sheet


TABLES = {
    "indicators": (INDICATORS, "Corporate measures, year end 2021/22"),
    "budget": (BUDGET, "Forecast by service (£000)"),
    "quarters": (QUARTERS, "Noise complaints by area and quarter, 2021/22"),
    "members": (MEMBERS, "Attendance of members"),
    "grants": (GRANTS, "Community grants by parish"),
}


def ask(question: str, table: str) -> FigureChoice | None:
    return choose_figures(analyse(question), {}, [sheet_of(*TABLES[table])])


def said(question: str, table: str) -> str:
    """Return what is told at all, however sure: how sure it must be is fitted, and judged elsewhere."""
    found = candidates(analyse(question), {}, [sheet_of(*TABLES[table])], least=0.0)
    ways = [way for way in found.ways if way.result.told] if found else []
    text = " | ".join(s.text for s in word(ways[0].match, ways[0].result).statements) if ways else ""
    return text.lower()


def test_a_column_of_references_names_no_rows_but_is_kept() -> None:
    sheet = sheet_of(*TABLES["indicators"])
    assert [row.label for row in sheet.rows][:2] == ["Benches repaired in the parks", "Allotment plots let"]
    assert [row.code for row in sheet.rows] == ["HS1", "HS2", "HS3", "HS4"]
    assert sheet.label_heading == "Measure"


@pytest.mark.parametrize("codes", [["1", "2", "3"], ["A.1", "A.2", "B.1"], ["KPI-04", "KPI-05", "KPI-09"]])
def test_references_come_in_many_shapes(codes: list[str]) -> None:
    rows = [["No", "What", "2021"], *([code, words, "5"] for code, words in zip(codes, ("Gulls", "Geese", "Swans"), strict=True))]
    assert [row.label for row in sheet_of(rows, "Birds").rows] == ["Gulls", "Geese", "Swans"]


def test_a_long_run_of_digits_is_no_reference_and_is_seen_at_once() -> None:
    rows = [["Account", "Payee", "2021"], *([f"{at}" * 60 + "!", f"Payee {'abc'[at]}", "5"] for at in range(3))]
    assert all(row.code == "" for row in sheet_of(rows, "Payments").rows)


def test_short_words_that_repeat_are_no_references() -> None:
    rows = [["Ward", "Kind", "2021"], ["North", "Shop", "5"], ["South", "Shop", "6"], ["East", "Shop", "7"]]
    assert [row.label for row in sheet_of(rows, "Shops").rows] == ["North", "South", "East"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [("2021/22 Target", Role.PLANNED), ("Revised budget", Role.PLANNED), ("Actual to date", Role.ACTUAL),
     ("Outturn", Role.ACTUAL), ("Forecast outturn", Role.EXPECTED), ("Variance", Role.APART),
     ("Over/(under)spend", Role.APART), ("2021/22", Role.NONE)],
)  # fmt: skip
def test_a_heading_says_what_was_planned_and_what_came(heading: str, role: Role) -> None:
    assert role_of(heading) is role


@pytest.mark.parametrize(
    ("question", "table", "wanted"),
    [
        ("How many benches were repaired in the parks in 2021/22?", "indicators", ["37", "Actual"]),
        ("What was the target for benches repaired in the parks in 2021/22?", "indicators", ["40", "Target"]),
        ("What was HS3 in 2020/21?", "indicators", ["12.5"]),
        ("What percentage of allotment plots was let in 2021/22?", "indicators", ["91.2%"]),
        ("How many trees were planted along the canal in 2021/22?", "indicators", ["260"]),
        ("Was the target for allotment plots let met in 2021/22?", "indicators", ["91.2%", "90.0%", "Green"]),
        ("How far short of target were benches repaired in the parks in 2021/22?", "indicators", ["3 below the target"]),
        ("What was the revised budget for the Harbour?", "budget", ["1,250", "Revised Budget"]),
        ("What is the variance for Museums?", "budget", ["(30)"]),
        ("Which service has the largest overspend?", "budget", ["Harbour", "140"]),
        ("Which service has the biggest underspend?", "budget", ["Elections", "(60)"]),
        ("What is the difference between the original and revised budget for the Harbour?", "budget", ["50"]),
        ("Which area had the most noise complaints in 2021/22?", "quarters", ["Quayside", "100"]),
        ("How many noise complaints were there in Quayside in quarter 2?", "quarters", ["20", "2021/22 Q2"]),
        ("How many more noise complaints were there in Quayside in Q4 than in Q1?", "quarters", ["30"]),
        ("How many meetings did Councillor Sorrel attend?", "members", ["8", "Meetings attended"]),
        ("How many grants were awarded in Brill?", "grants", ["3", "Number of grants"]),
        ("How much was awarded in Brill?", "grants", ["£21,900"]),
    ],
)
def test_what_is_asked_is_told_with_its_column(question: str, table: str, wanted: list[str]) -> None:
    text = said(question, table)
    assert [part for part in wanted if part.lower() not in text] == [], text


@pytest.mark.parametrize(
    ("question", "there", "absent"),
    [
        ("Which services are forecast to overspend?", ["Harbour", "Drainage"], ["Museums", "Elections", "Total"]),
        ("Which services are under budget?", ["Museums", "Elections"], ["Harbour", "Drainage", "Total"]),
    ],
)
def test_services_over_and_under_their_budget(question: str, there: list[str], absent: list[str]) -> None:
    text = said(question, "budget")
    assert all(n.lower() in text for n in there) and not any(n.lower() in text for n in absent), text


def test_no_verdict_where_the_record_prints_none() -> None:
    text = said("Did the benches repaired in the parks meet their target in 2021/22?", "indicators")
    assert "37" in text and "40" in text and "red" in text
    assert not text.startswith(("yes", "no"))


@pytest.mark.parametrize(
    ("question", "table"),
    [
        ("What was the target for benches repaired in the parks in 2020/21?", "indicators"),
        ("How many trees were planted along the canal in 2020/21?", "indicators"),
        ("How many noise complaints were there in Uplands in Q3?", "quarters"),
    ],
)
def test_another_column_never_stands_in(question: str, table: str) -> None:
    choice = ask(question, table)
    assert choice is None or not choice.statements


def test_a_count_is_no_cost() -> None:
    sheet = sheet_of(*TABLES["quarters"])
    choice = choose_figures(analyse("How much did noise complaints cost in Quayside?"), {}, [sheet])
    assert choice is None or not choice.statements


def test_a_row_with_one_empty_cell_answers_from_its_others() -> None:
    assert "260" in said("How many trees were planted along the canal?", "indicators")


def test_wards_asked_for_are_no_kinds_of_offence() -> None:
    kinds = sheet_of([["Offence type", "2020", "2021"], ["Arson", "3", "5"], ["Theft", "9", "4"]], "All crime in Lowmere")
    choice = choose_figures(analyse("Which wards saw a rise in all crime between 2020 and 2021?"), {}, [kinds])
    assert choice is None or not choice.statements


def test_money_of_a_caption_does_not_make_homes_pounds() -> None:
    rows = [["Bidder", "Offer", "Homes"], ["Quince", "2,100,000", "46"], ["Rowan", "1,900,000", "39"]]
    sheet = sheet_of(rows, "Offers received (£)")
    assert [(column.unit, column.form) for column in sheet.columns] == [("£", Form.LEVEL), ("", Form.LEVEL)]


@pytest.mark.parametrize(
    ("printed", "plain"), [("**Total**", "Total"), ("_x_", "x"), ("a_b_c", "a_b_c"), ("5*", "5*"), ("** 7", "** 7")]
)
def test_marks_of_emphasis_are_no_words(printed: str, plain: str) -> None:
    assert without_emphasis(printed) == plain


def test_an_emphasised_number_is_a_number() -> None:
    value = parse_value("**1,234**")
    assert value is not None and value.value == 1234


@pytest.mark.parametrize(
    ("question", "held"),
    [("Which services overspent?", True), ("How far below target was it?", True), ("What was the budget for parks?", False),
     ("How many targets are there?", False)],
)  # fmt: skip
def test_figures_held_against_their_plan_are_told_from_plans(question: str, held: bool) -> None:
    assert asks_against(question) is held


@pytest.mark.parametrize(
    ("empty", "year", "backed"),
    [("–", "2022/23", False), ("–", "2023/24", True), ("-", "2022/23", False), ("-", "2023/24", True), ("n/a", "2023/24", True)],
)
def test_an_empty_cell_moves_no_figure_to_another_year(empty: str, year: str, backed: bool) -> None:
    quotes = [f"Peelings\t{empty}\t3,120\t5,044", "Stream\t2021/22\t2022/23\t2023/24\n", "Tonnes by stream"]
    assert verify(f"Peelings: 5,044 in {year} (Tonnes by stream).", quotes).grounded is backed
