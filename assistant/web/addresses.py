"""Addresses on this server that the page links to."""

from __future__ import annotations

from urllib.parse import urlencode

from assistant.records import Citation, Span


def source_address(document: str, span: Span) -> str:
    """Return where the source viewer shows a place of a record, its words marked."""
    return "/view?" + urlencode({"document": document, "start": span.start, "end": span.end}) + "#cr-marked"


def citation_address(citation: Citation) -> str:
    """Return where the source viewer shows what a citation quotes."""
    return source_address(citation.document, citation.span)


def record_address(document: str) -> str:
    """Return where the source viewer shows a whole record, from its beginning."""
    return "/view?" + urlencode({"document": document})
