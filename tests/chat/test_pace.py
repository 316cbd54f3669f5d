"""Bulk is slow and gives way; answers are not."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.pace import Pace
from bot.ports import Passing


async def moments(pace: Pace, chats: range) -> list[float]:
    loop = asyncio.get_running_loop()
    times = []
    for chat in chats:
        await pace.wait_for_bulk(chat)
        times.append(loop.time())
    return times


async def test_bulk_is_even_and_no_second_holds_more_than_the_rate_and_a_few() -> None:
    times = await moments(Pace(50), range(40))
    assert all(later - earlier >= 0.19 for earlier, later in zip(times, times[14:], strict=False))
    assert times[-1] - times[0] < 5, "and the pace is held"


async def test_a_late_turn_is_made_up_for_by_three_at_once_and_no_more() -> None:
    now = 100.0
    pace = Pace(1, lambda: now)
    await pace.wait_for_bulk(1)
    now = 200.0
    async with asyncio.timeout(0.5):
        for chat in range(2, 6):
            await pace.wait_for_bulk(chat)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await pace.wait_for_bulk(6)


async def test_answers_pass_while_bulk_waits() -> None:
    pace = Pace(1)
    for chat in range(10, 14):
        await pace.wait_for_bulk(chat)
    waiting = asyncio.create_task(pace.wait_for_bulk(2))
    await asyncio.sleep(0.01)
    pace.check_answer(3)
    pace.check_answer(10)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_one_chat_gets_one_bulk_message_a_second_and_does_not_hold_the_others() -> None:
    pace = Pace(100)
    await pace.wait_for_bulk(1)
    second = asyncio.create_task(pace.wait_for_bulk(1))
    await asyncio.sleep(0)
    await pace.wait_for_bulk(2)
    assert not second.done()
    await second


async def test_after_a_429_bulk_is_handed_back_with_the_time_to_wait() -> None:
    now = 100.0
    pace = Pace(25, lambda: now)
    pace.halt(1, 60, bulk=True)
    with pytest.raises(Passing) as bulk:
        await pace.wait_for_bulk(2)
    with pytest.raises(Passing) as answer:
        pace.check_answer(1)
    pace.check_answer(2)
    assert (bulk.value.after, answer.value.after) == (60, 60)
    now = 161.0
    await pace.wait_for_bulk(2)
    pace.check_answer(1)


async def test_who_floods_the_coach_with_questions_holds_up_nobody_elses_reminder() -> None:
    pace = Pace(25, lambda: 100.0)
    pace.halt(1, 60, bulk=False)
    with pytest.raises(Passing) as own:
        await pace.wait_for_bulk(1)
    assert not own.value.halts
    await pace.wait_for_bulk(2)


async def test_a_shorter_429_does_not_end_a_longer_one() -> None:
    now = 100.0
    pace = Pace(25, lambda: now)
    pace.halt(1, 60, bulk=True)
    pace.halt(2, 1, bulk=True)
    now = 110.0
    with pytest.raises(Passing):
        await pace.wait_for_bulk(3)
