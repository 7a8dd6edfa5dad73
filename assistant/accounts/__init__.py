"""Who may sign in: people and programs in one file, with hashed passwords and hashed tokens.

A password is kept as scrypt of it with a salt of its own, a program's token as its SHA-256: a token is 256 random bits, which
nobody can try out.  The file is written whole and moved into place, and is read again whenever it has changed, so that what
``assistant users`` does holds at once in a server that runs.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from assistant.accounts.form import Account, AccountsFile, Entry, Token, load, write
from assistant.accounts.passwords import COST, hashed, matches
from assistant.errors import BadRequest, NotFound, SettingsError
from assistant.records import Role

__all__ = ["SHORTEST_PASSWORD", "Account", "Accounts"]

SHORTEST_PASSWORD = 10  # characters
_LONGEST_PASSWORD = 1024  # characters
_LONGEST_NAME = 64  # characters
_AT_ONCE = 2  # passwords hashed at once; each takes 32 MiB and a core


class Accounts:
    """The accounts in one file, read again whenever it changes.

    Args:
        file: Where they are kept; there need be none, and then nobody can sign in.
        cost: Of the passwords that are set from now on: log2 of N, r and p of scrypt.
    """

    def __init__(self, file: Path, cost: tuple[int, int, int] = COST) -> None:
        self.file = file
        self._cost = cost
        self._nobody = hashed(secrets.token_hex(), cost)
        self._lock = threading.Lock()
        self._hashing = threading.BoundedSemaphore(_AT_ONCE)
        self._seen: tuple[int, ...] = ()
        self._read = AccountsFile()

    def all(self) -> list[Account]:
        """Return the accounts in the order they were made.

        Raises:
            SettingsError: The file is damaged, or others may write to it.
        """
        return [entry.account for entry in self._now().accounts]

    def named(self, name: str) -> Account | None:
        """Return the account of a name, in capitals or not; None where there is none."""
        entry = self._now().entry(name)
        return entry.account if entry else None

    def with_password(self, name: str, password: str) -> Account | None:
        """Return the account that a name and a password open, None where they open none; both take the same time."""
        entry = self._now().entry(name)
        with self._hashing:
            right = matches(password[:_LONGEST_PASSWORD], entry.password if entry else self._nobody)
        return entry.account if entry and right else None

    def with_token(self, token: str) -> Account | None:
        """Return the account that a program's token was made for, None where there is none."""
        digest, found = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest(), None
        for entry in self._now().accounts:
            for held in entry.tokens:
                if hmac.compare_digest(held.sha256, digest):
                    found = entry.account
        return found

    def add(self, name: str, role: Role, password: str) -> None:
        """Make an account.

        Raises:
            BadRequest: The name is taken or cannot be one, or the password is too short.
        """
        name = _proper("name", name)
        password = self._fresh(password)
        with self._changing() as file:
            if file.entry(name):
                raise BadRequest(f"there is an account called {name!r} already; 'assistant users password' changes its password")
            file.accounts.append(Entry(name=name, role=_role(role), password=password))

    def set_password(self, name: str, password: str) -> None:
        """Change a password, which also ends every session that the old one opened.

        Raises:
            NotFound: There is no such account.
            BadRequest: The password is too short.
        """
        password = self._fresh(password)
        with self._changing() as file:
            file.needed(name).password = password

    def set_role(self, name: str, role: Role) -> None:
        """Change what someone may see; raises NotFound where there is no such account."""
        with self._changing() as file:
            file.needed(name).role = _role(role)

    def remove(self, name: str) -> None:
        """Remove an account with its tokens; raises NotFound where there is none."""
        with self._changing() as file:
            file.accounts.remove(file.needed(name))

    def issue(self, name: str, label: str) -> str:
        """Return a new token for a program, which is kept nowhere in this form.

        Raises:
            NotFound: There is no such account.
            BadRequest: The account has a token of that label.
        """
        label, token = _proper("label", label), f"cra_{secrets.token_urlsafe(32)}"
        with self._changing() as file:
            entry = file.needed(name)
            if any(held.label == label for held in entry.tokens):
                raise BadRequest(f"{entry.name!r} has a token labelled {label!r} already; revoke it first or use another label")
            entry.tokens.append(Token(label=label, sha256=hashlib.sha256(token.encode()).hexdigest()))
        return token

    def revoke(self, name: str, label: str) -> None:
        """Make a token worthless; raises NotFound where there is no such account or token."""
        with self._changing() as file:
            entry = file.needed(name)
            kept = [held for held in entry.tokens if held.label != label]
            if len(kept) == len(entry.tokens):
                raise NotFound(f"{entry.name!r} has no token labelled {label!r}; 'assistant users list' lists the labels")
            entry.tokens = kept

    def warnings(self, local: bool) -> list[str]:
        """Return what is risky about the accounts, as far as that does not keep them from being used.

        Args:
            local: Whether they let people of this machine alone sign in.
        """
        shown = self._now().demonstration
        told = []
        if shown and not local:
            told.append(
                f"the accounts in {self.file} are for trying out: everyone knows their passwords; use others on a network"
            )
        if not shown and self.file.exists() and self.file.stat().st_mode & 0o077:
            told.append(f"others on this machine can read the accounts in {self.file}; 'chmod 600 {self.file}' ends that")
        return told

    def _fresh(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD:
            raise BadRequest(f"the password is too short: it needs at least {SHORTEST_PASSWORD} characters")
        if len(password) > _LONGEST_PASSWORD:
            raise BadRequest(f"the password is too long: {_LONGEST_PASSWORD:,} characters is the most")
        return hashed(password, self._cost)

    def _now(self) -> AccountsFile:
        """Return what the file holds now."""
        with self._lock:
            try:
                state = self.file.stat()
            except FileNotFoundError:
                self._seen, self._read = (), AccountsFile()
                return self._read
            except OSError as error:
                raise SettingsError(f"the accounts in {self.file} cannot be read: {error.strerror}") from error
            seen = (state.st_mtime_ns, state.st_size, state.st_ino, state.st_mode)
            if seen != self._seen:
                self._read = load(self.file, state.st_mode)
                self._seen = seen
            return self._read

    @contextmanager
    def _changing(self) -> Iterator[AccountsFile]:
        """Give the file's contents to be changed, and write them when nothing was wrong; one process at a time."""
        place = self.file.resolve()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            folder = os.open(place.parent, os.O_RDONLY)
        except OSError as error:
            raise SettingsError(f"the accounts cannot be kept in {place.parent}: {error.strerror}") from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            file = self._now().model_copy(deep=True)
            yield file
            write(place, file)
            os.fsync(folder)
        except OSError as error:
            raise SettingsError(f"the accounts in {place} cannot be written: {error.strerror}") from error
        finally:
            os.close(folder)


def _proper(kind: str, name: str) -> str:
    """Return a name or label without space around it; a colon would end it where a browser sends it with a password."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > _LONGEST_NAME or ":" in name or not name.isprintable():
        raise BadRequest(f"not a {kind}: it needs 1 to {_LONGEST_NAME} printable characters, and no colon")
    return name


def _role(role: Role) -> Literal["member", "officer"]:
    if role is Role.PUBLIC:
        raise BadRequest("the public needs no account; the roles are member and officer")
    return "officer" if role is Role.OFFICER else "member"
