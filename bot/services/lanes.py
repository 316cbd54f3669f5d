"""Work in order within a lane, lanes side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]
_Piece = tuple[Work, asyncio.Future[None], asyncio.Semaphore]


class Lanes:
    """Runs what is put into a lane (a chat) one after the other, and at most `bound` lanes at a time. A busy lane
    gives its place back after each piece of work, so it can not starve the others. Work that is slow by its nature has
    places of its own (`places`), so that much of it leaves the others theirs."""

    def __init__(self, bound: int) -> None:
        self._places = asyncio.Semaphore(bound)
        self._waiting: dict[int, deque[_Piece]] = {}
        self.closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, lane: int, work: Work, *, places: asyncio.Semaphore | None = None) -> asyncio.Future[None]:
        """Do this when it is its turn; the future ends as the work ends."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.closed:
            done.cancel()
            return done
        queue = self._waiting.get(lane)
        piece = work, done, places or self._places
        if queue is not None:
            queue.append(piece)
            return done
        self._waiting[lane] = deque([piece])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return done

    def __len__(self) -> int:
        """How many lanes have work."""
        return len(self._waiting)

    async def close(self, grace: float) -> bool:
        """Begin nothing new and give what runs `grace` seconds; whether all of it ended."""
        self.closed = True
        for queue in self._waiting.values():
            for _, done, _ in queue:
                done.cancel()
            queue.clear()
        if not self._tasks:
            return True
        _, late = await asyncio.wait(self._tasks, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return not late

    async def _run(self, lane: int) -> None:
        queue = self._waiting[lane]
        try:
            while queue:
                async with queue[0][2]:
                    if queue:  # else `close` came first
                        work, done, _ = queue.popleft()
                        await _settle(work, done)
        finally:
            del self._waiting[lane]
            for _, done, _ in queue:
                done.cancel()


async def _settle(work: Work, done: asyncio.Future[None]) -> None:
    if done.cancelled():
        return
    try:
        await work()
    except asyncio.CancelledError:
        done.cancel()
        raise
    except Exception as error:
        if not done.cancelled():
            done.set_exception(error)
    else:
        if not done.cancelled():
            done.set_result(None)
