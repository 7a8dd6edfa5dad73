"""Bytes to characters: byte order marks, UTF-8, and Windows-1252 for what is older."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def bom_encoding(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that the byte order mark names and the mark's length, None without a mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def decode(data: bytes, declared: str | None = None) -> str:
    r"""Return the text of the bytes, newlines as ``\n``.

    Args:
        data: The bytes, with or without a byte order mark, which rules over everything else.
        declared: An encoding the file names for itself; passed over when unknown or wrong.
    """
    marked = bom_encoding(data)
    if marked:
        text = data[marked[1] :].decode(marked[0], "replace")
    else:
        text = _decode_unmarked(data, declared)
    return re.sub(r"\r\n?", "\n", text)


def _decode_unmarked(data: bytes, declared: str | None) -> str:
    """Return the text of bytes without a mark: as UTF-8 where they are, as declared, else Windows-1252."""
    for encoding in ("utf-8", _known(declared)):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    # One torn byte in a UTF-8 file must not turn every accent in it into two wrong letters.
    if sum(character > "\x7f" for character in loose) > 5 * broken:
        return loose
    return data.decode("cp1252", "replace")


def _known(declared: str | None) -> str:
    """Return the declared encoding if Python has it; Latin-1 means Windows-1252, as browsers take it."""
    try:
        info = codecs.lookup(declared or "utf-8")
    except LookupError:
        return "utf-8"
    if not getattr(info, "_is_text_encoding", True) or info.name.startswith(("utf-16", "utf-32", "utf-7")):
        return "utf-8"
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name
