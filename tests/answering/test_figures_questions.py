"""Questions over tables of an invented county: what is answered, what is left, and that every sentence is backed."""

from __future__ import annotations

import pytest

from assistant.answering.figures import FigureChoice, choose_figures
from assistant.answering.grounding import verify
from assistant.ingest.figures import sheets_of
from assistant.ingest.tables import find_tables
from assistant.records import Document, Item, Kind, Span
from assistant.retrieval.analysis import analyse

TEXT = """
3. Graffiti

Graffiti Reports (GR) - towns of Lowmere  May-Jul 2021 and May-Jul 2022

Town May-Jul 21 May-Jul 22 No. change % change Per 1,000 popn.
Ashby 1,200 1,100 -100 -8.3 11.0
Birch 2.050 2,300 250 12.2 23.0
Corley 1,000 1,500 500 50.0 15.1
Dunby 3,400 3,100 -300 -8.8 9.5
Lowmere 7,650 8,000 350 4.6 13.9

4. Fires in Ashby

Fires in Ashby by cause - May-Jul 2021 and May-Jul 2022

Cause May-Jul 21 May-Jul 22 No. change % change
Buildings - residential 120 90 -30 -25.0
Buildings - commercial 40 60 20 50.0
Vehicles 30 33 3 10.0
- Cars 20 21 1 5.0
- Lorries 10 12 2 20.0
Grass n/a 17 n/a n/a
Total 190 200 10 5.3
"""


def county() -> Document:
    tables = find_tables(TEXT)
    cut = TEXT.index("4. Fires")
    items = (
        Item("3", "Graffiti", Span(1, cut)),
        Item("4", "Fires in Ashby", Span(cut, len(TEXT))),
    )
    return Document("county.txt", "0", "Half-year report", Kind.OTHER, TEXT, items=items, tables=tables)


def ask(question: str) -> FigureChoice | None:
    document = county()
    analysis = analyse(question, [("GR", "Graffiti Reports")])
    return choose_figures(analysis, {}, sheets_of(document))


def said(question: str) -> str:
    choice = ask(question)
    assert choice is not None and choice.statements, choice
    for statement in choice.statements:
        quotes = [place.of(TEXT) for place in statement.places]
        verdict = verify(statement.text, [*quotes, *([choice.computation] if choice.computation else [])])
        assert verdict.grounded, (statement.text, verdict.checks)
    return " | ".join(statement.text for statement in choice.statements)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many graffiti reports were there in Corley in May-July 2022?", ["Corley", "1,500", "May-Jul 2022"]),
        ("How many GR did Dunby have in May-July 2021?", ["Dunby", "3,400"]),
        ("What was the graffiti rate per 1,000 people in Ashby in May-July 2022?", ["11.0 per 1,000 popn."]),
        (
            "How many more graffiti reports were there in Corley in 2022 than in 2021 (May-July)?",
            ["1,000", "1,500", "500"],
        ),
        ("By what percentage did graffiti reports fall in Dunby from May-July 2021 to 2022?", ["8.8%"]),
        (
            "How many residential building fires were there in Ashby in May-July 2022?",
            ["Buildings - residential", "90"],
        ),
        ("How many lorries were on fire in Ashby in May-July 2022?", ["Lorries", "12"]),
        ("Did graffiti reports rise in Ashby between May-July 2021 and 2022?", ["No."]),
        ("Did Corley or Ashby have more graffiti in May-July 2022?", ["Corley had 1,500", "400 more"]),
        ("How many graffiti reports did Ashby and Corley have together in May-July 2022?", ["2,600"]),
        ("What share of Lowmere's graffiti reports was in Dunby in May-July 2022?", ["38.8%"]),
    ],
)
def test_a_figure_is_looked_up_or_computed(question: str, wanted: list[str]) -> None:
    text = said(question)
    assert [part for part in wanted if part not in text] == [], text


@pytest.mark.parametrize(
    ("question", "first", "others"),
    [
        ("Which town had the most graffiti reports in May-July 2022?", ["Dunby"], ["Lowmere", "Corley"]),
        ("Which town had the lowest rate of graffiti per 1,000 population?", ["Dunby", "9.5"], ["Ashby"]),
        ("Which town saw the biggest percentage rise in graffiti from May-July 2021 to 2022?", ["Corley"], ["Birch"]),
        ("Which two towns had the most graffiti in May-July 2022?", ["Dunby", "Birch"], ["Corley", "Ashby"]),
        ("Which towns saw graffiti fall between May-July 2021 and 2022?", ["Ashby", "Dunby"], ["Birch", "Corley"]),
        ("Which towns had more than 2,000 graffiti reports in May-July 2022?", ["Birch", "Dunby"], ["Corley"]),
        ("Which town had the second highest number of graffiti reports in May-July 2022?", ["Birch"], ["Dunby"]),
    ],
)
def test_rows_are_picked_and_the_total_is_no_rival(question: str, first: list[str], others: list[str]) -> None:
    text = said(question).replace("towns of Lowmere", "")
    assert [name for name in first if name not in text] == []
    assert [name for name in others if name in text] == []


def test_a_mispointed_count_is_quoted_as_printed_ranked_as_meant_and_noted() -> None:
    choice = ask("How many graffiti reports were there in Birch in May-July 2021?")
    assert choice is not None and "2.050" in choice.statements[0].text
    assert choice.statements[0].figures[0][1].value == 2050
    assert any("2.050" in note and "2,050" in note and "agrees" in note for note in choice.notes)
    assert "Corley" in said("Which town had the fewest graffiti reports in May-July 2021?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many graffiti reports were there in Elmley in May-July 2022?", "not for Elmley"),
        ("How many graffiti reports were there in Corley in May-July 2019?", "not for May-July 2019"),
        ("How many vehicle fires were there in Corley in May-July 2022?", "not for Corley"),
        ("How many grass fires were there in Ashby in May-July 2021?", "prints n/a"),
    ],
)
def test_what_is_not_printed_is_not_answered_and_the_nearest_is_offered(question: str, told: str) -> None:
    choice = ask(question)
    assert choice is not None and not choice.statements
    assert told in choice.unmet
    assert choice.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Why did graffiti rise in Corley?",
        "How many library books were lent in Corley in May-July 2022?",
        "How many graffiti reports were there in Corley in May 2022?",
        "What is the median of graffiti in Corley and Ashby in May-July 2022?",
        "Who reported graffiti in Corley in May-July 2022?",
    ],
)
def test_what_the_tables_do_not_say_is_left_to_others(question: str) -> None:
    choice = ask(question)
    assert choice is None or not choice.statements


def test_every_figure_stated_is_cited_at_its_row() -> None:
    choice = ask("Which towns saw graffiti fall between May-July 2021 and 2022?")
    assert choice is not None
    for statement in choice.statements:
        for place, figure in statement.figures:
            row = statement.places[place].of(TEXT)
            assert row.startswith(figure.area)
            assert f"{abs(figure.value):,g}" in row.replace("-", "")
