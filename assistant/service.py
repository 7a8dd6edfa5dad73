"""The assistant as one object: a library with its indexes, what can be asked of it, and how it is kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.chain import Question, build_chain
from assistant.crossref import resolve
from assistant.errors import BadRequest, NotFound
from assistant.ingest.pipeline import Progress, Report, complete, ingest, writing
from assistant.library import DocumentSummary, Library
from assistant.records import Answer, Document, Item, Role
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.indexes import Agreement, Indexes
from assistant.retrieval.scope import Scope, open_to
from assistant.retrieval.search import Found, Searcher
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_DOCUMENTS = 64  # documents held in memory between questions
LONGEST_QUESTION = 20_000  # characters


class Assistant:
    """Everything the command line, the web page and the harness do goes through here."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self._indexes = Indexes(library, Embedder(settings.embedding))
        self.recall = lru_cache(maxsize=_DOCUMENTS)(library.document)  # documents by name, the last ones held in memory

    @classmethod
    def open(cls, folder: Path, settings: Settings | None = None) -> Assistant:
        """Open the library in a folder, making an empty one where there is none.

        Raises:
            SchemaMismatch: Another version wrote it.
        """
        return cls(Library(folder), settings or load_settings(data=folder))

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    @cached_property
    def searcher(self) -> Searcher:
        """What finds passages."""
        return Searcher(self.library, self._indexes)

    def ingest(self, paths: Sequence[Path], progress: Progress) -> Report:
        """Bring the library up to date with files and folders; see ``assistant.ingest.pipeline.ingest``."""
        self.recall.cache_clear()
        return ingest(self.library, self._indexes, paths, self.settings, progress)

    def remove(self, names: Sequence[str]) -> None:
        """Remove documents with their words and vectors.

        Raises:
            NotFound: One of them is not in the library; then none is removed.
        """
        self.recall.cache_clear()
        with writing(self.library.folder):
            with self.library.transaction():
                for name in names:
                    self.library.remove(name)
            complete(self.library, self._indexes)

    def summaries(self) -> list[DocumentSummary]:
        """Return what is loaded, by name."""
        return self.library.summaries()

    def document(self, name: str) -> Document:
        """Return one document whole.

        Raises:
            NotFound: No document has that name.
        """
        return self.library.document(name)

    def verify(self) -> Agreement:
        """Compare the indexes with the library."""
        return self._indexes.agreement()

    def repair(self, advance: Callable[[int], None] = lambda count: None) -> Agreement:
        """Make the indexes anew from the library and return how they stand then."""
        with writing(self.library.folder):
            self._indexes.rebuild(advance)
        return self._indexes.agreement()

    def ask(self, question: str, history: Sequence[str] = (), role: Role = Role.PUBLIC, scope: Scope | None = None) -> Answer:
        """Answer a question from what the role may see.

        Args:
            question: In natural language.
            history: Earlier questions of the conversation, oldest first.
            role: Who asks.
            scope: What the records are narrowed to; its access labels must be those of the role. All, where not given.

        Raises:
            BadRequest: The question is empty or longer than 20,000 characters.
        """
        if not question.strip():
            raise BadRequest("the question is empty; ask something")
        if len(question) > LONGEST_QUESTION:
            raise BadRequest(f"the question has {len(question):,} characters, the limit is {LONGEST_QUESTION:,}; shorten it")
        return self._chain.invoke(Question(question, tuple(history), scope or Scope.of(role)))

    @cached_property
    def _chain(self) -> Runnable[Question, Answer]:
        return build_chain(self.searcher, self.recall)

    def show(self, name: str, role: Role = Role.OFFICER) -> tuple[Document, list[Item]]:
        """Return a document and the items of it that a role may see, their cross-references resolved.

        Raises:
            NotFound: No document of that name is open to the role.
        """
        document, accesses = self.library.document(name), open_to(role)
        if document.access not in accesses:
            raise NotFound(f"no document is called {name!r}; 'assistant status' lists those that are loaded")
        return document, [i for i in resolve(document, self.library.item_keys(accesses)) if i.access in accesses]

    def search(self, query: str, scope: Scope, limit: int = 10) -> Found:
        """Return the passages that speak to a query, best first."""
        return self.searcher.search(query, scope, limit)
