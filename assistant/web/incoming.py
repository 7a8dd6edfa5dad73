"""Files that an officer has uploaded and not yet added: each officer's own, whole, under names that are safe."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.errors import BadRequest

_MOST = 1000  # files that wait for one officer
_LONGEST = 180  # bytes of a name; file systems take 255, and Chroma's and ours are added
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def safe_name(given: str) -> str:
    """Return a file name that names nothing but a file: no folders, no leading dot, nothing unprintable, not too long.

    Raises:
        BadRequest: Nothing of the name is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    printable = "".join(" " if not letter.isprintable() else letter for letter in _UNSAFE.sub(" ", last))
    name = " ".join(printable.split()).strip(" .")
    stem, suffix = os.path.splitext(name)
    suffix = suffix.encode()[:20].decode(errors="ignore")
    name = stem.encode()[: _LONGEST - len(suffix.encode())].decode(errors="ignore").rstrip() + suffix
    if not name:
        raise BadRequest("the file has no name that can be used; rename it and upload it again")
    return name


class Incoming:
    """The folder of files that wait, a folder in it for each officer.

    Args:
        library: Folder of the library, below which they wait.
    """

    def __init__(self, library: Path) -> None:
        self.folder = library.resolve() / "incoming"

    def waiting(self, owner: str) -> list[Path]:
        """Return the files that wait for an officer, by name."""
        place = self._place(owner)
        return sorted(file for file in place.iterdir() if not file.name.startswith(".")) if place.is_dir() else []

    @contextmanager
    def receive(self, owner: str, given: str) -> Iterator[tuple[str, BinaryIO]]:
        """Take in one file: yield its safe name and what to write it to; it waits once the block ends without an error.

        Raises:
            BadRequest: Nothing of the name can be used, or too many files wait already.
        """
        name, place = safe_name(given), self._place(owner)
        if len(self.waiting(owner)) >= _MOST:
            raise BadRequest(f"{_MOST:,} files wait already; add or discard them first")
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place / f".{secrets.token_hex(8)}"
        try:
            with part.open("xb") as stream:
                yield name, stream
            os.replace(part, place / name)
        finally:
            part.unlink(missing_ok=True)

    def discard(self, owner: str) -> None:
        """Delete the files that wait for an officer."""
        shutil.rmtree(self._place(owner), ignore_errors=True)

    def _place(self, owner: str) -> Path:
        return self.folder / hashlib.sha256(owner.encode()).hexdigest()[:16]
