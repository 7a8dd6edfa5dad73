"""What a question names that no record in sight has: a minute's number, a meeting's day, a body, a person, a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.selection import spoken
from assistant.answering.sight import BODY, Sight, share
from assistant.answering.units import Unit
from assistant.answering.yesno import deed_asked
from assistant.language import content_terms
from assistant.retrieval.analysis import CODE
from assistant.retrieval.search import spelt_right

_PERSON = re.compile(
    r"\b(?:Councillor|Cllr|Clr|Alderman|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Rev|Inspector|Sergeant|PC)\.?\s+"
    r"(?:[A-Z][\w’'.-]*\s*){1,3}"
)
_ROLE = re.compile(
    r"^\s*who\s+(?:(?:is|was|are|were)\s+(?:the\s+)?(?P<role>(?:[\w-]+\s+){0,3}?(?:chair\w*|leader|mayor|clerk|executive|"
    r"director|"
    r"president|treasurer|secretary|solicitor|commissioner|champion))\b|(?P<chaired>chaired|chairs|presided)\b)",
    re.I,
)
_CHAIRS = re.compile(r"\bchair(?:ed|s|man|woman|person)?\b|\bpresid", re.I)
_NAME = re.compile(r"\b(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Sir)\b|\b(?!Chief|Deputy|Borough|County|City)[A-Z][a-z]+\s+"
                   r"(?:[A-Z]\.?\s+)*(?!Constable|Executive|Officer|Finance|Director|Council|Committee)"
                   r"[A-Z][a-z]{2,}\b")  # fmt: skip
_BESIDE = 50  # characters between a role and the name of who holds it
_ASKING = frozenset(
    content_terms(
        "decide decided decision resolve resolved agree agreed discuss discussed mention mentioned consider considered say said "
        "happen happened report reported raise raised become became tell told done go went latest news update yet already ever "
        "spend spent spending cost pay paid budget income expenditure"
    )
)
_MOSTLY = 0.5  # share, by rarity, of a question's words that stand in no record
_POSSESSIVE = re.compile(r"[’']s$")
_WORD = re.compile(rf"{CODE}|[A-Za-z][\w’'-]+")


def unheard_of(sight: Sight) -> str:
    """Return a sentence that names what the question asks of and no record in sight has, "" where all of it occurs."""
    return _number(sight) or _period(sight) or _body(sight) or _words(sight)


def _number(sight: Sight) -> str:
    numbers = sight.found.analysis.numbers
    held = {key.number.strip(" .()").lower() for key in sight.searcher.item_keys(sight.scope)} if numbers else set()
    missing = [number for number in numbers if number.lower() not in held]
    return f"No record here has a minute or item numbered {missing[0]}." if missing else ""


def _period(sight: Sight) -> str:
    """Return the day or month of a meeting asked of on which none of the records met."""
    question = sight.question
    if not re.search(r"\bmeetings?\b|\bminutes\b|\bpresent\b|\battend|\bapolog|\babsent\b|\bchaired\b", question, re.I):
        return ""
    days = [day for one in sight.searcher.records(sight.scope) for day in one.meeting_dates]
    for period in sight.found.analysis.periods:
        if period.grain in ("day", "month", "year") and not any(period.holds(day) for day in days):
            told = "on" if period.grain == "day" else "in"
            return f"No record here is of a meeting {told} {period.span.of(question)}."
    return ""


def _body(sight: Sight) -> str:
    asked = BODY.search(sight.question)
    if asked is None:
        return ""
    wanted = set(content_terms(asked[1]))
    held = any(wanted <= set(content_terms(f"{one.body} {one.title}")) for one in sight.searcher.records(sight.scope))
    spoken_of = any(asked[1].lower() in hit.text.lower() or asked[1].lower() in hit.context.lower() for hit in sight.found.hits)
    return "" if held or spoken_of else f"No record here is of the {asked[1].removeprefix('The ')}."


def _words(sight: Sight) -> str:
    """Return the names and words of the question that stand in no record, a person with the title asked by."""
    words = list(dict.fromkeys(_WORD.findall(sight.question)))
    wanted = {word: _whole_code(word, content_terms(word)) for word in words}
    counts = sight.searcher.frequencies([term for terms in wanted.values() for term in terms], sight.scope)
    unknown = [term for term, count in counts.items() if not count]
    meant = sight.searcher.respelt(unknown, sight.scope, spelt_right(sight.question))
    missing = [word for word, terms in wanted.items() if terms and not any(counts[term] or term in meant for term in terms)]
    missing = [word for word in missing if not _ASKING.issuperset(wanted[word])]
    for person in _PERSON.finditer(sight.question):
        if any(word in person.group().split() for word in missing):
            return f"No record here mentions {_POSSESSIVE.sub('', person.group().strip())}."
    named = [word for word in missing if set(content_terms(word)) & set(sight.found.analysis.names)]
    terms = [term for word in missing for term in wanted[word]]
    mostly = share(sight.found.rarity, sight.found.analysis.terms, set(terms)) >= _MOSTLY
    told = named or (missing if mostly else [])
    return f"No record here mentions {' or '.join(f'“{word}”' for word in told[:3])}." if told else ""


def _whole_code(word: str, terms: Sequence[str]) -> Sequence[str]:
    """Return the terms of a word, of a reference ("PA24/02210") only those that stand for the whole of it."""
    return terms[:2] if re.fullmatch(CODE, word) else terms


def off_the_matter(sight: Sight, unit: Unit) -> bool:
    """Return whether a unit cannot be the answer: most of what is asked about is unheard of, or it names another role."""
    analysis = sight.found.analysis
    if analysis.asks not in ("who", "when", "yes-no", "decision", "figure"):
        return False
    if not set(deed_asked(analysis.question)) <= spoken(analysis, f"{unit.text} {unit.lead_in} {unit.hit.heading}"):
        return True  # "Cabinet agreed on 11 October" of no deed that is asked about
    dated = {term for period in analysis.periods for term in content_terms(period.span.of(analysis.question))}
    wanted = [term for term in analysis.terms if term not in dated and not (analysis.asks == "figure" and term in _ASKING)]
    counts = sight.searcher.frequencies(wanted, sight.scope)
    if share(sight.found.rarity, wanted, {term for term, count in counts.items() if not count}) >= _MOSTLY:
        return True
    role = _ROLE.search(analysis.question)
    if role is None:
        return False
    if role["chaired"] or _CHAIRS.search(role["role"]):
        return not _CHAIRS.search(f"{unit.text} {unit.lead_in} {unit.hit.heading}")
    printed = re.search(r"\s+".join(map(re.escape, role["role"].split())), unit.text, re.I)
    return printed is None or not _NAME.search(f"{unit.text[max(0, printed.start() - _BESIDE) : printed.start()]} | "
                                               f"{unit.text[printed.end() : printed.end() + _BESIDE]}")  # fmt: skip
