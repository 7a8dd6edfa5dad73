"""How well a heading fits the values under it: signs, percentages, sizes, and what follows from other columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.ingest.tabular.lines import OPEN_END
from assistant.ingest.tabular.words import Atom, atom_of
from assistant.ingest.values import parse_value
from assistant.records import Cell

_CHANGE = re.compile(r"\b(?:change|variance|difference|movement|increase|decrease|reduction|growth|diff)\b|\+/-|±", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpercentage\b|\bproportion\b|\bshare\b", re.IGNORECASE)
_RATE = re.compile(r"\bper\b|\brates?\b|\baverage\b|\bmean\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:number|no\.|count)(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINED = re.compile(r"\b(?:to|from|between|on|since|over|and|vs)\b", re.IGNORECASE)
_OPEN = OPEN_END | {"per", "within", "no.", "under", "and/or"}
_MOST_WORDS = 12
_MOST_CALCULATED = 9  # columns of figures; wider tables are not searched for differences
_AGREE = 0.8  # of the rows
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Profile:
    """What the values of a column are.

    ``derived`` is "difference" or "percent" where they follow so from two other columns (``parents``), "" where from none.
    """

    numeric: bool
    signed: bool = False
    whole: bool = True
    largest: Decimal = Decimal(0)
    percent: bool = False
    derived: str = ""
    parents: tuple[int, int] | None = None


def profiles(grid: Sequence[tuple[Cell, ...]]) -> list[Profile]:
    """Return what each column of the rows holds."""
    columns = [[_amount(row[at].text) for row in grid] for at in range(len(grid[0]))]
    figures = [at for at, values in enumerate(columns) if sum(value is not None for value in values) * 2 >= len(values) and at]
    sought = figures if len(figures) <= _MOST_CALCULATED else []
    return [
        _profile([row[at].text for row in grid], columns, at, sought) if at in figures else Profile(False)
        for at in range(len(columns))
    ]


def _amount(text: str) -> Decimal | None:
    value = parse_value(text) if text and atom_of(text.split()[0]) not in (None, Atom.NULL) else None
    return value.value if value else None


def _profile(texts: Sequence[str], columns: Sequence[Sequence[Decimal | None]], at: int, figures: Sequence[int]) -> Profile:
    values = [value for value in columns[at] if value is not None]
    pairs = permutations([c for c in figures if c != at], 2)
    told = ((_follows(columns[a], columns[b], columns[at]), (a, b)) for a, b in pairs)
    derived, parents = next((one for one in told if one[0]), ("", None))
    return Profile(
        True,
        any(value < 0 for value in values) or any(text[:1] == "+" for text in texts),
        all(value == value.to_integral_value() for value in values),
        max(map(abs, values)),
        sum("%" in text for text in texts) * 2 > len(values),
        derived,
        parents,
    )


def _follows(before: Sequence[Decimal | None], after: Sequence[Decimal | None], told: Sequence[Decimal | None]) -> str:
    """Return whether a column is the difference, or the change in per cent, of two others in nearly all rows."""
    rows = [(a, b, c) for a, b, c in zip(before, after, told, strict=True) if a is not None and b is not None and c is not None]
    if len(rows) < 3 or not any(c for _, _, c in rows):
        return ""
    if sum(b - a == c for a, b, c in rows) >= _AGREE * len(rows):
        return "difference"
    near = sum(bool(a) and abs((b - a) / a * _HUNDRED - c) <= _slack(c) for a, b, c in rows)
    return "percent" if near >= _AGREE * len(rows) else ""


def _slack(printed: Decimal) -> Decimal:
    """Return a little more than half of the last place printed."""
    exponent = printed.as_tuple().exponent
    return Decimal("0.51").scaleb(exponent if isinstance(exponent, int) else 0)


def fit(lines: Sequence[str], profile: Profile) -> float | None:
    """Return how well the lines of a heading say what a column holds; None where they can be no heading."""
    heading = " ".join(lines)
    unclosed = heading.count("(") != heading.count(")")
    years = len(_YEAR.findall(heading))
    words = heading.split()
    if unclosed or len(words) > _MOST_WORDS or not any(map(str.isalnum, heading)) or words[-1].lower() in _OPEN:
        return None
    repeated = len(lines) - len({line.casefold() for line in lines})
    score = -4.0 * repeated
    change = _CHANGE.search(heading) is not None
    if years > 1 and not (change or _JOINED.search(heading)):
        score -= 4.0
    percent = _PERCENT.search(heading) is not None
    if not profile.numeric:
        return score - 2.0 * (change or percent or years > 0)
    return score + (_of_change(percent, profile) if change else _of_level(heading, percent, profile))


def _of_change(percent: bool, profile: Profile) -> float:
    wanted = "percent" if percent or profile.percent else "difference"
    if profile.derived:
        return 3.0 if profile.derived == wanted else -4.0
    return 2.0 if profile.signed else -2.0


def _of_level(heading: str, percent: bool, profile: Profile) -> float:
    score = 0.0
    if profile.signed:
        score -= 4.0 if profile.derived else 2.0
    elif profile.derived == "percent":
        score -= 2.0
    if percent:
        score += 2.0 if profile.percent else 1.0 if profile.largest <= _HUNDRED else -4.0
    elif profile.percent:
        score -= 2.0
    rate = _RATE.search(heading) is not None
    if not profile.whole:
        score += 1.0 if rate else -2.0 if _COUNT.search(heading) else 0.0 if percent or re.search("[£$€]", heading) else -1.0
    return score
