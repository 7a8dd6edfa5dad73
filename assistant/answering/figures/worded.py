"""Questions that tables of words answer: which rows are so, how many, and what one row has under a heading that is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.figures.light import light_terms
from assistant.answering.figures.picked import weightless
from assistant.answering.figures.planned import STATUS
from assistant.answering.figures.spans import speaks_of
from assistant.answering.figures.statements import FigureChoice, Statement
from assistant.answering.figures.wordtables import WordRow, WordTable, word_tables
from assistant.answering.grounding import verify
from assistant.ingest.figures.periods import read_periods
from assistant.language import content_terms
from assistant.records import Access, Document, Span
from assistant.retrieval.analysis import Analysis

_LISTS = re.compile(r"^\W*(?:which|what|list|name|show|give)\b(?P<kind>.*)", re.I)
_COUNTS = re.compile(r"^\W*how many\b(?P<kind>.*)", re.I)
_LOOKS_UP = re.compile(r"^\W*(?:what|which|who|when|where)\b", re.I)
_REFUSED = re.compile(
    r"\bexcept\w*|\bother than\b|\bbesides\b|\beither\b|\bneither\b|\bor\b|\bmost\b|\bleast\b|\bmore\b|\bfewer\b|\bless\b"
    r"|\b(?:high|low|large|small|late|earli)(?:er|est)\b|\bwhy\b|\bfirst\b|\blast\b|\bpercent\w*|\bhow long\b",
    re.I,
)
_NOT = re.compile(r"\bnot\b|n[’']t\b|\bno\b", re.I)
_KIND_WORDS = 5  # words after "which" among which what is asked for is named
_OPEN = 0.12  # share of what is asked, by rarity, that may go unsaid; as for a table of figures that was found
_UNHEARD = 5.0
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Picked:
    """Rows of a table that a question picks, the columns by which it does, and what it leaves open."""

    table: WordTable
    rows: tuple[WordRow, ...]
    columns: tuple[int, ...]
    left: float


class WordReader:
    """Reads one question over tables of words.

    Args:
        analysis: The question understood.
        rarity: How rare each of its terms is in the records.
    """

    def __init__(self, analysis: Analysis, rarity: Mapping[str, float]) -> None:
        self._question = analysis.question
        self._rarity = rarity
        self._periods, rest = read_periods(analysis.question)
        self._terms = tuple(dict.fromkeys(content_terms(rest)))
        self._denied = bool(_NOT.search(analysis.question))

    def read(self, documents: Sequence[Document], accesses: Sequence[Access]) -> FigureChoice | None:
        """Return the rows that answer, None where no table of words does."""
        if _REFUSED.search(self._question):
            return None
        lists, counts = _LISTS.match(self._question), _COUNTS.match(self._question)
        asked = lists or counts
        tables = [table for table in word_tables(documents, accesses) if self._timely(table)]
        if asked and (picked := self._best([self._where(table, asked["kind"], bool(counts)) for table in tables])):
            return self._counted(picked) if counts else self._listed(picked)
        if _LOOKS_UP.match(self._question) and (found := self._best([self._cell(table) for table in tables])):
            return self._listed(found)
        return None

    def _timely(self, table: WordTable) -> bool:
        """Return whether a table speaks of the periods asked about: by its latest heading, or by its record's own dates."""
        if not self._periods:
            return True
        headed = [p for heading in table.headings for p in read_periods(heading)[0]]
        last = max((p.last for p in headed), default=None)
        held = [p for p in headed if p.last == last] if headed else table.periods
        return all(any(asked.holds(p) or speaks_of(asked, p) for p in held) for asked in self._periods)

    def _weight(self, found: Sequence[str]) -> float:
        return sum(self._rarity.get(term, _UNHEARD) for term in found)

    def _open(self, table: WordTable, told: frozenset[str]) -> list[str]:
        """Return the terms that a table's names do not say, words that weigh nothing left out."""
        held = table.kind_terms | table.around_terms | told | light_terms()
        return [t for t in self._terms if t not in held and not weightless(t)]

    def _where(self, table: WordTable, kind: str, counts: bool) -> _Picked | None:
        """Return the rows whose cells are what the question says of the rows that it asks for."""
        said = [t for t in content_terms(" ".join(kind.split()[:_KIND_WORDS])) if t in self._terms]
        kinds = set(said) & table.kind_terms
        if table.partial or not kinds or any(set(said) & table.heading_terms[c] - table.kind_terms for c in table.numeric):
            return None
        heads = frozenset(t for own in table.heading_terms for t in own)
        wanted = [t for t in self._terms if t not in kinds]
        conditions = self._conditions(table, wanted, self._denied)
        rows = tuple(r for r in table.rows if all(r.holds(c, said, self._denied) for c, said in conditions.items()))
        if self._denied and not conditions:  # "not green": the rows that have another status
            conditions = self._conditions(table, wanted, False)
            rows = tuple(r for r in table.rows if all(r.differs(c, said) for c, said in conditions.items()))
            rows = rows if len(conditions) == 1 else ()
        told = {t for said in conditions.values() for t in said}
        left = [t for t in self._open(table, heads) if t in wanted and t not in told]
        share = self._weight(left) / (self._weight(self._terms) or 1.0)
        fits = conditions and rows and len(rows) < len(table.rows) and share <= _OPEN
        return _Picked(table, rows, tuple(conditions), share) if fits and (counts or len(rows) <= _MOST) else None

    def _conditions(self, table: WordTable, wanted: Sequence[str], denied: bool) -> dict[int, list[str]]:
        """Return by column the terms that its cells say of their rows, each in one column."""
        found: dict[int, list[str]] = {}
        for term in wanted:
            columns = [c for c in self._conditional(table) if any(r.holds(c, [term], denied) for r in table.rows)]
            if columns:
                found.setdefault(next((c for c in columns if c in found), columns[0]), []).append(term)
        return found

    def _conditional(self, table: WordTable) -> list[int]:
        return [c for c in range(len(table.headings)) if c not in table.numeric and c not in (table.label, table.code)]

    def _cell(self, table: WordTable) -> _Picked | None:
        """Return the one row that the question's other words are of, where it names the heading of a column of words."""
        named = [
            c for c in self._conditional(table)
            if (own := table.heading_terms[c]) and own <= set(self._terms)
        ]  # fmt: skip
        if not named:
            return None
        target = max(named, key=lambda c: len(table.heading_terms[c]))
        own = table.heading_terms[target]
        if STATUS.search(table.headings[target]):
            own |= set(content_terms("status rating rag"))
        wanted = [t for t in self._terms if t not in own | light_terms() and not weightless(t)]
        rest = [t for t in wanted if t not in table.around_terms | table.kind_terms]
        rest = rest or wanted
        scored = [(len({t for t in rest if any(t in s for c, s in enumerate(r.said) if c != target)}), r) for r in table.rows]
        most = max(score for score, _ in scored)
        rows = tuple(row for score, row in scored if score == most)
        if not most or len(rows) != 1 or not rows[0].cells[target]:
            return None
        held = frozenset(t for said in rows[0].said for t in said)
        left = [t for t in rest if t not in held]
        share = self._weight(left) / (self._weight(self._terms) or 1.0)
        return _Picked(table, rows, (target,), share) if share <= _OPEN else None

    def _best(self, picked: Sequence[_Picked | None]) -> _Picked | None:
        """Return what leaves least open, of the latest where several do alike."""
        held = [one for one in picked if one]
        return min(held, key=lambda one: (round(one.left, 3), -one.table.latest.toordinal()), default=None)

    def _listed(self, picked: _Picked) -> FigureChoice:
        table = picked.table
        computation = f"{len(picked.rows)} of {len(table.rows)} rows" if len(table.rows) > 1 else None
        statements = tuple(_statement(table, row, picked.columns) for row in picked.rows)
        return FigureChoice(statements, computation, short=tuple(row.cells[table.label] for row in picked.rows))

    def _counted(self, picked: _Picked) -> FigureChoice:
        table, count = picked.table, len(picked.rows)
        places = tuple(dict.fromkeys(place for row in picked.rows[:_MOST] for place in _places(row)))
        names = "; ".join(row.cells[table.named(row)[0]] for row in picked.rows[:_MOST])
        computation = f"{count} of {len(table.rows)} rows"
        quotes = [*(place.of(table.document.text) for place in places), computation]
        forms = (f"{count} of {len(table.rows)}: {names}.", f"{count} of {len(table.rows)} rows.")
        text = next((form for form in forms if verify(form, quotes).grounded), forms[-1])
        return FigureChoice((Statement(text, table.document, picked.rows[0].item, places),), computation, short=(str(count),))


def _statement(table: WordTable, row: WordRow, columns: Sequence[int]) -> Statement:
    """Return a row told by its name and the cells asked for, in the first of the ways that the verifier finds backed."""
    named, *also = table.named(row)
    shown = [c for c in dict.fromkeys([*also, *columns]) if c != named and row.cells[c]]
    places = _places(row)
    quotes = [place.of(table.document.text) for place in places]
    name, last = row.cells[named], row.cells[shown[-1]]
    pairs = "; ".join(f"{table.headings[c]}: {row.cells[c]}" if table.headings[c] else row.cells[c] for c in shown)
    forms = (f"{name} – {pairs}", f"{name}: {'; '.join(row.cells[c] for c in shown)}", f"{name}: {last}", last, name)
    text = next((form for form in forms if verify(form, quotes).grounded), forms[-1])
    return Statement(text.rstrip(".") + ".", table.document, row.item, places)


def _places(row: WordRow) -> tuple[Span, ...]:
    """Return the places of a row and of the headings above it."""
    first = min(cell.span.start for cells in row.table.rows for cell in cells if cell.span)
    if first > row.table.span.start:
        return row.place, Span(row.table.span.start, first)
    above = [cell.span for cells in row.table.header for cell in cells if cell.span]  # of a table cut where rows are closed
    return (row.place, Span(min(above).start, max(span.end for span in above))) if above else (row.place,)
