"""The list of what is loaded: by committee, the newest first, with a form that narrows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.answering.catalogue import Choice, body_names, choices_of, same_bodies
from assistant.answering.councils import Councils
from assistant.answering.drafts.wording import named_by_file
from assistant.library import DocumentSummary
from assistant.records import Access, Kind, Role
from assistant.service import Assistant
from assistant.ui.recordparts import (
    PER_PAGE,
    Asked,
    choice_field,
    count_line,
    counted,
    days_html,
    form,
    head,
    link,
    page_address,
    pages,
    section_head,
    shown_of,
    text_field,
    view_address,
)

EXEMPT = '<strong class="cr-exempt">EXEMPT</strong>'


def list_html(assistant: Assistant, asked: Asked, role: Role) -> str:
    """Return the list of records that the address asks for and the role may see."""
    loaded = assistant.summaries(role)
    if not loaded:
        return head("Records") + '<p class="cr-recnote">No records are loaded yet. An officer can add some.</p>'
    kind = next((kind for kind in Kind if kind == asked["kind"]), None)
    held = assistant.records(Choice(asked["text"], asked["body"], kind, asked.number("year")), role)
    told = f"{counted(len(held), 'record')}{'' if len(held) == len(loaded) else f' of {len(loaded):,}'}"
    if not held:
        told = f"None of the {counted(len(loaded), 'record')} is like that. Take away a word or a choice."
    councils, keys = assistant.councils(role), same_bodies(record.body for record in loaded)
    held = sorted(held, key=lambda one: (not one.body, keys[one.body], councils.whole(one.name)))  # stable: the newest first
    whole = len(held) == len(loaded)
    overview = _overview(held) if whole and len(held) > PER_PAGE and asked.page() == 1 else ""
    listed = _sections(held[shown_of(asked, len(held))], keys, body_names(loaded), councils)
    return head("Records") + _form(loaded, asked) + count_line(told) + overview + listed + pages(asked, len(held))


def _form(loaded: Sequence[DocumentSummary], asked: Asked) -> str:
    there = choices_of(loaded)
    fields = (
        text_field("text", "Words in the title", asked, wide=True),
        choice_field("body", "Committee", [("", "All committees"), *((name, name) for name in there.bodies)], asked),
        choice_field("kind", "Kind of record", [("", "All kinds"), *((kind, kind.capitalize()) for kind in there.kinds)], asked),
        choice_field(
            "year", "Year", [("", "All years"), *((str(y), str(y) if y else "No date") for y in there.years)], asked
        ),
    )  # fmt: skip
    return form("records", fields, "Show records", asked)


def _overview(held: Sequence[DocumentSummary]) -> str:
    """Return the committees as links, with how many records each has: the way into a long list."""
    keys = same_bodies(record.body for record in held)
    counts = Counter(keys[record.body] for record in held if record.body)
    names = body_names(held)
    if len(counts) < 2:
        return ""
    listed = "".join(
        f"<li>{link(view_address('records', body=names[key]), names[key])} <span>{counts[key]:,}</span></li>"
        for key in sorted(counts, key=lambda key: names[key].casefold())
    )
    return f'{section_head("Committees")}<ul class="cr-recbodies">{listed}</ul>'


def _sections(
    held: Sequence[DocumentSummary], keys: Mapping[str, str], names: Mapping[str, str], councils: Councils
) -> str:
    told = []
    for (key, council), records in groupby(held, key=lambda record: (keys[record.body], councils.whole(record.name))):
        rows = "".join(map(_row, records))
        name = ", ".join(filter(None, (names.get(key, "No committee named"), council)))
        told.append(f'{section_head(name)}<ul class="cr-reclist">{rows}</ul>')
    return "".join(told)


def _row(record: DocumentSummary) -> str:
    facts = [record.kind.capitalize(), counted(record.items, "item") if record.items else ""]
    facts += [counted(record.pages, "page") if record.pages else ""]
    mark = f" {EXEMPT}" if record.access is Access.EXEMPT else ""
    known = named_by_file(record.name, record.title, str(record.kind), record.body)
    named = link(page_address(record.name), f"{known[:1].upper()}{known[1:]}" or record.title or record.name)
    return (
        f'<li><span class="cr-recday">{days_html(record.meeting_dates)}</span>'
        f'<span class="cr-rectitle">{named}{mark}<span class="cr-recfacts">{" · ".join(filter(None, facts))}</span></span></li>'
    )
