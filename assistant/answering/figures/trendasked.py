"""A question read as one about a course in time: over which periods, and what is left of it without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.figures.asked import Asked, Operation, read_question
from assistant.ingest.figures.periods import Period, read_periods, shifted
from assistant.language import content_terms
from assistant.retrieval.analysis import Analysis

_NUMBER = {word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_LAST = re.compile(
    r"\b(?:over|during|in|for|across) the (?:last|past|previous) "
    rf"(?P<n>\d{{1,2}}|few|couple of|several|{'|'.join(_NUMBER)}) years\b",
    re.I,
)
_TREND = re.compile(
    r"\b(?:the )?(?:trends?|trajectory|pattern over time)\b|\b(?:over|across|through) (?:the )?(?:years|time)\b"
    r"|\byear (?:by|after) year\b|\b(?:in |for )?each (?:year|quarter)\b|\bby year\b|\btime series\b",
    re.I,
)
_EITHER = re.compile(
    r"\bup(?:wards?)? or down(?:wards?)?\b|\b(?:increas|ris|grow)\w* or (?:decreas|fall|declin|shrink)\w*|\brisen or fallen\b"
    r"|\brose or fell\b|\bbetter or worse\b",
    re.I,
)
_HOW_CHANGED = re.compile(
    r"^\s*(?:and )?how (?:has|have|had|did|does|do)\b.*\b(?:chang|develop|evolv|mov|var(?:y|ied)|progress)\w*", re.I
)
_SHOW = re.compile(r"^\s*(?:please )?(?:show|give|list|plot|chart|draw|graph|compare)\b", re.I)
_VERBS = re.compile(r"\b(?:develop|evolv|progress|plot|chart|draw|graph|go|going|trend)\w*\b", re.I)
_SINCE = re.compile(r"\bsince\b", re.I)
_COUNTS = re.compile(r"\bhow (?:many|much)\b|\bwhat (?:number|amount|total|figure)\b", re.I)
_PAIRED = re.compile(r"\bfrom\b.*\b(?:to|until)\b|\bbetween\b.*\band\b|\bcompar\w+|\bversus\b|\bvs\b|\bdiffer\w*", re.I)
_MOVES = frozenset({Operation.CHANGE, Operation.WHETHER})
_OPEN = frozenset({*_MOVES, Operation.LOOK_UP, Operation.COMPARE})
_PASSED = frozenset({"why", "definition", "decision", "cross-reference", "every-time", "who", "when"})


@dataclass(frozen=True, slots=True)
class Course:
    """A question about a course in time.

    Attributes:
        analysis: The question without its periods and without the words that ask for a course.
        first: Period that it starts from, None where all is asked for.
        last: Period that it ends with, None for the latest there is.
        years: How many years back from the latest, None where that is not asked.
        rising: Direction asked about ("has it risen"), None where none or either is.
        whole: Whether a course is asked for, not only the two ends of a change that one table may hold.
    """

    analysis: Analysis
    first: Period | None
    last: Period | None
    years: int | None
    rising: bool | None
    whole: bool

    def begins(self, period: Period) -> bool:
        """Return whether a period is what the course asked for starts from; True where no start is named."""
        if self.first is None:
            return True
        starts = self.last is None and self.first.grain == "year" and period.first.year == self.first.first.year
        return starts or _speaks_of(self.first, period)

    def ends(self, period: Period) -> bool:
        """Return whether a period is what the course asked for ends with; True where no end is named."""
        return self.last is None or _speaks_of(self.last, period)

    def holds(self, period: Period, latest: Period) -> bool:
        """Return whether a period lies in the course asked for, ``latest`` being the last there is a figure for."""
        start = self.first.first if self.first else date.min
        if self.years:
            start = shifted(latest, 1 - self.years, "").first
        return period.first >= start and (self.last is None or period.last <= self.last.last)


def read_course(analysis: Analysis) -> Course | None:
    """Return a question as one about a course in time; None where it is none.

    Args:
        analysis: The question understood.
    """
    question = analysis.question
    asked = read_question(question)
    back = _LAST.search(question)
    strong = bool(_TREND.search(question) or _EITHER.search(question) or _HOW_CHANGED.search(question) or back)
    if analysis.asks in _PASSED or asked.unread or asked.bound or asked.operation not in _OPEN:
        return None
    moves = asked.operation in _MOVES
    if _COUNTS.search(question) and not moves and not _TREND.search(question):
        return None
    since = bool(_SINCE.search(question)) and len(asked.periods) == 1 and (moves or strong or bool(_SHOW.search(question)))
    pair = len(asked.periods) == 2 and bool(_PAIRED.search(question)) and (moves or strong or bool(_SHOW.search(question)))
    if asked.periods and not (since or pair) or not (strong or since or pair):
        return None
    ends = sorted(asked.periods, key=lambda period: period.first)
    whole = bool(_TREND.search(question) or _EITHER.search(question) or back or since)
    return Course(
        _without_course(analysis), ends[0] if ends else None, ends[1] if pair else None, _years(back),
        _rising(asked, question), whole,
    )  # fmt: skip


def _years(back: re.Match[str] | None) -> int | None:
    if back is None or back["n"].lower() not in _NUMBER and not back["n"].isdigit():
        return None
    return int(back["n"]) if back["n"].isdigit() else _NUMBER[back["n"].lower()]


def _rising(asked: Asked, question: str) -> bool | None:
    return asked.rising if asked.operation is Operation.WHETHER and not _EITHER.search(question) else None


def _without_course(analysis: Analysis) -> Analysis:
    """Return a question about the matter alone."""
    _, rest = read_periods(analysis.question)
    for pattern in (_LAST, _EITHER, _TREND, _SINCE, _VERBS):
        rest = pattern.sub(" ", rest)
    rest = " ".join(rest.split())
    held = set(content_terms(rest))
    return replace(
        analysis, question=rest, periods=(), terms=tuple(term for term in analysis.terms if term in held),
        names=tuple(name for name in analysis.names if name in held),
    )  # fmt: skip


def _speaks_of(asked: Period, held: Period) -> bool:
    return asked.equals(held) or asked.grain in ("year", "municipal year") and asked.holds(held)
