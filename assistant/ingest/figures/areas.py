"""The place that a number of a sentence is of: named with a preposition near it, or as what it goes over ("Kent-wide")."""

from __future__ import annotations

import re

from assistant.ingest.figures.measures import CLOSED, is_verb
from assistant.ingest.figures.numbers import Number

_PLACE = re.compile(
    r"\b(?P<by>[Ii]n|for|[Aa]cross|at|within|throughout|of|near|around)\s+(?P<the>the\s+)?"
    r"(?P<name>(?:St\.?\s+)?(?:[A-Z][\w’'-]{2,})(?:\s+(?:(?:and|of|&|the)\s+)?[A-Z][\w’'-]+)*)(?![\w’'-])(?!\s*\d|\s+[A-Z])"
    r"|(?P<wide>\b[A-Z][\w’'-]+)-wide\b"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    r"|Christmas|Easter|Section|Part|Item|Quarter|Appendix|Annex|Table|Phase|Min|Council|Cabinet|Committee|Motion|Schedule"
    r"|Act|Draft|Budget|Chapter|Volume|Unit|Stage|Level|Class|Category|Priority|Option|Year|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|Mr|Mrs|Ms|Dr|Councillors?|Cllrs?)\b"
)
_NO_PLACE_END = re.compile(
    r"\b(?:Ltd|Limited|plc|PLC|LLP|DAC|CLG|Inc|Officers?|Manager|Inspector|Project|Programme|Strategy|Plan|Fund|Scheme)\.?$"
)
_ROLE = re.compile(
    r"\b(?:Head|Director|Manager|Chair\w*|Leader|Member|Officer|Minutes?|Inspector|Mayor|Secretary|Department|Minister)\s+"
    r"(?:of|for)\s+(?:the\s+)?$"
)
_PARTED = re.compile(r"[;:]|, (?:while|and|which)\b|\d|\b(?:with|who|which|where|whose|that)\b|\.\s")


def area_of(flat: str, one: Number, skipped: frozenset[str]) -> str:
    """Return the place named nearest after, else before, a number of a sentence; no role, firm, or long form of an acronym.

    Args:
        flat: The sentence, its white space folded.
        one: The number.
        skipped: Long forms of the record's acronyms, in lower case.
    """
    places = [(m.start(), m["wide"] or m["name"]) for m in _PLACE.finditer(flat) if m["wide"] or _is_place(flat, m, skipped)]
    after = [name for start, name in places if start >= one.end and not _PARTED.search(flat[one.end : start])]
    before = [name for start, name in places if start < one.start and not re.search(r";|\.\s", flat[start : one.start])]
    return re.sub(r"['’]s?$", "", after[0] if after else before[-1] if before else "")


def _is_place(flat: str, match: re.Match[str], skipped: frozenset[str]) -> bool:
    name = match["name"]
    if match["by"] == "of" and name.split()[0] not in flat[: match.start()]:
        return False
    if _NO_PLACE.match(name) or _NO_PLACE_END.search(name) or _ROLE.search(flat[: match.start("name")]):
        return False
    if " ".join(name.split()).lower() in skipped or re.match(r"\s*\(", flat[match.end() :]):
        return False
    if name.isupper() and match["by"].lower() not in ("in", "across", "throughout"):
        return False
    following = re.match(r"\s+([a-z]\w+)", flat[match.end() :])
    of_noun = following is not None and following[1] not in CLOSED and not is_verb(following[1])
    return not (of_noun and (match["the"] or name.isupper()))  # "in the Policing precept"
