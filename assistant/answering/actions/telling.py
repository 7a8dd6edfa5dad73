"""Actions for machines and for people: rows for JSON, lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.answering.actions.model import Action, Mention
from assistant.language import fold
from assistant.records import Citation


def action_rows(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """Return each action with its places, as ``docs/actions.md`` documents them."""
    return [
        {
            "kind": str(action.kind), "status": str(action.status), "what": fold(action.source.quote), "who": action.who or None,
            "to": action.to or None, "due": action.due or None, "body": action.body, "reference": action.reference or None,
            "raised": action.day.isoformat() if action.day else None, "source": _place(action.source),
            "mentions": [_mention(mention) for mention in action.mentions],
            "closure": _mention(action.closure) if action.closure else None,
        }
        for action in actions
    ]  # fmt: skip


def _mention(mention: Mention) -> dict[str, Any]:
    return {"date": mention.day.isoformat() if mention.day else None, "link": str(mention.link), **_place(mention.source)}


def _place(place: Citation) -> dict[str, Any]:
    return {
        "document": place.document, "item": place.item, "heading": place.heading, "page": place.page,
        "start": place.span.start, "end": place.span.end, "quote": place.quote,
    }  # fmt: skip


def told_actions(actions: Sequence[Action]) -> str:
    """Return actions for a terminal: each with who, by when and how it stands, then what was said of it later."""
    lines = []
    for action in actions:
        who = " to ".join(filter(None, (action.who, action.to))) or "nobody named"
        due = f"; due {action.due}" if action.due else ""
        lines.append(f"{action.day or 'no date'}  {action.kind}, {action.status}: {who}{due}")
        lines.append(f"    {_where(action.source)}: “{fold(action.source.quote)}”")
        lines += [f"    {mention.day}, {_where(mention.source)}: “{fold(mention.source.quote)}”" for mention in action.mentions]
        if action.closure:
            lines.append(
                f"    closed {action.closure.day}, {_where(action.closure.source)}: “{fold(action.closure.source.quote)}”"
            )
    return "\n".join([*lines, f"{len(actions)} actions"])


def _where(place: Citation) -> str:
    page = f", page {place.page}" if place.page else ""
    return f"{place.document}, item {place.item}{page}" if place.item else f"{place.document}{page}"
