CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  access TEXT NOT NULL,
  closed_at TEXT,
  text TEXT NOT NULL,
  details TEXT NOT NULL
);
CREATE TABLE items (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  heading TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  meeting_date TEXT,
  page_from INTEGER,
  page_to INTEGER,
  access TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (document, position)
);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  item INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  context TEXT NOT NULL,
  digest TEXT NOT NULL,
  page INTEGER
);
CREATE INDEX passages_by_document ON passages (document);
-- Work that the word and vector indexes still owe the library; written in the transaction that changes the passages.
CREATE TABLE outbox (passage INTEGER PRIMARY KEY, deed TEXT NOT NULL CHECK (deed IN ('add', 'drop')));
CREATE TABLE IF NOT EXISTS figures (document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, packed TEXT NOT NULL);
