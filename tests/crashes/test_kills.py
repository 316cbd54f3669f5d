"""Real processes, killed at random moments while people log and reminders fire: nothing is lost, nothing doubled.

`CRASH_ROUNDS` sets how often the bot is killed.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable

from telegram import Bot

from bot.clock import SystemClock
from bot.tryout import LocalTelegram
from tests.crashes.coach import SECRET
from tests.crashes.nursery import Child, nursery
from tests.crashes.scene import Scene
from tests.support.balancer import Balancer
from tests.support.commands import free_port

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "100"))
LONGEST = 0.4  # seconds from the first sign of life to its end


async def test_a_hundred_kills_lose_nothing_and_repeat_at_most_what_was_on_its_way(
    new_database: Callable[..., str],
) -> None:
    """Not more than one message a kill over all of them: at this pace about every second kill meets one on its way."""
    url = new_database("sqlite")
    async with LocalTelegram(clock=SystemClock()).serve() as tg, nursery() as bearing:
        scene = await Scene.prepare(tg, url)
        talking = asyncio.create_task(scene.talk())
        for _ in range(ROUNDS):
            bot = await bearing.bear("poll", url=tg.url, database=url)
            await scene.something_arrives()
            await asyncio.sleep(random.uniform(0, LONGEST))
            await bot.kill()
            await asyncio.sleep(0.02)  # what it had sent before arrives
            scene.note_kill()
        talking.cancel()
        bot = await bearing.bear("poll", url=tg.url, database=url)
        await scene.calm()
        assert await bot.stop() == 0
    scene.check_logs()
    scene.check_reminders()
    assert scene.check_repeats() <= ROUNDS


async def announce(tg: LocalTelegram, url: str) -> None:
    async with Bot(tg.token, base_url=tg.base_url) as bot:
        await bot.set_webhook(url, secret_token=SECRET)


async def test_replicas_that_are_killed_in_turn_lose_nothing_and_keep_each_users_order(
    new_database: Callable[..., str],
) -> None:
    """Two webhook processes behind a balancer that now and then brings an update to both, and two workers."""
    url, ports = new_database("postgresql"), [free_port(), free_port()]
    balancer = Balancer(ports, doubled=0.1)
    async with LocalTelegram(clock=SystemClock()).serve() as tg, balancer.serve(), nursery() as bearing:
        scene = await Scene.prepare(tg, url)
        await announce(tg, balancer.url)

        async def bear(number: int) -> Child:
            role = "web" if number < 2 else "worker"
            return await bearing.bear(role, url=tg.url, database=url, port=ports[number] if number < 2 else 0)

        alive = {number: await bear(number) for number in range(4)}
        talking = asyncio.create_task(scene.talk())
        await scene.something_arrives()
        for _ in range(ROUNDS // 4):
            await asyncio.sleep(random.uniform(0, LONGEST))
            number = random.randrange(4)
            await alive[number].kill()
            scene.note_kill()
            alive[number] = await bear(number)
        talking.cancel()
        await scene.calm()
        assert [await child.stop() for child in alive.values()] == [0] * 4
    scene.check_logs()
    scene.check_reminders()
    assert scene.check_repeats() <= ROUNDS // 4
