"""The two derived indexes as one: changed together, compared with the library, rebuilt from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import AssistantError, IndexMismatch
from assistant.library import IndexedPassage, Library
from assistant.records import Document
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.vectors import VectorIndex
from assistant.retrieval.words import WordIndex

_REBUILD_BATCH = 2000
_Index = TypeVar("_Index", WordIndex, VectorIndex)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the indexes stand to the library: passage ids each lacks, holds too many, or holds with other words."""

    passages: int
    words_missing: int
    words_extra: int
    vectors_missing: int
    vectors_extra: int
    owed: int

    @property
    def holds(self) -> bool:
        """Return whether both indexes hold just what the library holds."""
        return not (self.words_missing or self.words_extra or self.vectors_missing or self.vectors_extra or self.owed)


class Indexes:
    """The word and vector indexes below a library's folder, opened when first needed."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self.embedder = embedder

    @cached_property
    def words(self) -> WordIndex:
        """The word index.

        Raises:
            IndexMismatch: It is missing or damaged.
        """
        return self._opened(self._folder("words"), WordIndex)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vector index.

        Raises:
            IndexMismatch: Its vectors were made by another embedding model than the one set.
        """
        made_by = self._library.meta("embedding")
        if made_by is None:
            self._library.set_meta("embedding", self.embedder.name)
        elif made_by != self.embedder.name:
            raise IndexMismatch(
                f"the vectors in {self._library.folder} were made by {made_by!r}, the settings name {self.embedder.name!r}; "
                "run 'assistant verify --repair' to make them anew, or set ASSISTANT_EMBEDDING back"
            )
        return self._opened(self._folder("vectors"), VectorIndex)

    def _opened(self, folder: Path, index: Callable[[Path], _Index]) -> _Index:
        if not folder.exists() and self._library.has_indexed():
            raise IndexMismatch(f"{folder} is missing; run 'assistant verify --repair' to make it anew from the library")
        try:
            return index(folder)
        except AssistantError:
            raise
        except Exception as error:  # what a damaged index makes its library raise is not documented
            raise IndexMismatch(
                f"{folder} cannot be opened ({next(iter(str(error).split(chr(10))), '') or type(error).__name__}); "
                "run 'assistant verify --repair' to make it anew from the library"
            ) from error

    def embed(self, documents: Sequence[Document], advance: Callable[[int], None]) -> Any:
        """Return the vectors of all passages of some documents, shape (passages, dimension), in order."""
        texts = [meaning(p.context, p.span.of(document.text)) for document in documents for p in document.passages]
        return self.embedder.passages(texts, advance) if texts else None

    def change(self, added: Sequence[IndexedPassage], vectors: Any, dropped: Sequence[int]) -> None:
        """Add passages with their vectors (None to compute them here) and drop others, in both indexes."""
        if vectors is None and added:
            vectors = self.embedder.passages([meaning(passage.context, passage.text) for passage in added])
        self.vectors.change(added, vectors, dropped)
        self.words.change(added, dropped)

    def agreement(self) -> Agreement:
        """Compare both indexes with the library, passage by passage."""
        truth = self._library.digests()
        words, vectors = self.words.digests(), self.vectors.digests()
        return Agreement(
            len(truth), len(truth.items() - words.items()), len(words.items() - truth.items()),
            len(truth.items() - vectors.items()), len(vectors.items() - truth.items()), sum(map(len, self._library.owed())),
        )  # fmt: skip

    def rebuild(self, advance: Callable[[int], None] = lambda count: None) -> None:
        """Make both indexes anew from the library.

        They are made beside the old ones in folders of the next generation, and one transaction of the library changes
        over: a process killed before it leaves the old ones as they were.
        """
        old = [self._folder(name) for name in ("words", "vectors")]
        generation = str(int(self._library.meta("generation") or 0) + 1)
        fresh = [_emptied(self._library.folder / f"{name}.{generation}") for name in ("words", "vectors")]
        words, vectors = WordIndex(fresh[0]), VectorIndex(fresh[1])
        ids = sorted(self._library.digests())
        for start in range(0, len(ids), _REBUILD_BATCH):
            passages = self._library.indexed(ids[start : start + _REBUILD_BATCH])
            made = self.embedder.passages([meaning(passage.context, passage.text) for passage in passages], advance)
            words.change(passages, [])
            vectors.change(passages, made, [])
        vectors.close()
        self.close()
        with self._library.transaction():
            self._library.set_meta("generation", generation)
            self._library.set_meta("embedding", self.embedder.name)
            self._library.settle([key for side in self._library.owed() for key in side])
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)

    def _folder(self, name: str) -> Path:
        """Return the folder that the library names as the current one of an index."""
        generation = self._library.meta("generation")
        return self._library.folder / (f"{name}.{generation}" if generation else name)

    def close(self) -> None:
        """Let go of both folders; they are opened again when next needed."""
        self.__dict__.pop("words", None)
        vectors: VectorIndex | None = self.__dict__.pop("vectors", None)
        if vectors is not None:
            vectors.close()


def meaning(context: str, text: str) -> str:
    """Return what is embedded of a passage: the nearest heading above it, then its words."""
    heading = context.rsplit(" | ", 1)[-1]
    return f"{heading}\n{text}" if heading else text


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder
