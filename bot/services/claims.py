"""Hands out what is due one by one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.records import Delivery

Claim = Callable[[], Awaitable[Sequence[Delivery]]]


@dataclass(frozen=True, slots=True)
class Lease:
    """For how long what was claimed is ours. Neither clock alone can tell: the wall clock may be set back, the other
    one stands still while the machine sleeps."""

    clock: Clock
    seconds: Callable[[], float]
    until: datetime
    ends: float

    @classmethod
    def begin(cls, clock: Clock, now: datetime, length: timedelta, seconds: Callable[[], float]) -> Lease:
        return cls(clock, seconds, now + length, seconds() + length.total_seconds())

    def holds(self) -> bool:
        """Whether nobody else can have claimed the same by now."""
        return self.clock.now() < self.until and self.seconds() < self.ends


class Claims:
    """Claims more whenever it runs out, until less than a whole batch is due: the pace has no gap between batches.
    Once it `is_over` nothing more is claimed, but what was claimed is handed out: nobody else may have it for long.
    What comes again while it is still `in_hand` (its lease ran out on the way) is passed over: it may be out already.
    """

    def __init__(
        self, claim: Claim, size: int, in_hand: Collection[int] = (), is_over: Callable[[], bool] = lambda: False
    ) -> None:
        self._claim, self._size, self._is_over = claim, size, is_over
        self._in_hand = in_hand
        self._rows: deque[Delivery] = deque()
        self._turn = asyncio.Lock()
        self.all_claimed = False
        self.taken = 0

    async def fill(self) -> int:
        """Claim a batch where there is none; how many are in hand now."""
        while not self._rows and not self.all_claimed and not self._is_over():
            before = set(self._in_hand)  # one of them may be finished by the time the claim is committed
            batch = await self._claim()
            self._rows.extend(delivery for delivery in batch if delivery.id not in before)
            self.taken += len(batch)
            self.all_claimed = len(batch) < self._size
        return len(self._rows)

    async def next(self) -> Delivery | None:
        """The next one, None where nothing more is due."""
        async with self._turn:
            return self._rows.popleft() if await self.fill() else None

    def left(self) -> list[Delivery]:
        """What was claimed and not handed out."""
        return list(self._rows)

    def drop(self) -> None:
        """Their lease ran out: they are claimed anew."""
        self._rows.clear()
        self.all_claimed = False
