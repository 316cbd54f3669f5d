"""A worker that stands still in the middle of a wave (a host that is suspended, a machine that swaps) and wakes up when
another has long taken over."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

from bot.clock import SystemClock
from bot.tryout import LocalTelegram
from tests.crashes.coach import LEASE, RATE
from tests.crashes.nursery import nursery
from tests.crashes.scene import Scene

CUT_OFF = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


async def test_who_wakes_up_sends_nothing_that_another_has_taken_over(new_database: Callable[..., str]) -> None:
    """The server gives the sleeper's lock away, as it does when its connection is dead; the sleeper had worded what it
    was about to send."""
    url = new_database("postgresql")
    async with LocalTelegram(clock=SystemClock()).serve() as tg, nursery() as bearing:
        scene = await Scene.prepare(tg, url)
        sleeper = await bearing.bear("worker", url=tg.url, database=url)
        await scene.something_arrives()
        await asyncio.sleep(1)
        os.kill(sleeper.pid, signal.SIGSTOP)
        await asyncio.sleep(0.1)  # what it had sent arrives
        scene.note_kill()
        scene.query(CUT_OFF)
        other = await bearing.bear("worker", url=tg.url, database=url)
        await scene.something_arrives()
        await asyncio.sleep(2 * LEASE.total_seconds())
        os.kill(sleeper.pid, signal.SIGCONT)
        await asyncio.sleep(2)
        await scene.calm()
        assert [await sleeper.stop(), await other.stop()] == [0, 0]
    scene.check_reminders()
    assert scene.check_repeats() <= RATE  # as many may be on their way
