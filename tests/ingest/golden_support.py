"""Comparison of what the parser understands with what a reader wrote down."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from assistant.ingest.parse import parse
from assistant.ingest.readers import read
from assistant.jsonio import document_to_json
from assistant.language import fold
from assistant.records import Document

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


def understood(path: Path) -> tuple[Document, dict[str, Any]]:
    """Return a record as parsed, and as ``show`` prints it."""
    document = parse(read(path), path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    return document, document_to_json(document, list(document.items))


def golden(folder: str, name: str) -> dict[str, Any]:
    """Return what a reader found in a record."""
    held: dict[str, Any] = json.loads((GOLDEN / folder / f"{name}.json").read_text("utf-8"))
    return held


def words(text: str) -> str:
    """Return a text as compared: on one line, without marks of emphasis and bullets, dashes and quotes alike."""
    table = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})
    return " ".join(fold(text).replace("**", "").translate(table).split()).strip()


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in lower case: what is left when setting is taken away."""
    return "".join(c for c in text.lower() if c.isalnum())


def numbered(items: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    """Return number, meeting date and access of the numbered items in order."""
    return [(item["number"], item["meeting_date"], item["access"]) for item in items if item["number"]]


def table_cells(table: dict[str, Any]) -> list[list[str]]:
    """Return all rows of a table, header first, as compared."""
    header = table.get("header", table.get("header_rows", []))
    header = [header] if header and isinstance(header[0], str) else header
    return [[words(cell) for cell in row] for row in [*header, *table["rows"]]]
