"""The default answerer: the fewest verbatim sentences, list entries or table rows that answer, or an abstention.

No language model is used.  What it says is what the record says; what it cannot back, it does not say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answering.actions.answer import action_units
from assistant.answering.decisions import decided_units, with_decision
from assistant.answering.definitions import defining_units
from assistant.answering.itemlookup import item_units
from assistant.answering.lists import best_listing, find_listings, list_units
from assistant.answering.matters import about_units
from assistant.answering.meetings import meeting_units
from assistant.answering.namesakes import named_otherwise
from assistant.answering.selection import NAMES, Scored, gives_reason, limit, model_file, of_kind, score_units, spoken
from assistant.answering.sight import said_in, unit_at
from assistant.answering.units import LEAD_IN, Unit, can_answer, opening, puts_question, split_units
from assistant.dates import Dated, find_periods
from assistant.language import content_terms
from assistant.records import Document, Hit, Kind
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.search import Found

_DECIDED = re.compile(r"\b(?:resolved|decided|agreed?|voted?|approved?|refused|granted|carried|adopted)\b", re.I)
_REASON = re.compile(r"\W*Reasons?\b[^:.]{0,60}:", re.I)
_PASSAGES = 8  # passages read closely; evidence further down almost never answers
_AHEAD = timedelta(days=183)  # a municipal year's budget and plans are settled in the half year before it begins
_PRESENT = re.compile(
    r"^\W*(?:(?:what|who|where|which|why|how(?:\s+(?:many|much|long|often))?)\b[^?]{0,40}?\b)?(?:is|are|do|does|has|have)\b"
    r"|.*\b(?:now|current(?:ly)?|at\s+present|latest|forecast)\b",
    re.I,
)  # fmt: skip
_SHORT_YEAR = re.compile(r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?)[’' ](\d{2})\b(?![.,]?\d)")
_CLOSE = 60  # units whose constraints are checked
_MOST_UNITS = 3
_MOST_LISTED = 12
_MOST_WORDS = 110


SURENESS = (
    "best", "margin", "own", "placed", "rarest", "together", "meaning", "names", "worst_missing", "missing_meaning", "of_kind",
    "figure", "first_passage", "leaning", "said_mass", "missing_mass", "rarest_missing", "few_said",
    "reply", "reply_first", "reply_meaning", "passage_ahead", "passage_strength",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What the answerer would say: the units in order, how sure it is, and the constraint that nothing met ("" if none)."""

    units: tuple[Unit, ...]
    chance: float
    unmet: str = ""


def choose(found: Found, document: Callable[[str], Document], matter: bool = False, latest: bool = False) -> Choice:
    """Return the units that answer the question best, and how likely they are to answer it.

    Args:
        found: The passages found for the question.
        document: Gives a document by name.
        matter: Whether the question is a matter alone, of which anything said is an answer.
        latest: Whether the newest of it is wanted.
    """
    units = split_units(found.hits[:_PASSAGES], document)
    scored = [one for one in score_units(found, units) if can_answer(one.unit)]
    if not scored:
        return Choice((), 0.0, "nothing in the records that may be seen speaks of it")
    formed = _by_form(found, [one.unit for one in scored], document)
    if formed and not unmet(found, formed[0], document):
        return Choice(tuple(formed[:_MOST_LISTED]), 1.0)
    fit = of_kind_first(found, [one for one in scored[:_CLOSE] if not unmet(found, one.unit, document)])
    if not fit:
        return Choice((scored[0].unit,), 0.0, unmet(found, scored[0].unit, document))
    fit = newest_first(found, fit)
    model = model_file()["sureness"]
    odds = model["bias"] + sum(model["weights"][n] * x for n, x in zip(SURENESS, sureness(found, fit), strict=True))
    chance = 1 / (1 + math.exp(-odds))
    if matter and (told := about_units(found, fit, latest)):
        return Choice(tuple(told), max(chance, _threshold()))
    if chance < _threshold() and (decided := decided_units(found, document)):
        return Choice(tuple(decided), _threshold())
    told = _with_list(fit[0].unit, document) or with_decision(found, _together(found, fit, document), document)
    return Choice(tuple(told), chance)


def _with_list(best: Unit, document: Callable[[str], Document]) -> list[Unit]:
    """Return a unit that announces a list with the entries it announces; nothing where it announces none."""
    if not LEAD_IN.search(best.text) or best.row is not None:
        return []
    whole = document(best.hit.document)
    for listing in find_listings(whole.text, whole.items[best.hit.item_index]):
        if listing.lead_in.overlaps(best.span):
            return list_units(best.hit, whole, listing)[: _MOST_LISTED + 1]
    return []


def of_kind_first(found: Found, fit: Sequence[Scored]) -> list[Scored]:
    """Return units that hold what is asked for (a person, a date, a figure) before stronger ones that do not."""
    close = [one for one in fit if one.score >= fit[0].score - limit("kind_reach")]
    held = [one for one in close if of_kind(found.analysis, one.unit.text)]
    return [*held, *(one for one in fit if one not in held)] if held else list(fit)


def newest_first(found: Found, fit: Sequence[Scored]) -> list[Scored]:
    """Return units, where the present is asked, with the newest first of those that say as much as the best and as surely."""
    analysis = found.analysis  # of those who name a person in passing the newest says nothing of who it is
    if analysis.asks in ("who", "definition") or analysis.periods or not _PRESENT.match(analysis.question):
        return list(fit)
    best, said = fit[0], _covered(found, fit[0].unit)
    near = [one for one in fit if one.score >= best.score - limit("second_margin") and said <= _covered(found, one.unit)]
    equal = [one for one in near if of_kind(analysis, one.unit.text) or not of_kind(analysis, best.unit.text)]
    newest = max(equal, key=lambda one: one.unit.hit.meeting_date or date.min)  # of one meeting the best, which stands first
    return [newest, *(one for one in fit if one is not newest)]


def _by_form(found: Found, units: Sequence[Unit], document: Callable[[str], Document]) -> list[Unit]:
    """Return what answers by its form alone: facts of a meeting, a definition, a whole list; none where none does."""
    told = meeting_units(found, document) or item_units(found, document) or action_units(found, document)
    if told:
        return told
    if found.analysis.asks in ("definition", "fact"):
        defining = defining_units(found, units, [pair for hit in found.hits for pair in document(hit.document).acronyms])
        if defining:
            return defining
    return best_listing(found, document) if found.analysis.asks == "list" else []


def sureness(found: Found, fit: Sequence[Scored]) -> list[float]:
    """Return what tells an answer from a near miss (in the order of SURENESS): the best unit's strength and what it covers."""
    best, row = fit[0], dict(zip(NAMES, fit[0].row, strict=True))
    wanted = [term for term in found.analysis.terms if term in found.rarity]
    said = set().union(*(_covered(found, one.unit) for one in fit[:3]))
    total = sum(found.rarity[term] for term in wanted) or 1.0
    around = spoken(found.analysis, f"{best.unit.text} {best.unit.lead_in} {best.unit.hit.context} {best.unit.hit.text}")
    missing = max((found.rarity[term] for term in wanted if term not in around), default=0.0)
    top = max(hit.meaning for hit in found.hits)
    held = _covered(found, best.unit).intersection(wanted)
    mass = sum(found.rarity[term] for term in held)
    rarest = max(wanted, key=lambda term: found.rarity[term], default="")
    return [
        best.score, best.score - fit[1].score if len(fit) > 1 else 2.0, max(row["own"], row["own_with_lead_in"]), row["placed"],
        row["rarest_own"], sum(found.rarity[term] for term in said) / total, top, row["names"],
        missing / max(found.rarity.values(), default=1.0), missing * (1 - top) / 5,
        float(of_kind(found.analysis, best.unit.text)), float(found.analysis.asks == "figure"), row["passage_first"],
        float("(" in found.analysis.question), math.log1p(mass), sum(found.rarity[t] for t in wanted if t not in around) / 10,
        float(rarest not in around), float(len(held) < 2), row["reply_asked"], row["reply_in_best"], row["reply_asked"] * top,
        _ahead(found, best.unit.hit), best.unit.hit.score / 10,
    ]  # fmt: skip


def _ahead(found: Found, best: Hit) -> float:
    """Return by how much a passage's score is above that of the best passage of another item."""
    item = (best.document, best.item_index)
    return best.score - max((hit.score for hit in found.hits if (hit.document, hit.item_index) != item), default=best.score - 3)


def sure_enough(choice: Choice) -> bool:
    """Return whether a choice is likelier to answer than the fitted threshold."""
    return not choice.unmet and choice.chance >= _threshold()


def log_odds(chance: float) -> float:
    """Return the logarithm of a chance's odds, between -20 and 20."""
    near = min(max(chance, 2e-9), 1 - 2e-9)
    return math.log(near / (1 - near))


def _threshold() -> float:
    return float(model_file()["sureness"]["threshold"])


def unmet(found: Found, unit: Unit, document: Callable[[str], Document]) -> str:
    """Return the constraint of the question that a unit's evidence does not meet, "" if it meets all.

    Names and years that the question gives must stand in the unit, in what announces it, in its passage, or above it: in
    its headings, the record's title, its first lines or its file name; of many names the most telling ones do.
    """
    hit, analysis = unit.hit, found.analysis
    near = hit.text if unit.row is None else ""
    whole = document(hit.document)
    above = f"{hit.context} {hit.body} {hit.title} {opening(whole)} {re.sub(r'[-_.]+', ' ', hit.document)}"
    around = f"{unit.text} {unit.lead_in} {near} {hit.context}"
    held = spoken(analysis, f"{around} {above}")
    names = {name: found.rarity.get(name, 0.0) for name in analysis.names if not _in_period(analysis, name)}
    missing = [name for name in names if name not in held]
    replied = unit.replies is not None and puts_question(analysis.question)  # a reply need not repeat the question's names
    if missing and not replied and sum(names[name] for name in missing) > limit("names_may_miss") * sum(names.values()):
        return f"no evidence for {_as_asked(analysis, missing)}"
    if not replied and (other := named_otherwise(analysis, unit)):
        return f"no evidence for {other}"
    if _DECIDED.search(analysis.question) and hit.kind is Kind.AGENDA_ITEM and not whole.items[hit.item_index].resolutions:
        return "an agenda says what was to be decided, not what was"
    for period in analysis.periods:
        if not _meets(period, unit, f"{around} {hit.title}", analysis.asks == "decision"):
            return f"no evidence for {period.span.of(analysis.question)}"
    return ""


def _in_period(analysis: Analysis, name: str) -> bool:
    return any(name in content_terms(period.span.of(analysis.question)) for period in analysis.periods)


def _meets(period: Dated, unit: Unit, around: str, decided: bool) -> bool:
    """Return whether the evidence is of the period: its meeting falls in it, or its words name it or a part of it.

    A decision is of the meeting that took it: there only the item's heading may name another period.
    """
    day = unit.hit.meeting_date
    if day and (period.holds(day) or (period.grain == "municipal year" and period.first - _AHEAD <= day <= period.last)):
        return True
    around = unit.hit.heading if decided and day else around
    return any(other.first <= period.last and period.first <= other.last for other in _periods_of(around))


def _periods_of(text: str) -> Sequence[Dated]:
    """Return the periods of a text; two-digit years after a month ("Apr-Aug 18") are read as years."""
    widened = _SHORT_YEAR.sub(lambda m: f"{m[1]} 20{m[2]}", text)
    return find_periods(widened)


def _as_asked(analysis: Analysis, missing: Sequence[str]) -> str:
    words = re.findall(r"[\w’'&/-]+", analysis.question)
    return " ".join(dict.fromkeys(word for word in words if any(term in missing for term in content_terms(word))))


def _together(found: Found, scored: Sequence[Scored], document: Callable[[str], Document]) -> list[Unit]:
    """Return the best unit and those that add what it leaves open: other parts of the question."""
    best = scored[0]
    chosen = [best.unit, *_reason_after(found, best.unit, scored, document)]
    covered = set().union(*(_covered(found, unit) for unit in chosen))
    words = sum(len(unit.text.split()) for unit in chosen)
    for one in scored[1:12]:
        adds = _covered(found, one.unit) - covered
        gain = sum(found.rarity.get(term, 0.0) for term in adds)
        near = one.score >= best.score - limit("second_margin")
        length = len(one.unit.text.split())
        if (
            len(chosen) < _MOST_UNITS
            and near
            and words + length <= _MOST_WORDS
            and _new(one.unit, chosen)
            and (adds and gain > 1.0 or one.score > 0)
        ):
            chosen.append(one.unit)
            covered |= adds
            words += length
    return chosen


def _reason_after(found: Found, best: Unit, scored: Sequence[Scored], document: Callable[[str], Document]) -> list[Unit]:
    """Return the reason that the item prints as such, else the sentence after the best one, where that gives none."""
    if found.analysis.asks != "why" or gives_reason(best.text):
        return []
    whole = document(best.hit.document)
    item = whole.items[best.hit.item_index]
    below = [unit_at(whole, span) for span in said_in(whole, item) if span.start >= best.span.end]
    printed = [unit for unit in below if _REASON.match(unit.text)]
    following = (best.hit.passage, best.position + 1)
    return printed[:1] or [one.unit for one in scored if (one.unit.hit.passage, one.unit.position) == following]


def _covered(found: Found, unit: Unit) -> set[str]:
    return spoken(found.analysis, f"{unit.text} {unit.lead_in}") & set(found.analysis.terms)


def _new(unit: Unit, chosen: Sequence[Unit]) -> bool:
    words = set(content_terms(unit.text))
    for other in chosen:
        held = set(content_terms(other.text))
        if words and len(words & held) >= 0.8 * min(len(words), len(held)):
            return False
        if other.hit.document == unit.hit.document and other.span.overlaps(unit.span):
            return False
    return True


def nearest(found: Found, count: int = 3) -> Sequence[Hit]:
    """Return the passages to offer beside an abstention, one an item."""
    seen: dict[tuple[str, int], Hit] = {}
    for hit in found.hits:
        seen.setdefault((hit.document, hit.item_index), hit)
    return list(seen.values())[:count]
