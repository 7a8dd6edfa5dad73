"""The assistant as one object: a library with its indexes, what can be asked of it, and how it is kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.crossref import resolve
from assistant.errors import BadRequest, NotFound
from assistant.ingest.pipeline import Progress, Report, complete, ingest, writing
from assistant.library import DocumentSummary, Library
from assistant.records import Access, Answer, Document, Item, Role, Status
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.indexes import Agreement, Indexes
from assistant.retrieval.scope import Scope, open_to
from assistant.retrieval.search import Found, Searcher
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from datetime import date

    from langchain_core.runnables import Runnable

    from assistant.answering.actions.model import Action
    from assistant.answering.actions.register import ActionRegister
    from assistant.answering.actions.select import Wanted
    from assistant.answering.catalogue import Choice
    from assistant.answering.chain import Question
    from assistant.answering.councils import Councils
    from assistant.answering.drafts.parts import Draft
    from assistant.answering.drafts.reverify import Review
    from assistant.answering.figures.book import FigureBook
    from assistant.answering.figures.select import Held, Measure
    from assistant.answering.generative import GenerativeAnswerer
    from assistant.answering.meeting import Meeting
    from assistant.answering.timeline import Timeline
    from assistant.ingest.figures import Oddity, Sheet

_DOCUMENTS = 64  # documents held in memory between questions
LONGEST_QUESTION = 20_000  # characters, also of a letter
LONGEST_ASKED = 4_000  # characters of a question that comes in over the network; what reading it takes grows faster


class Assistant:
    """Everything the command line, the web page and the harness do goes through here."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self._indexes = Indexes(library, Embedder(settings.embedding))
        self._councils: dict[tuple[Access, ...], tuple[object, Councils]] = {}
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
        try:
            return ingest(self.library, self._indexes, paths, self.settings, progress)
        finally:
            self.recall.cache_clear()  # at the end: a question asked meanwhile recalls what is being replaced

    def remove(self, names: Sequence[str]) -> None:
        """Remove documents with their words and vectors.

        Raises:
            NotFound: One of them is not in the library; then none is removed.
        """
        try:
            with writing(self.library.folder):
                with self.library.transaction():
                    for name in names:
                        self.library.remove(name)
                complete(self.library, self._indexes)
        finally:
            self.recall.cache_clear()

    def summaries(self, role: Role = Role.OFFICER) -> list[DocumentSummary]:
        """Return what is loaded and open to a role, by name; only items that the role may see are counted."""
        return self.library.summaries(open_to(role))

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
        whole = Question(question, tuple(history), self._in_sight(scope or Scope.of(role)))
        yield from self._generative.stream(whole, mark) if self._generative else (self._chain.invoke(whole),)

    def plain_answer(self, question: str, role: Role = Role.PUBLIC) -> Answer:
        """Answer a question in the words of the records, where a language model is set up too."""
        from assistant.answering.chain import Question

        return self._chain.invoke(Question(question, scope=Scope.of(role)))

    def answerable(self, question: str, role: Role = Role.PUBLIC) -> bool:
        """Return whether what a role may see answers a question; no language model is asked."""
        return self.plain_answer(question, role).status is Status.ANSWERED

    def councils(self, role: Role = Role.PUBLIC) -> Councils:
        """Return which council each record is of that a role may see; read anew when the library has changed."""
        from assistant.answering.councils import HEAD, councils_of

        accesses, state = open_to(role), self.library.state()
        known = self._councils.get(accesses)
        if known is None or known[0] != state:
            heads = self.library.beginnings(HEAD, accesses)
            known = self._councils[accesses] = state, councils_of(self.summaries(role), heads)
        return known[1]

    def _in_sight(self, scope: Scope) -> Scope:
        """Return a scope without the names of records that are not open, so that not even the time taken tells of them."""
        if not scope.documents:
            return scope
        named = self.library.open_names(scope.documents, scope.accesses)
        return replace(scope, documents=named or ("",))  # "" is the name of none

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
        *_, (draft, _) = self.drafting(asked, template, role)
        return draft

    def drafting(self, asked: str, template: str = "reply", role: Role = Role.PUBLIC) -> Iterator[tuple[Draft, int]]:
        """Yield a draft as it grows, with the number of questions that it will answer; see ``draft``."""
        from assistant.answering.drafts.compose import composing
        from assistant.answering.drafts.templates import template_of

        self._check(asked)

        def answer(question: str, before: Sequence[str], audience: Role) -> Answer:
            *_, told = self.stream(question[:LONGEST_ASKED], before, audience, mark=True)
            assert isinstance(told, Answer)
            return told

        yield from composing(asked, template_of(template), role, answer, self.recall)

    def reverify(self, text: str, role: Role = Role.OFFICER, asker: Role = Role.OFFICER) -> Review:
        """Check the text of an edited draft against the records; see ``assistant.answering.drafts.reverify``."""
        from assistant.answering.drafts import reverify as reviewing

        return reviewing.reverify(text, self.recall, role, asker)

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
        accesses = open_to(role)
        if not self.library.open_names([name], accesses):
            raise NotFound(f"no document is called {name!r}; 'assistant status' lists those that are loaded")
        document = self.library.document(name)
        return document, [i for i in resolve(document, self.library.item_keys(accesses)) if i.access in accesses]

    def figures(
        self, measure: str, area: str | Sequence[str] = "", period: str | Sequence[str] = "", role: Role = Role.OFFICER,
        exact: bool = False,
    ) -> list[Held]:  # fmt: skip
        """Return the figures of a measure over all records that a role may see, of one or several areas and periods.

        See ``assistant.answering.figures.select.Catalogue.select``.
        """
        areas, periods = ([given] if isinstance(given, str) else given for given in (area, period))
        catalogue = self._figures.catalogue(open_to(role))
        return catalogue.select(measure, [a for a in areas if a.strip()], [p for p in periods if p.strip()], exact)

    def measures(self, words: str = "", role: Role = Role.OFFICER) -> list[Measure]:
        """Return the measures of which a role may see figures; see ``Catalogue.measures``."""
        return self._figures.catalogue(open_to(role)).measures(words)

    @cached_property
    def _figures(self) -> FigureBook:
        from assistant.answering.figures.book import FigureBook

        return FigureBook(self.library, self.recall)

    def actions(self, wanted: Wanted, role: Role = Role.OFFICER) -> list[Action]:
        """Return the undertakings, requests, deferrals and orders of all records that a role may see; see ``trace_actions``."""
        from assistant.answering.actions.select import select_actions

        return select_actions(self.action_register.held(open_to(role)), wanted)

    @cached_property
    def action_register(self) -> ActionRegister:
        """The actions of the library, traced once for each role."""
        from assistant.answering.actions.register import ActionRegister

        return ActionRegister(self.library)

    def records(self, wanted: Choice, role: Role = Role.PUBLIC) -> list[DocumentSummary]:
        """Return what is loaded and open to a role, narrowed, by committee and the newest first; see ``choose_records``."""
        from assistant.answering.catalogue import choose_records

        return choose_records(self.summaries(role), wanted)

    def meeting(self, name: str, role: Role = Role.PUBLIC) -> Meeting:
        """Return what a record's page tells a role, but for the actions, which take longer; see ``action_register``.

        Raises:
            NotFound: No document of that name is open to the role.
        """
        from assistant.answering.meeting import Meeting, neighbours, open_tables

        document, items = self.show(name, role)
        tables = open_tables(document, items)
        notes = [(sheet.table, oddity.told) for _, sheet, oddity in self.check([document.name], role) if sheet.table in tables]
        line = self.councils(role).of_the_same(document.name, self.summaries(role))
        return Meeting(document, tuple(items), tables, tuple(notes), *neighbours(document, line))

    def timeline(
        self, topic: str, role: Role = Role.PUBLIC, body: str = "", first: date | None = None, last: date | None = None
    ) -> Timeline:
        """Return every item that speaks of a topic and that a role may see; see ``assistant.answering.timeline``.

        Args:
            topic: A few words.
            role: Who asks.
            body: A committee's name or words of it, "" for all.
            first: Earliest meeting date.
            last: Latest meeting date.

        Raises:
            BadRequest: The topic holds no word to look for or is too long, or no committee is of that name.
        """
        from assistant.answering.catalogue import bodies_named
        from assistant.answering.timeline import trace_topic

        self._check(topic)
        bodies = bodies_named(body, [one.body for one in self.summaries(role)]) if body.strip() else ()
        if body.strip() and not bodies:
            raise BadRequest(f"no committee is called {body!r}; 'assistant records' lists those that there are")
        scope = Scope.of(role, bodies=bodies, first=first, last=last)
        return trace_topic(topic, self.searcher, scope, lru_cache(maxsize=2)(self.library.document))

    def check(self, names: Sequence[str] = (), role: Role = Role.OFFICER) -> list[tuple[str, Sheet, Oddity]]:
        """Return what is odd about the figures, as far as a role may see, of some documents, of all where none is named.

        Raises:
            NotFound: No document of one of the names is open to the role.
        """
        return self._figures.oddities(names, open_to(role))

    def search(self, query: str, scope: Scope, limit: int = 10) -> Found:
        """Return the passages that speak to a query, best first."""
        return self.searcher.search(query, self._in_sight(scope), limit)
