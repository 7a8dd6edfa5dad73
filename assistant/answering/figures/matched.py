"""What matching a question against a table comes to."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.figures.asked import Asked
from assistant.answering.figures.layout import Layout
from assistant.ingest.figures.periods import Period
from assistant.ingest.figures.sheet import Column, Row, Sheet


@dataclass(frozen=True, slots=True)
class Link:
    """How rows were found: how near in meaning, how far ahead of the next, and how much of their label goes unsaid.

    ``near`` is 1 and ``unsaid`` 0 where a label is said word for word; ``ahead`` is 1 where no other row is like it.
    """

    near: float = 1.0
    ahead: float = 1.0
    unsaid: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A sheet with the rows that the question names (none: all of them) and what of the question it leaves open.

    Attributes:
        asked: The question as read with this sheet's labels in mind.
        sheet: The table.
        rows: Rows named, in order of naming.
        columns: Columns that the question's words choose among those of its form and periods.
        missing: Terms of the question that the sheet says nothing of.
        stray: How many words of its caption the question does not say: of two sheets that fit, the plainer is meant.
        absent: Periods asked for that the sheet does not cover.
        loose: Whether rows were matched by a part of their label or by meaning.
        own: How many terms of the question the caption and headings say.
        named_columns: Whether the question says words of the headings of the columns chosen.
        of_other_kind: Whether its rows are of another kind than those asked for: offences where wards are.
    """

    asked: Asked
    sheet: Sheet
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    missing: tuple[str, ...]
    stray: int
    absent: tuple[Period, ...]
    loose: bool = False
    own: int = 0
    named_columns: bool = False
    layout: Layout | None = None
    link: Link = Link()
    of_other_kind: bool = False
