"""Who may reach the chat page's own addresses, and what they answer to nonsense."""

from typing import Any

import aiohttp
import pytest

from bot.tryout import LocalTelegram


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
