"""Days, months, years, municipal years, quarters, weekdays and times, as they are printed in records."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

_MONTHS: Final = "january february march april may june july august september october november december".split()
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:(?:19|20)\d\d|'\d\d)"
_NUM: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}

_PATTERN: Final = re.compile(
    rf"""
    (?P<iso>\b(?:19|20)\d\d-[01]\d-[0-3]\d\b)
  | (?P<slash>\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\b)
  | (?P<time>\b(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?)
      |\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?hours)?\b
      |\b(?:noon|midday|midnight)\b)
  | (?P<span>\b(?:19|20)\d\d\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)\b(?![-/]))
  | (?P<quarter>\bQ[1-4]\b|\b(?:first|second|third|fourth)\ quarter\b|\bquarter\ (?:[1-4]|one|two|three|four)\b)
  | (?:\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?\s+(?:the\s+)?)?
    (?:
        \b(?P<d1>{_DAY})(?:\s*(?:-|to|and|&)\s*(?P<d1b>{_DAY}))?\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}\b))?
      | \b(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})\b(?:,?\s+(?P<y2>{_YEAR}\b))?(?![-/.,]?\d)
      | \b(?P<m3>{_MONTH})(?:\s*,?\s*(?:of\s+)?(?P<y3>{_YEAR})\b)?
    )
  | \b(?P<lone>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b
  | (?P<year>(?<![£$€\d,.])\b(?:19|20)\d\d\b(?![,.]?\d|%|s?\s(?:million|thousand))|(?<=\s)'\d\d\b)
    """,
    re.I | re.X,
)
# Inside a sentence the verb is written small: "the May meeting".
_MAY_IS_MONTH: Final = re.compile(r"[a-z0-9,(/-]\s*$|\b(?:In|Since|By|Last|Next|Until|From|For)\s*$")


_NAMES: Final = "January February March April May June July August September October November December".split()
_MONTH_NUMBERS: Final = {name[:3].lower(): number for number, name in enumerate(_NAMES, 1)}
_COUNT: Final = re.compile(rf"\b(?P<month>{'|'.join(_NAMES)})\s+(?P<n>\d[\d,]*(?:\.\d+)?)")
_COUNTS: Final = re.compile(rf":(?:\s*(?:{'|'.join(_NAMES)})\s+\d[\d,]*(?:\.\d+)?\s?%?\s*(?:;|(?=\.|\n|$)))+")


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, period or time as printed, with the parts it prints; ``start`` and ``end`` count folded characters.

    ``until`` is the closing year of a span such as 2019-20; ``minute`` is the time of day; ``loose`` says that the
    day may
    as well be a two-digit year ("Aug 19").
    """

    printed: str
    start: int
    end: int
    year: int | None = None
    until: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    minute: int | None = None
    loose: bool = False

    @property
    def value(self) -> tuple[int | None, ...]:
        """The parts alone."""
        return (self.year, self.until, self.month, self.day, self.weekday, self.quarter, self.minute)

    @property
    def years(self) -> frozenset[int]:
        """Every year it prints."""
        loose = {2000 + self.day} if self.loose and self.day else set()
        return frozenset({year for year in (self.year, self.until) if year} | loose)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    text = text.lstrip("'")
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(text.lower().rstrip(".")[:3]))


def _minute(text: str) -> int:
    text = text.lower()
    if text in {"noon", "midday"}:
        return 720
    if text == "midnight":
        return 0
    hour, minutes = re.match(r"(\d+)(?:[.:](\d+))?", text).groups()  # type: ignore[union-attr]
    shift = 12 if "p" in text and int(hour) < 12 else -12 if "a" in text and int(hour) == 12 else 0
    return (int(hour) + shift) * 60 + int(minutes or 0)


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _read(match: re.Match[str], before: str) -> list[Moment]:
    """Return the moments of one match; none where the words are no date after all ("may", "March past")."""
    part = match.groupdict()
    base = Moment(match[0], match.start(), match.end())
    if part["iso"]:
        year, month, day = (int(piece) for piece in part["iso"].split("-"))
        return [replace(base, year=year, month=month, day=day)]
    if part["slash"]:
        day, month, year = (int(piece) for piece in re.split(r"[/.]", part["slash"]))
        return [replace(base, year=year if year > 99 else 2000 + year, month=month, day=day)] if month <= 12 else []
    if part["time"]:
        return [replace(base, minute=_minute(part["time"]))]
    if part["span"]:
        first, last = re.findall(r"\d+", part["span"])
        until = int(last) if len(last) == 4 else int(first[:2] + last)
        return [replace(base, year=int(first), until=until)] if until > int(first) else [replace(base, year=int(first))]
    if part["quarter"]:
        word = part["quarter"].lower()
        number = re.search(r"[1-4]", word)
        return [replace(base, quarter=int(number[0]) if number else next(n for w, n in _NUM.items() if w in word.split()))]
    if part["lone"]:
        return [replace(base, weekday=_DAYS.index(part["lone"].lower()))]
    if part["year"]:
        return [replace(base, year=_year(part["year"]))]
    return _calendar(part, base, before)


def _calendar(part: dict[str, str | None], base: Moment, before: str) -> list[Moment]:
    name = part["m1"] or part["m2"] or part["m3"] or ""
    year = part["y1"] or part["y2"] or part["y3"]
    day = part["d1"] or part["d2"]
    alone = not year and not day
    if name.islower() and (alone or (len(name) < 4 and not year)) or (
        alone and name.rstrip(".").lower() in {"may", "march", "mar"} and not _MAY_IS_MONTH.search(before)
    ):  # fmt: skip
        return []
    weekday = _DAYS.index(part["weekday"].lower()) if part["weekday"] else None
    loose = bool(part["d2"]) and not part["y2"] and (part["d2"] or "").isdigit()
    whole = replace(base, year=_year(year), month=_month(name), weekday=weekday, loose=loose)
    days = [_digits(piece) for piece in (day, part["d1b"]) if piece]
    return [replace(whole, day=number) for number in days] or [whole]


def moments(text: str) -> list[Moment]:
    """Return every date, period and time of the folded text, in order.

    A month that opens a range takes the year of the month that closes it ("April-September 2019").
    """
    found: list[Moment] = []
    for match in _PATTERN.finditer(text):
        found += _read(match, text[max(0, match.start() - 12) : match.start()])
    for index in range(len(found) - 2, -1, -1):
        first, then = found[index], found[index + 1]
        link = text[first.end : then.start]
        if first.month and not first.year and not first.loose and re.fullmatch(r"\s*(?:-|to|and|until|/|&)\s*", link):
            if then.loose:
                found[index + 1] = then = replace(then, year=2000 + (then.day or 0), day=None, loose=False)
            found[index] = replace(first, year=then.year if then.month else None)
    return _relabelled(text, found)


def _relabelled(text: str, found: list[Moment]) -> list[Moment]:
    """Read "Loans: April 290; May 4; June 0" as months with counts where one of the counts can be no day."""
    for run in _COUNTS.finditer(text):
        listed = list(_COUNT.finditer(text, run.start(), run.end()))
        if len(listed) < 2 or all(re.fullmatch(r"[1-9]|[12]\d|3[01]", match["n"]) for match in listed):
            continue
        found = [moment for moment in found if moment.end <= run.start() or moment.start >= run.end()]
        months = [
            Moment(m["month"], m.start("month"), m.end("month"), month=_MONTH_NUMBERS[m["month"][:3].lower()]) for m in listed
        ]
        found = sorted([*found, *months], key=lambda moment: moment.start)
    return found


def covers(printed: Moment, asked: Moment, years: frozenset[int]) -> bool:
    """Return whether a printed moment backs the asked one; a year it leaves out may stand elsewhere (``years``)."""
    if asked.minute is not None or asked.quarter is not None:
        return (printed.minute, printed.quarter) == (asked.minute, asked.quarter)
    if printed.minute is not None or printed.quarter is not None:
        return False
    if asked.month is None and asked.weekday is None:
        if asked.until:
            return (printed.year, printed.until) == (asked.year, asked.until)
        return asked.year in printed.years
    if asked.month is not None and asked.month != printed.month:
        return False
    if asked.day is not None and asked.day != printed.day and not (asked.loose and 2000 + asked.day in printed.years):
        return False
    if asked.year is not None and asked.year not in (printed.years or years):
        return False
    if asked.weekday is not None and asked.weekday != printed.weekday:
        return printed.weekday is None and _weekday(printed, asked) == asked.weekday
    return True


def _weekday(printed: Moment, asked: Moment) -> int | None:
    year, month, day = printed.year or asked.year, printed.month, printed.day
    try:
        return date(year, month, day).weekday() if year and month and day else None
    except ValueError:
        return None
