"""Who may work in the store next."""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType

Waiting = deque[asyncio.Future[None]]


class Places:
    """So many at a time, in the order they came; but what has happened is written down before anything new is begun,
    so whoever is `urgent` goes before all who wait."""

    def __init__(self, count: int = 1) -> None:
        self._free = count
        self._urgent: Waiting = deque()
        self._others: Waiting = deque()

    async def acquire(self, *, urgent: bool = False) -> None:
        """Wait for a place."""
        if self._free and not (self._urgent or self._others):
            self._free -= 1
            return
        queue = self._urgent if urgent else self._others
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was given to us in the same moment
                self.release()
            raise

    def release(self) -> None:
        """Hand the place to whoever is next."""
        for queue in (self._urgent, self._others):
            while queue:
                next_ = queue.popleft()
                if not next_.done():
                    next_.set_result(None)
                    return
        self._free += 1

    async def __aenter__(self) -> None:
        await self.acquire()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
