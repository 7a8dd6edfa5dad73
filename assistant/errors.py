"""The errors of the project.  Each message says what is wrong and what to do next.

::

    AssistantError
    ├── SettingsError            a setting is missing, unknown or out of range
    ├── RecordError              one record cannot be taken in (the others can)
    │   ├── UnreadableRecord     damaged, empty, not of a format that is read, or lying about its type
    │   ├── EncryptedRecord      needs a password
    │   ├── NoTextLayer          pages are images; the text has to be recognised first
    │   └── RecordTooLarge       over the limit in the settings
    ├── LibraryError             the stored library cannot be used as it is
    │   ├── LibraryLocked        another process is writing; ``retryable``
    │   ├── SchemaMismatch       written by another version
    │   └── IndexMismatch        words or vectors disagree with the library; ``assistant verify --repair``
    ├── NotFound                 the named document or item is not in the library
    ├── BadRequest               a question, batch line or argument is not of the documented form
    └── ModelError               the embedding or chat model cannot be used
        └── ModelUnavailable     the server is down, slow or refuses; ``retryable``

Errors of libraries below are mapped to these at the border where the library is called.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of every error that the project raises on purpose."""

    retryable = False


class SettingsError(AssistantError):
    """A setting is missing, unknown or out of range."""


class RecordError(AssistantError):
    """One record cannot be taken in; the message goes into the report beside the file's name."""


class UnreadableRecord(RecordError):
    """The file is damaged, empty, not of a format that is read, or not what its name says."""


class EncryptedRecord(RecordError):
    """The file needs a password."""


class NoTextLayer(RecordError):
    """The pages are images without text."""


class RecordTooLarge(RecordError):
    """The file is over the limit set for one record."""


class LibraryError(AssistantError):
    """The stored library cannot be used as it is."""


class LibraryLocked(LibraryError):
    """Another process is writing to the library."""

    retryable = True


class SchemaMismatch(LibraryError):
    """The library was written by another version of the assistant."""


class IndexMismatch(LibraryError):
    """The word or vector index disagrees with the library."""


class NotFound(AssistantError):
    """The named document or item is not in the library."""


class BadRequest(AssistantError):
    """A question, a batch line or an argument is not of the documented form."""


class ModelError(AssistantError):
    """The embedding or chat model cannot be used."""


class ModelUnavailable(ModelError):
    """The model's server is down, slow or refuses."""

    retryable = True
