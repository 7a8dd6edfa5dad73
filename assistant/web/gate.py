"""Who is behind a request, and so what they may see: a signed-in session, a program's token or password, or the public.

Nothing else than valid credentials makes anyone more than the public.  What the accounts say is looked up at every request, so
that who is removed, or given another role or password, loses the old one at once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TypeVar

from assistant.accounts import Account, Accounts
from assistant.accounts.form import folded
from assistant.errors import AssistantError, SettingsError
from assistant.records import Role
from assistant.web.sessions import Sessions
from assistant.web.throttle import Throttle

_T = TypeVar("_T")
COOKIE = "assistant_session"
_ANYONE = "public"  # the token of those who have none, for client programs that insist on sending one
_PROVEN = 256  # names with passwords that programs proved lately, which need not be hashed at every request


class Refused(AssistantError):
    """The credentials of a request are wrong, or were wrong too often.

    Attributes:
        seconds: To wait before the next attempt is looked at; 0 where the credentials are simply wrong.
    """

    def __init__(self, told: str, seconds: int = 0) -> None:
        super().__init__(told)
        self.seconds = seconds

    @property
    def status(self) -> int:
        """The HTTP status that says so."""
        return 429 if self.seconds else 401

    @property
    def headers(self) -> dict[str, str]:
        """The HTTP headers that belong to the status."""
        return {"retry-after": str(self.seconds)} if self.seconds else {"www-authenticate": 'Bearer realm="assistant"'}


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
        clock: Tells the time in seconds.
    """

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.monotonic) -> None:
        self._accounts = accounts
        self._sessions = Sessions(clock)
        self._throttle = Throttle(clock)
        self._pepper = secrets.token_bytes(32)
        self._proven: OrderedDict[bytes, str] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def accounts(self) -> int:
        """How many accounts there are; 0 where the file of accounts cannot be used."""
        return len(self._known(self._accounts.all) or ())

    def visitor(self, headers: Mapping[str, str], cookies: Mapping[str, str], client: str = "") -> Visitor:
        """Return who is behind a request, the public where nobody signed in.

        Args:
            headers: Of the request; names in lower case, or a mapping that does not mind.
            cookies: Of the request.
            client: Address that the request comes from, for which failed attempts are counted too.

        Raises:
            Refused: There is an ``Authorization`` header and its credentials are not valid.  ("Bearer public" and an empty
                token stand for having none.)  A cookie that is not valid, or not any more, is the public.
        """
        scheme, _, given = headers.get("authorization", "").strip().partition(" ")
        given = given.strip()
        if scheme.lower() == "bearer" and given in ("", _ANYONE):
            return Visitor()
        if scheme:
            return _visitor(self._authorized(scheme.lower(), given, client))
        return self._session(cookies.get(COOKIE, ""))

    def sign_in(self, name: str, password: str, client: str = "") -> str:
        """Return the secret of a new session, for the cookie.

        Raises:
            Refused: Name and password do not belong together, or were tried too often.
        """
        account = self._with_password(name, password, client)
        return self._sessions.open(account.name, account.mark)

    def sign_out(self, cookies: Mapping[str, str]) -> None:
        """End the session of a cookie, if there is one."""
        self._sessions.close(cookies.get(COOKIE, ""))

    def _session(self, secret: str) -> Visitor:
        found = self._sessions.find(secret) if secret else None
        account = self._known(lambda: self._accounts.named(found[0])) if found else None
        if account is None or found is None or not hmac.compare_digest(account.mark, found[1]):
            return Visitor()
        return _visitor(account)

    def _authorized(self, scheme: str, given: str, client: str) -> Account:
        if scheme == "bearer":
            account = self._known(lambda: self._accounts.with_token(given))
            if account is None:
                raise Refused("This token is not valid (any more). Send another, or none to ask as the public.")
            return account
        if scheme != "basic":
            raise Refused("The Authorization header has to be 'Bearer TOKEN' or 'Basic …'; send none to ask as the public.")
        try:
            name, _, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Refused("The Authorization header cannot be read: after 'Basic' comes NAME:PASSWORD in Base64.") from error
        return self._proven_before(name, password) or self._prove(name, password, client)

    def _proven_before(self, name: str, password: str) -> Account | None:
        with self._lock:
            mark = self._proven.get(self._proof(name, password))
        account = self._known(lambda: self._accounts.named(name)) if mark else None
        return account if account and account.mark == mark else None

    def _prove(self, name: str, password: str, client: str) -> Account:
        account = self._with_password(name, password, client)
        with self._lock:
            self._proven[self._proof(name, password)] = account.mark
            while len(self._proven) > _PROVEN:
                self._proven.popitem(last=False)
        return account

    def _proof(self, name: str, password: str) -> bytes:
        return hmac.digest(self._pepper, f"{name}:{password}".encode("utf-8", "surrogatepass"), "sha256")

    def _with_password(self, name: str, password: str, client: str) -> Account:
        keys = [f"name {_short(folded(name))}", *([] if _this_machine(client) else [f"client {client}"])]
        seconds = self._throttle.attempt(*keys)
        if seconds:
            told = f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
            raise Refused(f"Too many attempts to sign in failed. Try again in {told}.", seconds)
        account = self._known(lambda: self._accounts.with_password(name, password))
        if account is None:
            raise Refused("The name and password do not belong together. Check both and try again.")
        self._throttle.succeeded(*keys)
        return account

    def _known(self, look: Callable[[], _T]) -> _T | None:
        """Look into the accounts; where the file is damaged nobody is known, and the log says why."""
        try:
            return look()
        except SettingsError as error:
            sys.stderr.write(f"assistant: {error}\n")
            return None


def _visitor(account: Account) -> Visitor:
    return Visitor(account.name, account.role)


def _this_machine(client: str) -> bool:
    """Tell whether an address is this machine's own, which everyone has behind a proxy that does not pass theirs on."""
    try:
        return not client or ip_address(client).is_loopback
    except ValueError:
        return False


def _short(name: str) -> str:
    """Return a name of bounded length to count under, however long it was."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
