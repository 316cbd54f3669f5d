"""Hands out what is due one by one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.records import Delivery

Claim = Callable[[], Awaitable[Sequence[Delivery]]]


class Claims:
    """Claims more whenever it runs out, until less than a whole batch is due: the pace has no gap between batches."""

    def __init__(self, claim: Claim, size: int) -> None:
        self._claim, self._size = claim, size
        self._rows: deque[Delivery] = deque()
        self._turn = asyncio.Lock()
        self.all_claimed = False
        self.taken = 0

    async def fill(self) -> int:
        """Claim a batch where there is none; how many are in hand now."""
        if not self._rows and not self.all_claimed:
            batch = await self._claim()
            self._rows.extend(batch)
            self.taken += len(batch)
            self.all_claimed = len(batch) < self._size
        return len(self._rows)

    async def next(self) -> Delivery | None:
        """The next one, None where nothing more is due."""
        async with self._turn:
            return self._rows.popleft() if await self.fill() else None

    def drop(self) -> None:
        """Their lease ran out: they are claimed anew."""
        self._rows.clear()
        self.all_claimed = False
