"""Numbers as councils print them, and what they are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.values import Unit, Value, parse_value

D = Decimal
READ = {
    "82,537": Value(D(82537)),
    "0": Value(D(0)),
    "-10.7": Value(D("-10.7")),
    "–178": Value(D(-178)),
    "−0.8": Value(D("-0.8")),
    "+55": Value(D(55)),
    "(545)": Value(D(-545)),
    "(1,234.5)": Value(D("-1234.5")),
    "(3.5)%": Value(D("-3.5"), Unit.PERCENT),
    "(3.5%)": Value(D("-3.5"), Unit.PERCENT),
    "5.687": Value(D("5.687")),
    "1 234 567": Value(D(1234567)),
    ".5": Value(D("0.5")),
    "7.3%": Value(D("7.3"), Unit.PERCENT),
    "7.3 %": Value(D("7.3"), Unit.PERCENT),
    "45 per cent": Value(D(45), Unit.PERCENT),
    "45 percent": Value(D(45), Unit.PERCENT),
    "2.1 percentage points": Value(D("2.1"), Unit.POINTS),
    "-1 percentage point": Value(D(-1), Unit.POINTS),
    "3pp": Value(D(3), Unit.POINTS),
    "3 ppts": Value(D(3), Unit.POINTS),
    "4% points": Value(D(4), Unit.POINTS),
    "£588.00": Value(D("588.00"), Unit.POUND),
    "£ 3,000": Value(D(3000), Unit.POUND),
    "-£250": Value(D(-250), Unit.POUND),
    "£-250": Value(D(-250), Unit.POUND),
    "(£20K)": Value(D(-20000), Unit.POUND, scale=1000),
    "£(20)": Value(D(-20), Unit.POUND),
    "£20K": Value(D(20000), Unit.POUND, scale=1000),
    "£1.25m": Value(D(1250000), Unit.POUND, scale=10**6),
    "£1.25 million": Value(D(1250000), Unit.POUND, scale=10**6),
    "€3bn": Value(D(3 * 10**9), Unit.EURO, scale=10**9),
    "$12": Value(D(12), Unit.DOLLAR),
    "GBP 40": Value(D(40), Unit.POUND),
    "85p": Value(D(85), Unit.PENCE),
    "12 thousand": Value(D(12000), scale=1000),
    "18-24": Value(D(18), upper=D(24)),
    "25 – 30": Value(D(25), upper=D(30)),
    "£500-£700": Value(D(500), Unit.POUND, upper=D(700)),
    "£500 to 700": Value(D(500), Unit.POUND, upper=D(700)),
    "between 5 and 10%": Value(D(5), Unit.PERCENT, upper=D(10)),
    "£1-2m": Value(D(10**6), Unit.POUND, scale=10**6, upper=D(2 * 10**6)),
    "c. £248,000": Value(D(248000), Unit.POUND, "about"),
    "c.£248,000": Value(D(248000), Unit.POUND, "about"),
    "approximately 60,000": Value(D(60000), qualifier="about"),
    "some 40": Value(D(40), qualifier="about"),
    "over 40%": Value(D(40), Unit.PERCENT, "over"),
    "more than 300": Value(D(300), qualifier="over"),
    "just under 2%": Value(D(2), Unit.PERCENT, "under"),
    "up to £50K": Value(D(50000), Unit.POUND, "at most", 1000),
    "at least 3": Value(D(3), qualifier="at least"),
    "<5": Value(D(5), qualifier="under"),
    "65+": Value(D(65), qualifier="at least"),
    "51.0 per 1,000": Value(D("51.0"), Unit.RATE, per=1000),
    "51.0 per 1,000 population": Value(D("51.0"), Unit.RATE, per=1000, base="population"),
    "£150 per annum": Value(D(150), Unit.POUND, per=1, base="annum"),
    "1,234*": Value(D(1234)),
    "12 [a]": Value(D(12)),
    "\n 5,370 ": Value(D(5370)),
}
NOT_READ = "n/a,N/A,-,–,..,,*,nil,Kent,Apr-Aug 18,15.07.2017,15/06/13,1.2.3,12 Ashford,Ward 5,4th,12:00,07.17.02,£".split(",")


@pytest.mark.parametrize("text", READ)
def test_what_is_printed_is_read(text: str) -> None:
    assert parse_value(text) == READ[text]


@pytest.mark.parametrize("text", [*NOT_READ, "25,00", "1,23,456", "12,3456", "£", "%", "c.", "over", "12--3"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_value(text) is None


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["", "£", "%"]), st.booleans())
def test_a_number_set_with_separators_comes_back(number: Decimal, unit: str, brackets: bool) -> None:
    digits = f"{abs(number):,}"
    words = f"{'£' if unit == '£' else ''}{digits}{'%' if unit == '%' else ''}"
    text = words if number >= 0 else f"({words})" if brackets else f"-{words}"
    value = parse_value(text)
    assert value is not None and value.value == number
    assert value.unit == {"": Unit.COUNT, "£": Unit.POUND, "%": Unit.PERCENT}[unit]


@given(st.text(max_size=30))
def test_any_text_is_read_or_none(text: str) -> None:
    value = parse_value(text)
    assert value is None or value.value.is_finite()
