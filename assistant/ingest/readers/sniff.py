"""What a file holds, told by its bytes; its name only has to agree."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from assistant.errors import EncryptedRecord, UnreadableRecord
from assistant.ingest.readers.encoding import bom_encoding, decode
from assistant.ingest.readers.model import Raw

_READ = {"pdf": "PDF", "docx": "DOCX", "html": "HTML", "markdown": "Markdown", "text": "plain text", "xlsx": "an Excel workbook"}
_SAVE = "save it as PDF or DOCX"
_EXPORT = "export the part that matters as PDF or HTML"
_MAGIC = (
    (rb"\x89PNG\r\n", "a PNG image", "recognise its text first, then give the PDF or DOCX"),
    (rb"\xff\xd8\xff", "a JPEG image", "recognise its text first, then give the PDF or DOCX"),
    (rb"GIF8[79]a", "a GIF image", "recognise its text first, then give the PDF or DOCX"),
    (rb"II\*\x00|MM\x00\*", "a TIFF image", "recognise its text first, then give the PDF or DOCX"),
    (rb"BM.{4}\x00\x00\x00\x00", "a BMP image", "recognise its text first, then give the PDF or DOCX"),
    (rb"RIFF.{4}WEBP", "a WebP image", "recognise its text first, then give the PDF or DOCX"),
    (rb"\{\\rtf", "an RTF document", _SAVE),
    (rb"%!PS", "a PostScript file", _SAVE),
    (rb"\x1f\x8b", "a gzip archive", "unpack it and give the files inside"),
    (rb"7z\xbc\xaf'\x1c", "a 7-Zip archive", "unpack it and give the files inside"),
    (rb"Rar!\x1a\x07", "a RAR archive", "unpack it and give the files inside"),
    (rb"SQLite format 3\x00", "an SQLite database", _EXPORT),
)
_NAMED = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".doc": "an old Word document",
    ".rtf": "an RTF document",
    ".odt": "an OpenDocument text",
    ".xlsx": "xlsx",
    ".csv": "text",
    ".tsv": "text",
    ".png": "a PNG image",
    ".jpg": "a JPEG image",
    ".jpeg": "a JPEG image",
    ".zip": "a ZIP archive",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = r"<(?:html|head|body|title|meta|link|main|article|section|header|div|p|h[1-6]|table|[ou]l|span|font|center)\b[^<]*>"
_HTML_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_FRAGMENT = re.compile(r"\s*(?:<!--.*?-->\s*)*" + _TAG, re.I | re.S)
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    re.compile(r"\[[^\]\n]+\]\((?:https?:|mailto:|[./#\w-])[^)\s]*\)"),
    re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$", re.M),
    re.compile(r"^```", re.M),
)


def sniff(raw: Raw) -> str:
    """Return the format of the bytes: "pdf", "docx", "xlsx", "html", "markdown", "csv" or "text".

    Raises:
        UnreadableRecord: The format is not read, or the file's name promises another one.
        EncryptedRecord: It is an Office file behind a password.
    """
    held = _held(raw)
    promised = _NAMED.get(raw.suffix, held)
    if held != promised:
        raise UnreadableRecord(
            f"{raw.name}: is named {raw.suffix} but holds {_READ[held]}; "
            f"rename it to what it is, or get the {raw.suffix.lstrip('.').upper()} file again"
        )
    if held == "text":
        return "csv" if raw.suffix in {".csv", ".tsv"} else _text_kind(raw)
    return held


def _held(raw: Raw) -> str:
    """Return "pdf", "docx", "xlsx", "html" or "text"."""
    data = raw.data
    if re.search(rb"(?:\A|[\r\n])%PDF-" if raw.suffix != ".pdf" else rb"%PDF-", data[:1024]):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _held_zip(raw)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedRecord(f"{raw.name}: needs a password; save it without one and try again")
        raise _refusal(raw, "an old Office document (.doc, .xls or .ppt)", _SAVE)
    for magic, what, remedy in _MAGIC:
        if re.match(magic, data, re.S):
            raise _refusal(raw, what, remedy)
    _refuse_binary(raw)
    return _held_text(raw)


def _held_zip(raw: Raw) -> str:
    """Return "docx" for a Word file, "xlsx" for an Excel workbook; raise for every other archive."""
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableRecord(
            f"{raw.name}: is a damaged or cut-off DOCX or ZIP file; get it again from where it was published"
        ) from error
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        raise _refusal(raw, "a PowerPoint presentation", "save it as PDF")
    if b"opendocument" in kind:
        raise _refusal(raw, "an OpenDocument file", _SAVE)
    raise _refusal(raw, "a ZIP archive", "unpack it and give the files inside")


def _refusal(raw: Raw, what: str, remedy: str) -> UnreadableRecord:
    """Return the error for a format that is not read."""
    named = f"is named {raw.suffix} but holds" if raw.suffix in {".pdf", ".docx", ".htm", ".html", ".txt", ".md"} else "is"
    return UnreadableRecord(f"{raw.name}: {named} {what}, which is not read; {remedy}")


def _refuse_binary(raw: Raw) -> None:
    """Raise if bytes that carry no known sign are not text either."""
    if bom_encoding(raw.data):
        return
    head = raw.data[: 1 << 20]
    controls = len(re.findall(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]", head))
    if b"\x00" not in raw.data and controls <= len(head) // 200:
        return
    if head[1::2].count(0) > 0.8 * (len(head) // 2) or head[::2].count(0) > 0.8 * (len(head) // 2):
        raise UnreadableRecord(f"{raw.name}: looks like UTF-16 text without its mark; save it as UTF-8")
    promised = {"pdf": "a PDF", "docx": "a DOCX file", "html": "HTML", "text": "text"}.get(_NAMED.get(raw.suffix, ""))
    what = f"is named {raw.suffix} but holds binary data, not {promised}" if promised else "holds binary data, not text"
    raise UnreadableRecord(f"{raw.name}: {what}; it may be damaged, get it again from where it was published")


def _held_text(raw: Raw) -> str:
    """Return "html" or "text" for bytes that are text."""
    head = decode(raw.data[: 1 << 16])
    if _HTML_DOCUMENT.match(head):
        return "html"
    promised = _NAMED.get(raw.suffix)
    if promised == "html":
        return "html" if re.search(_TAG, head, re.I) else "text"
    # A fragment of HTML is allowed in Markdown, so that only a nameless file is judged by one.
    return "html" if promised is None and _HTML_FRAGMENT.match(head) else "text"


def _text_kind(raw: Raw) -> str:
    """Return "markdown" by extension or by two signs of it, else "text"."""
    if raw.suffix in {".md", ".markdown"}:
        return "markdown"
    head = decode(raw.data[: 1 << 16])
    found = [len(sign.findall(head)) for sign in _MARKDOWN_SIGNS]
    return "markdown" if found[0] >= 2 or sum(map(bool, found)) >= 2 else "text"
