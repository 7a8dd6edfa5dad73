"""Where the characters of one text of a page stand in another text of the same page.

The stored text of a PDF page and the text of the program that draws it hold the same words, but not always in the same
order, with the same blanks, ligatures, quotation marks or hyphens.  What is alike is found from the stretches that stand
once in both and grown from there (after P. Heckel, "A technique for isolating differences between files", 1978), so that
columns and table cells that come in another order are found as well.  What stays in doubt is not placed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.records import Span

_ALIKE = dict.fromkeys("\x02\ufffe‐‑‒–—―−", "-") | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"')  # noqa: RUF001
_BULLETS = frozenset("•·‣◦⁃∙")
_SILENT = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "So", "Mn", "Zs", "Zl", "Zp"))
_SIZES = (32, 16, 8, 5)  # characters of a stretch that anchors, the surest first
_GAP = 600  # characters between two placed ones within which what is alike is placed in order


@dataclass(frozen=True, slots=True)
class Folded:
    """The characters of a text by which it is compared, and where each stands in it."""

    text: str
    places: tuple[int, ...]


def fold_characters(text: str) -> Folded:
    """Return a text without blanks, bullets, accents and case; ligatures are taken apart, quotes and dashes are alike."""
    said: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in _plain(character):
            said.append(one)
            places.append(place)
    return Folded("".join(said), tuple(places))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    alike = _ALIKE.get(character, character)
    parts = unicodedata.normalize("NFKD", alike).casefold()
    parts = "".join(_ALIKE.get(part, part) for part in parts)
    return "".join(part for part in parts if part not in _BULLETS and unicodedata.category(part) not in _SILENT)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts of one page, ours and theirs, and which of their folded characters is which of ours (-1: none)."""

    ours: Folded
    theirs: Folded
    placed: tuple[int, ...]

    def places(self, span: Span) -> list[int] | None:
        """Return where the characters of a span of our text stand in theirs.

        Blanks and bullets have no place.  None where a letter, a figure or a sign is not placed or is only a part of a
        character there, or where there is nothing to place; a mark of punctuation may be missing.
        """
        within = [at for at, place in enumerate(self.ours.places) if span.start <= place < span.end]
        if any(self.placed[at] < 0 and telling(self.ours.text[at]) for at in within):
            return None
        placed = {self.placed[at] for at in within if self.placed[at] >= 0}
        found = dict.fromkeys(self.theirs.places[self.placed[at]] for at in within if self.placed[at] >= 0)
        torn = (at for at, place in enumerate(self.theirs.places) if place in found and at not in placed)
        if any(telling(self.theirs.text[at]) for at in torn):
            return None  # the 1 and the 2 of ½ are not 12
        return list(found) or None


def telling(character: str) -> bool:
    """Return whether a folded character says something: a letter, a figure, a sign of money, sum or share."""
    return character.isalnum() or character in "%-" or unicodedata.category(character) in ("Sc", "Sm")


def align(ours: str, theirs: str) -> Alignment:
    """Find the characters of our text of a page in their text of it."""
    left, right = fold_characters(ours), fold_characters(theirs)
    if left.text == right.text:
        return Alignment(left, right, tuple(range(len(left.text))))
    work = _Work(left.text, right.text)
    for size in _SIZES:
        work.anchor(size)
    work.fill()
    return Alignment(left, right, tuple(work.placed))


class _Work:
    """An alignment under way."""

    def __init__(self, ours: str, theirs: str) -> None:
        self.ours, self.theirs = ours, theirs
        self.placed = [-1] * len(ours)
        self._taken = bytearray(len(theirs))

    def anchor(self, size: int) -> None:
        """Place the stretches that hold so many characters which stand once in what is left of both texts."""
        mine = _singles(self.ours, size, [place >= 0 for place in self.placed])
        yours = _singles(self.theirs, size, self._taken)
        reached: dict[int, int] = {}
        blocks: list[tuple[int, int, int]] = []
        for piece, start in sorted(mine.items(), key=lambda one: one[1]):
            there = yours.get(piece)
            if there is None or reached.get(there - start, -1) > start:
                continue
            first, last = self._grown(start, there, size)
            reached[there - start] = last
            blocks.append((last - first, first, there - start))
        for length, first, shift in sorted(blocks, key=lambda block: (-block[0], block[1])):
            self._claim(first, first + shift, length)

    def _grown(self, start: int, there: int, size: int) -> tuple[int, int]:
        """Return the ends in our text of the longest free stretch around one that is alike in both."""
        shift, last = there - start, start + size
        while start > 0 and start + shift > 0 and self._alike(start - 1, start - 1 + shift):
            start -= 1
        while last < len(self.ours) and last + shift < len(self.theirs) and self._alike(last, last + shift):
            last += 1
        return start, last

    def _alike(self, at: int, there: int) -> bool:
        return self.ours[at] == self.theirs[there] and self.placed[at] < 0 and not self._taken[there]

    def _claim(self, at: int, there: int, length: int) -> None:
        for step in range(length):
            if self._alike(at + step, there + step):
                self.placed[at + step] = there + step
                self._taken[there + step] = 1

    def fill(self) -> None:
        """Place what lies between two placed stretches, in order, where the same lies between them in both texts."""
        for first, last in list(self._gaps()):
            low = self.placed[first - 1] + 1 if first else 0
            high = self.placed[last] if last < len(self.ours) else len(self.theirs)
            if not 0 <= low < high or high - low > _GAP or last - first > _GAP or any(self._taken[low:high]):
                continue
            between = SequenceMatcher(None, self.ours[first:last], self.theirs[low:high], autojunk=False)
            for block in between.get_matching_blocks():
                self._claim(first + block.a, low + block.b, block.size)

    def _gaps(self) -> Iterator[tuple[int, int]]:
        first: int | None = None
        for at, place in enumerate([*self.placed, 0]):
            if place < 0 and first is None:
                first = at
            elif place >= 0 and first is not None:
                yield first, at
                first = None


def _singles(text: str, size: int, used: list[bool] | bytearray) -> dict[str, int]:
    """Return the unused stretches of a size that stand once, and where."""
    free: list[int] = []
    run = 0
    for at, taken in enumerate(used):
        run = 0 if taken else run + 1
        if run >= size:
            free.append(at + 1 - size)
    counts = Counter(text[at : at + size] for at in free)
    return {text[at : at + size]: at for at in free if counts[text[at : at + size]] == 1}
