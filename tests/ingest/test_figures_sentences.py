"""The numbers of sentences: which are figures, what they measure, when and in which unit."""

from __future__ import annotations

import pytest

from assistant.ingest.figures import find_figures
from assistant.ingest.tables import find_tables
from assistant.records import Document, Figure, Kind, Span


def figures(text: str) -> list[Figure]:
    return list(find_figures(Document("d", "0", "", Kind.OTHER, text, tables=find_tables(text))))


@pytest.mark.parametrize(
    "text",
    [
        "Telephone 01234 567890 or 07700 900 123, or write to AB12 3CD.",
        "They met at 12 High Street and at 47 St. Anne's Road.",
        "Motion 1 was lost, and Priority 3: Housing was kept.",
        "It was referred under paragraphs 3 and 5 of Part 1 of Schedule 12A.",
        "By-laws 24, 25 and 26 were read.",
        "The minutes of January 29 and 30, 2013 and of 3, 10 and 17 May were agreed.",
        "The Plan for 2016–18 gives homes a 1 in 100 chance.",
        "A 20's plenty scheme runs 24/7.",
        "We go forward with items and approval of 1, 2, 3, 7 and 10.",
        "The press first ran in 1889.",
        "It was registered by 3177751 Manitoba Ltd.",
        "Calls to 111 and 999 services had priority.",
        "It lies at 55, Keane Street.",
        "6 Planning:",
        "It was built 40 years ago.",
        "2",
        "4.2 The Council met in the last 12 months.",
    ],
)
def test_numbers_that_name_something_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The scheme cost £1.2m and £25K more.", [(1_200_000, "£", ""), (25_000, "£", "")]),
        ("Between 4% and 6% of homes were empty.", [(4, "%", "at least"), (6, "%", "at most")]),
        ("They expect 150-200 visitors.", [(150, "count", "at least"), (200, "count", "at most")]),
        ("Stays last between 3 and 18 months.", [(3, "months", "at least"), (18, "months", "at most")]),
        ("Young people aged 16 to 24 came.", [(16, "years of age", "at least"), (24, "years of age", "at most")]),
        ("It is open to 13-17 year olds.", [(13, "years of age", "at least"), (17, "years of age", "at most")]),
        ("A bus pass goes to the over 65s.", [(65, "years of age", "over")]),
        ("There was a variance of (£545).", [(-545, "£", "")]),
        ("The change was -3.5%.", [(-3.5, "%", "")]),
        ("The rate rose by 2.1 percentage points.", [(2.1, "percentage points", "")]),
        ("Emissions were 1,200 tCO2e.", [(1200, "tCO2e", "")]),
        ("Lorries gave off 340 tonnes of CO2.", [(340, "tonnes of CO2", "")]),
        ("The mean was 33.6 µg/m3.", [(33.6, "µg/m3", "")]),
        ("Some 90 cubic metres of water were lost.", [(90, "cubic metres", "about")]),
        ("The rate was 118 for every 100,000 people.", [(118, "for every 100,000 people", "")]),
        ("Crimes per 1,000 population stood at 51.0.", [(51, "per 1,000 population", "")]),
        ("3 or more members may call it in.", [(3, "count", "at least")]),
        ("Recording is now up to 93%.", [(93, "%", "at most")]),
        ("As many as 40 stalls, and close to 20 vans.", [(40, "count", "at most"), (20, "count", "about")]),
        ("17 – Refuge", [(17, "count", "")]),
        ("About seven vehicles and a dozen people came.", [(7, "count", "about"), (12, "count", "")]),
        ("The road needs 40 to 50 million and the bridge $3 million.",
         [(40_000_000, "$", "at least"), (50_000_000, "$", "at most"), (3_000_000, "$", "")]),
        ("A mast of over 4.8m was built.", [(4.8, "metres", "over")]),
        ("Each home has a 23-litre caddy.", [(23, "litre", "")]),
    ],
)  # fmt: skip
def test_values_units_and_qualifiers(text: str, wanted: list[tuple[float, str, str]]) -> None:
    assert [(f.value, f.unit, f.qualifier) for f in figures(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Insurance has been increased by 5% at an additional cost of about £25.", ["Insurance", "additional cost"]),
        ("House prices in Ashby have increased by 51%.", ["House prices in Ashby"]),
        ("The charge for collecting bulky waste is £36.", ["charge for collecting bulky waste"]),
        ("Cabinet had approved £18,400 for four mobile cameras.", ["approved for four mobile cameras", "mobile cameras"]),
        ("There were 51 offences recorded over five months.", ["offences"]),
        ("They had 212 incidents of graffiti, of which 131 were cleared.",
         ["incidents of graffiti", "incidents of graffiti – were cleared"]),
        ("In 2021-22, 16 notices were served, compared with 23 in 2020-21.", ["notices", "notices"]),
        ("The rate of recycling was 41.2%, up from 38.0% in 2018-19.", ["rate of recycling"] * 2),
        ("An increase in the policing precept of £10 was set, a 5.2% increase in council tax.",
         ["policing precept", "council tax"]),
        ("The aim is to reduce graffiti there by 30%.", ["graffiti"]),
        ("Some 85% of notices issued proved effective.", ["notices issued proved effective"]),
        ("Funding from the Fund, in the current cycle, had been increased by £19K.", ["Funding"]),
        ("It received 58,700.", [""]),
        ("The Engineer reported that 767 of the 1,080 metres of the works had been completed.", ["works", "works"]),
        ("Of the 61 notices issued, 54 had been paid.", ["notices", "notices – had been paid"]),
        ("Visits to the Market Row Centre were 121,800.", ["Visits to the Market Row Centre"]),
        ("He asked whether the loss of £1,665 should be made good.", ["loss"]),
        ("We have put £8 million in water servicing.", ["water servicing"]),
        ("The Council agreed to give £300 to Ashby Trust.", ["give to Ashby Trust"]),
        ("The motion was carried by a vote of 11 for and 2 against.", ["votes for", "votes against"]),
        ("All agreed; 98% were able to cope; 87% felt safe.", ["were able to cope", "felt safe"]),
        ("The pool was closed for 19 days.", ["pool was closed"]),
        ("Tags recorded by Kent Police had decreased by 26.7%.", ["Tags"]),
    ],
)  # fmt: skip
def test_measures(text: str, wanted: list[str]) -> None:
    assert [f.measure for f in figures(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Visits were 400 in Q3 2021/22.", ["Q3 2021/22"]),
        ("Visits were 400 in October to December 2022.", ["October to December 2022"]),
        ("Visits were 400 in the first half of 2019/20.", ["first half of 2019/20"]),
        ("Visits were 400 in the year ending March 2020.", ["year ending March 2020"]),
        ("Visits were 400 in the last 12 months.", ["the last 12 months"]),
        ("There were 611 visits, 14 fewer than in the same period of 2020.", ["", ""]),
        ("Visits were 400, against 300 in the same period of 2020.", ["", "the same period of 2020"]),
        ("The Lido, closed since 6 September 2021, lost 90 visitors.", [""]),
        ("Between 1 April-31 December 2018, 4,636 crimes were reported.", ["1 April-31 December 2018"]),
        ("There were 126 notices from 1 January 2018 to 31 December 2018.", ["1 January 2018 to 31 December 2018"]),
        ("Visits rose from 18 to 34 between 2018/19 and 2019/20.", ["2018/19", "2019/20"]),
        ("Visits rose from 18 to 34 in 2019/20.", ["", "2019/20"]),
        ("Visits were 50 in 2019 compared to 40 in the previous year – a rise of 25%.", ["2019", "the previous year", "2019"]),
        ("Cabinet approved £18,400 for cameras, which would be bought in October 2021.", [""]),
    ],
)  # fmt: skip
def test_periods(text: str, wanted: list[str]) -> None:
    assert [f.period for f in figures(text)] == wanted


FOUR = [(-7.3, "%", True), (-190, "count", True), (2610, "count", False), (2420, "count", False)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Graffiti has reduced by 7.3% or 190 fewer tags from 2,610 to 2,420 tags.", FOUR),
        ("Tags fell from 2,610 in 2018/19 to 2,420 in 2019/20, a fall of 190 (7.3%).", [*FOUR[2:], FOUR[1], FOUR[0]]),
        ("Tags were 2,420, down from 2,610.", [FOUR[3], FOUR[2]]),
        ("A total of 2,420 tags was seen compared to 2,610 tags – a drop of 7.3% (190 fewer tags).",
         [FOUR[3], FOUR[2], FOUR[0], FOUR[1]]),
        ("Tags fell to 2,420, a decrease of 7.3% on the 2,610 of the year before.", [FOUR[3], FOUR[0], FOUR[2]]),
    ],
)  # fmt: skip
def test_a_movement_is_levels_and_changes_of_one_measure(text: str, wanted: list[tuple[float, str, bool]]) -> None:
    found = figures(text)
    assert [(f.value, f.unit, f.change) for f in found] == wanted
    assert len({f.measure for f in found}) == 1


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("In Ashby, 300 tags were seen.", "Ashby"),
        ("There are 36 wardens across Corley and Dunby.", "Corley and Dunby"),
        ("The Head of Legal Services found 300 tags.", ""),
        ("In Section 4 it says 300 tags.", ""),
        ("In Ashby it was higher than the Corley-wide average of 107.7 offences.", "Corley"),
        ("An increase in the Policing precept gives £10.", ""),
        ("Budget for Draft Budget 2021 is €5.", ""),
    ],
)
def test_areas(text: str, area: str) -> None:
    assert [f.area for f in figures(text)] == [area]


def test_a_line_break_changes_nothing_and_the_span_is_the_number() -> None:
    text = "Graffiti has\n  reduced by\n 7.3 \nper cent or 190\nfewer tags."
    found = figures(text)
    assert [(f.value, f.measure) for f in found] == [(-7.3, "Graffiti"), (-190, "Graffiti")]
    assert found[0].span.of(text) == "7.3 \nper cent"


def test_running_headers_are_not_read() -> None:
    text = "There were 40 PAGE 7 OF 300 visits."
    document = Document("d", "0", "", Kind.OTHER, text, furniture=(Span(14, 28),))
    assert [f.value for f in find_figures(document)] == [40]


RATES = "Crimes per 1,000 population\nTown Rate\nAsh 12.5\nBirch 13.5\nElm 14.5\n"


def test_rates_of_a_table_are_no_counts() -> None:
    assert {f.unit for f in figures(RATES)} == {"per 1,000 population"}


def test_a_figure_stands_in_its_sentence_without_the_header_of_the_page_it_begins_on() -> None:
    text = "The gate was shut.\nHarbour Committee - 5 May 2020\nThe fee for a berth is £240 from 1 June 2020."
    header = text.index("Harbour")
    document = Document("d", "0", "", Kind.OTHER, text, furniture=(Span(header, text.index("\nThe fee")),))
    (figure,) = find_figures(document)
    assert figure.context.of(text) == "The fee for a berth is £240 from 1 June 2020."
