"""Figures of sentences and tables as typed values, and what is odd about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ingest.figures import find_figures, find_oddities, sheets_of
from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.ingest.tables import find_tables
from assistant.records import Document, Figure, Kind

RECORDS = Path(__file__).parents[2] / ".." / "shared" / "records"


def figures(text: str) -> list[Figure]:
    return list(find_figures(Document("d", "0", "", Kind.OTHER, text, tables=find_tables(text))))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some 60 people came.", [(60, "count", "about", False)]),
        ("The scheme cost £1.2m in 2021-22.", [(1_200_000, "£", "", False)]),
        ("Graffiti fell by 7.3% or 190 fewer tags, from 2,610 to 2,420 tags.",
         [(-7.3, "%", "", True), (-190, "count", "", True), (2610, "count", "", False), (2420, "count", "", False)]),
        ("Visits rose by 12%.", [(12, "%", "", True)]),
        ("There were 30.2 offences per 1,000 population.", [(30.2, "per 1,000 population", "", False)]),
        ("Refuge places: 17 – Refuge", [(17, "count", "", False)]),
        ("The ban lasts 18 months.", [(18, "months", "", False)]),
        ("A fine of at least £500 applies.", [(500, "£", "at least", False)]),
        ("The meeting of 12 March 2019 closed at 9.25 pm.", []),
        ("Minute No. 13 and page 56 refer to section 4.1.", []),
        ("It opened on 1 April and shut on 2nd May.", []),
        ("4.2 The Council met.", []),
    ],
)  # fmt: skip
def test_numbers_of_sentences_are_read(text: str, wanted: list[tuple[float, str, str, bool]]) -> None:
    assert [(f.value, f.unit, f.qualifier, f.change) for f in figures(text)] == wanted


def test_a_movement_told_once_has_one_measure_and_each_year_its_figure() -> None:
    text = "Burglary fell from 362 offences in April 2018 to 300 offences in April 2019."
    assert [(f.value, f.measure, f.period) for f in figures(text)] == [
        (362, "Burglary – offences", "April 2018"),
        (300, "Burglary – offences", "April 2019"),
    ]


def test_every_figure_is_quoted_by_its_span_and_lies_in_its_context() -> None:
    text = "Some 60 people paid £1,200 in Ashby.\n\nTown 2021 2022\nAsh 1 2\nBirch 3 4\nElm 7 8\n"
    found = figures(text)
    assert len(found) == 8
    for figure in found:
        assert any(character.isdigit() for character in figure.span.of(text))
        assert figure.context.contains(figure.span)


TABLE = """
Visits to pools - May-Jul 2021 and May-Jul 2022
Pool May-Jul 21 May-Jul 22 No. change % change
Ash 1,200 1,100 -100 -8.3
Birch 2,000 2.300 300 15.0
Corley 1,000 1,500 500 40.0
Dunby 1,400 1,300 -90 -7.1
Elm 1,100 1,180 80 7.3
All pools 6,700 7,480 780 11.6
"""


def test_oddities_are_found_and_nothing_else() -> None:
    document = Document("d", "0", "", Kind.OTHER, TABLE, tables=find_tables(TABLE))
    found = [(oddity.kind, oddity.told) for sheet in sheets_of(document) for oddity in find_oddities(sheet)]
    assert [kind for kind, _ in found] == ["separator", "change", "change", "total"]
    assert "read as 2,300, which agrees with the printed change of 15.0%" in found[0][1]
    assert "40.0%" in found[1][1] and "50%" in found[1][1]
    assert "-90" in found[2][1] and "-100" in found[2][1]
    assert "7,480" in found[3][1] and "7,380" in found[3][1]


def test_a_right_table_has_no_oddities() -> None:
    text = TABLE.replace("2.300", "2,300").replace("40.0", "50.0").replace("-90", "-100").replace("7,480", "7,380")
    text = text.replace("780 11.6", "680 10.1")
    document = Document("d", "0", "", Kind.OTHER, text, tables=find_tables(text))
    assert [oddity for sheet in sheets_of(document) for oddity in find_oddities(sheet)] == []


# Checked by hand against the records: file, number as printed, value, unit, qualifier, change, a word of the measure,
# words of the period.
CHECKED = [
    ("agenda-item-csp", "13,310", 13310, "count", "", False, "offences", ""),
    ("agenda-item-csp", "123.4", 123.4, "per 1,000 of the population", "", False, "offences", ""),
    ("agenda-item-csp", "26.7%", -26.7, "%", "", True, "ASB", ""),
    ("agenda-item-csp", "126", 126, "count", "", False, "penalty charge notices", ""),
    ("annual-report-2019-20", "£360", 360, "£", "", False, "membership", ""),
    ("annual-report-2019-20", "38", 38, "count", "", False, "town centres", ""),
    ("annual-report-2019-20", "82", 82, "count", "", False, "members", ""),
    ("annual-report-2019-20", "10", 10, "count", "", False, "new applications", ""),
    ("annual-report-2019-20", "85%", 85, "%", "about", False, "CPWs", ""),
    ("annual-report-2019-20", "5.2%", 5.2, "%", "", True, "council tax", ""),
    ("annual-report-2019-20", "36", 36, "count", "", False, "PCSOs", ""),
    ("annual-report-2019-20", "180", 180, "count", "", False, "police officers", ""),
    ("annual-report-2019-20", "30", 30, "seconds", "about", False, "effects of nitrous oxide", ""),
    ("minutes-2017", "3", 3, "count", "", False, "cases of DA homicide", "2016-17"),
    ("minutes-2017", "£20K", 20000, "£", "about", False, "cost", ""),
    ("minutes-2017", "3,000", 3000, "count", "over", False, "children", ""),
    ("minutes-2017", "60,000", 60000, "count", "", False, "DA victims", ""),
    ("minutes-2017", "17", 17, "count", "", False, "Refuge", ""),
    ("minutes-2017", "32", 32, "count", "", False, "Outreach", ""),
    ("minutes-2017", "91", 91, "count", "", False, "victims", ""),
    ("minutes-2017", "90%", 90, "%", "about", False, "DA victims", ""),
    ("minutes-2017", "60", 60, "count", "about", False, "people", ""),
    ("minutes-2017", "12", 12, "count", "", False, "PCs", ""),
    ("gravesham", "5,370", 5370, "count", "", False, "offences", "April-August 2019"),
    ("gravesham", "5,915", 5915, "count", "", False, "offences", "previous year"),
    ("gravesham", "362", 362, "count", "", False, "vehicle crime", "April-August 2018"),
    ("gravesham", "7.3%", -7.3, "%", "", True, "violent crime", ""),
    ("gravesham", "190", -190, "count", "", True, "violent crime", ""),
    ("gravesham", "2,610", 2610, "count", "", False, "violent crime", ""),
    ("gravesham", "2,420", 2420, "count", "", False, "violent crime", ""),
    ("gravesham", "232", 232, "count", "", False, "adult victims", ""),
    ("gravesham", "306", 306, "count", "", False, "children", ""),
    ("gravesham", "28", 28, "count", "", False, "fines", ""),
]


@pytest.fixture(scope="module")
def records() -> dict[str, Document]:
    if not RECORDS.is_dir():
        pytest.skip("the shared records do not lie beside the repository")
    return {path.name: parse(read(path), path.name, "0") for path in sorted(RECORDS.iterdir())}


@pytest.mark.parametrize(("file", "printed", "value", "unit", "qualifier", "change", "measure", "period"), CHECKED)
def test_sentence_figures_of_the_records(
    records: dict[str, Document], file: str, printed: str, value: float, unit: str, qualifier: str, change: bool,
    measure: str, period: str,
) -> None:  # fmt: skip
    document = next(document for name, document in records.items() if file in name)
    tables = [table.span for table in document.tables]
    found = [f for f in document.figures if f.span.of(document.text) == printed and not any(t.contains(f.span) for t in tables)]
    right = [f for f in found if (f.value, f.unit, f.qualifier, f.change) == (value, unit, qualifier, change)]
    assert any(measure in " ".join(f.measure.split()) and period in f.period for f in right), found
