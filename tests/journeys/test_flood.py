"""Somebody who floods the bot is told once and let go; everybody else is answered as ever."""

from __future__ import annotations

from tests.support.journey import journey

SENT = 300


async def test_a_flood_is_told_of_once_and_others_are_answered(database_url: str) -> None:
    async with journey(database_url, user_burst=20) as j:
        flooder, other = j.person, j.telegram.user("Bo")
        await flooder.say("/start")
        for n in range(SENT):
            await flooder.say(f"hello {n}")
        await other.say("/start")
        await j.settle()
        said = [message.text for message in flooder.replies]
        assert sum("more at once than I can follow" in text for text in said) == 1
        assert 20 < len(said) < SENT / 2
        assert [message.text[:2] for message in other.replies] == ["Hi"]


async def test_taps_of_a_flood_are_answered_so_that_no_button_spins(database_url: str) -> None:
    async with journey(database_url, user_burst=20) as j:
        await j.onboard()
        taps = [await j.person.tap("next", forged=True) for _ in range(60)]
        await j.settle()
        assert all(tap.answer is not None for tap in taps)
        assert len(j.person.replies) < 60
