"""Which rows a question names: by their whole label, their reference, a person's surname, or their period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.figures.asked import Asked, light_terms
from assistant.answering.figures.layout import Layout, bare
from assistant.ingest.figures.sheet import Column, Form, Row, Sheet
from assistant.language import terms
from assistant.retrieval.analysis import Analysis

JOINTS = frozenset("the and a an of in for to at on by or as was were is are".split())
_TITLED = re.compile(
    r"(?:(?:Cllr|Councillor|Ald(?:erman)?|Mr|Mrs|Ms|Miss|Dr|Sir|Rev|Prof)\b\.?\s*)+(?:[\w’'.-]+\s+)*?(?P<surname>[\w’'-]{2,})"
)
# What a measure is counted on or in, at the end of its label: its figures are of it, and few say it when they ask.
_COUNTED_ON = re.compile(r"(?:\s+per\s+[\d,]+(?:\s+[\w.]+){0,3}|\s*\([^()]{1,24}\)|,?\s*%)+\s*$", re.I)

_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?"
)


class RowNames:
    """Finds the rows that one question names.

    Args:
        analysis: The question understood.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._spoken = terms(analysis.question)
        self._said = frozenset(widened(self._spoken, analysis.equals))

    def named_rows(self, layout: Layout, asked: Asked) -> tuple[Row, ...]:
        """Return the rows whose whole label the question says, word for word where any is said so."""
        sheet = layout.sheet
        if (dated := self._dated_rows(sheet, asked)) is not None:
            return dated
        full = [row for row in sheet.rows if (words := label_terms(bare(row.label))) and words <= self._said and self._tells(row)]
        full = full or self._coded_rows(sheet) or self._titled_rows(sheet) or self._counted_rows(sheet)
        if full and not any(label_terms(bare(row.label)) <= self._said for row in full):
            return tuple(full)
        verbatim = [row for row in full if self._place(row) is not None]
        held = verbatim or full
        parents = {row.parent for row in held if row.parent}
        held = [row for row in held if row.label not in parents or row.parent]
        held = [row for row in held if not any(label_terms(bare(row.label)) < label_terms(bare(o.label)) for o in held)]
        told = [
            row
            for label in dict.fromkeys(label_terms(bare(row.label)) for row in held)
            for row in self._one_of(label, held, layout)
        ]
        return tuple(sorted(told, key=lambda row: (self._place(row) or 0, row.index)))

    def _tells(self, row: Row) -> bool:
        """Return whether a label has a word of matter, not only one such as "Total", or is said as a name ("in Place")."""
        if any(term not in light_terms() and not term.isdigit() for term in row.terms):
            return True
        return bool(
            not row.sums and row.label[:1].isupper() and re.search(rf"(?<=\s){re.escape(row.label)}\b", self._analysis.question)
        )

    def _coded_rows(self, sheet: Sheet) -> list[Row]:
        """Return the row whose reference the question says ("CP06")."""
        return [row for row in sheet.rows if len(row.code) > 1 and not row.code.isdigit() and self._says(row.code)]

    def _says(self, words: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self._analysis.question, re.I))

    def _titled_rows(self, sheet: Sheet) -> list[Row]:
        """Return the row of the one person of a surname that the question says, whatever the title and initials."""
        held = [row for row in sheet.rows if (name := _TITLED.fullmatch(row.label.strip())) and self._says(name["surname"])]
        return held if len(held) == 1 else []

    def _counted_rows(self, sheet: Sheet) -> list[Row]:
        """Return the row whose label the question says but for what it is counted on or in ("Missed bins per 100,000")."""
        cut = [(row, label_terms(plain)) for row in sheet.rows if (plain := _COUNTED_ON.sub("", bare(row.label))) != row.label]
        held = [row for row, words in cut if words and words <= self._said and self._tells(row)]
        return held if len(held) == 1 else []

    def _dated_rows(self, sheet: Sheet, asked: Asked) -> tuple[Row, ...] | None:
        """Return the rows of the periods asked for where the rows are periods; None where they are not."""
        dated = [row for row in sheet.rows if row.period]
        if not asked.periods or len(dated) * 2 < len(sheet.rows) or any(column.period for column in sheet.columns):
            return None
        return tuple(row for period in asked.periods for row in dated if row.period and row.period.equals(period))

    def _one_of(self, label: frozenset[str], rows: Sequence[Row], layout: Layout) -> list[Row]:
        """Return the one row of a label: the group before its part, or the part whose group is named; none in doubt."""
        same = [row for row in rows if label_terms(bare(row.label)) == label]
        if len(same) > 1:
            said = [len(self._heads(layout, row) & self._said - label) for row in same]
            if said.count(max(said)) == 1:
                return [same[said.index(max(said))]]
        tops = [row for row in same if not row.parent] or [row for row in same if label_terms(row.parent) <= self._said]
        return tops if len(tops) == 1 else same if len(same) == 1 or parted_by(layout.sheet, same) else []

    def _heads(self, layout: Layout, row: Row) -> frozenset[str]:
        return frozenset(term for label in layout.sections[row.index] for term in label_terms(label))

    def _place(self, row: Row) -> int | None:
        label = terms(bare(row.label))
        for at in range(len(self._spoken) - len(label) + 1):
            if self._spoken[at : at + len(label)] == label:
                return at
        return None


def parted_by(sheet: Sheet, rows: Sequence[Row]) -> Column | None:
    """Return the column of dates that tells rows of one label apart, as in a list of payments; None where there is none."""
    for column in sheet.columns:
        cells = [sheet.table.rows[row.index][column.index].text for row in rows]
        told = [row for row in sheet.table.rows if column.index < len(row) and _DAY.fullmatch(row[column.index].text.strip())]
        if column.form is Form.TEXT and len(told) == len(sheet.table.rows) and len(set(cells)) == len(cells) > 1:
            return column
    return None


def widened(found: Iterable[str], equals: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return terms with those that they stand for: an acronym's long form and the other way about."""
    held = set(found)
    for letters, words in equals.items():
        if letters in held:
            held.update(words)
        elif all(word in held for word in words):
            held.add(letters)
    return held


def label_terms(label: str) -> frozenset[str]:
    """Return the terms of a label without the words that only join them."""
    return frozenset(term for term in terms(label) if term not in JOINTS)
