"""Whether something was decided: the resolution verbatim, with Yes or No only where its words settle it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.selection import spoken
from assistant.answering.sight import Sight, Told, said_in, share, unit_at
from assistant.language import content_terms, fold
from assistant.records import Document, Item, Span

_APPROVE = r"approved?|agreed?(?: to)?|granted?|grant|adopt(?:ed)?|carried|carry|accept(?:ed)?|endorsed?|pass(?:ed)?"
_REFUSE = r"refused?|reject(?:ed)?|turn(?:ed)? down|lost|defeated|declined?|dismiss(?:ed)?|withheld"
_DEFER = r"deferred|defer|postponed?|adjourn(?:ed)?"
_OUTCOMES = {"approve": _APPROVE, "refuse": _REFUSE, "defer": _DEFER}
_WHEN = re.compile(
    r"^\s*(?:when|on (?:what|which) (?:date|day)|at (?:what|which) meeting|in (?:what|which) (?:month|year))\s+", re.I
)
_MOVED = re.compile(
    r"\b(?:mov(?:ed?|ing)|propos(?:ed?|ing)|ask(?:ed)?|suggest(?:ed)?|wish(?:ed)?|request(?:ed)?)\b[^.;]{0,40}\bthat\b", re.I
)
_SETTLES = re.compile(r"\bresol(?:ved|ution)\b|\bcarried\b|\bagreed\b|\bdecided\b|\blost\b|\bdefeated\b", re.I)
_ASKS = re.compile(
    rf"^\s*(?:(?:was|were|is|has|have|had)\s+(?P<subject>.+?)\s+(?:been\s+)?(?P<passive>{_APPROVE}|{_REFUSE}|{_DEFER})\b"
    rf"|did\s+(?:the\s+)?(?:[\w’'&-]+\s+){{0,5}}?(?P<active>{_APPROVE}|{_REFUSE}|{_DEFER})\s+(?P<object>.+?))(?P<tail>[^?]*)\?*\s*$",
    re.I,
)
_CLAUSE = re.compile(
    rf"(?:^|[.;:]|\bthat\b)\s*(?P<subject>[^.;:]{{0,200}}?)\s+(?:be|was|were|is|are|been|had been|has been)\s+"
    rf"(?P<not>not\s+)?(?:unanimously\s+)?"
    rf"(?P<outcome>{_APPROVE}|{_REFUSE}|{_DEFER})\b(?P<tail>[^.;:]*)",
    re.I,
)
_BEYOND = frozenset(
    content_terms("application motion proposal recommendation request amendment report resolved recommended item")
)
_ENOUGH = 0.7  # share, by rarity, of the matter that a resolution and its heading must say
_ALL = 0.99
_SHORT_ITEM = 3000  # characters of an item that tells of one motion
_PLACED = frozenset(content_terms("committee council cabinet panel board meeting members the full"))


@dataclass(frozen=True, slots=True)
class _Decided:
    """A sentence that tells an outcome, and how much of the matter it and its item say."""

    whole: Document
    item: Item
    span: Span
    own: float
    around: float


def told_whether(sight: Sight) -> Told | None:
    """Return the resolution that tells whether a matter was approved, refused or deferred; None where none does."""
    when = _WHEN.match(sight.question)
    asked = _ASKS.search(sight.question[when.end() :] if when else sight.question)
    if asked is None:
        return None
    outcome = _outcome(asked["passive"] or asked["active"])
    matter = f"{asked['subject'] or ''} {asked['object'] or ''} {asked['tail']}"
    analysis = sight.found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = [term for term in analysis.terms if term in content_terms(matter) and term not in dated | _PLACED]
    best = _best(sight, wanted)
    if best is None:
        return None
    words = fold(best.span.of(best.whole.text))
    if when is not None:
        told = {_outcome(clause["outcome"]) for clause in _CLAUSE.finditer(words)}
        return Told((unit_at(best.whole, best.span),), labelled=True) if outcome in told else None
    return Told((unit_at(best.whole, best.span),), lead=_lead(outcome, set(wanted), words, best, asked["tail"]))


def _outcome(word: str) -> str:
    return next(name for name, words in _OUTCOMES.items() if re.fullmatch(words, word, re.I))


def _best(sight: Sight, wanted: list[str]) -> _Decided | None:
    """Return the decision whose words and item speak most of the matter."""
    analysis, rarity = sight.found.analysis, sight.found.rarity
    any_outcome = re.compile(rf"\b(?:{_APPROVE}|{_REFUSE}|{_DEFER})\b", re.I)
    found: list[_Decided] = []
    for whole, _, item in sight.items_found():
        if item.access not in sight.found.accesses:
            continue
        text = item.span.of(whole.text)
        around = share(rarity, wanted, spoken(analysis, f"{item.heading} {text}"))
        if around < _ENOUGH:
            continue
        for span in said_in(whole, item):
            words = span.of(whole.text)
            if any_outcome.search(words) and not (_MOVED.search(words) and not _SETTLES.search(words)):
                own = share(rarity, wanted, spoken(analysis, f"{words} {item.heading}"))
                found.append(_Decided(whole, item, span, own, around))
    sure = [one for one in found if one.own >= _ENOUGH or _only_outcome(one)]
    return max(
        sure,
        key=lambda one: (
            round(one.own, 1),
            _SETTLES.search(one.span.of(one.whole.text)) is not None,
            _CLAUSE.search(fold(one.span.of(one.whole.text))) is not None,
        ),
        default=None,
    )


def _only_outcome(decided: _Decided) -> bool:
    """Return whether an item tells but one outcome, and that of its motion."""
    words = decided.span.of(decided.whole.text)
    if decided.around < _ALL or not re.search(r"\b(?:motion|proposal|amendment)\b", words, re.I):
        return False
    text = decided.item.span.of(decided.whole.text)
    return len(text) <= _SHORT_ITEM and len(list(_CLAUSE.finditer(fold(text)))) == 1


def _lead(outcome: str, wanted: set[str], words: str, decided: _Decided, tail: str) -> str:
    """Return "Yes." or "No." where one clause tells the outcome of just the matter asked about, without conditions."""
    clauses = list(_CLAUSE.finditer(words))
    if len(clauses) != 1 or content_terms(tail) and not set(content_terms(tail)) <= wanted:
        return ""
    clause = clauses[0]
    told, subject = _outcome(clause["outcome"]), set(content_terms(re.split(r"\bthat\b", clause["subject"], flags=re.I)[-1]))
    of_it = wanted <= subject and subject - wanted <= _BEYOND
    of_motion = _only_outcome(decided) and bool(re.search(r"\b(?:motion|proposal)\b", clause["subject"], re.I))
    held_open = told != "defer" and bool(clause["tail"].strip(" )”’\"'*_"))
    if clause["not"] or held_open or not (of_it or of_motion):
        return ""
    if told == outcome:
        return "Yes."
    return "No." if {told, outcome} == {"approve", "refuse"} else ""
