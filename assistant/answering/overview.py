"""A whole meeting in one answer: what came before it, or what it decided, item by item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answering.sight import BODY, Sight, Told, unit_at
from assistant.answering.units import Unit
from assistant.language import content_terms
from assistant.records import Document, Item, Kind, Span

_MEETING = re.compile(r"\b(?:meetings?|agendas?|minutes|session)\b", re.I)
_WHOLE = re.compile(
    r"\b(?:discuss\w*|consider\w*|happen\w*|cover\w*|debat\w*|talk\w*|summar\w+|overview|items?|matters|topics|business|agenda"
    r"|outcomes?|go\s+on|went\s+on|do|did|dealt|deal)\b",
    re.I,
)
_DECIDED = re.compile(r"\b(?:decid\w*|decisions?|resol\w+|agree[ds]?|approv\w*|outcomes?|recommend\w*)\b", re.I)
_RECOMMENDED = re.compile(r"\brecommend\w*", re.I)
_FRAME = frozenset(
    content_terms(
        "meeting meetings agenda minutes session committee sub-committee cabinet council panel board forum commission members "
        "councillors discuss discussed discussion consider considered happen happened cover covered debate debated talk talked "
        "summarise summary overview item items matter matters topic topics subject business outcome outcomes go went dealt deal "
        "decide decided decision decisions resolve resolved resolution resolutions agree agreed approve approved last latest "
        "recent previous say said record recorded hold held place take took set out main key points come came brief briefly "
        "make made pass passed reach reached whole list else other further recommend recommended recommendation recommendations"
    )
)
_MEETINGS = 3  # meetings told in one answer, the latest ones
_LINES = 40
_BRIEF = 60  # words of a resolution that is told whole


@dataclass(frozen=True, slots=True)
class _Held:
    """An item of a meeting, in the record that holds it."""

    whole: Document
    item: Item


def asks_whole_meeting(question: str, dated: bool) -> bool:
    """Return whether a question asks after a meeting as a whole and names no matter of its own.

    Args:
        question: As asked.
        dated: Whether it names a day or another period.
    """
    if not (_WHOLE.search(question) or _DECIDED.search(question)):
        return False
    return dated or bool(_MEETING.search(question))


def told_of_meeting(sight: Sight) -> Told | None:
    """Return the items of the meetings that a question asks after as a whole, or what they resolved; None for other questions.

    The latest meeting is told where no period is named.
    """
    periods = sight.found.analysis.periods
    if not asks_whole_meeting(sight.question, bool(periods)) or _matter(sight):
        return None
    meetings = _meetings(sight)
    days = sorted(meetings)[-(_MEETINGS if periods else 1) :]
    decided = bool(_DECIDED.search(sight.question))
    units = [unit for day in days for held in meetings[day] for unit in _lines(held, decided)][:_LINES]
    if _RECOMMENDED.search(sight.question):
        units = [unit for unit in units if _RECOMMENDED.search(unit.text)]
    if not units:
        return None
    return Told(tuple(units), _lead([meetings[day][0].whole.body for day in days], days, decided, len(meetings)), len(days) > 1)


def _matter(sight: Sight) -> list[str]:
    """Return the content words that are left when meeting, body and period are taken out of the question."""
    question = sight.question
    for period in sorted(sight.found.analysis.periods, key=lambda period: -period.span.start):
        question = f"{question[: period.span.start]} {question[period.span.end :]}"
    question = BODY.sub(" ", question)
    return [term for term in content_terms(question) if term not in _FRAME]


def _meetings(sight: Sight) -> dict[date, list[_Held]]:
    """Return the open items of each meeting in sight, from minutes where there are any of that day, else from other records."""
    periods = sight.found.analysis.periods
    found: dict[date, dict[str, list[_Held]]] = defaultdict(lambda: defaultdict(list))
    kinds: dict[str, Kind] = {}
    for whole in sight.latest():
        kinds[whole.name] = whole.kind
        for _, item in sight.items(whole):
            day = item.meeting_date or (whole.meeting_dates[0] if len(whole.meeting_dates) == 1 else None)
            if day and (item.number or item.heading) and (not periods or any(period.holds(day) for period in periods)):
                found[day][whole.name].append(_Held(whole, item))
    best = {day: min(records, key=lambda name: (kinds[name] is not Kind.MINUTES, name)) for day, records in found.items()}
    return {day: found[day][best[day]] for day in found}


def _lines(held: _Held, decided: bool) -> Iterator[Unit]:
    """Yield what stands for an item: its resolutions where decisions are asked for, else its heading as printed."""
    text = held.whole.text
    if decided:
        spans = [one.span for one in held.item.resolutions if len(one.span.of(text).split()) <= _BRIEF]
        yield from (unit_at(held.whole, span, listed=True) for span in spans)
        return
    opening = r"\W+".join(map(re.escape, re.findall(r"\w+", held.item.heading)))
    heading = re.compile(rf"\b{opening}[^\s\w]*", re.I)
    printed = heading.search(text, held.item.span.start, held.item.span.end) if opening else None
    if printed:
        yield unit_at(held.whole, Span(printed.start(), printed.end()), listed=True)


def _lead(bodies: list[str], days: list[date], decided: bool, meetings: int) -> str:
    told = "resolved" if decided else "considered"
    named = " and ".join(f"{day.day} {day:%B %Y}" for day in days)
    body = f"the {bodies[-1].removeprefix('The ')}" if bodies[-1] and len(set(bodies)) == 1 else "the meetings on record"
    if len(days) > 1:
        of = f" (the latest {len(days)} of {meetings} meetings)" if meetings > len(days) else ""
        return f"At its meetings of {named}{of} {body} {told}:" if len(set(bodies)) == 1 else f"{named}{of}, what was {told}:"
    return f"On {named} {body} {told}:" if bodies[-1] else f"On {named} the meeting {told}:"
