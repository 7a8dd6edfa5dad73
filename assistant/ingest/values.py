"""A number as printed, read as a typed value: amount, unit, scale, and what qualifies it.

``parse_value("c. £1.2m")`` is £1,200,000, about; ``parse_value("(545)")`` is -545; ``parse_value("n/a")`` is None.
What is printed is never mended: "5.687" is 5.687 here, and that a column of thousands makes it odd is for the checks to
say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts or measures."""

    COUNT = "count"
    PERCENT = "%"
    POINTS = "percentage points"
    POUND = "£"
    EURO = "€"
    DOLLAR = "$"
    PENCE = "p"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as printed.

    Attributes:
        value: the amount in units of one: "£20K" is 20000, "(3.5)%" is -3.5.
        unit: what it counts.
        qualifier: "" or one of about, over, at least, under, at most.
        scale: what the printed digits were multiplied by (1, 1000, ...).
        upper: the upper end of a range ("18-24", "£500 to £700"), None where there is none.
        per: the base of a rate: 1000 in "12.5 per 1,000 population", None where there is none.
        base: what the rate is counted on ("population"), "" where there is none.
    """

    value: Decimal
    unit: Unit = Unit.COUNT
    qualifier: str = ""
    scale: int = 1
    upper: Decimal | None = None
    per: int | None = None
    base: str = ""


_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_QUALIFIERS: tuple[tuple[str, str], ...] = (
    ("at most", r"at most|up to|no more than|not more than|a maximum of|as (?:many|much|high) as|<=|\u2264"),
    ("at least", r"at least|no fewer than|no less than|not (?:less|fewer) than|a minimum of|as (?:few|little|low) as|>=|\u2265"),
    ("under", r"under|below|less than|fewer than|nearly|almost|just under|<"),
    ("over", r"over|above|more than|just over|in excess of|>"),
    (
        "about",
        r"about|around|close to|approximately|approx\.?|roughly|some|circa|c\.|c(?=[\s\u00a3])|ca\.|an estimated|estimated|~",
    ),
)
_SCALES = {"k": 1000, "thousand": 1000, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_SCALES |= {"000": 1000, "000s": 1000, "hundred": 100, "tn": 10**12, "trillion": 10**12}
_SYMBOLS = {"\u00a3": Unit.POUND, "\u20ac": Unit.EURO, "$": Unit.DOLLAR}
_CODES = {"gbp": Unit.POUND, "eur": Unit.EURO, "usd": Unit.DOLLAR}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_ONE = (
    rf"(?P<code>gbp|eur|usd)?\s*(?P<sign>[+{_DASHES}])?\s*(?P<money>[\u00a3\u20ac$])?\s*(?P<sign2>[{_DASHES}])?"
    rf"(?P<digits>{_DIGITS})"
)
_SCALE = r"(?:\s*(?P<scale>k|mn|m|bn|tn|hundred|thousand|million|billion|trillion)\b)?"
_UNIT = (
    r"\s*(?P<unit>%(?:\s*(?:points?|pts?))?|per\s?cent(?:age)?\s+points?|percentage\s+points?|per\s?cent|ppts?|pp|"
    r"p(?=$|\W))?"
)
_VALUE = re.compile(_ONE + _SCALE + _UNIT, re.IGNORECASE)
_RANGE = re.compile(rf"\s*(?:[{_DASHES}]|to|and)\s*", re.IGNORECASE)
_PER = re.compile(r"\s*(?:per|/|for every)\s*(?P<per>[\d,]+)?\s*(?P<base>[a-z][a-z .'-]*)?", re.IGNORECASE)
_LEAD = re.compile("|".join(rf"(?P<q{at}>{form})" for at, (_, form) in enumerate(_QUALIFIERS)), re.IGNORECASE)
_EMPHASIS = re.compile(r"^\s*(\*{1,3}|_{1,3})(?=[^\s*_])(.*?[^\s*_])\1\s*$", re.DOTALL)
_NOTE = re.compile(r"[*\u2020\u2021]+$|\s*\[\w{1,2}\]$")


def parse_value(text: str) -> Value | None:
    """Read the words of a cell, or of a number in a sentence, as one value.

    Args:
        text: what is printed, white space in any form, and nothing but the value, its qualifier and its unit.

    Returns:
        The value; None where the text is no number: "n/a", a dash, words, a date, a number with a separator in a
        place where none can be ("25,00").
    """
    words = _NOTE.sub("", without_emphasis(" ".join(text.split())))
    if re.match(r"between\s", words, re.IGNORECASE):
        words = words.split(maxsplit=1)[1]
    words, qualifier = _qualified(words)
    words, bracketed = _unbracketed(words)
    first = _VALUE.match(words)
    if first is None:
        return None
    at, upper = first.end(), None
    if link := _RANGE.match(words, at):
        upper = _VALUE.match(words, link.end())
        at = upper.end() if upper else at
    rest = words[at:].strip()
    if rest.startswith("+") and len(rest) == 1:
        qualifier, rest = "at least", ""
    if upper is not None and (upper["sign"] or bracketed):
        return None  # two signs in a row, as in "12--3": not a range
    per, base = None, ""
    if rest and (rate := _PER.fullmatch(rest)) and (rate["per"] or rate["base"]):
        per, base, rest = int((rate["per"] or "1").replace(",", "") or 1), (rate["base"] or "").strip(), ""
    return None if rest else _value(first, upper, qualifier, bracketed, per, base)


def without_emphasis(text: str) -> str:
    """Return words without the marks that Markdown puts around them to make them bold or slanted."""
    return _EMPHASIS.sub(r"\2", text)


def _qualified(words: str) -> tuple[str, str]:
    """Take a qualifier off the front of the words."""
    if match := _LEAD.match(words):
        after = words[match.end() :].lstrip()
        if after[:1].isdigit() or after[:1] in _SYMBOLS or match.end() < len(words) and words[match.end()] == " ":
            name = next(_QUALIFIERS[int(key[1:])][0] for key, found in match.groupdict().items() if found)
            return after, name
    return words, ""


def _unbracketed(words: str) -> tuple[str, bool]:
    """Take the brackets off an accountant's negative: "(545)", "£(545)", "(3.5)%", "(£20K)"."""
    match = re.fullmatch(r"([\u00a3\u20ac$]?)\(([^()]+)\)(\s*%)?", words)
    return (f"{match[1]}{match[2]}{match[3] or ''}", True) if match else (words, False)


def _value(
    first: re.Match[str], upper: re.Match[str] | None, qualifier: str, bracketed: bool, per: int | None, base: str
) -> Value:
    """Put the parts of a matched value together; the unit and scale of a range's end hold for its start too."""
    last = upper or first
    scale = _SCALES[(first["scale"] or last["scale"] or "").lower()] if first["scale"] or last["scale"] else 1
    number = _number(first) * (_SCALES[first["scale"].lower()] if first["scale"] else scale)
    high = _number(upper) * (_SCALES[upper["scale"].lower()] if upper["scale"] else scale) if upper else None
    unit = _unit(first["money"] or last["money"], first["code"], (first["unit"] or last["unit"] or "").lower())
    if per is not None and unit is Unit.COUNT:
        unit = Unit.RATE
    return Value(-number if bracketed else number, unit, qualifier, scale, high, per, base)


def _number(match: re.Match[str]) -> Decimal:
    """Return the signed number of a match, before its scale."""
    number = Decimal(re.sub(r"[,\s\u00a0\u202f]", "", match["digits"]))
    negative = any(sign and sign != "+" for sign in (match["sign"], match["sign2"]))
    return -number if negative else number


def _unit(money: str | None, code: str | None, words: str) -> Unit:
    """Return the unit that a sign, a currency code or words after the number name."""
    if money or code:
        return _SYMBOLS[money] if money else _CODES[(code or "").lower()]
    if "point" in words or "pt" in words or words == "pp":
        return Unit.POINTS
    if words == "p":
        return Unit.PENCE
    return Unit.PERCENT if words else Unit.COUNT
