"""Lets only so many jobs of programs run at once, off the event loop, and turns away what would wait too long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.web.refusals import Busy

if TYPE_CHECKING:
    from anyio import CapacityLimiter

T = TypeVar("T")
AT_ONCE = 8  # jobs that run; more would only share the same processors
INSIDE = 64  # jobs that run or wait for their turn


class Turnstile:
    """Counts the jobs of all doors of one server; used on its event loop alone.

    Args:
        at_once: Jobs that run in threads at once.
        inside: Jobs that run or wait, before the next is turned away.
    """

    def __init__(self, at_once: int = AT_ONCE, inside: int = INSIDE) -> None:
        self._at_once, self._most = at_once, inside
        self._tasks: set[asyncio.Task[Any]] = set()
        self._limiter: CapacityLimiter | None = None

    def start(self, job: Callable[[], T]) -> asyncio.Task[T]:
        """Let a job in; it goes on to its end even where nobody waits for it any more.

        Raises:
            Busy: Too many are inside.
        """
        if len(self._tasks) >= self._most:
            raise Busy("Too many questions are waiting here. Try again in a few seconds.")
        task = asyncio.get_running_loop().create_task(self._run(job))
        self._tasks.add(task)
        task.add_done_callback(self._leave)
        return task

    async def run(self, job: Callable[[], T]) -> T:
        """Return what a job returns; raises Busy where too many are inside."""
        return await self.start(job)

    async def _run(self, job: Callable[[], T]) -> T:
        from anyio import CapacityLimiter, to_thread

        self._limiter = self._limiter or CapacityLimiter(self._at_once)
        return await to_thread.run_sync(job, limiter=self._limiter)

    def _leave(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # an error that nobody waits for any more is nobody's
