"""Asks "what is due?" every few seconds, whatever the wall clock does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock
from bot.ports import Away
from bot.services.faults import brief, trail

log = structlog.get_logger(__name__)

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # due by any clock, so it runs at once and once

Tick = Callable[[datetime], Awaitable[object]]
"""What is done at each tick; True where there is more to do right away."""


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 has no types
    """A fixed pause from now on. The stock interval counts every missed run after a sleep, one by one: seconds of
    stalled loop after a month."""

    def __init__(self, pause: timedelta) -> None:
        self._pause = pause

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now if previous_fire_time is None else now + self._pause


class Ticker:
    """Awaits `tick(now)` every `seconds`, never two at a time, and goes on whatever a tick raises.

    APScheduler waits for a time of the wall clock, so after a jump backwards its job would sleep for as long as the
    jump; a watchdog on the monotonic clock arms it again.
    """

    def __init__(self, tick: Tick, clock: Clock, *, seconds: float = 5.0) -> None:
        self._tick = tick
        self._clock = clock
        self._seconds = seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._job: Any = None
        self._watchdog: asyncio.Task[None] | None = None
        self._began = self._ended = 0.0
        self._running = self._again = self._store_is_away = False
        self._idle = asyncio.Event()
        self._idle.set()

    def start(self) -> None:
        """Begin to tick, at once; needs a running loop."""
        self._began = self._ended = self._monotonic()
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every tick that a long tick swallows
        self._job = self._scheduler.add_job(
            self._run,
            Every(timedelta(seconds=self._seconds)),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch())

    async def stop(self, grace: float = 10.0) -> bool:
        """No new tick; waits for the one that runs. Whether it ended in time."""
        if self._watchdog is None:
            return True
        self._watchdog.cancel()
        await asyncio.gather(self._watchdog, return_exceptions=True)
        self._watchdog = None
        self._scheduler.pause()
        try:
            async with asyncio.timeout(grace):
                await self._idle.wait()
        except TimeoutError:
            return False
        finally:
            self._scheduler.shutdown(wait=False)
        return True

    def poke(self) -> None:
        """Tick now, or once more right after the tick that runs."""
        if self._running:
            self._again = True
        else:
            self._arm()

    def age(self) -> float:
        """Seconds since a tick last began or ended, whether well or not; for a health check."""
        return self._monotonic() - max(self._began, self._ended)

    async def _run(self) -> None:
        self._running, self._again = True, False
        self._idle.clear()
        self._began = self._monotonic()
        try:
            if await self._tick(self._clock.now()) is True:
                self._again = True
            self._store_is_away = False
        except Away as error:
            if not self._store_is_away:  # one line, however many ticks it lasts
                log.warning("store is away, nothing can be due", why=str(error))
            self._store_is_away = True
        except Exception as error:  # whatever it is, the next tick comes
            log.error("tick failed", error=brief(error), trail=trail(error))
        finally:
            self._running = False
            self._ended = self._monotonic()
            self._idle.set()
        if self._again and self._watchdog is not None:
            asyncio.get_running_loop().call_soon(self._arm)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            if self.age() > 2 * self._seconds and not self._running:
                log.warning("the wall clock jumped, ticking again")
                self._arm()

    def _arm(self) -> None:
        self._job.modify(next_run_time=_LONG_AGO)

    @staticmethod
    def _monotonic() -> float:
        return asyncio.get_running_loop().time()
