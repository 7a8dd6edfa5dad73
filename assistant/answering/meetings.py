"""Facts of one meeting: who was there, who sent apologies, who was in the chair, when it closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from assistant.answering.sight import hit_at
from assistant.answering.units import Unit, find_name, row_of
from assistant.language import content_terms, fold
from assistant.records import Document, Hit, Span
from assistant.retrieval.search import Found

_ASKS_ATTENDANCE = re.compile(
    (
        r"\b(?:present|absent|attend(?:ed|ance|ing|ees?)?|apologi[sz]ed|apolog(?:y|ies)|in the chair|chaired"
        r"|(?:was|were) (?:there|at)\b.*\bmeeting)\b"
    ),
    re.I,
)
_ASKS_CLOSING = re.compile(
    (
        r"\b(?:when|what time|at what time|how late)\b.*\b(?:meeting|proceedings)\b.*\b(?:close[ds]?|end(?:ed)?"
        r"|finish(?:ed)?|conclude[ds]?|over|rise|rose|terminate[ds]?)\b"
    ),
    re.I,
)
_ASKS_PERSON = re.compile(
    (
        r"\bwho\b|\bwhich (?:\w+ ){0,2}(?:councillors?|members?|officers?|officials?|people|guests?)\b|\bwhose\b"
        r"|\b(?:list|name)\b"
    ),
    re.I,
)
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("absent", re.compile(r"\babsent\b|\bapolog|\bmissing\b|\bnot (?:present|attend|there)\b|\bdid not attend\b", re.I)),
    ("officers", re.compile(r"\bofficers?\b|\bofficials?\b|\bstaff\b", re.I)),
    ("also_present", re.compile(r"\balso\b|\bguests?\b|\bby invitation\b|\bcabinet members?\b|\bvisitors?\b|\bpolice\b", re.I)),
    ("present", re.compile(r"", re.I)),
)
_CHAIR = re.compile(
    r"\b(?:chair(?:ed|man|woman|person)?|presid(?:ed|ing)|in the chair|conven[eo]r|cathaoirleach|cadeirydd)\b", re.I
)
_IN_CHAIR = re.compile(r"\b(?:in the chair|presid(?:ed|ing)|acting chair\w*)\b", re.I)
_VICE = re.compile(r"\bvice|\bdeputy", re.I)
_HOW_MANY = re.compile(
    r"^\s*how many\b(?:\s+\w+){0,3}?\s*\b(?:members|councillors|officers|officials|people|were|attended|sent|gave)\b", re.I
)
_PUBLIC = re.compile(r"\bpublic\b|\bresidents?\b|\bpress\b", re.I)
_LISTED = {
    "present": "are listed as present",
    "absent": "are listed as absent",
    "apologies": "are listed with apologies",
    "officers": "officers are listed",
    "also_present": "others are listed as present",
}
_LABEL_AWAY = 300  # characters from a label to the last name below it
_TOP = 6000  # characters in which an attendance list stands


def meeting_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the units that answer a question on a meeting itself; none where it asks something else."""
    return closing_units(found, document) or attendance_units(found, document)


def asks_of_meeting(question: str) -> bool:
    """Return whether a question may ask who was at a meeting, who led it, or when it closed."""
    return any(pattern.search(question) for pattern in (_ASKS_CLOSING, _ASKS_ATTENDANCE, _CHAIR))


def closing_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the sentence that says when a meeting closed, where the question asks that of one meeting."""
    if not _ASKS_CLOSING.search(found.analysis.question):
        return []
    records = [(hit, whole) for hit, whole in _records(found, document) if whole.closed_at]
    if len(records) != 1:
        return []
    hit, whole = records[0]
    lines = [span for span in _lines(whole.text) if whole.closed_at and whole.closed_at in fold(span.of(whole.text))]
    return [Unit(hit, lines[-1], fold(lines[-1].of(whole.text)))] if lines else []


def _lines(text: str) -> Iterator[Span]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            start = offset + len(line) - len(line.lstrip())
            yield Span(start, start + len(line.strip()))
        offset += len(line) + 1


def attendance_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the names that answer a question on who was at a meeting, as units; none where it asks something else.

    The meeting must be told: by a date in the question, or because only one of the records found has a list.
    """
    question = found.analysis.question
    dated = bool(found.analysis.periods) and bool(re.search(r"\bchaired\b|\bpresided\b", question, re.I))
    chair = bool(_CHAIR.search(question)) and (dated or bool(re.search(r"\bmeeting\b|\bin the chair\b", question, re.I)))
    if not _ASKS_PERSON.search(question) or not (chair or _ASKS_ATTENDANCE.search(question)):
        return []
    records = [(hit, whole) for hit, whole in _records(found, document) if whole.attendance.present]
    if len(records) != 1:
        return []
    hit, whole = records[0]
    names = _bearing(found, whole, _asked(whole, question, chair))
    return [unit for name in names for unit in _unit(hit, whole, name)]


def counted_units(found: Found, whole: Document) -> tuple[str, tuple[Unit, ...]] | None:
    """Return how many were at a meeting or away, as told above their names, and the names; None where something else is asked."""
    question = found.analysis.question
    if not _HOW_MANY.search(question) or _PUBLIC.search(question) or not whole.attendance.present:
        return None
    dated = {term for period in found.analysis.periods for term in content_terms(period.span.of(question))}
    if set(found.analysis.terms) - {*dated, *content_terms(f"{whole.body} {whole.title}"), *_frame()}:
        return None
    group = next(group for group, pattern in _GROUPS if pattern.search(question))
    names = _asked(whole, question, False)
    hit = hit_at(whole, 0)
    units = tuple(unit for name in names for unit in _unit(hit, whole, name))
    listed = _LISTED["apologies" if "apolog" in question.lower() and group == "absent" else group]
    if len(names) == 1:
        listed = listed.replace("officers are", "officer is").replace("others are", "other is").replace("are ", "is ")
    return (f"{len(names)} {listed}:", units) if names and len(units) == len(names) else None


def _records(found: Found, document: Callable[[str], Document]) -> Iterator[tuple[Hit, Document]]:
    seen: set[str] = set()
    for hit in found.hits:
        if hit.document in seen:
            continue
        seen.add(hit.document)
        whole = document(hit.document)
        periods = found.analysis.periods
        if not periods or any(period.holds(day) for period in periods for day in whole.meeting_dates):
            yield hit, whole


def _asked(whole: Document, question: str, chair: bool) -> Sequence[str]:
    attendance = whole.attendance
    if chair:
        held = [name for name in attendance.present if _CHAIR.search(name)]
        sat = [name for name in held if _IN_CHAIR.search(name)]
        if sat and not _VICE.search(question):
            return sat
        return [name for name in held if bool(_VICE.search(name)) == bool(_VICE.search(question))]
    group = next(group for group, pattern in _GROUPS if pattern.search(question))
    if group == "absent" and re.search(r"\bapolog", question, re.I):
        return [name for name in attendance.absent if not _without_apology(whole, name)]
    return list(getattr(attendance, group))


def _without_apology(whole: Document, name: str) -> bool:
    """Return whether the row of a table, or else the label nearest above, calls somebody absent without a word of apologies."""
    place = find_name(name, whole.text[:_TOP])
    row = row_of(whole, place) if place else None
    if place is None:
        return False
    said = row.of(whole.text) if row else whole.text[max(0, place.start - _LABEL_AWAY) : place.start]
    told = re.findall(r"\bapolog|\babsent\b|\bleave of absence\b", said, re.I)
    return bool(told) and not told[-1].lower().startswith("apolog")


def _bearing(found: Found, whole: Document, names: Sequence[str]) -> Sequence[str]:
    """Return the names printed with what else the question says of them ("the Safety Officer"), all where it says nothing."""
    analysis = found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    known = {*dated, *content_terms(f"{whole.body} {whole.title}"), *_frame()}
    wanted = {term for term in analysis.terms if term not in known}
    held = [name for name in names if wanted and len(wanted.intersection(content_terms(name))) > len(wanted) / 2]
    return held or names


@lru_cache(maxsize=1)
def _frame() -> frozenset[str]:
    """Return the terms of the words in which who was at a meeting is asked."""
    return frozenset(content_terms(
        "present absent attend attended attendance attendee apology apologies apologise sent send gave give chair chaired "
        "chairman "
        "meeting committee council councillor member officer official staff people guest list name names there "
        "by invitation first"
    ))  # fmt: skip


def _unit(hit: Hit, whole: Document, name: str) -> Iterator[Unit]:
    """Yield the unit of a name where it is printed in the record's attendance list."""
    printed = find_name(name, whole.text[:_TOP])
    if printed:
        yield Unit(hit, printed, fold(printed.of(whole.text)), listed=True)
