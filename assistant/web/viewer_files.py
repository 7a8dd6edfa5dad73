"""The files that the records came from, as long as they still hold what was read."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from assistant.library import Library
from assistant.records import Document
from assistant.web.viewer_pdf import Original

_KEPT = 64 * 2**20  # bytes of files held in memory
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


class Originals:
    """Finds the file of a record and makes sure that it is the one that was read in.

    Args:
        library: Knows where the files were.
        most: Bytes of the largest file that is read.
    """

    def __init__(self, library: Library, most: int) -> None:
        self._library = library
        self._most = most
        self._paths: tuple[object, dict[str, str]] = (None, {})
        self._held: OrderedDict[tuple[str, int, int], Original] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, document: Document) -> Original | None:
        """Return the file of a record; None where it is gone, cannot be read, or holds something else by now."""
        path = self._path(document.name)
        try:
            status = Path(path).stat() if path else None
            if status is None or not Path(path).is_file() or status.st_size > self._most:
                return None
            held = self._read(path, status.st_mtime_ns, status.st_size)
        except (OSError, ValueError):
            return None
        return held if held.sha256 == document.sha256.removeprefix("outdated:") else None

    def _path(self, name: str) -> str:
        with self._lock:
            state = self._library.state()
            if self._paths[0] != state:
                self._paths = (state, {stamp.name: stamp.path for stamp in self._library.stamps().values()})
            return self._paths[1].get(name, "")

    def _read(self, path: str, modified: int, size: int) -> Original:
        key = (path, modified, size)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        data = Path(path).read_bytes()
        read = Original(hashlib.sha256(data).hexdigest(), data)
        with self._lock:
            self._held[key] = read
            while len(self._held) > 1 and sum(len(one.data) for one in self._held.values()) > _KEPT:
                self._held.popitem(last=False)
        return read


def is_pdf(file: Original) -> bool:
    """Return whether the bytes are those of a PDF file, told by its mark."""
    return b"%PDF-" in file.data[:1024]


def media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
