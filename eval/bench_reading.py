"""Reading one paragraph: ``python -m eval.bench_reading QUESTIONS`` (SQuAD 2.0's form; a JSON file, or a folder of them).

Each paragraph is the only record in sight, as if just ingested: parsed, cut into passages, ranked by the product's weights.
The sentences' answerer alone is asked.  Printed: how often the sentence said first holds a gold answer of an answerable
question, as it answers and when forced to; how well unanswerable ones are declined; and BM25's best sentence beside it.
Source of the questions and of "unanswerable": Rajpurkar, Jia and Liang, "Know What You Don't Know", ACL 2018.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.extractive import choose, sure_enough
from assistant.ingest.parse import parse
from assistant.ingest.readers.model import Source
from assistant.language import content_terms, fold, sentences
from assistant.records import Document, Hit
from assistant.retrieval.analysis import analyse
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.features import Scores, features
from assistant.retrieval.search import Found, load_weights

if TYPE_CHECKING:
    from assistant.retrieval.encoder import Array

_K1, _B = 1.2, 0.75  # Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one paragraph: gold answers, none where the paragraph does not answer it."""

    article: str
    paragraph: str
    question: str
    gold: tuple[str, ...]

    def held_by(self, sentence: str) -> bool:
        """Return whether a sentence holds any gold answer word for word, white space and case aside."""
        return any(fold(answer).lower() in fold(sentence).lower() for answer in self.gold)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one question: whether it can be answered, was declined, and is answered by each first sentence."""

    answerable: bool
    declined: bool
    forced: bool
    by_words: bool


def load_questions(place: Path) -> Iterator[Asked]:
    """Yield the questions of a file, or of every JSON file of a folder, in SQuAD 2.0's form."""
    for path in sorted(place.glob("*.json")) if place.is_dir() else [place]:
        for article in json.loads(path.read_text("utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                for asked in paragraph["qas"]:
                    gold = () if asked["is_impossible"] else tuple(answer["text"] for answer in asked["answers"])
                    yield Asked(article["title"], paragraph["context"], asked["question"], gold)


def fitted_articles(questions: Sequence[Asked]) -> set[str]:
    """Return the articles that ``eval.fit_selection`` may learn from: every other one by title; the rest is only measured."""
    return set(sorted({asked.article for asked in questions})[::2])


class OneRecord:
    """A library of one paragraph, held in memory."""

    def __init__(self, paragraph: str, meaning: Callable[[str], Array]) -> None:
        self.document = parse(Source("text", paragraph), "paragraph.txt", "")
        self._meaning = meaning
        self._hits = [_hit(self.document, at) for at in range(len(self.document.passages))]
        self._vectors = [meaning(hit.text) for hit in self._hits]
        self._counts = [Counter(content_terms(hit.text)) for hit in self._hits]

    def recall(self, name: str) -> Document:
        """Return the record."""
        return self.document

    def search(self, question: str) -> Found:
        """Return the record's passages as a search for the question would: ranked, scored, with the rarity of its terms."""
        analysis = analyse(question, self.document.acronyms)
        total = len(self._hits)
        held = {t: sum(t in counts for counts in self._counts) for t in [*analysis.weighted, *analysis.names]}
        rarity = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in held.items()}
        vector = self._meaning(question)
        scores = [
            Scores(self._bm25(analysis.terms, rarity, counts), 0.0, float(vector @ own))
            for counts, own in zip(self._counts, self._vectors, strict=True)
        ]
        rows = features(analysis, self._hits, scores, rarity)
        hits = [
            replace(hit, score=sum(w * x for w, x in zip(load_weights(), row, strict=True)), meaning=said.meaning)
            for hit, row, said in zip(self._hits, rows, scores, strict=True)
        ]
        return Found(analysis, tuple(sorted(hits, key=lambda hit: -hit.score)), rarity)

    def _bm25(self, terms: Sequence[str], rarity: dict[str, float], counts: Counter[str]) -> float:
        mean = sum(own.total() for own in self._counts) / len(self._counts)
        longer = _K1 * (1 - _B + _B * counts.total() / (mean or 1.0))
        return sum(rarity[term] * counts[term] * (_K1 + 1) / (counts[term] + longer) for term in terms)


def _hit(document: Document, at: int) -> Hit:
    passage = document.passages[at]
    item = document.items[passage.item]
    return Hit(
        at, document.name, document.title, document.kind, document.body, item.meeting_date, item.number, item.heading,
        passage.item, passage.kind, None, passage.span, passage.span.of(document.text), passage.context, item.access, 0.0,
    )  # fmt: skip


def read(asked: Asked, record: OneRecord) -> Read:
    """Return what the answerer makes of one question."""
    choice = choose(record.search(asked.question), record.recall)
    # The words a unit cites: its own place, not what it is told with.
    said = choice.units[0].span.of(record.document.text) if choice.units else ""
    return Read(bool(asked.gold), not sure_enough(choice), asked.held_by(said), asked.held_by(_best_by_words(asked)))


def _best_by_words(asked: Asked) -> str:
    """Return the sentence of a paragraph that BM25 (bm25s, its defaults) ranks first."""
    bm25s = import_module("bm25s")
    told = [span.of(asked.paragraph) for span in sentences(asked.paragraph)]
    index = bm25s.BM25()
    tokens = bm25s.tokenize([*told, asked.question], stopwords="en", return_ids=False, show_progress=False)
    index.index(tokens[:-1], show_progress=False)
    scores = index.get_scores(tokens[-1]) if tokens[-1] else [0.0]
    return told[max(range(len(scores)), key=lambda at: float(scores[at]))]


def read_all(questions: Sequence[Asked], embedder: Embedder) -> list[Read]:
    """Return what came of every question, each paragraph parsed once."""
    done: list[Read] = []
    record: tuple[str, OneRecord] | None = None
    for asked in questions:
        if record is None or record[0] != asked.paragraph:
            record = asked.paragraph, OneRecord(asked.paragraph, embedder.question)
        done.append(read(asked, record[1]))
    return done


def table(done: Sequence[Read]) -> list[str]:
    """Return the figures as the rows of a table in Markdown."""
    answerable = [one for one in done if one.answerable]
    wanted = len(done) - len(answerable)

    def row(name: str, right: int, declined: int, caught: int) -> str:
        f1 = 2 * caught / (declined + wanted) if declined + wanted else 0.0
        return f"| {name} | {right / (len(answerable) or 1):.3f} | {declined / (len(done) or 1):.3f} | {f1:.3f} |"

    caught = sum(one.declined for one in done if not one.answerable)
    declined = sum(one.declined for one in done)
    return [
        f"| n = {len(answerable)} answerable, {wanted} not | answer in the first sentence | declined | F1 of declining |",
        "| --- | ---: | ---: | ---: |",
        row("this assistant", sum(one.forced and not one.declined for one in answerable), declined, caught),
        row("this assistant, forced to answer", sum(one.forced for one in answerable), 0, 0),
        row("BM25's best sentence, never declining", sum(one.by_words for one in answerable), 0, 0),
        row("declining everything", 0, len(done), wanted),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    asked = list(load_questions(given.questions))
    fitted, embedder = fitted_articles(asked), Embedder()
    for name, part in (
        ("Articles not fitted on", [one for one in asked if one.article not in fitted]),
        ("Articles that weights may have been fitted on", [one for one in asked if one.article in fitted]),
        ("All", asked),
    ):
        print(f"{name}:\n")  # noqa: T201  a program's output
        print("\n".join([*table(read_all(part, embedder)), ""]))  # noqa: T201  a program's output


if __name__ == "__main__":
    main()
