"""The search as a LangChain retriever, for chains and agents of other people's."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.records import Hit
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Searcher


class RecordsRetriever(BaseRetriever):
    """Finds passages of the records: each a document whose content is the exact passage and whose metadata cites it.

    Attributes:
        searcher: What finds the passages.
        k: How many at most.
        scope: What may be seen and what it is narrowed to; public matter of every record, where not given.
            ``Scope.of(Role.MEMBER, bodies=("Harbour Committee",))`` is that of a member, narrowed to one committee.
    """

    searcher: Searcher
    k: int = Field(10, ge=1)
    scope: Scope = Field(default_factory=Scope)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, scope: Scope | None = None
    ) -> list[Document]:
        found = self.searcher.search(query, scope or self.scope, k or self.k)
        return [Document(page_content=hit.text, metadata=_citation(hit)) for hit in found.hits]


def _citation(hit: Hit) -> dict[str, Any]:
    """Return the fields of a citation; ``text[start:end]`` of the named document is the passage."""
    return {
        "document": hit.document, "title": hit.title, "kind": str(hit.kind), "body": hit.body,
        "meeting_date": hit.meeting_date.isoformat() if hit.meeting_date else None, "item": hit.item, "heading": hit.heading,
        "page": hit.page, "start": hit.span.start, "end": hit.span.end, "access": str(hit.access), "score": hit.score,
    }  # fmt: skip
