"""The vector index (Chroma, local mode): passages near a question in meaning.

Each access label has a collection of its own: a search that may not see exempt matter does not touch its vectors, and
needs no filter on the label, which Chroma would apply by listing every passage that passes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.library import IndexedPassage
from assistant.records import Access
from assistant.retrieval.scope import Scope, choices, day_number

_BATCH = 2000  # rows in one call, under Chroma's limit of SQL variables
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "num_threads": 1}}


class VectorIndex:
    """The vector index in one folder; telemetry is off and no embedding function of Chroma's own is used."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._client: Any = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
            self._collections: dict[Access, Any] = {
                access: self._client.get_or_create_collection(
                    f"passages-{access}", embedding_function=None, configuration=_CONFIGURATION
                )
                for access in Access
            }
        except Exception:
            # Chroma keeps what it failed to start under the folder's name, and would hand it out after a repair.
            SharedSystemClient.clear_system_cache()
            raise

    def change(self, added: Sequence[IndexedPassage], vectors: Any, dropped: Iterable[int]) -> None:
        """Add passages with their vectors, shape (len(added), dimension), and drop others; both may be repeated."""
        gone = [str(key) for key in dropped]
        for access, collection in self._collections.items():
            for start in range(0, len(gone), _BATCH):
                collection.delete(ids=gone[start : start + _BATCH])
            own = [at for at, passage in enumerate(added) if passage.access is access]
            for start in range(0, len(own), _BATCH):
                batch = own[start : start + _BATCH]
                collection.upsert(
                    ids=[str(added[at].id) for at in batch],
                    embeddings=vectors[batch],
                    metadatas=[_labels(added[at]) for at in batch],
                )

    def search(self, vector: Any, scope: Scope, limit: int) -> list[tuple[int, float]]:
        """Return (passage id, cosine similarity), nearest first, equal ones by id.

        Args:
            vector: The question, shape (dimension,).
            scope: What may be seen; filtered inside the index.
            limit: How many at most.
        """
        near: list[tuple[int, float]] = []
        for access in dict.fromkeys(scope.accesses):
            found = self._collections[access].query(
                query_embeddings=[vector], n_results=limit, where=_where(scope), include=["distances"]
            )
            near += [(int(key), 1.0 - float(d)) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)]
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def close(self) -> None:
        """Let go of the folder, so that it can be moved."""
        self._client.close()

    def size(self) -> int:
        """Return the number of passages."""
        return sum(int(collection.count()) for collection in self._collections.values())

    def digests(self) -> dict[int, str]:
        """Return the digest of every passage by id."""
        found: dict[int, str] = {}
        for collection in self._collections.values():
            for offset in range(0, collection.count(), _BATCH):
                rows = collection.get(include=["metadatas"], limit=_BATCH, offset=offset)
                found |= {int(key): str(label["digest"]) for key, label in zip(rows["ids"], rows["metadatas"], strict=True)}
        return found


def _labels(passage: IndexedPassage) -> dict[str, Any]:
    return {
        "digest": passage.digest, "document": passage.document, "body": passage.body,
        "kind": str(passage.kind), "day": day_number(passage.meeting_date),
    }  # fmt: skip


def _where(scope: Scope) -> dict[str, Any] | None:
    wanted: list[dict[str, Any]] = []
    for field, values in (("document", scope.documents), ("body", scope.bodies), ("kind", scope.kinds)):
        if values:
            wanted.append({field: {"$in": choices(values)}})
    if scope.first or scope.last:
        wanted.append({"day": {"$gte": day_number(scope.first) or 1}})
        wanted.append({"day": {"$lte": day_number(scope.last) or 99999999}})
    return {"$and": wanted} if len(wanted) > 1 else next(iter(wanted), None)
