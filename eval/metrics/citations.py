"""Does each citation keep the contract: the words are in the record, in the item, and support the sentence."""

from __future__ import annotations

from eval.context import Context, Score, share, unscored
from eval.corpus import Corpus
from eval.gold import covers
from eval.reply import SaidCitation
from eval.wording import fold

_UNCITED = "the answer cites nothing"
_NO_CORPUS = "the records are not at hand"


def citation_exact(context: Context) -> Score:
    """Share of citations whose quote is the record's text at the span given; without a span, anywhere in the record."""
    corpus = context.corpus
    if corpus is None:
        return unscored(_NO_CORPUS)
    return share([_exact(corpus, citation) for citation in context.reply.citations], _UNCITED)


def citation_in_item(context: Context) -> Score:
    """Share of citations, of those that name an item of a record with items, whose words stand in that item."""
    corpus = context.corpus
    if corpus is None:
        return unscored(_NO_CORPUS)
    named = [_in_item(corpus, citation) for citation in context.reply.citations]
    return share([flag for flag in named if flag is not None], "no citation names an item")


def citation_supports(context: Context) -> Score:
    """Share of citations that by themselves support each sentence they stand behind; one behind none does not."""
    return share([_supports(context, citation) for citation in context.reply.citations], _UNCITED)


def citation_correct(context: Context) -> Score:
    """Share of citations that are exact, in the item named, and support their sentences: the contract as a whole."""
    corpus = context.corpus
    if corpus is None:
        return unscored(_NO_CORPUS)
    flags = [
        _exact(corpus, citation) and _in_item(corpus, citation) is not False and _supports(context, citation)
        for citation in context.reply.citations
    ]
    return share(flags, _UNCITED)


def evidence_cited(context: Context) -> Score:
    """Share of the gold evidence that some citation's quote covers."""
    flags = [
        any(covers(citation.document, citation.quote, gold) for citation in context.reply.citations for gold in need)
        for need in context.case.expect.needs
    ]
    return share(flags, "the case names no evidence")


def _exact(corpus: Corpus, citation: SaidCitation) -> bool:
    """Return whether the quote is the record's text at its span."""
    record = corpus.records.get(citation.document)
    if record is None or not citation.quote.strip():
        return False
    if citation.start is None or citation.end is None:
        return fold(citation.quote) in corpus.folded[citation.document]
    return record.text[citation.start : citation.end] == citation.quote


def _in_item(corpus: Corpus, citation: SaidCitation) -> bool | None:
    """Return whether the words stand in the item named; None where no item is named or the record has none."""
    record = corpus.records.get(citation.document)
    named = citation.item or citation.heading
    if record is None or not record.items or not named:
        return None
    items = corpus.items(citation.document, named)
    if citation.start is None or citation.end is None:
        return any(fold(citation.quote) in fold(item.span.of(record.text)) for item in items)
    return any(item.span.start <= citation.start and citation.end <= item.span.end for item in items)


def _supports(context: Context, citation: SaidCitation) -> bool:
    """Return whether the citation is behind a sentence and supports every one it is behind.

    Where sentences rest on several citations together, each must still be of use: the sentence follows from it, or
    does not follow from the others.
    """
    behind = [statement for statement in context.statements if citation.id in statement.citations]

    def helps(text: str, cited: tuple[int, ...]) -> bool:
        if context.entails(text, [citation.premise]):
            return True
        others = [context.premises[one] for one in cited if one != citation.id and one in context.premises]
        whole = [context.premises[one] for one in cited if one in context.premises]
        return bool(others) and context.entails(text, whole) and not context.entails(text, others)

    return bool(behind) and all(helps(statement.text, statement.citations) for statement in behind)
