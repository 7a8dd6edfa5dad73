"""Whether something was approved, refused, deferred or noted: the decision that says so, "Yes" or "No" where its words do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.selection import spoken
from assistant.answering.sight import Sight, Told, said_in, share, unit_at
from assistant.answering.verdicts import ACTS, DID, OUTCOMES, Verdict, outcome_of, verdicts
from assistant.language import content_terms, fold
from assistant.records import Document, Item, Kind, Span

_VERB = "|".join(OUTCOMES.values())
_WHEN = re.compile(
    r"^\s*(?:when|on (?:what|which) (?:date|day)|at (?:what|which) meeting|in (?:what|which) (?:month|year))\s+", re.I
)
_ADVERBS = re.compile(r"\b(?:yet|already|ever|finally|eventually|actually|formally|officially|also)\b\s*", re.I)
_MINUTES = re.compile(r"\bminutes\b", re.I)
_MOVED = re.compile(
    r"\b(?:mov(?:ed?|ing)|propos(?:ed?|ing)|ask(?:ed)?|suggest(?:ed)?|wish(?:ed)?|request(?:ed)?)\b[^.;]{0,40}\bthat\b", re.I
)
_SETTLES = re.compile(
    r"\bresol(?:ved|ution)\b|\bdecision:|\bcarried\b|\bagreed\b(?=\s+(?:to|that|by|on|in|unanim)|\W|$)|\bdecided\b|\blost\b|\bdefeated\b",
    re.I,
)
_ASKS = re.compile(
    rf"^\s*(?:and\s+)?(?:(?:was|were|is|has|have|had)\s+(?P<subject>.+?)\s+(?:been\s+)?(?P<passive>(?=\w+(?:ed|lost|withdrawn|withheld)\b|lost\b){_VERB})\b(?P<tail>[^?]*)"
    rf"|did\s+(?:the\s+)?(?:[\w’'&-]+\s+){{0,5}}?(?P<active>{_VERB}|{ACTS})\s+(?P<object>[^?]+))\?*\s*$",
    re.I,
)
_BEYOND = frozenset(
    content_terms(
        "application motion proposal recommendation request amendment report resolved recommended item planning permission "
        "licence consent decision contents quotation outline consideration put vote"
    )
)
_ASKED_FOR = frozenset(content_terms("application grant request quotation bid"))  # what is put is not always called by its name
_PLACED = frozenset(content_terms("committee sub-committee council cabinet panel board meeting members councillors the full"))
_COUNTS = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|sever\w*|both|half)$")
_ENOUGH = 0.7  # share, by rarity, of the matter that a resolution and its heading must say
_ALL = 0.99
_SHORT_ITEM = 3000  # characters of an item that tells of one motion
_QUALIFIED = re.compile(r"^\W*(?:in\s+(?:part|principle)|but|except|save|only|provisionally|subject\s+to)\b", re.I)
_AGAINST = re.compile(r"\b(?:contrary\s+to|despite|notwithstanding|instead\s+of|rather\s+than)\s+[^,.;:]+", re.I)
_CONDITIONS = re.compile(r"\bsubject\s+to\b", re.I)
_DENIED = re.compile(r"\b(?:not|lost|refuse[ds]?|reject(?:s|ed)?)\b", re.I)
_NEITHER = {"defer": "It was deferred.", "note": "It was noted.", "withdraw": "It was withdrawn."}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked whether it was done: the outcome, the terms of the matter, the words after the verb, whether it is a deed."""

    outcome: str
    wanted: tuple[str, ...]
    tail: str
    act: bool


@dataclass(frozen=True, slots=True)
class _Decided:
    """A sentence that tells an outcome, and how much of the matter it and its item say."""

    whole: Document
    item: Item
    span: Span
    own: float
    around: float
    told: tuple[Verdict, ...]
    settles: bool

    @property
    def words(self) -> str:
        """The sentence on one line."""
        return fold(self.span.of(self.whole.text))


def told_whether(sight: Sight) -> Told | None:
    """Return the decision that tells whether a matter was approved, refused, deferred or noted; None where none does."""
    question = _ADVERBS.sub("", sight.question)
    when = _WHEN.match(question)
    match = _ASKS.search(question[when.end() :] if when else question)
    if match is None or (_MINUTES.search(question) and sight.found.analysis.periods):
        return None  # the minutes of a day are settled at another meeting, which the question does not name
    asked = _asked(sight, match)
    best = _best(sight, asked)
    if best is None:
        return None
    unit = unit_at(best.whole, best.span)
    if when is not None:
        return Told((unit,), labelled=True) if any(one.outcome == asked.outcome for one in best.told) else None
    return Told((unit,), lead=_lead(asked, best))


def deed_asked(question: str) -> tuple[str, ...]:
    """Return the term of the deed that a body is asked to have agreed to ("Did Cabinet agree to close …?"), empty for none."""
    match = _ASKS.search(_ADVERBS.sub("", question))
    return content_terms(match["object"])[:1] if match and match["active"] and match["active"].lower().endswith(" to") else ()


def _asked(sight: Sight, match: re.Match[str]) -> _Asked:
    analysis = sight.found.analysis
    matter = set(content_terms(f"{match['subject'] or ''} {match['object'] or ''} {match['tail'] or ''}"))
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = tuple(term for term in analysis.terms if term in matter and term not in dated | _PLACED)
    verb = match["passive"] or match["active"]
    return _Asked(outcome_of(verb) or "approve", wanted, match["tail"] or "", verb.lower().endswith(" to"))


def _best(sight: Sight, asked: _Asked) -> _Decided | None:
    """Return the decision whose words and item speak most of the matter; of several the one of the outcome asked, the latest."""
    found = [one for one in _decisions(sight, asked) if one.own >= _ENOUGH or _only_outcome(one)]
    analysis, rarity = sight.found.analysis, sight.found.rarity
    return max(
        found,
        key=lambda one: (
            round(one.own, 1),
            one.settles,
            any(told.outcome == asked.outcome for told in one.told),
            bool(one.told),
            round(share(rarity, asked.wanted, spoken(analysis, one.words)), 1),
            round(share(rarity, asked.wanted, spoken(analysis, one.item.heading)), 1),
            str(one.item.meeting_date or ""),
        ),
        default=None,
    )


def _decisions(sight: Sight, asked: _Asked) -> Iterator[_Decided]:
    """Yield the sentences of the items found that speak of the matter and settle it."""
    analysis, rarity = sight.found.analysis, sight.found.rarity
    for whole, _, item in sight.items_found():
        if item.access not in sight.found.accesses:
            continue
        around = share(rarity, asked.wanted, spoken(analysis, f"{item.heading} {item.span.of(whole.text)}"))
        for span in said_in(whole, item) if around >= _ENOUGH else ():
            words = fold(span.of(whole.text))
            resolved = any(one.span.overlaps(span) for one in item.resolutions)
            told, says = tuple(verdicts(words)), _SETTLES.search(words) is not None
            settles = says or resolved or any(one.by_body for one in told) or _done(asked, words, item)
            if _MOVED.search(words) and not says or whole.kind is Kind.AGENDA_ITEM and not says:
                continue
            if asked.act and not set(asked.wanted[:1]) <= spoken(analysis, f"{words} {item.heading}"):
                continue
            if told or settles and content_terms(_SETTLES.sub("", words)):
                of = " ".join(one.subject for one in told) or words
                own = share(rarity, asked.wanted, spoken(analysis, f"{of} {item.heading}"))
                yield _Decided(whole, item, span, own, around, told, settles)


def _done(asked: _Asked, words: str, item: Item) -> bool:
    """Return whether a sentence says that a body did, or resolved to do, the whole of a deed asked about."""
    told, deed = set(content_terms(words)), asked.wanted[:1]
    if not asked.act or not deed or not set(asked.wanted) <= told | set(content_terms(item.heading)):
        return False
    did = any(content_terms(match[1]) == deed for match in DID.finditer(words))
    return did or deed[0] in told and _SETTLES.search(words) is not None


def _only_outcome(decided: _Decided) -> bool:
    """Return whether an item tells but one outcome, and that of its motion."""
    if decided.around < _ALL or not re.search(r"\b(?:motion|proposal|amendment)\b", decided.words, re.I):
        return False
    text = decided.item.span.of(decided.whole.text)
    return len(text) <= _SHORT_ITEM and len(list(verdicts(fold(text)))) == 1


def _lead(asked: _Asked, decided: _Decided) -> str:
    """Return what the decision's own words say of just the matter asked about ("Yes.", "It was deferred."), "" for nothing."""
    if asked.act and not decided.told and _done(asked, decided.words, decided.item):
        return "" if _DENIED.search(decided.words) else "Yes."
    if len(decided.told) != 1 or not set(content_terms(asked.tail)) <= set(asked.wanted):
        return ""
    told = decided.told[0]
    if any(set(asked.wanted) & set(content_terms(clause)) for clause in _AGAINST.findall(decided.words)):
        return ""  # "contrary to the officer's recommendation": what is asked about was not followed
    wanted, heading = set(asked.wanted) - _ASKED_FOR or set(asked.wanted), set(content_terms(decided.item.heading))
    counted = {term for term in content_terms(told.head) if _COUNTS.match(term) or any(c.isdigit() for c in term)}
    beyond = set(content_terms(told.head)) - wanted - counted
    of_it = wanted <= set(content_terms(told.subject)) | heading and beyond <= _BEYOND | heading
    of_motion = _only_outcome(decided) and bool(re.search(r"\b(?:motion|proposal)\b", told.subject, re.I))
    if not (of_it or of_motion):
        return ""
    if told.outcome == asked.outcome and not told.negated:
        conditions = _CONDITIONS.search(told.tail)
        return "Yes, subject to conditions." if conditions else "" if _QUALIFIED.match(told.tail) else "Yes."
    if told.negated:
        return "No." if told.outcome == asked.outcome else ""
    return "No." if {told.outcome, asked.outcome} == {"approve", "refuse"} else _NEITHER.get(told.outcome, "")
