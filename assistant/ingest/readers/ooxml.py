"""The parts of a DOCX package as XML trees, names without their namespaces, within limits on their size."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, XMLParser

from assistant.errors import RecordTooLarge, UnreadableRecord
from assistant.ingest.readers.model import Raw

_PART_BYTES = 128 * 1024 * 1024
# Word's own XML packs 10 to 30 times; what packs tighter than this and is not small was built to burst.
_RATIO = 120
_SMALL = 8 * 1024 * 1024
_TORN = (zipfile.BadZipFile, zlib.error, ParseError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


class Package:
    """The zip archive of one DOCX file."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw.data))
        except _TORN as error:
            raise self.damaged() from error

    def main(self) -> Element | None:
        """Return the root of the document itself, which some programs number."""
        names = sorted(name for name in self._archive.namelist() if re.fullmatch(r"word/document\d*\.xml", name))
        return self.part(names[0]) if names else None

    def part(self, name: str) -> Element | None:
        """Return the root of a part, None if the package has no such part.

        Raises:
            RecordTooLarge: The part expands beyond what a record needs.
            UnreadableRecord: The part is damaged.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        packed = max(info.compress_size, 1)
        if info.file_size > _PART_BYTES or (info.file_size > _SMALL and info.file_size / packed > _RATIO):
            raise RecordTooLarge(
                f"{self._raw.name}: expands to {info.file_size / 2**20:,.0f} MiB when unpacked; "
                "save it again in Word, or split it into smaller records"
            )
        try:
            data = self._archive.read(info)
            # Office files never declare a document type; one that does is out to expand entities.
            if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
                raise self.damaged()
            parser = XMLParser()
            parser.feed(data)
            root = parser.close()
        except _TORN as error:
            raise self.damaged() from error
        for node in root.iter():
            _strip(node)
        return root

    def damaged(self) -> UnreadableRecord:
        """Return the error for a package that cannot be taken apart."""
        return UnreadableRecord(f"{self._raw.name}: is a damaged DOCX file; open and save it again in Word, or get it again")


def _strip(node: Element) -> None:
    """Take the namespaces off a node's names; the strict form of DOCX differs from the usual one in little else."""
    if isinstance(node.tag, str) and "}" in node.tag:
        node.tag = node.tag.rpartition("}")[2]
    for key in [key for key in node.attrib if "}" in key]:
        node.attrib.setdefault(key.rpartition("}")[2], node.attrib[key])


def child(node: Element | None, name: str) -> Element | None:
    """Return the first child of the name, None without one."""
    return None if node is None else node.find(name)


def children(node: Element, name: str) -> Iterator[Element]:
    """Yield the children of the name."""
    yield from node.findall(name)


def value(node: Element | None, name: str, *, own: bool = False) -> str:
    """Return the ``val`` of a child, or with ``own`` the node's own attribute of the name; "" where there is none."""
    if node is None:
        return ""
    if own:
        return node.get(name, "")
    found = node.find(name)
    return "" if found is None else found.get("val", "")


def switched_on(node: Element | None, name: str) -> bool:
    """Return whether an on-off property stands and is not switched off."""
    found = child(node, name)
    return found is not None and found.get("val", "1") not in {"0", "false", "off"}
