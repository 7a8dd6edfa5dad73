"""Gold quotes against the records: is it there, and which quotes does a text cover."""

from __future__ import annotations

import re

from eval.corpus import Corpus
from eval.suite import Evidence
from eval.wording import fold, shares_run

_REACH = 250  # characters to either side: a table has no sentences, and its row is near
_EDGE = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z\"'(\u2018\u201c])")


def gold_problem(evidence: Evidence, corpus: Corpus) -> str:
    """Say why a gold quote does not stand in the corpus where the case says; "" when it does."""
    wanted = fold(evidence.quote)
    if not evidence.document:
        held = any(_holds(text, wanted, evidence.run) for text in corpus.folded.values())
        return "" if held else f"gold quote is in no record of the corpus: {wanted!r:.100}"
    if evidence.document not in corpus.records:
        return f"no record named {evidence.document!r} in the corpus"
    if not _holds(corpus.folded[evidence.document], wanted, evidence.run):
        return f"gold quote is not in {evidence.document}: {wanted!r:.100}"
    if not evidence.item:
        return ""
    items = corpus.items(evidence.document, evidence.item)
    if not items and corpus.records[evidence.document].items:
        return f"{evidence.document} has no item {evidence.item!r}"
    text = corpus.records[evidence.document].text
    if items and not any(_holds(fold(item.span.of(text)), wanted, evidence.run) for item in items):
        return f"gold quote is in {evidence.document}, but not in its item {evidence.item!r}: {wanted!r:.100}"
    return ""


def covers(document: str, text: str, evidence: Evidence) -> bool:
    """Return whether a stretch of a document covers the gold quote: from the right record, with all of its words."""
    if evidence.document and document != evidence.document:
        return False
    return _holds(fold(text), fold(evidence.quote), evidence.run)


def in_its_sentence(evidence: Evidence, corpus: Corpus | None) -> str:
    """Return the gold quote with the rest of its sentence, as far as the record is at hand and the sentence short."""
    quote = fold(evidence.quote)
    for name, text in (corpus.folded if corpus is not None else {}).items():
        start = text.find(quote) if evidence.document in ("", name) else -1
        if start >= 0:
            end = start + len(quote)
            before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
            head = [match.end() for match in _EDGE.finditer(before)]
            tail = _EDGE.search(quote[-1] + after)
            begin = before[head[-1] :] if head else before.partition(" ")[2]
            rest = after[: max(0, tail.start() - 1)] if tail else after.rpartition(" ")[0]
            return fold(f"{begin}{quote}{rest}")
    return quote


def _holds(folded: str, wanted: str, run: int) -> bool:
    """Return whether the folded text holds the quote, or shares a run of its words where a run is enough."""
    return shares_run(folded, wanted, run) if run else wanted in folded
