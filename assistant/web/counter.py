"""What programs can have, whatever door they come through: each function returns documented JSON for one role."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, TypeVar

from assistant.answering.actions.model import ActionKind
from assistant.answering.actions.select import Wanted
from assistant.answering.actions.telling import action_rows
from assistant.answering.drafts.parts import Draft
from assistant.errors import BadRequest, NotFound
from assistant.figurelist import figure_rows
from assistant.jsonio import answer_to_json, document_to_json, found_to_json, item_to_json, summary_to_json, verdict_to_json
from assistant.language import fold
from assistant.records import Document, Item, Role
from assistant.retrieval.scope import open_to
from assistant.service import Assistant
from assistant.web.addresses import source_address
from assistant.web.forms import ActionsQuery, AskForm, DraftForm, FiguresQuery, GroundForm, Page, RecordsQuery, SearchForm
from assistant.web.refusals import Forbidden

Json = dict[str, Any]
Row = TypeVar("Row")
LONGEST_TEXT = 50_000  # characters of an item's text in one reply


class Counter:
    """Serves programs from a library.

    Args:
        assistant: Answers.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, form: AskForm, mine: Role) -> Json:
        """Answer a question; raises Forbidden where the form asks for more than the role."""
        role = narrowed(mine, form.role)
        answer = self._assistant.ask(form.question, form.history, role, form.scope(role))
        return answer_to_json(answer, form.id)

    def search(self, form: SearchForm, mine: Role) -> Json:
        """Find passages; raises Forbidden where the form asks for more than the role."""
        role, began = narrowed(mine, form.role), time.perf_counter()
        found = self._assistant.search(form.query, form.scope(role), form.k)
        return found_to_json(form.query, found.hits, (time.perf_counter() - began) * 1000, form.id)

    def ground(self, form: GroundForm) -> Json:
        """Check a claim against evidence that the program itself gives."""
        from assistant.answering.grounding import verify

        return verdict_to_json(form.id, verify(form.claim, form.evidence))

    def draft(self, form: DraftForm, mine: Role) -> Draft:
        """Draft an answer to a question or letter; raises Forbidden where the audience may see more than the role."""
        return self._assistant.draft(form.question, form.template, narrowed(mine, form.audience))

    def figures(self, query: FiguresQuery, role: Role) -> tuple[Json, int]:
        """Return figures of a measure, and how many there are in all."""
        held = self._assistant.figures(query.measure, query.area, query.period, role)
        return {"measure": query.measure, "figures": figure_rows(_part(held, query))}, len(held)

    def actions(self, query: ActionsQuery, role: Role) -> tuple[Json, int]:
        """Return undertakings, requests, deferred items and orders, and how many there are in all."""
        kind = ActionKind(query.kind) if query.kind else None
        wanted = Wanted(query.who, query.about, query.body, query.first, query.last, query.closed, kind)
        held = self._assistant.actions(wanted, role)
        return {"actions": action_rows(_part(held, query))}, len(held)

    def records(self, query: RecordsQuery, role: Role) -> tuple[Json, int]:
        """Return what is loaded and open to the role, and how many records that are."""
        held = [
            one for one in self._assistant.summaries(role)
            if (not query.body or fold(one.body).casefold() == fold(query.body).casefold())
            and (query.kind is None or one.kind is query.kind)
        ]  # fmt: skip
        return {"documents": [summary_to_json(one) for one in _part(held, query)]}, len(held)

    def record(self, name: str, role: Role) -> Json:
        """Return what was understood of one record; raises NotFound where none of that name is open to the role."""
        document, items = self._open(name, role)
        return document_to_json(document, items)

    def items(self, name: str, role: Role, number: str = "", start: int | None = None) -> Json:
        """Return the items of a record with their places in the list, only those of a number or at a character where given."""
        document, items = self._open(name, role)
        found = [
            {"index": at, **item_to_json(document, item)} for at, item in enumerate(_listed(items))
            if (not number or _same(item.number, number)) and (start is None or item.span.start <= start < item.span.end)
        ]  # fmt: skip
        return {"document": document.name, "items": found}

    def item_at(self, name: str, index: int, role: Role, offset: int = 0) -> Json:
        """Return the item at a place of the list of items that the role sees, its text from an offset on.

        Raises:
            NotFound: There is no such record or item, or it is not open to the role.
        """
        document, items = self._open(name, role)
        listed = _listed(items)
        if not 0 <= index < len(listed):
            raise _no_item(document.name)
        return _whole(document, listed[index], items, offset)

    def item(self, name: str, item: str, start: int | None, role: Role, offset: int = 0) -> Json:
        """Return an item by its number or heading as printed, or by a character that it holds.

        Raises:
            NotFound: There is no such record or item, or it is not open to the role.
            BadRequest: Neither is given, or several items are called so.
        """
        document, items = self._open(name, role)
        if start is not None:
            found = [one for one in items if one.span.start <= start < one.span.end]
        elif item.strip():
            found = [one for one in items if _same(one.number, item)] or [one for one in items if _same(one.heading, item)]
        else:
            raise BadRequest("name the item by its number or heading, or by 'start', a character of it")
        if not found:
            raise _no_item(document.name)
        if len(found) > 1:
            places = ", ".join(f"{one.heading or one.number} (start {one.span.start})" for one in found[:10])
            raise BadRequest(f"several items are called so; give the 'start' of one: {places}")
        return _whole(document, found[0], items, offset)

    def _open(self, name: str, role: Role) -> tuple[Document, list[Item]]:
        try:
            document, items = self._assistant.show(name, role)
        except NotFound as error:
            raise _no_record() from error
        if document.name != name:  # the library also knows records by their paths, which are nobody's business here
            raise _no_record()
        return document, items


def narrowed(mine: Role, wanted: Role | None) -> Role:
    """Return the role to act as: the one asked for, where it opens no more than one's own.

    Raises:
        Forbidden: It opens more.
    """
    if wanted is None or wanted is mine:
        return mine
    if not set(open_to(wanted)) <= set(open_to(mine)):
        raise Forbidden(f"Your role is {mine}; it does not open what the role {wanted} may see. Send a token that does.")
    return wanted


def _no_record() -> NotFound:
    return NotFound("no record of that name is open to you; the list of records names those that are")


def _no_item(name: str) -> NotFound:
    return NotFound(f"{name} has no such item that is open to you; the record's list of items names those that are")


def _listed(items: Sequence[Item]) -> list[Item]:
    """Return the items that the JSON of a record lists, in its order."""
    return [item for item in items if item.number or item.heading]


def _same(printed: str, asked: str) -> bool:
    return bool(printed) and fold(printed).casefold().rstrip(".") == fold(asked).casefold().rstrip(".")


def _whole(document: Document, item: Item, items: Sequence[Item], offset: int) -> Json:
    """Return an item with its text, as much of it as one reply holds; ``next_offset`` is where to read on."""
    listed = _listed(items)
    text = item.span.of(document.text)
    end = offset + LONGEST_TEXT
    return {
        "document": document.name, "title": document.title, "kind": str(document.kind), "body": document.body,
        "index": listed.index(item) if item in listed else None, **item_to_json(document, item),
        "text": text[offset:end], "offset": offset, "next_offset": end if end < len(text) else None,
        "source": source_address(document.name, item.span),
    }  # fmt: skip


def _part(rows: Sequence[Row], page: Page) -> Sequence[Row]:
    return rows[page.offset : page.offset + page.limit]
