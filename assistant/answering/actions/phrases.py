"""Which sentences of minutes undertake, ask, defer or order something, and of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.actions.model import ActionKind
from assistant.answering.actions.wording import (
    ACTION_MARK,
    ADVERBS,
    AGENT,
    ASKED_FOR,
    ASKED_THAT,
    ASKED_TO,
    BE_ASKED,
    BRIEF,
    CAPITALS,
    CLAUSE,
    DEFERRED,
    DUE,
    HINT,
    HINT_DEFERRED,
    NOT_YET_DEFERRED,
    OFFICE,
    OPENING,
    ORDERED,
    OWNER,
    PASSIVE_TASKS,
    PUTS_A_MOTION,
    REFERRED_TO,
    REPORT,
    TAKES_THE_FLOOR,
    UNDERTOOK,
    VERB,
    WILL,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of an action: its kind, who speaks or acts, whom it is asked of, and by when."""

    kind: ActionKind
    who: str
    to: str
    due: str


def read_action(text: str, decided: bool = False) -> Said | None:
    """Return the action that a folded sentence states, None where it states none.

    Args:
        text: One sentence on one line.
        decided: Whether it is (part of) a resolution of its item.
    """
    deferral = DEFERRED.search(text) if HINT_DEFERRED.search(text) else None
    if deferral and not NOT_YET_DEFERRED.search(text):
        target = REFERRED_TO.search(text, deferral.start())
        return Said(ActionKind.DEFERRED, "", _trimmed(target["to"]) if target else "", _due(text, deferral.start()))
    if PUTS_A_MOTION.search(text):
        return None
    listed = _listed(text)
    if listed or not HINT.search(text):
        return listed
    return _ordered(text, decided) or _undertaken(text) or _asked(text)


def _listed(text: str) -> Said | None:
    marked = ACTION_MARK.search(text)
    if marked:
        who = OWNER.match(text[marked.end() :])
        return Said(
            ActionKind.UNDERTAKING, (marked["last"] or (who["who"] if who else "")).strip(), "", _due(text, marked.start())
        )
    brief = BRIEF.search(text)
    return Said(ActionKind.UNDERTAKING, brief["who"], "", _due(text, brief.start())) if brief else None


def _ordered(text: str, decided: bool) -> Said | None:
    start = 0
    if not decided:
        told = re.search(r"\b(?:[Ii]t\s+was\s+(?:\w+\s+)?(?:agreed|resolved|decided|RESOLVED)|RESOLVED|AGREED)\b", text)
        if told is None:
            return None
        start = told.start()
    found = ORDERED.search(text, start)
    if found is None or (not decided and found.start() > start + 120):
        return None
    return Said(ActionKind.RESOLUTION, "", _agent(found["to"] or ""), _due(text, found.start()))


def _undertaken(text: str) -> Said | None:
    found = UNDERTOOK.search(text)
    if found:
        who = subject(text[: found.start()])
        if not REPORT.search(who) and not re.search(r"\b(?:Plan|Strategy|Act|Bill)$", who):
            return Said(ActionKind.UNDERTAKING, who, "", _due(text, found.start()))
    will = WILL.search(text)
    if will and not re.search(r"\b(?:if|where|when|once|unless|wherever)\b", text[: will.start()], re.I):
        return Said(ActionKind.UNDERTAKING, will["who"], "", _due(text, will.start()))
    return None


def _asked(text: str) -> Said | None:
    for pattern in (ASKED_THAT, ASKED_FOR, ASKED_TO):
        found = pattern.search(text)
        groups = found.groupdict() if found else {}
        if found is None or groups.get("deed") in PASSIVE_TASKS or _at_once(text, found, groups.get("deed") or ""):
            continue
        who = subject(text[: found.start()])
        if REPORT.search(who) or re.match(r"\W*(?:report|motion)s?\b", who, re.I):
            continue
        return Said(ActionKind.REQUEST, who, _agent(groups.get("to") or ""), _due(text, found.start()))
    passive = BE_ASKED.search(text)
    if passive and passive["deed"] not in PASSIVE_TASKS and not re.search(r"\b(?:public|it|he|she|they)$", passive["to"], re.I):
        return Said(ActionKind.REQUEST, "", _agent(passive["to"]), _due(text, passive.start()))
    return None


def _at_once(text: str, found: re.Match[str], deed: str) -> bool:
    """Return whether somebody was only given the floor ("invited Mr Ash to speak")."""
    return "invited" in found.group() and deed in TAKES_THE_FLOOR and not re.search(r"\b(?:next|future)\b", text[found.start() :])


def subject(before: str) -> str:
    """Return the noun phrase that governs a verb, from the words of the sentence before it; "" where none can be told."""
    tail = before.rstrip(" ,")
    for _ in range(3):
        if tail.endswith((" and", " but", " then")):
            told = re.split(r"[;:]\s", tail)[-1]
            first, office = OPENING.search(told), OFFICE.search(told)
            return (_named(first["who"]) if first else "") or (_named(office.group()) if office else "")
        tail = ADVERBS.sub("", tail).rstrip(" ,")
    if tail.endswith(" which"):
        tail = tail.removesuffix("which").rstrip(" ,")
    clause = re.sub(r"^\W*(?:and|then|also|however|therefore)\s+", "", CLAUSE.split(tail)[-1].strip(), flags=re.I)
    return _named(clause) or _named((run := CAPITALS.search(clause)) and run.group() or "")


def _named(words: str) -> str:
    """Return a phrase that can name somebody, else "": a verb or too many words in it mean that it is none."""
    words = _trimmed(words)
    return "" if len(words.split()) > 9 or VERB.search(words) else words


def _agent(words: str) -> str:
    """Return the words where they name a person, an office or a body, "" where they name a thing."""
    words = _trimmed(re.sub(r"^(?:and|that|also)\s+", "", words))
    return words if AGENT.search(words) else ""


def _trimmed(words: str) -> str:
    return re.sub(r"^\W+|[\s,.;:–•*-]+$", "", words if "(" in words else words.rstrip(") "))


def _due(text: str, start: int) -> str:
    found = DUE.search(text, start)
    return found.group().strip() if found else ""
