"""Figures: values with their scale and unit, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answering.checks.dates import Moment

_UNITS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}  # fmt: skip
_SCALES: Final = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "hundred": 1e2, "thousand": 1e3, "million": 1e6,
    "millions": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)
}
_PARTS: Final = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
}
_WORDS: Final = "|".join([*_UNITS, *_TENS])
_FIGURE: Final = re.compile(
    rf"""
    (?P<per>\bper\s+(?P<base>\d[\d,]*|hundred|thousand|million|head|capita)(?:\s+(?P<basescale>thousand|million))?)
  | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b)
  | (?P<parts>\b(?:(?P<top>one|two|three|four|a|\d)[\s-]+)?(?:half|thirds?|quarters?|fifths?)\b(?=\s+of\b))
  | (?P<sign>(?<![\w)%])[-+](?=\s?[£$€]?\d)\s?)?(?:(?P<money>[£$€])\s?)?
    (?P<digits>(?<![\w.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d])|(?<![A-Za-z\d])\d+(?:\.\d+)*|(?<![\w])\.\d+)
    (?:(?P<scale>[km]\b|bn\b|mn\b|tn\b)|[\s-]?(?P<scaleword>thousand|millions?|billion|trillion|dozen|bn\b|mn\b|m\b(?!\.)|K\b))?
    \s?(?P<unit>%|pp\b|p\b|pence\b|pounds?\b|euros?\b|dollars?\b)?
  | \b(?P<words>(?:(?:half\s+)?a\s+(?:dozen|hundred|thousand|million|billion)|(?:{_WORDS})|(?:no(?!\.)|nil|none)(?=\b))
      (?:(?:[\s-]+(?:and\s+)?)(?:{_WORDS}|hundred|thousand|million|billion|dozen)\b)*)\b\s?(?P<wunit>%|pp\b|pence\b|pounds?\b)?
  | \b(?P<ordword>{"|".join(_ORDINALS)})\b
    """,
    re.I | re.X,
)
_LOOK_BACK: Final = 60  # characters before a figure in which a range is opened
_SIGNS: Final = {"pound": "£", "pounds": "£", "euro": "€", "euros": "€", "dollar": "$", "dollars": "$", "pence": "p"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value, unit sign ("%", "£", "pp", "per", "ordinal" or "") and where it stands in the folded text.

    ``soft`` marks words that often are no figure ("one", "no", "first"); ``signed`` that a plus or minus is printed.
    """

    printed: str
    value: float
    unit: str
    start: int
    end: int
    soft: bool = False
    signed: bool = False
    spelt: str = ""


def in_words(text: str) -> float:
    """Return the value of a number in words: ``in_words("two hundred and five") == 205``."""
    total, current = 0.0, 0.0
    words = re.findall(r"[a-z]+", text.lower())
    if words[:2] == ["half", "a"]:
        return 0.5 * _SCALES.get(words[2], 1.0)
    for word in words:
        if word in {"a", "and", "no", "nil", "none"}:
            current = current or (1.0 if word == "a" else 0.0)
        elif word in {"hundred", "dozen"}:
            current = (current or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + (current or 1.0) * _SCALES[word], 0.0
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return total + current


def _read(match: re.Match[str]) -> Figure | None:
    part, (start, end) = match.groupdict(), match.span()
    printed = match[0].strip()
    start += len(match[0]) - len(match[0].lstrip())
    if part["per"]:
        base = part["base"].lower()
        value = 1.0 if base in {"head", "capita"} else _SCALES.get(base) or float(base.replace(",", ""))
        return Figure(printed, value * _SCALES.get((part["basescale"] or "").lower(), 1.0), "per", start, end)
    if part["ordinal"]:
        return Figure(printed, float(re.sub(r"\D", "", printed)), "ordinal", start, end)
    if part["ordword"]:
        return Figure(printed, float(_ORDINALS[part["ordword"].lower()]), "ordinal", start, end, soft=True)
    if part["parts"]:
        top = (part["top"] or "one").lower()
        share = next(value for word, value in _PARTS.items() if re.search(rf"\b{word}$", printed.lower()))
        return Figure(printed, share * (float(top) if top.isdigit() else _UNITS.get(top, 1)), "part", start, end, soft=True)
    if part["words"]:
        soft = part["words"].lower() in {"one", "no", "nil", "none", "zero"}
        unit = _SIGNS.get(part["wunit"] or "", part["wunit"] or "")
        return Figure(printed, in_words(part["words"]), unit, start, end, soft=soft)
    return _digits(part, printed, start, end)


def _digits(part: dict[str, str | None], printed: str, start: int, end: int) -> Figure:
    spelt = part["digits"] or "0"
    plain = spelt.replace(",", "")
    scale = _SCALES.get((part["scale"] or part["scaleword"] or "").lower(), 1.0)
    # Numbers with several points are references ("4.1.2"): compared as printed, valued by their leading part.
    value = float(plain) if plain.count(".") <= 1 else float(".".join(plain.split(".")[:2]))
    unit = part["money"] or _SIGNS.get((part["unit"] or "").lower(), part["unit"] or "")
    sign = -1.0 if (part["sign"] or "").startswith("-") else 1.0
    return Figure(printed, sign * value * scale, unit, start, end, signed=bool(part["sign"]), spelt=plain)


def figures(text: str, taken: Sequence[Moment]) -> list[Figure]:
    """Return the figures of the folded text that are not part of a date or time (``taken``), in order.

    Both ends of a range share the unit that is printed once ("10-15%", "between £2 and £3 million").
    """
    masked = list(text)
    for moment in taken:
        masked[moment.start : moment.end] = " " * (moment.end - moment.start)
    found = [figure for match in _FIGURE.finditer("".join(masked)) if (figure := _read(match))]
    for index in range(len(found) - 1):
        first, then = found[index], found[index + 1]
        link = text[first.end : then.start]
        ends = re.fullmatch(r"\s*(?:-|to|and|or)\s*", link)
        opened = "-" in link or re.search(r"\b(?:between|from)\s*$", text[max(0, first.start - _LOOK_BACK) : first.start], re.I)
        if ends and opened and not first.unit and then.unit in {"%", "pp", "£", "$", "€", "p"}:
            found[index] = Figure(
                first.printed, first.value, then.unit, first.start, first.end, first.soft, first.signed, first.spelt
            )
    return found


def same_value(one: Figure, other: Figure) -> bool:
    """Return whether two figures have the same size; the sign counts only where both print one."""
    if "." in one.spelt and one.spelt.count(".") > 1 or other.spelt.count(".") > 1:
        return one.spelt == other.spelt
    if one.signed and other.signed:
        return _close(one.value, other.value)
    return _close(abs(one.value), abs(other.value))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def same_unit(asked: Figure, printed: Figure, tabled: bool) -> bool:
    """Return whether the units agree; a table may print the unit in its header, not in the cell."""
    if asked.unit == printed.unit:
        return True
    if {asked.unit, printed.unit} <= {"%", "part"}:
        return True
    if "per" in (asked.unit, printed.unit) or "ordinal" in (asked.unit, printed.unit):
        return False
    return tabled and not printed.unit


def derived(asked: Figure, others: Iterable[Figure]) -> bool:
    """Return whether the figure is the sum, difference, ratio or percentage change of two others, as rounded."""
    pool = [abs(other.value) for other in others if other.unit not in {"per", "ordinal"} and other is not asked]
    places = len(asked.spelt.partition(".")[2])
    value, half = abs(asked.value), 0.5 * 10.0**-places + 1e-9
    for index, a in enumerate(pool):
        for b in pool[:index] + pool[index + 1 :]:
            if asked.unit == "%":
                if b and (abs(abs(a - b) / b * 100 - value) <= half or abs(a / b * 100 - value) <= half):
                    return True
            elif _close(a - b, value) or _close(a + b, value):
                return True
    return False
