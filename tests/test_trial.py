"""`hipcoach try`: the page, the bot and the clock they share, as one command starts them."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.trial import TravelClock, run_trial


def test_a_journey_moves_the_clock_forward_and_never_back() -> None:
    clock = TravelClock()
    before = clock.now()
    clock.go_to(before + timedelta(days=3))
    assert clock.now() >= before + timedelta(days=3)
    clock.go_to(before)
    assert clock.now() >= before + timedelta(days=3)
    assert clock.now().tzinfo is UTC


async def test_the_try_out_says_where_it_is_and_how_to_go_live_and_ends_when_told() -> None:
    said: list[str] = []
    told = asyncio.Event()
    stop = asyncio.Event()

    def say(text: str) -> None:
        said.append(text)
        told.set()

    running = asyncio.create_task(run_trial(0, stop.wait, say=say))
    async with asyncio.timeout(30):
        await told.wait()
        url = re.search(r"http://127\.0\.0\.1:\d+", said[0])
        assert url is not None
        async with aiohttp.ClientSession() as session, session.get(url.group()) as page:
            assert page.status == 200
            assert "Local try-out" in await page.text()
        stop.set()
        await running
    assert "TELEGRAM_BOT_TOKEN" in said[0]
    assert "Nothing leaves this machine" in said[0]


def test_the_travelling_clock_tells_seconds_that_a_journey_moves_too() -> None:
    clock = TravelClock()
    before = clock.seconds()
    clock.go_to(clock.now() + timedelta(hours=1))
    assert clock.seconds() - before >= 3600
    assert clock.now() > datetime(2024, 1, 1, tzinfo=UTC)
