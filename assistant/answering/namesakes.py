"""Whether a unit speaks of another place or person than the question names: the right words about the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.selection import spoken
from assistant.answering.units import Unit
from assistant.dates import find_periods
from assistant.retrieval.analysis import Analysis

_NAMED = r"(?:[A-Z][\w’'-]*)(?:\s+(?:of|the|and)\s+[A-Z][\w’'-]*|\s+[A-Z][\w’'-]*){0,3}"
_PLACED = re.compile(rf"\b(?:in|at|on|from|near|along)\s+(?:the\s+)?(?P<name>{_NAMED})(?:\s+(?P<head>[a-z]{{3,}}))?")
_TITLE = r"(?:Councillors?|Cllrs?|Alderman|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Rev|Inspector|Sergeant|Sgt|Insp)\.?"
_SPEAKER = re.compile(
    rf"\b(?:did|does|has|had|was|is)\s+(?P<name>(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Inspector)\.?\s+{_NAMED})\s+[a-z]{{3,}}"
)


def named_otherwise(analysis: Analysis, unit: Unit) -> str:
    """Return a name of the question in whose stead the unit has another, "" where it has none such.

    A place that neither the unit nor what stands above it names is another's where the unit names one in the same way ("in
    the Docks car park" for "in the Guildhall car park"); what a person said or did must name the person.
    """
    question, hit = analysis.question, unit.hit
    held = spoken(analysis, f"{unit.text} {unit.lead_in} {hit.context} {hit.heading} {hit.title} {hit.body} {hit.document}")
    dated = [period.span for period in find_periods(question)]
    for match in _PLACED.finditer(question):
        if any(span.start <= match.start("name") < span.end for span in dated):
            continue
        if not _said(analysis, match["name"], held) and _rival(match, unit.text):
            return match["name"]
    for name in _names(question):
        if not spoken(analysis, name[0]) & held and _namesake(name, f"{unit.text} | {hit.heading}"):
            return " ".join(name)
    speaker = _SPEAKER.search(question)
    if speaker and not spoken(analysis, speaker["name"].split()[-1]) <= held:
        return speaker["name"]
    return ""


def _names(question: str) -> Iterator[list[str]]:
    """Yield the names of several words in a question, but for those of people with a title."""
    asked = re.match(r"\W*\w+", question)
    for match in re.compile(_NAMED).finditer(question, asked.end() if asked else 0):
        words = match.group().split()
        if len(words) > 1 and not re.fullmatch(_TITLE, words[0]):
            yield words


def _namesake(name: Sequence[str], text: str) -> bool:
    """Return whether a text has a name that ends like another ("Hill Primary School") and begins otherwise."""
    ending = r"\s+".join(map(re.escape, name[1:]))
    return re.search(rf"\b(?!(?:The|{_TITLE})\b)[A-Z][a-z’'-]{{2,}}\s+{ending}\b", text) is not None


def _said(analysis: Analysis, name: str, held: set[str]) -> bool:
    terms = spoken(analysis, name)
    return not terms or bool(terms & held)


def _rival(asked: re.Match[str], text: str) -> bool:
    """Return whether a text names another place before the same word, or after the same kind of word."""
    if asked["head"] and re.search(rf"\b{_NAMED}\s+{re.escape(asked['head'])}", text):
        return True
    dated = [period.span for period in find_periods(text)]
    return any(
        not any(span.start <= match.start("name") < span.end for span in dated) for match in _PLACED.finditer(text)
    )
