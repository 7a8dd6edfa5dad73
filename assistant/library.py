"""The record library: SQLite, the one source of truth for what the records hold and who may see it.

The word and vector indexes are derived from it.  Each change writes, in its own transaction, what the indexes still have
to add and drop (the *outbox*), so that a process killed at any point leaves a library that the next run completes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from assistant import codec
from assistant.crossref import ItemKey
from assistant.errors import LibraryError, LibraryLocked, NotFound, SchemaMismatch
from assistant.records import Access, Document, Figure, Hit, Item, Kind, Passage, PassageKind, Span

SCHEMA_VERSION = "1"
_BATCH = 500  # SQL variables in one statement, well under SQLite's limit


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells whether a file on disk is the one in the library."""

    path: str
    name: str
    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as the indexes take it in: its words, its context, and the labels that searches are narrowed by."""

    id: int
    text: str
    context: str
    digest: str
    document: str
    body: str
    kind: Kind
    access: Access
    meeting_date: date | None


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text."""

    name: str
    path: str
    title: str
    kind: Kind
    body: str
    access: Access
    meeting_dates: tuple[date, ...]
    pages: int
    items: int
    passages: int


class Library:
    """The library in one folder.  One connection, shared by threads under a lock.

    Raises:
        SchemaMismatch: On opening a library that another version wrote.
        LibraryError: On opening a folder that cannot be used or a database that is damaged.
        LibraryLocked: When another process holds the database for longer than the time-out.
    """

    def __init__(self, folder: Path, timeout: float = 10.0) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"{folder} cannot be a library's folder ({error.strerror}); name another with --data") from error
        self.folder = folder
        self._lock = threading.RLock()
        self._acronyms: dict[tuple[Access, ...], tuple[tuple[object, ...], list[tuple[str, str]]]] = {}
        self._db = sqlite3.connect(folder / "library.sqlite", timeout=timeout, check_same_thread=False, isolation_level=None)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._create()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise _named(error, folder) from error

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._db.close()

    def _create(self) -> None:
        with self.transaction():
            if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
                for statement in _schema():
                    self._db.execute(statement)
                self.set_meta("schema_version", SCHEMA_VERSION)
        found = self.meta("schema_version")
        if found != SCHEMA_VERSION:
            raise SchemaMismatch(
                f"{self.folder} was written with library version {found}, this program uses {SCHEMA_VERSION}; "
                "ingest the records into a new folder (--data)"
            )
        # A library written before figures were stored gains the table; its documents fill it when they are read again.
        self._db.execute(_schema()[-1])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block as one transaction: all of it happens or nothing of it."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise LibraryLocked(f"{self.folder} is in use by another process ({error}); try again later") from error
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def meta(self, key: str) -> str | None:
        """Return a stored fact about the library, None if it was never set."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Store a fact about the library."""
        with self.transaction():
            self._db.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
            )

    # Files and documents

    def stamps(self) -> dict[str, FileStamp]:
        """Return the stamp of every file in the library, by path."""
        rows = self._rows("SELECT path, name, size, modified, sha256 FROM documents")
        return {row[0]: FileStamp(*row) for row in rows}

    def restamp(self, stamp: FileStamp) -> None:
        """Note that a file was touched without a change of its words."""
        with self.transaction():
            self._db.execute(
                "UPDATE documents SET size = ?, modified = ? WHERE path = ?", (stamp.size, stamp.modified, stamp.path)
            )

    def outdate(self) -> None:
        """Forget what tells that the files are those in the library, so that each is read again when next met."""
        with self.transaction():
            self._db.execute("UPDATE documents SET size = -1, sha256 = 'outdated:' || sha256 WHERE sha256 NOT LIKE 'outdated:%'")

    def put(self, stamp: FileStamp, document: Document) -> list[int]:
        """Store a document, replacing what its path held before, and return the ids of its passages in order."""
        with self.transaction():
            self._drop("path = ?", stamp.path)
            cursor = self._db.execute(
                "INSERT INTO documents (path, name, size, modified, sha256, title, kind, body, access, closed_at, text, details)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (stamp.path, document.name, stamp.size, stamp.modified, stamp.sha256, document.title, document.kind,
                 document.body, document.access, document.closed_at, document.text, codec.document_details(document)),
            )  # fmt: skip
            key = cursor.lastrowid
            self._db.executemany(
                "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(key, at, *_item_row(item)) for at, item in enumerate(document.items)],
            )
            self._db.execute("INSERT INTO figures VALUES (?, ?)", (key, codec.pack_figures(document.figures)))
            ids = [self._put_passage(key, document, passage) for passage in document.passages]
            self._db.executemany("INSERT INTO outbox VALUES (?, 'add')", [(id_,) for id_ in ids])
            return ids

    def _put_passage(self, key: int | None, document: Document, passage: Passage) -> int:
        digest = hashlib.sha256(f"{passage.context}\0{passage.span.of(document.text)}".encode()).hexdigest()[:16]
        cursor = self._db.execute(
            'INSERT INTO passages (document, item, start, "end", kind, context, digest, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            (key, passage.item, passage.span.start, passage.span.end, passage.kind, passage.context, digest,
             document.page_of(passage.span.start)),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def remove(self, name: str) -> None:
        """Remove a document by its name or path.

        Raises:
            NotFound: No document has that name.
        """
        with self.transaction():
            if not self._drop("name = ? OR path = ?", name, name):
                raise NotFound(f"no document is called {name!r}; 'assistant status' lists those that are loaded")

    def _drop(self, where: str, *values: object) -> int:
        keys = [row[0] for row in self._rows(f"SELECT id FROM documents WHERE {where}", values)]
        for key in keys:
            self._db.execute(
                "INSERT INTO outbox SELECT id, 'drop' FROM passages WHERE document = ?"
                " ON CONFLICT (passage) DO UPDATE SET deed = 'drop'",
                (key,),
            )
            self._db.execute("DELETE FROM documents WHERE id = ?", (key,))
        return len(keys)

    def summaries(self, accesses: Sequence[Access] = tuple(Access)) -> list[DocumentSummary]:
        """Return what is loaded, by name; only documents of these access labels, and only such items of them counted."""
        marks = ",".join("?" * len(accesses))
        rows = self._rows(
            "SELECT d.name, d.path, d.title, d.kind, d.body, d.access, d.details, (SELECT count(*) FROM items i"
            f" WHERE i.document = d.id AND (i.number != '' OR i.heading != '') AND i.access IN ({marks})),"
            " (SELECT count(*) FROM passages p JOIN items i ON i.document = p.document AND i.position = p.item"
            f" WHERE p.document = d.id AND i.access IN ({marks})) FROM documents d WHERE d.access IN ({marks}) ORDER BY d.name",
            [*accesses, *accesses, *accesses],
        )
        found = []
        for name, path, title, kind, body, access, packed, items, passages in rows:
            details = codec.load_details(packed)
            dates, pages = details["meeting_dates"], len(details["pages"])
            found.append(DocumentSummary(name, path, title, Kind(kind), body, Access(access), dates, pages, items, passages))
        return found

    def beginnings(self, characters: int, accesses: Sequence[Access]) -> dict[str, str]:
        """Return the first characters of documents with these access labels, by name, as far as their items have them too."""
        marks = ",".join("?" * len(accesses))
        rows = self._rows(
            "SELECT name, substr(text, 1, min(?, coalesce((SELECT min(start) FROM items i WHERE i.document = d.id"
            f" AND i.access NOT IN ({marks})), ?))) FROM documents d WHERE access IN ({marks})",
            [characters, *accesses, characters, *accesses],
        )
        return dict(rows)

    def open_names(self, wanted: Sequence[str], accesses: Sequence[Access]) -> tuple[str, ...]:
        """Return those of some names or paths that are of documents with these access labels; others are not told apart."""
        marks = ",".join("?" * len(accesses))
        rows = self._rows(f"SELECT name, path FROM documents WHERE access IN ({marks})", list(accesses))
        held = {told for row in rows for told in row}
        return tuple(name for name in wanted if name in held)

    def document(self, name: str) -> Document:
        """Return one document whole.

        Raises:
            NotFound: No document has that name.
        """
        rows = self._rows(
            "SELECT id, name, sha256, title, kind, text, body, access, closed_at, details FROM documents"
            " WHERE name = ? OR path = ?",
            (name, name),
        )
        if not rows:
            raise NotFound(f"no document is called {name!r}; 'assistant status' lists those that are loaded")
        key, name, sha256, title, kind, text, body, access, closed_at, details = rows[0]
        return Document(
            name=name, sha256=sha256, title=title, kind=Kind(kind), text=text, body=body, access=Access(access),
            closed_at=closed_at, items=self._items(key), passages=self._passages(key), figures=self._figures(key),
            **codec.load_details(details),
        )  # fmt: skip

    def _items(self, key: int) -> tuple[Item, ...]:
        rows = self._rows(
            'SELECT number, heading, start, "end", meeting_date, page_from, page_to, access, details FROM items'
            " WHERE document = ? ORDER BY position",
            (key,),
        )
        return tuple(
            Item(number, heading, Span(start, end), date.fromisoformat(day) if day else None,
                 (first, last) if first else None, Access(access), **codec.load_item_details(details))
            for number, heading, start, end, day, first, last, access, details in rows
        )  # fmt: skip

    def _passages(self, key: int) -> tuple[Passage, ...]:
        rows = self._rows('SELECT start, "end", item, kind, context FROM passages WHERE document = ? ORDER BY id', (key,))
        return tuple(Passage(Span(start, end), item, PassageKind(kind), context) for start, end, item, kind, context in rows)

    def _figures(self, key: int) -> tuple[Figure, ...]:
        rows = self._rows("SELECT packed FROM figures WHERE document = ?", (key,))
        return codec.load_figures(rows[0][0]) if rows else ()

    def item_keys(self, accesses: Sequence[Access]) -> list[ItemKey]:
        """Return every numbered item of these access labels, for cross-references to lead to."""
        marks = ",".join("?" * len(accesses))
        rows = self._rows(
            "SELECT d.name, d.body, d.kind, i.number, i.meeting_date FROM items i JOIN documents d ON d.id = i.document"
            f" WHERE i.number != '' AND i.access IN ({marks}) ORDER BY i.meeting_date, d.name, i.position",
            list(accesses),
        )
        return [ItemKey(n, b, Kind(k), number, date.fromisoformat(day) if day else None) for n, b, k, number, day in rows]

    def state(self) -> tuple[int, int]:
        """Return what differs after every change of the library, by this process or another."""
        with self._lock:
            return self._rows("PRAGMA data_version")[0][0], self._db.total_changes

    def acronyms(self, accesses: Sequence[Access]) -> list[tuple[str, str]]:
        """Return every (acronym, long form) that documents of these access labels define; read anew after a change."""
        with self._lock:
            state = self.state()
            known = self._acronyms.get(tuple(accesses))
            if known is None or known[0] != state:
                known = self._acronyms[tuple(accesses)] = (state, self._read_acronyms(accesses))
            return known[1]

    def _read_acronyms(self, accesses: Sequence[Access]) -> list[tuple[str, str]]:
        marks = ",".join("?" * len(accesses))
        rows = self._rows(f"SELECT details FROM documents WHERE access IN ({marks}) ORDER BY name", list(accesses))
        return list(dict.fromkeys(pair for (packed,) in rows for pair in codec.load_details(packed)["acronyms"]))

    # Passages

    def hits(self, scores: dict[int, float]) -> list[Hit]:
        """Return the passages with these ids as hits, in the order given; ids the library does not hold are left out."""
        found: dict[int, Hit] = {}
        for ids in _batches(list(scores)):
            rows = self._rows(
                "SELECT p.id, d.name, d.title, d.kind, d.body, i.meeting_date, i.number, i.heading, p.item, p.kind, p.page,"
                ' p.start, p."end", substr(d.text, p.start + 1, p."end" - p.start), i.access, p.context'
                " FROM passages p JOIN documents d ON d.id = p.document"
                f" JOIN items i ON i.document = p.document AND i.position = p.item WHERE p.id IN ({','.join('?' * len(ids))})",
                ids,
            )
            for key, name, title, kind, body, day, number, heading, item, form, page, start, end, text, access, context in rows:
                found[key] = Hit(
                    passage=key, document=name, title=title, kind=Kind(kind), body=body,
                    meeting_date=date.fromisoformat(day) if day else None, item=number, heading=heading, item_index=item,
                    passage_kind=PassageKind(form), page=page, span=Span(start, end), text=text, access=Access(access),
                    context=context, score=scores[key],
                )  # fmt: skip
        return [found[key] for key in scores if key in found]

    def digests(self) -> dict[int, str]:
        """Return the digest of every passage by id: what the indexes must hold."""
        return dict(self._rows("SELECT id, digest FROM passages"))

    def has_indexed(self) -> bool:
        """Return whether the indexes must hold anything: a passage that is not still owed to them."""
        return bool(self._rows("SELECT 1 FROM passages WHERE id NOT IN (SELECT passage FROM outbox) LIMIT 1"))

    def indexed(self, ids: Iterable[int]) -> list[IndexedPassage]:
        """Return passages as the indexes take them in."""
        found: list[IndexedPassage] = []
        for batch in _batches(list(ids)):
            rows = self._rows(
                'SELECT p.id, substr(d.text, p.start + 1, p."end" - p.start), p.context, p.digest, d.name, d.body, d.kind,'
                " i.access, i.meeting_date FROM passages p JOIN documents d ON d.id = p.document"
                f" JOIN items i ON i.document = p.document AND i.position = p.item WHERE p.id IN ({','.join('?' * len(batch))})"
                " ORDER BY p.id",
                batch,
            )
            found.extend(
                IndexedPassage(  # type: ignore[misc]
                    *told, kind=Kind(kind), access=Access(access), meeting_date=date.fromisoformat(day) if day else None
                )
                for *told, kind, access, day in rows
            )
        return found

    def owed(self) -> tuple[list[int], list[int]]:
        """Return the passage ids that the indexes still have to add, and those they have to drop."""
        rows = self._rows("SELECT passage, deed FROM outbox ORDER BY passage")
        return [id_ for id_, deed in rows if deed == "add"], [id_ for id_, deed in rows if deed == "drop"]

    def settle(self, ids: Iterable[int]) -> None:
        """Note that the indexes have done what they owed for these passages."""
        with self.transaction():
            self._db.executemany("DELETE FROM outbox WHERE passage = ?", [(id_,) for id_ in ids])


def _named(error: sqlite3.DatabaseError, folder: Path) -> LibraryError:
    if "locked" in str(error):
        return LibraryLocked(f"{folder} is in use by another process ({error}); try again later")
    return LibraryError(
        f"{folder / 'library.sqlite'} cannot be used ({error}); restore it from a copy, or ingest the records into a new "
        "folder (--data)"
    )


def _schema() -> list[str]:
    text = resources.files("assistant").joinpath("schema.sql").read_text("utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]


def _item_row(item: Item) -> tuple[object, ...]:
    first, last = item.pages or (None, None)
    day = item.meeting_date.isoformat() if item.meeting_date else None
    return (item.number, item.heading, item.span.start, item.span.end, day, first, last, item.access, codec.item_details(item))


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
