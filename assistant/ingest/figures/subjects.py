"""What a number of a sentence is said of: the subject before it, what is done with a sum, what is said to have moved.

There is no tagger: closed classes of words, the endings of verbs and what stands before a bare verb ("to", "can", "we")
tell nouns from verbs.  Where they do not, nothing is said: no measure is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.figures.measures import CLOSED, WORD, is_verb, nouns
from assistant.ingest.figures.numbers import Number

LIGHT = frozenset(
    "of stood stands standing amounting amounted totalling totaling equating equal equivalent reached hit costing worth valued "
    "estimated further another increase increases increased increasing rise rises rose risen rising fall falls fell fallen "
    "falling decrease decreases decreased decreasing drop drops dropped reduction reduced reducing decline declined grow grown "
    "grew up down figure sum short much some maximum minimum more less low high respectively currently nearly one recorded "
    "reported rate-of came come comes went goes two three four five six seven eight nine ten approximate out raise "
    "raised cut lower lowered higher again even region most".split()
)
_MOVED = re.compile(
    r"\b(?:rises?|rose|risen|rising|increas\w*|grew|grown?|growing|grows|gain(?:ed|s)?|climb\w*|falls?|fell|fallen|falling"
    r"|decreas\w*|drop(?:s|ped|ping)?|reduc\w*|declin\w*|chang(?:e|es|ed|ing)|(?:went|gone|go|came|come) (?:up|down)|raised?)\b",
    re.I,
)  # fmt: skip
_MOVED_NOUN = re.compile(
    rf"^(?:(?:an?|the|overall|average|slight|further)\s+)*{_MOVED.pattern}\s+(?:in|of|to|on)\s+(?:the\s+)?", re.I
)
_A_MOVE = re.compile(
    r"\b(?:an?|the|no|this|any|further|overall|average|significant|slight|notable|marked|large|small|of|further)\s+$", re.I
)
_DONE_BY = re.compile(r"\s\w+ed\s+(?:by|in|to)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+)+(?=(?:ha[sd]|have|was|were)\b)")
_AUXILIARY = frozenset("has had have having was were is are be been being".split())
_LEADS_BARE = frozenset("can could will would shall should may might must not we they you i who either".split())
_DETERMINERS = frozenset("a an the all each any our its their your my this these those".split())
_RECIPIENT = frozenset("to by from with as under via".split())
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|he|she|He|She)\b|\b\w+[’'](?:ve|re|m|ll|d|t)\b")
_PRONOUN = re.compile(r"\b(?:it|they|this|these|those|he|she|we|you|I)\b", re.I)
_RELATIVE = re.compile(r"\b(?:which|who|that|where|whose|whom)\b", re.I)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whom|whose|where|whether|if|because|when|how|what|why|although)\b", re.I)
_SUM_OF = re.compile(r"\b(?:in|for|to|at)\s+(?:the|a)\s+(?:sum|value|amount|tune)\s+of\s+(?:up\s+to\s+)?$", re.I)
_UNIT_LEFT = re.compile(
    r"^[\s-]*(?:%|per ?cent|(?:k|m|bn|million|billion|years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b)?"
    r"(?:\s*(?:per\s+\w+|p\.\s?a\b|a\s+(?:year|month|week|day)))?"
)
_CONTRACTED = re.compile(r"[’'](?:ve|re|m|ll|d|t)$|^(?:that|it|there|here|what|who)[’']s$", re.I)
_PURPOSE = re.compile(r"\s+((?:(?:for|towards|on|in)\s+|to\s+(?:[a-z]+\s+(?=(?:the|an?)\s))?)(?:(?:the|an?|its|their)\s+)?)")
_MODAL = frozenset("can could will would shall should may might must only also now just not".split())
_TAKES_TO = re.compile(r"(?:[a-z]{3}s|ion|ment|ing|ess|grant|visit)$")
_AMOUNTS = frozenset("cost total number reach amount exceed be".split())
_LY_NOUNS = frozenset("supply family assembly reply rally ally monopoly fly anomaly butterfly".split())
_TIMES = frozenset("time year years month months week weeks day days quarter period hour hours".split())
_WITHIN = frozenset("over during with under between about against".split())
_MOST, _MOST_SAID = 9, 9


def subject(before: str) -> str:
    """Return the last group of nouns before a number, what only leads to the number left out ("a further", "rose by")."""
    before = _SUM_OF.sub(" ", before)
    for clause in _clauses(before):
        words = _tail(clause)
        if words[-2:-1] == ["and"] and words[-1] in ("cost", "costs"):
            return ""
        while words and (_leads(words[-1]) or words[-1].lower() in _AMOUNTS and _bare_verb(words, len(words) - 1)):
            words.pop()
        if words and is_verb(words[-1]) and _said_of(clause, words[-1]):
            words.pop()
        if words and not is_verb(words[-1]):
            return _tidy(_group(words))
        if words or _PRONOUN.search(clause):
            return ""
        if set(WORD.findall(clause.lower())) & _AUXILIARY and not _SUBORDINATE.search(before.split(",")[-1]):
            return "" if re.search(r"\bthere\b", clause, re.I) else head(before)
    return ""


def _said_of(clause: str, verb: str) -> bool:
    """Return whether a verb only tells more of its nouns, the verb of the clause still to come ("the works done will cost")."""
    return bool(re.search(rf"\b{re.escape(verb)}\s+(?:{'|'.join(sorted(_AUXILIARY | _MODAL))})\b[^,;]*$", clause))


def head(before: str) -> str:
    """Return the nouns that a sentence begins with; "" where it begins with anything else."""
    sentence = re.split(r";|\.(?=\s)", before)[-1]
    return " ".join(nouns(sentence, re.match(r"[\s•·*§\d.–-]*(?:(?:The|An?|This|Its|Their)\s+)?", sentence))[0])


def _clauses(before: str) -> list[str]:
    """Return the nearest clauses before a number, nearest first; asides in brackets are blanked.

    What is reported ("told them that") or asked ("whether") begins anew; "which" and "who" go on from what they follow.
    """
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", before)
    sentence = re.split(r";|\.(?=\s)", plain)[-1]
    parts = [part for part in re.split(r"[,:(\[]|\s[–—-]\s", sentence) if part.strip()]
    told: list[str] = []
    for part in reversed(parts[-2:]):
        marks = list(_SUBORDINATE.finditer(part))
        if not marks:
            told.append(part)
            continue
        mark = marks[-1]
        tail = part[mark.end() :]
        ahead = WORD.findall(part[: mark.start()])
        if _RELATIVE.fullmatch(mark[0]) and ahead and not is_verb(ahead[-1]) and ahead[-1].lower() not in CLOSED:
            told += (
                [tail, part[: mark.start()]] if any(not _leads(word) for word in WORD.findall(tail)) else [part[: mark.start()]]
            )
            continue
        told.append(tail)
        if not _RELATIVE.fullmatch(mark[0]) or ahead:
            return told
    return told[:2]


def _tail(clause: str) -> list[str]:
    """Return the words of a clause after its last number."""
    rest = re.split(r"\d[\d,.]*(?:st|nd|rd|th|s|k|m|bn)?(?![A-Za-z])", clause)
    return WORD.findall(_UNIT_LEFT.sub(" ", rest[-1]) if len(rest) > 1 else clause)


def _leads(word: str) -> bool:
    adverb = word.endswith("ly") and word.islower() and word not in _LY_NOUNS
    return adverb or word.lower() in CLOSED | LIGHT or bool(_CONTRACTED.search(word))


def _bare_verb(words: Sequence[str], at: int) -> bool:
    """Return whether a word is a verb by what stands before it ("agreed to give", "can spend", "to make a")."""
    word, earlier = words[at], words[at - 1].lower() if at else ""
    if not word.islower() or word in CLOSED:
        return False
    if earlier in _LEADS_BARE or _CONTRACTED.search(earlier):
        return True
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    return earlier == "to" and (at == 1 or is_verb(words[at - 2]) or follows in _DETERMINERS or not follows)


def _group(words: Sequence[str]) -> list[str]:
    """Return the nouns at the end of some words, with the few prepositions that join nouns; [] where it is a verb."""
    group: list[str] = []
    at = len(words)
    for at in range(len(words) - 1, -1, -1):
        lowered = words[at].lower()
        place = lowered == "at" and words[at + 1 : at + 2] and (words[at + 1] == "the" or words[at + 1][:1].isupper())
        joins = place or lowered in ("of", "for", "in", "on", "and", "the", "per", "all", "across", "a", "an")
        if not joins and lowered in CLOSED or _CONTRACTED.search(words[at]) or len(group) >= _MOST:
            break
        if _bare_verb(words, at):
            break
        earlier = words[at - 1].lower() if at else ""
        if is_verb(words[at]) and earlier not in ("the", "a", "an", "of", "that", "and", "") and group:
            break
        if lowered.endswith("ing") and group and at > 1 and is_verb(words[at - 1]):
            break
        group.insert(0, words[at])
        if is_verb(words[at]):
            break
    else:
        at = -1
    if at > 0 and group and (words[at].lower() in _WITHIN or words[at].lower() in CLOSED and _is_time(group)):
        ahead = words[at - 1]
        if not is_verb(ahead) and (words[at].lower() not in _WITHIN or ahead.lower() not in CLOSED | LIGHT):
            whole = _group(words[:at])
            return whole if _is_time(group) else [*whole, words[at], *group] if whole else group
    if at > 0 and group and words[at].lower() == "to" and _TAKES_TO.search(words[at - 1]) and not is_verb(words[at - 1]):
        return [*_group(words[:at]), "to", *group]
    named = bool(group) and all(word[:1].isupper() or word in ("of", "and", "the", "&") for word in group)
    if named and at >= 0 and words[at].lower() in _RECIPIENT:
        rest = list(words[:at])
        while rest and (_leads(rest[-1]) or is_verb(rest[-1])):
            rest.pop()
        return _group(rest) if rest else []
    return group


def _is_time(group: Sequence[str]) -> bool:
    """Return whether some words name a stretch of time and nothing that lasts ("the three months", "that time")."""
    held = [word.lower() for word in group if word.lower() not in CLOSED | LIGHT | {"of", "first", "second", "third", "fourth"}]
    return bool(held) and held[0] in _TIMES


def _tidy(words: Sequence[str]) -> str:
    """Return a group without the function words it begins with, and what moved without the word that says so."""
    told = list(words)
    while told and told[0].lower() in CLOSED | {"of"}:
        told.pop(0)
    while told and told[-1].lower() in CLOSED | LIGHT:
        told.pop()
    while told and told[0].lower() in ("up", "down", "out", "off"):
        told.pop(0)
    while told and told[0].lower() in CLOSED | {"of"}:
        told.pop(0)
    text = " ".join(told)
    if _is_time(told):
        return ""
    return "" if _MOVED.fullmatch(text) else _MOVED_NOUN.sub("", text) or text


def predicate(flat: str, one: Number) -> str:
    """Return what is done with a sum ("approved for four cameras", "pool was closed"), its clause where no more is told."""
    before = _SUM_OF.sub(" ", flat[: one.begins])
    clause = next(iter(_clauses(before)), "")
    words = _tail(clause)
    purpose = _PURPOSE.match(flat[one.end :])
    more = nouns(flat[one.end :], purpose)[0] if purpose else []
    while words and words[-1].lower() in CLOSED | LIGHT | {"of", "further"}:
        words.pop()
    verb = next((at for at in range(len(words) - 1, -1, -1) if is_verb(words[at]) or _bare_verb(words, at)), -1)
    if more and purpose:
        lead = " ".join(part for part in purpose[1].split() if part not in _DETERMINERS)
        return " ".join([*([words[verb]] if verb >= 0 else []), lead, *more])
    if _SPEAKER.search(clause):
        return ""
    if verb < 0:
        verb = next((at for at in range(len(words) - 1, -1, -1) if words[at].lower() in _AUXILIARY), -1)
    if verb < 0:
        return ""
    start = verb
    while start and words[start - 1].lower() in _AUXILIARY | _MODAL:
        start -= 1
    whose = _tidy(_group(words[:start])) if start else ""
    if not whose and start < 2 and not _PRONOUN.search(clause):
        whose, start = head(before), verb
    said = [word for word in words[start:] if word.lower() != "only"]
    return " ".join([whose, *said]) if whose and len(said) <= _MOST_SAID else whose


def moving_subject(before: str) -> str:
    """Return what is said to have moved in the clause before a number; "" where nothing there moves."""
    clause = re.split(r";|\b(?:while|whilst|whereas|but)\b|\.(?=\s)", re.sub(r"\([^()]*\)", " ", before))[-1]
    clause = _DONE_BY.sub(" ", clause)
    for move in reversed(list(_MOVED.finditer(clause))):
        first, tail = clause[: move.start()], clause[move.end() :]
        if _A_MOVE.search(first):
            about = re.match(r"\s+(?:in|of|to)\s+(?:the\s+)?(?=[A-Za-z])", tail)
            told = " ".join(nouns(tail, about)[0]) if about else ""
        elif re.search(r"\b(?:to|will|would|should|and)\s+$", first) and re.match(r"\s+[A-Za-z]", tail):
            told = " ".join(nouns(tail, re.match(r"\s+(?:the\s+)?", tail))[0]) or subject(first)
        else:
            told = subject(first)
        if told:
            return told
    return ""
