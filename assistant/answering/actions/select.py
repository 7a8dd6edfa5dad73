"""The actions of the library, narrowed to what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.actions.model import Action, ActionKind
from assistant.answering.catalogue import bodies_named
from assistant.language import content_terms, fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """What actions are narrowed to; everything where nothing is given.

    Attributes:
        who: Words of the name or role of who asked, undertook, owns it or is asked.
        about: Words that the action or its heading must hold, all of them.
        body: The committee's name, however spelt, or words of it.
        first: Earliest day it was raised.
        last: Latest day it was raised.
        closed: True for those that a record closes, False for those that none does, None for both.
        kind: How it came about.
    """

    who: str = ""
    about: str = ""
    body: str = ""
    first: date | None = None
    last: date | None = None
    closed: bool | None = None
    kind: ActionKind | None = None


def select_actions(actions: Sequence[Action], wanted: Wanted) -> list[Action]:
    """Return the actions that are wanted, in the order given; undated ones only where no day is asked for."""
    bodies = bodies_named(wanted.body, [action.body for action in actions]) if wanted.body.strip() else None
    return [action for action in actions if (bodies is None or action.body in bodies) and _is(action, wanted)]


def _is(action: Action, wanted: Wanted) -> bool:
    if wanted.kind is not None and action.kind is not wanted.kind:
        return False
    if wanted.closed is not None and (action.closure is not None) is not wanted.closed:
        return False
    if (wanted.first or wanted.last) and action.day is None:
        return False
    if action.day and not (wanted.first or date.min) <= action.day <= (wanted.last or date.max):
        return False
    return (
        _holds(f"{action.who} {action.to}", wanted.who)
        and _holds(f"{fold(action.source.quote)} {action.source.heading}", wanted.about)
    )


def _holds(text: str, words: str) -> bool:
    return set(content_terms(words)) <= set(content_terms(text))
