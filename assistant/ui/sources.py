"""Where the words of an answer stand: chips beside its sentences, and a list of the sources under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.records import Citation
from assistant.ui.bodies import short_names
from assistant.ui.markup import counted, day_name, element, folded, safe, short_day, shortened
from assistant.web.addresses import citation_address

_SHORT_HEADING = 40  # characters of a heading that stand for an item without a number on a chip
_SHORT_TITLE = 40
_SHORT_RECORD = 90  # characters of a committee's name or a title in the list of sources
TIP = 360  # characters of a quote that show beside a chip; the list and the viewer have the rest
_AT_ONCE = 5  # sources that are listed before "more"


def place(citation: Citation) -> str:
    """Return where a citation stands, in words: the item with its heading, the meeting date and the page."""
    parts = (item_name(citation), day_name(citation.meeting_date), f"page {citation.page}" if citation.page else "")
    return ", ".join(part for part in parts if part)


def item_name(citation: Citation) -> str:
    """Return an item's number and heading as printed, "" where the record prints neither."""
    number = f"item {citation.item}" if citation.item else ""
    return ": ".join(part for part in (number, folded(citation.heading)) if part)


def chip_words(citation: Citation, names: Mapping[str, str]) -> str:
    """Return what a chip says: committee (else record), date, item and page in short.

    Args:
        citation: What it leads to.
        names: Short names of committees by document; see ``names_of``.
    """
    page = f"p. {citation.page}" if citation.page else ""
    return " · ".join(part for part in (*_item_in_short(citation, names), page) if part)


def _item_in_short(citation: Citation, names: Mapping[str, str]) -> tuple[str, str, str]:
    record = names.get(citation.document) or shortened(citation.title or citation.document, _SHORT_TITLE)
    item = f"item {citation.item}" if citation.item else shortened(citation.heading, _SHORT_HEADING)
    return record, short_day(citation.meeting_date), item


def chip(citation: Citation, names: Mapping[str, str]) -> str:
    """Return a link to the words in the source viewer; the page's script shows the quote beside it."""
    number = element("span", str(citation.id), "cr-chip-number")
    spoken = element("span", f"Source {citation.id}: ", "cr-spoken")
    words = element("span", safe(chip_words(citation, names)), "cr-chip-words")
    return element(
        "a", f'<span aria-hidden="true">{number}</span>{spoken}{words}', "cr-chip", href=citation_address(citation),
        data_place=place(citation) or citation.title, data_quote=shortened(citation.quote, TIP),
    )  # fmt: skip


def names_of(citations: Sequence[Citation], councils: Mapping[str, str]) -> Mapping[str, str]:
    """Return what each document cited is called in short: its committee, and its file where another would be called so too.

    Args:
        citations: Those of one answer.
        councils: What tells committees of the same name apart, by document; see ``Councils.telling``.
    """
    short = short_names(dict.fromkeys(citation.body for citation in citations))
    named = {one.document: f"{councils.get(one.document, '')} {short[one.body]}".strip() for one in citations if one.body}
    alike: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in citations:
        alike[_item_in_short(one, named)].add(one.document)
    twice = {document for documents in alike.values() if len(documents) > 1 for document in documents}
    called = {one.document: named.get(one.document) or shortened(one.title, _SHORT_TITLE) for one in citations}
    return {**named, **{document: f"{called[document]} ({shortened(document, _SHORT_TITLE)})".strip() for document in twice}}


def sources_html(heading: str, citations: Sequence[Citation], key: str, councils: Mapping[str, str] | None = None) -> str:
    """Return the list of places cited, each with its words and links to the record; a long list ends in "more".

    Args:
        heading: Over the list.
        citations: What is listed.
        key: What the ids of the sources begin with; no other answer on the page has it.
        councils: The whole names of councils where they have to be told, by document.
    """
    if not citations:
        return ""
    places: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in citations:
        places[citation.document, place(citation)].append(citation)
    listed = [_source(cited, key, (councils or {}).get(cited[0].document, "")) for cited in places.values()]
    if len(listed) > _AT_ONCE + 1:
        more = element("summary", counted(len(listed) - _AT_ONCE, "more place")) + "".join(listed[_AT_ONCE:])
        listed = [*listed[:_AT_ONCE], element("details", more, "cr-more", id=f"{key}-more")]
    return element("div", element("h3", safe(heading), "cr-label") + "".join(listed), "cr-sources")


def _source(cited: Sequence[Citation], key: str, council: str) -> str:
    """Return one place of one record with what is cited of it."""
    first = cited[0]
    numbers = element("span", " ".join(f"[{citation.id}]" for citation in cited), "cr-number")
    where = ", ".join(filter(None, (_whose(first), council, place(first))))
    summary = element("summary", f"{numbers} {safe(where)}")
    facts = (
        ("Record", first.title or first.document),
        ("Committee", first.body if folded(first.body).lower() not in folded(first.title).lower() else ""),
        ("File", first.document),
    )
    rows = "".join(element("dt", name) + element("dd", safe(folded(value))) for name, value in facts if value)
    inner = "".join(map(_quoted, cited)) + element("dl", rows)
    return element("details", summary + inner, "cr-source", id=f"{key}-{first.id}")


def _whose(citation: Citation) -> str:
    """Return the committee of a record, else its title, "" where the item's heading says that."""
    record = folded(citation.body or citation.title or citation.document)
    return "" if not citation.body and record.casefold() in place(citation).casefold() else shortened(record, _SHORT_RECORD)


def _quoted(citation: Citation) -> str:
    spoken = element("span", f" (source {citation.id})", "cr-spoken")
    shown = element("a", f"Show in the record{spoken}", "cr-show", href=citation_address(citation))
    return element("blockquote", safe(citation.quote)) + element("p", shown)
