"""The records that a suite is about, as the harness looks things up in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.records import Document, Item, Table
from eval.errors import EvalError
from eval.wording import fold, loose

_TEXT_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its file name, its stored text (which all spans count), its items and its tables."""

    name: str
    text: str
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Records by file name; texts folded once, when first looked into."""

    records: Mapping[str, Record]

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The texts with white space folded, by file name."""
        return {name: fold(record.text) for name, record in self.records.items()}

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over names and texts, in name order."""
        total = hashlib.sha256()
        for name in sorted(self.records):
            total.update(f"{name}\0{self.records[name].text}\0".encode())
        return total.hexdigest()

    def items(self, document: str, item: str) -> list[Item]:
        """Return the items of a document that are printed under this number or heading."""
        return [found for found in self.records[document].items if same_item(item, found.number, found.heading)]


def same_item(wanted: str, number: str, heading: str) -> bool:
    """Return whether "8", "8.", "Item 8" or "8. Review of ..." names the item with this number and heading."""

    def bare(text: str) -> str:
        return loose(text).removeprefix("item ").strip(" .:")

    forms = {
        bare(number),
        bare(heading),
        bare(f"{number.strip(' .:')} {heading}"),
        bare(f"{number.strip(' .:')}. {heading}"),
    }
    return bare(wanted) in forms - {""}


def corpus_of(documents: Iterable[Document]) -> Corpus:
    """Return the corpus of ingested documents."""
    return Corpus(
        {document.name: Record(document.name, document.text, document.items, document.tables) for document in documents}
    )


def corpus_of_folder(folder: Path) -> Corpus:
    """Return the corpus of a folder of plain text and Markdown files, as they are, without items.

    For harness runs without an ingested library; PDF, DOCX and HTML need ingest.

    Raises:
        EvalError: there is no text file in the folder.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _TEXT_SUFFIXES and path.is_file())
    if not paths:
        raise EvalError(f"no .txt or .md file in {folder}; ingest the records and give --data instead")
    return Corpus({path.name: Record(path.name, path.read_text(encoding="utf-8")) for path in paths})
