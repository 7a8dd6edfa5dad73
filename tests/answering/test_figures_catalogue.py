"""The figures of a library for each reader: which measures there are, what is chosen, what is odd, and what is kept."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.figurelist import figure_rows, figures_csv
from assistant.progress import progress_bar
from assistant.records import Access, Role
from assistant.service import Assistant

MEASURE = "Recorded ASB incidents - districts of Eskshire"
SHEET = """Area,2020-21,2021-22
Hill End,12,14
"=HYPERLINK(""x"")",3,-4
"""


@pytest.fixture(scope="module")
def assistant(sample_library: Path) -> Iterator[Assistant]:
    opened = Assistant.open(sample_library)
    yield opened
    opened.close()


def test_measures_are_found_by_begun_words_and_say_how_many_figures_they_have(assistant: Assistant) -> None:
    found = assistant.measures("recorded asb inc", Role.PUBLIC)
    assert MEASURE in [one.name for one in found]
    [measure] = [one for one in found if one.name == MEASURE]
    assert measure.figures == len(assistant.figures(MEASURE, role=Role.PUBLIC, exact=True))
    assert assistant.measures("zebra crossings of the moon", Role.PUBLIC) == []


def test_a_measure_taken_whole_leaves_out_its_changes_and_rates(assistant: Assistant) -> None:
    by_words = {one.figure.measure for one in assistant.figures(MEASURE, role=Role.PUBLIC)}
    whole = {one.figure.measure for one in assistant.figures(MEASURE.lower(), role=Role.PUBLIC, exact=True)}
    assert whole == {MEASURE} < by_words


def test_several_areas_and_periods_can_be_chosen(assistant: Assistant) -> None:
    held = assistant.figures(MEASURE, ["Tarrowby", "Hexley"], ["Apr-Sep 2023"], Role.PUBLIC, exact=True)
    assert [(one.figure.area, one.printed) for one in held] == [("Hexley", "2,087"), ("Tarrowby", "1,089")]
    assert [one.printed for one in assistant.figures(MEASURE, "Tarrowby", "Apr-Sep 2023", Role.PUBLIC, exact=True)] == ["1,089"]
    assert assistant.figures(MEASURE, period="Apr-Sep 1977", role=Role.PUBLIC) == []


def test_exempt_figures_are_there_for_those_alone_who_may_see_them(assistant: Assistant) -> None:
    closed = [one for one in assistant.figures("tender sum") if one.access is Access.EXEMPT]
    assert closed
    assert {one.figure.measure for one in closed} <= {one.name for one in assistant.measures("tender")}
    assert not {one.figure.measure for one in closed} & {one.name for one in assistant.measures("", Role.PUBLIC)}
    assert not [one for one in assistant.figures("", role=Role.PUBLIC) if one.access is Access.EXEMPT]
    names = {one.document.name for one in closed}
    assert not names & {one.document.name for one in assistant.figures("", role=Role.PUBLIC)}


def test_a_check_of_a_document_that_is_not_open_says_what_one_that_does_not_exist_gets(assistant: Assistant) -> None:
    closed = assistant.figures("tender sum")[0].document.name
    told = []
    for name in (closed, "nowhere.pdf"):
        with pytest.raises(NotFound) as caught:
            assistant.check([name], Role.PUBLIC)
        told.append(str(caught.value).replace(name, ""))
    assert told[0] == told[1]
    assert {name for name, _, _ in assistant.check((), Role.PUBLIC)} <= {s.name for s in assistant.summaries(Role.PUBLIC)}
    assert assistant.check([closed], Role.OFFICER) == [] != assistant.check((), Role.PUBLIC)


def test_figures_are_read_anew_when_a_record_is_added(sample_library: Path, tmp_path: Path) -> None:
    """And words that a spreadsheet would compute come out of the CSV file as words."""
    sheet = tmp_path / "hill.csv"
    sheet.write_text(SHEET, "utf-8")
    one = Assistant.open(shutil.copytree(sample_library, tmp_path / "data"))
    try:
        assert one.figures("", "Hill End") == []
        with progress_bar() as progress:
            assert one.ingest([sheet], progress).added == ["hill.csv"]
        held = one.figures("", "Hill End")
        assert [figure.printed for figure in held] == ["12", "14"]
        everything = [figure for figure in one.figures("") if figure.document.name == "hill.csv"]
        rows = list(csv.DictReader(io.StringIO(figures_csv(everything))))
        assert len(rows) == len(figure_rows(everything)) == 4
        assert {row["area"] for row in rows} == {"Hill End", "'=HYPERLINK(\"x\")"}
        assert "-4" in {row["printed"] for row in rows}
    finally:
        one.close()
