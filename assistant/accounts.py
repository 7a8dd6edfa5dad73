"""Who may sign in: people and programs in one file, with hashed passwords and tokens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.records import Role


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in, and what they may see."""

    name: str
    role: Role


class Accounts:
    """The accounts in one file, read again whenever it changes.

    Args:
        file: Where they are kept; there need be none, and then nobody can sign in.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
