"""The engine's arithmetic against a plain reimplementation, over tables that hypothesis makes up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.ingest.figures import read_sheet
from assistant.records import Cell, Document, Kind, Span, Table
from assistant.retrieval.analysis import analyse

NAMES = ("Ashby", "Birch", "Corley", "Dunby", "Elmley")
counts = st.lists(st.tuples(st.integers(1, 99_999), st.integers(1, 99_999)), min_size=5, max_size=5)


def table_of(figures: list[tuple[int, int]]) -> Document:
    words = [
        ["Town", "2021", "2022"],
        *([name, f"{a:,}", f"{b:,}"] for name, (a, b) in zip(NAMES, figures, strict=True)),
    ]
    text, rows = "Graffiti reports\n", []
    for row in words:
        cells = []
        for word in row:
            cells.append(Cell(word, Span(len(text), len(text) + len(word))))
            text += f"{word} "
        rows.append(tuple(cells))
        text += "\n"
    table = Table("Graffiti reports", Span(0, len(text)), (rows[0],), tuple(rows[1:]))
    return Document("t", "0", "", Kind.OTHER, text, tables=(table,))


def ask(figures: list[tuple[int, int]], question: str) -> FigureChoice:
    document = table_of(figures)
    sheet = read_sheet(document, document.tables[0])
    assert sheet is not None
    choice = choose_figures(analyse(question), {}, [sheet])
    assert choice is not None and choice.statements
    return choice


def printed(value: Decimal, places: int) -> str:
    shown = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return (
        (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace("-0", "0")
        if not value
        else (shown.rstrip("0").rstrip(".") if "." in shown else shown)
    )


@given(counts)
def test_changes_and_percentages(figures: list[tuple[int, int]]) -> None:
    a, b = map(Decimal, figures[2])
    choice = ask(figures, "What was the change in graffiti reports in Corley from 2021 to 2022?")
    assert choice.short == (printed(b - a, 2),)
    choice = ask(figures, "What was the percentage change in graffiti reports in Corley from 2021 to 2022?")
    assert Decimal(choice.short[0].rstrip("%").replace(",", "")) == ((b - a) / a * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(counts)
def test_sums_and_averages(figures: list[tuple[int, int]]) -> None:
    one, other = figures[0][1], figures[3][1]
    assert ask(figures, "How many graffiti reports did Ashby and Dunby have together in 2022?").short == (f"{one + other:,}",)
    total = Decimal(sum(b for _, b in figures))
    choice = ask(figures, "What was the average number of graffiti reports per town in 2022?")
    assert choice.short == (printed(total / 5, 2),) or "rows" in (choice.computation or "")


@given(counts)
def test_the_highest_and_lowest_are_all_those_that_tie(figures: list[tuple[int, int]]) -> None:
    values = [b for _, b in figures]
    for word, best in (("most", max(values)), ("fewest", min(values))):
        choice = ask(figures, f"Which town had the {word} graffiti reports in 2022?")
        held = {NAMES[at] for at, value in enumerate(values) if value == best}
        # A row that happens to be the sum of the others counts as their total, and is no rival.
        if not any(abs(2 * values[at] - sum(values)) <= 1 for at in (0, 4)):
            assert set(choice.short) == held
