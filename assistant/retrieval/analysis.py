"""What a question asks about: its terms and their spellings, dates, item numbers, kinds of record and kind of answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.dates import Dated, find_periods
from assistant.language import STOP_WORDS, content_terms, terms
from assistant.records import Kind

_ITEM_NUMBER = re.compile(
    r"\b(?:min(?:ute)?s?\.?\s*(?:nos?\.?|numbers?)?|(?:agenda\s+)?items?|section|paragraph|para\.?)\s*(?:no\.?\s*)?(\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?)\b",
    re.I,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ANNUAL_REPORT, re.compile(r"\bannual report", re.I)),
    (Kind.PERFORMANCE_REPORT, re.compile(r"\bperformance report|\bmid-?year report", re.I)),
    (Kind.MINUTES, re.compile(r"\bminutes\b|\bmeeting\b", re.I)),
    (Kind.STRATEGY, re.compile(r"\bstrategy\b", re.I)),
)
_ASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("why", re.compile(r"^\s*why\b", re.I)),  # whatever else it says: "Why was it decided …", "Why is the cost …"
    ("definition", re.compile(r"\bstands? for\b|\b(?:does|do) .{1,40} mean\b|\bmeant by\b|\bmeaning of\b|\bdefin(?:e|ed|ition)\b"
        r"|\bwhat (?:is|are|was) (?:the |an? )?[‘'\"]?(?:[A-Z][\w-]*\s?){1,5}[’'\"]?\s*\?$|\babbreviation\b"
        r"|\bacronym\b|\bknown as\b")),
    ("every-time", re.compile((r"\b(?:every|each|all(?: the| of the)?) (?:meetings?|times?|occasions?|minutes|items?|records?)\b"
        r"|\b(?:which|what) (?:meetings|minutes|occasions)\b|\bhow (?:often|many times)\b.*\b(?:discuss"
        r"|mention|consider|rais|debat|report)"), re.I)),
    ("cross-reference", re.compile((r"\bwhich (?:minute|item|agenda|page|appendix)\b|\bmin(?:ute)?\.? no\b|"
        r"\bwhere (?:was|is|were)\b.*\b(?:discuss"
        r"|record|report|set out)"), re.I)),
    ("list", re.compile((r"^\s*(?:please )?(?:list|name|set out|give)\b|\bwhat (?:were|are) the (?!.*\b(?:rate|number|figure"
        r"|total)\b)\w*\s*\w*\s*\w*s\b|\b(?:which|what) (?:two|three|four|five|six|seven|eight|nine|ten"
        r"|\d+)\b|\b(?:which|what) (?:\w+ ){0,2}\w{3,}s (?:were|are|make|made|do|did|have|had|form|took"
        r"|take|sit|serve)\b|\bwho (?:are|were) the\b|\bmade up of\b|\bmake up\b|\bcomprise"), re.I)),
    ("figure", re.compile((r"\bhow (?:many|much|long|often|large|big|old|far|high)\b|\bwhat (?:number|percentage|proportion"
        r"|share|rate|total|amount|sum|figure|was the (?:total|rate|number|cost|figure))\b|\bcosts?\b|\bper ?cent"
        r"|\bby how much\b|\bhighest\b|\blowest\b|\bmost\b|\bfewest\b|\bbiggest\b|\blargest\b|\bhow (?:\w+ )?(?:big"
        r"|large|small|great)\b|\bwhat\b.*\b(?:pay|paid|bill|count|fee|price|level|salary|budget|grant|funding"
        r"|percent(?:age)?|rate|number|amount|total|age|size|length)\b"), re.I)),
    ("decision", re.compile((r"\b(?:resol(?:ve|ved|ution)|decid(?:e|ed)|decisions?|agre(?:e|ed)|approv(?:e|ed)|recommend(?:ed"
        r"|ation)?s?|endorse)\b"), re.I)),
    ("when", re.compile((r"^\s*when\b|\bwhat (?:date|day|time|year|month)\b|\bwhich (?:date|day|year|month)\b|\bin (?:what"
        r"|which) year\b"), re.I)),
    ("who", re.compile(r"\bwho(?:m|se)?\b|\bwhich (?:officer|councillor|member|person|organisation|organization|body)\b", re.I)),
    ("why", re.compile(r"^\s*why\b|\bwhat (?:was|were|is) the reasons?\b|\bfor what reason\b|\bhow come\b", re.I)),
    ("how", re.compile(r"^\s*how\b", re.I)),
    ("yes-no", re.compile(r"^\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b", re.I)),
)  # fmt: skip
_ADVERB = re.compile(r"\b(?:yet|already|ever)\b", re.I)  # say nothing of what is asked about
CODE = r"\b(?=[\w/.-]*[A-Z])(?=[\w/.-]*\d)\w[\w.-]*(?:/[\w.-]*\w)+"  # a reference: "PA24/02210", "C24/0345/18/LL"
_NAME = re.compile(CODE + r"|(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]+|\b[A-Z]{2,}[\w-]*|\b[A-Z]-[A-Z]{2,}\b")
_EXPANSION_WEIGHT = 0.5  # a spelt-out acronym counts as much as its letters, shared among its words


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question understood.

    Attributes:
        question: The words as asked.
        asks: Kind of answer: figure, decision, who, when, why, how, definition, list, every-time, cross-reference,
            yes-no or fact.
        terms: Content terms, each once, in order.
        expansions: Terms added by acronyms, with the weight each bears.
        equals: For each acronym in play, its term and the terms of its long form: they stand for each other.
        names: Terms of capitalised words, which an answer must not miss.
        periods: Dates and periods named.
        numbers: Item or minute numbers named.
        kinds: Kinds of record named.
        meant: Words that no record holds, each with the word of the records that it is taken as.
    """

    question: str
    asks: str
    terms: tuple[str, ...]
    expansions: Mapping[str, float] = field(default_factory=dict)
    equals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    periods: tuple[Dated, ...] = ()
    numbers: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()

    @property
    def weighted(self) -> dict[str, float]:
        """Return every search term with its weight."""
        return {**self.expansions, **dict.fromkeys(self.terms, 1.0)}


def analyse(question: str, acronyms: Sequence[tuple[str, str]] = ()) -> Analysis:
    """Understand a question.

    Args:
        question: In natural language.
        acronyms: (acronym, long form) pairs that the records define.
    """
    wanted = tuple(dict.fromkeys(content_terms(_ADVERB.sub(" ", question))))
    shouted = sum(c.isupper() for c in question) > 0.6 * sum(c.isalpha() for c in question)
    names = (
        {}
        if shouted
        else dict.fromkeys(
            term
            for match in _NAME.finditer(question)
            if match.group().lower() not in STOP_WORDS
            for term in content_terms(match.group())
        )
    )
    equals = _equals(question, wanted, acronyms)
    return Analysis(
        question=question,
        asks=next((kind for kind, pattern in _ASKS if pattern.search(question)), "fact"),
        terms=wanted,
        expansions=_expansions(equals, wanted),
        equals=equals,
        names=tuple(names),
        periods=tuple(find_periods(question)),
        numbers=tuple(dict.fromkeys(match[1] for match in _ITEM_NUMBER.finditer(question))),
        kinds=tuple(kind for kind, pattern in _KINDS if pattern.search(question)),
    )


def _equals(question: str, wanted: Sequence[str], acronyms: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the acronyms of which the question uses either form, as (term of the letters): terms of the words."""
    found: dict[str, tuple[str, ...]] = {}
    held, asked = set(wanted), f" {' '.join(terms(question))} "
    for short, long in acronyms:
        letters, words = content_terms(short), tuple(dict.fromkeys(content_terms(long)))
        if letters and words and (letters[0] in held or f" {' '.join(terms(long))} " in asked):
            found.setdefault(letters[0], words)
    return found


def _expansions(equals: Mapping[str, Sequence[str]], wanted: Sequence[str]) -> dict[str, float]:
    """Return the terms of the form that the question does not use, with the weight each bears."""
    found: dict[str, float] = {}
    for letters, words in equals.items():
        if letters in wanted:
            found.update({term: _EXPANSION_WEIGHT for term in words if term not in wanted})
        else:
            found[letters] = 2 * _EXPANSION_WEIGHT
    return found
