"""Drafts of cases from a corpus, for a person to accept.

Figures are asked for, near misses ask for the same measure in another area or year, and unanswerable questions lose the
record that answers them.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.records import Access, Table
from eval.corpus import Corpus, Record
from eval.suite import Case, Evidence, Expect, Part
from eval.wording import Quantity, fold, quantities, sentences

_YEAR = re.compile(r"\b((?:19|20)\d\d)(-\d\d)?\b")
_MONTH = re.compile(rf"\s+(?:{'|'.join(calendar.month_name[1:])})\b")
_SHORTEST, _LONGEST = 40, 240
_SMALL = 13  # bare numbers below are too common to be asked for


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a record states: where, in which words, and how it would be asked for.

    ``area`` is the row of a table that it stands in, ``others`` are rows that its table does not have.
    """

    document: str
    quote: str
    question: str
    quantity: Quantity
    area: str = ""
    others: tuple[str, ...] = ()


def propose(corpus: Corpus, number: int, seed: int = 0) -> tuple[Case, ...]:
    """Return up to ``number`` drafts of each kind, the same for the same corpus and seed.

    * ``figure``: a table's cell, or the gap in a sentence, is asked for, and the row or sentence is to be cited;
    * ``near-miss``: the same question for an area that only other tables have, or for a year that no record names;
    * ``unanswerable``: a question asked over all records but the only one that states its figure.
    """
    rows = {name: [_label(row[0].text) for table in record.tables for row in table.rows] for name, record in _all(corpus)}
    figures = [*_cells(corpus, sorted({label for labels in rows.values() for label in labels})), *_gaps(corpus)]
    seen = {name: _open_text(record) for name, record in _all(corpus)}
    figures = [figure for figure in figures if fold(figure.quote) in seen[figure.document]]
    random.Random(seed).shuffle(figures)
    cases = [_asked(place, figure) for place, figure in enumerate(figures[:number], 1)]
    years = {match[1] for text in seen.values() for match in _YEAR.finditer(text)}
    swapped = (question for figure in figures if (question := _swapped(figure, years)))
    cases += [_silent(f"near-miss-{place:03d}", one) for place, one in enumerate(islice(swapped, number), 1)]
    if len(corpus.records) > 1:
        alone = (figure for figure in figures if _only_there(figure, corpus))
        cases += [_deleted(place, figure, corpus) for place, figure in enumerate(islice(alone, number), 1)]
    return tuple(cases)


def _all(corpus: Corpus) -> list[tuple[str, Record]]:
    return sorted(corpus.records.items())


def _cells(corpus: Corpus, labels: Sequence[str]) -> Iterator[Figure]:
    """Yield a figure for each cell with a number, in tables with a caption and column headings."""
    for name, record in _all(corpus):
        for table in record.tables:
            held = {_label(row[0].text) for row in table.rows}
            others = tuple(label for label in labels if label and label not in held)
            for row in table.rows:
                spans = [cell.span for cell in row if cell.span]
                if table.caption and spans and _label(row[0].text):
                    quote = fold(record.text[spans[0].start : spans[-1].end])
                    yield from _of_row(name, table, [cell.text for cell in row], quote, others)


def _of_row(name: str, table: Table, cells: Sequence[str], quote: str, others: tuple[str, ...]) -> Iterator[Figure]:
    """Yield a figure for each cell of one row that is a number."""
    for column, cell in enumerate(cells[1:], 1):
        heading = " ".join(dict.fromkeys(row[column].text for row in table.header if row[column].text))
        found = quantities(cell)
        if heading and len(found) == 1:
            question = f"In the table '{fold(table.caption)}', what is the figure for {_label(cells[0])} under {heading}?"
            yield Figure(name, quote, question, found[0], _label(cells[0]), others)


def _gaps(corpus: Corpus) -> Iterator[Figure]:
    """Yield the figures of running sentences: neither years nor bare small numbers."""
    for name, record in _all(corpus):
        for sentence in sentences(record.text):
            if not _SHORTEST <= len(sentence) <= _LONGEST or not sentence.endswith("."):
                continue
            told = [one for one in quantities(sentence) if one.unit or _is_count(one, sentence)]
            if told:
                chosen = max(told, key=lambda one: (bool(one.unit), one.value))
                gapped = f"{sentence[: chosen.start]}____{sentence[chosen.end :]}"
                yield Figure(name, sentence, f"Which figure stands in the gap? {gapped}", chosen)


def _label(text: str) -> str:
    """Return the name of a table's row, without the dash of a sub-row."""
    return fold(text).lstrip("-\u2013 ")


def _is_count(quantity: Quantity, sentence: str) -> bool:
    """Return whether a bare number is worth asking for: no small number, no year and no day of a month."""
    year = quantity.value == int(quantity.value) and 1900 <= quantity.value <= 2100
    return quantity.value >= _SMALL and not year and not _MONTH.match(sentence, quantity.end)


def _open_text(record: Record) -> str:
    """Return what anyone may see of a record, folded: its text without its exempt items."""
    text = record.text
    for item in record.items:
        if item.access is Access.EXEMPT:
            text = text[: item.span.start] + "\0" * len(item.span) + text[item.span.end :]
    return fold(text)


def _evidence(figure: Figure) -> Evidence:
    return Evidence(quote=figure.quote, document=figure.document)


def _asked(place: int, figure: Figure) -> Case:
    part = Part(number=figure.quantity.value, unit=figure.quantity.unit)
    expect = Expect(answer=(part,), evidence=(_evidence(figure),))
    return Case(id=f"figure-{place:03d}", kind="figure", question=figure.question, expect=expect, accepted=False)


def _swapped(figure: Figure, known: Collection[str]) -> str:
    """Return the question with its area or its year swapped for one without an answer, "" where it has neither."""
    if figure.others:
        other = figure.others[len(figure.quote) % len(figure.others)]
        return figure.question.replace(f"the figure for {figure.area}", f"the figure for {other}")
    year = _YEAR.search(figure.question)
    if year is None:
        return ""
    new = next(one for one in range(int(year[1]) + 1, 3000) if str(one) not in known)
    return figure.question.replace(year[0], f"{new}-{(new + 1) % 100:02d}" if year[2] else str(new))


def _only_there(figure: Figure, corpus: Corpus) -> bool:
    """Return whether no other record states the figure, as a number of its own."""
    value = re.escape(f"{figure.quantity.value:,.12g}")
    stated = re.compile(rf"(?<![\d.,]){value}(?![\d]|[.,]\d)")
    return not any(stated.search(text) for name, text in corpus.folded.items() if name != figure.document)


def _deleted(place: int, figure: Figure, corpus: Corpus) -> Case:
    left = tuple(name for name in sorted(corpus.records) if name != figure.document)
    return _silent(f"unanswerable-{place:03d}", figure.question, left)


def _silent(ident: str, question: str, documents: tuple[str, ...] = ()) -> Case:
    expect = Expect.model_validate({"status": ("abstained", "restricted")})
    kind = ident.rsplit("-", 1)[0]
    return Case(id=ident, kind=kind, question=question, expect=expect, documents=documents, accepted=False)
