"""Questions on actions: what became of a request, what somebody undertook, what was deferred, who has reported back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answering.actions.model import Action, ActionKind
from assistant.answering.actions.trace import trace_actions
from assistant.answering.units import Unit
from assistant.language import content_terms, fold, sentences
from assistant.records import Access, Citation, Document, Hit, Item, Span
from assistant.retrieval.search import Found

_THING = (
    r"(?:requests?|undertakings?|promises?|motions?|actions?|invitations?|commitments?|assurances?|deferrals?|deferred\s+items?)"
)
_BECAME = re.compile(
    rf"\b(?:what|whatever)\s+(?:happened\s+(?:to|with|about|after)|(?:has\s+|had\s+)?(?:become|became)\s+of|came\s+of|has\s+come\s+of|"
    rf"(?:was|were|is)\s+the\s+(?:outcome|result|fate)s?\s+of|was\s+done\s+about|has\s+been\s+done\s+about)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,4}}?"
    rf"(?P<thing>{_THING})\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:has|have|did|had|was)\s+(?P<who>[\w .’'()-]{2,60}?)\s+(?:(?:ever|since|yet)\s+)?"
    r"(?:report(?:ed)?\s+back|come\s+back\s+to|follow(?:ed)?\s+up)\b",
    re.I,
)
_UNDERTOOK = re.compile(
    r"\bwhat\s+(?:did|has|have|had|does|do|would)\s+(?P<who>.{2,60}?)\s+(?:undertak\w*|undertook|promised?|commit(?:ted)?)\b(?:\s+to\b)?",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:what|which|list(?:\s+all|\s+the)*|any|all(?:\s+the)?)\s+(?:\w+\s+){0,2}?(?:actions?|action\s+points|tasks)\s+"
    r"(?:(?:was|were|are|is|have\s+been|has\s+been|had\s+been)\s+)?"
    r"(?:given|assigned|allocated|allotted|put|set|outstanding|open|left|agreed)?\s*"
    r"(?:for|to|on|by|with|of)\s+(?P<who>.{2,60}?)(?=\s+(?:in|at|on|after|during|since|by|about|for)\b|[?.]|$)",
    re.I,
)
_DEFERRED = re.compile(
    r"\b(?:which|what|list(?:\s+the|\s+all)*)\s+(?:[\w-]+\s+){0,3}?(?:items?|motions?|reports?|applications?|matters?|business|questions?)\s+"
    r"(?:(?:was|were|has\s+been|have\s+been|had\s+been|got)\s+)?(?P<how>deferred|adjourned|postponed|withdrawn|held\s+over|put\s+off|referred)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\bmotion\b[^.;]{0,160}?\b(?:was|were|be|being|is)\s+(?:then\s+|therefore\s+|duly\s+|unanimously\s+|put[^.;]{0,60})?(?:and\s+)?(?:adopted|carried|"
    r"passed|agreed|approved|defeated|lost|rejected|withdrawn|deferred|adjourned|noted|ruled|not\s+(?:carried|passed|adopted))\b"
    r"|\bproposed\b[^.;]{0,80}\bseconded\b[^.;]{0,160}\b(?:agreed|adopted|resolved|carried)\b"
    r"|\bagreed\s+to\s+(?:refer|adopt|defer|adjourn|support)\b[^.;]{0,40}\bmotion\b",
    re.I,
)
_CUES = (
    "what happened outcome result request requested undertaking undertake undertook promise promised "
    "motion motions action actions given item items deferred adjourned postponed withdrawn referred "
    "report reported back anyone anybody follow followed "
    "notice put forward submitted moved proposed councillor cllr meeting committee council made become came fate matter "
    "outstanding assigned task tasks invitation invited asked members member officers commitment assurance update"
)
_EVERYBODY = re.compile(r"^(?:any(?:one|body)|some(?:one|body)|they|officers|the\s+council|he|she|it|who)$", re.I)
_ENOUGH, _HEAD = 0.6, 0.75  # share, by rarity, of what is asked about that an action, or a motion's item, must hold
_MOST, _MOST_LISTED = 2, 10  # actions told with what became of them; actions listed


@dataclass(frozen=True, slots=True)
class _Records:
    """The records looked through, told apart by name and content."""

    named: tuple[tuple[str, str], ...]
    accesses: tuple[Access, ...]
    documents: tuple[Document, ...] = field(compare=False)


@lru_cache(maxsize=16)
def _traced(records: _Records) -> tuple[Action, ...]:
    return tuple(trace_actions(records.documents, records.accesses))


def action_units(found: Found, document: Callable[[str], Document]) -> list[Unit]:
    """Return the sentences that answer a question on an action, by date; none where it is no such question.

    Args:
        found: The passages found; their records are looked through.
        document: Gives a document by name.
    """
    question = found.analysis.question
    became, reported = _BECAME.search(question), _REPORTED.search(question)
    undertook, given, deferred = _UNDERTOOK.search(question), _GIVEN.search(question), _DEFERRED.search(question)
    if not (became or reported or undertook or given or deferred):
        return []
    documents = {hit.document: document(hit.document) for hit in found.hits}
    if became and "motion" in became["thing"].lower():
        return _of_motion(found, documents)
    named = tuple((whole.name, whole.sha256) for whole in documents.values())
    traced = _traced(_Records(named, found.accesses, tuple(documents.values())))
    actions = [action for action in traced if _in_time(found, action)]
    if became or reported:
        who = reported["who"] if reported and not became and not _EVERYBODY.match(reported["who"]) else ""
        return _followed(found, _matching(found, _by(actions, who), who), documents)
    if deferred:
        how = deferred["how"].lower()[:5]
        wanted = [
            a for a in actions if a.kind is ActionKind.DEFERRED and (how in ("defer", "held ", "put o") or how in _words(a))
        ]
        return _listed(found, _matching(found, wanted, ""), documents)
    asked = undertook or given
    assert asked is not None
    who = asked["who"]
    wanted = [a for a in actions if given or a.kind is ActionKind.UNDERTAKING]
    return _listed(found, _matching(found, _by(wanted, who), who), documents)


def _words(action: Action) -> str:
    return fold(action.source.quote).lower()


def _in_time(found: Found, action: Action) -> bool:
    periods = found.analysis.periods
    return not periods or (action.day is not None and any(period.holds(action.day) for period in periods))


def _by(actions: Sequence[Action], who: str) -> list[Action]:
    """Return the actions of somebody: the words of the name or office must all stand in who is to act."""
    named = set(content_terms(who))
    return [action for action in actions if named <= set(content_terms(action.owner or action.who))] if named else list(actions)


def _topic(found: Found, who: str) -> dict[str, float]:
    """Return the terms of what is asked about with their rarity: no words of asking, of dates, or of who is asked about."""
    analysis = found.analysis
    dated = " ".join(period.span.of(analysis.question) for period in analysis.periods)
    left_out = set(content_terms(_CUES)) | set(content_terms(dated)) | set(content_terms(who))
    most = max(found.rarity.values(), default=1.0) or 1.0  # a word that no record holds is as telling as the rarest
    return {term: found.rarity.get(term) or most for term in analysis.terms if term not in left_out}


def _matching(found: Found, actions: Sequence[Action], who: str) -> list[Action]:
    """Return the actions that hold enough of what is asked about, best first; all of them where nothing is named."""
    topic = _topic(found, who)
    total = sum(topic.values())
    if not total:
        return list(actions) if who or not found.analysis.terms or _DEFERRED.search(found.analysis.question) else []
    scored = []
    for action in actions:
        own = set(content_terms(action.source.quote))
        said = own | set(content_terms(action.source.heading))
        share = sum(weight for term, weight in topic.items() if term in said) / total
        if share >= _ENOUGH and own & topic.keys():
            scored.append((share, action))
    best = max((share for share, _ in scored), default=0.0)
    return [action for share, action in scored if share >= best - 0.1]


def _followed(found: Found, actions: Sequence[Action], documents: dict[str, Document]) -> list[Unit]:
    """Return actions with what was said of them later; those first of which something was."""
    told = sorted(actions, key=lambda action: (action.closure is None, not action.mentions))[:_MOST]
    told = [action for action in told if action.closure or action.mentions] or told[:1]
    places: list[Citation] = []
    for action in told:
        later = sorted([*action.mentions, *([action.closure] if action.closure else [])], key=lambda m: str(m.day))
        places += [action.source, *(mention.source for mention in later)]
    return _units(found, places, documents)


def _listed(found: Found, actions: Sequence[Action], documents: dict[str, Document]) -> list[Unit]:
    ordered = sorted(actions, key=lambda action: (str(action.day or "9999"), action.source.document, action.source.span))
    units = _units(found, [action.source for action in ordered[:_MOST_LISTED]], documents)
    return [replace(unit, listed=True) for unit in units]


def _of_motion(found: Found, documents: dict[str, Document]) -> list[Unit]:
    """Return the sentence or resolution that decided the motion asked about; none where no item in sight is on it."""
    topic = _topic(found, "")
    total = sum(topic.values())
    best: tuple[float, Hit, Item] | None = None
    for hit in found.hits if total else ():
        item = documents[hit.document].items[hit.item_index]
        if item.access not in found.accesses or (found.analysis.periods and not _meets(found, item)):
            continue
        text = item.span.of(documents[hit.document].text)
        said = set(content_terms(f"{item.heading} {text}"))
        share = sum(weight for term, weight in topic.items() if term in said) / total
        if share >= _HEAD and re.search(r"\bmotion\b", text, re.I) and (best is None or share > best[0]):
            best = (share, hit, item)
    if best is None:
        return []
    whole, item = documents[best[1].document], best[2]
    outcomes = [span for span in sentences(whole.text, item.span) if _OUTCOME.search(fold(span.of(whole.text)))]
    spans = [resolution.span for resolution in item.resolutions][:2] or outcomes[-1:]
    return [_unit(best[1], whole, item, span, at) for at, span in enumerate(spans)]


def _meets(found: Found, item: Item) -> bool:
    return item.meeting_date is not None and any(period.holds(item.meeting_date) for period in found.analysis.periods)


def _units(found: Found, places: Sequence[Citation], documents: dict[str, Document]) -> list[Unit]:
    units = []
    for at, place in enumerate(dict.fromkeys(places)):
        whole = documents[place.document]
        item = next((item for item in whole.items if item.span.contains(place.span)), None)
        hit = next(hit for hit in found.hits if hit.document == place.document)
        if item is not None:
            units.append(_unit(hit, whole, item, place.span, at))
    return units


def _unit(hit: Hit, whole: Document, item: Item, span: Span, at: int) -> Unit:
    """Return a place as a unit of the passage that holds it, told with the labels of its own item."""
    passage = next((p for p in whole.passages if p.span.contains(span)), None)
    within = passage.span if passage else span
    own = replace(
        hit, item=item.number, heading=item.heading, item_index=whole.items.index(item), meeting_date=item.meeting_date,
        span=within, text=within.of(whole.text), context=passage.context if passage else item.heading, access=item.access,
        page=whole.page_of(span.start),
    )  # fmt: skip
    return Unit(own, span, fold(span.of(whole.text)), position=at)
