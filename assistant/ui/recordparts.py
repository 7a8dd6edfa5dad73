"""What the views of the Records tab are put together from: addresses, links, fields of a form, pages of a long list.

Every text of a record, a question or an address is escaped here or where it is put in.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from assistant.errors import BadRequest
from assistant.language import fold
from assistant.records import Citation, Span
from assistant.ui.markup import day_name
from assistant.web.addresses import citation_address, source_address

PER_PAGE = 50
_LONGEST = 2_000  # characters of an address that are read
_FORWARD, _BACK = "Next page", "Previous page"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for: the names and values behind its question mark."""

    given: Mapping[str, str]

    @classmethod
    def read(cls, address: str) -> Asked:
        """Return what an address ("/?show=timeline&topic=…") asks for."""
        return cls(dict(parse_qsl(address[:_LONGEST].partition("?")[2])))

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "").strip()

    def number(self, name: str) -> int | None:
        """Return a whole number, None where none is given."""
        return int(self[name]) if self[name].isascii() and self[name].isdigit() else None

    def day(self, name: str) -> date | None:
        """Return a date, None where none is given.

        Raises:
            BadRequest: What is given is no date.
        """
        try:
            return date.fromisoformat(self[name]) if self[name] else None
        except ValueError as error:
            raise BadRequest(f"“{self[name]}” is not a date; write it as 2024-02-14") from error

    def page(self) -> int:
        """Return the page of a long list, from 1."""
        return max(1, self.number("page") or 1)


def view_address(show: str, **given: str) -> str:
    """Return the address of a view of this tab ("records", "timeline", "actions"), narrowed; blanks are left out."""
    return "/?" + urlencode({"show": show, **{name: value for name, value in given.items() if value}})


def page_address(record: str, item: str = "") -> str:
    """Return the address of a record's page, at one of its items."""
    return "/?" + urlencode({"record": record, **({"item": item} if item else {})})


def safe(text: str) -> str:
    """Return a text as HTML, white space folded."""
    return html.escape(" ".join(text.split()))


def link(address: str, text: str, classes: str = "", spoken: str = "", current: bool = False) -> str:
    """Return a link; ``spoken`` is added to its words for those who hear it out of its place."""
    named = f' class="{classes}"' if classes else ""
    named += ' aria-current="page"' * current
    more = f'<span class="cr-spoken"> {safe(spoken)}</span>' if spoken else ""
    return f'<a{named} href="{html.escape(address)}">{safe(text)}{more}</a>'


def source_link(document: str, span: Span, page: int | None, spoken: str = "") -> str:
    """Return a chip that opens a place in the source viewer."""
    return link(source_address(document, span), f"Show p. {page}" if page else "Show", "cr-chip", spoken or "in the record")


def quoted(citation: Citation, inner: str = "") -> str:
    """Return a citation's words and the chip that opens them; ``inner`` is the same words as HTML where they are marked."""
    chip = link(citation_address(citation), f"Show p. {citation.page}" if citation.page else "Show", "cr-chip", "in the record")
    return f'<p class="cr-quoted">“{inner or safe(fold(citation.quote))}” {chip}</p>'


def days_html(days: Sequence[date]) -> str:
    """Return the days of a record's meetings: each of a few, else the first and the last with their count."""
    if not days:
        return "No date"
    first, last = (f"<span>{day_name(day)}</span>" for day in (min(days), max(days)))
    if len(days) > 3:
        return f"{len(days)} meetings, {first} to {last}"
    return ", ".join(f"<span>{day_name(day)}</span>" for day in sorted(days))


def counted(number: int, thing: str) -> str:
    """Return a count with its noun ("1 item", "2,400 items")."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def head(text: str) -> str:
    """Return the heading of a view, to which the focus moves when it is opened."""
    return f'<h2 class="cr-rechead" tabindex="-1">{safe(text)}</h2>'


def section_head(text: str, count: int | None = None) -> str:
    """Return the heading of a part of a view, with how many entries it has."""
    told = "" if count is None else f' <span class="cr-recfacts">{count:,}</span>'
    return f'<h3 class="cr-rechead3">{safe(text)}{told}</h3>'


def count_line(text: str) -> str:
    """Return the sentence that says what was found, to which the focus moves when a form was sent."""
    return f'<p class="cr-reccount" tabindex="-1">{safe(text)}</p>'


def problem(message: str) -> str:
    """Return what went wrong, in words that say what to do."""
    return f'<div class="cr-answer cr-problem"><p class="cr-reccount" tabindex="-1">{safe(message)}</p></div>'


def form(show: str, fields: Sequence[str], send: str, asked: Asked) -> str:
    """Return a form that leads to a view of this tab; without script it loads the page anew."""
    hidden = f'<input type="hidden" name="show" value="{show}">'
    narrowed = any(value for name, value in asked.given.items() if name not in ("show", "page", "record", "item"))
    clear = link(view_address(show), "Clear", "cr-recclear", "all fields") if narrowed else ""
    ending = f'<div class="cr-recsend"><button type="submit" class="cr-recbutton">{safe(send)}</button>{clear}</div>'
    return f'<form class="cr-recform" action="/" method="get" role="search">{hidden}{"".join(fields)}{ending}</form>'


def text_field(name: str, label: str, asked: Asked, kind: str = "text", wide: bool = False, needed: bool = False) -> str:
    """Return a labelled field; ``kind`` is "text" or "date"."""
    more = ' maxlength="300" autocomplete="off"' if kind == "text" else ""
    value = html.escape(asked[name])
    box = f'<input type="{kind}" id="cr-rec-{name}" name="{name}" value="{value}"{more}{" required" * needed}>'
    return f'<div class="cr-recfield{" cr-recwide" * wide}"><label for="cr-rec-{name}">{safe(label)}</label>{box}</div>'


def choice_field(name: str, label: str, options: Sequence[tuple[str, str]], asked: Asked) -> str:
    """Return a labelled choice of (value, words); the first is "no choice"."""
    listed = "".join(
        f'<option value="{html.escape(value)}"{" selected" * (value == asked[name])}>{safe(words)}</option>'
        for value, words in options
    )
    box = f'<select id="cr-rec-{name}" name="{name}">{listed}</select>'
    return f'<div class="cr-recfield"><label for="cr-rec-{name}">{safe(label)}</label>{box}</div>'


def pages(asked: Asked, total: int) -> str:
    """Return the links to the page before and after, "" where one page holds all."""
    last = max(1, -(-total // PER_PAGE))
    at = min(asked.page(), last)
    if last == 1:
        return ""

    def to(page: int, words: str) -> str:
        kept = {name: value for name, value in asked.given.items() if value and name != "page"}
        return link("/?" + urlencode({**kept, "page": str(page)}), words)

    back, on = to(at - 1, _BACK) if at > 1 else "", to(at + 1, _FORWARD) if at < last else ""
    return f'<nav class="cr-recpages" aria-label="Pages of the list">{back}<span>Page {at:,} of {last:,}</span>{on}</nav>'


def shown_of(asked: Asked, total: int) -> slice:
    """Return which entries of a list its page shows."""
    at = min(asked.page(), max(1, -(-total // PER_PAGE)))
    return slice((at - 1) * PER_PAGE, at * PER_PAGE)
