"""Which units answer: features of each against the question, and a logistic model fitted on questions with known evidence.

``eval/fit_selection.py`` fits the weights; docs/ranking.md holds their data card.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.answering.askedclass import asked_class, names_class
from assistant.answering.moneywords import MONEY, like_words
from assistant.answering.units import Unit, puts_question
from assistant.dates import find_periods
from assistant.language import content_terms
from assistant.records import PassageKind
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

NAMES = (
    "own", "own_with_lead_in", "placed", "names", "neighbours", "density", "period_own", "period_missing", "number_asked",
    "number_in_row", "money_asked", "person_asked", "date_asked", "reason_asked", "means_asked", "decision_asked",
    "definition_asked", "list_asked", "resolution", "passage_score", "passage_first", "passage_meaning", "first_in_passage",
    "heading_own", "length", "question", "row_label", "row", "fragment", "reference_asked", "figures_missing",
    "named_asked", "figure_wanting", "rarest_own", "rarest_led", "beyond_heading", "before", "after", "best_of_passage",
    "reply_asked", "reply_opening", "reply_first", "reply_in_best",
)  # fmt: skip

_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|half|none|no)\b", re.I
)
_MONEY_ASKED = re.compile(
    (
        r"\bcosts?\b|\bhow much\b|\bfunding\b|\bbudget\b|\bfee\b|\bfine\b|\bworth\b|\bprice\b|\bgrant\b|\bamount\b"
        r"|\bsum\b"
    ),
    re.I,
)
_PERSON = re.compile(
    r"\b(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Sir|Rev|Insp(?:ector)?|Chief|Sergeant|Sgt|Chairman|Chair|Chairperson|Mayor|"
    r"Leader|Director|Manager|Officer)\b\.?\s*(?:\([^)]*\)\s*)?(?:[A-Z][\w’'.-]*\s*){1,3}|\b[A-Z][a-z]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]{2,}\b"
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m|hrs|hours)?|\b\d{1,2}\s*[ap]\.?m\b|\bnoon\b|\bmidnight\b", re.I)
_LONG_ASKED = re.compile(
    (
        r"\bhow long\b(?! is| was the| are)|\bfor what (?:period|time)\b|\bhow many (?:years|months|weeks|days"
        r"|hours|minutes)\b"
    ),
    re.I,
)
_DURATION = re.compile(r"\b(?:second|minute|hour|day|week|fortnight|month|year|decade)s?\b", re.I)
_SHARE_ASKED = re.compile(r"\bwhat (?:proportion|percentage|share|fraction|per cent)\b|\bpercentage\b", re.I)
_SHARE = re.compile(r"%|\bper\s?cent\b|\b(?:half|third|quarter|fifth|tenth)s?\b|\bone in\b", re.I)
_COST_ASKED = re.compile(
    (
        r"\bwhat (?:was|were|is|are) the (?:\w+ )?(?:costs?|expenditure|spending|spend|income|revenue|budget|price|charge|fee)\b|"
        r"\bhow much (?:money|funding|did|does|will|would|has|was|were|is|are) .*\b(?:cost|pay|paid|spen[dt]"
        r"|fund|award|grant|raise|worth|charge)|\bwhat (?:did|does|do|will|would) .*\b(?:cost|pay|spend|charge)\b"
        r"|\bsalary\b|\bbudget of\b"
    ),
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|result(?:ed|ing)? (?:of|from)|since|following|in order to"
    r"|so that|to (?:comply|ensure|enable|allow|avoid|prevent|reduce)|"
    r"given that|reasons?|caused? by|attribut|explained|led to|therefore|as a consequence|reflect(?:s"
    r"|ed|ing)|impact(?:ed)? by|in light of|in view of|in response to)\b",
    re.I,
)
_MEANS = re.compile(
    (
        r"\b(?:by \w+ing|through|via|using|by means of|with the (?:help|aid|support)|under the terms|could be"
        r"|can be|would be)\b"
    ),
    re.I,
)
_DECISION = re.compile(
    r"\b(?:resolved|agreed|approved|noted?|recommend(?:ed)?|endorsed|adopted|RESOLVED|AGREED|requested|undertook"
    r"|deferred|authori[sz]ed|be (?:noted|approved|agreed|confirmed|adopted|received|submitted))\b"
)
_DEFINITION = re.compile(
    r"\([A-Z][\w&-]{1,9}\)|\b(?:means|known as|defined as|stands for|called|refers? to|is an?|was an?|were)\b"
    r"|\s[–—-]\s"
)
_REFERENCE = re.compile(r"\b(?:Min(?:ute)?\.?\s*No|agenda\s+p|Appendi(?:x|ces)|Item\s+[A-Z\d])\b", re.I)


_TITLED = re.compile(
    r"\b(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Sir|Rev|Insp(?:ector)?|Sergeant|Sgt)\b\.?\s+(?:[A-Z][\w’'.-]*\s*){1,3}"
)
_OPENING = 200  # characters after which a reply has half come to its point
_BESIDE = 40  # characters between a name and the role or deed it is asked for


def names_who(analysis: Analysis, text: str) -> bool:
    """Return whether a text names a person, by title, close by the words that the question asks about."""
    asked = set(analysis.terms)
    for match in _TITLED.finditer(text):
        if set(content_terms(match.group())) <= asked:
            continue
        around = content_terms(text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE])
        if len(asked.intersection(around)) >= min(2, len(asked)):
            return True
    return False


def names_person(text: str) -> bool:
    """Return whether a text names a person, by title or by two names."""
    return bool(_PERSON.search(text) or _TITLED.search(text))


def of_kind(analysis: Analysis, text: str) -> bool:
    """Return whether a text holds what a question asks for: a kind of place, a person, a date, money, a share, a figure.

    True for questions that ask for no certain thing.
    """
    if place := asked_class(analysis.question):
        return names_class(place, text)
    if analysis.asks == "who":
        return bool(_PERSON.search(text))
    if analysis.asks == "when":
        return bool(find_periods(text) or _CLOCK.search(text))
    if analysis.asks != "figure":
        return True
    for asked, held in ((_LONG_ASKED, _DURATION), (_SHARE_ASKED, _SHARE), (_COST_ASKED, MONEY)):
        if asked.search(analysis.question):
            return bool(held.search(text))
    return bool(_FIGURE.search(_without_dates(text)))


def gives_reason(text: str) -> bool:
    """Return whether a text has a word that gives a reason."""
    return bool(_REASON.search(text))


def _without_dates(text: str) -> str:
    for period in reversed(find_periods(text)):
        text = text[: period.span.start] + text[period.span.end :]
    return text


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit, its features, and the log-odds that it is (part of) the answer."""

    unit: Unit
    row: tuple[float, ...]
    score: float


def score_units(found: Found, units: Sequence[Unit]) -> list[Scored]:
    """Return the units with their log-odds, best first, equal ones in the order of the search."""
    weights, bias = load_model()
    rows = unit_features(found, units)
    scored = [
        Scored(u, tuple(r), bias + sum(w * x for w, x in zip(weights, r, strict=True))) for u, r in zip(units, rows, strict=True)
    ]
    return sorted(scored, key=lambda s: -s.score)


def unit_features(found: Found, units: Sequence[Unit]) -> list[list[float]]:
    """Return one row of features (in the order of NAMES) for each unit."""
    rank = {hit.passage: at for at, hit in enumerate(found.hits)}
    top = found.hits[0].score if found.hits else 0.0
    wanted = _Wanted.of(found.analysis, found.rarity)
    own = [spoken(found.analysis, unit.text) for unit in units]
    shares = [wanted.share(held) for held in own]
    best: dict[int, float] = {}
    for unit, share in zip(units, shares, strict=True):
        best[unit.hit.passage] = max(best.get(unit.hit.passage, 0.0), share)
    rows = []
    for at, unit in enumerate(units):
        beside = [
            shares[other] if 0 <= other < len(units) and units[other].hit.passage == unit.hit.passage else 0.0
            for other in (at - 1, at + 1)
        ]
        row = _features(found, wanted, unit, rank[unit.hit.passage], top)
        relative = [*_relative(wanted, unit, own[at]), *beside, shares[at] - best[unit.hit.passage]]
        rows.append([*row, *relative, *_replying(found.analysis, unit, rank[unit.hit.passage])])
    return rows


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question's terms, each with the forms that stand for it, and how rare each is."""

    terms: tuple[str, ...]
    rarity: Mapping[str, float]
    years: frozenset[int]
    numbers: frozenset[str]

    @classmethod
    def of(cls, analysis: Analysis, rarity: Mapping[str, float]) -> _Wanted:
        dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
        terms = tuple(term for term in analysis.terms if term not in dated)
        years = frozenset(year for period in analysis.periods for year in (period.first.year, period.last.year))
        numbers = frozenset(term for term in terms if term.replace(".", "").isdigit())
        return cls(terms, rarity, years, numbers)

    def share(self, held: set[str], terms: Sequence[str] | None = None) -> float:
        terms = self.terms if terms is None else terms
        total = sum(self.rarity.get(term, 0.0) for term in terms)
        return sum(self.rarity.get(term, 0.0) for term in terms if term in held) / total if total else 0.0


def spoken(analysis: Analysis, text: str) -> set[str]:
    """Return the content terms of a text, and for each acronym or long form of the question in it the other form.

    What a sum of money is called in the question ("spent") counts as said where the text gives one by a like word ("cost").
    """
    held = set(content_terms(text))
    for form, terms in analysis.equals.items():
        if form not in held and terms and all(term in held for term in terms):
            held.add(form)
        elif form in held:
            held.update(terms)
    return held | like_words(analysis.terms, held) if MONEY.search(text) else held


def _features(found: Found, wanted: _Wanted, unit: Unit, rank: int, top: float) -> list[float]:
    analysis, hit, text = found.analysis, unit.hit, unit.text
    own = spoken(analysis, text)
    led = own | spoken(analysis, unit.lead_in)
    placed = (
        led | spoken(analysis, f"{hit.context} {hit.body}") | spoken(analysis, hit.text)
        if unit.row is None
        else led | spoken(analysis, f"{hit.context} {hit.body}")
    )
    asks, words = analysis.asks, content_terms(text)
    pairs, asked = set(zip(words, words[1:], strict=False)), list(zip(wanted.terms, wanted.terms[1:], strict=False))
    years = {year for period in find_periods(f"{text} {unit.lead_in}") for year in (period.first.year, period.last.year)}
    near = years | ({hit.meeting_date.year} if hit.meeting_date else set()) | {p.first.year for p in find_periods(hit.context)}
    label = set(content_terms(unit.table.rows[unit.row][0].text)) if unit.table and unit.row is not None else set()
    figure = bool(_FIGURE.search(text))
    return [
        wanted.share(own), wanted.share(led), wanted.share(placed),
        wanted.share(placed, analysis.names) if analysis.names else 1.0,
        sum(pair in pairs for pair in asked) / len(asked) if asked else 0.0,
        len(own & set(wanted.terms)) / (len(own) + 3), float(bool(wanted.years) and bool(wanted.years & years)),
        float(bool(wanted.years) and not wanted.years & near), float(asks == "figure" and figure and unit.row is None),
        float(asks == "figure" and unit.row is not None),
        float(bool(_MONEY_ASKED.search(analysis.question)) and bool(MONEY.search(text))),
        float(asks == "who" and bool(_PERSON.search(text))), float(asks == "when" and bool(find_periods(text))),
        float(asks == "why" and bool(_REASON.search(text))), float(asks == "how" and bool(_MEANS.search(text))),
        float(asks == "decision" and bool(_DECISION.search(text))),
        float(asks == "definition" and bool(_DEFINITION.search(text))),
        float(asks == "list" and (unit.listed or text.count(",") > 1)),
        float(hit.passage_kind is PassageKind.RESOLUTION and asks == "decision"), hit.score - top, float(rank == 0),
        1.0 / (1 + rank), float(unit.position == 0), wanted.share(spoken(analysis, hit.heading)),
        min(2.0, math.log1p(len(words)) / 2),
        float(text.endswith("?")), wanted.share(label) if label else 0.0, float(unit.row is not None),
        float(not re.search(r"[.;:!)]$", text) and unit.row is None),
        float(asks == "cross-reference" and bool(_REFERENCE.search(text))),
        float(bool(wanted.numbers - own)), float(asks == "who" and names_who(analysis, text)),
        float(asks == "figure" and not figure),
    ]  # fmt: skip


def _relative(wanted: _Wanted, unit: Unit, own: set[str]) -> list[float]:
    """Return whether the rarest question term is said, and how much is said of what the heading does not say already."""
    rarest = max(wanted.terms, key=lambda term: wanted.rarity.get(term, 0.0), default="")
    heading = set(content_terms(f"{unit.hit.heading} {unit.hit.context}"))
    beyond = [term for term in wanted.terms if term not in heading]
    return [float(rarest in own), float(rarest in set(content_terms(unit.lead_in))), wanted.share(own, beyond) if beyond else 0.0]


def _replying(analysis: Analysis, unit: Unit, rank: int) -> list[float]:
    """Return, where a member's question is put, how a unit stands in the reply that its item prints to one."""
    if unit.replies is None or not puts_question(analysis.question):
        return [0.0, 0.0, 0.0, 0.0]
    return [1.0, 1 / (1 + unit.replies / _OPENING), 1 / (1 + rank), float(rank == 0)]


@lru_cache(maxsize=1)
def load_model() -> tuple[tuple[float, ...], float]:
    """Return the weight of each feature and the bias."""
    held = model_file()
    return tuple(float(held["weights"][name]) for name in NAMES), float(held["bias"])


def limit(name: str) -> float:
    """Return a fitted limit of the answerer by name; ``eval/fit_limits.py`` fits them."""
    return float(model_file()["limits"][name])


@lru_cache(maxsize=1)
def model_file() -> dict[str, Any]:
    """Return the fitted model as stored: weights, bias and the thresholds under which nothing is said."""
    return dict(json.loads(resources.files("assistant.answering").joinpath("selection.json").read_text("utf-8")))
