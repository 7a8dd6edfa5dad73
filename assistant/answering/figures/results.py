"""What an operation over figures hands back: sentences with the entries they state, or why there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.ingest.figures.sheet import Column, Entry, Row, Sheet, implied
from assistant.ingest.values import without_emphasis

SCALED = ("£m", "£k", "£bn")  # units told with the figure, half before and half after it


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence to be said, without the measure and the full stop.

    Attributes:
        text: Its words.
        entries: The figures it states.
        over_all: Whether all rows were looked at for it.
        lead: What is said before it ("Yes. ").
        short: The bare answer ("382", "Sevenoaks").
        rows: Rows that it rests on beside those of its figures.
        brief: The same with less, for where its places do not back all of it; "" for nothing less.
    """

    text: str
    entries: tuple[Entry, ...]
    over_all: bool = False
    lead: str = ""
    short: str = ""
    rows: tuple[Row, ...] = ()
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came out: sentences, how a computed value was reached (None where nothing was), or why nothing did.

    ``exact`` says that the very cell asked for was found, and holds no figure.
    """

    told: tuple[Told, ...] = ()
    computation: str | None = None
    unmet: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The figures to be compared, one a row: what is ranked, and the entries that stand behind each."""

    row: Row
    value: Decimal
    entries: tuple[Entry, ...]


class Unanswerable(Exception):
    """The table does not hold what the operation needs; the message says what."""


class Unprinted(Unanswerable):
    """The very cell asked for holds no figure."""


def entry_of(sheet: Sheet, row: Row, column: Column) -> Entry | None:
    """Return the figure of a cell, mispointed counts read as what they stand for; None where there is no figure."""
    printed = without_emphasis(sheet.table.rows[row.index][column.index].text)
    if (value := implied(sheet, row, column)) is not None:
        return Entry(row, column, printed, value)
    held = sheet.values.get((row.index, column.index))
    return Entry(row, column, printed, held.value) if held and held.upper is None else None


def without_unit(heading: str, unit: str) -> str:
    """Return a heading without the unit at its end, which its figures are told with ("Budget £m")."""
    return re.sub(rf"\s*\(?{re.escape(unit)}\)?\s*$", "", heading) or heading if unit else heading


def with_unit(printed: str, unit: str) -> str:
    """Return a figure with its unit: "30.2 per 1,000 popn.", "16.6%", "£588"."""
    if not unit or unit in printed:
        return printed
    if unit in ("£", "€", "$"):
        return f"-{unit}{printed[1:]}" if printed.startswith("-") else f"{unit}{printed}"
    if unit == "%":
        return f"{printed}%"
    if unit in SCALED:
        return f"{printed} ({unit})" if printed.startswith("(") else f"£{printed}{unit[1:]}"
    if not unit[0].isalpha():
        return f"{printed} ({unit})"
    return f"{printed} {unit if any(map(str.isupper, unit[1:])) else unit[0].lower() + unit[1:]}"
