"""How far a heading reaches: over wrapped lines, up to running prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.lines import Line, mostly_capitals

ITEM = re.compile(
    r"^(?:agenda\s+)?(?:item|minute|min\.?(?=\s*no))\s*(?:no\.?\s*|number\s*)?(\d{1,4})\s*(\([a-z]\)"
    r"|[a-z]\b)?\s*[:.)–—-]*\s*(.*)$",
    re.I,
)
UNIT_AFTER = re.compile(
    r"^(?:%|st\b|nd\b|rd\b|th\b|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b)",
    re.I,
)
LONGEST_HEADING = 110  # characters a heading may have before it reads as prose


def whole_heading(
    printed: Sequence[Line], at: int, words: str, lines: Sequence[Line], width: int, depth: int
) -> tuple[int, str, bool]:
    """Return the last line of a heading that may wrap, all its words, and whether it is running prose instead."""
    line, last = printed[at], at
    if not words and at + 1 < len(printed) and not is_numbered(printed[at + 1]):
        last, words = at + 1, printed[at + 1].text
        line = printed[last]
    while last + 1 < len(printed) and _continues(printed[last], printed[last + 1], line, words, lines, width):
        last += 1
        words = f"{words} {printed[last].text}".strip()
    follower = printed[last + 1] if last + 1 < len(printed) else None
    if mostly_capitals(words) or line.bold or line.level is not None:
        return printed[last].index, words, False
    close = follower is not None and follower.index == printed[last].index + 1
    # A line is full when the first word of the next one would not have fitted on it.
    filled = len(printed[last].text) + 1 + len(follower.text.split()[0]) if follower is not None else 0
    sentence = bool(re.search(r"[a-z)]\.$", words)) and len(words.split()) > 5
    flows = close and follower is not None and bool(re.match(r"[a-z](?![.)]|[a-z]{0,2}[.)]\s)", follower.text))
    bids = bool(re.match(r"To [a-z]+ ", words)) and follower is not None and follower.text[:1].isupper()
    full = close and filled > 0.9 * width and not (bids or in_title_case(words, 0.75))
    announces = words.endswith(":") and words[:1].isupper() and len(words.split()) > 3 and not in_title_case(words)
    wide = len(words) > LONGEST_HEADING and not in_title_case(words)
    return printed[last].index, words, wide or sentence or flows or full or (announces and depth > 1)


def with_glued_end(words: str, printed: Sequence[Line], at: int, lines: Sequence[Line]) -> str:
    """Return a heading with its end, where extraction has glued the body to it: "/ to July 2019Members considered"."""
    below = printed[at + 1] if at + 1 < len(printed) else None
    glued = re.match(r"^([a-z\d(][^.]{0,60}?[a-z\d)])(?=[A-Z][a-z]+\s[a-z])", below.text) if below else None
    close = below is not None and below.index == printed[at].index + 1
    return f"{words} {glued[1]}" if glued and close and not re.search(r"[a-z]$", glued[1]) else words


def is_numbered(line: Line) -> bool:
    """Return whether a line begins with a number of its own, and so is no continuation."""
    plain = re.match(r"^\d{1,3}(?:[.)]|\s+(?=[A-Z]))", line.text)
    return bool(ITEM.match(line.text) or (plain and not UNIT_AFTER.match(line.text[plain.end() :])))


def _continues(above: Line, below: Line, first: Line, words: str, lines: Sequence[Line], width: int) -> bool:
    """Return whether a heading goes on in the line below: same setting, close by, not a new beginning."""
    gap = below.index - above.index
    if is_numbered(below) or len(words) > 2 * LONGEST_HEADING or re.match(r"^[(“‘\"']?[A-Z]+:$|^[•·–-]\s", below.text):
        return False
    if gap == 1 and words.count("(") > words.count(")") and ")" in below.text:
        return True
    if mostly_capitals(words) and not re.search(r"[.:]$", words):
        bare = re.sub(r"\([^)]*\)", "", below.text)  # "(Minute 4 refers)" after a heading in capitals
        return gap == 1 and (below.caps or mostly_capitals(bare)) and len(above.text) > 40
    if first.level is not None:
        return gap == 1 and below.level == first.level and below.text[:1].islower()
    if above.bold and below.bold:
        filled = len(above.text) + 1 + len(below.text.split()[0]) > 0.75 * min(width, LONGEST_HEADING)
        return gap <= 4 and filled and not re.search(r"[.:]$", words)
    if gap == 1 and not first.bold and len(above.text) > 55 and not re.search(r"[.:;]$", words):
        beyond = lines[below.index + 1] if below.index + 1 < len(lines) else None
        return len(below.text) < 0.7 * len(above.text) and (beyond is None or beyond.blank) and not below.text.endswith(".")
    return False


def in_title_case(words: str, share: float = 0.6) -> bool:
    """Return whether at least that share of the longer words begin with a capital."""
    named = re.findall(r"[A-Za-z’']{4,}", words)
    return bool(named) and sum(word[0].isupper() for word in named) >= share * len(named)


def gap_before(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether nothing is printed just above a line."""
    above = lines[line.index - 1] if line.index else None
    return above is None or above.blank or above.furniture


def stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether a gap stands before or after a line; a page break swallows the one before."""
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    return gap_before(line, lines) or below is None or below.blank or below.furniture
