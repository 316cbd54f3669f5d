"""Notices that the wall clock was set back, and plans anew what a clock that ran ahead had put far off."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.ports import Away, Store, UnitOfWork
from bot.services.faults import brief

log = structlog.get_logger(__name__)

NOTE_EVERY = timedelta(minutes=10)
"""How often the time is noted for processes to come; a jump ahead is noted at once."""
SET_BACK = timedelta(minutes=1)
"""Less is a clock that is put right, as happens every day."""
JUMP = timedelta(days=1)
"""Also what a sleep or a day without the bot looks like."""
_TRUST_AFTER = 24 * 3600.0  # seconds
_SLICE = 2.0  # seconds of planning anew before whatever is due has its turn
_BATCH = 200

Replan = Callable[[UnitOfWork, int, datetime], Awaitable[None]]
"""Saves a user's next due time as it is by the clock of now."""


class ClockWatch:
    """Only a clock that was ahead and is put right does harm: months ahead, everybody's next reminder is months away.
    The other way round all is due at once, and said late or recorded as missed."""

    def __init__(self, store: Store, replan: Replan) -> None:
        self._store, self._replan = store, replan
        self._latest: datetime | None = None
        self._noted: datetime | None = None
        self._jumped: float | None = None
        self._planned_to: int | None = None  # the last user who was planned anew; None while there is nothing to do

    @property
    def behind(self) -> bool:
        """Whether somebody is still to be planned anew."""
        return self._planned_to is not None

    @property
    def is_trusted(self) -> bool:
        """Whether the clock ran evenly for a day, after a jump ahead: nothing is erased on its word before."""
        return self._jumped is None or asyncio.get_running_loop().time() - self._jumped > _TRUST_AFTER

    async def look(self, now: datetime) -> None:
        """Compare with what the clock showed before. Raises Away."""
        latest = await self._latest_reading(now)
        if latest is not None and now < latest - SET_BACK:
            log.warning("the clock was set back", seconds=round((latest - now).total_seconds()))
            self._planned_to = 0
        if latest is not None and now > latest + JUMP:
            log.warning("the clock jumped ahead", seconds=round((now - latest).total_seconds()))
            self._jumped = asyncio.get_running_loop().time()
        self._latest = now
        if self._planned_to is not None:
            await self._plan_anew(now, self._planned_to)

    async def _latest_reading(self, now: datetime) -> datetime | None:
        if self._noted is not None and abs(now - self._noted) < NOTE_EVERY:
            return self._latest
        async with self._store() as uow:
            noted = await uow.note_clock(now)
            await uow.commit()
        self._noted = now
        return self._latest or noted

    async def _plan_anew(self, now: datetime, planned_to: int) -> None:
        ends = asyncio.get_running_loop().time() + _SLICE
        while asyncio.get_running_loop().time() < ends:
            async with self._store() as uow:
                users = await uow.users_due_after(now, planned_to, _BATCH)
            for user_id in users:
                await self._plan(user_id, now)
                self._planned_to = planned_to = user_id
            if len(users) < _BATCH:
                self._planned_to = None
                return

    async def _plan(self, user_id: int, now: datetime) -> None:
        try:
            async with self._store() as uow:
                await self._replan(uow, user_id, now)
                await uow.commit()
        except Away:
            raise
        except Exception as error:  # one bad row never stops the rest
            log.error("not planned anew", user=user_id, error=brief(error))
