"""What a model may look up: passages, whole items, and figures; always within what the asker may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering.drafts.compose import exempt_at
from assistant.answering.generative_evidence import Pool
from assistant.answering.prompts import evidence_block
from assistant.errors import NotFound
from assistant.records import Access, Answer, Document, Item, Status
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

_HITS = 6
_NOTHING = "Nothing more was found."


class Toolbox:
    """The tools of one answer; what they find joins its evidence under further numbers.

    Args:
        pool: The evidence.
        scope: What the asker may see.
        search: Finds passages within the scope.
        figure: Answers a question on a figure within the scope.
        document: Gives a document by name; raises NotFound.
    """

    def __init__(
        self, pool: Pool, scope: Scope, search: Callable[[str], Found], figure: Callable[[str], Answer],
        document: Callable[[str], Document],
    ) -> None:  # fmt: skip
        self._pool = pool
        self._scope = scope
        self._search = search
        self._figure = figure
        self._document = document

    def tools(self) -> list[BaseTool]:
        """Return the tools in LangChain's form; their docstrings are what the model reads."""
        from langchain_core.tools import tool

        return [tool(self.search_records), tool(self.look_up_item), tool(self.look_up_figure)]

    def search_records(self, query: str) -> str:
        """Find passages of the records by words and meaning, for example "refuge funding July 2017"."""
        return self._told(self._pool.add_hits(self._search(query).hits[:_HITS])) if query.strip() else _NOTHING

    def look_up_item(self, file: str, item: str) -> str:
        """Read a whole minute item or section, by the file that evidence names and the item's number as printed."""
        try:
            whole = self._document(file)
        except NotFound:
            return "There is no such record."
        wanted = item.strip().rstrip(".").lower()
        for index, held in enumerate(whole.items):
            if held.number.rstrip(".").lower() == wanted and self._open(whole, held):
                number = self._pool.add_item(whole, index)
                return self._told([number] if number else [])
        return "The record has no such item."

    def look_up_figure(self, question: str) -> str:
        """Read or compute a figure from the tables, for example "How many crimes were recorded in Dover in 2019?"."""
        answer = self._figure(question) if question.strip() else None
        if answer is None or answer.status is not Status.ANSWERED or answer.answerer != "figures":
            return _NOTHING
        return self._told(self._pool.add_answer(answer))

    def _open(self, document: Document, item: Item) -> bool:
        """Return whether an item lies in the scope: its access label, its record, its date."""
        scope = self._scope
        day = item.meeting_date
        return (
            (Access.EXEMPT in scope.accesses or not exempt_at(document, item.span))
            and (not scope.documents or document.name in scope.documents)
            and (not scope.bodies or document.body in scope.bodies)
            and (not scope.kinds or document.kind in scope.kinds)
            and (scope.first is None or (day is not None and day >= scope.first))
            and (scope.last is None or (day is not None and day <= scope.last))
        )

    def _told(self, numbers: list[int]) -> str:
        return "\n".join(evidence_block(number, self._pool.held[number - 1]) for number in numbers) or _NOTHING
