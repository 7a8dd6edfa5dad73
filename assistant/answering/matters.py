"""Open questions on a matter ("Tell me about CCTV", "Any news on the Lido?"): the matter itself, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.selection import Scored, spoken
from assistant.answering.units import Unit
from assistant.language import content_terms
from assistant.retrieval.search import Found

_ABOUT = r"(?:about|of|on|regarding|concerning|around|with|to|over|for)"
_OPEN = re.compile(
    r"^\W*(?:(?:please|can you|could you|would you|i(?:'d| would) like you to)\s+)*(?:"
    r"(?:tell|inform|remind)\s+(?:me|us)\s+(?:(?:more|something|all|everything|anything)\s+)?(?:there\s+is\s+(?:to\s+know\s+)?)?about"
    rf"|(?:give|get)\s+(?:me|us)\s+(?:an?|the|some)\s+(?:\w+\s+)?(?:overview|summary|outline|update|background|information|news)\s+{_ABOUT}"
    r"|(?:summari[sz]e|outline|describe)"
    rf"|what(?:\s+(?:is|are|was|were|has|have|had)|['’]s)\s+(?:being|been|going|getting|to\s+be)?\s*(?:done|doing|happening|happened|on)\s+{_ABOUT}"
    rf"|what(?:\s+(?:is|are|was)|['’]s)\s+the\s+(?:latest|current|present)?\s*(?:news|position|situation|state|status|update|progress)?\s*{_ABOUT}"
    rf"|(?:is|are|was|were)\s+there\s+any(?:thing)?\s+(?:new|news|updates?|progress|information)?\s*{_ABOUT}"
    rf"|(?:any|what)\s+(?:news|updates?|progress|information)\s+(?:(?:is|was)\s+(?:there\s+)?)?{_ABOUT}"
    r"|what\s+(?:was|were|is|has\s+been|have\s+been|had\s+been)\s+(?:said|reported|heard|noted|mentioned|recorded|written|known)\s+"
    r"(?:about|of|on|regarding|concerning)"
    r"|what\s+(?:has\s+|had\s+)?happened\s+(?:to|with|about|over)"
    r"|what\s+do\s+(?:you|we)\s+know\s+(?:about|of)"
    r"|what\s+(?:do|does|did)\s+(?:the|our|these)?\s*(?:records?|documents?|minutes|papers|(?:annual\s+)?reports?|agenda|strategy)\s+(?:say|tell(?:\s+us)?|hold|show)\s+(?:about|of|on)"
    r")\s+(?P<matter>\S[^?]*?)\s*[?.!]*\s*$",
    re.I,
)
_LATEST = re.compile(r"\b(?:latest|news|updates?|progress|current\w*|now|present\s+position)\b", re.I)
_QUESTION = re.compile(
    r"^\W*(?:who|whom|whose|which|what|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|list|name|and|give|show|set)\b",
    re.I,
)
_BARE_WORDS = 6  # a longer run of words without a question word is a statement
_PLEASANTRIES = frozenset(
    "hello hi hey thanks thank you cheers ok okay great good morning afternoon evening bye goodbye sorry help test".split()
)
_MOST = 3
_MOST_WORDS = 110


def matter_of(question: str) -> str:
    """Return the matter that an open question or a bare phrase asks about, "" for questions that ask for something of it."""
    asked = _OPEN.match(question)
    if asked:
        return asked["matter"] if content_terms(asked["matter"]) else ""
    bare = question.strip(" ?.!")
    words = len(bare.split())
    if _PLEASANTRIES.issuperset(re.findall(r"[a-z]+", bare.lower())):
        return ""
    return bare if words <= _BARE_WORDS and not _QUESTION.match(bare) and content_terms(bare) else ""


def openly(question: str) -> bool:
    """Return whether a question asks in so many words for whatever is said of a matter."""
    return _OPEN.match(question) is not None


def asks_latest(question: str) -> bool:
    """Return whether an open question asks how the matter stands now."""
    return openly(question) and _LATEST.search(question) is not None


def about_units(found: Found, fit: Sequence[Scored], latest: bool = False) -> list[Unit]:
    """Return up to three sentences, of different passages, that speak of every word of the matter; none where none does.

    Args:
        found: The passages found for the matter.
        fit: Units that meet the constraints of the question, best first.
        latest: Whether the newest are wanted first.
    """
    analysis = found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    forms = [content_terms(word) for word in analysis.question.split()]
    wanted = [word for word in forms if word and not dated.issuperset(word)]
    sentences = [one.unit for one in fit if one.unit.row is None]
    if latest:
        sentences.sort(key=lambda unit: unit.hit.meeting_date or date.min, reverse=True)
    saying = _as_written(analysis.question, [unit for unit in sentences if _speaks(unit, wanted, found)])
    under = [unit for unit in sentences if all(_said(word, spoken(analysis, unit.hit.heading)) for word in wanted)]
    return _spread([*saying, *under])


def _as_written(matter: str, units: Sequence[Unit]) -> Sequence[Unit]:
    """Return the units that hold the matter's words in capitals ("PREVENT") as they are written, all where none does."""
    capitals = [word for word in re.findall(r"\b[A-Z]{3,}\b", matter)]
    held = [unit for unit in units if all(re.search(rf"\b{word}\b", unit.text) for word in capitals)]
    return held or units


def _speaks(unit: Unit, wanted: Sequence[Sequence[str]], found: Found) -> bool:
    """Return whether a sentence says part of the matter itself, and all of it with what announces it and its heading."""
    own = spoken(found.analysis, unit.text)
    around = own | spoken(found.analysis, f"{unit.lead_in} {unit.hit.heading}")
    return any(_said(word, own) for word in wanted) and all(_said(word, around) for word in wanted)


def _spread(units: Sequence[Unit]) -> list[Unit]:
    """Return the first few units, of different passages, that together are short enough to read."""
    chosen: list[Unit] = []
    for unit in units:
        words = sum(len(other.text.split()) for other in [*chosen, unit])
        new = all(other.hit.passage != unit.hit.passage for other in chosen)
        if new and len(chosen) < _MOST and (not chosen or words <= _MOST_WORDS):
            chosen.append(unit)
    return chosen


def _said(word: Sequence[str], held: set[str]) -> bool:
    """Return whether a word is said, a compound ("fly-tipping": joined, then its parts) in either way of writing it."""
    return word[0] in held or len(word) > 1 and held.issuperset(word[1:])
