"""Bytes to text: one reader for each format, chosen by what the file holds."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import RecordTooLarge, UnreadableRecord
from assistant.ingest.readers.model import Heading, Raw, Source
from assistant.ingest.readers.sniff import sniff

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "Heading", "Source", "read"]

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 20_000_000


def read(path: Path, *, max_bytes: int = MAX_BYTES, max_characters: int = MAX_CHARACTERS) -> Source:
    """Read one file as what it holds.

    Args:
        path: The file.
        max_bytes: Largest file taken, checked before a byte is read.
        max_characters: Longest text taken.

    Raises:
        UnreadableRecord: The file is missing, damaged, empty, of a format that is not read, or lies about its type.
        EncryptedRecord: It needs a password.
        NoTextLayer: It is a PDF of images.
        RecordTooLarge: It is over one of the limits.
    """
    raw = Raw(path.name, path.suffix.lower(), _load(path, max_bytes), max_characters)
    try:
        source = _read_as(sniff(raw), raw)
    except RecursionError as error:
        raise UnreadableRecord(f"{raw.name}: is nested too deeply to be read; save it again as PDF") from error
    if not source.text.strip():
        raise UnreadableRecord(f"{raw.name}: holds no text; check that it is the file you mean")
    raw.check_length(len(source.text))
    return source


def _load(path: Path, max_bytes: int) -> bytes:
    """Return the file's bytes, refusing by its size alone what is empty or too large."""
    try:
        if not path.is_file():
            what = "is not a regular file" if path.exists() else "does not exist"
            raise UnreadableRecord(f"{path.name}: {what}; check the path")
        size = path.stat().st_size
        if size > max_bytes:
            raise RecordTooLarge(
                f"{path.name}: is {size / 2**20:,.1f} MiB, the limit is {max_bytes / 2**20:,.1f} MiB; "
                "split it into smaller records or raise the limit in the settings"
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableRecord(f"{path.name}: cannot be opened ({reason}); check its permissions") from error
    if not data.strip():
        raise UnreadableRecord(f"{path.name}: is empty; get the file again from where it was published")
    return data


def _read_as(kind: str, raw: Raw) -> Source:
    """Hand the bytes to the reader of their format; each loads its library when first called."""
    if kind == "pdf":
        from assistant.ingest.readers.pdf import read_pdf

        return read_pdf(raw)
    if kind == "docx":
        from assistant.ingest.readers.docx import read_docx

        return read_docx(raw)
    if kind == "html":
        from assistant.ingest.readers.html import read_html

        return read_html(raw)
    if kind in {"csv", "xlsx"}:
        from assistant.ingest.readers.sheets import read_csv, read_xlsx

        return read_csv(raw) if kind == "csv" else read_xlsx(raw)
    from assistant.ingest.readers.plain import read_plain

    return read_plain(raw, kind)
