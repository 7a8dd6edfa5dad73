"""Tables that lay out minutes: an item a row, its number in the first column and blocks of text beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"(?:(?:item|minute)\s+)?(?:[A-Z]{1,4}[/ .-]?)?\d{1,4}(?:[./-]\d{1,4})*\s*[.):]?", re.I)
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*[A-Za-z%]{0,2}")
_MOST_COLUMNS = 3  # number, text, and who is to act; more is a table of data
_LONG = 12  # words from which a cell is a block of text, not a value


def lists_items(grid: Sequence[Sequence[str | None]], blocks: Sequence[bool]) -> bool:
    """Return whether a table sets rising item numbers in its first column beside blocks of text.

    Args:
        grid: The words of each cell, None where another reaches over it.
        blocks: For each row, whether a cell of it holds several paragraphs or words set apart.
    """
    cells = [[" ".join((words or "").split()) for words in row] for row in grid]
    held = [(row, block) for row, block in zip(cells, blocks, strict=True) if row and row[0]]
    numbered = [(row, block) for row, block in held if NUMBER.fullmatch(row[0])]
    if len(numbered) < 2 or len(held) - len(numbered) > 1:
        return False
    if not 2 <= max(map(len, cells)) <= _MOST_COLUMNS or any(_FIGURE.fullmatch(cell) for row in cells for cell in row[1:]):
        return False
    if _filled(numbered, -1) > 0.5 and _letters(numbered, -1) < _letters(numbered, 1):
        return False  # a column with a word of every row ("ADOPTED"): a list of what became of each
    counts = [[int(n) for n in re.findall(r"\d+", row[0])] for row, _ in numbered]
    long = sum(block or any(len(cell.split()) >= _LONG for cell in row[1:]) for row, block in numbered)
    return counts == sorted(counts) and 2 * long > len(numbered)


def _filled(rows: Sequence[tuple[Sequence[str], bool]], column: int) -> float:
    """Return the share of rows with words in a column."""
    return sum(bool(row[column]) for row, _ in rows if len(row) > 1) / len(rows)


def _letters(rows: Sequence[tuple[Sequence[str], bool]], column: int) -> int:
    return sum(len(row[column]) for row, _ in rows if len(row) > 1)


def headed(head: str | None, words: str) -> str:
    """Return what stands in a column beside the text with the column's head before it: "Action by: the Clerk"."""
    label = " ".join((head or "").split()).rstrip(" :")
    return f"{label}: {' '.join(words.split())}" if label and words.strip() else " ".join(words.split())
