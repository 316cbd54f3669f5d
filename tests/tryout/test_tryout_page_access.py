"""Who may reach the chat page's own addresses, and what they answer to nonsense."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.tryout import FixedClock, LocalTelegram


async def test_other_pages_of_the_browser_cannot_reach_the_chat(tg: LocalTelegram) -> None:
    """Neither by another origin, nor by another host name, nor by a plain form."""
    say = {"json": {"action": "say", "text": "hi"}}
    cases: list[tuple[dict[str, str], dict[str, Any], int]] = [
        ({}, say, 200),
        ({"Origin": tg.url}, say, 200),
        ({"Origin": "https://evil.example"}, say, 403),
        ({"Host": "evil.example"}, say, 403),
        ({"Content-Type": "text/plain"}, {"data": '{"action": "say", "text": "hi"}'}, 415),
    ]
    async with aiohttp.ClientSession() as session:
        for headers, body, status in cases:
            async with session.post(f"{tg.url}/chat/do", headers=headers, **body) as response:
                assert response.status == status
        async with session.get(f"{tg.url}/chat/state", headers={"Host": "evil.example"}) as response:
            assert response.status == 403


@pytest.mark.parametrize("given", [{"action": "say", "text": " "}, {"action": "tap", "message_id": 9, "data": "x"}, {}])
async def test_what_cannot_be_done_is_said(tg: LocalTelegram, given: dict[str, Any]) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{tg.url}/chat/do", json=given) as response:
        assert (response.status, "error" in await response.json()) == (400, True)


async def test_one_journey_at_a_time_and_it_ends_though_its_window_closed(clock: FixedClock) -> None:
    arrived, journeys = asyncio.Event(), []

    async def travel(kind: str) -> None:
        journeys.append(kind)
        await arrived.wait()

    async with LocalTelegram(clock=clock, travel=travel).serve() as tg, aiohttp.ClientSession() as session:

        async def go(kind: str, **how: Any) -> int:
            given = {"action": "travel", "kind": kind}
            async with session.post(f"{tg.url}/chat/do", json=given, **how) as response:
                return response.status

        with pytest.raises(TimeoutError):
            await go("week", timeout=aiohttp.ClientTimeout(total=0.1))
        assert await go("day") == 400
        arrived.set()
        await asyncio.sleep(0)
        assert [await go("moon"), await go("next")] == [400, 200]
    assert journeys == ["week", "next"]


async def test_without_a_clock_to_move_there_are_no_journeys(tg: LocalTelegram) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{tg.url}/chat/state") as response:
            assert (await response.json())["travel"] is False
        async with session.post(f"{tg.url}/chat/do", json={"action": "travel", "kind": "day"}) as response:
            assert response.status == 400
