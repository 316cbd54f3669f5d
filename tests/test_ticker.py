"""The ticker ticks on: through faults, long ticks and a wall clock that jumps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.ports import Away
from bot.ticker import Ticker
from tests.support.waiting import until

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


class Ticks:
    """Counts ticks; the next ones raise `fails`."""

    def __init__(self) -> None:
        self.moments: list[datetime] = []
        self.fails: list[Exception] = []
        self.running = self.most = 0
        self.takes = 0.0
        self.more_to_do = 0

    async def __call__(self, now: datetime) -> bool:
        self.moments.append(now)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(self.takes)
        self.running -= 1
        if self.fails:
            raise self.fails.pop(0)
        self.more_to_do -= 1
        return self.more_to_do >= 0

    async def more(self, count: int = 2) -> None:
        """Wait for so many more."""
        wanted = len(self.moments) + count
        await until(lambda: len(self.moments) >= wanted, seconds=5)


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


async def test_it_ticks_at_once_and_again(ticks: Ticks) -> None:
    ticker = Ticker(ticks, SystemClock(), seconds=0.02)
    ticker.start()
    await ticks.more(3)
    assert ticker.age() < 5
    assert await ticker.stop()
    count = len(ticks.moments)
    await asyncio.sleep(0.06)
    assert len(ticks.moments) == count


@pytest.mark.parametrize("error", [ZeroDivisionError(), Away("gone")])
async def test_it_outlives_whatever_a_tick_raises(ticks: Ticks, error: Exception) -> None:
    ticks.fails = [error]
    ticker = Ticker(ticks, SystemClock(), seconds=0.02)
    ticker.start()
    await ticks.more(3)
    await ticker.stop()


async def test_a_store_that_is_away_is_told_once_however_many_ticks_it_lasts(ticks: Ticks) -> None:
    ticks.fails = [Away("disk full"), Away("disk full"), Away("disk full")]
    ticker = Ticker(ticks, SystemClock(), seconds=0.02)
    with capture_logs() as lines:
        ticker.start()
        await ticks.more(5)
        ticks.fails = [Away("gone again")]
        await ticks.more(3)
    await ticker.stop()
    assert [line["why"] for line in lines] == ["disk full", "gone again"]


@pytest.mark.parametrize("jump", [timedelta(hours=-10), timedelta(hours=10), timedelta(days=31), timedelta(days=-400)])
async def test_it_ticks_on_after_the_wall_clock_jumped(ticks: Ticks, jump: timedelta) -> None:
    ticker = Ticker(ticks, SystemClock(), seconds=0.02)
    with time_machine.travel(NOW) as traveller:
        ticker.start()
        await ticks.more()
        traveller.shift(jump)
        seen = len(ticks.moments)
        await ticks.more()
        await ticker.stop()
    assert abs(ticks.moments[-1] - (NOW + jump)) < timedelta(minutes=1)
    assert len(ticks.moments) - seen < 50, "missed ticks are not made up for"


async def test_a_long_tick_is_never_joined_by_another(ticks: Ticks) -> None:
    ticks.takes = 0.05
    ticker = Ticker(ticks, SystemClock(), seconds=0.01)
    ticker.start()
    await ticks.more(3)
    await ticker.stop()
    assert ticks.most == 1


async def test_a_tick_that_has_more_to_do_is_followed_at_once(ticks: Ticks) -> None:
    ticks.more_to_do = 2
    ticker = Ticker(ticks, SystemClock(), seconds=3600)
    ticker.start()
    await until(lambda: len(ticks.moments) == 3)
    await asyncio.sleep(0.05)
    assert len(ticks.moments) == 3
    await ticker.stop()


async def test_a_poke_ticks_now(ticks: Ticks) -> None:
    ticker = Ticker(ticks, SystemClock(), seconds=3600)
    ticker.start()
    await until(lambda: len(ticks.moments) == 1)
    ticker.poke()
    await until(lambda: len(ticks.moments) == 2)
    await ticker.stop()


async def test_a_poke_during_a_tick_makes_one_more_follow(ticks: Ticks) -> None:
    ticks.takes = 0.02
    ticker = Ticker(ticks, SystemClock(), seconds=3600)
    ticker.start()
    await until(lambda: ticks.running == 1)
    ticker.poke()
    ticker.poke()
    await until(lambda: len(ticks.moments) == 2)
    await asyncio.sleep(0.05)
    assert len(ticks.moments) == 2
    await ticker.stop()


async def test_stopping_waits_for_the_tick_that_runs_but_not_for_ever(ticks: Ticks) -> None:
    ticks.takes = 0.1
    ticker = Ticker(ticks, SystemClock(), seconds=3600)
    ticker.start()
    await until(lambda: ticks.running == 1)
    assert await ticker.stop()
    assert ticks.running == 0


async def test_a_tick_that_hangs_does_not_keep_the_process(ticks: Ticks) -> None:
    ticks.takes = 3600
    ticker = Ticker(ticks, SystemClock(), seconds=3600)
    ticker.start()
    await until(lambda: ticks.running == 1)
    assert not await ticker.stop(grace=0.02)
