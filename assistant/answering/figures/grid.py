"""A table read cell by cell: which cells a question mentions, and the rows that fit all of them.

Figures are one column among others here: "how many teams are from Minsk" names a cell of another column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.answering.figures.asked import light_terms
from assistant.answering.figures.layout import Layout, bare
from assistant.ingest.figures.sheet import Row
from assistant.ingest.values import parse_value
from assistant.language import content_terms, stem, terms

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of any kind: its index, heading, the terms of that, and whether most of its cells are numbers."""

    index: int
    heading: str
    terms: frozenset[str]
    numeric: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What a question says of a cell: its column, the terms said, and whether they are the whole cell."""

    field: Field
    said: frozenset[str]
    whole: bool
    rivals: int  # other columns that hold the words too


class Grid:
    """A table as rows of cells, for one question after another.

    Args:
        layout: The table as laid out.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout, self.sheet = layout, layout.sheet
        self.rows = tuple(row for row in layout.rows if not row.sums)

    @cached_property
    def label(self) -> Field:
        """The column that names the rows."""
        held = {column.index for column in self.sheet.columns}
        width = max((len(row) for row in self.sheet.table.rows), default=0)
        index = next((c for c in range(width) if c not in held), 0)
        return Field(index, self.sheet.label_heading, frozenset(terms(self.sheet.label_heading)), False)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every column, in order."""
        others = [Field(c.index, c.heading, frozenset(terms(c.heading)), self._numeric(c.index)) for c in self.sheet.columns]
        return tuple(sorted([self.label, *others], key=lambda field: field.index))

    def _numeric(self, index: int) -> bool:
        filled = [row for row in self.rows if self.text(row, index)]
        return bool(filled) and sum(self.number(row, index) is not None for row in filled) * 3 >= len(filled) * 2

    def text(self, row: Row, index: int) -> str:
        """Return a cell as printed."""
        cells = self.sheet.table.rows[row.index]
        return cells[index].text if index < len(cells) else ""

    def said(self, row: Row, index: int) -> tuple[str, ...]:
        """Return the terms of a cell without marks of notes."""
        return tuple(terms(bare(self.text(row, index))))

    def number(self, row: Row, index: int) -> Decimal | None:
        """Return the number of a cell, the first where it goes on in words ("1,512 m"); None where it starts with none."""
        text = self.text(row, index)
        value = parse_value(text) or parse_value(re.split(r"\s|\(", text.strip(), maxsplit=1)[0]) if text else None
        return value.value if value else None

    def mentions(self, spoken: Sequence[str], taken: frozenset[str]) -> list[Condition]:
        """Return the cells that a question mentions: whole ones first, then words that only cells of a column hold.

        Args:
            spoken: Terms of the question in order, stop words among them.
            taken: Terms that say something else (headings, periods, the operation).
        """
        whole: dict[tuple[int, int], list[tuple[Field, tuple[str, ...]]]] = {}
        for field in self.fields:
            for words in {self.said(row, field.index) for row in self.rows}:
                if (
                    words
                    and not set(words) <= light_terms()
                    and not _plain_number(words)
                    and (at := _place(spoken, words)) is not None
                ):
                    whole.setdefault((at, at + len(words)), []).append((field, words))
        found: list[Condition] = []
        used: set[int] = set()
        for (start, end), held in sorted(whole.items(), key=lambda item: item[0][0] - item[0][1]):
            if used & set(range(start, end)):
                continue
            used |= set(range(start, end))
            field, words = held[0]
            found.append(Condition(field, frozenset(words), True, len(held) - 1))
        loose = [t for at, t in enumerate(spoken) if at not in used and t not in taken and content_terms(t)]
        return found + self._parts(list(dict.fromkeys(loose)))

    def _parts(self, loose: Sequence[str]) -> list[Condition]:
        """Return columns whose cells hold words that are said, the words of one column together."""
        held: dict[int, set[str]] = {}
        rivals: dict[int, int] = {}
        for term in loose:
            fields = [f for f in self.fields if not f.numeric or _YEAR.fullmatch(term)]
            inside = [f for f in fields if any(term in self.said(row, f.index) for row in self.rows)]
            if inside:
                field = next((f for f in inside if f.index in held), inside[0])
                held.setdefault(field.index, set()).add(term)
                rivals[field.index] = max(rivals.get(field.index, 0), len(inside) - 1)
        by_index = {field.index: field for field in self.fields}
        return [Condition(by_index[index], frozenset(words), False, rivals[index]) for index, words in held.items()]

    def fitting(self, conditions: Sequence[Condition]) -> list[Row]:
        """Return the rows that fit all conditions; those of one column are alternatives where no row fits both."""
        rows = list(self.rows)
        for condition in conditions:
            rows = [row for row in rows if self.fits(row, condition)]
        return rows

    def fits(self, row: Row, condition: Condition) -> bool:
        """Return whether a cell is what is said of it."""
        words = self.said(row, condition.field.index)
        return frozenset(words) == condition.said if condition.whole else condition.said <= set(words)

    def headed(self, said: frozenset[str]) -> list[tuple[Field, float]]:
        """Return the columns of whose heading words are said, with the share that is, best first."""
        shares = [(f, len(f.terms & said) / len(f.terms)) for f in self.fields if f.terms]
        return sorted(((f, share) for f, share in shares if share), key=lambda pair: (-pair[1], -len(pair[0].terms)))


def _place(spoken: Sequence[str], words: Sequence[str]) -> int | None:
    for at in range(len(spoken) - len(words) + 1):
        if tuple(spoken[at : at + len(words)]) == tuple(words):
            return at
    return None


def _plain_number(words: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[\d.,%$£€]+", word) for word in words) and not (len(words) == 1 and _YEAR.fullmatch(words[0]))


def stems(words: str) -> frozenset[str]:
    """Return the stems of words of a list."""
    return frozenset(stem(word) for word in words.split())
