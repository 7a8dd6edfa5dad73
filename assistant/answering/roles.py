"""Who holds a role, whether somebody was at a meeting, and when meetings were or will be: told by the attendance lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.answering.meetings import asks_of_meeting, attendance_units, closing_units, counted_units
from assistant.answering.sight import GENERIC, Sight, Told, said_in, unit_at
from assistant.answering.units import Unit, find_name, row_of
from assistant.dates import find_days, find_periods
from assistant.language import content_terms, sentences
from assistant.library import DocumentSummary
from assistant.records import Document, Kind, Span

_TITLES = (
    r"(?:(?:Councillor|Cllr|Clr|Cr|Cyng|Alderman|Mr|Mrs|Ms|Miss|Dr|Sir|Rev|Insp(?:ector)?|Sgt|Sergeant|PC|Chief|Superintendent)\.?\s+)"
)
_WAS_THERE = re.compile(
    rf"^\s*(?:was|were|did|is)\s+({_TITLES}+\w[\w.’'-]*(?:\s+\w[\w.’'-]*)*?)\s+(?:(?:not|also|actually|ever|even)\s+)?"
    r"(?:at\b|there\b|present\b|absent\b|attend\w*|in attendance\b|miss\b|come\b|go\b|sen[dt]\b.*\bapolog\w*)",
    re.I,
)
_ABSENCE = re.compile(r"\babsent\b|\bmiss(?:ed)?\b|\bapolog", re.I)
_ROLE = re.compile(
    r"^\s*who(?:\s+(?:is|was|were|are)|['’]s)\s+(?:the\s+|our\s+|your\s+)?(.+?)\s*\??$|^\s*name\s+the\s+(.+?)\s*\??$", re.I
)
_CHAIR = re.compile(r"\bchair(?:man|woman|person)?\b", re.I)
_VICE = re.compile(r"\b(?:vice|deputy)\b", re.I)
_ROLE_WORD = re.compile(
    r"\b(?:chair\w*|leader|mayor|clerk|holder|director|head|manager|officer|secretary|treasurer|executive|engineer|president|"
    r"solicitor|lead|spokesperson|whip|champion|inspector|superintendent|commissioner|convenor|convener|provost|cathaoirleach)\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:next|following|future)\b[^.?]{0,60}\bmeetings?\b|\bmeets?\s+(?:next|again)\b|\bmeeting\s+next\b|\bnext\s+meets?\b"
    r"|\bnext\b[^.?]{0,60}\b(?:committee|council|cabinet|panel|board|forum)\W*$",
    re.I,
)
_OF_ANOTHER = re.compile(r"\bmeetings?\s+of\s+(?:the\s+)?(?!Committee|Council|Panel|Board|Cabinet|Sub-?[Cc]ommittee|Forum)[A-Z]")
_SAYS_NEXT = re.compile(r"\b(?:next|following)\b[^.]{0,80}\bmeeting\b|\bmeeting\b[^.]{0,40}\bnext\b", re.I)
_NEXT_ASKED = re.compile(
    r"^[^,]{0,30}\b(?:when|date|time|day|where)\b(?!.*\b(?:at|before|until|by|for)\s+(?:the|its|our)\s+next\b)", re.I
)
_MET = re.compile(
    r"\b(?:when|what (?:date|day)s?|which (?:date|day)s?)\b.*\b(?:meet|met|sit|sat|convened?|(?:meetings?|committee|council|"
    r"board|"
    r"panel|cabinet)\b[^?]{0,30}\b(?:held|take place|took place|meet|met))\b",
    re.I,
)
_ABOUT_MATTER = re.compile(r"\b(?:discuss|consider|debat|agree|approv|decid|resol|about)\w*", re.I)
_TOP = 6000  # characters in which a record says when it met and who was there
_MOST = 12


def told_of_meetings(sight: Sight) -> Told | None:
    """Return what answers a question on meetings and those at them, None where it asks something else."""
    return _was_there(sight) or _next_meeting(sight) or _met(sight) or _holder(sight) or _attended(sight)


def _attended(sight: Sight) -> Told | None:
    """Return who was there or when it closed, where the question tells one meeting of all on record."""
    if not asks_of_meeting(sight.question):
        return None
    meetings = _meant(sight)
    if len(meetings) != 1:
        return None
    whole = sight.document(meetings[0].name)
    if counted := counted_units(sight.found, whole):
        return Told(counted[1], lead=counted[0])
    found = replace(sight.found, hits=(unit_at(whole, Span(0, 0)).hit,))
    units = closing_units(found, sight.document) or attendance_units(found, sight.document)
    return Told(tuple(units[:_MOST])) if units else None


def _meant(sight: Sight) -> list[DocumentSummary]:
    """Return the meetings that the question may mean: those whose committee or title shares the most of its words."""
    held = sight.meetings()
    asked = set(content_terms(sight.question))
    for period in sight.found.analysis.periods:
        asked -= set(content_terms(period.span.of(sight.question)))
    shared = {one.name: len(asked.intersection(content_terms(f"{one.body} {one.title}")) - GENERIC) for one in held}
    return [one for one in held if shared[one.name] == max(shared.values())]


def _was_there(sight: Sight) -> Told | None:
    asked = _WAS_THERE.search(sight.question)
    if asked is None:
        return None
    meant = _meant(sight)
    meetings = [sight.document(one.name) for one in meant] if len(meant) <= _MOST else []
    meetings = [whole for whole in meetings if whole.attendance.present]
    if len(meetings) != 1:
        return None
    whole, surname = meetings[0], content_terms(asked[1])[-1:]
    there = [*whole.attendance.present, *whole.attendance.officers, *whole.attendance.also_present]
    for names, was in ((there, True), (whole.attendance.absent, False)):
        held = [name for name in names if surname and surname[0] in content_terms(name)]
        if len(held) == 1 and (printed := _in_row(whole, held[0]) or _printed(whole, held[0])):
            wanted_absent = bool(_ABSENCE.search(sight.question))
            return Told((printed,), lead="Yes." if was != wanted_absent else "No.")
    return None


def _in_row(whole: Document, name: str) -> Unit | None:
    """Return a name with what the row of a table says beside it, None where it stands in no table."""
    place = find_name(name, whole.text[:_TOP])
    row = row_of(whole, place) if place else None
    return unit_at(whole, Span(place.start, row.end), listed=True) if place and row else None


def _printed(whole: Document, name: str) -> Unit | None:
    """Return a name of the attendance list as printed: with its label where that stands on its line, else the sentence."""
    place = find_name(name, whole.text[:_TOP])
    if place is None:
        return None
    if name in whole.attendance.absent:
        line = Span(whole.text.rfind("\n", 0, place.start) + 1, (whole.text + "\n").find("\n", place.end))
        if re.search(r"\bapolog|\babsent\b", line.of(whole.text), re.I):
            return unit_at(whole, line)
        around = next((span for span in sentences(whole.text[:_TOP]) if span.contains(place)), place)
        if re.search(r"\bapolog|\babsent\b", around.of(whole.text), re.I) and len(around) < 400:
            return unit_at(whole, around)
    return unit_at(whole, place, listed=True)


def _holder(sight: Sight) -> Told | None:
    """Return the latest name that bears the role asked for in an attendance list."""
    asked = _ROLE.search(sight.question)
    role = next((group for group in asked.groups() if group), "") if asked else ""
    if not role or not _ROLE_WORD.search(role) or re.search(r"\b(?:who|that|which|by|to|at the meeting)\b", role, re.I):
        return None
    for whole in sight.latest():
        people = (*whole.attendance.present, *whole.attendance.officers, *whole.attendance.also_present)
        held = [name for name in people if _bears(name, role, whole)]
        if len(held) == 1 and (printed := _printed(whole, held[0])):
            return Told((printed,), labelled=True)
    return None


def _bears(name: str, role: str, whole: Document) -> bool:
    """Return whether the role printed with a name is the one asked for; a chair's is that of the record's own body."""
    printed = " ".join(re.findall(r"\(([^)]*)\)", name)) or "".join(re.split(r"\s[–—-]\s|,\s", name, maxsplit=1)[1:])
    if not printed:
        return False
    if _CHAIR.search(role):
        of_body = set(content_terms(_VICE.sub(" ", _CHAIR.sub(" ", role)))) - set(content_terms("committee council meeting"))
        body = set(content_terms(f"{whole.body} {whole.title}"))
        periods = {term for period in find_periods(role) for term in content_terms(period.span.of(role))}
        return (
            bool(_CHAIR.search(printed)) and bool(_VICE.search(printed)) == bool(_VICE.search(role)) and of_body - periods <= body
        )
    wanted = set(content_terms(role))
    for period in find_periods(role):
        wanted -= set(content_terms(period.span.of(role)))
    return bool(wanted) and wanted <= set(content_terms(printed))


def _next_meeting(sight: Sight) -> Told | None:
    if not _NEXT.search(sight.question) or not _NEXT_ASKED.search(sight.question):
        return None
    met = max((day for one in sight.meetings() for day in one.meeting_dates), default=date.min)
    for whole in sight.latest():
        for _, item in sight.items(whole):
            headed = _SAYS_NEXT.search(item.heading) is not None
            if not headed and not _SAYS_NEXT.search(item.span.of(whole.text)):
                continue
            for span in said_in(whole, item):
                words = span.of(whole.text)
                if not headed and _OF_ANOTHER.search(words):
                    continue
                later = [day for day in find_days(words) if day.first > met]  # what an older record announced has been held
                if (headed or _SAYS_NEXT.search(words)) and later and not _NEXT_ASKED.search(words):
                    return Told((unit_at(whole, span),), labelled=True)
    return None


def _met(sight: Sight) -> Told | None:
    """Return the dates of the meetings of a body, each where its record prints it."""
    if not _MET.search(sight.question) or _ABOUT_MATTER.search(sight.question) or _NEXT.search(sight.question):
        return None
    held = [one for one in sight.meetings() if one.kind is not Kind.AGENDA_ITEM]
    units = [unit for one in held for unit in _dated(sight.document(one.name))] if len(held) <= _MOST else []
    return Told(tuple(units)) if units else None


def _dated(whole: Document) -> Iterator[Unit]:
    """Yield the line at a record's top that says when it met."""
    top = whole.text[:_TOP]
    for day in find_days(top):
        if day.first in whole.meeting_dates:
            start = top.rfind("\n", 0, day.span.start) + 1
            end = top.find("\n", day.span.end)
            line = Span(start, end if end >= 0 else len(top))
            yield unit_at(whole, Span(line.end - len(line.of(top).lstrip(" #*_")), line.end), listed=True)
            return
