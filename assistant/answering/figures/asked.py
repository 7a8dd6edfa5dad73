"""A question read as a request for figures: what is to be done with them, in which form, over which periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.answering.figures.light import light_terms, rate_terms
from assistant.answering.figures.signs import (
    AVERAGE,
    BOUND,
    CHANGED,
    EXTREME,
    HOW_MANY,
    MOVE,
    MOVED,
    NTH,
    NTHS,
    NUMBER,
    PERCENT,
    RANK,
    RATE,
    RATIO,
    SHARE,
    SUM,
    TOP,
    UNREAD,
    WHETHER,
    WHICH,
)
from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.figures.sheet import Form
from assistant.ingest.values import Unit, parse_value
from assistant.language import content_terms, terms

__all__ = ["Asked", "Bound", "Operation", "light_terms", "read_question"]


class Operation(StrEnum):
    """What is to be done with the figures."""

    LOOK_UP = "look up"
    EXTREME = "extreme"
    WHICH = "which"
    COUNT = "count"
    COMPARE = "compare"
    CHANGE = "change"
    WHETHER = "whether"
    SUM = "sum"
    AVERAGE = "average"
    SHARE = "share"
    RANK = "rank"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that figures are held against: above (or below) a value, the value itself counted in or not.

    ``scaled`` says that the value was said in thousands or millions.
    """

    above: bool
    value: Decimal
    inclusive: bool
    percent: bool = False
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read as a request for figures.

    Attributes:
        operation: What is to be done, as far as the words alone tell.
        form: The kind of figure asked for.
        terms: Content terms that the table has to answer to.
        phrase: The words they come from, for comparing meanings.
        periods: Periods named.
        highest: For an extreme: whether the highest is asked for; None where "best" or "worst" leave it open.
        place: For an extreme: 2 for "second highest".
        top: For an extreme: how many rows are asked for.
        rising: Direction asked about, None where none is.
        bound: Bound on the figures, None where there is none.
        percent: Whether a percentage is spoken of.
        total: Whether all of something is asked for.
        question: As asked.
        unread: Whether it asks for an operation that is not done here.
        moved: Whether a verb of movement is there ("rose"), not only a comparison ("more").
        good: "best" (True) or "worst" (False), None where neither is said.
    """

    operation: Operation
    form: Form
    terms: tuple[str, ...]
    phrase: str
    periods: tuple[Period, ...]
    highest: bool | None = None
    place: int = 1
    top: int = 1
    rising: bool | None = None
    bound: Bound | None = None
    good: bool | None = None
    percent: bool = False
    total: bool = False
    question: str = ""
    unread: bool = False
    moved: bool = False


def read_question(question: str, labels: Sequence[str] = ()) -> Asked:
    """Return a question as a request for figures.

    Args:
        question: As asked.
        labels: Row labels and headings of the table in mind: words inside one that the question names whole are no
            signs of an operation ("Most serious violence").
    """
    periods, rest = read_periods(question)
    signs = _without_labels(rest, labels)
    bound = _bound(signs)
    signs = BOUND.sub(" ", signs) if bound else signs
    extreme, move = EXTREME.search(signs), MOVE.search(signs)
    form = _form(signs, bool(move), extreme)
    top, nth = TOP.search(signs), NTH.search(signs)
    best = extreme and (extreme["best"] or extreme["worst"])
    words = rest if bound is None else BOUND.sub(" ", rest)
    if form is Form.RATE:
        words = RATE.sub(" ", words)
    light = light_terms() | rate_terms() if form is Form.RATE else light_terms()
    return Asked(
        operation=_operation(signs, extreme, move, bound, len(periods)),
        form=form,
        terms=tuple(dict.fromkeys(term for term in content_terms(words) if term not in light)),
        phrase=" ".join(w for w in re.findall(r"[\w’'-]+", words) if any(t not in light for t in content_terms(w))),
        periods=periods,
        highest=None if extreme is None or best else bool(extreme["high"]),
        place=NTHS[nth["n"].lower()] if nth else 1,
        top=_count(top["n"]) if top and extreme else 1,
        rising=None if move is None else bool(move["up"]),
        bound=bound,
        good=None if not best else bool(extreme and extreme["best"]),
        percent=bool(PERCENT.search(signs)),
        total=bool({"total", "overal"} & set(terms(signs)) or re.search(r"\bas a whole\b|\ball\b|\baltogether\b", signs)),
        question=question,
        unread=bool(UNREAD.search(signs) or extreme and RANK.search(signs) or len(BOUND.findall(rest)) > 1),
        moved=bool(MOVED.search(signs)),
    )


def _without_labels(text: str, labels: Sequence[str]) -> str:
    for label in labels:
        if len(label.split()) > 1 and (
            any(sign.search(label) for sign in (UNREAD, EXTREME, MOVE, SUM, PERCENT, AVERAGE, SHARE, RATIO, CHANGED))
        ):
            text = re.sub(re.escape(label), lambda m: " " * len(m[0]), text, flags=re.I)
    return text


def _form(signs: str, moves: bool, extreme: re.Match[str] | None) -> Form:
    percent = bool(PERCENT.search(signs))
    if moves and percent or percent and CHANGED.search(signs):
        return Form.PERCENT_CHANGE
    if RATE.search(signs):
        return Form.RATE
    if (moves or CHANGED.search(signs)) and not (extreme and not moves):
        return Form.CHANGE
    return Form.LEVEL


def _operation(
    signs: str, extreme: re.Match[str] | None, move: re.Match[str] | None, bound: Bound | None, periods: int
) -> Operation:
    which, how_many = bool(WHICH.search(signs)), bool(HOW_MANY.search(signs))
    if extreme:
        return Operation.EXTREME
    if RATIO.search(signs) and not (move and move["up"] is None and move["down"] is None):
        return Operation.RATIO
    if SHARE.search(signs) and not move:
        return Operation.SHARE
    if RANK.search(signs):
        return Operation.RANK
    if AVERAGE.search(signs) and not move:
        return Operation.AVERAGE
    if bound and (which or how_many):
        return Operation.COUNT if how_many else Operation.WHICH
    if (
        which
        and move
        and not how_many
        and not PERCENT.search(signs)
        and not re.search(r"\bby how\b|\bwhat (?:was|is)\b", signs, re.I)
    ):
        return Operation.WHICH
    if move and WHETHER.search(signs):
        return Operation.WHETHER
    if move or CHANGED.search(signs):
        return Operation.CHANGE
    return Operation.SUM if SUM.search(signs) else Operation.LOOK_UP


def _bound(signs: str) -> Bound | None:
    match = BOUND.search(signs)
    value = parse_value(match["value"].strip()) if match else None
    if match is None or value is None:
        return None
    return Bound(
        bool(match["over"] or match["least"]),
        value.value,
        bool(match["least"] or match["most"]),
        value.unit is Unit.PERCENT,
        value.scale > 1,
    )


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER[word.lower()]
