"""A table row told with its headings ("E2 – Target: 60; Result: 104"), compared cell by cell with the row as printed.

What stands before a colon there is a heading, no name or measure of a sentence: such a claim is right where each cell stands
under the heading that it is told with, and is judged by the other checks where the table is not printed in cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTS = re.compile(r"\s*[\t|]\s*")
_RULE = re.compile(r"[\s|:=-]*")


def row_told(claim: str, evidence: Sequence[str]) -> bool:
    """Return whether a claim tells cells of one row, and nothing else, each with its own heading or with none.

    Args:
        claim: "cell", "cell – heading: cell; heading: cell" or "cell: heading cell".
        evidence: The texts cited: a row, and above it (in the same or another of them) its headings, in cells that tabs or
            bars part.
    """
    lines = [_cells(line) for text in evidence for line in _lines(text)]
    said = _plain(claim).rstrip(".")
    return any(head is not row and len(head) == len(row) > 1 and _tells(said, head, row) for row in lines for head in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, and all of it as one where a cell goes on in a second line."""
    lines = [line for line in text.splitlines() if ("\t" in line or "|" in line) and not _RULE.fullmatch(line)]
    return [*lines, " ".join(text.splitlines())] if "\t" in text and len(lines) < len(text.strip().splitlines()) else lines


def _cells(line: str) -> list[str]:
    return [_plain(cell) for cell in _PARTS.split(line.strip(" |") if "|" in line else line.strip("\n"))]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_]{1,2}", "", text).split())


def _tells(said: str, head: Sequence[str], row: Sequence[str]) -> bool:
    """Return whether some words are a cell of a row, then further ones, each after its heading where one is told."""
    for at, label in enumerate(row):
        rest = said[len(label) :] if label and said.startswith(label) else None
        if rest is not None and _goes_on(rest, head, row, frozenset({at})):
            return True
    return False


def _goes_on(rest: str, head: Sequence[str], row: Sequence[str], told: frozenset[int]) -> bool:
    if not rest:
        return len(told) > 1
    link = re.match(r"\s–\s|[:;,]\s", rest)
    if link is None:
        return False
    tail = rest[link.end() :]
    for at, (heading, cell) in enumerate(zip(head, row, strict=True)):
        forms = (f"{heading}: {cell}", f"{heading} {cell}", f"{cell} ({heading})") if heading else (cell,)
        for form in forms if cell and at not in told else ():
            if tail.startswith(form) and _goes_on(tail[len(form) :], head, row, told | {at}):
                return True
    return False
