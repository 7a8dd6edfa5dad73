"""Who moved, seconded, declared, voted, was appointed; and how a vote went: the sentence of the matter that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.selection import names_person, spoken
from assistant.answering.sight import Sight, Told, said_in, share, unit_at
from assistant.language import content_terms, fold
from assistant.records import Document, Item, Span

_YES = r"\b(?:for|t[áa]|ayes?|yeas?)\b[^:.\n]{0,30}:"  # what stands above the names of a recorded vote
_NO = r"\b(?:against|n[íi]l|noes?|nays?)\b[^:.\n]{0,30}:"
_DEEDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.I), re.compile(said, re.I))
    for asked, said in (
        (r"\bsecond(?:ed|s|er|ing)\b", r"\bsecond(?:ed|s|er|ing)\b"),
        (r"\b(?:mov(?:ed|er|es|ing)|propos(?:ed|er|es|ing))\b", r"\b(?:moved|mover|propos(?:ed|er))\b"),
        (r"\b(?:declar\w+|interests?)\b", r"\bdeclar\w+|\binterest\b"),
        (r"\bvot(?:ed|es|ing|e)\s+against\b|\boppos(?:ed|es|ing)\b",
         rf"\bvot(?:ed|es|ing)\s+against\b|\bagainst\b|\boppos\w+|{_NO}"),
        (r"\bvot(?:ed|es|ing|e)\s+(?:for|in favour)\b", rf"\bvot(?:ed|es|ing)\s+(?:for|in favour)\b|\bin favour\b|{_YES}"),
        (r"\babstain\w*", r"\babst(?:ain|ention)\w*"),
        (r"\bsubstitut\w+|\bdeputis\w+|\bstood in\b", r"\bsubstitut\w+|\bdeputis\w+|\bin place of\b|\bsub(?:bing)? for\b"),
        (r"\b(?:appoint|elect|nominat|co-?opt)\w*\b", r"\b(?:appoint|elect|nominat|co-?opt)\w*\b"),
    )
)
_VOTE_ASKED = re.compile(r"\bhow many\b.*\b(?:vot(?:e[ds]?|ing)|abstain\w*)\b"
    r"|\bwhat (?:was|were) the (?:vote|voting|votes|result of the vote)\b"
                         r"|\bhow did\b.*\bvote\b|\bresult of the vote\b", re.I)  # fmt: skip
_BY_NAME = re.compile(f"{_YES}|{_NO}", re.I)
_HOW_VOTED = re.compile(r"\bhow (?:did|have)\b.*\bvoted?\b", re.I)
_COUNT = r"(?:\d+|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|unanim\w+)"
_VOTE = re.compile(
    rf"\b{_COUNT}\b[^.]{{0,40}}\b(?:for|in favour|against|abst\w+|voted|votes)\b"
    rf"|\b(?:for|in favour|against)\s*[:–-]?\s*{_COUNT}\b"
    r"(?!\s+(?:more|further|other|years?|months?|weeks?|days?|hours?|minutes?)\b)"
    r"|\bunanimously\b",
    re.I,
)
_NO_SUBJECT = frozenset(
    content_terms(
        "who which councillor cllr member members motion proposal meeting resolution moved mover proposed proposer seconded "
        "seconder "
        "seconding declared declare interest interests voted vote votes voting against favour for many abstained substituted "
        "substitute appointed elected re-elected nominated opposed result personal prejudicial pecuniary that be committee "
        "council item"
    )
)
_APPOINTS = re.compile(r"\b(?:appoint|elect|nominat|co-?opt)\w*\b", re.I)
_DECLARED = re.compile(r"\bdeclar\w*\b", re.I)  # at every meeting; a motion is of one
_EACH_TIME = 12
_BESIDE = 60  # characters between a deed and who did it
_BEFORE = 3  # sentences before a deed in which its motion stands
_ENOUGH = 0.65  # share, by rarity, of what is asked about that a sentence and its item must say


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that says the deed, and how well its own words and its item's speak of the matter."""

    whole: Document
    item: Item
    span: Span
    own: float
    around: float


def told_of_deeds(sight: Sight) -> Told | None:
    """Return the sentence that says who did what is asked, or how the vote went; None where no item's sentence does."""
    question = sight.question
    vote = bool(_VOTE_ASKED.search(question))
    pattern = _VOTE if vote else _deed(question)
    if pattern is None or not (vote or re.match(r"^\s*(?:and\s+)?(?:who|which|name)\b", question, re.I)):
        return None
    wanted = _subject(sight)
    by_name = _sentences(sight, _BY_NAME, wanted) if _HOW_VOTED.search(question) else ()
    named = [one for one in by_name if _by_someone(_BY_NAME, one)]
    said = named or [one for one in _sentences(sight, pattern, wanted) if vote or _by_someone(pattern, one)]
    if _APPOINTS.search(question):
        said = [one for one in said if one.own >= _ENOUGH]
    best = max(said, key=lambda one: (one.around + one.own + _as_asked(sight, pattern, one), -one.span.start), default=None)
    if best is None or (wanted and best.around < _ENOUGH):
        return None
    if not wanted and len({(one.whole.name, one.item.number) for one in said}) > 1:
        return _each_time(said) if _DECLARED.search(question) else None
    return Told((unit_at(best.whole, best.span),))


def _each_time(said: Sequence[_Said]) -> Told | None:
    """Return who did it at each meeting, in order of time, where few did."""
    ordered = sorted(said, key=lambda one: (str(one.item.meeting_date or ""), one.whole.name, one.span.start))
    if len(ordered) > _EACH_TIME:
        return None
    return Told(tuple(unit_at(one.whole, one.span) for one in ordered), labelled=True)


def _by_someone(pattern: re.Pattern[str], said: _Said) -> bool:
    """Return whether a person is named close by the deed."""
    words = fold(said.span.of(said.whole.text))
    return any(names_person(words[max(0, deed.start() - _BESIDE) : deed.end() + _BESIDE]) for deed in pattern.finditer(words))


def _as_asked(sight: Sight, pattern: re.Pattern[str], said: _Said) -> float:
    """Return how much of the question's own verb and period a sentence says, 0..1."""
    analysis, words = sight.found.analysis, said.span.of(said.whole.text)
    verbs = {term for deed in pattern.finditer(analysis.question) for term in content_terms(deed.group())}
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    held = set(content_terms(words))
    return 0.5 * bool(verbs & held) + 0.5 * bool(dated and dated <= held)


def _deed(question: str) -> re.Pattern[str] | None:
    return next((said for asked, said in _DEEDS if asked.search(question)), None)


def _subject(sight: Sight) -> list[str]:
    """Return the terms of the matter: the question's without its deed, its dates and the body."""
    analysis = sight.found.analysis
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    return [term for term in analysis.terms if term not in dated and term not in _NO_SUBJECT]


def _sentences(sight: Sight, pattern: re.Pattern[str], wanted: list[str]) -> Iterator[_Said]:
    analysis = sight.found.analysis
    seen: set[str] = set()
    for hit in sight.found.hits:
        if hit.document in seen:
            continue
        seen.add(hit.document)
        whole = sight.document(hit.document)
        for _, item in sight.items(whole):
            told = not analysis.periods or (item.meeting_date and any(p.holds(item.meeting_date) for p in analysis.periods))
            text = item.span.of(whole.text)
            if (
                told
                and pattern.search(text)
                and (_may_speak(sight, wanted, f"{text} {whole.body} {whole.title}") or item.references)
            ):
                yield from _in_item(sight, pattern, wanted, whole, item)


def _may_speak(sight: Sight, wanted: list[str], text: str) -> bool:
    """Return whether a text may hold enough of the wanted terms, judged by the beginnings of its words: it costs little."""
    lowered = text.lower()
    return not wanted or share(sight.found.rarity, wanted, {term for term in wanted if term[:4] in lowered}) >= _ENOUGH


def _in_item(sight: Sight, pattern: re.Pattern[str], wanted: list[str], whole: Document, item: Item) -> Iterator[_Said]:
    """Yield the sentences of an item that say the deed; where several do, each is of the matter told just before it."""
    analysis, rarity = sight.found.analysis, sight.found.rarity
    spans = said_in(whole, item)
    telling = [at for at, span in enumerate(spans) if pattern.search(span.of(whole.text))]
    above = f"{item.heading} {whole.body} {whole.title}"
    for at in telling:
        first = 0 if len(telling) == 1 else max(0, at - _BEFORE)
        last = len(spans) if len(telling) == 1 else at + 1
        near = " ".join(span.of(whole.text) for span in spans[first:last])
        referred = _referred(whole, item, spans[at])
        own = share(rarity, wanted, spoken(analysis, f"{spans[at].of(whole.text)} {above} {referred}"))
        yield _Said(whole, item, spans[at], own, share(rarity, wanted, spoken(analysis, f"{near} {above} {referred}")))


def _referred(whole: Document, item: Item, within: Span) -> str:
    """Return the headings of the items of the record that a sentence of an item refers to."""
    numbers = {ref.number for ref in item.references if within.overlaps(ref.span)}
    return " ".join(other.heading for other in whole.items if other.number and other.number.rstrip(".") in numbers)
