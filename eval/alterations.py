"""Alterations that make a claim untrue in one thing, by name.

A figure, unit, date, place, name, denial, direction, decision: each is one kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Change = Callable[[str, Random], "str | None"]

_SWAPS: Final[dict[str, str]] = {
    "direction": "increase/decrease increased/decreased increases/decreases increasing/decreasing rise/fall rose/fell "
    "risen/fallen "  # noqa: E501
    "rising/falling higher/lower more/fewer reduction/increase reduced/increased above/below up/down grown/shrunk "
    "improved/worsened highest/lowest greater/smaller decline/growth",
    "decision": "noted/approved agreed/rejected approved/deferred note/approve agree/reject adopted/noted accepted/declined "  # noqa: E501
    "confirmed/rejected recommended/refused approve/reject deferred/agreed supported/opposed seconded/opposed",
    "modality": "must/may will/may may/must could/must should/may can/must shall/may would/must might/will",
    "quantity": "all/some most/few both/neither every/some many/few several/all always/never",
    "order": "before/after after/before prior/following earlier/later first/last previous/next",
    "compass": "north/south east/west northern/southern eastern/western South/North West/East North/South East/West",
    "role": "Chairman/Vice-Chairman Vice-Chairman/Chairman Chair/Vice-Chair Mayor/Deputy-Mayor Leader/Deputy-Leader "
    "Director/Assistant-Director Manager/Deputy-Manager Cathaoirleach/Leas-Chathaoirleach",
    "antonym": "able/unable present/absent included/excluded internal/external public/private success/failure "
    "start/end "  # noqa: E501
    "positive/negative support/oppose satisfied/dissatisfied likely/unlikely open/closed new/old young/elderly",
    "deed": "opened/closed granted/withdrawn allowed/prohibited permitted/prohibited considered/ignored confirmed/denied "
    "submitted/withdrawn proposed/opposed welcomed/criticised encouraged/discouraged completed/started victims/offenders "
    "retained/removed maximum/minimum majority/minority permanent/temporary urban/rural morning/evening added/removed",
    "time unit": "hours/days days/weeks weeks/months months/years years/months minutes/hours week/month month/week "
    "year/month "  # noqa: E501
    "weekly/monthly annual/monthly daily/weekly",
}
MONTHS: Final = "January February March April May June July August September October November December".split()
NUMBER_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER: Final = re.compile(
    r"(?<![\w.,£'/-])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    rf"(?![\w/]|[.,:]\d|\s*(?:{'|'.join(MONTHS)}|[ap]\.?m)|-\d)"
)


def _swap(pairs: str) -> Change:
    table = dict(pair.split("/") for pair in pairs.split())

    def change(text: str, rng: Random) -> str | None:
        found = [m for word in table for m in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]
        if not found:
            return None
        match = rng.choice(found)
        return text[: match.start()] + table[match[0]] + text[match.end() :]

    return change


def _digit(text: str, rng: Random) -> str | None:
    found = [m for m in _NUMBER.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    match = rng.choice(found)
    at = rng.choice([i for i, char in enumerate(match[0]) if char.isdigit()])
    old = match[0][at]
    new = rng.choice([d for d in "123456789" if d != old])
    return text[: match.start() + at] + new + text[match.start() + at + 1 :]


def _unit(text: str, rng: Random) -> str | None:
    ways = [
        (r"(?<=\d)\s?(?:%|per cent\b)", ""), (r"£(?=\d)", "$"), (r"£(?=\d)", "€"), (r"€(?=\d)", "£"), (r"£(?=\d)", ""),
        (r"€(?=\d)", ""), (r"per 1,000\b", "per 100"), (r"(?<=\d)\s?(?:%|per cent\b)", " per 1,000 population"),
    ]  # fmt: skip
    fits = [(pattern, by) for pattern, by in ways if re.search(pattern, text)]
    if not fits:
        return None
    pattern, by = rng.choice(fits)
    return re.sub(pattern, by, text, count=1)


def _scale(text: str, rng: Random) -> str | None:
    ways = [(r"(?<=\d)K\b", "M"), (r"(?<=\d)[Mm]\b", "K"), (r"\bmillion\b", "billion"), (r"\bthousand\b", "million")]
    ways.append((r"(?<=£)(\d[\d,.]*\d)(?=\s|$)(?! million| billion)", r"\1 million"))
    fits = [(pattern, by) for pattern, by in ways if re.search(pattern, text)]
    if not fits:
        return None
    pattern, by = rng.choice(fits)
    return re.sub(pattern, by, text, count=1)


def _digits_turned(text: str, rng: Random) -> str | None:
    found = [m for m in _NUMBER.finditer(text) if re.search(r"(\d)(?!\1)\d", m[0]) and not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + re.sub(r"([1-9])(?!\1)(\d)", r"\2\1", match[0], count=1) + text[match.end() :]


def _exchange(pattern: str) -> Change:
    def change(text: str, rng: Random) -> str | None:
        found = [match for match in re.finditer(pattern, text) if not re.fullmatch(r"(?:19|20)\d\d", match[0])]
        if len({match[0] for match in found}) < 2:
            return None
        one = found[0]
        # A list in another order says the same.
        if re.fullmatch(r"\s*(?:,|&|and|or)\s*", text[found[0].end() : found[-1].start()]):
            return None
        two = next(match for match in reversed(found) if match[0] != one[0])
        return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]

    return change


def _year(text: str, rng: Random) -> str | None:
    found = list(re.finditer(r"(?<![\d,.£€/-])(?:19|20)\d\d(?![\d,/-])", text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + str(int(match[0]) + rng.choice([-2, -1, 1, 2])) + text[match.end() :]


def _month(text: str, rng: Random) -> str | None:
    found = list(re.finditer(r"\b(?:January|February|April|June|July|August|September|October|November|December)\b", text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + rng.choice([m for m in MONTHS if m != match[0] and m not in text]) + text[match.end() :]


def _day(text: str, rng: Random) -> str | None:
    found = list(re.finditer(rf"\b([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?= (?:{'|'.join(MONTHS)})\b)", text))
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice([d for d in range(1, 29) if d != int(match[1])])
    return text[: match.start()] + str(new) + text[match.end(1) :]


def _period(text: str, rng: Random) -> str | None:
    match = re.search(r"\b(20\d\d)([-/])(\d\d)\b(?![-/])", text)
    if not match:
        return None
    start = int(match[1]) + rng.choice([-1, 1])
    return text[: match.start()] + f"{start}{match[2]}{(start + 1) % 100:02d}" + text[match.end() :]


def _deny(text: str, rng: Random) -> str | None:
    match = rng.choice(
        list(re.finditer(r"\b(?:was|were|is|are|had|has|have|would|will|could|should|may|must)\b(?! not)", text)) or [None]
    )
    return text[: match.end()] + " not" + text[match.end() :] if match else None


def _affirm(text: str, rng: Random) -> str | None:
    match = re.search(r"\bnot (?!only\b|least\b)|\bnever |\bfailed to (?=\w)", text)
    if match:
        return text[: match.start()] + text[match.end() :]
    match = re.search(r"\b(?:no|No|without|Without) (?=[a-z]{3})(?!longer|doubt|more|less|later)", text)
    return (
        text[: match.start()] + {"n": "some ", "N": "Some ", "w": "with ", "W": "With "}[match[0][0]] + text[match.end() :]
        if match
        else None
    )


def _rewrite(pattern: str, by: Callable[[re.Match[str], Random], str]) -> Change:
    """Return the change that rewrites one match of a pattern, chosen at random."""

    def change(text: str, rng: Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = rng.choice(found)
        new = by(match, rng)
        return None if new == match[0] else text[: match.start()] + new + text[match.end() :]

    return change


def _another(words: str) -> Change:
    """Return the change that puts another word of a family in place of one."""
    family = words.split()
    return _rewrite(rf"\b(?:{'|'.join(family)})\b", lambda match, rng: rng.choice([word for word in family if word != match[0]]))


def _families() -> dict[str, Change]:
    """Return changes of words that stand in a row: times, weekdays, numbers in words, limits, initials, acronyms."""
    letters = "ABCDEFGHJKLMNPRST"
    return {
        "time": _rewrite(
            r"\b(\d{1,2})[.:](\d\d) ?(?=[ap]\.?m)", lambda m, rng: f"{m[1]}.{(int(m[2]) + rng.choice([5, 10, 15])) % 60:02d} "
        ),
        "hour": _rewrite(r"\b(\d{1,2})(?=(?:[.:]\d\d)? ?[ap]\.?m)", lambda m, rng: str(int(m[1]) % 12 + 1)),
        "weekday": _another("Monday Tuesday Wednesday Thursday Friday"),
        "ordinal": _another("second third fourth fifth sixth"),
        "number in words": _another("two three four five six seven eight nine ten eleven twelve"),
        "tenfold": _rewrite(r"(?<![\w.,£€/:-])([1-9]\d?)(?![\w.,/:-]|\s(?:[A-Z]|[ap]\.?m))", lambda m, rng: m[1] + "0"),
        "decimal": _rewrite(r"(?<![\w.,])(\d+)\.(\d)(\d*)(?![\w.]| ?[ap]\.?m)", lambda m, rng: f"{m[1]}{m[2]}.{m[3] or 0}"),
        "limit": _rewrite(
            r"\b(?:at least|more than|up to|less than|fewer than|no more than)(?= [£€]?\d)",
            lambda m, rng: "less than" if m[0] in {"at least", "more than"} else "more than",
        ),
        "initial": _rewrite(
            r"(?<=Cllr )[A-Z](?=\.? (?:[A-Z]\.? )?[A-Z][a-z])|(?<=Councillor )[A-Z](?=\.? (?:[A-Z]\.? )?[A-Z][a-z])",
            lambda m, rng: rng.choice([c for c in letters if c != m[0]]),
        ),
        "acronym letter": _rewrite(
            r"\b[A-Z]{3,4}\b", lambda m, rng: m[0][:-1] + rng.choice([c for c in letters if c != m[0][-1]])
        ),
    }  # fmt: skip


def changes(texts: Sequence[str]) -> dict[str, Change]:
    """Return every alteration by name; names and places to swap in are taken from the texts themselves."""
    whole = "\n".join(texts)
    people = sorted(set(re.findall(r"(?:Councillor|Cllr\.?|Mr|Mrs|Ms) (?:[A-Z]\.? ?){0,2}([A-Z][a-z]{3,})", whole)))
    bodies = {
        "Council",
        "Committee",
        "District",
        "Borough",
        "Councillor",
        "Members",
        "Member",
        "Meeting",
        "Street",
        "Road",
    }
    places = sorted(
        {word for word in re.findall(r"\b(?:in|at|from|across|of) ([A-Z][a-z]{3,})(?=[\s,.;)])", whole)}
        - set(MONTHS) - bodies - set(people)
    )  # fmt: skip

    def other(pool: list[str], lead: str) -> Change:
        def change(text: str, rng: Random) -> str | None:
            found = [m for word in pool for m in re.finditer(rf"{lead}\b{word}\b", text)]
            spare = [word for word in pool if word not in text]
            if not found or not spare:
                return None
            match = rng.choice(found)
            word = re.search(r"\w+$", match[0])
            start = match.start() + word.start() if word else match.start()
            return text[:start] + rng.choice(spare) + text[match.end() :]

        return change

    named = {name: _swap(pairs) for name, pairs in _SWAPS.items()}
    named |= {
        "digit": _digit,
        "unit": _unit,
        "scale": _scale,
        "year": _year,
        "month": _month,
        "day": _day,
        "period": _period,
    }
    named |= {"negation added": _deny, "negation removed": _affirm}
    named["digits turned"] = _digits_turned
    named["figures exchanged"] = _exchange(_NUMBER.pattern)
    named["names exchanged"] = _exchange(
        r"(?<=Cllr\. |.Cllr )[A-Z]\w+ [A-Z]\w+|(?<=Councillor )[A-Z]\w+(?: [A-Z]\w+)?".replace("|.Cllr ", "")
    )
    named |= _families()
    if people:
        named["name"] = other(people, r"(?:Councillor|Cllr\.?|Mr|Mrs|Ms) (?:[A-Z]\.? ?){0,2}")
    if places:
        named["place"] = other(places, r"\b(?:in|at|from|across|of) ")
    return named
