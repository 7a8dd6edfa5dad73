"""The actions that one record states: in its sentences, its resolutions and its action lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.actions.model import Action, ActionKind, Link, Mention
from assistant.answering.actions.phrases import read_action
from assistant.answering.citing import cite
from assistant.language import fold, sentences
from assistant.records import Access, Cell, Document, Item, Span, Table

_WHAT = re.compile(r"^\W*(?:actions?|tasks?|item)\b(?!.*\b(?:by|taken)\b)|^actions?\s+(?:required|agreed|points?)\b", re.I)
_OWNER = re.compile(
    r"^\W*(?:owner|who|lead|responsib\w+|assigned(?:\s+to)?|(?:action\s+)?by(?:\s+whom)?|officer|action\s+by)\W*$", re.I
)
_DUE_HEAD = re.compile(r"\b(?:due|deadline|by\s+when|target|timescale|when|completion\s+date)\b", re.I)
_STATE_HEAD = re.compile(r"\b(?:update|status|progress|outcome|comments?|position)\b", re.I)
_NUMBER_HEAD = re.compile(r"^\W*(?:no|nos|number|ref(?:erence)?|#|min(?:ute)?(?:\s+no)?)?\W*$", re.I)
_DONE = re.compile(
    r"^\W*(?:now\s+)?(?:completed?|closed|done|actioned|discharged|no\s+longer\s+(?:required|needed))\b(?!\s+(?:by|in\s+part))"
    r"|\baction\s+closed\b|\b(?:has|have)\s+(?:now\s+)?been\s+(?:completed|actioned|closed|discharged)\b",
    re.I,
)
_NOT_DONE = re.compile(r"\b(?:not|partly|partially|to\s+be|awaiting|until|once|when)\b|\bclosed\s+until\b", re.I)
_WORD = re.compile(r"\w+")
_BEHIND = re.compile(r"[^\w\n(“]*")
_WITHDRAWN = re.compile(r"\b(?:was|were|be|been|is|agreed\s+to)\s+(?:formally\s+|then\s+)?withdr[ae]wn?\b|^\W*withdrawn\b", re.I)
_SHORT, _LONG = 20, 1500  # characters of a sentence that can state an action


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item, with its words on one line."""

    document: Document
    item: Item
    span: Span
    text: str

    @property
    def day(self) -> date | None:
        """Day of the meeting it belongs to."""
        return day_of(self.document, self.item)


def day_of(document: Document, item: Item | None) -> date | None:
    """Return the day of an item's meeting: its own, else the record's where that names one only."""
    if item is not None and item.meeting_date is not None:
        return item.meeting_date
    return document.meeting_dates[0] if len(document.meeting_dates) == 1 else None


def open_items(document: Document, accesses: Sequence[Access]) -> list[Item]:
    """Return the items that may be seen; none of a record that may not be."""
    if document.access not in accesses:
        return []
    return [item for item in document.items if item.access in accesses]


def sentences_of(document: Document, accesses: Sequence[Access]) -> list[Sentence]:
    """Return the sentences of the items that may be seen, their headings and the rows of action lists left out."""
    lists = [table.span for table in document.tables if _is_list(table)]
    return [
        Sentence(document, item, span, fold(span.of(document.text)))
        for item in open_items(document, accesses)
        for span in sentences(document.text, Span(_below_heading(document.text, item), item.span.end))
        if not any(table.overlaps(span) for table in lists)
    ]


def _below_heading(text: str, item: Item) -> int:
    """Return where an item's words begin below the number and heading printed above them."""
    at = item.span.start
    for word in _WORD.findall(f"{item.number} {item.heading}"):
        printed = _WORD.search(text, at, item.span.end)
        if printed is None or printed.group() != word:
            return item.span.start
        at = printed.end()
    return at + len(_BEHIND.match(text[at : at + 20]).group()) if at > item.span.start else at  # type: ignore[union-attr]


def find_actions(document: Document, told: Sequence[Sentence], accesses: Sequence[Access]) -> list[Action]:
    """Return the actions of a record in order of place.

    Args:
        document: The record.
        told: Its sentences, as ``sentences_of`` gives them.
        accesses: Access labels that the asker may see.
    """
    found = _once_referred([action for sentence in told if (action := _action_of(sentence)) is not None])
    items = open_items(document, accesses)
    found += [action for table in document.tables for action in _of_table(document, table, items)]
    return sorted(found, key=lambda action: action.source.span)


def _once_referred(actions: Sequence[Action]) -> list[Action]:
    """Return the actions without a heading's "(to be referred to ...)" where the item goes on to say that it was."""
    moved = {_place(a) for a in actions if a.kind is ActionKind.DEFERRED and "to be referred" not in a.source.quote}
    return [
        action for action in actions
        if not (action.kind is ActionKind.DEFERRED and "to be referred" in action.source.quote and _place(action) in moved)
    ]  # fmt: skip


def _place(action: Action) -> tuple[str, str]:
    return action.source.item, action.source.heading


def _action_of(sentence: Sentence) -> Action | None:
    if not _SHORT <= len(sentence.text) <= _LONG:
        return None
    decided = any(resolution.span.overlaps(sentence.span) for resolution in sentence.item.resolutions)
    said = read_action(sentence.text, decided)
    if said is None:
        return None
    source = cite(sentence.document, sentence.span)
    given_up = said.kind is ActionKind.DEFERRED and _WITHDRAWN.search(sentence.text) is not None
    closure = Mention(source, sentence.day, Link.ITSELF) if given_up else None
    return Action(said.kind, said.who, said.to, said.due, source, sentence.day, sentence.document.body, closure=closure)


def _headings(table: Table) -> list[str]:
    width = max((len(row) for row in (*table.header, *table.rows)), default=0)
    return [" ".join(row[c].text for row in table.header if c < len(row)).strip() for c in range(width)]


def _is_list(table: Table) -> bool:
    headings = _headings(table)
    whats = [heading for heading in headings if _WHAT.match(heading)]
    return bool(whats) and any(_OWNER.match(heading) for heading in headings)


def _of_table(document: Document, table: Table, items: Sequence[Item]) -> Iterator[Action]:
    """Yield the rows of an action list: a table with a column of actions and one of owners."""
    if not _is_list(table):
        return
    headings = _headings(table)
    columns = {
        name: next((at for at, heading in enumerate(headings) if pattern.search(heading)), None)
        for name, pattern in (("who", _OWNER), ("due", _DUE_HEAD), ("state", _STATE_HEAD))
    }
    what = next(at for at, heading in enumerate(headings) if _WHAT.match(heading) and at != columns["who"])
    columns["number"] = 0 if what > 0 and _NUMBER_HEAD.match(headings[0]) else None
    for row in table.rows:
        cell = row[what]
        inside = next((item for item in items if cell.span and item.span.contains(cell.span)), None)
        if cell.span is None or inside is None or len(cell.text) < _SHORT // 2:
            continue
        told = {name: _cell(row, at) for name, at in columns.items()}
        yield _row_action(document, inside, cell.span, told)


def _cell(row: Sequence[Cell], at: int | None) -> Cell:
    return row[at] if at is not None and at < len(row) else Cell("", None)


def _row_action(document: Document, item: Item, span: Span, told: dict[str, Cell]) -> Action:
    day = day_of(document, item)
    state = told["state"]
    closure = None
    if state.span is not None and is_done(state.text):
        closure = Mention(cite(document, state.span), day, Link.LIST)
    owner = told["who"].text if re.search(r"[A-Za-z]", told["who"].text) else ""
    number = re.search(r"(?:[A-Z][a-z]+\s*)?\d[\d./() ]*\d?", told["number"].text)
    return Action(
        ActionKind.UNDERTAKING, owner, "", told["due"].text, cite(document, span), day, document.body,
        re.sub(r"\s+", "", number.group()) if number else "", closure=closure,
    )  # fmt: skip


def is_done(state: str) -> bool:
    """Return whether the words of a status column say that the action is done."""
    done = _DONE.search(state)
    return done is not None and not _NOT_DONE.search(state[max(0, done.start() - 40) : done.end() + 15])
