"""The file of accounts: its form, how it is read, and how it is written whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.accounts.passwords import FORM
from assistant.errors import NotFound, SettingsError
from assistant.records import Role


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in, and what they may see.

    Attributes:
        name: As it was given when the account was made.
        role: ``member`` or ``officer``.
        tokens: The labels of the tokens that programs use in this name.
        mark: Changes with the password, so that who signed in with the old one can be told apart.
    """

    name: str
    role: Role
    tokens: tuple[str, ...] = ()
    mark: str = ""


class Token(BaseModel):
    """A program's token, as the SHA-256 of it."""

    model_config = ConfigDict(extra="forbid")

    label: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Entry(BaseModel):
    """An account as the file has it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    role: Literal["member", "officer"]
    password: str = Field(pattern=FORM)
    tokens: list[Token] = []

    @property
    def account(self) -> Account:
        """What is told of the account outside of this package."""
        mark = hashlib.sha256(self.password.encode()).hexdigest()
        return Account(self.name, Role(self.role), tuple(token.label for token in self.tokens), mark)


class AccountsFile(BaseModel):
    """All of the file.  The accounts of a demonstration have passwords that everyone knows."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    demonstration: bool = False
    accounts: list[Entry] = []

    @field_validator("accounts")
    @classmethod
    def _distinct(cls, accounts: list[Entry]) -> list[Entry]:
        if len({folded(entry.name) for entry in accounts}) < len(accounts):
            raise ValueError("two accounts have the same name")
        return accounts

    def entry(self, name: str) -> Entry | None:
        """Return the account of a name, None where there is none."""
        return next((entry for entry in self.accounts if folded(entry.name) == folded(name)), None)

    def needed(self, name: str) -> Entry:
        """Return the account of a name; raises NotFound where there is none."""
        entry = self.entry(name)
        if entry is None:
            raise NotFound(f"no account is called {name!r}; 'assistant users list' lists them")
        return entry


def folded(name: str) -> str:
    """Return a name as it is compared: in capitals or not, composed or not, it is the same."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def load(file: Path, mode: int) -> AccountsFile:
    """Return what a file of the given mode holds; raises SettingsError where that cannot be trusted or understood."""
    if mode & 0o002:
        raise SettingsError(f"anyone on this machine can write to the accounts in {file}; run 'chmod 600 {file}' first")
    try:
        return AccountsFile.model_validate_json(file.read_bytes())
    except OSError as error:
        raise SettingsError(f"the accounts in {file} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise SettingsError(
            f"the accounts in {file} are damaged ({place}: {first['msg']}); put back a copy of the file, or remove it and "
            "make the accounts anew with 'assistant users add'"
        ) from None


def write(file: Path, contents: AccountsFile) -> None:
    """Put a whole new file in the place of the old one, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(contents.model_dump_json(indent=2) + "\n")
            written.flush()
            os.fsync(written.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
