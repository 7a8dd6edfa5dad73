"""Whether a question holds figures against what was planned for them, and whether a table can tell."""

from __future__ import annotations

import re

from assistant.ingest.figures.sheet import Column, Form, Role, Sheet
from assistant.language import terms

_PLAN = r"(?:the |its |their |our |this )?(?:\w+ )?(?:budget(?:ed)?|targets?|plan|profile)\b"
ABOVE = re.compile(
    rf"\boverspe\w+|\bover-spe\w+|\bsurplus\b|\b(?:over|above|exceed\w*|ahead of|more than|higher than|beyond)\s+{_PLAN}", re.I
)
BELOW = re.compile(
    rf"\bunderspe\w+|\bunder-spe\w+|\bshort ?falls?\b"
    rf"|\b(?:under|below|short of|behind|less than|fewer than|lower than|miss\w*|off)\s+{_PLAN}",
    re.I,
)
_APART = re.compile(
    rf"\bvarianc\w+|\bagainst {_PLAN}|\bfrom {_PLAN}|\b(?:relative|measured|set) (?:with|to|against) {_PLAN}"
    rf"|\bcompar\w+\b.*?\b(?:with|to|against) {_PLAN}"
    rf"|\b(?:versus|vs\.?|v\.?) {_PLAN}",
    re.I,
)
_MET = re.compile(
    r"\b(?:met|meet|meeting|hit|achieved?|reach(?:ed)?|miss(?:ed)?|miss(?:es|ing))\s+(?:its|the|their|our|this|all|any)\s+(?:\w+\s+){0,3}targets?\b"
    r"|\btargets?\b.*\b(?:met|hit|achieved|reached|missed|exceeded)\s*(?:\?|\.|$|(?:in|for|by|at|last|this|during)\b)",
    re.I,
)
STATUS = re.compile(r"\bstatus\b|\brag\b|\brating\b", re.I)


def asks_against(question: str) -> bool:
    """Return whether a question holds a figure against its plan."""
    return any(sign.search(question) for sign in (ABOVE, BELOW, _APART, _MET))


def holds_both(sheet: Sheet) -> bool:
    """Return whether a table prints variances, or both plans and what came of them."""
    roles = {c.role for c in sheet.columns if c.form is not Form.TEXT}
    return Role.APART in roles or Role.PLANNED in roles and bool(roles & {Role.ACTUAL, Role.EXPECTED})


def against_terms(question: str) -> frozenset[str]:
    """Return the terms of a question that only say that figures are held against their plan."""
    signs = "variance overspend underspend overspent underspent shortfall surplus budget budgeted target plan profile forecast"
    words = f"{signs} met meet hit achieve achieved reach reached miss missed exceed exceeded far short ahead behind"
    words += " against versus relative measured compare compared"
    return frozenset(terms(words)) & frozenset(terms(question))


def status_asked(sheet: Sheet, question: str) -> tuple[Column, str] | None:
    """Return the column of statuses and the status in it that a question asks for ("Which indicators were red?")."""
    if not re.match(r"\s*(?:which|what|list|how many)\b", question, re.I):
        return None
    for column in sheet.columns:
        if column.form is not Form.TEXT or not STATUS.search(column.heading):
            continue
        printed = {cells[column.index].text for cells in sheet.table.rows if column.index < len(cells)}
        said = [word for word in printed if word[:1].isalpha() and re.search(rf"\b{re.escape(word)}\b", question, re.I)]
        if len(said) == 1:
            return column, said[0]
    return None
