"""What the columns of a table stand for: what their figures are, of which period, in what unit, planned or come about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.values import Unit, Value
from assistant.language import content_terms
from assistant.records import Table

_CHANGE = re.compile(r"\bchange|\bvariance\b|\bdifference\b|\bmovement\b|\bincrease|\bdecrease|\+/-|±|\bdiff\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent|\bpercentage", re.I)
_RATE = re.compile(r"\bper\s+(?:[\d,]+|thousand|hundred|head|capita|person|household)\b|\brate\b", re.I)
_PER = re.compile(r"\bper\s+(?:[\d,]+|thousand|hundred|head|capita|person|household)\b.*", re.I)
_MONEY = re.compile(r"£\s?(?:[’']?000s?|(?:m|k|bn|million|thousand)\b)?", re.I)


class Form(StrEnum):
    """What the figures of a column are."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENT_CHANGE = "% change"
    RATE = "rate"
    TEXT = "text"


class Role(StrEnum):
    """Whether the figures of a column came about, were planned or expected, or tell the two apart; "" where unsaid."""

    NONE = ""
    ACTUAL = "actual"
    EXPECTED = "forecast"
    PLANNED = "planned"
    APART = "variance"


_COUNTED = re.compile(r"\b(?:number|no\.|nos\.|count|headcount|fte|posts)(?!\w)|^\s*#", re.I)
_CODE = re.compile(r"[A-Za-z]{0,6}[-/. ]?\d{1,5}(?:[-/.]\d{1,3}){0,4}[A-Za-z]?")
_ROLES = (
    (
        Role.APART,
        re.compile(r"\bvariances?\b|\b(?:over|under)[^a-z\d]{0,3}(?:(?:over|under)[^a-z\d]{0,2})?spen[dt]\w*|\bsurplus\b", re.I),
    ),
    (Role.EXPECTED, re.compile(r"\bforecast|\bprojected|\bprojection|\bestimated?\b|\bexpected\b", re.I)),
    (Role.PLANNED, re.compile(r"\btargets?\b|\bbudget(?:ed)?\b|\bplan(?:ned)?\b", re.I)),
    (Role.ACTUAL, re.compile(r"\bactuals?\b|\bout-?turn\b|\bachieved\b", re.I)),
)
# A part of a year that every year has: a heading may leave its year to the columns beside it.
_PART = re.compile(
    r"\b(?:Q[1-4]|H[12]|(?:first|second|third|fourth|last) (?:quarter|half)|quarter (?:[1-4]|one|two|three|four)"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.I,
)
_BRACKETED = re.compile(r"\(([^()]{1,24})\)")
_UNIT = re.compile(
    r"%|per ?cent(?:age)?|percentage points?|[£€$]\s?(?:[’']?000s?|m|k|bn|millions?|thousands?|billions?)?|[’']?000s?"
    r"|(?:thousand|million)s?|(?:calendar |working )?(?:day|week|month|year)s?|hours?|hrs|minutes?|mins|seconds?|secs"
    r"|tonnes?|tons?|kg|kilograms?|litres?|m[23]|sq\.? ?(?:m|km|ft)|km2?|kilometres?|miles?|metres?|hectares?|ha|acres?"
    r"|[kMG]Wh|(?:kt|t|tonnes) ?CO2e?|tCO2e?|fte",
    re.I,
)  # units of measurement, no words of any record
_FAR_SMALLER = 1000  # times that money is larger than the counts beside it


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its heading as printed, what its figures are, of which period, in what unit.

    ``role`` says whether they came about or were planned; ``whole`` that they sum up the periods of the other columns.
    """

    index: int
    heading: str
    form: Form
    period: Period | None
    unit: str
    terms: frozenset[str]
    role: Role = Role.NONE
    whole: bool = False


def label_columns(table: Table, numeric: Sequence[bool]) -> tuple[int | None, int | None]:
    """Return the column that names the rows, and that of their reference codes where there is one.

    It is the first of words that are no codes, else of codes, else the first without figures (years, dates).
    """
    plain = [c for c, figures in enumerate(numeric) if not figures]
    named = [
        c for c in plain if sum(any(map(str.isalpha, row[c].text)) for row in table.rows if c < len(row)) * 2 > len(table.rows)
    ]
    codes = [c for c in range(len(numeric)) if _of_codes(table, c)]
    told = [c for c in named if c not in codes and _tells_apart(table, c)]
    if codes and codes[0] == 0 and told:
        return told[0], codes[0]
    return next(iter([*named, *plain]), None), None


def _of_codes(table: Table, column: int) -> bool:
    """Return whether the cells of a column are references: one short mark of one shape each, no two alike."""
    cells = [row[column].text.strip("*_ ") for row in table.rows if column < len(row) and row[column].text]
    serial = [str(at) for at, _ in enumerate(cells, 1)] == [cell.rstrip(".)") for cell in cells]
    marks = [cell for cell in cells if _CODE.fullmatch(cell) and not cell.isdigit()]
    return len(cells) > 1 and len(set(cells)) == len(cells) and (serial or len(marks) * 5 >= len(cells) * 4)


def _tells_apart(table: Table, column: int) -> bool:
    """Return whether most cells of a column differ, as names do and statuses do not."""
    cells = [row[column].text for row in table.rows if column < len(row) and row[column].text]
    return len(set(cells)) * 3 > len(cells) * 2


def is_numeric(table: Table, values: dict[tuple[int, int], Value | None], column: int) -> bool:
    """Return whether a column holds figures: most of its filled cells are numbers, and not all of them years."""
    filled = [r for r, row in enumerate(table.rows) if column < len(row) and row[column].text]
    read = [r for r in filled if values[r, column] is not None]
    years = [r for r in read if re.fullmatch(r"(?:19|20)\d\d", table.rows[r][column].text)]
    blank = sum(table.rows[r][column].text.lower() in {"n/a", "-", "–", "nil", "*"} for r in filled)
    return bool(read) and (len(read) + blank) * 2 > len(filled) and len(years) < len(read)


def read_column(index: int, heading: str, numeric: bool, cells: Sequence[Value], caption: str) -> Column:
    """Return what a column stands for, by its heading, its cells and the caption above all."""
    periods, rest = read_periods(heading)
    signed = sum(value.unit is Unit.PERCENT for value in cells) * 2 > len(cells)
    form = _form(heading, signed, numeric)
    period = periods[0] if len(periods) == 1 and form is not Form.CHANGE else None
    if period and period.grain == "months" and period.words[:1].isdigit():
        period = replace(period, words=heading)  # "2023-24 (Apr-Sep)": the months stand apart from the year
    unit = _unit(heading, caption, form, cells)
    return Column(index, heading, form, period, unit, frozenset(content_terms(rest)), role_of(heading))


def _form(heading: str, signed: bool, numeric: bool) -> Form:
    if not numeric:
        return Form.TEXT
    if _CHANGE.search(heading):
        return Form.PERCENT_CHANGE if _PERCENT.search(heading) or signed else Form.CHANGE
    return Form.RATE if _RATE.search(heading) else Form.LEVEL


def _unit(heading: str, caption: str, form: Form, cells: Sequence[Value]) -> str:
    """Return the unit of a column's figures as words after (or a sign before) the number, "" for a plain count."""
    if form is Form.PERCENT_CHANGE:
        return "%"
    per = _PER.search(heading)
    if form is Form.RATE and per:
        return per[0].strip()
    units = {value.unit for value in cells}
    if len(units) == 1 and units <= {Unit.PERCENT, Unit.POUND, Unit.EURO, Unit.DOLLAR}:
        return str(units.pop())
    for words in (heading, caption):
        if words is caption and _COUNTED.search(heading):
            break
        if money := _MONEY.search(words):
            return money[0].strip()
        if _PERCENT.search(words) and form is not Form.CHANGE:
            return "%"
    return ""


def role_of(heading: str) -> Role:
    """Return whether the figures under a heading came about, were planned, were expected, or are what lies between."""
    return next((role for role, words in _ROLES if words.search(heading)), Role.NONE)


def without_stray_money(columns: Sequence[Column], cells: Sequence[Sequence[Value]], caption: str) -> list[Column]:
    """Take the caption's money from columns whose whole numbers are far too small for it: homes among offers in pounds."""
    if not _MONEY.search(caption):
        return list(columns)
    sizes = [max((abs(value.value) for value in held), default=Decimal(0)) for held in cells]
    most = max(sizes, default=Decimal(0))
    return [
        replace(column, unit="")
        if column.form is Form.LEVEL
        and not _MONEY.search(column.heading)
        and not any(value.unit in (Unit.POUND, Unit.EURO, Unit.DOLLAR) for value in held)
        and all(value.value == int(value.value) for value in held)
        and 0 < size * _FAR_SMALLER < most
        else column
        for column, held, size in zip(columns, cells, sizes, strict=True)
    ]


def counted_in(label: str) -> str:
    """Return the unit that a label prints in brackets ("Average re-let time (days)"), "" where it prints none."""
    units = [match[1] for match in _BRACKETED.finditer(label) if _UNIT.fullmatch(match[1].strip())]
    return ("%" if _PERCENT.fullmatch(units[-1]) else " ".join(units[-1].split())) if units else ""


def with_years(columns: Sequence[Column]) -> list[Column]:
    """Give a column of a part of a year ("Target Q2") the latest year that another column prints with that part."""
    found = []
    for column in columns:
        part = _PART.search(column.heading) if column.period is None and column.form in (Form.LEVEL, Form.RATE) else None
        held = [c.period for c in columns if part and c.period and _is_of(c.period, part[0])]
        if part and held:
            own = column.terms - frozenset(content_terms(part[0]))
            column = replace(column, period=max(held, key=lambda period: period.last), terms=own)
        found.append(column)
    return found


def _is_of(period: Period, part: str) -> bool:
    return re.search(rf"\b{re.escape(part)}\b", period.words, re.I) is not None


def with_outcomes(columns: Sequence[Column]) -> list[Column]:
    """Mark the plain figures beside a target as what came of it, where no column says that it is: those of its period.

    A target of no period stands for the latest.
    """
    plans = [c for c in columns if c.role is Role.PLANNED and c.form in (Form.LEVEL, Form.RATE)]
    if len(plans) != 1 or any(c.role in (Role.ACTUAL, Role.EXPECTED, Role.APART) for c in columns):
        return list(columns)
    dated = [c for c in columns if c.period and c.role is Role.NONE and c.form is Form.LEVEL]
    last = plans[0].period or max((c.period for c in dated if c.period), key=lambda period: period.last, default=None)
    came = [c for c in dated if last and c.period and c.period.equals(last)]
    return [replace(c, role=Role.ACTUAL) if came == [c] else c for c in columns]


def settled(columns: Sequence[Column], cells: Sequence[Sequence[Value]], caption: str) -> list[Column]:
    """Return the columns of a table with what they tell of each other: their money, their years, what came of a target."""
    return with_outcomes(with_years(without_stray_money(columns, cells, caption)))
