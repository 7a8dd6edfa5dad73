"""Which columns a question's words choose: by period, heading, whether planned or come about, and by unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.answering.figures.asked import Asked, light_terms
from assistant.answering.figures.planned import asks_against, holds_both
from assistant.answering.figures.signs import PERCENT, SHARE
from assistant.answering.figures.spans import speaks_of
from assistant.ingest.figures.sheet import Column, Form, Role, Sheet, role_of
from assistant.language import terms

_MONEY = re.compile(
    r"\bhow much\b|[£€$]|\b(?:cost|costs|spen[dt]\w*|amounts?|income|price[sd]?|fees?|charg\w+|paid|pay|worth|money)\b", re.I
)
_COST = re.compile(r"\b(?:how much|what)\b.*\b(?:costs?|spen[dt]|spending|paid|charged?)\b", re.I)
_MONEY_WORDS = re.compile(
    r"[£€$]|\b(?:costs?|spen[dt]\w*|income|expen\w+|prices?|fees?|charges?|budgets?|grants?|million|payments?|rents?)\b", re.I
)
_COUNT = re.compile(r"\bhow many\b|\bnumber of\b|\b(?:most|fewest) (?!of\b)", re.I)
_TIME = re.compile(r"\bhow long\b|\btimes?\b(?! as)|\b(?:slow|fast|quick|long|short)est\b|\bdays\b|\bhours\b|\bminutes\b", re.I)
_TIMED = re.compile(r"\b(?:days?|hours?|hrs|minutes?|mins|seconds?|secs|weeks?|time)\b(?! rate)", re.I)
_PERIOD_ASKED = re.compile(r"\b(?:which|what) (?:\w+ )?(?:years?|months?|quarters?|periods?)\b|^\s*when\b", re.I)
_PLACES = frozenset("area ward district borough town parish locality neighbourhood village place".split())
_ASKED_KIND = re.compile(r"\b(?:which|what|rank the|list the)\s+((?!of\b)[\w-]+(?:\s+(?!of\b|in\b|for\b|by\b)[\w-]+)?)", re.I)
# What figures did or had done to them: of the question, not of the table, where the table does not print it.
_VERBS = frozenset(
    t
    for word in (
        "collected bring brought receive provide provided "
        "cover covered use used give given deliver delivered produce produced generate generated happen lead held involve "
        "involved end goes have having was were many much there take took taking complete completed award awarded send sent "
        "lost lose councillor cllr figure common frequent often slowest fastest quickest longest shortest busiest cheapest "
        "dearest term terms"
    ).split()
    for t in terms(word)
)
_PAID = frozenset(
    t for word in "cost costs spend spent spending charge charged pay paid earn earned raise raised".split() for t in terms(word)
)


def weightless(term: str, columns: Iterable[Column] = ()) -> bool:
    """Return whether a word of the question weighs nothing where a table does not say it.

    What something cost weighs nothing only where the columns chosen are money.
    """
    return term in _VERBS or term in _PAID and any(column.unit[:1] in ("£", "€", "$") for column in columns if column.unit)


def pick_columns(
    sheet: Sheet, asked: Asked, said: frozenset[str], widen: Callable[[Iterable[str]], frozenset[str]]
) -> list[Column]:
    """Return the columns of plain figures that a question chooses; none where it asks for a plan and there is none."""
    if asks_against(asked.question) and holds_both(sheet):
        apart = [c for c in sheet.columns if c.role is Role.APART]
        return apart[-1:] or _of_period([c for c in sheet.columns if c.role is Role.ACTUAL], asked)[-1:]
    if _COST.search(asked.question) and not _of_money(sheet):
        return []
    levels = _of_role(_of_period([c for c in sheet.columns if c.form is Form.LEVEL], asked), sheet, asked)
    words = [widen(column.terms) & said for column in levels]
    scores = [
        (len(w - sheet.caption_terms - _VERBS), _fits_kind(c, asked.question), len(w - light_terms()), len(w))
        for c, w in zip(levels, words, strict=True)
    ]
    best = max(scores, default=(0, 0, 0, 0))
    held = [c for c, score in zip(levels, scores, strict=True) if score == best]
    came = [c for c in held if c.role is Role.ACTUAL]
    mixed = any(c.role in (Role.PLANNED, Role.EXPECTED) for c in sheet.columns)
    return came if came and mixed and role_of(asked.question) in (Role.NONE, Role.APART) else held


def _of_money(sheet: Sheet) -> bool:
    """Return whether a table holds money at all, by units, signs or words."""
    words = (sheet.caption, sheet.item.heading if sheet.item else "", *(row.label for row in sheet.rows))
    cells = (cell.text for row in (*sheet.table.header, *sheet.table.rows) for cell in row)
    return any(_MONEY_WORDS.search(text) for text in (*words, *cells))


def _of_period(levels: list[Column], asked: Asked) -> list[Column]:
    dated = [c for c in levels if c.period and any(speaks_of(p, c.period) for p in asked.periods)]
    if _PERIOD_ASKED.search(asked.question):
        return [c for c in levels if not c.whole]
    wholes = [c for c in levels if c.whole]
    if wholes and not asked.periods and asked.form is Form.LEVEL:
        spanned = {c.index for c in levels if c.period and not c.whole}
        return [c for c in levels if c.index not in spanned]
    if asked.form in (Form.CHANGE, Form.PERCENT_CHANGE):
        series = [c for c in levels if c.period and not c.whole]
        alike = [c for c in series if sum(o.terms == c.terms and o.unit == c.unit for o in series) > 1]
        return alike if len(alike) > 1 and len(dated) < 2 else dated or levels
    return dated or levels


def _of_role(levels: list[Column], sheet: Sheet, asked: Asked) -> list[Column]:
    role = role_of(asked.question)
    if role in (Role.NONE, Role.APART):
        return levels
    held = [c for c in levels if c.role is role]
    named = role_of(sheet.caption) is role or any(role_of(row.label) is role for row in sheet.rows)
    roles = any(c.role is not Role.NONE for c in sheet.columns)
    return held or ([] if roles and not named and role is not Role.ACTUAL else levels)


def _fits_kind(column: Column, question: str) -> int:
    """Return 1 where a column's figures are of the kind that a question asks for: a share, money, a time, a count."""
    percent, money = column.unit == "%", column.unit[:1] in ("£", "€", "$") and bool(column.unit)
    if PERCENT.search(question) or SHARE.search(question):
        return int(percent)
    if _TIME.search(question):
        return int(bool(_TIMED.search(column.heading)))
    if _COUNT.search(question):
        return int(not percent and not money)
    return int(money) if _MONEY.search(question) else 0


def of_other_kind(sheet: Sheet, question: str) -> bool:
    """Return whether places are asked for ("Which wards ...") and a table's rows are headed as something else."""
    asked = _ASKED_KIND.search(question)
    heading = frozenset(terms(sheet.label_heading))
    places = frozenset(t for word in _PLACES for t in terms(word))
    if not asked or not heading or not frozenset(terms(asked[1])) & places:
        return False
    kinds = frozenset(t for word in ("type", "category", "kind", "offence", "crime", "cause", "indicator") for t in terms(word))
    return bool(heading & kinds) and not heading & places
