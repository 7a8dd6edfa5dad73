"""The assistant as one object: a library with its indexes, what can be asked of it, and how it is kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

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

    from assistant.answering.actions.model import Action
    from assistant.answering.actions.select import Wanted
    from assistant.answering.chain import Question
    from assistant.answering.drafts.parts import Draft
    from assistant.answering.drafts.reverify import Review
    from assistant.answering.figures.select import Held
    from assistant.answering.generative import GenerativeAnswerer
    from assistant.ingest.figures import Oddity, Sheet

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
        """Close the library and its indexes."""
        self._indexes.close()
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
        *_, answer = self.stream(question, history, role, scope)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, history: Sequence[str] = (), role: Role = Role.PUBLIC, scope: Scope | None = None, mark: bool = False
    ) -> Iterator[str | Answer]:
        """Yield a chat model's words as they come, unverified, and at last the verified answer; without a model only that.

        Args:
            question: As for ``ask``, like ``history``, ``role`` and ``scope``.
            history: Earlier questions.
            role: Who asks.
            scope: What the records are narrowed to.
            mark: Whether sentences of a model that the records do not support stay, marked, in place of being left out.

        Raises:
            BadRequest: The question is empty or longer than 20,000 characters.
            SettingsError: The settings name a model that cannot be set up.
        """
        from assistant.answering.chain import Question

        self._check(question)
        whole = Question(question, tuple(history), scope or Scope.of(role))
        yield from self._generative.stream(whole, mark) if self._generative else (self._chain.invoke(whole),)

    @staticmethod
    def _check(question: str) -> None:
        if not question.strip():
            raise BadRequest("the question is empty; ask something")
        if len(question) > LONGEST_QUESTION:
            raise BadRequest(f"the question has {len(question):,} characters, the limit is {LONGEST_QUESTION:,}; shorten it")

    def draft(self, asked: str, template: str = "reply", role: Role = Role.PUBLIC) -> Draft:
        """Draft what an officer can send in answer to a question or a letter.

        Args:
            asked: One question, or a letter that asks several.
            template: "reply", "briefing" or "press"; the last is for the public whatever the role.
            role: Who may read the draft.

        Raises:
            BadRequest: There is no such template, or the question is empty or too long.
        """
        from assistant.answering.drafts.compose import compose
        from assistant.answering.drafts.templates import template_of

        self._check(asked)

        def answer(question: str, before: Sequence[str], audience: Role) -> Answer:
            *_, told = self.stream(question, before, audience, mark=True)
            assert isinstance(told, Answer)
            return told

        return compose(asked, template_of(template), role, answer, self.recall)

    def reverify(self, text: str, role: Role = Role.OFFICER) -> Review:
        """Check the text of an edited draft against the records; see ``assistant.answering.drafts.reverify``."""
        from assistant.answering.drafts import reverify as reviewing

        return reviewing.reverify(text, self.recall, role)

    @cached_property
    def _generative(self) -> GenerativeAnswerer | None:
        if not self.settings.model:
            return None
        from assistant.answering.generative_setup import set_up_generative

        return set_up_generative(self.settings, self._chain.invoke, self.searcher.search, self.recall)

    @cached_property
    def _chain(self) -> Runnable[Question, Answer]:
        from assistant.answering.chain import build_chain  # LangChain takes half a second, which an ingest need not wait for

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

    def figures(self, measure: str, area: str = "", period: str = "", role: Role = Role.OFFICER) -> list[Held]:
        """Return the figures of a measure over all records that a role may see; see ``select_figures``."""
        from assistant.answering.figures.select import select_figures

        accesses = open_to(role)
        names = [summary.name for summary in self.library.summaries() if summary.access in accesses]
        documents = (self.library.document(name) for name in names)
        return select_figures(documents, measure, area, period, accesses, self.library.acronyms(accesses))

    def actions(self, wanted: Wanted, role: Role = Role.OFFICER) -> list[Action]:
        """Return the undertakings, requests, deferrals and orders of all records that a role may see; see ``trace_actions``."""
        from assistant.answering.actions.select import select_actions
        from assistant.answering.actions.trace import trace_actions

        accesses = open_to(role)
        names = [summary.name for summary in self.library.summaries() if summary.access in accesses]
        return select_actions(trace_actions(map(self.library.document, names), accesses), wanted)

    def check(self, names: Sequence[str] = ()) -> list[tuple[str, Sheet, Oddity]]:
        """Return what is odd about the figures of some documents, all of them where none is named.

        Raises:
            NotFound: No document has one of the names.
        """
        from assistant.answering.figures.disagree import disagreements
        from assistant.ingest.figures import find_oddities, sheets_of

        held = [self.library.document(name) for name in names or [summary.name for summary in self.library.summaries()]]
        found = [(d.name, sheet, oddity) for d in held for sheet in sheets_of(d) for oddity in find_oddities(sheet)]
        return [*found, *disagreements(held)]

    def search(self, query: str, scope: Scope, limit: int = 10) -> Found:
        """Return the passages that speak to a query, best first."""
        return self.searcher.search(query, scope, limit)
