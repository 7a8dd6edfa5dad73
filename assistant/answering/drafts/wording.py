"""How a source is named in a draft, and the names read back from an edited one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from assistant.records import Citation, Kind

_LOCATED: Final = re.compile(r"^Source (\d{1,4}): .*\bFile (.+), characters ([\d,]+) to ([\d,]+)\.?$")
_CHANGE: Final = re.compile(
    r"^(?P<row>[^:,]{2,120}): (?P<first>[^\s,]*\d[^\s]* in [^,;]{2,40}), (?P<last>[^\s,]*\d[^\s]* in [^,;]{2,40}), "
    r"(?P<way>up|down) (?P<rest>\S*\d.*)$"
)
_NUMBERED: Final = re.compile(r"\bSource (\d{1,4}) in the annex\b")


@dataclass(frozen=True, slots=True)
class Located:
    """Where an annex entry says that a source stands."""

    number: int
    document: str
    start: int
    end: int


def folded(text: str) -> str:
    """Return text on one line, without characters that no document may hold."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def record_name(citation: Citation) -> str:
    """Return what a reader calls a record: "the minutes of the Roads Panel’s meeting of 26 July 2017", "the strategy “…”"."""
    day = _day(citation)
    agenda = citation.kind is Kind.AGENDA_ITEM and folded(citation.title).casefold().startswith("agenda")
    if day and (citation.kind is Kind.MINUTES or agenda):
        body = body_name(citation.body)
        return f"the {'agenda' if agenda else 'minutes'} of the {f'{body}’s ' if body else ''}meeting of {day}"
    if known := named_by_file(citation.document, citation.title, str(citation.kind), citation.body):
        return f"the {known}" + (f", meeting of {day}" if day else "")
    named = "record" if citation.kind is Kind.OTHER else str(citation.kind)
    title = f" “{_inner(folded(citation.title or citation.document))}”"
    return f"the {named}{title}" + (f", meeting of {day}" if day else "")


def body_name(body: str) -> str:
    """Return who met as it stands before "’s meeting", "" where what is known of it is more than a name."""
    name = re.sub(r"^(?:minutes of )?(?:the )?(?:meeting of (?:the )?)?", "", folded(body), flags=re.I)
    if not name or len(name) > 80 or re.search(r"[\d,;:.–—“”]|\s-\s", name) or name[0].islower():
        return ""
    return "".join(
        word.lower() if word in {"OF", "AND", "THE", "FOR"} else word.capitalize() for word in re.split(r"([\s(/&-]+)", name)
    ) if name.isupper() else name  # fmt: skip


def named_by_file(document: str, title: str, kind: str, body: str) -> str:
    """Return what is known of a record whose title is only its file's name ("annual report 2019-20 of …"), else ""."""
    words = re.findall(r"\w+", (title or document).replace("_", " ").casefold())
    stem = re.findall(r"\w+", re.sub(r"\.\w{1,5}$", "", document).replace("_", " ").casefold())
    if not body or words != stem:
        return ""
    year = re.search(r"\b((?:19|20)\d\d)(?:\W+(\d\d)\b(?!\W+\d))?", " ".join(stem))
    when = f" {year[1]}{f'-{year[2]}' if year[2] else ''}" if year else ""
    return f"{'record' if kind == 'other' else kind}{when} of the {folded(body).removeprefix('the ')}"


def item_name(citation: Citation) -> str:
    """Return an item as printed, "item 8 (Review of …)", "" where it has neither number nor a heading of its own."""
    heading = _inner(folded(citation.heading))
    if heading.casefold() == _inner(folded(citation.title)).casefold() and not citation.item:
        return ""
    if citation.item:
        return f"item {folded(citation.item)}" + (f" ({heading})" if heading else "")
    return f"“{heading}”" if heading else ""


def lead_in(citation: Citation) -> str:
    """Return the words that announce a quotation: "The minutes of the meeting of 26 July 2017, item 8 (…), record"."""
    place = item_name(citation)
    verb = "record" if citation.kind is Kind.MINUTES and citation.meeting_date else "says"
    name = record_name(citation)
    return f"{name[0].upper()}{name[1:]}{f', {place},' if place else ''} {verb}"


def footnote(citation: Citation) -> str:
    """Return the words of a footnote: the record, the item, the date and the page, and its number in the annex."""
    page = f"page {citation.page}" if citation.page else ""
    told = ", ".join(part for part in (record_name(citation), item_name(citation), page) if part)
    return f"{told[0].upper()}{told[1:]}. Source {citation.id} in the annex."


def annex_entry(citation: Citation) -> str:
    """Return the words that locate a source exactly; ``located`` reads them back."""
    page = f", page {citation.page}" if citation.page else ""
    item = item_name(citation)
    place = f"{folded(citation.title or citation.document).rstrip('.')}{', ' + item if item else ''}{page}"
    span = citation.span
    return f"Source {citation.id}: {place}. File {_exact(citation.document)}, characters {span.start:,} to {span.end:,}."


def in_prose(told: str) -> str:
    """Return a change told in the figures' short form as a sentence, "" for what is told otherwise.

    "Thefts: 20 in 2018, 15 in 2019, down 5 (25%)." gives "Thefts fell from 20 in 2018 to 15 in 2019, down 5 (25%)."
    """
    match = _CHANGE.match(folded(told))
    if not match:
        return ""
    verb = "rose" if match["way"] == "up" else "fell"
    return f"{match['row']} {verb} from {match['first']} to {match['last']}, {match['way']} {match['rest']}"


def located(entry: str) -> Located | None:
    """Return what an annex entry says, None where it is not one."""
    match = _LOCATED.match(entry.strip())
    if not match:
        return None
    start, end = (int(number.replace(",", "")) for number in (match[3], match[4]))
    return Located(int(match[1]), unquote(match[2], errors="surrogateescape"), start, end) if start < end else None


def footnoted(text: str) -> int | None:
    """Return the number of the source that a footnote names, None where it names none."""
    match = _NUMBERED.search(text)
    return int(match[1]) if match else None


def about(citation: Citation) -> str:
    """Return what is known of a source beside its words, as evidence for a sentence that names it."""
    facts = (
        lead_in(citation), folded(citation.title), f"Meeting of {_day(citation)}",
        f"Item {citation.item} {folded(citation.heading)}" if citation.item else folded(citation.heading),
        f"Page {citation.page}" if citation.page else "",
    )  # fmt: skip
    return ". ".join(fact for fact in facts if fact) + "."


def _exact(name: str) -> str:
    """Return a file name so that it is read back as it is: what a line cannot hold or would misread is percent-encoded."""
    plain = name == folded(name) and not re.search(r"File |, characters", name)
    kept = " " if plain else ""
    return "".join(
        c if c == kept or (c.isprintable() and c not in " %") else quote(c, safe="", errors="surrogateescape") for c in name
    )


def _inner(text: str) -> str:
    """Return text that stands between double quotation marks, its own made single."""
    return text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "’"})


def _day(citation: Citation) -> str:
    day = citation.meeting_date
    return f"{day.day} {day:%B %Y}" if day else ""
