"""The numbers and bullets that Word prints before list paragraphs (ECMA-376 part 1, section 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assistant.ingest.readers.ooxml import child, children, value

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it prints."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    suffix: str = "tab"
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level of the list that is tied to a paragraph style, 0 if none is."""
        levels = self.lists.get(number, ("", {}, {}))[1]
        return next((index for index, level in levels.items() if level.style == style), 0)

    def label(self, number: str, index: int) -> str:
        """Count one paragraph of the list at the level and return what is printed before its words."""
        if number not in self.lists or not 0 <= index < _LEVELS:
            return ""
        shared, levels, overrides = self.lists[number]
        level = levels.get(index, Level(form="none"))
        if level.form == "bullet":
            return _bullet(level.text) + " " if level.text.strip() else ""
        counts = self._count(shared, number, index, levels, overrides)
        shown = _shown(level, levels, counts)
        return shown + ("" if level.suffix == "nothing" else " ") if shown else ""

    def _count(
        self, shared: str, number: str, index: int, levels: dict[int, Level], overrides: dict[int, int]
    ) -> list[int | None]:
        """Advance the counter of the level, begin skipped outer levels, and reset the inner ones.

        Lists of one abstract definition go on counting together unless one of them overrides the start.
        """
        counts = self._counts.setdefault(shared, [None] * _LEVELS)
        for outer in range(index + 1):
            fresh = (number, outer) not in self._begun and outer in overrides
            held = counts[outer]
            if fresh or held is None:
                counts[outer] = overrides.get(outer, levels.get(outer, Level()).start)
            elif outer == index:
                counts[outer] = held + 1
            self._begun.add((number, outer))
        for inner in range(index + 1, _LEVELS):
            restart = levels.get(inner, Level()).restart
            if restart is None or index < restart:
                counts[inner] = None
        return counts


def parse_numbering(root: Element | None) -> Numbering:
    """Return the lists that ``numbering.xml`` defines; none without the part."""
    if root is None:
        return Numbering()
    abstracts = {value(node, "abstractNumId", own=True): node for node in children(root, "abstractNum")}
    by_style = {value(node, "styleLink"): key for key, node in abstracts.items() if value(node, "styleLink")}
    numbering = Numbering()
    for node in children(root, "num"):
        shared = value(node, "abstractNumId")
        linked = value(abstracts[shared], "numStyleLink") if shared in abstracts else ""
        shared = by_style.get(linked, shared)
        levels = _levels(abstracts[shared]) if shared in abstracts else {}
        overrides: dict[int, int] = {}
        for override in children(node, "lvlOverride"):
            index = _integer(value(override, "ilvl", own=True), 0)
            levels |= _levels(override)
            if child(override, "startOverride") is not None:
                overrides[index] = _integer(value(override, "startOverride"), 1)
        numbering.lists[value(node, "numId", own=True)] = (shared, levels, overrides)
    return numbering


def counted(number: int, form: str) -> str:
    """Return a count as the number format of Word or HTML prints it, decimal where the format is not known."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for worth, letters in _ROMAN:
            roman += letters * (number // worth)
            number %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "ordinal":
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return str(number)


def _levels(node: Element) -> dict[int, Level]:
    """Return the levels that a definition or an override holds."""
    found: dict[int, Level] = {}
    for level in children(node, "lvl"):
        restart = value(level, "lvlRestart")
        found[_integer(value(level, "ilvl", own=True), 0)] = Level(
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText"),
            start=_integer(value(level, "start"), 1),
            restart=_integer(restart, 0) if restart else None,
            suffix=value(level, "suff") or "tab",
            legal=child(level, "isLgl") is not None,
            style=value(level, "pStyle"),
        )
    return found


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    """Return the text of a level with its ``%1`` .. ``%9`` filled in."""

    def fill(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        counter = levels.get(index, Level())
        form = "decimal" if level.legal else counter.form
        held = counts[index]
        return "" if form in {"none", "bullet"} else counted(counter.start if held is None else held, form)

    return re.sub(r"%([1-9])", fill, level.text).strip()


def _bullet(text: str) -> str:
    """Return a bullet that reads as one: symbol fonts keep theirs in private characters or behind letters."""
    return text.strip() if re.fullmatch(r"[^\w\ue000-\uf8ff]", text.strip()) and text.strip() != "§" else "•"


def _integer(words: str, default: int) -> int:
    """Return a whole number from an attribute, the default where it is none."""
    return int(words) if re.fullmatch(r"-?\d{1,9}", words) else default
