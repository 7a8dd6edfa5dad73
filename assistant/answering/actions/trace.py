"""What later records say of an action: places that refer to it, stand under its heading or share its rare words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.actions.closing import settles
from assistant.answering.actions.corpus import Corpus, Key, body_key, heading_terms, telling_terms
from assistant.answering.actions.find import Sentence, day_of, find_actions
from assistant.answering.actions.model import Action, ActionKind, Link, Mention
from assistant.answering.citing import cite
from assistant.language import content_terms
from assistant.records import Access, Document, Item, Span

_RARE = 40  # sentences a term may stand in to lead from one to another
_SAME_ENTRY = 0.6  # share of terms that two entries of action lists have in common when they are one
_MOST = 5  # later places told of one action
_TELLING = 3  # terms of a heading that names one matter well enough to take the next decision under it as on the same
_BOUNDS = {Link.REFERENCE: (0.15, 0.10, 2), Link.HEADING: (0.33, 0.30, 3), Link.WORDS: (0.50, 0.45, 4)}
# share of the action's words by rarity, cosine by rarity, and terms, that a later sentence must have in common with it
_SAYS = re.compile(r"[.;:!)”]$|(?:\S+\s+){14}")  # a caption or heading says nothing of an action
_PUT_OFF = re.compile(r"\b(?:defer|adjourn|postpone|withdraw|refer)", re.I)


def trace_actions(documents: Iterable[Document], accesses: Sequence[Access]) -> list[Action]:
    """Return the actions of records, each with its later mentions and what closes it, by day, document and place."""
    held = [document for document in documents if document.access in accesses]
    corpus = Corpus(tuple(sorted(held, key=lambda d: (min(d.meeting_dates, default=date.max), d.name))), tuple(accesses))
    told: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in corpus.sentences:
        told[sentence.document.name].append(sentence)
    raised = [action for d in corpus.documents for action in find_actions(d, told[d.name], accesses)]
    once = _entries_once(sorted(raised, key=_order), corpus)
    return [_traced(action, corpus) for action in once]


def _order(action: Action) -> tuple[date, str, Span]:
    return action.day or date.max, action.source.document, action.source.span


def _entries_once(actions: Sequence[Action], corpus: Corpus) -> list[Action]:
    """Return the actions with the entries that an action list carries on from meeting to meeting told once."""
    kept: list[Action] = []
    by_number: dict[tuple[str, str], list[int]] = defaultdict(list)
    for action in actions:
        same = next((at for at in by_number[body_key(action.body), action.reference] if _same_entry(kept[at], action)), None)
        if not action.reference or same is None:
            by_number[body_key(action.body), action.reference].append(len(kept))
            kept.append(action)
            continue
        first = kept[same]
        mentions = first.mentions
        if action.day != first.day and action.closure is None:
            mentions = (*mentions, Mention(action.source, action.day, Link.LIST))
        kept[same] = replace(first, mentions=mentions, closure=first.closure or action.closure)
    return kept


def _same_entry(one: Action, other: Action) -> bool:
    first, second = set(content_terms(one.source.quote)), set(content_terms(other.source.quote))
    return len(first & second) >= _SAME_ENTRY * min(len(first), len(second))


def _traced(action: Action, corpus: Corpus) -> Action:
    """Return an action with the later places that speak of it and the first that settles it."""
    if action.reference or action.closure is not None:
        return action
    near = _near(action, corpus)
    best: dict[Key, tuple[float, int, Link]] = {}
    for at, link, score in near:
        sentence = corpus.sentences[at]
        key = (sentence.document.name, sentence.item.span.start)
        if key not in best or (settles(action, sentence, link), score) > (
            settles(action, corpus.sentences[best[key][1]], best[key][2]), best[key][0]
        ):  # fmt: skip
            best[key] = (score, at, link)
    placed = sorted(best.values(), key=lambda one: (corpus.sentences[one[1]].day or date.max, one[1]))
    closing = next((one for one in placed if settles(action, corpus.sentences[one[1]], one[2])), None)
    closure = _mention(corpus.sentences[closing[1]], closing[2]) if closing else _decided_later(action, corpus)
    until = closing[1] if closing else None
    mentions = [_mention(corpus.sentences[at], link) for _, at, link in placed if at != until][:_MOST]
    return replace(action, mentions=tuple(mentions), closure=closure)


def _mention(sentence: Sentence, link: Link) -> Mention:
    return Mention(cite(sentence.document, sentence.span), sentence.day, link)


def _near(action: Action, corpus: Corpus) -> Iterator[tuple[int, Link, float]]:
    """Yield the later sentences that share enough with an action, each with the tie and how much it shares."""
    if action.day is None:
        return
    said = telling_terms(action.source.quote) - frozenset(content_terms(f"{action.who} {action.to}"))
    shared = Counter(at for term in said if len(held := corpus.postings.get(term, ())) <= _RARE for at in held)
    candidates = {at: Link.WORDS for at, count in shared.items() if count > 1} | dict(_tied(action, corpus))
    body = body_key(action.body)
    for at, link in sorted(candidates.items()):
        sentence = corpus.sentences[at]
        day = sentence.day
        if (
            not _SAYS.search(sentence.text)
            or day is None
            or day <= action.day
            or (link is Link.WORDS and body_key(sentence.document.body) != body)
        ):
            continue
        share, cosine, count = _alike(said, at, link, corpus)
        least, alike, few = _BOUNDS[link]
        if share >= least and cosine >= alike and count >= few:
            yield at, link, cosine


def _alike(said: frozenset[str], at: int, link: Link, corpus: Corpus) -> tuple[float, float, int]:
    """Return the share of the action's words, the cosine, and the terms that a sentence has in common with an action.

    A sentence that refers to the item by number may lean on the one before it and its heading ("that undertaking").
    """
    other, its = corpus.terms[at], corpus.masses[at]
    if link is Link.REFERENCE:
        item = corpus.sentences[at].item
        before = corpus.terms[at - 1] if at and corpus.sentences[at - 1].item is item else frozenset()
        other |= before | telling_terms(item.heading)
        its = sum(corpus.rarity.get(term, 0.0) for term in other)
    if link is Link.HEADING:
        said -= frozenset(content_terms(corpus.sentences[at].item.heading))  # what is common to all that stands below
    common = said & other
    mass, own = (sum(corpus.rarity.get(term, 0.0) for term in terms) for terms in (common, said))
    return (mass / own, mass / math.sqrt(own * its), len(common)) if own and its else (0.0, 0.0, 0)


def _tied(action: Action, corpus: Corpus) -> Iterator[tuple[int, Link]]:
    """Yield the sentences under the action's heading in other records, then those that refer to its item by number."""
    item = Item(action.source.item, action.source.heading, action.source.span)
    for document, other in corpus.headed.get((body_key(action.body), heading_terms(item)), ()):
        for at in corpus.by_item.get((document.name, other.span.start), ()):
            yield at, Link.HEADING
    for document, other, span in corpus.referring.get((action.source.document, action.source.item), ()):
        for at in corpus.by_item.get((document.name, other.span.start), ()):
            if corpus.sentences[at].span.overlaps(span):
                yield at, Link.REFERENCE


def _decided_later(action: Action, corpus: Corpus) -> Mention | None:
    """Return the resolution that settles a deferred item: of the first later item of its heading or that refers to it."""
    if action.kind is not ActionKind.DEFERRED or action.day is None:
        return None
    item = Item(action.source.item, action.source.heading, action.source.span)
    same = [(d, i, Link.HEADING) for d, i in corpus.headed.get((body_key(action.body), heading_terms(item)), ())]
    same += [(d, i, Link.REFERENCE) for d, i, _ in corpus.referring.get((action.source.document, action.source.item), ())]
    later = [(day, d, i, link) for d, i, link in same if (day := day_of(d, i)) is not None and day > action.day and i.resolutions]
    for day, document, other, link in sorted(later, key=lambda one: (one[0], one[1].name, one[2].span)):
        span = other.resolutions[0].span
        telling = len(heading_terms(item)) >= _TELLING if link is Link.HEADING else heading_terms(other) & heading_terms(item)
        if telling:
            if not _PUT_OFF.search(" ".join(r.span.of(document.text) for r in other.resolutions)):
                return Mention(cite(document, span), day, link)
    return None
