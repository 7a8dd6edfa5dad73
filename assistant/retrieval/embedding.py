"""Meanings as vectors: passages through sentence-transformers, questions by the shortest road to the same vectors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError
from assistant.retrieval.encoder import QueryEncoder, bundled_model, verified

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

BUNDLED = "all-MiniLM-L6-v2"
_REMEMBERED = 256  # questions; a search is repeated when a wider one, a follow-up or a figure asks again
_BATCH = 2  # tiny length-sorted batches stay in the processor's cache; measured in docs/benchmarks.md


class Embedder:
    """Turns passages and questions into unit vectors; models are loaded when first needed.

    Args:
        name: "all-MiniLM-L6-v2" for the model the packages carry, else any sentence-transformers name or folder.

    Raises:
        ModelError: On first use, when the model cannot be loaded.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        self.name = name
        self._passages: Any = None
        self._questions: QueryEncoder | None = None
        #: ``question(text)`` returns the vector of a question, shape (dimension,); the last ones are remembered.
        self.question = lru_cache(maxsize=_REMEMBERED)(self._question)

    def _question(self, text: str) -> Array:
        """Return the vector of a question, shape (dimension,)."""
        if self.name != BUNDLED:
            return self._model().encode([text], normalize_embeddings=True, show_progress_bar=False)[0]  # type: ignore[no-any-return]
        if self._questions is None:
            self._questions = QueryEncoder(verified(bundled_model()))
        return self._questions.encode(text)

    def passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda count: None) -> Array:
        """Return the vectors of passages, shape (len(texts), dimension), in their order.

        Args:
            texts: What to embed; batches are made by length, so any order is fast.
            advance: Called with the number of texts done since the last call.
        """
        import numpy as np
        import torch

        model = self._model()
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        vectors = np.empty((len(texts), int(model.get_embedding_dimension())), dtype=np.float32)

        def encode(prepared: Any) -> Array:
            with torch.inference_mode():
                return torch.nn.functional.normalize(model(prepared)["sentence_embedding"], dim=-1).numpy()

        # Each batch on one thread, as many at a time as there are processors: threads that share one small batch spend
        # their time waiting for each other, most of all when the machine has other work.
        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with ThreadPoolExecutor(os.cpu_count()) as workers:
                prepared = (model.preprocess([texts[i] for i in batch]) for batch in batches)
                for batch, made in zip(batches, workers.map(encode, prepared), strict=True):
                    vectors[batch] = made
                    advance(len(batch))
        finally:
            torch.set_num_threads(before)
        return vectors

    def _model(self) -> Any:
        if self._passages is None:
            self._passages = _load(verified(bundled_model()) if self.name == BUNDLED else Path(self.name))
        return self._passages


def _load(place: Path) -> Any:
    # A name that is no folder is looked up in the local cache only: nothing is fetched behind the user's back.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(place), device="cpu")
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the embedding model {str(place)!r} cannot be loaded ({str(error).splitlines()[0]}); give a folder that holds it, "
            f"or leave ASSISTANT_EMBEDDING at {BUNDLED}"
        ) from error
