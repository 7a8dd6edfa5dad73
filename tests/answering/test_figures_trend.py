"""Courses in time out of invented records: what is put together, what never is, and that every sentence is backed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.figures.compose import compose_figures
from assistant.answering.figures.statements import FigureChoice
from assistant.answering.figures.trend import tell_trend
from assistant.answering.figures.trendasked import read_course
from assistant.answering.grounding import verify
from assistant.ingest.figures import find_figures, sheets_of
from assistant.ingest.tables import find_tables
from assistant.records import Access, Document, Item, Kind, Span
from assistant.retrieval.analysis import analyse


def record(name: str, text: str, access: Access = Access.PUBLIC, day: date | None = None) -> Document:
    text = f"Lowmere Borough Council\n\n{text}"
    items = (Item("1", "", Span(0, len(text)), access=access),)
    days = (day,) if day else ()
    document = Document(name, name, "Report", Kind.OTHER, text, items=items, tables=find_tables(text), meeting_dates=days)
    return replace(document, figures=find_figures(document))


def graffiti(first: str, last: str, ashby: tuple[str, str], caption: str = "Graffiti reports by town", birch: int = 900) -> str:
    one, two = (f"{period[:-4]}{period[-2:]}" for period in (first, last))
    return (
        f"{caption}  {first} and {last}\n\nTown {one} {two} % change\nAshby {ashby[0]} {ashby[1]} 1.0\n"
        f"Birch {birch} {birch + 10} 1.1\nCorley 1,500 1,510 0.7\n"
    )


EARLY = record("early.txt", graffiti("May-Jul 2018", "May-Jul 2019", ("1,200", "1,100")), day=date(2019, 9, 1))
LATE = record("late.txt", graffiti("May-Jul 2020", "May-Jul 2021", ("1,000", "1,320")), day=date(2021, 9, 1))
SAID = (
    record("a.txt", "There were 1,846 incidents of fly-tipping in 2020-21, compared with a target of nothing.\n"),
    record("b.txt", "The officer reported that 2,013 incidents of fly-tipping had been recorded in 2021-22.\n"),
    record("c.txt", "There were 1,530 incidents of fly-tipping in 2019-20.\n"),
)  # fmt: skip


def ask(question: str, *documents: Document, accesses: tuple[Access, ...] = (Access.PUBLIC,)) -> FigureChoice | None:
    sheets = [s for d in documents for s in sheets_of(d) if not s.item or s.item.access in accesses]
    return tell_trend(analyse(question, []), {}, sheets, documents, accesses)


def told(question: str, *documents: Document) -> FigureChoice:
    choice = ask(question, *documents)
    assert choice is not None
    answer = compose_figures(choice, question)
    quotes = {citation.id: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        evidence = [*(quotes[number] for number in claim.citations), choice.computation or ""]
        assert verify(claim.text, evidence).grounded, claim.text
    for figure in answer.figures:
        assert figure.period and f"{figure.value:,.10g}".lstrip("-") in quotes[figure.citation]
    return choice


def points(choice: FigureChoice) -> list[tuple[str, float]]:
    return [(figure.period, figure.value) for told in choice.statements for _, figure in told.figures]


@pytest.mark.parametrize(
    "question",
    [
        "What is the trend in graffiti reports in Ashby?",
        "How have graffiti reports in Ashby changed since 2018?",
        "Show graffiti reports in Ashby over the years",
        "Have graffiti reports in Ashby gone up or down over the last four years?",
        "How did graffiti reports in Ashby change from May-Jul 2018 to May-Jul 2021?",
    ],
)
def test_two_records_make_one_course(question: str) -> None:
    choice = told(question, EARLY, LATE)
    assert points(choice) == [("May-Jul 2018", 1200), ("May-Jul 2019", 1100), ("May-Jul 2020", 1000), ("May-Jul 2021", 1320)]
    assert "1,200 in May-Jul 2018, 1,320 in May-Jul 2021, up 120 (10%)" in choice.statements[0].text
    assert choice.computation == "1,320 − 1,200 = 120; 120 ÷ 1,200 = 10%"
    assert [statement.document.name for statement in choice.statements[1:]] == ["early.txt", "late.txt"]


def test_each_point_is_cited_to_its_own_row_and_the_change_to_both() -> None:
    answer = compose_figures(told("What is the trend in graffiti reports in Ashby?", EARLY, LATE), "?")
    sources = {citation.id: citation.document for citation in answer.citations}
    assert {sources[number] for number in answer.claims[0].citations} == {"early.txt", "late.txt"}
    assert all(len({sources[number] for number in claim.citations}) == 1 for claim in answer.claims[1:])


def test_the_window_that_is_asked_for_is_kept() -> None:
    assert [p for p, _ in points(told("How have graffiti reports in Ashby changed since 2019?", EARLY, LATE))] == [
        "May-Jul 2019", "May-Jul 2020", "May-Jul 2021",
    ]  # fmt: skip
    short = told("Have graffiti reports in Ashby risen over the last three years?", EARLY, LATE)
    assert [p for p, _ in points(short)][0] == "May-Jul 2019"
    assert short.statements[0].text.startswith(("Yes. ", "Ashby: 1,100"))


def test_a_start_that_the_records_do_not_hold_is_not_answered_from_a_later_one() -> None:
    assert ask("How have graffiti reports in Ashby changed since 2015?", EARLY, LATE) is None
    assert ask("How did graffiti reports in Ashby change from May-Jul 2018 to May-Jul 2025?", EARLY, LATE) is None


def test_sentences_of_several_records_make_a_course() -> None:
    choice = told("How has fly-tipping changed over the years?", *SAID)
    assert points(choice) == [("2019-20", 1530), ("2020-21", 1846), ("2021-22", 2013)] or points(choice) == [
        ("2019-20", 1530), ("2021-22", 2013),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        "There were 12 fines for fly-tipping in 2022-23.\n",
        "There were 60 incidents of fly-tipping in Ashby in 2022-23.\n",
        "Fly-tipping had risen by 300 incidents in 2022-23.\n",
        "There should be 1,000 incidents of fly-tipping in 2022-23.\n",
        "There were 600 incidents of fly-tipping in the first quarter of 2022-23.\n",
        "There were 900 incidents of fly-tipping in the half-year, not 1,000 as in 2022-23.\n",
        "In 2022-23, up from 2,013 before, 2,100 incidents of fly-tipping were recorded in the county.\n",
    ],
)
def test_other_measures_areas_changes_aims_and_lengths_are_never_mixed_in(other: str) -> None:
    choice = ask("How has fly-tipping changed over the years?", *SAID[1:], record("other.txt", other))
    assert choice is not None
    assert [period for period, _ in points(choice)] == ["2019-20", "2021-22"]


def test_periods_of_other_lengths_are_left_out_and_said_to_be() -> None:
    quarter = record("q.txt", "There were 600 incidents of fly-tipping in April to June 2022.\n")
    choice = told("How has fly-tipping changed over the years?", *SAID[1:], quarter)
    assert [period for period, _ in points(choice)] == ["2019-20", "2021-22"]
    assert any("600 in April to June 2022" in note for note in choice.notes)


def test_a_period_printed_twice_with_two_values_is_noted() -> None:
    revised = record("d.txt", "There were 2,050 incidents of fly-tipping in 2021-22.\n", day=date(2023, 1, 1))
    choice = told("How has fly-tipping changed over the years?", *SAID[1:], revised)
    assert points(choice)[-1] == ("2021-22", 2050)
    assert choice.notes == ("2021-22: printed 2,013 in b.txt, 2,050 in d.txt; taken as in the later",)


def test_one_point_is_no_course() -> None:
    assert ask("How has fly-tipping changed over the years?", SAID[1]) is None


def test_another_council_is_another_course() -> None:
    text = SAID[2].text.replace("Lowmere Borough", "Highmere District")
    other = replace(SAID[2], text=text, figures=())
    other = replace(other, items=(Item("1", "", Span(0, len(text))),))
    other = replace(other, figures=find_figures(other))
    assert ask("How has fly-tipping changed over the years?", SAID[1], other) is None


def test_exempt_items_are_not_looked_at() -> None:
    closed = record("closed.txt", "There were 1,530 incidents of fly-tipping in 2019-20.\n", Access.EXEMPT)
    question = "How has fly-tipping changed over the years?"
    assert ask(question, SAID[1], closed) is None
    assert ask(question, SAID[1], closed, accesses=(Access.PUBLIC, Access.EXEMPT)) is not None


def test_captions_that_differ_are_not_joined() -> None:
    fines = record("fines.txt", graffiti("May-Jul 2020", "May-Jul 2021", ("10", "13"), "Fines for graffiti by town", 20))
    choice = told("What is the trend in graffiti reports in Ashby?", EARLY, fines)
    assert [period for period, _ in points(choice)] == ["May-Jul 2018", "May-Jul 2019"]


def test_an_area_that_is_not_named_is_not_chosen() -> None:
    assert ask("What is the trend in graffiti reports?", EARLY, LATE) is None


@pytest.mark.parametrize(
    "question",
    [
        "How many graffiti reports were there in Ashby in May-Jul 2019?",
        "Why have graffiti reports in Ashby changed since 2018?",
        "Which town had the most graffiti reports since 2018?",
        "How many graffiti reports has Ashby had since 2018?",
        "What has been done about graffiti in Ashby since 2018?",
        "What was the average of graffiti reports in Ashby over the years?",
        "How did graffiti reports in Ashby change in 2019?",
    ],
)
def test_other_questions_are_no_courses(question: str) -> None:
    assert ask(question, EARLY, LATE) is None


def test_the_matter_of_a_course_is_read_without_its_periods() -> None:
    course = read_course(analyse("How did visits to the baths change from 2018/19 to 2021/22?", []))
    assert course is not None
    assert course.first is not None
    assert course.last is not None
    assert (course.first.words, course.last.words) == ("2018/19", "2021/22")
    assert "visit" in course.analysis.terms
    assert not [term for term in course.analysis.terms if term[0].isdigit()]


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9_999_999), min_size=2, max_size=5))
def test_the_change_is_that_of_plain_decimals(values: list[int]) -> None:
    documents = [
        record(f"{n}.txt", f"There were {value:,} incidents of fly-tipping in {2010 + n}-{11 + n}.\n")
        for n, value in enumerate(values)
    ]
    choice = ask("How has fly-tipping changed over the years?", *documents)
    assert choice is not None
    assert choice.computation is not None
    change = Decimal(values[-1]) - Decimal(values[0])
    assert choice.computation.startswith(f"{values[-1]:,} − {values[0]:,} = {change:,}")
    assert [value for _, value in points(choice)] == values
