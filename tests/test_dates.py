"""Dates and periods as records print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import find_days, find_periods


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2024",
        "5th March 2024",
        "5th March, 2024",
        "Tuesday 5 March 2024",
        "the 5th day of nothing, 5th of March 2024",
        "March 5, 2024",
        "05/03/2024",
        "5.3.2024",
        "5/3/24",
        "2024-03-05",
        "5 Mar 2024",
        "5TH MARCH 2024",
        "5th** March 2024",
    ],
)
def test_days(text: str) -> None:
    assert [found.first for found in find_days(text)] == [date(2024, 3, 5)]


@pytest.mark.parametrize(
    "text",
    ["31 June 2024", "30/02/2024", "section 5.3.2", "1.2.3", "Item 12 March", "5/3", "2024", "version 10.13.2024"],
)
def test_what_is_no_day(text: str) -> None:
    assert find_days(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("2021-22", "2021-04-01", "2022-03-31", "municipal year"),
        ("2021/22", "2021-04-01", "2022-03-31", "municipal year"),
        ("2021-2022", "2021-04-01", "2022-03-31", "municipal year"),
        ("1999-00", "1999-04-01", "2000-03-31", "municipal year"),
        ("March 2024", "2024-03-01", "2024-03-31", "month"),
        ("February 2024", "2024-02-01", "2024-02-29", "month"),
        ("April to August 2019", "2019-04-01", "2019-08-31", "months"),
        ("Apr-Aug 19", "2019-04-01", "2019-08-31", "months"),
        ("November to February 2024", "2023-11-01", "2024-02-29", "months"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2019–2020", "2019-04-01", "2020-03-31", "municipal year"),
        ("FY2019/20", "2019-04-01", "2020-03-31", "municipal year"),
        ("Q3 2021/22", "2021-10-01", "2021-12-31", "quarter"),
        ("Q4 2021-22", "2022-01-01", "2022-03-31", "quarter"),
        ("Q3 2021", "2021-07-01", "2021-09-30", "quarter"),
        ("Quarter 2, 2021/22", "2021-07-01", "2021-09-30", "quarter"),
        ("2021/22 Q1", "2021-04-01", "2021-06-30", "quarter"),
        ("the second quarter of 2021-22", "2021-07-01", "2021-09-30", "quarter"),
        ("last quarter of 2021", "2021-10-01", "2021-12-31", "quarter"),
        ("first half of 2019/20", "2019-04-01", "2019-09-30", "half"),
        ("H2 2019", "2019-07-01", "2019-12-31", "half"),
        ("October to December 2022", "2022-10-01", "2022-12-31", "months"),
        ("Apr-Aug 2019", "2019-04-01", "2019-08-31", "months"),
        ("year ending March 2020", "2019-04-01", "2020-03-31", "months"),
        ("12 months to the end of September 2018", "2017-10-01", "2018-09-30", "months"),
        ("year to 31 December 2019", "2019-01-01", "2019-12-31", "months"),
        ("1 April-25 September 2019", "2019-04-01", "2019-09-25", "days"),
    ],
)
def test_periods(text: str, first: str, last: str, grain: str) -> None:
    found = find_periods(f"in {text} it rose")
    assert [(str(p.first), str(p.last), p.grain) for p in found] == [(first, last, grain)]


def test_a_strategy_over_years_is_not_a_municipal_year() -> None:
    assert [p.grain for p in find_periods("the Strategy 2019-22")] != ["municipal year"]


@pytest.mark.parametrize("text", ["Q3 2021/23", "Q5 2021", "H3 2019", "31 June to 2 July 2019", "third half of 2019"])
def test_what_is_no_part_of_a_year(text: str) -> None:
    assert not {p.grain for p in find_periods(text)} & {"quarter", "half", "days"}


def test_periods_do_not_overlap_and_are_in_order() -> None:
    found = find_periods("On 5 March 2024, in March 2024 and in 2023-24, not 2022; Apr-Aug 19.")
    assert [p.grain for p in found] == ["day", "month", "municipal year", "year", "months"]
    assert all(not a.span.overlaps(b.span) for a, b in zip(found, found[1:], strict=False))


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{d}/{n}/{y}", "{m} {d}, {y}"]),
)
def test_every_date_is_read_as_written(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.strftime("%B"), n=day.month, y=day.year)
    assert [found.first for found in find_days(f"held on {text} at noon")] == [day]


@given(st.text(max_size=200))
def test_nothing_makes_it_fail(text: str) -> None:
    for found in find_periods(text):
        assert found.first <= found.last
        assert 0 <= found.span.start < found.span.end <= len(text)
