"""When a later record says that an action is done: never guessed, always said of the deed itself."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.actions.find import Sentence
from assistant.answering.actions.model import Action, ActionKind, Link
from assistant.language import content_terms, fold

_CLOSED = re.compile(
    r"\b(?P<noun>undertaking|action|request|commitment|promise|matter)s?\b[^.;]{0,80}?\b(?:closed|discharged|fulfilled|"
    r"met\s+in\s+full|completed|complied\s+with|honou?red|actioned|no\s+longer\s+(?:required|needed))\b"
    r"|\baction\s+(?:now\s+)?(?:closed|completed?)\b|\bhas\s+(?:now\s+)?been\s+actioned\b"
    r"|\bno\s+longer\s+(?:required|needed|necessary)\b",
    re.I,
)
_AS_ASKED = re.compile(
    r"\b(?:(?P<as>[Aa]s\s+(?:had\s+been\s+)?(?:requested|promised|undertaken|asked\s+for))|(?:requested|promised|asked\s+for|called\s+for)\s+"
    r"(?:in|at)\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:\d{4}|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|last\s+meeting|previous\s+meeting))\b"
)
_GIVES = re.compile(r"\b(?:presented|gave|circulated|reported|provided|submitted|tabled|introduced|attended|brought)\b")
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:now\s+|since\s+|also\s+|already\s+)?(?:been\s+)?(?P<deed>[a-z-]+)\b")
_OPEN = re.compile(
    r"\b(?:not|never|yet|unable|fail\w*|delay\w*|partly|partially|almost|outstanding|awaiting|awaited|once|if|when|until|unless|"
    r"would|will|should|could|whether|why|still|postponed|further\s+deferred|hoped)\b|\?",
    re.I,
)
_DEED_OF = re.compile(r"\b(?:to|would|will|should|be|that)\s+(?:be\s+)?(?P<deed>[a-z]{4,})\b|\bbe\s+(?P<done>[a-z]{4,})\b", re.I)
_WEAK = (
    "asked requested made given received taken considered held brought continue ensure look keep discuss discussed "
    "noted agreed proposed advised informed been said identified seen come gone used raised"
)


def settles(action: Action, sentence: Sentence, link: Link) -> bool:
    """Return whether a later sentence tied to an action says that it is done or no longer wanted."""
    return _settles(action.kind, fold(action.source.quote), sentence.text, link)


@lru_cache(maxsize=65536)
def _settles(kind: ActionKind, said: str, later: str, link: Link) -> bool:
    if kind is ActionKind.DEFERRED:
        return False  # a deferred item is settled by the decision taken when it comes back
    closed = _CLOSED.search(later)
    if closed:
        if {"undertaking": ActionKind.UNDERTAKING, "request": ActionKind.REQUEST}.get(
            str(closed["noun"]).lower(), kind
        ) is not kind:
            return False
        return not _OPEN.search(later[max(0, closed.start() - 30) : closed.end()])
    if _OPEN.search(later):
        return False
    asked = _AS_ASKED.search(later)
    if asked and _GIVES.search(later) and (asked["as"] or link is not Link.WORDS):
        return True
    if link is Link.WORDS:
        return False
    wanted = _deeds(said)
    return any(set(content_terms(done["deed"])) & wanted for done in _PERFECT.finditer(later))


def _deeds(said: str) -> frozenset[str]:
    """Return the verbs that an action names as what is to be done."""
    found = [match["deed"] or match["done"] for match in _DEED_OF.finditer(said)]
    return frozenset(term for verb in found for term in content_terms(verb)) - frozenset(content_terms(_WEAK))
