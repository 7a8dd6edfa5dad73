"""Words of a line and what they could be in a table: the numeric-like atoms that rows are made of."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Atom(StrEnum):
    """What a word is when it stands in a value column."""

    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    RANGE = "range"
    NULL = "null"


class Word(NamedTuple):
    """A word with its place in the text; ``gap`` counts the columns of white space before it on its line."""

    start: int
    end: int
    text: str
    gap: int
    atom: Atom | None = None


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
MONTHS = re.compile(rf"{MONTH}(?:[-\u2013/]{MONTH})?", re.IGNORECASE)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_DASH = "\\" + _DASHES  # inside a class of characters a bare hyphen makes a range
_SIGN = rf"[{_DASH}+\u00b1<>~]?"
_DIGITS = r"(?:0|0?\.\d+|[1-9]\d*|[1-9]\d{0,2}(?:,\d{2,3})+|(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)\.\d+)"
_SCALE = r"(?:[kKmMpP]|bn|pp|ppts?)?"
_NOTE = r"[*\u2020\u2021]*"

# The order decides: a date before a decimal (15.07.17), a year before a number.
_FORMS: tuple[tuple[Atom, re.Pattern[str]], ...] = (
    (Atom.NULL, re.compile(rf"(?i:n/?a|n/k|nil|tbc|tba|n\.a\.)|[{_DASH}]{{1,2}}|\.{{2,3}}|\u2026|\*{{1,2}}|\(-\)")),
    (Atom.DATE, re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d")),
    (Atom.PERIOD, re.compile(rf"(?:19|20)\d\d(?:[/{_DASH}](?:(?:19|20)?\d\d))?")),
    (Atom.PERCENT, re.compile(rf"\(?{_SIGN}{_DIGITS}%(?:pts?)?\)?{_NOTE}")),
    (
        Atom.MONEY,
        re.compile(rf"\(?{_SIGN}[\u00a3\u20ac$]{_SIGN}{_DIGITS}{_SCALE}\)?{_NOTE}|\(?{_SIGN}{_DIGITS}[\u20ac]\)?"),
    ),
    (Atom.DECIMAL, re.compile(rf"\(?{_SIGN}(?:\d[\d,]*)?\.\d+{_SCALE}\)?{_NOTE}")),
    (Atom.NUMBER, re.compile(rf"\(?{_SIGN}{_DIGITS}{_SCALE}\)?{_NOTE}")),
    (Atom.RANGE, re.compile(rf"{_DIGITS}[/:{_DASH}]{_DIGITS}%?")),
)
_FIGURE = re.compile(r"[\d\u00a3\u20ac$]")
_WORD = re.compile(r"\S+")
_SPACED = (
    # "12 March 2019", "£ 588.00" and "7.5 %" are one value each.
    (Atom.DATE, re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? {MONTH} (?:19|20)\d\d(?!\S)", re.IGNORECASE)),
    (Atom.MONEY, re.compile(rf"\(?{_SIGN}[\u00a3\u20ac$] {_SIGN}{_DIGITS}\)?(?!\S)")),
    (Atom.PERCENT, re.compile(rf"\(?{_SIGN}{_DIGITS} %(?=$|\s{{2}}|\s\(?{_SIGN}[\d\u00a3])")),
)
_MONEY_SIGN = frozenset("\u00a3\u20ac$")


def atom_of(word: str) -> Atom | None:
    """Return what the word would be in a value column, None for a word of a label."""
    if len(word) > 24 or not (word[0] in ".*\u2026\u00a3\u20ac$(<>~+\u00b1" + _DASHES or word[0].isdigit()):
        return Atom.NULL if _FORMS[0][1].fullmatch(word) else None
    for atom, form in _FORMS:
        if form.fullmatch(word):
            return atom
    return None


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Split ``text[start:end]`` (one line) into words, spaced dates and amounts taken as one word."""
    if _FIGURE.search(text, start, end) is None:
        return _plain_words(text, start, end)
    found: list[Word] = []
    at = last = start
    while match := _WORD.search(text, at, end):
        stop, atom = match.end(), atom_of(match.group())
        if match.group()[0].isdigit() or _MONEY_SIGN & set(match.group()):
            # "Apr-Jun 21 % change": the number is a year there.
            year = not found or MONTHS.fullmatch(found[-1].text)
            for kind, form in _SPACED:
                if kind is Atom.PERCENT and year:
                    continue
                if (longer := form.match(text, match.start(), end)) is not None:
                    stop, atom = longer.end(), kind
                    break
        white = text[last : match.start()]
        found.append(Word(match.start(), stop, text[match.start() : stop], _width(white), atom))
        at = last = stop
    return tuple(found)


def _plain_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Split a line without figures: no word of it goes on after a blank."""
    found, last = list[Word](), start
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        word = match[0]
        gap = 1 if begin - last == 1 and text[last] == " " else _width(text[last:begin])
        found.append(Word(begin, stop, word, gap, atom_of(word)))
        last = stop
    return tuple(found)


def _width(white: str) -> int:
    """Return how wide white space reads: a tab always parts two cells."""
    return len(white) + white.count("\t")
