"""The word index (Tantivy): ranked OR queries over the words of passages and of what stands above them.

Terms are made by ``assistant.language``, for passages and questions alike, and stored space-separated, so that Tantivy
only counts and ranks them (BM25 with its usual k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import LibraryLocked
from assistant.language import terms
from assistant.library import IndexedPassage
from assistant.records import Access
from assistant.retrieval.scope import Scope, choices, day_number

_SHORTEST_TYPO = 5  # letters under which another word is likelier than a slip of the pen
_WRITER_BYTES = 64 * 1024 * 1024


_MOST_NEAR = 6  # terms that a word may be a slip for
_ENDING = 5  # letters of an ending that a stem lacks ("-ation")
_SHORTEST_STEM = 3


class WordIndex:
    """The word index in one folder.

    Raises:
        LibraryLocked: On writing while another process writes.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self._tantivy = tantivy
        self._schema = _schema(tantivy)
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._index.register_tokenizer("spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._commits = folder / "meta.json"  # written anew with each commit, of other processes too
        self._counted: tuple[int, dict[tuple[str, str, frozenset[Access]], int]] = (0, {})

    def change(self, added: Iterable[IndexedPassage], dropped: Iterable[int]) -> None:
        """Add and drop passages in one commit; one that is already there is replaced."""
        try:
            writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        except ValueError as error:
            raise LibraryLocked(f"the word index is being written by another process ({error}); try again later") from error
        for key in dropped:
            writer.delete_documents_by_term("key", key)
        for passage in added:
            writer.delete_documents_by_term("key", passage.id)
            writer.add_document(self._document(passage))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def _document(self, passage: IndexedPassage) -> Any:
        return self._tantivy.Document(
            key=passage.id, digest=passage.digest, words=" ".join(terms(passage.text)),
            context=" ".join(terms(f"{passage.context} {passage.body}")), access=passage.access, document=passage.document,
            body=passage.body, kind=passage.kind, day=day_number(passage.meeting_date),
        )  # fmt: skip

    def search(self, weighted: Mapping[str, float], scope: Scope, limit: int, field: str = "words") -> list[tuple[int, float]]:
        """Return (passage id, BM25 score above zero), best first, equal scores by id.

        Args:
            weighted: Terms of the question with their weights.
            scope: What may be seen; filtered inside the index.
            limit: How many at most.
            field: "words" for what passages say, "context" for the title, date and headings above them.
        """
        tv = self._tantivy
        wanted = [
            (tv.Occur.Should, tv.Query.boost_query(tv.Query.term_query(self._schema, field, term), weight))
            for term, weight in weighted.items()
        ]
        if not wanted:
            return []
        query = tv.Query.boolean_query([(tv.Occur.Must, tv.Query.boolean_query(wanted)), *self._narrowed(scope)])
        searcher = self._index.searcher()
        found = searcher.search(query, limit, count=False).hits
        keys: Any = searcher.fast_field_values("key", [address for _, address in found])
        scores: list[Any] = [score for score, _ in found]
        ranked = [(int(key), float(score)) for key, score in zip(keys, scores, strict=True) if score > 0]
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _narrowed(self, scope: Scope) -> list[tuple[Any, Any]]:
        """Return the filters of a scope: they must hold and add nothing to the score."""
        tv = self._tantivy
        wanted: list[Any] = []
        for field, values in (
            ("access", scope.accesses), ("document", scope.documents), ("body", scope.bodies), ("kind", scope.kinds),
        ):  # fmt: skip
            if values or field == "access":
                wanted.append(tv.Query.term_set_query(self._schema, field, choices(values)))
        if scope.first or scope.last:
            low, high = day_number(scope.first) or 1, day_number(scope.last) or 99999999
            wanted.append(tv.Query.range_query(self._schema, "day", tv.FieldType.Integer, low, high))
        return [(tv.Occur.Must, tv.Query.const_score_query(query, 0.0)) for query in wanted]

    def frequencies(self, wanted: Sequence[str], accesses: Sequence[Access] = tuple(Access)) -> dict[str, int]:
        """Return in how many passages of some access labels each term occurs, in their words or in what stands above them."""
        fields = ("words", "context")
        return {term: max(self._frequency(field, term, accesses) for field in fields) for term in dict.fromkeys(wanted)}

    def _frequency(self, field: str, term: str, accesses: Sequence[Access]) -> int:
        counts, key = self._counts(), (field, term, frozenset(accesses))
        if key in counts:
            return counts[key]
        everywhere = int(self._index.searcher().doc_freq(field, term))
        if not everywhere or set(accesses) == set(Access):
            return everywhere
        held = self._tantivy.Query.term_query(self._schema, field, term)
        counts[key] = self._count([(self._tantivy.Occur.Must, held), *self._narrowed(Scope(accesses=tuple(accesses)))])
        return counts[key]

    def _counts(self) -> dict[tuple[str, str, frozenset[Access]], int]:
        """Return what was counted since the last commit; a question asks for the count of a word many times."""
        committed = self._commits.stat().st_mtime_ns
        if committed != self._counted[0]:
            self._index.reload()
            self._counted = (committed, {})
        return self._counted[1]

    def _count(self, clauses: list[tuple[Any, Any]]) -> int:
        found: Any = self._index.searcher().search(self._tantivy.Query.boolean_query(clauses), 1, count=True)
        return int(found.count or 0)

    def nearest(self, term: str, accesses: Sequence[Access] = tuple(Access)) -> str | None:
        """Return the indexed term one slip of the pen away from a term that is not indexed, the commonest of several.

        Words of five letters and more are looked up, with the first two letters right: one letter wrong, left out, put in,
        or two exchanged.
        """
        if len(term) < _SHORTEST_TYPO:
            return None
        held = self._index.searcher().terms_with_prefix("words", term[:2])  # the commonest first
        near = (str(word) for word, _ in held if _one_slip(term, word))
        return next((word for word in near if self._frequency("words", word, accesses)), None)

    def near(self, word: str, most: int, accesses: Sequence[Access] = tuple(Access)) -> list[str]:
        """Return the indexed terms that a word as written may be a slip for, fewest edits first, then the commonest.

        The first two letters must be right; an ending that the stem of a word lacks does not count.
        """
        held = enumerate(str(term) for term, _ in self._index.searcher().terms_with_prefix("words", word[:2]))
        ranked = sorted((apart, at, term) for at, term in held if (apart := _stem_slips(word, term, most)) <= most)
        return [term for _, _, term in ranked[:_MOST_NEAR] if self._frequency("words", term, accesses)]

    def size(self, accesses: Sequence[Access] = tuple(Access)) -> int:
        """Return the number of passages of some access labels."""
        if set(accesses) == set(Access):
            return int(self._index.searcher().num_docs)
        return self._count(self._narrowed(Scope(accesses=tuple(accesses))))

    def digests(self) -> dict[int, str]:
        """Return the digest of every passage by id."""
        searcher = self._index.searcher()
        hits = searcher.search(self._tantivy.Query.all_query(), max(1, searcher.num_docs), count=False).hits
        held: list[Any] = [searcher.doc(address) for _, address in hits]
        return {int(document.get_first("key")): str(document.get_first("digest")) for document in held}


def _one_slip(wrong: str, right: str) -> bool:
    """Return whether one edit (letters exchanged count as one) makes one word of the other."""
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    rest, other = wrong[at:], right[at:]
    exchanged = len(rest) > 1 and rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or exchanged


def edits(word: str, other: str) -> int:
    """Return how many letters must be changed, put in, left out or exchanged with the next to make one word of another."""
    return _edits_of_prefixes(word, other)[-1]


def _stem_slips(word: str, term: str, most: int) -> int:
    """Return how many edits make a word, less an ending, an indexed term; ``most`` + 1 where it is more."""
    if not term.isalpha() or not len(word) - _ENDING - most <= len(term) <= len(word) + most:
        return most + 1
    return min(*_edits_of_prefixes(word, term)[max(_SHORTEST_STEM, len(word) - _ENDING) :], most + 1)


def _edits_of_prefixes(word: str, other: str) -> list[int]:
    """Return the edits that make each beginning of a word another word (Damerau and Levenshtein's restricted distance)."""
    older, before, row = [0], [0] * (len(word) + 1), list(range(len(word) + 1))
    for i, letter in enumerate(other, 1):
        older, before, row = before, row, [i]
        for j, own in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != own))
            if i > 1 and j > 1 and letter == word[j - 2] and other[i - 2] == own:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", stored=False, indexed=True, fast=True)
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("words", "context"):
        builder.add_text_field(field, tokenizer_name="spaced", index_option="freq")
    for field in ("access", "document", "body", "kind"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()
