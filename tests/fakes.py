"""An embedder that costs nothing, and fixtures over it: libraries in folders of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.language import content_terms
from assistant.library import Library
from assistant.service import Assistant
from assistant.settings import Settings

Vectors = np.ndarray[Any, np.dtype[np.float32]]


class HashEmbedder:
    """Vectors from the hashes of a text's words: texts that share words lie near each other."""

    name = "hash"
    dimension = 48

    def question(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 1e-3, dtype=np.float32)
        for term in content_terms(text):
            vector[int.from_bytes(hashlib.md5(term.encode()).digest()[:4], "big") % self.dimension] += 1
        return vector / np.linalg.norm(vector)

    def passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda count: None) -> Vectors:
        advance(len(texts))
        return np.array([self.question(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)


class Silent:
    """Progress that nobody sees."""

    def start(self, files: int) -> None:
        """Take note of nothing."""

    def read(self, passages: int) -> None:
        """Take note of nothing."""

    def embedded(self, passages: int) -> None:
        """Take note of nothing."""


@pytest.fixture
def progress() -> Silent:
    return Silent()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Assistant]]:
    """Open assistants over a folder, as a new process would, and close them at the end."""
    monkeypatch.setattr("assistant.service.Embedder", lambda name: HashEmbedder())
    held: list[Assistant] = []

    def open_one(folder: Path, beside: bool = False, **settings: int) -> Assistant:
        while held and not beside:
            held.pop().close()
        held.append(Assistant(Library(folder, timeout=0.2), Settings(data=folder, **settings)))
        return held[-1]

    yield open_one
    for one in held:
        one.close()
