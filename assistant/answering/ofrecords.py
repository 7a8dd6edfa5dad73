"""What a record tells of itself: when it was adopted, and the numbered parts that its headings announce."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.sight import Sight, Told, unit_at
from assistant.answering.units import Unit, opening
from assistant.dates import find_periods
from assistant.language import content_terms
from assistant.records import Document, Span

_ADOPTED = re.compile(
    r"^\W*(?:when|on\s+(?:what|which)\s+(?:date|day))\s+(?:was|were)\s+(?P<matter>.+?)\s+(?P<deed>adopted|approved|agreed|published|"
    r"launched|issued|ratified|endorsed|revised|updated)\W*$",
    re.I,
)
_PARTS = re.compile(
    r"^\W*(?:please\s+)?(?:(?:what|which)\s+(?:are|were)|list|name|give(?:\s+me)?|set\s+out)\b[^?]*?\b(?P<parts>[a-z]{3,}s)\b",
    re.I,
)
_NUMBERED = r"\s+(?:\d{1,2}|[A-Z]|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b\W*(?=\w)"
_GENERIC = frozenset(content_terms("council committee borough district county town city parish authority record document"))


def told_of_records(sight: Sight) -> Told | None:
    """Return when a record says at its top that it was adopted, or the parts that its headings number; else None."""
    adopted, parts = _ADOPTED.match(sight.question), _PARTS.match(sight.question)
    if adopted:
        told = (list(_deed(whole, adopted["deed"])) for whole in _meant(sight, adopted["matter"]))
    elif parts:
        told = (list(_headed(sight, whole, parts["parts"])) for whole in _meant(sight, sight.question[parts.end() :]))
    else:
        return None
    units = next(filter(None, told), None)
    return Told(tuple(units)) if units else None


def _meant(sight: Sight, words: str) -> Iterator[Document]:
    """Yield the records found whose title, top or body says all of some words."""
    wanted = set(content_terms(words)) - _GENERIC
    for name in dict.fromkeys(hit.document for hit in sight.found.hits):
        whole = sight.document(name)
        told = f"{whole.title} {whole.body} {opening(whole)} {whole.kind} {re.sub(r'[-_.]+', ' ', whole.name)}"
        if whole.access in sight.found.accesses and wanted <= set(content_terms(told)) and (wanted or not whole.meeting_dates):
            yield whole


def _deed(whole: Document, deed: str) -> Iterator[Unit]:
    """Yield the line at the top of a record that says on what day the deed was done."""
    for line in re.finditer(r"[^\n]+", opening(whole)):
        if re.search(rf"\b{deed}\b", line.group(), re.I) and find_periods(line.group()):
            yield unit_at(whole, Span(*line.span()))
            return


def _headed(sight: Sight, whole: Document, parts: str) -> Iterator[Unit]:
    """Yield the headings that number a record's parts ("Priority 1: …" for priorities), as printed, where there are several."""
    single = re.sub(r"s$", "", re.sub(r"ies$", "y", parts.lower()))
    numbered = re.compile(rf"{re.escape(single)}{_NUMBERED}", re.I)
    held = [item for _, item in sight.items(whole) if numbered.match(item.heading)]
    for item in held if len(held) > 1 else ():
        words = r"\W+".join(map(re.escape, re.findall(r"\w+", item.heading)))
        printed = re.compile(words).search(whole.text, item.span.start, item.span.end)
        if printed:
            yield unit_at(whole, Span(*printed.span()), listed=True)
