"""Who is signed in with a browser: kept in memory, under the hash of what the browser's cookie holds."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 12 * 3600  # seconds from signing in
IDLE = 2 * 3600  # seconds without a request
_EACH = 20  # sessions of one name; the oldest makes room


@dataclass(slots=True)
class _Session:
    name: str
    mark: str
    began: float
    seen: float


class Sessions:
    """The sessions under way; they end with the process.

    Args:
        clock: Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, _Session] = {}
        self._lock = threading.Lock()

    def open(self, name: str, mark: str) -> str:
        """Begin a session and return the secret that stands for it.

        Args:
            name: Who signed in.
            mark: Of their account; a session whose account has another one by now is worth nothing.
        """
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._held = {key: held for key, held in self._held.items() if self._lives(held, now)}
            own = [key for key, held in self._held.items() if held.name == name]
            for key in own[: max(0, len(own) - _EACH + 1)]:
                del self._held[key]
            self._held[_key(secret)] = _Session(name, mark, now, now)
        return secret

    def find(self, secret: str) -> tuple[str, str] | None:
        """Return the name and mark of the session that a secret stands for, None where there is none."""
        now = self._clock()
        with self._lock:
            held = self._held.get(_key(secret))
            if held is None:
                return None
            if not self._lives(held, now):
                del self._held[_key(secret)]
                return None
            held.seen = now
            return held.name, held.mark

    def close(self, secret: str) -> None:
        """End a session, if there is one."""
        with self._lock:
            self._held.pop(_key(secret), None)

    def __len__(self) -> int:
        """Return how many sessions are held."""
        return len(self._held)

    @staticmethod
    def _lives(held: _Session, now: float) -> bool:
        return now - held.began < LONGEST and now - held.seen < IDLE


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
