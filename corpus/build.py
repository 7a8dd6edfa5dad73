"""Typeset the content into the records: ``python -m corpus.build [--out DIR] [--golden DIR]``.

The same content gives the same bytes on every run: dates, identifiers and archive times are fixed, nothing is
compressed, and only the fonts that every PDF reader carries are used.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.golden import golden
from corpus.markup import Record, read_record
from corpus.scan import scanned
from corpus.typeset_docx import docx
from corpus.typeset_html import html
from corpus.typeset_pdf import pdf
from corpus.typeset_text import markdown, web_text

CONTENT = Path(__file__).resolve().parent / "content"
RECORDS = Path(__file__).resolve().parent / "records"

_TYPESETTERS: dict[str, Callable[[Record], bytes]] = {
    "pdf": pdf,
    "scan": scanned,
    "docx": docx,
    "html": html,
    "md": markdown,
    "txt": web_text,
}


def read_content(folder: Path = CONTENT) -> list[Record]:
    """Return every record of the content folder, in the order of the file names."""
    return [read_record(path) for path in sorted(folder.glob("*.md"))]


def build(out: Path, content: Path = CONTENT) -> list[Path]:
    """Write every record into a folder and return the paths."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for record in read_content(content):
        path = out / record.file
        path.write_bytes(_TYPESETTERS[record.meta["format"]](record))
        written.append(path)
    return written


def write_golden(out: Path, content: Path = CONTENT) -> list[Path]:
    """Write what each record should be understood as, one JSON file a record, and return the paths."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for record in read_content(content):
        path = out / f"{record.file}.json"
        path.write_text(json.dumps(golden(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def main(arguments: list[str] | None = None) -> int:
    """Build the records, and the golden files when asked to."""
    parser = argparse.ArgumentParser(prog="python -m corpus.build", description="Typeset the sample records.")
    parser.add_argument("--out", type=Path, default=RECORDS, help="folder for the records")
    parser.add_argument("--golden", type=Path, help="folder for the golden files; not written without it")
    options = parser.parse_args(arguments)
    written = build(options.out)
    if options.golden:
        written += write_golden(options.golden)
    sys.stdout.writelines(f"{path.name}\t{path.stat().st_size}\n" for path in written)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
