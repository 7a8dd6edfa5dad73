"""Actions as HTML: what is to be done, by whom, how it stands, and what later records say of it."""

from __future__ import annotations

from assistant.answering.actions.model import Action, ActionKind, ActionStatus, Link, Mention
from assistant.answering.actions.select import Wanted
from assistant.answering.catalogue import choices_of
from assistant.answering.councils import Councils
from assistant.answering.meeting import Deeds, deeds_of
from assistant.errors import BadRequest
from assistant.records import Role
from assistant.service import Assistant
from assistant.ui.markup import day_name
from assistant.ui.recordparts import (
    Asked,
    choice_field,
    count_line,
    counted,
    form,
    head,
    link,
    page_address,
    pages,
    problem,
    quoted,
    safe,
    section_head,
    shown_of,
    text_field,
)

READING = '<p class="cr-recnote cr-unfinished" role="status">Reading the records for actions…</p>'
_STANDING = {"open": False, "closed": True}
_TIE = {
    Link.REFERENCE: "refers to the item by its number",
    Link.HEADING: "stands under the same heading",
    Link.WORDS: "speaks in the same words",
    Link.LIST: "same entry of the action list",
    Link.ITSELF: "in the same sentence",
}


def actions_html(assistant: Assistant, asked: Asked, role: Role) -> tuple[str, str]:
    """Return the form of the actions view, and the actions that the address asks for and the role may see."""
    above = head("Actions") + _form(assistant, asked, role)
    try:
        wanted = _wanted(asked)
    except BadRequest as error:
        return above, problem(str(error))
    held = assistant.actions(wanted, role)[::-1]
    if not held:
        none = "No action that is open to you is like that. Take away a word or a choice."
        return above, count_line(none)
    standing = sum(action.closure is None for action in held)
    told = f"{counted(len(held), 'action')}, the newest first; {standing:,} that no record closes."
    councils = assistant.councils(role)
    listed = "".join(_action(action, councils) for action in held[shown_of(asked, len(held))])
    return above, f'{count_line(told)}<ul class="cr-actions">{listed}</ul>{pages(asked, len(held))}'


def actions_head_html(assistant: Assistant, asked: Asked, role: Role) -> str:
    """Return the form of the actions view alone, to stand while the actions are read."""
    return head("Actions") + _form(assistant, asked, role)


def record_actions_html(assistant: Assistant, name: str, role: Role) -> str:
    """Return what a record has to do with actions: those it raises, and those of earlier records that it speaks of."""
    deeds: Deeds = deeds_of(name, assistant.actions(Wanted(), role))
    councils = assistant.councils(role)
    raised = "".join(_action(action, councils) for action in deeds.raised)
    followed = "".join(_followed(action, mention, councils) for action, mention in deeds.followed)
    told = ""
    if raised:
        title = section_head("Actions raised, and what became of them", len(deeds.raised))
        told += f'{title}<ul class="cr-actions">{raised}</ul>'
    if followed:
        told += f'{section_head("Earlier actions it speaks of", len(deeds.followed))}<ul class="cr-actions">{followed}</ul>'
    return told


def _wanted(asked: Asked) -> Wanted:
    kind = next((kind for kind in ActionKind if kind == asked["kind"]), None)
    closed = _STANDING.get(asked["standing"])
    return Wanted(asked["who"], asked["about"], asked["body"], asked.day("from"), asked.day("to"), closed, kind)


def _form(assistant: Assistant, asked: Asked, role: Role) -> str:
    bodies = choices_of(assistant.summaries(role)).bodies
    fields = (
        text_field("who", "Who (a person, office or body)", asked, wide=True),
        text_field("about", "About", asked, wide=True),
        choice_field("body", "Committee", [("", "All committees"), *((name, name) for name in bodies)], asked),
        choice_field(
            "standing", "Standing", [("", "Open and closed"), ("open", "Not closed"), ("closed", "Closed by a record")], asked
        ),
        choice_field("kind", "Kind", [("", "All kinds"), *((str(kind), kind.capitalize()) for kind in ActionKind)], asked),
        text_field("from", "Raised from", asked, kind="date"),
        text_field("to", "Raised to", asked, kind="date"),
    )  # fmt: skip
    return form("actions", fields, "Show actions", asked)


def _action(action: Action, councils: Councils) -> str:
    later = sorted([*action.mentions, *([action.closure] if action.closure else [])], key=lambda one: str(one.day or ""))
    told = "".join(_later(mention, mention is action.closure) for mention in later)
    after = f'<ul class="cr-later" aria-label="Said of it">{told}</ul>' if told else ""
    return f"<li>{_line(action, councils)}{quoted(action.source)}{after}</li>"


def _line(action: Action, councils: Councils) -> str:
    source = action.source
    state = {ActionStatus.OPEN: "Open", ActionStatus.MENTIONED: "Mentioned again", ActionStatus.CLOSED: "Closed"}[action.status]
    who = " to ".join(safe(name) for name in (action.who, action.to) if name) or "nobody named"
    item = f"item {source.item}" if source.item else ""
    place = ", ".join(filter(None, (councils.whole(source.document), source.body, day_name(action.day), item)))
    name = place or source.title or source.document
    raised = link(page_address(source.document, source.item), name, spoken="where it was raised")
    facts = [safe(action.kind.capitalize()), who, f"due {safe(action.due)}" if action.due else "", raised]
    tag = f'<span class="cr-state cr-state-{action.status.name.lower()}">{state}</span>'
    return f'<p class="cr-actionline">{tag} {" · ".join(filter(None, facts))}</p>'


def _later(mention: Mention, closes: bool) -> str:
    source = mention.source
    place = ", ".join(filter(None, (day_name(mention.day), f"item {source.item}" if source.item else "")))
    where = link(page_address(source.document, source.item), place or source.title or source.document)
    word = "Closed" if closes else "Mentioned"
    return f'<li><p class="cr-recfacts">{word} {where} · {_TIE[mention.link]}</p>{quoted(source)}</li>'


def _followed(action: Action, mention: Mention, councils: Councils) -> str:
    word = "Closes it" if mention is action.closure else "Says of it"
    return f'<li>{_line(action, councils)}{quoted(action.source)}<p class="cr-recfacts">{word}:</p>{quoted(mention.source)}</li>'
