"""The vector index (Chroma, local mode): passages near a question in meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.library import IndexedPassage
from assistant.retrieval.scope import Scope, choices, day_number

_BATCH = 2000  # rows in one call, under Chroma's limit of SQL variables
_COLLECTION = "passages"


class VectorIndex:
    """The vector index in one folder; telemetry is off and no embedding function of Chroma's own is used."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
            self._collection: Any = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200, "num_threads": 1}}
            )
        except Exception:
            # Chroma keeps what it failed to start under the folder's name, and would hand it out after a repair.
            chromadb.api.client.SharedSystemClient.clear_system_cache()
            raise

    def change(self, added: Sequence[IndexedPassage], vectors: Any, dropped: Iterable[int]) -> None:
        """Add passages with their vectors, shape (len(added), dimension), and drop others; both may be repeated."""
        gone = [str(key) for key in dropped]
        for start in range(0, len(gone), _BATCH):
            self._collection.delete(ids=gone[start : start + _BATCH])
        for start in range(0, len(added), _BATCH):
            batch = added[start : start + _BATCH]
            self._collection.upsert(
                ids=[str(passage.id) for passage in batch],
                embeddings=vectors[start : start + _BATCH],
                metadatas=[_labels(passage) for passage in batch],
            )

    def search(self, vector: Any, scope: Scope, limit: int) -> list[tuple[int, float]]:
        """Return (passage id, cosine similarity), nearest first, equal ones by id.

        Args:
            vector: The question, shape (dimension,).
            scope: What may be seen; filtered inside the index.
            limit: How many at most.
        """
        limit = min(limit, self.size())
        if limit == 0:
            return []
        found = self._collection.query(
            query_embeddings=[vector], n_results=limit, where=_where(scope), include=["distances"]
        )
        near = [(int(key), 1.0 - float(d)) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)]
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))

    def close(self) -> None:
        """Let go of the folder, so that it can be moved."""
        self._client.close()

    def size(self) -> int:
        """Return the number of passages."""
        return int(self._collection.count())

    def digests(self) -> dict[int, str]:
        """Return the digest of every passage by id."""
        found: dict[int, str] = {}
        for offset in range(0, self.size(), _BATCH):
            rows = self._collection.get(include=["metadatas"], limit=_BATCH, offset=offset)
            found |= {int(key): str(label["digest"]) for key, label in zip(rows["ids"], rows["metadatas"], strict=True)}
        return found


def _labels(passage: IndexedPassage) -> dict[str, Any]:
    return {
        "digest": passage.digest, "access": str(passage.access), "document": passage.document, "body": passage.body,
        "kind": str(passage.kind), "day": day_number(passage.meeting_date),
    }  # fmt: skip


def _where(scope: Scope) -> dict[str, Any]:
    wanted: list[dict[str, Any]] = [{"access": {"$in": choices(scope.accesses)}}]
    for field, values in (("document", scope.documents), ("body", scope.bodies), ("kind", scope.kinds)):
        if values:
            wanted.append({field: {"$in": choices(values)}})
    if scope.first or scope.last:
        wanted.append({"day": {"$gte": day_number(scope.first) or 1}})
        wanted.append({"day": {"$lte": day_number(scope.last) or 99999999}})
    return wanted[0] if len(wanted) == 1 else {"$and": wanted}
