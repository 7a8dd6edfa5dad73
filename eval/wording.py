"""Comparing words: folding, sentences, citation markers and numbers with their units."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
_MARKER = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_MARKED = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?:[\"')\]\u2019\u201d]*)\s+(?=[\"'(\[\u2018\u201cA-Z0-9£])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:No|Nos|Min|Mr|Mrs|Ms|Dr|Cllr|Cllrs|St|etc|approx|para|p|pp|e\.g|i\.e|vs|[A-Z])\.$"
    r"|(?:^|[:;.]\s)\(?\d{1,2}\.$"  # the number of a list item
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?<!\d{4}-)(?P<sign>[-\u2212+](?=[\d£$€]))?(?P<currency>[£$€])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>k|thousand|m|mn|million|bn|billion)(?![A-Za-z]))?(?P<percent>\s?%|\s+per\s?cent\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|per\s?cent\b|percent(?:age)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: its value, the unit that is part of its writing, and where it stands."""

    value: float
    unit: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text with each run of white space as one space and none at the ends."""
    return _SPACE.sub(" ", text).strip()


def loose(text: str) -> str:
    """Return the folded text without case and with plain quotation marks and dashes, for comparing answers."""
    plain = text.translate(str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2011\u2212", "''\"\"----"))
    return fold(plain).casefold()


def says(text: str, wanted: str) -> bool:
    """Return whether the text holds the wanted words, not inside a longer word or number ("3" is not in "30")."""
    needle = re.escape(loose(wanted))
    return re.search(rf"(?<!\w)(?<!\d[.,]){needle}(?!\w)(?![.,]\d)", loose(text)) is not None


def words(text: str) -> list[str]:
    """Return the lower-case runs of letters and digits."""
    return re.findall(r"[a-z0-9]+", text.lower())


def shares_run(text: str, quote: str, length: int) -> bool:
    """Return whether the two texts share a run of ``length`` words (all of a shorter quote)."""
    wanted, found = words(quote), f" {' '.join(words(text))} "
    length = min(length, len(wanted))
    return length > 0 and any(
        f" {' '.join(wanted[start : start + length])} " in found for start in range(len(wanted) - length + 1)
    )


def without_markers(text: str) -> str:
    """Return the text without citation markers such as ``[1]`` and ``[2, 3]``."""
    return _MARKER.sub("", text).strip()


def markers(text: str) -> tuple[int, ...]:
    """Return the citation numbers of the text in order, each once."""
    found = [int(number) for group in _MARKED.findall(text) for number in group.split(",")]
    return tuple(dict.fromkeys(found))


def sentences(text: str) -> list[str]:
    """Split prose into sentences; a marker after the full stop stays with its sentence."""
    text = re.sub(r"([.!?])((?:\s*\[\d+(?:\s*,\s*\d+)*\])+)", r"\2\1", text)
    out: list[str] = []
    for piece in _SENTENCE_END.split(text):
        piece = fold(piece)
        if out and _ABBREVIATED.search(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        elif piece:
            out.append(piece)
    return out


def quantities(text: str) -> list[Quantity]:
    """Return the numbers that the text states, in order.

    ``£20K`` is 20,000 in ``£``, ``8.4 million`` is 8,400,000, ``16.6%`` and ``16.6 per cent`` are 16.6 in ``%``; the
    words zero to twelve count as numbers.
    """
    found = []
    for match in _NUMBER.finditer(text):
        value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        negative = match["sign"] in ("-", "\u2212")
        unit = "%" if match["percent"] else match["currency"] or ""
        found.append(Quantity(-value if negative else value, unit, match.start(), match.end()))
    for match in _NUMBER_WORD.finditer(text):
        found.append(Quantity(float(_WORDS.index(match[0].lower())), "", match.start(), match.end()))
    return sorted(found, key=lambda quantity: quantity.start)


def unit_of(unit: str) -> str:
    """Return a unit in the one form it is compared in."""
    return "%" if _PERCENT.fullmatch(unit.strip()) else loose(unit)


def states(text: str, value: float, unit: str = "", tolerance: float = 0.0) -> bool:
    """Return whether the text states the value, within the tolerance, in the unit.

    A currency sign or a percentage must be written with the number; any other unit ("per 1,000", "incidents") must
    stand in the same sentence.  No unit asked for: none is looked at.
    """
    wanted = unit_of(unit)
    for sentence in sentences(text) or [text]:
        for quantity in quantities(sentence):
            if abs(quantity.value - value) > tolerance + 1e-9 * max(1.0, abs(value)):
                continue
            if not wanted or quantity.unit == wanted:
                return True
            if wanted not in ("%", "£", "$", "€") and says(sentence, wanted):
                return True
    return False
