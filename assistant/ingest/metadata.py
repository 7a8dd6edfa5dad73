"""What a record says of itself: title, kind, meeting dates and when the meeting closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from assistant.dates import find_days
from assistant.ingest.body import BODY_WORD, REPORT_TO
from assistant.ingest.candidates import Heading
from assistant.ingest.lines import Line
from assistant.language import fold
from assistant.records import Kind

_TOP = 40  # printed lines in which a record says what it is
OVER_PERIODS = (Kind.ANNUAL_REPORT, Kind.PERFORMANCE_REPORT, Kind.STRATEGY)  # a day in their titles is no meeting's
_TIME = (
    r"(\d{1,2}[.:]\d{2}\s*(?:hrs|hours|[ap]\.?\s?m\b\.?|noon)?|\d{4}\s*(?:hrs|hours)|\d{1,2}\s*(?:hrs"
    r"|hours|[ap]\.?\s?m\b\.?|noon)|noon|midnight)"
)
_CLOSED = re.compile(
    r"\b(?:meeting|proceedings|business|session)\s+(?:[^\n]{0,40}?\band\s+)?(?:was\s+|then\s+|duly\s+|declared\s+)*"
    r"(?:closed|ended|concluded|finished|terminated|rose|adjourned)"
    rf"(?:\s+the\s+meeting)?\s*(?:at|:)?\s*(?:approximately\s+|about\s+|around\s+)?{_TIME}",
    re.I,
)
_CLOSE = re.compile(
    rf"\b(?:closed|concluded|ended|terminated|adjourned)\s+the\s+(?:meeting|proceedings|business)(?:\s+of\s+the\s+\w+)?,?"
    rf"\s+at\s+(?:approximately\s+|about\s+|around\s+)?{_TIME}"
    rf"|\bbrought\s+the\s+(?:meeting|proceedings|business)\s+to\s+(?:a\s+close|an\s+end)\s+at\s+{_TIME}",
    re.I,
)
_AGENDA = re.compile(
    r"^(?:(?:public|supplementary|draft)\s+)?agenda\b(?!\s+item\b)(?!.*\bminutes\b)|^(?:notice|summons)\b.{0,60}\bmeeting\b", re.I
)
_AHEAD = re.compile(r"\b(?:will|to|shall)\s+be\s+held\b|\b(?:summoned|invited|requested)\s+to\s+attend\b", re.I)
_MINUTED = re.compile(r"^(?:[\w’']+\s+){0,3}minutes?\b", re.I)
_HELD = re.compile(r"\b(?:held|meeting|date|dated|on)\b", re.I)
_KIND_WORDS: tuple[tuple[Kind, re.Pattern[str], float], ...] = (
    (
        Kind.MINUTES,
        re.compile(
            r"^(?:(?:draft|approved|confirmed|unconfirmed|signed|public)\s+)?minutes\b|^(?:draft\s+)?minute\s+of\b|\bminutes\b(?:\s*[-–:]|"
            r"\s+of\b|$)|\bhansard\b|\brecord of decisions\b|\bdisposition",
            re.I,
        ),
        2.5,
    ),
    (Kind.ANNUAL_REPORT, re.compile(r"\bannual\s+(?:\w+\s+){0,2}report\b", re.I), 2.0),
    (
        Kind.PERFORMANCE_REPORT,
        re.compile(
            r"\bperformance\b[^.\n]{0,30}\breport\b|\b(?:mid-?year|quarterly|quarter"
            r"\s+\d)\b[^.\n]{0,40}\b(?:report|position|performance)\b",
            re.I,
        ),
        2.2,
    ),
    (
        Kind.STRATEGY,
        re.compile(r"\bstrategy\b(?!\s+(?:and|&)\s+\w+\s+committee)|\bstrategic\s+plan\b|\baction\s+plan\b", re.I),
        1.2,
    ),
    (Kind.AGENDA_ITEM, re.compile(r"\bagenda\s+item\b|^(?:public\s+)?agenda\b(?!.*\bminutes\b)", re.I), 1.5),
)


def find_title(declared: str, lines: Sequence[Line], headings: Sequence[Heading], name: str) -> str:
    """Return the record's title: what the format declares, else the line that names it, else the file's name."""
    if len(declared.split()) >= 2:
        return _without_site(fold(declared))
    top = [line for line in lines if not line.blank and not line.text.startswith(("[", "<"))][:_TOP]
    for at, line in enumerate(top):
        if re.match(r"^(?:subject|title)\s*:\s*\S", line.text, re.I):
            return line.text.split(":", 1)[1].strip()
        if re.match(r"^agenda\s+item$", line.text, re.I) and at + 1 < len(top) and len(top[at + 1].text) < 160:
            return top[at + 1].text
        if re.match(r"^(?:draft\s+)?minutes?\s+(?:of|-|–)|^agenda\s+(?:of|for|-|–)", line.text, re.I):
            return _sentence_from(top, at)
    for at, line in enumerate(top[:12]):
        if (
            any(pattern.search(line.text) for _, pattern, _ in _KIND_WORDS)
            and len(line.text) < 120
            and not line.text.endswith(".")
        ):
            lead = [other.text for other in top[:at] if other.caps or other.bold][-2:]
            return fold(" ".join([*lead, line.text]))
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip()


def _without_site(title: str) -> str:
    """Return a page's title without the name of the site that web pages add to it ("Minutes ... | Some Council")."""
    first, bar, _ = title.partition(" | ")
    return first if bar and len(first.split()) >= 3 else title


def _sentence_from(top: Sequence[Line], at: int) -> str:
    words = top[at].text
    for below in top[at + 1 : at + 6]:
        if (
            re.search(r"[.:]$", words)
            or len(words) > 240
            or re.match(r"^(?:present|attendance|absent|members|in the chair)", below.text, re.I)
        ):
            break
        if find_days(words) and not re.search(r"(?:\b(?:on|at|in|and|of|the|a|an|by|to|for|with)|,)$", words):
            break
        words = f"{words} {below.text}"
    return words.strip()


def find_kind(title: str, name: str, lines: Sequence[Line], resolutions: int, attended: bool) -> Kind:
    """Return the kind of record, judged by its title, its file name, its first lines and its form."""
    scores = dict.fromkeys(Kind, 0.0)
    spoken_name = re.sub(r"[-_]+", " ", PurePath(name).stem)
    top = [line.text for line in lines if not line.blank][:15]
    for kind, pattern, weight in _KIND_WORDS:
        for text, share in ((title, 1.0), (spoken_name, 1.0), *((line, 0.4) for line in top if len(line) < 110)):
            scores[kind] += weight * share * bool(pattern.search(text))
    scores[Kind.AGENDA_ITEM] += 1.0 * any(re.fullmatch(r"agenda\s+item", line, re.I) for line in top)
    scores[Kind.MINUTES] += 1.5 * attended + 0.7 * bool(resolutions) * attended
    if scores[Kind.MINUTES] < 4:
        scores[Kind.MINUTES] *= 0.6
    best = max(Kind, key=lambda kind: scores[kind])
    return best if scores[best] >= 1.0 else Kind.OTHER


def announces_meeting(top: Sequence[Line]) -> bool:
    """Return whether a record calls a meeting that is still to come: an agenda, which says who is asked, not who came."""
    words = [line.text for line in top if not line.blank][:_TOP]
    if any(_MINUTED.match(line) and not _AHEAD.search(line) for line in words):
        return False
    return any(_AGENDA.match(line) or _AHEAD.search(line) for line in words)


def find_meeting_dates(title: str, lines: Sequence[Line], headings: Sequence[Heading], kind: Kind, name: str) -> tuple[date, ...]:
    """Return the dates of the meetings the record covers, in order; none is guessed."""
    from_headings = [h.meeting_date for h in headings if h.meeting_date]
    if from_headings:
        return tuple(dict.fromkeys(from_headings))
    in_title = find_days(title)
    if in_title and kind in (Kind.MINUTES, Kind.AGENDA_ITEM, Kind.OTHER):
        return (in_title[0].first,)
    in_name = find_days(re.sub(r"(?<=[A-Za-z])[-_]+|[-_]+(?=[A-Za-z])|_+", " ", name)) if kind is Kind.MINUTES else []
    if in_name:
        return (in_name[0].first,)
    top = [line for line in lines if not line.blank][:25]
    for line in top:
        days = find_days(line.text)
        alone = days and len(line.text) - len(days[0].span) < 22 and not line.text.endswith(",")
        if days and (re.match(r"^(?:meeting\s+)?date(?:\s+of\s+meeting)?\s*:", line.text, re.I) or alone):
            return (days[0].first,)
    for line in top[:10]:
        days = find_days(line.text)
        if days and REPORT_TO.match(line.text) and re.search(rf"\b{BODY_WORD}\b", line.text):
            return (days[0].first,)
        if (
            days
            and kind not in OVER_PERIODS
            and len(line.text) < 110
            and not line.text.endswith(".")
            and re.search(rf"\b{BODY_WORD}\b", line.text)
        ):
            return (days[0].first,)
    if kind is Kind.MINUTES:
        joined = fold(" ".join(line.text for line in top))[:1500]
        held = [day for day in find_days(joined) if _HELD.search(joined[max(0, day.span.start - 45) : day.span.start])]
        near = held or find_days(joined[:600])
        return (near[0].first,) if near else ()
    return ()


def find_closing(text: str) -> str | None:
    """Return when the meeting closed as printed ("9.25 pm"), None where the record does not say."""
    found = [*_CLOSED.finditer(text), *_CLOSE.finditer(text)]
    return " ".join(next(filter(None, max(found, key=lambda m: m.start()).groups())).split()).rstrip(".") if found else None
