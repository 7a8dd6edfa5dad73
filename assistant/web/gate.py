"""Who is behind a request, and so what they may see: a signed-in session, a program's token, or the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.accounts import Accounts
from assistant.records import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the name they signed in with, "" for the public, and their role."""

    name: str = ""
    role: Role = Role.PUBLIC

    @property
    def officer(self) -> bool:
        """Return whether they look after the library."""
        return self.role is Role.OFFICER


class Gate:
    """Tells the visitor behind each request.

    Args:
        accounts: Who may sign in.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def visitor(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Visitor:
        """Return who is behind a request, the public where nobody signed in.

        Args:
            headers: Of the request; names in lower case, or a mapping that does not mind.
            cookies: Of the request.
        """
        return Visitor()
