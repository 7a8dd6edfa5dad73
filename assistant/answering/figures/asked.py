"""A question read as a request for figures: what is to be done with them, in which form, over which periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.ingest.figures.periods import Period, read_periods
from assistant.ingest.figures.sheet import Form
from assistant.ingest.values import Unit, parse_value
from assistant.language import content_terms, stem, terms

_HIGH = r"most|highest|biggest|largest|greatest|maximum|top|longest|steepest|sharpest"
_LOW = r"fewest|lowest|smallest|least|minimum|shortest|slightest|bottom"
_UP = (
    r"rise|rises|rose|risen|rising|increas\w*|grow\w*|grew|gain\w*|climb\w*|went up|gone up|go up|up by"
    r"|worsen\w*|higher|larger|bigger|greater|more"
)
_DOWN = (
    r"falls?|fell|fallen|falling|decreas\w*|drop\w*|reduc\w*|declin\w*|shr[aiu]nk\w*|went down|gone down|go down"
    r"|down by|"
    r"come down|came down|lower|smaller|fewer|less"
)
_EXTREME = re.compile(rf"(?<!at )\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<worst>worst)|(?P<best>best))\b(?! recent)", re.I)
_MOVE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.I)
_MOVED = re.compile(rf"(?!\b(?:more|fewer|less|higher|lower|larger|bigger|greater|smaller)\b)\b(?:{_UP}|{_DOWN})\b", re.I)
_CHANGED = re.compile(r"\bchang\w*|\bdiffer\w*|\bgap\b|\bmargin\b|\bby how (?:much|many)\b|\bmov(?:e|ed|ement)\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent\w*\b|\bpercentage\b|\bproportionat\w*", re.I)
_SHARE = re.compile(
    r"\b(?:share|proportion|fraction|slice|part)\b(?=.*\b(?:of|in)\b)|(?:%|\bper ?cent(?:age)?|\bpercentage) of\b"
    r"|\bconstitut\w*|\bout of\b",
    re.I,
)
_RATE = re.compile(r"\bper\s+(?:[\d,]+|thousand|hundred|head|capita|person|household)\b|\brates?\b", re.I)
_SUM = re.compile(
    r"\bcombined\b|\btogether\b|\bsum of\b|\bin total\b|\btotal (?:of|for|across|number|amount)\b|\bacross all\b"
    r"|\badded up\b",
    re.I,
)
_AVERAGE = re.compile(r"\baverage\b|\bmean\b", re.I)
# Asked for, and not done here: better unread than read as something simpler.
_UNREAD = re.compile(
    r"\bratio\b|\bexclud\w*|\bexcept\b|\bother than\b|\bbesides\b|\bnot\b|n[’']t\b|\bnext\b|\bconsecutive\w*"
    r"|\bmedian\b|\bcompound\b"
    r"|\bweighted\b|\btimes (?:as|more)\b|\b(?:19|20)\d\d average\b|\bnet (?:average|percentage)\b|\bwould\b", re.I
)  # fmt: skip
_RANK = re.compile(r"\brank\w*\b|\bwhat position\b|\bhow does .* compare\b", re.I)
_WHICH = re.compile(r"^\s*(?:in |for |at |of )?(?:which|what|where|who|name|list|give|show)\b|\bwhich\b|\bwhere\b", re.I)
_WHETHER = re.compile(r"^\s*(?:did|was|were|has|have|is|are|does|do|had)\b", re.I)
_HOW_MANY = re.compile(
    r"\bhow (?:many|much|big|large|high|low|few)\b|\bwhat (?:number|amount|total|figure|percentage|proportion"
    r"|share|rate)\b",
    re.I,
)
_NUMBER = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
_TOP = re.compile(
    rf"\b(?:top|bottom|highest|lowest|largest|smallest|the|which|what|name|list)\s+(?P<n>\d{{1,2}}|{'|'.join(_NUMBER)})\b",
    re.I,
)
_NTH = re.compile(
    r"\b(?P<n>second|third|fourth|fifth|2nd|3rd|4th|5th)[- ](?:most|highest|biggest|largest|greatest|lowest"
    r"|smallest|fewest|least|best|worst)\b",
    re.I,
)
_NTHS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_BOUND = re.compile(
    r"\b(?:(?P<over>more than|over|above|exceed(?:ed|ing|s)?|greater than|higher than)|(?P<under>less than|fewer "
    r"than|under|below|lower than)"
    r"|(?P<least>at least|no fewer than|no less than)|(?P<most>at most|no more than|up to))\s+"
    r"(?P<value>[£$€]?\d[\d,.]*\s?(?:k|m|bn|million|thousand|%|per ?cent)?(?![\w-]))", re.I
)  # fmt: skip
_LIGHT = frozenset(
    stem(word)
    for word in (
        "number figure count total overall amount level recorded reported take took taken place happen happened "
        "occur occurred "
        "see saw seen area district borough ward category type kind period year month months same compare compared "
        "comparison "
        "percentage percent cent proportion share slice rate per thousand hundred head capita average mean "
        "combined together sum "
        "among whole altogether rank ranked position change difference gap margin year-on-year highest lowest "
        "biggest smallest largest "
        "greatest fewest least worst best top bottom second third fourth fifth maximum minimum rise rose risen "
        "rising increase "
        "increased increasing fall fell fallen falling decrease decreased decreasing drop dropped reduce reduced "
        "reduction decline "
        "declined grow grew growth larger bigger greater smaller high low higher lower fewer less go went gone "
        "come came big large small get got value figures "
        "issued made received handled dealt held counted logged registered committed carried done put set "
        "first last earlier later previous early late time state stated give given show shown"
        " two three four five six seven eight nine ten % kent's"
    ).split()[:-1]
)
_RATE_WORDS = frozenset(
    stem(word) for word in "people person population residents resident inhabitants households household popn".split()
)


def light_terms() -> frozenset[str]:
    """Return the terms of words that ask for a figure without saying of what."""
    return _LIGHT


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


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that figures are held against: above (or below) a value, the value itself counted in or not."""

    above: bool
    value: Decimal
    inclusive: bool
    percent: bool = False


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
    signs = _BOUND.sub(" ", signs) if bound else signs
    extreme, move = _EXTREME.search(signs), _MOVE.search(signs)
    form = _form(signs, bool(move), extreme)
    top, nth = _TOP.search(signs), _NTH.search(signs)
    best = extreme and (extreme["best"] or extreme["worst"])
    words = rest if bound is None else _BOUND.sub(" ", rest)
    if form is Form.RATE:
        words = _RATE.sub(" ", words)
    light = _LIGHT | _RATE_WORDS if form is Form.RATE else _LIGHT
    return Asked(
        operation=_operation(signs, extreme, move, bound, len(periods)),
        form=form,
        terms=tuple(dict.fromkeys(term for term in content_terms(words) if term not in light)),
        phrase=" ".join(w for w in re.findall(r"[\w’'-]+", words) if any(t not in light for t in content_terms(w))),
        periods=periods,
        highest=None if extreme is None or best else bool(extreme["high"]),
        place=_NTHS[nth["n"].lower()] if nth else 1,
        top=_count(top["n"]) if top and extreme else 1,
        rising=None if move is None else bool(move["up"]),
        bound=bound,
        good=None if not best else bool(extreme and extreme["best"]),
        percent=bool(_PERCENT.search(signs)),
        total=bool({"total", "overal"} & set(terms(signs)) or re.search(r"\bas a whole\b|\ball\b", signs)),
        question=question,
        unread=bool(_UNREAD.search(signs) or extreme and _RANK.search(signs) or len(_BOUND.findall(rest)) > 1),
        moved=bool(_MOVED.search(signs)),
    )


def _without_labels(text: str, labels: Sequence[str]) -> str:
    for label in labels:
        if len(label.split()) > 1 and (
            _UNREAD.search(label) or _EXTREME.search(label) or _MOVE.search(label) or _SUM.search(label) or _PERCENT.search(label)
        ):
            text = re.sub(re.escape(label), lambda m: " " * len(m[0]), text, flags=re.I)
    return text


def _form(signs: str, moves: bool, extreme: re.Match[str] | None) -> Form:
    percent = bool(_PERCENT.search(signs))
    if moves and percent or percent and _CHANGED.search(signs):
        return Form.PERCENT_CHANGE
    if _RATE.search(signs):
        return Form.RATE
    if (moves or _CHANGED.search(signs)) and not (extreme and not moves):
        return Form.CHANGE
    return Form.LEVEL


def _operation(
    signs: str, extreme: re.Match[str] | None, move: re.Match[str] | None, bound: Bound | None, periods: int
) -> Operation:
    which, how_many = bool(_WHICH.search(signs)), bool(_HOW_MANY.search(signs))
    if extreme:
        return Operation.EXTREME
    if _SHARE.search(signs) and not move:
        return Operation.SHARE
    if _RANK.search(signs):
        return Operation.RANK
    if _AVERAGE.search(signs) and not move:
        return Operation.AVERAGE
    if bound and (which or how_many):
        return Operation.COUNT if how_many else Operation.WHICH
    if (
        which
        and move
        and not how_many
        and not _PERCENT.search(signs)
        and not re.search(r"\bby how\b|\bwhat (?:was|is)\b", signs, re.I)
    ):
        return Operation.WHICH
    if move and _WHETHER.search(signs):
        return Operation.WHETHER
    if move or _CHANGED.search(signs):
        return Operation.CHANGE
    return Operation.SUM if _SUM.search(signs) else Operation.LOOK_UP


def _bound(signs: str) -> Bound | None:
    match = _BOUND.search(signs)
    value = parse_value(match["value"].strip()) if match else None
    if match is None or value is None:
        return None
    return Bound(
        bool(match["over"] or match["least"]),
        value.value,
        bool(match["least"] or match["most"]),
        value.unit is Unit.PERCENT,
    )


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER[word.lower()]
