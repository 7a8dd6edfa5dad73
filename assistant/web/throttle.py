"""How often a password may be tried: freely a few times, then with pauses that double."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 5  # attempts that may fail without a pause
_FIRST, _LONGEST = 2.0, 300.0  # seconds of the first and the longest pause
_FORGOTTEN = 1800.0  # seconds after the last attempt
_KEPT = 10_000  # names and addresses; the one that was quiet longest makes room


@dataclass(slots=True)
class _Failures:
    count: int
    last: float

    @property
    def until(self) -> float:
        if self.count < FREE:
            return self.last
        return self.last + float(min(_LONGEST, _FIRST * 2 ** min(self.count - FREE, 10)))


class Throttle:
    """Counts what failed for each key, a name or an address.

    Args:
        clock: Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def attempt(self, *keys: str) -> int:
        """Note an attempt, which counts as failed until it is told to have succeeded; so many at once gain nothing.

        Returns:
            Seconds to wait before the next attempt is looked at, 0 where this one may go on.
        """
        now = self._clock()
        with self._lock:
            waits = [self._failed[key].until - now for key in keys if key in self._failed]
            if waits and max(waits) > 0:
                return math.ceil(max(waits))
            for key in keys:
                before = self._failed.pop(key, None)
                count = before.count if before and now - before.last < _FORGOTTEN else 0
                self._failed[key] = _Failures(count + 1, now)
            while len(self._failed) > _KEPT:
                self._failed.popitem(last=False)
        return 0

    def succeeded(self, *keys: str) -> None:
        """Forget what failed before."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def __len__(self) -> int:
        """Return how many names and addresses are held."""
        return len(self._failed)
