"""The timeline of a topic: every item that speaks of it, year by year, with its words and what was decided."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answering.catalogue import choices_of
from assistant.answering.councils import Councils
from assistant.answering.recordtelling import timeline_count
from assistant.answering.timeline import Match, Occurrence, Timeline
from assistant.errors import AssistantError
from assistant.language import content_terms, fold
from assistant.records import Access, Citation, Role
from assistant.service import Assistant
from assistant.ui.markup import day_name
from assistant.ui.recordlist import EXEMPT
from assistant.ui.recordparts import (
    Asked,
    choice_field,
    count_line,
    form,
    head,
    link,
    page_address,
    pages,
    problem,
    quoted,
    section_head,
    shown_of,
    text_field,
    view_address,
)
from assistant.web.addresses import source_address

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_HOW = (
    "An item counts where its heading names the topic, or where one sentence, list entry or table row does together with the "
    "heading; an acronym counts as its long form. What was decided is told where the resolution is on the topic."
)


def topic_html(assistant: Assistant, asked: Asked, role: Role) -> str:
    """Return the timeline that the address asks for, of what the role may see."""
    above = head("Timeline of a topic") + _form(assistant, asked, role)
    if not asked["topic"]:
        return f'{above}<p class="cr-recnote">Type a topic to see every item that speaks of it, in order of date.</p>'
    try:
        found = assistant.timeline(asked["topic"], role, asked["body"], asked.day("from"), asked.day("to"))
    except AssistantError as error:
        return above + problem(str(error))
    told = _told(found, asked, assistant.councils(role)) if found.occurrences else _nothing(found)
    return above + count_line(timeline_count(found)) + told


def _form(assistant: Assistant, asked: Asked, role: Role) -> str:
    bodies = choices_of(assistant.summaries(role)).bodies
    fields = (
        text_field("topic", "Topic", asked, wide=True, needed=True),
        choice_field("body", "Committee", [("", "All committees"), *((name, name) for name in bodies)], asked),
        text_field("from", "From", asked, kind="date"),
        text_field("to", "To", asked, kind="date"),
    )
    return form("timeline", fields, "Show timeline", asked)


def _nothing(found: Timeline) -> str:
    if not found.nearest:
        return '<p class="cr-recnote">Try another word for it, or fewer words.</p>'
    listed = "".join(f"<li>{link(view_address('timeline', topic=heading), heading)}</li>" for heading in found.nearest)
    told = '<p class="cr-recnote">Try another word for it, or one of the headings that come nearest:</p>'
    return f'{told}<ul class="cr-recnear">{listed}</ul>'


def _told(found: Timeline, asked: Asked, councils: Councils) -> str:
    shown = found.occurrences[shown_of(asked, len(found.occurrences))]

    def entry(one: Occurrence) -> str:
        return _entry(one, found.terms, councils.whole(one.source.document))

    years = "".join(
        f'{section_head(year)}<ol class="cr-timeline">{"".join(map(entry, ones))}</ol>'
        for year, ones in groupby(shown, key=lambda one: str(one.day.year) if one.day else "No date")
    )
    how = f'<details class="cr-rechow"><summary>How this was counted</summary><p>{_HOW}</p></details>'
    return how + years + pages(asked, len(found.occurrences))


def _entry(one: Occurrence, terms: frozenset[str], council: str) -> str:
    place = one.source
    name = " ".join(filter(None, (place.item, place.heading))) or place.title
    mark = f" {EXEMPT}" if one.access is Access.EXEMPT else ""
    named = ", ".join(filter(None, (one.kind.capitalize(), one.body or place.title, council)))
    of = link(page_address(place.document, place.item), named)
    where = "named in the heading" if one.match is Match.HEADING else "named in the text"
    return (
        f'<li><p class="cr-when">{day_name(one.day) or "No date"}</p><div>'
        f"<h4>{link(source_address(place.document, place.span), name)}{mark}</h4>"
        f'<p class="cr-recfacts">{of} · {where}</p>'
        f"{quoted(place, _marked(place.quote, terms))}{_decided(one.decided)}</div></li>"
    )


def _decided(places: Sequence[Citation]) -> str:
    if not places:
        return ""
    return f'<div class="cr-decided"><span>Decided</span>{"".join(map(quoted, places))}</div>'


def _marked(text: str, terms: frozenset[str]) -> str:
    """Return a text as HTML, the words of the topic marked."""
    told, at = [], 0
    words = fold(text)
    for word in _WORD.finditer(words):
        if terms.intersection(content_terms(word.group())):
            told += [html.escape(words[at : word.start()]), f"<mark>{html.escape(word.group())}</mark>"]
            at = word.end()
    return "".join([*told, html.escape(words[at:])])

