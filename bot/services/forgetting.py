"""Lets go of what is kept for a time only, a few rows at a time: answers do not wait for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.ports import UnitOfWork
from bot.records import UPDATES_KEPT
from bot.services.desk import Desk
from bot.services.retention import Retention

EVERY = timedelta(hours=1)
DELIVERIES_KEPT = timedelta(days=400)
"""The proof of what was said unasked; for whoever asks what came a year ago."""
_AT_A_TIME = 500


class Forgetting:
    """Once an hour, by one process of all: whoever is `in_charge`."""

    def __init__(self, desk: Desk, in_charge: Callable[[], bool]) -> None:
        self._desk = desk
        self._in_charge = in_charge
        self._last: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Raises Away."""
        waiting = self._last is not None and timedelta(0) <= now - self._last < EVERY
        if waiting or not self._in_charge():
            return
        self._last = now
        await self._repeat(lambda uow: uow.forget_updates(now - UPDATES_KEPT, _AT_A_TIME))
        await self._repeat(lambda uow: uow.forget_deliveries(now - DELIVERIES_KEPT, _AT_A_TIME))
        await Retention(self._desk).sweep(now)

    async def _repeat(self, some: Callable[[UnitOfWork], Awaitable[int]]) -> None:
        gone = 1
        while gone:
            async with self._desk.store() as uow:
                gone = await some(uow)
                await uow.commit()
