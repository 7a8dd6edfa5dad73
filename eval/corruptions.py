"""Claims true to a record and the same altered in one thing, made from any record texts by a seed.

Used by ``eval/fit_grounding.py`` and the tests of the verifier.  Nothing is stored: the claims are built from the texts
given at run time.  A true claim is a sentence as printed or a light paraphrase that keeps its meaning; an altered one
differs
from a true one in one figure, unit, date, place, name, denial, direction or decision, or cites another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from assistant.answering.grounding import split_claims

HARD: Final = frozenset(
    {
        "digit",
        "unit",
        "scale",
        "year",
        "month",
        "day",
        "period",
        "row",
        "citation",
        "digits turned",
        "figures exchanged",
    }
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One claim with its evidence; ``altered`` says whether the evidence no longer backs it.

    ``kind`` how it was made.
    """

    claim: str
    evidence: tuple[str, ...]
    kind: str
    altered: bool


Change = Callable[[str, Random], "str | None"]

_SWAPS: Final[dict[str, str]] = {
    "direction": "increase/decrease increased/decreased increases/decreases increasing/decreasing rise/fall rose/fell risen/fallen "  # noqa: E501
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
    "antonym": "able/unable present/absent included/excluded internal/external public/private success/failure start/end "  # noqa: E501
    "positive/negative support/oppose satisfied/dissatisfied likely/unlikely open/closed new/old young/elderly",
    "time unit": "hours/days days/weeks weeks/months months/years years/months minutes/hours week/month month/week year/month "  # noqa: E501
    "weekly/monthly annual/monthly daily/weekly",
}
_MONTHS: Final = "January February March April May June July August September October November December".split()
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER: Final = re.compile(r"(?<![\w.,£'/-])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/]|[.,:]\d|\s*(?:January|February|March|April|May|June|July"  # noqa: E501
                            r"|August|September|October|November|December|[ap]\.?m)|-\d)")  # fmt: skip


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
    found = [
        m
        for m in _NUMBER.finditer(text)
        if re.search(r"(\d)(?!\1)\d", m[0]) and not re.fullmatch(r"(?:19|20)\d\d", m[0])
    ]
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + re.sub(r"([1-9])(?!\1)(\d)", r"\2\1", match[0], count=1) + text[match.end() :]


def _exchange(pattern: str) -> Change:
    def change(text: str, rng: Random) -> str | None:
        found = list(re.finditer(pattern, text))
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
    found = list(
        re.finditer(r"\b(?:January|February|April|June|July|August|September|October|November|December)\b", text)
    )
    if not found:
        return None
    match = rng.choice(found)
    return (
        text[: match.start()]
        + rng.choice([m for m in _MONTHS if m != match[0] and m not in text])
        + text[match.end() :]
    )


def _day(text: str, rng: Random) -> str | None:
    found = list(re.finditer(rf"\b([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?= (?:{'|'.join(_MONTHS)})\b)", text))
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
        list(re.finditer(r"\b(?:was|were|is|are|had|has|have|would|will|could|should|may|must)\b(?! not)", text))
        or [None]
    )
    return text[: match.end()] + " not" + text[match.end() :] if match else None


def _affirm(text: str, rng: Random) -> str | None:
    match = re.search(r"\bnot (?!only\b|least\b)|\bnever |\bfailed to (?=\w)", text)
    if match:
        return text[: match.start()] + text[match.end() :]
    match = re.search(r"\b(?:no|No|without|Without) (?=[a-z]{3})(?!longer|doubt|more|less|later)", text)
    return (
        text[: match.start()]
        + {"n": "some ", "N": "Some ", "w": "with ", "W": "With "}[match[0][0]]
        + text[match.end() :]
        if match
        else None
    )


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
        - set(_MONTHS) - bodies - set(people)
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
    if people:
        named["name"] = other(people, r"(?:Councillor|Cllr\.?|Mr|Mrs|Ms) (?:[A-Z]\.? ?){0,2}")
    if places:
        named["place"] = other(places, r"\b(?:in|at|from|across|of) ")
    return named


def paraphrases(texts: Sequence[str]) -> dict[str, Change]:
    """Return rewritings that keep the meaning, by name; acronyms are those the texts explain."""
    whole = " ".join(" ".join(texts).split())
    known = {}
    for match in re.finditer(r"((?:[A-Z][\w'-]+ (?:(?:and|of|for|the|&) )?){2,6})\(([A-Z]{2,6})\)", whole):
        words, letters = match[1].split(), match[2]
        for start in range(len(words)):
            if "".join(w[0] for w in words[start:] if w[0].isupper()) == letters:
                known[letters] = " ".join(words[start:])

    def expand(text: str, rng: Random) -> str | None:
        found = [letters for letters in known if re.search(rf"\b{letters}\b", text) and known[letters] not in text]
        return re.sub(rf"\b{found[0]}\b", known[found[0]], text, count=1) if found else None

    def reworded(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Change:
        return lambda text, rng: re.sub(pattern, by, text) if re.search(pattern, text) else None

    def trailing(text: str, rng: Random) -> str | None:
        head, comma, tail = text.rpartition(", ")
        return (
            head + "."
            if comma and len(head.split()) > 7 and len(tail.split()) > 2 and head.count("(") == head.count(")")
            else None
        )

    says = dict(
        zip(
            "said advised stated explained informed reported".split(),
            "stated told said said told said".split(),
            strict=True,
        )
    )
    return {
        "per cent": reworded(r"(\d)%", r"\1 per cent"),
        "thousands": reworded(r"(?<=£)(\d+)K\b", r"\1,000"),
        "million": reworded(r"(\d)M\b", r"\1 million"),
        "number word": reworded(r"(?<![\w.£,-])([2-9])(?= [a-z]{4})", lambda m: _WORDS[int(m[1])]),
        "slashed year": reworded(r"\b(20\d\d)-(\d\d)\b(?!-)", r"\1/\2"),
        "dated": reworded(
            rf"\b(\d\d?)(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (20\d\d)\b",
            lambda m: f"{int(m[1]):02d}/{_MONTHS.index(m[2]) + 1:02d}/{m[3]}",
        ),
        "title": reworded(r"\bCouncillor(?= [A-Z])", "Cllr"),
        "acronym": expand,
        "trailing clause": trailing,
        "said": reworded(rf"\b({'|'.join(says)})\b(?= that)", lambda m: says[m[1]]),
        "led in": lambda text, rng: (
            "According to the record, " + text[0].lower() + text[1:] if text[:4] in {"The ", "This"} else None
        ),
        "folded": lambda text, rng: " ".join(text.lower().split()),
    }


def sentences(text: str) -> list[str]:
    """Return the full sentences of a record, white space folded, 8 to 60 words."""
    found = [claim for claim in split_claims(text) if 8 <= len(claim.split()) <= 60]
    return [claim for claim in found if claim[-1] in ".!" and sum(char.isalpha() for char in claim) > 0.6 * len(claim)]


def rows(text: str) -> Iterator[tuple[str, str, str, tuple[str, str], tuple[str, str]]]:
    """Yield (table, label, other label, values, other values) of rows below a header of two years."""
    block = re.compile(
        r"[^\n]*(\d\d)\b[^\n]*?(\d\d)\b[^\n]*change(?:[^\n]*\n){1,9}?(?:[A-Z][A-Za-z ]+(?: [-+]?[\d,.]+){3,}\n){3,}"
    )
    for match in block.finditer(text):
        lines = re.findall(r"^([A-Z][A-Za-z ]+?) ([\d,]+) ([\d,]+) .*$", match[0], re.M)
        for (label, *values), (other, *others) in zip(lines, lines[1:], strict=False):
            yield match[0], label, other, (values[0], values[1]), (others[0], others[1])


def _context(held: Sequence[str], at: int, rng: Random) -> tuple[str, ...]:
    """Return the evidence of a sentence: itself, or a passage around it, or it and another as two citations."""
    way = rng.random()
    if way < 0.4:
        return (held[at],)
    if way < 0.8:
        return (" ".join(held[max(0, at - 2) : at + 3]),)
    return (held[at], held[rng.randrange(len(held))])


def build(texts: Sequence[str], seed: int, per_kind: int = 60) -> list[Sample]:
    """Return samples from the texts: true ones and altered ones, at most ``per_kind`` of each kind.

    Args:
        texts: the records, as text.
        seed: of the random choices; the same texts and seed give the same samples.
        per_kind: the most samples of one kind.
    """
    rng = Random(seed)
    held = [(record, at) for record in (sentences(text) for text in texts) for at in range(len(record))]
    found: list[Sample] = []
    true, altered = paraphrases(texts), changes(texts)
    for kind, change in [*true.items(), ("verbatim", None), *altered.items()]:
        wrong, made = kind in altered, 0
        for record, at in rng.sample(held, len(held)):
            claim = record[at] if change is None else change(_reworded(record[at], true, rng, wrong), rng)
            if claim and claim != record[at]:
                pass
            elif change is not None:
                continue
            found.append(Sample(str(claim), _context(record, at, rng), kind, wrong))
            made += 1
            if made >= per_kind * (1 if change else 4):
                break
    return found + _cited_wrong(held, rng, per_kind) + _tabled(texts, rng, per_kind)


def _reworded(text: str, true: dict[str, Change], rng: Random, wrong: bool) -> str:
    """Return the sentence, for an altered claim one time in three lightly paraphrased first."""
    if wrong and rng.random() < 0.33:
        return true[rng.choice(["per cent", "thousands", "title", "trailing clause", "said"])](text, rng) or text
    return text


def _cited_wrong(held: Sequence[tuple[list[str], int]], rng: Random, count: int) -> list[Sample]:
    found: list[Sample] = []
    for record, at in rng.choices(held, k=2 * count) if held else []:
        away = [i for i in range(len(record)) if i != at and record[i] != record[at]]
        if away:
            near = [i for i in away if abs(i - at) <= 3]
            other = rng.choice(near if near and rng.random() < 0.5 else away)
            found.append(Sample(record[at], (record[other],), "citation", True))
    return found


def _tabled(texts: Sequence[str], rng: Random, count: int) -> list[Sample]:
    true: list[Sample] = []
    wrong: list[Sample] = []
    for text in texts:
        for table, label, other, values, others in rows(text):
            old, new = (int(year) + 2000 for year in re.findall(r"\b(\d\d)\b", table)[:2])
            evidence = (table,)
            which = rng.randrange(2)
            year, value = (old, new)[which], values[which]
            true.append(Sample(f"{label} had {value} in {year}.", evidence, "table", False))
            true.append(Sample(f"{label}: {values[0]} in {old} and {values[1]} in {new}.", evidence, "table", False))
            if values[0] != values[1]:
                wrong.append(
                    Sample(f"{label}: {values[1]} in {old} and {values[0]} in {new}.", evidence, "period", True)
                )
                wrong.append(Sample(f"{label} had {values[1 - which]} in {year}.", evidence, "period", True))
            if others[which] not in values:
                wrong.append(Sample(f"{label} had {others[which]} in {year}.", evidence, "row", True))
                wrong.append(Sample(f"{other} had {value} in {year}.", evidence, "row", True))
                wrong.append(
                    Sample(f"{label} had {others[which]}, and {other} {value}, in {year}.", evidence, "row", True)
                )
    return rng.sample(true, min(count, len(true))) + rng.sample(wrong, min(2 * count, len(wrong)))
