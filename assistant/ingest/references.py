"""Cross-references as committee records print them: minutes, items, agenda pages and appendices."""

from __future__ import annotations

import re

from assistant.records import Reference, Span

_N = r"\d{1,4}(?:\s*(?:[-–/&,]|and|to)\s*\d{1,4})*"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minute", re.compile(rf"\b(?:[A-Z]{{2,5}}\s+)?Min(?:ute)?s?\.?\s*(?:Nos?\.?|Numbers?)\s*({_N})(?:\s+refers?)?", re.I)),
    ("minute", re.compile(rf"\bMinutes?\s+({_N})\s+(?:refers?|above|below)\b")),
    ("page", re.compile(rf"\b(?:agenda|report)\s+(?:pp?\.|pages?)\s*({_N})", re.I)),
    ("page", re.compile(rf"(?<=[\[(])(?:pp?\.|pages?)\s*({_N})(?=[^\])]{{0,20}}[\])])", re.I)),
    (
        "item",
        re.compile(r"\b(?:Agenda\s+|EXEMPT\s+)?Item\s+([A-Z]|\d{1,3}(?:\([a-z]\))?)(?=\s+(?:above|below|refers?)|\s*[\])])"),
    ),
    ("item", re.compile(r"\b(?:Agenda|EXEMPT)\s+Item\s+([A-Z]|\d{1,3})\b", re.I)),
    ("appendix", re.compile(r"\bAppendi(?:x|ces)\s+([A-Z]|\d{1,2})\b(?:\s+and\s+[A-Z]\b)?")),
)
_BRACKET = re.compile(r"[\[(]([^\[\]()]{3,80})[\])]")


def find_references(text: str, span: Span) -> tuple[Reference, ...]:
    """Return the cross-references in a part of a text, in order; a bracket that only refers is taken whole."""
    found: dict[Span, Reference] = {}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, span.start, span.end):
            place = _bracketed(text, Span(*match.span()), span)
            if not any(place.overlaps(other) for other in found):
                found[place] = Reference(place, " ".join(place.of(text).split()), kind, " ".join(match[1].split()))
    return tuple(found[place] for place in sorted(found))


def _bracketed(text: str, place: Span, within: Span) -> Span:
    """Widen a reference to the brackets that hold it, where they hold little else."""
    window = Span(max(within.start, place.start - 60), min(within.end, place.end + 60))
    for match in _BRACKET.finditer(text, window.start, window.end):
        if match.start() < place.start and place.end < match.end() and match.end() - match.start() - len(place) <= 45:
            return Span(*match.span())
    return place
