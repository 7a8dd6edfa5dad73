"""The Markdown of an edited draft read into passages: what stands under one mark, or runs on as one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

# What a mark holds is escaped, so that no bare bracket stands in it.
MARK: Final = re.compile(
    r"[ \t]*(?<!\\)\*\*\[(?:Not supported by the records|Not found in the records|Check before sending):"
    r"(?:\\.|[^\]\[\\\n]){0,5000}\]\*\*"
)
_LIST: Final = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
_HEADING: Final = re.compile(r"\s*#{1,6}(?:\s+|$)")
_QUOTE: Final = re.compile(r"\s*>\s?")
_FENCE: Final = re.compile(r"\s*(?:```|~~~)\S*\s*$")
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:=+|-+)\s*$")
_RULE: Final = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_DELIMITER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_EMPHASIS: Final = re.compile(r"(?<![\\\w])\*+|(?<!\\)\*+(?!\w)|(?<![\\\w])_+(?=\S)|(?<=[^\s\\])_+(?!\w)")
_BREAK: Final = re.compile(r"(?:<br ?/?>|\\)\s*$")


class Mark(StrEnum):
    """What a passage is in Markdown."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"
    ROW = "row"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage.

    Attributes:
        mark: What it is.
        text: Its words on one line without marks of block or emphasis, still escaped; cells of a row apart by "; ".
    """

    mark: Mark
    text: str


def passages(body: str, alone: Callable[[str], bool]) -> Iterator[Passage]:
    """Yield the passages of a text in order.

    Args:
        body: Markdown without definitions of footnotes.
        alone: Whether a line of running text, as it stands, is a passage of its own: a greeting, who signs.
    """
    for block in re.split(r"\n[ \t]*\n", body):
        yield from _merged(list(_lines(block.split("\n"))), alone)


def _lines(lines: list[str]) -> Iterator[tuple[Mark, bool, str]]:
    """Yield each line with its mark, whether it begins a passage, and its words."""
    table = any(_DELIMITER.match(line) and "|" in line for line in lines)
    quoted = False
    for line, following in pairwise([*lines, ""]):
        fresh = False
        while not _RULE.match(line) and (entry := _LIST.match(line)):
            line, fresh = line[entry.end() :], True
        if _FENCE.match(line) or _RULE.match(line) or _UNDERLINE.match(line) or not line.strip():
            continue
        if heading := _HEADING.match(line):
            yield Mark.HEADING, True, re.sub(r"\s#+\s*$", "", line[heading.end() :])
            quoted = False
        elif quote := _QUOTE.match(line):
            yield Mark.QUOTE, not quoted or fresh, line[quote.end() :]
            quoted = True
        elif table and _DELIMITER.match(line):
            continue
        elif _PIPE.match(line.lstrip()) or (table and _PIPE.search(line)):
            head = bool(_DELIMITER.match(following)) and bool(following.strip())
            yield Mark.HEAD if head else Mark.ROW, True, "; ".join(cell.strip() for cell in _PIPE.split(line) if cell.strip())
        elif following and _UNDERLINE.match(following) and following.strip():
            yield Mark.HEADING, fresh or not quoted, line
        else:
            yield (Mark.QUOTE, False, line) if quoted and not fresh else (Mark.TEXT, fresh, line)
            quoted = quoted and not fresh


def _merged(lines: list[tuple[Mark, bool, str]], alone: Callable[[str], bool]) -> Iterator[Passage]:
    held: list[str] = []
    mark = Mark.TEXT
    for kind, fresh, line in lines:
        words = _BREAK.sub("", line).strip()
        single = kind is Mark.TEXT and alone(_plain(words))
        if held and (fresh or single or kind is not mark):
            yield Passage(mark, _plain(" ".join(held)))
            held = []
        mark = kind
        if single:
            yield Passage(kind, _plain(words))
        else:
            held.append(words)
    if held:
        yield Passage(mark, _plain(" ".join(held)))


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split())
