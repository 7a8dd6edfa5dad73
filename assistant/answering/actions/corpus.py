"""The records that may be seen as sentences with their terms, and what ties their items to one another."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.actions.find import Sentence, open_items, sentences_of
from assistant.crossref import ItemKey, resolve
from assistant.language import content_terms
from assistant.records import Access, Document, Item, Span

_COMMON_HEADING = 0.34  # share of a committee's records under which a heading says what is dealt with, not how
_FURNITURE = (
    "undertook undertake agreed agree requested request asked ask invited invite report item motion deferred defer meeting "
    "members councillor officer council committee resolved proposed seconded proposal chairman next will would manager "
    "director notice submitted referred senior executive engineer head advised update updated provide revert due course "
    "matter discuss look issue raised noted january february march april may june july august september october november "
    "december"
)  # words that any two minutes share
_FORM = re.compile(
    r"\b(?:notices?\s+of\s+motion|motions?\b.*\bby|questions?|submitted\s+by|matters\s+arising|minutes|apologies|correspondence|"
    r"any\s+other\s+business|A\.?O\.?B|work(?:ing)?\s+programme|urgent\s+items|directorate|public\s+participation|finance|updates?|"
    r"declarations?|deputations?|planning\s+applications)\b",
    re.I,
)

Key = tuple[str, int]


@dataclass(frozen=True)
class Corpus:
    """The records that may be seen, as sentences with their terms."""

    documents: tuple[Document, ...]
    accesses: tuple[Access, ...]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence, document by document."""
        return [sentence for document in self.documents for sentence in sentences_of(document, self.accesses)]

    @cached_property
    def terms(self) -> list[frozenset[str]]:
        """The content terms of each sentence, the language of minutes left out."""
        return [telling_terms(sentence.text) for sentence in self.sentences]

    @cached_property
    def postings(self) -> Mapping[str, Sequence[int]]:
        """The sentences that hold each term."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, held in enumerate(self.terms):
            for term in held:
                found[term].append(at)
        return found

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling each term is: the logarithm of one in how many sentences holds it."""
        count = len(self.sentences) + 1
        return {term: math.log(count / (len(held) + 1)) + 0.1 for term, held in self.postings.items()}

    @cached_property
    def masses(self) -> list[float]:
        """The rarity of all terms of each sentence together."""
        return [sum(self.rarity[term] for term in held) for held in self.terms]

    @cached_property
    def by_item(self) -> Mapping[Key, Sequence[int]]:
        """The sentences of each item, by document and start."""
        found: dict[Key, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            found[sentence.document.name, sentence.item.span.start].append(at)
        return found

    @cached_property
    def headed(self) -> Mapping[tuple[str, frozenset[str]], Sequence[tuple[Document, Item]]]:
        """The items under each telling heading of each committee: headings of standing business are left out."""
        found: dict[tuple[str, frozenset[str]], list[tuple[Document, Item]]] = defaultdict(list)
        records = Counter(body_key(document.body) for document in self.documents)
        for document in self.documents:
            for item in open_items(document, self.accesses):
                words = heading_terms(item)
                if words:
                    found[body_key(document.body), words].append((document, item))
        return {
            key: items for key, items in found.items()
            if len({document.name for document, _ in items}) <= max(3, _COMMON_HEADING * records[key[0]])
        }  # fmt: skip

    @cached_property
    def referring(self) -> Mapping[tuple[str, str], Sequence[tuple[Document, Item, Span]]]:
        """The places that refer to each item, by its document and number."""
        keys = [
            ItemKey(document.name, document.body, document.kind, item.number, item.meeting_date)
            for document in self.documents for item in open_items(document, self.accesses) if item.number
        ]  # fmt: skip
        found: dict[tuple[str, str], list[tuple[Document, Item, Span]]] = defaultdict(list)
        for document in self.documents:
            if not any(item.references for item in document.items):
                continue
            for item in resolve(document, keys):
                for reference in item.references if item.access in self.accesses else ():
                    if reference.document and reference.item:
                        found[reference.document, reference.item].append((document, item, reference.span))
        return found


@lru_cache(maxsize=1)
def _furniture() -> frozenset[str]:
    return frozenset(content_terms(_FURNITURE))


@lru_cache(maxsize=65536)
def telling_terms(text: str) -> frozenset[str]:
    """Return the content terms of a text without the language of minutes."""
    return frozenset(content_terms(text)) - _furniture()


def heading_terms(item: Item) -> frozenset[str]:
    """Return the terms of a heading that tell one matter from another; none where it names a form of business or one word.

    What stands behind a dash or in brackets tells how far the matter is, not which it is.
    """
    if _FORM.search(item.heading):
        return frozenset()
    whole = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", item.heading)
    parts = [telling_terms(part) for part in (re.split(r"\s[-–—]\s|:\s", whole)[0], whole)]
    return next((words for words in parts if len(words) > 1), frozenset())


@lru_cache(maxsize=4096)
def body_key(name: str) -> str:
    """Return what tells one committee from another: the terms of its name, in order."""
    return " ".join(content_terms(name))
