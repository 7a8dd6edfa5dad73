"""One line read as a row: the words of its label, its values, and words after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.tabular.lines import Line, is_prose
from assistant.ingest.tabular.words import MONTHS, Atom, Word

_STRONG = frozenset({Atom.MONEY, Atom.DATE, Atom.PERCENT, Atom.DECIMAL})
_BULLETS = frozenset("\u2022\u25cf\u25e6\u25aa\u25a0\uf0b7\uf0a7\u2023\u00b7\u2713\u2714*o")
_MOST_LABEL = 12  # words of a row label


@dataclass(frozen=True, slots=True)
class Row:
    """One row: label words, value words (None for an empty cell), words after the values."""

    line: int
    label: tuple[Word, ...]
    values: tuple[Word | None, ...]
    suffix: tuple[Word, ...] = ()
    extra_lines: int = 0


def read_row(line: Line, index: int) -> Row | None:
    """Read a line as a row: its longest tail of values or, before some words, two values of which one is typed."""
    words = line.words
    if not words or words[0].text in _BULLETS:
        return None
    start = len(words)
    while start and words[start - 1].atom:
        start -= 1
    start = _after_gap(words, start)
    if len(words) - start < 2 and (middle := _middle_run(words)):
        return Row(index, words[: middle[0]], words[middle[0] : middle[1]], words[middle[1] :])
    if start == len(words) - 1 and words[0].text[0].islower():
        return None
    if start == len(words) or is_prose(words[:start]) or start > _MOST_LABEL:
        return None
    return Row(index, words[:start], words[start:])


def _after_gap(words: Sequence[Word], start: int) -> int:
    """Leave numbers before the first wide gap to the label where each later chunk is one value."""
    gaps = [at for at in range(1, len(words)) if words[at].gap > 1]
    if gaps and gaps[0] > start and gaps == list(range(gaps[0], len(words))):
        return gaps[0]
    return start


def _middle_run(words: Sequence[Word]) -> tuple[int, int] | None:
    """Return the bounds of the first run of two or more values with a typed one among them, before other words."""
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and words[stop].atom:
            stop += 1
        if stop - at >= 2 and at <= _MOST_LABEL and any(word.atom in _STRONG for word in words[at:stop]):
            prose = is_prose(words[:at]) or len(words) - stop > _MOST_LABEL or _sentence(words)
            return None if prose else (at, stop)
        at = max(stop, at + 1)
    return None


def _sentence(words: Sequence[Word]) -> bool:
    """Return whether the words end as a sentence and are mostly in small letters."""
    small = sum(word.text[0].islower() for word in words)
    return words[-1].text[-1] in ".;" and small * 2 > sum(word.text[0].isalpha() for word in words)


def years_only(row: Row) -> bool:
    """Return whether a row holds nothing but years, two or more or one after its months: the header of a table."""
    years = [word is not None and word.atom is Atom.PERIOD for word in row.values]
    last = row.label[-1].text if row.label else ""
    if MONTHS.fullmatch(last) and (len(row.label) > 1 or not last.rstrip(".").isalpha()):
        first = row.values[0]
        return all(years[1:]) and first is not None and (years[0] or (first.text.isdigit() and len(first.text) == 2))
    return len(years) > 1 and all(years)
