"""The content files: front matter and a small markup, read into blocks that every typesetter understands.

A content file is YAML between ``---`` lines, then blocks set apart by blank lines:

* ``# 4. HEADING``: a heading; ``{exempt}`` after it makes the item exempt, ``{2021-07-14}`` dates what follows;
* ``- text``: bullets; ``1. text``: a numbered list, resolutions when a line such as ``RESOLVED:`` leads it;
* ``§2.1 text``: a numbered paragraph; ``> text``: lines kept as they are;
* ``Table: caption`` over ``| a | b |`` rows, the rows above ``|---|`` being the header;
* ``{{...}}`` round a cross-reference: printed without the braces, listed in the golden file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_HEADING = re.compile(r"^(#+) (.*?)(?: \{(exempt|\d{4}-\d\d-\d\d)\})?$")
_NUMBERED = re.compile(r"^(\d+|[a-z])([.)]) (.*)$", re.DOTALL)
_LEAD = re.compile(r"^(?:RESOLVED|RECOMMENDED|Decision)[^:]{0,40}:$")
_INLINE = re.compile(r"^(RESOLVED:) (.+)$")
_REFERENCE = re.compile(r"\{\{(.+?)\}\}")


@dataclass(frozen=True)
class Heading:
    """A heading of a level; ``mark`` is "exempt", an ISO date or ""."""

    level: int
    text: str
    mark: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Prose; ``number`` is printed before it when there is one, ``resolution`` tells an inline RESOLVED."""

    text: str
    number: str = ""
    resolution: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines whose breaks are kept, as in the block of particulars on top of a report."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Bullets:
    """A bullet list."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """A numbered list as (number, mark, text); ``resolutions`` when a RESOLVED line leads it."""

    entries: tuple[tuple[str, str, str], ...]
    resolutions: bool


@dataclass(frozen=True)
class Grid:
    """A table: caption lines, header rows and body rows."""

    caption: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Lines | Bullets | Numbered | Grid


@dataclass(frozen=True)
class Record:
    """One record as written: its front matter and its blocks."""

    meta: dict[str, Any]
    blocks: tuple[Block, ...]

    @property
    def file(self) -> str:
        """Return the name of the published file."""
        return str(self.meta["file"])


def read_record(path: Path) -> Record:
    """Read one content file.

    Raises:
        ValueError: The file has no front matter, or a table's rows differ in width.
    """
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path.name}: begin the file with front matter between two lines of ---")
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", parts[2].strip("\n")):
        blocks.append(_block(chunk.split("\n"), blocks[-1] if blocks else None))
    return Record(yaml.safe_load(parts[1]), tuple(blocks))


def printed(text: str) -> str:
    """Return the text as printed: without the braces of cross-references."""
    return _REFERENCE.sub(r"\1", text)


def references(text: str) -> list[str]:
    """Return the cross-references marked in the text, in order."""
    return _REFERENCE.findall(text)


def _block(lines: list[str], before: Block | None) -> Block:
    """Return the block that a run of lines without a blank line is."""
    first = lines[0]
    if match := _HEADING.match(first):
        return Heading(len(match[1]), match[2], match[3] or "")
    if first.startswith("> "):
        return Lines(tuple(line[2:] for line in lines))
    if first.startswith("Table: "):
        return _grid(lines)
    if first.startswith("- "):
        return Bullets(tuple(entry[2:] for entry in _entries(lines, r"- ")))
    if _NUMBERED.match(first):
        found = [_NUMBERED.match(entry) for entry in _entries(lines, r"(?:\d+|[a-z])[.)] ")]
        led = isinstance(before, Paragraph) and _LEAD.match(before.text) is not None
        return Numbered(tuple((m[1], m[2], m[3]) for m in found if m), led)
    text = " ".join(line.strip() for line in lines)
    if text.startswith("§"):
        number, _, rest = text[1:].partition(" ")
        return Paragraph(rest, number)
    return Paragraph(text, resolution=_INLINE.match(text) is not None)


def _entries(lines: list[str], start: str) -> list[str]:
    """Return list entries, each with its continuation lines joined on."""
    entries: list[str] = []
    for line in lines:
        if re.match(start, line):
            entries.append(line)
        else:
            entries[-1] += " " + line.strip()
    return entries


def _grid(lines: list[str]) -> Grid:
    """Return the table whose caption and rows the lines are."""
    first_row = next(index for index, line in enumerate(lines) if line.startswith("|"))
    caption = (lines[0].removeprefix("Table: "), *lines[1:first_row])
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[first_row:]]
    rule = next(index for index, row in enumerate(rows) if set(row[0]) == {"-"})
    header, body = tuple(rows[:rule]), tuple(rows[rule + 1 :])
    if len({len(row) for row in header + body}) != 1:
        raise ValueError(f"table {caption[0]!r}: every row needs as many cells as the others")
    return Grid(caption, header, body)
